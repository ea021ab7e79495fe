"""A still on disk: the picture with the shot's data embedded, and the sidecar beside it.

Both are written under a temporary name and renamed, so a still that is there is whole; the sidecar comes
last, so a still with a sidecar is finished. No dates: the same shot gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zeroshot import __version__
from zeroshot.disk import write_whole
from zeroshot.mesh import Image
from zeroshot.render.picture_files import PICTURE_FORMATS, encoded, kind_of
from zeroshot.render.plate import Plate
from zeroshot.scene.content import plain_data
from zeroshot.scene.document import Document
from zeroshot.scene.resolve import resolve


@dataclass(frozen=True)
class Origin:
    """What a still is made from, as hashes: while they are the same, so is the still.

    shot_sha256: of all that the scene says of this shot. look_sha256: of the look's options. files: of every
    file of the models in the shot, by name.
    """

    shot_sha256: str
    look_sha256: str
    files: Mapping[str, str]

    @property
    def files_sha256(self) -> str:
        """Return one hash of all files."""
        return sha256_of(json.dumps(dict(self.files), sort_keys=True).encode())


@dataclass(frozen=True)
class WrittenFile:
    """A file of a still as it was written."""

    path: Path
    sha256: str
    byte_count: int


def sha256_of(content: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def sidecar_path(still: Path) -> Path:
    """Return where the sidecar of a still lies."""
    return still.with_suffix(".json")


def overlay_path(still: Path) -> Path:
    """Return where the copy of a still with overlays lies: always a picture to look at."""
    kind = still.suffix if still.suffix[1:] in PICTURE_FORMATS else ".png"
    return still.with_name(f"{still.stem}.overlay{kind}")


def write_still(
    path: Path,
    picture: Plate | Image,
    reading: Mapping[str, Any],
    *,
    document: Document,
    look: str,
    origin: Origin,
    overlay: Image | None = None,
    overlay_names: Sequence[str] = (),
) -> tuple[WrittenFile, ...]:
    """Write a still, its kind told by its suffix, and its sidecar; return the files written.

    picture: what `Painter.paint` gives, or (h, w, 3) uint8 sRGB. reading: of the shot, as JSON data.
    overlay: a copy with overlays, written beside it. overlay_names: which those are. Raises OutputError when
    the kind is unknown or unsuited, or the disk refuses; then nothing half-written stays.
    """
    kind = kind_of(path)
    plate = picture if isinstance(picture, Plate) else Plate(picture)
    record = _record(plate, reading, document=document, look=look, origin=origin)
    still = _write(path, encoded(plate.pixels, kind, record), what="the still")
    sidecar = {**record, "files": dict(origin.files), "picture": _told(still)}
    written = [still]
    if overlay is not None:
        beside = overlay_path(path)
        content = encoded(overlay, beside.suffix[1:], record)
        written.append(_write(beside, content, what="the still with overlays"))
        sidecar["overlay"] = {**_told(written[-1]), "drawn": list(overlay_names)}
    text = json.dumps(sidecar, indent=2, ensure_ascii=False) + "\n"
    return *written, _write(sidecar_path(path), text.encode(), what="the sidecar of the still")


def _told(file: WrittenFile) -> dict[str, Any]:
    return {"file": file.path.name, "sha256": file.sha256, "bytes": file.byte_count}


def _write(path: Path, content: bytes, *, what: str) -> WrittenFile:
    write_whole(path, content, what=what)
    return WrittenFile(path, sha256_of(content), len(content))


def write_picture(path: Path, picture: Image) -> None:
    """Write a picture (h, w, 3) uint8 sRGB and nothing else, its kind told by its suffix.

    Raises OutputError as `write_still` does.
    """
    write_whole(path, encoded(picture, kind_of(path)), what="the picture")


def _record(
    plate: Plate, reading: Mapping[str, Any], *, document: Document, look: str, origin: Origin
) -> dict[str, Any]:
    height_px, width_px = plate.pixels.shape[:2]
    return {
        "format": "zeroshot.still",
        "version": __version__,
        "shot_sha256": origin.shot_sha256,
        "look_sha256": origin.look_sha256,
        "files_sha256": origin.files_sha256,
        "title": document.title,
        "width_px": width_px,
        "height_px": height_px,
        "look": look,
        **plate.about,
        "camera": plain_data(resolve(document, reading["shot"]).camera),
        "reading": dict(reading),
    }

"""A still on disk: the picture with the shot's data embedded, and the sidecar beside it.

Both are written under a temporary name and renamed, so a still that is there is whole; the sidecar comes
last, so a still with a sidecar is finished. No dates: the same shot gives the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image as Pillow

from zeroshot import __version__
from zeroshot.disk import write_whole
from zeroshot.errors import OutputError, did_you_mean
from zeroshot.mesh import Image
from zeroshot.render.png import png_bytes, text_chunk
from zeroshot.scene.content import plain_data
from zeroshot.scene.document import Document
from zeroshot.scene.resolve import resolve

_PILLOW_OPTIONS: dict[str, dict[str, Any]] = {
    "png": {},  # written by ourselves
    "jpg": {"format": "JPEG", "quality": 95, "subsampling": 0},
    "webp": {"format": "WEBP", "lossless": True, "method": 4},
}

FORMATS = tuple(_PILLOW_OPTIONS)
"""The kinds of picture that a still can be, by suffix."""


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


def write_still(
    path: Path,
    picture: Image,
    reading: Mapping[str, Any],
    *,
    document: Document,
    look: str,
    origin: Origin,
) -> tuple[WrittenFile, ...]:
    """Write a still, its kind told by its suffix, and its sidecar; return the files written.

    picture: (h, w, 3) uint8 sRGB. reading: the reading of the shot as JSON data.
    Raises OutputError when the kind is unknown or the disk refuses; then nothing half-written stays.
    """
    kind = _kind_of(path)
    record = _record(picture, reading, document=document, look=look, origin=origin)
    still = _write(path, _encoded(picture, kind, record), what="the still")
    told = {"file": path.name, "sha256": still.sha256, "bytes": still.byte_count}
    sidecar = {**record, "files": dict(origin.files), "picture": told}
    text = json.dumps(sidecar, indent=2, ensure_ascii=False) + "\n"
    return still, _write(sidecar_path(path), text.encode(), what="the sidecar of the still")


def _write(path: Path, content: bytes, *, what: str) -> WrittenFile:
    write_whole(path, content, what=what)
    return WrittenFile(path, sha256_of(content), len(content))


def write_picture(path: Path, picture: Image) -> None:
    """Write a picture (h, w, 3) uint8 sRGB and nothing else, its kind told by its suffix.

    Raises OutputError as `write_still` does.
    """
    kind = _kind_of(path)
    if kind == "png":
        write_whole(path, png_bytes(picture), what="the picture")
        return
    buffer = io.BytesIO()
    Pillow.fromarray(picture).save(buffer, **_PILLOW_OPTIONS[kind])
    write_whole(path, buffer.getvalue(), what="the picture")


def _kind_of(path: Path) -> str:
    kind = path.suffix[1:].lower()
    if kind not in _PILLOW_OPTIONS:
        near = did_you_mean(kind, FORMATS)
        raise OutputError(f'a still cannot be written as "{kind}"{near} (kinds: {", ".join(FORMATS)})')
    return kind


def _record(
    picture: Image, reading: Mapping[str, Any], *, document: Document, look: str, origin: Origin
) -> dict[str, Any]:
    height_px, width_px = picture.shape[:2]
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
        "camera": plain_data(resolve(document, reading["shot"]).camera),
        "reading": dict(reading),
    }


def _encoded(picture: Image, kind: str, record: Mapping[str, Any]) -> bytes:
    options = dict(_PILLOW_OPTIONS[kind])
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    if kind == "png":
        said = {
            "Title": f"{record['title']}: {record['reading']['shot']}",
            "Software": f"zeroshot {__version__}",
            "zeroshot": text,
        }
        return png_bytes(picture, [text_chunk(keyword, words) for keyword, words in said.items()])
    if kind == "jpg":
        options["comment"] = text.encode("utf-8")[:65000]  # a JPEG comment holds 64 KiB
    else:
        exif = Pillow.Exif()
        exif[0x010E] = text  # ImageDescription
        options["exif"] = exif
    buffer = io.BytesIO()
    Pillow.fromarray(picture).save(buffer, **options)
    return buffer.getvalue()

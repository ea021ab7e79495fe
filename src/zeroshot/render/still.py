"""A still on disk: the picture with the shot's data embedded, and the sidecar beside it.

Both are written under a temporary name and renamed, so a still that is there is whole; the sidecar comes
last, so a still with a sidecar is finished. No dates: the same shot gives the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PIL import Image as Pillow
from PIL.PngImagePlugin import PngInfo

from zeroshot import __version__
from zeroshot.disk import write_whole
from zeroshot.errors import OutputError, did_you_mean
from zeroshot.mesh import Image
from zeroshot.scene.content import plain_data, text_from_document
from zeroshot.scene.document import Document
from zeroshot.scene.resolve import resolve

_PILLOW_OPTIONS: dict[str, dict[str, Any]] = {
    "png": {"format": "PNG", "compress_level": 3},
    "jpg": {"format": "JPEG", "quality": 95, "subsampling": 0},
    "webp": {"format": "WEBP", "lossless": True, "method": 4},
}

FORMATS = tuple(_PILLOW_OPTIONS)
"""The kinds of picture that a still can be, by suffix."""


def sidecar_path(still: Path) -> Path:
    """Return where the sidecar of a still lies."""
    return still.with_suffix(".json")


def document_sha256(document: Document) -> str:
    """Return the hash of a document: of its canonical text, so layout and key order do not count."""
    return hashlib.sha256(text_from_document(document).encode("utf-8")).hexdigest()


def write_still(
    path: Path, picture: Image, reading: Mapping[str, Any], *, document: Document, look: str
) -> None:
    """Write a still, its kind told by its suffix, and its sidecar.

    picture: (h, w, 3) uint8 sRGB. reading: the reading of the shot as JSON data.
    Raises OutputError when the kind is unknown or the disk refuses; then nothing half-written stays.
    """
    kind = _kind_of(path)
    record = _record(picture, reading, document=document, look=look)
    write_whole(path, _encoded(picture, kind, record), what="the still")
    text = json.dumps(record, indent=2, ensure_ascii=False) + "\n"
    write_whole(sidecar_path(path), text.encode(), what="the sidecar of the still")


def write_picture(path: Path, picture: Image) -> None:
    """Write a picture (h, w, 3) uint8 sRGB and nothing else, its kind told by its suffix.

    Raises OutputError as `write_still` does.
    """
    options = _PILLOW_OPTIONS[_kind_of(path)]
    buffer = io.BytesIO()
    Pillow.fromarray(picture).save(buffer, **options)
    write_whole(path, buffer.getvalue(), what="the picture")


def _kind_of(path: Path) -> str:
    kind = path.suffix[1:].lower()
    if kind not in _PILLOW_OPTIONS:
        near = did_you_mean(kind, FORMATS)
        raise OutputError(f'a still cannot be written as "{kind}"{near} (kinds: {", ".join(FORMATS)})')
    return kind


def _record(picture: Image, reading: Mapping[str, Any], *, document: Document, look: str) -> dict[str, Any]:
    height_px, width_px = picture.shape[:2]
    return {
        "format": "zeroshot.still",
        "version": __version__,
        "document_sha256": document_sha256(document),
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
        info = PngInfo()
        info.add(b"sRGB", b"\0")  # rendering intent: perceptual
        info.add_itxt("Title", f"{record['title']}: {record['reading']['shot']}")
        info.add_text("Software", f"zeroshot {__version__}")
        info.add_itxt("zeroshot", text)
        options["pnginfo"] = info
    elif kind == "jpg":
        options["comment"] = text.encode("utf-8")[:65000]  # a JPEG comment holds 64 KiB
    else:
        exif = Pillow.Exif()
        exif[0x010E] = text  # ImageDescription
        options["exif"] = exif
    buffer = io.BytesIO()
    Pillow.fromarray(picture).save(buffer, **options)
    return buffer.getvalue()

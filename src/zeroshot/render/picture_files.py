"""The kinds of file that a picture can be, and pictures as the bytes of each."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image as Pillow

from zeroshot import __version__
from zeroshot.errors import OutputError, did_you_mean
from zeroshot.mesh import Image, Points
from zeroshot.render.exr import exr_from_depth, exr_from_light
from zeroshot.render.looks import find_look
from zeroshot.render.png import Chunk, png_bytes, text_chunk

_PILLOW_OPTIONS: dict[str, dict[str, Any]] = {
    "png": {},  # written by ourselves
    "jpg": {"format": "JPEG", "quality": 95, "subsampling": 0},
    "webp": {"format": "WEBP", "lossless": True, "method": 4},
}

PICTURE_FORMATS = tuple(_PILLOW_OPTIONS)
"""The kinds, by suffix, that hold a picture to look at."""

EXR = "exr"
"""The kind that holds linear light, or metres."""

FORMATS = (*PICTURE_FORMATS, EXR)
"""The kinds of picture that a still can be, by suffix."""

STEPS_PER_METRE = 1000.0
"""What a 16-bit picture counts distances in: millimetres, to 65.534 m; 65535 is farther, or nothing."""


def kind_of(path: Path) -> str:
    """Return the kind of a picture's path. Raises OutputError for an unknown one, with the nearest."""
    kind = path.suffix[1:].lower()
    if kind not in FORMATS:
        near = did_you_mean(kind, FORMATS)
        raise OutputError(f'a still cannot be written as "{kind}"{near} (kinds: {", ".join(FORMATS)})')
    return kind


def refuse_unsuited(look: str, kind: str) -> None:
    """Raise OutputError when a look cannot be written as a kind of file, saying which can.

    Raises RenderError for a look that does not exist.
    """
    chosen, kind = find_look(look), kind.removeprefix(".")
    if chosen.is_metres and kind not in ("png", EXR):
        raise OutputError(f"{kind} cannot hold the distances of the look depth: write it as exr or png")
    if kind == EXR and not (chosen.is_metres or chosen.is_linear):
        raise OutputError(f'the look "{look}" has no linear light for exr: write it as png, or ask for film')
    if chosen.way == "ids" and kind == "jpg":
        raise OutputError("jpg would blur the colours of ids into each other: write them as png or webp")


def is_linear(look: str, kind: str) -> bool:
    """Tell whether a look written as a kind is drawn as linear light."""
    return kind.removeprefix(".") == EXR and find_look(look).is_linear


def encoded(pixels: Image | Points, kind: str, record: Mapping[str, Any] | None = None) -> bytes:
    """Return the bytes of a picture. record: what is embedded in it, as JSON data.

    pixels: (h, w, 3) uint8 sRGB; for exr (h, w, 3) float32 linear light; for png and exr also (h, w) float32
    metres. Raises OutputError for what a kind cannot hold.
    """
    text = "" if record is None else json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    if kind == EXR:
        if pixels.dtype == np.uint8:
            raise OutputError(
                "exr holds linear light or metres, and this picture has neither: write it as png"
            )
        numbers = pixels.astype(np.float32, copy=False)
        return (exr_from_depth if pixels.ndim == 2 else exr_from_light)(numbers, comments=text)
    if pixels.ndim == 2 and kind == "png":
        return png_bytes(millimetres(pixels.astype(np.float32)), _chunks(record, text))
    if pixels.dtype != np.uint8:
        raise OutputError(f"{kind} cannot hold linear light or metres: write them as exr")
    picture: Image = pixels.astype(np.uint8, copy=False)
    return png_bytes(picture, _chunks(record, text)) if kind == "png" else _saved(picture, kind, text)


def millimetres(depth_m: Points) -> np.ndarray[tuple[int, int], np.dtype[np.uint16]]:
    """Return distances (h, w) as a 16-bit picture counts them; see STEPS_PER_METRE."""
    steps = np.rint(np.minimum(depth_m.astype(np.float64) * STEPS_PER_METRE, 65535.0))
    return steps.astype(np.uint16)


def _chunks(record: Mapping[str, Any] | None, text: str) -> list[Chunk]:
    if record is None:
        return []
    said = {
        "Title": f"{record['title']}: {record['reading']['shot']}",
        "Software": f"zeroshot {__version__}",
        "zeroshot": text,
    }
    return [text_chunk(keyword, words) for keyword, words in said.items()]


def _saved(picture: Image, kind: str, text: str) -> bytes:
    options = dict(_PILLOW_OPTIONS[kind])
    if text and kind == "jpg":
        options["comment"] = text.encode("utf-8")[:65000]  # a JPEG comment holds 64 KiB
    elif text:
        exif = Pillow.Exif()
        exif[0x010E] = text  # ImageDescription
        options["exif"] = exif
    buffer = io.BytesIO()
    Pillow.fromarray(picture).save(buffer, **options)
    return buffer.getvalue()

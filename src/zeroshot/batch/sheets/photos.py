"""A still in a column, in its own shape; a grey field with a word where there is none."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image as Pillow

from zeroshot.batch.sheets.pages import DIM, FAINT, Ink, Photo, Piece, Shape, Text
from zeroshot.batch.sheets.records import ShotRecord


def _aspect_of(still: Path) -> float:
    """Return the shape of a picture, which may have been cropped from what the camera has."""
    with Pillow.open(still) as opened:
        return opened.width / opened.height


def photo_piece(record: ShotRecord, width_mm: float, height_mm: float, *, is_centred: bool) -> Piece:
    """Set a still as large as it can be in a box; as high as it then is."""
    aspect = record.staged.view.aspect if record.still is None else _aspect_of(record.still)
    wide, high = (
        (width_mm, width_mm / aspect) if width_mm / aspect <= height_mm else (height_mm * aspect, height_mm)
    )
    left = (width_mm - wide) / 2.0 if is_centred else 0.0
    corners = np.array([(left, 0.0), (left + wide, 0.0), (left + wide, high), (left, high)])
    if record.still is not None:
        ink: tuple[Ink, ...] = (Photo(left, 0.0, wide, high, record.still),)
    else:
        word = Text(left + wide / 2.0, high / 2.0, "no still", 8.0, DIM, anchor="middle")
        ink = (Shape(corners, fill="#eceef1", stroke=FAINT), word)
    return Piece(high, ink)

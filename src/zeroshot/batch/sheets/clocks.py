"""Clock faces set in a column: one for each head, as many to a line as there is room for."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from zeroshot.batch.sheets.pages import DIM, POINT_MM, Disc, Ink, Piece, Strokes, Text, line_height_mm, moved
from zeroshot.batch.sheets.records import ClockFace
from zeroshot.library.lettering import width_em, wrapped

_GAP_MM = 3.0


def clock_pieces(faces: Sequence[ClockFace], width_mm: float, *, size_pt: float = 6.5) -> list[Piece]:
    """Set clocks with their words beside them; words too long for the column are wrapped."""
    radius = size_pt * POINT_MM * 0.95
    pieces: list[Piece] = []
    row: list[Ink] = []
    x, high = 0.0, 0.0
    for face in faces:
        ink, wide, tall = _clock(face, radius, width_mm, size_pt)
        if row and x + wide > width_mm:
            pieces.append(Piece(high, tuple(row)))
            row, x, high = [], 0.0, 0.0
        row += [moved(each, x, 0.0) for each in ink]
        x, high = x + wide + _GAP_MM, max(high, tall)
    return [*pieces, Piece(high, tuple(row))] if row else pieces


def _clock(face: ClockFace, radius: float, width_mm: float, size_pt: float) -> tuple[list[Ink], float, float]:
    """Draw one clock from (0, 0) on; return its ink, width and height."""
    middle = radius + 0.4
    ink: list[Ink] = [Disc(middle, middle, radius, fill="#ffffff", stroke=DIM, width_mm=0.2)]
    if face.angle_deg is None:
        ink.append(Disc(middle, middle, radius * 0.25, fill=face.color))
    else:
        turn = math.radians(face.angle_deg)
        tip = middle + radius * 0.72 * math.sin(turn), middle - radius * 0.72 * math.cos(turn)
        ink.append(Strokes(np.array([[(middle, middle), tip]]), radius * 0.26, face.color))
        ink.append(Disc(*tip, radius * 0.26, fill=face.color))
    left = 2.0 * middle + 0.8
    size_mm = size_pt * POINT_MM
    lines = wrapped(face.words, (width_mm - left) / size_mm)
    top = max(0.0, middle - len(lines) * line_height_mm(size_pt) / 2.0)
    for number, line in enumerate(lines):
        ink.append(Text(left, top + number * line_height_mm(size_pt) + size_mm, line, size_pt, DIM))
    wide = left + max(width_em(line) for line in lines) * size_mm
    return ink, wide, max(2.0 * middle + 0.4, top + len(lines) * line_height_mm(size_pt) + 0.4)

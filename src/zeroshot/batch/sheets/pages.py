"""Pages as plain data: what ink goes where, in millimetres from the top left corner.

Layout makes them, `pdf` and `png` print them; neither knows of the other, so a sheet is the same
on paper and on a screen. Sizes of letters are points, as everywhere in print.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np

from zeroshot.library.lettering import width_em, wrapped
from zeroshot.spatial import Array

POINT_MM = 25.4 / 72.0
LEADING = 1.3
"""From line to line, in sizes of the letters."""

_ASCENT = 0.95
"""From the top of a line to its baseline, in sizes of the letters. Source: the face's ascender, 0.93."""

INK, DIM, FAINT, ACCENT, PAPER = "#14161a", "#5a6270", "#a9b0bb", "#c2410c", "#ffffff"

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Text:
    """One line of letters; y_mm is its baseline."""

    x_mm: float
    y_mm: float
    text: str
    size_pt: float
    color: str = INK
    is_bold: bool = False
    anchor: Anchor = "start"

    @property
    def width_mm(self) -> float:
        """Return how wide the line is set."""
        return width_em(self.text, is_bold=self.is_bold) * self.size_pt * POINT_MM

    @property
    def left_mm(self) -> float:
        """Return where the line begins."""
        return self.x_mm - {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor] * self.width_mm


@dataclass(frozen=True, eq=False)
class Strokes:
    """Straight lines (n, 2, 2) of one ink."""

    lines: Array
    width_mm: float
    color: str = INK


@dataclass(frozen=True, eq=False)
class Shape:
    """A closed outline (n, 2), filled, stroked, or both."""

    corners: Array
    fill: str | None = None
    stroke: str | None = None
    width_mm: float = 0.2
    opacity: float = 1.0


@dataclass(frozen=True)
class Disc:
    """A circle, filled, stroked, or both."""

    x_mm: float
    y_mm: float
    radius_mm: float
    fill: str | None = None
    stroke: str | None = None
    width_mm: float = 0.2


@dataclass(frozen=True)
class Photo:
    """A picture file stretched to a box of its own shape."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    path: Path


Ink = Text | Strokes | Shape | Disc | Photo


@dataclass(frozen=True)
class Bookmark:
    """An entry of the outline: where it leads to on its page, and how deep it stands; 0 is the outermost."""

    title: str
    y_mm: float = 0.0
    level: int = 0


@dataclass(frozen=True)
class Page:
    """One page of a size, its ink in the order in which it is laid down."""

    width_mm: float
    height_mm: float
    ink: tuple[Ink, ...]
    bookmarks: tuple[Bookmark, ...] = ()


@dataclass(frozen=True)
class Piece:
    """What stands together and is never parted: ink from (0, 0) on down, so high."""

    height_mm: float
    ink: tuple[Ink, ...] = ()


def line_height_mm(size_pt: float) -> float:
    """Return what one line of letters takes of a column."""
    return size_pt * LEADING * POINT_MM


def lines_of(
    text: str, width_mm: float, *, size_pt: float, color: str = INK, is_bold: bool = False
) -> list[Piece]:
    """Set a text in a column: a piece for each of its lines, wrapped."""
    room = width_mm / (size_pt * POINT_MM)
    baseline = size_pt * _ASCENT * POINT_MM
    return [
        Piece(line_height_mm(size_pt), (Text(0.0, baseline, line, size_pt, color, is_bold),))
        for line in wrapped(text, room, is_bold=is_bold)
    ]


def space(height_mm: float) -> Piece:
    """Leave room."""
    return Piece(height_mm)


def height_of(pieces: Iterable[Piece]) -> float:
    """Return how high pieces stand on one another."""
    return sum(piece.height_mm for piece in pieces)


def taken(pieces: Sequence[Piece], height_mm: float) -> tuple[list[Piece], list[Piece]]:
    """Part pieces into those that fit into a height and the rest; the first always fits."""
    used, count = 0.0, 0
    for piece in pieces:
        if count and used + piece.height_mm > height_mm + 1e-6:
            break
        used, count = used + piece.height_mm, count + 1
    return list(pieces[:count]), list(pieces[count:])


def placed(pieces: Iterable[Piece], x_mm: float, y_mm: float) -> list[Ink]:
    """Lay pieces under one another from a corner on."""
    ink: list[Ink] = []
    for piece in pieces:
        ink += [moved(each, x_mm, y_mm) for each in piece.ink]
        y_mm += piece.height_mm
    return ink


def moved(ink: Ink, x_mm: float, y_mm: float) -> Ink:
    """Return ink so far to the right and down."""
    if isinstance(ink, Strokes):
        return replace(ink, lines=ink.lines + np.array([x_mm, y_mm]))
    if isinstance(ink, Shape):
        return replace(ink, corners=ink.corners + np.array([x_mm, y_mm]))
    return replace(ink, x_mm=ink.x_mm + x_mm, y_mm=ink.y_mm + y_mm)


def box_of(ink: Ink) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of what is inked, letters with their ascent and descent."""
    if isinstance(ink, Text):
        size = ink.size_pt * POINT_MM
        return ink.left_mm, ink.y_mm - size * 0.76, ink.left_mm + ink.width_mm, ink.y_mm + size * 0.24
    if isinstance(ink, Photo):
        return ink.x_mm, ink.y_mm, ink.x_mm + ink.width_mm, ink.y_mm + ink.height_mm
    if isinstance(ink, Disc):
        reach = ink.radius_mm + (ink.width_mm / 2.0 if ink.stroke else 0.0)
        return ink.x_mm - reach, ink.y_mm - reach, ink.x_mm + reach, ink.y_mm + reach
    points = ink.lines.reshape(-1, 2) if isinstance(ink, Strokes) else ink.corners
    if not len(points):
        return 0.0, 0.0, 0.0, 0.0
    half = ink.width_mm / 2.0
    (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
    return float(left) - half, float(top) - half, float(right) + half, float(bottom) + half

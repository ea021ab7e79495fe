"""Boards: stills in a grid with their words and clocks, and the strip of clocks. Pillow only, no VTK."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image as Pillow
from PIL import ImageDraw

from zeroshot.library.lettering import clipped, lettering, wrapped
from zeroshot.mesh import Image

BACKGROUND, PANEL, INK, FAINT, WARNING = "#14161a", "#1e2127", "#eceff4", "#9aa3b2", "#ff8f5a"

_FINE = 2
"""Shapes are drawn so many times as large and scaled down: Pillow's own have no soft edges."""


@dataclass(frozen=True)
class Clock:
    """One clock face. angle_deg: where its hand points; None for a face without one. color: "#rrggbb"."""

    name: str
    angle_deg: float | None
    color: str
    is_marked: bool = False
    is_dim: bool = False


@dataclass(frozen=True, eq=False)
class Cell:
    """One still of a board. arrow_deg: the ghost arrow's clock, arrow_share its strength 0 to 1."""

    picture: Image
    title: str
    lines: tuple[str, ...]
    clocks: tuple[Clock, ...] = ()
    arrow_deg: float | None = None
    arrow_share: float = 0.0
    is_chosen: bool = False


@dataclass(frozen=True)
class _Label:
    """What stands under a still, wrapped. unit: the height of its letters in pixels."""

    title: list[str]
    lines: list[str]
    has_clocks: bool
    unit: int

    @property
    def height_px(self) -> int:
        clocks = 4.7 if self.has_clocks else 0.5
        lines = 1.7 * len(self.title) + 1.5 * len(self.lines)
        return round(self.unit * (1.0 + lines + clocks))


def draw_board(title: str, subtitle: str, cells: Sequence[Cell], *, columns: int, cell_px: int) -> Image:
    """Lay stills out in rows, their labels wrapped under them: (h, w, 3) uint8 sRGB.

    cell_px: the width of a still. columns: at most; fewer cells make a narrower board.
    """
    gap, unit = max(12, cell_px // 26), max(11, cell_px // 30)
    columns = max(1, min(columns, len(cells)))
    width = columns * cell_px + (columns + 1) * gap
    heading = wrapped(title, (width - 2 * gap) / (unit * 1.7)), wrapped(subtitle, (width - 2 * gap) / unit)
    head = round(unit * (2.4 + 2.3 * len(heading[0]) + 1.5 * len(heading[1])))
    labels = [_label(cell, cell_px, unit) for cell in cells]
    stills_px = [_height_px(cell, cell_px) for cell in cells]
    rows = [range(start, min(start + columns, len(cells))) for start in range(0, len(cells), columns)]
    heights = [max(stills_px[i] + labels[i].height_px for i in row) for row in rows]
    board = Pillow.new("RGB", (width, head + sum(heights) + gap * len(rows)), BACKGROUND)
    _draw_heading(ImageDraw.Draw(board), heading, gap, unit)
    top = head
    for row, height in zip(rows, heights, strict=True):
        for column, index in enumerate(row):
            corner = gap + column * (cell_px + gap), top
            _draw_cell(board, cells[index], labels[index], corner, (cell_px, stills_px[index], height))
        top += height + gap
    return np.asarray(board)


def _label(cell: Cell, cell_px: int, unit: int) -> _Label:
    room_px = cell_px - 2 * unit
    lines = [part for line in cell.lines for part in wrapped(line, room_px / unit)]
    return _Label(wrapped(cell.title, room_px / (unit * 1.3)), lines, bool(cell.clocks), unit)


def _height_px(cell: Cell, width_px: int) -> int:
    high, wide = cell.picture.shape[:2]
    return round(width_px * float(high) / float(wide))


def _draw_heading(
    pen: ImageDraw.ImageDraw, heading: tuple[list[str], list[str]], gap: int, unit: int
) -> None:
    y = unit * 1.2
    for line in heading[0]:
        _text(pen, (gap, y), line, size=round(unit * 1.7), fill=INK)
        y += unit * 2.3
    for line in heading[1]:
        _text(pen, (gap, y), line, size=unit, fill=FAINT)
        y += unit * 1.5


def _draw_cell(
    board: Pillow.Image, cell: Cell, label: _Label, corner: tuple[int, int], size: tuple[int, int, int]
) -> None:
    (left, top), (width, still_px, height), unit = corner, size, label.unit
    pen = ImageDraw.Draw(board)
    box = (left, top, left + width - 1, top + height - 1)
    pen.rectangle(box, fill=PANEL)
    still = Pillow.fromarray(cell.picture).resize((width, still_px), Pillow.Resampling.LANCZOS)
    if cell.arrow_deg is not None:
        draw_arrow(still, cell.arrow_deg, cell.arrow_share)
    board.paste(still, (left, top))
    if cell.is_chosen:
        pen.rectangle(box, outline=INK, width=2)
    y = top + still_px + unit * 0.7
    for line in label.title:
        _text(pen, (left + unit, y), line, size=round(unit * 1.3), fill=INK)
        y += unit * 1.7
    for line in label.lines:
        _text(pen, (left + unit, y + unit * 0.2), line, size=unit, fill=FAINT)
        y += unit * 1.5
    draw_clocks(board, cell.clocks, (round(left + unit), round(y + unit * 0.7)), unit, width - 2 * unit)


def draw_clocks(
    board: Pillow.Image, clocks: Sequence[Clock], corner: tuple[int, int], unit: int, width: int
) -> None:
    """Draw clocks in a row, each with its name under it."""
    pen, (x, y) = ImageDraw.Draw(board), corner
    face, size = round(unit * 2.6), round(unit * 0.9)
    room = min(unit * 7.0, width / max(1, len(clocks)))
    for index, clock in enumerate(clocks):
        left = round(x + index * room)
        _paste_clock(board, clock, (left, y), face)
        name = clipped(clock.name, (room - unit * 0.6) / size)
        _text(pen, (left, y + face + unit * 0.35), name, size=size, fill=FAINT)


def _paste_clock(board: Pillow.Image, clock: Clock, corner: tuple[int, int], size: int) -> None:
    big = size * _FINE
    drawn = Pillow.new("RGBA", (big, big), (0, 0, 0, 0))
    pen, middle, radius = ImageDraw.Draw(drawn), big / 2.0, big * 0.46
    rim = WARNING if clock.is_marked else "#5b6472"
    box = (middle - radius, middle - radius, middle + radius, middle + radius)
    pen.ellipse(box, fill="#2a2f38", outline=rim, width=max(2, big // (14 if clock.is_marked else 24)))
    if clock.angle_deg is not None:
        x, y = _toward(clock.angle_deg, radius * 0.74)
        hand = clock.color if not clock.is_dim else "#6b7380"
        pen.line((middle, middle, middle + x, middle + y), fill=hand, width=max(3, big // 9))
        head = big * 0.13
        pen.ellipse((middle + x - head, middle + y - head, middle + x + head, middle + y + head), fill=hand)
    else:
        pen.line((middle - radius * 0.3, middle, middle + radius * 0.3, middle), fill="#5b6472", width=3)
    small = drawn.resize((size, size), Pillow.Resampling.LANCZOS)
    board.paste(small, corner, small)


def draw_arrow(still: Pillow.Image, angle_deg: float, share: float) -> None:
    """Draw the ghost arrow: from the middle of the picture the way that will read as down."""
    width, height = still.size
    ghost = Pillow.new("RGBA", (width * _FINE, height * _FINE), (0, 0, 0, 0))
    pen, length = ImageDraw.Draw(ghost), min(width, height) * 0.36 * _FINE
    middle = np.array([width, height]) * _FINE / 2.0
    along = np.array(_toward(angle_deg, 1.0))
    across = np.array([-along[1], along[0]])
    tip, neck, half = middle + along * length, middle + along * length * 0.66, length * 0.07
    outline = [
        middle + across * half,
        neck + across * half,
        neck + across * half * 2.6,
        tip,
        neck - across * half * 2.6,
        neck - across * half,
        middle - across * half,
    ]
    opacity = round(60 + 130 * max(0.0, min(1.0, share)))
    points = [(float(x), float(y)) for x, y in outline]
    pen.polygon(points, fill=(255, 255, 255, opacity))
    pen.line([*points, points[0]], fill=(20, 22, 26, opacity), width=2 * _FINE, joint="curve")
    small = ghost.resize((width, height), Pillow.Resampling.LANCZOS)
    still.paste(small, (0, 0), small)


@dataclass(frozen=True)
class Column:
    """One shot of a strip. note: what stands under its name."""

    title: str
    note: str
    clocks: tuple[Clock, ...]


def draw_strip(title: str, names: Sequence[str], columns: Sequence[Column], *, face_px: int = 72) -> Image:
    """Draw a strip of clocks, a row for each name and a column for each shot: (h, w, 3) uint8 sRGB."""
    unit = round(face_px * 0.22)
    side = round(max(lettering(unit).getlength(name) for name in names) + unit * 3)
    step, head = round(face_px * 1.45), round(unit * 7.5)
    size = (side + step * len(columns) + unit, head + round(face_px * 1.3) * len(names) + unit)
    wide = max(size[0], round(lettering(round(unit * 1.5)).getlength(title)) + 2 * unit)
    sheet = Pillow.new("RGB", (wide, size[1]), BACKGROUND)
    pen = ImageDraw.Draw(sheet)
    _text(pen, (unit, unit), title, size=round(unit * 1.5), fill=INK)
    for row, name in enumerate(names):
        y = head + row * face_px * 1.3
        _text(pen, (unit, y + face_px * 0.37), name, size=unit, fill=INK)
    for index, column in enumerate(columns):
        x = side + index * step
        _text(pen, (x + face_px / 2, unit * 4.1), column.title, size=unit, fill=INK, anchor="ma")
        _text(
            pen, (x + face_px / 2, unit * 5.5), column.note, size=round(unit * 0.8), fill=FAINT, anchor="ma"
        )
        for row, clock in enumerate(column.clocks):
            _paste_clock(sheet, clock, (x, round(head + row * face_px * 1.3)), face_px)
    return np.asarray(sheet)


def _toward(angle_deg: float, length: float) -> tuple[float, float]:
    """Return the step in pixels, right and down, toward a clock direction."""
    return math.sin(math.radians(angle_deg)) * length, -math.cos(math.radians(angle_deg)) * length


def _text(
    pen: ImageDraw.ImageDraw,
    place: tuple[float, float],
    text: str,
    *,
    size: int,
    fill: str,
    anchor: str = "la",
) -> None:
    pen.text(place, text, font=lettering(size), fill=fill, anchor=anchor)

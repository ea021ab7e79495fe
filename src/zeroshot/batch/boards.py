"""Boards: stills in a grid with words below each, as one PNG to look at and to pass round."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from zeroshot.disk import write_whole
from zeroshot.mesh import Image

PAPER, INK, DIM, ACCENT = "#1b1d20", "#e8e6e1", "#9a9a96", "#e0a24a"
MARGIN_PX, GAP_PX = 24, 16

Face = ImageFont.FreeTypeFont | ImageFont.ImageFont


@dataclass(frozen=True, eq=False)
class Tile:
    """One picture (h, w, 3) uint8 of a board, a heading, and lines of plain words below it."""

    picture: Image
    heading: str
    lines: tuple[str, ...] = ()


def draw_board(tiles: Sequence[Tile], *, title: str, columns: int = 3, letter_px: int = 15) -> Pillow.Image:
    """Draw tiles row by row under a title; every picture keeps its size. Lines too long are wrapped."""
    wide = max((tile.picture.shape[1] for tile in tiles), default=320)
    columns = max(1, min(columns, len(tiles)))
    texts = [_wrapped(tile, wide, letter_px) for tile in tiles]
    step_px = round(letter_px * 1.4)
    rows = math.ceil(len(tiles) / columns)
    heights = [
        max(
            tiles[i].picture.shape[0] + step_px * (len(texts[i]) + 1) + GAP_PX
            for i in range(row * columns, min((row + 1) * columns, len(tiles)))
        )
        for row in range(rows)
    ]
    top = 2 * MARGIN_PX + round(letter_px * 1.5)
    width = 2 * MARGIN_PX + columns * wide + (columns - 1) * GAP_PX
    board = Pillow.new("RGB", (width, top + sum(heights) + MARGIN_PX - GAP_PX), PAPER)
    draw = ImageDraw.Draw(board)
    draw.text((MARGIN_PX, MARGIN_PX), title, font=_face(round(letter_px * 1.35)), fill=INK)
    for index, (tile, text) in enumerate(zip(tiles, texts, strict=True)):
        row, column = divmod(index, columns)
        left, y = MARGIN_PX + column * (wide + GAP_PX), top + sum(heights[:row])
        board.paste(Pillow.fromarray(tile.picture), (left, y))
        y += tile.picture.shape[0] + round(letter_px * 0.4)
        draw.text((left, y), tile.heading, font=_face(letter_px), fill=ACCENT)
        for line in text:
            y += step_px
            draw.text((left, y), line, font=_face(letter_px), fill=DIM)
    return board


def write_board(path: Path, board: Pillow.Image) -> None:
    """Write a board as PNG. Raises OutputError when the disk refuses."""
    content = io.BytesIO()
    board.save(content, "PNG", optimize=True)
    write_whole(path, content.getvalue(), what="the board")


def _wrapped(tile: Tile, width_px: int, letter_px: int) -> list[str]:
    face = _face(letter_px)
    found: list[str] = []
    for line in tile.lines:
        current = ""
        for word in line.split():
            longer = f"{current} {word}".strip()
            if current and face.getlength(longer) > width_px:
                found.append(current)
                longer = word
            current = longer
        found.append(current)
    return found


@cache
def _face(size_px: int) -> Face:
    """Return DejaVu Sans, which has every alphabet a name may be in and comes with PyVista's matplotlib.

    Where it is missing, Pillow's own face, which has Latin letters only.
    """
    package = find_spec("matplotlib")
    for folder in (package.submodule_search_locations or ()) if package else ():
        place = Path(folder) / "mpl-data/fonts/ttf/DejaVuSans.ttf"
        if place.is_file():
            return ImageFont.truetype(place, size_px)
    return ImageFont.load_default(size_px)

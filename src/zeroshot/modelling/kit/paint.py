"""Brushes for tiles: worn paint, lettering, screws, cloth."""

from __future__ import annotations

import zlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from zeroshot.errors import OutputError
from zeroshot.spatial import Array

Picture = Image.Image
Ink = str | tuple[int, int, int]


def dice(name: str) -> np.random.Generator:
    """Return random numbers that are the same for a name every time."""
    return np.random.default_rng(zlib.crc32(name.encode()))


def clouds(rng: np.random.Generator, size: tuple[int, int], cells: int) -> Array:
    """Return smooth noise (h, w), −1 to 1, with about so many blobs across the longer side."""
    wide, high = size
    shape = (max(2, round(cells * high / max(size))), max(2, round(cells * wide / max(size))))
    small = Image.fromarray(rng.uniform(-1.0, 1.0, shape).astype(np.float32))
    return np.asarray(small.resize(size, Image.Resampling.BICUBIC), dtype=float).clip(-1.0, 1.0)


def coat(name: str, size: tuple[int, int], shade: Ink, *, wear: float = 5.0, edge: float = 26.0) -> Picture:
    """Paint a worn surface: a colour, clouded, smudged, and dirty toward its edges. wear, edge: of 255."""
    rng = dice(name)
    plain = np.asarray(Image.new("RGB", size, shade), dtype=float)
    tone = wear * (clouds(rng, size, 3) + 0.7 * clouds(rng, size, 12) + 0.35 * clouds(rng, size, 60))
    y, x = np.mgrid[0 : size[1], 0 : size[0]]
    rim = np.minimum(np.minimum(x, size[0] - 1 - x), np.minimum(y, size[1] - 1 - y))
    tone = tone - edge * np.exp(-rim / 5.0) * (1.0 + 0.5 * clouds(rng, size, 8))
    return Image.fromarray((plain + tone[..., None]).clip(0, 255).astype(np.uint8))


@cache
def font(size_px: float, *, is_cyrillic: bool = False) -> ImageFont.FreeTypeFont:
    """Return the lettering of labels at a size: Pillow's own face; for Cyrillic, which that lacks, DejaVu.

    DejaVu Sans comes with matplotlib, which comes with PyVista.
    """
    if is_cyrillic:
        folder = find_spec("matplotlib")
        if folder is None or not folder.submodule_search_locations:
            raise OutputError("Cyrillic labels need matplotlib's DejaVu font: install matplotlib")
        place = Path(folder.submodule_search_locations[0]) / "mpl-data/fonts/ttf/DejaVuSans-Bold.ttf"
        return ImageFont.truetype(place, size_px)
    face = ImageFont.load_default(size_px)
    assert isinstance(face, ImageFont.FreeTypeFont)
    return face


def face_for(text: str, size_px: float) -> ImageFont.FreeTypeFont:
    """Return a face that has every letter of a text, at a size."""
    return font(size_px, is_cyrillic=any("\u0400" <= letter <= "\u04ff" for letter in text))


def letter(
    picture: Picture,
    text: str,
    middle: tuple[float, float],
    size_px: float,
    ink: Ink = "#202326",
    *,
    bold: float = 0.0,
) -> None:
    """Write one line, centred on a point."""
    draw = ImageDraw.Draw(picture)
    draw.text(
        middle, text, font=face_for(text, size_px), fill=ink, anchor="mm", stroke_width=bold, stroke_fill=ink
    )


def fit_letter(
    picture: Picture, text: str, box: tuple[float, float, float, float], ink: Ink, *, bold: float = 0.6
) -> None:
    """Write one line as large as a box allows."""
    x0, y0, x1, y1 = box
    size = (y1 - y0) * 1.15
    wide = face_for(text, size).getlength(text) + 2 * bold
    size = min(size, size * (x1 - x0) / wide)
    letter(picture, text, ((x0 + x1) / 2, (y0 + y1) / 2), size, ink, bold=bold)


def screw(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float = 3.0) -> None:
    """Draw a countersunk screw."""
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill="#8d8c86", outline="#6a6963")
    draw.ellipse((x - radius * 0.4, y - radius * 0.4, x + radius * 0.4, y + radius * 0.4), fill="#4a4a47")


def small_print(
    draw: ImageDraw.ImageDraw,
    box: tuple[float, float, float, float],
    rng: np.random.Generator,
    ink: Ink = "#55565a",
    pitch: int = 4,
) -> None:
    """Draw rows of dashes that read as writing too small to read."""
    x0, y0, x1, y1 = box
    for y in np.arange(y0, y1, pitch):
        x = x0
        stop = x1 - rng.uniform(0, 0.35) * (x1 - x0)
        while x < stop:
            word = rng.uniform(3, 11)
            draw.line((x, y, min(x + word, stop), y), fill=ink)
            x += word + 3

"""Pages drawn as pictures, to look at where a PDF is one click too far."""

from __future__ import annotations

import numpy as np
from PIL import Image as Pillow
from PIL import ImageColor, ImageDraw

from zeroshot.batch.sheets.pages import PAPER, POINT_MM, Disc, Ink, Page, Photo, Shape, Strokes, Text
from zeroshot.batch.sheets.pdf import reduced
from zeroshot.library.lettering import lettering
from zeroshot.mesh import Image
from zeroshot.spatial import Array

DPI = 200.0
"""Letters of 5 points can be read at it, and a page of A4 is 2339 × 1654 pixels."""

_FINE = 2
"""Drawn so many times as large and scaled down: Pillow's own lines have no soft edges."""


def draw_page(page: Page, *, dpi: float = DPI) -> Image:
    """Draw one page: (h, w, 3) uint8 sRGB. Raises OSError when a picture cannot be read."""
    return np.asarray(_Board(page, dpi).draw(page))


class _Board:
    """One page under way, in fine pixels."""

    def __init__(self, page: Page, dpi: float) -> None:
        self.dpi = dpi
        self.pixel_mm = 25.4 / (dpi * _FINE)
        self.size = tuple(round(side / 25.4 * dpi) for side in (page.width_mm, page.height_mm))
        self.board = Pillow.new("RGB", (self.size[0] * _FINE, self.size[1] * _FINE), PAPER)
        self.pen = ImageDraw.Draw(self.board, "RGBA")

    def draw(self, page: Page) -> Pillow.Image:
        for ink in page.ink:
            self._lay(ink)
        return self.board.reduce(_FINE)

    def _lay(self, ink: Ink) -> None:
        if isinstance(ink, Text):
            font = lettering(ink.size_pt * POINT_MM / self.pixel_mm, is_bold=ink.is_bold)
            place = (ink.left_mm / self.pixel_mm, ink.y_mm / self.pixel_mm)
            self.pen.text(place, ink.text, font=font, fill=ink.color, anchor="ls")
        elif isinstance(ink, Strokes):
            for line in ink.lines:
                self.pen.line(self._points(line), fill=ink.color, width=self._width(ink.width_mm))
        elif isinstance(ink, Shape):
            self._shape(ink)
        elif isinstance(ink, Disc):
            self._disc(ink)
        else:
            self._photo(ink)

    def _shape(self, ink: Shape) -> None:
        if len(ink.corners) < 2:
            return
        points = self._points(ink.corners)
        if ink.fill is not None:
            red, green, blue = ImageColor.getrgb(ink.fill)[:3]
            self.pen.polygon(points, fill=(red, green, blue, round(255 * ink.opacity)))
        if ink.stroke is not None:
            self.pen.line(
                [*points, points[0]], fill=ink.stroke, width=self._width(ink.width_mm), joint="curve"
            )

    def _disc(self, ink: Disc) -> None:
        x, y, reach = (value / self.pixel_mm for value in (ink.x_mm, ink.y_mm, ink.radius_mm))
        box = (x - reach, y - reach, x + reach, y + reach)
        self.pen.ellipse(box, fill=ink.fill, outline=ink.stroke, width=self._width(ink.width_mm))

    def _photo(self, ink: Photo) -> None:
        size = tuple(max(1, round(side / self.pixel_mm)) for side in (ink.width_mm, ink.height_mm))
        picture = reduced(ink.path, ink.width_mm, dpi=self.dpi * _FINE)
        picture = picture.resize((size[0], size[1]), Pillow.Resampling.LANCZOS)
        self.board.paste(picture, (round(ink.x_mm / self.pixel_mm), round(ink.y_mm / self.pixel_mm)))

    def _points(self, points: Array) -> list[tuple[float, float]]:
        return [(x / self.pixel_mm, y / self.pixel_mm) for x, y in points.tolist()]

    def _width(self, width_mm: float) -> int:
        return max(1, round(width_mm / self.pixel_mm))

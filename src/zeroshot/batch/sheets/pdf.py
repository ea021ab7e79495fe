"""Pages printed as PDF: vector lines, searchable letters of an embedded face, bookmarks.

No dates and no random ids: the same pages give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

from PIL import Image as Pillow
from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import getRegisteredFontNames, registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from zeroshot.batch.sheets.pages import POINT_MM, Disc, Ink, Page, Photo, Shape, Strokes, Text
from zeroshot.library.lettering import face_path

MOST_DPI = 300.0
"""What an offset press resolves; finer pictures are reduced to it. Source: the usual rule of printers."""

_FACES = {False: "ZeroshotSans", True: "ZeroshotSans-Bold"}
_JPEG_QUALITY = 92


rl_config.useA85 = 0  # ASCII armour for 1990s mail: a quarter larger, and slow


def print_pdf(pages: Iterable[Page], *, title: str) -> bytes:
    """Print pages. Raises OSError when a picture cannot be read."""
    _register_faces()
    content = io.BytesIO()
    canvas = Canvas(content, invariant=1, pageCompression=1, initialFontName=_FACES[False])
    canvas.setTitle(title)
    canvas.setCreator("zeroshot")
    count = 0
    for page in pages:
        canvas.setPageSize((page.width_mm / POINT_MM, page.height_mm / POINT_MM))
        _Printer(canvas, page.height_mm).print(page, first=count)
        count += len(page.bookmarks)
        canvas.showPage()
    canvas.save()
    return content.getvalue()


class _Printer:
    """One page under way. PDF counts points from the bottom left."""

    def __init__(self, canvas: Canvas, height_mm: float) -> None:
        self.canvas = canvas
        self.height_mm = height_mm

    def print(self, page: Page, *, first: int) -> None:
        for ink in page.ink:
            self._lay(ink)
        for number, bookmark in enumerate(page.bookmarks, first):
            key = f"bookmark-{number}"
            self.canvas.bookmarkHorizontalAbsolute(key, self._y(bookmark.y_mm))
            self.canvas.addOutlineEntry(bookmark.title, key, bookmark.level, closed=bookmark.level == 0)

    def _lay(self, ink: Ink) -> None:
        if isinstance(ink, Text):
            self._text(ink)
        elif isinstance(ink, Strokes):
            self._strokes(ink)
        elif isinstance(ink, Shape):
            self._shape(ink)
        elif isinstance(ink, Disc):
            self._disc(ink)
        else:
            self._photo(ink)

    def _y(self, y_mm: float) -> float:
        return (self.height_mm - y_mm) / POINT_MM

    def _text(self, ink: Text) -> None:
        self.canvas.setFont(_FACES[ink.is_bold], ink.size_pt)
        self.canvas.setFillColor(HexColor(ink.color))
        self.canvas.drawString(ink.left_mm / POINT_MM, self._y(ink.y_mm), ink.text)

    def _strokes(self, ink: Strokes) -> None:
        self._pen(ink.color, ink.width_mm)
        path = self.canvas.beginPath()
        for (ax, ay), (bx, by) in ink.lines.tolist():
            path.moveTo(ax / POINT_MM, self._y(ay))
            path.lineTo(bx / POINT_MM, self._y(by))
        self.canvas.drawPath(path, stroke=1, fill=0)

    def _shape(self, ink: Shape) -> None:
        if len(ink.corners) < 2:
            return
        path = self.canvas.beginPath()
        (x, y), *rest = ink.corners.tolist()
        path.moveTo(x / POINT_MM, self._y(y))
        for x, y in rest:
            path.lineTo(x / POINT_MM, self._y(y))
        path.close()
        self.canvas.saveState()
        self._ink(ink.fill, ink.stroke, ink.width_mm)
        self.canvas.setFillAlpha(ink.opacity)
        self.canvas.drawPath(path, stroke=int(ink.stroke is not None), fill=int(ink.fill is not None))
        self.canvas.restoreState()

    def _disc(self, ink: Disc) -> None:
        self._ink(ink.fill, ink.stroke, ink.width_mm)
        self.canvas.circle(
            ink.x_mm / POINT_MM,
            self._y(ink.y_mm),
            ink.radius_mm / POINT_MM,
            stroke=int(ink.stroke is not None),
            fill=int(ink.fill is not None),
        )

    def _photo(self, ink: Photo) -> None:
        self.canvas.drawImage(
            ImageReader(_as_jpeg(ink)),
            ink.x_mm / POINT_MM,
            self._y(ink.y_mm + ink.height_mm),
            ink.width_mm / POINT_MM,
            ink.height_mm / POINT_MM,
        )

    def _ink(self, fill: str | None, stroke: str | None, width_mm: float) -> None:
        if fill is not None:
            self.canvas.setFillColor(HexColor(fill))
        if stroke is not None:
            self._pen(stroke, width_mm)

    def _pen(self, color: str, width_mm: float) -> None:
        self.canvas.setStrokeColor(HexColor(color))
        self.canvas.setLineWidth(width_mm / POINT_MM)
        self.canvas.setLineCap(1)
        self.canvas.setLineJoin(1)


def reduced(path: Path, width_mm: float, *, dpi: float) -> Pillow.Image:
    """Read a picture for a width on paper, with no more pixels than so many to the inch."""
    with Pillow.open(path) as opened:
        picture = opened.convert("RGB")
    width_px = round(width_mm / 25.4 * dpi)
    if picture.width <= width_px:
        return picture
    height_px = max(1, round(picture.height * width_px / picture.width))
    return picture.resize((width_px, height_px), Pillow.Resampling.LANCZOS)


def _as_jpeg(ink: Photo) -> io.BytesIO:
    content = io.BytesIO()
    picture = reduced(ink.path, ink.width_mm, dpi=MOST_DPI)
    picture.save(content, "JPEG", quality=_JPEG_QUALITY, subsampling=0)
    content.seek(0)
    return content


def _register_faces() -> None:
    for is_bold, name in _FACES.items():
        if name not in getRegisteredFontNames():
            registerFont(TTFont(name, str(face_path(is_bold=is_bold))))

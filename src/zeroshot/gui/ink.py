"""How anything is drawn over a picture so that it can be read there: labels, arrows, lines of the world."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from zeroshot.desk.handles import Projection
from zeroshot.spatial import Array

SHADOW = QColor(0, 0, 0, 170)
"""What lies under every bright line, a little wider than it."""


def polygon(points: Array) -> QPolygonF:
    """Build Qt's polygon from points (n, 2)."""
    return QPolygonF([QPointF(x, y) for x, y in np.asarray(points, float).tolist()])


def paint_label(
    painter: QPainter, at: Array, text: str, color: str = "#ffffff", *, is_centred: bool = True
) -> None:
    """Write a word on a dark plate, readable over any picture."""
    metrics = QFontMetricsF(painter.font())
    width, height = metrics.horizontalAdvance(text) + 10.0, metrics.height() + 4.0
    x = float(at[0]) - (width / 2.0 if is_centred else 0.0)
    room = painter.clipBoundingRect()
    if not room.isEmpty():
        x = min(max(x, room.left() + 2.0), room.right() - width - 2.0)
    y = float(at[1]) - height / 2.0
    plate = QRectF(x, y, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(16, 16, 18, 200))
    painter.drawRoundedRect(plate, 3.0, 3.0)
    painter.setPen(QColor(color))
    painter.drawText(plate, int(Qt.AlignmentFlag.AlignCenter), text)


def paint_arrow(painter: QPainter, start: Array, end: Array, color: QColor) -> None:
    """Paint an arrow (2,) to (2,) in pixels, dark beneath, so that it shows over any picture."""
    for width, ink in ((5.0, SHADOW), (2.6, color)):
        painter.setPen(QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(*start), QPointF(*end))
    paint_arrow_head(painter, np.stack([start, end]), color)


def paint_arrow_head(painter: QPainter, line: Array, color: QColor) -> None:
    """Paint the head of an arrow at the end of a line (n, 2) in pixels; none on a line of under 6 px."""
    along = line[-1] - line[0]
    length = float(np.linalg.norm(along))
    if length < 6.0:
        return
    along = along / length
    across = np.array([-along[1], along[0]])
    tip = line[-1] + 5.0 * along
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawPolygon(
        polygon(np.stack([tip, tip - 12 * along + 5 * across, tip - 12 * along - 5 * across]))
    )


def paint_line_in_world(painter: QPainter, picture: Projection, start: Array, end: Array, pen: QPen) -> None:
    """Paint a line of the world, cut where it goes behind the lens."""
    ends = picture.placement.apply_inverse(np.stack([start, end]))
    near = 0.03
    depths = ends[:, 0]
    if (depths <= near).all():
        return
    if (depths <= near).any():
        share = (near - depths[0]) / (depths[1] - depths[0])
        cut = ends[0] + share * (ends[1] - ends[0])
        ends = np.where((depths <= near)[:, None], cut, ends)
    pixels = picture.view.pixels_from_camera(ends, picture.width_px, picture.height_px)
    painter.setPen(pen)
    painter.drawLine(QPointF(*pixels[0]), QPointF(*pixels[1]))

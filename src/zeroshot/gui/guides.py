"""What a director looks at over a picture: thirds, horizons, clocks, eyelines. Never part of a plate."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from zeroshot.desk.handles import Projection
from zeroshot.framing.picture.forms import Reading
from zeroshot.framing.staging import StagedShot
from zeroshot.gui.actions import translated
from zeroshot.gui.ink import SHADOW, paint_arrow, paint_label, paint_line_in_world
from zeroshot.gui.sentences import said
from zeroshot.gui.theme import PLANE_COLORS


def paint_thirds(painter: QPainter, width: float, height: float) -> None:
    """Paint the lines of thirds."""
    for share in (1.0 / 3.0, 2.0 / 3.0):
        _guide_line(painter, width * share, 0.0, width * share, height)
        _guide_line(painter, 0.0, height * share, width, height * share)


def paint_centre(painter: QPainter, width: float, height: float) -> None:
    """Paint a cross in the middle."""
    x, y, arm = width / 2.0, height / 2.0, 0.03 * width
    _guide_line(painter, x - arm, y, x + arm, y)
    _guide_line(painter, x, y - arm, x, y + arm)


def paint_safe_areas(painter: QPainter, width: float, height: float) -> None:
    """Paint the safe areas for action (93 %) and titles (90 %). Source: SMPTE ST 2046-1:2009."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for share in (0.93, 0.90):
        painter.setPen(QPen(QColor(255, 255, 255, 110), 1.0))
        box = QRectF(width * (1 - share) / 2, height * (1 - share) / 2, width * share, height * share)
        painter.drawRect(box)


def _guide_line(painter: QPainter, x1: float, y1: float, x2: float, y2: float) -> None:
    for width, ink in ((3.0, QColor(0, 0, 0, 90)), (1.0, QColor(255, 255, 255, 150))):
        painter.setPen(QPen(ink, width))
        painter.drawLine(QPointF(x1, y1), QPointF(x2, y2))


def paint_horizons(painter: QPainter, picture: Projection, reading: Reading, names: dict[str, str]) -> None:
    """Paint the horizon of every plane in its colour with whose it is: the honest picture of many planes."""
    for index, plane in enumerate(reading.planes):
        if plane.horizon is None:
            continue
        color = QColor(PLANE_COLORS[index % len(PLANE_COLORS)])
        ends = np.asarray(plane.horizon) * [picture.width_px, picture.height_px]
        for width, ink in ((4.0, SHADOW), (2.0, color)):
            painter.setPen(QPen(ink, width))
            painter.drawLine(QPointF(*ends[0]), QPointF(*ends[1]))
        text = ", ".join(names.get(member, member) for member in plane.members)
        paint_label(painter, ends[0] + 0.12 * (ends[1] - ends[0]), text, color.name())


def paint_clocks(painter: QPainter, picture: Projection, reading: Reading, staged: StagedShot) -> None:
    """Paint at everybody's eyes a clock whose hand points where their head points in the picture."""
    clocks = {subject.id: subject.clock_deg for subject in reading.subjects if subject.in_frame}
    for actor in staged.actors:
        clock = clocks.get(actor.actor.id)
        place = picture.pixels(actor.eyes_in_world)
        if clock is None or not np.isfinite(place).all():
            continue
        angle = math.radians(clock)
        hand = place + 30.0 * np.array([math.sin(angle), -math.cos(angle)])
        painter.setBrush(QColor(0, 0, 0, 70))
        painter.setPen(QPen(QColor(255, 255, 255, 200), 1.4))
        painter.drawEllipse(QPointF(*place), 30.0, 30.0)
        paint_arrow(painter, place, hand, QColor(actor.actor.color))


def paint_eyelines(painter: QPainter, picture: Projection, reading: Reading, staged: StagedShot) -> None:
    """Paint a line from everybody's eyes to whom they look at; dashed, with the miss, where they miss."""
    eyes = {actor.actor.id: actor.eyes_in_world for actor in staged.actors}
    colors = {actor.actor.id: actor.actor.color for actor in staged.actors}
    for line in reading.eyelines:
        if line.looker not in eyes or not (line.looks or line.intended):
            continue
        start = eyes[line.looker]
        end = eyes.get(line.target)
        style = Qt.PenStyle.SolidLine if line.looks else Qt.PenStyle.DashLine
        at = picture.pixels(start)
        if end is not None:
            paint_line_in_world(painter, picture, start, end, QPen(QColor(colors[line.looker]), 2.2, style))
        if not np.isfinite(at).all():
            continue
        if not line.looks:
            paint_label(painter, at + np.array([0.0, 20.0]), f"{line.miss_deg:.0f}°", colors[line.looker])
        elif end is None:
            paint_label(painter, at + np.array([0.0, 20.0]), f"→ {translated('lens')}", colors[line.looker])


def paint_down(painter: QPainter, picture: Projection, reading: Reading) -> None:
    """Paint an arrow in the picture's middle the way that will read as down, and how sure that is."""
    down = reading.perceived_down
    if down is None or down.clock_deg is None:
        return
    angle = math.radians(down.clock_deg)
    middle = np.array([picture.width_px / 2.0, picture.height_px / 2.0])
    end = middle + 0.16 * picture.height_px * np.array([math.sin(angle), -math.cos(angle)])
    paint_arrow(painter, middle, end, QColor(PLANE_COLORS[5]))
    paint_label(painter, end, said(f"down: {down.station_word}, {down.confidence:.0%} sure"), PLANE_COLORS[5])

"""Where things are, painted over a view, never on a plate: handles, corners, names, cameras, the compass."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from zeroshot.desk.gizmo import Handle
from zeroshot.desk.handles import DrawnHandle, Projection
from zeroshot.framing.lens.optics import View
from zeroshot.framing.staging import StagedShot
from zeroshot.gui.actions import translated
from zeroshot.gui.ink import SHADOW, paint_arrow, paint_arrow_head, paint_label, paint_line_in_world, polygon
from zeroshot.gui.theme import ACCENT, AXIS_COLORS
from zeroshot.spatial import FORWARD, RIGHT, STATION_DIRECTIONS, Array, Placement, head_of, rotate


def paint_handles(painter: QPainter, handles: Sequence[DrawnHandle], active: Handle | None) -> None:
    """Paint a gizmo; the handle under the hand is bright and thick."""
    for drawn in reversed(handles):
        kind, _, name = drawn.handle.partition("-")
        color = QColor(AXIS_COLORS[name])
        is_active = drawn.handle == active
        if is_active:
            color = QColor("#ffffff")
        if drawn.is_area:
            color.setAlpha(230 if is_active else 130)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawPolygon(polygon(drawn.line))
            continue
        painter.setBrush(Qt.BrushStyle.NoBrush)
        _stroke(painter, drawn, color, 3.4 if is_active else 2.2)
        if kind == "move":
            paint_arrow_head(painter, drawn.line, color)


def _stroke(painter: QPainter, drawn: DrawnHandle, color: QColor, width: float) -> None:
    painter.setPen(QPen(SHADOW, width + 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    if drawn.is_facing is None:
        painter.drawPolyline(polygon(drawn.line))
        painter.setPen(QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(polygon(drawn.line))
        return
    faint = QColor(color)
    faint.setAlpha(70)
    facing = np.asarray(drawn.is_facing, bool)
    is_near = facing[:-1] & facing[1:]
    # One line for each stretch that is all near or all far: hundreds of pens cost more than the picture.
    starts = [0, *(np.flatnonzero(is_near[1:] != is_near[:-1]) + 1), len(is_near)]
    for start, end in itertools.pairwise(starts):
        painter.setPen(QPen(color if is_near[start] else faint, width))
        painter.drawPolyline(polygon(drawn.line[start : end + 1]))


def paint_amount(painter: QPainter, at: Array, handle: Handle, amount: Array, typed: str) -> None:
    """Write beside the pointer how far a drag has come."""
    if handle.startswith("turn"):
        text = f"{math.degrees(float(amount[0])):.1f}°"
    elif handle.partition("-")[2] in AXIS_COLORS and handle.startswith("move") and handle != "move-view":
        text = f"{float(amount[np.argmax(np.abs(amount))]):.3f} {translated('m')}"
    else:
        text = "  ".join(f"{float(value):+.2f}" for value in amount) + f" {translated('m')}"
    text = f"{text}   ← {typed}" if typed else text
    if np.isfinite(at).all():
        paint_label(painter, at + np.array([0.0, -112.0]), text, ACCENT)


def paint_selection(painter: QPainter, staged: StagedShot, picture: Projection, ids: Sequence[str]) -> None:
    """Paint a box of corners around what is chosen."""
    for item_id in ids:
        points = points_of(staged, item_id)
        if points is None:
            continue
        in_camera = picture.placement.apply_inverse(points)
        seen = points[in_camera[:, 0] > 0.02]
        if not len(seen):
            continue
        pixels = picture.pixels(seen)
        lowest, highest = pixels.min(axis=0) - 5.0, pixels.max(axis=0) + 5.0
        _corners(painter, QRectF(QPointF(*lowest), QPointF(*highest)), QColor(ACCENT))


def points_of(staged: StagedShot, item_id: str) -> Array | None:
    """Return points (n, 3) in the world that stand for how large something is; None for what has no size."""
    for actor in (*staged.actors, *staged.operators):
        if actor.actor.id == item_id:
            return actor.body_points_in_world
    for model in (*staged.modules, *staged.props):
        if model.item.id == item_id:
            low, high = model.bounds_in_model
            corners = np.array(
                [[x, y, z] for x in (low[0], high[0]) for y in (low[1], high[1]) for z in (low[2], high[2])]
            )
            return model.placement.apply(corners)
    for camera in staged.resolved.document.cameras:
        if camera.id == item_id:
            return np.asarray(camera.position_m)[None] + 0.12 * np.concatenate([np.eye(3), -np.eye(3)])
    for light in staged.resolved.lights:
        if light.id == item_id:
            return np.asarray(light.position_m)[None] + 0.15 * np.concatenate([np.eye(3), -np.eye(3)])
    return None


def _corners(painter: QPainter, box: QRectF, color: QColor) -> None:
    side = min(14.0, box.width() / 3.0, box.height() / 3.0)
    for width, ink in ((4.0, SHADOW), (1.8, color)):
        painter.setPen(QPen(ink, width))
        for x, step_x in ((box.left(), side), (box.right(), -side)):
            for y, step_y in ((box.top(), side), (box.bottom(), -side)):
                painter.drawLine(QPointF(x, y), QPointF(x + step_x, y))
                painter.drawLine(QPointF(x, y), QPointF(x, y + step_y))


def paint_names(painter: QPainter, staged: StagedShot, picture: Projection) -> None:
    """Write everybody's name above their head, and an arrow out of it: where their head points."""
    for actor in staged.actors:
        head = head_of(actor.placement.orientation_xyzw)
        top = actor.points_in_world.get("vertex", actor.eyes_in_world)
        place, beyond = picture.pixels(np.stack([top + 0.06 * head, top + 0.26 * head]))
        if np.isfinite(place).all() and np.isfinite(beyond).all():
            paint_arrow(painter, place, beyond, QColor(actor.actor.color))
            paint_label(painter, beyond + np.array([0.0, -2.0]), actor.name)


def paint_discs(painter: QPainter, picture: Projection, staged: StagedShot) -> None:
    """Paint everybody's plane as a thin disc in their colour."""
    angles = np.linspace(0.0, 2.0 * np.pi, 49)[:, None]
    for actor in staged.actors:
        turn = actor.placement.orientation_xyzw
        first, second = rotate(turn, FORWARD), rotate(turn, RIGHT)
        rim = np.asarray(actor.placement.position_m) + 0.55 * (
            np.cos(angles) * first + np.sin(angles) * second
        )
        if (picture.placement.apply_inverse(rim)[:, 0] <= 0.05).any():
            continue
        color = QColor(actor.actor.color)
        painter.setPen(QPen(color, 1.6))
        color.setAlpha(34)
        painter.setBrush(color)
        painter.drawPolygon(polygon(picture.pixels(rim)))


_BODY = np.array([[x, y, z] for x in (-0.26, -0.02) for y in (-0.07, 0.07) for z in (-0.08, 0.08)])
_BODY_FACES = ((0, 1, 3, 2), (4, 5, 7, 6), (0, 1, 5, 4), (2, 3, 7, 6), (0, 2, 6, 4), (1, 3, 7, 5))


def paint_camera(
    painter: QPainter,
    picture: Projection,
    placement: Placement,
    view: View,
    *,
    name: str,
    reach_m: float,
    is_current: bool,
) -> None:
    """Paint a camera as a body with its lens and frustum, a mark at the top of its picture, and its name."""
    color = QColor(ACCENT if is_current else "#c9c9cf")
    corners = placement.apply(_BODY)
    in_view = picture.placement.apply_inverse(corners)
    if (in_view[:, 0] > 0.05).all():
        pixels = picture.pixels(corners)
        depths = in_view[:, 0]
        for face in sorted(_BODY_FACES, key=lambda face: -float(depths[list(face)].mean())):
            shade = QColor(color).darker(150 + 18 * _BODY_FACES.index(face))
            shade.setAlpha(220)
            painter.setBrush(QBrush(shade))
            painter.setPen(QPen(QColor(15, 15, 15, 200), 1.0))
            painter.drawPolygon(polygon(pixels[list(face)]))
    left, right, top, bottom = view.tangents
    rim = np.array([[1.0, left, top], [1.0, right, top], [1.0, right, bottom], [1.0, left, bottom]])
    far = placement.apply(reach_m * rim)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for corner in far:
        paint_line_in_world(painter, picture, np.asarray(placement.position_m), corner, QPen(color, 1.4))
    for first, second in zip(far, np.roll(far, -1, axis=0), strict=True):
        paint_line_in_world(painter, picture, first, second, QPen(color, 1.6))
    mark = placement.apply(
        reach_m * np.array([[1.0, left * 0.25, top], [1.0, 0.0, top * 1.35], [1.0, right * 0.25, top]])
    )
    for first, second in itertools.pairwise(mark):
        paint_line_in_world(painter, picture, first, second, QPen(color, 1.6))
    at = picture.pixels(np.asarray(placement.position_m))
    if np.isfinite(at).all():
        paint_label(painter, at + np.array([0.0, 22.0]), name, color.name())


def paint_compass(painter: QPainter, picture: Projection) -> None:
    """Paint the six station directions as they lie in the view, in its lower left corner."""
    centre = np.array([60.0, picture.height_px - 58.0])
    turn = picture.placement
    rows = []
    for name, direction in STATION_DIRECTIONS.items():
        in_view = turn.apply_inverse(np.asarray(turn.position_m) + np.asarray(direction))
        rows.append((float(in_view[0]), name, np.array([in_view[1], in_view[2]])))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(16, 16, 18, 150))
    painter.drawEllipse(QPointF(*centre), 53.0, 53.0)
    words = {
        "forward": "FWD",
        "aft": "AFT",
        "starboard": "STBD",
        "port": "PORT",
        "deck": "DECK",
        "overhead": "OVHD",
    }
    colors = {
        "forward": "forward",
        "aft": "forward",
        "starboard": "right",
        "port": "right",
        "deck": "down",
        "overhead": "down",
    }
    font = painter.font()
    small = painter.font()
    small.setPointSizeF(max(6.0, font.pointSizeF() * 0.72))
    painter.setFont(small)
    for depth, name, flat in sorted(rows, key=lambda row: -row[0]):
        is_positive = name in ("forward", "starboard", "deck")
        color = QColor(AXIS_COLORS[colors[name]])
        color.setAlpha(255 if depth < 0.3 else 120)
        end = centre + 27.0 * flat
        painter.setPen(QPen(color, 2.4 if is_positive else 1.2))
        painter.drawLine(QPointF(*centre), QPointF(*end))
        painter.setPen(color)
        if np.linalg.norm(flat) > 0.25:
            place = centre + 36.0 * flat
            painter.drawText(
                QRectF(place[0] - 28, place[1] - 8, 56, 16),
                int(Qt.AlignmentFlag.AlignCenter),
                translated(words[name]),
            )
    painter.setFont(font)

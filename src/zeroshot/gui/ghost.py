"""What is dragged from the library into a view: shown where it would be, and put there.

It stands against the surface under the pointer, its feet or back to it; over nothing, at the view's depth.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QMimeData, QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from zeroshot.desk.adding import adding_actor, adding_camera, adding_light, adding_module, adding_prop
from zeroshot.desk.desk import Desk
from zeroshot.desk.handles import Projection
from zeroshot.errors import ZeroshotError
from zeroshot.framing.lens.solve import swing
from zeroshot.gui.form import titled
from zeroshot.gui.ink import paint_label, polygon
from zeroshot.gui.theme import ACCENT
from zeroshot.library.models import find_model
from zeroshot.scene.revision import Edit
from zeroshot.spatial import HEAD, IDENTITY, Array, Placement, canonical

if TYPE_CHECKING:
    from zeroshot.gui.scene_view import SceneView

MIME = "application/x-zeroshot-library"

PERSON_CLEAR_M = 1.0
"""How far someone's middle is put from a surface: about as far as their feet reach."""


@dataclass(frozen=True)
class Entry:
    """Something that can be added. kind: "pose", "prop", "module", "camera" or "light"."""

    kind: str
    name: str
    title: str
    tip: str = ""

    @property
    def searched(self) -> str:
        """Return the text that a search looks in."""
        return f"{self.name} {self.title} {self.tip}".lower()

    def to_text(self) -> str:
        """Return it as it travels in a drag."""
        return f"{self.kind}:{self.name}"


@dataclass(frozen=True, eq=False)
class Ghost:
    """What would be added, where it would stand, and its box (2, 3) about that."""

    entry: Entry
    placement: Placement
    bounds_m: Array


def ghost_at(view: SceneView, data: QMimeData, position: QPointF) -> Ghost | None:
    """Return what a drag over a view would add at a point of it."""
    if not data.hasFormat(MIME):
        return None
    entry = entry_from_text(bytes(data.data(MIME).data()).decode("utf-8"))
    ray = view.ray(position)
    if ray is None:
        return None
    bounds_m = _bounds_of(view.desk, entry)
    hit = view.hit(position)
    if hit is None:
        depth_m = max(view.desk.view.distance_m, 0.5)
        return Ghost(entry, Placement.from_arrays(ray.start + depth_m * ray.direction, IDENTITY), bounds_m)
    head, clear_m = hit.normal_in_world, float(bounds_m[1][2]) + 0.02
    place = hit.point_in_world + clear_m * head
    # A module stays as the station is: walls are no floor for it to stand on.
    orientation = IDENTITY if entry.kind == "module" else canonical(swing(HEAD, head))
    return Ghost(entry, Placement.from_arrays(place, orientation), bounds_m)


def drop_ghost(desk: Desk, ghost: Ghost) -> bool:
    """Add what was dragged where it was shown; tells whether it could be."""
    return add_entry(desk, ghost.entry, ghost.placement)


def paint_ghost(painter: QPainter, ghost: Ghost, picture: Projection) -> None:
    """Paint the box of what would be added, its floor filled, and what it is."""
    low, high = ghost.bounds_m
    sides = ((low[0], low[1]), (high[0], low[1]), (high[0], high[1]), (low[0], high[1]))
    corners = np.array([[x, y, z] for z in (high[2], low[2]) for x, y in sides])
    points = ghost.placement.apply(corners)
    if (picture.placement.apply_inverse(points)[:, 0] <= 0.03).any():
        return
    pixels = picture.pixels(points)
    color = QColor(ACCENT)
    painter.setPen(QPen(color, 1.6))
    color.setAlpha(60)
    painter.setBrush(color)
    painter.drawPolygon(polygon(pixels[:4]))
    for index in range(4):
        for first, second in ((index + 4, (index + 1) % 4 + 4), (index, index + 4)):
            painter.drawLine(QPointF(*pixels[first]), QPointF(*pixels[second]))
    paint_label(painter, pixels[4:].mean(axis=0), ghost.entry.title, ACCENT)


def _bounds_of(desk: Desk, entry: Entry) -> Array:
    if entry.kind in ("prop", "module"):
        try:
            bounds_m = find_model(entry.name, beside=desk.beside).facts.bounds_m
        except ZeroshotError:
            bounds_m = None
        if bounds_m is not None:
            return np.asarray(bounds_m, dtype=np.float64)
    if entry.kind == "pose":
        return np.array([[-0.3, -0.35, -0.8], [0.4, 0.35, PERSON_CLEAR_M]])
    return np.array([[-0.15, -0.15, -0.15], [0.15, 0.15, 0.15]])


def entry_from_text(text: str) -> Entry:
    """Return what travelled in a drag."""
    kind, _, name = text.partition(":")
    return Entry(kind, name, titled(name))


def add_entry(desk: Desk, entry: Entry, placement: Placement) -> bool:
    """Add something at a place and choose it; tells whether it could be."""
    before = set(desk.document.items())
    try:
        edit = _edit_of(desk, entry, placement)
    except ZeroshotError as error:
        desk.tell(str(error))
        return False
    if not desk.do(edit):
        return False
    desk.select(item_id for item_id in desk.document.items() if item_id not in before)
    return True


def _edit_of(desk: Desk, entry: Entry, placement: Placement) -> Edit:
    if entry.kind == "pose":
        return adding_actor(desk, placement, pose=entry.name)
    if entry.kind == "module":
        return adding_module(desk, entry.name, placement)
    if entry.kind == "prop":
        return adding_prop(desk, entry.name, placement)
    return adding_camera(desk, placement) if entry.kind == "camera" else adding_light(desk, placement)

"""Taking hold of joints in a view: dots on who is chosen, pulled or turned by the mouse."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from zeroshot.desk.desk import Desk
from zeroshot.desk.gizmo import Ray
from zeroshot.desk.handles import Projection
from zeroshot.desk.posing import (
    PULLED,
    anchors_with,
    hold_near,
    joint_places,
    pulled_pose,
    turned_pose,
)
from zeroshot.framing.staging import StagedActor
from zeroshot.gui.actions import translated
from zeroshot.gui.ink import paint_label
from zeroshot.gui.theme import ACCENT
from zeroshot.spatial import Array

GRAB_PX = 9.0


@dataclass(frozen=True, eq=False)
class JointDrag:
    """A joint under the hand: whose, which, where it was, and where the drag began."""

    person: StagedActor
    joint: str
    place: Array
    began: Ray


def posed_person(desk: Desk) -> StagedActor | None:
    """Return who is being posed: the one chosen, while posing is on."""
    staged = desk.staged()
    if staged is None or not desk.tools.is_posing or len(desk.selection) != 1:
        return None
    found = (actor for actor in staged.actors if actor.actor.id == desk.selection[0])
    return next(found, None)


def joint_at(desk: Desk, picture: Projection, pixel: tuple[float, float]) -> str | None:
    """Return the joint under a pointer, the nearest to the lens where several are."""
    person = posed_person(desk)
    if person is None:
        return None
    best: tuple[float, str] | None = None
    for name, place in joint_places(person).items():
        at = picture.pixels(place)
        if np.isfinite(at).all() and float(np.linalg.norm(at - np.asarray(pixel))) <= GRAB_PX:
            depth = picture.depth_m(place)
            if best is None or depth < best[0]:
                best = (depth, name)
    return None if best is None else best[1]


def take_joint(desk: Desk, joint: str, ray: Ray) -> JointDrag | None:
    """Begin to drag a joint of who is being posed."""
    person = posed_person(desk)
    return None if person is None else JointDrag(person, joint, joint_places(person)[joint], ray)


def drag_joint(desk: Desk, drag: JointDrag, now: Ray, *, is_final: bool) -> None:
    """Show, or keep, what a drag of a joint has come to.

    A hand or foot stays at its depth; let go near something that can be held, it takes hold of it.
    """
    actor = drag.person.actor
    if drag.joint not in PULLED:
        pose = turned_pose(drag.person, drag.joint, now.direction, _angle(drag, now))
        _apply(desk, actor.id, {"pose": pose}, "Turn joint", is_final=is_final)
        return
    place = _at_depth(drag, now)
    staged = desk.staged()
    held = None if staged is None else hold_near(staged, drag.joint, place)
    anchors = anchors_with(actor, drag.joint, held)
    if held is not None:
        _apply(desk, actor.id, {"anchors": anchors}, f"Hold {held}", is_final=is_final)
        return
    pose = pulled_pose(drag.person, drag.joint, place)
    _apply(desk, actor.id, {"pose": pose, "anchors": anchors}, "Pull", is_final=is_final)


def paint_joints(painter: QPainter, desk: Desk, picture: Projection, active: str | None) -> None:
    """Paint the dots: large for what is pulled, small for what is turned; the active one with its name."""
    person = posed_person(desk)
    if person is None:
        return
    for name, place in joint_places(person).items():
        at = picture.pixels(place)
        if not np.isfinite(at).all():
            continue
        radius = 6.0 if name in PULLED else 4.0
        is_active = name == active
        painter.setPen(QPen(QColor(0, 0, 0, 190), 1.5))
        painter.setBrush(QColor("#ffffff" if is_active else ACCENT))
        painter.drawEllipse(QPointF(*at), radius + is_active, radius + is_active)
        if is_active:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            paint_label(painter, at + np.array([0.0, -18.0]), translated(_words(name)))


def _apply(desk: Desk, actor_id: str, changes: dict[str, object], what: str, *, is_final: bool) -> None:
    edit = desk.changing(actor_id, changes, what=what)
    if is_final:
        desk.do(edit)
    else:
        desk.preview(edit)


def _at_depth(drag: JointDrag, now: Ray) -> Array:
    """Return where the ray passes at the depth at which the joint was."""
    depth = float((drag.place - drag.began.start) @ drag.began.direction)
    slope = max(float(now.direction @ drag.began.direction), 0.1)
    return np.asarray(now.start + depth / slope * now.direction)


def _angle(drag: JointDrag, now: Ray) -> float:
    """Return how far the pointer has turned about the joint, as seen, about the line of sight."""
    axis = now.direction
    first, second = (_across(drag.place, ray, axis) for ray in (drag.began, now))
    # From the dot itself no turn can be told: there a sideways drag turns, half a metre a radian.
    if np.linalg.norm(first) < 0.03:
        return float(np.linalg.norm(second - first)) * 2.0 * (1.0 if second.sum() >= first.sum() else -1.0)
    return math.atan2(float(np.cross(first, second) @ axis), float(first @ second))


def _across(place: Array, ray: Ray, axis: Array) -> Array:
    arm = ray.start + float((place - ray.start) @ ray.direction) * ray.direction - place
    return np.asarray(arm - axis * float(arm @ axis))


def _words(joint: str) -> str:
    """Return a joint's name in words: "leftUpperArm" is "left upper arm"."""
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in joint)

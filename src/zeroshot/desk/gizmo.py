"""The handles that move and turn what is chosen: rays and axes, no window.

A gizmo stands at a point with three axes. A drag of a handle is told as the ray under the pointer where it
began and the ray where it is now; the answer is a move in the world, snapped where wanted.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.spatial import Array, quaternion_from_axis_angle, unit

Handle = Literal[
    "move-forward", "move-right", "move-down", "slide-forward", "slide-right", "slide-down", "move-view",
    "turn-forward", "turn-right", "turn-down", "turn-view",
]  # fmt: skip
AXES: dict[str, int] = {"forward": 0, "right": 1, "down": 2}

ANGLE_SNAPS_DEG = (5.0, 15.0, 45.0, 90.0)
STEP_SNAP_M = 0.05

_ALMOST_ALONG = 0.05
"""Sine of the angle between line of sight and axis below which a drag says nothing about the axis."""


@dataclass(frozen=True, eq=False)
class Ray:
    """A line of sight: where it starts (3,) and its unit direction (3,), in the world."""

    start: Array
    direction: Array


@dataclass(frozen=True, eq=False)
class Snap:
    """What a drag clicks to; None for free. step_m: along each axis. angle_rad: about an axis."""

    step_m: float | None = None
    angle_rad: float | None = None


@dataclass(frozen=True, eq=False)
class Dragged:
    """What a drag comes to.

    shift_m: (3,) in the world. turn_xyzw: (4,) about the gizmo's origin, in the world. amount: the number
    to show while dragging: metres along each of the gizmo's axes (3,), or the angle in radians (1,).
    """

    shift_m: Array
    turn_xyzw: Array
    amount: Array


@dataclass(frozen=True, eq=False)
class Gizmo:
    """Where the handles stand. axes: (3, 3), its columns the directions forward, right, down in the world."""

    origin: Array
    axes: Array

    def drag(self, handle: Handle, began: Ray, now: Ray, *, snap: Snap | None = None) -> Dragged | None:
        """Return what dragging a handle from one ray to another does; None where it cannot be told.

        A move handle of one axis follows the point of the axis nearest the ray; a slide handle stays in the
        plane across its axis; the view's handles stay in the plane across the line of sight. A turn handle
        follows the ray about its axis.
        """
        snap = snap or Snap()
        kind, _, name = handle.partition("-")
        if kind == "turn":
            return self._turn(name, began, now, snap)
        shift = self._shift(kind, name, began, now)
        if shift is None:
            return None
        along = self.axes.T @ shift
        if snap.step_m:
            moving = np.abs(along) > 1e-12
            along = np.where(moving, np.round(along / snap.step_m) * snap.step_m, 0.0)
        return Dragged(self.axes @ along, np.array([0.0, 0.0, 0.0, 1.0]), along)

    def typed(self, handle: Handle, number: float) -> Dragged | None:
        """Return what a typed number does with a handle: metres along its axis, or degrees about it.

        None for handles of a plane, which one number cannot tell.
        """
        kind, _, name = handle.partition("-")
        if name not in AXES:
            return None
        axis = self.axes[:, AXES[name]]
        if kind == "turn":
            angle = math.radians(number)
            return Dragged(np.zeros(3), quaternion_from_axis_angle(axis, angle), np.array([angle]))
        if kind != "move":
            return None
        along = np.zeros(3)
        along[AXES[name]] = number
        return Dragged(axis * number, np.array([0.0, 0.0, 0.0, 1.0]), along)

    def _shift(self, kind: str, name: str, began: Ray, now: Ray) -> Array | None:
        if kind == "move" and name in AXES:
            axis = self.axes[:, AXES[name]]
            first, second = (_place_on_axis(self.origin, axis, ray) for ray in (began, now))
            return None if first is None or second is None else axis * (second - first)
        normal = began.direction if name == "view" else self.axes[:, AXES[name]]
        start, end = (_place_in_plane(self.origin, normal, ray) for ray in (began, now))
        return None if start is None or end is None else end - start

    def _turn(self, name: str, began: Ray, now: Ray, snap: Snap) -> Dragged | None:
        axis = -began.direction if name == "view" else self.axes[:, AXES[name]]
        first, second = (_arm_about(self.origin, axis, ray) for ray in (began, now))
        if first is None or second is None:
            return None
        angle = math.atan2(float(np.cross(first, second) @ axis), float(first @ second))
        if snap.angle_rad:
            angle = round(angle / snap.angle_rad) * snap.angle_rad
        return Dragged(np.zeros(3), quaternion_from_axis_angle(axis, angle), np.array([angle]))


def _place_on_axis(origin: Array, axis: Array, ray: Ray) -> float | None:
    """Return where along an axis, metres from the origin, a ray passes nearest; None where it runs along."""
    across = np.cross(axis, ray.direction)
    square = float(across @ across)
    if square < _ALMOST_ALONG**2:
        return None
    return float(np.cross(ray.start - origin, ray.direction) @ across) / square


def _place_in_plane(origin: Array, normal: ArrayLike, ray: Ray) -> Array | None:
    """Return where a ray meets a plane (3,); None where it runs along it or away from it."""
    slope = float(np.asarray(normal) @ ray.direction)
    if abs(slope) < _ALMOST_ALONG:
        return None
    distance = float(np.asarray(normal) @ (origin - ray.start)) / slope
    return None if distance <= 0.0 else np.asarray(ray.start + distance * ray.direction)


def _arm_about(origin: Array, axis: Array, ray: Ray) -> Array | None:
    """Return the direction (3,) across an axis in which a ray passes the origin.

    A ring seen from its edge has no inside to point into: then the ray's point nearest the axis tells.
    """
    point = _place_in_plane(origin, axis, ray)
    if point is None:
        depth = float((origin - ray.start) @ ray.direction)
        point = ray.start + depth * ray.direction
    arm = point - origin
    arm = arm - axis * float(arm @ axis)
    length = float(np.linalg.norm(arm))
    return None if length < 1e-9 else unit(arm)

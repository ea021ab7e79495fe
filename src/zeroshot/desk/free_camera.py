"""Moving about without an up: the camera of the stage view, turned about its own axes unless told otherwise.

Nothing here keeps a vertical. A turntable is a choice: then sideways drags turn about a direction that the
caller names (the station's, an actor's), and only then.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.scene.document import Camera, Lens, Sensor
from zeroshot.spatial import (
    DOWN,
    FORWARD,
    RIGHT,
    Array,
    Placement,
    compose,
    forward_of,
    head_of,
    look_at,
    quaternion_from_axis_angle,
    rotate,
    unit,
)

STAGE_CAMERA_ID = "stage-view"
DIAGONAL_MM = 41.3
FOCAL_LENGTH_MM = 22.0
"""Wide, so that a module can be overlooked from inside it: 86° from corner to corner, whatever the window's
shape."""

NEAREST_M, FARTHEST_M = 0.02, 300.0
"""How near and far the pivot may be: a fingertip, and well beyond the whole station."""

ORBIT_RAD_PER_WIDTH = math.pi
"""Dragging across the whole view turns half a circle about the pivot."""


@dataclass(frozen=True)
class FreeCamera:
    """Where the stage view looks from. distance_m: to the pivot, which lies on the line of sight."""

    placement: Placement
    distance_m: float = 3.0

    @property
    def pivot_in_world(self) -> Array:
        """Return the point (3,) that the view turns about."""
        return self.placement.apply(self.distance_m * FORWARD)

    def as_camera(self, *, aspect: float, focal_length_mm: float = FOCAL_LENGTH_MM) -> Camera:
        """Return it as a camera of the scene's kind, for staging and drawing; wide open to all distances."""
        lens = Lens(focal_length_mm=focal_length_mm, f_stop=22.0, focus_m=max(self.distance_m, 0.1))
        return Camera(
            id=STAGE_CAMERA_ID,
            position_m=self.placement.position_m,
            orientation_xyzw=self.placement.orientation_xyzw,
            sensor=Sensor(
                name="stage view", width_mm=_width_mm(aspect), height_mm=_width_mm(aspect) / aspect
            ),
            lens=lens,
        )

    def with_pivot(self, point_in_world: ArrayLike) -> FreeCamera:
        """Put the pivot at the depth of a point, without moving."""
        depth = float(self.placement.apply_inverse(point_in_world)[0])
        return replace(self, distance_m=_within(depth)) if depth > NEAREST_M else self


def orbited(
    view: FreeCamera,
    across: float,
    along: float,
    *,
    about_in_world: ArrayLike | None = None,
    axis_in_world: ArrayLike | None = None,
) -> FreeCamera:
    """Turn about a point by a drag of so many view widths to the right and heights down.

    about_in_world: (3,), the pivot by default. axis_in_world: what a sideways drag turns about (a turntable);
    None for the view's own down, so that no direction is the vertical.
    """
    placement = view.placement
    about = view.pivot_in_world if about_in_world is None else np.asarray(about_in_world, dtype=np.float64)
    own_down = rotate(placement.orientation_xyzw, DOWN)
    axis = own_down if axis_in_world is None else unit(axis_in_world)
    if float(axis @ own_down) < 0.0:
        axis = -axis  # seen from the other side, the turntable still follows the hand
    sideways = quaternion_from_axis_angle(axis, across * ORBIT_RAD_PER_WIDTH)
    own_right = rotate(placement.orientation_xyzw, RIGHT)
    nodding = quaternion_from_axis_angle(own_right, -along * ORBIT_RAD_PER_WIDTH)
    turn = compose(sideways, nodding)
    position = about + rotate(turn, np.asarray(placement.position_m) - about)
    return replace(view, placement=Placement.from_arrays(position, compose(turn, placement.orientation_xyzw)))


def panned(view: FreeCamera, across: float, along: float, *, depth_m: float, aspect: float) -> FreeCamera:
    """Slide so that what lies at a depth follows a drag of so many view widths and heights."""
    width_m = depth_m * _width_mm(aspect) / FOCAL_LENGTH_MM
    step = np.array([0.0, -across * width_m, -along * width_m / aspect])
    return replace(view, placement=_moved(view.placement, step))


def dollied(view: FreeCamera, share: float, *, toward_in_world: ArrayLike | None = None) -> FreeCamera:
    """Go a share of the way to a point (the pivot by default); a negative share goes back as much again.

    Going in and coming back by the same steps ends where it began.
    """
    target = view.pivot_in_world if toward_in_world is None else np.asarray(toward_in_world, dtype=np.float64)
    factor = (1.0 - share) if share >= 0.0 else 1.0 / (1.0 + share)
    position = target + factor * (np.asarray(view.placement.position_m) - target)
    depth_m = (
        float(view.placement.apply_inverse(target)[0]) if toward_in_world is not None else view.distance_m
    )
    distance_m = _within(view.distance_m - (1.0 - factor) * depth_m) if depth_m > 0 else view.distance_m
    placement = Placement.from_arrays(position, view.placement.orientation_xyzw)
    return FreeCamera(placement, max(distance_m, NEAREST_M))


def rolled(view: FreeCamera, angle_rad: float) -> FreeCamera:
    """Turn about the line of sight, clockwise as seen for what is looked at with a negative angle."""
    own = quaternion_from_axis_angle(FORWARD, angle_rad)
    orientation = compose(view.placement.orientation_xyzw, own)
    return replace(view, placement=Placement.from_arrays(view.placement.position_m, orientation))


def flown(view: FreeCamera, step_in_view_m: ArrayLike, turn_rad: ArrayLike = (0.0, 0.0, 0.0)) -> FreeCamera:
    """Move by a step forward, right, down, and turn by angles about forward, right, down, all one's own."""
    moved = _moved(view.placement, np.asarray(step_in_view_m, dtype=np.float64))
    roll, pitch, yaw = (float(angle) for angle in np.asarray(turn_rad, dtype=np.float64))
    orientation = np.asarray(moved.orientation_xyzw)
    for axis, angle in ((DOWN, yaw), (RIGHT, pitch), (FORWARD, roll)):
        orientation = compose(orientation, quaternion_from_axis_angle(axis, angle))
    return replace(view, placement=Placement.from_arrays(moved.position_m, orientation))


def levelled(view: FreeCamera, head_in_world: ArrayLike) -> FreeCamera:
    """Roll so that a head direction points to the top of the view; looking along it, nothing changes."""
    facing = forward_of(view.placement.orientation_xyzw)
    head = unit(head_in_world)
    if np.linalg.norm(np.cross(facing, head)) < 1e-6:
        return view
    orientation = look_at(facing, head_reference_in_world=head)
    return replace(view, placement=Placement.from_arrays(view.placement.position_m, orientation))


def looking(view: FreeCamera, direction_in_world: ArrayLike, *, head_in_world: ArrayLike) -> FreeCamera:
    """Look along a direction at the same pivot from the same distance; the head direction sets the roll.

    Looking along the head direction itself, the view's own head is kept as near as can be.
    """
    direction, head = unit(direction_in_world), unit(head_in_world)
    if np.linalg.norm(np.cross(direction, head)) < 1e-6:
        head = head_of(view.placement.orientation_xyzw)
        if np.linalg.norm(np.cross(direction, head)) < 1e-6:
            head = forward_of(view.placement.orientation_xyzw)
    orientation = look_at(direction, head_reference_in_world=head)
    position = view.pivot_in_world - view.distance_m * direction
    return replace(view, placement=Placement.from_arrays(position, orientation))


def framing_points(
    view: FreeCamera, points_in_world: Sequence[ArrayLike] | Array, *, aspect: float
) -> FreeCamera:
    """Go back or forth so that all points (n, 3) are well in the view, without turning."""
    points = np.asarray(points_in_world, dtype=np.float64).reshape(-1, 3)
    middle = (points.min(axis=0) + points.max(axis=0)) / 2.0
    radius_m = max(float(np.linalg.norm(points - middle, axis=1).max()), 0.15)
    shorter_mm = _width_mm(aspect) * min(1.0, 1.0 / aspect)
    narrow = math.atan(shorter_mm / (2.0 * FOCAL_LENGTH_MM))
    distance_m = _within(1.1 * radius_m / math.sin(narrow))
    position = middle - distance_m * forward_of(view.placement.orientation_xyzw)
    return FreeCamera(Placement.from_arrays(position, view.placement.orientation_xyzw), distance_m)


def _width_mm(aspect: float) -> float:
    return DIAGONAL_MM * aspect / math.hypot(aspect, 1.0)


def _moved(placement: Placement, step_in_view_m: Array) -> Placement:
    return Placement.from_arrays(placement.apply(step_in_view_m), placement.orientation_xyzw)


def _within(distance_m: float) -> float:
    return min(max(distance_m, NEAREST_M), FARTHEST_M)

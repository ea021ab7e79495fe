"""How a camera is rolled against something: the number on the roll dial, and how to set it."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.spatial import FORWARD, Placement, canonical, compose, quaternion_from_axis_angle, unit

_ALONG = 1e-6


def roll_against(camera: Placement, head_in_world: ArrayLike) -> float | None:
    """Return by how many radians a camera is rolled clockwise against a head direction, (−π, π].

    At 0 that head direction points to the picture's top. None where it points along the lens.
    """
    in_camera = camera.apply_inverse(np.asarray(camera.position_m) + unit(head_in_world))
    if math.hypot(in_camera[1], in_camera[2]) < _ALONG:
        return None
    return math.atan2(-in_camera[1], -in_camera[2])


def rolled_to(camera: Placement, head_in_world: ArrayLike, roll_rad: float) -> Placement:
    """Roll a camera about its lens until its roll against a head direction is an angle; else unchanged."""
    now = roll_against(camera, head_in_world)
    if now is None:
        return camera
    turn = quaternion_from_axis_angle(FORWARD, roll_rad - now)
    return Placement.from_arrays(camera.position_m, canonical(compose(camera.orientation_xyzw, turn)))

"""Where a camera must be, and how it must be turned, for what it sees to fall where it is wanted.

Plain arrays, no scene. A ray is a direction (3,) in the camera's frame, such as
`View.rays_from_pixels` gives for a place in the picture. Angles are radians.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.errors import OpticsError
from zeroshot.framing.lens.optics import View
from zeroshot.spatial import (
    Array,
    angle_between_directions,
    compose,
    quaternion_from_axis_angle,
    quaternion_from_matrix,
    rotate,
    unit,
)

SAME_RAD = 1e-6
"""Directions closer than this are one."""


def ray_at(view: View, screen: tuple[float, float]) -> Array:
    """Return the ray (3,) toward a place in the picture: shares of its width and height from the top left."""
    return view.rays_from_pixels(screen, 1.0, 1.0)


def swing(from_direction: ArrayLike, to_direction: ArrayLike) -> Array:
    """Return the shortest turn (4,) that takes one direction (3,) into another.

    From exactly opposite every way is equally short; then it turns about an axis square to the first.
    """
    start, stop = unit(from_direction), unit(to_direction)
    axis = np.cross(start, stop)
    if np.linalg.norm(axis) < 1e-12:
        axis = np.cross(start, np.eye(3)[int(np.argmin(np.abs(start)))])
    return quaternion_from_axis_angle(axis, angle_between_directions(start, stop))


def aimed(world_from_camera: ArrayLike, ray: ArrayLike, direction_in_world: ArrayLike) -> Array:
    """Turn a camera (4,) the shortest way so that a direction in the world (3,) falls on a ray (3,)."""
    return compose(swing(rotate(world_from_camera, ray), direction_in_world), world_from_camera)


def rolled_until(
    world_from_camera: ArrayLike, axis_in_world: ArrayLike, error_rad: Callable[[Array], float]
) -> Array:
    """Turn a camera (4,) about an axis through what it is aimed at until an angle is right.

    error_rad: how far an attitude is off, wrapped to ±π; it must change by about as much as the turn. So the
    point aimed at stays where it is in the picture, and the picture rolls about it.
    Raises OpticsError when no turn brings the error under a ten-thousandth of a degree.
    """
    best = np.asarray(world_from_camera, dtype=np.float64)
    for start in np.arange(8) * (math.pi / 4.0):
        attitude, sign = compose(quaternion_from_axis_angle(axis_in_world, start), best), 0.0
        for _ in range(30):
            error = error_rad(attitude)
            if not math.isfinite(error):
                break
            if abs(error) < 1.7e-6:
                return attitude
            step = 1e-4
            ahead = error_rad(compose(quaternion_from_axis_angle(axis_in_world, step), attitude))
            slope = math.remainder(ahead - error, 2.0 * math.pi) / step
            sign = math.copysign(max(abs(slope), 0.3), slope)
            attitude = compose(quaternion_from_axis_angle(axis_in_world, -error / sign), attitude)
    raise OpticsError("no roll of the camera gives that: ask for another place in the picture")


def attitude_from_pairs(
    ray_a: ArrayLike, ray_b: ArrayLike, direction_a: ArrayLike, direction_b: ArrayLike
) -> Array:
    """Return ``world_from_camera`` (..., 4) that takes two rays (..., 3) into two directions (..., 3).

    The angles between each two must be equal; then the answer is exact (the triad method, Black 1964).
    """
    frames = []
    for first, second in ((ray_a, ray_b), (direction_a, direction_b)):
        x = unit(first)
        z = unit(np.cross(x, unit(second)))
        frames.append(np.stack([x, np.cross(z, x), z], axis=-1))
    camera, world = frames
    return quaternion_from_matrix(world @ np.swapaxes(camera, -1, -2))


def two_heads(
    a_in_world: ArrayLike,
    b_in_world: ArrayLike,
    *,
    ray_a: ArrayLike,
    ray_b: ArrayLike,
    share: ArrayLike,
    around_rad: ArrayLike,
    reference_in_world: ArrayLike,
) -> tuple[Array, Array]:
    """Place a camera that sees two points where they are wanted: position (..., 3), attitude (..., 4).

    All places from which two points lie an angle apart form a torus about the line between them: two circle
    arcs in every plane through it (the inscribed angle). On it a place is told by two numbers, and the
    attitude, roll included, follows from the place. Derived from: Lino and Christie, "Intuitive and efficient
    camera control with the toric space", ACM Transactions on Graphics 34 (2015), §3.

    ray_a, ray_b: where in the picture they are wanted. share: 0 to 1, the share of A's corner of the triangle
    A, B, camera in what the camera's corner leaves of π: near 0 the camera is beyond B, looking back over it
    to A; near 1 beyond A; at 0.5 as far from both.
    around_rad: the turn of the camera's place about the line from A to B, from reference_in_world (..., 3).
    Raises OpticsError when there is no such place: the points are one, the rays are one, or a share is not
    between 0 and 1.
    """
    a, b = np.broadcast_arrays(np.asarray(a_in_world, float), np.asarray(b_in_world, float))
    apart = np.linalg.norm(b - a, axis=-1, keepdims=True)
    apex = angle_between_directions(ray_a, ray_b)[..., None]
    part = np.asarray(share, float)[..., None]
    _refuse_impossible(apart, apex, part)
    at_a, at_b = part * (math.pi - apex), (1.0 - part) * (math.pi - apex)
    along = (b - a) / apart
    square = square_to(along, reference_in_world)
    turned = rotate(quaternion_from_axis_angle(along, np.asarray(around_rad, float)), square)
    # Law of sines in the triangle A, B, camera.
    from_a = apart * np.sin(at_b) / np.sin(apex)
    position = a + from_a * (np.cos(at_a) * along + np.sin(at_a) * turned)
    return position, attitude_from_pairs(ray_a, ray_b, a - position, b - position)


def _refuse_impossible(apart: Array, apex: Array, share: Array) -> None:
    if np.any(apart < 1e-6):
        raise OpticsError("the two are at the same place: no camera sees them apart; move one of them first")
    if np.any(apex < SAME_RAD):
        raise OpticsError("both are wanted at the same place in the picture: choose two places")
    if np.any((share <= 0.0) | (share >= 1.0)):
        raise OpticsError("the share must lie between 0 (beyond the second) and 1 (beyond the first)")


def square_to(axis: ArrayLike, reference: ArrayLike) -> Array:
    """Return the direction (..., 3) at right angles to an axis that lies nearest to a reference.

    Where the reference lies along the axis, any one square to it.
    """
    along, near = np.broadcast_arrays(unit(axis), np.asarray(reference, float))
    rest = near - np.sum(near * along, axis=-1, keepdims=True) * along
    spare = np.eye(3)[np.argmin(np.abs(along), axis=-1)]
    spare = spare - np.sum(spare * along, axis=-1, keepdims=True) * along
    is_along = np.linalg.norm(rest, axis=-1, keepdims=True) < 1e-9
    return unit(np.where(is_along, spare, rest))


def toric_place(
    position: ArrayLike, a_in_world: ArrayLike, b_in_world: ArrayLike, reference_in_world: ArrayLike
) -> tuple[float, float]:
    """Return share and turn, as `two_heads` takes them, of the place on a torus that a camera is nearest to.

    position: (3,) where the camera is now.
    """
    a, b, p = (np.asarray(point, float) for point in (a_in_world, b_in_world, position))
    along = unit(b - a)
    at_a = float(angle_between_directions(along, p - a)) if np.any(p != a) else math.pi / 2
    at_b = float(angle_between_directions(-along, p - b)) if np.any(p != b) else math.pi / 2
    square = square_to(along, reference_in_world)
    across = np.cross(along, square)
    offset = (p - a) - ((p - a) @ along) * along
    around = 0.0
    if np.linalg.norm(offset) > 1e-9:
        around = math.atan2(float(offset @ across), float(offset @ square))
    total = at_a + at_b
    return (min(max(at_a / total, 0.02), 0.98) if total > 1e-9 else 0.5), around


def direction_by_bearing(
    actor_from_head: ArrayLike, *, bearing_rad: float, elevation_rad: float
) -> Array | None:
    """Find the direction (3,) in an actor's frame that a face sees at a bearing and a body at an elevation.

    bearing_rad: about the head's own axis, right positive, as `subjects.side_name` measures it.
    elevation_rad: over the actor's own plane, toward their head positive. None when the head is turned so
    that no direction is both.
    """
    azimuth = np.linspace(-math.pi, math.pi, 721)
    level = math.cos(elevation_rad)
    found = np.stack(
        [
            level * np.cos(azimuth),
            level * np.sin(azimuth),
            np.full(len(azimuth), -math.sin(elevation_rad)),
        ],
        axis=-1,
    )
    seen = found @ np.asarray(actor_from_head, float)
    off = np.remainder(np.arctan2(seen[:, 1], seen[:, 0]) - bearing_rad + math.pi, 2.0 * math.pi) - math.pi
    crossing = np.flatnonzero((off[:-1] * off[1:] <= 0.0) & (np.abs(off[:-1] - off[1:]) < 1.0))
    if not len(crossing):
        return None
    # Of several, the one nearest to where it would be with the head held straight.
    straight = np.abs(np.remainder(azimuth[crossing] - bearing_rad + math.pi, 2.0 * math.pi) - math.pi)
    index = int(crossing[int(np.argmin(straight))])
    step = off[index] - off[index + 1]
    part = off[index] / step if abs(step) > 1e-12 else 0.0
    return unit((1.0 - part) * found[index] + part * found[index + 1])

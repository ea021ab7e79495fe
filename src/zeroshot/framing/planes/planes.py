"""Head directions, the planes they make, and how a head stands in a picture. Knows plain arrays, no scene.

A plane is named by its head direction: a unit vector at right angles to it, toward the head of whoever
lives in it. Head up and head down are therefore different planes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.framing.lens.chords import chord_of_frame
from zeroshot.spatial import Array, angle_between_directions, unit

SAME_ANGLE_RAD = 1e-6
"""Angles closer than this count as equal, so that rounding (of a turn of the whole world, or of a file's six
digits) decides neither a tie nor whether someone exactly at the tolerance is within it."""

_ALONG_THE_SIGHT = 1e-9


@dataclass(frozen=True)
class Plane:
    """Members whose head directions lie together.

    members: their names in the order given. head: the unit mean of their head directions, in the frame in
    which they were given. angle_to_station_rad: between that and the station's head; 0 for the plane that
    the station is in; None when no station was given.
    """

    members: tuple[str, ...]
    head: tuple[float, float, float]
    angle_to_station_rad: float | None


def group_directions(directions: ArrayLike, *, tolerance_rad: float) -> tuple[tuple[int, ...], ...]:
    """Group directions (n, 3) so that any two in a group lie within the tolerance.

    Complete linkage: the two groups whose farthest members are nearest to each other join first, until none
    can; of equally near pairs the one of the earlier directions. A chain of small steps therefore does not
    melt into one. Returns groups of indices, each ascending, ordered by their first.
    Source: Sørensen 1948; n is the handful of people in a shot, so the plain O(n³) is the clear choice.
    """
    vectors = np.asarray(directions, dtype=np.float64).reshape(-1, 3)
    if not len(vectors):
        return ()
    spread = angle_between_directions(vectors[:, None], vectors[None, :])
    np.fill_diagonal(spread, np.inf)
    groups = [[index] for index in range(len(vectors))]
    while len(groups) > 1:
        nearest = float(spread.min())
        if nearest > tolerance_rad + SAME_ANGLE_RAD:
            break
        first, second = (int(index) for index in np.argwhere(spread <= nearest + SAME_ANGLE_RAD)[0])
        groups[first] = sorted(groups[first] + groups.pop(second))
        farthest = np.maximum(spread[first], spread[second])
        spread[first, :] = spread[:, first] = farthest
        spread = np.delete(np.delete(spread, second, axis=0), second, axis=1)
    return tuple(tuple(group) for group in groups)


def find_planes(
    names: Sequence[str], heads: ArrayLike, *, tolerance_rad: float, station: str = "station"
) -> tuple[Plane, ...]:
    """Group named head directions (n, 3) into planes; their number is the plane count."""
    directions = unit(np.asarray(heads, dtype=np.float64).reshape(-1, 3))
    reference = directions[names.index(station)] if station in names else None
    planes = []
    for group in group_directions(directions, tolerance_rad=tolerance_rad):
        members = tuple(names[index] for index in group)
        head = mean_direction(directions[list(group)])
        angle = None if reference is None else float(angle_between_directions(head, reference))
        planes.append(Plane(members, _triple(head), 0.0 if station in members else angle))
    return tuple(planes)


def mean_direction(directions: ArrayLike) -> Array:
    """Return the unit mean of directions (n, 3); the first of them where they cancel out."""
    vectors = unit(directions)
    total = vectors.sum(axis=0)
    return unit(total) if np.linalg.norm(total) > _ALONG_THE_SIGHT else vectors[0]


def clock_rad(head_in_camera: ArrayLike, eyes_in_camera: ArrayLike) -> Array:
    """Return where heads (..., 3) point in the picture, at eyes (..., 3): clockwise from its top, [0, 2π).

    The derivative of (y/x, z/x) along the head direction at the eyes, so it holds off-centre too; it does
    not depend on the lens, for the picture's pixels are square. NaN behind the lens, and where the head
    points straight along the line of sight.
    """
    head, eyes = np.broadcast_arrays(unit(head_in_camera), np.asarray(eyes_in_camera, dtype=np.float64))
    depth = eyes[..., 0]
    # Both are the derivative times depth², which is positive and does not turn the direction.
    rightward = head[..., 1] * depth - eyes[..., 1] * head[..., 0]
    downward = head[..., 2] * depth - eyes[..., 2] * head[..., 0]
    distance = np.linalg.norm(eyes, axis=-1)
    seen = (depth > 0.0) & (np.hypot(rightward, downward) > _ALONG_THE_SIGHT * distance)
    angle = np.mod(np.arctan2(rightward, -downward), 2.0 * math.pi)
    # A tiny negative angle rounds up to the whole turn, which is 0.
    return np.asarray(np.where(seen, np.where(angle >= 2.0 * math.pi, 0.0, angle), np.nan))


def lean_rad(head_in_camera: ArrayLike, eyes_in_camera: ArrayLike) -> Array:
    """Return how far heads (..., 3) tip along the line of sight to eyes (..., 3): −π/2 to π/2.

    Positive away from the lens. NaN when the eyes are in the lens.
    """
    head, eyes = np.broadcast_arrays(unit(head_in_camera), np.asarray(eyes_in_camera, dtype=np.float64))
    along = np.sum(head * eyes, axis=-1)
    across = np.linalg.norm(np.cross(head, eyes), axis=-1)
    # atan2 of both keeps its digits near ±90°, where arcsin loses them.
    return np.asarray(np.where(np.hypot(along, across) > 0.0, np.arctan2(along, across), np.nan))


def horizon_line(head_in_camera: ArrayLike, frame: tuple[float, float, float, float]) -> Array | None:
    """Return the horizon of a plane inside a frame: end points (2, 2) as (u, v), or None if it misses.

    The horizon is where h·(1, u, v) = 0. Going from the first point to the second, the head's side is on
    the left. frame: tangents at the left, right, top and bottom edge.
    """
    h = unit(head_in_camera)
    slope_square = float(h[1] ** 2 + h[2] ** 2)
    if slope_square < _ALONG_THE_SIGHT**2:
        return None  # looking straight along the head direction: the horizon is 90° away all around
    nearest_to_axis = -h[0] * h[1:] / slope_square
    chord = chord_of_frame(nearest_to_axis, (-h[2], h[1]), frame)
    return None if chord is None else chord.ends


def _triple(vector: Array) -> tuple[float, float, float]:
    x, y, z = (float(value) for value in vector)
    return x, y, z

"""The least turn that takes a head direction out of planes or into one. Knows plain arrays, no scene.

All head directions within the tolerance of one are a cap of the unit sphere. The nearest place outside some
caps, or inside all of them, lies on a rim: at the foot of the great circle from where one is, or where two
rims cross. So trying these few places is exact.
"""

from __future__ import annotations

import itertools
import math

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.spatial import Array, angle_between_directions, unit

MARGIN_RAD = math.radians(0.01)
"""Turns end this far beyond the rim, so that rounding cannot undo them."""

_PARALLEL = 1e-9


def turn_out_of(
    head: ArrayLike, others: ArrayLike, *, tolerance_rad: float, preference: ArrayLike = (0.0, 1.0, 0.0)
) -> Array | None:
    """Find the nearest head direction (3,) farther than the tolerance from every other (n, 3).

    preference: the way (3,) to turn where every way is equally short, that is from exactly another's head.
    Returns the head direction itself when it is already; None when the caps cover the whole sphere.
    """
    return _nearest_place(head, others, preference, radius_rad=tolerance_rad + MARGIN_RAD, outside=True)


def turn_into(
    head: ArrayLike, members: ArrayLike, *, tolerance_rad: float, preference: ArrayLike = (0.0, 1.0, 0.0)
) -> Array | None:
    """Find the nearest head direction (3,) within the tolerance of all members (n, 3) of a plane, or None.

    preference: as above, from exactly the opposite.
    """
    return _nearest_place(
        head, members, preference, radius_rad=max(tolerance_rad - MARGIN_RAD, 0.0), outside=False
    )


def roll_out_of(
    head: ArrayLike, forward: ArrayLike, others: ArrayLike, *, tolerance_rad: float
) -> float | None:
    """Find the smallest roll about the lens that takes a camera's head out of all other planes.

    Returns a signed angle in radians, positive right side down (clockwise seen from behind the camera); None
    when no roll does.
    """
    return _nearest_roll(head, forward, others, radius_rad=tolerance_rad + MARGIN_RAD, outside=True)


def roll_into(
    head: ArrayLike, forward: ArrayLike, members: ArrayLike, *, tolerance_rad: float
) -> float | None:
    """Find the smallest roll that brings a camera's head within the tolerance of all members, as above."""
    radius = max(tolerance_rad - MARGIN_RAD, 0.0)
    return _nearest_roll(head, forward, members, radius_rad=radius, outside=False)


def _nearest_roll(
    head: ArrayLike, forward: ArrayLike, centres: ArrayLike, *, radius_rad: float, outside: bool
) -> float | None:
    h, caps = unit(head), _rows(centres)
    right = np.cross(unit(forward), h)
    inward = -1e-9 if outside else 1e-9
    rolls = [0.0]
    for cap in caps:
        along, across = float(cap @ h), float(cap @ right)
        reach = math.hypot(along, across)
        if reach > math.cos(radius_rad):
            middle, half = math.atan2(across, along), math.acos(math.cos(radius_rad) / reach) - inward
            rolls += [math.remainder(middle + side * half, 2.0 * math.pi) for side in (-1, 1)]
    # Equal rolls either way are told apart by rounding alone: prefer the positive one.
    for roll in sorted(rolls, key=lambda roll: (round(abs(roll), 6), roll < 0.0)):
        turned = math.cos(roll) * h + math.sin(roll) * right
        if _is_clear(turned, caps, radius_rad=radius_rad, outside=outside):
            return roll
    return None


def _nearest_place(
    head: ArrayLike, centres: ArrayLike, preference: ArrayLike, *, radius_rad: float, outside: bool
) -> Array | None:
    h, caps = unit(head), _rows(centres)
    places = [h, *(_foot(h, cap, unit(preference), radius_rad) for cap in caps)]
    for one, other in itertools.combinations(caps, 2):
        places += _crossings(one, other, radius_rad)
    fitting = [place for place in places if _is_clear(place, caps, radius_rad=radius_rad, outside=outside)]
    # Rounded, so that of equally near places the first is taken however the world lies.
    return min(fitting, key=lambda place: round(float(angle_between_directions(h, place)), 6), default=None)


def _is_clear(place: Array, caps: Array, *, radius_rad: float, outside: bool) -> bool:
    if not len(caps):
        return True
    distances = angle_between_directions(place, caps)
    return bool(np.all(distances >= radius_rad - 1e-7 if outside else distances <= radius_rad + 1e-7))


def _foot(head: Array, centre: Array, preference: Array, radius_rad: float) -> Array:
    """Return the point of a rim nearest to a head direction."""
    away = head - (head @ centre) * centre
    if np.linalg.norm(away) < _PARALLEL:  # every point of the rim is equally near
        away = preference - (preference @ centre) * centre
    if np.linalg.norm(away) < _PARALLEL:
        away = np.cross(centre, np.eye(3)[int(np.argmin(np.abs(centre)))])
    return math.cos(radius_rad) * centre + math.sin(radius_rad) * unit(away)


def _crossings(one: Array, other: Array, radius_rad: float) -> list[Array]:
    """Return where the rims of two caps of one radius cross: two points, or none."""
    normal = np.cross(one, other)
    sine_square = float(normal @ normal)
    if sine_square < _PARALLEL:
        return []
    # The points with the same cosine to both centres, on the unit sphere.
    middle = (one + other) * (math.cos(radius_rad) / (1.0 + float(one @ other)))
    rest = 1.0 - float(middle @ middle)
    if rest < 0.0:
        return []
    step = normal * math.sqrt(rest / sine_square)
    return [middle + step, middle - step]


def _rows(directions: ArrayLike) -> Array:
    rows = np.asarray(directions, dtype=np.float64).reshape(-1, 3)
    return unit(rows) if len(rows) else rows

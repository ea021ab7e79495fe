"""Who looks at whom, and how two people stand to each other. Knows points and directions, no scene.

Nothing here depends on the camera, on the station, or on how the world lies.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.spatial import Array, angle_between_directions

LOOKS_DEG = 5.0
"""Who misses somebody's eyes by no more looks at them. Source: the cone of gaze that people take for eye
contact is 8 to 10 degrees wide (Gamer & Hecht 2007, J. Exp. Psychology: HPP 33)."""

FACES_DEG = 30.0
"""Two people are face to face when each face is turned to the other's eyes within this. Source: a convention
of ours."""

_TINY = 1e-9


def miss_rad(eyes: ArrayLike, gaze: ArrayLike, targets: ArrayLike) -> Array:
    """Return by what angle (...,) gazes (..., 3) from eyes (..., 3) miss targets (..., 3): 0 to π.

    0 where eyes and target are the same point.
    """
    offset = np.asarray(targets, dtype=np.float64) - np.asarray(eyes, dtype=np.float64)
    is_there = np.linalg.norm(offset, axis=-1, keepdims=True) < _TINY
    directions = np.broadcast_to(np.asarray(gaze, dtype=np.float64), offset.shape)
    return np.asarray(angle_between_directions(np.where(is_there, directions, offset), directions))


def roll_between_rad(head_a: ArrayLike, head_b: ArrayLike, b_from_a: ArrayLike) -> float | None:
    """Return the roll between two people about the line from A's eyes to B's: −π to π, π included.

    head_a, head_b: their head directions (3,); b_from_a: the vector (3,) from A's eyes to B's. Both heads are
    seen along that line; positive when B's is turned clockwise from A's as A sees it. B sees A turned by the
    same angle, with the same sign. None when a head points along the line.
    """
    ax, ay, az = (float(value) for value in np.asarray(head_a))
    bx, by, bz = (float(value) for value in np.asarray(head_b))
    lx, ly, lz = (float(value) for value in np.asarray(b_from_a))
    length = math.sqrt(lx * lx + ly * ly + lz * lz)
    if length < _TINY:
        return None
    lx, ly, lz = lx / length, ly / length, lz / length
    a_along, b_along = ax * lx + ay * ly + az * lz, bx * lx + by * ly + bz * lz
    if min(1.0 - abs(a_along), 1.0 - abs(b_along)) < _TINY:
        return None
    # Forward, right, down is right-handed: a right-handed turn about the line is clockwise along it.
    sine = lx * (ay * bz - az * by) + ly * (az * bx - ax * bz) + lz * (ax * by - ay * bx)
    cosine = ax * bx + ay * by + az * bz - a_along * b_along
    roll = math.atan2(sine, cosine)
    # Half a turn is one roll, not two, whichever way it rounds.
    return math.pi if roll < 1e-9 - math.pi else roll


def is_face_to_face(face_a: ArrayLike, face_b: ArrayLike, b_from_a: ArrayLike) -> bool:
    """Tell whether two faces (3,) are turned to each other; b_from_a as in `roll_between_rad`."""
    line = np.asarray(b_from_a, dtype=np.float64)
    if float(np.linalg.norm(line)) < _TINY:
        return False
    off = angle_between_directions(np.stack([face_a, face_b]), np.stack([line, -line]))
    return bool((off <= math.radians(FACES_DEG)).all())

"""How far joints turn.

Hinges and the spine have a range per axis; shoulders and hips a cone whose width depends on which way the
limb swings, and a range of twist. Ranges are for the right side; the left is its mirror image. Typical active
ranges of healthy adults, rounded: Norkin & White, "Measurement of Joint Motion" (5th ed., 2016), appendix B.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zeroshot.people.skeleton import INDEX, JOINTS
from zeroshot.people.turns import (
    angles_from_matrix,
    matrix_about,
    matrix_about_axes,
    matrix_from_angles,
    swing_and_twist,
)
from zeroshot.spatial import DOWN, Array

Range = tuple[float, float]

# Degrees about forward, right, down.
_RANGES_DEG: dict[str, tuple[Range, Range, Range]] = {
    "hips": ((-180, 180), (-90, 90), (-180, 180)),
    "spine": ((-15, 15), (-30, 12), (-12, 12)),
    "chest": ((-12, 12), (-25, 12), (-15, 15)),
    "upperChest": ((-10, 10), (-20, 10), (-15, 15)),
    "neck": ((-22, 22), (-35, 30), (-38, 38)),
    "head": ((-20, 20), (-35, 32), (-42, 42)),
    "Eye": ((-5, 5), (-30, 30), (-35, 35)),
    "Shoulder": ((-30, 8), (-10, 10), (-25, 20)),
    "LowerArm": ((-8, 8), (0, 150), (-8, 8)),
    "Hand": ((-70, 80), (-35, 25), (-90, 90)),
    "LowerLeg": ((-5, 5), (-145, 2), (-10, 10)),
    "Foot": ((-20, 25), (-50, 25), (-25, 25)),
    "Toes": ((-5, 5), (-35, 60), (-5, 5)),
    "Proximal": ((-25, 95), (-15, 15), (-15, 15)),
    "Intermediate": ((-3, 110), (-5, 5), (-5, 5)),
    "Distal": ((-8, 80), (-5, 5), (-5, 5)),
    "ThumbMetacarpal": ((-50, 60), (-45, 45), (-60, 60)),
    "ThumbProximal": ((-20, 60), (-40, 40), (-40, 60)),
    "ThumbDistal": ((-20, 80), (-40, 40), (-40, 60)),
}
# The widest swing in degrees by the way the limb points seen from the head: 0 forward, 90 outward, 180
# backward, 270 across the body, every 45°.
_CONES_DEG: dict[str, tuple[tuple[float, ...], Range]] = {
    "UpperArm": ((180, 180, 178, 110, 60, 45, 55, 140), (-100, 100)),
    "UpperLeg": ((128, 105, 60, 38, 25, 22, 30, 75), (-50, 50)),
}


def _bare(name: str) -> str:
    return name.removeprefix("left").removeprefix("right")


def range_of(name: str) -> tuple[Array, Array] | None:
    """Return the lowest and highest angles (3,) in radians of a joint, or None where a cone limits it."""
    bare = _bare(name)
    if bare in _CONES_DEG:
        return None
    key = bare if bare in _RANGES_DEG else next(k for k in _RANGES_DEG if bare.endswith(k))
    low, high = np.radians(np.array(_RANGES_DEG[key], dtype=np.float64).T)
    if name.startswith("left"):
        low, high = np.where([True, False, True], -high, low), np.where([True, False, True], -low, high)
    return low, high


def widest_swing(name: str, directions: Array) -> Array:
    """Return how far (radians) a limb may swing toward directions (..., 3) of its parent's frame."""
    table, _ = _CONES_DEG[_bare(name)]
    outward = directions[..., 1] * (-1.0 if name.startswith("left") else 1.0)
    azimuth = np.degrees(np.arctan2(outward, directions[..., 0])) % 360.0
    return np.radians(np.interp(azimuth, np.arange(0.0, 361.0, 45.0), [*table, table[0]]))


def widest_swings(name: str) -> Array:
    """Return the widest swings in radians of a shoulder or hip every 45° round about, the first one twice."""
    table, _ = _CONES_DEG[_bare(name)]
    return np.radians([*table, table[0]])


def cone_excess(name: str, turns: Array) -> Array:
    """Return by how many radians turns (..., 3, 3) of a shoulder or hip go past its limits; 0 when legal."""
    direction, twist = swing_and_twist(turns)
    swing = np.arctan2(np.hypot(direction[..., 0], direction[..., 1]), direction[..., 2])
    low, high = twist_range(name)
    too_far = np.maximum(0.0, swing - widest_swing(name, direction))
    return np.asarray(too_far + np.maximum(0.0, np.maximum(low - twist, twist - high)))


def cone_gaps(name: str, turns: Array) -> Array:
    """Return by how much turns (..., 3, 3) of a shoulder or hip stay within each limit, radians: (..., 3).

    The swing's, the twist's high end and its low end; negative is past the limit.
    """
    direction, twist = swing_and_twist(turns)
    swing = np.arctan2(np.hypot(direction[..., 0], direction[..., 1]), direction[..., 2])
    low, high = twist_range(name)
    return np.stack([widest_swing(name, direction) - swing, high - twist, twist - low], axis=-1)


def clamp_turn(name: str, turn: Array) -> Array:
    """Bring a joint's turn (..., 3, 3) back within its limits, changing what is legal as little as can be."""
    limits = range_of(name)
    if limits is not None:
        return matrix_from_angles(np.clip(legal_angles(turn), *limits))
    direction, twist = swing_and_twist(turn)
    flat = np.hypot(direction[..., 0], direction[..., 1])
    swing, allowed = np.arctan2(flat, direction[..., 2]), widest_swing(name, direction)
    low, high = twist_range(name)
    kept, clipped = np.minimum(swing, allowed), np.clip(twist, low, high)
    # The axis of a swing is square to the bone and to its way; a limb that hangs has none to speak of.
    safe = np.maximum(flat, 1e-12)
    axis = np.stack([-direction[..., 1] / safe, direction[..., 0] / safe, np.zeros_like(flat)], axis=-1)
    swung = matrix_about_axes(axis, kept) @ matrix_about(DOWN, clipped)
    is_legal = (swing <= allowed) & (twist >= low) & (twist <= high)
    return np.where(is_legal[..., None, None], turn, swung)


def clamp_cones(turns: Array) -> Array:
    """Bring shoulders and hips of a skeleton's turns (joints, 3, 3) back within their limits, in a copy.

    Most poses are legal; all four are looked at in one go.
    """
    rows, outward, tables, lows, highs = _cones()
    own = turns[rows]
    x, y, z = own[:, 0, 2], own[:, 1, 2] * outward, own[:, 2, 2]
    twist = np.arctan2(own[:, 1, 0] - own[:, 0, 1], own[:, 0, 0] + own[:, 1, 1])
    at = (np.arctan2(y, x) % (2.0 * np.pi)) * (len(tables[0]) - 1) / (2.0 * np.pi)
    index = np.minimum(at.astype(np.intp), len(tables[0]) - 2)
    cone = np.arange(len(rows))
    low, high = tables[cone, index], tables[cone, index + 1]
    is_free = np.arctan2(np.hypot(x, y), z) <= low + (at - index) * (high - low)
    is_free &= (twist >= lows) & (twist <= highs)
    result = turns.copy()
    for row in rows[~is_free]:
        result[row] = clamp_turn(JOINTS[row], turns[row])
    return result


@cache
def _cones() -> tuple[NDArray[np.intp], Array, Array, Array, Array]:
    """Return the rows of joints with cones, their sides, widest swings round about, and twists."""
    rows = np.array([INDEX[name] for name in CONE_JOINTS])
    sides = np.array([-1.0 if name.startswith("left") else 1.0 for name in CONE_JOINTS])
    tables = [_CONES_DEG[_bare(name)][0] for name in CONE_JOINTS]
    twists = np.array([twist_range(name) for name in CONE_JOINTS])
    widest = np.radians([[*table, table[0]] for table in tables])
    return rows, sides, widest, twists[:, 0], twists[:, 1]


def legal_angles(turns: Array) -> Array:
    """Return the angles (..., 3) about forward, right and down of turns (..., 3, 3) of a joint with ranges.

    Two triples say the same turn; that one is taken which bends about right and turns least otherwise, so
    that an elbow or knee bent beyond a right angle reads as that.
    """
    near = angles_from_matrix(turns)
    flipped = np.array([np.pi, np.pi, np.pi]) + near * [1.0, -1.0, 1.0]
    far = (flipped + np.pi) % (2.0 * np.pi) - np.pi
    is_far = np.abs(far[..., [0, 2]]).sum(axis=-1) < np.abs(near[..., [0, 2]]).sum(axis=-1)
    return np.where(is_far[..., None], far, near)


def clamp_angles(angles_rad: Array) -> Array:
    """Clip the angles (joints, 3) of joints that have a range per axis; shoulders and hips pass."""
    low, high = _all_ranges()
    return np.clip(angles_rad, low, high)


def twist_range(name: str) -> Range:
    """Return the lowest and highest twist in radians of a shoulder or hip."""
    low, high = np.radians(_CONES_DEG[_bare(name)][1])
    return (-float(high), -float(low)) if name.startswith("left") else (float(low), float(high))


@cache
def _all_ranges() -> tuple[Array, Array]:
    low, high = np.full((len(JOINTS), 3), -np.inf), np.full((len(JOINTS), 3), np.inf)
    for name, index in INDEX.items():
        limits = range_of(name)
        if limits is not None:
            low[index], high[index] = limits
    return low, high


CONE_JOINTS: tuple[str, ...] = tuple(name for name in JOINTS if _bare(name) in _CONES_DEG)


def excess_rad(name: str, angles_rad: ArrayLike) -> float:
    """Return by how much angles (3,) about forward, right and down take a joint past its limits; 0 within.

    Where a cone limits the joint: by how much it swings or twists too far. Raises KeyError for no joint.
    """
    angles = np.asarray(angles_rad, dtype=np.float64)
    limits = range_of(name)
    if limits is None:
        return float(cone_excess(name, matrix_from_angles(angles)))
    low, high = limits
    return float(np.maximum(np.maximum(low - angles, angles - high), 0.0).max())

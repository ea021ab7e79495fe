"""Looking at something: the eyes first, then head and neck, then the trunk, within what people can do."""

from __future__ import annotations

from functools import cache
from math import atan2, hypot

import numpy as np

from zeroshot.people.limits import legal_angles, range_of
from zeroshot.people.skeleton import INDEX
from zeroshot.people.turns import matrix_from_angles, shortest_turn
from zeroshot.spatial import FORWARD, Array, unit

# Beyond about 15° people bring the head along; the eyes alone reach comfortably to about 25°, and 5° more
# when nothing else is left. NASA-STD-3000 §3.3.2 and Guitton & Volle 1987, J. Neurophysiology 58(3).
EYES_ALONE_RAD = np.radians(15.0)
EYES_REACH_RAD = np.radians(25.0)
EYES_AT_MOST_RAD = np.radians(30.0)
_NECK_AND_HEAD = {"neck": 0.45, "head": 0.55}
# In proportion to how far each turns about down: `limits`.
_TRUNK = {"spine": 0.28, "chest": 0.36, "upperChest": 0.36}
_CHAIN = [INDEX[name] for name in ("hips", "spine", "chest", "upperChest", "neck", "head")]
_ROUNDS, _SETTLED_RAD = 8, 1e-4


def look_along(turns: Array, direction: Array | None, *, with_trunk: bool = True) -> tuple[Array, Array]:
    """Turn eyes, head and neck, and at last the trunk, toward a direction (3,) of the body's frame.

    turns: (joints, 3, 3). Returns new turns and the direction that the eyes really look along. None: ahead.
    """
    turned = turns.copy()
    if direction is None:
        return turned, np.asarray(_attitude(turned, "head") @ FORWARD)
    wanted = unit(direction)
    gaze = _look(turned, turns, wanted)
    for _ in range(_ROUNDS if with_trunk else 0):
        left = _angle(gaze, wanted)
        if left < _SETTLED_RAD:
            break
        # The trunk takes over what is left, as long as it has any room.
        chest = _attitude(turned, "upperChest")
        further = _toward(_attitude(turned, "head") @ FORWARD, wanted, left)
        if not _share(turned, _TRUNK, chest.T @ further, chest.T @ _attitude(turned, "head") @ FORWARD):
            break
        gaze = _look(turned, turns, wanted)
    return turned, _roll_eyes(turned, wanted, EYES_AT_MOST_RAD)


def _look(turned: Array, pose: Array, wanted: Array) -> Array:
    """Turn head, neck and eyes from how the pose has them, in place; returns where the eyes look."""
    for name in _NECK_AND_HEAD:
        turned[INDEX[name]] = pose[INDEX[name]]
    chest = _attitude(turned, "upperChest")
    ahead, target = _in_chest(turned) @ FORWARD, chest.T @ wanted
    angle = _angle(ahead, target)
    if angle > EYES_ALONE_RAD:
        goal = _toward(ahead, target, angle - EYES_ALONE_RAD)
        for _ in range(_ROUNDS):
            now = _in_chest(turned) @ FORWARD
            if _angle(now, goal) < _SETTLED_RAD or not _share(turned, _NECK_AND_HEAD, goal, now):
                break
    return _roll_eyes(turned, wanted, EYES_REACH_RAD)


def _roll_eyes(turned: Array, wanted: Array, reach: float) -> Array:
    """Turn the eyes as far as they go, in place; returns where they look."""
    head = _attitude(turned, "head")
    eyes = shortest_turn(FORWARD, _within(head.T @ wanted, reach))
    for name in ("leftEye", "rightEye"):
        turned[INDEX[name]] = eyes
    return np.asarray(head @ eyes @ FORWARD)


def _share(turned: Array, shares: dict[str, float], goal: Array, now: Array) -> bool:
    """Turn some joints, each by its share of what now (3,) lacks to goal (3,); tell whether any could."""
    lacking = _wrapped(_yaw_pitch(goal) - _yaw_pitch(now))
    rows, (low, high) = [INDEX[name] for name in shares], _ranges(tuple(shares))
    before = legal_angles(turned[rows])
    wished = np.array(list(shares.values()))[:, None] * np.array([0.0, lacking[1], lacking[0]])
    after = np.minimum(np.maximum(before + wished, low), high)
    turned[rows] = matrix_from_angles(after)
    return bool(np.abs(after - before).max() > _SETTLED_RAD)


@cache
def _ranges(names: tuple[str, ...]) -> tuple[Array, Array]:
    """Return the lowest and highest angles (n, 3) of joints of the trunk and the head."""
    limits = [limit for limit in map(range_of, names) if limit is not None]
    return np.array([low for low, _ in limits]), np.array([high for _, high in limits])


def _yaw_pitch(direction: Array) -> Array:
    """Return the turns about down and right (2,) that bring forward to a direction."""
    across = np.hypot(direction[0], direction[1])
    return np.array([np.arctan2(direction[1], direction[0]), np.arctan2(-direction[2], across)])


def _wrapped(angles: Array) -> Array:
    return np.asarray((angles + np.pi) % (2.0 * np.pi) - np.pi)


def _in_chest(turns: Array) -> Array:
    return np.asarray(turns[INDEX["neck"]] @ turns[INDEX["head"]])


def _attitude(turns: Array, name: str) -> Array:
    """Return the attitude (3, 3) of a joint of the trunk or the head in the body's frame."""
    attitude: Array = turns[_CHAIN[0]]
    for row in _CHAIN[1 : _CHAIN.index(INDEX[name]) + 1]:
        attitude = attitude @ turns[row]
    return attitude


def _angle(a: Array, b: Array) -> float:
    # Written out: numpy's cross product takes any shape, and ten times as long.
    (ax, ay, az), (bx, by, bz) = a.tolist(), b.tolist()
    across = hypot(ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx)
    return atan2(across, ax * bx + ay * by + az * bz)


def _toward(start: Array, end: Array, angle: float) -> Array:
    """Turn one unit vector toward another by an angle, along the great circle."""
    across = end - np.dot(start, end) * start
    size = float(np.linalg.norm(across))
    if size < 1e-9:
        # Straight behind: over the right shoulder, as good as over the left.
        across, size = np.array([0.0, 1.0, 0.0]), 1.0
    return np.asarray(np.cos(angle) * start + np.sin(angle) * across / size)


def _within(direction: Array, reach: float) -> Array:
    angle = float(np.arctan2(np.hypot(direction[1], direction[2]), direction[0]))
    return direction if angle <= reach else _toward(FORWARD, direction, reach)

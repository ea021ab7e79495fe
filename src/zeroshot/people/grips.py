"""Which way a palm or sole lies on what it holds, as far as that says so."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.people.holds import ReachGoal
from zeroshot.spatial import HEAD, Array, unit

# A hand on a bar may roll about it this far from facing the wall squarely.
_ROLL_ON_BAR = np.radians(55.0)
# Halfway between how far a forearm turns in and out, from palm inward, somewhat in.
_AT_EASE = np.radians(10.0)
_HEADWARD = 0.5
"""How much a palm on a wall would rather have its fingers to the head than straight on from the forearm."""


def attitude_for(goal: ReachGoal, lower: Array) -> Array | None:
    """Return the attitude (3, 3) that a hand or foot should have; None where any will do.

    lower: (3, 3) the forearm's or shin's attitude.
    """
    hold = goal.held_as
    if hold == "point" or (goal.direction is None and goal.normal is None):
        return None
    if goal.kind == "hand":
        return _hand_attitude(lower, 1.0 if goal.side == "right" else -1.0, goal)
    if hold == "loop":
        return _foot_along(lower, goal.direction, goal.normal)
    return _foot_across(lower, goal.direction if hold in ("bar", "limb") else None, goal.normal)


def _hand_attitude(lower: Array, sign: float, goal: ReachGoal) -> Array:
    """Lay the palm on a bar or wall: hand's forward along the bar, its back away from the wall."""
    fingers, normal, bar = lower[:, 2], goal.normal, goal.direction
    if goal.held_as == "loop" and bar is not None and normal is not None:
        bar = _cross(normal, bar)
    if goal.held_as in ("surface", "clasp") or bar is None:
        if normal is None:
            return lower
        back = normal * sign
        # A forearm that runs straight at a wall says nothing: then the fingers point to the head.
        wish = fingers + _HEADWARD * HEAD
        if goal.held_as == "clasp" and bar is not None:
            wish = bar
        down = _across(wish, normal)
        return np.stack([_cross(back, down), back, down], axis=-1)
    return _around_bar(lower, sign, bar, normal)


def _around_bar(lower: Array, sign: float, bar: Array, normal: Array | None) -> Array:
    """Close a hand around a bar the way that is easiest: thumb either way along it, fingers from either side.

    The fingers go on from the forearm, the palm is toward the wall, the thumb where a hand at ease has it.
    """
    fingers = lower[:, 2]
    thumb = lower @ [np.cos(_AT_EASE), -sign * np.sin(_AT_EASE), 0.0]
    down = _across(fingers, bar)
    ways = [down]
    if normal is not None:
        square = _across(_cross(bar, normal), bar)
        ways = [_near(down, side, bar) for side in (square, -square)]
    frames = [np.stack([b, _cross(way, b), way], axis=-1) for way in ways for b in (bar, -bar)]

    def ease(frame: Array) -> float:
        outward = 0.0 if normal is None else min(sign * float(frame[:, 1] @ normal), 0.5)
        return float(frame[:, 2] @ fingers + frame[:, 0] @ thumb) + outward

    return max(frames, key=ease)


def _near(wanted: Array, square: Array, bar: Array) -> Array:
    """Turn the fingers about the bar from square to the wall toward where the forearm wants them."""
    angle = float(np.arctan2(_cross(square, wanted) @ bar, square @ wanted))
    angle = float(np.clip(angle, -_ROLL_ON_BAR, _ROLL_ON_BAR))
    return np.asarray(np.cos(angle) * square + np.sin(angle) * _cross(bar, square))


def _foot_across(lower: Array, bar: Array | None, normal: Array | None) -> Array:
    """Put the sole against a wall, toes across the bar."""
    down = -normal if normal is not None else lower[:, 2]
    if bar is None:
        forward = _across(lower[:, 0], down)
    else:
        forward = _cross(bar, down)
        forward = _across(forward if forward @ lower[:, 0] > 0.0 else -forward, down)
    return np.stack([forward, _cross(down, forward), down], axis=-1)


def _foot_along(lower: Array, way: Array | None, normal: Array | None) -> Array:
    """Put the toes into a loop the way it opens, the sole on its plate."""
    down = -normal if normal is not None else lower[:, 2]
    forward = _across(lower[:, 0] if way is None else way, down)
    return np.stack([forward, _cross(down, forward), down], axis=-1)


def _cross(a: Array, b: ArrayLike) -> Array:
    """Multiply two vectors (3,) crosswise; a tenth of the time of numpy's, which takes any shape."""
    (ax, ay, az), (bx, by, bz) = a.tolist(), np.asarray(b).tolist()
    return np.array([ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx])


def _across(vector: Array, axis: Array) -> Array:
    """Make a vector square to a unit axis; any will do when they are parallel."""
    rest = vector - (vector @ axis) * axis
    if rest @ rest < 1e-12:
        rest = _cross(axis, [1.0, 0.0, 0.0] if abs(axis[0]) < 0.9 else [0.0, 1.0, 0.0])
    return unit(rest)

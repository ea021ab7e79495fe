"""Hands and feet to goals: two bones solved exactly, the elbow or knee swung to where it is at ease."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zeroshot.people.limits import clamp_turn, cone_excess, range_of
from zeroshot.people.skeleton import INDEX, PARENT, forward_kinematics
from zeroshot.people.turns import matrix_about, matrix_from_angles
from zeroshot.spatial import Array, unit

EFFECTORS = ("left_hand", "right_hand", "left_foot", "right_foot")
# Where the elbow or knee likes to be, seen from the line between the limb's ends: right side, parent's frame.
_POLE = {"hand": (-0.45, 0.65, 0.65), "foot": (1.0, 0.25, -0.15)}
_JOINTS = {"hand": ("UpperArm", "LowerArm", "Hand"), "foot": ("UpperLeg", "LowerLeg", "Foot")}
# The search for the best turn about the line between a limb's ends: all around, then finer and finer.
_SWIVELS = tuple(
    np.radians(np.linspace(-reach, reach, count)) for reach, count in ((180.0, 49), (8.0, 17), (1.0, 21))
)
# A hand on a bar may roll about it this far from facing the wall squarely.
_ROLL_ON_BAR = np.radians(55.0)


@dataclass(frozen=True)
class Chain:
    """One limb: its three joints, and where on the last one the goal is met (3,), in that joint's frame."""

    upper: str
    lower: str
    end: str
    touch: Array
    pole: Array
    sign: float

    @classmethod
    def of(cls, effector: str, touch: Array) -> Chain:
        """Build the chain of an effector (``right_hand``)."""
        side, kind = effector.split("_")
        sign = 1.0 if side == "right" else -1.0
        upper, lower, end = (side + name for name in _JOINTS[kind])
        return cls(upper, lower, end, touch, unit(_POLE[kind]) * [1.0, sign, 1.0], sign)

    @property
    def is_hand(self) -> bool:
        """Tell a hand from a foot."""
        return self.end.endswith("Hand")


def reach(
    rest: Array, turns: Array, chain: Chain, goal: Array, direction: Array | None, normal: Array | None
) -> Array:
    """Turn one limb so that its touching point meets a goal (3,) of the body's frame; returns new turns.

    direction: (3,) along the bar to hold, normal: (3,) away from the wall behind it. The limb's end is aimed
    along them as far as the wrist or ankle goes; the goal itself is met exactly when it is in reach.
    """
    turned = turns.copy()
    _, attitudes = forward_kinematics(rest, turned)
    above = attitudes[INDEX[PARENT[chain.upper]]]
    for _ in range(0 if direction is None and normal is None else 3):
        _solve_two_bones(rest, turned, chain, goal)
        aimed = _aim_end(rest, turned, chain, above, direction, normal)
        turned[INDEX[chain.end]] = aimed
    _solve_two_bones(rest, turned, chain, goal)
    return turned


def touching_point(rest: Array, turns: Array, chain: Chain) -> Array:
    """Return where the limb's touching point (3,) is in the body's frame."""
    positions, attitudes = forward_kinematics(rest, turns)
    return np.asarray(positions[INDEX[chain.end]] + attitudes[INDEX[chain.end]] @ chain.touch)


def _solve_two_bones(rest: Array, turns: Array, chain: Chain, goal: Array) -> None:
    positions, attitudes = forward_kinematics(rest, turns)
    root, above = positions[INDEX[chain.upper]], attitudes[INDEX[PARENT[chain.upper]]]
    upper = rest[INDEX[chain.lower]] - rest[INDEX[chain.upper]]
    lower = rest[INDEX[chain.end]] - rest[INDEX[chain.lower]] + turns[INDEX[chain.end]] @ chain.touch
    target = above.T @ (goal - root)
    bend = matrix_from_angles([0.0, _bend(upper, lower, float(np.linalg.norm(target)), chain), 0.0])
    turns[INDEX[chain.lower]] = bend
    turns[INDEX[chain.upper]] = _best_swivel(upper, upper + bend @ lower, target, chain)


def _bend(upper: Array, lower: Array, distance: float, chain: Chain) -> float:
    """Find the hinge angle about right that puts the limb's end at a distance from its root.

    |u + R l|² = |u|² + |l|² + 2 u·R l, and u·R l = a cos φ + b sin φ + c for a hinge about right.
    """
    a, b = upper[0] * lower[0] + upper[2] * lower[2], upper[0] * lower[2] - upper[2] * lower[0]
    wanted = (distance**2 - upper @ upper - lower @ lower) / 2.0 - upper[1] * lower[1]
    spread = float(np.arccos(np.clip(wanted / np.hypot(a, b), -1.0, 1.0)))
    middle = float(np.arctan2(b, a))
    limits = range_of(chain.lower)
    assert limits is not None
    low, high = float(limits[0][1]), float(limits[1][1])
    choices = [_wrap(middle + spread), _wrap(middle - spread)]
    legal = [angle for angle in choices if low - 1e-9 <= angle <= high + 1e-9]
    if legal:
        return max(legal, key=abs)
    # Neither way is legal: take the end of the range whose length is nearest.
    return min((low, high), key=lambda angle: abs(a * np.cos(angle) + b * np.sin(angle) - wanted))


def _wrap(angle: float) -> float:
    return float((angle + np.pi) % (2.0 * np.pi) - np.pi)


def _best_swivel(upper: Array, reachable: Array, target: Array, chain: Chain) -> Array:
    """Choose the turn of the upper bone about the line to the target: legal first, then near the pole."""
    length = float(np.linalg.norm(target))
    along = target / length if length > 1e-9 else np.array([0.0, 0.0, 1.0])
    own = _frame(reachable / np.linalg.norm(reachable), upper)
    base = _frame(along, chain.pole)

    best = 0.0
    for steps in _SWIVELS:
        swivels = best + steps
        turns = base @ matrix_about([1.0, 0.0, 0.0], swivels) @ own.T
        cost = 50.0 * cone_excess(chain.upper, turns) + 1.0 - np.cos(swivels)
        best = float(swivels[np.argmin(cost)])
    return clamp_turn(chain.upper, base @ matrix_about([1.0, 0.0, 0.0], best) @ own.T)


def _frame(along: Array, toward: Array) -> Array:
    """Build a frame (3, 3): first column along, second as near ``toward`` as can be."""
    across = toward - (toward @ along) * along
    size = float(np.linalg.norm(across))
    if size < 1e-6:
        across = np.array([-1.0, 0.0, 0.0]) + along[0] * along
        size = float(np.linalg.norm(across))
    across = across / size
    return np.stack([along, across, np.cross(along, across)], axis=-1)


def _aim_end(
    rest: Array, turns: Array, chain: Chain, above: Array, direction: Array | None, normal: Array | None
) -> Array:
    lower = above @ turns[INDEX[chain.upper]] @ turns[INDEX[chain.lower]]
    if chain.is_hand:
        wanted = _hand_attitude(lower, chain, direction, normal)
    else:
        wanted = _foot_attitude(lower, direction, normal)
    return clamp_turn(chain.end, lower.T @ wanted)


def _hand_attitude(lower: Array, chain: Chain, direction: Array | None, normal: Array | None) -> Array:
    """Lay the palm on a bar or wall: hand's forward along the bar, its back away from the wall."""
    fingers = lower[:, 2]
    if direction is None:
        assert normal is not None
        back = unit(normal) * chain.sign
        down = _across(fingers, back)
        return np.stack([np.cross(back, down), back, down], axis=-1)
    bar = unit(direction)
    down = _across(fingers, bar)
    if normal is not None:
        down = _near(down, _across(np.cross(bar, unit(normal)), bar), bar)
    choices = [np.stack([b, np.cross(down, b), down], axis=-1) for b in (bar, -bar)]
    back = unit(normal) if normal is not None else lower[:, 1] * chain.sign
    return max(choices, key=lambda frame: float(frame[:, 1] @ back) * chain.sign)


def _near(wanted: Array, square: Array, bar: Array) -> Array:
    """Turn the fingers about the bar from square to the wall toward where the forearm wants them."""
    if wanted @ square < 0.0:
        square = -square
    angle = float(np.arctan2(np.cross(square, wanted) @ bar, square @ wanted))
    angle = float(np.clip(angle, -_ROLL_ON_BAR, _ROLL_ON_BAR))
    return np.asarray(np.cos(angle) * square + np.sin(angle) * np.cross(bar, square))


def _foot_attitude(lower: Array, direction: Array | None, normal: Array | None) -> Array:
    """Put the sole against a wall, toes across the bar."""
    down = -unit(normal) if normal is not None else lower[:, 2]
    if direction is None:
        forward = _across(lower[:, 0], down)
    else:
        forward = np.cross(unit(direction), down)
        forward = _across(forward if forward @ lower[:, 0] > 0.0 else -forward, down)
    return np.stack([forward, np.cross(down, forward), down], axis=-1)


def _across(vector: Array, axis: Array) -> Array:
    """Make a vector square to a unit axis; any will do when they are parallel."""
    rest = vector - (vector @ axis) * axis
    if np.linalg.norm(rest) < 1e-6:
        rest = np.cross(axis, [1.0, 0.0, 0.0] if abs(axis[0]) < 0.9 else [0.0, 1.0, 0.0])
    return unit(rest)

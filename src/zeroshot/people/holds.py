"""What a hand or foot holds, where on it, and which way the palm or sole then lies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.people.proportions import dimensions, finger_scale
from zeroshot.spatial import HEAD, Array, unit

Hold = Literal["bar", "limb", "loop", "surface", "clasp", "point"]
"""A bar is closed around, or hooked under by a foot; a limb is a thicker, softer bar; a loop takes a foot
along its direction; a palm or sole lies on a surface; a clasp is a palm on somebody, the fingers along the
direction where it has one; a point is only met."""

CLOSED: Mapping[Hold, str] = {"bar": "grip", "loop": "grip", "limb": "cup"}
"""The hand shape that closes around what is held."""

EFFECTORS = ("left_hand", "right_hand", "left_foot", "right_foot")

# In a man's mean right hand, from the wrist: the middle of a 32 mm bar within the closed fingers. Its
# distance from the elbow is then ANSUR II's forearm-centre-of-grip length less the elbow's flesh.
_GRIP = (0.004, -0.026, 0.082)
_PALM = (0.004, -0.012, 0.085)
# The middle of a wrist or ankle, 7 to 9 cm across, in a hand around it.
_AROUND_LIMB = (0.004, -0.048, 0.078)
# How high the instep is above the sole where a rail or strap lies on it, metres: a stockinged foot 7.5 cm
# high under a rail; a loop's point is half its height above the plate, the strap over it.
_INSTEP_M, _IN_LOOP_M = 0.075, 0.035
# A hand on a bar may roll about it this far from facing the wall squarely.
_ROLL_ON_BAR = np.radians(55.0)
# Two hands on one bar lie side by side: ANSUR II hand breadth of large men (98 mm) and a finger between.
_SIDE_BY_SIDE_M = {"hand": 0.11, "foot": 0.12}
# Half a hand or foot: it ends where the bar does.
_END_MARGIN_M = 0.045
_HEADWARD = 0.5
# Halfway between how far a forearm turns in and out, from palm inward, somewhat in.
_AT_EASE = np.radians(10.0)
_EASY_SHARE = 0.93
"""Of a limb's length: what is nearer is held without stretching."""


@dataclass(frozen=True)
class ReachGoal:
    """Where a hand or foot should be: a point in the actor's frame, metres.

    direction_in_actor: along the bar to hold or hook under, the way the toes go into a loop.
    normal_in_actor: away from the wall behind it. size_m: how far the bar or surface goes along the direction
    and across it, the point being its middle; any place on it will do. hold: None for a bar where there is a
    direction, a surface where there is a normal alone, a point otherwise.
    """

    effector: str
    position_in_actor: ArrayLike
    direction_in_actor: ArrayLike | None = None
    normal_in_actor: ArrayLike | None = None
    size_m: tuple[float, float] = (0.0, 0.0)
    hold: Hold | None = None

    @property
    def side(self) -> str:
        """Return "left" or "right"."""
        return self.effector.split("_")[0]

    @property
    def kind(self) -> str:
        """Return "hand" or "foot"."""
        return self.effector.split("_")[1]

    @property
    def held_as(self) -> Hold:
        """Return the hold, found out where it is not given."""
        if self.hold is not None:
            return self.hold
        if self.direction_in_actor is not None:
            return "bar"
        return "surface" if self.normal_in_actor is not None else "point"

    @property
    def position(self) -> Array:
        """Return the point (3,)."""
        return np.asarray(self.position_in_actor, dtype=np.float64)

    @cached_property
    def direction(self) -> Array | None:
        """Return the direction (3,), unit, or None."""
        return None if self.direction_in_actor is None else unit(self.direction_in_actor)

    @cached_property
    def normal(self) -> Array | None:
        """Return the normal (3,), unit, or None."""
        return None if self.normal_in_actor is None else unit(self.normal_in_actor)


def touch_of(goal: ReachGoal, sex: str, stature_m: float) -> Array:
    """Return the point (3,) of the hand's or foot's own frame that meets a goal.

    A hand: the middle of a held bar, or the palm. A foot: the instep under a rail or in a loop, or the sole.
    """
    size = dimensions(sex, stature_m)
    mirror = np.array([1.0, 1.0 if goal.side == "right" else -1.0, 1.0])
    if goal.kind == "hand":
        palm = np.array({"bar": _GRIP, "loop": _GRIP, "limb": _AROUND_LIMB}.get(goal.held_as, _PALM))
        return np.asarray(palm * finger_scale(size) * mirror)
    above_sole = {"bar": _INSTEP_M, "loop": _IN_LOOP_M}.get(goal.held_as, 0.0)
    return np.array([0.30 * size["footlength"], 0.0, size["lateralmalleolusheight"] - above_sole])


def nearest_places(
    goals: Sequence[ReachGoal], touching: Array, roots: Array, lengths: Array
) -> tuple[ReachGoal, ...]:
    """Put goals where on their bar or surface they change the pose least, and are in easy reach.

    touching, roots: (m, 3) where the hands and feet and their shoulders and hips are, in the actor's frame.
    lengths: (m,) of the limbs. Hands on one bar come to lie side by side.
    """
    along = [
        _nearest(goal, touching[row], roots[row], _EASY_SHARE * float(lengths[row]))
        for row, goal in enumerate(goals)
    ]
    along = _side_by_side(goals, along)
    return tuple(_moved(goal, place) for goal, place in zip(goals, along, strict=True))


def _nearest(goal: ReachGoal, touching: Array, root: Array, easy_m: float) -> Array:
    """Return how far (2,) from its middle, along and across, a bar or surface is best held."""
    axes = _axes(goal)
    if axes is None:
        return np.zeros(2)
    hand, shoulder = axes @ (touching - goal.position), axes @ (root - goal.position)
    off_m = float(np.linalg.norm(root - goal.position - axes.T @ shoulder))
    easy = np.sqrt(max(0.0, easy_m**2 - off_m**2))
    from_shoulder = hand - shoulder
    far = float(np.linalg.norm(from_shoulder))
    if far > easy:
        hand = shoulder + from_shoulder * (easy / far)
    return np.asarray(np.clip(hand, -_room(goal), _room(goal)))


def _axes(goal: ReachGoal) -> Array | None:
    """Return the two ways (2, 3) a hold extends; None where it is a point."""
    if goal.direction is None or max(goal.size_m) <= 0.0:
        return None
    across = np.zeros(3)
    if goal.size_m[1] > 0.0 and goal.normal is not None:
        across = unit(np.cross(goal.normal, goal.direction))
    return np.stack([goal.direction, across])


def _room(goal: ReachGoal) -> Array:
    return np.maximum(np.array(goal.size_m) / 2.0 - _END_MARGIN_M, 0.0)


def _side_by_side(goals: Sequence[ReachGoal], along: list[Array]) -> list[Array]:
    """Spread what holds one and the same bar, moving each as little as can be."""
    apart = [place.copy() for place in along]
    for rows in _sharing(goals):
        gap = side_by_side_m(goals[row].effector for row in rows)
        room = min(float(_room(goals[row])[0]) for row in rows)
        gap = min(gap, 2.0 * room / (len(rows) - 1))
        places = spread([float(along[row][0]) for row in rows], gap, room)
        for row, place in zip(rows, places, strict=True):
            apart[row][0] = place
    return apart


def side_by_side_m(effectors: Iterable[str]) -> float:
    """Return how far apart hands or feet lie on one bar."""
    return max(_SIDE_BY_SIDE_M[name.split("_")[1]] for name in effectors)


def _sharing(goals: Sequence[ReachGoal]) -> list[list[int]]:
    groups: dict[tuple[float, ...], list[int]] = {}
    for row, goal in enumerate(goals):
        if goal.held_as == "bar" and goal.size_m[0] > 0.0:
            groups.setdefault(tuple(np.round(goal.position, 6)), []).append(row)
    return [rows for rows in groups.values() if len(rows) > 1]


def spread(places: Sequence[float], gap: float, room: float) -> list[float]:
    """Move places on a line apart to a gap, each as little as can be, all within ±room.

    The least squares are those of isotonic regression (pool adjacent violators) on places less their gaps.
    """
    order = sorted(range(len(places)), key=lambda row: (places[row], row))
    pools: list[tuple[float, int]] = []
    for rank, row in enumerate(order):
        mean, count = places[row] - rank * gap, 1
        while pools and pools[-1][0] > mean:
            other, others = pools.pop()
            mean, count = (mean * count + other * others) / (count + others), count + others
        pools.append((mean, count))
    level = [mean for mean, count in pools for _ in range(count)]
    top = room - (len(places) - 1) * gap
    result = [0.0] * len(places)
    for rank, row in enumerate(order):
        result[row] = min(max(level[rank], -room), top) + rank * gap
    return result


def _moved(goal: ReachGoal, place: Array) -> ReachGoal:
    axes = _axes(goal)
    if axes is None:
        return goal
    position = goal.position + axes.T @ place
    return replace(goal, position_in_actor=position, size_m=(0.0, 0.0), hold=goal.held_as)


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

"""What a hand or foot holds, and where on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.people.proportions import dimensions, finger_scale
from zeroshot.spatial import Array, unit

Hold = Literal["bar", "limb", "loop", "surface", "clasp", "point"]
"""A bar is closed around, or hooked under by a foot; a limb is a thicker, softer bar; a loop takes a foot
along its direction; a palm or sole lies on a surface; a clasp is a palm on somebody, the fingers along the
direction where it has one; a point is only met."""

CLOSED: Mapping[Hold, str] = {"bar": "grip", "loop": "grip", "limb": "cup", "surface": "flat"}
"""The hand shape that closes around what is held, or lies on it."""

EFFECTORS = ("left_hand", "right_hand", "left_foot", "right_foot")

# In a man's mean right hand, from the wrist: the middle of a 32 mm bar within the closed fingers. Its
# distance from the elbow is then ANSUR II's forearm-centre-of-grip length less the elbow's flesh.
_GRIP = (0.004, -0.026, 0.082)
_PALM = (0.004, -0.012, 0.085)
_FLAT_HAND = (_PALM, (0.004, -0.016, 0.028), (0.006, -0.010, 0.190), (-0.050, -0.010, 0.150))
# The middle of a wrist or ankle, 7 to 9 cm across, in a hand around it.
_AROUND_LIMB = (0.004, -0.048, 0.078)
# How high the instep is above the sole where a rail or strap lies on it, metres: a stockinged foot 7.5 cm
# high under a rail; a loop's point is half its height above the plate, the strap over it.
_INSTEP_M, _IN_LOOP_M = 0.075, 0.035
# Two hands on one bar lie side by side: ANSUR II hand breadth of large men (98 mm) and a finger between.
_SIDE_BY_SIDE_M = {"hand": 0.11, "foot": 0.12}
# Half a hand or foot: it ends where the bar does.
_END_MARGIN_M = 0.045
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


def resting_points(goal: ReachGoal, sex: str, stature_m: float) -> Array:
    """Return the points (n, 3) of the hand's or foot's own frame that may come to rest on a surface.

    A hand: the palm, its heel, and the tips of the middle and little finger held flat. A foot: the sole under
    the middle, the heel and the ball.
    """
    size = dimensions(sex, stature_m)
    mirror = np.array([1.0, 1.0 if goal.side == "right" else -1.0, 1.0])
    if goal.kind == "hand":
        return np.asarray(np.array(_FLAT_HAND) * finger_scale(size) * mirror)
    down, length = size["lateralmalleolusheight"], size["footlength"]
    ball = size["balloffootlength"] - 0.26 * length
    return np.array([[0.30 * length, 0.0, down], [-0.22 * length, 0.0, down], [ball, 0.0, down]])


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

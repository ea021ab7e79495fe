"""Hands and feet to what they hold, the body floating around them.

Every joint between the hips and the hand helps, a limb long before collar-bone and trunk, from the pose as it
is: so the pose changes least, and smoothly. No joint leaves its limits; what is out of reach stays out of
reach, and by how much is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from zeroshot.people.core import CORE_INDEX, IN_SKELETON, CoreBody
from zeroshot.people.grips import attitude_for
from zeroshot.people.holds import ReachGoal, nearest_places
from zeroshot.people.limbs import Limb
from zeroshot.people.limits import legal_angles
from zeroshot.people.pull import Aims, Pull, Stance, core_joints
from zeroshot.spatial import Array

MET_M = 0.002
"""A goal met within this is met: the thickness of skin and cloth is more."""

_AIM_ROUNDS, _PULL_ROUNDS, _PATIENT_ROUNDS, _EASE_ROUNDS = 12, 100, 150, 12
# How readily wrists and ankles give: at once to lay a palm or sole, next to not at all once it lies.
_TURNS_FREELY, _FIRM = 1.0, 0.001
# A hand or foot that lies so nearly flat on a wall rests on its middle.
_SUNK_M = 0.004
# What another start cannot be expected to gain; and what it must, lest a limb out of reach jump to and fro.
_HOPELESS_M, _CLEARLY_M = 0.15, 0.02
# Other starts: how far limbs are swung forward and outward, and elbows and knees bent.
_SWUNG_DEG = ((45.0, 10.0, 60.0), (20.0, 50.0, 40.0), (90.0, 20.0, 100.0), (-10.0, 15.0, 30.0))


@dataclass(frozen=True)
class Miss:
    """A goal out of reach, and by how much."""

    effector: str
    distance_m: float


def stance_of(turns: Array) -> Stance:
    """Take the core of turns (n, joints, 3, 3) of the whole skeleton."""
    core = np.ascontiguousarray(turns[:, IN_SKELETON])
    return Stance(core, legal_angles(core))


def reach(
    body: CoreBody, turns: Array, goals: Sequence[ReachGoal], touches: Sequence[Array]
) -> tuple[Array, tuple[Miss, ...]]:
    """Bring hands and feet to goals fixed to the centre of mass; returns new turns and what is missing.

    turns: (joints, 3, 3) of the whole skeleton. touches: for each goal the points (n, 3) of the hand or foot
    that may meet it: the first, or on a surface whichever would sink in deepest.
    """
    if not goals:
        return turns, ()
    stance = stance_of(turns[None])
    limbs = [Limb(body, goal.side, goal.kind, touch[0]) for goal, touch in zip(goals, touches, strict=True)]
    placed = _place(body, stance, limbs, goals)
    targets = np.stack([goal.position for goal in placed])[None]
    stance = settle(limbs, stance, targets, goals=placed)
    resting = _resting(limbs, stance, placed, touches)
    if any(new is not old for new, old in zip(resting, limbs, strict=True)):
        limbs = resting
        stance = settle(limbs, stance, targets, goals=placed)
    gaps = np.linalg.norm(_pull(limbs).gaps(stance, targets)[0], axis=1)
    turned = turns.copy()
    turned[IN_SKELETON] = stance.turns[0]
    far = [Miss(goal.effector, float(gap)) for goal, gap in zip(placed, gaps, strict=True) if gap > MET_M]
    return turned, tuple(far)


def _resting(
    limbs: Sequence[Limb], stance: Stance, goals: Sequence[ReachGoal], touches: Sequence[Array]
) -> list[Limb]:
    """Return limbs that rest on surfaces by the point that sinks in deepest as the hand or foot now lies."""
    _, attitudes = limbs[0].body.place(stance.turns)
    found = []
    for limb, goal, points in zip(limbs, goals, touches, strict=True):
        if goal.held_as == "surface" and goal.normal is not None and len(points) > 1:
            depths = -(points @ attitudes[0, CORE_INDEX[limb.joints[2]]].T) @ goal.normal
            deepest = int(np.argmax(depths))
            if depths[deepest] > depths[0] + _SUNK_M:
                limb = replace(limb, touch=points[deepest])
        found.append(limb)
    return found


def settle(
    limbs: Sequence[Limb], stance: Stance, targets: Array, *, goals: Sequence[ReachGoal] = ()
) -> Stance:
    """Bring the limbs of n bodies to targets (n, m, 3) about their centres of mass, as near as can be.

    goals: what is held there, to lay palms and soles by.
    """
    ends = [limb.joints[2] for limb in limbs]
    every = core_joints(ends)
    firm = dict.fromkeys(ends, _FIRM) if goals else {}

    def pulled(start: Stance, wanted: Array, *, rounds: int = _PULL_ROUNDS) -> Stance:
        if goals:
            # Nobody bends their back to lay a palm: the limb alone turns it as well as it can.
            own = tuple(name for limb in limbs for name in limb.joints)
            start = _pull(limbs, own, dict.fromkeys(ends, _TURNS_FREELY)).settle(
                start, wanted, rounds=_AIM_ROUNDS, aims=_aims(limbs, goals)
            )
        return _pull(limbs, every, firm).settle(start, wanted, rounds=rounds)

    first = pulled(stance, targets)
    pull, firmly = _pull(limbs), _pull(limbs, every, firm)
    left_m = np.linalg.norm(pull.gaps(first, targets), axis=-1).max(axis=-1)
    far = left_m > MET_M
    for row in np.flatnonzero(far & (left_m < _HOPELESS_M)):
        # A joint at the end of its range can stand in the way: begin anew from elsewhere.
        again = _other_starts(limbs, stance, int(row), targets[row])
        wanted = np.repeat(targets[row][None], len(again.turns), axis=0)
        found = pulled(again, wanted, rounds=_PATIENT_ROUNDS)
        nearer_m = np.linalg.norm(pull.gaps(found, wanted), axis=-1).max(axis=-1)
        best = int(nearer_m.argmin())
        if nearer_m[best] < left_m[row] - _CLEARLY_M or nearer_m[best] <= MET_M:
            first.turns[row], first.angles[row] = found.turns[best], found.angles[best]
    if far.any():
        reached = Stance(first.turns[far], first.angles[far])
        before = Stance(stance.turns[far], stance.angles[far])
        eased = firmly.ease(reached, targets[far], before, rounds=_EASE_ROUNDS)
        eased = firmly.settle(eased, targets[far], rounds=2)
        first.turns[far], first.angles[far] = eased.turns, eased.angles
    return first


def _other_starts(limbs: Sequence[Limb], stance: Stance, row: int, targets: Array) -> Stance:
    """Return one body a few times over: its limbs solved by themselves, and swung and bent otherwise."""
    count = 1 + len(_SWUNG_DEG)
    starts = Stance(
        np.repeat(stance.turns[row][None], count, axis=0), np.repeat(stance.angles[row][None], count, axis=0)
    )
    alone = Stance(starts.turns[:1], starts.angles[:1])
    _bend(limbs, alone, targets[None])
    for index, (forward, outward, bent) in enumerate(np.radians(_SWUNG_DEG), start=1):
        for limb in limbs:
            limb.swing(starts, index, forward, outward, bent)
    return starts


def _pull(
    limbs: Sequence[Limb], joints: tuple[str, ...] = (), gives: Mapping[str, float] = MappingProxyType({})
) -> Pull:
    ends = tuple(limb.joints[2] for limb in limbs)
    return Pull(limbs[0].body, ends, np.stack([limb.touch for limb in limbs]), joints or ends, gives)


def _place(
    body: CoreBody, stance: Stance, limbs: Sequence[Limb], goals: Sequence[ReachGoal]
) -> tuple[ReachGoal, ...]:
    positions, attitudes = body.place(stance.turns)
    centre = body.centre(positions, attitudes)[0]
    ends = [CORE_INDEX[limb.joints[2]] for limb in limbs]
    touching = positions[0, ends] + np.stack(
        [attitudes[0, end] @ limb.touch for end, limb in zip(ends, limbs, strict=True)]
    )
    roots = positions[0, [limb.root for limb in limbs]]
    lengths = np.concatenate([limb.longest_m(stance) for limb in limbs])
    return nearest_places(goals, touching - centre, roots - centre, lengths)


def _bend(limbs: Sequence[Limb], stance: Stance, targets: Array) -> None:
    """Turn each limb by itself toward its target, in place."""
    body = limbs[0].body
    positions, attitudes = body.place(stance.turns)
    centre = body.centre(positions, attitudes)
    for row, limb in enumerate(limbs):
        seen = targets[:, row] + centre - positions[:, limb.root]
        limb.solve(stance, attitudes[:, limb.above()], seen, stance.turns[:, limb.root].copy())


def _aims(limbs: Sequence[Limb], goals: Sequence[ReachGoal]) -> Aims:
    """Return how palms and soles should lie, as far as what they hold says so."""

    def wanted(attitudes: Array) -> Array:
        result = attitudes[:, [CORE_INDEX[limb.joints[2]] for limb in limbs]].copy()
        for row, (limb, goal) in enumerate(zip(limbs, goals, strict=True)):
            for body, lower in enumerate(attitudes[:, CORE_INDEX[limb.joints[1]]]):
                own = attitude_for(goal, lower)
                if own is not None:
                    result[body, row] = own
        return result

    return wanted


__all__ = ["MET_M", "Miss", "ReachGoal", "reach", "settle", "stance_of"]

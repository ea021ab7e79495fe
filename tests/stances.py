"""Bodies in random legal stances, and how far stances are from each other, for tests of reaching."""

from __future__ import annotations

import numpy as np

from zeroshot.people.core import CORE, CORE_INDEX, IN_SKELETON, IS_CONE, core_ranges
from zeroshot.people.figure import Person
from zeroshot.people.holds import ReachGoal, touch_of
from zeroshot.people.limbs import Limb
from zeroshot.people.limits import cone_excess, legal_angles, widest_swing
from zeroshot.people.masses import core_of
from zeroshot.people.poses import pose_angles
from zeroshot.people.pull import Stance
from zeroshot.people.turns import matrix_from_angles, turn_vector

TWISTS_DEG = {"Arm": 100.0, "Leg": 50.0}


def person(sex="female", stature_m=1.65, **changes) -> Person:
    return Person(sex=sex, stature_m=stature_m, color="#c8553d", **changes)


def limbs_of(who: Person, effectors) -> list[Limb]:
    body = core_of(who)
    return [
        Limb(body, *name.split("_"), touch_of(ReachGoal(name, (0, 0, 0)), who.sex, who.stature_m))
        for name in effectors
    ]


def standing_in(pose: str, count: int) -> Stance:
    """Stand n bodies in a pose of the library, as far as the core goes."""
    turns = matrix_from_angles(pose_angles(pose)[IN_SKELETON])
    return Stance(np.repeat(turns[None], count, axis=0), np.repeat(legal_angles(turns)[None], count, axis=0))


def strayed(random: np.random.Generator, stance: Stance, joints) -> Stance:
    """Turn some joints anyhow within their limits."""
    turns, angles = stance.turns.copy(), stance.angles.copy()
    low, high = core_ranges()
    for name in joints:
        row, count = CORE_INDEX[name], len(turns)
        if IS_CONE[row]:
            turns[:, row] = random_cone_turns(random, name, count)
        else:
            angles[:, row] = random.uniform(low[row], high[row], (count, 3))
            turns[:, row] = matrix_from_angles(angles[:, row])
    return Stance(turns, angles)


def random_cone_turns(random: np.random.Generator, name: str, count: int) -> np.ndarray:
    return cone_turns(
        name,
        random.uniform(0.0, 2.0 * np.pi, count),
        random.uniform(0.0, 1.0, count),
        random.uniform(-1.0, 1.0, count),
    )


def cone_turns(name: str, azimuth, share, twist) -> np.ndarray:
    """Build turns of a shoulder or hip: the way it swings, and shares of the widest swing and twist."""
    way = np.stack([np.cos(azimuth), np.sin(azimuth), np.zeros_like(azimuth)], axis=-1)
    axis = np.stack([-np.sin(azimuth), np.cos(azimuth), np.zeros_like(azimuth)], axis=-1)
    swing = share * widest_swing(name, way)
    cross = np.zeros((*azimuth.shape, 3, 3))
    cross[..., 0, 2], cross[..., 1, 2] = axis[..., 1], -axis[..., 0]
    cross[..., 2, 0], cross[..., 2, 1] = -axis[..., 1], axis[..., 0]
    s, c = np.sin(swing)[..., None, None], np.cos(swing)[..., None, None]
    turned = np.radians(TWISTS_DEG["Arm" if "Arm" in name else "Leg"]) * twist
    zero = np.zeros_like(turned)
    return (np.eye(3) + s * cross + (1 - c) * cross @ cross) @ matrix_from_angles(
        np.stack([zero, zero, turned], axis=-1)
    )


def excess_of(stance: Stance) -> float:
    """Return by how much the worst joint of all bodies is past its limits, radians."""
    low, high = core_ranges()
    worst = 0.0
    for row, name in enumerate(CORE):
        if IS_CONE[row]:
            worst = max(worst, float(cone_excess(name, stance.turns[:, row]).max()))
        else:
            angles = legal_angles(stance.turns[:, row])
            worst = max(worst, float(np.maximum(angles - high[row], low[row] - angles).max()))
    return worst


def change_between(one: Stance, other: Stance) -> np.ndarray:
    """Return the angle (n,) by which the joint that changes most changes."""
    turns = np.swapaxes(one.turns, -1, -2) @ other.turns
    return np.linalg.norm(turn_vector(turns), axis=-1).max(axis=-1)

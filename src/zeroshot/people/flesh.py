"""How a body's flesh differs from the sculpture's: girths, depths and breadths at stations along each bone.

Between stations the shares run smoothly. On the trunk, what a build adds in depth lies in front at the belly
and behind at the seat, as fat does (Shen et al. 2003, "Adipose tissue quantification by imaging methods",
Obesity Research 11(1): most of it lies before and beside the spine).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from zeroshot.people.proportions import dimensions, finger_scale, rest_joints
from zeroshot.people.skeleton import INDEX, JOINTS
from zeroshot.people.template import REFERENCE_STATURE_M
from zeroshot.spatial import Array

# Where along a bone its flesh is tabulated: shares of its length, of the stature for the trunk.
LOWEST, HIGHEST, STEPS = -0.5, 1.5, 128
# The share of what a build adds in depth that lies in front, at the crotch, seat, waist, chest and shoulders.
_IN_FRONT = (0.45, 0.30, 0.80, 0.68, 0.50, 0.50)
# How much rounder a heavy build makes cheeks and jaw, and fingers: design choices.
_CHEEK, _JAW, _HAND = 0.035, 0.085, 0.045

Station = tuple[float, float, float, float]


@dataclass(frozen=True, eq=False)
class Flesh:
    """Shares by which the sculpture's flesh is stretched.

    girths: (joints, steps, 3) forward of the bone, behind it, and sideways, at places along it. lengths:
    (joints,). place: (joints, 2): a point ``z`` along a joint's own down axis is at ``a · z + b``.
    """

    girths: Array
    lengths: Array
    place: Array


@lru_cache(maxsize=64)
def flesh(sex: str, stature_m: float, build: float) -> Flesh:
    """Return how a body's flesh differs from the sculpture's."""
    new = dimensions(sex, stature_m, build)
    old = dimensions(sex, REFERENCE_STATURE_M[sex])
    bones = rest_joints(sex, stature_m, build=build)
    old_bones = rest_joints(sex, REFERENCE_STATURE_M[sex], spine_growth=0.0)
    ratio = {name: new[name] / old[name] for name in new}
    stations = _stations(ratio, new, old, build, finger_scale(new) / finger_scale(old))
    girths = np.empty((len(JOINTS), STEPS + 1, 3))
    lengths, place = np.empty(len(JOINTS)), np.empty((len(JOINTS), 2))
    for name, index in INDEX.items():
        kind = _kind(name)
        girths[index] = _tabulated(stations[kind])
        lengths[index], place[index] = _along(name, kind, bones, old_bones, ratio)
    return Flesh(girths, lengths, place)


_LENGTHS = {
    "UpperArm": ("rightUpperArm", "rightLowerArm"),
    "LowerArm": ("rightLowerArm", "rightHand"),
    "UpperLeg": ("rightUpperLeg", "rightLowerLeg"),
    "LowerLeg": ("rightLowerLeg", "rightFoot"),
    "neck": ("head", "neck"),
    "trunk": ("neck", "rightUpperLeg"),
}
_TRUNK = frozenset({"hips", "spine", "chest", "upperChest", "Shoulder"})
_OWN = frozenset({"head", "neck", "Eye", "UpperArm", "LowerArm", "UpperLeg", "LowerLeg", "Foot", "Toes"})


def _kind(joint: str) -> str:
    bare = joint.removeprefix("left").removeprefix("right")
    if bare in _TRUNK:
        return "trunk"
    return bare if bare in _OWN else "Hand"


def _along(
    name: str,
    kind: str,
    bones: Mapping[str, Array],
    old_bones: Mapping[str, Array],
    ratio: Mapping[str, float],
) -> tuple[float, tuple[float, float]]:
    """Return how much longer a bone is than the sculpture's, and where along it a point is."""
    if kind in _LENGTHS:
        first, second = _LENGTHS[kind]
        old = float(old_bones[second][2] - old_bones[first][2])
        longer = float(bones[second][2] - bones[first][2]) / old
        if kind == "trunk":
            tall = -float(old_bones["head"][2]) / _HEAD_SHARE
            return longer, (-1.0 / tall, -float(old_bones[name][2]) / tall)
        return longer, (1.0 / old, 0.0)
    if kind == "Hand":
        return ratio["handlength"], (0.0, 0.0)
    if kind == "head":
        return ratio["mentonsellionlength"], (1.0 / _FACE_M, 0.0)
    return (ratio["headlength"] if kind == "Eye" else ratio["lateralmalleolusheight"]), (0.0, 0.0)


# The skull's pivot stands this share of the stature above the floor; a face reaches about so far from it.
_HEAD_SHARE, _FACE_M = 0.915, 0.12


def _stations(
    ratio: Mapping[str, float],
    new: Mapping[str, float],
    old: Mapping[str, float],
    build: float,
    hand: Array,
) -> dict[str, Sequence[Station]]:
    """Say for each kind of bone: place along it, and shares forward, behind and sideways, lowest first."""
    neck, biceps = ratio["neckcircumference"], ratio["bicepscircumferenceflexed"]
    forearm, wrist = ratio["forearmcircumferenceflexed"], ratio["wristcircumference"]
    thigh, low = ratio["thighcircumference"], ratio["lowerthighcircumference"]
    calf, ankle = ratio["calfcircumference"], ratio["anklecircumference"]
    elbow, knee = (biceps + forearm) / 2.0, (low + calf) / 2.0
    long, wide = ratio["headlength"], ratio["headbreadth"]
    cheek, jaw = wide * (1.0 + _CHEEK * build), wide * (1.0 + _JAW * build)
    foot = (0.0, ratio["footlength"], ratio["footlength"], ratio["footbreadthhorizontal"])
    thick = 1.0 + _HAND * build
    return {
        "trunk": _trunk(ratio, new, old, build),
        "neck": ((0.0, neck, neck, neck),),
        "head": ((-0.25, long, long, wide), (0.35, long, long, cheek), (0.75, long, long, jaw)),
        "Eye": ((0.0, ratio["headlength"], ratio["headlength"], ratio["headlength"]),),
        "UpperArm": _round((0.55, biceps), (1.0, elbow)),
        "LowerArm": _round((0.0, elbow), (0.22, forearm), (0.95, wrist)),
        "Hand": ((0.0, float(hand[0]), float(hand[0]), float(hand[1]) * thick),),
        "UpperLeg": _round((0.0, thigh), (0.30, thigh), (0.80, low), (1.0, knee)),
        "LowerLeg": _round((0.0, knee), (0.28, calf), (0.85, ankle)),
        "Foot": (foot,),
        "Toes": (foot,),
    }


def _round(*stations: tuple[float, float]) -> tuple[Station, ...]:
    return tuple((at, share, share, share) for at, share in stations)


def _trunk(
    ratio: Mapping[str, float], new: Mapping[str, float], old: Mapping[str, float], build: float
) -> tuple[Station, ...]:
    neck = ratio["neckcircumference"]
    rows = (
        ("crotchheight", ratio["thighcircumference"], ratio["thighcircumference"]),
        ("buttockheight", ratio["buttockdepth"], ratio["hipbreadth"]),
        ("waistheightomphalion", ratio["waistdepth"], ratio["waistbreadth"]),
        ("chestheight", ratio["chestdepth"], _chest_breadth(new, old)),
        ("acromialheight", (ratio["chestdepth"] + neck) / 2.0, ratio["biacromialbreadth"]),
        ("cervicaleheight", neck, neck),
    )
    stations = []
    for (height, depth, breadth), share in zip(rows, _IN_FRONT, strict=True):
        lean = (2.0 * share - 1.0) * (depth - 1.0) * abs(build)
        stations.append((old[height] / old["stature"], depth + lean, depth - lean, breadth))
    return tuple(stations)


def _chest_breadth(new: Mapping[str, float], old: Mapping[str, float]) -> float:
    """Return how much broader the chest is: what its girth asks beyond its depth.

    A girth grows with depth plus breadth; the sculpture's chest is this much broader than deep.
    """
    breadth = 1.35 * old["chestdepth"]
    both = new["chestcircumference"] / old["chestcircumference"] * (old["chestdepth"] + breadth)
    return (both - new["chestdepth"]) / breadth


def _tabulated(stations: Sequence[Station]) -> Array:
    """Run stations smoothly into each other: (steps + 1, 3)."""
    table = np.array(stations, dtype=np.float64)
    at = np.linspace(LOWEST, HIGHEST, STEPS + 1)
    if len(table) == 1:
        return np.repeat(table[:, 1:], len(at), axis=0)
    index = np.clip(np.searchsorted(table[:, 0], at) - 1, 0, len(table) - 2)
    t = np.clip((at - table[index, 0]) / (table[index + 1, 0] - table[index, 0]), 0.0, 1.0)[:, None]
    t = t * t * (3.0 - 2.0 * t)
    return np.asarray(table[index, 1:] * (1.0 - t) + table[index + 1, 1:] * t)

"""The poses a body can start from, as tables: degrees per joint, and a shape for each hand.

Given for the right side; the left mirrors it where it has no entry of its own. Limbs are written as film
people and clinicians say them, ``(flexion, abduction, turned in)``: how far the limb swings forward, then out
to its side, and how far it is turned inward about its own length.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from zeroshot.errors import did_you_mean
from zeroshot.people.proportions import BodyError
from zeroshot.people.skeleton import INDEX, JOINTS, mirrored
from zeroshot.people.turns import angles_from_matrix, matrix_from_angles
from zeroshot.spatial import Array

Angles = tuple[float, float, float]


@dataclass(frozen=True)
class Pose:
    """A pose: what it is for, the limbs, every other joint (about forward, right, down), and the hands."""

    title: str
    limbs: Mapping[str, Angles]
    joints: Mapping[str, Angles] = field(default_factory=dict)
    right_hand: str = "relaxed"
    left_hand: str = "relaxed"


# Neutral body posture: NASA-STD-3000 (MSIS) figure 3.3.4.3-1, Skylab, twelve people; hips 52°, knees 47°,
# feet pointed 21°, elbows 58°, upper arms 36° forward, head and neck 24° forward. Abduction within its 20° to
# 50°.
NEUTRAL_DEG = {
    "hip": 52.0,
    "knee": 47.0,
    "ankle": 21.0,
    "elbow": 58.0,
    "shoulder": 36.0,
    "spread": 35.0,
    "neck": 24.0,
}

POSES: dict[str, Pose] = {
    "neutral": Pose(
        "Floating at rest: the neutral body posture",
        {"rightUpperArm": (36, 35, 38), "rightUpperLeg": (52, 7, -4)},
        {
            "rightLowerArm": (0, 58, 0),
            "rightHand": (8, 0, -38),
            "rightLowerLeg": (0, -47, 0),
            "rightFoot": (0, -21, 0),
            "rightToes": (0, -8, 0),
            "neck": (0, -13, 0),
            "head": (0, -11, 0),
        },
    ),
    "standing": Pose(
        "Straight, arms hanging",
        {"rightUpperArm": (2, 12, 12), "rightUpperLeg": (0, 2, -6)},
        {"rightLowerArm": (0, 12, 0), "rightHand": (4, 0, -20)},
    ),
    "arms-forward": Pose(
        "Floating with both arms stretched forward",
        {"rightUpperArm": (84, 10, 0), "rightUpperLeg": (38, 6, 0)},
        {
            "rightLowerArm": (0, 14, 0),
            "rightHand": (0, 0, -70),
            "rightLowerLeg": (0, -40, 0),
            "rightFoot": (0, -25, 0),
            "neck": (0, -5, 0),
        },
        "flat",
        "flat",
    ),
    "hold-rail": Pose(
        "One hand closed around a rail ahead, the rest afloat",
        {
            "rightUpperArm": (68, 22, 15),
            "leftUpperArm": (28, 38, 34),
            "rightUpperLeg": (44, 8, -4),
            "leftUpperLeg": (58, 6, -4),
        },
        {
            "rightLowerArm": (0, 52, 0),
            "leftLowerArm": (0, 62, 0),
            "rightHand": (0, 0, -55),
            "leftHand": (-8, 0, 38),
            "rightLowerLeg": (0, -52, 0),
            "leftLowerLeg": (0, -66, 0),
            "rightFoot": (0, -24, 0),
            "neck": (0, -8, 0),
            "head": (0, -4, 0),
        },
        "grip",
    ),
    "reaching": Pose(
        "One arm reaching far ahead, head first, the legs trailing",
        {
            "rightUpperArm": (148, 12, -10),
            "leftUpperArm": (10, 30, 28),
            "rightUpperLeg": (8, 5, 0),
            "leftUpperLeg": (24, 6, 0),
        },
        {
            "rightLowerArm": (0, 12, 0),
            "leftLowerArm": (0, 48, 0),
            "rightHand": (0, 0, -35),
            "rightLowerLeg": (0, -22, 0),
            "leftLowerLeg": (0, -48, 0),
            "rightFoot": (0, -38, 0),
            "rightShoulder": (-18, 0, -8),
            "leftShoulder": (0, 0, 0),
            "chest": (0, 5, 0),
            "neck": (0, 16, 0),
            "head": (0, 20, 0),
        },
        "flat",
    ),
    "seated": Pose(
        "At a table: thighs drawn up, forearms on the top",
        {"rightUpperArm": (32, 16, 32), "rightUpperLeg": (80, 8, 0)},
        {
            "rightLowerArm": (0, 62, 0),
            "rightHand": (0, 0, -75),
            "rightLowerLeg": (0, -82, 0),
            "rightFoot": (0, -8, 0),
            "spine": (0, -4, 0),
            "neck": (0, -6, 0),
            "head": (0, -6, 0),
        },
        "flat",
        "flat",
    ),
    "stretched": Pose(
        "Stretched out long, arms beyond the head",
        {"rightUpperArm": (168, 10, 0), "rightUpperLeg": (-4, 3, 0)},
        {
            "rightLowerArm": (0, 8, 0),
            "rightLowerLeg": (0, -6, 0),
            "rightFoot": (0, -42, 0),
            "rightShoulder": (-22, 0, 0),
            "spine": (0, 4, 0),
            "chest": (0, 5, 0),
            "neck": (0, 8, 0),
        },
        "flat",
        "flat",
    ),
    "curled": Pose(
        "Curled up, knees to the chest, arms around the shins",
        {"rightUpperArm": (52, 14, 26), "rightUpperLeg": (112, 7, 0)},
        {
            "rightLowerArm": (0, 66, 0),
            "rightHand": (20, 0, -30),
            "rightLowerLeg": (0, -122, 0),
            "rightFoot": (0, -20, 0),
            "spine": (0, -18, 0),
            "chest": (0, -16, 0),
            "upperChest": (0, -10, 0),
            "rightShoulder": (0, 0, -14),
            "neck": (0, -18, 0),
            "head": (0, -14, 0),
        },
    ),
    "pointing": Pose(
        "Pointing ahead with the right arm",
        {
            "rightUpperArm": (82, 12, -6),
            "leftUpperArm": (26, 34, 34),
            "rightUpperLeg": (46, 7, -4),
            "leftUpperLeg": (54, 7, -4),
        },
        {
            "rightLowerArm": (0, 10, 0),
            "leftLowerArm": (0, 60, 0),
            "rightHand": (0, 0, -50),
            "leftHand": (-8, 0, 38),
            "rightLowerLeg": (0, -44, 0),
            "leftLowerLeg": (0, -58, 0),
            "rightFoot": (0, -21, 0),
            "rightShoulder": (-4, 0, -12),
        },
        "point",
    ),
    "filming": Pose(
        "Holding a camera before the eyes with both hands",
        {
            "rightUpperArm": (58, 12, 22),
            "leftUpperArm": (62, 6, 26),
            "rightUpperLeg": (50, 8, -4),
            "leftUpperLeg": (44, 8, -4),
        },
        {
            "rightLowerArm": (0, 104, 0),
            "leftLowerArm": (0, 88, 0),
            "rightHand": (-10, 0, -10),
            "leftHand": (20, 0, -60),
            "rightLowerLeg": (0, -50, 0),
            "leftLowerLeg": (0, -42, 0),
            "rightFoot": (0, -21, 0),
            "neck": (0, -6, 0),
            "head": (0, -4, 0),
        },
        "hold",
        "hold",
    ),
}

# Finger flexion in degrees: index, middle, ring, little, each (knuckle, middle joint, end joint), then the
# thumb's three joints as (about forward, about right, about down).
HAND_SHAPES: dict[str, tuple[tuple[Angles, ...], tuple[Angles, ...]]] = {
    "relaxed": (
        ((22, 28, 14), (28, 34, 18), (33, 38, 20), (36, 40, 22)),
        ((6, -6, -12), (8, 8, 0), (14, 6, 0)),
    ),
    "flat": (((2, 3, 2), (2, 3, 2), (2, 4, 2), (3, 5, 2)), ((0, 4, 0), (2, 2, 0), (2, 2, 0))),
    "grip": (
        ((58, 72, 40), (60, 74, 42), (62, 74, 42), (62, 72, 40)),
        ((26, -8, -38), (22, -6, 0), (34, -6, 0)),
    ),
    "fist": (
        ((80, 96, 58), (84, 98, 60), (86, 98, 60), (86, 96, 58)),
        ((30, -4, -44), (28, -10, 0), (46, -14, 0)),
    ),
    "point": (
        ((2, 4, 2), (72, 88, 50), (80, 92, 54), (82, 92, 54)),
        ((26, -4, -36), (22, -6, 0), (40, -10, 0)),
    ),
    "hold": (
        ((36, 46, 24), (40, 50, 26), (42, 52, 26), (44, 50, 26)),
        ((20, -4, -34), (10, 0, 0), (16, 0, 0)),
    ),
}
_FINGERS = ("Index", "Middle", "Ring", "Little")
_BONES = ("Proximal", "Intermediate", "Distal")


def pose_names() -> tuple[str, ...]:
    """List the names of the poses."""
    return tuple(POSES)


@cache
def pose_angles(name: str) -> Array:
    """Return a pose's angles (joints, 3) in radians. Raises BodyError for an unknown pose."""
    if name not in POSES:
        raise BodyError(f'there is no pose "{name}"{did_you_mean(name, POSES)}; see: zeroshot poses')
    pose = POSES[name]
    table: dict[str, Angles] = dict(pose.joints)
    for joint, limb in pose.limbs.items():
        table[joint] = _limb_angles(joint, limb)
    for side, shape in (("right", pose.right_hand), ("left", pose.left_hand)):
        table.update(hand_angles(side, shape))
    for joint, angles in tuple(table.items()):
        table.setdefault(mirrored(joint), (-angles[0], angles[1], -angles[2]))
    result = np.zeros((len(JOINTS), 3))
    for joint, angles in table.items():
        result[INDEX[joint]] = np.radians(angles)
    result.flags.writeable = False
    return result


def hand_angles(side: str, shape: str) -> dict[str, Angles]:
    """Return the angles in degrees of one hand's finger joints for a named shape."""
    fingers, thumb = HAND_SHAPES[shape]
    sign = 1.0 if side == "right" else -1.0
    angles: dict[str, Angles] = {}
    for finger, flexions in zip(_FINGERS, fingers, strict=True):
        for bone, flexion in zip(_BONES, flexions, strict=True):
            angles[f"{side}{finger}{bone}"] = (sign * flexion, 0.0, 0.0)
    for bone, turn in zip(("Metacarpal", "Proximal", "Distal"), thumb, strict=True):
        angles[f"{side}Thumb{bone}"] = (sign * turn[0], turn[1], sign * turn[2])
    return angles


def _limb_angles(joint: str, limb: Angles) -> Angles:
    flexion, abduction, turned_in = np.radians(limb)
    sign = -1.0 if joint.startswith("left") else 1.0
    about_right = matrix_from_angles([0.0, flexion, 0.0])
    about_forward = matrix_from_angles([-sign * abduction, 0.0, 0.0])
    about_length = matrix_from_angles([0.0, 0.0, -sign * turned_in])
    forward, right, down = np.degrees(angles_from_matrix(about_right @ about_forward @ about_length))
    return float(forward), float(right), float(down)

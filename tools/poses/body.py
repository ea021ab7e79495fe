"""A posed skeleton to ask where points are, and what of a recipe needs no search."""

from __future__ import annotations

from functools import cache

import numpy as np
from words import Arm, Leg, Recipe, Thing

from zeroshot.people.landmarks import carry_landmarks, rest_landmarks
from zeroshot.people.poses import limb_angles
from zeroshot.people.shape import shaped_skeleton
from zeroshot.people.skeleton import INDEX, forward_kinematics
from zeroshot.people.turns import matrix_from_angles

SEX, STATURE_M = "female", 1.70
"""The reference body: near both sexes' means, so that what is found suits women and men."""

MOUTH_FROM_EYES = np.array([0.018, 0.0, 0.070])
"""In the head's frame, metres. An estimate from the sculpted face."""

_SHARES = {"spine": 0.40, "chest": 0.33, "upperChest": 0.27}
_NECK = {"neck": 0.48, "head": 0.52}


@cache
def rest():
    """Return the reference skeleton at rest and its landmarks."""
    return shaped_skeleton(SEX, STATURE_M), rest_landmarks(SEX, STATURE_M)


class State:
    """A posed skeleton in the body's frame, for asking where points are."""

    def __init__(self, angles) -> None:
        self.rest, self.marks = rest()
        turns = matrix_from_angles(angles)
        self.positions, self.attitudes = forward_kinematics(self.rest, turns)
        self.landmarks = carry_landmarks(self.marks, self.rest, self.positions, self.attitudes)

    def frame(self, name: str):
        """Return the attitude (3, 3) of a joint."""
        return self.attitudes[INDEX[name]]

    def point(self, name: str):
        """Return a point and the joint whose frame it rides in."""
        if name in ("eyes", "mouth"):
            eyes = (self.positions[INDEX["leftEye"]] + self.positions[INDEX["rightEye"]]) / 2.0
            offset = MOUTH_FROM_EYES if name == "mouth" else np.zeros(3)
            return eyes + self.frame("head") @ offset, "head"
        if name in INDEX:
            return self.positions[INDEX[name]], name
        return self.landmarks[name], self.marks[name][0]


def place_thing(thing: Thing, state: State):
    """Return where a thing is: position (3,) and attitude (3, 3) in the body's frame."""
    point, owner = state.point(thing.at)
    frame = state.frame(thing.frame or owner)
    return point + frame @ np.asarray(thing.offset, float), frame @ matrix_from_angles(
        np.radians(thing.turn_deg)
    )


def lay_trunk(angles, recipe: Recipe) -> None:
    """Bend trunk and neck, shared among their joints; angles change in place."""
    bend, lean, twist = recipe.trunk
    for name, share in _SHARES.items():
        angles[INDEX[name]] = np.radians([lean * share, -bend * share, twist * share])
    nod, tilt, turn = recipe.head
    for name, share in _NECK.items():
        angles[INDEX[name]] = np.radians([tilt * share, -nod * share, turn * share])


def lay_arm(angles, side: str, arm: Arm) -> None:
    """Set an arm that is said by angles; they change in place."""
    sign = 1.0 if side == "right" else -1.0
    mirror = np.array([sign, 1.0, sign])
    angles[INDEX[side + "Shoulder"]] = np.radians([arm.girdle[0], 0.0, arm.girdle[1]]) * mirror
    angles[INDEX[side + "UpperArm"]] = np.radians(limb_angles(side + "UpperArm", arm.swing))
    angles[INDEX[side + "LowerArm"]] = np.radians([0.0, arm.elbow, 0.0])
    angles[INDEX[side + "Hand"]] = np.radians(arm.wrist) * mirror


def lay_leg(angles, side: str, leg: Leg) -> None:
    """Set a leg; angles change in place."""
    sign = 1.0 if side == "right" else -1.0
    mirror = np.array([sign, 1.0, sign])
    angles[INDEX[side + "UpperLeg"]] = np.radians(limb_angles(side + "UpperLeg", leg.swing))
    angles[INDEX[side + "LowerLeg"]] = np.radians([0.0, -leg.knee, 0.0])
    angles[INDEX[side + "Foot"]] = np.radians([leg.foot[0], -leg.point, leg.foot[1]]) * mirror
    angles[INDEX[side + "Toes"]] = np.radians([0.0, leg.toes, 0.0])

"""The neutral body posture, how much people differ in it, and natural variation from a seed."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from zeroshot.people.limits import CONE_JOINTS
from zeroshot.people.skeleton import INDEX
from zeroshot.people.turns import angles_from_matrix, matrix_from_angles
from zeroshot.spatial import Array


@dataclass(frozen=True)
class JointFact:
    """What was measured of one joint, degrees. mean: of flexion, of pointing for a foot; sd: over people."""

    mean: float
    sd: float
    source: str


_MSIS = "NASA-STD-3000 (MSIS) figure 3.3.4.3-1, Skylab, 12 people"

NEUTRAL_FACTS: Mapping[str, JointFact] = MappingProxyType(
    {
        "neck": JointFact(24.0, 5.0, _MSIS + "; head and neck forward of the trunk"),
        "hip": JointFact(52.0, 7.0, _MSIS + "; 128° between trunk and thigh"),
        "knee": JointFact(47.0, 8.0, _MSIS + "; 133° between thigh and shank"),
        "ankle": JointFact(21.0, 6.0, _MSIS + "; 111° between shank and foot"),
        "elbow": JointFact(58.0, 24.0, _MSIS + "; 122° included"),
        "shoulder": JointFact(36.0, 19.0, _MSIS + "; upper arm forward of the trunk"),
        "spread": JointFact(35.0, 7.5, "a choice within 20° to 50° of " + _MSIS),
    }
)

NEUTRAL_DEG: Mapping[str, float] = MappingProxyType({name: fact.mean for name, fact in NEUTRAL_FACTS.items()})
"""The composite: the mean of each joint in degrees."""

FAMILIES = ("neutral-standing", "neutral-pitched", "neutral-elongated")
"""The three ways in which people were found at rest, none of them in the composite's: near standing, pitched
forward with knees bent far, and elongated with a straight neck. Source: Mount, Whitmore & Stealey 2003,
NASA/TM-2003-104805 (STS-57, six people); its words, our angles."""

# Between two people at rest the table's whole deviation lies; the same person varies by a part of it, and
# one side against the other by less. Busy poses vary only as much as goes unnoticed.
_AT_REST_SHARE, _BUSY_SHARE, _ONE_SIDE_SHARE = 0.5, 0.12, 0.35
_TRUNK_SD_DEG, _WRIST_SD_DEG, _FINGER_SD_DEG, _TURN_SD_DEG = 3.0, 8.0, 6.0, 6.0
_FARTHEST_SD = 1.8


def varied(angles_rad: Array, pose_name: str, seed: int) -> Array:
    """Return the angles (joints, 3) of a pose as somebody takes it on one day; the same for the same seed.

    Poses at rest vary by half of what NASA found between people, others by so little that hands and faces
    keep their meaning. Limits are the caller's to keep.
    """
    is_at_rest = pose_name == "neutral" or pose_name in FAMILIES
    share = _AT_REST_SHARE if is_at_rest else _BUSY_SHARE
    draw = _Draw(seed, share)
    angles = angles_rad.copy()
    _vary_trunk(angles, draw)
    both = {name: draw.sd(fact.sd) for name, fact in NEUTRAL_FACTS.items()}
    for side, sign in (("left", -1.0), ("right", 1.0)):
        own = {name: both[name] + draw.sd(_ONE_SIDE_SHARE * fact.sd) for name, fact in NEUTRAL_FACTS.items()}
        turned = draw.sd(_TURN_SD_DEG)
        _swing(angles, side + "UpperArm", own["shoulder"], sign * own["spread"], sign * turned)
        _swing(angles, side + "UpperLeg", own["hip"], sign * 0.4 * own["spread"], sign * 0.5 * turned)
        angles[INDEX[side + "LowerArm"], 1] += own["elbow"]
        angles[INDEX[side + "LowerLeg"], 1] -= own["knee"]
        angles[INDEX[side + "Foot"], 1] -= own["ankle"]
        angles[INDEX[side + "Hand"]] += [draw.sd(_WRIST_SD_DEG), 0.0, draw.sd(_WRIST_SD_DEG)]
        for finger in ("Index", "Middle", "Ring", "Little"):
            bent = sign * draw.sd(_FINGER_SD_DEG)
            for bone in ("Proximal", "Intermediate", "Distal"):
                angles[INDEX[f"{side}{finger}{bone}"], 0] += bent
    return angles


class _Draw:
    """Random numbers that are the same on every machine and in every version."""

    def __init__(self, seed: int, share: float) -> None:
        # Of `random` only the plain stream is promised to stay as it is.
        self._random = random.Random(seed)
        self._share = share

    def sd(self, deviation_deg: float) -> float:
        """Draw radians of this standard deviation, nearly normal, cut off where nobody goes.

        The sum of three uniform numbers, less its mean, has a deviation of one half.
        """
        drawn = 2.0 * (sum(self._random.random() for _ in range(3)) - 1.5)
        kept = min(max(drawn, -_FARTHEST_SD), _FARTHEST_SD)
        return float(np.radians(deviation_deg) * self._share * kept)


def _vary_trunk(angles: Array, draw: _Draw) -> None:
    for name in ("spine", "chest", "upperChest"):
        angles[INDEX[name]] += [draw.sd(0.6 * _TRUNK_SD_DEG), draw.sd(_TRUNK_SD_DEG), draw.sd(_TRUNK_SD_DEG)]
    nod = draw.sd(NEUTRAL_FACTS["neck"].sd)
    for name in ("neck", "head"):
        angles[INDEX[name]] += [draw.sd(_TRUNK_SD_DEG), -0.5 * nod, draw.sd(_TRUNK_SD_DEG)]


def _swing(angles: Array, name: str, forward: float, outward: float, turned: float) -> None:
    """Swing a limb further forward and outward and turn it about its length, in place."""
    assert name in CONE_JOINTS
    row = INDEX[name]
    more = matrix_from_angles([0.0, forward, 0.0]) @ matrix_from_angles([-outward, 0.0, 0.0])
    angles[row] = angles_from_matrix(
        more @ matrix_from_angles(angles[row]) @ matrix_from_angles([0, 0, turned])
    )

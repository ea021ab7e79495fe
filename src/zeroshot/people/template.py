"""The sculpted bodies as stored: one per sex, in the bind pose, at the stature they were sculpted at.

``body.npz`` is built by ``python -m zeroshot.people.sculpt``. Points are quantised to a fraction of a
millimetre, which keeps the file small.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from zeroshot.people.proportions import rest_joints
from zeroshot.people.skeleton import INDEX, JOINTS, forward_kinematics, stack_joints
from zeroshot.people.turns import matrix_from_angles
from zeroshot.spatial import Array

TEMPLATE_FILE = Path(__file__).with_name("body.npz")
REFERENCE_STATURE_M = {"female": 1.63, "male": 1.755}
# Sculpted with the arms spread and the legs a little apart, so that neither touches the trunk.
BIND_ARM_DEG, BIND_LEG_DEG = 45.0, 6.0
# Joints that only the skin knows: half of the hand's twist in the forearm, half of the arm's in the upper
# arm.
TWISTS = ("leftLowerArmTwist", "rightLowerArmTwist", "leftUpperArmTwist", "rightUpperArmTwist")
SKIN_JOINTS: tuple[str, ...] = (*JOINTS, *TWISTS)
SKIN_INDEX: Mapping[str, int] = {name: index for index, name in enumerate(SKIN_JOINTS)}


@dataclass(frozen=True, eq=False)
class TemplatePart:
    """One closed surface of the sculpture.

    points: (n, 3) metres. triangles: (m, 3). joints, weights: (n, 4) into SKIN_JOINTS, weights sum to 1.
    paint: (n, 3) 0 to 1: shares of the part's second and third colour, and how much light reaches the place.
    """

    name: str
    points: Array
    triangles: NDArray[np.int32]
    joints: NDArray[np.uint8]
    weights: NDArray[np.float32]
    paint: NDArray[np.float32]


def bind_turns() -> Array:
    """Return the turns (joints, 3, 3) of the bind pose."""
    angles = np.zeros((len(JOINTS), 3))
    for side, sign in (("left", 1.0), ("right", -1.0)):
        angles[INDEX[side + "UpperArm"], 0] = sign * np.radians(BIND_ARM_DEG)
        angles[INDEX[side + "UpperLeg"], 0] = sign * np.radians(BIND_LEG_DEG)
        angles[INDEX[side + "Foot"], 0] = -sign * np.radians(BIND_LEG_DEG)
    return matrix_from_angles(angles)


def bind_skeleton(sex: str, stature_m: float, *, spine_growth: float) -> tuple[Array, Array]:
    """Return positions (joints, 3) and attitudes (joints, 3, 3) of the bind pose."""
    rest = stack_joints(rest_joints(sex, stature_m, spine_growth=spine_growth))
    return forward_kinematics(rest, bind_turns())


def write_template(path: Path, bodies: Mapping[str, tuple[TemplatePart, ...]]) -> None:
    """Write the sculpted bodies, by sex."""
    arrays: dict[str, NDArray[np.generic]] = {}
    for sex, parts in bodies.items():
        for part in parts:
            key = f"{sex}/{part.name}/"
            # Millimetres are plenty for a trunk, not for an eyelid: each part is quantised to its own size.
            middle = (part.points.min(axis=0) + part.points.max(axis=0)) / 2.0
            quantum = float(np.abs(part.points - middle).max()) / 32000.0
            arrays[key + "points"] = np.round((part.points - middle) / quantum).astype(np.int16)
            arrays[key + "frame"] = np.array([*middle, quantum])
            arrays[key + "triangles"] = part.triangles.astype(np.uint16)
            arrays[key + "joints"] = part.joints
            arrays[key + "weights"] = np.round(part.weights * 255.0).astype(np.uint8)
            arrays[key + "paint"] = np.round(part.paint * 255.0).astype(np.uint8)
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)


@cache
def read_template(sex: str) -> tuple[TemplatePart, ...]:
    """Read the sculpted body of one sex."""
    parts = []
    with np.load(TEMPLATE_FILE) as stored:
        names = [key.split("/")[1] for key in stored.files if key.startswith(sex) and key.endswith("points")]
        for name in names:
            key = f"{sex}/{name}/"
            weights, frame = stored[key + "weights"].astype(np.float32), stored[key + "frame"]
            parts.append(
                TemplatePart(
                    name=name,
                    points=stored[key + "points"] * frame[3] + frame[:3],
                    triangles=stored[key + "triangles"].astype(np.int32),
                    joints=stored[key + "joints"],
                    weights=weights / weights.sum(axis=1, keepdims=True),
                    paint=stored[key + "paint"].astype(np.float32) / np.float32(255.0),
                )
            )
    return tuple(parts)

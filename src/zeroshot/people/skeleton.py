"""The skeleton: joints named as in VRM and glTF humanoids, and forward kinematics.

Every joint's rest frame is parallel to the body's forward, right, down; all angles zero is standing straight
with hanging arms and palms inward.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

from zeroshot.spatial import Array

_AXIAL = {
    "hips": "",
    "spine": "hips",
    "chest": "spine",
    "upperChest": "chest",
    "neck": "upperChest",
    "head": "neck",
    "leftEye": "head",
    "rightEye": "head",
}
_SIDED = {
    "Shoulder": "upperChest",
    "UpperArm": "Shoulder",
    "LowerArm": "UpperArm",
    "Hand": "LowerArm",
    "UpperLeg": "hips",
    "LowerLeg": "UpperLeg",
    "Foot": "LowerLeg",
    "Toes": "Foot",
    "ThumbMetacarpal": "Hand",
    "ThumbProximal": "ThumbMetacarpal",
    "ThumbDistal": "ThumbProximal",
}
FINGERS = ("Index", "Middle", "Ring", "Little")
for _finger in FINGERS:
    _SIDED[_finger + "Proximal"] = "Hand"
    _SIDED[_finger + "Intermediate"] = _finger + "Proximal"
    _SIDED[_finger + "Distal"] = _finger + "Intermediate"


def _parent_names() -> dict[str, str]:
    parents = dict(_AXIAL)
    for side in ("left", "right"):
        for name, parent in _SIDED.items():
            parents[side + name] = parent if parent in _AXIAL else side + parent
    return parents


PARENT: Mapping[str, str] = _parent_names()
JOINTS: tuple[str, ...] = tuple(PARENT)
INDEX: Mapping[str, int] = {name: index for index, name in enumerate(JOINTS)}


def mirrored(name: str) -> str:
    """Name the same joint on the other side of the body; a joint in the middle keeps its name."""
    if name.startswith("left"):
        return "right" + name.removeprefix("left")
    if name.startswith("right"):
        return "left" + name.removeprefix("right")
    return name


@cache
def _levels() -> tuple[tuple[NDArray[np.intp], NDArray[np.intp]], ...]:
    """Group joints by their depth under the hips, each with its parent: a level is turned in one go."""
    depth = {"hips": 0}
    for name in JOINTS[1:]:
        depth[name] = depth[PARENT[name]] + 1
    levels = []
    for level in range(1, max(depth.values()) + 1):
        names = [name for name in JOINTS if depth[name] == level]
        own, above = [INDEX[n] for n in names], [INDEX[PARENT[n]] for n in names]
        levels.append((np.array(own), np.array(above)))
    return tuple(levels)


@cache
def _parents() -> NDArray[np.intp]:
    return np.array([INDEX[PARENT[name] or name] for name in JOINTS])


def stack_joints(points: Mapping[str, Array]) -> Array:
    """Line joint positions up in the skeleton's order: (joints, 3)."""
    return np.stack([points[name] for name in JOINTS])


def forward_kinematics(rest: Array, turns: Array) -> tuple[Array, Array]:
    """Turn a skeleton: positions (..., joints, 3) and attitudes (..., joints, 3, 3) in the body's frame.

    rest: (joints, 3) positions at rest. turns: (..., joints, 3, 3), each joint's own turn from its rest
    frame. The hips stay where they rest.
    """
    # One product a level: a turn and the way from the parent, side by side in (3, 4).
    local = np.empty((*turns.shape[:-1], 4))
    local[..., :3] = turns
    local[..., 3] = rest - rest[_parents()]
    placed = np.empty_like(local)
    placed[..., 0, :, :3], placed[..., 0, :, 3] = turns[..., 0, :, :], rest[0]
    for own, above in _levels():
        parent = placed[..., above, :, :]
        moved = parent[..., :3] @ local[..., own, :, :]
        moved[..., 3] += parent[..., 3]
        placed[..., own, :, :] = moved
    return placed[..., 3].copy(), placed[..., :3].copy()

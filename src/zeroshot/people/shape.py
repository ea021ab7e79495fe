"""A body of any stature: the sculpture stretched bone by bone to the regressions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from zeroshot.people.proportions import SPINE_GROWTH, dimensions, finger_scale, rest_joints
from zeroshot.people.skeleton import JOINTS, stack_joints
from zeroshot.people.template import (
    REFERENCE_STATURE_M,
    SKIN_JOINTS,
    TemplatePart,
    bind_skeleton,
)
from zeroshot.spatial import Array


@dataclass(frozen=True, eq=False)
class ShapedBody:
    """A body's skeleton: rest and bind positions (joints, 3), bind attitudes (joints, 3, 3)."""

    rest: Array
    bind_positions: Array
    bind_attitudes: Array


@cache
def shaped_skeleton(sex: str, stature_m: float) -> Array:
    """Return the rest skeleton (joints, 3) of a weightless body."""
    rest = stack_joints(rest_joints(sex, stature_m))
    rest.flags.writeable = False
    return rest


@cache
def shaped_body(sex: str, stature_m: float) -> ShapedBody:
    """Return the skeleton of a stature, at rest and in the bind pose; kept, so asking again is free."""
    positions, attitudes = bind_skeleton(sex, stature_m, spine_growth=SPINE_GROWTH)
    return ShapedBody(shaped_skeleton(sex, stature_m), positions, attitudes)


def shaped_points(part: TemplatePart, *, sex: str, stature_m: float) -> NDArray[np.float32]:
    """Stretch a part of the sculpture to a stature: its points (n, 3) in the bind pose."""
    old_positions, attitudes = bind_skeleton(sex, REFERENCE_STATURE_M[sex], spine_growth=0.0)
    new_positions = shaped_body(sex, stature_m).bind_positions
    stretch = attitudes @ (_scales(sex, stature_m)[:, :, None] * np.swapaxes(attitudes, -1, -2))
    offsets = new_positions - (stretch @ old_positions[..., None])[..., 0]
    owner = _bone_of_skin()[part.joints]
    moved = np.einsum("nkij,nj->nki", stretch[owner], part.points) + offsets[owner]
    return np.asarray(np.einsum("nk,nki->ni", part.weights, moved), dtype=np.float32)


def vertex_normals(points: NDArray[np.float32], triangles: NDArray[np.int32]) -> NDArray[np.float32]:
    """Average the normals (n, 3) of the triangles around each point, weighted by their angle there."""
    corners = points[triangles].astype(np.float64)
    edges = np.roll(corners, -1, axis=1) - corners
    lengths = np.linalg.norm(edges, axis=-1, keepdims=True)
    edges /= np.maximum(lengths, 1e-12)
    faces = np.cross(edges[:, 0], edges[:, 1])
    faces /= np.maximum(np.linalg.norm(faces, axis=-1, keepdims=True), 1e-12)
    cosines = -np.sum(edges * np.roll(edges, 1, axis=1), axis=-1)
    angles = np.arccos(np.clip(cosines, -1.0, 1.0))
    normals = np.zeros((len(points), 3))
    for corner in range(3):
        for axis in range(3):
            weighted = faces[:, axis] * angles[:, corner]
            normals[:, axis] += np.bincount(triangles[:, corner], weighted, minlength=len(points))
    normals /= np.maximum(np.linalg.norm(normals, axis=-1, keepdims=True), 1e-12)
    return normals.astype(np.float32)


@cache
def _bone_of_skin() -> NDArray[np.int64]:
    """Map the skin's joints to the skeleton's: a twist joint stretches with the bone it lies in."""
    names = [name.removesuffix("Twist") for name in SKIN_JOINTS]
    return np.array([JOINTS.index(name) for name in names])


def _scales(sex: str, stature_m: float) -> Array:
    """Return how each joint's flesh differs from the sculpture's: (joints, 3) along forward, right, down."""
    new, old = dimensions(sex, stature_m), dimensions(sex, REFERENCE_STATURE_M[sex])
    new_rest = rest_joints(sex, stature_m)
    old_rest = rest_joints(sex, REFERENCE_STATURE_M[sex], spine_growth=0.0)

    def length(first: str, second: str) -> float:
        return float((new_rest[second][2] - new_rest[first][2]) / (old_rest[second][2] - old_rest[first][2]))

    table = _girths({name: new[name] / old[name] for name in new}, finger_scale(new) / finger_scale(old))
    lengths = {
        "trunk": length("neck", "rightUpperLeg"),
        "neck": length("head", "neck"),
        "UpperArm": length("rightUpperArm", "rightLowerArm"),
        "LowerArm": length("rightLowerArm", "rightHand"),
        "UpperLeg": length("rightUpperLeg", "rightLowerLeg"),
        "LowerLeg": length("rightLowerLeg", "rightFoot"),
    }
    scales = []
    for name in JOINTS:
        bare = name.removeprefix("left").removeprefix("right")
        forward, right, down = table.get(bare, table["Hand"])
        scales.append((forward, right, lengths[down] if isinstance(down, str) else down))
    return np.array(scales)


def _girths(ratio: Mapping[str, float], hand: Array) -> dict[str, tuple[float, float, float | str]]:
    """Say what each joint's flesh follows: depth, breadth, and a length (a ratio, or the name of a bone)."""
    head = (ratio["headlength"], ratio["headbreadth"], ratio["mentonsellionlength"])
    arm, forearm = ratio["bicepscircumferenceflexed"], ratio["forearmcircumferenceflexed"]
    foot = (ratio["footlength"], ratio["footbreadthhorizontal"], ratio["lateralmalleolusheight"])
    return {
        "hips": (ratio["buttockdepth"], ratio["hipbreadth"], "trunk"),
        "spine": (ratio["waistdepth"], ratio["waistbreadth"], "trunk"),
        "chest": (ratio["chestdepth"], ratio["chestbreadth"], "trunk"),
        "upperChest": (ratio["chestdepth"], ratio["biacromialbreadth"], "trunk"),
        "neck": (ratio["neckcircumference"], ratio["neckcircumference"], "neck"),
        "head": head,
        "Eye": (ratio["headlength"],) * 3,
        "Shoulder": (ratio["chestdepth"], ratio["biacromialbreadth"], "trunk"),
        "UpperArm": (arm, arm, "UpperArm"),
        "LowerArm": (forearm, forearm, "LowerArm"),
        "Hand": (float(hand[0]), float(hand[1]), float(hand[2])),
        "UpperLeg": (ratio["thighcircumference"], ratio["thighcircumference"], "UpperLeg"),
        "LowerLeg": (ratio["calfcircumference"], ratio["calfcircumference"], "LowerLeg"),
        "Foot": foot,
        "Toes": foot,
    }

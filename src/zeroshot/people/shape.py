"""A body of any stature: the sculpture stretched bone by bone to the regressions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from zeroshot.people.flesh import HIGHEST, LOWEST, STEPS, Flesh, flesh
from zeroshot.people.proportions import SPINE_GROWTH, rest_joints
from zeroshot.people.skeleton import JOINTS, stack_joints
from zeroshot.people.template import (
    REFERENCE_STATURE_M,
    SKIN_JOINTS,
    TemplatePart,
    bind_skeleton,
    bone_of,
)
from zeroshot.spatial import Array


@dataclass(frozen=True, eq=False)
class ShapedBody:
    """A body's skeleton: rest and bind positions (joints, 3), bind attitudes (joints, 3, 3)."""

    rest: Array
    bind_positions: Array
    bind_attitudes: Array


@lru_cache(maxsize=64)
def shaped_skeleton(sex: str, stature_m: float, build: float = 0.0) -> Array:
    """Return the rest skeleton (joints, 3) of a weightless body."""
    rest = stack_joints(rest_joints(sex, stature_m, build=build))
    rest.flags.writeable = False
    return rest


@lru_cache(maxsize=64)
def shaped_body(sex: str, stature_m: float, build: float = 0.0) -> ShapedBody:
    """Return the skeleton of a body, at rest and in the bind pose; kept, so asking again is free."""
    positions, attitudes = bind_skeleton(sex, stature_m, spine_growth=SPINE_GROWTH, build=build)
    return ShapedBody(shaped_skeleton(sex, stature_m, build), positions, attitudes)


# Between the flesh in front of a bone and behind it, over this distance, the stretching changes.
_SOFT_M = 0.03


def shaped_points(
    part: TemplatePart,
    *,
    sex: str,
    stature_m: float,
    build: float = 0.0,
    is_light: bool = False,
) -> NDArray[np.float32]:
    """Stretch a part of the sculpture to a body: its points (n, 3) in the bind pose.

    is_light: only those of its lighter level, in the order of `light_rows`.
    """
    old_positions, _ = bind_skeleton(sex, REFERENCE_STATURE_M[sex], spine_growth=0.0)
    new_positions = shaped_body(sex, stature_m, build).bind_positions
    hung = _hung_light(part, sex) if is_light else _hang(part, sex, slice(None))
    body = flesh(sex, stature_m, build)
    places = _with_head_at_eyes(old_positions, new_positions, body)
    local = _stretched(hung.local, hung.bones, body)
    return hung.blend(np.einsum("pij,pj->pi", hung.frames, local) + places[hung.bones])


def light_normals(
    part: TemplatePart, normals: NDArray[np.float32], *, sex: str, stature_m: float, build: float = 0.0
) -> NDArray[np.float32]:
    """Carry the sculpture's normals (n, 3) to a body: those of its lighter level, in order of `light_rows`.

    Each goes by the inverse of how its bones stretch what is around it, as normals do. How girths change
    along a bone is left out, which turns a few by some degrees; who draws all points reckons them anew.
    """
    hung = _hung_light(part, sex)
    own = normals[part.light_rows][hung.rows]
    local = np.einsum("pji,pj->pi", hung.frames, own)
    local /= _gradients(hung.local, hung.bones, flesh(sex, stature_m, build))
    local /= np.maximum(np.linalg.norm(local, axis=1, keepdims=True), 1e-12)
    carried = hung.blend(np.einsum("pij,pj->pi", hung.frames, local))
    carried /= np.maximum(np.linalg.norm(carried, axis=1, keepdims=True), 1e-12)
    return carried


@dataclass(frozen=True, eq=False)
class _Hung:
    """Points as their bones see them, once for every bone that one hangs on.

    rows: (h,) whose it is. bones: (h,). local: (h, 3) in the bone's frame. frames: (h, 3, 3) world from bone.
    weights: (h, 1).
    """

    rows: NDArray[np.intp]
    bones: NDArray[np.int64]
    local: Array
    frames: Array
    weights: NDArray[np.float32]

    def blend(self, values: Array) -> NDArray[np.float32]:
        """Average values (h, 3) of the bones of each point: (n, 3)."""
        first = np.flatnonzero(np.diff(self.rows, prepend=-1))
        blended: NDArray[np.float32] = np.add.reduceat(self.weights * values, first, axis=0).astype(
            np.float32
        )
        return blended


@lru_cache(maxsize=64)
def _hung_light(part: TemplatePart, sex: str) -> _Hung:
    return _hang(part, sex, part.light_rows)


def _hang(part: TemplatePart, sex: str, chosen: slice | NDArray[np.integer]) -> _Hung:
    positions, attitudes = bind_skeleton(sex, REFERENCE_STATURE_M[sex], spine_growth=0.0)
    weights, joints, points = part.weights[chosen], part.joints[chosen], part.points[chosen]
    # Most points hang on one or two bones of the six that there is room for.
    rows, places_in_row = np.nonzero(weights)
    bones = _bone_of_skin()[joints[rows, places_in_row]]
    frames = attitudes[bones]
    local = np.einsum("pji,pj->pi", frames, points[rows] - positions[bones])
    return _Hung(rows, bones, local, frames, weights[rows, places_in_row][:, None])


def _with_head_at_eyes(old_positions: Array, new_positions: Array, body: Flesh) -> Array:
    """Return the bones' places (joints, 3), the head's so that its flesh lies around the eyes as sculpted.

    The head is stretched from its pivot, and eyes stand where they were measured: lids must find them there.
    """
    head, eyes = JOINTS.index("head"), [JOINTS.index(name) for name in ("leftEye", "rightEye")]
    from_pivot = old_positions[eyes].mean(axis=0) - old_positions[head]
    stretched = _stretched(from_pivot[None], np.array([head]), body)[0]
    places = new_positions.copy()
    places[head] = new_positions[eyes].mean(axis=0) - stretched
    return places


def _stretched(local: Array, bones: NDArray[np.int64], body: Flesh) -> Array:
    """Stretch points (n, 3) in the frames of their bones (n,)."""
    front, back, side = _girths(local, bones, body)
    x = local[..., 0]
    bent = np.hypot(x, _SOFT_M) - _SOFT_M
    forward = 0.5 * (front + back) * x + 0.5 * (front - back) * bent
    return np.stack([forward, side * local[..., 1], body.lengths[bones] * local[..., 2]], axis=-1)


def _gradients(local: Array, bones: NDArray[np.int64], body: Flesh) -> Array:
    """Return how `_stretched` stretches around points (n, 3), axis by axis."""
    front, back, side = _girths(local, bones, body)
    x = local[..., 0]
    forward = 0.5 * (front + back) + 0.5 * (front - back) * x / np.hypot(x, _SOFT_M)
    return np.stack([forward, side, body.lengths[bones]], axis=-1)


def _girths(local: Array, bones: NDArray[np.int64], body: Flesh) -> Array:
    """Return how thick flesh is before, behind and aside of points (n, 3), over the sculpture's: (3, n)."""
    at = body.place[bones, 0] * local[..., 2] + body.place[bones, 1]
    step = np.clip((at - LOWEST) / (HIGHEST - LOWEST) * STEPS, 0.0, STEPS - 1e-6)
    index = step.astype(np.int64)
    share = (step - index)[..., None]
    girths = body.girths[bones, index] * (1.0 - share) + body.girths[bones, index + 1] * share
    return np.moveaxis(girths, -1, 0)


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
    """Map the skin's joints to the skeleton's: a twist stretches with its bone, a lid with the head."""
    return np.array([JOINTS.index(bone_of(name)) for name in SKIN_JOINTS])

"""Skinning with dual quaternions: the skin follows the bones and keeps its volume where they bend and twist.

Kavan, Collins, Žára & O'Sullivan, "Geometric skinning with approximate dual quaternion blending", ACM TOG
27(4), 2008. A quaternion and its negative are the same turn; instead of choosing sides at every point, signs
are made to agree along the chain of bones, so that blending is one product of matrices.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from zeroshot.people.shape import ShapedBody
from zeroshot.people.skeleton import INDEX, PARENT
from zeroshot.people.template import SKIN_INDEX, SKIN_JOINTS
from zeroshot.spatial import Array

Vectors = NDArray[np.float32]

# The bones that twist joints lie in, the joints whose twist they share, and the share: half of the hand's
# turn reaches the forearm, half of the upper arm's own is taken back at the shoulder.
_BONES = ("leftLowerArm", "rightLowerArm", "leftUpperArm", "rightUpperArm")
_TWISTING = ("leftHand", "rightHand", "leftUpperArm", "rightUpperArm")
_SHARES = np.array([0.5, 0.5, -0.5, -0.5])
# Columns skinned at a time: what fits a core's cache; fewer of a light fitting, to hang on fewer joints.
_CHUNK, _LIGHT_CHUNK, _LIGHT = 4096, 2048, 8192


@dataclass(frozen=True, eq=False)
class Fitting:
    """Points and normals of one or more parts, laid out for skinning.

    points, normals: (5, n), x y z x y, so that a cross product needs no copies. chunks: first and last
    column, the joints (k,) that carry any of those columns, and their weights (k, columns).
    """

    points: Vectors
    normals: Vectors
    chunks: tuple[tuple[int, int, NDArray[np.intp], Vectors], ...]


def fit(
    points: Sequence[Vectors],
    normals: Sequence[Vectors],
    joints: Sequence[NDArray[np.uint8]],
    weights: Sequence[Vectors],
) -> Fitting:
    """Lay out parts for skinning: points, normals (n, 3) in the bind pose, joints, weights (n, 4) of each.

    It is quickest where neighbours in the order hang on the same joints.
    """
    joint, weight = np.concatenate(joints), np.concatenate(weights)
    dense = np.zeros((len(SKIN_JOINTS), len(joint)), dtype=np.float32)
    for column in range(joint.shape[1]):
        np.add.at(dense, (joint[:, column], np.arange(len(joint))), weight[:, column])
    chunks, size = [], _CHUNK if len(joint) > _LIGHT else _LIGHT_CHUNK
    for start in range(0, len(joint), size):
        own = dense[:, start : start + size]
        used = np.flatnonzero(own.any(axis=1))
        chunks.append((start, start + own.shape[1], used, np.ascontiguousarray(own[used])))
    return Fitting(_five_rows(points), _five_rows(normals), tuple(chunks))


def _five_rows(parts: Sequence[Vectors]) -> Vectors:
    rows = np.concatenate(parts).T[[0, 1, 2, 0, 1]]
    return np.ascontiguousarray(rows, dtype=np.float32)


def skin_movers(body: ShapedBody, turns: Array, positions: Array, attitudes: Array) -> Vectors:
    """Return the dual quaternions (skin joints, 8) that carry the bind pose into a posed skeleton.

    Real part first, both stored ``xyzw``; signs agree from each joint to its parent.
    """
    order, twisting = _skin_order()
    own, at = attitudes[order], positions[order]
    m = turns[twisting]
    angle = _SHARES * np.arctan2(m[:, 1, 0] - m[:, 0, 1], m[:, 0, 0] + m[:, 1, 1])
    cosine, sine = np.cos(angle)[:, None], np.sin(angle)[:, None]
    first, second = own[-4:, :, 0].copy(), own[-4:, :, 1].copy()
    own[-4:, :, 0] = cosine * first + sine * second
    own[-4:, :, 1] = cosine * second - sine * first
    turn = own @ np.swapaxes(body.bind_attitudes, -1, -2)[order]
    shift = at - (turn @ body.bind_positions[order, :, None])[..., 0]
    return _dual_quaternions(turn, shift)


def skinned(fitting: Fitting, movers: Vectors) -> tuple[Vectors, Vectors]:
    """Carry all points and normals of a fitting by the movers of ``skin_movers``: two arrays (n, 3)."""
    count = fitting.points.shape[1]
    points, normals = np.empty((count, 3), dtype=np.float32), np.empty((count, 3), dtype=np.float32)
    rows = np.ascontiguousarray(movers.T[_ROWS])
    for start, end, used, weights in fitting.chunks:
        blend = rows[:, used] @ weights
        turn, w, dual, dual_w = blend[:5], blend[5], blend[6:9], blend[9]
        double = 2.0 / (np.einsum("in,in->n", blend[:3], blend[:3]) + w * w)
        place, normal = fitting.points[:, start:end], fitting.normals[:, start:end]
        inner = np.empty_like(turn)
        _cross(turn, place, inner[:3])
        inner[:3] += w * place[:3] + dual
        inner[3:] = inner[:2]
        moved = np.empty_like(dual)
        _cross(turn, inner, moved)
        moved += w * dual - dual_w * turn[:3]
        points[start:end] = (place[:3] + double * moved).T
        _cross(turn, normal, inner[:3])
        inner[:3] += w * normal[:3]
        inner[3:] = inner[:2]
        _cross(turn, inner, moved)
        normals[start:end] = (normal[:3] + double * moved).T
    return points, normals


# Rows of a blend: the turn x y z x y w, then the dual part x y z w.
_ROWS = [0, 1, 2, 0, 1, 3, 4, 5, 6, 7]


def _cross(a: Vectors, b: Vectors, result: Vectors) -> None:
    """Multiply crosswise (5, n) x y z x y by (5, n), into (3, n)."""
    np.multiply(a[1:4], b[2:5], out=result)
    result -= a[2:5] * b[1:4]


@cache
def _skin_order() -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the skeleton's joint for each of the skin's, and the joints whose twist is shared."""
    order = [*range(len(INDEX)), *(INDEX[name] for name in _BONES)]
    return np.array(order), np.array([INDEX[name] for name in _TWISTING])


@cache
def _chains() -> tuple[NDArray[np.intp], Array]:
    """Return each skin joint's parent, and for each joint which joints lie on its chain up to the hips."""
    parent_names = {name: parent or name for name, parent in PARENT.items()}
    parents = np.array(
        [
            SKIN_INDEX[parent_names[name] if name in parent_names else name.removesuffix("Twist")]
            for name in SKIN_JOINTS
        ]
    )
    chain = np.zeros((len(parents), len(parents)))
    for row, parent in enumerate(parents):
        own = row
        while own != parent:
            chain[row, own] = 1.0
            own, parent = parent, parents[parent]
    return parents, chain


def _dual_quaternions(turns: Array, shifts: Array) -> Vectors:
    real = _quaternions(turns)
    parents, chain = _chains()
    is_against = np.einsum("ni,ni->n", real, real[parents]) < 0.0
    real *= (1.0 - 2.0 * ((chain @ is_against) % 2.0))[:, None]
    x, y, z, w = real.T
    sx, sy, sz = shifts.T
    result = np.empty((len(real), 8), dtype=np.float32)
    result[:, :4] = real
    result[:, 4] = 0.5 * (w * sx + sy * z - sz * y)
    result[:, 5] = 0.5 * (w * sy + sz * x - sx * z)
    result[:, 6] = 0.5 * (w * sz + sx * y - sy * x)
    result[:, 7] = -0.5 * (sx * x + sy * y + sz * z)
    return result


# Where in a turn's nine numbers, with a one behind them, four times the products of a quaternion's parts are
# found: signs of the diagonal for the squares, and pairs to add or take away for the others.
_SQUARES = np.array([[1, -1, -1], [-1, 1, -1], [-1, -1, 1], [1, 1, 1]], dtype=np.float64)
_SUMS = np.array([[1, 3], [2, 6], [5, 7]])


def _quaternions(turns: Array) -> Array:
    """Return unit quaternions (n, 4) ``xyzw`` of turns (n, 3, 3), by their largest part (Shepperd 1978)."""
    flat = turns.reshape(-1, 9)
    products = np.empty((len(flat), 4, 4))
    rows = np.arange(4)
    products[:, rows, rows] = 1.0 + flat[:, [0, 4, 8]] @ _SQUARES.T
    above, below = flat[:, _SUMS[:, 0]], flat[:, _SUMS[:, 1]]
    products[:, [0, 0, 1], [1, 2, 2]] = products[:, [1, 2, 2], [0, 0, 1]] = above + below
    products[:, [2, 1, 0], 3] = products[:, 3, [2, 1, 0]] = (below - above) * [1.0, -1.0, 1.0]
    largest = products[:, rows, rows].argmax(axis=1)
    real = products[np.arange(len(flat)), largest]
    return np.asarray(real / np.sqrt(np.einsum("ni,ni->n", real, real))[:, None])

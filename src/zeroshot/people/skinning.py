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
from zeroshot.people.skeleton import INDEX, JOINTS, PARENT
from zeroshot.people.template import SKIN_JOINTS, bone_of
from zeroshot.spatial import Array

Vectors = NDArray[np.float32]

# The skin's shoulder follows this share of a raised arm: of its lift a third is the shoulder blade's (Inman,
# Saunders & Abbott 1944, J. Bone Joint Surg. 26(1)), less what the pose itself gives the collar bone.
_BLADE_SHARE = 0.22
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
    """Lay out parts for skinning: points, normals (n, 3) in the bind pose, joints, weights (n, k) of each.

    It is quickest where neighbours in the order hang on the same joints.
    """
    dense = np.zeros((len(SKIN_JOINTS), sum(map(len, points))), dtype=np.float32)
    start = 0
    for joint, weight in zip(joints, weights, strict=True):
        columns = np.arange(start, start + len(joint))
        for own, share in zip(joint.T, weight.T, strict=True):
            np.add.at(dense, (own, columns), share)
        start += len(joint)
    chunks, size = [], _CHUNK if dense.shape[1] > _LIGHT else _LIGHT_CHUNK
    for start in range(0, dense.shape[1], size):
        own = dense[:, start : start + size]
        used = np.flatnonzero(own.any(axis=1))
        chunks.append((start, start + own.shape[1], used, np.ascontiguousarray(own[used])))
    return Fitting(_five_rows(points), _five_rows(normals), tuple(chunks))


def _five_rows(parts: Sequence[Vectors]) -> Vectors:
    rows = np.concatenate(parts).T[[0, 1, 2, 0, 1]]
    return np.ascontiguousarray(rows, dtype=np.float32)


def skin_movers(body: ShapedBody, positions: Array, attitudes: Array) -> Vectors:
    """Return the dual quaternions (skin joints, 8) that carry the bind pose into a posed skeleton.

    Real part first, both stored ``xyzw``; signs agree from each joint to its parent.
    """
    turn = attitudes @ np.swapaxes(body.bind_attitudes, -1, -2)
    real = _with_own_joints(_agreeing(_quaternions(turn)), body.bind_attitudes)
    where = _places()
    shift = positions[where] - _turned(real, body.bind_positions[where])
    return _dual_quaternions(real, shift)


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
def _places() -> NDArray[np.intp]:
    """Return the skeleton's joint about which each of the skin's turns; the collar bones' skin at the arm."""
    return np.array([INDEX[bone_of(name).replace("Shoulder", "UpperArm")] for name in SKIN_JOINTS])


@cache
def _hangs_on_arm() -> NDArray[np.bool_]:
    """Tell which joints (2, joints) hang on the left and on the right upper arm, itself included."""
    _, chain = _chains()
    return chain[:, _sides("UpperArm")[0]].T > 0.0


def _signs(a: Array, b: Array) -> Array:
    """Return 1 where quaternions (n, 4) agree, −1 where they do not: (n, 1)."""
    return np.where(np.einsum("ni,ni->n", a, b) < 0.0, -1.0, 1.0)[:, None]


@cache
def _sides(*names: str) -> tuple[NDArray[np.intp], ...]:
    """Return the rows of joints on the left and right, for each name without its side."""
    return tuple(np.array([INDEX[side + name] for side in ("left", "right")]) for name in names)


def _with_own_joints(real: Array, bind_attitudes: Array) -> Array:
    """Add the quaternions of the joints that only the skin knows to those of the skeleton (joints, 4).

    The upper arm's skin swings with the arm but does not turn about its length until toward the elbow, the
    forearm's shares the hand's turn; collar bones follow a raised arm, and halves lie midway.
    """
    collar, arm, fore, hand, leg = _sides("Shoulder", "UpperArm", "LowerArm", "Hand", "UpperLeg")
    along = bind_attitudes[arm][:, :, 2]
    swung = _times(real[arm], _conjugate(_twist(_times(_conjugate(real[collar]), real[arm]), along)))
    swung *= _signs(swung, real[collar])
    # Where swing and twist together pass half a turn, the arm and all that hangs on it change signs.
    real = real * np.where(_hangs_on_arm(), _signs(real[arm], swung), 1.0).prod(axis=0)[:, None]
    turned = _twist(_times(_conjugate(real[fore]), real[hand]), along)
    shared = _times(real[fore], _between(_NONE, turned, 0.5))
    lifted = _between(real[collar], swung, _BLADE_SHARE)
    result = np.concatenate(
        [real, shared, swung, _between(lifted, swung, 0.5), _between(real[:1], real[leg], 0.5)]
    )
    result[collar] = lifted
    return result


_NONE = np.array([[0.0, 0.0, 0.0, 1.0]])
# What the products of two quaternions' parts add up to: (16, 4), parts xyzw.
_PRODUCT = np.array(
    [
        [[0, 0, 0, -1], [0, 0, 1, 0], [0, -1, 0, 0], [1, 0, 0, 0]],
        [[0, 0, -1, 0], [0, 0, 0, -1], [1, 0, 0, 0], [0, 1, 0, 0]],
        [[0, 1, 0, 0], [-1, 0, 0, 0], [0, 0, 0, -1], [0, 0, 1, 0]],
        [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]],
    ],
    dtype=np.float64,
).reshape(16, 4)


def _times(a: Array, b: Array) -> Array:
    """Multiply quaternions (n, 4): first b's turn, then a's."""
    return np.asarray((a[:, :, None] * b[:, None, :]).reshape(-1, 16) @ _PRODUCT)


def _conjugate(a: Array) -> Array:
    return a * [-1.0, -1.0, -1.0, 1.0]


def _twist(turn: Array, axis: Array) -> Array:
    """Return the part of turns (n, 4) that is about axes (n, 3), by at most half a turn."""
    along = np.einsum("ni,ni->n", turn[:, :3], axis)
    result = np.concatenate([axis * along[:, None], turn[:, 3:]], axis=1)
    # Half a turn of pure swing has no twist of its own.
    result[:, 3] += 1e-12
    return np.asarray(result / np.sqrt(np.einsum("ni,ni->n", result, result))[:, None])


def _between(a: Array, b: Array, share: float) -> Array:
    """Return quaternions a share of the shortest way from a to b, nearly."""
    result = (1.0 - share) * a + share * _signs(a, b) * b
    return np.asarray(result / np.sqrt(np.einsum("ni,ni->n", result, result))[:, None])


@cache
def _chains() -> tuple[NDArray[np.intp], Array]:
    """Return each joint's parent, and for each joint which joints lie on its chain up to the hips."""
    above = {name: parent or name for name, parent in PARENT.items()}
    parents = np.array([INDEX[above[name]] for name in JOINTS])
    chain = np.zeros((len(parents), len(parents)))
    for row, parent in enumerate(parents):
        own = row
        while own != parent:
            chain[row, own] = 1.0
            own, parent = parent, parents[parent]
    return parents, chain


def _agreeing(real: Array) -> Array:
    """Choose the signs of quaternions (n, 4) so that each agrees with its parent's."""
    parents, chain = _chains()
    is_against = np.einsum("ni,ni->n", real, real[parents]) < 0.0
    return np.asarray(real * (1.0 - 2.0 * ((chain @ is_against) % 2.0))[:, None])


def _turned(real: Array, points: Array) -> Array:
    """Turn points (n, 3) by unit quaternions (n, 4), one each."""
    x, y, z, w = real.T
    px, py, pz = points.T
    ix, iy, iz = y * pz - z * py + w * px, z * px - x * pz + w * py, x * py - y * px + w * pz
    return points + 2.0 * np.stack([y * iz - z * iy, z * ix - x * iz, x * iy - y * ix], axis=-1)


def _dual_quaternions(real: Array, shifts: Array) -> Vectors:
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

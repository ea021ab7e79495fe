"""Skinning with dual quaternions: the skin follows the bones and keeps its volume where they bend and twist.

Kavan, Collins, Žára & O'Sullivan, "Geometric skinning with approximate dual quaternion blending", ACM TOG
27(4), 2008. A quaternion and its negative are the same turn; instead of choosing sides at every point, signs
are made to agree along the chain of bones, so that blending is one product of matrices.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from zeroshot.people.faces import lid_angles
from zeroshot.people.shape import ShapedBody
from zeroshot.people.skeleton import INDEX, JOINTS, PARENT
from zeroshot.people.template import LIDS, SKIN_JOINTS, bone_of
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


def skin_movers(body: ShapedBody, positions: Array, attitudes: Array, *, face: str = "neutral") -> Vectors:
    """Return the dual quaternions (skin joints, 8) that carry the bind pose into a posed skeleton.

    face: what the lids do. Real part first, both stored ``xyzw``; signs agree from each joint to its parent.
    """
    turn = attitudes @ np.swapaxes(body.bind_attitudes, -1, -2)
    real = _with_own_joints(_agreeing(_quaternions(turn)), body.bind_attitudes)
    real = np.concatenate([real, _lids(real[INDEX["head"]], lid_angles(face, attitudes))])
    where = _places()
    # A point p goes to turn · (p − bind) + position: first back by the bind position, then the turn, then on.
    zero = np.zeros((len(real), 1))
    back = np.concatenate([-0.5 * body.bind_positions[where], zero], axis=1)
    on = np.concatenate([0.5 * positions[where], zero], axis=1)
    return np.concatenate([real, _times(real, back) + _times(on, real)], axis=1, dtype=np.float32)


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


def _lids(head: Array, angles: Array) -> Array:
    """Return the quaternions (4, 4) of the lids, which turn about the head's right by angles (4,)."""
    own = np.zeros((len(angles), 4))
    own[:, 1], own[:, 3] = np.sin(0.5 * angles), np.cos(0.5 * angles)
    return _times(np.repeat(head[None], len(angles), axis=0), own)


@cache
def _places() -> NDArray[np.intp]:
    """Return the joint about which each of the skin's turns: a collar bone's at the arm, a lid's the eye."""
    names = [bone_of(name).replace("Shoulder", "UpperArm") for name in SKIN_JOINTS if name not in LIDS]
    eyes = [name.removesuffix("UpperLid").removesuffix("LowerLid") + "Eye" for name in LIDS]
    return np.array([INDEX[name] for name in (*names, *eyes)])


@cache
def _arms() -> tuple[tuple[int, int, int, int, int, NDArray[np.bool_]], ...]:
    """Return for left and right the rows of collar bone, arm, forearm, hand and thigh, and what hangs on it.

    The last (joints, 1) tells which joints hang on the upper arm, itself included.
    """
    _, chain = _chains()
    arms = []
    for side in ("left", "right"):
        names = ("Shoulder", "UpperArm", "LowerArm", "Hand", "UpperLeg")
        collar, arm, fore, hand, leg = (INDEX[side + name] for name in names)
        arms.append((collar, arm, fore, hand, leg, chain[:, arm, None] > 0.0))
    return tuple(arms)


Quaternion = tuple[float, float, float, float]


def _with_own_joints(real: Array, bind_attitudes: Array) -> Array:
    """Add the quaternions of the joints that only the skin knows to those of the skeleton (joints, 4).

    The upper arm's skin swings with the arm but does not turn about its length until toward the elbow, the
    forearm's shares the hand's turn; collar bones follow a raised arm, and halves lie midway. Two arms are
    few: plain numbers are quicker than arrays.
    """
    rows = real.tolist()
    own: list[list[Quaternion]] = [[], [], [], []]
    for collar, arm, fore, hand, leg, hanging in _arms():
        x, y, z = bind_attitudes[arm][:, 2].tolist()
        swung = _mul(rows[arm], _about(_mul(_inverse(rows[arm]), rows[collar]), x, y, z))
        if _dot(swung, rows[collar]) < 0.0:
            swung = _minus(swung)
        if _dot(rows[arm], swung) < 0.0:
            # Where swing and twist together pass half a turn, the arm and all that hangs on it change signs.
            real = np.where(hanging, -real, real)
            rows = real.tolist()
        turned = _about(_mul(_inverse(rows[fore]), rows[hand]), x, y, z)
        lifted = _mix(rows[collar], swung, _BLADE_SHARE)
        own[0].append(_mul(rows[fore], _mix((0.0, 0.0, 0.0, 1.0), turned, 0.5)))
        own[1].append(swung)
        own[2].append(_mix(lifted, swung, 0.5))
        own[3].append(_mix(rows[0], rows[leg], 0.5))
        real[collar] = lifted
    return np.concatenate([real, [q for kind in own for q in kind]])


def _mul(a: Sequence[float], b: Sequence[float]) -> Quaternion:
    """Multiply two quaternions: first b's turn, then a's."""
    ax, ay, az, aw = a
    bx, by, bz, bw = b
    return (
        aw * bx + ax * bw + ay * bz - az * by,
        aw * by + ay * bw + az * bx - ax * bz,
        aw * bz + az * bw + ax * by - ay * bx,
        aw * bw - ax * bx - ay * by - az * bz,
    )


def _dot(a: Sequence[float], b: Sequence[float]) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3]


def _inverse(a: Sequence[float]) -> Quaternion:
    return -a[0], -a[1], -a[2], a[3]


def _minus(a: Sequence[float]) -> Quaternion:
    return -a[0], -a[1], -a[2], -a[3]


def _about(a: Sequence[float], x: float, y: float, z: float) -> Quaternion:
    """Return the part of a turn that is about an axis; half a turn of pure swing has none."""
    along = a[0] * x + a[1] * y + a[2] * z
    size = math.hypot(along, a[3])
    if size < 1e-9:
        return 0.0, 0.0, 0.0, 1.0
    along /= size
    return along * x, along * y, along * z, a[3] / size


def _mix(a: Sequence[float], b: Sequence[float], share: float) -> Quaternion:
    """Return the turn a share of the shortest way from a to b, nearly."""
    rest, own = 1.0 - share, share if _dot(a, b) >= 0.0 else -share
    x, y, z, w = (rest * p + own * q for p, q in zip(a, b, strict=True))
    size = math.sqrt(x * x + y * y + z * z + w * w)
    return x / size, y / size, z / size, w / size


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


# How four times the products of a quaternion's parts follow from a turn's nine numbers: (9, 16), plus a one
# for each square. Rows of the turn m00 m01 m02 m10 …, products xx xy xz xw yx ….
_PARTS = np.zeros((9, 4, 4))
_PARTS[[0, 4, 8], 3, 3] = 1.0
for _axis in range(3):
    _PARTS[[0, 4, 8], _axis, _axis] = -1.0
    _PARTS[4 * _axis, _axis, _axis] = 1.0
    _next, _last = (_axis + 1) % 3, (_axis + 2) % 3
    for _row in (3 * _axis + _next, 3 * _next + _axis):
        _PARTS[_row, _axis, _next] = _PARTS[_row, _next, _axis] = 1.0
    for _row, _sign in ((3 * _last + _next, 1.0), (3 * _next + _last, -1.0)):
        _PARTS[_row, _axis, 3] = _PARTS[_row, 3, _axis] = _sign
_PRODUCTS = _PARTS.reshape(9, 16)
_SQUARES = np.eye(4).reshape(16)


def _quaternions(turns: Array) -> Array:
    """Return unit quaternions (n, 4) ``xyzw`` of turns (n, 3, 3), by their largest part (Shepperd 1978)."""
    products = turns.reshape(-1, 9) @ _PRODUCTS + _SQUARES
    largest = products[:, ::5].argmax(axis=1)
    real = products.reshape(-1, 4, 4)[np.arange(len(products)), largest]
    return np.asarray(real / np.sqrt(np.einsum("ni,ni->n", real, real))[:, None])

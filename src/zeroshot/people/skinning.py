"""Skinning with dual quaternions: the skin follows the bones and keeps its volume where they bend and twist.

Kavan, Collins, Žára & O'Sullivan, "Geometric skinning with approximate dual quaternion blending", ACM TOG
27(4), 2008.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from zeroshot.people.outfit import DrawnPart
from zeroshot.people.shape import ShapedBody
from zeroshot.people.skeleton import INDEX
from zeroshot.people.turns import matrix_about, swing_and_twist
from zeroshot.spatial import DOWN, Array, quaternion_from_matrix

Vectors = NDArray[np.float32]


def skin_movers(body: ShapedBody, turns: Array, positions: Array, attitudes: Array) -> Vectors:
    """Return the dual quaternions (skin joints, 8) that carry the bind pose into a posed skeleton.

    Real part first, both stored ``xyzw``.
    """
    own, at = [attitudes], [positions]
    bind_own, bind_at = [body.bind_attitudes], [body.bind_positions]
    for bone, twisting, share in (("LowerArm", "Hand", 0.5), ("UpperArm", "UpperArm", -0.5)):
        for side in ("left", "right"):
            index = INDEX[side + bone]
            _, twist = swing_and_twist(turns[INDEX[side + twisting]])
            own.append((attitudes[index] @ matrix_about(DOWN, share * twist))[None])
            at.append(positions[index][None])
            bind_own.append(body.bind_attitudes[index][None])
            bind_at.append(body.bind_positions[index][None])
    bind_turn = np.concatenate(bind_own)
    turn = np.concatenate(own) @ np.swapaxes(bind_turn, -1, -2)
    shift = np.concatenate(at) - (turn @ np.concatenate(bind_at)[..., None])[..., 0]
    return _dual_quaternions(turn, shift)


def skin_part(part: DrawnPart, movers: Vectors) -> tuple[Vectors, Vectors]:
    """Carry a part's points and normals (n, 3) by the movers of ``skin_movers``."""
    joints, weights = part.joints, part.weights
    picked = movers[joints]
    # A quaternion and its negative are the same turn: bring all to the side of the first before blending.
    side = np.sign(np.einsum("nkq,nq->nk", picked[:, :, :4], picked[:, 0, :4]) + np.float32(1e-9))
    blended = np.einsum("nk,nkq->nq", weights * side, picked)
    blended /= np.linalg.norm(blended[:, :4], axis=1, keepdims=True)
    real, real_w = blended[:, :3], blended[:, 3:4]
    dual, dual_w = blended[:, 4:7], blended[:, 7:8]
    shift = 2.0 * (real_w * dual - dual_w * real + _cross(real, dual))
    return _turn(real, real_w, part.points) + shift, _turn(real, real_w, part.normals)


def _turn(xyz: Vectors, w: Vectors, vectors: Vectors) -> Vectors:
    return np.asarray(vectors + 2.0 * _cross(xyz, _cross(xyz, vectors) + w * vectors))


def _cross(a: Vectors, b: Vectors) -> Vectors:
    """Multiply (n, 3) crosswise; several times faster than numpy.cross."""
    result = np.empty_like(a)
    result[:, 0] = a[:, 1] * b[:, 2] - a[:, 2] * b[:, 1]
    result[:, 1] = a[:, 2] * b[:, 0] - a[:, 0] * b[:, 2]
    result[:, 2] = a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
    return result


def _dual_quaternions(turns: Array, shifts: Array) -> Vectors:
    real = quaternion_from_matrix(turns)
    xyz, w = real[:, :3], real[:, 3:]
    dual_xyz = 0.5 * (w * shifts + np.cross(shifts, xyz))
    dual_w = -0.5 * np.sum(shifts * xyz, axis=1, keepdims=True)
    return np.concatenate([real, dual_xyz, dual_w], axis=1).astype(np.float32)

"""Rotation matrices for joints: three angles in and out, swing and twist. Arrays of any leading shape."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.spatial import Array


def matrix_from_angles(angles_rad: ArrayLike) -> Array:
    """Build matrices (..., 3, 3) from angles (..., 3) about forward, right and down, composed Rz·Ry·Rx."""
    angles = np.asarray(angles_rad, dtype=np.float64)
    sine, cosine = np.sin(angles), np.cos(angles)
    sx, sy, sz = sine[..., 0], sine[..., 1], sine[..., 2]
    cx, cy, cz = cosine[..., 0], cosine[..., 1], cosine[..., 2]
    m = np.empty((*angles.shape, 3))
    m[..., 0, 0], m[..., 0, 1], m[..., 0, 2] = cz * cy, cz * sy * sx - sz * cx, cz * sy * cx + sz * sx
    m[..., 1, 0], m[..., 1, 1], m[..., 1, 2] = sz * cy, sz * sy * sx + cz * cx, sz * sy * cx - cz * sx
    m[..., 2, 0], m[..., 2, 1], m[..., 2, 2] = -sy, cy * sx, cy * cx
    return m


def angles_from_matrix(matrices: ArrayLike) -> Array:
    """Return angles (..., 3) about forward, right and down of matrices (..., 3, 3), for Rz·Ry·Rx."""
    m = np.asarray(matrices, dtype=np.float64)
    about_right = np.arctan2(-m[..., 2, 0], np.hypot(m[..., 2, 1], m[..., 2, 2]))
    about_forward = np.arctan2(m[..., 2, 1], m[..., 2, 2])
    about_down = np.arctan2(m[..., 1, 0], m[..., 0, 0])
    return np.stack([about_forward, about_right, about_down], axis=-1)


def matrix_about(axis: ArrayLike, angle_rad: ArrayLike) -> Array:
    """Build matrices (..., 3, 3) that turn by angles (...,) about one unit axis (3,) (Rodrigues)."""
    x, y, z = np.asarray(axis, dtype=np.float64)
    angle = np.asarray(angle_rad, dtype=np.float64)[..., None, None]
    cross = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
    return np.asarray(np.eye(3) + np.sin(angle) * cross + (1.0 - np.cos(angle)) * (cross @ cross))


def matrix_about_axes(axes: Array, angles_rad: Array) -> Array:
    """Build matrices (..., 3, 3) that turn by angles (...,) about unit axes (..., 3), one for each."""
    sine, rest = np.sin(angles_rad)[..., None, None], (1.0 - np.cos(angles_rad))[..., None, None]
    cross = cross_matrix(axes)
    return np.asarray(np.eye(3) + sine * cross + rest * (cross @ cross))


def cross_matrix(vectors: Array) -> Array:
    """Build matrices (..., 3, 3) that multiply crosswise by vectors (..., 3)."""
    result = np.zeros((*vectors.shape, 3))
    x, y, z = vectors[..., 0], vectors[..., 1], vectors[..., 2]
    result[..., 0, 1], result[..., 0, 2], result[..., 1, 2] = -z, y, -x
    result[..., 1, 0], result[..., 2, 0], result[..., 2, 1] = z, -y, x
    return result


def turn_vector(matrices: Array) -> Array:
    """Return the axis times the angle (..., 3) of turns (..., 3, 3); good up to half a turn less a little."""
    m = matrices
    axis = np.stack(
        [m[..., 2, 1] - m[..., 1, 2], m[..., 0, 2] - m[..., 2, 0], m[..., 1, 0] - m[..., 0, 1]], axis=-1
    )
    sine = np.linalg.norm(axis, axis=-1)
    angle = np.arctan2(sine, np.trace(m, axis1=-2, axis2=-1) - 1.0)
    return np.asarray(axis * (angle / np.maximum(sine, 1e-12))[..., None])


def shortest_turn(start: ArrayLike, end: ArrayLike) -> Array:
    """Build the matrix (3, 3) of the shortest turn that takes one unit vector (3,) to another."""
    a, b = np.asarray(start, dtype=np.float64), np.asarray(end, dtype=np.float64)
    axis, cosine = np.cross(a, b), float(np.dot(a, b))
    sine = float(np.linalg.norm(axis))
    if sine < 1e-12:
        if cosine > 0.0:
            return np.eye(3)
        across = np.cross(a, [1.0, 0.0, 0.0] if abs(a[0]) < 0.9 else [0.0, 1.0, 0.0])
        return matrix_about(across / np.linalg.norm(across), np.pi)
    return matrix_about(axis / sine, np.arctan2(sine, cosine))


def swing_and_twist(matrices: Array) -> tuple[Array, Array]:
    """Split turns (..., 3, 3) of a bone that rests along down: directions (..., 3), twists (...,) in radians.

    ``matrix = shortest_turn(DOWN, direction) @ matrix_about(DOWN, twist)``. With the turn as a quaternion the
    twist is 2·atan2(z, w), and the matrix holds 4wz and 2(w² − z²).
    """
    m = matrices
    twist = np.arctan2(m[..., 1, 0] - m[..., 0, 1], m[..., 0, 0] + m[..., 1, 1])
    return m[..., :, 2], np.asarray(twist)

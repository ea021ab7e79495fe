"""Attitudes and placements: the one place that states the conventions.

Every frame is *forward, right, down* (X, Y, Z), right-handed, in metres. World: +X forward, +Y starboard,
+Z deck. An actor: +X where they face, +Y their right, +Z toward their feet. A camera: +X along the lens,
+Y right in the picture, +Z down in the picture. So the identity attitude is "facing forward, head to
overhead" for all of them.

An attitude is a unit quaternion stored ``xyzw``. ``world_from_camera`` turns a vector given in the
camera's frame into the world's; products read right to left. Every function takes arrays with any
leading shape and normalises what it is given, so non-unit quaternions are welcome; zero ones are an
``AttitudeError``. Angles are radians.

Formulas: Shuster, "A Survey of Attitude Representations", J. Astronautical Sciences 41 (1993).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zeroshot.errors import ZeroshotError

Array = NDArray[np.float64]

FORWARD: Array = np.array([1.0, 0.0, 0.0])
RIGHT: Array = np.array([0.0, 1.0, 0.0])
DOWN: Array = np.array([0.0, 0.0, 1.0])
HEAD: Array = -DOWN
IDENTITY: Array = np.array([0.0, 0.0, 0.0, 1.0])
for _constant in (FORWARD, RIGHT, DOWN, HEAD, IDENTITY):
    _constant.flags.writeable = False

STATION_DIRECTIONS: dict[str, tuple[float, float, float]] = {
    "forward": (1.0, 0.0, 0.0),
    "aft": (-1.0, 0.0, 0.0),
    "starboard": (0.0, 1.0, 0.0),
    "port": (0.0, -1.0, 0.0),
    "deck": (0.0, 0.0, 1.0),
    "overhead": (0.0, 0.0, -1.0),
}

_TINY = 1e-12


class AttitudeError(ZeroshotError, ValueError):
    """An attitude or direction that does not exist: a zero quaternion, a zero vector."""


def unit(vectors: ArrayLike) -> Array:
    """Scale vectors (..., n) to length 1. Raises AttitudeError for a zero or non-finite one."""
    array = np.asarray(vectors, dtype=np.float64)
    if array.ndim == 1 and 0 < len(array) <= 4:
        # The same for one short vector, without what numpy costs for each.
        values = array.tolist()
        most = max(map(abs, values))
        if math.isfinite(most) and most > 0.0 and all(map(math.isfinite, values)):
            scaled = [value / most for value in values]
            length = math.hypot(*scaled)
            return np.array([value / length for value in scaled])
        raise AttitudeError("a direction or quaternion must be finite and not zero")
    # Scaling by the largest entry first keeps the square from under- or overflowing.
    largest = np.max(np.abs(array), axis=-1, keepdims=True)
    if not np.all(np.isfinite(largest)) or np.any(largest == 0.0):
        raise AttitudeError("a direction or quaternion must be finite and not zero")
    array = array / largest
    return np.asarray(array / np.linalg.norm(array, axis=-1, keepdims=True))


def canonical(orientation_xyzw: ArrayLike) -> Array:
    """Return the same attitudes as unit quaternions (..., 4), the first non-zero of w, x, y, z positive."""
    q = unit(orientation_xyzw)
    wxyz = q[..., [3, 0, 1, 2]]
    first = np.argmax(wxyz != 0.0, axis=-1)
    sign = np.sign(np.take_along_axis(wxyz, first[..., None], axis=-1))
    return np.asarray(q * sign + 0.0)


def compose(a_from_b: ArrayLike, b_from_c: ArrayLike) -> Array:
    """Multiply quaternions (..., 4): ``a_from_c = compose(a_from_b, b_from_c)``."""
    p, q = unit(a_from_b), unit(b_from_c)
    px, py, pz, pw = np.moveaxis(p, -1, 0)
    qx, qy, qz, qw = np.moveaxis(q, -1, 0)
    product = [
        pw * qx + px * qw + py * qz - pz * qy,
        pw * qy - px * qz + py * qw + pz * qx,
        pw * qz + px * qy - py * qx + pz * qw,
        pw * qw - px * qx - py * qy - pz * qz,
    ]
    return unit(np.stack(product, axis=-1))


def inverse(a_from_b: ArrayLike) -> Array:
    """Return ``b_from_a`` (..., 4)."""
    return np.asarray(unit(a_from_b) * [-1.0, -1.0, -1.0, 1.0])


def rotate(a_from_b: ArrayLike, vectors_in_b: ArrayLike) -> Array:
    """Turn vectors (..., 3) given in b into a; leading shapes broadcast."""
    turn = np.asarray(a_from_b, dtype=np.float64)
    if turn.ndim == 1:
        # One attitude, as nearly always: its matrix takes a fifth of the time of the cross products.
        return np.asarray(np.asarray(vectors_in_b, dtype=np.float64) @ _columns_of_turn(turn))
    q = unit(turn)
    v = np.asarray(vectors_in_b, dtype=np.float64)
    xyz, w = q[..., :3], q[..., 3:]
    cross = 2.0 * np.cross(xyz, v)
    return np.asarray(v + w * cross + np.cross(xyz, cross))


def _columns_of_turn(orientation_xyzw: Array) -> Array:
    """Return the transposed rotation matrix (3, 3) of one quaternion (4,): rows times it are turned."""
    x, y, z, w = unit(orientation_xyzw).tolist()
    return np.array(
        [
            [1.0 - 2.0 * (y * y + z * z), 2.0 * (x * y + z * w), 2.0 * (x * z - y * w)],
            [2.0 * (x * y - z * w), 1.0 - 2.0 * (x * x + z * z), 2.0 * (y * z + x * w)],
            [2.0 * (x * z + y * w), 2.0 * (y * z - x * w), 1.0 - 2.0 * (x * x + y * y)],
        ]
    )


def matrix_from_quaternion(orientation_xyzw: ArrayLike) -> Array:
    """Return rotation matrices (..., 3, 3) whose columns are the frame's forward, right and down."""
    q = unit(orientation_xyzw)
    x, y, z, w = (q[..., index] for index in range(4))
    result = np.empty((*q.shape[:-1], 3, 3))
    result[..., 0, 0], result[..., 1, 1] = 1.0 - 2.0 * (y * y + z * z), 1.0 - 2.0 * (x * x + z * z)
    result[..., 2, 2] = 1.0 - 2.0 * (x * x + y * y)
    result[..., 0, 1], result[..., 1, 0] = 2.0 * (x * y - z * w), 2.0 * (x * y + z * w)
    result[..., 0, 2], result[..., 2, 0] = 2.0 * (x * z + y * w), 2.0 * (x * z - y * w)
    result[..., 1, 2], result[..., 2, 1] = 2.0 * (y * z - x * w), 2.0 * (y * z + x * w)
    return result


def quaternion_from_matrix(matrices: ArrayLike) -> Array:
    """Return canonical quaternions (..., 4) of rotation matrices (..., 3, 3).

    Bar-Itzhack's method: the eigenvector of the largest eigenvalue of a symmetric 4×4 matrix. It has no
    special cases and takes the nearest rotation to a matrix that is slightly off (J. Guidance 23, 2000).
    """
    m = np.asarray(matrices, dtype=np.float64)
    k = np.empty((*m.shape[:-2], 4, 4))
    for i in range(3):
        for j in range(3):
            k[..., i, j] = m[..., i, j] + m[..., j, i]
    trace = np.trace(m, axis1=-2, axis2=-1)
    for i in range(3):
        k[..., i, i] -= trace
    k[..., 3, 3] = trace
    for i, (a, b) in enumerate(((2, 1), (0, 2), (1, 0))):
        k[..., i, 3] = k[..., 3, i] = m[..., a, b] - m[..., b, a]
    _, vectors = np.linalg.eigh(k)
    return canonical(vectors[..., :, -1])


def quaternion_from_axis_angle(axis: ArrayLike, angle_rad: ArrayLike) -> Array:
    """Return the turn (..., 4) by an angle about an axis (..., 3), right-handed."""
    half = np.asarray(angle_rad, dtype=np.float64)[..., None] / 2.0
    direction = unit(axis)
    shape = np.broadcast_shapes(direction.shape[:-1], half.shape[:-1])
    xyz = np.broadcast_to(direction * np.sin(half), (*shape, 3))
    return np.concatenate([xyz, np.broadcast_to(np.cos(half), (*shape, 1))], axis=-1)


def quaternion_from_yaw_pitch_roll(yaw_pitch_roll_rad: ArrayLike) -> Array:
    """Return attitudes (..., 4) from angles (..., 3), for typing and reading only.

    Yaw turns to the right about down, then pitch lifts the nose toward the head, then roll lowers the
    right side: aircraft order, which suits a forward-right-down frame.
    """
    angles = np.asarray(yaw_pitch_roll_rad, dtype=np.float64)
    yaw = quaternion_from_axis_angle(DOWN, angles[..., 0])
    pitch = quaternion_from_axis_angle(RIGHT, angles[..., 1])
    roll = quaternion_from_axis_angle(FORWARD, angles[..., 2])
    return compose(yaw, compose(pitch, roll))


def yaw_pitch_roll_from_quaternion(orientation_xyzw: ArrayLike) -> Array:
    """Return angles (..., 3) for reading: yaw and roll in (−π, π], pitch in [−π/2, π/2].

    Looking straight along ±down, yaw and roll turn about the same axis; then roll is 0 and yaw takes all.
    """
    m = matrix_from_quaternion(orientation_xyzw)
    pitch = np.arctan2(-m[..., 2, 0], np.hypot(m[..., 0, 0], m[..., 1, 0]))
    at_pole = np.hypot(m[..., 0, 0], m[..., 1, 0]) < 1e-7
    yaw = np.where(at_pole, np.arctan2(-m[..., 0, 1], m[..., 1, 1]), np.arctan2(m[..., 1, 0], m[..., 0, 0]))
    roll = np.where(at_pole, 0.0, np.arctan2(m[..., 2, 1], m[..., 2, 2]))
    return np.stack([yaw, pitch, roll], axis=-1)


def forward_of(world_from_subject: ArrayLike) -> Array:
    """Return where subjects face, or lenses point: their +X in the world (..., 3)."""
    return rotate(world_from_subject, FORWARD)


def head_of(world_from_subject: ArrayLike) -> Array:
    """Return the head directions of subjects: their −Z in the world (..., 3)."""
    return rotate(world_from_subject, HEAD)


def look_at(forward_in_world: ArrayLike, *, head_reference_in_world: ArrayLike) -> Array:
    """Return the attitude (..., 4) that faces along a direction, its head as near the reference as can be.

    Raises AttitudeError when the reference lies along the line of sight: then no roll is nearer than any
    other, and the caller must name another reference.
    """
    forward, reference = np.broadcast_arrays(unit(forward_in_world), unit(head_reference_in_world))
    right = np.cross(forward, reference)
    if np.any(np.linalg.norm(right, axis=-1) < 1e-9):
        raise AttitudeError("the reference for the head lies along the line of sight: name another reference")
    right = unit(right)
    return quaternion_from_matrix(np.stack([forward, right, np.cross(forward, right)], axis=-1))


def slerp(a: ArrayLike, b: ArrayLike, share: ArrayLike) -> Array:
    """Turn from attitude a to b by a share (...,) of the shorter way, at even speed (Shoemake 1985).

    At exactly 180° between a and b both ways are equally short; the one through the canonical signs is taken.
    """
    p, q = np.broadcast_arrays(unit(a), unit(b))
    dot = np.sum(p * q, axis=-1, keepdims=True)
    q = np.where(dot < 0.0, -q, q)
    # atan2 of chord lengths is accurate near 0 and near π/2, where arccos is not.
    half = 2.0 * np.arctan2(np.linalg.norm(p - q, axis=-1), np.linalg.norm(p + q, axis=-1))[..., None]
    t = np.asarray(share, dtype=np.float64)[..., None]
    sine = np.sin(half)
    near = sine < 1e-9
    safe = np.where(near, 1.0, sine)
    from_p = np.where(near, 1.0 - t, np.sin((1.0 - t) * half) / safe)
    from_q = np.where(near, t, np.sin(t * half) / safe)
    return unit(from_p * p + from_q * q)


def angle_between(a: ArrayLike, b: ArrayLike) -> Array:
    """Return the angle (...,) of the turn that takes attitude a to b, 0 to π."""
    p, q = unit(a), unit(b)
    minus, plus = np.linalg.norm(p - q, axis=-1), np.linalg.norm(p + q, axis=-1)
    return np.asarray(4.0 * np.arctan2(np.minimum(minus, plus), np.maximum(minus, plus)))


def angle_between_directions(a: ArrayLike, b: ArrayLike) -> Array:
    """Return the angle (...,) between directions (..., 3), 0 to π (Kahan's formula, exact near 0 and π)."""
    p, q = unit(a), unit(b)
    return np.asarray(2.0 * np.arctan2(np.linalg.norm(p - q, axis=-1), np.linalg.norm(p + q, axis=-1)))


def signed_roll(world_from_a: ArrayLike, world_from_b: ArrayLike) -> Array:
    """Return the roll (...,) of b against a about the forward axis, in (−π, π], positive right side down.

    The twist of ``a_from_b`` about +X in its swing-twist form. When b faces exactly against a no twist is
    defined by the swing; then the twist of the shortest turn, 0, is returned.
    """
    q = compose(inverse(world_from_a), world_from_b)
    x, w = q[..., 0], q[..., 3]
    defined = np.hypot(x, w) > _TINY
    twist = 2.0 * np.arctan2(np.where(defined, x, 0.0), np.where(defined, w, 1.0))
    wrapped = np.pi - np.mod(np.pi - twist, 2.0 * np.pi)
    return np.asarray(wrapped)


@dataclass(frozen=True)
class Placement:
    """Position and attitude: ``world_from_thing``.

    position_m: metres. orientation_xyzw: a unit quaternion. Plain tuples, so placements compare and hash.
    """

    position_m: tuple[float, float, float] = (0.0, 0.0, 0.0)
    orientation_xyzw: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 1.0)

    @classmethod
    def from_arrays(cls, position_m: ArrayLike, orientation_xyzw: ArrayLike) -> Placement:
        """Build a placement from arrays (3,) and (4,)."""
        x, y, z = (float(value) for value in np.asarray(position_m))
        qx, qy, qz, qw = (float(value) for value in unit(orientation_xyzw))
        return cls((x, y, z), (qx, qy, qz, qw))

    @cached_property
    def _columns(self) -> Array:
        return _columns_of_turn(np.asarray(self.orientation_xyzw, dtype=np.float64))

    def apply(self, points_in_thing: ArrayLike) -> Array:
        """Carry points (..., 3) of the thing into the world."""
        return np.asarray(np.asarray(points_in_thing, dtype=np.float64) @ self._columns + self.position_m)

    def apply_inverse(self, points_in_world: ArrayLike) -> Array:
        """Carry points (..., 3) of the world into the thing's frame."""
        offset = np.asarray(points_in_world, dtype=np.float64) - np.asarray(self.position_m)
        return np.asarray(offset @ self._columns.T)

    def compose(self, thing_from_part: Placement) -> Placement:
        """Return ``world_from_part``."""
        return Placement.from_arrays(
            self.apply(thing_from_part.position_m),
            compose(self.orientation_xyzw, thing_from_part.orientation_xyzw),
        )

    def inverse(self) -> Placement:
        """Return ``thing_from_world``."""
        turn = inverse(self.orientation_xyzw)
        return Placement.from_arrays(-rotate(turn, np.asarray(self.position_m)), turn)

    @property
    def matrix(self) -> Array:
        """Return the 4×4 matrix for column vectors."""
        result = np.eye(4)
        result[:3, :3] = matrix_from_quaternion(self.orientation_xyzw)
        result[:3, 3] = self.position_m
        return result

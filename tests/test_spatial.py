"""Attitudes against an independent oracle, scipy's Rotation, poles and half turns included."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.spatial.transform import Rotation, Slerp

from zeroshot import spatial

component = st.floats(-1.0, 1.0, allow_subnormal=False).map(lambda value: 0.0 if abs(value) < 1e-3 else value)
quaternions = arrays(float, 4, elements=component).filter(lambda q: np.linalg.norm(q) > 1e-2)
vectors = arrays(float, 3, elements=st.floats(-100.0, 100.0, allow_subnormal=False))
directions = arrays(float, 3, elements=component).filter(lambda v: np.linalg.norm(v) > 1e-2)
angles = st.floats(-2.0 * np.pi, 2.0 * np.pi)
half_turns = st.sampled_from(
    [np.array(q, float) for q in ([1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [1, 1, 0, 0], [0, 1, -1, 0])]
)
attitudes = quaternions | half_turns


def same_attitude(a: np.ndarray, b: np.ndarray, tolerance: float = 1e-7) -> bool:
    return bool((Rotation.from_quat(a).inv() * Rotation.from_quat(b)).magnitude() < tolerance)


def test_the_convention_in_words() -> None:
    """Turned 90° to the right about their own down, someone facing forward faces starboard."""
    turned = spatial.quaternion_from_yaw_pitch_roll([np.pi / 2, 0, 0])
    np.testing.assert_allclose(
        spatial.forward_of(turned), spatial.STATION_DIRECTIONS["starboard"], atol=1e-15
    )
    lifted = spatial.quaternion_from_yaw_pitch_roll([0, np.pi / 2, 0])
    np.testing.assert_allclose(spatial.forward_of(lifted), spatial.STATION_DIRECTIONS["overhead"], atol=1e-15)
    rolled = spatial.quaternion_from_yaw_pitch_roll([0, 0, np.pi / 2])
    np.testing.assert_allclose(spatial.head_of(rolled), spatial.STATION_DIRECTIONS["starboard"], atol=1e-15)
    np.testing.assert_allclose(spatial.head_of(spatial.IDENTITY), spatial.STATION_DIRECTIONS["overhead"])


@given(attitudes, vectors)
def test_rotate(q: np.ndarray, v: np.ndarray) -> None:
    np.testing.assert_allclose(spatial.rotate(q, v), Rotation.from_quat(q).apply(v), atol=1e-11)


@given(attitudes, attitudes)
def test_compose_and_inverse(p: np.ndarray, q: np.ndarray) -> None:
    oracle = Rotation.from_quat(p) * Rotation.from_quat(q)
    assert same_attitude(spatial.compose(p, q), oracle.as_quat())
    assert same_attitude(spatial.inverse(p), Rotation.from_quat(p).inv().as_quat())


@given(attitudes, st.floats(0.01, 1e6))
def test_non_unit_quaternions_are_the_same_attitude(q: np.ndarray, scale: float) -> None:
    np.testing.assert_allclose(spatial.canonical(q * scale), spatial.canonical(q), atol=1e-12)
    np.testing.assert_allclose(spatial.canonical(-q), spatial.canonical(q), atol=1e-12)


@given(attitudes)
@example(np.array([1.0, 0.0, 0.0, 0.0]))
@example(np.array([0.0, 1.0, 1e-9, 0.0]))
def test_matrix_there_and_back(q: np.ndarray) -> None:
    matrix = spatial.matrix_from_quaternion(q)
    np.testing.assert_allclose(matrix, Rotation.from_quat(q).as_matrix(), atol=1e-12)
    assert same_attitude(spatial.quaternion_from_matrix(matrix), q)


@given(directions, angles)
def test_axis_angle(axis: np.ndarray, angle: float) -> None:
    oracle = Rotation.from_rotvec(angle * axis / np.linalg.norm(axis))
    assert same_attitude(spatial.quaternion_from_axis_angle(axis, angle), oracle.as_quat())


@given(angles, angles, angles)
@example(0.3, np.pi / 2, 0.4)
@example(0.3, -np.pi / 2, 0.4)
def test_yaw_pitch_roll(yaw: float, pitch: float, roll: float) -> None:
    q = spatial.quaternion_from_yaw_pitch_roll([yaw, pitch, roll])
    # Yaw about down, then pitch about the new right, then roll about the new forward.
    assert same_attitude(q, Rotation.from_euler("ZYX", [yaw, pitch, roll]).as_quat())
    back = spatial.yaw_pitch_roll_from_quaternion(q)
    assert abs(back[1]) <= np.pi / 2
    # Near the pole the angles lose half their digits, the attitude does not.
    assert same_attitude(spatial.quaternion_from_yaw_pitch_roll(back), q, 1e-6)


@given(attitudes, attitudes)
def test_angle_between(p: np.ndarray, q: np.ndarray) -> None:
    oracle = (Rotation.from_quat(p).inv() * Rotation.from_quat(q)).magnitude()
    assert spatial.angle_between(p, q) == pytest.approx(oracle, abs=1e-7)


@given(directions, directions)
def test_angle_between_directions(a: np.ndarray, b: np.ndarray) -> None:
    oracle = np.arctan2(np.linalg.norm(np.cross(a, b)), a @ b)
    assert spatial.angle_between_directions(a, b) == pytest.approx(oracle, abs=1e-9)


@given(attitudes, attitudes, st.floats(0.0, 1.0))
def test_slerp(p: np.ndarray, q: np.ndarray, share: float) -> None:
    assume(spatial.angle_between(p, q) < np.pi - 1e-3)
    oracle = Slerp([0.0, 1.0], Rotation.from_quat([p, q]))(share)
    assert same_attitude(spatial.slerp(p, q, share), oracle.as_quat())


@given(half_turns, st.floats(0.0, 1.0))
def test_slerp_through_a_half_turn_is_even(q: np.ndarray, share: float) -> None:
    middle = spatial.slerp(spatial.IDENTITY, q, share)
    assert spatial.angle_between(spatial.IDENTITY, middle) == pytest.approx(share * np.pi, abs=1e-7)


@given(directions, directions)
def test_look_at(forward: np.ndarray, head: np.ndarray) -> None:
    angle = spatial.angle_between_directions(forward, head)
    assume(1e-3 < angle < np.pi - 1e-3)
    q = spatial.look_at(forward, head_reference_in_world=head)
    frame = Rotation.from_quat(q).as_matrix()
    np.testing.assert_allclose(frame[:, 0], forward / np.linalg.norm(forward), atol=1e-9)
    # No roll brings the head nearer the reference: it leans toward it and has no sideways part.
    assert -frame[:, 2] @ head > 0
    assert frame[:, 1] @ head / np.linalg.norm(head) == pytest.approx(0.0, abs=1e-8)


@given(directions, st.floats(-10.0, 10.0).filter(lambda scale: abs(scale) > 1e-3))
def test_look_at_refuses_a_reference_along_the_line_of_sight(forward: np.ndarray, scale: float) -> None:
    with pytest.raises(spatial.AttitudeError, match="another reference"):
        spatial.look_at(forward, head_reference_in_world=forward * scale)


@given(attitudes, st.floats(-3.1, 3.1), st.floats(-3.0, 3.0), directions)
def test_signed_roll_is_the_twist(q: np.ndarray, roll: float, swing: float, axis: np.ndarray) -> None:
    """Roll, after any swing about an axis at right angles to the lens: the roll is found again."""
    axis = axis * [0.0, 1.0, 1.0]
    assume(np.linalg.norm(axis) > 1e-2)
    swung = Rotation.from_rotvec(swing * axis / np.linalg.norm(axis))
    other = Rotation.from_quat(q) * swung * Rotation.from_rotvec([roll, 0.0, 0.0])
    assert spatial.signed_roll(q, other.as_quat()) == pytest.approx(roll, abs=1e-6)


def test_signed_roll_of_a_half_turn_is_positive() -> None:
    assert spatial.signed_roll(spatial.IDENTITY, [1.0, 0.0, 0.0, 0.0]) == pytest.approx(np.pi)
    assert spatial.signed_roll(spatial.IDENTITY, [-1.0, 0.0, 0.0, 0.0]) == pytest.approx(np.pi)
    assert spatial.signed_roll(spatial.IDENTITY, [0.0, 0.0, 1.0, 0.0]) == 0.0


@pytest.mark.parametrize("bad", [[0, 0, 0, 0], [np.nan, 0, 0, 1], [np.inf, 0, 0, 1]])
def test_what_is_no_attitude_is_refused(bad: list[float]) -> None:
    for use in (spatial.canonical, spatial.inverse, spatial.matrix_from_quaternion, spatial.head_of):
        with pytest.raises(spatial.AttitudeError):
            use(bad)


def test_everything_is_vectorised() -> None:
    rng = np.random.default_rng(7)
    p, q = rng.normal(size=(2, 5, 6, 4))
    v = rng.normal(size=(6, 3))
    assert spatial.rotate(p, v).shape == (5, 6, 3)
    np.testing.assert_allclose(spatial.rotate(p, v)[2, 3], spatial.rotate(p[2, 3], v[3]))
    np.testing.assert_allclose(spatial.compose(p, q)[1, 2], spatial.compose(p[1, 2], q[1, 2]))
    np.testing.assert_allclose(spatial.slerp(p, q, 0.3)[4, 5], spatial.slerp(p[4, 5], q[4, 5], 0.3))
    assert spatial.signed_roll(p, q).shape == spatial.angle_between(p, q).shape == (5, 6)
    back = spatial.yaw_pitch_roll_from_quaternion(p)
    assert same_attitude(spatial.quaternion_from_yaw_pitch_roll(back)[0, 0], p[0, 0])
    matrices = spatial.matrix_from_quaternion(p)
    np.testing.assert_allclose(spatial.quaternion_from_matrix(matrices), spatial.canonical(p))


@given(attitudes, attitudes, vectors, vectors, vectors)
def test_placements(p: np.ndarray, q: np.ndarray, a: np.ndarray, b: np.ndarray, point: np.ndarray) -> None:
    world_from_module = spatial.Placement.from_arrays(a, p)
    module_from_rail = spatial.Placement.from_arrays(b, q)
    oracle = Rotation.from_quat(p).apply(Rotation.from_quat(q).apply(point) + b) + a
    world_from_rail = world_from_module.compose(module_from_rail)
    np.testing.assert_allclose(world_from_rail.apply(point), oracle, atol=1e-9)
    np.testing.assert_allclose(world_from_rail.apply_inverse(oracle), point, atol=1e-8)
    np.testing.assert_allclose(world_from_rail.inverse().apply(oracle), point, atol=1e-8)
    np.testing.assert_allclose((world_from_rail.matrix @ [*point, 1.0])[:3], oracle, atol=1e-9)

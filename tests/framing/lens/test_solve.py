"""Cameras solved for: checked by projecting what they see, with scipy's rotations, not with our own."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from zeroshot.errors import OpticsError
from zeroshot.framing.lens.optics import View
from zeroshot.framing.lens.solve import (
    aimed,
    attitude_from_pairs,
    direction_by_bearing,
    ray_at,
    rolled_until,
    square_to,
    swing,
    toric_place,
    two_heads,
)
from zeroshot.framing.lens.subjects import elevation_rad, side_name
from zeroshot.spatial import rotate

seeds = st.integers(0, 2**32 - 1)
PICTURE_PX = (1920.0, 1080.0)


def random_view(rng: np.random.Generator) -> View:
    width = rng.uniform(10.0, 60.0)
    return View(
        width,
        width / rng.uniform(1.2, 2.6),
        rng.uniform(12.0, 150.0),
        squeeze=rng.choice([1.0, 1.33, 2.0]),
        shift=(rng.uniform(-0.3, 0.3), rng.uniform(-0.3, 0.3)),
    )


def pixels(view: View, position: np.ndarray, attitude: np.ndarray, point: np.ndarray) -> np.ndarray:
    """Project by hand: scipy turns, the tangents of the view's edges scale."""
    x, y, z = np.moveaxis(Rotation.from_quat(attitude).inv().apply(point - position), -1, 0)
    left, right, top, bottom = view.tangents
    share = np.stack([(y / x - left) / (right - left), (z / x - top) / (bottom - top)], axis=-1)
    return np.where((x > 0)[..., None], share * PICTURE_PX, np.nan)


def test_two_heads_lie_where_they_are_wanted() -> None:
    """10,000 random cases: any two points, lens, shift, squeeze, places in the picture and on the torus."""
    rng = np.random.default_rng(20)
    worst = 0.0
    for _ in range(100):
        view = random_view(rng)
        a, b = rng.normal(size=(100, 3)) * 3.0, rng.normal(size=(100, 3)) * 3.0
        wanted = rng.uniform(0.03, 0.97, size=(2, 100, 2))
        ray_a, ray_b = (view.rays_from_pixels(place, 1.0, 1.0) for place in wanted)
        position, attitude = two_heads(
            a,
            b,
            ray_a=ray_a,
            ray_b=ray_b,
            share=rng.uniform(0.02, 0.98, 100),
            around_rad=rng.uniform(-4.0, 4.0, 100),
            reference_in_world=rng.normal(size=(100, 3)),
        )
        for point, place in ((a, wanted[0]), (b, wanted[1])):
            off = np.linalg.norm(pixels(view, position, attitude, point) - place * PICTURE_PX, axis=1)
            assert np.isfinite(off).all(), "both are before the lens"
            worst = max(worst, float(off.max()))
    assert worst < 0.5


def test_there_is_no_camera_for_one_place() -> None:
    view = View(36.0, 24.0, 35.0)
    rays = ray_at(view, (0.3, 0.5)), ray_at(view, (0.7, 0.5))
    more = {"share": 0.5, "around_rad": 0.0, "reference_in_world": [0, 0, -1]}
    with pytest.raises(OpticsError, match="the same place: no camera"):
        two_heads([1, 2, 3], [1, 2, 3], ray_a=rays[0], ray_b=rays[1], **more)
    with pytest.raises(OpticsError, match="same place in the picture"):
        two_heads([1, 2, 3], [3, 2, 1], ray_a=rays[0], ray_b=rays[0], **more)
    with pytest.raises(OpticsError, match="between 0"):
        two_heads([1, 2, 3], [3, 2, 1], ray_a=rays[0], ray_b=rays[1], **{**more, "share": 1.0})


@given(seeds)
def test_the_place_of_a_camera_on_its_torus_is_found_again(seed: int) -> None:
    rng = np.random.default_rng(seed)
    view = View(36.0, 24.0, rng.uniform(18, 100))
    a, b, reference = rng.normal(size=(3, 3))
    share, around = rng.uniform(0.05, 0.95), rng.uniform(-3.0, 3.0)
    rays = ray_at(view, (0.3, 0.4)), ray_at(view, (0.6, 0.7))
    position, _ = two_heads(
        a, b, ray_a=rays[0], ray_b=rays[1], share=share, around_rad=around, reference_in_world=reference
    )
    found = toric_place(position, a, b, reference)
    assert found == pytest.approx((share, around), abs=1e-6)


@given(seeds)
def test_two_pairs_of_directions_say_an_attitude(seed: int) -> None:
    rng = np.random.default_rng(seed)
    truth = Rotation.random(random_state=rng)
    rays = rng.normal(size=(2, 3))
    found = attitude_from_pairs(*rays, *truth.apply(rays))
    assert (Rotation.from_quat(found).inv() * truth).magnitude() < 1e-7


@given(seeds)
def test_a_swing_is_the_shortest_turn(seed: int) -> None:
    start, stop = np.random.default_rng(seed).normal(size=(2, 3))
    turn = Rotation.from_quat(swing(start, stop))
    np.testing.assert_allclose(
        turn.apply(start / np.linalg.norm(start)), stop / np.linalg.norm(stop), atol=1e-9
    )
    angle = math.acos(np.clip(start @ stop / np.linalg.norm(start) / np.linalg.norm(stop), -1, 1))
    assert turn.magnitude() == pytest.approx(angle, abs=1e-6)


def test_a_swing_to_the_opposite() -> None:
    np.testing.assert_allclose(rotate(swing([0, 0, 1], [0, 0, -1]), [0, 0, 1]), [0, 0, -1], atol=1e-12)


@given(seeds)
def test_aiming_brings_a_point_onto_its_ray_and_rolling_leaves_it_there(seed: int) -> None:
    rng = np.random.default_rng(seed)
    start = Rotation.random(random_state=rng).as_quat()
    view, place, direction = random_view(rng), rng.uniform(0.05, 0.95, 2), rng.normal(size=3)
    ray = ray_at(view, tuple(place))
    turned = aimed(start, ray, direction)
    head = rng.normal(size=3)

    def roll_error(attitude: np.ndarray) -> float:
        top = -Rotation.from_quat(attitude).as_matrix()[:, 2]
        along = direction / np.linalg.norm(direction)
        first, second = (v - (v @ along) * along for v in (top, head))
        angle = math.atan2(np.cross(second, first) @ along, first @ second)
        return math.remainder(angle - 0.7, 2 * math.pi)

    for attitude in (turned, rolled_until(turned, direction, roll_error)):
        np.testing.assert_allclose(
            pixels(view, np.zeros(3), attitude, direction), place * PICTURE_PX, atol=1e-6
        )
    assert abs(roll_error(rolled_until(turned, direction, roll_error))) < 1e-5


def test_a_roll_that_cannot_be_is_said() -> None:
    with pytest.raises(OpticsError, match="no roll"):
        rolled_until([0, 0, 0, 1], [1, 0, 0], lambda _: 1.0)


@given(seeds)
def test_square_is_square_and_nearest(seed: int) -> None:
    axis, reference = np.random.default_rng(seed).normal(size=(2, 3))
    found = square_to(axis, reference)
    assert found @ axis == pytest.approx(0.0, abs=1e-9)
    around = np.cross(axis / np.linalg.norm(axis), found)
    assert found @ reference >= max(around @ reference, -(around @ reference)) - 1e-9


def test_square_to_itself_is_any() -> None:
    found = square_to([0, 0, 2], [0, 0, -1])
    assert found @ [0, 0, 1] == pytest.approx(0.0)
    assert np.linalg.norm(found) == pytest.approx(1.0)


@given(
    st.floats(-70, 70),
    st.floats(-40, 40),
    st.sampled_from([0, 45, -45, 90, -90, 135, -135]),
    st.floats(-35, 35),
)
def test_a_side_and_an_angle_are_found(yaw: float, pitch: float, bearing: float, elevation: float) -> None:
    head = Rotation.from_euler("ZY", [yaw, pitch], degrees=True).as_matrix()
    found = direction_by_bearing(
        head, bearing_rad=math.radians(bearing), elevation_rad=math.radians(elevation)
    )
    if found is None:
        return
    assert math.degrees(elevation_rad(found)) == pytest.approx(elevation, abs=0.3)
    seen = head.T @ found
    assert math.degrees(math.atan2(seen[1], seen[0])) == pytest.approx(bearing, abs=1.0)
    if bearing == 90:
        assert side_name(seen) == "profile right"

"""The free camera: turning about what is pointed at, without a vertical, and coming back."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from zeroshot.desk import free_camera as free
from zeroshot.framing.staging import view_of
from zeroshot.spatial import FORWARD, HEAD, Placement, forward_of, head_of

numbers = st.floats(-1.5, 1.5)
attitudes = st.tuples(*[st.floats(-1.0, 1.0)] * 4).filter(lambda q: math.hypot(*q) > 0.2)
views = st.builds(
    lambda position, q, distance: free.FreeCamera(Placement.from_arrays(position, q), distance),
    st.tuples(numbers, numbers, numbers),
    attitudes,
    st.floats(0.2, 20.0),
)


@given(views, numbers, numbers)
def test_orbit_keeps_the_pivot_where_it_is_seen(view: free.FreeCamera, across: float, along: float) -> None:
    about = view.pivot_in_world
    turned = free.orbited(view, across, along)
    np.testing.assert_allclose(turned.placement.apply_inverse(about), [view.distance_m, 0.0, 0.0], atol=1e-9)


@given(views, st.tuples(numbers, numbers, numbers), numbers, numbers)
def test_orbit_about_any_point_keeps_its_place_in_the_picture(
    view: free.FreeCamera, about: tuple[float, float, float], across: float, along: float
) -> None:
    before = view.placement.apply_inverse(about)
    after = free.orbited(view, across, along, about_in_world=about).placement.apply_inverse(about)
    assert np.linalg.norm(after) == pytest.approx(np.linalg.norm(before), abs=1e-9)


@given(views, st.integers(1, 7))
def test_no_pole_stops_an_orbit(view: free.FreeCamera, turns: int) -> None:
    """Nodding on and on goes over the top and comes back: there is no vertical to stop at."""
    steps = 24
    turned = view
    for _ in range(steps * turns):
        turned = free.orbited(turned, 0.0, 2.0 / steps)
    angle = (
        Rotation.from_quat(turned.placement.orientation_xyzw)
        * Rotation.from_quat(view.placement.orientation_xyzw).inv()
    )
    assert angle.magnitude() == pytest.approx(0.0, abs=1e-6)
    np.testing.assert_allclose(turned.placement.position_m, view.placement.position_m, atol=1e-6)


@given(views, numbers)
def test_turntable_keeps_its_axis_upright(view: free.FreeCamera, across: float) -> None:
    level = free.levelled(view, HEAD)
    turned = free.orbited(level, across, 0.0, axis_in_world=-HEAD)
    before, after = (float(head_of(v.placement.orientation_xyzw) @ HEAD) for v in (level, turned))
    assert after == pytest.approx(before, abs=1e-9)


@given(views, st.floats(0.01, 0.8), st.tuples(numbers, numbers, numbers))
def test_dolly_in_and_back_ends_where_it_began(
    view: free.FreeCamera, share: float, toward: tuple[float, float, float]
) -> None:
    there = free.dollied(view, share, toward_in_world=toward)
    offsets = [np.asarray(v.placement.position_m) - toward for v in (view, there)]
    np.testing.assert_allclose(offsets[1], (1.0 - share) * offsets[0], atol=1e-9)
    back = free.dollied(there, -share, toward_in_world=toward)
    np.testing.assert_allclose(back.placement.position_m, view.placement.position_m, atol=1e-9)


@given(views, numbers, numbers)
def test_pan_carries_the_pivot_with_the_hand(view: free.FreeCamera, across: float, along: float) -> None:
    aspect = 1.6
    camera_view = view_of(view.as_camera(aspect=aspect))
    about = view.pivot_in_world
    moved = free.panned(view, across, along, depth_m=view.distance_m, aspect=aspect)
    pixel = camera_view.pixels_from_camera(moved.placement.apply_inverse(about), 160.0, 100.0)
    np.testing.assert_allclose(pixel, [80.0 + 160.0 * across, 50.0 + 100.0 * along], atol=1e-6)


@given(views, st.floats(-3.0, 3.0))
def test_roll_turns_the_picture_alone(view: free.FreeCamera, angle: float) -> None:
    rolled = free.rolled(view, angle)
    np.testing.assert_allclose(
        forward_of(rolled.placement.orientation_xyzw), forward_of(view.placement.orientation_xyzw), atol=1e-9
    )
    np.testing.assert_allclose(rolled.pivot_in_world, view.pivot_in_world, atol=1e-9)


@given(views)
def test_levelled_has_no_clock(view: free.FreeCamera) -> None:
    level = free.levelled(view, HEAD)
    across = level.placement.apply_inverse(np.asarray(level.placement.position_m) + HEAD)
    if abs(across[0]) < 0.999:
        assert across[1] == pytest.approx(0.0, abs=1e-9)
        assert across[2] < 0.0


@given(views, st.lists(st.tuples(numbers, numbers, numbers), min_size=1, max_size=6), st.floats(0.5, 2.5))
def test_framing_brings_everything_in(
    view: free.FreeCamera, points: list[tuple[float, float, float]], aspect: float
) -> None:
    framed = free.framing_points(view, points, aspect=aspect)
    inside = view_of(framed.as_camera(aspect=aspect)).contains(framed.placement.apply_inverse(points))
    assert inside.all()


@given(views, st.sampled_from([(1, 0, 0), (0, 1, 0), (0, 0, 1), (0, 0, -1)]))
def test_looking_along_a_direction(view: free.FreeCamera, direction: tuple[int, int, int]) -> None:
    seen = free.looking(view, direction, head_in_world=HEAD)
    np.testing.assert_allclose(forward_of(seen.placement.orientation_xyzw), direction, atol=1e-9)
    np.testing.assert_allclose(seen.pivot_in_world, view.pivot_in_world, atol=1e-7)


def test_flying_forward_goes_where_one_looks() -> None:
    view = free.FreeCamera(Placement.from_arrays((1, 2, 3), (0.1, 0.2, 0.3, 0.9)))
    flown = free.flown(view, (0.5, 0.0, 0.0))
    step = np.asarray(flown.placement.position_m) - view.placement.position_m
    np.testing.assert_allclose(step, 0.5 * forward_of(view.placement.orientation_xyzw), atol=1e-12)
    np.testing.assert_allclose(view.pivot_in_world, view.placement.apply(3.0 * FORWARD))

"""Planes against brute force and scipy, clocks against a numeric derivative, horizons against far points."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.transform import Rotation

from zeroshot.framing.planes.planes import (
    clock_rad,
    find_planes,
    group_directions,
    horizon_line,
    lean_rad,
    mean_direction,
)

seeds = st.integers(0, 2**32 - 1)
TOLERANCE = math.radians(20.0)


def random_directions(seed: int, count: int, *, clumped: bool = True) -> np.ndarray:
    random = np.random.default_rng(seed)
    vectors = random.normal(size=(count, 3))
    if clumped:
        axes = np.concatenate([np.eye(3), -np.eye(3)])
        vectors = axes[random.integers(0, 6, count)] + 0.2 * vectors
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def angle(a: np.ndarray, b: np.ndarray) -> float:
    return math.acos(np.clip(np.dot(a, b), -1.0, 1.0))


def tipped(degrees: float) -> np.ndarray:
    """Return the station's head direction tipped forward."""
    return Rotation.from_euler("y", degrees, degrees=True).apply([0.0, 0.0, -1.0])


@given(seeds, st.integers(1, 12), st.booleans())
def test_any_two_in_a_group_lie_within_the_tolerance_and_groups_are_as_large_as_can_be(seed, count, clumped):
    directions = random_directions(seed, count, clumped=clumped)
    groups = group_directions(directions, tolerance_rad=TOLERANCE)
    assert sorted(itertools.chain(*groups)) == list(range(count))
    assert [group[0] for group in groups] == sorted(group[0] for group in groups)
    for group in groups:
        for a, b in itertools.combinations(group, 2):
            assert angle(directions[a], directions[b]) <= TOLERANCE + 1e-5
    for one, other in itertools.combinations(groups, 2):
        widest = max(angle(directions[a], directions[b]) for a in one for b in other)
        assert widest > TOLERANCE - 1e-5, "two groups that fit together were left apart"


@given(seeds, st.integers(2, 12), st.booleans())
def test_groups_are_those_of_scipys_complete_linkage(seed, count, clumped):
    directions = random_directions(seed, count, clumped=clumped)
    condensed = [angle(a, b) for a, b in itertools.combinations(directions, 2)]
    assume(min(np.diff(sorted(condensed)), default=1.0) > 1e-5)
    assume(all(abs(value - TOLERANCE) > 1e-5 for value in condensed))
    labels = fcluster(linkage(condensed, "complete"), TOLERANCE, "distance")
    expected = {tuple(int(i) for i in np.flatnonzero(labels == label)) for label in set(labels)}
    assert set(group_directions(directions, tolerance_rad=TOLERANCE)) == expected


@given(seeds, st.integers(1, 10))
def test_turning_the_world_changes_no_group(seed, count):
    directions = random_directions(seed, count)
    turned = Rotation.random(rng=seed).apply(directions)
    assert group_directions(directions, tolerance_rad=TOLERANCE) == group_directions(
        turned, tolerance_rad=TOLERANCE
    )


@given(seeds)
def test_turning_the_world_changes_no_group_in_a_chain_full_of_ties(seed):
    chain = np.array([tipped(15.0 * step) for step in range(7)])
    turned = Rotation.random(rng=seed).apply(chain)
    assert group_directions(turned, tolerance_rad=TOLERANCE) == ((0, 1), (2, 3), (4, 5), (6,))


@given(seeds)
def test_exactly_the_tolerance_is_within_it_at_any_attitude(seed):
    pair = Rotation.random(rng=seed).apply([tipped(0.0), tipped(20.0)])
    assert len(group_directions(pair, tolerance_rad=TOLERANCE)) == 1
    pair = Rotation.random(rng=seed).apply([tipped(0.0), tipped(20.01)])
    assert len(group_directions(pair, tolerance_rad=TOLERANCE)) == 2


def test_a_chain_of_small_steps_does_not_melt_into_one():
    chain = np.array([tipped(12.0 * step) for step in range(6)])
    assert len(group_directions(chain, tolerance_rad=TOLERANCE)) == 3


def test_head_up_and_head_down_are_different_planes():
    planes = find_planes(
        ["station", "upright", "upside-down", "camera"],
        [tipped(0.0), tipped(3.0), tipped(180.0), tipped(90.0)],
        tolerance_rad=TOLERANCE,
    )
    assert [plane.members for plane in planes] == [("station", "upright"), ("upside-down",), ("camera",)]
    angles = [math.degrees(plane.angle_to_station_rad) for plane in planes]
    assert angles == pytest.approx([0.0, 180.0, 90.0])


def test_a_planes_angle_is_that_of_its_mean():
    planes = find_planes(["station", "a", "b"], [tipped(0), tipped(40), tipped(50)], tolerance_rad=TOLERANCE)
    assert math.degrees(planes[1].angle_to_station_rad) == pytest.approx(45.0)
    assert planes[1].head == pytest.approx(tuple(tipped(45.0)))
    (alone,) = find_planes(["a"], [[1.0, 0.0, 0.0]], tolerance_rad=TOLERANCE)
    assert alone.angle_to_station_rad is None


def test_nobody_makes_no_planes_and_opposites_have_a_mean():
    assert group_directions(np.empty((0, 3)), tolerance_rad=TOLERANCE) == ()
    assert mean_direction([[0, 0, 1], [0, 0, -1]]) == pytest.approx([0, 0, 1])


def eyes_and_head(seed: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    eyes = np.array([random.uniform(0.3, 8.0), *random.uniform(-4.0, 4.0, 2)])
    return eyes, random_directions(seed, 1, clumped=False)[0]


@given(seeds)
def test_the_clock_is_the_numeric_derivative_of_the_projection(seed):
    eyes, head = eyes_and_head(seed)
    step = 1e-5
    ahead, behind = eyes + step * head, eyes - step * head
    du, dv = (ahead[1:] / ahead[0] - behind[1:] / behind[0]) / (2 * step)
    assume(math.hypot(du, dv) > 1e-4)
    seen = complex(*(-dv, du))  # the top of the picture as the real axis
    expected = math.degrees(math.atan2(seen.imag, seen.real)) % 360.0
    difference = (math.degrees(float(clock_rad(head, eyes))) - expected + 180.0) % 360.0 - 180.0
    assert abs(difference) < 1e-3


@pytest.mark.parametrize(
    ("head", "hours"), [((0, 0, -1), 12), ((0, 1, 0), 3), ((0, 0, 1), 6), ((0, -1, 0), 9), ((0, 1, -1), 1.5)]
)
def test_clocks_in_the_middle_of_the_picture(head, hours):
    assert math.degrees(float(clock_rad(head, [2.0, 0.0, 0.0]))) == pytest.approx(hours % 12 * 30.0)


def test_off_centre_a_head_leaning_away_points_to_the_middle():
    # Straight heads that lean away run toward the vanishing point in the middle of the picture.
    assert math.degrees(float(clock_rad([1, 0, 0], [2.0, 1.0, 0.0]))) == pytest.approx(270.0)
    assert math.degrees(float(clock_rad([1, 0, 0], [2.0, 0.0, 1.0]))) == pytest.approx(0.0)


def test_no_clock_along_the_line_of_sight_or_behind_the_lens():
    assert np.isnan(clock_rad([2.0, 1.0, 0.5], [2.0, 1.0, 0.5]))
    assert np.isnan(clock_rad([0, 0, -1], [-2.0, 0.0, 0.0]))
    assert clock_rad(np.tile([0.0, 0, -1], (5, 1)), [2.0, 0.0, 0.0]).shape == (5,)


@given(seeds, st.floats(-math.pi, math.pi))
def test_rolling_the_camera_turns_every_clock_against_it(seed, roll):
    eyes, head = eyes_and_head(seed)
    assume(np.linalg.norm(np.cross(head, eyes)) > 1e-3)
    rolled = Rotation.from_rotvec([-roll, 0.0, 0.0])
    turned = clock_rad(rolled.apply(head), rolled.apply(eyes)) - clock_rad(head, eyes)
    assert math.cos(float(turned) + roll) == pytest.approx(1.0, abs=1e-9)


@given(seeds)
def test_lean_is_the_angle_past_the_right_angle_to_the_line_of_sight(seed):
    eyes, head = eyes_and_head(seed)
    expected = 90.0 - math.degrees(angle(head, eyes / np.linalg.norm(eyes)))
    assert math.degrees(float(lean_rad(head, eyes))) == pytest.approx(expected, abs=1e-4)


def test_lean_is_positive_away_from_the_lens():
    assert math.degrees(float(lean_rad([1, 0, 0], [3.0, 0, 0]))) == pytest.approx(90.0)
    assert math.degrees(float(lean_rad([-1, 0, -1], [3.0, 0, 0]))) == pytest.approx(-45.0)
    assert np.isnan(lean_rad([1, 0, 0], [0.0, 0, 0]))


FRAME = (-0.52, 0.52, -0.3, 0.2)


@given(seeds, st.tuples(st.floats(-2, -0.05), st.floats(0.05, 2), st.floats(-2, -0.05), st.floats(0.05, 2)))
def test_far_points_of_the_plane_lie_on_its_horizon(seed, frame):
    head = random_directions(seed, 1, clumped=False)[0]
    # Directions in the plane, all around: those in front vanish on the horizon.
    across = np.cross(head, np.eye(3)[np.argmin(np.abs(head))])
    across /= np.linalg.norm(across)
    turns = np.linspace(0, 2 * math.pi, 7200)[:, None]
    around = np.cos(turns) * across + np.sin(turns) * np.cross(head, across)
    ahead = around[around[:, 0] > 1e-3]
    far = ahead[:, 1:] / ahead[:, :1]
    inside = far[
        (far[:, 0] > frame[0]) & (far[:, 0] < frame[1]) & (far[:, 1] > frame[2]) & (far[:, 1] < frame[3])
    ]
    line = horizon_line(head, frame)
    if line is None:
        assert len(inside) == 0
        return
    # Both ends lie on the frame's edge, and no far point lies off the segment between them.
    for u, v in line:
        assert min(abs(u - frame[0]), abs(u - frame[1]), abs(v - frame[2]), abs(v - frame[3])) < 1e-9
        assert frame[0] - 1e-9 <= u <= frame[1] + 1e-9 and frame[2] - 1e-9 <= v <= frame[3] + 1e-9
    start, end = line
    length = np.linalg.norm(end - start)
    along = (inside - start) @ (end - start) / length
    off = (inside - start) @ np.array([(end - start)[1], -(end - start)[0]]) / length
    assert np.all(np.abs(off) < 1e-9)
    assert np.all((along > -1e-9) & (along < length + 1e-9))


@given(seeds)
def test_the_heads_side_of_the_horizon_is_on_the_left_of_its_direction(seed):
    head = random_directions(seed, 1, clumped=False)[0]
    line = horizon_line(head, FRAME)
    assume(line is not None)
    tangent = line[1] - line[0]
    left_of_it = line.mean(axis=0) + 0.01 * np.array([tangent[1], -tangent[0]])
    assert head @ [1.0, *left_of_it] > 0.0


def test_horizons_of_known_cameras():
    upright = horizon_line([0, 0, -1], FRAME)
    assert upright == pytest.approx(np.array([[-0.52, 0.0], [0.52, 0.0]]))
    sideways = horizon_line([0, 1, 0], FRAME)
    assert sideways == pytest.approx(np.array([[0.0, -0.3], [0.0, 0.2]]))
    assert horizon_line([1, 0, 0], FRAME) is None, "seen from above the head there is no horizon"
    assert horizon_line([1, 0, -0.1], FRAME) is None, "it lies far outside the frame"

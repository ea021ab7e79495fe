"""Size, side and angle: known framings by hand, and what must not matter."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zeroshot.framing.lens.optics import View
from zeroshot.framing.lens.subjects import (
    SIZES,
    angle_name,
    elevation_rad,
    frame_span_m,
    side_name,
    size_name,
)

SCOPE = View(36.0, 15.0, 30.0)  # 1.2 across and 0.5 along, as tangents
clocks = st.floats(0.0, 2 * math.pi)


@pytest.mark.parametrize(
    ("clock_deg", "span_m"),
    [(0, 1.0), (180, 1.0), (90, 2.4), (270, 2.4), (60, 2.0), (math.degrees(math.atan(2.4)), 2.6)],
)
def test_the_span_is_the_line_through_the_middle_of_the_picture(clock_deg, span_m):
    assert frame_span_m(SCOPE, clock_rad=math.radians(clock_deg), depth_m=2.0) == pytest.approx(span_m)


@given(clocks)
def test_the_span_reaches_just_to_the_frames_edge(clock):
    half = frame_span_m(SCOPE, clock_rad=clock, depth_m=1.0) / 2.0
    u, v = half * math.sin(clock), half * math.cos(clock)
    assert max(abs(u) / 0.6, abs(v) / 0.25) == pytest.approx(1.0)


def test_without_a_clock_the_span_is_the_shorter_side():
    assert frame_span_m(SCOPE, clock_rad=math.nan, depth_m=2.0) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("span_m", "name"),
    [
        (0.20, "ECU"),  # 0.18 m below the crown of someone of 1.75 m: the mouth
        (0.38, "CU"),  # the shoulders
        (0.56, "MCU"),  # the chest
        (0.80, "MS"),  # the waist
        (1.12, "MCS"),  # the middle of the thighs
        (1.50, "MLS"),  # below the knees
        (2.00, "LS"),  # all of them, with air
        (8.00, "ELS"),  # a fifth of the frame
    ],
)
def test_sizes_are_named_by_what_a_frame_with_headroom_cuts(span_m, name):
    assert size_name(span_m=span_m, stature_m=1.75) == name


def test_sizes_are_in_order():
    reaches = [reach for _, reach in SIZES]
    assert reaches == sorted(reaches) and math.isinf(reaches[-1])


@pytest.mark.parametrize(
    ("bearing_deg", "name"),
    [
        (0, "front"),
        (20, "front"),
        (-20, "front"),
        (45, "three-quarter right"),
        (-45, "three-quarter left"),
        (90, "profile right"),
        (-90, "profile left"),
        (140, "back right"),
        (-140, "back left"),
        (170, "back"),
        (180, "back"),
    ],
)
@pytest.mark.parametrize("elevation_deg", [-40, 0, 60])
def test_sides_go_by_the_bearing_about_the_heads_own_axis(bearing_deg, name, elevation_deg):
    bearing, elevation = math.radians(bearing_deg), math.radians(elevation_deg)
    direction = [
        math.cos(elevation) * math.cos(bearing),
        math.cos(elevation) * math.sin(bearing),
        -math.sin(elevation),
    ]
    assert side_name(direction) == name
    assert math.degrees(elevation_rad(direction)) == pytest.approx(elevation_deg)


@given(st.floats(-179.0, 179.0))
def test_left_and_right_mirror(bearing_deg):
    bearing = math.radians(bearing_deg)
    one = side_name([math.cos(bearing), math.sin(bearing), 0.1])
    other = side_name([math.cos(bearing), -math.sin(bearing), 0.1])
    assert one.replace("left", "*").replace("right", "left").replace("*", "right") == other


@pytest.mark.parametrize(
    ("elevation_deg", "name"), [(0, "level"), (9.9, "level"), (-9.9, "level"), (22, "high"), (-22, "low")]
)
def test_angles(elevation_deg, name):
    assert angle_name(elevation_deg) == name


def test_straight_over_the_head_is_the_highest_angle():
    assert math.degrees(elevation_rad(np.array([0.0, 0.0, -1.0]))) == pytest.approx(90.0)

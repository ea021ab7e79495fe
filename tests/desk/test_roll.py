"""The roll dial: what it reads and what it sets are the same."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from zeroshot.desk.roll import roll_against, rolled_to
from zeroshot.framing.planes.planes import clock_rad
from zeroshot.spatial import FORWARD, HEAD, Placement, forward_of, quaternion_from_axis_angle

numbers = st.floats(-1.0, 1.0)
attitudes = st.tuples(numbers, numbers, numbers, numbers).filter(lambda q: math.hypot(*q) > 0.2)
directions = st.tuples(numbers, numbers, numbers).filter(lambda v: math.hypot(*v) > 0.2)


@given(attitudes, directions, st.floats(-3.1, 3.1))
def test_what_is_set_is_read(attitude, head, roll) -> None:
    camera = Placement.from_arrays((1.0, 2.0, 3.0), attitude)
    lens = forward_of(camera.orientation_xyzw)
    assume(np.linalg.norm(np.cross(lens, np.asarray(head) / math.hypot(*head))) > 0.05)
    rolled = rolled_to(camera, head, roll)
    assert roll_against(rolled, head) == pytest.approx(roll, abs=1e-6)
    np.testing.assert_allclose(forward_of(rolled.orientation_xyzw), lens, atol=1e-9)
    assert rolled.position_m == camera.position_m


@given(attitudes, directions)
def test_it_is_the_clock_at_the_picture_s_middle_turned_round(attitude, head) -> None:
    camera = Placement.from_arrays((0.0, 0.0, 0.0), attitude)
    in_camera = camera.apply_inverse(np.asarray(head))
    assume(math.hypot(in_camera[1], in_camera[2]) > 0.05)
    clock = float(clock_rad(in_camera, FORWARD))
    roll = roll_against(camera, head)
    assert roll is not None
    assert math.cos(roll + clock) == pytest.approx(1.0, abs=1e-9)


def test_clockwise_is_positive_and_along_the_lens_is_nothing() -> None:
    turned = Placement.from_arrays((0, 0, 0), quaternion_from_axis_angle(FORWARD, math.radians(30.0)))
    assert roll_against(turned, HEAD) == pytest.approx(math.radians(30.0))
    assert roll_against(turned, FORWARD) is None
    assert rolled_to(turned, FORWARD, 1.0) is turned

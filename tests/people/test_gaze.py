"""Eyes turn first, then the head, then the trunk; what they cannot do is told in degrees."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.spatial.transform import Rotation

from stances import person
from zeroshot.people.figure import Posture, ReachGoal, build_figure
from zeroshot.people.gaze import EYES_AT_MOST_RAD
from zeroshot.people.limits import range_of
from zeroshot.people.skeleton import INDEX

SPINE = ("spine", "chest", "upperChest")
DIRECTIONS = st.tuples(*[st.floats(-1, 1)] * 3).filter(lambda v: np.linalg.norm(v) > 0.1)


def look(direction, **posture):
    return build_figure(person(), Posture(**posture), gaze_in_actor=direction)


def angle_deg(a, b) -> float:
    return float(np.degrees(np.arctan2(np.linalg.norm(np.cross(a, b)), np.dot(a, b))))


def face(figure) -> np.ndarray:
    return figure.attitudes_in_actor[INDEX["head"]][:, 0]


def turned_deg(one, other, joints) -> float:
    return max(
        np.degrees(Rotation.from_matrix(one.turns[INDEX[j]].T @ other.turns[INDEX[j]]).magnitude())
        for j in joints
    )


def at_yaw(yaw_deg: float, pitch_deg: float = 0.0) -> np.ndarray:
    """Return a direction so far to the right of where the neutral face points."""
    return Rotation.from_euler("zy", [yaw_deg, pitch_deg], degrees=True).apply(face(build_figure(person())))


@given(DIRECTIONS)
@settings(max_examples=30, deadline=None)
def test_gaze_meets_what_is_ahead_and_stops_at_human_limits(direction):
    made = look(direction)
    assert np.linalg.norm(made.gaze_in_actor) == pytest.approx(1.0)
    assert angle_deg(made.gaze_in_actor, face(made)) < 30.01
    assert np.degrees(made.gaze_miss_rad) == pytest.approx(angle_deg(made.gaze_in_actor, direction), abs=1e-6)
    if angle_deg(direction, [1, 0, 0]) < 75.0:
        assert np.degrees(made.gaze_miss_rad) < 0.1


def test_the_eyes_turn_before_the_head_and_the_head_before_the_trunk():
    still = build_figure(person())
    for yaw_deg, eyes, head, trunk in ((10, 1, 0, 0), (50, 1, 1, 0), (-50, 1, 1, 0), (135, 1, 1, 1)):
        made = look(at_yaw(yaw_deg))
        moved = (turned_deg(still, made, ["leftEye"]), turned_deg(still, made, ["neck", "head"]))
        assert (moved[0] > 1.0, moved[1] > 1.0) == (bool(eyes), bool(head)), yaw_deg
        assert (turned_deg(still, made, SPINE) > 1.0) == bool(trunk), yaw_deg
        assert made.gaze_miss_rad < np.radians(0.1)


def test_a_pose_s_own_tilt_of_the_head_stays_while_it_looks():
    tilted = {"head": (15.0, -11.0, 0.0)}
    made = look(at_yaw(25), joints_deg=tilted)
    roll = Rotation.from_matrix(made.turns[INDEX["head"]]).as_euler("xyz", degrees=True)[0]
    assert roll == pytest.approx(15.0, abs=2.0)


def test_looking_further_and_further_moves_nothing_by_jumps():
    steps = [look(at_yaw(yaw)) for yaw in np.arange(0.0, 170.0, 1.0)]
    joints = ("neck", "head", "leftEye", *SPINE)
    jumps = [turned_deg(a, b, joints) for a, b in itertools.pairwise(steps)]
    assert max(jumps) < 4.0


def farthest_by_search(direction) -> float:
    """Find how near a gaze can come to a direction over every legal turn of trunk, neck, head and eyes."""
    joints = (*SPINE, "neck", "head")
    limits = [range_of(name) for name in joints]
    bounds = [(low[axis], high[axis]) for low, high in limits for axis in range(3)]

    def miss(values) -> float:
        turn = Rotation.identity()
        for own in np.reshape(values, (-1, 3)):
            turn = turn * Rotation.from_euler("xyz", own)
        return float(np.radians(angle_deg(turn.apply([1.0, 0.0, 0.0]), direction)))

    random = np.random.default_rng(1)
    starts = [np.zeros(15), *(random.uniform(*np.transpose(bounds)) for _ in range(2))]
    best = min(minimize(miss, s, bounds=bounds, method="L-BFGS-B").fun for s in starts)
    return max(0.0, np.degrees(best - EYES_AT_MOST_RAD))


@pytest.mark.parametrize("direction", [(-1, 0.1, 0), (-1, 0.05, 0.4), (-0.4, 0.2, -1), (-0.6, -0.5, 0.9)])
def test_what_cannot_be_seen_is_missed_by_no_more_than_it_must(direction):
    """A general search bends over backward as well, which nobody does to look round: it is the lower bound.

    The upper one is a plain turn on the spot: 42° of trunk, 80° of neck and head, 25° of the eyes.
    """
    missed_deg = np.degrees(look(direction).gaze_miss_rad)
    assert farthest_by_search(direction) - 0.5 <= missed_deg
    yaw_deg = abs(np.degrees(np.arctan2(direction[1], direction[0])))
    assert missed_deg <= max(0.0, yaw_deg - 147.0) + 2.0


def test_gaze_holds_while_the_hands_reach():
    goals = [
        ReachGoal("right_hand", (0.62, 0.2, -0.35), (0, 1, 0), (-1, 0, 0)),
        ReachGoal("left_foot", (0.3, -0.1, 0.62), (0, 1, 0), (0, 0, -1)),
    ]
    made = build_figure(person(), gaze_in_actor=(0.6, 1.0, -0.1), goals=goals)
    assert made.misses == ()
    assert made.gaze_miss_rad < np.radians(0.2)

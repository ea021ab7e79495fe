"""A figure keeps its centre of mass at the origin, looks and reaches within human limits, is symmetric."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from zeroshot.people.figure import Person, Posture, ReachGoal, build_figure
from zeroshot.people.neutral import NEUTRAL_DEG
from zeroshot.people.proportions import BodyError, rest_joints
from zeroshot.people.skeleton import INDEX, JOINTS, PARENT, forward_kinematics, mirrored, stack_joints
from zeroshot.people.turns import matrix_from_angles

RED = "#c8553d"


def figure(*, gaze_in_actor=None, goals=(), **changes):
    own = {name: changes.pop(name) for name in tuple(changes) if name in Posture.__dataclass_fields__}
    person = Person(**{"sex": "female", "stature_m": 1.65, "color": RED, **changes})
    return build_figure(person, Posture(**own), gaze_in_actor=gaze_in_actor, goals=goals)


def angle_deg(a, b):
    return np.degrees(np.arccos(np.clip(np.dot(a, b) / np.linalg.norm(a) / np.linalg.norm(b), -1, 1)))


@given(st.integers(0, 2**31))
@settings(max_examples=10, deadline=None)
def test_forward_kinematics_agrees_with_scipy(seed):
    angles = np.random.default_rng(seed).uniform(-3, 3, (len(JOINTS), 3))
    rest = stack_joints(rest_joints("male", 1.8))
    positions, attitudes = forward_kinematics(rest, matrix_from_angles(angles))
    places, turns = {"": np.zeros(3)}, {"": Rotation.identity()}
    for name in JOINTS:
        parent = PARENT[name]
        start = rest[INDEX[parent]] if parent else np.zeros(3)
        places[name] = places[parent] + turns[parent].apply(rest[INDEX[name]] - start)
        turns[name] = turns[parent] * Rotation.from_euler("xyz", angles[INDEX[name]])
        assert np.allclose(positions[INDEX[name]], places[name], atol=1e-12)
        assert np.allclose(attitudes[INDEX[name]], turns[name].as_matrix(), atol=1e-12)


def test_the_neutral_pose_holds_the_neutral_angles():
    joints = figure().joints_in_actor

    def bone(start, end):
        return joints[end] - joints[start]

    for side in ("left", "right"):
        arm, forearm = bone(side + "UpperArm", side + "LowerArm"), bone(side + "LowerArm", side + "Hand")
        thigh, shank = bone(side + "UpperLeg", side + "LowerLeg"), bone(side + "LowerLeg", side + "Foot")
        assert np.degrees(np.arctan2(arm[0], arm[2])) == pytest.approx(NEUTRAL_DEG["shoulder"], abs=0.1)
        outward = np.degrees(np.arcsin(abs(arm[1]) / np.linalg.norm(arm)))
        assert outward == pytest.approx(NEUTRAL_DEG["spread"], abs=0.1)
        assert angle_deg(arm, forearm) == pytest.approx(NEUTRAL_DEG["elbow"], abs=0.1)
        # Bones at rest are not quite plumb: knee and ankle sit a little before and behind the hip.
        assert np.degrees(np.arctan2(thigh[0], thigh[2])) == pytest.approx(NEUTRAL_DEG["hip"], abs=1.0)
        knee = np.degrees(np.arctan2(thigh[0], thigh[2]) - np.arctan2(shank[0], shank[2]))
        assert knee == pytest.approx(NEUTRAL_DEG["knee"], abs=4.0)
    head = figure().attitudes_in_actor[INDEX["head"]][:, 0]
    assert np.degrees(np.arcsin(head[2])) == pytest.approx(NEUTRAL_DEG["neck"], abs=0.1)


@pytest.mark.parametrize("sex", ["female", "male"])
def test_poses_that_mirror_are_mirror_images(sex):
    joints = build_figure(Person(sex, 1.8, RED)).joints_in_actor
    for name, point in joints.items():
        assert np.allclose(joints[mirrored(name)], point * [1, -1, 1], atol=1e-12)


def test_the_same_request_gives_the_same_skin():
    first, second = figure(pose_name="seated").mesh, figure(pose_name="seated").mesh
    for a, b in zip(first.parts, second.parts, strict=True):
        assert np.array_equal(a.points, b.points) and np.array_equal(a.colors, b.colors)


def test_a_figure_is_sent_without_its_skin():
    someone = figure()
    bare = pickle.dumps(someone)
    mesh = someone.mesh
    assert len(pickle.dumps(someone)) == len(bare) < 60_000
    for sent, own in zip(pickle.loads(bare).mesh.parts, mesh.parts, strict=True):
        np.testing.assert_array_equal(sent.points, own.points)


def test_joints_and_landmarks_need_no_skin():
    made = figure()
    assert (
        made.eyes_in_actor[2] < made.landmarks_in_actor["chin"][2] < 0 < made.landmarks_in_actor["heels"][2]
    )
    assert "mesh" not in vars(made)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"sex": "man"}, "female"),
        ({"stature_m": 3.0}, "2.15"),
        ({"pose_name": "neutrl"}, 'did you mean "neutral"'),
        ({"joints_deg": {"hed": [0, 0, 0]}}, 'did you mean "head"'),
        ({"goals": [ReachGoal("right_hnd", (0, 0, 0))]}, 'did you mean "right_hand"'),
        ({"color": "red"}, "#rrggbb"),
    ],
)
def test_what_does_not_exist_is_refused_with_a_hint(changes, words):
    with pytest.raises(BodyError, match=words):
        figure(**changes)

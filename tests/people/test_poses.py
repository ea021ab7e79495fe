"""Every pose of the library is human, is what it says, and stands in a file that reads back as it was."""

from __future__ import annotations

import json

import numpy as np
import pytest

from zeroshot.errors import did_you_mean
from zeroshot.framing.thresholds import THROUGH_SELF_M
from zeroshot.people.crossings import crossings
from zeroshot.people.faces import FACES
from zeroshot.people.figure import Person, Posture, build_figure
from zeroshot.people.hands import HAND_SHAPES, hand_angles
from zeroshot.people.limits import excess_rad
from zeroshot.people.pairs import find_pair, pair_library
from zeroshot.people.pose_files import EFFECTORS, poses_from_json, poses_to_json, text_of_poses
from zeroshot.people.poses import (
    GROUPS,
    LIBRARY,
    find_pose,
    pose_angles,
    pose_face,
    pose_library,
    pose_names,
)
from zeroshot.people.proportions import BodyError
from zeroshot.people.skeleton import INDEX, JOINTS, mirrored, stack_joints
from zeroshot.people.surface import surface_of

ASKED_FOR = (
    "floating", "gliding head first", "arriving feet first", "rail one hand", "both hands rail",
    "feet under a rail", "feet in loops", "table", "laptop", "window", "looking back", "curled", "stretched",
    "sleeping bag", "reading", "eating", "drinking pouch", "pointing", "reaching", "carrying bag",
    "filming shoulder", "filming hand-held", "operating", "operated on", "cpr", "hugging", "helping suit",
    "fighting drift", "treadmill", "bicycle", "hatch", "unconscious",
)  # fmt: skip
"""What a director asked for, in their words: each has a pose that these words find."""


def test_there_are_enough_poses_in_every_group():
    assert len(pose_names()) >= 100
    assert {pose.group for pose in pose_library().values()} == set(GROUPS)
    assert len(pair_library()) >= 8


@pytest.mark.parametrize("name", pose_names())
def test_a_pose_says_what_it_is_and_stays_within_human_limits(name):
    pose = find_pose(name)
    assert pose.title and pose.description and len(pose.tags) >= 3
    assert len(set(pose.tags)) == len(pose.tags)
    assert len(pose.description) <= 90
    assert set(pose.holds) <= set(EFFECTORS)
    angles = pose_angles(name)
    over = {joint: np.degrees(excess_rad(joint, angles[INDEX[joint]])).round(2) for joint in JOINTS}
    assert {joint: excess for joint, excess in over.items() if excess > 0.2} == {}


def test_faces_go_with_what_poses_are_about():
    faces = {pose_face(name) for name in pose_names()}
    assert faces == set(FACES)
    assert pose_face("unconscious") == "eyes-closed"
    assert pose_face("one-of-my-own") == "neutral"


@pytest.mark.parametrize("sex", ["female", "male"])
@pytest.mark.parametrize("build", [-1.0, 0.0, 1.0])
def test_no_pose_runs_through_its_own_body(sex, build):
    """On nobody, small or tall, slim or heavy, deeper than what is told of."""
    for stature_m in {"female": (1.48, 1.75), "male": (1.62, 1.93)}[sex]:
        person = Person(sex, stature_m, "#888888", build=build)
        for name in pose_names():
            figure = build_figure(person, Posture(name))
            positions = stack_joints(figure.joints_in_actor)
            found = crossings(person, positions, figure.attitudes_in_actor)
            assert not found or found[0].depth_m < THROUGH_SELF_M, (name, stature_m, found[0])


def test_titles_and_descriptions_are_not_used_twice():
    poses = pose_library().values()
    assert len({pose.title for pose in poses}) == len(poses)
    assert len({pose.description for pose in poses}) == len(poses)


@pytest.mark.parametrize("shape", HAND_SHAPES)
@pytest.mark.parametrize("side", ["left", "right"])
def test_hands_bend_as_fingers_do(side, shape):
    angles = hand_angles(side, shape)
    assert len(angles) == 15
    for joint, turn in angles.items():
        assert excess_rad(joint, np.radians(turn)) < 1e-9, joint
        other = hand_angles("left" if side == "right" else "right", shape)[mirrored(joint)]
        assert turn == (-other[0], other[1], -other[2])


HALF_A_TRUNK_M = 0.15
"""What is inside a body is nearer to its skin than this; farther off, the nearest normal says nothing."""


def depth_of_arms_m(name: str, sex: str) -> float:
    """How deep a forearm or hand is inside head, trunk or legs, by the skin nearest to it."""
    figure = build_figure(Person(sex, 1.70, "#888888"), Posture(name))
    surface = surface_of(figure)
    is_arm = np.array([word.endswith(("forearm", "hand")) for word in surface.parts])
    is_firm = ~is_arm & ~np.array([word.endswith(("upper arm", "shoulder")) for word in surface.parts])
    skin, normals = surface.points[is_firm], surface.normals[is_firm]
    depth_m = 0.0
    for side in ("left", "right"):
        ends = [figure.joints_in_actor[f"{side}{joint}"] for joint in ("LowerArm", "Hand", "MiddleProximal")]
        shares = np.linspace(0.3, 1.0, 8)[:, None]
        line = np.concatenate([ends[0] + shares * (ends[1] - ends[0]), [(ends[1] + ends[2]) / 2.0, ends[2]]])
        gaps = line[:, None] - skin
        nearest = np.linalg.norm(gaps, axis=2).argmin(axis=1)
        outside = np.einsum("ij,ij->i", line - skin[nearest], normals[nearest])
        is_near = np.linalg.norm(line - skin[nearest], axis=1) < HALF_A_TRUNK_M
        depth_m = max([depth_m, *(-outside[is_near])])
    return depth_m


@pytest.mark.parametrize("name", pose_names())
@pytest.mark.parametrize("sex", ["female", "male"])
def test_no_forearm_or_hand_runs_through_the_body(name, sex):
    """The middle of forearm and hand stays outside; loose cloth, which stands off up to 5 cm, gives way."""
    assert depth_of_arms_m(name, sex) < 0.04


def test_mirrored_a_pose_is_its_mirror_image():
    for name in ("waving", "filming-shouldered", "one-foot-hooked", "drinking"):
        plain = build_figure(Person("female", 1.7, "#888888"), Posture(name))
        mirror = build_figure(Person("female", 1.7, "#888888"), Posture(name, is_mirrored=True))
        for joint in JOINTS:
            wanted = plain.joints_in_actor[mirrored(joint)] * [1.0, -1.0, 1.0]
            assert np.allclose(mirror.joints_in_actor[joint], wanted, atol=1e-9), joint


@pytest.mark.parametrize("group", GROUPS)
def test_the_files_read_back_as_they_were(group):
    text = (LIBRARY / f"{group}.json").read_text(encoding="utf-8")
    poses = poses_from_json(json.loads(text), group=group)
    assert poses_from_json(json.loads(text_of_poses(poses_to_json(poses))), group=group) == poses


def head(**pose) -> dict:
    return {"format": "zeroshot.poses", "version": 1, "poses": {"own": pose}}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ([], "no pose file"),
        ({"format": "zeroshot.poses", "version": 9, "poses": {}}, "version 1"),
        (head(joints_deg={"hed": [0, 0, 0]}), 'did you mean "head"'),
        (head(joints_deg={"head": [0, 0]}), "/poses/own/joints_deg/head"),
        (head(joints_deg={"head": [0, 0, True]}), "three numbers"),
        (head(right_hand="fits"), 'did you mean "fist"'),
        (head(face="smil"), "/poses/own/face"),
        (head(face="smil"), 'did you mean "smile"'),
        (head(tittle="x"), 'did you mean "title"'),
        (head(tags="x"), "list of words"),
        (head(holds={"right_hnd": "rail"}), 'did you mean "right_hand"'),
        (head(props=[{"modle": "x"}]), 'did you mean "model"'),
    ],
)
def test_a_fault_in_a_pose_file_is_told_with_its_place(data, words):
    with pytest.raises(BodyError, match=words):
        poses_from_json(data)


def test_what_does_not_exist_is_refused_with_a_hint():
    assert did_you_mean("handshak", pair_library())
    with pytest.raises(BodyError, match='did you mean "handshake"'):
        find_pair("handshak")
    with pytest.raises(BodyError, match='did you mean "gliding"'):
        find_pose("glidin")

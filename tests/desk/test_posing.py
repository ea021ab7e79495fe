"""Posing by hand: hands come where they are pulled, joints turn as the hand turns, limits hold."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from zeroshot.desk.desk import Desk
from zeroshot.desk.posing import (
    PULLED,
    TURNED,
    anchors_with,
    hold_near,
    joint_places,
    pulled_pose,
    turned_pose,
)
from zeroshot.framing.staging import StagedActor
from zeroshot.people.limits import excess_rad
from zeroshot.scene.files import read_document

SCENE = Path(__file__).parents[2] / "scenes" / "one_plane.json"


@pytest.fixture
def desk() -> Desk:
    return Desk(read_document(SCENE), path=SCENE)


def person_of(desk: Desk) -> StagedActor:
    staged = desk.staged()
    assert staged is not None
    return staged.actors[0]


@pytest.mark.parametrize("joint", sorted(PULLED))
def test_a_pulled_hand_or_foot_comes_along(desk: Desk, joint: str) -> None:
    person = person_of(desk)
    desk.do(desk.changing(person.actor.id, {"anchors": (), "gaze": None}))
    person = person_of(desk)
    before = joint_places(person)[joint]
    wanted = before + np.array([0.04, 0.0, -0.05])
    assert desk.do(desk.changing(person.actor.id, {"pose": pulled_pose(person, joint, wanted)}))
    after = joint_places(person_of(desk))[joint]
    # What is pulled is the palm or the sole; the joint beside it follows to within its own turning.
    assert np.linalg.norm(after - wanted) < 0.13
    assert np.linalg.norm(after - before) > 0.01
    for name, angles in desk.document.actor(person.actor.id).pose.joints_deg.items():
        assert excess_rad(name, np.radians(angles)) < np.radians(0.5)


@pytest.mark.parametrize("joint", TURNED)
def test_a_turned_joint_turns_by_so_much_or_stops_at_its_limit(desk: Desk, joint: str) -> None:
    person = person_of(desk)
    pose = turned_pose(person, joint, [1.0, 0.0, 0.0], 0.2)
    assert desk.do(desk.changing(person.actor.id, {"pose": pose}))
    angles = desk.document.actor(person.actor.id).pose.joints_deg.get(joint)
    if angles is not None:
        assert excess_rad(joint, np.radians(angles)) < 1e-3


def test_turning_there_and_back_leaves_the_named_pose(desk: Desk) -> None:
    person = person_of(desk)
    desk.do(desk.changing(person.actor.id, {"pose": turned_pose(person, "head", [0.0, 0.0, 1.0], 0.15)}))
    assert "head" in desk.document.actor(person.actor.id).pose.joints_deg
    back = turned_pose(person_of(desk), "head", [0.0, 0.0, 1.0], -0.15)
    assert "head" not in back["joints_deg"]


def test_a_hand_let_go_at_a_rail_takes_hold_of_it(desk: Desk) -> None:
    staged = desk.staged()
    assert staged is not None
    module = staged.modules[0]
    name = next(name for name, point in module.model.facts.points.items() if point.kind == "handrail")
    rail = module.point(name).position_in_world
    assert hold_near(staged, "leftHand", rail) == f"{module.item.id}/{name}"
    assert hold_near(staged, "leftHand", np.zeros(3)) is None
    actor = staged.actors[0].actor
    held = anchors_with(actor, "leftHand", f"{module.item.id}/{name}")
    assert held[-1] == {"effector": "left_hand", "to": f"{module.item.id}/{name}"}
    assert desk.do(desk.changing(actor.id, {"anchors": held}))
    assert all(
        a["effector"] != "left_hand" for a in anchors_with(desk.document.actor(actor.id), "leftHand", None)
    )

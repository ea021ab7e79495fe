"""New people stand apart and face each other; moves for two make a sharp picture from inside the room."""

from __future__ import annotations

import numpy as np
import pytest

from zeroshot.desk.adding import FREE_M, adding_actor, place_for_person
from zeroshot.desk.desk import Desk
from zeroshot.desk.offers import TALKING_M, offers
from zeroshot.framing.checks.findings import examine
from zeroshot.framing.reading import read_shot
from zeroshot.scene.document import Camera, Document, Module, StationSet
from zeroshot.scene.edits import MoveItem
from zeroshot.spatial import forward_of


def desk_with(people: int) -> Desk:
    """An empty Destiny with a camera in its aft half, and people added one by one."""
    camera = Camera(id="a", name="A camera", position_m=(-2.0, 0.0, 0.0), aspect=2.39)
    modules = StationSet(modules=(Module(id="lab", model="destiny"),))
    desk = Desk(Document(set=modules, cameras=(camera,)))
    for _ in range(people):
        assert desk.do(adding_actor(desk, place_for_person(desk)))
    return desk


def make(desk: Desk, move: str, **words: str) -> None:
    found = (offer for offer in offers(desk) if offer.move == move)
    offer = next(offer for offer in found if words.items() <= offer.words.items())
    assert desk.do(offer.build(desk))


def test_new_people_face_each_other_apart() -> None:
    desk = desk_with(4)
    people = desk.document.actors
    for index, one in enumerate(people):
        for other in people[index + 1 :]:
            assert np.linalg.norm(np.subtract(one.position_m, other.position_m)) > FREE_M
    first, second = (np.asarray(one.position_m) for one in people[:2])
    along = (second - first) / np.linalg.norm(second - first)
    np.testing.assert_allclose(forward_of(people[0].orientation_xyzw), along, atol=1e-9)
    np.testing.assert_allclose(forward_of(people[1].orientation_xyzw), -along, atol=1e-9)


@pytest.mark.parametrize("roll_deg", ["0", "90"])
def test_two_moves_make_a_two_shot_without_faults(roll_deg: str) -> None:
    desk = desk_with(2)
    make(desk, "face-to-face", roll_deg=roll_deg)
    make(desk, "two-shot")
    staged = desk.staged()
    assert staged is not None
    reading = examine(staged, read_shot(staged, scene="new"))
    assert [finding.kind for finding in reading.findings if finding.severity == "error"] == []
    assert all(subject.in_frame and subject.in_focus for subject in reading.subjects)
    assert {finding.kind for finding in reading.findings}.isdisjoint({"camera-outside", "out-of-focus"})
    assert reading.plane_count == {"0": 1, "90": 3}[roll_deg]


def test_people_far_apart_are_brought_to_where_they_talk() -> None:
    desk = desk_with(2)
    second = desk.document.actors[1]
    assert desk.do(MoveItem(second.id, position_m=(2.5, 0.0, 0.0)))
    make(desk, "face-to-face", roll_deg="0")
    staged = desk.staged()
    assert staged is not None
    eyes = [actor.eyes_in_world for actor in staged.actors]
    assert np.linalg.norm(eyes[1] - eyes[0]) == pytest.approx(TALKING_M, abs=1e-3)


def test_moves_are_made_with_the_camera_that_is_looked_through() -> None:
    desk = desk_with(2)
    second = Camera(id="b", name="B camera", position_m=(-1.5, 0.2, 0.0))
    desk = Desk(desk.document.model_copy(update={"cameras": (*desk.document.cameras, second)}))
    desk.show_shot("b")
    before = desk.document.cameras
    make(desk, "two-shot")
    assert desk.document.cameras[0] == before[0]
    assert desk.document.cameras[1] != before[1]

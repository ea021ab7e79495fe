"""Hands and feet hold what they are told to: rails, loops, walls, other people; two hands meet half way."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
import trimesh

from framing.small_scene import build
from zeroshot.errors import SceneFileError
from zeroshot.framing.cast import cast
from zeroshot.framing.cast.cast import GAZE_SETTLED_RAD
from zeroshot.framing.checks.findings import find_findings
from zeroshot.framing.identity import KeptByIdentity
from zeroshot.framing.reading import read_shot
from zeroshot.framing.staging import StagedShot, stage
from zeroshot.people.skeleton import INDEX
from zeroshot.people.surface import surface_of
from zeroshot.scene.edits import MoveItem
from zeroshot.spatial import rotate

POINTS = {
    "rail": {"kind": "handrail", "position_m": [0.45, 0.0, -0.3], "direction": [0.0, 1.0, 0.0],
             "normal": [-1.0, 0.0, 0.0], "length_m": 1.2},
    "loop": {"kind": "foot-loop", "position_m": [0.25, 0.1, 0.72], "direction": [1.0, 0.0, 0.0],
             "normal": [0.0, 0.0, -1.0], "size_m": [0.115, 0.075]},
    "wall": {"kind": "wall", "position_m": [0.45, 0.0, 0.0], "direction": [0.0, 1.0, 0.0],
             "normal": [-1.0, 0.0, 0.0], "size_m": [3.0, 2.0]},
    "track": {"kind": "seat-track", "position_m": [0.42, 0.3, -0.2], "direction": [0.0, 0.0, 1.0],
              "normal": [-1.0, 0.0, 0.0], "length_m": 1.0},
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("holding")
    axes = {"forward": "+X", "right": "+Y", "down": "+Z"}
    facts = {
        "format": "zeroshot.model", "version": 1, "name": "cabin", "mesh": "cabin.obj", "axes": axes,
        "bounds_m": [[-3, -3, -3], [3, 3, 3]], "points": POINTS,
    }  # fmt: skip
    (path / "cabin.json").write_text(json.dumps(facts))
    (path / "cabin.obj").write_text("v -3 -3 -3\nv 3 -3 -3\nv 0 3 3\nf 1 2 3\n")
    return path


def scene(*actors: dict) -> dict:
    return {
        "set": {"modules": [{"id": "lab", "model": "./cabin.obj"}]},
        "actors": list(actors),
        "cameras": [{"id": "a", "position_m": [-2, 0, 0]}],
    }


def someone(name: str, anchors: dict[str, str], **changes) -> dict:
    held = [{"effector": effector, "to": to} for effector, to in anchors.items()]
    return {"id": name, "anchors": held, **changes}


FACING = {"position_m": [0.75, 0.0, 0.0], "orientation_xyzw": [0.0, 0.0, 1.0, 0.0]}


def staged_of(folder: Path, *actors: dict) -> StagedShot:
    return stage(build(scene(*actors)), beside=folder)


def contact(staged: StagedShot, name: str, place: str) -> np.ndarray:
    person = staged.actor(name)
    return person.placement.apply(person.figure.contacts_in_actor[place].position)


def column(staged: StagedShot, name: str, joint: str, axis: int) -> np.ndarray:
    """Return an axis of a joint's frame in the world: 0 forward, 1 right, 2 down."""
    person = staged.actor(name)
    return rotate(person.placement.orientation_xyzw, person.figure.attitudes_in_actor[INDEX[joint]][:, axis])


def foremost_of_hand(staged: StagedShot) -> float:
    """Return how far forward the skin of the right hand of "one" goes."""
    person = staged.actor("one")
    surface = surface_of(person.figure)
    return float(person.placement.apply(surface.points[surface.parts == "right hand"])[:, 0].max())


def test_both_hands_take_a_rail_where_they_are(folder: Path) -> None:
    staged = staged_of(folder, someone("one", {"left_hand": "lab/rail", "right_hand": "lab/rail"}))
    assert staged.actor("one").figure.misses == ()
    left, right = contact(staged, "one", "leftPalm"), contact(staged, "one", "rightPalm")
    assert right[1] - left[1] > 0.2
    for palm in (left, right):
        assert np.linalg.norm((palm - POINTS["rail"]["position_m"])[[0, 2]]) < 0.06


def test_a_rail_moved_along_past_its_end_is_held_at_its_end(folder: Path) -> None:
    actor = someone("one", {"right_hand": "lab/rail"}, position_m=[0.0, 0.6, 0.0])
    staged = staged_of(folder, actor)
    assert staged.actor("one").figure.misses == ()
    assert contact(staged, "one", "rightPalm")[1] < 0.62


def test_the_hands_of_two_people_on_one_rail_do_not_lie_in_each_other(folder: Path) -> None:
    staged = staged_of(
        folder,
        someone("one", {"right_hand": "lab/rail"}, position_m=[0.0, -0.25, 0.0]),
        someone("two", {"left_hand": "lab/rail"}, position_m=[0.0, 0.3, 0.0]),
    )
    places = [contact(staged, "one", "rightPalm")[1], contact(staged, "two", "leftPalm")[1]]
    assert abs(places[0] - places[1]) > 0.09
    assert [actor.figure.misses for actor in staged.actors] == [(), ()]


def test_a_foot_goes_into_a_loop_the_way_it_opens(folder: Path) -> None:
    staged = staged_of(folder, someone("one", {"right_foot": "lab/loop"}))
    assert staged.actor("one").figure.misses == ()
    assert column(staged, "one", "rightFoot", 0)[0] > 0.95


def test_a_palm_lies_on_the_wall_where_the_hand_is(folder: Path) -> None:
    staged = staged_of(folder, someone("one", {"right_hand": "lab/wall", "left_hand": "lab/track"}))
    assert staged.actor("one").figure.misses == ()
    palm = contact(staged, "one", "rightPalm")
    # It touches the wall and does not sink into it, flat or on its fingertips.
    assert foremost_of_hand(staged) == pytest.approx(0.45, abs=0.012)
    assert palm[0] > 0.40 and palm[1] > 0.1
    assert column(staged, "one", "rightHand", 1) @ [-1, 0, 0] > 0.6


@pytest.mark.parametrize("shift", [(0.06, 0.0, 0.0), (-0.05, 0.08, 0.05), (0.0, -0.1, -0.08)])
def test_pins_hold_while_someone_is_moved(folder: Path, shift: tuple[float, float, float]) -> None:
    document = build(scene(someone("one", {"right_hand": "lab/rail", "left_foot": "lab/loop"})))
    moved = MoveItem(item_id="one", position_m=shift).apply(document)
    before, after = (stage(each, beside=folder) for each in (document, moved))
    assert after.actor("one").figure.misses == ()
    feet = [column(each, "one", "leftFoot", 2) for each in (before, after)]
    assert feet[0] @ feet[1] > 0.93
    hands = [contact(each, "one", "rightPalm") for each in (before, after)]
    assert np.linalg.norm((hands[0] - hands[1])[[0, 2]]) < 0.04


def test_a_hand_holds_somebody_s_shoulder_and_follows_it(folder: Path) -> None:
    staged = staged_of(
        folder,
        someone("one", {"right_hand": "two/leftShoulder"}),
        someone("two", {}, **{**FACING, "position_m": [0.55, 0.0, 0.0]}),
    )
    palm = contact(staged, "one", "rightPalm")
    assert staged.actor("one").figure.misses == ()
    assert np.linalg.norm(palm - contact(staged, "two", "leftShoulderTop")) < 0.006


def test_a_hand_closes_around_an_ankle(folder: Path) -> None:
    staged = staged_of(
        folder,
        someone("one", {"right_hand": "two/left_foot"}),
        someone("two", {}, position_m=[0.35, 0.15, -1.0], pose={"name": "standing"}),
    )
    assert staged.actor("one").figure.misses == ()
    ankle = staged.actor("two").points_in_world["leftAnkle"]
    assert np.linalg.norm(contact(staged, "one", "rightPalm") - ankle) < 0.06


def test_two_hands_that_hold_each_other_meet_half_way(folder: Path) -> None:
    staged = staged_of(
        folder,
        someone("one", {"right_hand": "two/right_hand"}),
        someone("two", {"right_hand": "one/right_hand"}, **FACING),
    )
    palms = [contact(staged, name, "rightPalm") for name in ("one", "two")]
    assert [actor.figure.misses for actor in staged.actors] == [(), ()]
    assert np.linalg.norm(palms[0] - palms[1]) < 0.01
    assert palms[0][0] == pytest.approx(0.375, abs=0.05)
    # Palm to palm: the backs of the hands face away from each other.
    assert column(staged, "one", "rightHand", 1) @ column(staged, "two", "rightHand", 1) < -0.8


def test_a_hand_that_holds_a_rail_is_held_from_behind(folder: Path) -> None:
    staged = staged_of(
        folder,
        someone("one", {"right_hand": "lab/rail"}),
        someone("two", {"left_hand": "one/right_hand"}, position_m=[0.0, 0.55, -0.1]),
    )
    gap = contact(staged, "two", "leftPalm") - contact(staged, "one", "rightHandBack")
    assert np.linalg.norm(gap) < 0.006


def test_a_palm_comes_out_to_what_stands_before_the_wall(folder: Path) -> None:
    box = trimesh.creation.box((0.1, 0.8, 0.8))
    box.export(folder / "locker.obj", include_normals=False)
    facts = {
        "format": "zeroshot.model", "version": 1, "name": "locker", "mesh": "locker.obj", "kind": "prop",
        "axes": {"forward": "+X", "right": "+Y", "down": "+Z"},
        "bounds_m": [[-0.05, -0.4, -0.4], [0.05, 0.4, 0.4]],
        "points": {"back": {"kind": "surface", "position_m": [0.05, 0.0, 0.0], "direction": [0.0, 1.0, 0.0],
                            "normal": [-1.0, 0.0, 0.0], "size_m": [0.8, 0.8]}},
    }  # fmt: skip
    (folder / "locker.json").write_text(json.dumps(facts))
    content = scene(someone("one", {"right_hand": "locker/back"}))
    content["props"] = [{"id": "locker", "model": "./locker.obj", "position_m": [0.45, 0.1, -0.2]}]
    staged = stage(build(content), beside=folder)
    # The face that is named is the far one; the near one is 10 cm before it.
    assert foremost_of_hand(staged) == pytest.approx(0.40, abs=0.015)


def test_hands_in_a_ring_are_refused_with_their_names(folder: Path) -> None:
    with pytest.raises(SceneFileError, match="in a ring") as caught:
        staged_of(
            folder,
            someone("one", {"right_hand": "two/left_hand"}),
            someone("two", {"left_hand": "three/left_hand"}, **FACING),
            someone("three", {"left_hand": "one/right_hand"}, position_m=[0.3, 0.6, 0.0]),
        )
    assert caught.value.problems[0].pointer == "/actors/0/anchors"
    assert "two's left hand" in str(caught.value)


def test_a_chain_of_people_settles(folder: Path) -> None:
    staged = staged_of(
        folder,
        someone("one", {"left_hand": "two/right_hand"}, position_m=[0.0, 1.1, 0.0]),
        someone("two", {"left_hand": "three/right_hand"}, position_m=[0.0, 0.3, 0.0]),
        someone("three", {"left_hand": "lab/rail"}, position_m=[0.0, -0.5, 0.0]),
    )
    for name, other in (("one", "two"), ("two", "three")):
        if staged.actor(name).figure.misses == ():
            palm = contact(staged, name, "leftPalm")
            places = [contact(staged, other, place) for place in ("rightPalm", "rightHandBack")]
            assert min(np.linalg.norm(palm - place) for place in places) < 0.006
    assert staged.actor("three").figure.misses == ()


def test_gazes_hold_while_hands_do(folder: Path) -> None:
    staged = staged_of(
        folder,
        someone("one", {"left_hand": "two/rightShoulder"}, gaze={"at": "two/eyes"}),
        someone("two", {"left_hand": "lab/rail"}, gaze={"at": "one/eyes"}, **FACING),
    )
    for name, other in (("one", "two"), ("two", "one")):
        person = staged.actor(name)
        gaze = rotate(person.placement.orientation_xyzw, person.figure.gaze_in_actor)
        way = staged.actor(other).eyes_in_world - person.eyes_in_world
        assert math.acos(gaze @ way / np.linalg.norm(way)) < 4.0 * GAZE_SETTLED_RAD


def test_figures_do_not_tell_what_was_staged_before(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    actors = (
        someone("one", {"left_hand": "two/rightShoulder"}, gaze={"at": "two/eyes"}),
        someone("two", {"left_hand": "lab/wall"}, gaze={"at": "one/eyes"}, **FACING),
    )
    document = build(scene(*actors))
    for shift_m in (0.3, 0.05, 1e-4, 0.0):
        moved = MoveItem("one", (0.0, shift_m, 0.0)).apply(document)
        last = stage(moved, beside=folder)
    cast._figure.cache_clear()
    monkeypatch.setattr(cast, "_casts", KeptByIdentity(1))
    fresh = staged_of(folder, *actors)
    for name in ("one", "two"):
        assert np.array_equal(last.actor(name).figure.turns, fresh.actor(name).figure.turns)
        assert last.actor(name).figure is not fresh.actor(name).figure


def test_who_cannot_look_there_is_told_by_how_many_degrees(folder: Path) -> None:
    actors = (
        someone("one", {}, gaze={"at": "two/eyes"}, orientation_xyzw=[0.0, 0.0, 1.0, 0.0]),
        someone("two", {"left_hand": "lab/rail"}, position_m=[1.2, 0.0, 0.0]),
    )
    staged = staged_of(folder, *actors)
    findings = find_findings(staged, read_shot(staged, scene="s"))
    (finding,) = [one for one in findings if one.kind == "gaze-reach"]
    missed_deg = math.degrees(staged.actor("one").figure.gaze_miss_rad)
    assert finding.subject == "one"
    assert finding.value == pytest.approx(missed_deg, abs=0.06)
    assert "two/eyes" in finding.message and f"{missed_deg:.0f}°" in finding.message

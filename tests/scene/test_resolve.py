"""What stands where in a shot."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given

import scene_strategies
from zeroshot.errors import SceneFileError
from zeroshot.scene.document import Actor, Camera, Document, Gaze, PoseChoice, Sensor
from zeroshot.scene.edits import SetItem
from zeroshot.scene.files import read_document
from zeroshot.scene.resolve import ResolvedAnchor, placement_of, resolve, shots_of
from zeroshot.scene.shot_edits import SetBlocking

SCENE = read_document(Path(__file__).parents[1] / "files" / "v1" / "everything.json")


def test_blocking_is_merged_into_what_stands_there() -> None:
    shot = resolve(SCENE, "1a")
    assert (shot.document, shot.shot, shot.shot_id) == (SCENE, SCENE.shots[0], "1a")
    surgeon, cosmonaut = shot.actors
    assert surgeon.position_m == (0.5, 0.0, 0.0)
    assert surgeon.orientation_xyzw == SCENE.actors[0].orientation_xyzw
    assert surgeon.pose is SCENE.actors[0].pose
    assert surgeon.gaze is None
    assert surgeon.anchors == ()
    assert cosmonaut.orientation_xyzw == (0.0, 1.0, 0.0, 0.0)
    assert cosmonaut.pose == PoseChoice(name="reach")
    assert cosmonaut.gaze == Gaze(at="lab/hatch-forward")
    assert [module.scale for module in shot.modules] == [1.01, 1.0858]
    assert shot.props[0].scale == 0.5
    assert (shot.lights[0].lumens, shot.lights[0].kelvin) == (0.0, 3200.0)


def test_a_lens_is_merged_setting_by_setting() -> None:
    before, after = SCENE.camera("a"), resolve(SCENE, "1a").camera
    assert after.aspect is None
    assert after.sensor == Sensor(width_mm=24.89, height_mm=18.66)
    assert after.lens.focal_length_mm == 75.0
    assert after.lens.circle_of_confusion_mm is None
    unchanged = ("squeeze", "f_stop", "focus_m", "shift")
    assert all(getattr(after.lens, name) == getattr(before.lens, name) for name in unchanged)


def test_anchors_say_who_holds_what() -> None:
    assert resolve(SCENE, "1a").anchors == (
        ResolvedAnchor("cosmonaut", "left_hand", "actor", "surgeon", "chest"),
    )
    assert resolve(SCENE, "1b").anchors == (
        ResolvedAnchor("surgeon", "left_foot", "module", "lab", "handrail-12"),
        ResolvedAnchor("surgeon", "right_hand", "prop", "laptop", "edge"),
    )


def test_what_a_shot_does_not_change_is_the_very_same() -> None:
    shot = resolve(SCENE, "1b")
    assert shot.camera is SCENE.camera("b")
    for mine, theirs in zip(
        (*shot.modules, *shot.actors, *shot.props, *shot.lights),
        (*SCENE.set.modules, *SCENE.actors, *SCENE.props, *SCENE.lights),
        strict=True,
    ):
        assert mine is theirs


def test_items_are_found_as_they_stand_in_the_shot() -> None:
    shot = resolve(SCENE, "1a")
    assert shot.item("surgeon") is shot.actors[0]
    assert shot.item("a") is shot.camera
    assert shot.item("b") is SCENE.camera("b")
    assert shot.item("key") is shot.lights[0]
    with pytest.raises(SceneFileError, match='the id "nobody"'):
        shot.item("nobody")


def test_without_shots_every_camera_is_one() -> None:
    document = Document(cameras=(Camera(id="a"), Camera(id="b")), actors=(Actor(id="one"),))
    assert shots_of(document) == ("a", "b")
    shot = resolve(document, "b")
    assert (shot.shot, shot.shot_id, shot.camera) == (None, "b", document.cameras[1])
    assert resolve(document, None).shot_id == "a"
    with pytest.raises(SceneFileError, match='no camera in the scene has the id "c": there is "a", "b"'):
        resolve(document, "c")


def test_an_unknown_shot_is_refused_even_if_a_camera_has_its_name() -> None:
    assert shots_of(SCENE) == ("1a", "1b")
    assert resolve(SCENE, None).shot_id == "1a"
    with pytest.raises(SceneFileError, match='no shot in the scene has the id "a", did you mean'):
        resolve(SCENE, "a")


def test_a_scene_without_a_camera_says_so() -> None:
    assert shots_of(Document()) == ()
    with pytest.raises(SceneFileError, match="no camera to look through: add one"):
        resolve(Document(), None)


def test_a_placement_is_where_it_stands_with_a_unit_attitude() -> None:
    placement = placement_of(SCENE.camera("a"))
    assert placement.position_m == (-0.8, 0.3, -0.2)
    assert np.linalg.norm(placement.orientation_xyzw) == pytest.approx(1.0, abs=1e-15)


@given(scene_strategies.documents())
def test_every_shot_of_any_scene_resolves(document: Document) -> None:
    for shot_id in shots_of(document):
        shot = resolve(document, shot_id)
        for item in (*shot.modules, *shot.actors, *shot.props, *shot.lights, shot.camera):
            change = shot.shot.blocking.get(item.id) if shot.shot else None
            expected = document.item(item.id)
            for name in ("position_m", "orientation_xyzw"):
                override = getattr(change, name, None)
                assert getattr(item, name) == (getattr(expected, name) if override is None else override)
        for anchor in shot.anchors:
            assert document.kind_of(anchor.owner_id) == anchor.owner_kind


def test_what_is_hidden_is_not_there_and_nobody_looks_at_it() -> None:
    document = SCENE
    looked_at = next(actor for actor in document.actors if actor.gaze is not None)
    target = looked_at.gaze.at.split("/")[0] if looked_at.gaze else ""
    hidden = SetItem(target, {"hidden": True}).apply(document)
    for shot_id in shots_of(hidden):
        resolved = resolve(hidden, shot_id)
        assert target not in [item.id for group in (resolved.actors, resolved.props) for item in group]
        for actor in resolved.actors:
            assert actor.gaze is None or actor.gaze.at.split("/")[0] != target
            assert all(anchor.to.split("/")[0] != target for anchor in actor.anchors)
    shot = shots_of(document)[0]
    shown = SetBlocking(shot, target, {"hidden": False}).apply(hidden)
    resolved = resolve(shown, shot)
    assert target in [item.id for group in (resolved.actors, resolved.props) for item in group]

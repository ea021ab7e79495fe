"""Every edit there is, found by itself: it changes no input, undoes, redoes, and survives the file."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from zeroshot.errors import EditError
from zeroshot.scene import edits, light_edits, set_edits, shot_edits
from zeroshot.scene.content import document_from_text, text_from_document
from zeroshot.scene.document import (
    Actor,
    Anchor,
    Body,
    Camera,
    Document,
    Exposure,
    Fitting,
    Lens,
    Light,
    Module,
    Operator,
    Orbit,
    PoseChoice,
    Prop,
    Sensor,
    Shot,
)
from zeroshot.scene.edits import Edit
from zeroshot.scene.files import read_document
from zeroshot.scene.session import Session
from zeroshot.scene.values import FrozenDict

SCENE = read_document(Path(__file__).parents[1] / "files" / "v1" / "everything.json")

SAMPLES: list[Edit] = [
    edits.SetTitle("Another"),
    edits.SetNotes("Day 4"),
    edits.SetTolerance(25.0),
    edits.AddModule(Module(id="dome", model="cupola")),
    edits.AddActor(Actor(id="third", gaze=SCENE.actors[0].gaze)),
    edits.AddCamera(Camera(id="c")),
    edits.AddProp(Prop(id="table", model="table")),
    edits.AddLight(Light(id="fill", lumens=300)),
    edits.AddShot(Shot(id="2", camera="b")),
    edits.RemoveItem("lab"),
    edits.RemoveItem("cosmonaut"),
    edits.RenameItem("surgeon", "doctor"),
    edits.RenameItem("a", "a-cam"),
    edits.MoveItem("surgeon", position_m=(1.0, 2.0, 3.0)),
    edits.MoveItem("lab", orientation_xyzw=(0.0, 0.0, 1.0, 1.0)),
    edits.SetItem("surgeon", {"name": "Dr", "color": "#FFFFFF", "body": Body(sex="male", stature_m=1.9)}),
    edits.SetItem("cosmonaut", {"body": Body(build=1, skin="sand", hair_color="#AA7733")}),
    edits.SetItem("cosmonaut", {"clothes": ["polo", "shorts"], "name_tag": "Юрий"}),
    edits.SetItem("surgeon", {"clothes": None, "name_tag": None}),
    edits.SetItem("cosmonaut", {"hidden": True, "locked": True, "group": "crew"}),
    edits.SetItem("laptop", {"model": "computer", "name": "Computer"}),
    edits.SetItem("node", {"axes": None, "scale": 2, "extra": {"a": [1.0]}}),
    edits.SetLight("key", {"lumens": 1, "width_m": 1.5}),
    edits.SetPose("surgeon", PoseChoice(name="curl", joints_deg=FrozenDict({"neck": (1.0, 2.0, 3.0)}))),
    edits.SetPose("surgeon", PoseChoice(name="curl", face="smile", left_hand="fist", seed=3, mirrored=True)),
    edits.SetGaze("surgeon", "lab/window-deck"),
    edits.SetGaze("surgeon", None),
    edits.SetAnchors("cosmonaut", (Anchor(effector="left_hand", to="lab/handrail-3"),)),
    edits.SetLens("a", {"focal_length_mm": 75, "shift": [0, 0.5]}),
    edits.SetSensor("a", Sensor(name="Super 35", width_mm=24.89, height_mm=18.66)),
    edits.SetAspect("a", None),
    edits.SetOperator("a", Operator(name="Eva", body=Body(stature_m=1.72))),
    light_edits.SetLights("lab", {"all": 0.0, "overhead-port": 0.5}),
    light_edits.SetLights("node", None),
    light_edits.SetExposure("a", Exposure(iso=400.0)),
    light_edits.SetExposure("a", None),
    set_edits.SetAssembly("station"),
    set_edits.SetAssembly(None),
    set_edits.SetFitting("cupola", None),
    set_edits.SetFitting("unity", Fitting(lights=FrozenDict({"all": 0.5}))),
    light_edits.SetOrbit(Orbit(minute=56.0)),
    light_edits.SetOrbit(None),
    shot_edits.SetCueWeights({"lamps": 2.0}),
    edits.Composite((edits.SetTitle("Both"), edits.MoveItem("a", (0.0, 0.0, 0.0))), "Match plane"),
    shot_edits.RemoveShot("1a"),
    shot_edits.RenameShot("1a", "12"),
    shot_edits.MoveShot("1b", 0),
    shot_edits.SetShot("1a", {"camera": "b", "target_planes": None, "duration_s": 2.5}),
    shot_edits.SetBlocking("1b", "surgeon", {"position_m": (0.0, 0.0, 1.0), "gaze": None}),
    shot_edits.SetBlocking("1a", "a", {"lens": {"f_stop": 4.0}}),
    shot_edits.ClearBlocking("1a", "surgeon"),
    shot_edits.ClearBlocking("1a", "surgeon", ("gaze",)),
]


def every_edit(kind: type[Edit] = Edit) -> set[type[Edit]]:
    """Find the edits of the scene's room; names that begin with an underscore are what others build on."""
    found = {kind} if kind is not Edit and not kind.__name__.startswith("_") else set()
    narrower = (each for each in kind.__subclasses__() if each.__module__.startswith("zeroshot.scene."))
    return found.union(*(every_edit(each) for each in narrower))


def test_every_edit_has_a_sample() -> None:
    assert {edit.__name__ for edit in every_edit()} == {type(edit).__name__ for edit in SAMPLES}


@pytest.mark.parametrize("edit", SAMPLES, ids=lambda edit: type(edit).__name__)
def test_every_edit(edit: Edit) -> None:
    before, text, session = SCENE, text_from_document(SCENE), Session(SCENE)
    session.do(edit)
    after = session.document
    assert after != before
    assert text_from_document(before) == text, "the document given was changed"
    assert document_from_text(text_from_document(after)) == after
    assert edit.label
    assert edit.label[0].isupper()
    session.undo()
    assert session.document is before
    session.redo()
    assert session.document is after
    assert edit.apply(before) == after


@pytest.mark.parametrize("edit", SAMPLES, ids=lambda edit: type(edit).__name__)
def test_every_edit_is_frozen(edit: Edit) -> None:
    name = next(iter(vars(edit)))
    with pytest.raises(AttributeError):
        setattr(edit, name, None)
    assert copy.deepcopy(edit).apply(SCENE) == edit.apply(SCENE)


def parts_of(document: Document) -> dict[tuple[str, str], object]:
    """Return all things and shots of a document by kind and id."""
    parts: dict[tuple[str, str], object] = {("shot", shot.id): shot for shot in document.shots}
    return parts | {("item", key): item for key, item in document.items().items()}


@pytest.mark.parametrize("edit", SAMPLES, ids=lambda edit: type(edit).__name__)
def test_what_an_edit_does_not_touch_stays_the_very_same(edit: Edit) -> None:
    before, after = parts_of(SCENE), parts_of(edit.apply(SCENE))
    for key in before.keys() & after.keys():
        assert (before[key] == after[key]) == (before[key] is after[key]), key
    assert any(before[key] is after[key] for key in before.keys() & after.keys())


NOTHING_CHANGES: list[Edit] = [
    edits.SetTitle(SCENE.title),
    edits.MoveItem("surgeon"),
    edits.MoveItem("surgeon", position_m=SCENE.actor("surgeon").position_m),
    edits.SetLens("a", {"focal_length_mm": 40}),
    edits.SetGaze("surgeon", "cosmonaut/eyes"),
    edits.RenameItem("lab", "lab"),
    edits.Composite((), "Nothing"),
    shot_edits.MoveShot("1a", 0),
    shot_edits.SetShot("1a", {"name": "Two-shot"}),
    shot_edits.SetBlocking("1a", "surgeon", {"gaze": None}),
]


@pytest.mark.parametrize("edit", NOTHING_CHANGES, ids=lambda edit: type(edit).__name__)
def test_an_edit_that_changes_nothing_gives_the_document_back(edit: Edit) -> None:
    assert edit.apply(SCENE) is SCENE


REFUSED: list[tuple[Edit, str]] = [
    (edits.SetTolerance(0.0), "plane_tolerance_deg must be more than 0 (is 0.0)"),
    (edits.SetTitle("x" * 300), "title must be no longer than 200 characters"),
    (edits.AddActor(Actor(id="lab")), 'the id "lab" is already taken by /set/modules/0'),
    (edits.AddActor(Actor.model_construct(id="x y", color="red")), 'color must be a colour like "#c8553d"'),
    (edits.AddShot(Shot(id="2", camera="nobody")), 'no camera "nobody"'),
    (edits.RemoveItem("nobody"), 'nothing in the scene has the id "nobody"'),
    (edits.RemoveItem("b"), 'the shot "1b" looks through the camera "b": choose another camera there first'),
    (edits.RenameItem("surgeon", "lab"), 'the id "lab" is already taken'),
    (edits.RenameItem("surgeon", "a b"), "id must be 1 to 64"),
    (edits.MoveItem("surgeom"), 'nothing in the scene has the id "surgeom", did you mean "surgeon"?'),
    (edits.MoveItem("lab", (0.0, 0.0, float("nan"))), "position_m must be a finite number"),
    (edits.MoveItem("lab", orientation_xyzw=(0.0, 0.0, 0.0, 0.0)), "all zeros"),
    (edits.SetItem("lab", {"color": "#ffffff"}), 'unknown key "color"'),
    (edits.SetItem("lab", {"clothes": ["polo"]}), 'unknown key "clothes"'),
    (edits.SetItem("surgeon", {"body": {"build": 2}}), "build must be at most 1 (is 2)"),
    (edits.SetItem("surgeon", {"body": {"skin": "#12"}}), 'skin must be a colour like "#c8553d"'),
    (edits.SetItem("surgeon", {"clothes": []}), "clothes must name at least one garment"),
    (edits.SetItem("lab", {"id": "x"}), 'there is no "id" to change here'),
    (edits.SetLight("surgeon", {"lumens": 1}), 'no light in the scene has the id "surgeon"'),
    (edits.SetPose("lab", PoseChoice()), 'no actor in the scene has the id "lab"'),
    (edits.SetGaze("surgeon", "surgeon/eyes"), "their own eyes"),
    (edits.SetAnchors("surgeon", (Anchor(effector="left_hand", to="a/x"),)), '"a" is a camera'),
    (edits.SetLens("a", {"focal_length_mm": 0}), "focal_length_mm must be at least 1 (is 0)"),
    (edits.SetLens("a", {"focal_length": 50}), 'unknown key "focal_length", did you mean "focal_length_mm"'),
    (edits.SetLens("a", {"focal_length_mm": "50"}), 'focal_length_mm must be a number (is "50")'),
    (edits.SetAspect("a", -1.0), "aspect must be at least 0.1 (is -1.0)"),
    (edits.SetSensor("a", Sensor.model_construct(name="", width_mm=0.0, height_mm=1.0)), "width_mm must be"),
    (edits.Composite((edits.SetTitle("x"), edits.RemoveItem("nobody")), "Both"), "nobody"),
    (shot_edits.RemoveShot("9"), 'no shot in the scene has the id "9": there is "1a", "1b"'),
    (shot_edits.RenameShot("1a", "1B"), 'differs from "1B"'),
    (shot_edits.MoveShot("1a", 2), "there is no place 2 among 2 shots"),
    (shot_edits.SetShot("1a", {"camera": "lab"}), '"lab" is a module, not a camera'),
    (shot_edits.SetShot("1a", {"duration": 3}), 'no "duration" to change here, did you mean "duration_s"?'),
    (shot_edits.SetBlocking("1a", "nobody", {}), 'nothing in the scene has the id "nobody"'),
    (shot_edits.SetBlocking("1a", "lab", {"gaze": None}), 'a module has no "gaze"'),
    (shot_edits.SetBlocking("1a", "a", {"lens": {"fstop": 2}}), 'unknown key "fstop", did you mean "f_stop"'),
    (shot_edits.ClearBlocking("1b", "surgeon"), 'the shot "1b" changes nothing of "surgeon"'),
    (shot_edits.ClearBlocking("1a", "surgeon", ("pose",)), 'there is no "pose" to change here'),
]


@pytest.mark.parametrize(("edit", "words"), REFUSED)
def test_what_cannot_be_is_refused_with_a_sentence(edit: Edit, words: str) -> None:
    session = Session(SCENE)
    with pytest.raises(EditError) as caught:
        session.do(edit)
    assert words in str(caught.value)
    assert session.document is SCENE
    assert session.history == ()


def test_removing_lets_go_of_what_was_removed() -> None:
    after = edits.RemoveItem("cosmonaut").apply(SCENE)
    assert [actor.id for actor in after.actors] == ["surgeon"]
    assert after.actor("surgeon").gaze is None
    assert "cosmonaut" not in after.shot("1a").blocking
    after = edits.RemoveItem("surgeon").apply(SCENE)
    assert after.shot("1a").blocking["cosmonaut"].anchors == ()
    after = edits.RemoveItem("lab").apply(SCENE)
    assert [anchor.to for anchor in after.actor("surgeon").anchors] == ["laptop/edge"]
    assert after.shot("1a").blocking["cosmonaut"].gaze is None
    assert "gaze" in after.shot("1a").blocking["cosmonaut"].given


def test_renaming_leads_every_reference_along() -> None:
    scene = edits.SetItem("laptop", {"model": "computer"}).apply(SCENE)  # a model is no reference
    for old in scene.items():
        text = text_from_document(edits.RenameItem(old, "renamed").apply(scene))
        for mention in (f'"{old}"', f'"{old}/'):
            expected = text_from_document(scene).count(mention)
            assert text.count(mention.replace(old, "renamed")) == expected, (old, mention)
            assert text.count(mention) == 0


def test_blocking_adds_up_setting_by_setting() -> None:
    document = shot_edits.SetBlocking("1a", "a", {"lens": {"f_stop": 4.0}}).apply(SCENE)
    lens = document.shot("1a").blocking["a"].lens
    assert lens is not None
    assert lens.overrides == {"focal_length_mm": 75.0, "f_stop": 4.0, "circle_of_confusion_mm": None}
    document = shot_edits.ClearBlocking("1a", "surgeon", ("gaze", "anchors")).apply(document)
    assert document.shot("1a").blocking["surgeon"].overrides == {"position_m": (0.5, 0.0, 0.0)}
    document = shot_edits.ClearBlocking("1a", "surgeon", ("position_m",)).apply(document)
    assert "surgeon" not in document.shot("1a").blocking


def test_an_edit_keeps_no_hold_on_what_it_was_given() -> None:
    changes: dict[str, Any] = {"focal_length_mm": 75}
    edit = edits.SetLens("a", changes)
    changes["focal_length_mm"] = 10
    assert edit.apply(SCENE).camera("a").lens.focal_length_mm == 75
    assert edits.SetLens("b", dict(Lens(f_stop=8.0))).apply(SCENE).camera("b").lens.f_stop == 8.0

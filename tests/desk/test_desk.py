"""The desk: selection, shots, saving, and that errors are told and never raised."""

from pathlib import Path

import numpy as np
import pytest

from zeroshot.desk.desk import Desk, free_id
from zeroshot.framing.cast import cast
from zeroshot.framing.identity import KeptByIdentity
from zeroshot.framing.staging import stage
from zeroshot.scene.document import Document
from zeroshot.scene.edits import MoveItem, RemoveItem
from zeroshot.scene.files import read_document
from zeroshot.scene.resolve import shots_of
from zeroshot.spatial import Placement

SCENE = Path(__file__).parents[2] / "scenes" / "face_to_face.json"


@pytest.fixture
def desk() -> Desk:
    return Desk(read_document(SCENE), path=SCENE)


def test_it_tells_what_changed(desk: Desk) -> None:
    told: list[str] = []
    for topic in ("document", "selection", "shot", "file", "message"):
        desk.on(topic, lambda topic=topic: told.append(topic))
    actor = desk.document.actors[0].id
    desk.select([actor, "nobody"])
    assert desk.selection == (actor,)
    assert told == ["selection"]
    desk.do(RemoveItem(actor))
    assert "document" in told
    assert desk.selection == ()
    desk.undo()
    assert desk.document.actors[0].id == actor


def test_what_cannot_be_done_is_told(desk: Desk) -> None:
    before = desk.document
    assert not desk.do(RemoveItem("nobody"))
    assert desk.message is not None and desk.message.is_error
    assert "nobody" in desk.message.sentence
    assert desk.document is before
    assert not desk.open(Path("no-such-scene.json"))
    assert desk.document is before


def test_a_move_goes_where_the_tools_say(desk: Desk) -> None:
    actor = desk.document.actors[0]
    there = Placement((0.3, 0.2, 0.1), (0.0, 0.0, 0.0, 1.0))
    desk.change_tools(this_shot_only=True)
    assert desk.do(desk.placing({actor.id: there}))
    assert desk.document.actor(actor.id).position_m == actor.position_m
    placement = desk.placement(actor.id)
    assert placement is not None
    assert placement.position_m == pytest.approx(there.position_m)
    other = next(shot for shot in shots_of(desk.document) if shot != desk.shot_id)
    desk.show_shot(other)
    elsewhere = desk.placement(actor.id)
    assert elsewhere is not None
    assert elsewhere.position_m != pytest.approx(there.position_m)
    assert desk.session.history == (f"Move {actor.id}",)


def test_saving_and_coming_back(desk: Desk, tmp_path: Path) -> None:
    desk.do(MoveItem(desk.document.actors[0].id, (0.1, 0.1, 0.1)))
    assert desk.session.is_dirty
    target = tmp_path / "copy.json"
    assert desk.save(target)
    assert not desk.session.is_dirty
    assert desk.path == target
    assert read_document(target) == desk.document
    assert not desk.save(tmp_path / "no" / "such" / "folder.json")
    assert desk.path == target


def test_an_empty_scene_has_a_stage_and_free_ids() -> None:
    desk = Desk(Document())
    assert desk.shot_id is None
    assert desk.staged() is not None
    assert desk.shot_camera is None
    assert free_id(Document(), "surgeon") == "surgeon"
    document = read_document(SCENE)
    assert free_id(document, document.actors[0].id) == f"{document.actors[0].id}-2"


def test_a_drag_carries_people_without_posing_them_anew() -> None:
    desk = Desk(read_document(SCENE.parent / "four_planes.json"))
    before, who = desk.staged(), "surgeon"
    assert before is not None
    start = desk.placement(who)
    assert start is not None
    there = Placement.from_arrays(np.add(start.position_m, (0.0, 0.1, 0.0)), start.orientation_xyzw)
    assert desk.preview(desk.placing({who: there}))
    shown = desk.staged()
    assert shown is not None
    assert shown.actor(who).figure is before.actor(who).figure
    assert shown.actor(who).placement.position_m == pytest.approx(there.position_m)
    assert desk.do(desk.placing({who: there}))
    after = desk.staged()
    assert after is not None
    assert after.actor(who).figure is not before.actor(who).figure


def test_nobody_is_posed_here_where_a_darkroom_does(monkeypatch: pytest.MonkeyPatch) -> None:
    document = read_document(SCENE.parent / "four_planes.json")
    figures = {one.actor.id: one.figure for one in stage(document).actors}
    monkeypatch.setattr(cast, "_pose_actors", _refuse)
    monkeypatch.setattr(cast, "_casts", KeptByIdentity(32))
    desk, told = Desk(document), []
    desk.is_posed_elsewhere = True
    desk.on("cast", lambda: told.append(desk.staged()))
    alone = desk.staged()
    assert alone is not None
    desk.take_cast(document, desk.shot_id, figures)
    assert [one.actor(name).figure for one in told for name in figures] == list(figures.values())
    # What composes a shot stages it by itself: people are posed for that, too.
    assert stage(document).actors == told[0].actors
    start = desk.placement("surgeon")
    assert start is not None
    there = Placement.from_arrays(np.add(start.position_m, (0.0, 0.1, 0.0)), start.orientation_xyzw)
    for change in (desk.preview, desk.do):
        assert change(desk.placing({"surgeon": there}))
        shown = desk.staged()
        assert shown is not None
        assert shown.actor("surgeon").figure is figures["surgeon"]
    desk.take_cast(document, desk.shot_id, figures)
    assert len(told) == 1, "people posed for an older document were taken"


def _refuse(*_: object) -> None:
    raise AssertionError("somebody was posed")


def test_a_drag_that_changes_a_pose_is_staged_anew() -> None:
    desk = Desk(read_document(SCENE.parent / "four_planes.json"))
    before = desk.staged()
    assert before is not None
    assert desk.preview(desk.changing("surgeon", {"pose": {"name": "curled"}}))
    shown = desk.staged()
    assert shown is not None
    assert shown.actor("surgeon").figure is not before.actor("surgeon").figure

"""The panels: what is set in them is in the document, and what changes in the document is seen in them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from zeroshot.gui.fields import ChoiceField, NumberField, TextField, TripleField
from zeroshot.gui.form import Form
from zeroshot.gui.panels.inspector import InspectorPanel
from zeroshot.gui.panels.library import LibraryPanel
from zeroshot.gui.panels.shot_strip import ShotStrip
from zeroshot.gui.window import Window
from zeroshot.scene.shot_edits import SetBlocking

pytestmark = pytest.mark.graphics


def form_of(window: Window, item_id: str | None) -> Form:
    window.desk.select([] if item_id is None else [item_id])
    inspector = window.panel("inspector")
    assert isinstance(inspector, InspectorPanel)
    shown = inspector.stack.currentWidget().widget()
    assert isinstance(shown, Form)
    return shown


def field_of(form: Form, name: str) -> object:
    return next(field for field, _ in form._rows if field.accessibleName() == name)


def type_number(qtbot: QtBot, field: NumberField, number: str) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, number)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_typing_a_focal_length_changes_the_lens(window: Window, qtbot: QtBot) -> None:
    camera = window.desk.shot_camera
    assert camera is not None
    field = field_of(form_of(window, camera.id), "Focal length")
    assert isinstance(field, NumberField)
    assert field.value() == camera.lens.focal_length_mm
    type_number(qtbot, field, "47")
    assert window.desk.document.camera(camera.id).lens.focal_length_mm == 47.0
    assert window.desk.session.history == (f"Change focal length of {camera.id}",)
    window.desk.undo()
    assert field.value() == camera.lens.focal_length_mm


def test_this_shot_only_writes_into_the_shot(window: Window, qtbot: QtBot) -> None:
    camera = window.desk.shot_camera
    assert camera is not None
    window.desk.change_tools(this_shot_only=True)
    field = field_of(form_of(window, camera.id), "Stop")
    assert isinstance(field, NumberField)
    type_number(qtbot, field, "1.4")
    assert window.desk.document.camera(camera.id).lens == camera.lens
    assert window.desk.shot_camera is not None
    assert window.desk.shot_camera.lens.f_stop == 1.4
    assert field.value() == 1.4


def test_every_form_shows_and_changes_nothing_by_itself(window: Window) -> None:
    before = window.desk.document
    for item_id in (*before.items(), None):
        form = form_of(window, item_id)
        form.refresh()
        assert form._rows
    assert window.desk.document is before
    assert window.desk.session.history == ()


def test_setting_every_field_to_what_it_shows_changes_nothing(window: Window) -> None:
    """Reading and writing a field are each other's inverse."""
    desk = window.desk
    before = desk.document
    for item_id in (*before.items(), None):
        form = form_of(window, item_id)
        for field, read in form._rows:
            value = read(form.item)
            if isinstance(field, NumberField | TripleField | TextField):
                field.chosen.emit(field.value() if isinstance(field, TripleField) else value)
    for old, new in zip(before.items().values(), desk.document.items().values(), strict=True):
        assert old.position_m == pytest.approx(new.position_m, abs=6e-4)
        assert old.orientation_xyzw == pytest.approx(new.orientation_xyzw, abs=2e-3)


def test_a_pose_is_given_and_a_gaze_taken(window: Window) -> None:
    actor = window.desk.document.actors[0]
    form = form_of(window, actor.id)
    pose, gaze = field_of(form, "Pose"), field_of(form, "Looks at")
    assert isinstance(pose, ChoiceField)
    assert isinstance(gaze, ChoiceField)
    pose.chosen.emit("curled")
    assert window.desk.document.actor(actor.id).pose.name == "curled"
    assert pose.currentText() == "Curled up"
    gaze.chosen.emit(None)
    assert window.desk.document.actor(actor.id).gaze is None


def test_the_library_adds_what_it_shows(window: Window) -> None:
    library = window.panel("library")
    assert isinstance(library, LibraryPanel)
    for index in range(library.kind.count()):
        library.kind.setCurrentIndex(index)
        entries = library.entries()
        assert entries
        before = set(window.desk.document.items())
        library.list.setCurrentRow(0)
        library.add_chosen()
        added = set(window.desk.document.items()) - before
        assert len(added) == 1
        assert window.desk.selection == tuple(added)
    library.kind.setCurrentIndex(0)
    library.search.setText("curl")
    assert all("curl" in entry.searched for entry in library.entries())
    library.search.setText("no such thing at all")
    assert library.list.count() == 0
    assert not library.add.isEnabled()


def test_the_strip_shows_and_reorders_the_shots(window: Window, qtbot: QtBot) -> None:
    strip = window.panel("shots")
    assert isinstance(strip, ShotStrip)
    shots = [shot.id for shot in window.desk.document.shots]
    strip.list.setCurrentRow(1)
    assert window.desk.shot_id == shots[1]
    strip.move_to(shots[1], 0)
    assert [shot.id for shot in window.desk.document.shots] == [shots[1], shots[0], *shots[2:]]
    window.desk.undo()
    assert [shot.id for shot in window.desk.document.shots] == shots


def test_the_findings_are_those_of_check(window: Window, settled) -> None:
    from zeroshot.framing.checks.findings import examine
    from zeroshot.framing.staging import stage
    from zeroshot.render.reader import Reader

    settled(window)
    panel = window.panel("findings")
    staged = stage(window.desk.document, window.desk.shot_id, beside=window.desk.beside)
    with Reader() as reader:
        reading = examine(staged, reader.read(staged, scene="x"))
    shown = [panel.list.item(row).text() for row in range(panel.list.count())]
    assert shown == [finding.message for finding in reading.findings]
    assert panel.words.text()


def test_going_back_in_the_history(window: Window) -> None:
    desk = window.desk
    actor = desk.document.actors[0].id
    shot = desk.document.shots[0].id
    before = desk.document
    for height in (0.1, 0.2, 0.3):
        desk.do(SetBlocking(shot, actor, {"position_m": (0.0, 0.0, height)}))
    history = window.panel("history")
    assert history.list.count() == 4
    history.list.setCurrentRow(0)
    assert desk.document is before
    history.list.setCurrentRow(2)
    assert len(desk.session.history) == 2

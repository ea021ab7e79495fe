"""Files people can trust: drafts, recovery, files that change under us, recent files, templates."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from zeroshot.desk.drafts import find_drafts
from zeroshot.gui.recent import recent_files
from zeroshot.gui.window import Window
from zeroshot.scene.edits import SetTitle
from zeroshot.scene.files import read_document, write_document

pytestmark = pytest.mark.graphics


def test_a_change_is_written_aside_and_dropped_when_saved(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    kept = window.safekeeping
    window.desk.do(SetTitle("Half done"))
    kept.keep()
    qtbot.waitUntil(lambda: len(find_drafts(kept.folder)) == 1, timeout=5000)
    draft = find_drafts(kept.folder)[0]
    assert draft.document == window.desk.document
    assert window.desk.save(tmp_path / "saved.json")
    qtbot.waitUntil(lambda: find_drafts(kept.folder) == (), timeout=5000)


def test_recovered_work_is_unsaved_and_belongs_to_its_file(
    open_window: Callable[..., Window], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = tmp_path / "mine.json"
    first = open_window()
    first.desk.save(scene)
    first.desk.do(SetTitle("Lost and found"))
    first.safekeeping.keep()
    qtbot.waitUntil(lambda: len(find_drafts(first.safekeeping.folder)) == 1, timeout=5000)
    second = open_window("one_plane.json")
    yes = QMessageBox.StandardButton.Yes
    monkeypatch.setattr(second.safekeeping, "ask_to_recover", lambda _draft: yes)
    assert second.safekeeping.offer_drafts()
    assert second.desk.document.title == "Lost and found"
    assert second.desk.path == scene
    assert second.desk.session.is_dirty
    assert second.desk.save()
    assert read_document(scene).title == "Lost and found"


def test_a_file_that_another_program_writes_is_noticed(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = tmp_path / "shared.json"
    assert window.desk.save(scene)
    asked: list[Path] = []
    monkeypatch.setattr(window.safekeeping, "ask_to_reload", lambda path: bool(asked.append(path)) or True)
    write_document(SetTitle("By another hand").apply(window.desk.document), scene)
    qtbot.waitUntil(lambda: window.desk.document.title == "By another hand", timeout=8000)
    assert asked == [scene]
    assert not window.desk.session.is_dirty


def test_what_we_save_ourselves_is_no_surprise(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window.safekeeping, "ask_to_reload", lambda _path: pytest.fail("asked for nothing"))
    assert window.desk.save(tmp_path / "own.json")
    window.desk.do(SetTitle("Mine"))
    assert window.desk.save()
    qtbot.wait(700)
    window.safekeeping.look_at_file()


def test_recent_files_are_remembered(window: Window, tmp_path: Path) -> None:
    scene = tmp_path / "recent.json"
    write_document(window.desk.document, scene)
    assert window.open_path(scene)
    assert recent_files(window.settings)[0] == scene
    names = [action.text() for action in window.menus["File/Recent"].actions()]
    assert names[0] == "recent.json"
    scene.unlink()
    assert recent_files(window.settings) == ()
    window.table.trigger("forget-recent")
    assert isinstance(window.settings, QSettings)


def test_a_template_has_no_file(window: Window) -> None:
    window.table.trigger("new-four-planes")
    assert window.desk.path is None
    assert len(window.desk.document.actors) == 3
    assert not window.desk.session.is_dirty
    window.table.trigger("new-in-cupola")
    assert window.desk.document.set.modules[0].model == "cupola"


def test_a_broken_file_changes_nothing(window: Window, tmp_path: Path) -> None:
    before = window.desk.document
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    assert not window.open_path(broken)
    assert window.desk.document is before
    assert "broken.json" in window.statusBar().currentMessage()


def test_a_missing_model_is_told_and_found(open_window: Callable[..., Window], tmp_path: Path) -> None:
    from zeroshot.gui.panels.thing_forms import model_path
    from zeroshot.scene.document import Prop
    from zeroshot.scene.edits import AddProp

    window = open_window()
    assert window.desk.save(tmp_path / "moved.json")
    window.desk.do(AddProp(Prop(id="chair", model="meshes/chair.glb")))
    assert set(window.desk.missing) == {"chair"}
    staged = window.desk.staged()
    assert staged is not None, "the rest must still be seen"
    assert all(prop.item.id != "chair" for prop in staged.props)
    outline = window.panel("outline")
    row = next(row for row in outline._rows() if row.toolTip(0) != row.text(0) and "missing" in row.text(0))
    assert "chair" in row.text(0)
    assert window.desk.document.prop("chair").hidden is None
    (tmp_path / "found").mkdir()
    mesh = tmp_path / "found" / "chair.obj"
    mesh.write_text("v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n")
    name = model_path(str(mesh), tmp_path)
    assert name == "found/chair.obj"
    window.desk.do(window.desk.changing("chair", {"model": name}))
    assert not window.desk.missing
    staged = window.desk.staged()
    assert staged is not None
    assert any(prop.item.id == "chair" for prop in staged.props)

"""The three-minute task by events alone: two people face to face in Destiny, one head up, one horizontal, the
camera in a third plane, and a still on disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from zeroshot.framing.checks.findings import examine
from zeroshot.framing.reading import read_shot
from zeroshot.framing.staging import stage
from zeroshot.gui.panels.compose import ComposePanel
from zeroshot.gui.panels.library import LibraryPanel
from zeroshot.gui.still_actions import show_stills
from zeroshot.gui.window import Window
from zeroshot.spatial import angle_between_directions, head_of

pytestmark = pytest.mark.graphics


def click(qtbot: QtBot, button: object) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))


def test_two_people_three_planes_and_a_still(
    open_window: Callable[..., Window], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    desk = window.desk
    desk.session.mark_saved()
    window.table.trigger("new")
    library, compose = window.panel("library"), window.panel("compose")
    assert isinstance(library, LibraryPanel)
    assert isinstance(compose, ComposePanel)
    for _ in range(2):
        click(qtbot, library.add)
    assert len(desk.document.actors) == 2
    window.docks["compose"].raise_()
    desk.select([actor.id for actor in desk.document.actors])

    def press(label: str) -> None:
        button = next(button for button in compose.buttons if button.text() == label)
        click(qtbot, button)

    press("Face to face, 90°")
    desk.select([])
    press("Two-shot")
    staged = stage(desk.document, desk.shot_id, beside=desk.beside)
    reading = examine(staged, read_shot(staged, scene="new", sight_problem="not counted here"))
    assert reading.plane_count == 3
    assert [finding for finding in reading.findings if finding.severity != "note"] == []
    window.table.trigger("new-shot")
    desk.select([])
    press("Roll right")
    press("Roll right")
    press("Roll right")
    staged = stage(desk.document, desk.shot_id, beside=desk.beside)
    heads = [head_of(actor.placement.orientation_xyzw) for actor in staged.actors]
    assert np.degrees(angle_between_directions(heads[0], heads[1])) == pytest.approx(90.0, abs=0.5)
    reading = read_shot(staged, scene="new", sight_problem="not counted here")
    assert reading.plane_count >= 3
    assert all(subject.in_frame for subject in reading.subjects)
    scene = tmp_path / "mine.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (str(scene), ""))
    dialog = show_stills(window)
    dialog.folder.setText(str(tmp_path / "stills"))
    dialog.size_asked.setCurrentText("320x180")
    click(qtbot, dialog.go)
    qtbot.waitUntil(lambda: dialog.go.isEnabled(), timeout=90000)
    assert scene.is_file()
    assert list((tmp_path / "stills").glob("*.png"))

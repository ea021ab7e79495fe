"""Stills from the app, and help."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from zeroshot.batch.run import Request, run_batch
from zeroshot.gui.help import HINTS, Palette
from zeroshot.gui.still_actions import show_stills
from zeroshot.gui.window import Window

pytestmark = pytest.mark.graphics


def test_the_app_s_still_is_the_batch_s(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    desk = window.desk
    assert desk.save(tmp_path / "two.json")
    dialog = show_stills(window)
    dialog.folder.setText(str(tmp_path / "app"))
    dialog.size_asked.setCurrentText("192x108")
    dialog.look.setCurrentText("draft")
    assert dialog.draw()
    qtbot.waitUntil(lambda: dialog.go.isEnabled(), timeout=90000)
    request = Request(
        (tmp_path / "two.json",), tmp_path / "batch", (192, 108), "draft", ".png", (desk.shot_id,)
    )
    run_batch(request, show=lambda _event: None)
    own = sorted((tmp_path / "app").glob("*.png"))
    batch = sorted((tmp_path / "batch").glob("*.png"))
    assert [path.name for path in own] == [path.name for path in batch]
    assert own
    for ours, theirs in zip(own, batch, strict=True):
        np.testing.assert_array_equal(np.asarray(Image.open(ours)), np.asarray(Image.open(theirs)))
    dialog.job.wait()


def test_a_bad_size_is_said_in_the_dialog(window: Window, tmp_path: Path) -> None:
    assert window.desk.save(tmp_path / "two.json")
    dialog = show_stills(window)
    dialog.size_asked.setCurrentText("huge")
    assert not dialog.draw()
    assert "huge" in dialog.words.text()


def test_the_picture_goes_to_the_clipboard(window: Window, settled) -> None:
    settled(window)
    window.table.update()
    window.table.trigger("copy-picture")
    image = QGuiApplication.clipboard().image()
    picture = window.monitor.picture
    assert picture is not None
    assert (image.height(), image.width()) == picture.shape[:2]
    assert image.pixelColor(3, 5).getRgb()[:3] == tuple(int(value) for value in picture[5, 3])


def test_the_palette_finds_and_does(window: Window, qtbot: QtBot) -> None:
    window.table.trigger("palette")
    palette = window.palette_open
    assert isinstance(palette, Palette)
    assert len(palette.found()) == len(window.table.actions)
    qtbot.keyClicks(palette.line, "thirds")
    assert palette.found() == ["guide-thirds"]
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert window.monitor.guides.thirds


def test_the_tour_has_six_hints_and_ends(window: Window, qtbot: QtBot) -> None:
    window.table.trigger("tour")
    tour = window.tour
    assert tour is not None
    for _ in HINTS:
        assert tour.geometry().contains(tour.card.geometry())
        tour.go_on()
    assert len(HINTS) == 6
    assert window.tour is None


def test_every_key_is_in_the_list(window: Window) -> None:
    window.table.trigger("keys")
    assert window.keys is not None
    table = window.keys.table
    shown = {table.item(row, 1).text() for row in range(table.rowCount())}
    assert {action.text for action in window.table.actions.values() if action.keys} <= shown

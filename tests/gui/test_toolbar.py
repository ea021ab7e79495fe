"""The bar of steps, panels put away and had again, whose changes they are, and what newcomers meet."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from zeroshot.desk.placing import frame_axes
from zeroshot.gui.docks import DOCKS
from zeroshot.gui.help import HINTS, welcome
from zeroshot.gui.toolbar import STEPS
from zeroshot.gui.window import Window
from zeroshot.spatial import matrix_from_quaternion

pytestmark = pytest.mark.graphics


def press(window: Window, qtbot: QtBot, name: str) -> None:
    button = window.toolbar.widgetForAction(window.table.qactions[name])
    assert isinstance(button, QWidget)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(6, 6))


def test_the_bar_does_what_it_says(open_window: Callable[..., Window], qtbot: QtBot) -> None:
    window = open_window(size=(1280, 720))
    people, shots = len(window.desk.document.actors), len(window.desk.document.shots)
    for name in (name for group in STEPS for name, _ in group):
        press(window, qtbot, name)
    assert len(window.desk.document.actors) == people + 1
    assert len(window.desk.document.shots) == shots + 2  # a camera brings a shot of its own
    assert window.desk.tools.is_posing
    assert window.desk.tools.this_shot_only
    assert window.stills is not None
    assert window.docks["compose"].isVisible()


def test_panels_are_put_away_and_had_again(open_window: Callable[..., Window]) -> None:
    window = open_window(size=(1280, 720))
    for name in (dock.name for dock in DOCKS):
        action = window.table.qactions[f"panel-{name}"]
        window.docks[name].raise_()
        QApplication.processEvents()
        window.table.update()
        assert action.isChecked(), name
        action.trigger()
        QApplication.processEvents()
        assert window.docks[name].isHidden()
        action.trigger()
        QApplication.processEvents()
        assert window.docks[name].isVisible()


def test_whose_changes_they_are_is_seen_and_switched_below(window: Window, qtbot: QtBot) -> None:
    scope = window._scope
    assert "all shots" in scope.text()
    qtbot.mouseClick(scope, Qt.MouseButton.LeftButton, pos=QPoint(6, 6))
    assert window.desk.tools.this_shot_only
    assert "this shot only" in scope.text()


def test_newcomers_meet_an_example_and_the_tour(window: Window) -> None:
    welcome(window)
    assert window.desk.path is None
    assert not window.desk.session.is_dirty
    assert len(window.desk.document.actors) == 2
    assert window.tour is not None
    for _ in HINTS:
        card, whole = window.tour.card.geometry(), window.tour.rect()
        assert whole.contains(card)
        window.tour.go_on()
    assert window.tour is None


def test_things_move_along_the_axes_of_somebody_else(window: Window) -> None:
    desk = window.desk
    first, second = desk.document.actors[:2]
    desk.select([first.id])
    window.table.trigger("frame-actor")
    desk.select([second.id])
    placement = desk.placement(second.id)
    assert placement is not None
    theirs = matrix_from_quaternion(first.orientation_xyzw)
    np.testing.assert_allclose(frame_axes(desk, placement), theirs, atol=1e-9)
    assert window.table.qactions["frame-actor"].isChecked()


def test_a_shot_is_compared_with_itself_as_saved(window: Window) -> None:
    desk = window.desk
    before = desk.shot_camera
    assert before is not None
    desk.do(desk.changing(before.id, {"lens": {"focal_length_mm": 85.0}}, what="Change lens"))
    window.table.trigger("compare-saved")
    shown = window.views.compared.camera()
    assert shown is not None
    assert shown.lens == before.lens
    assert window.views.compared.drawn_document() is desk.session.saved
    assert window.monitor.title
    window.table.trigger("compare-next")
    assert window.views.compared.drawn_document() is None
    assert window.views.compared.shot_id() != desk.shot_id

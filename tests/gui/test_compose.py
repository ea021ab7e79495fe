"""The composing moves as buttons, and the actions that add, copy, hide and number."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from zeroshot.desk.desk import Desk
from zeroshot.desk.offers import offers
from zeroshot.errors import ZeroshotError
from zeroshot.framing.moves.table import MOVES
from zeroshot.gui.panels.compose import ComposePanel
from zeroshot.gui.window import Window

pytestmark = pytest.mark.graphics


def test_every_offer_can_be_built_and_nearly_every_one_made(window: Window) -> None:
    desk = window.desk
    made = 0
    for chosen in ([], [desk.document.actors[0].id], [actor.id for actor in desk.document.actors]):
        desk.select(chosen)
        for offer in offers(desk):
            assert offer.move in MOVES
            try:
                offer.build(desk).apply(desk.document)
                made += 1
            except ZeroshotError as error:
                assert str(error)
    assert made > 100


def test_hovering_shows_and_leaving_gives_back(window: Window, qtbot: QtBot) -> None:
    desk = window.desk
    panel = window.panel("compose")
    assert isinstance(panel, ComposePanel)
    window.docks["compose"].raise_()
    before = desk.document
    button = next(button for button in panel.buttons if button.offer().move == "face-to-face")
    here = QPointF(3, 3)
    QApplication.sendEvent(button, QEnterEvent(here, here, here))
    qtbot.waitUntil(lambda: desk.session.is_previewing, timeout=3000)
    assert desk.document is not before
    QApplication.sendEvent(button, QEvent(QEvent.Type.Leave))
    assert desk.document is before
    assert desk.session.history == ()
    button.click()
    assert len(desk.session.history) == 1
    assert desk.document is not before


def test_framing_as_asked(window: Window) -> None:
    panel = window.panel("compose")
    assert isinstance(panel, ComposePanel)
    camera = window.desk.shot_camera
    panel.frame.size_asked.setCurrentText("CU")
    panel.frame.make_move()
    assert window.desk.shot_camera != camera


def test_adding_copying_hiding_and_numbering(window: Window) -> None:
    desk, table = window.desk, window.table
    count = len(desk.document.actors)
    table.trigger("add-person")
    assert len(desk.document.actors) == count + 1
    assert desk.selection == (desk.document.actors[-1].id,)
    table.trigger("duplicate")
    assert len(desk.document.actors) == count + 2
    table.trigger("hide")
    assert desk.document.actors[-1].hidden
    staged = desk.staged()
    assert staged is not None
    assert len(staged.actors) == count + 1
    table.trigger("show-all")
    assert not desk.document.actors[-1].hidden
    table.trigger("lock")
    assert window.stage.gizmo() is None
    table.trigger("lock")
    assert window.stage.gizmo() is not None
    table.trigger("new-shot")
    assert desk.shot_id == desk.document.shots[-1].id
    table.trigger("duplicate-shot")
    table.trigger("renumber-shots")
    assert [shot.id for shot in desk.document.shots] == [
        str(n) for n in range(1, len(desk.document.shots) + 1)
    ]
    table.trigger("add-camera-here")
    camera = desk.shot_camera
    assert camera is not None
    np.testing.assert_allclose(camera.position_m, desk.view.placement.position_m)


def test_an_attitude_is_carried_over(window: Window) -> None:
    desk, table = window.desk, window.table
    first, second = desk.document.actors[:2]
    desk.select([first.id])
    table.trigger("copy-placement")
    desk.select([second.id])
    table.trigger("paste-attitude")
    moved = desk.document.actor(second.id)
    assert moved.orientation_xyzw == pytest.approx(first.orientation_xyzw)
    assert moved.position_m == second.position_m


def test_offers_follow_the_scene(open_window: Callable[..., Window]) -> None:
    window = open_window("one_plane.json")
    assert isinstance(window.desk, Desk)
    groups = {offer.group for offer in offers(window.desk)}
    assert "Aim the lens" in groups
    window.desk.do(_removing_everybody(window.desk))
    assert "Two people" not in {offer.group for offer in offers(window.desk)}


def _removing_everybody(desk: Desk) -> object:
    from zeroshot.scene.edits import Composite, RemoveItem

    return Composite(tuple(RemoveItem(actor.id) for actor in desk.document.actors), "Remove everybody")

"""What a hand drags is shown without posing or drawing anything in the window's own thread."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from zeroshot.desk.darkroom.requests import Drawn
from zeroshot.framing.cast import cast
from zeroshot.framing.identity import KeptByIdentity
from zeroshot.gui.picture_view import CLEAN_LOOK, PictureView
from zeroshot.gui.window import Window
from zeroshot.people import figure


def mouse(
    view: PictureView, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton = Qt.MouseButton.LeftButton
) -> None:
    none = Qt.MouseButton.NoButton
    changed = none if kind == QEvent.Type.MouseMove else button
    held = none if kind == QEvent.Type.MouseButtonRelease else button
    modifiers = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(view, QMouseEvent(kind, at, view.mapToGlobal(at), changed, held, modifiers))


def drag(view: PictureView, start: QPointF, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
    mouse(view, QEvent.Type.MouseButtonPress, start, button)
    for step in range(1, 8):
        mouse(view, QEvent.Type.MouseMove, start + QPointF(4.0 * step, 1.0 * step), button)
        QApplication.processEvents()
    mouse(view, QEvent.Type.MouseButtonRelease, start + QPointF(28.0, 7.0), button)
    QApplication.processEvents()


def place_of(window: Window, joint: str) -> QPointF:
    staged, projection = window.desk.staged(), window.stage.projection()
    assert staged is not None
    assert projection is not None
    person = staged.actor(window.desk.document.actors[0].id)
    x, y = projection.pixels(person.points_in_world[joint])
    return QPointF(float(x), float(y)) + window.stage.picture_rect().topLeft()


@pytest.mark.parametrize("dragged", ["somebody", "a hand", "the view", "the camera"])
def test_nobody_is_posed_in_the_window_s_thread(
    open_window: Callable[..., Window], monkeypatch: pytest.MonkeyPatch, dragged: str
) -> None:
    window = open_window("four_planes.json")
    desk = window.desk
    assert desk.is_posed_elsewhere
    posed: list[str] = []
    monkeypatch.setattr(cast, "_casts", KeptByIdentity(32))
    monkeypatch.setattr(cast, "_pose_actors", lambda *_: posed.append("all"))
    meshes: list[str] = []
    monkeypatch.setattr(
        figure, "skinned", lambda *_args: meshes.append("skin") or pytest.fail("a skin was made")
    )
    before = desk.document
    middle = QPointF(window.stage.rect().center())
    if dragged == "the view":
        view = desk.view
        monkeypatch.setattr("zeroshot.gui.scene_view.first_hit", lambda *_: None)
        drag(window.stage, middle, Qt.MouseButton.MiddleButton)
        assert desk.view != view
    elif dragged == "the camera":
        monkeypatch.setattr("zeroshot.gui.scene_view.first_hit", lambda *_: None)
        drag(window.monitor, QPointF(window.monitor.rect().center()), Qt.MouseButton.MiddleButton)
        assert desk.document is not before
    else:
        desk.select([desk.document.actors[0].id])
        if dragged == "a hand":
            desk.change_tools(is_posing=True)
            drag(window.stage, place_of(window, "leftHand"))
        else:
            handle = window.stage.drawn_handles()[0]
            x, y = handle.line.mean(axis=0)
            drag(window.stage, QPointF(float(x), float(y)) + window.stage.picture_rect().topLeft())
        assert desk.document is not before
    desk.undo()
    QApplication.processEvents()
    assert not posed, f"everyone was posed {len(posed)} times in the window's thread"
    assert not meshes


def test_a_view_asks_for_one_picture_at_a_time_and_for_the_clean_one_when_a_drag_ends(
    qtbot: QtBot, open_window: Callable[..., Window], monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    desk, asked = window.desk, []
    monkeypatch.setattr(
        window.developer, "draw", lambda slot, _tell, *, look, **_: asked.append((slot, look))
    )
    desk.select([desk.document.actors[0].id])
    handle = window.stage.drawn_handles()[0]
    x, y = handle.line.mean(axis=0)
    drag(window.stage, QPointF(float(x), float(y)) + window.stage.picture_rect().topLeft())
    qtbot.waitUntil(lambda: not window.stage.is_settling)
    stage = [look for slot, look in asked if slot == "stage"]
    assert stage
    assert stage[-1] == CLEAN_LOOK
    assert set(stage[:-1]) == {"draft"}
    assert stage.count(CLEAN_LOOK) == 1


def test_where_posing_takes_long_the_clean_picture_comes_before_people_are_posed(
    open_window: Callable[..., Window], monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    view, asked = window.stage, []
    monkeypatch.setattr(
        window.developer, "draw", lambda *_, look, is_rough=False, **__: asked.append((look, is_rough))
    )
    picture = np.zeros((90, 160, 3), np.uint8)
    view._settle.stop()
    view._take(Drawn("stage", 1, picture, CLEAN_LOOK, seconds=1.0, figures={}))
    view._ask_for_clean()
    assert asked == [(CLEAN_LOOK, True)]
    view._take(Drawn("stage", 2, picture, CLEAN_LOOK, seconds=0.1))
    assert asked == [(CLEAN_LOOK, True), (CLEAN_LOOK, False)]
    view._take(Drawn("stage", 3, picture, CLEAN_LOOK, seconds=0.1, figures={}))
    assert len(asked) == 2, "it goes on asking"
    view._ask_for_clean()
    assert asked[-1] == (CLEAN_LOOK, False)

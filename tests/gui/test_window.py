"""The window as a filmmaker meets it: real mouse and key events in, documents and pixels out."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from zeroshot.framing.lens.optics import size_px
from zeroshot.framing.staging import stage
from zeroshot.gui.scene_view import SceneView
from zeroshot.gui.window import Window
from zeroshot.render.painter import Painter

pytestmark = pytest.mark.graphics
Settled = Callable[[Window], None]


def drag(qtbot: QtBot, widget: QWidget, start: QPointF, end: QPointF, **keys: object) -> None:
    """Press, move in steps, and let go."""
    button = keys.get("button", Qt.MouseButton.LeftButton)
    modifier = keys.get("modifier", Qt.KeyboardModifier.NoModifier)
    qtbot.mousePress(widget, button, modifier, start.toPoint())
    for share in (0.25, 0.5, 0.75, 1.0):
        send_move(widget, start + share * (end - start), button, modifier)
    qtbot.mouseRelease(widget, button, modifier, end.toPoint())


def send_move(widget: QWidget, position: QPointF, button: object, modifier: object) -> None:
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    event = QMouseEvent(
        QMouseEvent.Type.MouseMove,
        position,
        widget.mapToGlobal(position),
        Qt.MouseButton.NoButton,
        button,
        modifier,
    )
    QApplication.sendEvent(widget, event)


def place_of(view: SceneView, point_in_world: object) -> QPointF:
    """Return where a point of the world lies in a view."""
    projection = view.projection()
    assert projection is not None
    x, y = projection.pixels(np.asarray(point_in_world))
    return view.picture_rect().topLeft() + QPointF(float(x), float(y))


def test_the_monitor_shows_what_the_batch_draws(window: Window, settled: Settled) -> None:
    window.desk.show_shot(window.desk.document.shots[1].id)
    settled(window)
    monitor = window.monitor
    assert monitor.look_shown == "standard"
    staged = stage(window.desk.document, window.desk.shot_id, beside=window.desk.beside)
    box = monitor.box_px()
    width_px, height_px = size_px(staged.view, width_px=box[0], height_px=box[1])
    with Painter() as painter:
        own = painter.draw(staged, width_px=width_px, height_px=height_px, look="standard")
    assert monitor.picture is not None
    np.testing.assert_array_equal(monitor.picture, own)


def test_a_click_chooses_who_is_there(window: Window, qtbot: QtBot) -> None:
    staged = window.desk.staged()
    assert staged is not None
    for actor in staged.actors:
        chest = actor.points_in_world["upperChest"]
        place = place_of(window.stage, chest)
        hit = window.stage.hit(place)
        assert hit is not None
        qtbot.mouseClick(window.stage, Qt.MouseButton.LeftButton, pos=place.toPoint())
        assert window.desk.chosen == hit.item_id
    qtbot.keyClick(window.stage, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)


def test_a_drag_of_an_arm_is_one_step_of_the_history(window: Window, qtbot: QtBot) -> None:
    desk = window.desk
    actor = desk.document.actors[0]
    desk.select([actor.id])
    handles = {drawn.handle: drawn for drawn in window.stage.drawn_handles()}
    line = handles["move-down"].line
    corner = window.stage.picture_rect().topLeft()
    start = corner + QPointF(*line.mean(axis=0))
    along = line[1] - line[0]
    drag(qtbot, window.stage, start, start + QPointF(*(0.5 * along)))
    assert desk.session.history == (f"Move {actor.id}",)
    moved = np.asarray(desk.document.actor(actor.id).position_m) - actor.position_m
    assert moved[2] > 0.02
    np.testing.assert_allclose(moved[:2], 0.0, atol=1e-9)
    desk.undo()
    assert desk.document.actor(actor.id) == actor


def test_escape_gives_a_drag_back(window: Window, qtbot: QtBot) -> None:
    desk = window.desk
    before = desk.document
    desk.select([before.actors[0].id])
    line = {drawn.handle: drawn for drawn in window.stage.drawn_handles()}["move-down"].line
    start = window.stage.picture_rect().topLeft() + QPointF(*line.mean(axis=0))
    qtbot.mousePress(window.stage, Qt.MouseButton.LeftButton, pos=start.toPoint())
    send_move(window.stage, start + QPointF(5, 60), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    assert desk.document is not before
    qtbot.keyClick(window.stage, Qt.Key.Key_Escape)
    assert desk.document is before
    qtbot.mouseRelease(window.stage, Qt.MouseButton.LeftButton, pos=start.toPoint())
    assert desk.session.history == ()


def test_typed_numbers_say_how_far(window: Window, qtbot: QtBot) -> None:
    desk = window.desk
    actor = desk.document.actors[0]
    desk.select([actor.id])
    line = {drawn.handle: drawn for drawn in window.stage.drawn_handles()}["move-down"].line
    start = window.stage.picture_rect().topLeft() + QPointF(*line.mean(axis=0))
    qtbot.mousePress(window.stage, Qt.MouseButton.LeftButton, pos=start.toPoint())
    send_move(window.stage, start + QPointF(0, 9), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    for key in "0.25":
        qtbot.keyClick(window.stage, key)
    qtbot.keyClick(window.stage, Qt.Key.Key_Return)
    moved = np.asarray(desk.document.actor(actor.id).position_m) - actor.position_m
    np.testing.assert_allclose(moved, [0.0, 0.0, 0.25], atol=1e-9)


def test_orbiting_keeps_what_was_pointed_at(window: Window, qtbot: QtBot) -> None:
    stage_view = window.stage
    staged = window.desk.staged()
    assert staged is not None
    hit = stage_view.hit(place_of(stage_view, staged.actors[0].points_in_world["upperChest"]))
    assert hit is not None
    place = place_of(stage_view, hit.point_in_world)
    distance = np.linalg.norm(hit.point_in_world - np.asarray(window.desk.view.placement.position_m))
    drag(qtbot, stage_view, place, place + QPointF(90, 40), button=Qt.MouseButton.MiddleButton)
    again = np.linalg.norm(hit.point_in_world - np.asarray(window.desk.view.placement.position_m))
    assert again == pytest.approx(distance, abs=0.02)
    assert window.desk.session.history == ()


def test_flying_in_the_monitor_moves_the_camera_once(window: Window, qtbot: QtBot) -> None:
    desk = window.desk
    camera = desk.shot_camera
    assert camera is not None
    rect = window.monitor.picture_rect()
    middle = rect.center()
    drag(qtbot, window.monitor, middle, middle + QPointF(40, 10), button=Qt.MouseButton.MiddleButton)
    moved = desk.shot_camera
    assert moved is not None
    assert moved.position_m != camera.position_m
    assert desk.session.history == (f"Move camera {camera.id}",)
    desk.undo()
    assert desk.shot_camera == camera


def test_menus_do_what_they_say(window: Window) -> None:
    table = window.table
    table.trigger("guide-thirds")
    assert window.monitor.guides.thirds
    table.trigger("look-from-port")
    forward = window.desk.view.placement.apply((1.0, 0.0, 0.0)) - np.asarray(
        window.desk.view.placement.position_m
    )
    np.testing.assert_allclose(forward, [0.0, 1.0, 0.0], atol=1e-9)
    actor = window.desk.document.actors[0]
    window.desk.select([actor.id])
    table.trigger("nudge-down-plus")
    moved = np.asarray(window.desk.document.actor(actor.id).position_m) - actor.position_m
    np.testing.assert_allclose(moved, [0.0, 0.0, 0.05], atol=1e-9)
    table.trigger("undo")
    assert window.desk.document.actor(actor.id) == actor


def test_no_two_actions_share_a_key(window: Window) -> None:
    seen: dict[str, str] = {}
    for name, action in window.table.actions.items():
        for keys in action.keys:
            assert keys not in seen, f"{name} and {seen[keys]} both want {keys}"
            seen[keys] = name


def test_the_outline_and_the_desk_agree(window: Window) -> None:
    outline = window.panel("outline")
    rows = outline._rows()
    rows[0].setSelected(True)
    assert window.desk.chosen == window.desk.document.actors[0].id
    window.desk.select([])
    assert not outline.tree.selectedItems()


def test_closing_asks_about_unsaved_work(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtWidgets import QMessageBox

    window.desk.select([window.desk.document.actors[0].id])
    window.table.trigger("nudge-down-plus")
    monkeypatch.setattr(window, "ask_about_unsaved", lambda: QMessageBox.StandardButton.Cancel)
    assert not window.close()
    assert window.isVisible()


def test_the_view_takes_the_point_that_is_asked_for(window: Window, qtbot: QtBot) -> None:
    told: list[object] = []
    window.stage.pointed.connect(told.append)
    window.stage.ask_for_point()
    staged = window.desk.staged()
    assert staged is not None
    place = place_of(window.stage, staged.actors[0].points_in_world["upperChest"]).toPoint()
    qtbot.mouseClick(window.stage, Qt.MouseButton.LeftButton, pos=QPoint(place.x(), place.y()))
    assert len(told) == 1
    assert window.desk.selection == ()


def test_every_arrangement_shows_what_it_says(window: Window, settled: Settled) -> None:
    from zeroshot.gui.arrangement import ARRANGEMENTS, planes_of

    for name in ARRANGEMENTS:
        window.arrange(name)
        seen = {
            "stage": window.stage.isVisible(),
            "monitor": window.monitor.isVisible(),
            "planes": window.views.planes[0].isVisible(),
            "compared": window.views.compared.isVisible(),
        }
        expected = {
            "above": {"stage", "monitor"},
            "beside": {"stage", "monitor"},
            "stage": {"stage"},
            "monitor": {"monitor"},
            "quad": {"stage", "planes"},
            "compare": {"monitor", "compared"},
        }[name]
        assert {part for part, is_seen in seen.items() if is_seen} == expected
    window.arrange("quad")
    settled(window)
    found = planes_of(window.desk)
    for view, (_, head) in zip(window.views.planes, found, strict=False):
        assert view.picture is not None
        camera = view.camera()
        assert camera is not None
        from zeroshot.desk.roll import roll_against
        from zeroshot.scene.resolve import placement_of

        assert roll_against(placement_of(camera), head) == pytest.approx(0.0, abs=1e-6)


def test_a_hand_is_pulled_by_the_mouse(window: Window, qtbot: QtBot) -> None:
    from zeroshot.desk.posing import joint_places

    desk = window.desk
    actor = desk.document.actors[0]
    desk.select([actor.id])
    window.table.trigger("posing")
    staged = desk.staged()
    assert staged is not None
    places = joint_places(staged.actor(actor.id))
    start = place_of(window.stage, places["rightHand"])
    drag(qtbot, window.stage, start, start + QPointF(12, -25))
    posed = desk.document.actor(actor.id)
    assert posed.pose.joints_deg or posed.anchors
    assert len(desk.session.history) == 1
    assert posed.position_m == actor.position_m
    desk.undo()
    assert desk.document.actor(actor.id) == actor


def test_gaze_and_focus_by_a_click(window: Window, qtbot: QtBot) -> None:
    desk = window.desk
    first, second = desk.document.actors[:2]
    staged = desk.staged()
    assert staged is not None
    desk.select([first.id])
    window.table.trigger("look-at")
    place = place_of(window.stage, staged.actor(second.id).points_in_world["upperChest"])
    hit = window.stage.hit(place)
    assert hit is not None
    qtbot.mouseClick(window.stage, Qt.MouseButton.LeftButton, pos=place.toPoint())
    gaze = desk.document.actor(first.id).gaze
    if hit.item_id != first.id:
        assert gaze is not None
        assert gaze.at == hit.item_id
    window.table.trigger("focus-on")
    camera = desk.shot_camera
    assert camera is not None
    qtbot.mouseClick(window.stage, Qt.MouseButton.LeftButton, pos=place.toPoint())
    focused = desk.shot_camera
    assert focused is not None
    placement = desk.placement(camera.id)
    assert placement is not None
    again = window.stage.hit(QPointF(place.toPoint()))
    assert again is not None
    assert focused.lens.focus_m == pytest.approx(
        float(placement.apply_inverse(again.point_in_world)[0]), abs=0.02
    )
    assert not window.stage.waits_for_point
    assert not window.monitor.waits_for_point


def test_a_thing_dragged_from_the_library_stands_on_the_surface(window: Window) -> None:
    from PySide6.QtCore import QMimeData

    from zeroshot.gui.ghost import MIME, drop_ghost, ghost_at

    view = window.stage
    data = QMimeData()
    data.setData(MIME, b"prop:laptop")
    position = QPointF(view.width() * 0.5, view.height() * 0.93)
    hit = view.hit(position)
    assert hit is not None
    ghost = ghost_at(view, data, position)
    assert ghost is not None
    before = set(window.desk.document.items())
    assert drop_ghost(window.desk, ghost)
    added = next(item_id for item_id in window.desk.document.items() if item_id not in before)
    placement = window.desk.placement(added)
    assert placement is not None
    np.testing.assert_allclose(
        placement.apply((0.0, 0.0, -1.0)) - np.asarray(placement.position_m), hit.normal_in_world, atol=1e-6
    )
    above = (np.asarray(placement.position_m) - hit.point_in_world) @ hit.normal_in_world
    assert 0.0 < above < 0.5
    assert window.desk.selection == (added,)

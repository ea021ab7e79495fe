"""Every menu entry and every key does what it says: a walk over the whole table of actions.

Each is done the way a hand does it, by its keys or, where it has none, by its entry in the menus; then what
it says must have come about. An action without a row here fails.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QMenu, QMessageBox
from scipy.spatial.transform import Rotation

from zeroshot.desk.desk import Tools
from zeroshot.gui.docks import DOCKS
from zeroshot.gui.languages import LANGUAGES
from zeroshot.gui.menus import ALL_ACTIONS
from zeroshot.gui.monitor_view import MonitorView
from zeroshot.gui.view_actions import MONITOR_LOOKS
from zeroshot.gui.window import Window
from zeroshot.library.models import list_models
from zeroshot.scene.document import Document
from zeroshot.scene.files import read_document
from zeroshot.spatial import STATION_DIRECTIONS

pytestmark = pytest.mark.graphics

SCENES = Path(__file__).parents[2] / "scenes"
WHO = "surgeon"
FOLDER: list[Path] = []
"""Where scenes are saved to; made for each test."""
SAID: list[str] = []
"""The titles of messages that were shown."""
DEFAULTS: dict[tuple[str, str], bool] = {}
"""How marks and guides were before each action."""


@dataclass(frozen=True)
class Before:
    """What there was before: the document, the place of who is chosen, where the stage looks from."""

    document: Document
    place: np.ndarray
    turn: Rotation
    eye: np.ndarray
    look: Rotation
    shot: str | None


Given = Callable[[Window], None]
Then = Callable[[Window, Before], bool]


@dataclass(frozen=True)
class Row:
    """What an action does. given: what must be so before it. needs: which dialog answers what."""

    then: Then
    given: Given = lambda window: None


def choose(window: Window) -> None:
    window.desk.select([WHO])


def both(*steps: Given) -> Given:
    def run(window: Window) -> None:
        for step in steps:
            step(window)

    return run


def do(name: str) -> Given:
    return lambda window: window.table.trigger(name)


def tools(**fields: Any) -> Given:
    return lambda window: window.desk.change_tools(**fields)


def placed(window: Window) -> tuple[np.ndarray, Rotation]:
    placement = window.desk.placement(WHO)
    if placement is None:
        return np.full(3, np.nan), Rotation.identity()
    return np.asarray(placement.position_m), Rotation.from_quat(placement.orientation_xyzw)


def seen(window: Window) -> tuple[np.ndarray, Rotation]:
    placement = window.desk.view.placement
    return np.asarray(placement.position_m), Rotation.from_quat(placement.orientation_xyzw)


def before(window: Window) -> Before:
    return Before(window.desk.document, *placed(window), *seen(window), window.desk.shot_id)


def moved_by(metres: tuple[float, float, float]) -> Then:
    return lambda window, was: np.allclose(placed(window)[0] - was.place, metres, atol=1e-9)


def turned_about(axis: int, degrees: float) -> Then:
    def check(window: Window, was: Before) -> bool:
        turn = (placed(window)[1] * was.turn.inv()).as_rotvec(degrees=True)
        return bool(np.allclose(turn, degrees * np.eye(3)[axis], atol=1e-6))

    return check


def tool_is(name: str, value: object) -> Then:
    return lambda window, was: getattr(window.desk.tools, name) == value


def looks_along(direction: tuple[float, float, float]) -> Then:
    return lambda window, was: np.allclose(seen(window)[1].apply([1, 0, 0]), direction, atol=1e-6)


def looks_at_them_along(own: tuple[float, float, float]) -> Then:
    """From a side of who is chosen, at them, their head to the top of the view."""

    def check(window: Window, was: Before) -> bool:
        eye, look = seen(window)
        toward = placed(window)[0] - eye
        wanted = placed(window)[1].apply(own)
        is_aimed = np.allclose(toward / np.linalg.norm(toward), wanted, atol=1e-6)
        return bool(is_aimed and np.allclose(look.apply([1, 0, 0]), wanted, atol=1e-6))

    return check


def level_with(head: Callable[[Window], np.ndarray]) -> Then:
    """Seen upright by someone's head: nothing of it points aside in the view."""

    def check(window: Window, was: Before) -> bool:
        right = seen(window)[1].apply([0, 1, 0])
        return abs(float(right @ head(window))) < 1e-6 and np.allclose(seen(window)[0], was.eye, atol=2.0)

    return check


def turned_view(axis: tuple[float, float, float], degrees: float) -> Then:
    """The view has turned by an angle about one of its own axes."""

    def check(window: Window, was: Before) -> bool:
        turn = (was.look.inv() * seen(window)[1]).as_rotvec(degrees=True)
        return abs(abs(turn @ np.array(axis)) - degrees) < 1e-4 and math.isclose(
            float(np.linalg.norm(turn)), degrees, abs_tol=1e-4
        )

    return check


def ahead(window: Window, was: Before) -> float:
    """How far the eye has gone along where it looked, in metres."""
    return float((seen(window)[0] - was.eye) @ was.look.apply([1, 0, 0]))


def added(kind: str) -> Then:
    def check(window: Window, was: Before) -> bool:
        old, new = len(getattr(was.document, kind)), getattr(window.desk.document, kind)
        return len(new) == old + 1 and window.desk.selection == (new[-1].id,)

    return check


def field_is(name: str, value: object) -> Then:
    return lambda window, was: getattr(window.desk.document.items()[WHO], name) == value


def shots(window: Window) -> list[str]:
    return [shot.id for shot in window.desk.document.shots]


def is_seen(name: str) -> Then:
    return lambda window, was: window.views.name == name


def dialog_is(kind: str) -> Then:
    return lambda window, was: (
        any(type(widget).__name__ == kind and widget.isVisible() for widget in QApplication.topLevelWidgets())
        or any(type(child).__name__ == kind and child.isVisible() for child in window.findChildren(object))
    )


def flipped(owner: str, name: str) -> Then:
    marks = {"stage": lambda window: window.stage.marks, "monitor": lambda window: window.monitor.guides}

    def check(window: Window, was: Before) -> bool:
        is_on = getattr(marks[owner](window), name)
        ticked = window.table.qactions[f"{'show' if owner == 'stage' else 'guide'}-{name.replace('_', '-')}"]
        window.table.update()
        return bool(is_on != DEFAULTS[owner, name] and ticked.isChecked() == is_on)

    return check


def same_placement(window: Window, was: Before) -> bool:
    camera = window.desk.placement("a")
    assert camera is not None
    place, turn = placed(window)
    return bool(
        np.allclose(place, camera.position_m)
        and np.allclose(turn.as_matrix(), Rotation.from_quat(camera.orientation_xyzw).as_matrix())
    )


def same_attitude(window: Window, was: Before) -> bool:
    camera = window.desk.placement("a")
    assert camera is not None
    return bool(
        np.allclose(placed(window)[0], was.place)
        and np.allclose(
            placed(window)[1].as_matrix(), Rotation.from_quat(camera.orientation_xyzw).as_matrix()
        )
    )


def copied_from_camera(window: Window) -> None:
    window.desk.select(["a"])
    window.table.trigger("copy-placement")
    choose(window)
    window.table.update()


def grouped(window: Window) -> None:
    for item_id in (WHO, "cosmonaut"):
        window.desk.do(window.desk.changing(item_id, {"group": "two"}, what="Group"))
    choose(window)


def head_of(item_id: str) -> Callable[[Window], np.ndarray]:
    def head(window: Window) -> np.ndarray:
        placement = window.desk.placement(item_id)
        assert placement is not None
        return Rotation.from_quat(placement.orientation_xyzw).apply([0, 0, -1])

    return head


def rows() -> dict[str, Row]:
    """Say of every action what it does."""
    table = {
        "new": Row(lambda window, was: window.desk.path is None and not window.desk.document.actors),
        "open": Row(lambda window, was: window.desk.path == SCENES / "one_plane.json"),
        "forget-recent": Row(
            lambda window, was: window.settings.value("recent") in (None, []),
            lambda window: window.open_path(SCENES / "one_plane.json"),
        ),
        "save": Row(
            lambda window, was: read_document(window.desk.path) == was.document,
            both(lambda window: window.desk.save(FOLDER[0] / "saved.json"), choose, do("nudge-down-plus")),
        ),
        "save-as": Row(
            lambda window, was: (
                read_document(FOLDER[0] / "as.json") == was.document
                and window.desk.path == FOLDER[0] / "as.json"
            )
        ),
        "quit": Row(lambda window, was: SAID == ["closed"]),
        "undo": Row(
            lambda window, was: window.desk.document.actors != was.document.actors,
            both(choose, do("nudge-down-plus")),
        ),
        "redo": Row(
            lambda window, was: window.desk.document.actors != was.document.actors,
            both(choose, do("nudge-down-plus"), do("undo")),
        ),
        "remove": Row(lambda window, was: WHO not in window.desk.document.items(), choose),
        "select-everybody": Row(lambda window, was: set(window.desk.selection) == {WHO, "cosmonaut"}),
        "select-nothing": Row(lambda window, was: window.desk.selection == (), choose),
        "frame-actor": Row(tool_is("frame", WHO), choose),
        "snap-to-surfaces": Row(tool_is("snaps_to_surfaces", True)),
        "snap-to-rails": Row(tool_is("snaps_to_rails", True)),
        "posing": Row(tool_is("is_posing", True)),
        "this-shot-only": Row(tool_is("this_shot_only", True)),
        "add-person": Row(added("actors")),
        "add-camera": Row(added("cameras")),
        "add-camera-here": Row(
            lambda window, was: (
                window.desk.placement(window.desk.document.cameras[-1].id) == window.desk.view.placement
            )
        ),
        "add-light": Row(added("lights")),
        "look-at": Row(lambda window, was: window.stage.waits_for_point, choose),
        "focus-on": Row(lambda window, was: window.stage.waits_for_point),
        "duplicate": Row(added("actors"), choose),
        "copy-placement": Row(
            lambda window, was: window.copied_placement == window.desk.placement(WHO), choose
        ),
        "paste-placement": Row(same_placement, copied_from_camera),
        "paste-attitude": Row(same_attitude, copied_from_camera),
        "hide": Row(field_is("hidden", True), choose),
        "show-all": Row(field_is("hidden", None), both(choose, do("hide"))),
        "lock": Row(field_is("locked", True), choose),
        "group": Row(field_is("group", "Group of mine"), choose),
        "ungroup": Row(field_is("group", None), grouped),
        "choose-group": Row(lambda window, was: set(window.desk.selection) == {WHO, "cosmonaut"}, grouped),
        "new-shot": Row(
            lambda window, was: len(shots(window)) == 3 and window.desk.shot_id == shots(window)[-1]
        ),
        "duplicate-shot": Row(
            lambda window, was: len(shots(window)) == 3 and window.desk.shot_id == shots(window)[1]
        ),
        "remove-shot": Row(lambda window, was: shots(window) == ["1b"]),
        "renumber-shots": Row(lambda window, was: shots(window) == ["1", "2"]),
        "next-shot": Row(lambda window, was: window.desk.shot_id == "1b"),
        "previous-shot": Row(lambda window, was: window.desk.shot_id == "1b"),
        "stills": Row(dialog_is("StillsDialog")),
        "copy-picture": Row(lambda window, was: QGuiApplication.clipboard().image().width() == 160),
        "swap-views": Row(is_seen("monitor"), do("arrange-stage")),
        "frame-selected": Row(lambda window, was: not np.allclose(seen(window)[0], was.eye), choose),
        "zoom-in": Row(
            lambda window, was: np.linalg.norm(seen(window)[0] - was.eye) > 0.1 and ahead(window, was) > 0.0
        ),
        "zoom-out": Row(
            lambda window, was: np.linalg.norm(seen(window)[0] - was.eye) > 0.1 and ahead(window, was) < 0.0
        ),
        "look-from-camera": Row(lambda window, was: window.desk.view.placement == window.desk.placement("a")),
        "level-to-station": Row(level_with(lambda window: np.array([0.0, 0.0, -1.0])), do("roll-left")),
        "level-to-actor": Row(
            level_with(head_of("cosmonaut")), lambda window: window.desk.select(["cosmonaut"])
        ),
        "level-to-camera": Row(level_with(head_of("a")), do("roll-left")),
        "orbit-left": Row(turned_view((0, 0, 1), 45.0)),
        "orbit-right": Row(turned_view((0, 0, 1), 45.0)),
        "orbit-over": Row(turned_view((0, 1, 0), 45.0)),
        "orbit-under": Row(turned_view((0, 1, 0), 45.0)),
        "roll-left": Row(turned_view((1, 0, 0), 15.0)),
        "roll-right": Row(turned_view((1, 0, 0), 15.0)),
        "turntable-none": Row(tool_is("turntable", None), tools(turntable="station")),
        "turntable-station": Row(tool_is("turntable", "station")),
        "turntable-actor": Row(tool_is("turntable", WHO), choose),
        "scheme-blender": Row(lambda window, was: window.stage.scheme == "blender", do("scheme-maya")),
        "scheme-maya": Row(lambda window, was: window.stage.scheme == "maya"),
        "compare-previous": Row(is_seen("compare")),
        "compare-next": Row(lambda window, was: window.views.compared.shot_id() == "1b"),
        "compare-saved": Row(lambda window, was: window.views.compared.shows_saved),
        "palette": Row(dialog_is("Palette")),
        "keys": Row(dialog_is("KeyList")),
        "tour": Row(dialog_is("Tour")),
        "about": Row(lambda window, was: SAID == ["About zeroshot"]),
    }
    for axis, name in enumerate(("forward", "right", "down")):
        for way, sign in (("plus", 1.0), ("minus", -1.0)):
            step = tuple(float(value) for value in 0.05 * sign * np.eye(3)[axis])
            table[f"nudge-{name}-{way}"] = Row(moved_by(step), choose)  # type: ignore[arg-type]
            table[f"turn-{name}-{way}"] = Row(turned_about(axis, 15.0 * sign), choose)
    for name in ("both", "move", "turn", "none"):
        table[f"handles-{name}"] = Row(
            tool_is("handles", name), tools(handles="move" if name != "move" else "turn")
        )
    for name in ("station", "own", "camera"):
        table[f"frame-{name}"] = Row(
            tool_is("frame", name), tools(frame="own" if name != "own" else "station")
        )
    for name, value in (("none", None), ("0-05", 0.05)):
        table[f"step-snap-m-{name}"] = Row(tool_is("step_snap_m", value), tools(step_snap_m=0.1))
    for name, value in (("none", None), ("5-0", 5.0), ("15-0", 15.0), ("45-0", 45.0), ("90-0", 90.0)):
        table[f"angle-snap-deg-{name}"] = Row(tool_is("angle_snap_deg", value), tools(angle_snap_deg=1.0))
    for name in ("above", "beside", "stage", "monitor", "quad", "compare"):
        table[f"arrange-{name}"] = Row(
            is_seen(name), do("arrange-stage" if name != "stage" else "arrange-beside")
        )
    for name, direction in STATION_DIRECTIONS.items():
        table[f"look-from-{name}"] = Row(looks_along(tuple(-value for value in direction)))  # type: ignore[arg-type]
    sides = {
        "front": (-1, 0, 0),
        "back": (1, 0, 0),
        "left": (0, 1, 0),
        "right": (0, -1, 0),
        "head": (0, 0, 1),
        "feet": (0, 0, -1),
    }
    for name, own in sides.items():
        table[f"look-from-their-{name}"] = Row(looks_at_them_along(own), choose)
    for name in ("cameras", "names", "discs", "compass"):
        table[f"show-{name}"] = Row(flipped("stage", name))
    for name in ("thirds", "centre", "safe_areas", "horizons", "clocks", "eyelines", "down"):
        table[f"guide-{name.replace('_', '-')}"] = Row(flipped("monitor", name))
    for name in MONITOR_LOOKS:
        other = "clay" if name != "clay" else "film"
        table[f"monitor-{name}"] = Row(
            lambda window, was, name=name: window.monitor.good_look == name, do(f"monitor-{other}")
        )
    for dock in DOCKS:
        table[f"panel-{dock.name}"] = Row(
            lambda window, was, name=dock.name: not window.docks[name].isVisible(),
            lambda window, name=dock.name: window.docks[name].show() or window.docks[name].raise_(),
        )
    for name in LANGUAGES:
        table[f"language-{name}"] = Row(
            lambda window, was, name=name: window.settings.value("language") == name
        )
    for name in ("face_to_face", "four_planes", "one_plane", "table_on_the_wall", "through_the_station"):
        table[f"new-{name.replace('_', '-')}"] = Row(
            lambda window, was, name=name: (
                window.desk.path is None and window.desk.document == read_document(SCENES / f"{name}.json")
            ),
            do("new"),
        )
    for model in list_models():
        if model.facts.kind == "module":
            table[f"new-in-{model.name}"] = Row(
                lambda window, was, name=model.name: (
                    [m.model for m in window.desk.document.set.modules] == [name] and window.desk.path is None
                )
            )
    return table


TABLE = rows()
MENUS = sorted({action.menu.partition("/")[0] for action in ALL_ACTIONS})


def entries(menu: QMenu | object) -> list[QAction]:
    """List what stands in a menu and in those below it."""
    found: list[QAction] = []
    for action in menu.actions():  # type: ignore[attr-defined]
        below = action.menu()
        found += entries(below) if isinstance(below, QMenu) else [action]
    return found


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Answer what dialogs of the system ask."""
    FOLDER[:] = [tmp_path]
    SAID.clear()
    chosen = (str(SCENES / "one_plane.json"), "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: chosen)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "as.json"), ""))
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("Group of mine", True))
    monkeypatch.setattr(QMessageBox, "about", lambda _parent, title, _text: SAID.append(title))
    monkeypatch.setattr(Window, "ask_about_unsaved", lambda _: QMessageBox.StandardButton.Discard)


def begin(window: Window) -> None:
    """Bring a window to where every action of the walk begins."""
    for widget in QApplication.topLevelWidgets():
        if widget is not window and widget.isVisible():
            widget.close()
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    window.desk.open(SCENES / "face_to_face.json")
    window.desk.tools = Tools()
    window.desk.select([])
    window.arrange("above")
    window.stage.forget_point()
    window.stage.setFocus()
    for mark in vars(window.stage.marks):
        DEFAULTS["stage", mark] = getattr(window.stage.marks, mark)
    for guide in vars(window.monitor.guides):
        DEFAULTS["monitor", guide] = getattr(window.monitor.guides, guide)


def test_every_action_has_a_row() -> None:
    assert set(TABLE) == {action.name for action in ALL_ACTIONS}


@pytest.mark.usefixtures("answered")
@pytest.mark.parametrize("menu", MENUS)
def test_every_action_does_what_it_says(
    menu: str, open_window: Callable[..., Window], monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(size=(1100, 700))
    shown = np.zeros((90, 160, 3), np.uint8)
    monkeypatch.setattr(MonitorView, "picture", property(lambda _: shown))
    with monkeypatch.context() as patched:
        patched.setattr(window, "close", lambda: SAID.append("closed"))
        wrong = walked(window, menu)
    assert wrong == []


def walked(window: Window, menu: str) -> list[str]:
    """Do all that a menu has; return what did not do what it says."""
    in_menus = {entry.objectName(): entry for entry in entries(window.menuBar())}
    wrong = []
    for action in ALL_ACTIONS:
        if action.menu.partition("/")[0] != menu:
            continue
        row = TABLE[action.name]
        for keys in (*action.keys, ""):
            begin(window)
            row.given(window)
            window.table.update()
            was = before(window)
            SAID.clear()
            if keys:
                QTest.keySequence(window.stage, QKeySequence(keys))
            elif in_menus[action.name].isEnabled():
                in_menus[action.name].trigger()
            if not row.then(window, was):
                wrong.append(f"{action.name} by {keys or 'its entry'}")
    return wrong

"""What the Add and Thing menus do: new things, copies, hiding, locking, groups, attitudes carried over."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog

from zeroshot.desk.adding import (
    adding_actor,
    adding_camera,
    adding_light,
    duplicating,
    place_ahead,
    place_for_person,
)
from zeroshot.desk.desk import Desk
from zeroshot.framing.obstacles.rays import Hit
from zeroshot.gui.actions import Action, translated
from zeroshot.scene.document import AnyItem
from zeroshot.scene.edits import Composite, SetItem
from zeroshot.scene.revision import Edit
from zeroshot.spatial import Placement

if TYPE_CHECKING:
    from zeroshot.gui.window import Window


def _add(build: Callable[[Desk, Placement], Edit]) -> Callable[[Window], None]:
    def run(window: Window) -> None:
        desk = window.desk
        before = set(desk.document.items())
        if desk.do(build(desk, place_ahead(desk))):
            desk.select(item_id for item_id in desk.document.items() if item_id not in before)

    return run


def _add_person(window: Window) -> None:
    """Add somebody where there is room."""
    _add(lambda desk, _placement: adding_actor(desk, place_for_person(desk)))(window)


def _camera_here(window: Window) -> None:
    """Add a camera where the stage view looks from."""
    desk = window.desk
    before = set(desk.document.items())
    if desk.do(adding_camera(desk, desk.view.placement)):
        new = [item_id for item_id in desk.document.items() if item_id not in before]
        desk.select(new)
        for shot in desk.document.shots:
            if shot.camera in new:
                desk.show_shot(shot.id)
        if not desk.document.shots and new:
            desk.show_shot(new[0])


def _duplicate(window: Window) -> None:
    desk = window.desk
    before = set(desk.document.items())
    edit = duplicating(desk)
    if edit is not None and desk.do(edit):
        desk.select(item_id for item_id in desk.document.items() if item_id not in before)


def _flip(field: str, verb: str) -> Callable[[Window], None]:
    """Switch a field of everything chosen on, or off where it is on for all of it."""

    def run(window: Window) -> None:
        desk = window.desk
        items = _chosen(window)
        value = not all(getattr(item, field) for item in items)
        edits = tuple(SetItem(item.id, {field: value or None}) for item in items)
        if edits:
            desk.do(Composite(edits, verb))

    return run


def _is_on(field: str) -> Callable[[Window], bool]:
    return lambda window: bool(_chosen(window)) and all(getattr(item, field) for item in _chosen(window))


def _chosen(window: Window) -> list[AnyItem]:
    items = window.desk.document.items()
    return [items[item_id] for item_id in window.desk.selection if item_id in items]


def _show_all(window: Window) -> None:
    hidden = [item for item in window.desk.document.items().values() if item.hidden]
    if hidden:
        window.desk.do(
            Composite(tuple(SetItem(item.id, {"hidden": None}) for item in hidden), "Show everything")
        )


def _group(window: Window) -> None:
    name, is_given = QInputDialog.getText(window, translated("Group"), translated("Name of the group"))
    if is_given and name:
        edits = tuple(SetItem(item.id, {"group": name}) for item in _chosen(window))
        window.desk.do(Composite(edits, "Group"))


def _ungroup(window: Window) -> None:
    edits = tuple(SetItem(item.id, {"group": None}) for item in _chosen(window) if item.group)
    window.desk.do(Composite(edits, "Ungroup"))


def _choose_group(window: Window) -> None:
    names = {item.group for item in _chosen(window) if item.group}
    items = window.desk.document.items().values()
    window.desk.select([*window.desk.selection, *(item.id for item in items if item.group in names)])


def _copy_placement(window: Window) -> None:
    chosen = window.desk.chosen
    window.copied_placement = None if chosen is None else window.desk.placement(chosen)
    window.table.update()


def _paste(*, position: bool, attitude: bool, what: str) -> Callable[[Window], None]:
    def run(window: Window) -> None:
        desk, copied = window.desk, window.copied_placement
        placements = {}
        for item_id in desk.selection:
            own = desk.placement(item_id)
            if own is not None and copied is not None:
                placements[item_id] = Placement(
                    copied.position_m if position else own.position_m,
                    copied.orientation_xyzw if attitude else own.orientation_xyzw,
                )
        if placements:
            desk.do(desk.placing(placements, what=what))

    return run


def _look_at_picked(window: Window) -> None:
    """Have everybody chosen look at what is clicked next."""
    desk = window.desk
    actors = {actor.id for actor in desk.document.actors}
    chosen = [item_id for item_id in desk.selection if item_id in actors]

    def look(hit: Hit | None) -> None:
        if hit is None:
            desk.tell("there is nothing there to look at")
            return
        edits = [
            desk.changing(item_id, {"gaze": {"at": hit.item_id}}, what="Change gaze")
            for item_id in chosen
            if item_id != hit.item_id
        ]
        desk.do(Composite(tuple(edits), f"Look at {hit.item_id}"))

    window.ask_for_point(look, translated("Click what they are to look at"))


def _focus_on_picked(window: Window) -> None:
    """Focus the shot's lens on the point that is clicked next."""
    desk = window.desk

    def focus(hit: Hit | None) -> None:
        camera = desk.shot_camera
        placement = None if camera is None else desk.placement(camera.id)
        if camera is None or placement is None or hit is None:
            desk.tell("there is nothing there to focus on")
            return
        depth_m = float(placement.apply_inverse(hit.point_in_world)[0])
        if depth_m <= 0.0:
            desk.tell("that is behind the lens")
            return
        lens = {"lens": {"focus_m": round(depth_m, 3)}}
        desk.do(desk.changing(camera.id, lens, what=f"Focus on {hit.item_id}"))

    window.ask_for_point(focus, translated("Click what is to be sharp"))


def _has_actor(window: Window) -> bool:
    actors = {actor.id for actor in window.desk.document.actors}
    return any(item_id in actors for item_id in window.desk.selection)


def _has_selection(window: Window) -> bool:
    return bool(window.desk.selection)


def _can_paste(window: Window) -> bool:
    return bool(window.desk.selection) and window.copied_placement is not None


THING_ACTIONS: tuple[Action, ...] = (
    Action("add-person", "Person", "Add", _add_person, ("Shift+P",)),
    Action("add-camera", "Camera", "Add", _add(adding_camera), ("Shift+C",)),
    Action("add-camera-here", "Camera where the stage view looks from", "Add", _camera_here, ("Ctrl+Alt+C",)),
    Action("add-light", "Light panel", "Add", _add(adding_light), ("Shift+L",)),
    Action("look-at", "Look at what I click", "Thing", _look_at_picked, ("Shift+G",), is_possible=_has_actor),
    Action("focus-on", "Focus on what I click", "Shot", _focus_on_picked, ("Shift+F",),
           is_possible=lambda window: window.desk.shot_camera is not None),
    Action("duplicate", "Duplicate", "Thing", _duplicate, ("Ctrl+D",), is_possible=_has_selection),
    Action("copy-placement", "Copy place and attitude", "Thing", _copy_placement, ("Ctrl+C",),
           is_possible=_has_selection, starts_group=True),
    Action("paste-placement", "Paste place and attitude", "Thing",
           _paste(position=True, attitude=True, what="Paste placement of"), ("Ctrl+V",),
           is_possible=_can_paste),
    Action("paste-attitude", "Paste attitude only", "Thing",
           _paste(position=False, attitude=True, what="Paste attitude of"), ("Ctrl+Shift+V",),
           is_possible=_can_paste),
    Action("hide", "Hidden", "Thing", _flip("hidden", "Hide"), ("H",), is_on=_is_on("hidden"),
           is_possible=_has_selection, starts_group=True),
    Action("show-all", "Show everything hidden", "Thing", _show_all, ("Shift+H",),
           is_possible=lambda window: any(item.hidden for item in window.desk.document.items().values())),
    Action("lock", "Locked", "Thing", _flip("locked", "Lock"), ("L",), is_on=_is_on("locked"),
           is_possible=_has_selection),
    Action("group", "Group…", "Thing", _group, ("Ctrl+G",), is_possible=_has_selection, starts_group=True),
    Action("ungroup", "Ungroup", "Thing", _ungroup, ("Ctrl+Shift+G",),
           is_possible=lambda window: any(item.group for item in _chosen(window))),
    Action("choose-group", "Choose the whole group", "Thing", _choose_group, ("G",),
           is_possible=lambda window: any(item.group for item in _chosen(window))),
)  # fmt: skip

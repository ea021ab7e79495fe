"""What the File and Edit menus do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from zeroshot.desk.gizmo import ANGLE_SNAPS_DEG
from zeroshot.gui.actions import Action
from zeroshot.scene.edits import Composite, RemoveItem
from zeroshot.spatial import Placement, compose, quaternion_from_axis_angle

if TYPE_CHECKING:
    from zeroshot.gui.window import Window

NUDGE_M, FINE_NUDGE_M = 0.05, 0.01
TURN_DEG = 15.0


def _remove(window: Window) -> None:
    desk = window.desk
    chosen = desk.selection
    title = f"Remove {chosen[0]}" if len(chosen) == 1 else f"Remove {len(chosen)} things"
    desk.do(Composite(tuple(RemoveItem(item_id) for item_id in chosen), title))


def _nudge(axis: int, sign: float, step_m: float = NUDGE_M) -> Callable[[Window], None]:
    """Move what is chosen a step along an axis of the frame that the tools name."""

    def run(window: Window) -> None:
        from zeroshot.desk.placing import frame_axes

        desk = window.desk
        placements = {}
        for item_id in desk.selection:
            placement = desk.placement(item_id)
            if placement is not None:
                shift = sign * step_m * frame_axes(desk, placement)[:, axis]
                placements[item_id] = Placement.from_arrays(
                    np.asarray(placement.position_m) + shift, placement.orientation_xyzw
                )
        if placements:
            desk.do(desk.placing(placements, what="Nudge"))

    return run


def _turn(axis: int, sign: float) -> Callable[[Window], None]:
    """Turn what is chosen a step about an axis of the frame that the tools name."""

    def run(window: Window) -> None:
        from zeroshot.desk.placing import frame_axes

        desk = window.desk
        placements = {}
        for item_id in desk.selection:
            placement = desk.placement(item_id)
            if placement is not None:
                about = frame_axes(desk, placement)[:, axis]
                turn = quaternion_from_axis_angle(about, sign * np.radians(TURN_DEG))
                placements[item_id] = Placement.from_arrays(
                    placement.position_m, compose(turn, placement.orientation_xyzw)
                )
        if placements:
            desk.do(desk.placing(placements, what="Turn"))

    return run


def _tool(field: str, value: object, text: str, menu: str, keys: tuple[str, ...] = ()) -> Action:
    shown = str(value).replace(".", "-").lower()
    return Action(
        f"{field.replace('_', '-')}-{shown}",
        text,
        menu,
        lambda window: window.desk.change_tools(**{field: value}),
        keys,
        is_on=lambda window: getattr(window.desk.tools, field) == value,
    )


def _use_axes_of_chosen(window: Window) -> None:
    actors = {actor.id for actor in window.desk.document.actors}
    chosen = [item_id for item_id in window.desk.selection if item_id in actors]
    if chosen:
        window.desk.change_tools(frame=chosen[-1])
    else:
        window.desk.tell("choose whose axes they shall be first")


def _has_selection(window: Window) -> bool:
    return bool(window.desk.selection)


def _select_all(window: Window) -> None:
    window.desk.select(actor.id for actor in window.desk.document.actors)


def _flip(name: str) -> Callable[[Window], None]:
    return lambda window: window.desk.change_tools(**{name: not getattr(window.desk.tools, name)})


_AXES = ("forward", "right", "down")

EDIT_ACTIONS: tuple[Action, ...] = (
    Action("undo", "Undo", "Edit", lambda window: window.desk.undo(), ("Ctrl+Z",),
           is_possible=lambda window: bool(window.desk.session.history) or window.desk.session.is_previewing),
    Action("redo", "Redo", "Edit", lambda window: window.desk.redo(), ("Ctrl+Shift+Z", "Ctrl+Y"),
           is_possible=lambda window: bool(window.desk.session.future)),
    Action("remove", "Remove", "Edit", _remove, ("Del",), is_possible=_has_selection, starts_group=True),
    Action("select-everybody", "Choose everybody", "Edit", _select_all, ("Ctrl+A",), starts_group=True),
    Action("select-nothing", "Choose nothing", "Edit", lambda window: window.desk.select([]),
           ("Ctrl+Shift+A",)),
    *(
        Action(f"nudge-{axis}-{way}", f"Nudge {axis}, {word}", "Edit/Nudge", _nudge(index, sign), (keys,),
               is_possible=_has_selection)
        for index, axis in enumerate(_AXES)
        for way, word, sign, keys in (
            ("plus", "along", 1.0, ("Up", "Right", "PgDown")[index]),
            ("minus", "against", -1.0, ("Down", "Left", "PgUp")[index]),
        )
    ),
    *(
        Action(f"turn-{axis}-{way}", f"Turn about {axis}, {word}", "Edit/Nudge", _turn(index, sign), (keys,),
               is_possible=_has_selection)
        for index, axis in enumerate(_AXES)
        for way, word, sign, keys in (
            ("plus", "clockwise", 1.0, ("Shift+PgDown", "Shift+Up", "Shift+Right")[index]),
            ("minus", "back", -1.0, ("Shift+PgUp", "Shift+Down", "Shift+Left")[index]),
        )
    ),
    _tool("handles", "both", "Move and turn", "Edit/Handles", ("Q",)),
    _tool("handles", "move", "Move", "Edit/Handles", ("W",)),
    _tool("handles", "turn", "Turn", "Edit/Handles", ("E",)),
    _tool("handles", "none", "None", "Edit/Handles"),
    _tool("frame", "station", "The station's", "Edit/Axes", ("X",)),
    _tool("frame", "own", "Its own", "Edit/Axes", ("Shift+X",)),
    _tool("frame", "camera", "The camera's", "Edit/Axes", ("Ctrl+Shift+X",)),
    Action("frame-actor", "The chosen actor's, for everything", "Edit/Axes", _use_axes_of_chosen, ("Alt+X",),
           tip="Handles keep the axes of who is chosen now, whatever is chosen afterwards",
           is_on=lambda window: window.desk.tools.frame not in ("station", "own", "camera")),
    _tool("step_snap_m", None, "Free steps", "Edit/Snap"),
    _tool("step_snap_m", 0.05, "Steps of 5 cm", "Edit/Snap"),
    _tool("angle_snap_deg", None, "Free turns", "Edit/Snap"),
    *(_tool("angle_snap_deg", angle, f"Turns of {angle:g}°", "Edit/Snap") for angle in ANGLE_SNAPS_DEG),
    Action("snap-to-surfaces", "To surfaces", "Edit/Snap", _flip("snaps_to_surfaces"), ("S",),
           is_on=lambda window: window.desk.tools.snaps_to_surfaces, starts_group=True),
    Action("snap-to-rails", "To rails", "Edit/Snap", _flip("snaps_to_rails"), ("Shift+S",),
           tip="What is dragged near a rail goes to it: a hand of somebody's, a thing by a clamp's length",
           is_on=lambda window: window.desk.tools.snaps_to_rails),
    Action("posing", "Pose by hand", "Edit", _flip("is_posing"), ("P",),
           tip="Take hold of the joints of who is chosen: pull hands and feet, turn the rest",
           is_on=lambda window: window.desk.tools.is_posing, starts_group=True),
    Action("this-shot-only", "Change this shot only", "Edit", _flip("this_shot_only"), ("T",),
           tip="What is moved and changed then differs in this shot only; all other shots stay as they are",
           is_on=lambda window: window.desk.tools.this_shot_only,
           is_possible=lambda window: bool(window.desk.document.shots), starts_group=True),
)  # fmt: skip

"""What the View menu does: where one looks from, and what is painted over the pictures."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from zeroshot.desk import free_camera as free
from zeroshot.gui.actions import Action
from zeroshot.gui.marks import points_of
from zeroshot.render.looks import LOOKS
from zeroshot.spatial import FORWARD, HEAD, RIGHT, STATION_DIRECTIONS, Array, head_of, rotate

if TYPE_CHECKING:
    from zeroshot.gui.window import Window

ZOOM_SHARE = 0.25
QUARTER_TURN = 0.25
"""A key press orbits by a quarter of half a circle: 45°."""


def _look_along(direction: tuple[float, float, float]) -> Callable[[Window], None]:
    """Look at what is chosen from a side of the station: from port one looks to starboard."""

    def run(window: Window) -> None:
        desk = window.desk
        staged = desk.staged()
        head = HEAD if staged is None else staged.station_head
        desk.look_from(free.looking(desk.view, -np.asarray(direction), head_in_world=head))

    return run


def _from_actor(direction_in_actor: Array) -> Callable[[Window], None]:
    """Look at the chosen actor from a side of their own frame, their head to the view's top."""

    def run(window: Window) -> None:
        desk = window.desk
        actor_id = chosen_actor(window)
        placement = None if actor_id is None else desk.placement(actor_id)
        if placement is None:
            return
        turn = placement.orientation_xyzw
        middle = np.asarray(placement.position_m)
        away = float(np.clip(desk.view.distance_m, 1.2, 4.0))
        view = free.FreeCamera(desk.view.placement, away)
        there = free.looking(view, -rotate(turn, direction_in_actor), head_in_world=head_of(turn))
        shift = middle - there.pivot_in_world
        moved = type(there.placement).from_arrays(
            np.asarray(there.placement.position_m) + shift, there.placement.orientation_xyzw
        )
        desk.look_from(free.FreeCamera(moved, away))

    return run


def chosen_actor(window: Window) -> str | None:
    """Return the last chosen actor, None where no actor is chosen."""
    actors = {actor.id for actor in window.desk.document.actors}
    return next((item_id for item_id in reversed(window.desk.selection) if item_id in actors), None)


def _level_to(whose: str) -> Callable[[Window], None]:
    def run(window: Window) -> None:
        desk = window.desk
        staged = desk.staged()
        head = HEAD if staged is None else staged.station_head
        name = chosen_actor(window) if whose == "actor" else None
        placement = None if name is None else desk.placement(name)
        if whose == "actor" and placement is not None:
            head = head_of(placement.orientation_xyzw)
        if whose == "camera" and staged is not None:
            head = head_of(staged.camera_placement.orientation_xyzw)
        desk.look_from(free.levelled(desk.view, head))

    return run


def frame_selected(window: Window) -> None:
    """Bring what is chosen, or everybody, well into the stage view."""
    desk = window.desk
    staged = desk.staged()
    if staged is None:
        return
    ids = desk.selection or tuple(actor.actor.id for actor in staged.actors)
    found = [points for item_id in ids if (points := points_of(staged, item_id)) is not None]
    if found:
        aspect = max(window.stage.width(), 1) / max(window.stage.height(), 1)
        desk.look_from(free.framing_points(desk.view, np.concatenate(found), aspect=aspect))


def _orbit(across: float, along: float) -> Callable[[Window], None]:
    def run(window: Window) -> None:
        view = free.orbited(window.desk.view, across, along, axis_in_world=window.stage.turntable_axis())
        window.desk.look_from(view)

    return run


def _dolly(share: float) -> Callable[[Window], None]:
    return lambda window: window.desk.look_from(free.dollied(window.desk.view, share))


def _roll(angle_deg: float) -> Callable[[Window], None]:
    return lambda window: window.desk.look_from(free.rolled(window.desk.view, np.radians(angle_deg)))


def _from_camera(window: Window) -> None:
    """Look from where the shot's camera is."""
    camera = window.desk.shot_camera
    if camera is not None:
        placement = window.desk.placement(camera.id)
        if placement is not None:
            window.desk.look_from(free.FreeCamera(placement, max(camera.lens.focus_m, 0.2)))


def _mark(name: str, text: str, keys: tuple[str, ...] = ()) -> Action:
    def run(window: Window) -> None:
        setattr(window.stage.marks, name, not getattr(window.stage.marks, name))
        window.stage.update()

    return Action(
        f"show-{name}",
        text,
        "View/Stage shows",
        run,
        keys,
        is_on=lambda window: bool(getattr(window.stage.marks, name)),
    )


def _guide(name: str, text: str, keys: tuple[str, ...] = ()) -> Action:
    def run(window: Window) -> None:
        setattr(window.monitor.guides, name, not getattr(window.monitor.guides, name))
        window.monitor.update()

    return Action(
        f"guide-{name.replace('_', '-')}",
        text,
        "View/Monitor shows",
        run,
        keys,
        is_on=lambda window: bool(getattr(window.monitor.guides, name)),
    )


def _set_turntable(whose: str | None) -> Callable[[Window], None]:
    def run(window: Window) -> None:
        name = chosen_actor(window) if whose == "actor" else whose
        window.desk.change_tools(turntable=name)

    return run


def _has_actor(window: Window) -> bool:
    return chosen_actor(window) is not None


def _look(name: str, text: str) -> Action:
    def run(window: Window) -> None:
        window.monitor.use_look(name)
        window.monitor.refresh()
        window.table.update()

    return Action(
        f"monitor-{name}",
        text,
        "View/Monitor draws",
        run,
        tip=LOOKS[name].purpose,
        is_on=lambda window: window.monitor.good_look == name,
    )


def _scheme(name: str, text: str) -> Action:
    return Action(
        f"scheme-{name}",
        text,
        "View/Mouse like",
        lambda window: window.use_scheme(name),
        is_on=lambda window: window.stage.scheme == name,
    )


MONITOR_LOOKS = {
    "standard": "Everyday light",
    "film": "Film light with depth of field",
    "clay": "Clay",
    "storyboard": "Storyboard",
    "planes": "Planes in colours",
}

_SIDES: dict[str, Array] = {
    "front": FORWARD, "back": -FORWARD, "left": -RIGHT, "right": RIGHT, "head": HEAD, "feet": -HEAD,
}  # fmt: skip
_NUMBERS = {"forward": "1", "aft": "2", "port": "3", "starboard": "4", "overhead": "5", "deck": "6"}


def _arranged(name: str, text: str, keys: tuple[str, ...]) -> Action:
    return Action(
        f"arrange-{name}",
        text,
        "View/Arrange",
        lambda window: window.arrange(name),
        keys,
        is_on=lambda window: window.views.name == name,
    )


VIEW_ACTIONS: tuple[Action, ...] = (
    _arranged("above", "Stage above monitor", ("F1",)),
    _arranged("beside", "Stage beside monitor", ("F2",)),
    _arranged("stage", "Stage alone", ("F3",)),
    _arranged("monitor", "Monitor alone", ("F4",)),
    _arranged("quad", "Stage and three planes", ("F5",)),
    _arranged("compare", "Two shots side by side", ("F6",)),
    Action("swap-views", "Swap stage and monitor", "View/Arrange", lambda window: window.views.swap(),
           ("Tab",)),
    Action("frame-selected", "Frame what is chosen", "View", frame_selected, ("F",)),
    Action("zoom-in", "Go nearer", "View", _dolly(ZOOM_SHARE), ("Ctrl+=", "Ctrl++")),
    Action("zoom-out", "Go back", "View", _dolly(-ZOOM_SHARE), ("Ctrl+-",)),
    *(
        Action(
            f"look-from-{name}",
            f"From {name}",
            "View/Look from",
            _look_along(direction),
            (f"Alt+{_NUMBERS[name]}",),
            tip=f"Look at the middle of the stage view from {name}",
        )
        for name, direction in STATION_DIRECTIONS.items()
    ),
    Action("look-from-camera", "From the shot's camera", "View/Look from", _from_camera, ("Alt+0",),
           starts_group=True),
    *(
        Action(
            f"look-from-their-{name}",
            f"From the chosen actor's {name}",
            "View/Look from",
            _from_actor(direction),
            (f"Ctrl+Alt+{index}",),
            is_possible=_has_actor,
            starts_group=index == 1,
        )
        for index, (name, direction) in enumerate(_SIDES.items(), 1)
    ),
    Action("level-to-station", "Level to the station", "View", _level_to("station"), ("Home",),
           starts_group=True),
    Action("level-to-actor", "Level to the chosen actor", "View", _level_to("actor"), ("Shift+Home",),
           is_possible=_has_actor),
    Action("level-to-camera", "Level to the shot's camera", "View", _level_to("camera"), ("Ctrl+Home",)),
    Action("orbit-left", "Orbit left", "View/Orbit", _orbit(-QUARTER_TURN, 0.0), ("Ctrl+Left",)),
    Action("orbit-right", "Orbit right", "View/Orbit", _orbit(QUARTER_TURN, 0.0), ("Ctrl+Right",)),
    Action("orbit-over", "Orbit over", "View/Orbit", _orbit(0.0, QUARTER_TURN), ("Ctrl+Up",)),
    Action("orbit-under", "Orbit under", "View/Orbit", _orbit(0.0, -QUARTER_TURN), ("Ctrl+Down",)),
    Action("roll-left", "Roll left", "View/Orbit", _roll(-15.0), ("Ctrl+[",)),
    Action("roll-right", "Roll right", "View/Orbit", _roll(15.0), ("Ctrl+]",)),
    Action("turntable-none", "No fixed vertical", "View/Orbit", _set_turntable(None), starts_group=True,
           is_on=lambda window: window.desk.tools.turntable is None),
    Action("turntable-station", "Turntable about the station's vertical", "View/Orbit",
           _set_turntable("station"), is_on=lambda window: window.desk.tools.turntable == "station"),
    Action("turntable-actor", "Turntable about the chosen actor's vertical", "View/Orbit",
           _set_turntable("actor"), is_possible=_has_actor,
           is_on=lambda window: window.desk.tools.turntable not in (None, "station")),
    _mark("cameras", "Cameras"),
    _mark("names", "Names and head directions"),
    _mark("discs", "Planes as discs"),
    _mark("compass", "Compass"),
    _guide("thirds", "Thirds", ("Ctrl+T",)),
    _guide("centre", "Centre"),
    _guide("safe_areas", "Safe areas"),
    _guide("horizons", "Horizons of all planes", ("Ctrl+H",)),
    _guide("clocks", "Clocks", ("Ctrl+K",)),
    _guide("eyelines", "Eyelines"),
    _guide("down", "What reads as down"),
    *(_look(name, text) for name, text in MONITOR_LOOKS.items()),
    _scheme("blender", "Blender"),
    _scheme("maya", "Maya"),
)  # fmt: skip

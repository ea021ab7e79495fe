"""The bar of steps in the order in which a film needs them; and panels, to have and to put away."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolBar, QWidget

from zeroshot.gui.actions import Action, translated
from zeroshot.gui.docks import DOCKS

if TYPE_CHECKING:
    from zeroshot.gui.window import Window

STEPS: tuple[tuple[tuple[str, str], ...], ...] = (
    (("add-person", "Add person"), ("add-camera", "Add camera")),
    (("panel-compose", "Compose"), ("posing", "Pose by hand")),
    (("new-shot", "New shot"), ("this-shot-only", "This shot only")),
    (("stills", "Draw stills…"),),
)
"""Actions by name with what the bar calls them, in groups."""


def build_toolbar(window: Window) -> QToolBar:
    """Put the bar above the views."""
    bar = QToolBar(translated("Steps"), window)
    bar.setObjectName("toolbar-steps")
    bar.setMovable(False)
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    for index, group in enumerate(STEPS):
        if index:
            bar.addSeparator()
        for name, title in group:
            action = window.table.qactions[name]
            action.setIconText(translated(title))
            bar.addAction(action)
            button = bar.widgetForAction(action)
            assert isinstance(button, QWidget)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(translated(title))
    window.addToolBar(bar)
    return bar


def _toggle(name: str) -> Callable[[Window], None]:
    """Bring a panel before the others of its place, or put it away where it is in sight."""

    def run(window: Window) -> None:
        dock = window.docks[name]
        if _is_seen(window, name):
            dock.hide()
        else:
            dock.show()
            dock.raise_()

    return run


def _seen(name: str) -> Callable[[Window], bool]:
    return lambda window: _is_seen(window, name)


def _is_seen(window: Window, name: str) -> bool:
    """Tell whether a panel is in sight: one behind another has no region that shows."""
    dock = window.docks[name]
    return dock.isVisible() and not dock.visibleRegion().isEmpty()


PANEL_ACTIONS: tuple[Action, ...] = tuple(
    Action(
        f"panel-{dock.name}",
        dock.title,
        "View/Panels",
        _toggle(dock.name),
        tip="Bring this panel to the front, or put it away",
        is_on=_seen(dock.name),
    )
    for dock in DOCKS
)

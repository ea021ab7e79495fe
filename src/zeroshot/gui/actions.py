"""Everything that can be done, in one table: menus, buttons, keys, the palette and the key list come from it.

An action is a name, a place in a menu, keys, and a function of the window. Nothing else makes a QAction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from zeroshot.gui.languages import TABLES

if TYPE_CHECKING:
    from zeroshot.gui.window import Window

Run = Callable[["Window"], None]
Ask = Callable[["Window"], bool]


@dataclass(frozen=True)
class Action:
    """Something that can be done.

    name: for code and tests, words joined by hyphens. text: in menus, sentence case, "…" only when it opens a
    dialog. menu: the path of the menu, such as "File" or "View/Look from". is_on: for what is switched on and
    off. is_possible: whether it can be done now; always, where None.
    """

    name: str
    text: str
    menu: str
    run: Run
    keys: tuple[str, ...] = ()
    tip: str = ""
    is_on: Ask | None = None
    is_possible: Ask | None = None
    starts_group: bool = False


class ActionTable:
    """The actions of one window, made from tables once."""

    def __init__(self, window: Window, actions: Iterable[Action]) -> None:
        self._window = window
        self.actions: dict[str, Action] = {}
        self.qactions: dict[str, QAction] = {}
        for action in actions:
            if action.name in self.actions:
                raise AssertionError(f"two actions are called {action.name}")
            self.actions[action.name] = action
            self.qactions[action.name] = self._make(action)

    def trigger(self, name: str) -> None:
        """Do what an action does, as its menu entry would."""
        self.qactions[name].trigger()

    def update(self) -> None:
        """Grey out what cannot be done now, and tick what is on."""
        for name, action in self.actions.items():
            made = self.qactions[name]
            made.setEnabled(action.is_possible is None or action.is_possible(self._window))
            if action.is_on is not None:
                made.setChecked(action.is_on(self._window))

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Build the menus in the order of the table; returns them by path."""
        menus: dict[str, QMenu] = {}
        for name, action in self.actions.items():
            menu = self._menu(bar, menus, action.menu)
            if action.starts_group and not menu.isEmpty():
                menu.addSeparator()
            menu.addAction(self.qactions[name])
        return menus

    def _menu(self, bar: QMenuBar, menus: dict[str, QMenu], path: str) -> QMenu:
        if path not in menus:
            above, _, title = path.rpartition("/")
            text = translated(title)
            menus[path] = self._menu(bar, menus, above).addMenu(text) if above else bar.addMenu(text)
            menus[path].setToolTipsVisible(True)
        return menus[path]

    def _make(self, action: Action) -> QAction:
        made = QAction(translated(action.text), self._window)
        made.setObjectName(action.name)
        made.setShortcuts([QKeySequence(keys) for keys in action.keys])
        tip = translated(action.tip or action.text)
        shown = (
            QKeySequence(action.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
            if action.keys
            else ""
        )
        made.setToolTip(f"{tip} ({shown})" if shown else tip)
        made.setStatusTip(tip)
        made.setCheckable(action.is_on is not None)
        made.triggered.connect(lambda _=False, run=action.run: run(self._window))
        self._window.addAction(made)
        return made


def translated(text: str) -> str:
    """Return a text of the tables in the language of the app."""
    return QCoreApplication.translate(TABLES, text)


def translated_in(context: str, text: str) -> str:
    """Return a text that means something of its own in a context, in the language of the app."""
    return QCoreApplication.translate(context, text)


def pose_title(title: str) -> str:
    """Return what a pose is called in the language of the app."""
    return translated_in("poses", title)


def given_name(name: str) -> str:
    """Return what something new is called in the language of the app; models go by their titles."""
    given = translated_in("names", name)
    return given if given != name else translated(name)

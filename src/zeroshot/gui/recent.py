"""Recent scene files: remembered between sessions, offered in a menu."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from zeroshot.gui.window import Window

KEPT = 10
_KEY = "recent"


def recent_files(settings: QSettings) -> tuple[Path, ...]:
    """Return the files opened or saved last, the latest first; those that are gone are left out."""
    stored = settings.value(_KEY)
    names = [stored] if isinstance(stored, str) else list(stored) if isinstance(stored, list | tuple) else []
    paths = (Path(str(name)) for name in names)
    return tuple(path for path in paths if path.is_file())


def remember_file(settings: QSettings, path: Path) -> None:
    """Put a file at the top of the recent ones."""
    whole = path.resolve()
    rest = [other for other in recent_files(settings) if other != whole]
    settings.setValue(_KEY, [os.fspath(other) for other in (whole, *rest)][:KEPT])


def fill_recent(window: Window, menu: QMenu) -> None:
    """List the recent files in a menu, above what is there to forget them."""
    keep = [action for action in menu.actions() if action.objectName()]
    for action in menu.actions():
        menu.removeAction(action)
    for path in recent_files(window.settings):
        entry = menu.addAction(path.name)
        entry.setToolTip(os.fspath(path))
        entry.triggered.connect(lambda _checked=False, path=path: window.open_if_free(path))
    menu.addSeparator()
    for action in keep:
        menu.addAction(action)


def forget_files(settings: QSettings) -> None:
    """Forget the recent files."""
    settings.remove(_KEY)

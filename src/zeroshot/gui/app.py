"""Starting the app, and pictures of its window."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from zeroshot.batch.faults import sentence_of_bug
from zeroshot.desk.darkroom.start import Drawer
from zeroshot.desk.desk import Desk
from zeroshot.errors import OutputError
from zeroshot.gui.display import has_display
from zeroshot.gui.file_actions import empty_scene
from zeroshot.gui.help import welcome
from zeroshot.gui.languages import use_language
from zeroshot.gui.theme import apply_theme
from zeroshot.gui.window import Window

SETTLED_MS = 250
WELCOMED = "welcomed"
"""The setting that says that somebody has been here before."""

LONGEST_WAIT_S = 60.0


def run_app(
    scene: Path | None,
    *,
    screenshot: Path | None = None,
    started: Mapping[str, Drawer] | None = None,
) -> int:
    """Open the app on a scene file, or on an empty scene; returns the exit code.

    screenshot: draw the window, save a picture of it there, and leave. started: processes that draw and run
    already, by room. Raises OutputError when the screenshot cannot be written. Without a display only a
    screenshot can be had: ask `zeroshot.gui.display` first.
    """
    if screenshot is not None and not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = make_application()
    settings = _settings(is_fresh=screenshot is not None)
    use_language(str(settings.value("language", "system")))
    desk = Desk(empty_scene())
    window = Window(desk, settings, started=started)
    if scene is not None:
        window.open_path(scene)
    window.show()
    _catch_bugs(desk)
    if screenshot is None:
        is_first = settings.value(WELCOMED) is None
        settings.setValue(WELCOMED, True)
        if not window.safekeeping.offer_drafts() and is_first and scene is None:
            welcome(window)
    if screenshot is not None:
        wait_until_idle(window)
        is_written = window.grab().save(os.fspath(screenshot))
        desk.session.mark_saved()
        window.close()
        if not is_written:
            raise OutputError(f"the picture of the window cannot be written: {screenshot}")
        return 0
    return int(app.exec())


def make_application() -> QApplication:
    """Return the one QApplication, made and themed when there is none yet."""
    existing = QCoreApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    # The threads that take pictures in wait for the window's own, several times a picture, but no longer than
    # this; Python's 5 ms each would be as long as drawing.
    sys.setswitchinterval(0.001)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("zeroshot")
    app.setOrganizationName("zeroshot")
    apply_theme(app)
    return app


def wait_until_idle(window: Window, *, limit_s: float = LONGEST_WAIT_S) -> bool:
    """Let the window work until nothing is drawn or waited for; tells whether that came before the limit."""
    end = time.monotonic() + limit_s
    quiet_since: float | None = None
    while time.monotonic() < end:
        loop = QEventLoop()
        QTimer.singleShot(20, loop.quit)
        loop.exec()
        if not window.is_idle:
            quiet_since = None
            continue
        quiet_since = quiet_since or time.monotonic()
        if (time.monotonic() - quiet_since) * 1000.0 >= SETTLED_MS:
            return True
    return False


def _catch_bugs(desk: Desk) -> None:
    """Tell a bug in one line, in the window; what is on the desk stays there."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        desk.tell(sentence_of_bug(error))

    sys.excepthook = hook


def _settings(*, is_fresh: bool) -> QSettings:
    """Return where layout and choices are remembered; nothing is, for a picture of a fresh window."""
    if is_fresh:
        return QSettings(os.devnull, QSettings.Format.IniFormat)
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "zeroshot", "zeroshot")

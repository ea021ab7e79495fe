"""A real window on an example scene, without a display; it is closed, and everything it started is gone."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from zeroshot.desk.desk import Desk
from zeroshot.gui.app import make_application, wait_until_idle
from zeroshot.gui.developer import Developer
from zeroshot.gui.window import Window
from zeroshot.scene.files import read_document

SCENES = Path(__file__).parents[2] / "scenes"


@pytest.fixture(scope="session")
def qapp() -> object:
    """The app's own application, with its theme."""
    return make_application()


@pytest.fixture
def open_window(
    qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Window]]:
    """Open windows on scenes; each starts from settings of its own.

    Pictures are made only for tests that wait for them (``settled``): a window starts three processes.
    """
    windows: list[Window] = []
    if "settled" not in request.fixturenames:
        monkeypatch.setattr(Developer, "_ask", lambda *_arguments: None)

    def opened(scene: str | Path = "face_to_face.json", *, size: tuple[int, int] = (900, 560)) -> Window:
        path = SCENES / scene
        settings = QSettings(str(tmp_path / f"{len(windows)}.ini"), QSettings.Format.IniFormat)
        window = Window(Desk(read_document(path), path=path), settings, drafts=tmp_path / "drafts")
        windows.append(window)
        window.resize(*size)
        window.show()
        qtbot.waitExposed(window)
        return window

    yield opened
    for window in windows:
        window.desk.session.mark_saved()
        window.close()
        window.deleteLater()
    left = [thread.name for thread in threading.enumerate() if thread.name.startswith(("darkroom", "draft"))]
    assert not left, f"threads were left running: {left}"


@pytest.fixture
def window(open_window: Callable[..., Window]) -> Window:
    """Return a window on two people face to face."""
    return open_window()


@pytest.fixture
def settled(qtbot: QtBot) -> Callable[[Window], None]:
    """Wait until a window shows the good pictures of what is on its desk."""

    def wait(window: Window) -> None:
        assert wait_until_idle(window), "the window did not come to rest"

    return wait

"""Draw the pictures of docs/app.md: the main states of the window, each from a window of its own.

Run: python tools/app_pictures.py [NAME ...] [--out FOLDER] [--suffix jpg|png] [--size 1440x900]. With
QT_SCALE_FACTOR=1.5 or 2 it shows how they look on such a screen.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QSettings
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from zeroshot.desk.desk import Desk
from zeroshot.gui.app import make_application, wait_until_idle
from zeroshot.gui.languages import use_language
from zeroshot.gui.panels.compose import ComposePanel
from zeroshot.gui.still_actions import show_stills
from zeroshot.gui.window import Window
from zeroshot.scene.files import read_document

ROOT = Path(__file__).parents[1]
JPEG_QUALITY = 88


def start(window: Window) -> None:
    """Someone is chosen, with handles, and what can be said of them."""
    window.desk.select(["surgeon"])


def compose(window: Window) -> None:
    """The composing moves, and what one would do."""
    window.desk.select(["surgeon", "engineer"])
    window.docks["compose"].raise_()
    panel = window.panel("compose")
    assert isinstance(panel, ComposePanel)
    button = next(found for found in panel.buttons if found.offer().move == "two-shot")
    button.show_move()


def posing(window: Window) -> None:
    """Joints to take hold of, close by."""
    window.desk.select(["surgeon"])
    window.table.trigger("arrange-stage")
    window.table.trigger("frame-selected")
    window.table.trigger("posing")


def quad(window: Window) -> None:
    """The stage, and the picture as it reads in three planes at once."""
    window.table.trigger("arrange-quad")


def compare(window: Window) -> None:
    """Two shots side by side."""
    window.table.trigger("arrange-compare")
    for dock in ("outline", "library"):
        window.docks[dock].hide()


def stills(window: Window) -> None:
    """The stills dialog over the window."""
    dialog = show_stills(window)
    dialog.folder.setText("stills")


def tour(window: Window) -> None:
    """The second hint of the tour."""
    window.table.trigger("tour")
    assert window.tour is not None
    window.tour.go_on()


def russian(window: Window) -> None:
    """The inspector of a camera, in Russian."""
    window.desk.select(["a"])


STATES: dict[str, Callable[[Window], None]] = {
    "start": start,
    "compose": compose,
    "posing": posing,
    "quad": quad,
    "compare": compare,
    "stills": stills,
    "tour": tour,
    "russian": russian,
}


def picture_of(name: str, size: tuple[int, int], folder: Path) -> QPixmap:
    """Open a window on the example scene, bring it into a state, and return how it looks when it rests."""
    use_language("ru" if name == "russian" else "en")
    scene = ROOT / "scenes" / "four_planes.json"
    settings = QSettings(os.fspath(folder / f"{name}.ini"), QSettings.Format.IniFormat)
    window = Window(Desk(read_document(scene), path=scene), settings, drafts=folder / "drafts")
    window.resize(*size)
    window.show()
    wait_until_idle(window)
    STATES[name](window)
    if not window.desk.session.is_previewing:  # the good picture waits until a preview ends
        wait_until_idle(window)
    else:
        _wait_for_preview()
    shown = window.grab()
    if window.stills is not None:
        _lay_over(shown, window, window.stills)
    window.desk.cancel_preview()
    window.desk.session.mark_saved()
    window.close()
    window.deleteLater()
    QApplication.processEvents()
    return shown


def _wait_for_preview() -> None:
    """Let the quick pictures of a preview come: nothing tells when the last one is there."""
    QTest.qWait(4000)


def _lay_over(shown: QPixmap, window: Window, dialog: QWidget) -> None:
    """Paint a dialog where it would lie: without a window system it has a surface of its own."""
    painter = QPainter(shown)
    middle = window.rect().center() - dialog.rect().center()
    painter.drawPixmap(QPoint(middle.x(), middle.y() - 60), dialog.grab())
    painter.end()


def main() -> None:
    """Draw the states asked for, all by default."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*STATES, []])
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "pictures" / "app")
    parser.add_argument("--suffix", default="jpg", choices=["jpg", "png"])
    parser.add_argument("--size", default="1440x900")
    given = parser.parse_args()
    width, _, height = given.size.partition("x")
    given.out.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = make_application()
    with tempfile.TemporaryDirectory() as folder:
        for name in given.names or STATES:
            path = given.out / f"{name}.{given.suffix}"
            picture_of(name, (int(width), int(height)), Path(folder)).save(
                os.fspath(path), quality=JPEG_QUALITY
            )
            print(path)
    app.processEvents()


if __name__ == "__main__":
    main()

"""An app that a monkey works on until somebody kills it; it notes every change and when it was."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from monkey import Monkey
from zeroshot.desk.desk import Desk
from zeroshot.gui.app import make_application
from zeroshot.gui.window import Window
from zeroshot.scene.content import text_from_document
from zeroshot.scene.files import read_document

CLEAN = "clean"
"""Stands in the log for what the file holds: there is nothing to lose, and no draft."""


def main(scene: str, folder: str, seed: str) -> None:
    """Work until killed."""
    app = make_application()
    assert isinstance(app, QApplication)
    home = Path(folder)
    path = Path(scene)
    settings = QSettings(str(home / "settings.ini"), QSettings.Format.IniFormat)
    window = Window(Desk(read_document(path), path=path), settings, drafts=home / "drafts")
    window.resize(820, 560)
    monkey = Monkey(window, int(seed), home)
    # What would need an answer, or make the work a saved one, is left out.
    for deed in (monkey.save, monkey.open, monkey.resize):
        monkey.deeds.pop(deed)
    (home / "ready").write_text("ready")
    with (home / "log").open("a", encoding="utf-8") as log:
        last = window.desk.session.committed
        while True:
            monkey.do()
            app.processEvents()
            now = window.desk.session.committed
            if now is not last:
                last = now
                name = hash_of(text_from_document(now)) if window.desk.session.is_dirty else CLEAN
                log.write(f"{time.time()} {name}\n")
                log.flush()
            time.sleep(0.02)


def hash_of(text: str) -> str:
    """Return a name for a document's text."""
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Work that is never lost: drafts written aside, recovery at the start, and a file that changed under us."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer
from PySide6.QtWidgets import QMessageBox, QWidget

from zeroshot.desk.desk import Desk
from zeroshot.desk.drafts import Draft, DraftKeeper, drafts_folder, find_drafts
from zeroshot.errors import ZeroshotError
from zeroshot.scene.document import Document
from zeroshot.scene.files import read_document

KEEP_AFTER_MS = 800
"""A draft is written when nothing has changed for so long …"""

KEEP_AT_LEAST_EVERY_S = 3.0
"""… and while things go on changing, at least so often: at most the last 10 s are lost."""


class Safekeeping(QObject):
    """Keeps the drafts of one window, and an eye on its file."""

    def __init__(self, desk: Desk, parent: QWidget, *, folder: Path | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.folder = folder or drafts_folder()
        self._keeper = DraftKeeper(self.folder)
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="draft")
        self._first_change_s: float | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(KEEP_AFTER_MS)
        self._later.timeout.connect(self.keep)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(300)  # a program that saves may touch its file several times
        self._settle.timeout.connect(self.look_at_file)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(lambda _path: self._settle.start())
        self._has_told: str | None = None
        desk.listen(("document",), self._changed)
        desk.listen(("file",), self._file_changed)
        self._file_changed()

    # Drafts

    def _changed(self) -> None:
        now = time.monotonic()
        self._first_change_s = self._first_change_s or now
        if now - self._first_change_s >= KEEP_AT_LEAST_EVERY_S:
            self.keep()
        else:
            self._later.start()

    def keep(self) -> None:
        """Write the work aside, in a thread of its own; without unsaved work, have no draft."""
        self._first_change_s = None
        self._later.stop()
        if self.desk.session.is_dirty:
            document = self.desk.session.committed
            self._writer.submit(self._write, document, self.desk.path)
        else:
            self._writer.submit(self._keeper.drop)

    def _write(self, document: Document, scene: Path | None) -> None:
        try:
            self._keeper.keep(document, scene)
            self._has_told = None
        except ZeroshotError as error:
            sentence = f"{error}; until then a crash would cost what is not saved"
            if sentence != self._has_told:  # once, and not with every change
                self._has_told = sentence
                QTimer.singleShot(0, self, lambda: self.desk.tell(sentence))

    def close(self, *, is_in_order: bool = True) -> None:
        """Stop; leaving in order drops the draft."""
        self._later.stop()
        if is_in_order:
            self._writer.submit(self._keeper.drop)
        self._writer.shutdown(wait=True)

    # The file on disk

    def _file_changed(self) -> None:
        watched = self._watcher.files()
        path = self.desk.path
        wanted = [] if path is None else [str(path)]
        if watched != wanted:
            if watched:
                self._watcher.removePaths(watched)
            if wanted:
                self._watcher.addPaths(wanted)
        self.keep()

    def look_at_file(self) -> None:
        """Notice that another program has changed or removed the scene's file."""
        path = self.desk.path
        if path is None:
            return
        if not path.exists():
            self.desk.tell(f"{path.name} is no longer there: save to write it again")
            return
        self._watcher.addPath(str(path))  # a file that was replaced is no longer watched
        try:
            on_disk = read_document(path)
        except ZeroshotError as error:
            self.desk.tell(f"{path.name} was changed by another program and cannot be read: {error}")
            return
        if on_disk in (self.desk.session.saved, self.desk.session.committed):
            return
        if self.ask_to_reload(path):
            self.desk.take(on_disk, path=path)

    def ask_to_reload(self, path: Path) -> bool:
        """Ask whether what another program wrote takes the place of what is on the desk."""
        box = QMessageBox(self.parent())  # type: ignore[arg-type]  # the parent is the window
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("{name} was changed by another program.").format(name=path.name))
        unsaved = self.tr("Your unsaved changes would be lost.") if self.desk.session.is_dirty else ""
        box.setInformativeText(self.tr("Open it as it is now?") + f" {unsaved}")
        box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No)
        return box.exec() == QMessageBox.StandardButton.Yes

    # Recovery

    def offer_drafts(self) -> bool:
        """Offer what a crash has left; tells whether something was recovered."""
        drafts = find_drafts(self.folder)
        for draft in drafts:
            answer = self.ask_to_recover(draft)
            if answer == QMessageBox.StandardButton.Yes:
                self.recover(draft)
                return True
            if answer == QMessageBox.StandardButton.Discard:
                draft.path.unlink(missing_ok=True)
        return False

    def recover(self, draft: Draft) -> None:
        """Put a draft on the desk as unsaved work; its own file is dropped once ours is written."""
        self.desk.take(draft.document, path=draft.scene, is_saved=False)
        self._keeper.keep(draft.document, draft.scene)
        draft.path.unlink(missing_ok=True)

    def ask_to_recover(self, draft: Draft) -> QMessageBox.StandardButton:
        """Ask what becomes of a draft: Yes to recover it, Discard, or Cancel to be asked again."""
        box = QMessageBox(self.parent())  # type: ignore[arg-type]  # the parent is the window
        box.setIcon(QMessageBox.Icon.Question)
        name = draft.document.title or (
            draft.scene.name if draft.scene else self.tr("a scene without a name")
        )
        when = datetime.fromtimestamp(draft.saved_at_s).strftime("%Y-%m-%d %H:%M:%S")
        box.setText(self.tr("zeroshot ended without saving “{name}”.").format(name=name))
        box.setInformativeText(self.tr("Recover the work as it was at {when}?").format(when=when))
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Yes | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Yes)
        return buttons(box.exec())

"""Stills from the app: one shot, all shots or a sheet, as the batch draws them, with a way to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
)

from zeroshot.batch.faults import sentences_of
from zeroshot.batch.jobs import Outcome
from zeroshot.batch.run import BatchEvent, Planned, Request, run_batch
from zeroshot.batch.sheets.make import SheetRequest, make_sheet
from zeroshot.batch.sizes import box_from_text
from zeroshot.errors import ZeroshotError
from zeroshot.gui.actions import translated
from zeroshot.gui.sentences import said
from zeroshot.render.looks import DEFAULT_LOOK, LOOKS
from zeroshot.render.picture_files import FORMATS, refuse_unsuited

if TYPE_CHECKING:
    from zeroshot.gui.window import Window

SIZES = ("1920x1080", "3840x2160", "1280x720", "960x540")
SHEETS = {"pdf": "Contact sheet (PDF)", "cards": "Set-up cards (PDF)"}


class _StoppedError(Exception):
    """The director has had enough."""


class StillsJob(QObject):
    """A batch in a thread of its own; its stills are drawn by processes, as from the command line."""

    planned = Signal(int)
    progressed = Signal(int)
    ended = Signal(list, list)
    """Emitted with the files written and the sentences about what went wrong."""

    def __init__(self, run: Callable[[Callable[[BatchEvent], None]], tuple[list[Path], list[str]]]) -> None:
        super().__init__()
        self._run = run
        self._count = 0
        self._is_stopped = threading.Event()
        self._thread = threading.Thread(target=self._work, name="stills", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Have it end after what is being drawn now."""
        self._is_stopped.set()

    def wait(self) -> None:
        """Wait until it has ended."""
        if self._thread.ident is not None:
            self._thread.join()

    def _work(self) -> None:
        try:
            files, problems = self._run(self._show)
        except _StoppedError:
            files, problems = [], ["stopped: what is written stays"]
        except ZeroshotError as error:
            files, problems = [], list(sentences_of(error))
        self.ended.emit(files, problems)

    def _show(self, event: BatchEvent) -> None:
        if self._is_stopped.is_set():
            raise _StoppedError
        if isinstance(event, Planned):
            self.planned.emit(event.still_count)
        elif isinstance(event, Outcome):
            self._count += 1
            self.progressed.emit(self._count)


class StillsDialog(QDialog):
    """Choose what, how large, in which look and where; then watch, stop, or go to the folder."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.setWindowTitle(self.tr("Stills"))
        self.what, self.size_asked, self.look, self.kind = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        for value, title in (
            ("shot", self.tr("This shot")),
            ("all", self.tr("All shots")),
            *((name, self.tr(title)) for name, title in SHEETS.items()),
        ):
            self.what.addItem(title, value)
        self.size_asked.addItems(SIZES)
        self.size_asked.setEditable(True)
        for look in LOOKS.values():
            self.look.addItem(look.name, look.name)
            self.look.setItemData(
                self.look.count() - 1, translated(look.purpose), Qt.ItemDataRole.ToolTipRole
            )
        self.look.setCurrentText(DEFAULT_LOOK)
        self.kind.addItems(list(FORMATS))
        self.folder = QLineEdit(str(self._first_folder()))
        choose = QPushButton(self.tr("Choose…"))
        self.bar, self.words = QProgressBar(), QLabel()
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.go, self.stop = QPushButton(self.tr("Draw")), QPushButton(self.tr("Stop"))
        self.show_folder = QPushButton(self.tr("Open the folder"))
        self.go.setDefault(True)
        self.stop.setEnabled(False)
        self._lay_out(choose)
        self.job: StillsJob | None = None
        choose.clicked.connect(lambda _checked=False: self._choose_folder())
        self.go.clicked.connect(lambda _checked=False: self.draw())
        self.stop.clicked.connect(lambda _checked=False: self._stop())
        self.show_folder.clicked.connect(lambda _checked=False: self._open_folder())
        self.what.currentIndexChanged.connect(lambda _index: self._what_changed())

    def _lay_out(self, choose: QPushButton) -> None:
        form = QFormLayout()
        place = QHBoxLayout()
        place.addWidget(self.folder, 1)
        place.addWidget(choose)
        for name, part in (
            (self.tr("What"), self.what),
            (self.tr("Size"), self.size_asked),
            (self.tr("Look"), self.look),
            (self.tr("Format"), self.kind),
        ):
            part.setAccessibleName(name)
            form.addRow(name, part)
        form.addRow(self.tr("Folder"), place)
        self.folder.setAccessibleName(self.tr("Folder"))
        self.bar.setAccessibleName(self.tr("Progress"))
        buttons = QHBoxLayout()
        buttons.addWidget(self.show_folder)
        buttons.addStretch(1)
        buttons.addWidget(self.stop)
        buttons.addWidget(self.go)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.bar)
        column.addWidget(self.words)
        column.addLayout(buttons)
        self.setMinimumWidth(460)

    def draw(self) -> bool:
        """Begin to draw what is chosen; tells whether it began. An unsaved scene is saved first."""
        from zeroshot.gui.file_actions import save

        desk = self._window.desk
        if (desk.path is None or desk.session.is_dirty) and not save(self._window):
            self.words.setText(self.tr("Stills are drawn from the scene's file: save it first."))
            return False
        try:
            run = self._runner()
        except ZeroshotError as error:
            self.words.setText(str(error))
            return False
        self.words.setText("")
        self.bar.setRange(0, 0)
        self.job = StillsJob(run)
        self.job.planned.connect(self._planned)
        self.job.progressed.connect(self.bar.setValue)
        self.job.ended.connect(self._ended)
        self._set_busy(True)
        self.job.start()
        return True

    def _runner(self) -> Callable[[Callable[[BatchEvent], None]], tuple[list[Path], list[str]]]:
        path, shot_id = self._window.desk.path, self._window.desk.shot_id
        assert path is not None
        what, look, folder = (
            str(self.what.currentData()),
            str(self.look.currentData()),
            Path(self.folder.text()),
        )
        box_px = box_from_text(self.size_asked.currentText())
        if what in SHEETS:
            name = f"{path.stem}_{'cards' if what == 'cards' else 'sheet'}.pdf"
            sheet = SheetRequest((path,), folder / name, box_px, look, is_cards=what == "cards")
            return lambda show: _make_sheet(sheet, show)
        suffix = f".{self.kind.currentText()}"
        refuse_unsuited(look, suffix)
        patterns = (shot_id,) if what == "shot" and shot_id is not None else ()
        request = Request((path,), folder, box_px, look, suffix, patterns, worker_count=None)
        return lambda show: _draw(request, show)

    def _planned(self, count: int) -> None:
        self.bar.setRange(0, max(count, 1))

    def _ended(self, files: list[Path], problems: list[str]) -> None:
        self._set_busy(False)
        self.bar.setRange(0, 1)
        self.bar.setValue(1 if files else 0)
        done = (
            self.tr("{count} written").format(count=len(files)) if files else self.tr("Nothing was written")
        )
        self.words.setText("\n".join([done, *(said(translated(problem)) for problem in problems)]))

    def _set_busy(self, is_busy: bool) -> None:
        self.go.setEnabled(not is_busy)
        self.stop.setEnabled(is_busy)

    def _stop(self) -> None:
        if self.job is not None:
            self.job.stop()

    def _what_changed(self) -> None:
        self.kind.setEnabled(self.what.currentData() not in SHEETS)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder for the stills"), self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.folder.text()))

    def _first_folder(self) -> Path:
        path = self._window.desk.path
        return (path.parent if path is not None else Path.cwd()) / "stills"

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what is being drawn."""
        if self.job is not None:
            self.job.stop()
            self.job.wait()
        super().closeEvent(event)


def _draw(request: Request, show: Callable[[BatchEvent], None]) -> tuple[list[Path], list[str]]:
    summary = run_batch(request, show=show)
    files = [Path(outcome.job.still) for outcome in summary.outcomes if outcome.state != "failed"]
    problems = [sentence for fault in summary.faults for sentence in fault.sentences]
    problems += [sentence for outcome in summary.outcomes for sentence in outcome.sentences]
    return files, problems


def _make_sheet(request: SheetRequest, show: Callable[[BatchEvent], None]) -> tuple[list[Path], list[str]]:
    summary = make_sheet(request, show=show)
    problems = [sentence for fault in summary.faults for sentence in fault.sentences]
    return list(summary.files), [*problems, *summary.problems]

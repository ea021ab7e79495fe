"""The history: every step by name, as far back as the session goes; a click goes there."""

from __future__ import annotations

from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from zeroshot.desk.desk import Desk
from zeroshot.gui.actions import translated
from zeroshot.gui.theme import FAINT_TEXT


class HistoryPanel(QWidget):
    """What can be undone and redone, with the present between them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("History"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)
        self._is_showing = False
        self.list.currentRowChanged.connect(self._go)
        desk.listen(("file",), self.show_history)
        self.show_history()

    def show_history(self) -> None:
        """Show the steps; those undone are greyed."""
        session = self.desk.session
        self._is_showing = True
        self.list.clear()
        self.list.addItem(self.tr("As opened"))
        for label in session.history:
            self.list.addItem(translated(label))
        for label in session.future:
            row = QListWidgetItem(translated(label))
            row.setForeground(QBrush(QColor(FAINT_TEXT)))
            self.list.addItem(row)
        self.list.setCurrentRow(len(session.history))
        self._is_showing = False

    def _go(self, row: int) -> None:
        if self._is_showing or row < 0:
            return
        steps = row - len(self.desk.session.history)
        for _ in range(abs(steps)):
            if steps < 0:
                self.desk.undo()
            else:
                self.desk.redo()

"""What the tool has noticed about the present shot, and how the shot reads, in words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from zeroshot.desk.desk import Desk
from zeroshot.framing.picture.forms import Finding, Reading
from zeroshot.gui.actions import translated
from zeroshot.gui.monitor_view import MonitorView
from zeroshot.gui.sentences import reading_words, said
from zeroshot.gui.theme import ERROR, GOOD, WARNING

_SUBJECT = Qt.ItemDataRole.UserRole
_SIGNS = {"error": (ERROR, "×"), "warning": (WARNING, "!"), "note": (GOOD, "i")}
"""A sign beside the colour, for whoever cannot tell the colours apart."""


class FindingsPanel(QWidget):
    """Findings as a list, most severe first; a click chooses whom one is about."""

    def __init__(self, desk: Desk, monitor: MonitorView) -> None:
        super().__init__()
        self.desk, self.monitor = desk, monitor
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setAccessibleName(self.tr("Findings"))
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.setContentsMargins(8, 6, 8, 6)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setAccessibleName(self.tr("Reading of the shot"))
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.list)
        reading = QScrollArea()
        reading.setWidgetResizable(True)
        reading.setFrameShape(QScrollArea.Shape.NoFrame)
        reading.setWidget(self.words)
        parts.addWidget(reading)
        parts.setSizes([160, 80])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(parts)
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        monitor.read.connect(self.show_reading)
        desk.listen(("document", "shot"), self._grey)

    def show_reading(self, reading: Reading) -> None:
        """Show what a reading says."""
        self.list.clear()
        for finding in reading.findings:
            self.list.addItem(_row(finding))
        if not reading.findings:
            self.list.addItem(QListWidgetItem(self.tr("Nothing to remark")))
        self.words.setText(reading_words(reading))
        self.setEnabled(True)

    def _grey(self) -> None:
        """What is shown speaks of what was: say so until the new reading is there."""
        self.setEnabled(False)

    def _choose(self, row: QListWidgetItem) -> None:
        subject = row.data(_SUBJECT)
        if subject in self.desk.document.items():
            self.desk.select([subject])


def _row(finding: Finding) -> QListWidgetItem:
    color, sign = _SIGNS[finding.severity]
    message = said(finding.message)
    row = QListWidgetItem(_icon(color, sign), message)
    row.setData(_SUBJECT, finding.subject)
    severity = translated(finding.severity)
    row.setToolTip(f"{severity}: {finding.kind}")
    row.setData(Qt.ItemDataRole.AccessibleTextRole, f"{severity}: {message}")
    return row


def _icon(color: str, sign: str) -> QIcon:
    pixmap = QPixmap(32, 32)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawEllipse(4, 4, 24, 24)
    painter.setPen(QColor("#101011"))
    font = painter.font()
    font.setPixelSize(20)
    font.setBold(True)
    painter.setFont(font)
    painter.drawText(pixmap.rect(), int(Qt.AlignmentFlag.AlignCenter), sign)
    painter.end()
    return QIcon(pixmap)

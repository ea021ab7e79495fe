"""The composing moves as buttons: hovering shows what one would do, a click does it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGroupBox,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from zeroshot.desk.desk import Desk
from zeroshot.desk.offers import ANGLES, SIDES, SIZES, Offer, framing, offers, subject_of
from zeroshot.errors import ZeroshotError
from zeroshot.gui.actions import translated
from zeroshot.gui.flow import FlowLayout

HOVER_MS = 180
"""How long the pointer rests on a button before the move is shown."""


class ComposePanel(QScrollArea):
    """Buttons in groups, made anew when what is chosen changes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.buttons: list[MoveButton] = []
        self._shown: tuple[Offer, ...] | None = None
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(8, 0, 8, 8)
        self.frame = _FrameAsked(desk)
        self._column.addWidget(self.frame)
        self._groups = QVBoxLayout()
        self._column.addLayout(self._groups)
        self._column.addStretch(1)
        self.setWidget(self._body)
        desk.listen(("selection", "shot", "document"), self.show_offers)
        self.show_offers()

    def show_offers(self) -> None:
        """Show the moves that suit what is chosen."""
        if self.desk.session.is_previewing:
            return
        shown = offers(self.desk)
        self.frame.setEnabled(subject_of(self.desk) is not None and self.desk.shot_camera is not None)
        if shown == self._shown:
            return
        self._shown = shown
        while (row := self._groups.takeAt(0)) is not None:
            widget = row.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = []
        for title in dict.fromkeys(offer.group for offer in shown):
            box = QGroupBox(translated(title))
            flow = FlowLayout(box)
            flow.setContentsMargins(0, 4, 0, 0)
            for offer in shown:
                if offer.group == title:
                    button = MoveButton(self.desk, offer)
                    self.buttons.append(button)
                    flow.addWidget(button)
            self._groups.addWidget(box)


class MoveButton(QPushButton):
    """One move: previewed while the pointer rests on it, made by a click."""

    def __init__(self, desk: Desk, offer: Offer) -> None:
        super().__init__(translated(offer.label))
        self._desk, self._offer = desk, offer
        self._is_shown = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(HOVER_MS)
        self._later.timeout.connect(self.show_move)
        said = f"{translated(offer.group)}: {translated(offer.label)}"
        self.setToolTip(said)
        self.setAccessibleName(said)
        self.clicked.connect(lambda _checked=False: self.make_move())

    def offer(self) -> Offer:
        """Return what the button does."""
        return self._offer

    def show_move(self) -> None:
        """Show what the move would do; nothing is kept."""
        try:
            edit = self._offer.build(self._desk)
        except ZeroshotError:
            return
        self._is_shown = self._desk.preview(edit)

    def make_move(self) -> None:
        """Make the move: one step of the history."""
        self._later.stop()
        self._is_shown = False
        try:
            edit = self._offer.build(self._desk)
        except ZeroshotError as error:
            self._desk.cancel_preview()
            self._desk.tell(str(error))
            return
        self._desk.do(edit)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the move after a moment."""
        super().enterEvent(event)
        if self.isEnabled():
            self._later.start()

    def leaveEvent(self, event: QEvent) -> None:
        """Give back what was shown."""
        super().leaveEvent(event)
        self._later.stop()
        if self._is_shown:
            self._is_shown = False
            self._desk.cancel_preview()


class _FrameAsked(QGroupBox):
    """Frame someone: size, side and angle in their own frame."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setTitle(self.tr("Frame who is chosen"))
        self._desk = desk
        self.size_asked, self.side, self.angle = QComboBox(), QComboBox(), QComboBox()
        for box, names, name in (
            (self.size_asked, SIZES, self.tr("Size")),
            (self.side, SIDES, self.tr("Side")),
            (self.angle, ANGLES, self.tr("Angle")),
        ):
            for value in names:
                box.addItem(translated(value), value)
            box.setAccessibleName(name)
            box.setToolTip(name)
        self.size_asked.setCurrentIndex(SIZES.index("MCU"))
        self.angle.setCurrentIndex(1)
        go = QPushButton(self.tr("Frame"))
        go.clicked.connect(lambda _checked=False: self.make_move())
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.size_asked)
        first.addWidget(self.side, 1)
        second.addWidget(self.angle, 1)
        second.addWidget(go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addLayout(first)
        column.addLayout(second)

    def make_move(self) -> None:
        """Place the camera as asked."""
        subject = subject_of(self._desk)
        if subject is None:
            return
        asked = framing(
            subject.id,
            size=str(self.size_asked.currentData()),
            side=str(self.side.currentData()),
            angle=str(self.angle.currentData()),
        )
        try:
            self._desk.do(asked.build(self._desk))
        except ZeroshotError as error:
            self._desk.tell(str(error))

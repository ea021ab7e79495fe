"""The roll dial: how the camera is rolled against the station, someone, or the shot before."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from zeroshot.desk.desk import Desk
from zeroshot.desk.roll import roll_against, rolled_to
from zeroshot.errors import ZeroshotError
from zeroshot.framing.moves.base import head_of_reference
from zeroshot.gui.fields import ChoiceField, NumberField
from zeroshot.gui.theme import ACCENT, FAINT_TEXT, GROUND, LINE, TEXT
from zeroshot.scene.document import Camera
from zeroshot.scene.resolve import placement_of
from zeroshot.spatial import Array, Placement

SNAP_DEG = 15.0


class RollDial(QWidget):
    """A dial and a number, against a reference that one chooses."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._camera: Camera | None = None
        self.reference = ChoiceField()
        self.reference.setAccessibleName(self.tr("Roll against"))
        self.number = NumberField(lowest=-180.0, highest=180.0, step=1.0, decimals=1, unit="°", usual=0.0)
        self.number.setAccessibleName(self.tr("Roll"))
        self.face = _Face(self)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.face, 0, 0, 2, 1)
        layout.addWidget(self.reference, 0, 1)
        layout.addWidget(self.number, 1, 1)
        layout.setColumnStretch(1, 1)
        self.reference.chosen.connect(lambda _name: self._show())
        self.number.previewed.connect(lambda value: self.roll_to(value, is_final=False))
        self.number.chosen.connect(lambda value: self.roll_to(value, is_final=True))

    def show_camera(self, camera: Camera) -> None:
        """Show a camera's roll."""
        self._camera = camera
        kept = self.reference.currentData()
        people = [(actor.id, actor.name or actor.id) for actor in self.desk.document.actors]
        station, before = self.tr("Against the station"), self.tr("Against the shot before")
        self.reference.set_choices([("station", station), *people, ("previous", before)])
        self.reference.show_value(kept or "station")
        self._show()

    def roll_deg(self) -> float | None:
        """Return the roll against the reference, None where there is none to be had."""
        head, camera = self._head(), self._camera
        if head is None or camera is None:
            return None
        roll = roll_against(placement_of(camera), head)
        return None if roll is None else math.degrees(roll)

    def roll_to(self, angle_deg: float, *, is_final: bool) -> None:
        """Roll the camera to an angle against the reference."""
        head, camera = self._head(), self._camera
        if head is None or camera is None:
            return
        placement: Placement = rolled_to(placement_of(camera), head, math.radians(angle_deg))
        edit = self.desk.placing({camera.id: placement}, what="Roll")
        if is_final:
            self.desk.do(edit)
        else:
            self.desk.preview(edit)

    def _head(self) -> Array | None:
        staged = self.desk.staged()
        if staged is None:
            return None
        try:
            return head_of_reference(staged, self.reference.currentData() or "station")
        except ZeroshotError:
            return None

    def _show(self) -> None:
        roll = self.roll_deg()
        self.number.setEnabled(roll is not None)
        if roll is not None:
            self.number.show_value(roll)
        self.face.update()


class _Face(QWidget):
    """The face of the dial, turned by hand."""

    def __init__(self, dial: RollDial) -> None:
        super().__init__()
        self._dial = dial
        self._turned: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Roll dial"))
        self.setToolTip(self.tr("Drag to roll the camera; Shift for steps of 15°"))

    def sizeHint(self) -> QSize:
        """Return the size of the dial."""
        return QSize(76, 76)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the face, its marks and the hand."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        painter.setPen(QPen(QColor(ACCENT if self.hasFocus() else LINE), 1.5))
        painter.setBrush(QColor(GROUND))
        painter.drawEllipse(room)
        centre, radius = room.center(), room.width() / 2.0
        for step in range(24):
            angle = math.radians(15.0 * step)
            inner = 0.82 if step % 6 else 0.70
            along = QPointF(math.sin(angle), -math.cos(angle))
            painter.setPen(QPen(QColor(FAINT_TEXT), 1.0 if step % 6 else 2.0))
            painter.drawLine(centre + along * radius * inner, centre + along * radius * 0.94)
        roll = self._dial.roll_deg()
        if roll is not None:
            # The frame as it lies: a small picture turned by the roll.
            painter.translate(centre)
            painter.rotate(roll)
            painter.setPen(QPen(QColor(TEXT), 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(-0.42 * radius, -0.24 * radius, 0.84 * radius, 0.48 * radius))
            painter.setPen(QPen(QColor(ACCENT), 3.0))
            painter.drawLine(QPointF(0, -0.24 * radius), QPointF(0, -0.66 * radius))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to turn."""
        self.setFocus()
        self._turn(event, is_final=False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Turn."""
        if event.buttons():
            self._turn(event, is_final=False)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Keep it: one step of the history."""
        turned, self._turned = self._turned, None
        if turned is not None:
            self._dial.roll_to(turned, is_final=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys turn by a degree, with Shift by 15°."""
        ways = {Qt.Key.Key_Right: 1.0, Qt.Key.Key_Up: 1.0, Qt.Key.Key_Left: -1.0, Qt.Key.Key_Down: -1.0}
        way, roll = ways.get(Qt.Key(event.key())), self._dial.roll_deg()
        if way is None or roll is None:
            super().keyPressEvent(event)
            return
        step = SNAP_DEG if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
        self._dial.roll_to((roll + way * step + 180.0) % 360.0 - 180.0, is_final=True)

    def _turn(self, event: QMouseEvent, *, is_final: bool) -> None:
        arm = event.position() - QPointF(self.width() / 2.0, self.height() / 2.0)
        angle = math.degrees(math.atan2(arm.x(), -arm.y()))
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            angle = float(np.round(angle / SNAP_DEG) * SNAP_DEG)
        self._turned = angle
        self._dial.roll_to(angle, is_final=is_final)

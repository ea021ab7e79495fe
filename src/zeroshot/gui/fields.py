"""The controls of the inspector: numbers to type, scrub and reset, choices, colours.

Every control has ``show_value``, which never tells, and the signals ``previewed`` (while scrubbing) and
``chosen`` (for good).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QPointF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QColorDialog,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from zeroshot.gui.actions import translated

SCRUB_PX_PER_STEP = 4.0


class NumberField(QDoubleSpinBox):
    """A number with its unit. Its label scrubs and resets it; typing and the arrow keys set it.

    The wheel changes nothing unless the field has the focus, so that scrolling a panel changes no scene.
    """

    previewed = Signal(float)
    chosen = Signal(float)

    def __init__(
        self,
        *,
        lowest: float,
        highest: float,
        step: float,
        decimals: int = 2,
        unit: str = "",
        usual: float | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.usual = usual
        self.setRange(lowest, highest)
        self.setSingleStep(step)
        self.setDecimals(decimals)
        self.setSuffix(f" {translated(unit)}" if unit and unit != "°" else unit)
        self.setKeyboardTracking(False)
        self.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setMinimumWidth(50)
        self._shown = self.value()
        self.valueChanged.connect(self._typed)

    def show_value(self, value: float) -> None:
        """Show a value without telling; what someone is typing is left alone."""
        if self.hasFocus() and self.lineEdit().isModified():
            return
        with QSignalBlocker(self):
            self.setValue(value)
        self._shown = self.value()

    def scrub(self, steps: float, *, began_at: float) -> None:
        """Show and preview a value so many steps from where a scrub began."""
        with QSignalBlocker(self):
            self.setValue(began_at + steps * self.singleStep())
        self.previewed.emit(self.value())

    def choose(self) -> None:
        """Tell the value shown for good."""
        self._shown = self.value()
        self.chosen.emit(self.value())

    def reset(self) -> None:
        """Go back to the usual value, where there is one."""
        if self.usual is not None:
            with QSignalBlocker(self):
                self.setValue(self.usual)
            self.choose()

    def _typed(self, value: float) -> None:
        if value != self._shown:
            self._shown = value
            self.chosen.emit(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return sets the number and gives the keys back to the views; a comma is a point."""
        if event.text() == ",":
            event = QKeyEvent(event.type(), Qt.Key.Key_Period, event.modifiers(), ".")
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.clearFocus()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn only what has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ScrubLabel(QLabel):
    """The name of a number: dragging it sideways scrubs the number, a double click resets it."""

    def __init__(self, text: str, fields: Sequence[NumberField], parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._fields = fields
        self._began: tuple[QPointF, list[float]] | None = None
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setToolTip(self.tr("Drag sideways to change; double click for the usual value"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to scrub."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._began = event.globalPosition(), [field.value() for field in self._fields]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Scrub; Shift for a tenth."""
        if self._began is None:
            return
        start, values = self._began
        fine = 0.1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
        steps = (event.globalPosition().x() - start.x()) / SCRUB_PX_PER_STEP * fine
        self._fields[0].scrub(steps, began_at=values[0])

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the scrub: one step of the history."""
        began, self._began = self._began, None
        if began is not None and event.globalPosition() != began[0]:
            self._fields[0].choose()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Reset."""
        self._began = None
        for field in self._fields:
            field.reset()


class TripleField(QWidget):
    """Three numbers side by side, told together."""

    previewed = Signal(object)
    chosen = Signal(object)

    def __init__(
        self, names: Sequence[str], *, lowest: float, highest: float, step: float, decimals: int, unit: str
    ) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self.fields = tuple(
            NumberField(lowest=lowest, highest=highest, step=step, decimals=decimals, unit=unit, usual=0.0)
            for _ in names
        )
        for name, field in zip(names, self.fields, strict=True):
            label = ScrubLabel(name, (field,))
            field.setAccessibleName(name)
            layout.addWidget(label)
            layout.addWidget(field, 1)
            field.previewed.connect(lambda _value: self.previewed.emit(self.value()))
            field.chosen.connect(lambda _value: self.chosen.emit(self.value()))

    def value(self) -> tuple[float, ...]:
        """Return the three numbers."""
        return tuple(field.value() for field in self.fields)

    def show_value(self, value: Iterable[float]) -> None:
        """Show three numbers without telling."""
        for field, number in zip(self.fields, value, strict=True):
            field.show_value(float(number))


class ChoiceField(QComboBox):
    """One of several: pairs of a value and what it is called. is_open: anything may be typed, too."""

    chosen = Signal(object)

    def __init__(self, choices: Iterable[tuple[Any, str]] = (), *, is_open: bool = False) -> None:
        super().__init__()
        self._is_open = is_open
        self.setEditable(is_open)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(80)
        self.set_choices(choices)
        self.activated.connect(lambda index: self.chosen.emit(self.itemData(index)))
        line = self.lineEdit()
        if is_open and line is not None:
            self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            line.editingFinished.connect(self._typed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """End what is too long for its place with "…"."""
        if self.isEditable():
            super().paintEvent(event)
            return
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        style, parts = self.style(), QStyle.SubControl.SC_ComboBoxEditField
        room = style.subControlRect(QStyle.ComplexControl.CC_ComboBox, option, parts, self)
        text = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, room.width() - 4
        )
        option.currentText = text
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def set_choices(self, choices: Iterable[tuple[Any, str]]) -> None:
        """Offer other choices; tells nothing."""
        wanted = list(choices)
        if [(self.itemData(i), self.itemText(i)) for i in range(self.count())] == wanted:
            return
        with QSignalBlocker(self):
            self.clear()
            for value, title in wanted:
                self.addItem(title, value)

    def show_value(self, value: Any) -> None:
        """Show a value without telling; one that is not offered is shown as it is."""
        with QSignalBlocker(self):
            index = next((i for i in range(self.count()) if self.itemData(i) == value), -1)
            if index < 0 and value is not None and not self._is_open:
                self.addItem(str(value), value)
                index = self.count() - 1
            self.setCurrentIndex(index)
            line = self.lineEdit()
            if line is not None:
                line.setCursorPosition(0)  # what is too long is read from its beginning
            if index < 0 and self._is_open:
                self.setEditText("" if value is None else str(value))

    def _typed(self) -> None:
        text = self.currentText().strip()
        index = next((i for i in range(self.count()) if self.itemText(i) == text), -1)
        self.chosen.emit(self.itemData(index) if index >= 0 else text)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel."""
        event.ignore()


class TextField(QLineEdit):
    """A line of text, told when it is finished."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown = ""
        self.editingFinished.connect(self._finished)

    def show_value(self, value: str) -> None:
        """Show a text without telling; what someone is typing is left alone."""
        if not (self.hasFocus() and self.isModified()):
            self._shown = value
            self.setText(value)
            self.setCursorPosition(0)  # what is too long is read from its beginning

    def _finished(self) -> None:
        self.setModified(False)
        if self.text() != self._shown:
            self._shown = self.text()
            self.chosen.emit(self.text())


class NotesField(QPlainTextEdit):
    """Several lines of text, told when the focus leaves."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown = ""
        self.setMaximumHeight(76)
        self.setTabChangesFocus(True)

    def show_value(self, value: str) -> None:
        """Show a text without telling; what someone is typing is left alone."""
        if not self.hasFocus() and value != self.toPlainText():
            self.setPlainText(value)
        self._shown = value

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell what was written."""
        super().focusOutEvent(event)
        if self.toPlainText() != self._shown:
            self._shown = self.toPlainText()
            self.chosen.emit(self._shown)


class ColorField(QPushButton):
    """A colour, chosen in a dialog."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._color = "#ffffff"
        self.clicked.connect(self._ask)

    def show_value(self, value: str) -> None:
        """Show a colour without telling."""
        self._color = value
        ink = "#000000" if QColor(value).lightnessF() > 0.5 else "#ffffff"
        self.setText(value)
        self.setStyleSheet(f"QPushButton {{ background: {value}; color: {ink}; }}")

    def _ask(self) -> None:
        color = QColorDialog.getColor(QColor(self._color), self, self.tr("Choose a colour"))
        if color.isValid():
            self.chosen.emit(color.name())

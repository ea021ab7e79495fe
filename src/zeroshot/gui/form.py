"""A form over one item: rows of controls that show what the item is and change it through edits.

A row is a control, how to read what it shows, and how to change it. Forms are built once and shown anew when
the document changes; nothing is rebuilt under a hand that is typing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QFormLayout, QGroupBox, QLabel, QPushButton, QVBoxLayout, QWidget

from zeroshot.desk.desk import Desk
from zeroshot.gui.actions import translated
from zeroshot.gui.fields import (
    ChoiceField,
    ColorField,
    NotesField,
    NumberField,
    ScrubLabel,
    TextField,
    TripleField,
)
from zeroshot.scene.document import AnyItem
from zeroshot.scene.revision import Edit

Field = NumberField | TripleField | ChoiceField | TextField | NotesField | ColorField
Read = Callable[[Any], Any]
Change = Callable[[Any, Any], Mapping[str, object]]
"""From the item as shown and the value set to the fields that change, by the keys of the scene file."""


class Form(QWidget):
    """Rows in groups over one item at a time."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.item_id: str | None = None
        self._rows: list[tuple[Field, Read]] = []
        self._watchers: list[Callable[[Any], None]] = []
        self._labels: dict[Field, QLabel] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 0, 8, 8)
        self._group: QFormLayout | None = None
        self.build()
        self._column.addStretch(1)

    def build(self) -> None:
        """Add the groups and rows; subclasses say which."""

    def show_item(self, item_id: str) -> None:
        """Show an item."""
        self.item_id = item_id
        self.refresh()

    def refresh(self) -> None:
        """Show what the item is now."""
        item = self.item
        if item is None:
            return
        for field, read in self._rows:
            field.show_value(read(item))
        for watcher in self._watchers:
            watcher(item)

    @property
    def item(self) -> AnyItem | None:
        """Return the item as the present shot has it."""
        return None if self.item_id is None else self.desk.shown(self.item_id)

    # Building

    def group(self, title: str) -> QFormLayout:
        """Begin a group of rows."""
        box = QGroupBox(title)
        layout = QFormLayout(box)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setHorizontalSpacing(8)
        layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        layout.setVerticalSpacing(5)
        layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._column.addWidget(box)
        self._group = layout
        return layout

    def row(self, name: str, field: Field, read: Read, change: Change, *, what: str = "") -> Field:
        """Add a row. what: names the change in the undo menu; the row's name by default."""
        assert self._group is not None
        label: QLabel = ScrubLabel(name, (field,)) if isinstance(field, NumberField) else QLabel(name)
        field.setAccessibleName(name)
        self._group.addRow(label, field)
        self._labels[field] = label
        verb = what or self.tr("Change {name}").format(name=name.lower())
        field.chosen.connect(lambda value: self._set(value, change, verb, is_final=True))
        if isinstance(field, NumberField | TripleField):
            field.previewed.connect(lambda value: self._set(value, change, verb, is_final=False))
        self._rows.append((field, read))
        return field

    def label_of(self, field: Field) -> QLabel:
        """Return the label of a row."""
        return self._labels[field]

    def button(self, text: str, run: Callable[[], None], *, tip: str = "") -> QPushButton:
        """Add a button across the row."""
        assert self._group is not None
        made = QPushButton(text)
        made.setToolTip(tip or text)
        made.clicked.connect(lambda _checked=False: run())
        self._group.addRow(made)
        return made

    def words(self, name: str, say: Callable[[Any], str]) -> QLabel:
        """Add a row that only tells."""
        assert self._group is not None
        label = QLabel()
        label.setWordWrap(True)
        label.setAccessibleName(name)
        self._group.addRow(QLabel(name), label)
        self._watchers.append(lambda item: label.setText(say(item)))
        return label

    def watch(self, watcher: Callable[[Any], None]) -> None:
        """Have a function called with the item whenever it is shown."""
        self._watchers.append(watcher)

    def add_widget(self, widget: QWidget) -> None:
        """Add a widget across the row."""
        assert self._group is not None
        self._group.addRow(widget)

    def _set(self, value: Any, change: Change, verb: str, *, is_final: bool) -> None:
        item = self.item
        if item is None:
            return
        edit = self.edit_of(item, change(item, value), verb)
        if is_final:
            self.desk.do(edit)
            self.refresh()
        else:
            self.desk.preview(edit)

    def edit_of(self, item: AnyItem, changes: Mapping[str, object], verb: str) -> Edit:
        """Build the edit of a change; subclasses of other than items say otherwise."""
        return self.desk.changing(item.id, changes, what=verb)


def choices(names: Sequence[str], *, none: str | None = None) -> list[tuple[Any, str]]:
    """Return choices of names as they are called, with a first one for None where it has a title."""
    listed: list[tuple[Any, str]] = [(name, titled(name)) for name in names]
    return listed if none is None else [(None, none), *listed]


def titled(name: str) -> str:
    """Return a name of a table in sentence case, "feet-in-loops" as "Feet in loops", as the app says it."""
    words = name.replace("-", " ").replace("_", " ")
    return translated(words[:1].upper() + words[1:])

"""The outline: everything in the scene by kind, to choose from."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from zeroshot.desk.desk import Desk
from zeroshot.gui.actions import translated
from zeroshot.gui.pictures import swatch
from zeroshot.gui.theme import ERROR, FAINT_TEXT
from zeroshot.scene.document import AnyItem, Document

_ID = Qt.ItemDataRole.UserRole


class OutlinePanel(QWidget):
    """A tree of people, cameras, props, lights and modules; what is chosen in it is chosen on the desk."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.tree.setAccessibleName(self.tr("Outline of the scene"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tree)
        self._is_showing = False
        self._shown: tuple[object, ...] = ()
        self.tree.itemSelectionChanged.connect(self._chosen_here)
        desk.listen(("document",), self._show)
        desk.listen(("selection",), self._show_selection)
        self._show()

    def _show(self) -> None:
        groups = _groups(self.desk.document)
        missing = self.desk.missing
        shown = tuple(
            (
                title,
                tuple((item.id, _name(item), item.hidden, item.locked, item.id in missing) for item in items),
            )
            for title, items in groups
        )
        if shown == self._shown:
            return
        self._shown = shown
        self._is_showing = True
        self.tree.clear()
        for title, items in groups:
            if not items:
                continue
            head = QTreeWidgetItem([self.tr(title)])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.tree.addTopLevelItem(head)
            for item in items:
                row = QTreeWidgetItem([_name(item)])
                row.setData(0, _ID, item.id)
                row.setToolTip(0, missing.get(item.id, item.id))
                _mark(row, item, is_missing=item.id in missing)
                color = getattr(item, "color", None)
                if color is not None:
                    row.setIcon(0, swatch(color))
                head.addChild(row)
            head.setExpanded(True)
        self._is_showing = False
        self._show_selection()

    def _show_selection(self) -> None:
        self._is_showing = True
        chosen = set(self.desk.selection)
        for row in self._rows():
            row.setSelected(row.data(0, _ID) in chosen)
        self._is_showing = False

    def _chosen_here(self) -> None:
        if not self._is_showing:
            self.desk.select(row.data(0, _ID) for row in self.tree.selectedItems() if row.data(0, _ID))

    def _rows(self) -> list[QTreeWidgetItem]:
        rows = []
        for index in range(self.tree.topLevelItemCount()):
            head = self.tree.topLevelItem(index)
            for place in range(head.childCount() if head is not None else 0):
                row = head.child(place) if head is not None else None
                if row is not None:
                    rows.append(row)
        return rows


def _mark(row: QTreeWidgetItem, item: AnyItem, *, is_missing: bool) -> None:
    """Show in red what has no model, faintly what is hidden, and say both in words, too."""
    font = row.font(0)
    if is_missing:
        row.setForeground(0, QBrush(QColor(ERROR)))
        row.setText(0, f"{row.text(0)}  ({translated('missing: choose it, then Find…')})")
    elif item.hidden:
        font.setItalic(True)
        row.setForeground(0, QBrush(QColor(FAINT_TEXT)))
    if item.locked:
        row.setText(0, f"{row.text(0)}  🔒")
    row.setFont(0, font)


def _groups(document: Document) -> tuple[tuple[str, tuple[AnyItem, ...]], ...]:
    return (
        ("People", document.actors),
        ("Cameras", document.cameras),
        ("Props", document.props),
        ("Lights", document.lights),
        ("Modules", document.set.modules),
    )


def _name(item: AnyItem) -> str:
    return str(getattr(item, "name", "") or item.id)

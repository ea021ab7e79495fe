"""The library: people in their poses, props, modules, cameras and lights, to add or to drag into a view."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from zeroshot.desk.adding import place_ahead, place_for_person
from zeroshot.desk.desk import Desk
from zeroshot.gui.actions import pose_title, translated
from zeroshot.gui.ghost import MIME, Entry, add_entry
from zeroshot.gui.pictures import plain_icon
from zeroshot.gui.pose_words import find_called
from zeroshot.library.models import list_models
from zeroshot.people.pictures import picture_of_pose

_ENTRY = Qt.ItemDataRole.UserRole


KINDS = (
    ("pose", "People and poses"),
    ("prop", "Props"),
    ("module", "Modules"),
    ("other", "Cameras and lights"),
)


class LibraryPanel(QWidget):
    """Search, look, and add."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.kind = QComboBox()
        for name, title in KINDS:
            self.kind.addItem(self.tr(title), name)
        self.kind.setAccessibleName(self.tr("Part of the library"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search the library"))
        self.search.setClearButtonEnabled(True)
        self.list = _Entries(self)
        self.add = QPushButton(self.tr("Add"))
        self.add.setToolTip(self.tr("Add it in front of the stage view; or drag it into a view"))
        self.take = QPushButton(self.tr("Give the pose to who is chosen"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        for widget in (self.kind, self.search, self.list, self.add, self.take):
            layout.addWidget(widget)
        self.kind.currentIndexChanged.connect(lambda _index: self.show_entries())
        self.search.textChanged.connect(lambda _text: self.show_entries())
        self.add.clicked.connect(self.add_chosen)
        self.take.clicked.connect(self.give_pose)
        self.list.itemActivated.connect(lambda _row: self.add_chosen())
        desk.listen(("selection", "document"), self._update)
        self.show_entries()

    def entries(self) -> list[Entry]:
        """Return what the search finds in the part shown."""
        kind, words = str(self.kind.currentData()), self.search.text()
        if kind == "pose":
            return _poses(words)
        if kind == "other":
            found = [
                Entry("camera", "camera", self.tr("Camera")),
                Entry("light", "light", self.tr("Light panel")),
            ]
        else:
            found = [
                Entry(kind, model.name, translated(model.facts.title), translated(model.facts.accuracy))
                for model in list_models()
                if model.facts.kind == kind
            ]
        wanted = words.lower().split()
        return [entry for entry in found if all(word in entry.searched for word in wanted)]

    def show_entries(self) -> None:
        """Show what the search finds."""
        self.list.clear()
        for entry in self.entries():
            row = QListWidgetItem(entry.title)
            row.setData(_ENTRY, entry)
            row.setToolTip(f"{entry.title}\n{entry.tip}" if entry.tip else entry.title)
            picture = picture_of_pose(entry.name) if entry.kind == "pose" else None
            if picture is not None:
                row.setIcon(plain_icon(QPixmap(str(picture))))
            self.list.addItem(row)
        if self.list.count():
            self.list.setCurrentRow(0)
        self._update()

    def chosen(self) -> Entry | None:
        """Return what is chosen in the list."""
        row = self.list.currentItem()
        entry = None if row is None else row.data(_ENTRY)
        return entry if isinstance(entry, Entry) else None

    def add_chosen(self) -> None:
        """Add what is chosen in front of the stage view, and choose it there."""
        entry = self.chosen()
        if entry is not None:
            place = place_for_person if entry.kind == "pose" else place_ahead
            add_entry(self.desk, entry, place(self.desk))

    def give_pose(self) -> None:
        """Give the pose to everybody who is chosen in the scene."""
        entry = self.chosen()
        actors = {actor.id for actor in self.desk.document.actors}
        if entry is None or entry.kind != "pose":
            return
        for actor_id in self.desk.selection:
            if actor_id in actors:
                pose = {"pose": {"name": entry.name}}
                self.desk.do(self.desk.changing(actor_id, pose, what=f"Pose {entry.title.lower()}"))

    def _update(self) -> None:
        entry = self.chosen()
        actors = {actor.id for actor in self.desk.document.actors}
        self.add.setEnabled(entry is not None)
        self.take.setVisible(entry is not None and entry.kind == "pose")
        self.take.setEnabled(any(item_id in actors for item_id in self.desk.selection))


class _Entries(QListWidget):
    """The entries as pictures with names, to drag from."""

    def __init__(self, panel: LibraryPanel) -> None:
        super().__init__()
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setIconSize(QSize(72, 72))
        self.setGridSize(QSize(92, 108))
        self.setWordWrap(True)
        self.setMovement(QListView.Movement.Static)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setAccessibleName(panel.tr("Entries of the library"))

    def mimeData(self, items: list[QListWidgetItem]) -> QMimeData:  # type: ignore[override]  # the stub says Sequence
        """Return what is dragged."""
        data = QMimeData()
        if items:
            data.setData(MIME, items[0].data(_ENTRY).to_text().encode("utf-8"))
        return data


def _poses(words: str) -> list[Entry]:
    """Return the poses that a search finds, by the library's words or by what they are called here."""
    return [Entry("pose", pose.name, pose_title(pose.title), pose.description) for pose in find_called(words)]

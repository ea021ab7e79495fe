"""The inspector of the present shot: what it is called, what it wants, and what differs in it alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from zeroshot.gui.fields import ChoiceField, NotesField, NumberField, TextField
from zeroshot.gui.form import Form
from zeroshot.scene.document import Shot
from zeroshot.scene.revision import Edit
from zeroshot.scene.shot_edits import ClearBlocking, RenameShot, SetShot


class ShotForm(Form):
    """The present shot."""

    def build(self) -> None:
        """Add what a shot says of itself, and what differs in it."""
        self.group(self.tr("Shot"))
        self.row(self.tr("Number"), TextField(), lambda s: s.id, lambda _s, value: {"id": value})
        self.row(self.tr("Name"), TextField(), lambda s: s.name, lambda _s, value: {"name": value})
        camera = ChoiceField()
        self.row(self.tr("Camera"), camera, lambda s: s.camera, lambda _s, value: {"camera": value})
        planes: list[tuple[Any, str]] = [(None, self.tr("Any")), *((n, str(n)) for n in range(1, 9))]
        self.row(
            self.tr("Planes wanted"), ChoiceField(planes), lambda s: s.target_planes, _put("target_planes")
        )
        down = ChoiceField()
        self.row(self.tr("Down should be"), down, lambda s: s.intended_down, _put("intended_down"))
        length = NumberField(lowest=0.04, highest=3600.0, step=0.5, unit="s", usual=4.0)
        self.row(self.tr("Lasts"), length, lambda s: s.duration_s, _put("duration_s"))
        self.row(self.tr("Notes"), NotesField(), lambda s: s.notes, _put("notes"))
        self.group(self.tr("Differs in this shot"))
        self._differing = QWidget()
        QVBoxLayout(self._differing).setContentsMargins(0, 0, 0, 0)
        self.add_widget(self._differing)
        self.watch(lambda shot: self._offer(camera, down, shot))
        self.watch(self._list_differing)

    @property
    def item(self) -> Any:
        """Return the present shot."""
        shots = {shot.id: shot for shot in self.desk.document.shots}
        return shots.get(self.item_id or "")

    def edit_of(self, item: Any, changes: Mapping[str, object], verb: str) -> Edit:
        """Build the edit of a shot."""
        del verb
        if "id" in changes:
            self.item_id = str(changes["id"])
            return RenameShot(item.id, str(changes["id"]))
        return SetShot(item.id, changes)

    def _offer(self, camera: ChoiceField, down: ChoiceField, shot: Shot) -> None:
        document = self.desk.document
        camera.set_choices([(other.id, other.name or other.id) for other in document.cameras])
        camera.show_value(shot.camera)
        people = [(actor.id, actor.name or actor.id) for actor in document.actors]
        ends = [("station", self.tr("The station's")), ("camera", self.tr("The camera's"))]
        down.set_choices([(None, self.tr("Whatever it will be")), *ends, *people])
        down.show_value(shot.intended_down)

    def _list_differing(self, shot: Shot) -> None:
        layout = self._differing.layout()
        assert layout is not None
        wanted = {item_id: ", ".join(sorted(held.given)) for item_id, held in shot.blocking.items()}
        if self._differing.property("shown") == wanted:
            return
        self._differing.setProperty("shown", wanted)
        while (row := layout.takeAt(0)) is not None:
            widget = row.widget()
            if widget is not None:
                widget.deleteLater()
        for item_id, fields in wanted.items():
            button = QPushButton(f"{item_id}: {fields}".replace("_xyzw", "").replace("_m", ""))
            button.setToolTip(self.tr("Take back what this shot changes of it"))
            button.clicked.connect(
                lambda _c=False, item_id=item_id: self.desk.do(ClearBlocking(shot.id, item_id))
            )
            layout.addWidget(button)


def _put(key: str) -> Any:
    def change(_shot: Shot, value: object) -> Mapping[str, object]:
        return {key: value}

    return change

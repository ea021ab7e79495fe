"""How the views share the middle of the window: beside or above each other, either alone, or the quad."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from zeroshot.desk.desk import Desk
from zeroshot.desk.handles import Projection
from zeroshot.desk.roll import rolled_to
from zeroshot.errors import ZeroshotError
from zeroshot.framing.picture.words import shot_title
from zeroshot.framing.planes.planes import find_planes
from zeroshot.gui import ink
from zeroshot.gui.actions import translated
from zeroshot.gui.developer import Developer
from zeroshot.gui.monitor_view import MonitorView
from zeroshot.gui.picture_view import PictureView
from zeroshot.gui.scene_view import SceneView
from zeroshot.gui.stage_view import StageView
from zeroshot.scene.document import Camera, Document
from zeroshot.scene.resolve import placement_of, resolve
from zeroshot.spatial import Array, head_of

_CORNER: Array = np.array([8.0, 16.0])

ARRANGEMENTS = ("above", "beside", "stage", "monitor", "quad", "compare")


class PlaneView(PictureView):
    """The shot as it would read in another plane: its camera rolled to that plane's head direction."""

    def __init__(self, desk: Desk, developer: Developer, place: int) -> None:
        self.slot = f"plane:{place}"
        super().__init__(desk, developer)
        self._place = place
        self.setAccessibleName(self.tr("The picture in plane {number}").format(number=place + 1))
        desk.listen(("document", "shot"), self.refresh)

    def plane(self) -> tuple[str, Array] | None:
        """Return whose plane it is and its head direction in the world; None where the shot has fewer."""
        found = planes_of(self.desk)
        return found[self._place] if self._place < len(found) else None

    def camera(self) -> Camera | None:
        """Return the shot's camera, rolled."""
        camera, plane = self.desk.shot_camera, self.plane()
        if camera is None or plane is None:
            return None
        placement = rolled_to(placement_of(camera), plane[1], 0.0)
        return camera.model_copy(update={"orientation_xyzw": placement.orientation_xyzw})

    def override_camera(self) -> Camera | None:
        """Draw through the rolled camera."""
        return self.camera()

    def empty_sentence(self) -> str:
        """Say why there is no picture."""
        return self.tr("This shot has no other plane.")

    def paint_guides(self, painter: QPainter, picture: Projection) -> None:
        """Write whose plane it is."""
        plane = self.plane()
        if plane is not None:
            ink.paint_label(painter, _CORNER, plane[0], is_centred=False)


class ShotView(PictureView):
    """Another shot, to compare the present one with."""

    slot = "compared"

    def __init__(self, desk: Desk, developer: Developer) -> None:
        super().__init__(desk, developer)
        self.compared: str | None = None
        self.shows_saved: bool = False
        self.setAccessibleName(self.tr("Compared shot"))
        desk.listen(("document", "shot"), self.refresh)

    def shot_id(self) -> str | None:
        """Return the shot compared with: the present one as saved, the one chosen, else the one before."""
        if self.shows_saved:
            return self.desk.shot_id
        ids = [shot.id for shot in self.desk.document.shots]
        if self.compared in ids:
            return self.compared
        if self.desk.shot_id in ids and len(ids) > 1:
            return ids[ids.index(self.desk.shot_id) - 1]
        return None

    def camera(self) -> Camera | None:
        """Return the compared shot's camera as that shot has it."""
        shot_id = self.shot_id()
        if self.shows_saved:
            return _camera_of(self.desk.session.saved, shot_id)
        staged = None if shot_id is None else self.desk.staged(shot_id)
        return None if staged is None else staged.camera

    def drawn_shot(self) -> str | None:
        """Draw that shot."""
        return self.shot_id()

    def drawn_document(self) -> Document | None:
        """Draw it as it was saved, where before and after are compared."""
        return self.desk.session.saved if self.shows_saved else None

    def compare_with(self, shot_id: str | None, *, is_saved: bool = False) -> None:
        """Compare with another shot, the one before where None is given, or with this one as it was saved."""
        self.compared, self.shows_saved = shot_id, is_saved
        self.refresh()

    def empty_sentence(self) -> str:
        """Say why there is no picture."""
        return self.tr("There is no other shot to compare with.")

    def paint_guides(self, painter: QPainter, picture: Projection) -> None:
        """Write which shot it is."""
        shot_id = self.shot_id()
        if shot_id is not None:
            title = shot_title(shot_id)
            said = self.tr("{shot}, as it was saved").format(shot=title) if self.shows_saved else title
            ink.paint_label(painter, _CORNER, said, is_centred=False)


def _camera_of(document: Document | None, shot_id: str | None) -> Camera | None:
    """Return the camera of a shot of a document; None where it has none."""
    try:
        return None if document is None else resolve(document, shot_id).camera
    except ZeroshotError:
        return None


def planes_of(desk: Desk) -> list[tuple[str, Array]]:
    """Return the planes that the audience could live in, by whose they are, with their head directions."""
    staged = desk.staged()
    if staged is None:
        return []
    names = [translated("station"), *(actor.name for actor in staged.actors)]
    heads = [staged.station_head, *(head_of(actor.placement.orientation_xyzw) for actor in staged.actors)]
    tolerance_rad = math.radians(desk.document.plane_tolerance_deg)
    found = find_planes(names, np.stack(heads), tolerance_rad=tolerance_rad)
    return [(", ".join(plane.members), np.asarray(plane.head)) for plane in found]


@dataclass(frozen=True)
class Views:
    """The two views that are always there."""

    stage: StageView
    monitor: MonitorView


class Arrangement(QStackedWidget):
    """Shows the views in one of the arrangements."""

    def __init__(self, desk: Desk, developer: Developer, views: Views) -> None:
        super().__init__()
        self.desk, self.views = desk, views
        self.name: str = "above"
        self.pair = QSplitter(Qt.Orientation.Vertical)
        self.pair.setChildrenCollapsible(False)
        self.planes = tuple(PlaneView(desk, developer, place) for place in range(3))
        self.compared: ShotView = ShotView(desk, developer)
        self.quad = QWidget()
        grid = QGridLayout(self.quad)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(3)
        self.quad_place = QVBoxLayout()
        grid.addLayout(self.quad_place, 0, 0)
        for index, view in enumerate(self.planes, 1):
            grid.addWidget(view, index // 2, index % 2)
        for index in range(2):
            grid.setRowStretch(index, 1)
            grid.setColumnStretch(index, 1)
        self.addWidget(self.pair)
        self.addWidget(self.quad)
        self.show_as("above")

    def show_as(self, name: str) -> None:
        """Arrange the views: one of ARRANGEMENTS."""
        self.name = name
        stage, monitor = self.views.stage, self.views.monitor
        self.compared.setVisible(False)
        monitor.is_compared = name == "compare"
        if name == "quad":
            self.quad_place.addWidget(stage)
            stage.setVisible(True)
            self.setCurrentWidget(self.quad)
            return
        is_beside = name in ("beside", "compare")
        self.pair.setOrientation(Qt.Orientation.Horizontal if is_beside else Qt.Orientation.Vertical)
        for index, view in enumerate((stage, monitor, self.compared)):
            self.pair.insertWidget(index, view)
        stage.setVisible(name in ("above", "beside", "stage"))
        monitor.setVisible(name != "stage")
        self.compared.setVisible(name == "compare")
        self.setCurrentWidget(self.pair)
        shown = [view for view in (stage, monitor, self.compared) if view.isVisibleTo(self.pair)]
        self.pair.setSizes([1000 if view in shown else 0 for view in (stage, monitor, self.compared)])

    def swap(self) -> None:
        """Show the other view alone."""
        self.show_as("monitor" if self.name == "stage" else "stage")

    @property
    def is_settling(self) -> bool:
        """Tell whether a picture that is seen is still to be asked for."""
        extra: tuple[PictureView, ...] = (*self.planes, self.compared)
        views: tuple[PictureView | SceneView, ...] = (self.views.stage, self.views.monitor, *extra)
        return any(view.is_settling for view in views if view.isVisible())

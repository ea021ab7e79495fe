"""The stage view: everything there is, from anywhere, with no up."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from zeroshot.desk.desk import Desk
from zeroshot.desk.free_camera import FreeCamera
from zeroshot.desk.handles import Projection
from zeroshot.framing.staging import view_of
from zeroshot.gui import marks
from zeroshot.gui.developer import Developer
from zeroshot.gui.scene_view import SceneView
from zeroshot.scene.document import Camera
from zeroshot.scene.resolve import placement_of
from zeroshot.spatial import HEAD, Array, head_of

LONGEST_FRUSTUM_M = 1.2


@dataclass
class StageMarks:
    """What is painted over the stage view."""

    cameras: bool = True
    names: bool = True
    discs: bool = True
    compass: bool = True


class StageView(SceneView):
    """The free view of everything."""

    slot = "stage"

    def __init__(self, desk: Desk, developer: Developer, parent: QWidget | None = None) -> None:
        super().__init__(desk, developer, parent)
        self.marks = StageMarks()
        self.setAccessibleName(self.tr("Stage view"))
        desk.listen(("document", "shot", "view"), self.refresh)
        desk.listen(("selection", "tools", "cast"), self.update)

    def camera(self) -> Camera | None:
        """Return the free view as a camera."""
        return self.desk.view.as_camera(aspect=max(self.width(), 1) / max(self.height(), 1))

    def override_camera(self) -> Camera | None:
        """Draw through the free view, whatever the shot."""
        return self.camera()

    def free_view(self) -> FreeCamera | None:
        """Return the free view."""
        return self.desk.view

    def travel_to(self, view: FreeCamera, *, is_done: bool) -> None:
        """Move the free view; it is no part of the document."""
        del is_done
        self.desk.look_from(view)

    def turntable_axis(self) -> Array | None:
        """Return the head direction that the tools name for a turntable."""
        name = self.desk.tools.turntable
        if name is None:
            return None
        if name == "station":
            staged = self.desk.staged()
            return -(HEAD if staged is None else staged.station_head)
        placement = self.desk.placement(name)
        return None if placement is None else -head_of(placement.orientation_xyzw)

    def paint_guides(self, painter: QPainter, picture: Projection) -> None:
        """Paint discs, cameras, names, what is chosen, and the compass."""
        staged = self.desk.staged()
        if staged is None:
            return
        if self.marks.discs:
            marks.paint_discs(painter, picture, staged)
        if self.marks.cameras:
            self._paint_cameras(painter, picture)
        if self.marks.names:
            marks.paint_names(painter, staged, picture)
        marks.paint_selection(painter, staged, picture, self.desk.selection)
        self.paint_handles(painter)
        if self.marks.compass:
            marks.paint_compass(painter, picture)

    def _paint_cameras(self, painter: QPainter, picture: Projection) -> None:
        current = self.desk.shot_camera
        for camera in self.desk.document.cameras:
            is_current = current is not None and camera.id == current.id
            shown = current if is_current and current is not None else camera
            marks.paint_camera(
                painter,
                picture,
                placement_of(shown),
                view_of(shown),
                name=shown.name or shown.id,
                reach_m=min(shown.lens.focus_m, LONGEST_FRUSTUM_M),
                is_current=is_current,
            )

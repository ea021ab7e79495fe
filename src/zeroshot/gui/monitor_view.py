"""The monitor: through the lens of the present shot, in its exact aspect, with guides on request."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QShowEvent
from PySide6.QtWidgets import QWidget

from zeroshot.desk.darkroom.requests import Read, Reply
from zeroshot.desk.desk import Desk
from zeroshot.desk.free_camera import FreeCamera
from zeroshot.desk.handles import Projection
from zeroshot.framing.picture.forms import Reading
from zeroshot.framing.picture.words import shot_title
from zeroshot.gui import guides, ink, marks
from zeroshot.gui.developer import Developer
from zeroshot.gui.scene_view import SceneView
from zeroshot.render.looks import DEFAULT_LOOK
from zeroshot.scene.document import Camera
from zeroshot.scene.resolve import placement_of
from zeroshot.spatial import canonical

READ_AFTER_MS = 350


@dataclass
class MonitorGuides:
    """What is painted over the monitor; nothing of it is ever in a still."""

    thirds: bool = False
    centre: bool = False
    safe_areas: bool = False
    horizons: bool = False
    clocks: bool = False
    eyelines: bool = False
    down: bool = False


class MonitorView(SceneView):
    """The view through the shot's camera; travelling in it moves the camera."""

    slot = "monitor"
    read = Signal(object)
    """Emitted with the Reading of the present shot whenever there is a new one."""

    def __init__(self, desk: Desk, developer: Developer, parent: QWidget | None = None) -> None:
        super().__init__(desk, developer, parent)
        self.good_look = DEFAULT_LOOK
        self.guides = MonitorGuides()
        self.reading: Reading | None = None
        self.is_compared = False
        self.setAccessibleName(self.tr("Monitor"))
        self._read_later = QTimer(self)
        self._read_later.setSingleShot(True)
        self._read_later.setInterval(READ_AFTER_MS)
        self._read_later.timeout.connect(self._read)
        desk.listen(("document", "shot"), self._changed)
        desk.listen(("selection", "tools", "cast"), self.update)

    def camera(self) -> Camera | None:
        """Return the camera of the present shot as that shot has it."""
        return self.desk.shot_camera

    def empty_sentence(self) -> str:
        """Say how to come by a picture."""
        return self.tr("No camera yet. Add one, and what it sees appears here.")

    @property
    def title(self) -> str:
        """Return what is written in its corner: which shot it is, where another stands beside it."""
        return shot_title(self.desk.shot_id) if self.is_compared and self.desk.shot_id else ""

    def free_view(self) -> FreeCamera | None:
        """Return the shot's camera as something to travel with; a locked one stays where it is."""
        camera = self.camera()
        if camera is None or self.desk.is_locked(camera.id):
            return None
        return FreeCamera(placement_of(camera), max(camera.lens.focus_m, 0.1))

    def travel_to(self, view: FreeCamera, *, is_done: bool) -> None:
        """Move the shot's camera: shown while the gesture lasts, one step of the history when it ends."""
        camera = self.camera()
        if camera is None:
            return
        placement = view.placement
        placement = type(placement).from_arrays(placement.position_m, canonical(placement.orientation_xyzw))
        edit = self.desk.placing({camera.id: placement}, what="Move camera")
        if is_done:
            self.desk.do(edit)
        else:
            self.desk.preview(edit)

    def cancel_travel(self) -> None:
        """Give the camera back to where it was."""
        self.desk.cancel_preview()

    def paint_guides(self, painter: QPainter, picture: Projection) -> None:
        """Paint what is switched on, what is chosen, and its handles."""
        width, height = picture.width_px, picture.height_px
        if self.title:
            ink.paint_label(painter, np.array([8.0, 16.0]), self.title, is_centred=False)
        for is_on, paint in (
            (self.guides.thirds, guides.paint_thirds),
            (self.guides.centre, guides.paint_centre),
            (self.guides.safe_areas, guides.paint_safe_areas),
        ):
            if is_on:
                paint(painter, width, height)
        staged = self.desk.staged()
        if staged is None:
            return
        if self.reading is not None and self.guides.horizons:
            guides.paint_horizons(painter, picture, self.reading, self._names())
        if self.reading is not None and self.guides.clocks:
            guides.paint_clocks(painter, picture, self.reading, staged)
        if self.reading is not None and self.guides.eyelines:
            guides.paint_eyelines(painter, picture, self.reading, staged)
        if self.reading is not None and self.guides.down:
            guides.paint_down(painter, picture, self.reading)
        chosen = [item_id for item_id in self.desk.selection if not self.is_own(item_id)]
        marks.paint_selection(painter, staged, picture, chosen)
        self.paint_handles(painter)

    @property
    def is_settling(self) -> bool:
        """Tell whether the good picture or the reading is still to be asked for."""
        return super().is_settling or self._read_later.isActive()

    def _names(self) -> dict[str, str]:
        names = {actor.id: actor.name or actor.id for actor in self.desk.document.actors}
        return {**names, "station": self.tr("station"), "camera": self.tr("camera")}

    def showEvent(self, event: QShowEvent) -> None:
        """Read the shot as well as draw it."""
        super().showEvent(event)
        self._read_later.start()

    def _changed(self) -> None:
        self.reading = None
        self.refresh()
        self._read_later.start()

    def _read(self) -> None:
        shot_id = self.desk.shot_id
        if shot_id is not None:
            self.developer.read(f"reading:{shot_id}", self._take_reading, shot_id=shot_id)

    def _take_reading(self, reply: Reply) -> None:
        if isinstance(reply, Read) and reply.reading.shot == self.desk.shot_id:
            self.reading = reply.reading
            self.update()
            self.read.emit(reply.reading)

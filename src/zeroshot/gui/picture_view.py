"""A widget that shows what a camera sees: the picture as it was drawn, and guides painted over it.

While something changes, a quick picture is asked for, as large as can be drawn as fast as a hand moves; once
it has been still for a moment, a clean one with everyone posed; and where the view's own look takes longer,
it follows when nothing has changed for a while.
"""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from zeroshot.desk.darkroom.requests import Drawn, Failed, Reply
from zeroshot.desk.desk import Desk
from zeroshot.desk.handles import Projection
from zeroshot.framing.lens.optics import size_px
from zeroshot.framing.staging import view_of
from zeroshot.gui.developer import Developer
from zeroshot.gui.sentences import said
from zeroshot.gui.theme import FAINT_TEXT, GROUND
from zeroshot.mesh import Image
from zeroshot.scene.document import Camera, Document
from zeroshot.scene.resolve import placement_of

QUICK_LOOK, CLEAN_LOOK = "draft", "clean"
SETTLE_MS = 120
"""How long nothing must change before the clean picture is asked for; after a drag it is asked for at once
and must be there within 300 ms."""

BETTER_MS = 500
"""How much longer before a look is asked for that takes the renderer seconds without a graphics card."""

SOON_S = 0.15
"""A look that took no longer than this the last time is asked for in place of the clean one."""

LATE_S = 0.2
"""Where a clean picture took longer than this, posing everyone is why: the next one is drawn first with
people as they are shown, and then with people posed."""

QUICK_S = 0.030
"""A quick picture that takes longer than this is drawn smaller the next time."""

SHARES = (1.0, 0.8, 0.64, 0.5)
"""By how much: of the view's width and height. Few, for a renderer's window costs time to change its size."""

STARTED_S = 0.5
"""What took longer than this loaded something, and says nothing of the next picture."""


class PictureView(QWidget):
    """Shows one camera's picture. Subclasses say which, and paint over it."""

    slot = "picture"

    def __init__(self, desk: Desk, developer: Developer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.developer = desk, developer
        self._image: QImage | None = None
        self._picture: Image | None = None
        self._problem: str | None = None
        self._look_shown = ""
        self._was_dragging = False
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.timeout.connect(self._ask_for_clean)
        self.good_look = CLEAN_LOOK
        self._better = QTimer(self)
        self._better.setSingleShot(True)
        self._better.setInterval(BETTER_MS)
        self._better.timeout.connect(lambda: self._ask(self.good_look))
        self._good_s, self._clean_s = math.inf, 0.0
        self._share = 0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 90)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # What subclasses say

    def camera(self) -> Camera | None:
        """Return the camera that the view looks through; None where there is none."""
        raise NotImplementedError

    def override_camera(self) -> Camera | None:
        """Return the camera to draw in place of the shot's own; None to draw the shot."""
        return None

    def drawn_shot(self) -> str | None:
        """Return the shot to draw; None for the present one."""
        return None

    def drawn_document(self) -> Document | None:
        """Return the document to draw; None for the one on the desk."""
        return None

    def paint_guides(self, painter: QPainter, picture: Projection) -> None:
        """Paint over the picture; the painter's origin is the picture's top left corner."""

    def empty_sentence(self) -> str:
        """Return what to say where there is nothing to show."""
        return ""

    # Pictures

    @property
    def picture(self) -> Image | None:
        """Return the picture shown (h, w, 3), None before the first."""
        return self._picture

    @property
    def look_shown(self) -> str:
        """Return the look of the picture shown."""
        return self._look_shown

    @property
    def is_settling(self) -> bool:
        """Tell whether the good picture is still to be asked for."""
        return self._settle.isActive() or self._better.isActive()

    @property
    def _is_better_asked(self) -> bool:
        """Tell whether a look that comes after the clean one is on its way."""
        return self.good_look != CLEAN_LOOK and not self._better.isActive()

    def use_look(self, name: str) -> None:
        """Rest in another look."""
        self.good_look, self._good_s = name, math.inf

    def refresh(self) -> None:
        """Ask for a quick picture now and a good one when nothing has changed for a moment.

        When a drag ends, the good one is asked for at once: what it has come to is shown already.
        """
        if self.isVisible():
            is_dragging = self.desk.session.is_previewing
            has_ended, self._was_dragging = self._was_dragging and not is_dragging, is_dragging
            if not has_ended:
                self._ask(QUICK_LOOK)
            self._better.stop()
            self._settle.start(0 if has_ended else SETTLE_MS)
        self.update()

    def _ask_for_clean(self) -> None:
        if self.good_look != CLEAN_LOOK and self._good_s <= SOON_S:
            self._ask(self.good_look)
            return
        self._ask(CLEAN_LOOK, is_rough=self._clean_s > LATE_S)
        if self.good_look != CLEAN_LOOK and not self._settle.isActive():
            self._better.start()

    def _ask(self, look: str, *, is_rough: bool = False) -> None:
        camera = self.camera()
        if camera is None:
            self._image, self._picture, self._problem = None, None, self.empty_sentence()
            self.developer.forget(self.slot)
            self.update()
            return
        box = self.box_px()
        if look == QUICK_LOOK:
            box = (int(box[0] * SHARES[self._share]), int(box[1] * SHARES[self._share]))
        elif self.desk.session.is_previewing:
            self._settle.start(SETTLE_MS)
            return
        self.developer.draw(
            self.slot,
            self._take,
            box_px=box,
            look=look,
            shot_id=self.drawn_shot(),
            camera=self.override_camera(),
            is_rough=is_rough or look == QUICK_LOOK,
            document=self.drawn_document(),
        )

    def box_px(self) -> tuple[int, int]:
        """Return the box in device pixels that a picture must fit in."""
        ratio = self.devicePixelRatioF()
        return max(16, int(self.width() * ratio)), max(16, int(self.height() * ratio))

    def _take(self, reply: Reply) -> None:
        if isinstance(reply, Failed):
            self._problem = "\n".join(said(sentence) for sentence in reply.sentences)
        elif isinstance(reply, Drawn):
            self._problem = None
            self._picture, self._look_shown = reply.picture, reply.look
            self._heed(reply)
            self._image = image_from_pixels(reply.picture)
            self._image.setDevicePixelRatio(self.devicePixelRatioF())
        self.update()

    def _heed(self, reply: Drawn) -> None:
        """Learn from how long a picture took; after a clean one of people as they were, ask for one posed."""
        is_posed = reply.figures is not None
        if reply.look == self.good_look and is_posed:
            self._good_s = reply.seconds
        if reply.look == CLEAN_LOOK and is_posed:
            self._clean_s = reply.seconds
        elif reply.look == CLEAN_LOOK and not self._settle.isActive() and not self._is_better_asked:
            self._ask(CLEAN_LOOK)
        if reply.look != QUICK_LOOK or reply.seconds > STARTED_S:
            return
        if reply.seconds > QUICK_S:
            self._share = min(self._share + 1, len(SHARES) - 1)
        elif reply.seconds < 0.6 * QUICK_S:
            self._share = max(self._share - 1, 0)

    # Where the picture lies

    def picture_rect(self) -> QRectF:
        """Return where the picture lies in the widget, in its own units: as large as fits, in the middle."""
        camera = self.camera()
        if camera is None:
            return QRectF(self.rect())
        box = self.box_px()
        width_px, height_px = size_px(view_of(camera), width_px=box[0], height_px=box[1])
        ratio = self.devicePixelRatioF()
        width, height = width_px / ratio, height_px / ratio
        return QRectF((self.width() - width) / 2.0, (self.height() - height) / 2.0, width, height)

    def projection(self) -> Projection | None:
        """Return how the world lies in the picture, in the widget's units; None without a camera."""
        camera = self.camera()
        if camera is None:
            return None
        rect = self.picture_rect()
        return Projection(placement_of(camera), view_of(camera), rect.width(), rect.height())

    def to_picture(self, position: QPointF) -> tuple[float, float]:
        """Carry a point of the widget into the picture."""
        corner = self.picture_rect().topLeft()
        return position.x() - corner.x(), position.y() - corner.y()

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint mask, picture and guides."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#101011"))
        rect = self.picture_rect()
        if self._image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(rect, self._image)
        else:
            painter.fillRect(rect, QColor(GROUND))
        projection = self.projection()
        if projection is not None:
            painter.save()
            painter.setClipRect(rect)
            painter.translate(rect.topLeft())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.paint_guides(painter, projection)
            painter.restore()
        if self._problem:
            self._paint_problem(painter)
        painter.end()

    def _paint_problem(self, painter: QPainter) -> None:
        room = QRectF(self.rect()).adjusted(24, 24, -24, -24)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.fillRect(self.rect(), QColor(0, 0, 0, 150))
        painter.setPen(QColor(FAINT_TEXT))
        painter.drawText(room, int(flags), self._problem or "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for a picture of the new size."""
        super().resizeEvent(event)
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for a picture: none is made of what nobody sees."""
        super().showEvent(event)
        self.refresh()

    def sizeHint(self) -> QSize:
        """Return a size that suits most screens."""
        return QSize(720, 405)


def image_from_pixels(picture: Image) -> QImage:
    """Build a QImage that owns its pixels from a picture (h, w, 3), as Qt paints them soonest."""
    height_px, width_px = picture.shape[:2]
    data = np.ascontiguousarray(picture)
    image = QImage(data.data, width_px, height_px, 3 * width_px, QImage.Format.Format_RGB888)
    return image.convertToFormat(QImage.Format.Format_RGB32)

"""The shot strip: every shot with a live thumbnail, in order; drag to reorder, click to look through."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QBrush, QColor, QDropEvent, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from zeroshot.desk.darkroom.requests import Drawn, Failed, Reply
from zeroshot.desk.desk import Desk
from zeroshot.framing.picture.words import shot_title
from zeroshot.gui.developer import Developer
from zeroshot.gui.picture_view import image_from_pixels
from zeroshot.gui.pictures import plain_icon
from zeroshot.gui.sentences import said
from zeroshot.gui.theme import ERROR, LINE
from zeroshot.scene.document import Document
from zeroshot.scene.resolve import shots_of
from zeroshot.scene.shot_edits import MoveShot

THUMBNAIL_PX = QSize(176, 99)
REDRAW_AFTER_MS = 500
"""Thumbnails wait until nothing has changed for so long: whoever drags wants the views first."""

_ID = Qt.ItemDataRole.UserRole


class ShotStrip(QWidget):
    """Thumbnails of all shots; of all cameras in a scene without shots."""

    def __init__(self, desk: Desk, developer: Developer) -> None:
        super().__init__()
        self.desk, self.developer = desk, developer
        self.list = _List(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self.list, 1)
        self._drawn_for: dict[str, Document] = {}
        self._is_showing = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(REDRAW_AFTER_MS)
        self._later.timeout.connect(self.draw_missing)
        self.list.currentItemChanged.connect(lambda row, _old: self._look_through(row))
        desk.listen(("document", "file"), self.show_shots)
        desk.listen(("shot",), self._show_current)
        self.show_shots()

    def show_shots(self) -> None:
        """Show the shots that there are now, keeping the pictures of those that were there."""
        document = self.desk.document
        self._is_showing = True
        rows = {row.data(_ID): row for row in self._rows()}
        wanted = shots_of(document)
        if tuple(rows) != wanted:
            kept = {shot_id: row.icon() for shot_id, row in rows.items()}
            self.list.clear()
            for shot_id in wanted:
                row = QListWidgetItem(kept.get(shot_id, _blank()), "")
                row.setData(_ID, shot_id)
                row.setSizeHint(QSize(THUMBNAIL_PX.width() + 12, THUMBNAIL_PX.height() + 40))
                self.list.addItem(row)
        for row in self._rows():
            row.setText(_title(document, row.data(_ID)))
            row.setToolTip(_tip(document, row.data(_ID)))
        self._is_showing = False
        self._show_current()
        self._later.start()

    def draw_missing(self) -> None:
        """Ask for the thumbnails that show an older document."""
        if self.desk.session.is_previewing or not self.isVisible():
            self._later.start()
            return
        document = self.desk.document
        ratio = self.devicePixelRatioF()
        box = (int(THUMBNAIL_PX.width() * ratio), int(THUMBNAIL_PX.height() * ratio))
        for shot_id in shots_of(document):
            if self._drawn_for.get(shot_id) is not document:
                self._drawn_for[shot_id] = document
                self.developer.draw(
                    f"thumbnail:{shot_id}", self._take, box_px=box, look="draft", shot_id=shot_id
                )

    @property
    def is_settling(self) -> bool:
        """Tell whether thumbnails are still to be asked for."""
        return self._later.isActive() and self.isVisible()

    def move_to(self, shot_id: str, index: int) -> None:
        """Put a shot at another place in the order."""
        if self.desk.document.shots:
            self.desk.do(MoveShot(shot_id, index))
            self.show_shots()

    def _take(self, reply: Reply) -> None:
        shot_id = reply.slot.partition(":")[2]
        row = next((row for row in self._rows() if row.data(_ID) == shot_id), None)
        if row is None:
            return
        if isinstance(reply, Drawn):
            row.setIcon(_framed(reply, self.devicePixelRatioF()))
        elif isinstance(reply, Failed):
            row.setToolTip("\n".join(said(sentence) for sentence in reply.sentences))
            row.setForeground(QBrush(QColor(ERROR)))

    def _rows(self) -> list[QListWidgetItem]:
        return [self.list.item(index) for index in range(self.list.count())]

    def _show_current(self) -> None:
        self._is_showing = True
        for row in self._rows():
            if row.data(_ID) == self.desk.shot_id:
                self.list.setCurrentItem(row)
        self._is_showing = False

    def _look_through(self, row: QListWidgetItem | None) -> None:
        if row is not None and not self._is_showing:
            self.desk.show_shot(row.data(_ID))


class _List(QListWidget):
    """One row of pictures, put in another order by hand."""

    def __init__(self, strip: ShotStrip) -> None:
        super().__init__()
        self._strip = strip
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Snap)
        self.setIconSize(THUMBNAIL_PX)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setAccessibleName(strip.tr("Shots"))
        self.setMinimumHeight(THUMBNAIL_PX.height() + 60)

    def dropEvent(self, event: QDropEvent) -> None:
        """Reorder the shots of the document; the list follows it."""
        row = self.currentItem()
        if row is not None:
            at = self.indexAt(event.position().toPoint())
            index = at.row() if at.isValid() else self.count() - 1
            shot_id = row.data(_ID)
            QTimer.singleShot(0, self._strip, lambda: self._strip.move_to(shot_id, index))
        event.ignore()


def _title(document: Document, shot_id: str) -> str:
    shots = {shot.id: shot for shot in document.shots}
    if shot_id not in shots:
        return next((camera.name for camera in document.cameras if camera.id == shot_id), "") or shot_id
    name, shown = shots[shot_id].name, shot_title(shot_id)
    return f"{shown}  {name}" if name else shown


def _tip(document: Document, shot_id: str) -> str:
    shot = next((shot for shot in document.shots if shot.id == shot_id), None)
    return "" if shot is None else "\n".join(text for text in (shot.name, shot.notes) if text)


def _blank() -> QIcon:
    pixmap = QPixmap(THUMBNAIL_PX)
    pixmap.fill(QColor(LINE))
    return plain_icon(pixmap)


def _framed(reply: Drawn, ratio: float) -> QIcon:
    """Put a picture of any shape in the middle of a thumbnail, sharp at so many pixels to a point."""
    picture = QPixmap.fromImage(image_from_pixels(reply.picture))
    pixmap = QPixmap(THUMBNAIL_PX * ratio)
    pixmap.fill(QColor("#101011"))
    fitted = picture.scaled(
        pixmap.size(), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    painter = QPainter(pixmap)
    painter.drawPixmap(
        (pixmap.width() - fitted.width()) // 2, (pixmap.height() - fitted.height()) // 2, fitted
    )
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return plain_icon(pixmap)

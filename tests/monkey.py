"""A monkey with a seed: does what a hand could do to a window, one random thing after the other."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from zeroshot.gui.panels.compose import ComposePanel
from zeroshot.gui.panels.library import LibraryPanel
from zeroshot.gui.window import Window

LEFT, MIDDLE, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton
NONE = Qt.KeyboardModifier.NoModifier

MODAL = ("open", "save-as", "group", "about", "quit", "stills", "palette", "keys", "tour")
"""Actions that ask for an answer or end the app; tests of their own do those."""


class Monkey:
    """Picks, drags, undoes, saves, opens, deletes, resizes; the seed says what and when."""

    def __init__(self, window: Window, seed: int, folder: Path) -> None:
        self.window, self.random, self.folder = window, random.Random(seed), folder
        self.deeds: dict[Callable[[], None], int] = {
            self.click: 10,
            self.drag: 14,
            self.hold_and_give_back: 3,
            self.action: 22,
            self.undo: 8,
            self.redo: 5,
            self.choose: 8,
            self.wheel: 4,
            self.compose: 8,
            self.add: 3,
            self.type_number: 4,
            self.save: 2,
            self.open: 1,
            self.resize: 2,
            self.shot: 4,
        }

    def do(self) -> str:
        """Do one thing; returns what."""
        deed = self.random.choices(list(self.deeds), list(self.deeds.values()))[0]
        deed()
        QApplication.processEvents()
        # What an event loop does by itself: give back what was thrown away.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        # The scene stays small enough to be quick.
        if len(self.window.desk.document.items()) > 14:
            self.window.table.trigger("undo")
        return deed.__name__

    def view(self) -> QWidget:
        """Return one of the views that are seen."""
        views = [view for view in (self.window.stage, self.window.monitor) if view.isVisible()]
        return self.random.choice(views or [self.window.stage])

    def point(self, view: QWidget) -> QPoint:
        """Return a point of a view."""
        return QPoint(
            self.random.randrange(max(view.width(), 1)), self.random.randrange(max(view.height(), 1))
        )

    def click(self) -> None:
        view = self.view()
        modifier = self.random.choice([NONE, NONE, Qt.KeyboardModifier.ShiftModifier])
        QTest.mouseClick(view, LEFT, modifier, self.point(view))

    def drag(self) -> None:
        self._drag(is_given_back=False)

    def hold_and_give_back(self) -> None:
        self._drag(is_given_back=True)

    def _drag(self, *, is_given_back: bool) -> None:
        view = self.view()
        button = self.random.choice([LEFT, LEFT, LEFT, MIDDLE, RIGHT])
        modifier = self.random.choice([NONE, NONE, Qt.KeyboardModifier.ShiftModifier])
        start, end = self.point(view), self.point(view)
        handles = getattr(view, "drawn_handles", tuple)()
        if handles and self.random.random() < 0.6:
            line = self.random.choice(handles).line
            start = (view.picture_rect().topLeft() + QPointF(*line[len(line) // 2])).toPoint()
        QTest.mousePress(view, button, modifier, start)
        for share in (0.3, 0.7, 1.0):
            at = QPointF(start) + share * QPointF(end - start)
            move = QMouseEvent(
                QMouseEvent.Type.MouseMove,
                at,
                view.mapToGlobal(at),
                Qt.MouseButton.NoButton,
                button,
                modifier,
            )
            QApplication.sendEvent(view, move)
        if is_given_back:
            QTest.keyClick(view, Qt.Key.Key_Escape)
        QTest.mouseRelease(view, button, modifier, end)

    def action(self) -> None:
        names = [
            name
            for name in self.window.table.actions
            if name not in MODAL and not name.startswith(("new", "open", "save"))
        ]
        self.window.table.trigger(self.random.choice(names))

    def undo(self) -> None:
        self.window.table.trigger("undo")

    def redo(self) -> None:
        self.window.table.trigger("redo")

    def choose(self) -> None:
        ids = list(self.window.desk.document.items())
        self.window.desk.select(self.random.sample(ids, min(len(ids), self.random.randrange(3))))

    def wheel(self) -> None:
        self.window.table.trigger(self.random.choice(["zoom-in", "zoom-out", "frame-selected"]))

    def compose(self) -> None:
        panel = self.window.panel("compose")
        assert isinstance(panel, ComposePanel)
        if panel.buttons:
            self.random.choice(panel.buttons).click()

    def add(self) -> None:
        library = self.window.panel("library")
        assert isinstance(library, LibraryPanel)
        library.kind.setCurrentIndex(self.random.choice([0, 1, 3]))
        if library.list.count():
            library.list.setCurrentRow(self.random.randrange(library.list.count()))
            library.add_chosen()

    def type_number(self) -> None:
        from zeroshot.gui.fields import NumberField

        inspector = self.window.panel("inspector")
        fields = [field for field in inspector.findChildren(NumberField) if field.isVisible()]
        if fields:
            field = self.random.choice(fields)
            value = self.random.uniform(field.minimum(), min(field.maximum(), field.minimum() + 10.0))
            field.setValue(value)

    def save(self) -> None:
        self.window.desk.save(self.folder / "monkey.json")

    def open(self) -> None:
        path = self.folder / "monkey.json"
        if path.is_file() and not self.window.desk.session.is_dirty:
            self.window.open_path(path)

    def resize(self) -> None:
        self.window.resize(self.random.randrange(700, 1100), self.random.randrange(480, 700))

    def shot(self) -> None:
        self.window.table.trigger(
            self.random.choice(["next-shot", "previous-shot", "new-shot", "this-shot-only"])
        )

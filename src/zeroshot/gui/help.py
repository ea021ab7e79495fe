"""Help: the command palette, the keys, a tour of six hints, and what this is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from zeroshot import __version__
from zeroshot.errors import ZeroshotError
from zeroshot.gui.actions import Action, translated
from zeroshot.gui.languages import LANGUAGES
from zeroshot.gui.theme import ACCENT
from zeroshot.library.assets import scenes_folder
from zeroshot.scene.files import read_document

if TYPE_CHECKING:
    from zeroshot.gui.window import Window

_NAME = Qt.ItemDataRole.UserRole


class Palette(QDialog):
    """Every action by name, found by typing parts of it; Return does it."""

    def __init__(self, window: Window) -> None:
        super().__init__(window, Qt.WindowType.Popup)
        self._window = window
        self.line, self.list = QLineEdit(), QListWidget()
        self.line.setPlaceholderText(self.tr("What do you want to do?"))
        self.line.setAccessibleName(self.tr("Search all actions"))
        self.list.setAccessibleName(self.tr("Actions found"))
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self.line)
        column.addWidget(self.list)
        self.resize(520, 380)
        self.line.textChanged.connect(lambda _text: self.show_found())
        self.line.returnPressed.connect(self.do_chosen)
        self.list.itemActivated.connect(lambda _row: self.do_chosen())
        self.show_found()

    def found(self) -> list[str]:
        """Return the names of the actions that match what is typed, those that can be done first."""
        words = self.line.text().lower().split()
        table = self._window.table
        names = []
        for name, action in table.actions.items():
            text = f"{_where(action)} {translated(action.text)} {name}".lower()
            if all(word in text for word in words):
                names.append(name)
        return sorted(names, key=lambda name: not table.qactions[name].isEnabled())

    def show_found(self) -> None:
        """List what matches."""
        self.list.clear()
        table = self._window.table
        for name in self.found():
            action, made = table.actions[name], table.qactions[name]
            keys = made.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            where = translated(action.menu.rpartition("/")[2])
            row = QListWidgetItem(f"{where}: {translated(action.text)}" + (f"    {keys}" if keys else ""))
            row.setData(_NAME, name)
            if not made.isEnabled():
                row.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(row)
        self.list.setCurrentRow(0)

    def do_chosen(self) -> None:
        """Do what is chosen, and go."""
        row = self.list.currentItem()
        self.accept()
        if row is not None and row.flags() & Qt.ItemFlag.ItemIsEnabled:
            self._window.table.trigger(row.data(_NAME))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrow keys choose while one types."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None and self.list.count():
            self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
            return
        super().keyPressEvent(event)


class KeyList(QDialog):
    """Every key and every mouse gesture."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.setWindowTitle(self.tr("Keys"))
        rows = [(_where(a), translated(a.text), _keys_of(a)) for a in window.table.actions.values() if a.keys]
        rows += [(self.tr("Views"), text, keys) for text, keys in self._gestures()]
        self.table = QTableWidget(len(rows), 3)
        self.table.setHorizontalHeaderLabels([self.tr("Where"), self.tr("What"), self.tr("Keys")])
        for index, row in enumerate(rows):
            for column, text in enumerate(row):
                self.table.setItem(index, column, QTableWidgetItem(text))
        self.table.setAccessibleName(self.tr("Keys"))
        self.table.verticalHeader().setVisible(False)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setStretchLastSection(True)
        QVBoxLayout(self).addWidget(self.table)
        self.resize(640, 560)

    def _gestures(self) -> list[tuple[str, str]]:
        return [
            (self.tr("Orbit about what is pointed at"), self.tr("middle button, or drag empty space")),
            (self.tr("Pan"), self.tr("Shift and middle button")),
            (self.tr("Go nearer or back"), self.tr("wheel, or Ctrl and middle button")),
            (self.tr("Roll"), self.tr("Alt and middle button")),
            (self.tr("Look about and fly"), self.tr("hold the right button; W A S D Q E, Z C to roll")),
            (self.tr("Choose several"), self.tr("Shift or Ctrl and click")),
            (self.tr("Give a drag back"), "Esc"),
            (self.tr("Say how far"), self.tr("type the number while dragging")),
            (self.tr("Snap, or not"), self.tr("Shift while dragging a handle")),
            (self.tr("Put against a surface"), self.tr("Ctrl while dragging a thing")),
        ]


@dataclass(frozen=True)
class Hint:
    """One step of the tour: what it is about, and the part of the window it points at."""

    part: str
    title: str
    text: str


HINTS: tuple[Hint, ...] = (
    Hint(
        "stage",
        "The stage",
        "Everything there is. Drag empty space to turn about what you point at; there is no up. The wheel "
        "goes nearer; Alt and 1 to 6 look from the station's six sides.",
    ),
    Hint(
        "monitor",
        "The monitor",
        "Through the lens, exactly as the still will be. Travel in it as in the stage to move the camera "
        "itself: one gesture, one undo.",
    ),
    Hint(
        "library",
        "The library",
        "People in their poses, props, modules. Drag one into a view, or press Add.",
    ),
    Hint(
        "inspector",
        "The inspector",
        "What is chosen, with every number. Drag a number's name sideways to scrub it; double click it for "
        "the usual value. Behind it, Compose: moves that show what they would do while you point at them.",
    ),
    Hint(
        "shots",
        "Shots",
        "Make them with N, put them in order by dragging. Press T to change this shot only.",
    ),
    Hint(
        "findings",
        "Findings",
        "What will be wrong up there: walls too near, faces hidden, planes missed. Below, how the shot "
        "reads, in words. To begin a scene of your own: File, New; the bar above the views has the steps.",
    ),
)


class Tour(QWidget):
    """Six hints laid over the window, one after the other; Esc ends them."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.index = 0
        self.card = QFrame(self)
        self.card.setObjectName("tour-card")
        self.card.setStyleSheet(
            f"QFrame#tour-card {{ background: #262628; border: 1px solid {ACCENT}; border-radius: 8px; }}"
        )
        self.title, self.text = QLabel(), QLabel()
        self.text.setWordWrap(True)
        self.next, self.end = QPushButton(self.tr("Next")), QPushButton(self.tr("End the tour"))
        column, buttons = QVBoxLayout(self.card), QHBoxLayout()
        buttons.addWidget(self.end)
        buttons.addStretch(1)
        buttons.addWidget(self.next)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addLayout(buttons)
        self.card.setFixedWidth(340)
        self.next.clicked.connect(lambda _checked=False: self.go_on())
        self.end.clicked.connect(lambda _checked=False: self.finish())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.resize(window.size())
        self._show_hint()
        self.show()
        self.raise_()
        self.setFocus()

    def go_on(self) -> None:
        """Show the next hint; after the last one, end."""
        self.index += 1
        if self.index < len(HINTS):
            self._show_hint()
        else:
            self.finish()

    def finish(self) -> None:
        """End the tour."""
        self._window.tour = None
        self.hide()
        self.deleteLater()

    def _show_hint(self) -> None:
        hint = HINTS[self.index]
        count = f"{self.index + 1}/{len(HINTS)}"
        self.title.setText(f"<b>{translated(hint.title)}</b>  <span style='color:#a9a9af'>{count}</span>")
        self.text.setText(translated(hint.text))
        self.card.adjustSize()
        room = self._room()
        # Beside the part, on the side with more room; where there is too little it lies over its edge.
        is_right = self.width() - room.right() >= room.left()
        x = min(room.right() + 14, self.width() - 348) if is_right else max(room.left() - 354, 8)
        y = min(max(room.top() + 20, 8), self.height() - self.card.height() - 8)
        self.card.move(QPoint(x, y))
        self.update()

    def _room(self) -> QRect:
        part = HINTS[self.index].part
        widget = {"stage": self._window.stage, "monitor": self._window.monitor}.get(part)
        shown: QWidget = widget if widget is not None else self._window.panels[part]
        corner = shown.mapTo(self._window, QPoint(0, 0))
        return QRect(corner, shown.size())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Darken everything but what the hint is about."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self._room()).adjusted(-3, -3, 3, 3)
        shade = QColor(0, 0, 0, 140)
        whole = QRectF(self.rect())
        for part in (
            QRectF(0, 0, whole.width(), room.top()),
            QRectF(0, room.bottom(), whole.width(), whole.height() - room.bottom()),
            QRectF(0, room.top(), room.left(), room.height()),
            QRectF(room.right(), room.top(), whole.width() - room.right(), room.height()),
        ):
            painter.fillRect(part, shade)
        painter.setPen(QPen(QColor(ACCENT), 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(room, 6.0, 6.0)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Return or the right arrow; end with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.finish()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Space):
            self.go_on()


def _where(action: Action) -> str:
    """Return the way to an action through the menus."""
    return " › ".join(translated(part) for part in action.menu.split("/"))


def _keys_of(action: Action) -> str:
    return ", ".join(
        QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) for keys in action.keys
    )


def show_palette(window: Window) -> None:
    """Open the command palette over the middle of the window."""
    palette = Palette(window)
    middle = window.mapToGlobal(QPoint(window.width() // 2 - palette.width() // 2, 80))
    palette.move(middle)
    window.palette_open = palette
    palette.show()
    palette.line.setFocus()


def show_keys(window: Window) -> None:
    """Show every key."""
    window.keys = KeyList(window)
    window.keys.show()


def start_tour(window: Window) -> None:
    """Begin the tour, with all that it speaks of in sight."""
    for dock in window.docks.values():
        dock.show()
    window.docks["inspector"].raise_()
    window.arrange("above")
    window.tour = Tour(window)


def welcome(window: Window) -> None:
    """Show a first-time user two people in three planes, and the tour over them; asks nothing."""
    try:
        document = read_document(scenes_folder() / "face_to_face.json")
    except ZeroshotError:
        return  # installed without examples: the empty module is there all the same
    window.desk.take(document, path=None)
    start_tour(window)


def show_about(window: Window) -> None:
    """Say what this is."""
    QMessageBox.about(
        window,
        translated("About zeroshot"),
        translated("zeroshot {version}: plan film shots in weightlessness, in three or four planes.").format(
            version=__version__
        ),
    )


def _language(name: str, title: str) -> Action:
    def run(window: Window) -> None:
        window.settings.setValue("language", name)
        window.table.update()
        window.desk.tell("The language changes at the next start.", is_error=False)

    return Action(
        f"language-{name}",
        title,
        "Help/Language",
        run,
        is_on=lambda window: str(window.settings.value("language", "system")) == name,
    )


HELP_ACTIONS: tuple[Action, ...] = (
    Action("palette", "Find an action", "Help", show_palette, ("Ctrl+Shift+P", "/")),
    Action("keys", "Keys", "Help", show_keys, ("?",)),
    Action("tour", "Tour in six hints", "Help", start_tour),
    *(_language(name, title) for name, title in LANGUAGES.items()),
    Action("about", "About zeroshot…", "Help", show_about, starts_group=True),
)

"""The inspector: what is chosen, or else the present shot, with everything about it that can be set."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from zeroshot.desk.desk import Desk
from zeroshot.framing.picture.words import shot_title
from zeroshot.gui.form import Form
from zeroshot.gui.panels.actor_form import ActorForm
from zeroshot.gui.panels.camera_form import CameraForm
from zeroshot.gui.panels.shot_form import ShotForm
from zeroshot.gui.panels.thing_forms import LightForm, ModuleForm, PropForm

FORMS: dict[str, type[Form]] = {
    "actor": ActorForm,
    "camera": CameraForm,
    "prop": PropForm,
    "light": LightForm,
    "module": ModuleForm,
    "shot": ShotForm,
}


BUILD_AHEAD_MS = 700
"""So long after the window opens, and after each other, are forms built that nobody has asked for."""


class InspectorPanel(QWidget):
    """One form at a time, built when first needed, or before that when nothing else is to be done."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.title = QLabel()
        self.title.setObjectName("inspector-title")
        self.title.setWordWrap(True)
        self.title.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.title.setContentsMargins(10, 8, 10, 2)
        self.stack = QStackedWidget()
        self.forms: dict[str, Form] = {}
        self._pages: dict[str, QScrollArea] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.title)
        layout.addWidget(self.stack, 1)
        self.setMinimumWidth(320)
        self._ahead = QTimer(self)
        self._ahead.setInterval(BUILD_AHEAD_MS)
        self._ahead.timeout.connect(self._build_ahead)
        self._ahead.start()
        desk.listen(("document", "selection", "shot", "cast"), self.show_chosen)
        self.show_chosen()

    def show_chosen(self) -> None:
        """Show the form of what was chosen last; of the present shot where nothing is chosen."""
        item_id = self.desk.chosen
        kind = self.desk.document.kind_of(item_id) if item_id is not None else "shot"
        if item_id is None:
            item_id = self.desk.shot_id if self.desk.document.shots else None
        if item_id is None:
            self.title.setText(self.tr("Nothing is chosen. Click someone or something in a view."))
            self.stack.setVisible(False)
            return
        form = self._form(kind)
        self.stack.setVisible(True)
        self.stack.setCurrentWidget(self._pages[kind])
        form.show_item(item_id)
        count = len(self.desk.selection)
        more = self.tr(" and {count} more").format(count=count - 1) if count > 1 else ""
        name = getattr(self.desk.document.items().get(item_id), "name", "") or shot_title(item_id)
        self.title.setText(f"<b>{name}</b>{more}")

    def _build_ahead(self) -> None:
        """Build one form that was not asked for yet: a click would wait for it."""
        if self.desk.session.is_previewing:
            return
        missing = next((kind for kind in FORMS if kind not in self.forms), None)
        if missing is None:
            self._ahead.stop()
        else:
            self._form(missing)

    def _form(self, kind: str) -> Form:
        if kind not in self.forms:
            form = self.forms[kind] = FORMS[kind](self.desk)
            page = self._pages[kind] = QScrollArea()
            page.setWidgetResizable(True)
            page.setFrameShape(QScrollArea.Shape.NoFrame)
            page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            page.setWidget(form)
            needed = form.minimumSizeHint().width() + page.verticalScrollBar().sizeHint().width()
            page.setMinimumWidth(needed)  # words are longer in some languages; nothing is cut off
            self.stack.addWidget(page)
        return self.forms[kind]

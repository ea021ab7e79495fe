"""The window: views in the middle, docks around them, and what every part of it is built from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QMessageBox, QToolButton, QWidget

from zeroshot.desk.darkroom.start import Drawer
from zeroshot.desk.desk import Desk
from zeroshot.framing.obstacles.rays import Hit
from zeroshot.gui.actions import ActionTable, given_name, translated
from zeroshot.gui.arrangement import ARRANGEMENTS, Arrangement, Views
from zeroshot.gui.developer import Developer
from zeroshot.gui.docks import DOCKS, Panel
from zeroshot.gui.file_actions import may_leave
from zeroshot.gui.help import KeyList, Palette, Tour
from zeroshot.gui.menus import ALL_ACTIONS
from zeroshot.gui.monitor_view import MonitorView
from zeroshot.gui.panels.shot_strip import ShotStrip
from zeroshot.gui.recent import fill_recent, remember_file
from zeroshot.gui.safekeeping import Safekeeping
from zeroshot.gui.sentences import said
from zeroshot.gui.stage_view import StageView
from zeroshot.gui.stills_dialog import StillsDialog
from zeroshot.gui.toolbar import build_toolbar
from zeroshot.spatial import Placement

MESSAGE_MS = 8000
LAYOUT_VERSION = 1


class Window(QMainWindow):
    """One scene on a desk, with everything to work on it."""

    desk: Desk
    settings: QSettings
    stage: StageView
    monitor: MonitorView
    developer: Developer
    views: Arrangement

    def __init__(
        self,
        desk: Desk,
        settings: QSettings,
        *,
        drafts: Path | None = None,
        started: Mapping[str, Drawer] | None = None,
    ) -> None:
        """Build the window.

        drafts: the folder that work is written aside to; the user's own by default. started: processes that
        draw and run already, by room.
        """
        super().__init__()
        self.desk, self.settings = desk, settings
        desk.name_of = given_name
        self.developer = Developer(desk, self, started=started)
        self.stage = StageView(desk, self.developer)
        self.monitor = MonitorView(desk, self.developer)
        self.views = Arrangement(desk, self.developer, Views(self.stage, self.monitor))
        self.setCentralWidget(self.views)
        self.copied_placement: Placement | None = None
        self._takes_point: Callable[[Hit | None], None] | None = None
        for view in (self.stage, self.monitor):
            view.pointed.connect(self._take_point)
        self.stills: StillsDialog | None = None
        self.tour: Tour | None = None
        self.palette_open: Palette | None = None
        self.keys: KeyList | None = None
        self.panels: dict[str, Panel] = {}
        self.docks = {dock.name: self._add_dock(dock.name) for dock in DOCKS}
        self.table = ActionTable(self, ALL_ACTIONS)
        self.menus = self.table.fill(self.menuBar())
        self.show_recent()
        self.toolbar = build_toolbar(self)
        self._scope = QToolButton()
        self._scope.clicked.connect(lambda _checked=False: self.table.trigger("this-shot-only"))
        self.statusBar().addPermanentWidget(self._scope)
        self.setDockOptions(
            QMainWindow.DockOption.AnimatedDocks
            | QMainWindow.DockOption.AllowTabbedDocks
            | QMainWindow.DockOption.AllowNestedDocks
        )
        self.setAcceptDrops(True)
        self.resize(1440, 900)
        self._arrange()
        desk.listen(("document", "selection", "shot", "tools", "file"), self._update)
        desk.listen(("message",), self._show_message)
        self.safekeeping = Safekeeping(desk, self, folder=drafts)
        self._restore()
        for dock in self.docks.values():
            dock.visibilityChanged.connect(lambda _visible: self.table.update())
        self._update()

    @property
    def is_idle(self) -> bool:
        """Tell whether every picture shown is the good one and nothing is being made."""
        strip = self.panels["shots"]
        assert isinstance(strip, ShotStrip)
        is_settling = self.views.is_settling or strip.is_settling
        return self.developer.is_idle and not is_settling

    # What actions ask of it

    def open_path(self, path: Path) -> bool:
        """Open a scene file and remember it among the recent ones; tells whether it could be."""
        is_open = self.desk.open(path)
        if is_open:
            remember_file(self.settings, path)
            self.show_recent()
        return is_open

    def open_if_free(self, path: Path) -> None:
        """Open a scene file, once it is settled what becomes of unsaved work."""
        if may_leave(self):
            self.open_path(path)

    def show_recent(self) -> None:
        """List the recent files in their menu."""
        fill_recent(self, self.menus["File/Recent"])

    def use_scheme(self, name: str) -> None:
        """Have the mouse work as in another program."""
        for view in (self.stage, self.monitor):
            view.scheme = name
        self.settings.setValue("scheme", name)
        self._update()

    def ask_for_point(self, take: Callable[[Hit | None], None], sentence: str) -> None:
        """Have the next click in a view tell what it is on; Esc in the view forgets it."""
        self._takes_point = take
        self.desk.tell(sentence, is_error=False)
        for view in (self.stage, self.monitor):
            view.ask_for_point()

    def _take_point(self, hit: Hit | None) -> None:
        take, self._takes_point = self._takes_point, None
        for view in (self.stage, self.monitor):
            view.forget_point()
        if take is not None:
            take(hit)

    def arrange(self, name: str) -> None:
        """Arrange the views, and remember it."""
        self.views.show_as(name)
        self.settings.setValue("arrangement", name)
        self._update()

    def ask_about_unsaved(self) -> QMessageBox.StandardButton:
        """Ask what becomes of unsaved work: Save, Discard or Cancel."""
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(self.tr("“{title}” has changes that no file holds.").format(title=self.desk.title))
        box.setInformativeText(self.tr("Save them before you go on?"))
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        return buttons(box.exec())

    # Parts

    def _add_dock(self, name: str) -> QDockWidget:
        spec = next(dock for dock in DOCKS if dock.name == name)
        panel = spec.build(self)
        self.panels[name] = panel
        dock = QDockWidget(self.tr(spec.title), self)
        dock.setObjectName(f"dock-{name}")
        dock.setWidget(panel)
        dock.setAccessibleName(self.tr(spec.title))
        self.addDockWidget(spec.area, dock)
        before = self.findChild(QDockWidget, f"dock-{spec.behind}")
        if isinstance(before, QDockWidget):
            self.tabifyDockWidget(before, dock)
        return dock

    def _arrange(self) -> None:
        """Give the docks their first sizes: pictures larger than panels."""
        across, along = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        self.resizeDocks([self.docks["outline"], self.docks["inspector"]], [220, 330], across)
        self.resizeDocks([self.docks["outline"], self.docks["library"]], [220, 420], along)
        self.resizeDocks([self.docks["shots"], self.docks["findings"]], [520, 380], across)
        self.resizeDocks([self.docks["shots"]], [170], along)
        self.docks["inspector"].raise_()

    def panel(self, name: str) -> QWidget:
        """Return a panel by name."""
        return self.panels[name]

    def _update(self) -> None:
        self.setWindowTitle(f"{translated(self.desk.title)}[*] · zeroshot")
        self.setWindowModified(self.desk.session.is_dirty)
        self._scope.setText(
            self.tr("Changes: this shot only")
            if self.desk.tools.this_shot_only
            else self.tr("Changes: all shots")
        )
        self._scope.setEnabled(bool(self.desk.document.shots))
        self._scope.setAccessibleName(self._scope.text())
        self.table.update()

    def _show_message(self) -> None:
        message = self.desk.message
        if message is not None:
            self.statusBar().showMessage(said(translated(message.sentence)), MESSAGE_MS)

    # Leaving and coming back

    def _restore(self) -> None:
        geometry, state = self.settings.value("geometry"), self.settings.value("layout")
        if geometry is not None:
            self.restoreGeometry(geometry)
        if state is not None:
            self.restoreState(state, LAYOUT_VERSION)
        arrangement = str(self.settings.value("arrangement", "above"))
        self.views.show_as(arrangement if arrangement in ARRANGEMENTS else "above")
        self.use_scheme(str(self.settings.value("scheme", "blender")))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved work, remember the layout, and end what draws."""
        if not may_leave(self):
            event.ignore()
            return
        self.settings.setValue("geometry", self.saveGeometry())
        self.settings.setValue("layout", self.saveState(LAYOUT_VERSION))
        if self.stills is not None:
            self.stills.close()
        self.developer.close()
        self.safekeeping.close()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a scene file that is dragged onto the window."""
        if any(url.toLocalFile().endswith(".json") for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a scene file that is dropped onto the window."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls()]
        scenes = [path for path in paths if path.suffix == ".json"]
        if scenes:
            self.open_if_free(scenes[0])

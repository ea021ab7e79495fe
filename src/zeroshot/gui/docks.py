"""Which panels there are, and where they stand at first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from zeroshot.gui.panels.compose import ComposePanel
from zeroshot.gui.panels.findings import FindingsPanel
from zeroshot.gui.panels.history import HistoryPanel
from zeroshot.gui.panels.inspector import InspectorPanel
from zeroshot.gui.panels.library import LibraryPanel
from zeroshot.gui.panels.outline import OutlinePanel
from zeroshot.gui.panels.shot_strip import ShotStrip

if TYPE_CHECKING:
    from zeroshot.gui.window import Window

Panel = QWidget
_Area = Qt.DockWidgetArea


@dataclass(frozen=True)
class Dock:
    """A panel in a dock.

    title: sentence case. build: makes it for a window. behind: the dock that it shares tabs with, if any.
    """

    name: str
    title: str
    area: Qt.DockWidgetArea
    build: Callable[[Window], Panel]
    behind: str = ""


DOCKS: tuple[Dock, ...] = (
    Dock("outline", "Outline", _Area.LeftDockWidgetArea, lambda window: OutlinePanel(window.desk)),
    Dock("library", "Library", _Area.LeftDockWidgetArea, lambda window: LibraryPanel(window.desk)),
    Dock("inspector", "Inspector", _Area.RightDockWidgetArea, lambda window: InspectorPanel(window.desk)),
    Dock(
        "compose",
        "Compose",
        _Area.RightDockWidgetArea,
        lambda window: ComposePanel(window.desk),
        behind="inspector",
    ),
    Dock(
        "history", "History", _Area.RightDockWidgetArea, lambda window: HistoryPanel(window.desk), "inspector"
    ),
    Dock(
        "shots",
        "Shots",
        _Area.BottomDockWidgetArea,
        lambda window: ShotStrip(window.desk, window.developer),
    ),
    Dock(
        "findings",
        "Findings",
        _Area.BottomDockWidgetArea,
        lambda window: FindingsPanel(window.desk, window.monitor),
    ),
)

"""Which panels there are, and where they stand at first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from zeroshot.gui.panels.outline import OutlinePanel

if TYPE_CHECKING:
    from zeroshot.gui.window import Window

Panel = QWidget
_Area = Qt.DockWidgetArea


@dataclass(frozen=True)
class Dock:
    """A panel in a dock. title: sentence case. build: makes it for a window."""

    name: str
    title: str
    area: Qt.DockWidgetArea
    build: Callable[[Window], Panel]


DOCKS: tuple[Dock, ...] = (
    Dock("outline", "Outline", _Area.LeftDockWidgetArea, lambda window: OutlinePanel(window.desk)),
)

"""Access: names for screen readers, everything by keyboard, focus that is seen, contrast, safe colours."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDockWidget,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QWidget,
)
from pytestqt.qtbot import QtBot

from zeroshot.desk.adding import SHIRT_COLORS
from zeroshot.gui import theme
from zeroshot.gui.help import KeyList, Palette, Tour
from zeroshot.gui.still_actions import show_stills
from zeroshot.gui.window import Window
from zeroshot.spatial import Array

INTERACTIVE = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QAbstractItemView)

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB: deuteranopia and protanopia.
COLOUR_BLIND = {
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881],
    ],
    "protanopia": [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998],
    ],
}  # fmt: skip

TOLD_APART = 10.0
"""The least distance in CIELAB between colours that mean different things: four times what is noticed."""


def linear(color: str) -> Array:
    """Return linear sRGB (3,) of "#rrggbb". Source: IEC 61966-2-1:1999."""
    parts = np.array([int(color[index : index + 2], 16) / 255.0 for index in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours. Source: WCAG 2.2, relative luminance."""
    light, dark = sorted(
        (float(linear(color) @ [0.2126, 0.7152, 0.0722]) for color in (first, second)), reverse=True
    )
    return (light + 0.05) / (dark + 0.05)


def lab(rgb: Array) -> Array:
    """Return CIELAB (3,) of linear sRGB under D65. Source: CIE 15:2004."""
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    share = to_xyz @ np.clip(rgb, 0.0, 1.0) / [0.9505, 1.0, 1.089]
    root = np.where(share > 0.008856, np.cbrt(share), 7.787 * share + 16.0 / 116.0)
    return np.array([116.0 * root[1] - 16.0, 500.0 * (root[0] - root[1]), 200.0 * (root[1] - root[2])])


def seen(color: str, eyes: str) -> Array:
    """Return how a colour looks to colour-blind eyes, CIELAB."""
    return lab(np.array(COLOUR_BLIND[eyes]) @ linear(color))


@pytest.mark.parametrize("ground", [theme.GROUND, theme.PANEL, theme.RAISED])
@pytest.mark.parametrize(
    "text", [theme.TEXT, theme.FAINT_TEXT, theme.ERROR, theme.WARNING, theme.GOOD, theme.ACCENT]
)
def test_text_stands_out_from_its_ground(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 4.5


def test_text_on_the_accent_stands_out() -> None:
    assert contrast(theme.ACCENT_TEXT, theme.ACCENT) >= 4.5


def test_lines_of_controls_and_focus_stand_out() -> None:
    assert contrast(theme.ACCENT, theme.GROUND) >= 3.0
    assert contrast(theme.ACCENT, theme.PANEL) >= 3.0


@pytest.mark.parametrize("eyes", list(COLOUR_BLIND))
@pytest.mark.parametrize(
    "colors",
    [
        tuple(theme.AXIS_COLORS.values()),
        theme.PLANE_COLORS,
        (theme.ERROR, theme.WARNING, theme.GOOD),
        SHIRT_COLORS,
    ],
    ids=["axes", "planes", "findings", "shirts"],
)
def test_colours_are_told_apart_by_colour_blind_eyes(colors: tuple[str, ...], eyes: str) -> None:
    for first, second in itertools.combinations(colors, 2):
        distance = float(np.linalg.norm(seen(first, eyes) - seen(second, eyes)))
        assert distance >= TOLD_APART, f"{first} and {second} are {distance:.1f} apart"


def test_every_control_shows_its_focus() -> None:
    buttons, fields = ("QToolButton", "QPushButton", "QTabBar"), ("QLineEdit", "QComboBox", "QPlainTextEdit")
    for control in (*buttons, *fields, "QAbstractItemView", "QAbstractSpinBox"):
        assert re.search(rf"{control}:focus[^}}]*{theme.ACCENT}", theme.SHEET), control


def interactive(root: QWidget) -> Iterator[QWidget]:
    """Everything of ours that one works: parts inside of controls are Qt's own."""
    for widget in root.findChildren(QWidget):
        inside, above = widget.parentWidget(), widget.parentWidget().parentWidget()
        is_part = isinstance(
            inside, QAbstractSpinBox | QComboBox | QLineEdit | QDockWidget | QAbstractItemView
        )
        is_part = is_part or isinstance(above, QComboBox)  # the list that a box unfolds
        is_qts = widget.objectName().startswith("qt_") or type(widget).__name__.startswith("QTabBar")
        if isinstance(widget, INTERACTIVE) and not (is_part or is_qts or widget.isHidden()):
            yield widget


def name_of(widget: QWidget) -> str:
    """What a screen reader says."""
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def everything(window: Window) -> Iterator[QWidget]:
    """All forms, panels and dialogs, one after the other."""
    for item_id in ("surgeon", "a", "lab", None):
        window.desk.select([] if item_id is None else [item_id])
        QApplication.processEvents()
        yield window
    yield show_stills(window)
    yield Palette(window)
    yield KeyList(window)
    yield Tour(window)


@pytest.mark.graphics
def test_everything_has_a_name_and_takes_the_focus(open_window, qtbot: QtBot) -> None:
    window = open_window("four_planes.json")
    counted = 0
    for root in everything(window):
        for widget in interactive(root):
            counted += 1
            assert name_of(widget), (
                f"{type(widget).__name__} in {type(widget.parentWidget()).__name__} has no name"
            )
            takes_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            assert takes_tab, f"{name_of(widget)} is not reached by Tab"
    assert counted > 100
    for view in (window.stage, window.monitor, *window.views.planes, window.views.compared):
        assert view.accessibleName()
        assert view.focusPolicy() & Qt.FocusPolicy.TabFocus


@pytest.mark.graphics
def test_tab_goes_through_every_panel(open_window, qtbot: QtBot) -> None:
    """Tab leads round through every control of the inspector and comes to every other panel."""
    window = open_window("four_planes.json", size=(1440, 900))
    window.desk.select(["surgeon"])
    QApplication.processEvents()
    form = window.docks["inspector"].widget()
    start = window.stage
    met, widget = set(), start.nextInFocusChain()
    while widget is not start:
        met.add(widget)
        widget = widget.nextInFocusChain()
    for panel in ("outline", "library", "inspector", "shots", "findings", "history", "compose"):
        inside = set(window.docks[panel].widget().findChildren(QWidget)) & met
        assert any(part.focusPolicy() & Qt.FocusPolicy.TabFocus for part in inside), panel
    assert {part for part in interactive(form) if part.isVisible()} <= met


def test_menus_open_by_keyboard(window: Window) -> None:
    """Alt leads into the menu bar; from there the arrow keys reach every entry."""
    style = window.menuBar().style()
    assert style.styleHint(QStyle.StyleHint.SH_MenuBar_AltKeyNavigation, None, window.menuBar())
    reached = {action for menu in window.menus.values() for action in menu.actions()}
    assert set(window.table.qactions.values()) <= reached

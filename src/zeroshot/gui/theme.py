"""How the app looks: neutral dark greys, one accent, and lettering that is read at arm's length.

Greys are neutral so that they do not tint how a picture is judged. Contrast of text on its ground is at
least 4.5:1 (WCAG 2.2, §1.4.3); a test computes it.
"""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

GROUND = "#1e1e1f"
PANEL = "#262628"
RAISED = "#333336"
LINE = "#47474b"
TEXT = "#e4e4e6"
FAINT_TEXT = "#a9a9af"
ACCENT = "#4aa3ff"
ACCENT_TEXT = "#0d1a26"
ERROR = "#ff8a75"
WARNING = "#f2c14e"
GOOD = "#7fd1a6"

# Forward, right, down: told apart by colour-blind eyes too (Okabe & Ito 2008: sky blue, orange, green).
AXIS_COLORS = {"forward": "#56b4e9", "right": "#e69f00", "down": "#2fbf8f", "view": "#d0d0d4"}

# For planes and their horizons, in the order of the groups (Okabe & Ito 2008, lightened for a dark ground).
PLANE_COLORS = ("#d0d0d4", "#56b4e9", "#e69f00", "#2fbf8f", "#cc79a7", "#f0e442", "#d55e00", "#0096ff")

SHEET = f"""
QMainWindow, QDialog {{ background: {GROUND}; }}
QMainWindow::separator {{ background: {GROUND}; width: 5px; height: 5px; }}
QMainWindow::separator:hover {{ background: {ACCENT}; }}
QDockWidget {{ color: {TEXT}; }}
QDockWidget::title {{ background: {PANEL}; padding: 5px 8px; border-bottom: 1px solid {LINE}; }}
QToolTip {{ background: {RAISED}; color: {TEXT}; border: 1px solid {LINE}; padding: 4px; }}
QToolButton, QPushButton {{ background: {RAISED}; border: 1px solid {LINE}; border-radius: 4px;
    padding: 3px 8px; color: {TEXT}; }}
QToolButton:hover, QPushButton:hover {{ border-color: {FAINT_TEXT}; }}
QToolButton:checked, QPushButton:checked, QPushButton:default {{ background: {ACCENT}; color: {ACCENT_TEXT};
    border-color: {ACCENT}; }}
QToolButton:disabled, QPushButton:disabled {{ color: #77777c; background: {PANEL}; }}
QToolButton:focus, QPushButton:focus, QLineEdit:focus, QComboBox:focus,
QAbstractSpinBox:focus, QAbstractItemView:focus, QPlainTextEdit:focus {{ border: 1px solid {ACCENT}; }}
QTabBar:focus {{ color: {ACCENT}; }}
QLineEdit, QComboBox, QPlainTextEdit {{ background: {GROUND}; border: 1px solid {LINE};
    border-radius: 4px; padding: 2px 5px; color: {TEXT}; selection-background-color: {ACCENT};
    selection-color: {ACCENT_TEXT}; }}
QComboBox QLineEdit {{ border: 0; padding: 0; background: transparent; }}
QAbstractItemView {{ background: {GROUND}; border: 1px solid {LINE}; alternate-background-color: {PANEL};
    selection-background-color: {ACCENT}; selection-color: {ACCENT_TEXT}; }}
QHeaderView::section {{ background: {PANEL}; border: 0; padding: 4px; }}
QTabBar::tab {{ background: {PANEL}; padding: 5px 10px; border: 1px solid {LINE}; }}
QTabBar::tab:selected {{ background: {RAISED}; color: {TEXT}; border-bottom: 2px solid {ACCENT}; }}
QToolBar {{ background: {PANEL}; border: 0; border-bottom: 1px solid {LINE}; padding: 3px 6px;
    spacing: 4px; }}
QToolBar::separator {{ width: 1px; background: {LINE}; margin: 3px 6px; }}
QStatusBar {{ background: {PANEL}; }}
QMenuBar, QMenu {{ background: {PANEL}; color: {TEXT}; }}
QMenuBar::item:selected, QMenu::item:selected {{ background: {ACCENT}; color: {ACCENT_TEXT}; }}
QMenu::item:disabled {{ color: #77777c; }}
QMenu::separator {{ height: 1px; background: {LINE}; margin: 4px 8px; }}
QGroupBox {{ border: 0; border-top: 1px solid {LINE}; margin-top: 18px; padding-top: 4px; }}
QGroupBox::title {{ subcontrol-origin: margin; subcontrol-position: top left; color: {FAINT_TEXT}; }}
QScrollBar:vertical {{ background: {GROUND}; width: 11px; }}
QScrollBar:horizontal {{ background: {GROUND}; height: 11px; }}
QScrollBar::handle {{ background: {LINE}; border-radius: 5px; min-height: 24px; min-width: 24px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
"""


def apply_theme(app: QApplication) -> None:
    """Give the whole app its colours."""
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(_palette())
    app.setStyleSheet(SHEET)


def _palette() -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for which, color in (
        (role.Window, PANEL),
        (role.WindowText, TEXT),
        (role.Base, GROUND),
        (role.AlternateBase, PANEL),
        (role.Text, TEXT),
        (role.Button, RAISED),
        (role.ButtonText, TEXT),
        (role.ToolTipBase, RAISED),
        (role.ToolTipText, TEXT),
        (role.Highlight, ACCENT),
        (role.HighlightedText, ACCENT_TEXT),
        (role.PlaceholderText, FAINT_TEXT),
        (role.Link, ACCENT),
        (role.BrightText, ERROR),
    ):
        palette.setColor(which, QColor(color))
    for which in (role.Text, role.ButtonText, role.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor("#77777c"))
    return palette

"""Icons that show a colour or a picture as it is, sharp on every screen."""

from __future__ import annotations

from PySide6.QtGui import QColor, QIcon, QPixmap

SWATCH, SHARPEST = 12, 2
"""The side of a swatch in points, and the pixels to a point up to which it stays sharp."""


def plain_icon(pixmap: QPixmap) -> QIcon:
    """Build an icon that is not tinted when it is chosen: a picture's colours must stay what they are."""
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)
    return icon


def swatch(color: str) -> QIcon:
    """Build an icon that is a square of one colour."""
    pixmap = QPixmap(SHARPEST * SWATCH, SHARPEST * SWATCH)
    pixmap.setDevicePixelRatio(SHARPEST)
    pixmap.fill(QColor(color))
    return plain_icon(pixmap)

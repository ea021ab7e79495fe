"""What the Stills menu does: stills of the scene, and the picture in the monitor as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from zeroshot.gui.actions import Action
from zeroshot.gui.picture_view import image_from_pixels
from zeroshot.gui.stills_dialog import StillsDialog

if TYPE_CHECKING:
    from zeroshot.gui.window import Window


def show_stills(window: Window) -> StillsDialog:
    """Open the stills dialog, the one there is."""
    if window.stills is None:
        window.stills = StillsDialog(window)
    window.stills.show()
    window.stills.raise_()
    return window.stills


def copy_picture(window: Window) -> None:
    """Copy the monitor's picture to the clipboard, without guides."""
    picture = window.monitor.picture
    if picture is None:
        window.desk.tell("there is no picture in the monitor to copy")
        return
    QGuiApplication.clipboard().setImage(image_from_pixels(picture))
    window.desk.tell("the picture is in the clipboard", is_error=False)


STILL_ACTIONS: tuple[Action, ...] = (
    Action("stills", "Draw stills…", "Stills", lambda window: _drop(show_stills(window)), ("Ctrl+R",),
           is_possible=lambda window: window.desk.shot_id is not None),
    Action("copy-picture", "Copy the monitor's picture", "Stills", copy_picture, ("Ctrl+Alt+P",),
           is_possible=lambda window: window.monitor.picture is not None),
)  # fmt: skip


def _drop(_dialog: object) -> None:
    """Drop what an action has no use for."""

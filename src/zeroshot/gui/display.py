"""Whether there is a display to open a window on, asked before Qt is, because Qt ends the process instead."""

from __future__ import annotations

import ctypes
import os
import sys

from zeroshot.errors import ZeroshotError

NO_DISPLAY = (
    "there is no display to open the app on: `zeroshot render {scene} --out stills` renders stills without "
    "one, and `zeroshot --screenshot FILE` draws the window into a picture"
)


class NoDisplayError(ZeroshotError):
    """This session has no display."""


def require_display(scene: str = "SCENE") -> None:
    """Raise NoDisplayError where a window could not be shown."""
    if not has_display():
        raise NoDisplayError(NO_DISPLAY.format(scene=scene))


def has_display() -> bool:
    """Tell whether a window can be shown, or Qt was told to do without (QT_QPA_PLATFORM)."""
    if os.environ.get("QT_QPA_PLATFORM") or not sys.platform.startswith("linux"):
        return True
    if os.environ.get("WAYLAND_DISPLAY"):
        return True
    return bool(os.environ.get("DISPLAY")) and _answers()


def _answers() -> bool:
    """Ask the X server, through the library that Qt uses, whether it takes us."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    is_refused = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not is_refused

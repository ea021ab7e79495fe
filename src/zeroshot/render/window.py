"""The window that is never shown: where VTK is imported, set to draw into memory, and made to speak up.

VTK reports trouble by printing; here it is collected, so that the painter can raise it.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkCommonCore import (
    VTK_UNSIGNED_CHAR,
    vtkCommand,
    vtkDataArray,
    vtkLogger,
    vtkOutputWindow,
)
from vtkmodules.vtkRenderingCore import vtkRenderWindow

# Registers VTK's OpenGL classes with its factories.
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderer  # noqa: F401

from zeroshot.errors import RenderError
from zeroshot.mesh import Image


class Complaints:
    """What VTK said since it was last asked."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        vtkLogger.SetStderrVerbosity(vtkLogger.VERBOSITY_OFF)
        output = vtkOutputWindow.GetInstance()
        output.SetDisplayModeToNever()
        events = (vtkCommand.ErrorEvent, vtkCommand.WarningEvent)
        self._observers = [output.AddObserver(event, _listener(self._texts)) for event in events]

    def close(self) -> None:
        """Stop listening."""
        for observer in self._observers:
            vtkOutputWindow.GetInstance().RemoveObserver(observer)
        self._observers = []

    def raise_any(self) -> None:
        """Raise RenderError when VTK complained. Raises once per complaint."""
        if self._texts:
            last_line = self._texts[0].splitlines()[-1]
            self._texts.clear()
            raise RenderError(f"the picture could not be drawn: {last_line}")


def _listener(texts: list[str]) -> Callable[[object, str, str], None]:
    def hear(_caller: object, _event: str, text: str) -> None:
        texts.append(text.strip())

    # Without this attribute VTK hands over no text.
    vars(hear)["CallDataType"] = "string0"
    return hear


def build_window(width_px: int, height_px: int, *, samples: int = 0) -> vtkRenderWindow:
    """Build a window in memory. samples: of every pixel's edges, 0 for none."""
    window = vtkRenderWindow()
    window.SetOffScreenRendering(True)
    window.SetShowWindow(False)
    window.SetMultiSamples(samples)
    window.SetSize(width_px, height_px)
    return window


def read_picture(window: vtkRenderWindow) -> Image:
    """Read what was drawn: (h, w, 3) uint8, rows from the top."""
    width_px, height_px = window.GetSize()
    pixels = vtkDataArray.CreateDataArray(VTK_UNSIGNED_CHAR)
    window.GetPixelData(0, 0, width_px - 1, height_px - 1, 0, pixels, 0)
    picture = vtk_to_numpy(pixels).reshape(height_px, width_px, 3)
    return np.ascontiguousarray(picture[::-1])

"""The window that is never shown: where VTK is imported, set to draw into memory, and made to speak up.

VTK reports trouble by printing; here it is collected, so that the painter can raise it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkCommonCore import (
    VTK_FLOAT,
    VTK_UNSIGNED_CHAR,
    vtkCommand,
    vtkDataArray,
    vtkFloatArray,
    vtkLogger,
    vtkObject,
    vtkOutputWindow,
)
from vtkmodules.vtkRenderingCore import vtkRenderer, vtkRenderWindow

# Registers VTK's OpenGL classes with its factories.
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderer  # noqa: F401

from zeroshot.errors import RenderError
from zeroshot.mesh import Image, Points

GL_BLEND = 0x0BE2
"""Source: the OpenGL registry."""


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
    # Pictures are read from where they are drawn; VTK would copy them to where a screen shows them.
    window.SwapBuffersOff()
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


class Canvas:
    """What is drawn on: a window in memory whose size, antialiasing and kind of pixels may change.

    What lies on the graphics card stays there through all changes. renderer: add to it what shall be seen.
    """

    def __init__(self) -> None:
        """Make a canvas; memory is taken when it is first opened."""
        self.renderer = vtkRenderer()
        self.renderer.SetBackground(0.0, 0.0, 0.0)
        # What is clear is put in order before it is drawn; VTK's own way without an order goes over every
        # pixel of the picture once more for one pane of glass.
        self.renderer.SetUseOIT(False)
        self._window: vtkRenderWindow | None = None
        self._form = (0, 0, 0, False)
        self._observers: list[tuple[vtkObject, int]] = []
        self._veiled: set[vtkObject] = set()
        self._observe(self.renderer, vtkCommand.StartEvent, is_blended=False)
        self._observe(self.renderer, vtkCommand.EndEvent, is_blended=True)

    def veil(self, mapper: vtkObject) -> None:
        """Have what a mapper draws blended with what is behind it; all else is not, which VTK would do.

        What is solid costs a tenth less so on a CPU, and looks the same.
        """
        if mapper not in self._veiled:
            self._veiled.add(mapper)
            self._observe(mapper, vtkCommand.StartEvent, is_blended=True)

    def _observe(self, subject: vtkObject, event: int, *, is_blended: bool) -> None:
        self._observers.append((subject, subject.AddObserver(event, partial(self._blend, is_blended))))

    def _blend(self, is_blended: bool, _subject: object, _event: str) -> None:
        if self._window is not None:
            state = self._window.GetState()
            (state.vtkglEnable if is_blended else state.vtkglDisable)(GL_BLEND)

    @property
    def window(self) -> vtkRenderWindow:
        """Return the window; the canvas must be open."""
        assert self._window is not None
        return self._window

    def open(self, width_px: int, height_px: int, *, samples: int = 0, is_float: bool = False) -> None:
        """Have pixels of a size and kind. is_float: linear numbers without limits, not antialiased."""
        form = (width_px, height_px, samples, is_float)
        if form == self._form:
            return
        if self._window is None:
            self._window = build_window(width_px, height_px, samples=samples)
            self._window.Render()  # so that there are pixels whose kind can be changed
            self._window.AddRenderer(self.renderer)
        self._window.SetMultiSamples(samples)
        self._window.SetSize(width_px, height_px)
        kind = VTK_FLOAT if is_float else VTK_UNSIGNED_CHAR
        if not samples:
            # The window settles its own pixels first: else it would replace ours when it next draws.
            self._window.Start()
            pixels = self._window.GetRenderFramebuffer()
            pixels.PopulateFramebuffer(width_px, height_px, True, 1, kind, True, 32, 0, False)
        self._form = form

    def close(self) -> None:
        """Give the window back, and what its renderer held on the graphics card."""
        self.renderer.RemoveAllViewProps()
        for subject, observer in self._observers:
            subject.RemoveObserver(observer)
        self._observers.clear()
        self._veiled.clear()
        if self._window is not None:
            self._window.RemoveRenderer(self.renderer)
            self._window.Finalize()
            self._window = None
            self._form = (0, 0, 0, False)

    def read_bytes(self) -> Image:
        """Read what was drawn: (h, w, 3) uint8, rows from the top."""
        return read_picture(self.window)

    def read_floats(self, *, width_px: int | None = None, height_px: int | None = None) -> Points:
        """Read what was drawn as floats: (h, w, 4) float32, rows from the top; or its lower left part."""
        whole = self.window.GetSize()
        width_px, height_px = width_px or whole[0], height_px or whole[1]
        pixels = vtkFloatArray()
        self.window.GetRGBAPixelData(0, 0, width_px - 1, height_px - 1, 0, pixels, 0)
        floats: Points = vtk_to_numpy(pixels).reshape(height_px, width_px, 4)[::-1]
        return floats

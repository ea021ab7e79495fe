"""Is there an OpenGL that works? Asked before VTK is touched, because VTK crashes where there is none.

The quick question goes to EGL itself through ctypes and costs milliseconds. Only when its answer is not a
plain yes is a picture drawn in a subprocess, where a crash harms nobody.
"""

from __future__ import annotations

import ctypes
import functools
import json
import os
import subprocess
import sys
from dataclasses import dataclass

from zeroshot.errors import NoGraphicsError

ADVICE = "install it with 'apt-get install libegl1 libgl1' (Debian), then run 'zeroshot doctor'"

_EGL_PLATFORM_DEVICE = 0x313F  # EGL_EXT_platform_device
_LIBRARIES = ("libEGL.so.1", "libGL.so.1")

_PROBE = """
import json
from zeroshot.render.window import build_window
window = build_window(16, 16)
window.Render()
report = dict(line.split(": ", 1) for line in window.ReportCapabilities().splitlines() if ": " in line)
print(json.dumps({
    "renderer": report.get("OpenGL renderer string", "").strip(),
    "version": report.get("OpenGL version string", "").strip(),
}))
"""


@dataclass(frozen=True)
class GraphicsReport:
    """What a probe found. problem: None when pictures can be drawn, else one sentence with what to do."""

    renderer: str
    version: str
    problem: str | None


def choose_window() -> None:
    """Have VTK draw without a display on Linux. Must run before VTK is imported."""
    if sys.platform.startswith("linux"):
        os.environ.setdefault("VTK_DEFAULT_OPENGL_WINDOW", "vtkEGLRenderWindow")


@functools.cache
def require_graphics() -> None:
    """Make sure that pictures can be drawn. Raises NoGraphicsError that says what to install."""
    choose_window()
    if not sys.platform.startswith("linux") or _egl_answers():
        return
    report = probe_graphics()
    if report.problem is not None:
        raise NoGraphicsError(report.problem)


@functools.cache
def probe_graphics() -> GraphicsReport:
    """Draw a tiny picture in a subprocess and report who drew it; never raises, never crashes."""
    choose_window()
    missing = [name for name in _LIBRARIES if sys.platform.startswith("linux") and not _loads(name)]
    if missing:
        return GraphicsReport("", "", f"OpenGL is missing ({' and '.join(missing)} not found): {ADVICE}")
    try:
        done = subprocess.run(
            [sys.executable, "-c", _PROBE],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return GraphicsReport("", "", f"OpenGL did not answer within a minute: {ADVICE}")
    if done.returncode != 0:
        return GraphicsReport("", "", f"OpenGL does not work on this machine: {ADVICE}")
    found = json.loads(done.stdout.splitlines()[-1])
    return GraphicsReport(found["renderer"], found["version"], None)


def find_lack_of_graphics() -> NoGraphicsError | None:
    """Return the error that says what to install, or None where pictures can be drawn."""
    problem = probe_graphics().problem
    return None if problem is None else NoGraphicsError(problem)


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _egl_answers() -> bool:
    """Ask EGL for a device that can be initialised, which is what VTK will do."""
    if not all(_loads(name) for name in _LIBRARIES):
        return False
    egl = ctypes.CDLL("libEGL.so.1")
    egl.eglGetProcAddress.restype = ctypes.c_void_p
    query_address = egl.eglGetProcAddress(b"eglQueryDevicesEXT")
    display_address = egl.eglGetProcAddress(b"eglGetPlatformDisplayEXT")
    if not query_address or not display_address:
        return False
    prototype = ctypes.CFUNCTYPE
    query_devices = prototype(ctypes.c_uint, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(query_address)
    get_display = prototype(ctypes.c_void_p, ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p)(display_address)
    devices, count = (ctypes.c_void_p * 16)(), ctypes.c_int(0)
    if not query_devices(16, devices, ctypes.byref(count)) or count.value < 1:
        return False
    egl.eglInitialize.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p]
    display = get_display(_EGL_PLATFORM_DEVICE, devices[0], None)
    return bool(display) and bool(egl.eglInitialize(display, None, None))

"""A machine without OpenGL gets a sentence, not a crash."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from zeroshot.render.graphics import probe_graphics

pytestmark = pytest.mark.graphics


def run_without_opengl(code: str) -> subprocess.CompletedProcess[str]:
    """Run Python where EGL finds no driver, as on a machine where none is installed."""
    nowhere = {
        "__EGL_VENDOR_LIBRARY_FILENAMES": "/nonexistent.json",
        "LIBGL_DRIVERS_PATH": "/nonexistent",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **nowhere},
        capture_output=True,
        text=True,
        check=False,
    )


def test_vtk_alone_would_crash() -> None:
    """The reason for asking first: without it VTK takes the whole program down."""
    code = "from zeroshot.render.window import build_window as b; w = b(9, 9); w.Render(); print('drawn')"
    done = run_without_opengl(code)
    assert done.returncode != 0 or "drawn" not in done.stdout


def test_the_painter_says_what_to_install() -> None:
    code = (
        "from zeroshot.errors import NoGraphicsError\n"
        "from zeroshot.render.painter import Painter\n"
        "try:\n    Painter()\nexcept NoGraphicsError as error:\n    print('said:', error)\n"
    )
    done = run_without_opengl(code)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("said: ")
    assert "apt-get install libegl1 libgl1" in done.stdout
    assert done.stdout.count("\n") == 1


def test_the_probe_names_who_draws() -> None:
    report = probe_graphics()
    assert report.problem is None
    assert report.renderer
    assert report.version

"""The app on a real X display: one smoke run on Xvfb, where that is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

ROOT = Path(__file__).parents[2]

pytestmark = [
    pytest.mark.graphics,
    pytest.mark.skipif(shutil.which("Xvfb") is None, reason="Xvfb is not installed (package xvfb)"),
]


@pytest.fixture
def display() -> Iterator[str]:
    """Start an X server of our own; it picks a free number, and stays when its first client leaves."""
    reading, writing = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(writing),
        "-screen",
        "0",
        "1600x1000x24",
        "-nolisten",
        "tcp",
        "-noreset",
    ]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        assert number, "Xvfb did not start"
        yield f":{number}"
        server.terminate()


def run(display: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    left_out = ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY")
    surroundings = {key: value for key, value in os.environ.items() if key not in left_out}
    surroundings |= {"DISPLAY": display, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=surroundings, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.mark.timeout(150)
def test_the_app_opens_on_a_display(display: str, tmp_path: Path) -> None:
    told = run(display, "-c", "from zeroshot.gui.display import has_display; print(has_display())")
    assert told.stdout.strip() == "True", told.stderr
    picture = tmp_path / "window.png"
    done = run(display, "-m", "zeroshot", "scenes/face_to_face.json", "--screenshot", str(picture))
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    with Image.open(picture) as shown:
        pixels = np.asarray(shown.convert("RGB"), np.float64)
    assert pixels.shape[1] >= 900
    # The views are drawn, not dark: the middle of the window has light walls and people in their colours.
    middle = pixels[pixels.shape[0] // 5 : pixels.shape[0] // 2, pixels.shape[1] // 3 : pixels.shape[1] // 2]
    assert middle.std() > 20.0
    assert middle.max() > 150.0

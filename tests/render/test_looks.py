"""Every look of one shot: the same bytes each time, with any number of threads, and as it was."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow

from zeroshot.errors import RenderError
from zeroshot.framing.lens.optics import size_px
from zeroshot.framing.staging import StagedShot, stage
from zeroshot.mesh import Image
from zeroshot.render.graphics import probe_graphics
from zeroshot.render.looks import LOOKS
from zeroshot.render.painter import Painter
from zeroshot.scene.files import read_document

pytestmark = pytest.mark.graphics

ROOT = Path(__file__).parents[2]
SCENE = ROOT / "scenes" / "face_to_face.json"
GOLDENS = ROOT / "tests" / "goldens" / "looks"
BOX_PX = (192, 108)
PICTURES = [name for name, look in LOOKS.items() if not look.is_metres]
NEW = [name for name in PICTURES if name not in ("standard", "film-sharp", "clean")]

THREADS_CODE = """
import hashlib
from test_looks import face_to_face, pixels_of
from zeroshot.render.painter import Painter
with Painter() as painter:
    for look in {looks!r}:
        print(look, hashlib.sha256(pixels_of(painter, face_to_face(), look).tobytes()).hexdigest())
"""


def face_to_face() -> StagedShot:
    return stage(read_document(SCENE), "1a", beside=SCENE.parent)


def pixels_of(painter: Painter, staged: StagedShot, look: str) -> Image:
    width_px, height_px = size_px(staged.view, width_px=BOX_PX[0], height_px=BOX_PX[1])
    return painter.paint(staged, width_px=width_px, height_px=height_px, look=look).pixels


@pytest.fixture(scope="module")
def painter() -> Iterator[Painter]:
    with Painter() as it:
        yield it


@pytest.fixture(scope="module")
def shot() -> StagedShot:
    return face_to_face()


@pytest.fixture(scope="module")
def pictures(painter: Painter, shot: StagedShot) -> dict[str, Image]:
    return {look: pixels_of(painter, shot, look) for look in LOOKS}


def test_looks_in_turn_leave_nothing_behind(
    painter: Painter, shot: StagedShot, pictures: dict[str, Image]
) -> None:
    """The other way round, with the same painter: the same bytes."""
    for look in reversed(LOOKS):
        np.testing.assert_array_equal(pixels_of(painter, shot, look), pictures[look], err_msg=look)


@pytest.mark.slow
@pytest.mark.parametrize("threads", ["1", "4"])
def test_any_number_of_threads_draws_the_same(pictures: dict[str, Image], threads: str) -> None:
    paths = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    done = subprocess.run(
        [sys.executable, "-c", THREADS_CODE.format(looks=list(LOOKS))],
        env={**os.environ, "LP_NUM_THREADS": threads, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=True,
    )
    drawn = dict(line.split() for line in done.stdout.splitlines())
    here = {look: hashlib.sha256(picture.tobytes()).hexdigest() for look, picture in pictures.items()}
    assert drawn == here


def test_looks_look_different(pictures: dict[str, Image]) -> None:
    """No two are mistaken for each other; film sharp is film, clean is smooth draft."""
    names = [name for name in PICTURES if name not in ("film-sharp", "clean")]
    for i, first in enumerate(names):
        for second in names[i + 1 :]:
            off = np.abs(pictures[first].astype(int) - pictures[second]).mean()
            assert off > 8.0, (first, second, off)


@pytest.mark.parametrize("look", NEW)
def test_a_look_is_as_it_was(pictures: dict[str, Image], look: str) -> None:
    """After a change that is meant: run with ZEROSHOT_UPDATE_GOLDENS=1, then look at them."""
    renderer = probe_graphics().renderer
    if "llvmpipe" not in renderer:
        pytest.skip(f"goldens are drawn by llvmpipe, not by {renderer}")
    path = GOLDENS / f"{look}.png"
    if os.environ.get("ZEROSHOT_UPDATE_GOLDENS"):
        GOLDENS.mkdir(exist_ok=True)
        Pillow.fromarray(pictures[look]).save(path)
    golden = np.asarray(Pillow.open(path).convert("RGB")).astype(int)
    difference = np.abs(golden - pictures[look]).max(axis=2)
    assert difference.mean() < 2.5
    assert (difference > 40).mean() < 0.015


def test_clean_is_draft_with_smooth_edges(pictures: dict[str, Image]) -> None:
    clean, draft = pictures["clean"].astype(int), pictures["draft"].astype(int)
    assert 0.1 < np.abs(clean - draft).mean() < 8.0
    steps = [np.abs(np.diff(picture, axis=1)).max(axis=2) for picture in (clean, draft)]
    assert (steps[0] > 60).mean() < (steps[1] > 60).mean()


def test_a_look_of_numbers_is_no_picture(painter: Painter, shot: StagedShot) -> None:
    with pytest.raises(RenderError, match="numbers and no picture"):
        painter.draw(shot, width_px=10, height_px=10, look="depth")


def test_only_film_has_linear_light(painter: Painter, shot: StagedShot) -> None:
    with pytest.raises(RenderError, match="no linear light"):
        painter.paint(shot, width_px=10, height_px=10, look="clay", is_linear=True)
    light = painter.paint(shot, width_px=64, height_px=36, look="film-sharp", is_linear=True).pixels
    assert light.dtype == np.float32
    assert light.shape == (36, 64, 3)
    assert light.max() > 2.0  # lamps are far brighter than paper

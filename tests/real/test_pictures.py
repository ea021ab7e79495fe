"""NASA's own mesh of Destiny as a set: it must look like its published pictures, through our camera."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from zeroshot.framing.staging import stage
from zeroshot.render.painter import Painter
from zeroshot.scene.document import Axes, Camera, Document, Lens, Module, Sensor, StationSet
from zeroshot.spatial import look_at

SHARED = Path(__file__).parents[3] / "shared"
MESH = SHARED / "models" / "us_lab" / "us_lab.obj"

pytestmark = [
    pytest.mark.graphics,
    pytest.mark.skipif(not MESH.is_file(), reason="meshes of other makers are not part of the project"),
]

# Picture, eye, target, picture's top toward, vertical field of view; from the pictures' own description.
VIEWS = [
    ("destiny_aft_to_forward.png", (-3.29, -0.11, -0.11), (3.88, -0.05, -0.05), (0, 0, -1), 70.0),
    ("destiny_rolled_90.png", (-2.20, 0.54, 0.43), (2.25, -0.22, -0.11), (0, 1, -0.15), 62.0),
    ("destiny_three_quarter.png", (-1.44, 0.92, -0.81), (0.73, -0.98, 0.65), (0, 0, -1), 75.0),
]
SIZE_PX = (1280, 720)


@pytest.fixture(scope="module")
def painter() -> Iterator[Painter]:
    with Painter() as it:
        yield it


def document(
    eye: tuple[float, ...], target: tuple[float, ...], top: tuple[float, ...], fov_deg: float
) -> Document:
    """Build a scene that holds the mesh, 8.6 % too small and in axes of its own, and one camera."""
    turn = look_at(np.subtract(target, eye), head_reference_in_world=top)
    module = Module(
        id="lab",
        model=str(MESH),
        position_m=(9.3037, 0.0, 0.0),  # the file's origin lies far aft of its module
        scale=1.0858,
        axes=Axes(forward="-Z", right="+X", down="-Y"),
    )
    camera = Camera(
        id="a",
        position_m=eye,
        orientation_xyzw=tuple(turn),
        sensor=Sensor(width_mm=32.0, height_mm=18.0),
        lens=Lens(focal_length_mm=9.0 / math.tan(math.radians(fov_deg / 2.0))),
    )
    return Document(set=StationSet(modules=(module,)), cameras=(camera,))


def edges(picture: np.ndarray) -> np.ndarray:
    """Return how strongly brightness changes, a few pixels wide: what remains when the light differs."""
    small = np.asarray(Image.fromarray(picture).convert("L").resize((320, 180), Image.Resampling.BOX), float)
    rows, columns = np.gradient(small)
    strength = np.hypot(rows, columns)
    return np.minimum(strength, np.quantile(strength, 0.95))


def likeness(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.corrcoef(edges(a).ravel(), edges(b).ravel())[0, 1])


@pytest.mark.parametrize(("name", "eye", "target", "top", "fov_deg"), VIEWS, ids=[view[0] for view in VIEWS])
def test_destiny_looks_like_its_pictures(
    painter: Painter,
    name: str,
    eye: tuple[float, ...],
    target: tuple[float, ...],
    top: tuple[float, ...],
    fov_deg: float,
) -> None:
    staged = stage(document(eye, target, top, fov_deg), None, beside=SHARED)
    picture = painter.draw(staged, width_px=SIZE_PX[0], height_px=SIZE_PX[1])
    reference = np.asarray(Image.open(SHARED / "reference" / name).convert("RGB"))
    assert reference.shape == picture.shape
    same = likeness(picture, reference)
    # Mirrored or upside down it is another picture: the measure tells.
    others = [likeness(picture[:, ::-1], reference), likeness(picture[::-1], reference)]
    assert same > 0.5, same
    assert same > max(others) + 0.2, (same, others)
    assert 90 < picture.mean() < 230

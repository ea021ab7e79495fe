"""From nowhere inside a module is the outside seen, but through windows and open hatches.

500 random views of each, drawn small and flat with back faces left out: a crack, a flipped face or a missing
wall shows as background. For one module: ``pytest tests/modelling/test_inside_views.py -k destiny``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from scipy import ndimage
from scipy.spatial.transform import Rotation

from zeroshot.framing.places.solids import solid_of
from zeroshot.framing.staging import StagedShot, stage
from zeroshot.library.models import Model, list_models
from zeroshot.render.ids import IdPainter
from zeroshot.scene.document import Document

pytestmark = [pytest.mark.graphics, pytest.mark.slow]

MODULES = [model.name for model in list_models() if model.kind == "module"]
VIEWS, BOX_PX = 500, (48, 36)
GRID_M, CLEARANCE_M = 0.12, 0.12
RIM_M = 0.05
"""A ray this near a pane's rim may pass it: panes are round and pixels are not."""


@pytest.fixture(scope="module")
def painter() -> Iterator[IdPainter]:
    with IdPainter(is_light=False) as painter:
        yield painter


def free_points(model: Model) -> np.ndarray:
    """Return points (n, 3) of the cabin: nearer than no wall, and all to be floated to from the origin."""
    mesh = model.load()
    lowest, highest = mesh.bounds_m
    axes = [np.arange(low, high, GRID_M) for low, high in zip(lowest, highest, strict=True)]
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)
    is_free = solid_of(mesh).signed_distance(grid.reshape(-1, 3)).distance_m > CLEARANCE_M
    regions, _ = ndimage.label(is_free.reshape(grid.shape[:3]))
    start = np.linalg.norm(grid, axis=-1)
    start[regions == 0] = np.inf
    home = regions[np.unravel_index(np.argmin(start), regions.shape)]
    return np.asarray(grid[regions == home])


def view_of(model: Model, position: np.ndarray, attitude: np.ndarray) -> StagedShot:
    document = Document.model_validate(
        {
            "set": {"modules": [{"id": "module", "model": model.name}]},
            "cameras": [
                {
                    "id": "a",
                    "position_m": position.tolist(),
                    "orientation_xyzw": attitude.tolist(),
                    "sensor": {"width_mm": 36.0, "height_mm": 27.0},
                    "lens": {"focal_length_mm": 14.0},
                }
            ],
        }
    )
    return stage(document, "a", beside=Path())


def openings(model: Model) -> list[tuple[str, np.ndarray, np.ndarray, float]]:
    """Return name, middle, normal and radius of every window; hatches stay closed till a scene opens them."""
    found = []
    for name, point in model.points.items():
        if point.kind == "window" and point.size_m is not None and point.normal is not None:
            radius = float(np.hypot(*point.size_m)) / 2 + RIM_M
            found.append((name, np.array(point.position_m), np.array(point.normal), radius))
    return found


@pytest.mark.parametrize("name", MODULES)
def test_nothing_but_the_module_is_seen(name: str, painter: IdPainter) -> None:
    (model,) = (model for model in list_models() if model.name == name)
    rng = np.random.default_rng(2)
    places = free_points(model)
    assert len(places) > 50, "there is room inside"
    windows = openings(model)
    for index in range(VIEWS):
        position = places[rng.integers(len(places))] + rng.uniform(-0.04, 0.04, 3)
        attitude = Rotation.random(random_state=rng).as_quat()
        staged = view_of(model, position, attitude)
        picture = painter.draw(staged, box_px=BOX_PX)
        rows, columns = np.nonzero(picture.ids == 0)
        if not len(rows):
            continue
        height_px, width_px = picture.ids.shape
        rays = staged.view.rays_from_pixels(np.stack([columns + 0.5, rows + 0.5], -1), width_px, height_px)
        rays = Rotation.from_quat(attitude).apply(rays)
        through = np.zeros(len(rays), dtype=bool)
        for _, middle, normal, radius in windows:
            toward = rays @ normal
            with np.errstate(divide="ignore", invalid="ignore"):
                reach = ((middle - position) @ normal) / toward
            crossing = position + rays * reach[:, None]
            through |= (reach > 0) & (np.linalg.norm(crossing - middle, axis=1) < radius)
        outside = ~through
        assert not outside.any(), (
            f"view {index} from {np.round(position, 3)}: {outside.sum()} pixels see outside, "
            f"such as toward {np.round(rays[outside][0], 3)}"
        )

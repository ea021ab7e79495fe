"""Ids and distances, measured on sets whose geometry is known."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from render_sets import WHITE, quad, staged
from zeroshot.mesh import Mesh
from zeroshot.render.flat import FAR_M, id_colors
from zeroshot.render.painter import Painter
from zeroshot.scene.document import Camera, Lens, Sensor
from zeroshot.spatial import Placement

pytestmark = pytest.mark.graphics


@pytest.fixture(scope="module")
def painter() -> Iterator[Painter]:
    with Painter() as it:
        yield it


def camera_of() -> Camera:
    return Camera(
        id="a",
        sensor=Sensor(width_mm=36.0, height_mm=24.0),
        aspect=1.5,
        lens=Lens(focal_length_mm=24.0, shift=(0.1, -0.05)),
    )


@pytest.mark.parametrize(("distance_m", "within_m"), [(0.3, 2e-4), (2.0, 1e-3), (40.0, 0.02)])
def test_a_wall_has_the_same_depth_all_over(painter: Painter, distance_m: float, within_m: float) -> None:
    """Along the lens axis, not along the line of sight: a wall at right angles to it is flat."""
    wall = Mesh((quad((distance_m, 0, 0), (0, 0, 99), (0, 99, 0), WHITE),))
    depth = painter.paint(staged(camera_of(), wall), width_px=90, height_px=60, look="depth").pixels
    assert depth.dtype == np.float32
    np.testing.assert_allclose(depth, distance_m, atol=within_m)


def test_a_slanting_wall_is_as_deep_as_its_plane_is(painter: Painter) -> None:
    """x = 2 − y: the ray of a pixel with the tangent u meets it at 2 / (1 + u)."""
    wall = Mesh((quad((2, 0, 0), (0, 0, 9), (-9, 9, 0), WHITE),))
    shot = staged(camera_of(), wall)
    depth = painter.paint(shot, width_px=90, height_px=60, look="depth").pixels
    left, right, _, _ = shot.view.tangents
    u = left + (np.arange(90) + 0.5) / 90 * (right - left)
    np.testing.assert_allclose(depth[30], 2.0 / (1.0 + u), rtol=2e-4)


def test_nothing_is_far_away(painter: Painter) -> None:
    depth = painter.paint(staged(camera_of()), width_px=9, height_px=6, look="depth").pixels
    assert (depth == np.float32(FAR_M)).all()


def test_every_pixel_has_the_colour_of_one_thing(painter: Painter) -> None:
    """The nearer of two hides the other, no pixel is between, and the legend tells who is who."""
    mark = Mesh((quad((2, 0, 0), (0, 0, 0.3), (0, 0.3, 0), WHITE),))
    placements = [Placement((1.0, 0.5, 0.0)), Placement()]
    shot = staged(camera_of(), mark, mark, placements=placements)
    plate = painter.paint(shot, width_px=180, height_px=120, look="ids")
    legend = plate.about["ids"]
    assert set(legend) == {"m0", "m1"}
    seen = {f"#{r:02x}{g:02x}{b:02x}" for r, g, b in plate.pixels.reshape(-1, 3)}
    assert seen == {*legend.values(), "#000000"}
    near = np.all(plate.pixels == [int(legend["m1"][i : i + 2], 16) for i in (1, 3, 5)], axis=2)
    # 0.6 m at 2 m through 24 mm on 36 mm: a fifth of the width.
    assert near.sum() == pytest.approx((180 / 5) ** 2, rel=0.06)


def test_id_colours_are_all_different() -> None:
    colors = id_colors([f"thing-{i}" for i in range(3000)])
    assert len(set(colors.values())) == 3000
    assert (0, 0, 0) not in colors.values()
    assert id_colors(["b", "a"]) == id_colors(["a", "b"])

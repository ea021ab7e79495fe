"""The sky in pictures: where the limb lands for any attitude, where the night begins, what windows show."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from render_sets import WHITE, quad, staged
from zeroshot.framing.lens.optics import View
from zeroshot.framing.light.orbit import horizon_dip_rad, noon_minute
from zeroshot.mesh import Image, Mesh
from zeroshot.render.painter import Painter
from zeroshot.scene.document import Camera, Exposure, Lens, Orbit, Sensor

pytestmark = pytest.mark.graphics

SIZE_PX = (240, 160)
BEHIND = Mesh((quad((-0.5, 0, 0), (0, 0.1, 0), (0, 0, 0.1), WHITE),))
NOON = noon_minute()


@pytest.fixture(scope="module")
def painter() -> Iterator[Painter]:
    with Painter() as it:
        yield it


def sky(painter: Painter, turn: Rotation, minute: float, *, iso: float, **lens: object) -> tuple[Image, View]:
    camera = Camera(
        id="a",
        sensor=Sensor(width_mm=36.0, height_mm=24.0),
        aspect=1.5,
        lens=Lens(f_stop=8.0, **{"focal_length_mm": 24.0, **lens}),
        orientation_xyzw=tuple(turn.as_quat()),
        exposure=Exposure(iso=iso, nd_stops=1.0),
    )
    shot = dataclasses.replace(staged(camera, BEHIND), orbit=Orbit(minute=minute))
    picture = painter.draw(shot, width_px=SIZE_PX[0], height_px=SIZE_PX[1], look="draft")
    return picture, shot.view


def dips_rad(turn: Rotation, view: View) -> np.ndarray:
    """Return for every pixel how far below the level its line of sight points."""
    left, right, top, bottom = view.tangents
    across = left + (np.arange(SIZE_PX[0]) + 0.5) / SIZE_PX[0] * (right - left)
    down = top + (np.arange(SIZE_PX[1]) + 0.5) / SIZE_PX[1] * (bottom - top)
    u, v = np.meshgrid(across, down)
    lines = turn.apply(np.stack([np.ones_like(u), u, v], axis=-1).reshape(-1, 3)).reshape(*u.shape, 3)
    return np.arcsin(lines[..., 2] / np.linalg.norm(lines, axis=-1))


@pytest.mark.parametrize(
    ("turn", "lens"),
    [
        (Rotation.from_euler("y", -20.0, degrees=True), {}),
        (Rotation.from_euler("zyx", [70.0, -25.0, 0.0], degrees=True), {}),
        (Rotation.from_euler("ZYX", [200.0, -15.0, 130.0], degrees=True), {"shift": (0.2, -0.1)}),
        (Rotation.from_euler("ZYX", [-60.0, -24.0, 90.0], degrees=True), {"focal_length_mm": 85.0}),
        (Rotation.from_euler("y", -20.0, degrees=True), {"focal_length_mm": 14.0, "squeeze": 1.33}),
    ],
)
def test_the_limb_lands_where_it_must(painter: Painter, turn: Rotation, lens: dict[str, object]) -> None:
    """Between the ground, bright at noon, and space, black: within a pixel and the thickness of the air."""
    picture, view = sky(painter, turn, NOON, iso=50.0, **lens)
    dips = dips_rad(turn, view)
    pixel_rad = (view.tangents[1] - view.tangents[0]) / SIZE_PX[0]
    air_rad = math.radians(2.2)  # 80 km of air at 2,300 km
    light = picture.max(axis=2)
    ground, space = dips > horizon_dip_rad() + pixel_rad, dips < horizon_dip_rad() - air_rad - pixel_rad
    assert ground.mean() > 0.1
    assert space.mean() > 0.1
    assert light[ground].min() > 45
    assert light[space].max() < 40


def test_night_begins_where_the_sun_sets_on_the_ground(painter: Painter) -> None:
    """Straight down: bright while the sun is over the ground below, black a few minutes after."""
    down = Rotation.from_euler("y", -90.0, degrees=True)
    quarter = 92.0 / 4.0
    light = {
        minute: sky(painter, down, NOON + minute, iso=800.0)[0].mean()
        for minute in (quarter - 6.0, quarter - 2.0, quarter + 3.0)
    }
    day, dusk, night = light.values()
    assert day > dusk + 20
    assert dusk > night + 10
    assert night < 8


def test_the_terminator_lies_across_the_flight(painter: Painter) -> None:
    """When the sun sets on the ground below, ahead is night and aft is day."""
    down = Rotation.from_euler("y", -90.0, degrees=True)
    picture, _ = sky(painter, down, NOON + 23.0, iso=3200.0, focal_length_mm=14.0)
    # Looking down with the head forward, the top of the picture is ahead.
    assert picture[-30:].mean() > picture[:30].mean() + 40


def test_cities_and_stars_show_at_night_only_when_the_exposure_would(painter: Painter) -> None:
    toward = Rotation.from_euler("y", -20.0, degrees=True)
    dark, _ = sky(painter, toward, 74.0, iso=100.0)
    open_wide, _ = sky(painter, toward, 74.0, iso=1e6)
    assert dark.max() < 10
    assert open_wide.max() > 100


def test_without_an_orbit_the_background_stays_black(painter: Painter) -> None:
    camera = Camera(id="a")
    assert painter.draw(staged(camera, BEHIND), width_px=30, height_px=20).max() == 0

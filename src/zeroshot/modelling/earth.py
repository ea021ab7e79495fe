"""Build the picture of the Earth that is seen through windows: ``python -m zeroshot.modelling.earth``.

One map in longitude and latitude, of numbers and not of colours: how far from the coast, how dry, how much
cloud, how many lights. The sky's shader makes oceans, forests, deserts, ice, clouds and cities of them.
"""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from PIL import Image as Pillow
from PIL import ImageDraw

from zeroshot.library.assets import asset_folder
from zeroshot.mesh import Image
from zeroshot.modelling.earth_outlines import CITIES, DESERTS, LAKES, LAND, PEOPLED, Outline
from zeroshot.spatial import Array

SIZE_PX = (2048, 1024)
COARSE = 4
"""Clouds and dryness are drawn at a quarter of the size: they are soft, and the shader adds what is fine."""

STEPS = 4
"""Values are rounded to multiples of this, so that the file stays small."""


def build_earth_map() -> Image:
    """Build the map: (1024, 2048, 4) uint8, rows from the north, columns from 180° west.

    Red: 128 on the coast, more on land, a degree for 32. Green: dryness. Blue: cloud. Alpha: lights at night.
    """
    width, height = SIZE_PX
    rng = np.random.default_rng(20260419)
    coast = _coast(width, height, rng)
    dryness = _enlarged(_dryness(width // COARSE, height // COARSE, rng))
    cloud = _enlarged(_cloud(width // 2, height // 2, rng))
    lights = _lights(width, height, rng) * (coast > 0.49)
    picture = np.stack([coast, dryness, cloud, lights], axis=-1)
    return (np.rint(picture.clip(0, 1) * 255 / STEPS) * STEPS).clip(0, 255).astype(np.uint8)


def encode_earth_map(picture: Image) -> bytes:
    """Return the map as the bytes of a PNG."""
    buffer = io.BytesIO()
    Pillow.fromarray(picture).save(buffer, format="PNG", optimize=True)
    return buffer.getvalue()


def noise_on_sphere(width: int, height: int, rng: np.random.Generator, *, octaves: int, first: int) -> Array:
    """Return noise (height, width) about 0, of spread 1, that closes around the sphere.

    Random values on a lattice in space, blended smoothly; each octave is twice as fine and 0.58 as high.
    first: cells of the coarsest octave along the radius.
    """
    points = np.stack(_directions(width, height), axis=-1) + 4.0
    octaves_of_noise = (
        0.58**octave * _lattice_noise(points * (first * 2.0**octave), rng) for octave in range(octaves)
    )
    total = np.sum(list(octaves_of_noise), axis=0)
    return np.asarray((total - total.mean()) / total.std())


def _lattice_noise(points: Array, rng: np.random.Generator) -> Array:
    lattice = rng.normal(size=(64, 64, 64))
    cells = np.floor(points).astype(np.int64)
    share = points - cells
    share = share * share * (3.0 - 2.0 * share)
    total = np.zeros(points.shape[:-1])
    for corner in np.ndindex(2, 2, 2):
        weight = np.prod(np.where(np.array(corner) == 1, share, 1.0 - share), axis=-1)
        total += weight * lattice[tuple(np.moveaxis((cells + corner) % 64, -1, 0))]
    return np.asarray(total)


def _grid(width: int, height: int) -> tuple[Array, Array]:
    """Return longitude and latitude, degrees, of every pixel."""
    lon = (np.arange(width) + 0.5) / width * 360.0 - 180.0
    lat = 90.0 - (np.arange(height) + 0.5) / height * 180.0
    across, down = np.meshgrid(lon, lat)
    return across, down


def _directions(width: int, height: int) -> tuple[Array, Array, Array]:
    lon, lat = (np.radians(angle) for angle in _grid(width, height))
    return np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)


def _coast(width: int, height: int, rng: np.random.Generator) -> Array:
    """Return 0.5 on the coast, more on land, made crooked by noise."""
    mask = Pillow.new("L", (width, height), 0)
    pen = ImageDraw.Draw(mask)
    for outlines, shade in ((LAND, 255), (LAKES, 0)):
        for outline in outlines:
            pen.polygon(_pixels(outline, width, height), fill=shade)
    land = _blurred(np.asarray(mask, dtype=float) / 255.0, radius_px=5)
    crooked = noise_on_sphere(width, height, rng, octaves=4, first=10)
    return np.asarray(land + 0.11 * crooked * np.exp(-(((land - 0.5) / 0.35) ** 2)))


def _pixels(outline: Outline, width: int, height: int) -> list[tuple[float, float]]:
    return [((lon + 180.0) / 360.0 * width, (90.0 - lat) / 180.0 * height) for lon, lat in outline]


def _dryness(width: int, height: int, rng: np.random.Generator) -> Array:
    lon, lat = _grid(width, height)
    dry = 0.25 + 0.1 * noise_on_sphere(width, height, rng, octaves=4, first=5)
    for east, north, reach_east, reach_north in DESERTS:
        dry += 0.75 * np.exp(-(((lon - east) / reach_east) ** 2) - ((lat - north) / reach_north) ** 2)
    return np.asarray(dry)


def _cloud(width: int, height: int, rng: np.random.Generator) -> Array:
    """Return how cloudy it is: belts at the equator and the temperate latitudes, stirred."""
    _, lat = _grid(width, height)
    stirred = lat + 7.0 * noise_on_sphere(width, height, rng, octaves=3, first=2)
    belts = 0.5 * np.exp(-((stirred / 9.0) ** 2)) + 0.8 * np.exp(-(((np.abs(stirred) - 52.0) / 15.0) ** 2))
    texture = noise_on_sphere(width, height, rng, octaves=6, first=3)
    # Fronts: where slow noise passes through nothing there are ridges, as long streaks of cloud are.
    fronts = 1.0 - np.abs(noise_on_sphere(width, height, rng, octaves=4, first=2))
    return np.asarray(0.27 + 0.2 * belts + 0.11 * texture + 0.08 * fronts)


def _lights(width: int, height: int, rng: np.random.Generator) -> Array:
    lon, lat = _grid(width, height)
    grain = rng.random((height, width)) ** 14
    towns = np.zeros((height, width))
    for east, north, reach_east, reach_north in PEOPLED:
        towns += np.exp(-(((lon - east) / reach_east) ** 2) - ((lat - north) / reach_north) ** 2)
    light = 0.8 * grain * towns.clip(0, 1)
    for east, north, strength in CITIES:
        rows, columns = _window(east, north, 3.0, width, height)
        east_m = (lon[rows, columns] - east) * np.cos(np.radians(north))
        far = np.hypot(east_m, lat[rows, columns] - north) / (0.10 + 0.035 * strength)
        ragged = 0.4 + 1.2 * rng.random(far.shape)
        light[rows, columns] += (0.35 + 0.065 * strength) * np.exp(-(far**1.2)) * ragged
    return np.asarray(light)


def _window(east: float, north: float, reach_deg: float, width: int, height: int) -> tuple[slice, slice]:
    column, row = (east + 180.0) / 360.0 * width, (90.0 - north) / 180.0 * height
    reach = int(reach_deg / 180.0 * height)
    return slice(int(row) - reach, int(row) + reach), slice(max(int(column) - reach, 0), int(column) + reach)


def _blurred(values: Array, *, radius_px: int) -> Array:
    """Smooth twice with a box: along longitude around the world, along latitude to the poles."""
    span = 2 * radius_px + 1
    for axis in (1, 0, 1, 0):
        turned = np.moveaxis(values, axis, 0)
        before, after = (
            (turned[-radius_px:], turned[:radius_px])
            if axis == 1
            else (
                np.repeat(turned[:1], radius_px, axis=0),
                np.repeat(turned[-1:], radius_px, axis=0),
            )
        )
        sums = np.cumsum(np.concatenate([np.zeros_like(turned[:1]), before, turned, after]), axis=0)
        values = np.moveaxis((sums[span:] - sums[:-span]) / span, 0, axis)
    return np.asarray(values)


def _enlarged(values: Array) -> Array:
    picture = Pillow.fromarray((values.clip(0, 1) * 255).astype(np.uint8))
    return np.asarray(picture.resize(SIZE_PX, Pillow.Resampling.BICUBIC), dtype=float) / 255.0


def main(path: Path | None = None) -> None:
    """Write the map to the assets."""
    target = path or asset_folder() / "sky" / "earth.png"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(encode_earth_map(build_earth_map()))


if __name__ == "__main__":
    main()

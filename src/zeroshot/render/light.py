"""The light of a picture as numbers for the shader. Pure arrays, no VTK.

What lights what, and how strongly, is `zeroshot.framing.light.cabins`; how bright that comes out is
`zeroshot.framing.picture.exposure`. Here it becomes rows of numbers, in lux, one set for everything that
the same cabins light.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.framing.light.black_body import rgb_from_kelvin
from zeroshot.framing.light.cabins import Cabins
from zeroshot.framing.light.lamps import Luminaire
from zeroshot.spatial import Array

LAMP_CAPACITY = 32
"""Lamps that light one thing; those strongest at the eye are kept when its cabins have more."""

EVEN_EXCESS = 0.4
"""Even light comes a little more from overhead, so that shapes can be read."""

BOUNCE_EXCESS = -0.25
"""What walls throw back lights more what faces the deck, the wall that the lamps shine at."""

SCREEN_CD_M2 = 400.0
"""Luminance of what glows with emission 1: a screen that shows white. Laptops give 300 to 500 cd/m²."""

GLOWING_LAMPS = 64
"""Diffusers that one module can have."""


@dataclass(frozen=True, eq=False)
class Lighting:
    """The light on things that the same cabins light.

    lamps: (n, 12): position and half length; unit long axis and softening, m²; unit normal and 0.
    flux: (n, 3) lumens as linear RGB. fill: illuminance of the even fill as linear RGB, lux. fill_from: (3,)
    in the world: a surface that faces it has the share of its length more of the fill, one that faces away
    less.
    """

    lamps: Array
    flux: Array
    fill: Array
    fill_from: Array


def light_of_cabins(
    cabins: Cabins, shares: Sequence[float], *, eye_in_world: Array, white: Array
) -> Lighting:
    """Work out the light on what the cabins light by these shares; white: the colour that comes out white."""
    fill, fill_from = np.zeros(3), np.zeros(3)
    lit: list[tuple[Luminaire, float]] = []
    for cabin, share in zip(cabins.cabins, shares, strict=True):
        if share > 0.0:
            fill += share * cabin.fill_lux / white
            fill_from += share * (EVEN_EXCESS if cabin.is_even else BOUNCE_EXCESS) * cabin.head_in_world
            lit += [(lamp, share) for lamp in cabin.lamps if lamp.lumens > 0.0]
    kept = [lit[i] for i in _strongest(lit, eye_in_world)]
    rows = np.array([_lamp_row(lamp) for lamp, _ in kept]).reshape(-1, 12)
    flux = [share * lamp.lumens * rgb_from_kelvin(lamp.kelvin) / white for lamp, share in kept]
    return Lighting(rows, np.array(flux).reshape(-1, 3), fill, fill_from)


@dataclass(frozen=True, eq=False)
class PlaceLight:
    """The light at one place, linear RGB, lux: even + n @ lean on a surface with the unit normal n.

    even: (3,). lean: (3, 3), a row for each axis of the world, in which n is given.
    """

    even: Array
    lean: Array


def fill_of(light: Lighting) -> PlaceLight:
    """Return the even fill, the same in all of its cabin."""
    return PlaceLight(light.fill, np.outer(light.fill_from, light.fill))


def light_at(light: Lighting, point_in_world: ArrayLike, *, fill: PlaceLight | None = None) -> PlaceLight:
    """Reckon the light at a point: each lamp as max(n·l, 0) ≈ ¼ + ½ n·l, and the fill.

    fill: in place of the light's own. Source: Ramamoorthi and Hanrahan, SIGGRAPH 2001, the first two orders.
    """
    fill = fill_of(light) if fill is None else fill
    even, lean = fill.even.copy(), fill.lean.copy()
    if len(light.lamps):
        way, lux = lux_toward(light, np.asarray(point_in_world, dtype=np.float64)[None])
        even += lux[0].sum(axis=0) / 4.0
        lean += way[0].T @ lux[0] / 2.0
    return PlaceLight(even, lean)


def lux_toward(light: Lighting, points_in_world: Array) -> tuple[Array, Array]:
    """Return whence each lamp shines on points (n, 3), and how strongly on what faces it.

    Returns unit ways (n, lamps, 3) toward the lamps, and linear RGB lux (n, lamps, 3). A lamp is stood for
    by the point on its long axis that is nearest.
    """
    rows = light.lamps
    to_center = rows[None, :, 0:3] - points_in_world[:, None]
    along = np.clip((to_center * rows[:, 4:7]).sum(axis=-1), -rows[:, 3], rows[:, 3])
    away = to_center - rows[:, 4:7] * along[..., None]
    square_m2 = np.maximum((away**2).sum(axis=-1), 1e-8)
    way = away / np.sqrt(square_m2)[..., None]
    shines = np.maximum(-(way * rows[:, 8:11]).sum(axis=-1), 0.0)
    return way, light.flux * (shines / (math.pi * (square_m2 + rows[:, 7])))[..., None]


def glow_of_lamps(lamps: Sequence[Luminaire]) -> Array:
    """Return where diffusers are and how brightly they glow: (n, 4), the light leaving them in lm/m² last."""
    rows = [
        [*lamp.position_in_world, lamp.lumens / max(lamp.size_m[0] * lamp.size_m[1], 1e-4)] for lamp in lamps
    ]
    return np.array(rows[:GLOWING_LAMPS]).reshape(-1, 4)


def linear_from_srgb(color: ArrayLike) -> Array:
    """Return the linear light (..., 3) of sRGB colours 0 to 1. Source: IEC 61966-2-1."""
    c = np.asarray(color, dtype=np.float64)
    return np.asarray(np.where(c <= 0.04045, c / 12.92, ((np.maximum(c, 0.0) + 0.055) / 1.055) ** 2.4))


def _strongest(lit: Sequence[tuple[Luminaire, float]], eye_in_world: Array) -> list[int]:
    """Return the places of the lamps that matter most at the eye, in their own order."""
    strength = [
        -lamp.lumens * share / (math.dist(lamp.position_in_world, eye_in_world) ** 2 + 0.25)
        for lamp, share in lit
    ]
    order = sorted(range(len(lit)), key=lambda i: (strength[i], i))
    return sorted(order[:LAMP_CAPACITY])


def _lamp_row(lamp: Luminaire) -> list[float]:
    return [
        *lamp.position_in_world,
        lamp.size_m[0] / 2.0,
        *lamp.direction_in_world,
        # What keeps the square of a distance from vanishing: the lamp's own size.
        lamp.size_m[1] ** 2 / 4.0 + 0.15 * lamp.size_m[0] ** 2 / 4.0,
        *lamp.normal_in_world,
        0.0,
    ]

"""How bright and what colour: luminaires as numbers for the shader, and the exposure. Pure arrays, no VTK.

The light is worked out as in a white room: each luminaire is a Lambertian rectangle whose direct light falls
off with the square of the distance; what the walls throw back is one even fill. The fill follows from the
flux, the area of the cabin and how white it is, as in an integrating sphere:
E = Φ·ρ / (A·(1 − ρ)). Source: Ryer, The Light Measurement Handbook, 1997, "Integrating spheres".
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.framing.staging import Luminaire
from zeroshot.spatial import Array

LAMP_CAPACITY = 32
"""Lamps in one picture; the brightest at the camera are kept when a set has more."""

CABIN_REFLECTANCE = 0.52
"""How white a dressed cabin is on the whole. A choice: white racks near 0.8, equipment and bags near 0.3."""

WHITE = 0.38
"""Linear display value, before the film curve, of a surface of reflectance 0.8 under the average light. A
choice that keeps white racks below clipping and skin near the middle of the scale."""

DEFAULT_FLUX_LM = 12000.0
"""A set without luminaires is lit evenly; how strongly does not show, for the exposure follows."""

DEFAULT_AREA_M2 = 28.0
"""Lamps outside of any module are exposed for what is 1.5 m away: 4π · 1.5²."""

EVEN_EXCESS = 0.4
"""That even light comes a little more from overhead, so that shapes can be read."""

EVEN_WHITE = 0.44
"""Linear display value, before the film curve, of a surface of reflectance 0.8 in even light: without bright
places near lamps a picture can be lighter."""

BOUNCE_EXCESS = -0.25
"""What walls throw back lights more what faces the deck, the wall that the lamps shine at."""


@dataclass(frozen=True)
class Lighting:
    """Light for one picture.

    lamps: (n, 12): position and half length; unit long axis and softening, m²; unit normal and 0.
    flux: (n, 3) lumens as linear RGB. fill: illuminance of the even fill as linear RGB, lux; a surface
    that faces the station's head direction gets the share `overhead_excess` more of it, one that faces away
    less. exposure: display value per lux leaving a white surface.
    """

    lamps: Array
    flux: Array
    fill: Array
    exposure: float
    overhead_excess: float


def light_from_luminaires(
    luminaires: Sequence[Luminaire], *, eye_in_world: Array, cabin_area_m2: float | None
) -> Lighting:
    """Work out the light of a picture and an exposure that makes it well lit.

    White balance: the flux-weighted mean of the lamps is taken as white, as a camera on automatic does.
    """
    area_m2 = cabin_area_m2 or DEFAULT_AREA_M2
    if not luminaires:
        fill = DEFAULT_FLUX_LM / area_m2 / (1.0 - CABIN_REFLECTANCE) * np.ones(3)
        exposure = EVEN_WHITE / 0.8 / float(fill[0])
        return Lighting(np.zeros((0, 12)), np.zeros((0, 3)), fill, exposure, EVEN_EXCESS)
    kept = _brightest(luminaires, eye_in_world)
    lumens = np.array([lamp.lumens for lamp in luminaires])
    colors = np.array([rgb_from_kelvin(lamp.kelvin) for lamp in luminaires])
    total = lumens @ colors
    balanced = colors / (total / lumens.sum())
    fill = (lumens @ balanced) * CABIN_REFLECTANCE / (area_m2 * (1.0 - CABIN_REFLECTANCE))
    # Direct light on the walls averages Φ/A; with what they throw back: Φ / (A·(1 − ρ)).
    average_lux = lumens.sum() / (area_m2 * (1.0 - CABIN_REFLECTANCE))
    rows = np.array([_lamp_row(luminaires[i]) for i in kept])
    return Lighting(rows, lumens[kept, None] * balanced[kept], fill, WHITE / 0.8 / average_lux, BOUNCE_EXCESS)


def rgb_from_kelvin(kelvin: float) -> Array:
    """Return the linear sRGB colour (3,) of a black body, luminance 1.

    Source: Kim et al., cubic spline of the Planckian locus (US patent 7024034, 2002), 1667 to 25000 K; then
    IEC 61966-2-1's matrix from CIE XYZ.
    """
    t = 1000.0 / min(max(kelvin, 1667.0), 25000.0)
    if t >= 0.25:
        x = 0.179910 + t * (0.8776956 + t * (-0.2343589 - 0.2661239 * t))
    else:
        x = 0.240390 + t * (0.2226347 + t * (2.1070379 - 3.0258469 * t))
    if t >= 1000.0 / 2222.0:
        y = -0.20219683 + x * (2.18555832 + x * (-1.34811020 - 1.1063814 * x))
    elif t >= 0.25:
        y = -0.16748867 + x * (2.09137015 + x * (-1.37418593 - 0.9549476 * x))
    else:
        y = -0.37001483 + x * (3.75112997 + x * (-5.87338670 + 3.0817580 * x))
    xyz = np.array([x / y, 1.0, (1.0 - x - y) / y])
    rgb = np.array([[3.2406, -1.5372, -0.4986], [-0.9689, 1.8758, 0.0415], [0.0557, -0.2040, 1.0570]]) @ xyz
    return np.asarray(np.maximum(rgb, 0.0))


def linear_from_srgb(color: ArrayLike) -> Array:
    """Return the linear light (..., 3) of sRGB colours 0 to 1. Source: IEC 61966-2-1."""
    c = np.asarray(color, dtype=np.float64)
    return np.asarray(np.where(c <= 0.04045, c / 12.92, ((np.maximum(c, 0.0) + 0.055) / 1.055) ** 2.4))


def _brightest(luminaires: Sequence[Luminaire], eye_in_world: Array) -> list[int]:
    """Return the places of the lamps that matter most at the eye, in their own order."""
    distances = [math.dist(lamp.position_in_world, eye_in_world) for lamp in luminaires]
    strength = [-lamp.lumens / (d * d + 0.25) for lamp, d in zip(luminaires, distances, strict=True)]
    order = sorted(range(len(luminaires)), key=lambda i: (strength[i], i))
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

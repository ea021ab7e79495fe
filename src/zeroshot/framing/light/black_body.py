"""The colour of lamps: light as linear sRGB with luminance 1, by colour temperature."""

from __future__ import annotations

import numpy as np

from zeroshot.spatial import Array

LUMINANCE: Array = np.array([0.2126, 0.7152, 0.0722])
"""How much linear red, green and blue count in luminance. Source: IEC 61966-2-1."""


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

"""From light to a picture as film shows it: a curve with a toe and a long shoulder, and sRGB. Pure arrays."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import gaussian_filter, zoom

from zeroshot.mesh import Image, Points

GLARE = 0.035
"""How much of the light a lens scatters around: a clean one a few parts in a hundred. An estimate."""


def developed(light: Points) -> Image:
    """Return linear light (h, w, 3), 1 as bright as white paper in full light, as sRGB (h, w, 3) uint8.

    The curve is the fit of the Academy's reference rendering by Narkowicz ("ACES Filmic Tone Mapping Curve",
    2016); for highlights to lose their colour as on film, a part of what is over white goes to all colours.
    """
    x = np.maximum(light, 0.0)
    over = np.maximum(x.max(axis=-1, keepdims=True) - 1.0, 0.0)
    x = x + 0.12 * over * (1.0 - x / (1.0 + x))
    y = x * (2.51 * x + 0.03) / (x * (2.43 * x + 0.59) + 0.14)
    return encoded(np.minimum(y, 1.0))


def encoded(linear: Points) -> Image:
    """Return linear display light 0 to 1 as sRGB, uint8. Source: IEC 61966-2-1; by a table."""
    shown: Image = _TABLE[np.rint(linear * (len(_TABLE) - 1)).astype(np.int32)]
    return shown


def _table() -> Image:
    c = np.linspace(0.0, 1.0, 1 << 14)
    curve = np.where(c <= 0.0031308, c * 12.92, 1.055 * np.maximum(c, 1e-9) ** (1.0 / 2.4) - 0.055)
    return np.rint(curve * 255.0).astype(np.uint8)


_TABLE = _table()


def with_glare(light: Points) -> Points:
    """Return light (h, w, 3) as a lens passes it on: a little of what is bright veils what is around it."""
    height_px, width_px = light.shape[:2]
    step = max(1, height_px // 135)
    rows, columns = height_px // step * step, width_px // step * step
    small = light[:rows, :columns].reshape(rows // step, step, columns // step, step, 3).mean(axis=(1, 3))
    high = small.shape[0]
    veil = 0.5 * _blurred(small, high / 40.0) + 0.5 * _blurred(small, high / 10.0)
    factors = (height_px / veil.shape[0], width_px / veil.shape[1], 1.0)
    spread = zoom(veil, factors, order=1, grid_mode=True, mode="nearest")[:height_px, :width_px]
    veiled: Points = light * np.float32(1.0 - GLARE) + np.float32(GLARE) * spread.astype(np.float32)
    return veiled


def _blurred(light: Points, sigma_px: float) -> Points:
    blurred: Points = gaussian_filter(light, (sigma_px, sigma_px, 0.0), mode="nearest", truncate=3.0)
    return blurred

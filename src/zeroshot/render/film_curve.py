"""From light to a picture as film shows it: glare of the lens, a curve with toe and shoulder, sRGB."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow
from scipy.ndimage import gaussian_filter

from zeroshot.mesh import Image, Points
from zeroshot.render.bands import in_bands

GAIN = 0.9
"""How much lighter the picture is than metered, before the curve, which is lighter than the everyday one."""

GLARE = 0.035
"""How much of the light a lens scatters around: a clean one a few parts in a hundred. An estimate."""

BLEACH = 0.12
"""How much of what is over white goes to all colours, so that highlights lose their hue. A choice."""

_BRIGHTEST = 16.0
"""From so many times paper white on nothing gets any lighter: the curve is at 0.998 there."""

_STEPS = 8191


def developed(light: Points) -> Image:
    """Return linear light (h, w, 3), 1 as bright as white paper in full light, as sRGB (h, w, 3) uint8.

    The curve is Narkowicz's fit of the Academy's reference rendering ("ACES Filmic Tone Mapping Curve",
    2016).
    """
    picture = np.empty(light.shape, np.uint8)

    def develop(first: int, end: int) -> None:
        picture[first:end] = _developed_band(light[first:end])

    in_bands(develop, len(light))
    return picture


def _developed_band(light: Points) -> Image:
    x = light * np.float32(GAIN)
    over = np.maximum(np.maximum(x[..., 0], x[..., 1]), x[..., 2]) > 1.0
    bright = x[over]
    excess = bright.max(axis=-1, keepdims=True) - 1.0
    x[over] = bright + BLEACH * excess / (1.0 + np.maximum(bright, 0.0))
    # By the square root, so that the steps of the table are fine where the eye is.
    np.clip(x, 0.0, _BRIGHTEST, out=x)
    np.sqrt(x, out=x)
    x *= np.float32(_STEPS / _BRIGHTEST**0.5)
    picture: Image = _SHOWN[x.astype(np.uint16)]
    return picture


def _shown() -> Image:
    x = (np.arange(_STEPS + 1) + 0.5) ** 2 / _STEPS**2 * _BRIGHTEST
    y = np.minimum(x * (2.51 * x + 0.03) / (x * (2.43 * x + 0.59) + 0.14), 1.0)
    # Source of the second curve: IEC 61966-2-1.
    coded = np.where(y <= 0.0031308, y * 12.92, 1.055 * y ** (1.0 / 2.4) - 0.055)
    return np.rint(coded * 255.0).astype(np.uint8)


_SHOWN = _shown()


def with_glare(light: Points) -> Points:
    """Return light (h, w, 3) as a lens passes it on: a little of what is bright veils what is around it."""
    height_px, width_px = light.shape[:2]
    step = max(1, height_px // 135)
    columns = width_px // step
    small = np.empty((height_px // step, columns, 3), np.float32)

    def shrink(first: int, end: int) -> None:
        rows = light[first * step : end * step, : columns * step]
        small[first:end] = rows.reshape(end - first, step, columns, step, 3).mean(axis=(1, 3))

    in_bands(shrink, len(small))
    high = len(small)
    veil = np.float32(GLARE / 2.0) * (_blurred(small, high / 40.0) + _blurred(small, high / 10.0))
    sheets = [
        np.asarray(
            Pillow.fromarray(np.ascontiguousarray(veil[..., channel], np.float32)).resize(
                (width_px, height_px), Pillow.Resampling.BILINEAR
            )
        )
        for channel in range(3)
    ]
    veiled = np.empty(light.shape, np.float32)

    def lay(first: int, end: int) -> None:
        np.multiply(light[first:end], np.float32(1.0 - GLARE), out=veiled[first:end])
        for channel, sheet in enumerate(sheets):
            veiled[first:end, :, channel] += sheet[first:end]

    in_bands(lay, height_px)
    return veiled


def _blurred(light: Points, sigma_px: float) -> Points:
    blurred: Points = gaussian_filter(light, (sigma_px, sigma_px, 0.0), mode="nearest", truncate=3.0)
    return blurred


def with_smooth_edges(picture: Image) -> Image:
    """Return a picture (h, w, 3) uint8 with its stair steps blended along the edges they are part of.

    Source: the idea of Lottes, "FXAA", NVIDIA 2009: along an edge, which lies across the change of light, two
    or four places are averaged; the four only where they do not go beyond what lies around.
    """
    smooth = picture.copy()

    def blend(first: int, end: int) -> None:
        # The outermost rows have no neighbours and stay.
        first, end = max(first, 1), min(end, len(picture) - 1)
        if first < end:
            _smooth_band(picture, first, end, smooth.reshape(-1, 3))

    in_bands(blend, len(picture))
    return smooth


def _smooth_band(picture: Image, first: int, end: int, smooth: Image) -> None:
    """Blend rows of a picture into its flattened copy (h × w, 3)."""
    wide = picture[first - 1 : end + 1].astype(np.uint16)
    grey = (wide[..., 0] * 77 + wide[..., 1] * 150 + wide[..., 2] * 29).astype(np.float32) / 256.0
    corners = [grey[:-2, :-2], grey[:-2, 2:], grey[2:, :-2], grey[2:, 2:]]
    # One after the other, in place: reducing a list would first copy it into one array.
    lowest, highest = grey[1:-1, 1:-1].copy(), grey[1:-1, 1:-1].copy()
    for corner in corners:
        np.minimum(lowest, corner, out=lowest)
        np.maximum(highest, corner, out=highest)
    rows, columns = np.nonzero(highest - lowest > np.maximum(32.0, 0.25 * highest))
    lowest, highest = lowest[rows, columns], highest[rows, columns]
    nw, ne, sw, se = (corner[rows, columns] for corner in corners)
    along = np.stack([(nw + sw) - (ne + se), -((nw + ne) - (sw + se))])
    least = np.abs(along).min(axis=0) + np.maximum((nw + ne + sw + se) / 32.0, 1.0)
    along = np.clip(along / least, -8.0, 8.0)
    places = ((rows + first) * picture.shape[1] + columns + 1).astype(np.int32)
    flat = picture.reshape(-1, 3)
    quarters = [_beside(flat, picture.shape, places, along, share) for share in (-1 / 6, 1 / 6, -0.5, 0.5)]
    near = (quarters[0] + quarters[1]) / 2.0
    both = (near + (quarters[2] + quarters[3]) / 2.0) / 2.0
    both_grey = both @ np.array([0.299, 0.587, 0.114], np.float32)
    is_beyond = (both_grey < lowest) | (both_grey > highest)
    smooth[places] = np.where(is_beyond[:, None], near, both) + np.float32(0.5)


def _beside(
    flat: Image, shape: tuple[int, ...], places: NDArray[np.int32], along: Points, share: float
) -> Points:
    """Return colours (n, 3) between the pixels of a flattened picture: a share of ways (2, n) off places."""
    height_px, width_px = shape[:2]
    rows, columns = np.divmod(places, width_px)
    y = np.clip(rows.astype(np.float32) + along[0] * share, 0, height_px - 1.01)
    x = np.clip(columns.astype(np.float32) + along[1] * share, 0, width_px - 1.01)
    top, left = y.astype(np.int32), x.astype(np.int32)
    down, right = (y - top)[:, None], (x - left)[:, None]
    first = top * width_px + left
    above = flat.take(first, axis=0) * (1 - right) + flat.take(first + 1, axis=0) * right
    first += width_px
    below = flat.take(first, axis=0) * (1 - right) + flat.take(first + 1, axis=0) * right
    colors: Points = above * (1 - down) + below * down
    return colors

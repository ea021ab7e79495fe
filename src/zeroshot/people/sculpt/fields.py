"""Signed-distance fields to sculpt with: shapes, and ways to join them. Points are (n, 3), values (n,)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.spatial import Array

Field = Callable[[Array], Array]


def ellipsoid(points: Array, centre: ArrayLike, radii: ArrayLike) -> Array:
    """Measure to an ellipsoid; near the surface the distance is right to second order (Quilez)."""
    offset = points - np.asarray(centre)
    radius = np.asarray(radii, dtype=np.float64)
    near = np.linalg.norm(offset / radius, axis=-1)
    slope = np.linalg.norm(offset / radius**2, axis=-1)
    return np.asarray(near * (near - 1.0) / np.maximum(slope, 1e-9))


def cone(
    points: Array, start: ArrayLike, end: ArrayLike, radius: float, end_radius: float | None = None
) -> Array:
    """Measure to a capsule whose radius changes evenly from start to end."""
    a, b = np.asarray(start, dtype=np.float64), np.asarray(end, dtype=np.float64)
    along = b - a
    share = np.clip((points - a) @ along / (along @ along), 0.0, 1.0)
    last = radius if end_radius is None else end_radius
    axis = a + share[:, None] * along
    return np.asarray(np.linalg.norm(points - axis, axis=-1) - (radius + (last - radius) * share))


def path(
    points: Array, corners: Sequence[ArrayLike] | Array, radii: Sequence[float] | Array, blend: float = 0.0
) -> Array:
    """Measure to a chain of cones through corners."""
    result = cone(points, corners[0], corners[1], radii[0], radii[1])
    for i in range(1, len(corners) - 1):
        result = join(result, cone(points, corners[i], corners[i + 1], radii[i], radii[i + 1]), blend)
    return result


def slab(points: Array, centre: ArrayLike, half: ArrayLike, rounding: float) -> Array:
    """Measure to a box with rounded edges."""
    over = np.abs(points - np.asarray(centre)) - np.asarray(half) + rounding
    outside = np.linalg.norm(np.maximum(over, 0.0), axis=-1)
    return np.asarray(outside + np.minimum(np.max(over, axis=-1), 0.0) - rounding)


def sweep(points: Array, table: ArrayLike, exponent: float = 2.0) -> Array:
    """Measure to a limb along its third axis, from cross-sections.

    table: rows (z, centre x, centre y, +x radius, −x radius, +y radius, −y radius); between rows the values
    run smoothly. Cross-sections are superellipses; ends are rounded.
    """
    rows = np.asarray(table, dtype=np.float64)
    z = np.clip(points[:, 2], rows[0, 0], rows[-1, 0])
    centre_x, centre_y, front, back, right, left = smooth_rows(z, rows)
    dx, dy = points[:, 0] - centre_x, points[:, 1] - centre_y
    rx, ry = np.where(dx > 0.0, front, back), np.where(dy > 0.0, right, left)
    scaled = (np.abs(dx / rx) ** exponent + np.abs(dy / ry) ** exponent) ** (1.0 / exponent)
    flat = np.hypot(dx, dy)
    side = np.where(scaled > 1e-6, flat * (1.0 - 1.0 / np.maximum(scaled, 1e-6)), -np.minimum(rx, ry))
    beyond = np.abs(points[:, 2] - z)
    return np.asarray(
        np.where(beyond > 0.0, np.hypot(np.maximum(side, 0.0), beyond) + np.minimum(side, 0.0), side)
    )


def smooth_rows(at: Array, rows: Array) -> Array:
    """Run a table's columns smoothly between its rows: (columns − 1, n), by Fritsch and Carlson's cubics."""
    knots, values = rows[:, 0], rows[:, 1:]
    steps = np.diff(knots)[:, None]
    slopes = np.diff(values, axis=0) / steps
    tangents = np.zeros_like(values)
    product = slopes[:-1] * slopes[1:]
    safe = np.where(product > 0.0, slopes[:-1] + slopes[1:], 1.0)
    tangents[1:-1] = np.where(product > 0.0, 2.0 * product / safe, 0.0)
    tangents[0], tangents[-1] = slopes[0], slopes[-1]
    index = np.clip(np.searchsorted(knots, at) - 1, 0, len(knots) - 2)
    width = steps[index]
    t = ((at - knots[index]) / width[:, 0])[:, None]
    result = (
        (2 * t**3 - 3 * t**2 + 1) * values[index]
        + (t**3 - 2 * t**2 + t) * width * tangents[index]
        + (3 * t**2 - 2 * t**3) * values[index + 1]
        + (t**3 - t**2) * width * tangents[index + 1]
    )
    return np.asarray(result.T)


def join(a: Array, b: Array, blend: float = 0.0) -> Array:
    """Unite two fields, with a fillet of about ``blend``."""
    if blend <= 0.0:
        return np.minimum(a, b)
    h = np.maximum(blend - np.abs(a - b), 0.0) / blend
    return np.asarray(np.minimum(a, b) - h * h * blend * 0.25)


def carve(a: Array, b: Array, blend: float = 0.0) -> Array:
    """Take field b out of field a."""
    return -join(-a, b, blend)


def clip(a: Array, b: Array, blend: float = 0.0) -> Array:
    """Keep what is in both fields."""
    return -join(-a, -b, blend)


def ramp(values: Array, low: float | Array, high: float | Array) -> Array:
    """Rise smoothly from 0 at low to 1 at high."""
    t = np.clip((values - low) / (high - low), 0.0, 1.0)
    return np.asarray(t * t * (3.0 - 2.0 * t))


def mirrored(points: Array) -> Array:
    """Fold the left side onto the right: y becomes its size."""
    return np.asarray(points * [1.0, 0.0, 1.0] + np.abs(points) * [0.0, 1.0, 0.0])

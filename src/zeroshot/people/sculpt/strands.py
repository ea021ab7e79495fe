"""Locks of hair as curves, in the head's drawing frame: combed over a surface, or free to float."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zeroshot.people.sculpt.fields import Field
from zeroshot.people.sculpt.nets import gradient
from zeroshot.spatial import Array

Flow = Callable[[Array], Array]
"""Where hair is combed: points (n, 3) → directions (n, 3) of any length."""


@dataclass(frozen=True, eq=False)
class Strands:
    """Curves (n, knots, 3) from root to tip, their widths (n,), and how their ribbons look; see ``Bunch``."""

    curves: Array
    widths: Array
    center: tuple[float, float, float] | None = (-0.08, 0.0, -0.03)
    root_light: float = 0.62
    taper: float = 0.15
    twist: float = 0.35


def scattered(
    points: Array,
    triangles: NDArray[np.int32],
    count: int,
    rng: np.random.Generator,
    weight: Array | None = None,
) -> Array:
    """Scatter places (count, 3) evenly over triangles; weight (m,) has some take more."""
    corners = points[triangles]
    crossed = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    area = np.linalg.norm(crossed, axis=1) * (1.0 if weight is None else weight)
    order = np.sort(rng.random(count))
    chosen = np.searchsorted(np.cumsum(area) / area.sum(), order)
    a, b = rng.random((2, count, 1))
    turned = a + b > 1.0
    a, b = np.where(turned, 1.0 - a, a), np.where(turned, 1.0 - b, b)
    first, second, third = corners[np.minimum(chosen, len(corners) - 1)].transpose(1, 0, 2)
    return np.asarray(first + a * (second - first) + b * (third - first))


def normals_of(field: Field, points: Array) -> Array:
    """Return the unit normals (n, 3) of a field."""
    slope = gradient(field, points)
    return np.asarray(slope / np.maximum(np.linalg.norm(slope, axis=1, keepdims=True), 1e-9))


def comb(roots: Array, lengths: Array, flow: Flow, surface: Field, *, steps: int, lift: Array) -> Array:
    """Lay curves (n, steps + 1, 3) from roots along a flow, just over a surface.

    lengths: (n,) metres. lift: (steps + 1,) or (n, steps + 1) metres over the surface from root to tip.
    """
    high = np.broadcast_to(lift, (len(roots), steps + 1))
    curve = [_lifted(roots, surface, high[:, 0])]
    for step in range(1, steps + 1):
        here = curve[-1]
        outward = normals_of(surface, here)
        along = flow(here)
        along = along - np.sum(along * outward, axis=1, keepdims=True) * outward
        along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
        curve.append(_lifted(here + along * (lengths / steps)[:, None], surface, high[:, step]))
    return np.stack(curve, axis=1)


def _lifted(points: Array, surface: Field, high: Array) -> Array:
    for _ in range(2):
        points = points + (high - surface(points))[:, None] * normals_of(surface, points)
    return points


def float_free(
    roots: Array,
    lengths: Array,
    start: Array,
    wave: Flow,
    keep_out: Field,
    *,
    steps: int,
    bend: float,
    clearance: float = 0.004,
) -> Array:
    """Let curves (n, steps + 1, 3) stand off from roots along start (n, 3), bent by a wave as they go.

    bend: how far the wave turns a lock at its tip, in radians. keep_out: what hair does not enter.
    """
    heading = start / np.maximum(np.linalg.norm(start, axis=1, keepdims=True), 1e-9)
    curve = [roots]
    for step in range(1, steps + 1):
        turn = wave(curve[-1])
        heading = heading + bend / steps * (0.4 + step / steps) * turn
        heading /= np.linalg.norm(heading, axis=1, keepdims=True)
        place = curve[-1] + heading * (lengths / steps)[:, None]
        if step > 1:
            deep = np.maximum(clearance - keep_out(place), 0.0)[:, None]
            place = place + deep * normals_of(keep_out, place)
        curve.append(place)
    return np.stack(curve, axis=1)


def smooth_wave(seed: int, size_m: float) -> Flow:
    """Return a smooth random field of directions that changes over about size_m."""
    rng = np.random.default_rng(seed)
    pushes = rng.normal(size=(10, 3))
    waves = rng.normal(size=(10, 3)) * (1.4 / size_m)
    phases = rng.random(10) * 2.0 * np.pi

    def wave(points: Array) -> Array:
        return np.asarray(np.sin(points @ waves.T + phases) @ pushes * 0.45)

    return wave

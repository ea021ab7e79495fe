"""Fine relief to lay over a sculpture: shallow dents and ridges along smooth curves."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.people.sculpt.fields import path
from zeroshot.spatial import Array


def dent(
    result: Array, points: Array, corners: Sequence[ArrayLike] | Array, *, depth: float, width: float
) -> Array:
    """Press a soft groove along a chain of corners into a field; a negative depth raises a ridge.

    depth: metres at the corners' own line. width: where a third of it is left.
    """
    away = path(points, corners, [0.0] * len(corners))
    return np.asarray(result + depth * np.exp(-((away / width) ** 2)))


def bend(corners: Sequence[Sequence[float]], per_span: int = 3) -> Array:
    """Lay a smooth curve through corners (k, d): Catmull and Rom's spline, per_span steps between two."""
    knots = np.asarray(corners, dtype=np.float64)
    padded = np.concatenate([2.0 * knots[:1] - knots[1:2], knots, 2.0 * knots[-1:] - knots[-2:-1]])
    steps = np.linspace(0.0, 1.0, per_span, endpoint=False)[:, None]
    rows = []
    for i in range(len(knots) - 1):
        a, b, c, d = padded[i : i + 4]
        rows.append(
            0.5
            * (
                2.0 * b
                + (c - a) * steps
                + (2.0 * a - 5.0 * b + 4.0 * c - d) * steps**2
                + (3.0 * b - a - 3.0 * c + d) * steps**3
            )
        )
    return np.concatenate([*rows, knots[-1:]])

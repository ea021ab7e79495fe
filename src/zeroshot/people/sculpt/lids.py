"""Eyelids with thickness around the eyeball, in the head's drawing frame, folded points."""

from __future__ import annotations

import numpy as np

from zeroshot.people.sculpt.creases import bend, dent
from zeroshot.people.sculpt.fields import carve, clip, ellipsoid, join, ramp
from zeroshot.spatial import Array

EYE = (0.0, 0.032, 0.0)
"""The middle of the eyeball."""

EYE_RADIUS = 0.0122
LID = 0.0014
"""How thick the lids are, metres."""

INNER, OUTER = 0.0174, 0.0460
"""Where the lids meet beside the nose and at the temple, metres from the middle of the face."""


def _across(p: Array) -> Array:
    return np.asarray((p[:, 1] - 0.5 * (INNER + OUTER)) / (0.5 * (OUTER - INNER)))


def margins(y: Array, open_: float) -> tuple[Array, Array]:
    """Return the heights (n,) of the upper and the lower lid's edge beside the nose to the temple.

    The upper edge is highest a little toward the nose, the lower lowest a little toward the temple; the outer
    corner lies 2 mm closer to the crown than the inner. open_: 1 is a man at rest.
    """
    across = (y - 0.5 * (INNER + OUTER)) / (0.5 * (OUTER - INNER))
    level = 0.0003 - 0.0011 * across
    upper = np.clip(1.0 - np.abs(across + 0.10 * (1.0 - across**2)) ** 2.3, -0.4, 1.0)
    lower = np.clip(1.0 - np.abs(across - 0.10 * (1.0 - across**2)) ** 2.3, -0.4, 1.0)
    return level - 0.0050 * open_ * upper, level + 0.0050 * open_ * lower


def opening(p: Array, open_: float) -> Array:
    """Measure how far points are outside the opening between the lids; negative in it."""
    above, below = margins(p[:, 1], open_)
    return np.asarray(
        np.maximum(np.maximum(above - p[:, 2], p[:, 2] - below), np.abs(_across(p)) * 0.0143 - 0.0143)
    )


def add_lids(result: Array, p: Array, open_: float, crease: float) -> Array:
    """Add lids to a field that has a socket. crease: how high over the pupil the upper lid folds, metres."""
    ball = ellipsoid(p, EYE, (EYE_RADIUS + LID,) * 3)
    result = join(result, ball, 0.0060)
    corner = ellipsoid(p, (0.0045, 0.0190, 0.0008), (0.0060, 0.0050, 0.0060))
    result = join(result, corner, 0.005)
    r = EYE_RADIUS + LID + 0.0006
    front = np.sqrt(r**2 - crease**2)
    fold = (
        (0.0105, 0.0188, -0.0046),
        (0.97 * front, 0.0265, -crease + 0.0006),
        (0.97 * front, 0.0350, -crease),
        (0.0045, 0.0455, -0.0062),
        (-0.0010, 0.0490, -0.0020),
    )
    result = dent(result, p, bend(fold), depth=0.0010, width=0.0016)
    cut = clip(opening(p, open_), 0.0008 - p[:, 0], 0.0)
    result = carve(result, cut, 0.0012)
    caruncle = ellipsoid(p, (0.0074, 0.0202, 0.0012), (0.0040, 0.0032, 0.0029))
    return join(result, caruncle, 0.0012)


def lash_shade(p: Array, open_: float) -> Array:
    """Return how dark (n,) the lashes' roots make points, 0 to 1: the upper edge, fainter the lower."""
    above, below = margins(p[:, 1], open_)
    near = np.linalg.norm(p - np.array(EYE), axis=-1) - EYE_RADIUS - LID
    upper = ramp(-np.abs(p[:, 2] - above + 0.0003), -0.0013, -0.0004)
    lower = 0.35 * ramp(-np.abs(p[:, 2] - below - 0.0004), -0.0010, -0.0003)
    inside = ramp(1.0 - np.abs(_across(p)), -0.10, 0.10)
    lit = ramp(-np.abs(near), -0.0024, -0.0008) * ramp(p[:, 0], 0.0, 0.003)
    return np.asarray(np.maximum(upper, lower) * inside * lit)

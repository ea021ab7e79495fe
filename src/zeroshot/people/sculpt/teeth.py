"""Teeth and tongue, which an open mouth shows; in the head's drawing frame, folded points."""

from __future__ import annotations

import numpy as np

from zeroshot.people.sculpt.fields import clip, ellipsoid, join, ramp
from zeroshot.people.sculpt.lips import LINE
from zeroshot.spatial import Array

_FRONT, _HALF, _BACK = 0.0088, 0.0225, -0.0260
# Breadths from the middle: incisors, canine, premolars. Source: Wheeler's "Dental Anatomy", upper row, mm.
_EDGES_M = (0.0, 0.0085, 0.0150, 0.0225, 0.0295, 0.0365)


def _arch(p: Array, forward: float) -> Array:
    """Measure in plan to the row's curve, which is a half ellipse open to the back."""
    centre = np.array([_BACK, 0.0])
    size = np.array([_FRONT + forward - _BACK, _HALF + 0.6 * forward])
    q = (p[:, :2] - centre) / size
    far = np.linalg.norm(q, axis=1)
    slope = np.linalg.norm(q / size, axis=1)
    return np.asarray(far * (far - 1.0) / np.maximum(slope, 1e-9))


def _off_gaps(p: Array) -> Array:
    """Measure (n,) along the row to where the nearest two teeth meet."""
    along = np.abs(np.arctan2(p[:, 1] / _HALF, (p[:, 0] - _BACK) / (_FRONT - _BACK))) * 0.0300
    return np.asarray(np.min([np.abs(along - edge) for edge in _EDGES_M], axis=0))


def light_between(p: Array) -> Array:
    """Return how light (n,) teeth are: less where two of them meet."""
    return np.asarray(1.0 - 0.38 * np.exp(-((_off_gaps(p) / 0.0009) ** 2)))


def _row(p: Array, low: Array | float, high: Array | float, forward: float, back: float) -> Array:
    groove = 0.0006 * np.exp(-((_off_gaps(p) / 0.0008) ** 2))
    ring = np.abs(_arch(p, forward) + 0.0018) - 0.0018 + groove
    tall = np.maximum(low - p[:, 2], p[:, 2] - high)
    return clip(clip(ring, tall, 0.0020), back - p[:, 0], 0.002)


def upper_teeth(p: Array) -> Array:
    """Measure to the upper row with its gum."""
    edge = LINE + 0.0012 - 0.0010 * ramp(p[:, 1], 0.008, 0.016)
    return _row(p, LINE - 0.0120, edge, 0.0, _BACK + 0.004)


def lower_teeth(p: Array) -> Array:
    """Measure to the lower row with its gum, and the tongue."""
    row = _row(p, LINE + 0.0034, LINE + 0.0140, -0.0020, -0.0060)
    tongue = ellipsoid(p, (-0.0150, 0.0, LINE + 0.0100), (0.0185, 0.0155, 0.0060))
    return join(row, tongue, 0.001)


def gum_amount(p: Array) -> Array:
    """Return how much (n,) points are gum or tongue rather than tooth, 0 to 1."""
    scallop = 0.0008 * np.cos(p[:, 1] * 2.0 * np.pi / 0.0078)
    upper = ramp(-(p[:, 2] - LINE), 0.0066 + scallop, 0.0076 + scallop)
    lower = ramp(p[:, 2] - LINE, 0.0094 + scallop, 0.0104 + scallop)
    tongue = ramp(-_arch(p, -0.0020), 0.0040, 0.0052) * (p[:, 2] > LINE + 0.002)
    return np.asarray(np.clip(upper + lower + tongue, 0.0, 1.0))

"""Hair: a man's short cut, a woman's drawn back into a bun. In the head's drawing frame, folded points."""

from __future__ import annotations

import numpy as np

from zeroshot.people.sculpt.fields import clip, ellipsoid, join, ramp
from zeroshot.people.sculpt.head import Face, skull
from zeroshot.spatial import Array


def hairline(p: Array, *, is_male: bool) -> Array:
    """Measure how far points are below the hairline: negative where hair grows.

    The line runs from the forehead to the temple, in front of the ear, over it and down to the nape.
    """
    nodes = (
        (
            (-0.200, 0.062),
            (-0.150, 0.060),
            (-0.118, 0.030),
            (-0.098, -0.016),
            (-0.080, -0.012),
            (-0.070, 0.010),
            (-0.060, 0.000),
            (-0.050, -0.030),
            (-0.034, -0.046),
            (-0.016, -0.062),
            (0.000, -0.071),
            (0.05, -0.075),
        )
        if is_male
        else (
            (-0.200, 0.064),
            (-0.150, 0.060),
            (-0.118, 0.026),
            (-0.098, -0.018),
            (-0.080, -0.014),
            (-0.068, 0.006),
            (-0.058, -0.008),
            (-0.044, -0.036),
            (-0.028, -0.054),
            (-0.012, -0.066),
            (0.004, -0.073),
            (0.05, -0.078),
        )
    )
    x, z = np.array(nodes).T
    return np.asarray((p[:, 2] - np.interp(p[:, 0], x, z)) * 0.8)


def hair(p: Array, face: Face, *, is_male: bool) -> Array:
    """Measure to the hair."""
    # Locks: shallow waves that run back from the forehead.
    lock = np.sin(p[:, 1] * 420.0 + 14.0 * np.sin(p[:, 0] * 38.0)) * np.sin(p[:, 0] * 95.0 + p[:, 1] * 160.0)
    if is_male:
        crown = ramp(-p[:, 2], -0.01, 0.10)
        thick = 0.0045 + 0.0105 * crown + 0.0012 * lock * crown
        line = hairline(p, is_male=True)
        cap = skull(p, face) - 0.0012 - thick * ramp(-line, -0.002, 0.030)
        return clip(cap, line, 0.003)
    strand = np.sin(p[:, 1] * 300.0 + 60.0 * p[:, 2])
    thick = 0.0085 + 0.004 * ramp(-p[:, 2], 0.0, 0.09) + 0.0006 * strand
    line = hairline(p, is_male=False)
    cap = clip(skull(p, face) - 0.0015 - thick * ramp(-line, -0.002, 0.026), line, 0.003)
    swirl = 0.0012 * np.sin(np.arctan2(p[:, 2] + 0.062, p[:, 1]) * 2.0 + 300.0 * np.abs(p[:, 0] + 0.19))
    bun = ellipsoid(p, (-0.196, 0.0, -0.062), (0.036, 0.041, 0.040)) - swirl
    return join(cap, bun, 0.010)

"""What colour the skin of the head takes where: lips, flushed places, light and dark; folded points."""

from __future__ import annotations

import numpy as np

from zeroshot.people.sculpt import lids, lips
from zeroshot.people.sculpt.brows import brow_shade
from zeroshot.people.sculpt.fields import ramp
from zeroshot.people.sculpt.head import Face
from zeroshot.spatial import Array

Triple = tuple[float, float, float]


def _spot(p: Array, centre: Triple, size: Triple) -> Array:
    return np.asarray(np.exp(-np.sum(((p - np.array(centre)) / np.array(size)) ** 2, axis=1)))


def face_shares(p: Array, face: Face) -> Array:
    """Return how much of the lips' and of the flushed skin's colour (n, 2) points of the drawing take."""
    amount = np.clip(np.maximum(lips.lips_amount(p, face.lip), lips.inside_amount(p)), 0.0, 1.0)
    wet = np.clip(
        _spot(p, (0.0080, 0.0195, 0.0012), (0.0050, 0.0028, 0.0030))
        + 0.55 * ramp(-lids.opening(p, face.lid_open), -0.0005, 0.0006) * ramp(p[:, 0], -0.002, 0.003),
        0.0,
        0.8,
    )
    cheek = 0.60 * _spot(p, (0.006, 0.043, 0.033), (0.03, 0.017, 0.015))
    nose = 0.50 * _spot(p, (0.034, 0.0, 0.040), (0.016, 0.014, 0.011))
    wings = 0.40 * _spot(p, (0.018, 0.019, 0.041), (0.010, 0.005, 0.009))
    under = 0.30 * _spot(p, (0.010, 0.031, 0.012), (0.012, 0.014, 0.005))
    lid = 0.25 * _spot(p, (0.012, 0.032, -0.007), (0.012, 0.014, 0.004))
    chin = 0.22 * _spot(p, (0.016, 0.0, 0.099), (0.012, 0.012, 0.009))
    ear = 0.60 * ramp(p[:, 1], 0.074, 0.086) * ramp(0.10 - p[:, 2], 0.0, 0.02)
    flush = np.clip(cheek + nose + wings + under + lid + chin + ear, 0.0, 0.8)
    lips_share = np.clip(np.maximum(amount, wet), 0.0, 1.0)
    return np.stack([lips_share, flush * (1.0 - lips_share)], axis=-1)


def face_light(p: Array, face: Face, *, is_male: bool) -> Array:
    """Return how light (n,) points are, about 1: dark in the mouth and at the lashes, a shaven beard."""
    # Behind the lips it is red yet, farther in hardly any light is left.
    deep = ramp(-p[:, 0], -0.0060, 0.0120)
    light = 1.0 - (0.66 + 0.24 * deep) * lips.inside_amount(p)
    light *= 1.0 - (0.62 if is_male else 0.80) * lids.lash_shade(p, face.lid_open)
    light *= 1.0 - 0.10 * _spot(p, (0.010, 0.029, 0.0125), (0.012, 0.013, 0.005))
    light *= 1.0 - 0.10 * _spot(p, (0.014, 0.018, -0.004), (0.010, 0.006, 0.010))
    seam = np.abs(p[:, 2] - lips.lip_line(p[:, 1])) - lips.half_gap(p[:, 1])
    light *= 1.0 - 0.30 * ramp(-seam, -0.0010, 0.0004) * ramp(p[:, 0], -0.004, 0.004) * (
        p[:, 1] < lips.HALF + 0.001
    )
    light *= 1.0 - 0.20 * brow_shade(p, "male" if is_male else "female")
    if is_male:
        light *= 1.0 - 0.07 * shaven(p)
    return np.asarray(light)


def shaven(p: Array) -> Array:
    """Return how much (n,) of a shaven beard's shade points take, 0 to 1."""
    jaw = ramp(p[:, 2], 0.050, 0.072) * ramp(-p[:, 2], -0.135, -0.112) * ramp(p[:, 0], -0.085, -0.055)
    cheek = ramp(p[:, 2] - 0.9 * (-p[:, 0]), 0.010, 0.035)
    lip = _spot(p, (0.020, 0.012, 0.054), (0.012, 0.014, 0.006))
    return np.asarray(np.clip(np.maximum(jaw * cheek, lip), 0.0, 1.0))

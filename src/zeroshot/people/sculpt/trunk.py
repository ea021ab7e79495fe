"""The trunk and neck, in the body's rest frame: origin on the floor under the hips. Pass folded points.

Tables are drawn at the reference body and read in heights; the depths and breadths at chest, waist and hips
are those of ANSUR II.
"""

from __future__ import annotations

import numpy as np

from zeroshot.people.sculpt.fields import cone, ellipsoid, join, sweep
from zeroshot.people.sculpt.limbs import Build
from zeroshot.spatial import Array

# (height, front, back, half breadth) in metres, from the crotch to the base of the neck.
_MALE = (
    (0.868, 0.024, 0.040, 0.036),
    (0.880, 0.064, 0.084, 0.094),
    (0.900, 0.094, 0.110, 0.140),
    (0.935, 0.106, 0.124, 0.162),
    (0.985, 0.114, 0.121, 0.167),
    (1.056, 0.124, 0.116, 0.166),
    (1.140, 0.117, 0.115, 0.156),
    (1.220, 0.113, 0.122, 0.161),
    (1.290, 0.112, 0.131, 0.170),
    (1.350, 0.098, 0.134, 0.172),
    (1.395, 0.070, 0.128, 0.168),
    (1.430, 0.040, 0.116, 0.138),
    (1.460, 0.014, 0.100, 0.090),
    (1.500, 0.004, 0.086, 0.060),
)
_FEMALE = (
    (0.806, 0.022, 0.036, 0.034),
    (0.818, 0.060, 0.076, 0.096),
    (0.838, 0.086, 0.102, 0.144),
    (0.870, 0.099, 0.112, 0.166),
    (0.920, 0.106, 0.110, 0.168),
    (0.981, 0.111, 0.108, 0.159),
    (1.050, 0.101, 0.101, 0.143),
    (1.110, 0.095, 0.105, 0.138),
    (1.170, 0.089, 0.114, 0.138),
    (1.245, 0.080, 0.118, 0.144),
    (1.290, 0.058, 0.114, 0.142),
    (1.325, 0.032, 0.102, 0.116),
    (1.355, 0.010, 0.088, 0.076),
    (1.390, 0.002, 0.074, 0.050),
)


def trunk(points: Array, build: Build) -> Array:
    """Measure to the trunk from the crotch to the shoulders, without arms and legs."""
    rows = [
        (-h, -0.005, 0.0, front + 0.005, back - 0.005, half, half)
        for h, front, back, half in reversed(_MALE if build.is_male else _FEMALE)
    ]
    result = sweep(points, rows, 2.35)
    result = join(result, _shoulders(points, build), 0.045)
    result = join(result, _chest(points, build), 0.035)
    result = join(result, _seat(points, build), 0.04)
    result = join(result, _floor(points, build), 0.045)
    return _furrowed(result, points, build)


def _floor(points: Array, build: Build) -> Array:
    """Close the trunk between the thighs, smoothly and without detail."""
    height = build.size["crotchheight"]
    front = ellipsoid(points, (0.044, 0.0, -height - 0.084), (0.054, 0.062, 0.064))
    return join(ellipsoid(points, (-0.012, 0.0, -height - 0.064), (0.062, 0.040, 0.038)), front, 0.04)


def _furrowed(result: Array, points: Array, build: Build) -> Array:
    """Draw the furrow of the spine and the navel into the trunk."""
    waist, neck = build.size["waistheightomphalion"], build.size["cervicaleheight"]
    depth = 0.004 if build.is_male else 0.003
    low, high = (-0.117 + depth, -waist - 0.02), (-0.141 + depth, -neck + 0.12)
    off = points[:, 1] / 0.024
    share = np.clip((points[:, 2] - low[1]) / (high[1] - low[1]), -0.35, 1.25)
    fade = np.clip(1.0 - np.abs(share - 0.45) ** 2 / 0.55, 0.0, 1.0)
    groove = depth * np.exp(-(off**2)) * fade * (points[:, 0] < -0.06)
    dent = np.linalg.norm((points - np.array([0.105, 0.0, -waist])) / [0.05, 0.008, 0.011], axis=1)
    return np.asarray(result + groove + 0.006 * np.exp(-(dent**2)))


def neck(points: Array, build: Build) -> Array:
    """Measure to the neck, from between the shoulders into the skull."""
    girth = build.size["neckcircumference"] / (2 * np.pi)
    low, high = build.joints["neck"], build.joints["head"]
    base = low + np.array([0.002, 0.0, 0.045])
    result = cone(points, base, high + np.array([-0.010, 0.0, -0.01]), 1.02 * girth, 0.94 * girth)
    mastoid, collar = high + np.array([-0.022, 0.048, -0.005]), low + np.array([0.052, 0.012, 0.040])
    tendon = cone(points, mastoid, collar, 0.011, 0.009)
    result = join(result, tendon, 0.02)
    if build.is_male:
        throat = ellipsoid(
            points, (low + high) / 2 + np.array([0.9 * girth, 0.0, -0.002]), (0.012, 0.010, 0.016)
        )
        result = join(result, throat, 0.015)
    return result


def _shoulders(points: Array, build: Build) -> Array:
    """Lay the slope of the trapezius from the neck to the tip of the shoulder, and the collar bones."""
    nape, tip = build.joints["neck"], build.joints["rightUpperArm"]
    thick = 0.038 if build.is_male else 0.030
    root = nape + np.array([-0.012, 0.036, 0.010])
    slope = cone(points, root, tip + np.array([-0.008, -0.012, -0.016]), thick, thick - 0.004)
    collar = cone(
        points, nape + np.array([0.060, 0.018, 0.078]), tip + np.array([0.014, -0.01, -0.024]), 0.011, 0.013
    )
    blade = ellipsoid(points, tip + np.array([-0.070, -0.085, 0.070]), (0.036, 0.066, 0.092))
    return join(join(slope, collar, 0.03), blade, 0.05)


def _chest(points: Array, build: Build) -> Array:
    height = build.size["chestheight"]
    if build.is_male:
        return ellipsoid(points, (0.048, 0.076, -height - 0.028), (0.060, 0.092, 0.078))
    lower = ellipsoid(points, (0.068, 0.074, -height + 0.002), (0.051, 0.058, 0.054))
    upper = ellipsoid(points, (0.052, 0.070, -height - 0.048), (0.050, 0.062, 0.066))
    return join(lower, upper, 0.04)


def _seat(points: Array, build: Build) -> Array:
    height = build.size["buttockheight"]
    spread = 0.075 if build.is_male else 0.080
    round_m = (0.076, 0.082, 0.092) if build.is_male else (0.072, 0.090, 0.098)
    return ellipsoid(points, (-0.064, spread, -height + 0.004), round_m)

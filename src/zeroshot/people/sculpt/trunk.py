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
    (0.820, 0.060, 0.075, 0.120),
    (0.860, 0.098, 0.118, 0.163),
    (0.905, 0.106, 0.132, 0.172),
    (0.970, 0.112, 0.122, 0.166),
    (1.055, 0.118, 0.106, 0.158),
    (1.140, 0.113, 0.110, 0.151),
    (1.220, 0.112, 0.122, 0.152),
    (1.290, 0.114, 0.131, 0.158),
    (1.350, 0.098, 0.134, 0.166),
    (1.395, 0.070, 0.128, 0.166),
    (1.430, 0.040, 0.116, 0.138),
    (1.460, 0.014, 0.100, 0.090),
    (1.500, 0.004, 0.086, 0.060),
)
_FEMALE = (
    (0.760, 0.055, 0.070, 0.115),
    (0.800, 0.092, 0.112, 0.164),
    (0.845, 0.100, 0.128, 0.177),
    (0.905, 0.104, 0.118, 0.166),
    (0.980, 0.104, 0.098, 0.143),
    (1.050, 0.096, 0.096, 0.133),
    (1.110, 0.094, 0.104, 0.134),
    (1.170, 0.094, 0.114, 0.138),
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
    return join(result, _seat(points, build), 0.04)


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
    blade = ellipsoid(points, tip + np.array([-0.082, -0.085, 0.070]), (0.034, 0.062, 0.085))
    return join(join(slope, collar, 0.03), blade, 0.05)


def _chest(points: Array, build: Build) -> Array:
    height = build.size["chestheight"]
    if build.is_male:
        return ellipsoid(points, (0.048, 0.076, -height - 0.028), (0.060, 0.092, 0.078))
    lower = ellipsoid(points, (0.070, 0.074, -height + 0.004), (0.055, 0.060, 0.056))
    upper = ellipsoid(points, (0.052, 0.070, -height - 0.048), (0.050, 0.062, 0.066))
    return join(lower, upper, 0.04)


def _seat(points: Array, build: Build) -> Array:
    height = build.size["buttockheight"]
    spread = 0.075 if build.is_male else 0.080
    round_m = (0.076, 0.082, 0.092) if build.is_male else (0.082, 0.090, 0.098)
    return ellipsoid(points, (-0.064, spread, -height + 0.004), round_m)

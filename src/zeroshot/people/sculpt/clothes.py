"""Clothes: polo shirt, cargo trousers, socks. Bind pose, folded points."""

from __future__ import annotations

import numpy as np

from zeroshot.people.sculpt.body import Body
from zeroshot.people.sculpt.fields import carve, clip, cone, ellipsoid, join, mirrored, ramp, slab
from zeroshot.people.sculpt.finish import finished, twice
from zeroshot.people.sculpt.nets import graded, mesh_field, mirrored_lines
from zeroshot.people.sculpt.thinning import thinned
from zeroshot.people.template import TemplatePart
from zeroshot.spatial import Array

# Triangles for each garment: what cloth needs to fold.
_BUDGET = {"shirt": 5200, "trousers": 5000, "socks": 1300}
SLEEVE_SHARE = 0.66
CUFF_ABOVE_ANKLE = 0.012


def bake_clothes(body: Body) -> tuple[TemplatePart, ...]:
    """Sculpt the garments."""
    return _shirt(body), _trousers(body), _socks(body)


def waist_height(body: Body) -> float:
    """Return how far above the floor the waistband's upper edge is."""
    return body.build.size["iliocristaleheight"] - 0.055


def shirt(p: Array, body: Body) -> Array:
    """Measure to the shirt, collar and button band included."""
    cloth = join(join(body.trunk(p), body.arm(p), 0.055), body.neck(p), 0.02) - 0.007 - drape(p, body)
    local = body.local(p, "rightUpperArm")
    sleeve = cone(local, (0.0, 0.0, 0.02), (0.0, 0.0, SLEEVE_SHARE * body.upper_arm + 0.03), 0.056, 0.060)
    if not body.build.is_male:
        sleeve = sleeve + 0.009
    cloth = join(cloth, clip(sleeve, local[:, 2] - SLEEVE_SHARE * body.upper_arm, 0.010), 0.03)
    is_arm = ramp(local[:, 2], 0.02, 0.10) * ramp(body.trunk(p) - body.arm(p), 0.0, 0.03)
    cloth = clip(cloth, np.where(is_arm > 0.5, local[:, 2] - SLEEVE_SHARE * body.upper_arm, -1.0), 0.010)
    cloth = clip(cloth, p[:, 2] + waist_height(body) - 0.032, 0.004)
    cloth = clip(cloth, neckline(p, body), 0.004)
    return join(cloth, collar(p, body), 0.010)


def drape(p: Array, body: Body) -> Array:
    """Return how far the shirt stands off: it blouses and creases above the waistband and at the armpit."""
    above = -p[:, 2] - waist_height(body)
    blouse = 0.009 * np.exp(-(((above - 0.055) / 0.040) ** 2))
    crease = np.sin(above * 150.0 + 2.5 * np.sin(p[:, 1] * 28.0) + p[:, 0] * 18.0)
    low = 0.0024 * crease * np.exp(-(((above - 0.06) / 0.055) ** 2))
    local = body.local(p, "rightUpperArm")
    pit = np.exp(-np.sum(((local - np.array([0.0, -0.06, 0.07])) / [0.09, 0.05, 0.05]) ** 2, axis=1))
    tucked = -0.006 * ramp(-above, -0.012, 0.004)
    return np.asarray(tucked + blouse + low + 0.003 * pit * np.sin((p[:, 1] - 0.6 * p[:, 2]) * 210.0))


def neckline(p: Array, body: Body) -> Array:
    """Measure how far points are past the neckline: a tilted ring with a short opening in front."""
    base = body.joint("neck")
    tilt = (base[2] - p[:, 2]) + 0.62 * (p[:, 0] - base[0]) - 0.014
    notch = 0.060 * np.clip(1.0 - p[:, 1] / 0.022, 0.0, 1.0) * ramp(p[:, 0] - base[0], 0.03, 0.06)
    return np.asarray((tilt + notch) * 0.8)


def collar(p: Array, body: Body) -> Array:
    """Measure to the folded collar that lies around the neck."""
    base = body.joint("neck")
    girth = body.build.size["neckcircumference"] / (2 * np.pi)
    above = (base[2] - p[:, 2]) + 0.62 * (p[:, 0] - base[0])
    spread = 0.016 - 0.30 * np.clip(above, -0.03, 0.03)
    axis = body.neck(p)
    ring = np.abs(axis - np.clip(spread, 0.008, 0.026)) - 0.0042
    ring = clip(ring, above - 0.034, 0.002)
    ring = clip(ring, -0.030 - above, 0.002)
    gap = 0.010 + 0.55 * np.clip(0.036 - above, 0.0, 0.1)
    opening = clip(np.abs(p[:, 1]) - gap * 0.9, base[0] + 0.4 * girth - p[:, 0])
    return carve(ring, opening, 0.003)


def trousers(p: Array, body: Body) -> Array:
    """Measure to the trousers."""
    local = body.local(p, "rightUpperLeg")
    knee, end = body.thigh, body.whole_leg
    loose = 0.009 + 0.004 * ramp(local[:, 2], 0.05, 0.5 * knee) + 0.004 * ramp(local[:, 2], knee, 0.8 * end)
    limb = body.leg(p) - loose
    wide = 1.0 if body.build.is_male else 0.94
    shin = cone(local, (0.006, 0.0, knee - 0.02), (-0.012, 0.0, end + 0.02), 0.068 * wide, 0.053 * wide)
    limb = join(limb, shin, 0.03)
    pocket = slab(local, (0.006, 0.088 * wide, 0.66 * knee), (0.075, 0.014, 0.088), 0.013)
    flap = slab(local, (0.006, 0.0890 * wide, 0.66 * knee - 0.060), (0.080, 0.019, 0.028), 0.013)
    limb = join(join(limb, pocket, 0.012), flap, 0.004)
    limb = limb - folds(local, body)
    seat = body.trunk(p) - 0.0115
    cloth = join(limb, seat, 0.035)
    cloth = clip(cloth, -waist_height(body) - p[:, 2], 0.004)
    return clip(cloth, local[:, 2] - end + CUFF_ABOVE_ANKLE, 0.010)


def folds(local: Array, body: Body) -> Array:
    """Return the depth of the cloth's folds: behind the knee, at the groin, above the cuff."""
    z, x = local[:, 2], local[:, 0]
    knee, end = body.thigh, body.whole_leg
    slant = z + 0.25 * local[:, 1]
    behind = np.exp(-(((z - knee) / 0.075) ** 2)) * ramp(-x, -0.03, 0.05) * np.sin(slant * 190.0) * 0.0035
    cuff = np.exp(-(((z - end + 0.07) / 0.055) ** 2)) * np.sin(z * 170.0 + x * 40.0) * 0.0035
    front = (
        np.exp(-(((z - 0.05) / 0.06) ** 2)) * ramp(x, 0.0, 0.05) * np.sin(slant * 150.0 + x * 60.0) * 0.003
    )
    return np.asarray(behind + cuff + front)


def socks(p: Array, body: Body) -> Array:
    """Measure to the sock: foot, ankle and lower shin."""
    local = body.local(p, "rightUpperLeg")
    shape = join(body.foot(p), body.leg(p), 0.03) - 0.0025
    ankle = body.local(p, "rightFoot")
    shape = clip(shape, body.whole_leg - 0.11 - local[:, 2], 0.003)
    return join(shape, ellipsoid(ankle, (-0.002, 0.0, 0.0), (0.03, 0.03, 0.03)), 0.02)


def _shirt(body: Body) -> TemplatePart:
    def field(p: Array) -> Array:
        return shirt(mirrored(p), body)

    low, high = -waist_height(body) + 0.07, body.joint("neck")[2]
    lines = (
        graded([-0.20, -0.115, 0.095, 0.21], [0.010, 0.0045, 0.0085]),
        mirrored_lines([0.0, 0.095, 0.46], [0.0045, 0.010]),
        graded([high - 0.075, high + 0.12, low], [0.0045, 0.0105]),
    )
    points, triangles = mesh_field(field, lines)
    points, triangles = thinned(points, triangles, target=_BUDGET["shirt"])
    folded = mirrored(points)
    on_collar = np.clip(0.5 - collar(folded, body) / 0.002, 0.0, 1.0)
    local = body.local(folded, "rightUpperArm")[:, 2]
    cuff = ramp(local, SLEEVE_SHARE * body.upper_arm - 0.022, SLEEVE_SHARE * body.upper_arm - 0.014)
    cuff = cuff * (body.arm(folded) < body.trunk(folded))
    shares = np.stack([np.maximum(on_collar, cuff), np.zeros(len(points))], axis=-1)
    return finished("shirt", body, field, (points, triangles), shares)


def _trousers(body: Body) -> TemplatePart:
    def field(p: Array) -> Array:
        return trousers(mirrored(p), body)

    waist = waist_height(body)
    lines = (
        graded([-0.22, 0.20], [0.0095]),
        mirrored_lines([0.0, 0.34], [0.0095]),
        graded([-waist - 0.02, -waist + 0.06, -0.03], [0.008, 0.0125]),
    )
    points, triangles = mesh_field(field, lines)
    points, triangles = thinned(points, triangles, target=_BUDGET["trousers"])
    belt = ramp(-points[:, 2], waist - 0.040, waist - 0.034)
    return finished("trousers", body, field, (points, triangles), np.stack([belt, 0.0 * belt], axis=-1))


def _socks(body: Body) -> TemplatePart:
    def field(p: Array) -> Array:
        return socks(mirrored(p), body)

    x, y, z = body.joint("rightFoot")
    lines = (
        graded([x - 0.10, x + 0.23], [0.0085]),
        graded([y - 0.075, y + 0.08], [0.0075]),
        graded([z - 0.14, z - 0.02, z + 0.09], [0.012, 0.0075]),
    )
    points, triangles = twice(thinned(*mesh_field(field, lines), target=_BUDGET["socks"] // 2))
    sole = ramp(points[:, 2], -0.013, -0.008)
    return finished("socks", body, field, (points, triangles), np.stack([sole, 0.0 * sole], axis=-1))

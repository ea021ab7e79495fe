"""Hair: a man's short cut, a woman's drawn back into a bun. In the head's drawing frame, folded points."""

from __future__ import annotations

import numpy as np

from zeroshot.people.sculpt.body import Body
from zeroshot.people.sculpt.fields import clip, ellipsoid, join, mirrored, ramp
from zeroshot.people.sculpt.finish import finished, twice
from zeroshot.people.sculpt.head import Face, brow_hair, head_origin, head_scale, skull
from zeroshot.people.sculpt.nets import graded, mesh_field, mirrored_lines
from zeroshot.people.sculpt.thinning import thinned
from zeroshot.people.template import TemplatePart
from zeroshot.spatial import Array

# Triangles for each part.
_BUDGET = {"hair": 2600, "brows": 700}


def bake_hair(body: Body) -> tuple[TemplatePart, ...]:
    """Sculpt the hair and the brows."""
    return _hair(body), _brows(body)


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


def _hair(body: Body) -> TemplatePart:
    def field(p: Array) -> Array:
        smallest = float(head_scale(body.build).min())
        return hair(mirrored(body.drawn(p)), body.face, is_male=body.build.is_male) * smallest

    x, z = head_origin(body.build)[[0, 2]]
    lines = (
        graded([x - 0.26, x - 0.10, x + 0.06], [0.0065, 0.0048]),
        mirrored_lines([0.0, 0.12], [0.0052]),
        graded([z - 0.16, z + 0.10], [0.0052]),
    )
    points, triangles = mesh_field(field, lines)
    points, triangles = thinned(points, triangles, target=_BUDGET["hair"])
    p = body.drawn(points)
    sheen = ramp(np.sin(p[:, 1] * 420.0 + 30.0 * np.sin(p[:, 0] * 40.0)), 0.0, 1.0) * 0.7
    return finished(
        "short" if body.build.is_male else "bun",
        body,
        field,
        (points, triangles),
        np.stack([sheen, 0.0 * sheen], axis=-1),
    )


def _brows(body: Body) -> TemplatePart:
    smallest = float(head_scale(body.build).min())

    def field(p: Array) -> Array:
        return brow_hair(mirrored(body.drawn(p)), body.face) * smallest

    x, _, z = head_origin(body.build)
    lines = (
        graded([x - 0.02, x + 0.035], [0.0013]),
        graded([0.004, 0.065], [0.0016]),
        graded([z - 0.040, z - 0.005], [0.0013]),
    )
    return finished(
        "brows", body, field, twice(thinned(*mesh_field(field, lines), target=_BUDGET["brows"] // 2))
    )

"""Eyeballs: rings around the line of sight, so that iris and pupil have crisp edges; and teeth and tongue."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from zeroshot.people.sculpt import teeth
from zeroshot.people.sculpt.body import Body
from zeroshot.people.sculpt.expressions import teeth_shifts
from zeroshot.people.sculpt.fields import Field, mirrored, ramp
from zeroshot.people.sculpt.finish import finished
from zeroshot.people.sculpt.head import EYE_RADIUS, head_origin, head_scale
from zeroshot.people.sculpt.labels import labelled
from zeroshot.people.sculpt.nets import graded, mesh_field, mirrored_lines
from zeroshot.people.sculpt.thinning import thinned
from zeroshot.people.template import SKIN_INDEX, TemplatePart
from zeroshot.spatial import Array

# Degrees from the line of sight, and paint: iris share, pupil share, light. A pair of rings at one angle is
# an edge. An iris is 11.8 mm across, a pupil in room light about 4 mm.
_RINGS = (
    (0.0, 0, 1, 1.0),
    (9.3, 0, 1, 1.0),
    (9.9, 1, 0, 0.42),
    (11.5, 1, 0, 0.86),
    (14.5, 1, 0, 1.06),
    (18.5, 1, 0, 1.10),
    (22.5, 1, 0, 0.96),
    (25.5, 1, 0, 0.74),
    (27.6, 1, 0, 0.42),
    (29.2, 0.45, 0, 0.44),
    (31.2, 0, 0, 0.86),
    (36.0, 0, 0, 1.0),
    (45.0, 0, 0, 0.96),
    (57.0, 0, 0, 0.84),
    (75.0, 0, 0, 0.66),
    (105.0, 0, 0, 0.5),
    (140.0, 0, 0, 0.5),
)
_SPOKES = 40
# Of those the lighter level keeps the edges of pupil and iris, and enough of the white.
_LIGHT_RINGS = (0, 1, 2, 5, 8, 10, 12, 14, 16)
_TEETH_TRIANGLES = 1700


def bake_eyes(body: Body) -> tuple[TemplatePart, ...]:
    """Build both eyeballs, each carried by its own joint, and the inside of the mouth."""
    return _eyeballs(body), _mouth(body)


def _ring_paint(angle: float, iris: float, pupil: float, light: float, rng: np.random.Generator) -> Array:
    """Paint a ring (spokes, 3): the iris's streaks run outward, finer and coarser."""
    paint = np.tile([iris, pupil, light], (_SPOKES, 1))
    if iris >= 1.0:
        around = np.linspace(0.0, 2.0 * np.pi, _SPOKES, endpoint=False)
        streaks = 0.10 * np.sin(9.0 * around + 0.8) + 0.08 * np.sin(17.0 * around + 0.03 * angle)
        paint[:, 2] *= 1.0 + streaks + 0.05 * rng.normal(size=_SPOKES)
    paint[:, 2] /= 1.0 if iris < 1.0 else 1.15
    return np.asarray(np.clip(paint, 0.0, 1.0))


def _eyeball(radius: float) -> tuple[Array, Array, NDArray[np.int32]]:
    """Return one eye that looks forward: points, paint (n, 3) and triangles (m, 3)."""
    spokes = np.linspace(0.0, 2.0 * np.pi, _SPOKES, endpoint=False)
    rng = np.random.default_rng(3)
    points, paint = [], []
    for angle, iris, pupil, light in _RINGS:
        a = np.radians(angle)
        # The cornea bulges 1 mm before the iris.
        bulge = radius * (1.0 + 0.05 * np.exp(-((angle / 24.0) ** 4)))
        ring = [np.full(_SPOKES, np.cos(a)), np.sin(a) * np.cos(spokes), np.sin(a) * np.sin(spokes)]
        points.append(np.stack(ring, axis=-1) * bulge)
        paint.append(_ring_paint(angle, iris, pupil, light, rng))
    one = np.concatenate(points)
    rows = np.arange((len(_RINGS) - 1) * _SPOKES).reshape(-1, _SPOKES)
    following = np.roll(rows, -1, axis=1)
    quads = np.stack([rows, following, following + _SPOKES, rows + _SPOKES], axis=-1).reshape(-1, 4)
    triangles = np.concatenate([quads[:, [0, 2, 1]], quads[:, [0, 3, 2]]])
    # The points of the first ring lie in one place and leave triangles without area.
    a, b, c = one[triangles].transpose(1, 0, 2)
    triangles = triangles[np.linalg.norm(np.cross(b - a, c - a), axis=1) > 1e-12]
    shares = np.concatenate(paint)
    # The lids keep light from the upper part of an eye, and a little from the lower.
    height = -one[:, 2] / radius
    shares[:, 2] *= 1.0 - 0.40 * ramp(height, 0.08, 0.38) - 0.14 * ramp(-height, 0.22, 0.42)
    return one, shares, triangles.astype(np.int32)


def _eyeballs(body: Body) -> TemplatePart:
    one, paint, triangles = _eyeball(EYE_RADIUS * float(head_scale(body.build).min()))
    count = len(one)
    both = np.concatenate([one + body.joint("rightEye"), one * [1.0, -1.0, 1.0] + body.joint("leftEye")])
    every = np.concatenate([triangles, triangles[:, ::-1] + count]).astype(np.int32)
    joints = np.zeros((2 * count, 4), dtype=np.uint8)
    joints[:count, 0], joints[count:, 0] = SKIN_INDEX["rightEye"], SKIN_INDEX["leftEye"]
    weights = np.zeros((2 * count, 4), dtype=np.float32)
    weights[:, 0] = 1.0
    region, along = labelled(both, body)
    return TemplatePart(
        "eyes", both, every, joints, weights, np.concatenate([paint, paint]).astype(np.float32),
        region, along, *_lighter(every, 2 * count),
    )  # fmt: skip


def _lighter(triangles: NDArray[np.int32], count: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the rows and triangles of eyes with a quarter of the spokes, and the rings that edges need."""
    eye, row = np.divmod(np.arange(count), len(_RINGS) * _SPOKES)
    ring, spoke = np.divmod(row, _SPOKES)
    kept = np.array(_LIGHT_RINGS)
    ring = kept[np.abs(ring[:, None] - kept).argmin(axis=1)]
    merged = (eye * len(_RINGS) + ring) * _SPOKES + spoke - spoke % 4
    halved = merged[triangles]
    halved = halved[(halved != np.roll(halved, 1, axis=1)).all(axis=1)]
    rows, compact = np.unique(halved, return_inverse=True)
    return rows.astype(np.int32), compact.reshape(-1, 3).astype(np.int32)


def _mouth(body: Body) -> TemplatePart:
    """Build both rows of teeth and the tongue; the lower row goes with the jaw."""
    scale, origin = head_scale(body.build), head_origin(body.build)
    lines = (
        graded([-0.038, 0.014], [0.0012]),
        mirrored_lines([0.0, 0.028], [0.0011]),
        graded([0.048, 0.086], [0.0013]),
    )

    def row(field: Field) -> tuple[Array, NDArray[np.int32]]:
        return thinned(*mesh_field(lambda p: field(mirrored(p)), lines), target=_TEETH_TRIANGLES)

    (upper, first), (lower, second) = row(teeth.upper_teeth), row(teeth.lower_teeth)
    drawn = np.concatenate([upper, lower])
    triangles = np.concatenate([first, second + len(upper)]).astype(np.int32)
    gum = teeth.gum_amount(mirrored(drawn))

    def field(p: Array) -> Array:
        q = mirrored((p - origin) / scale)
        return np.minimum(teeth.upper_teeth(q), teeth.lower_teeth(q)) * float(scale.min())

    shares = np.stack([gum, 0.0 * gum], axis=-1)
    part = finished("mouth", body, field, (drawn * scale + origin, triangles), shares, light_share=0.08)
    # Light falls in from the front.
    part.paint[:, 2] *= 0.16 + 0.84 * ramp(drawn[:, 0], -0.018, 0.0060)
    part.paint[:, 2] *= 1.0 - (1.0 - gum) * (1.0 - teeth.light_between(mirrored(drawn)))
    is_lower = np.arange(len(drawn)) >= len(upper)
    return replace(part, shifts=teeth_shifts(drawn, is_lower, scale))

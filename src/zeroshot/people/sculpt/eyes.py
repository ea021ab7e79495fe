"""Eyeballs: rings around the line of sight, so that iris and pupil have crisp edges."""

from __future__ import annotations

import numpy as np

from zeroshot.people.sculpt.body import Body
from zeroshot.people.sculpt.head import EYE_RADIUS, head_scale
from zeroshot.people.sculpt.labels import labelled
from zeroshot.people.template import SKIN_INDEX, TemplatePart

# Degrees from the line of sight, and paint: iris share, pupil share, light. A pair of rings at one angle is
# an edge. An iris is 11.8 mm across, a pupil in room light about 4 mm.
_RINGS = (
    (0.0, 0, 1, 1.0),
    (9.8, 0, 1, 1.0),
    (9.8, 1, 0, 0.80),
    (18.0, 1, 0, 1.10),
    (26.0, 1, 0, 0.85),
    (29.0, 1, 0, 0.45),
    (29.0, 0, 0, 0.90),
    (36.0, 0, 0, 1.0),
    (50.0, 0, 0, 0.97),
    (70.0, 0, 0, 0.85),
    (100.0, 0, 0, 0.7),
    (140.0, 0, 0, 0.7),
)
_SPOKES = 28


def bake_eyes(body: Body) -> tuple[TemplatePart, ...]:
    """Build both eyeballs, each carried by its own joint."""
    radius = EYE_RADIUS * float(head_scale(body.build).min())
    spokes = np.linspace(0.0, 2.0 * np.pi, _SPOKES, endpoint=False)
    points, paint = [], []
    for angle, iris, pupil, light in _RINGS:
        a = np.radians(angle)
        # The cornea bulges 1 mm before the iris.
        bulge = radius * (1.0 + 0.05 * np.exp(-((angle / 24.0) ** 4)))
        ring = [np.full(_SPOKES, np.cos(a)), np.sin(a) * np.cos(spokes), np.sin(a) * np.sin(spokes)]
        points.append(np.stack(ring, axis=-1) * bulge)
        paint.append(np.tile([iris, pupil, min(light, 1.0) if not iris else light / 1.1], (_SPOKES, 1)))
    one = np.concatenate(points)
    rows = np.arange((len(_RINGS) - 1) * _SPOKES).reshape(-1, _SPOKES)
    following = np.roll(rows, -1, axis=1)
    quads = np.stack([rows, following, following + _SPOKES, rows + _SPOKES], axis=-1).reshape(-1, 4)
    triangles = np.concatenate([quads[:, [0, 2, 1]], quads[:, [0, 3, 2]]])
    # Rings that share an angle, and the point at the middle, leave triangles without area.
    a, b, c = one[triangles].transpose(1, 0, 2)
    triangles = triangles[np.linalg.norm(np.cross(b - a, c - a), axis=1) > 1e-12]
    count = len(one)
    both = np.concatenate([one + body.joint("rightEye"), one * [1.0, -1.0, 1.0] + body.joint("leftEye")])
    every = np.concatenate([triangles, triangles[:, ::-1] + count]).astype(np.int32)
    joints = np.zeros((2 * count, 4), dtype=np.uint8)
    joints[:count, 0], joints[count:, 0] = SKIN_INDEX["rightEye"], SKIN_INDEX["leftEye"]
    weights = np.zeros((2 * count, 4), dtype=np.float32)
    weights[:, 0] = 1.0
    region, along = labelled(both, body)
    part = TemplatePart(
        "eyes", both, every, joints, weights, np.concatenate([*paint, *paint]).astype(np.float32),
        region, along, np.arange(2 * count, dtype=np.int32), every,
    )  # fmt: skip
    return (part,)

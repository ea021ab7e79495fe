"""The skin: one closed surface from crown to toes, meshed as a right half and its mirror image."""

from __future__ import annotations

import numpy as np

from zeroshot.people.sculpt.body import Body
from zeroshot.people.sculpt.fields import mirrored, ramp
from zeroshot.people.sculpt.finish import finished
from zeroshot.people.sculpt.head import head_origin, head_scale, lash_shade, lips_amount
from zeroshot.people.sculpt.nets import Lines, graded, half_lines, mesh_half
from zeroshot.people.sculpt.thinning import thinned
from zeroshot.people.template import TemplatePart
from zeroshot.spatial import Array

# Triangles of the right half: what an 85 mm close-up of the face and the hands needs, and skin needs to bend.
_HALF_BUDGET = 17000
# The grid's steps from the neck down: trunk, hands, legs, feet.
_STEPS_BELOW_NECK = (0.009, 0.0028, 0.012, 0.006)
# The lighter level keeps this share of them.
_LIGHT_SHARE = 0.14


def skin_lines(body: Body) -> Lines:
    """Lay the grid: 1.5 mm at the eyes, 2 mm at the mouth, 3 mm at the fingers, a centimetre at thighs."""
    x, z = head_origin(body.build)[[0, 2]]
    _, wide, tall = head_scale(body.build)
    wrist = body.joint("rightHand")
    tip = body.world(np.array([[0.0, 0.0, body.whole_arm + 0.21]]), "rightUpperArm")[0]
    across = np.array([0.0, 0.0125, 0.018, 0.0475, 0.068, 0.098, 0.14]) * wide
    heights = np.array([-0.14, -0.05, -0.026, -0.011, 0.011, 0.034, 0.060, 0.080, 0.125]) * tall + z
    ankle = body.joint("rightFoot")[2]
    return (
        graded([-0.20, -0.075, 0.05, x + 0.06, 0.25], [0.008, 0.0031, 0.0026, 0.006]),
        half_lines(
            [*across, wrist[1] - 0.06, tip[1] + 0.09],
            [0.0025, 0.0025, 0.0021, 0.0034, 0.0030, 0.006, 0.0085, 0.0028],
        ),
        graded(
            [*heights, body.joint("neck")[2] + 0.15, wrist[2] - 0.06, tip[2] + 0.09, ankle - 0.10, 0.03],
            [0.0085, 0.0042, 0.0028, 0.0015, 0.0030, 0.0024, 0.0016, 0.004, 0.008, *_STEPS_BELOW_NECK],
        ),
    )


def bake_skin(body: Body) -> tuple[TemplatePart, ...]:
    """Sculpt the skin."""

    def field(points: Array) -> Array:
        return body.skin(mirrored(points))

    points, triangles = mesh_half(field, skin_lines(body))
    points, triangles = thinned(points, triangles, target=_HALF_BUDGET, scale=_matters(points, body))
    drawn = body.drawn(points)
    part = finished(
        "skin", body, field, (points, triangles), _make_up(drawn, body), is_half=True,
        light_share=_LIGHT_SHARE, matters=_matters(points, body),
    )  # fmt: skip
    part.paint[:, 2] *= 1.0 - (0.55 if body.build.is_male else 0.75) * lash_shade(drawn, body.face)
    return (part,)


def _make_up(drawn: Array, body: Body) -> Array:
    """Return how much of the lips' and of the flushed skin's colour (n, 2) each point of the face takes."""

    def spot(centre: tuple[float, float, float], size: tuple[float, float, float]) -> Array:
        return np.asarray(np.exp(-np.sum(((drawn - np.array(centre)) / np.array(size)) ** 2, axis=1)))

    lips = lips_amount(drawn, body.face)
    cheek = 0.55 * spot((0.006, 0.045, 0.032), (0.03, 0.018, 0.015))
    nose = 0.5 * spot((0.036, 0.0, 0.040), (0.015, 0.012, 0.012))
    ear = 0.45 * ramp(drawn[:, 1], 0.076, 0.088) * ramp(0.10 - drawn[:, 2], 0.0, 0.02)
    return np.stack([lips, np.clip(cheek + nose + ear, 0.0, 1.0) * (1.0 - lips)], axis=-1)


def _matters(points: Array, body: Body) -> Array:
    """Say where the shape matters most (n,): eyes and lips, the face, hands, feet, least trunk and limbs."""
    drawn = body.drawn(points)
    eyes = np.exp(-np.sum(((drawn - np.array([0.01, 0.032, 0.0])) / [0.02, 0.022, 0.016]) ** 2, axis=1))
    lips = np.exp(-np.sum(((drawn - np.array([0.018, 0.0, 0.070])) / [0.02, 0.028, 0.014]) ** 2, axis=1))
    head = 0.6 + 0.8 * ramp(drawn[:, 0], -0.05, 0.0) + 4.0 * eyes + 2.0 * lips
    is_head = ramp(0.16 - drawn[:, 2], 0.0, 0.04)
    hand = ramp(body.local(points, "rightUpperArm")[:, 2], body.whole_arm - 0.04, body.whole_arm + 0.02)
    foot = ramp(body.local(points, "rightUpperLeg")[:, 2], body.whole_leg - 0.04, body.whole_leg)
    rest = 0.30 + 1.0 * hand + 0.35 * foot
    return np.asarray(is_head * 2.0 * head + (1.0 - is_head) * rest)

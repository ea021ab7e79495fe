"""The skin: one closed surface from crown to toes, meshed as a right half and its mirror image."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from zeroshot.people.sculpt.body import Body
from zeroshot.people.sculpt.expressions import face_shifts, lid_weights, neutral
from zeroshot.people.sculpt.fields import Field, mirrored, ramp
from zeroshot.people.sculpt.finish import finished
from zeroshot.people.sculpt.head import head_origin, head_scale
from zeroshot.people.sculpt.make_up import face_light, face_shares
from zeroshot.people.sculpt.nets import Lines, graded, half_lines, mesh_half
from zeroshot.people.sculpt.thinning import thinned
from zeroshot.people.template import TemplatePart
from zeroshot.spatial import Array

# Triangles of the right half: what an 85 mm close-up of the face and the hands needs, and skin needs to bend.
_HALF_BUDGET = 19800
# The grid's steps from the neck down: trunk, hands, legs, feet.
_STEPS_BELOW_NECK = (0.009, 0.0028, 0.012, 0.006)
# The lighter level keeps this share of them.
_LIGHT_SHARE = 0.14


def skin_lines(body: Body) -> Lines:
    """Lay the grid: 1.3 mm at the eyes, 1.1 mm at the lips, 3 mm at the fingers, a centimetre at thighs."""
    x, z = head_origin(body.build)[[0, 2]]
    _, wide, tall = head_scale(body.build)
    wrist = body.joint("rightHand")
    tip = body.world(np.array([[0.0, 0.0, body.whole_arm + 0.21]]), "rightUpperArm")[0]
    across = np.array([0.0, 0.0125, 0.018, 0.0475, 0.068, 0.098, 0.14]) * wide
    heights = np.array([-0.14, -0.05, -0.026, -0.011, 0.011, 0.034, 0.050, 0.060, 0.076, 0.090, 0.125])
    ankle = body.joint("rightFoot")[2]
    return (
        graded(
            [-0.20, -0.075, x - 0.118, x - 0.070, x - 0.020, x + 0.001, x + 0.012, x + 0.06, 0.25],
            [0.008, 0.0031, 0.0026, 0.0031, 0.0028, 0.0020, 0.0018, 0.006],
        ),
        half_lines(
            [*across, wrist[1] - 0.06, tip[1] + 0.09],
            [0.0020, 0.0020, 0.0018, 0.0030, 0.0024, 0.006, 0.0085, 0.0028],
        ),
        graded(
            [
                *(heights * tall + z),
                body.joint("neck")[2] + 0.15,
                wrist[2] - 0.06,
                tip[2] + 0.09,
                ankle - 0.10,
                0.03,
            ],
            [
                0.0085,
                0.0042,
                0.0026,
                0.0013,
                0.0026,
                0.0018,
                0.0016,
                0.0011,
                0.0018,
                0.004,
                0.008,
                *_STEPS_BELOW_NECK,
            ],
        ),
    )


def bake_skin(body: Body) -> tuple[TemplatePart, ...]:
    """Sculpt the skin: with the mouth a little open, then closed, and what each face does to it."""

    def field(points: Array) -> Array:
        return body.skin(mirrored(points))

    points, triangles = mesh_half(field, skin_lines(body))
    points, triangles = thinned(points, triangles, target=_HALF_BUDGET, scale=_matters(points, body))
    points = _without_pits(field, points, triangles)
    drawn, scale = body.drawn(points), head_scale(body.build)
    part = finished(
        "skin", body, field, (points, triangles), face_shares(drawn, body.face), is_half=True,
        light_share=_LIGHT_SHARE, matters=_matters(points, body),
    )  # fmt: skip
    # Creases of a face read from afar: deeper than those of cloth.
    part.paint[:, 2] **= 1.0 + 0.7 * ramp(0.13 - drawn[:, 2], 0.0, 0.03)
    part.paint[:, 2] *= face_light(drawn, body.face, is_male=body.build.is_male)
    joints, weights = lid_weights(drawn, part.joints, part.weights, body.face.lid_open)
    shifts = face_shifts(drawn, scale)
    closed = points + (neutral(drawn) - drawn) * scale
    return (replace(part, points=closed, joints=joints, weights=weights, shifts=shifts),)


def _without_pits(field: Field, points: Array, triangles: NDArray[np.int32]) -> Array:
    """Bring points (n, 3) that thinning left off the surface back, amid their neighbours."""
    result = points.copy()
    for row in np.flatnonzero(np.abs(field(points)) > 0.003):
        around = np.setdiff1d(triangles[(triangles == row).any(axis=1)], row)
        result[row] = points[around].mean(axis=0)
        if points[row, 1] == 0.0:
            result[row, 1] = 0.0
    return result


def _matters(points: Array, body: Body) -> Array:
    """Say where the shape matters most (n,): eyes and lips, the face, hands, feet, least trunk and limbs."""
    drawn = body.drawn(points)
    eyes = np.exp(-np.sum(((drawn - np.array([0.01, 0.032, 0.0])) / [0.02, 0.020, 0.014]) ** 2, axis=1))
    lips = np.exp(-np.sum(((drawn - np.array([0.016, 0.0, 0.065])) / [0.02, 0.032, 0.014]) ** 2, axis=1))
    nose = np.exp(-np.sum(((drawn - np.array([0.022, 0.012, 0.042])) / [0.016, 0.010, 0.009]) ** 2, axis=1))
    ear = np.exp(-np.sum(((drawn - np.array([-0.094, 0.085, 0.013])) / [0.026, 0.014, 0.036]) ** 2, axis=1))
    brow = np.exp(-np.sum(((drawn - np.array([0.010, 0.030, -0.022])) / [0.02, 0.026, 0.009]) ** 2, axis=1))
    skull = 0.4 + 0.6 * ramp(drawn[:, 0], -0.05, 0.0)
    head = skull + 4.0 * eyes + 6.0 * lips + 2.2 * nose + 1.2 * ear + 1.2 * brow
    is_head = ramp(0.16 - drawn[:, 2], 0.0, 0.04)
    hand = ramp(body.local(points, "rightUpperArm")[:, 2], body.whole_arm - 0.04, body.whole_arm + 0.02)
    foot = ramp(body.local(points, "rightUpperLeg")[:, 2], body.whole_leg - 0.04, body.whole_leg)
    shoulder = body.joint("rightUpperArm")[1]
    arm = ramp(points[:, 1], shoulder, shoulder + 0.05)
    rest = 0.17 + 0.17 * arm + 1.45 * hand + 0.42 * foot
    return np.asarray(is_head * 5.0 * head + (1.0 - is_head) * rest)

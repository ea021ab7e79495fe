"""Thick gloves, boots, and the metal rings that join them to a suit."""

from __future__ import annotations

import numpy as np

from zeroshot.people.sculpt.body import Body
from zeroshot.people.sculpt.fields import clip, cone, join, mirrored, path, ramp
from zeroshot.people.sculpt.limbs import hand
from zeroshot.people.sculpt.nets import graded
from zeroshot.people.sculpt.solids import of_skin, solid, turned_ring
from zeroshot.people.sculpt.tailoring import Piece
from zeroshot.spatial import Array

_MIRROR = np.array([1.0, -1.0, 1.0])


def gloves(
    body: Body, *, thicker_m: float, cuff_m: float, tint: tuple[float, float], budget: int
) -> list[Piece]:
    """Make both gloves: hands that are thicker above and below than between the fingers.

    thicker_m: on the back of the hand. cuff_m: radius of the gauntlet at the wrist.
    """
    size = body.build.size
    fit = np.array([0.965, 0.017 / (0.017 + thicker_m), 0.965])

    def field(p: Array) -> Array:
        local = body.local(p, "rightHand")
        # Between the fingers there is room for less: they would grow together.
        fingers = hand(local * fit, body.build) - 0.0016
        palm = cone(local, (0.0, 0.0, 0.010), (0.0, 0.0, 0.070), 0.7 * cuff_m, 0.024 + thicker_m)
        cuff = cone(local, (0.0, 0.0, -0.030), (0.0, 0.0, 0.018), cuff_m, 0.86 * cuff_m)
        ridges = 0.0014 * np.sin(local[:, 2] * 420.0) * ramp(-local[:, 2], -0.03, 0.0)
        shape = join(join(fingers, palm, 0.015), cuff - ridges, 0.02)
        return clip(shape, -0.034 - local[:, 2], 0.004)

    wrist = body.joint("rightHand")
    tip = body.world(np.array([[0.0, 0.0, size["handlength"]]]), "rightHand")[0]
    low, high = np.minimum(wrist, tip) - 0.115, np.maximum(wrist, tip) + 0.115
    step = 0.0042
    lines = (
        graded([low[0], high[0]], [step]),
        graded([low[1], high[1]], [step]),
        graded([low[2], high[2]], [step]),
    )
    right = solid(body, field, lines, budget=budget, tint=tint)
    return [right, mirror_image(right, body)]


def boots(
    body: Body, *, thicker_m: float, shaft_m: float, tint: tuple[float, float], budget: int
) -> list[Piece]:
    """Make both boots: soft, a thick sole, a shaft over the ankle. shaft_m: its radius."""

    def field(p: Array) -> Array:
        q = mirrored(p)
        local = body.local(q, "rightUpperLeg")
        foot = covered_foot(q, body) - thicker_m
        shaft = cone(
            local,
            (-0.012, 0.0, body.whole_leg - 0.06),
            (-0.008, 0.0, body.whole_leg),
            shaft_m,
            0.92 * shaft_m,
        )
        shape = join(foot, shaft, 0.035)
        shape = clip(shape, body.whole_leg - 0.075 - local[:, 2], 0.006)
        welt = 0.0025 * np.exp(-(((p[:, 2] + 0.016) / 0.004) ** 2))
        return clip(shape - welt, p[:, 2] - thicker_m, 0.006)

    x, y, z = body.joint("rightFoot")
    lines = (
        graded([x - 0.15, x + 0.29], [0.0075]),
        graded([y - 0.14, y + 0.14], [0.0075]),
        graded([z - 0.12, 0.04], [0.0075]),
    )
    right = solid(body, field, lines, budget=budget, tint=tint)
    sole = ramp(right.points[:, 2], -0.010, -0.004)
    painted = Piece(
        right.points,
        right.flat,
        right.triangles,
        right.shares,
        np.stack([np.maximum(right.tint[:, 0], sole), right.tint[:, 1]], axis=1),
        right.light,
    )
    return [painted, mirror_image(painted, body)]


def covered_foot(q: Array, body: Body) -> Array:
    """Measure to the right foot as cloth lies over it, from toe to toe; folded points."""
    size = body.build.size
    scale = [size["footlength"] / 0.271, size["footbreadthhorizontal"] / 0.102]
    drawn = body.local(q, "rightFoot") / np.array([*scale, size["lateralmalleolusheight"] / 0.073])
    tips = [(0.179, -0.025, 0.0605), (0.170, 0.008, 0.0625), (0.146, 0.033, 0.0640)]
    roots = [(0.138, -0.027, 0.0560), (0.134, 0.009, 0.0580), (0.116, 0.033, 0.0600)]
    cloth = join(
        path(drawn, tips, (0.0105, 0.0088, 0.0078), 0.006),
        path(drawn, roots, (0.014, 0.011, 0.010), 0.006),
        0.03,
    )
    return join(body.foot(q), cloth * min(scale), 0.012)


def mirror_image(piece: Piece, body: Body) -> Piece:
    """Return the left's copy of a piece on the right."""
    points = piece.points * _MIRROR
    return Piece(
        points, points, piece.triangles[:, ::-1].copy(), of_skin(points, body), piece.tint, piece.light
    )


def wrist_rings(body: Body, *, radius_m: float, height_m: float, at_m: float = -0.008) -> list[Piece]:
    """Make the couplings between sleeves and gloves. at_m: along the hand from the wrist."""
    half, thick = height_m / 2.0, 0.007
    profile = [
        (radius_m - thick, -half),
        (radius_m, -half),
        (radius_m + 0.002, -0.3 * half),
        (radius_m + 0.002, 0.3 * half),
        (radius_m, half),
        (radius_m - thick, half),
    ]
    ends = body.world(np.array([[0.0, 0.0, at_m], [0.0, 0.0, at_m + 1.0]]), "rightHand")
    return [
        turned_ring(ends[0] * mirror, (ends[1] - ends[0]) * mirror, profile, f"{side}LowerArmTwist")
        for side, mirror in (("right", np.ones(3)), ("left", _MIRROR))
    ]

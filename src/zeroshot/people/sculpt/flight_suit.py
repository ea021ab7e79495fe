"""A flight suit: one piece from collar to ankles, a zip down the front, pockets. Fields of either side."""

from __future__ import annotations

import numpy as np

from zeroshot.people.sculpt.body import Body
from zeroshot.people.sculpt.collars import folded_collar
from zeroshot.people.sculpt.draping import Cut
from zeroshot.people.sculpt.fields import cone, join, mirrored, ramp
from zeroshot.people.sculpt.hems import rims
from zeroshot.people.sculpt.nets import graded, mirrored_lines
from zeroshot.people.sculpt.seams import hem_lines, rim_ribbon
from zeroshot.people.sculpt.shirts import neckline, upper_field, waist_height
from zeroshot.people.sculpt.tailoring import Fitting, Pattern, Piece, joined, lined
from zeroshot.people.sculpt.trims import Ground, on_both_sides, patch, ribbon
from zeroshot.people.sculpt.trousers import lower_field
from zeroshot.spatial import Array

STEP_M = 0.0096
CUFF_M = 0.012


def flight_suit(fitting: Fitting) -> Piece:
    """Make a flight suit."""
    body = fitting.body
    arm, leg = body.whole_arm - CUFF_M, body.whole_leg - CUFF_M

    def neck(p: Array) -> Array:
        return neckline(p, body, drop_m=-0.006, notch_m=0.075)

    def field(p: Array) -> Array:
        upper = upper_field(p, body, ease_m=0.012, waist_ease_m=0.014, sleeve=0.5 * body.upper_arm)
        local = body.local(mirrored(p), "rightUpperArm")
        wide = 1.0 if body.build.is_male else 0.90
        sleeve = cone(local, (0.0, 0.0, 0.05), (0.0, 0.0, arm + 0.04), 0.068 * wide, 0.046 * wide)
        upper = join(upper, sleeve, 0.05)
        return join(upper, lower_field(p, body, ease_m=0.012, flare_m=0.006), 0.05)

    side = abs(body.world(np.array([[0.0, 0.0, arm]]), "rightUpperArm")[0, 1]) + 0.12
    top = body.joint("neck")[2] - 0.10
    pattern = Pattern(
        field=field,
        hems=(
            lambda p: np.minimum(
                body.local(mirrored(p), "rightUpperArm")[:, 2] - arm,
                -cone(body.local(mirrored(p), "rightUpperArm"), (0, 0, 0.2), (0, 0, 0.95), 0.12),
            ),
            lambda p: body.local(mirrored(p), "rightUpperLeg")[:, 2] - leg,
            neck,
        ),
        lines=(
            graded([-0.30, 0.28], [STEP_M]),
            mirrored_lines([0.0, side], [STEP_M]),
            graded([top, 0.0], [STEP_M]),
        ),
        cloth=lambda p: _cloth(p, body, neck(p)),
        budget=15000,
        rounds=300,
    )
    piece = fitting.sewn(pattern)
    ground = Ground(piece)
    loops = rims(piece.triangles)
    opening = min(loops, key=lambda rim: float(piece.points[rim, 2].mean()))
    trims = _front(ground, body)
    trims += on_both_sides(lambda sign: _pockets(ground, body, sign))
    for rim in loops:
        if rim is not opening:
            trims.append(rim_ribbon(piece, ground, rim, width_m=0.030, height_m=0.0018, tint=(0.5, 0.0)))
    trims += hem_lines(piece, ground, inset_m=0.045, skip=[opening])
    collar = folded_collar(piece, opening, body)
    return joined([lined(piece), *trims, collar])


def _cloth(p: Array, body: Body, neck: Array) -> Cut:
    """Say how it is cut: drawn in at the waist, wrists and ankles, the rest with cloth to spare."""
    q = mirrored(p)
    leg, arm = body.local(q, "rightUpperLeg")[:, 2], body.local(q, "rightUpperArm")[:, 2]
    is_leg = p[:, 2] > body.joint("rightUpperLeg")[2]
    is_arm = (q[:, 1] > 0.22) & ~is_leg
    waist = np.exp(-(((p[:, 2] + waist_height(body) + 0.05) / 0.022) ** 2)) * ~is_arm
    bends = np.where(is_arm, np.exp(-(((arm - body.upper_arm) / 0.09) ** 2)), 0.0)
    bends = np.maximum(bends, np.where(is_leg, np.exp(-(((leg - body.thigh) / 0.10) ** 2)), 0.0))
    ends = np.where(is_arm, ramp(arm, body.whole_arm - 0.05, body.whole_arm - 0.02), 0.0)
    ends = np.maximum(ends, np.where(is_leg, ramp(leg, body.whole_leg - 0.06, body.whole_leg - 0.02), 0.0))
    above = np.where(is_leg, np.exp(-(((leg - body.whole_leg + 0.10) / 0.05) ** 2)), 0.0)
    above = np.maximum(above, np.where(is_arm, np.exp(-(((arm - body.whole_arm + 0.09) / 0.05) ** 2)), 0.0))
    throat = np.exp(-((neck / 0.04) ** 2))
    return Cut(
        excess=0.055 - 0.13 * waist + 0.03 * bends + 0.05 * above - 0.055 * np.maximum(throat, ends),
        pinned=np.maximum(0.9 * np.exp(-((neck / 0.014) ** 2)), 0.55 * ends),
        clear_m=np.full(len(p), 0.004),
        stiff=0.14 + 0.4 * np.maximum(throat, ends),
        creased_m=0.007,
    )


def _front(ground: Ground, body: Body) -> list[Piece]:
    """Sew on the zip from collar to crotch, and the tabs at the waist."""
    top, low = body.joint("neck")[2] + 0.085, body.joint("rightUpperLeg")[2] - 0.005
    path = [(0.4, 0.0, z) for z in np.linspace(top, low, 12)]
    aim = [(0.0, 0.0, z) for z in np.linspace(top, low, 12)]
    z = -waist_height(body) - 0.05
    tape = ribbon(ground, path, width_m=0.030, height_m=0.0020, tint=(0.8, 0.0), toward=aim, across=3)
    teeth = ribbon(ground, path, width_m=0.007, height_m=0.0040, tint=(0.0, 1.0), toward=aim)
    tabs = on_both_sides(
        lambda sign: [
            ribbon(
                ground,
                [(0.3, sign * 0.075, z), (0.3, sign * 0.20, z + 0.004), (0.05, sign * 0.3, z + 0.006)],
                width_m=0.036,
                height_m=0.0030,
                tint=(0.35, 0.0),
                toward=(0.0, 0.0, z),
                across=3,
            )
        ]
    )
    return [tape, teeth, *tabs]


def _pockets(ground: Ground, body: Body, sign: float) -> list[Piece]:
    """Sew on one side's pockets, each with a zip: chest, thigh, shin; pens on the left arm."""
    mirror = np.array([1.0, sign, 1.0])

    def at(joint: str, x: float, y: float, z: float) -> Array:
        return np.asarray(body.world(np.array([[x, y, z]]), joint)[0] * mirror)

    def way(joint: str, x: float, y: float, z: float) -> Array:
        return at(joint, x, y, z) - at(joint, 0.0, 0.0, 0.0)

    def bag(u: Array, v: Array) -> Array:
        edge = np.maximum(np.abs(u), np.abs(v))
        return np.asarray(0.25 + 0.75 * np.clip((1.0 - edge) * 2.5, 0.0, 1.0) ** 0.6)

    def zip_line(path: list[Array], aim: Array) -> list[Piece]:
        return [
            ribbon(ground, path, width_m=0.015, height_m=0.0090, tint=(0.8, 0.0), toward=aim),
            ribbon(ground, path, width_m=0.005, height_m=0.0102, tint=(0.0, 1.0), toward=aim),
        ]

    chest_z = body.joint("neck")[2] + 0.235
    chest = np.array([0.4, sign * 0.092, chest_z])
    pieces = [
        patch(ground, chest, (0, 0.050, 0), (0, 0, 0.062), puff_m=0.007, shape=bag, cells=(7, 8),
              inward=(-1.0, 0.0, 0.0))
    ]  # fmt: skip
    pieces += zip_line(
        [chest + [0, -sign * 0.044, -0.034], chest + [0, sign * 0.040, -0.052]], chest * [0, 1, 1]
    )
    thigh, leg = 0.60 * body.thigh, "rightUpperLeg"
    into = way(leg, -0.6, -0.8, 0.0)
    out = at(leg, 0.14, 0.19, thigh)
    pieces.append(
        patch(ground, out, way(leg, 0.064, -0.048, 0), way(leg, 0, 0, 0.088), puff_m=0.009, shape=bag, cells=(7, 9),
              inward=into)
    )  # fmt: skip
    pieces += zip_line(
        [out + way(leg, 0.054, -0.040, -0.070), out + way(leg, -0.052, 0.039, -0.052)], at(leg, 0, 0, thigh)
    )
    shin = body.thigh + 0.60 * (body.whole_leg - body.thigh)
    low = at(leg, 0.10, 0.17, shin)
    pieces.append(
        patch(ground, low, way(leg, 0.045, -0.030, 0), way(leg, 0, 0, 0.078), puff_m=0.008, shape=bag, cells=(6, 8),
              inward=way(leg, -0.55, -0.83, 0))
    )  # fmt: skip
    pieces += zip_line(
        [low + way(leg, 0.036, -0.024, -0.062), low + way(leg, -0.036, 0.024, -0.062)], at(leg, 0, 0, shin)
    )
    arm = "rightUpperArm"
    flag = at(arm, 0.02, 0.25, 0.40 * body.upper_arm)
    pieces.append(
        patch(ground, flag, way(arm, 0.034, 0, 0), way(arm, 0, 0, 0.024), puff_m=0.0022, cells=(5, 4),
              tint=(0.0, 0.9), inward=way(arm, 0, -1, 0))
    )  # fmt: skip
    return pieces

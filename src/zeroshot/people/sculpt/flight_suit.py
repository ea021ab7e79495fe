"""A flight suit: one piece from collar to ankles, a zip down the front, pockets. Fields of either side."""

from __future__ import annotations

import numpy as np

from zeroshot.people.clothes import NAME_TAG
from zeroshot.people.sculpt.body import Body
from zeroshot.people.sculpt.collars import folded_collar
from zeroshot.people.sculpt.draping import Cut
from zeroshot.people.sculpt.fields import cone, join, mirrored, ramp
from zeroshot.people.sculpt.hems import rims
from zeroshot.people.sculpt.nets import graded, mirrored_lines
from zeroshot.people.sculpt.seams import hem_lines, rim_ribbon, top_rim
from zeroshot.people.sculpt.shirts import chest_tag, neckline, upper_field, waist_height
from zeroshot.people.sculpt.tailoring import Fitting, Pattern, Piece, Pieces, joined, lined
from zeroshot.people.sculpt.trims import Ground, on_both_sides, patch, ribbon
from zeroshot.people.sculpt.trousers import lower_field
from zeroshot.spatial import Array

STEP_M = 0.0096
CUFF_M = 0.012


def flight_suit(fitting: Fitting) -> Pieces:
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
    opening = top_rim(piece)
    trims = [*_front(ground, body), *on_both_sides(lambda sign: _pockets(ground, body, sign))]
    for rim in loops:
        if rim is not opening:
            trims.append(rim_ribbon(piece, ground, rim, width_m=0.030, height_m=0.0018, tint=(0.5, 0.0)))
    trims += hem_lines(piece, ground, inset_m=0.045, skip=[opening])
    collar = folded_collar(piece, opening, body, tint=(0.0, 1.0))
    return {
        "flight-suit": joined([lined(piece), *trims, collar]),
        "zips": joined(_zips(ground, body)),
        NAME_TAG: chest_tag(ground, body, below_m=0.135),
    }


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


def _front_line(body: Body) -> tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]:
    """Return the zip's path down the front, and what it is thrown toward."""
    top, low = body.joint("neck")[2] + 0.088, body.joint("rightUpperLeg")[2] - 0.005
    heights = np.linspace(top, low, 12)
    return [(0.4, 0.0, float(z)) for z in heights], [(0.0, 0.0, float(z)) for z in heights]


def _front(ground: Ground, body: Body) -> list[Piece]:
    """Sew on the tape of the zip, the tabs at the waist, and stripes round the sleeves."""
    path, aim = _front_line(body)
    tape = ribbon(ground, path, width_m=0.030, height_m=0.0020, tint=(0.8, 0.0), toward=aim, across=3)
    z = -waist_height(body) - 0.05
    pieces = [tape]
    for sign in (1.0, -1.0):
        tab = [(0.3, sign * 0.075, z), (0.3, sign * 0.20, z + 0.004), (0.05, sign * 0.3, z + 0.006)]
        pieces.append(
            ribbon(
                ground, tab, width_m=0.036, height_m=0.0030, tint=(0.35, 0.0), toward=(0.0, 0.0, z), across=3
            )
        )
        pieces.append(sleeve_stripe(ground, body, sign, 0.70 * body.upper_arm, width_m=0.030))
    return pieces


def sleeve_stripe(
    ground: Ground,
    body: Body,
    sign: float,
    along_m: float,
    *,
    width_m: float,
    joint: str = "rightUpperArm",
    height_m: float = 0.0014,
) -> Piece:
    """Sew a stripe in the third colour round a limb, some way along it from a joint."""
    turn = np.linspace(0.0, 2.0 * np.pi, 33)
    ring = np.stack([0.2 * np.cos(turn), 0.2 * np.sin(turn), np.full(33, along_m)], axis=1)
    mirror = np.array([1.0, sign, 1.0])
    middle = body.world(np.array([[0.0, 0.0, along_m]]), joint)[0] * mirror
    path = body.world(ring, joint) * mirror
    return ribbon(
        ground,
        path,
        width_m=width_m,
        height_m=height_m,
        tint=(0.0, 1.0),
        toward=middle,
        across=4,
        step_m=0.014,
    )


def _pocket_places(body: Body, sign: float) -> list[tuple[Array, Array, Array, Array, float]]:
    """Return each pocket's middle, half width, half height, the way into the garment, and how thick it is."""
    mirror = np.array([1.0, sign, 1.0])

    def at(x: float, y: float, z: float) -> Array:
        return np.asarray(body.world(np.array([[x, y, z]]), "rightUpperLeg")[0] * mirror)

    def way(x: float, y: float, z: float) -> Array:
        return at(x, y, z) - at(0.0, 0.0, 0.0)

    chest = np.array([0.4, sign * 0.092, body.joint("neck")[2] + 0.235])
    shin = body.thigh + 0.60 * (body.whole_leg - body.thigh)
    return [
        (chest, np.array([0, -sign * 0.050, 0]), np.array([0, 0, 0.062]), np.array([-1.0, 0, 0]), 0.007),
        (
            at(0.14, 0.19, 0.60 * body.thigh),
            way(0.064, -0.048, 0.0),
            way(0.0, 0.0, 0.088),
            way(-0.6, -0.8, 0.0),
            0.009,
        ),
        (at(0.10, 0.17, shin), way(0.045, -0.030, 0.0), way(0.0, 0.0, 0.078), way(-0.55, -0.83, 0.0), 0.008),
    ]


def _pockets(ground: Ground, body: Body, sign: float) -> list[Piece]:
    """Sew on one side's pockets: chest, thigh and shin; and a patch on the upper arm."""

    def bag(u: Array, v: Array) -> Array:
        edge = np.maximum(np.abs(u), np.abs(v))
        return np.asarray(0.25 + 0.75 * np.clip((1.0 - edge) * 2.5, 0.0, 1.0) ** 0.6)

    pieces = [
        patch(ground, middle, right, down, puff_m=thick, shape=bag, cells=(7, 8), inward=inward)
        for middle, right, down, inward, thick in _pocket_places(body, sign)
    ]
    for middle, right, down, inward, thick in _pocket_places(body, sign):
        path, aim = _zip_of(middle, right, down, inward)
        pieces.append(
            ribbon(ground, path, width_m=0.016, height_m=thick + 0.0022, tint=(0.8, 0.0), toward=aim)
        )
    return pieces


def _zip_of(middle: Array, right: Array, down: Array, inward: Array) -> tuple[Array, Array]:
    """Return the slanting opening of a pocket, and what it is thrown toward."""
    path = np.stack([middle + 0.82 * right - 0.52 * down, middle - 0.82 * right - 0.78 * down])
    return path, path + inward


def _zips(ground: Ground, body: Body) -> list[Piece]:
    """Sew on the teeth of all zips."""
    path, aim = _front_line(body)
    pieces = [ribbon(ground, path, width_m=0.008, height_m=0.0036, toward=aim)]
    for sign in (1.0, -1.0):
        for middle, right, down, inward, thick in _pocket_places(body, sign):
            line, towards = _zip_of(middle, right, down, inward)
            pieces.append(ribbon(ground, line, width_m=0.006, height_m=thick + 0.0036, toward=towards))
    return pieces

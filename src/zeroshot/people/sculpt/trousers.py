"""Cargo trousers, shorts and socks. Bind pose; fields take points of either side."""

from __future__ import annotations

import numpy as np

from zeroshot.people.sculpt.body import Body
from zeroshot.people.sculpt.draping import Cut
from zeroshot.people.sculpt.fields import clip, cone, join, mirrored, ramp
from zeroshot.people.sculpt.gloves import covered_foot
from zeroshot.people.sculpt.nets import graded, mirrored_lines
from zeroshot.people.sculpt.seams import hem_lines, top_rim
from zeroshot.people.sculpt.shirts import waist_height
from zeroshot.people.sculpt.tailoring import Fitting, Lines, Pattern, Piece, Pieces, joined, lined, tinted
from zeroshot.people.sculpt.trims import Ground, button, on_both_sides, patch, ribbon
from zeroshot.spatial import Array

STEP_M = 0.0088
_SEAM_M = 0.0015
CUFF_ABOVE_ANKLE_M = 0.014
SHORTS_SHARE = 0.80


def lower_field(p: Array, body: Body, *, ease_m: float, flare_m: float) -> Array:
    """Measure to trousers with room within: both legs and the seat.

    flare_m: how much wider the leg is at the knee and below than the limb.
    """
    q = mirrored(p)
    local = body.local(q, "rightUpperLeg")
    z, knee, end = local[:, 2], body.thigh, body.whole_leg
    wide = 1.0 if body.build.is_male else 0.93
    loose = ease_m + flare_m * ramp(z, 0.08, 0.8 * knee)
    limb = body.leg(q) - loose
    shin = cone(local, (0.004, 0.0, 0.75 * knee), (-0.010, 0.0, end + 0.03), 0.083 * wide, 0.066 * wide)
    limb = join(limb, shin, 0.04)
    # Each leg keeps to its own side: the inner seams meet at the crotch and not before.
    limb = clip(limb, 0.0035 - q[:, 1], 0.012)
    seat = join(body.trunk(q), body.leg(q), 0.05) - ease_m
    seat = clip(seat, p[:, 2] - body.joint("rightUpperLeg")[2] - 0.075, 0.02)
    return join(limb, seat, 0.03)


def _lines(body: Body, low: float) -> Lines:
    return (
        graded([-0.28, 0.26], [STEP_M]),
        mirrored_lines([0.0, 0.36], [STEP_M]),
        graded([-waist_height(body) - 0.04, low], [STEP_M]),
    )


def _trouser_cloth(p: Array, body: Body, *, excess: float) -> Cut:
    """Say how trousers are cut: held at the waistband, bunched above the cuffs."""
    count = len(p)
    local = body.local(mirrored(p), "rightUpperLeg")[:, 2]
    band = ramp(-p[:, 2] - waist_height(body), -0.045, -0.030)
    knee = np.exp(-(((local - body.thigh) / 0.10) ** 2))
    cuff = np.exp(-(((local - body.whole_leg + 0.10) / 0.04) ** 2))
    return Cut(
        excess=excess * (1.0 - band) + 0.03 * knee + 0.05 * cuff,
        pinned=0.97 * band,
        clear_m=np.full(count, 0.005) + 0.0015 * band,
        stiff=np.full(count, 0.16)
        + 0.5 * band
        + 0.4 * ramp(local, body.whole_leg - 0.06, body.whole_leg - 0.03),
        creased_m=0.006,
    )


def cargo_trousers(fitting: Fitting) -> Pieces:
    """Make cargo trousers: waistband with belt and loops, pockets on the thighs, cuffs over the socks."""
    body = fitting.body
    end = body.whole_leg - CUFF_ABOVE_ANKLE_M
    pattern = Pattern(
        field=lambda p: lower_field(p, body, ease_m=0.010, flare_m=0.006),
        hems=(
            lambda p: -waist_height(body) - p[:, 2],
            lambda p: body.local(mirrored(p), "rightUpperLeg")[:, 2] - end,
        ),
        lines=_lines(body, 0.0),
        cloth=lambda p: _trouser_cloth(p, body, excess=0.045),
        budget=9000,
        rounds=300,
    )
    piece = fitting.sewn(pattern)
    ground = Ground(piece)
    trims = [*_waist(ground, body), *on_both_sides(lambda sign: _cargo_side(ground, body, sign))]
    trims += hem_lines(piece, ground, inset_m=0.022, skip=[top_rim(piece)])
    return {"trousers": joined([lined(piece), *trims])}


def shorts(fitting: Fitting) -> Pieces:
    """Make shorts that end above the knee."""
    body = fitting.body
    end = SHORTS_SHARE * body.thigh
    pattern = Pattern(
        field=lambda p: lower_field(p, body, ease_m=0.012, flare_m=0.022),
        hems=(
            lambda p: -waist_height(body) - p[:, 2],
            lambda p: body.local(mirrored(p), "rightUpperLeg")[:, 2] - end,
        ),
        lines=_lines(body, body.joint("rightUpperLeg")[2] + end + 0.06),
        cloth=lambda p: _trouser_cloth(p, body, excess=0.045),
        budget=6400,
    )
    piece = fitting.sewn(pattern)
    ground = Ground(piece)
    trims = [*_waist(ground, body), *on_both_sides(lambda sign: _slash_pocket(ground, body, sign))]
    trims += hem_lines(piece, ground, inset_m=0.024, skip=[top_rim(piece)])
    return {"shorts": joined([lined(piece), *trims])}


def _around_waist(body: Body, below_m: float) -> Array:
    """Return places around the waist, from the middle of the back round by the left."""
    turn = np.linspace(-np.pi, np.pi, 65)
    z = -waist_height(body) + below_m
    return np.stack([0.3 * np.cos(turn), 0.3 * np.sin(turn), np.full(65, z)], axis=1)


def _waist(ground: Ground, body: Body) -> list[Piece]:
    """Sew on belt, buckle, loops and fly."""
    belt = ribbon(
        ground,
        _around_waist(body, 0.021),
        width_m=0.033,
        height_m=0.0034,
        tint=(0.0, 1.0),
        across=4,
        toward=(0.0, 0.0, -waist_height(body) + 0.021),
    )
    pieces = [belt]
    z = -waist_height(body) + 0.021
    for angle in (0.42, 1.15, 2.05, 2.75, -0.42, -1.15, -2.05, -2.75):
        place = np.array([0.3 * np.cos(angle), 0.3 * np.sin(angle), z])
        pieces.append(
            ribbon(
                ground,
                place + np.array([[0.0, 0.0, -0.019], [0.0, 0.0, 0.024]]),
                width_m=0.011,
                height_m=0.0058,
                tint=(0.4, 0.0),
                toward=[(0.0, 0.0, z - 0.019), (0.0, 0.0, z + 0.024)],
            )
        )
    pieces.append(
        patch(
            ground,
            (0.2, 0.0, z),
            (0.0, 0.021, 0.0),
            (0.0, 0.0, 0.019),
            puff_m=0.006,
            tint=(0.55, 0.45),
            light=1.25,
            inward=(-1.0, 0.0, 0.0),
        )
    )
    fly = [(0.2, 0.012, z + 0.022), (0.2, 0.012, z + 0.10), (0.19, 0.0, z + 0.145)]
    pieces.append(
        ribbon(ground, fly, width_m=0.0035, height_m=0.0014, light=0.72, toward=(0.0, 0.012, z + 0.08))
    )
    pieces.append(
        ribbon(
            ground,
            [(0.2, 0.0, z + 0.022), (0.19, 0.0, z + 0.17)],
            width_m=0.003,
            height_m=0.0014,
            light=0.62,
            toward=(0.0, 0.0, z + 0.08),
        )
    )
    return pieces


def _slash_pocket(ground: Ground, body: Body, sign: float) -> list[Piece]:
    """Sew the slanting pocket opening at the hip, and the seam down the side."""
    z = -waist_height(body)
    opening = [(0.14, sign * 0.125, z + 0.042), (0.045, sign * 0.22, z + 0.17)]
    seam = _side_seam(body, sign, SHORTS_SHARE * body.thigh - 0.03)
    return [
        ribbon(ground, opening, width_m=0.007, height_m=0.0022, tint=(0.5, 0.0), toward=(0.0, 0.0, z + 0.1)),
        ribbon(ground, seam, width_m=0.004, height_m=_SEAM_M, light=0.78, toward=_axis(body, sign, seam)),
    ]


def _axis(body: Body, sign: float, path: Array) -> Array:
    """Return the places (n, 3) of a leg's bone beside a path."""
    local = body.local(path * [1.0, sign, 1.0], "rightUpperLeg")
    return np.asarray(body.world(local * [0.0, 0.0, 1.0], "rightUpperLeg") * [1.0, sign, 1.0])


def _side_seam(body: Body, sign: float, end: float) -> Array:
    low = [(0.0, 0.3, z) for z in np.linspace(0.02, end, 6)]
    down = body.world(np.array(low), "rightUpperLeg") * [1.0, sign, 1.0]
    first = np.array([[-0.005, sign * 0.3, -waist_height(body) + 0.042]])
    return np.concatenate([first, down])


def _cargo_side(ground: Ground, body: Body, sign: float) -> list[Piece]:
    """Sew one leg's pockets: slash pocket, big pocket with flap on the thigh, hip pocket; and its seams."""
    pieces = _slash_pocket(ground, body, sign)[:1]
    end = body.whole_leg - 0.04
    mirror = np.array([1.0, sign, 1.0])
    inner = body.world(np.array([(0.0, -0.08, z) for z in np.linspace(0.12, end, 7)]), "rightUpperLeg")
    for seam in (_side_seam(body, sign, end), inner * mirror):
        aim = _axis(body, sign, seam)
        pieces.append(ribbon(ground, seam, width_m=0.004, height_m=_SEAM_M, light=0.78, toward=aim))

    def at(x: float, y: float, z: float) -> Array:
        return np.asarray(body.world(np.array([[x, y, z]]), "rightUpperLeg")[0] * mirror)

    def way(x: float, y: float, z: float) -> Array:
        return at(x, y, z) - at(0.0, 0.0, 0.0)

    def bellows(u: Array, v: Array) -> Array:
        edge = np.maximum(np.abs(u), np.abs(v))
        return np.asarray(np.clip((1.0 - edge) * 6.0, 0.0, 1.0) ** 0.5 * (0.75 + 0.25 * v))

    middle = 0.62 * body.thigh
    into = way(0.0, -1.0, 0.0)
    pieces.append(
        patch(ground, at(0.012, 0.30, middle), way(0.078, 0.0, 0.0), way(0.0, 0.0, 0.096), puff_m=0.013,
              shape=bellows, cells=(8, 9), inward=into)
    )  # fmt: skip
    pieces.append(
        patch(ground, at(0.012, 0.30, middle - 0.083), way(0.083, 0.0, 0.0), way(0.0, 0.0, 0.031),
              puff_m=0.0165, cells=(8, 4), tint=(0.15, 0.0), inward=into)
    )  # fmt: skip
    for x in (-0.045, 0.069):
        pieces.append(
            button(
                ground,
                at(x, 0.30, middle - 0.063),
                radius_m=0.0062,
                height_m=0.0195,
                tint=(0.8, 0.0),
                inward=into,
            )
        )
    z = -waist_height(body) + 0.115
    pieces.append(
        patch(
            ground,
            (-0.25, sign * 0.085, z),
            (0.0, 0.062, 0.0),
            (0.0, 0.0, 0.028),
            puff_m=0.003,
            cells=(6, 3),
            tint=(0.2, 0.0),
            inward=(1.0, 0.0, 0.0),
        )
    )
    return pieces


def socks(fitting: Fitting) -> Pieces:
    """Make crew socks: ribbed to above the ankle, a darker sole."""
    body = fitting.body
    top = body.whole_leg - 0.135

    def field(p: Array) -> Array:
        q = mirrored(p)
        local = body.local(q, "rightUpperLeg")
        rib = (
            0.0004
            * np.sin(np.arctan2(local[:, 1], local[:, 0]) * 44.0)
            * ramp(-local[:, 2], -body.whole_leg + 0.02, 0.05 - body.whole_leg)
        )
        return np.asarray(join(covered_foot(q, body), body.leg(q), 0.03) - 0.0014 - rib)

    x, y, _ = body.joint("rightFoot")
    z = body.joint("rightUpperLeg")[2] + top
    pattern = Pattern(
        field=field,
        hems=(lambda p: top - body.local(mirrored(p), "rightUpperLeg")[:, 2],),
        lines=(
            graded([x - 0.12, x + 0.25], [0.0075]),
            mirrored_lines([0.0, y + 0.11], [0.0075]),
            graded([z - 0.04, 0.03], [0.0085]),
        ),
        cloth=lambda p: Cut(
            excess=np.full(len(p), 0.006),
            # Knit clings: it follows the heel of a pointed foot and does not bunch.
            pinned=0.92 - 0.25 * np.exp(-(((p[:, 2] + 0.10) / 0.03) ** 2)),
            clear_m=np.full(len(p), 0.0012),
            stiff=np.full(len(p), 0.2),
            creased_m=0.0008,
        ),
        budget=2200,
        rounds=120,
        billow_m=0.0,
    )
    piece = fitting.sewn(pattern)
    sole = ramp(piece.flat[:, 2], -0.016, -0.010)
    return {"socks": lined(tinted(piece, sole), thickness_m=0.0016, depth_m=0.02)}

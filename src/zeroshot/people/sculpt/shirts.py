"""T-shirt and polo shirt. Bind pose; fields take points of either side."""

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
from zeroshot.people.sculpt.tailoring import Fitting, Lines, Pattern, Piece, Pieces, joined, lined
from zeroshot.people.sculpt.trims import Ground, button, name_tag, ribbon
from zeroshot.spatial import Array

SLEEVE_SHARE = 0.64
STEP_M = 0.0085


def waist_height(body: Body) -> float:
    """Return how far above the floor the waistband's upper edge is."""
    return body.build.size["iliocristaleheight"] - 0.055


def upper_field(p: Array, body: Body, *, ease_m: float, waist_ease_m: float, sleeve: float) -> Array:
    """Measure to a loose upper garment: trunk and arms with room within.

    sleeve: how far down the arm the loose sleeve reaches, in metres from the shoulder.
    """
    q = mirrored(p)
    slim = 0.0 if body.build.is_male else 0.008
    height = -p[:, 2]
    chest, waist = -body.joint("neck")[2] - 0.16, waist_height(body)
    ease = ease_m + (waist_ease_m - ease_m) * ramp(-height, -chest, -waist)
    trunk = join(join(body.trunk(q), body.arm(q), 0.07), body.neck(q), 0.03) - ease
    local = body.local(q, "rightUpperArm")
    tube = cone(local, (0.0, 0.0, 0.03), (0.0, 0.0, sleeve + 0.08), 0.064 - slim, 0.073 - slim)
    return join(trunk, tube, 0.05)


def sleeve_end(p: Array, body: Body, length: float) -> Array:
    """Measure how far points are past the end of a sleeve, negative elsewhere."""
    local = body.local(mirrored(p), "rightUpperArm")
    return np.minimum(local[:, 2] - length, -cone(local, (0.0, 0.0, 0.1), (0.0, 0.0, 0.95), 0.12))


def neckline(p: Array, body: Body, *, drop_m: float = 0.0, notch_m: float = 0.0) -> Array:
    """Measure how far points are past a neckline: a ring tilted forward, with a slit in front or none."""
    base = body.joint("neck")
    tilt = (base[2] - p[:, 2]) + 0.62 * (p[:, 0] - base[0]) + drop_m
    slit = notch_m * np.clip(1.0 - np.abs(p[:, 1]) / 0.020, 0.0, 1.0) * ramp(p[:, 0] - base[0], 0.03, 0.06)
    close = 0.026 - body.neck(mirrored(p)) + 0.8 * np.maximum(tilt - 0.012, 0.0)
    ring = join(tilt * 0.85, close, 0.015)
    return np.asarray(ring + slit * 0.85)


def _lines(body: Body, low: float) -> Lines:
    top = body.joint("neck")[2] - 0.10
    return (
        graded([-0.26, 0.26], [STEP_M]),
        mirrored_lines([0.0, 0.58], [STEP_M]),
        graded([top, low], [STEP_M]),
    )


def shirt_cloth(p: Array, body: Body, *, excess: float, neck: Array, tucked: bool) -> Cut:
    """Say how a shirt is cut: some cloth to spare, the neck held, the rest free."""
    count = len(p)
    over_trousers = ramp(p[:, 2] + waist_height(body), -0.09, 0.01)
    pinned = 0.9 * np.exp(-((neck / 0.014) ** 2))
    clear = np.full(count, 0.004)
    low = ramp(p[:, 2] + waist_height(body), 0.045, 0.065)
    if tucked:
        below = ramp(p[:, 2] + waist_height(body), -0.020, -0.006)
        pinned = np.maximum(pinned, 0.97 * below)
        clear = 0.004 - 0.0015 * below
    else:
        clear = 0.004 + 0.016 * over_trousers
    return Cut(
        excess=np.full(count, excess) * (1.0 - np.exp(-((neck / 0.05) ** 2))),
        pinned=pinned,
        clear_m=clear,
        stiff=np.full(count, 0.12) + 0.5 * np.exp(-((neck / 0.012) ** 2)) + (0.0 if tucked else 0.5) * low,
    )


def t_shirt(fitting: Fitting) -> Pieces:
    """Make a T-shirt that hangs over the waistband and stands off from it."""
    body = fitting.body
    sleeve, hem_height = SLEEVE_SHARE * body.upper_arm, waist_height(body) - 0.070

    def neck(p: Array) -> Array:
        return neckline(p, body, drop_m=0.004)

    pattern = Pattern(
        field=lambda p: upper_field(p, body, ease_m=0.009, waist_ease_m=0.020, sleeve=sleeve),
        hems=(
            lambda p: sleeve_end(p, body, sleeve),
            lambda p: p[:, 2] + hem_height,
            neck,
        ),
        lines=_lines(body, -hem_height + 0.06),
        cloth=lambda p: shirt_cloth(p, body, excess=0.055, neck=neck(p), tucked=False),
        budget=7400,
        hangs_from_m=-waist_height(body) - 0.02,
    )
    piece = fitting.sewn(pattern)
    ground = Ground(piece)
    opening = top_rim(piece)
    trims = [rim_ribbon(piece, ground, opening, width_m=0.019, tint=(0.35, 0.0))]
    trims += hem_lines(piece, ground, inset_m=0.020, skip=[opening])
    return {"t-shirt": joined([lined(piece), *trims]), NAME_TAG: chest_tag(ground, body)}


def polo(fitting: Fitting) -> Pieces:
    """Make a polo shirt, tucked in: folded collar, placket with buttons, banded sleeves."""
    body = fitting.body
    sleeve, waist = (SLEEVE_SHARE + 0.03) * body.upper_arm, waist_height(body)

    def neck(p: Array) -> Array:
        return neckline(p, body, drop_m=-0.006, notch_m=0.055)

    def field(p: Array) -> Array:
        loose = upper_field(p, body, ease_m=0.009, waist_ease_m=0.022, sleeve=sleeve)
        q = mirrored(p)
        tucked = join(body.trunk(q), body.leg(q), 0.035) - 0.004
        inside = ramp(p[:, 2] + waist, -0.045, -0.008)
        return np.asarray(loose * (1.0 - inside) + tucked * inside)

    pattern = Pattern(
        field=field,
        hems=(lambda p: sleeve_end(p, body, sleeve), lambda p: p[:, 2] + waist - 0.035, neck),
        lines=_lines(body, -waist + 0.08),
        cloth=lambda p: shirt_cloth(p, body, excess=0.075, neck=neck(p), tucked=True),
        budget=7400,
    )
    piece = fitting.sewn(pattern)
    ground = Ground(piece)
    opening = top_rim(piece)
    sleeves = [rim for rim in rims(piece.triangles) if abs(piece.points[rim, 1].mean()) > 0.15]
    trims = [rim_ribbon(piece, ground, rim, width_m=0.024, tint=(1.0, 0.0)) for rim in sleeves]
    trims += _placket(ground, body)
    collar = folded_collar(piece, opening, body)
    return {"polo": joined([lined(piece), *trims, collar]), NAME_TAG: chest_tag(ground, body)}


def chest_tag(ground: Ground, body: Body, *, below_m: float = 0.150, aside_m: float = 0.098) -> Piece:
    """Sew a name tag onto the left of the chest, some way below the base of the neck."""
    return name_tag(ground, (0.4, -aside_m, body.joint("neck")[2] + below_m))


def _placket(ground: Ground, body: Body) -> list[Piece]:
    """Sew a placket down the chest from below the slit, and its buttons."""
    base = body.joint("neck")
    top, low = float(base[2]) + 0.092, float(base[2]) + 0.210
    path = np.array([(0.4, 0.004, top), (0.4, 0.004, low)])
    band = ribbon(
        ground,
        path,
        width_m=0.030,
        height_m=0.0022,
        tint=(0.25, 0.0),
        across=5,
        toward=path * [0.0, 1.0, 1.0],
    )
    end = np.array([(0.4, -0.011, low - 0.005), (0.4, 0.019, low - 0.005)])
    edge = ribbon(ground, end, width_m=0.010, height_m=0.0028, tint=(0.4, 0.0), toward=end * [0.0, 1.0, 1.0])
    buttons = [
        button(
            ground, (0.4, 0.004, top + step), radius_m=0.0056, height_m=0.0046, tint=(0.0, 1.0),
            inward=(-1.0, 0.0, 0.0),
        )
        for step in (0.012, 0.052, 0.092)
    ]  # fmt: skip
    return [band, edge, *buttons]

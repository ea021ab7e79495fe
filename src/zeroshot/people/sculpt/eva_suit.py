"""A suit for outside: hard upper torso, big helmet, pack on the back, soft arms and legs, gloves, boots.

After NASA's Extravehicular Mobility Unit. Its envelope with the life support on the back is about 0.85 m
broad at the relaxed elbows and 0.66 to 0.72 m deep (NASA-STD-3000, Man-Systems Integration Standards,
§14.3.2); the pack is 0.81 m high, 0.58 m broad and 0.20 m deep. Other measures are estimates.
"""

from __future__ import annotations

import numpy as np

from zeroshot.people.clothes import NAME_TAG
from zeroshot.people.sculpt.body import Body
from zeroshot.people.sculpt.fields import carve, clip, cone, ellipsoid, join, mirrored, slab
from zeroshot.people.sculpt.flight_suit import sleeve_stripe
from zeroshot.people.sculpt.gloves import boots, gloves, wrist_rings
from zeroshot.people.sculpt.nets import graded, mirrored_lines
from zeroshot.people.sculpt.shirts import chest_tag
from zeroshot.people.sculpt.solids import bowl, box, solid, turned_ring
from zeroshot.people.sculpt.suit_cloth import SuitCut, soft_suit
from zeroshot.people.sculpt.tailoring import Fitting, Piece, Pieces, joined, lined, tinted
from zeroshot.people.sculpt.trims import Ground
from zeroshot.spatial import Array

CUT = SuitCut(
    trunk=0.034, arm=(0.108, 0.088, 0.066), leg=(0.132, 0.106, 0.090), excess=0.05, creased=0.010, neck=0.125,
    step=0.0115, budget=11000,
)  # fmt: skip

PACK_M = (0.20, 0.58, 0.81)
"""The pack: depth, breadth, height. Source: published sizes of the primary life support system."""

_HARD = "upperChest"


def eva_suit(fitting: Fitting) -> Pieces:
    """Make the suit, with its sun shield lowered and raised."""
    body = fitting.body
    piece = soft_suit(fitting, CUT)
    ground = Ground(piece)
    stripes = []
    for sign in (1.0, -1.0):
        stripes += [
            sleeve_stripe(ground, body, sign, 0.80 * body.upper_arm, width_m=0.045, height_m=0.008),
            sleeve_stripe(
                ground, body, sign, 0.72 * body.thigh, width_m=0.055, joint="rightUpperLeg", height_m=0.008
            ),
        ]
    cloth = [
        lined(piece, thickness_m=0.006),
        *stripes,
        *gloves(body, thicker_m=0.012, cuff_m=0.062, tint=(0.15, 0.0), budget=2400),
        *boots(body, thicker_m=0.019, shaft_m=0.086, tint=(0.0, 0.0), budget=1300),
    ]
    torso = _torso(body)
    return {
        "eva": joined(cloth),
        NAME_TAG: chest_tag(Ground(joined([piece, torso])), body, below_m=0.118, aside_m=0.120),
        "eva-hard": joined([torso, *_pack(body), _shell(body), *_boxes(body)]),
        "eva-metal": joined(
            [*wrist_rings(body, radius_m=0.064, height_m=0.030), *_rings(body), *_lamps(body)]
        ),
        "eva-cap": _cap(body),
        "eva-bubble": _bubble(body),
        "eva-shield": _shield(body, raised_rad=0.0),
        "eva-shield-raised": _shield(body, raised_rad=1.30),
    }


_NECK_DOWN_M = 0.055
"""How far under the joint of the neck the ring for the helmet lies: the chin of a tipped head is over it."""


def _chest(body: Body) -> Array:
    """Return the middle of the hard torso (3,)."""
    low = -body.build.size["iliocristaleheight"]
    return np.array([0.0, 0.0, 0.5 * (low + _top(body)) - 0.005])


def _top(body: Body) -> float:
    return float(body.joint("neck")[2]) + _NECK_DOWN_M


def _half_height(body: Body) -> float:
    return float(0.5 * (-body.build.size["iliocristaleheight"] - _top(body)) + 0.012)


def _torso(body: Body) -> Piece:
    """Make the hard upper torso: a rounded shell, narrower at the waist, a seat for the helmet on it."""
    middle, half = _chest(body), _half_height(body)
    shoulder = body.joint("rightUpperArm")

    def field(p: Array) -> Array:
        q = mirrored(p) - middle
        taper = 1.0 - 0.16 * np.clip(q[:, 2] / half, -0.3, 1.0)
        shape = slab(q / np.stack([np.ones(len(q)), taper, np.ones(len(q))], axis=1), (0.0, 0.0, 0.0),
                     (0.172, 0.225, half), 0.105)  # fmt: skip
        local = body.local(mirrored(p), "rightUpperArm")
        scye = cone(local, (0.0, 0.0, -0.03), (0.0, 0.0, 0.050), 0.118, 0.112)
        shape = join(shape, scye, 0.045)
        seat = cone(q, (0.035, 0.0, -half - 0.02), (0.045, 0.0, -half - 0.075), 0.150, 0.146)
        seat = clip(seat, -half - 0.008 - q[:, 2], 0.010)
        return join(shape, seat, 0.05)

    side = shoulder[1] + 0.22
    lines = (
        graded([-0.24, 0.26], [0.012]),
        mirrored_lines([0.0, side], [0.012]),
        graded([middle[2] - half - 0.26, middle[2] + half + 0.06], [0.012]),
    )
    return solid(body, field, lines, budget=2800, joint=_HARD)


def _pack(body: Body) -> list[Piece]:
    """Make the pack on the back: its box, shoulders, panels, and the smaller pack for rescue below it."""
    middle, half = _chest(body), _half_height(body)
    deep, broad, high = (0.5 * size for size in PACK_M)
    x, z = -0.168 - deep, middle[2] - half + high - 0.10 - _NECK_DOWN_M
    behind = x - deep
    parts = [
        ((x, 0.0, z), (deep, broad, high), 0.045, 0.0),
        ((x + 0.070, 0.0, z - high + 0.18), (0.11, 0.19, 0.12), 0.05, 0.0),
        ((x - 0.005, 0.0, z + high + 0.050), (deep - 0.012, 0.25, 0.085), 0.030, 0.12),
        ((behind, 0.0, z - 0.14), (0.010, 0.215, 0.200), 0.008, 0.10),
        ((behind, 0.0, z + 0.215), (0.010, 0.215, 0.110), 0.008, 0.10),
        ((behind - 0.004, 0.0, z + 0.085), (0.012, 0.235, 0.010), 0.006, 0.7),
        ((behind - 0.004, 0.0, z + 0.345), (0.012, 0.235, 0.010), 0.006, 0.7),
        ((x, 0.0, z - high), (0.055, 0.12, 0.018), 0.012, 0.8),
    ]
    return [box(at, size, round_m, _HARD, tint=(grey, 0.0)) for at, size, round_m, grey in parts]


def _boxes(body: Body) -> list[Piece]:
    """Make the control box on the chest with its display and knobs, and the tool rack before the waist."""
    middle, half = _chest(body), _half_height(body)
    x, z = 0.225, middle[2] + 0.04
    parts = [
        ((x, 0.0, z), (0.055, 0.150, 0.078), 0.018, 0.35),
        ((x - 0.006, 0.0, z - 0.070), (0.045, 0.140, 0.022), 0.012, 0.75),
        ((x + 0.053, -0.035, z - 0.020), (0.006, 0.070, 0.022), 0.005, 1.0),
        ((x + 0.053, 0.085, z + 0.020), (0.010, 0.030, 0.030), 0.008, 0.9),
        ((x - 0.015, 0.0, z + half - 0.05), (0.022, 0.100, 0.022), 0.008, 0.7),
        ((x - 0.035, 0.080, z + 0.5 * half), (0.010, 0.010, 0.5 * half), 0.007, 0.7),
        ((x - 0.035, -0.080, z + 0.5 * half), (0.010, 0.010, 0.5 * half), 0.007, 0.7),
    ]
    pieces = [box(at, size, round_m, _HARD, tint=(grey, 0.0)) for at, size, round_m, grey in parts]
    knob = [(0.004, -0.016), (0.016, -0.016), (0.015, 0.006), (0.004, 0.008)]
    for y in (-0.10, -0.05, 0.05, 0.10):
        place = np.array([x + 0.01, y, z - 0.096])
        pieces.append(turned_ring(place, np.array([0.25, 0.0, -1.0]), knob, _HARD, sides=12, tint=(1.0, 0.0)))
    return pieces


def _head_middle(body: Body) -> Array:
    """Return the middle of the helmet (3,): where the head is in the neutral posture, tipped forward."""
    eyes = (body.joint("leftEye") + body.joint("rightEye")) / 2.0
    return np.asarray(eyes + np.array([-0.022, 0.0, 0.058]))


_BUBBLE = np.array([0.163, 0.150, 0.170])


def _shell(body: Body) -> Piece:
    """Make the helmet's outer shell: over the crown, behind and at the sides, open in front."""
    centre = _head_middle(body)

    def field(p: Array) -> Array:
        q = mirrored(p) - centre
        outer = ellipsoid(q, (-0.010, 0.0, -0.004), _BUBBLE + np.array([0.026, 0.028, 0.026]))
        inner = ellipsoid(q, (-0.008, 0.0, 0.0), _BUBBLE + np.array([0.012, 0.013, 0.012]))
        shell = carve(outer, inner, 0.002)
        opening = 0.95 * (q[:, 0] - 0.018) + 0.31 * (q[:, 2] - 0.02)
        shell = clip(shell, opening, 0.004)
        shell = clip(shell, q[:, 2] - 0.135, 0.004)
        hinge = cone(q, (0.0, 0.165, 0.030), (0.0, 0.190, 0.030), 0.040, 0.036)
        return join(shell, hinge, 0.010)

    lines = (
        graded([centre[0] - 0.23, centre[0] + 0.10], [0.0072]),
        mirrored_lines([0.0, 0.24], [0.0080]),
        graded([centre[2] - 0.22, centre[2] + 0.16], [0.0080]),
    )
    return solid(body, field, lines, budget=3400, joint=_HARD)


def _bowl_grid(
    centre: Array, radii: Array, *, wide: float, low: float, high: float, raised_rad: float
) -> Array:
    """Return a grid of points (n, m, 3) of an ellipsoid before a centre, turned up about its hinges."""
    u, v = np.meshgrid(np.linspace(-wide, wide, 23), np.linspace(-high, low, 13))
    points = radii * np.stack([np.cos(u) * np.cos(v), np.sin(u) * np.cos(v), np.sin(v)], axis=-1)
    hinge = np.array([-0.010, 0.0, 0.010])
    x, y, z = np.moveaxis(points - hinge, -1, 0)
    c, s = np.cos(raised_rad), np.sin(raised_rad)
    return np.asarray(np.stack([c * x + s * z, y, c * z - s * x], axis=-1) + hinge + centre)


def _bubble(body: Body) -> Piece:
    """Make the clear bubble before the face."""
    centre = _head_middle(body)

    def grid(grow: float) -> Array:
        return _bowl_grid(centre, _BUBBLE * grow, wide=1.55, low=0.84, high=1.15, raised_rad=0.0)

    return bowl(grid(1.0), grid(0.985), _HARD)


def _shield(body: Body, *, raised_rad: float) -> Piece:
    """Make the gold shield against the sun, lowered over the bubble or raised over the crown."""
    centre = _head_middle(body)

    def grid(grow: float) -> Array:
        radii = (_BUBBLE + (0.056 if raised_rad else 0.008)) * grow
        return _bowl_grid(centre, radii, wide=1.42, low=0.62, high=0.86, raised_rad=raised_rad)

    return bowl(grid(1.0), grid(0.985), _HARD)


def _cap(body: Body) -> Piece:
    """Make the soft cap with headphones that is worn under the helmet."""
    eyes = body.joint("rightEye")

    def field(p: Array) -> Array:
        q = mirrored(p)
        drawn = body.drawn(q)
        cloth = body.head(q) - 0.0055
        ears = ellipsoid(drawn, (-0.088, 0.076, 0.012), (0.034, 0.022, 0.042))
        shape = join(cloth, ears, 0.012)
        shape = clip(shape, 0.90 * (drawn[:, 0] + 0.012) + 0.43 * (drawn[:, 2] + 0.060), 0.004)
        return clip(shape, drawn[:, 2] - 0.075 - 0.25 * (drawn[:, 0] + 0.08), 0.004)

    lines = (
        graded([eyes[0] - 0.24, eyes[0] + 0.06], [0.0065]),
        mirrored_lines([0.0, 0.125], [0.0065]),
        graded([eyes[2] - 0.15, eyes[2] + 0.12], [0.0065]),
    )
    cap = solid(body, field, lines, budget=1800, joint="head")
    ear = ellipsoid(body.drawn(mirrored(cap.points)), (-0.088, 0.076, 0.012), (0.036, 0.030, 0.044)) < 0.0
    return tinted(cap, ear.astype(float))


def _rings(body: Body) -> list[Piece]:
    """Make the ring that the helmet sits on; the bearings of waist and arms lie under the cloth."""
    middle, half = _chest(body), _half_height(body)
    profile = [(0.146, -0.014), (0.164, -0.014), (0.169, 0.0), (0.164, 0.014), (0.146, 0.014)]
    place = middle + np.array([0.050, 0.0, -half - 0.004])
    return [turned_ring(place, np.array([0.10, 0.0, -1.0]), profile, _HARD, sides=36)]


def _lamps(body: Body) -> list[Piece]:
    """Make the lamps beside the helmet."""
    centre = _head_middle(body)
    lamps = []
    for side in (1.0, -1.0):
        for z in (-0.055, -0.015):
            profile = [(0.006, -0.030), (0.020, -0.030), (0.024, 0.020), (0.018, 0.022), (0.006, 0.006)]
            middle = centre + np.array([0.045, side * 0.216, z + 0.030])
            lamps.append(turned_ring(middle, np.array([1.0, side * 0.1, 0.0]), profile, _HARD, sides=14))
    return lamps

"""A pressure suit as worn in the Soyuz: white and soft, with bootees, a soft helmet and a hinged visor.

After the Sokol-KV2 as NPP Zvezda describes it: outer layer of white canvas, blue anodised couplings at the
wrists, the visor hinged near the ears, a blue valve at the middle of the chest, hoses on the left of the
abdomen, straps to adjust. Measures are estimates: none are published.
"""

from __future__ import annotations

import numpy as np

from zeroshot.people.clothes import NAME_TAG
from zeroshot.people.sculpt.body import Body
from zeroshot.people.sculpt.draping import normals_of
from zeroshot.people.sculpt.fields import cone, ellipsoid, join, mirrored, ramp
from zeroshot.people.sculpt.flight_suit import sleeve_stripe
from zeroshot.people.sculpt.gloves import boots, gloves, wrist_rings
from zeroshot.people.sculpt.head import head_origin, head_scale
from zeroshot.people.sculpt.hems import cut, hemmed
from zeroshot.people.sculpt.nets import graded, mesh_field, mirrored_lines
from zeroshot.people.sculpt.seams import rim_ribbon, top_rim
from zeroshot.people.sculpt.shirts import chest_tag
from zeroshot.people.sculpt.solids import bowl, of_skin, tube
from zeroshot.people.sculpt.suit_cloth import SuitCut, soft_suit
from zeroshot.people.sculpt.tailoring import Fitting, Piece, Pieces, joined, lined, thinned_open
from zeroshot.people.sculpt.trims import Ground, button, patch, ribbon
from zeroshot.spatial import Array

CUT = SuitCut(
    trunk=0.022,
    arm=(0.086, 0.070, 0.050),
    leg=(0.108, 0.086, 0.066),
    excess=0.085,
    creased=0.012,
    neck=0.052,
    step=0.0105,
    budget=12000,
)

RAISED_RAD = 1.5
_STRAP = (0.6, 0.0)


def sokol(fitting: Fitting) -> Pieces:
    """Make the suit: cloth, metal, hoses, helmet, and the visor lowered and raised."""
    body = fitting.body
    piece = soft_suit(fitting, CUT)
    ground = Ground(piece)
    cloth = [
        lined(piece, thickness_m=0.005),
        rim_ribbon(piece, ground, top_rim(piece), width_m=0.030, height_m=0.010, tint=_STRAP),
        *_straps(ground, body),
        *_patches(ground, body),
        *gloves(body, thicker_m=0.004, cuff_m=0.046, tint=(0.45, 0.0), budget=2200),
        *boots(body, thicker_m=0.011, shaft_m=0.062, tint=(0.15, 0.0), budget=1300),
        helmet(body),
    ]
    valve = button(
        ground,
        (0.4, 0.0, body.joint("neck")[2] + 0.255),
        radius_m=0.025,
        height_m=0.030,
        tint=(0.0, 0.0),
        inward=(-1.0, 0.0, 0.0),
    )
    return {
        "sokol": joined(cloth),
        "sokol-metal": joined([*wrist_rings(body, radius_m=0.053, height_m=0.034), valve, _flange(body)]),
        "sokol-hoses": joined(_hoses(body)),
        NAME_TAG: chest_tag(ground, body, below_m=0.205, aside_m=0.125),
        "sokol-visor": visor(body, raised_rad=0.0),
        "sokol-visor-raised": visor(body, raised_rad=RAISED_RAD),
    }


def _down_front(ground: Ground, path: list[tuple[float, float, float]], *, width_m: float) -> Piece:
    """Lay a strap on the chest or the back along places given by their (x, y, z); x says from where."""
    line = np.array(path)
    return ribbon(
        ground, line, width_m=width_m, height_m=0.005, tint=_STRAP, across=3, toward=line * [0.0, 1.0, 1.0]
    )


def _straps(ground: Ground, body: Body) -> list[Piece]:
    """Sew on the straps: the slanting closure of the chest, braces, the belt, and two on the back."""
    neck, hip = float(body.joint("neck")[2]), float(body.joint("rightUpperLeg")[2])
    waist = -body.build.size["iliocristaleheight"] - 0.01
    pieces = []
    for sign in (1.0, -1.0):
        pieces.append(
            _down_front(
                ground, [(0.4, sign * 0.074, neck + 0.12), (0.4, sign * 0.014, neck + 0.40)], width_m=0.024
            )
        )
        pieces.append(
            _down_front(
                ground, [(0.4, sign * 0.070, neck + 0.36), (0.4, sign * 0.085, hip + 0.01)], width_m=0.030
            )
        )
        pieces.append(
            _down_front(
                ground, [(-0.4, sign * 0.11, neck + 0.10), (-0.4, sign * 0.075, neck + 0.42)], width_m=0.026
            )
        )
    turn = np.linspace(-np.pi, np.pi, 49)
    belt = np.stack([0.4 * np.cos(turn), 0.4 * np.sin(turn), np.full(49, waist)], axis=1)
    pieces.append(
        ribbon(ground, belt, width_m=0.030, height_m=0.0055, tint=_STRAP, toward=(0.0, 0.0, waist), across=3)
    )
    return pieces


def _patches(ground: Ground, body: Body) -> list[Piece]:
    """Sew on pockets, a patch on the chest, and stripes in the actor's colour."""
    neck, leg = body.joint("neck")[2], "rightUpperLeg"
    forearm = body.upper_arm + 0.50 * (body.whole_arm - body.upper_arm)
    pieces = []
    for sign in (1.0, -1.0):
        mirror = np.array([1.0, sign, 1.0])
        places = np.array([[0.13, 0.20, 0.62 * body.thigh], [0.0, 0.0, 0.0]])
        ways = np.array([[0.060, -0.045, 0.0], [0.0, 0.0, 0.080], [-0.6, -0.8, 0.0]])
        thigh, origin = body.world(places, leg) * mirror
        right, down, inward = body.world(ways, leg) * mirror - origin
        pieces += [
            sleeve_stripe(ground, body, sign, 0.64 * body.upper_arm, width_m=0.038, height_m=0.004),
            sleeve_stripe(ground, body, sign, forearm, width_m=0.014, height_m=0.004),
            patch(ground, thigh, right, down, puff_m=0.006, cells=(6, 7), tint=(0.12, 0.0), inward=inward),
        ]
    chest = np.array([0.4, 0.115, neck + 0.200])
    pieces.append(
        patch(
            ground,
            chest,
            (0, -0.036, 0),
            (0, 0, 0.036),
            puff_m=0.006,
            cells=(5, 5),
            tint=(0.0, 1.0),
            inward=(-1.0, 0.0, 0.0),
        )
    )
    return pieces


def _hoses(body: Body) -> list[Piece]:
    """Hang the hoses from the left of the abdomen, bundled below the hip."""
    waist = -body.build.size["iliocristaleheight"] - 0.05
    hoses = []
    for y, radius, low in ((-0.075, 0.015, 0.26), (-0.045, 0.010, 0.23)):
        corners = np.array(
            [
                (0.10, y, waist),
                (0.17, y - 0.005, waist + 0.005),
                (0.215, y - 0.02, waist + 0.05),
                (0.215, y - 0.05, waist + 0.13),
                (0.19, y - 0.08, waist + low - 0.05),
                (0.19, y - 0.075, waist + low),
            ]
        )
        at = np.linspace(0.0, len(corners) - 1.0, 26)
        line = np.stack(
            [np.interp(at, np.arange(len(corners)), corners[:, axis]) for axis in range(3)], axis=1
        )
        for _ in range(6):
            line[1:-1] = 0.5 * line[1:-1] + 0.25 * (line[2:] + line[:-2])
        hoses.append(tube(line, radius, "hips", sides=10))
    return hoses


def _hood(p: Array, body: Body) -> Array:
    """Measure to the helmet's outside: a soft hood round the head that runs into the collar."""
    q = mirrored(p)
    dome = ellipsoid(body.drawn(q), (-0.062, 0.0, 0.004), (0.142, 0.120, 0.152))
    base = body.joint("neck")
    skirt = cone(q, base + np.array([0.050, 0.0, 0.020]), base + np.array([0.060, 0.0, -0.075]), 0.122, 0.118)
    return join(dome, skirt, 0.07)


def _ahead(p: Array, body: Body) -> Array:
    """Measure how far points are within the opening of the face."""
    q = body.drawn(p)
    before = 0.94 * (q[:, 0] + 0.028) - 0.34 * q[:, 2]
    return np.asarray(np.minimum(before, 0.112 - np.abs(q[:, 2] - 0.020)) * 0.9)


def helmet(body: Body) -> Piece:
    """Make the soft hood, open before the face, with folds round the neck."""
    base, eyes = body.joint("neck")[2], body.joint("rightEye")
    lines = (
        graded([eyes[0] - 0.27, eyes[0] + 0.14], [0.0085]),
        mirrored_lines([0.0, 0.17], [0.0085]),
        graded([eyes[2] - 0.20, base + 0.19], [0.0085]),
    )

    def field(p: Array) -> Array:
        low = ramp(p[:, 2], eyes[2] + 0.02, base)
        fold = 0.004 * np.sin(p[:, 2] * 88.0 + 1.6 * np.sin(p[:, 1] * 26.0) + 9.0 * p[:, 0]) * low
        return _hood(p, body) - fold

    mesh = thinned_open(*cut(mesh_field(field, lines), lambda p: _ahead(p, body)), target=2600)
    (points, triangles), owners = hemmed(mesh, normals_of(*mesh), thickness_m=0.009, depth_m=0.04)
    light = np.where(np.arange(len(points)) < len(mesh[0]), 1.0, 0.75)
    tint = np.where(np.arange(len(points))[:, None] < len(mesh[0]), 0.0, [[0.5, 0.0]])
    return Piece(points, points, triangles, of_skin(points[owners], body), tint, light)


def _visor_grid(body: Body, *, raised_rad: float, grow: float) -> Array:
    """Return a grid of points (n, m, 3) of the visor's bowl, turned about its hinges near the ears."""
    u, v = np.meshgrid(np.linspace(-1.25, 1.25, 25), np.linspace(-0.86, 0.86, 15))
    centre, radii = np.array([-0.058, 0.0, 0.016]), np.array([0.152, 0.126, 0.142]) * grow
    bowl_points = centre + radii * np.stack(
        [np.cos(u) * np.cos(v), np.sin(u) * np.cos(v), np.sin(v)], axis=-1
    )
    x, y, z = np.moveaxis(bowl_points - _HINGE, -1, 0)
    c, s = np.cos(raised_rad), np.sin(raised_rad)
    turned = np.stack([c * x + s * z, y, c * z - s * x], axis=-1) + _HINGE
    return np.asarray(turned * head_scale(body.build) + head_origin(body.build))


_HINGE = np.array([-0.072, 0.0, 0.010])


def visor(body: Body, *, raised_rad: float) -> Piece:
    """Make the clear visor."""
    outer = _visor_grid(body, raised_rad=raised_rad, grow=1.0)
    return bowl(outer, _visor_grid(body, raised_rad=raised_rad, grow=0.98), "head")


def _flange(body: Body) -> Piece:
    """Make the metal rim around the opening of the face, on which the visor closes."""
    turn = np.linspace(0.0, 2.0 * np.pi, 48, endpoint=False)
    z = 0.020 + 0.108 * np.sin(turn)
    drawn = np.stack([-0.024 + 0.36 * z, 0.108 * np.cos(turn), z], axis=1)
    return tube(drawn * head_scale(body.build) + head_origin(body.build), 0.0065, "head", is_closed=True)

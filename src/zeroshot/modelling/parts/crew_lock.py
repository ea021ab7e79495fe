"""The part of an airlock that is emptied: a narrow cylinder with a round hatch in its side.

Frame: X along the cylinder, 0 at its inner hatch, running to −X; the hatch for going outside faces the deck.
"""

from __future__ import annotations

import numpy as np

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.frames import Board, board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.rounds import annulus, circle, disc, knob, loft, tube
from zeroshot.modelling.kit.sculpture import Sculpture, color, grid_triangles
from zeroshot.modelling.kit.shapes import block, cushion, face, panel
from zeroshot.modelling.parts.fittings import cable, handrail, label, luminaire, sticker
from zeroshot.modelling.parts.solids import lathe
from zeroshot.modelling.parts.us_hatch import build_us_door, opening_loop
from zeroshot.spatial import Array

RADIUS_M, LENGTH_M, EVA_HATCH_M = 0.80, 2.10, 1.0
"""Half of 1.6 m, and the length: recalled figures of the crew lock; hatch about 1.0 m, recalled."""

NECK_M, HATCH_AT_M, WELL_M = 0.12, -1.30, 0.56
"""Bulkhead's thickness, middle of the outer hatch, half the width of the flat it lies in; by eye."""

FLAT_Z_M, MATING_Z_M = 0.80, 0.98

_WALL, _CLOTH = color("#dfe2e1"), color("#c8cdd0")


def build_crew_lock(draft: ModelDraft) -> None:
    """Build the crew lock behind its inner hatch, which stands open unless the scene closes it."""
    s = draft.sculpture
    _inner_hatch(draft)
    spread = float(np.arcsin(WELL_M / RADIUS_M))
    whole, above = np.linspace(-np.pi, np.pi, 41), np.linspace(spread, 2 * np.pi - spread, 33)
    ends = (-NECK_M, HATCH_AT_M + WELL_M, HATCH_AT_M - WELL_M, -LENGTH_M)
    for i, angles in enumerate((whole, above, whole)):
        _shell(s, angles, ends[i], ends[i + 1])
    _outer_bulkhead(draft)
    _well(s)
    _eva_hatch(draft)
    _fittings(draft)


def _shell(s: Sculpture, angles: Array, x0: float, x1: float) -> None:
    """Add a piece of the cylinder seen from inside; angles from the deck toward starboard."""
    bands = np.linspace(x0, x1, max(1, round(abs(x1 - x0) / 0.55)) + 1)
    for band in range(len(bands) - 1):
        for first in range(0, len(angles) - 1, 4):
            patch = angles[first : first + 5]
            x, angle = np.meshgrid(bands[band : band + 2], patch)
            normals = -np.stack([np.zeros_like(x), np.sin(angle), np.cos(angle)], axis=-1)
            points = RADIUS_M * -normals + np.stack([x, 0 * x, 0 * x], axis=-1)
            u, v = (
                (x - bands[band]) / (bands[band + 1] - bands[band]),
                (angle - patch[0]) / (patch[-1] - patch[0]),
            )
            tile = ("fabric", "pads", "quilt", "fabric1")[(first // 4 + band) % 4]
            triangles = grid_triangles(len(patch), 2)
            s.add(points, normals, np.stack([u, v], -1), triangles, tile=tile, tint=_WALL)


def _inner_hatch(draft: ModelDraft) -> None:
    """Build the collar of the hatch between the two parts, and its door."""
    s = draft.sculpture
    wall = board((0.0, 0.0, 0.0), (0.0, -1.0, 0.0), (0.0, 0.0, 1.0))
    opening = opening_loop()
    loops = [wall.loop(opening, 0.03), wall.loop(opening, -NECK_M)]
    loft(s, loops, toward=wall.at(0, 0, -0.05), tint=palette.COLLAR)
    behind = board((-NECK_M, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
    ring = opening / np.linalg.norm(opening, axis=1, keepdims=True) * (RADIUS_M + 0.01)
    annulus(s, behind, opening, ring, 0.0, tint=_CLOTH)
    draft.options["hatch-crew-lock"] = ("open", "closed")
    with s.only_when("hatch-crew-lock", "closed"):
        build_us_door(draft, wall, -0.06, opening)


def _outer_bulkhead(draft: ModelDraft) -> None:
    s = draft.sculpture
    wall = board((-LENGTH_M, 0.0, 0.0), (0.0, -1.0, 0.0), (0.0, 0.0, 1.0))
    disc(s, wall, (RADIUS_M + 0.01) * circle(40), 0.0, tint=_CLOTH)
    block(s, wall, (-0.42, -0.46, 0.42, 0.10), -0.001, 0.06, tile="panel3", tint=palette.WHITE)
    block(s, wall, (-0.36, -0.40, -0.02, -0.06), 0.055, 0.075, tile="switches0", tint=palette.WHITE)
    block(s, wall, (0.06, -0.38, 0.36, -0.10), 0.055, 0.08, tile="switches1", tint=palette.WHITE)
    label(s, wall, "UIA", (-0.30, 0.02), 0.05, 0.061, kind="stencil")
    label(s, wall, "UMBILICAL INTERFACE", (0.12, 0.03), 0.026, 0.061)
    for i, x in enumerate((-0.30, -0.12, 0.12, 0.30)):
        knob(s, wall, (x, 0.17), 0.035, 0.0, 0.07, tint=palette.ALUMINIUM, finish="metal", count=14)
        way = [
            (x, 0.17, 0.06),
            (x * 1.2, 0.34, 0.22),
            (x * 0.6, 0.48, 0.26),
            (x * 0.2, 0.30, 0.20 + 0.03 * i),
        ]
        cable(s, wall, way, 0.020, tint=color("#c9b58a"), sides=8, steps=7)
    sticker(s, wall, "caution", (0.0, -0.56), 0.0, 1.6)
    handrail(draft, wall, (0.0, -0.66), 0.216, along_y=False)


def _well(s: Sculpture) -> None:
    """Build the flat that the outer hatch lies in, with its four sides up to the cylinder."""
    x0, x1 = HATCH_AT_M - WELL_M, HATCH_AT_M + WELL_M
    edge = float(np.sqrt(RADIUS_M**2 - WELL_M**2))
    inside = (HATCH_AT_M, 0.0, 0.5)
    for y in (-WELL_M, WELL_M):
        face(
            s,
            [(x0, y, edge), (x0, y, FLAT_Z_M), (x1, y, FLAT_Z_M), (x1, y, edge)],
            tint=_CLOTH,
            toward=inside,
        )
    ys = np.linspace(-WELL_M, WELL_M, 17)
    arc = np.sqrt(RADIUS_M**2 - ys**2)
    for x, normal in ((x0, 1.0), (x1, -1.0)):
        points = np.concatenate(
            [np.stack([np.full(17, x), ys, z], -1) for z in (arc, np.full(17, FLAT_Z_M + 0.01))]
        )
        uvs = np.stack([np.tile(np.linspace(0, 1, 17), 2), np.repeat([0.0, 1.0], 17)], -1)
        s.add(points, np.tile([normal, 0.0, 0.0], (34, 1)), uvs, grid_triangles(2, 17), tint=_CLOTH)


def _eva_hatch(draft: ModelDraft) -> None:
    """Build the round hatch: ring, throat to the mating plane, door with its crank and window."""
    s = draft.sculpture
    flat = board((HATCH_AT_M, 0.0, FLAT_Z_M), (0.0, -1.0, 0.0), (1.0, 0.0, 0.0))
    opening = EVA_HATCH_M / 2 * circle(48, 0.5)
    square = np.stack([point / np.max(np.abs(point)) * (WELL_M + 0.005) for point in opening])
    annulus(s, flat, opening * 1.06, square, 0.0, tint=palette.GREY)
    depth = FLAT_Z_M - MATING_Z_M
    rings = [flat.loop(opening * 1.06, 0.0), flat.loop(opening * 1.06, 0.02), flat.loop(opening, 0.02)]
    loft(s, rings[:2], toward=flat.at(0, 0, 0), outward=True, tint=palette.ALUMINIUM, finish="metal")
    annulus(s, flat, opening, opening * 1.06, 0.02, tint=palette.ALUMINIUM, finish="metal")
    loft(
        s,
        [flat.loop(opening, 0.02), flat.loop(opening, depth)],
        toward=flat.at(0, 0, -0.05),
        tint=palette.GREY,
    )
    draft.options["hatch-deck"] = ("closed", "open")
    with s.only_when("hatch-deck", "closed"):
        _eva_door(s, flat)
    size = (EVA_HATCH_M, EVA_HATCH_M)
    draft.mark(
        "hatch-deck",
        "hatch",
        flat.at(0, 0, depth),
        direction=flat.foot,
        normal=-flat.out,
        size_m=size,
        label="OUTSIDE",
    )
    for number, (x, y) in enumerate(((0.0, 1.0), (-1.0, 0.0), (0.0, -1.0), (1.0, 0.0)), start=1):
        radial = x * flat.right + y * flat.foot
        draft.mark(
            f"hatch-rim-deck-{number}",
            "hatch-rim",
            flat.at(x / 2, y / 2, 0.02),
            direction=x * flat.foot - y * flat.right,
            normal=-radial,
        )


def _eva_door(s: Sculpture, flat: Board) -> None:
    r = EVA_HATCH_M / 2 + 0.004
    profile = [
        (-0.16, 0.0),
        (-0.16, r),
        (-0.10, r),
        (-0.08, 0.92 * r),
        (-0.075, 0.85 * r),
        (-0.06, 0.3 * r),
        (-0.06, 0.0),
    ]
    lathe(s, flat, (0.0, 0.0), profile, tint=palette.CREAM, count=48)
    for angle in (np.arange(12) + 0.5) * np.pi / 6:
        knob(
            s,
            flat,
            (0.9 * r * float(np.cos(angle)), 0.9 * r * float(np.sin(angle))),
            0.022,
            -0.085,
            -0.04,
            tint=palette.ALUMINIUM,
            finish="metal",
            count=8,
        )
    knob(s, flat, (0.0, -0.2), 0.115, -0.075, -0.045, tint=palette.ALUMINIUM, finish="metal", count=24)
    knob(s, flat, (0.0, -0.2), 0.085, -0.05, -0.043, tile="glass", count=24)
    knob(s, flat, (0.0, 0.14), 0.07, -0.07, -0.01, tint=palette.GREY, count=16)
    block(s, flat, (-0.015, 0.12, 0.2, 0.16), -0.02, 0.0, tint=palette.YELLOW)
    for x in (-0.3, 0.3):
        path = flat.at([x, x, x, x], [-0.2, -0.2, 0.2, 0.2], [-0.08, 0.0, 0.0, -0.08])
        tube(s, path, 0.014, sides=8, tint=color("#d9c23a"), flat_toward=flat.right)
    label(s, flat, "EV HATCH", (0.0, 0.32), 0.045, -0.064, kind="stencil")


def _fittings(draft: ModelDraft) -> None:
    """Hang rails along the walls, lamps overhead, bags where there is room, and name the walls."""
    s = draft.sculpture
    for name, (y, z) in {"starboard": (1.0, 0.0), "port": (-1.0, 0.0), "overhead": (0.0, -1.0)}.items():
        foot = np.array((0.0, 0.0, 1.0) if z == 0.0 else (0.0, 1.0, 0.0))
        right = np.cross(foot, (0.0, y, z))
        wall = board((-LENGTH_M / 2, y * RADIUS_M, z * RADIUS_M), right, foot)
        for x in (-0.55, 0.55):
            if name == "overhead":
                luminaire(
                    draft,
                    wall.shifted(x, 0.0, -0.005),
                    name=draft.next_name("luminaire", digits=1),
                    group="end",
                )
                continue
            handrail(draft, wall, (x, -0.12), 0.762, along_y=False, h=0.0)
            panel(s, wall, (x - 0.3, 0.02, x + 0.3, 0.26), 0.045, tile="pads", tint=palette.WHITE)
            block(s, wall, (x - 0.3, 0.02, x + 0.3, 0.26), -0.06, 0.044, tile="pads", tint=palette.WHITE)
    for side in (-1.0, 1.0):
        spot = np.array([-0.42, side * 0.56, 0.56])
        out = -spot * (0, 1, 1) / np.linalg.norm(spot[1:])
        right = np.array([-side, 0.0, 0.0])
        bag = board(spot, right, np.cross(right, out))
        cushion(s, bag, (-0.22, -0.16, 0.22, 0.16), -0.04, 0.14, tile="bag0", seed=int(3 + side), steps=9)

"""The recipe of the pressurised mating adapter between Unity and Zarya: the narrow way between the segments.

Frame: origin in its middle, +X forward to Unity, +Z deck.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.frames import Board, board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.rounds import circle, loft, tube
from zeroshot.modelling.kit.sculpture import Sculpture, color, grid_triangles
from zeroshot.modelling.kit.shapes import block, cushion
from zeroshot.modelling.parts.ends import chamfered
from zeroshot.modelling.parts.fittings import cable, handrail, label, luminaire, sticker
from zeroshot.modelling.parts.russian_hatch import HATCH_M as ROUND_HATCH_M
from zeroshot.modelling.parts.russian_hatch import THROAT_M, Hatch, build_hatch, liner_opening_m
from zeroshot.modelling.parts.us_hatch import HATCH_M, VESTIBULE_M, build_us_hatch
from zeroshot.spatial import Array

LENGTH_M, PASSAGE_M = 1.86, 0.80
"""Between the mating planes, and the clear width; recalled figures."""

SOURCES = (
    "Length 1.86 m, Ø 1.9 m tapering to 1.37 m outside, passage 0.80 m: recalled",
    "Square hatch 50 in (collectSPACE); round hatch 0.80 m",
    "Cloth lining, stowage and lumens are estimates",
)

BULKHEAD_X_M = LENGTH_M / 2 - VESTIBULE_M / 2
TAPER = ((BULKHEAD_X_M, 0.70), (0.52, 0.64), (0.20, 0.55), (-0.15, 0.49), (-0.50, 0.46))
"""Where along X, and how far from the axis the cloth is: by eye, between the two hatches."""

_CLOTH, _FOLD = color("#d5d4cd"), color("#b9b8b2")


def build_pma() -> ModelDraft:
    """Build the adapter."""
    draft = ModelDraft("pma", "PMA-1 (adapter, Unity to Zarya)", "module", "approximate", SOURCES)
    s = draft.sculpture
    bulkhead = board((BULKHEAD_X_M, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
    square = chamfered(0.70, 0.10)
    build_us_hatch(draft, bulkhead, "forward", square, leads_to="TO NODE 1")
    loft(s, [_square(), _round(*TAPER[1])], toward=(0.6, 0.0, 0.0), tile="fabric", tint=_CLOTH)
    _lining(s)
    x = -LENGTH_M / 2 + THROAT_M + 0.04
    edge = _round(x, liner_opening_m())
    loft(s, [_round(*TAPER[-1]), edge], toward=(-0.6, 0.0, 0.0), tint=_FOLD)
    plane = board((-LENGTH_M / 2, 0.0, 0.0), (0.0, -1.0, 0.0), (0.0, 0.0, 1.0))
    build_hatch(draft, Hatch("aft", plane, edge, "TO FGB"))
    _fittings(draft)
    _walls(draft)
    _shell(s)
    draft.dimensions_m = {
        "length": LENGTH_M,
        "passage": PASSAGE_M,
        "hatch_opening": HATCH_M,
        "round_hatch": ROUND_HATCH_M,
    }
    return draft


def _round(x: float, radius: float) -> Array:
    """Return a loop (48, 3) around the axis, from starboard toward the deck."""
    return np.column_stack([np.full(48, x), radius * circle(48)])


def _square() -> Array:
    """Return the same loop (48, 3) on the edge of the bulkhead: a square with cut corners."""
    ring = circle(48)
    across, slanted = np.max(np.abs(ring), axis=1), np.sum(np.abs(ring), axis=1)
    reach = np.minimum(0.70 / across, 1.30 / slanted)
    return np.column_stack([np.full(48, BULKHEAD_X_M), reach[:, None] * ring])


def _radius(x: float) -> float:
    return float(np.interp(-x, [-spot for spot, _ in TAPER], [radius for _, radius in TAPER]))


def _lining(s: Sculpture) -> None:
    """Line the cone with cloth in quilted fields, puffed between seams."""
    edges = [x for x, _ in TAPER[1:]]
    for band, (x0, x1) in enumerate(pairwise(edges)):
        for field in range(8):
            start = (field + 0.5 * (band % 2)) * np.pi / 4
            u, v = np.meshgrid(np.linspace(0, 1, 6), np.linspace(0, 1, 7))
            puff = 0.018 * np.sin(np.pi * u) ** 0.6 * np.sin(np.pi * v) ** 0.6
            x, angle = x0 + (x1 - x0) * u, start + v * np.pi / 4
            radius = np.interp(-x, [-spot for spot, _ in TAPER], [reach for _, reach in TAPER]) - puff
            points = np.stack([x, radius * np.cos(angle), radius * np.sin(angle)], -1)
            along, around = np.gradient(points, axis=1), np.gradient(points, axis=0)
            normals = np.cross(around, along)
            normals /= np.linalg.norm(normals, axis=-1, keepdims=True)
            inward = -points * (0.0, 1.0, 1.0)
            normals *= np.sign(np.sum(normals * inward, axis=-1, keepdims=True))
            tile = ("fabric", "quilt", "fabric1", "pads")[(field + 3 * band) % 4]
            s.add(points, normals, np.stack([u, v], -1), grid_triangles(7, 6), tile=tile, tint=_CLOTH)


def _wall_board(degrees: float, x: float, inset_m: float = 0.0) -> Board:
    """Return the board on the lining, degrees from starboard toward the deck: x forward or aft, y around."""
    angle = np.radians(degrees)
    outward = np.array([0.0, np.cos(angle), np.sin(angle)])
    foot = np.array([0.0, -np.sin(angle), np.cos(angle)])
    slope = np.array([-1.0, 0.0, 0.0])
    return board(outward * (_radius(x) - inset_m) + [x, 0.0, 0.0], slope, foot)


def _fittings(draft: ModelDraft) -> None:
    s = draft.sculpture
    for degrees in (20.0, 160.0, -20.0, -160.0):
        handrail(draft, _wall_board(degrees, 0.14, 0.022), (0.0, 0.0), 0.546, along_y=False)
    lamp = _wall_board(-90.0, 0.30, 0.02)
    luminaire(draft, lamp, name="luminaire-1", group="end")
    for degrees, x, seed in (
        (62.0, 0.33, 1),
        (118.0, 0.30, 2),
        (90.0, -0.28, 3),
        (-58.0, -0.30, 4),
        (-122.0, -0.3, 5),
    ):
        b = _wall_board(degrees, x)
        cushion(s, b, (-0.19, -0.15, 0.19, 0.15), -0.03, 0.085, tile=f"bag{seed % 2}", seed=seed, steps=9)
        for share in (-0.1, 0.1):
            path = b.at([share] * 4, [-0.18, -0.12, 0.12, 0.18], [0.0, 0.088, 0.088, 0.0])
            tube(s, path, 0.013, sides=6, squash=0.2, flat_toward=b.out, tile="strap", tint=color("#6f8fb3"))
    for degrees, tint, radius in ((84.0, palette.CABLE_GREY, 0.03), (97.0, palette.CABLE_WHITE, 0.014)):
        spots = [_wall_board(degrees, x).at(0.0, 0.0, radius) for x in (0.66, 0.45, 0.2, -0.05)]
        tube(s, np.asarray(spots), radius, sides=8, tint=tint, flat_toward=(0.0, 1.0, 0.0), capped=True)
    for degrees, text in ((-75.0, "OVHD"), (75.0, "DECK"), (4.0, "STBD"), (184.0, "PORT")):
        b = _wall_board(degrees, 0.58, 0.03)
        block(s, b, (-0.06, -0.10, 0.06, 0.10), -0.03, 0.0, tint=palette.WHITE)
        label(s, b.rolled(1), text, (0.0, 0.0), 0.05, 0.0, kind="sign")
    b = _wall_board(184.0, 0.40, 0.026)
    sticker(s, b, "caution", (0.0, 0.14), 0.004)
    way = [(0.30, 0.0, 0.01), (0.1, 0.03, 0.05), (-0.15, -0.02, 0.04), (-0.35, 0.0, 0.0)]
    cable(s, _wall_board(-40.0, 0.2), way, 0.010, tint=palette.CABLE_WHITE)


def _walls(draft: ModelDraft) -> None:
    for name, (y, z) in {"starboard": (1, 0), "port": (-1, 0), "deck": (0, 1), "overhead": (0, -1)}.items():
        outward = np.array([0.0, y, z], float)
        draft.mark(
            f"wall-{name}",
            "wall",
            outward * _radius(0.0),
            direction=(1.0, 0.0, 0.0),
            normal=-outward,
            label=name,
        )
    for name, x in (("forward", BULKHEAD_X_M), ("aft", -LENGTH_M / 2 + THROAT_M)):
        normal = (-1.0 if x > 0 else 1.0, 0.0, 0.0)
        draft.mark(
            f"wall-{name}", "wall", (x, 0.0, 0.0), direction=(0.0, 1.0, 0.0), normal=normal, label=name
        )


def _shell(s: Sculpture) -> None:
    """Put a sheet behind the lining, seen only where its fields leave a hair between them."""
    spots = ((BULKHEAD_X_M - 0.01, 0.80), (0.45, 0.72), (-0.5, 0.52), (-LENGTH_M / 2 + 0.02, 0.50))
    loft(s, [_round(x, radius) for x, radius in spots], toward=(0.0, 0.0, 0.0), tint=_FOLD)


RECIPES = {"pma": build_pma}

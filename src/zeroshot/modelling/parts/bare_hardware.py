"""Racks with their doors off: what is inside a combustion or fluids experiment."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.rounds import knob
from zeroshot.modelling.kit.sculpture import color
from zeroshot.modelling.kit.shapes import Rect, block, inset, panel, recess, split
from zeroshot.modelling.parts.fittings import cable, label, sticker
from zeroshot.modelling.parts.racks import Site

FLOOR_H = -0.16

_TINTS = (palette.ALUMINIUM, palette.GREY, color("#8d8878"), palette.BEIGE, color("#6f7277"), palette.DARK)
_TILES = ("metal", "hardware1", "hardware2", "drawer1", "plain", "connectors1")


def chamber_rack(site: Site) -> Sequence[Rect]:
    """Build an open rack around a large pressure chamber."""
    hole = _frame(site, "hardware0")
    middle = (0.02, (hole[1] + hole[3]) / 2 - 0.05)
    _boxes(site, hole, 44)
    _chamber(site, middle, 0.21)
    _harness(site, hole, 20)
    return [hole]


def optics_rack(site: Site) -> Sequence[Rect]:
    """Build an open rack around an optics bench: a plate of tapped holes with instruments on it."""
    hole = _frame(site, "hardware2")
    s, b = site.sculpture, site.board
    _boxes(site, hole, 30)
    plate = (hole[0] + 0.12, hole[1] + 0.40, hole[2] - 0.08, hole[1] + 1.02)
    block(s, b, plate, FLOOR_H, -0.07, tile="sheet1", tint=color("#c9b98c"), finish="metal")
    for i, rect in enumerate(split(inset(plate, 0.05), 3, 3, 0.05)):
        depth = -0.07 + 0.012 * ((i * 5) % 6)
        tile = ("vent", "hardware1", "drawer2", "switches1", "metal")[i % 5]
        block(s, b, inset(rect, 0.01 * (i % 3)), -0.075, depth, tile=tile, tint=palette.BEIGE, bevel=0.006)
    _chamber(site, (-0.16, hole[1] + 0.20), 0.12)
    _chamber(site, (0.20, hole[3] - 0.16), 0.10)
    label(s, b, "OPTICS BENCH", (0.05, plate[1] + 0.025), 0.024, -0.07)
    _harness(site, hole, 24)
    return [hole]


def _frame(site: Site, tile: str) -> Rect:
    x0, y0, x1, y1 = site.rect
    s, b = site.sculpture, site.board
    hole = (x0 + 0.03, y0 + 0.06, x1 - 0.03, y1 - 0.05)
    front = (x0, y0 + 0.02, x1, y1 - 0.01)
    panel(s, b, front, 0.012, tile="metal", tint=color("#c2bdb0"), finish="metal", holes=[hole])
    recess(s, b, hole, 0.012, FLOOR_H, tile=tile, tint=palette.WHITE, side_tint=color("#77756e"))
    sticker(s, b, "stripes_yellow", (x0 + 0.13, y0 + 0.04), 0.012)
    return hole


def _boxes(site: Site, hole: Rect, count: int) -> None:
    rng = site.rng
    for _ in range(count):
        x = float(rng.uniform(hole[0] + 0.06, hole[2] - 0.06))
        y = float(rng.uniform(hole[1] + 0.06, hole[3] - 0.06))
        wide, high = (float(v) for v in rng.uniform(0.03, 0.15, 2))
        rect = (
            max(hole[0] + 0.001, x - wide / 2),
            max(hole[1] + 0.001, y - high / 2),
            min(hole[2] - 0.001, x + wide / 2),
            min(hole[3] - 0.001, y + high / 2),
        )
        tint = _TINTS[int(rng.integers(len(_TINTS)))]
        tile = _TILES[int(rng.integers(len(_TILES)))]
        top = float(rng.uniform(-0.13, -0.02))
        block(site.sculpture, site.board, rect, FLOOR_H - 0.002, top, tile=tile, tint=tint, finish="metal")


def _harness(site: Site, hole: Rect, count: int) -> None:
    rng = site.rng
    low, high = np.array(hole[:2]) + 0.03, np.array(hole[2:]) - 0.03
    tints = (palette.BLACK, palette.CABLE_WHITE, palette.CABLE_GREY, color("#35609a"), palette.CABLE_WHITE)
    for i in range(count):
        start = rng.uniform(low, high)
        stop = (start + rng.normal(0.0, 0.30, 2)).clip(low, high)
        middle = (np.linspace(start, stop, 4) + rng.normal(0.0, 0.04, (4, 2))).clip(low, high)
        heights = [FLOOR_H, *rng.uniform(-0.09, -0.005, 2), FLOOR_H]
        way = [(float(x), float(y), float(h)) for (x, y), h in zip(middle, heights, strict=True)]
        cable(site.sculpture, site.board, way, float(rng.uniform(0.003, 0.0075)), tint=tints[i % 5])


def _chamber(site: Site, middle: tuple[float, float], radius: float) -> None:
    s, b = site.sculpture, site.board
    knob(s, b, middle, radius, -0.165, -0.03, tint=palette.GREY, finish="metal", count=28, top_share=1.0)
    knob(s, b, middle, 0.72 * radius, -0.032, 0.0, tint=color("#5b5d61"), finish="metal", count=24)
    knob(s, b, middle, 0.36 * radius, -0.002, 0.008, tile="glass", side_tint=palette.ALUMINIUM, count=18)
    for angle in np.arange(10) * 2 * np.pi / 10:
        spot = (
            middle[0] + 0.86 * radius * float(np.cos(angle)),
            middle[1] + 0.86 * radius * float(np.sin(angle)),
        )
        knob(s, b, spot, 0.06 * radius, -0.032, -0.014, tint=palette.WHITE, finish="metal", count=6)

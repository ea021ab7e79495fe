"""Rack fronts of Tranquility: oxygen, water, toilet, treadmill."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.rounds import knob, tube
from zeroshot.modelling.kit.sculpture import color
from zeroshot.modelling.kit.shapes import Rect, block, cushion, decal, inset, panel, split
from zeroshot.modelling.parts.fittings import cable, handle, label, latch, sticker
from zeroshot.modelling.parts.racks import Site

_HOSE, _BELT, _CURTAIN = color("#c9c6b8"), color("#2b2c2e"), color("#dfe3e4")


def oxygen(site: Site) -> Sequence[Rect]:
    """The oxygen generator: large plain doors, a round cell dome, valves, power connectors."""
    x0, y0, x1, y1 = site.rect
    s, b = site.sculpture, site.board
    block(s, b, (x0, y0 + 0.02, x1, y0 + 0.42), 0.0, 0.026, tile="panel1", tint=palette.WHITE)
    block(s, b, (x0, y0 + 0.435, x1, y0 + 1.10), 0.0, 0.016, tile="sheet1", tint=site.shade(palette.WHITE))
    middle = (-0.14, y0 + 0.76)
    knob(s, b, middle, 0.23, 0.014, 0.03, tint=palette.ALUMINIUM, finish="metal", count=28, top_share=0.98)
    knob(s, b, middle, 0.18, 0.028, 0.033, tint=palette.GREY, finish="metal", count=24)
    for y in np.linspace(y0 + 0.54, y0 + 1.0, 4):
        knob(s, b, (0.24, float(y)), 0.035, 0.014, 0.033, tint=color("#2f6ea8"), count=12)
        label(s, b, f"V{int(10 * (float(y) - y0))}", (0.35, float(y)), 0.024, 0.016)
    for i, rect in enumerate(split((x0, y0 + 1.12, x1, y1 - 0.01), 2, 1, 0.012)):
        block(s, b, rect, 0.0, 0.024, tile=("switches0", "connectors0")[i], tint=palette.WHITE)
    label(s, b, "OGA", (-0.36, y0 + 0.09), 0.05, 0.026, kind="stencil")
    sticker(s, b, "caution", (0.33, y0 + 0.12), 0.026, 1.4)
    _hose(site, [(-0.36, y0 + 1.2), (-0.42, y0 + 0.9), (-0.36, y0 + 0.55), (-0.2, y0 + 0.36)])
    return ()


def water(site: Site) -> Sequence[Rect]:
    """The water processor: tanks behind doors, a dispenser, hoses and sample bags."""
    x0, y0, x1, y1 = site.rect
    s, b, rng = site.sculpture, site.board, site.rng
    rects = split((x0, y0 + 0.02, x1, y0 + 1.12), 3, 2, 0.014)
    for i, rect in enumerate(rects):
        h = 0.018 + 0.01 * float(rng.random())
        block(s, b, rect, 0.0, h, tile=f"panel{(i * 2) % 6}", tint=site.shade(palette.WHITE))
        latch(s, b, rect[2] - 0.03, rect[3] - 0.03, h)
        sticker(s, b, f"placard{i % 4}", ((rect[0] + rect[2]) / 2, rect[1] + 0.06), h)
    middle = (rects[4][0] + rects[4][2]) / 2
    block(s, b, inset(rects[4], 0.05), 0.02, 0.033, tile="switches1", tint=palette.WHITE)
    knob(s, b, (middle, rects[4][3] - 0.08), 0.03, 0.03, 0.06, tint=palette.ALUMINIUM, finish="metal")
    cushion(s, b, (x0, y0 + 1.14, 0.0, y1 - 0.01), 0.0, 0.06, tile="bag1", tint=palette.WHITE, seed=6)
    block(s, b, (0.012, y0 + 1.14, x1, y1 - 0.01), 0.0, 0.024, tile="vent", tint=palette.WHITE)
    label(s, b, "WATER RECOVERY", (-0.2, y0 + 0.06), 0.034, 0.03, kind="stencil")
    for shift in (0.0, 0.09):
        _hose(
            site,
            [(-0.3 + shift, y0 + 0.5), (-0.1 + shift, y0 + 0.62), (0.1, y0 + 0.95), (0.3 - shift, y0 + 1.2)],
        )
    return ()


def toilet(site: Site) -> Sequence[Rect]:
    """The toilet's cabin: a curtain half drawn beside the seat, its hose, tissues and gloves."""
    x0, y0, x1, y1 = site.rect
    s, b = site.sculpture, site.board
    block(s, b, (x0, y0 + 0.02, x1, y0 + 0.14), 0.0, 0.03, tile="panel5", tint=palette.WHITE)
    label(s, b, "WHC", (-0.34, y0 + 0.08), 0.05, 0.03, kind="stencil")
    for i in range(4):
        x = x0 + 0.005 + 0.115 * i
        cushion(s, b, (x, y0 + 0.15, x + 0.112, y1 - 0.01), 0.0, 0.05, tile="fabric", tint=_CURTAIN, seed=i)
    right = (x0 + 0.48, y0 + 0.15, x1, y1 - 0.01)
    block(s, b, right, 0.0, 0.012, tile="sheet2", tint=palette.CREAM)
    centre = ((right[0] + right[2]) / 2, y0 + 1.02)
    knob(s, b, centre, 0.15, 0.01, 0.033, tint=palette.ALUMINIUM, finish="metal", count=24)
    knob(s, b, centre, 0.085, 0.03, 0.034, tint=palette.DARK, count=20)
    block(s, b, (right[0] + 0.05, y0 + 0.24, right[2] - 0.05, y0 + 0.46), 0.01, 0.03, tile="bag0", bevel=0.01)
    block(s, b, (right[0] + 0.08, y0 + 0.54, right[2] - 0.08, y0 + 0.72), 0.01, 0.033, tile="keypad")
    _hose(
        site,
        [
            (centre[0] + 0.14, y0 + 0.8),
            (x1 - 0.04, y0 + 1.1),
            (centre[0], y0 + 1.28),
            (right[0] + 0.03, y0 + 0.9),
        ],
    )
    handle(s, b, (right[0] + 0.04, y0 + 0.62), 0.16, 0.012, along_y=True)
    return ()


def treadmill(site: Site) -> Sequence[Rect]:
    """The treadmill: a black belt between rails, harness, a display at its head."""
    x0, y0, x1, y1 = site.rect
    s, b = site.sculpture, site.board
    block(s, b, (x0, y0 + 0.02, x1, y0 + 0.28), 0.0, 0.03, tile="panel0", tint=palette.GREY)
    panel(s, b, (-0.16, y0 + 0.06, 0.16, y0 + 0.24), 0.0315, tile="screen0", finish="screen", cell=0.6)
    belt = (-0.30, y0 + 0.31, 0.30, y1 - 0.12)
    block(s, b, belt, 0.0, 0.012, tint=_BELT, bevel=0.004)
    for y in np.arange(belt[1] + 0.06, belt[3], 0.10):
        block(
            s,
            b,
            (belt[0] + 0.01, float(y), belt[2] - 0.01, float(y) + 0.008),
            0.01,
            0.0145,
            tint=palette.BLACK,
        )
    for side in (-1, 1):
        rail = (min(side * 0.31, side * 0.47), belt[1], max(side * 0.31, side * 0.47), belt[3])
        block(s, b, rail, 0.0, 0.033, tile="metal", tint=palette.ALUMINIUM, finish="metal")
        path = b.at(
            [side * 0.40, side * 0.36, side * 0.2], [y0 + 0.9, y0 + 0.75, y0 + 0.62], [0.02, 0.10, 0.12]
        )
        tube(s, path, 0.018, sides=6, squash=0.25, tile="strap", flat_toward=b.out, tint=color("#4b6f97"))
    cushion(
        s, b, (-0.22, y0 + 0.52, 0.22, y0 + 0.72), 0.06, 0.15, tile="fabric", tint=color("#3f5f86"), seed=3
    )
    block(s, b, (x0, y1 - 0.11, x1, y1 - 0.01), 0.0, 0.03, tile="panel4", tint=palette.GREY)
    decal(s, b, (0.3, y1 - 0.06), (0.16, 0.03), 0.03, "stripes_yellow")
    label(s, b, "T2 TREADMILL", (-0.24, y1 - 0.06), 0.04, 0.03, kind="stencil")
    return ()


def _hose(site: Site, spots: Sequence[tuple[float, float]]) -> None:
    heights = [0.02, *[0.075] * (len(spots) - 2), 0.02]
    way = [(x, y, h) for (x, y), h in zip(spots, heights, strict=True)]
    cable(site.sculpture, site.board, way, 0.018, tint=_HOSE, sides=8, steps=6, plugged=True)

"""The window in the deck, in its rack: a frame with valves and cautions around a deep round well."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.frames import Board
from zeroshot.modelling.kit.rounds import annulus, circle, disc, knob, loft, rounded_square
from zeroshot.modelling.kit.shapes import Rect, block, split
from zeroshot.modelling.parts.fittings import cable, label, latch, sticker
from zeroshot.modelling.parts.racks import Site
from zeroshot.modelling.parts.us_hatch import CORNER_STEPS

WINDOW_M, RECESS_M, BASE_M = 0.509, 2.05, 1.10
"""Window's diameter (20 in, published); its glass and the rack's base from the module's axis (measured)."""

MIDDLE = (0.0, -0.28)
"""Middle of the window on its rack, by eye: toward port, the controls being to starboard of it."""


def window_rack(site: Site) -> Sequence[Rect]:
    """Build the window's rack front."""
    s, b = site.sculpture, site.board
    x0, y0, x1, y1 = site.rect
    hole = (-0.42, -0.70, 0.42, 0.14)
    local = b.shifted(*MIDDLE)
    _frame(site, local)
    _well(site, local)
    _controls(site, (x0, 0.16, x1, y1 - 0.01))
    block(s, b, (x0, y0 + 0.02, x1, -0.71), 0.0, 0.02, tile="panel3", tint=palette.WHITE)
    for x in (x0 + 0.027, x1 - 0.027):
        block(s, b, (x - 0.027, -0.70, x + 0.027, 0.15), 0.0, 0.018, tint=palette.CREAM)
    return [hole]


def _frame(site: Site, local: Board) -> None:
    s = site.sculpture
    square = rounded_square(0.42, 0.001, CORNER_STEPS)
    opening = rounded_square(0.335, 0.13, CORNER_STEPS)
    annulus(s, local, opening, square, 0.018, tint=palette.CREAM)
    loft(
        s,
        [local.loop(square, 0.0), local.loop(square, 0.018)],
        toward=local.at(0, 0, 0),
        outward=True,
        tint=palette.CREAM,
        smooth=False,
    )
    rim = opening * 1.05
    loft(
        s,
        [local.loop(rim, 0.018), local.loop(rim, 0.03)],
        toward=local.at(0, 0, 0.02),
        outward=True,
        tint=palette.DARK,
    )
    annulus(s, local, opening, rim, 0.03, tint=palette.DARK)
    for x in (-0.375, 0.375):
        for y in (-0.375, 0.375):
            knob(s, local, (x, y), 0.03, 0.017, 0.035, tint=palette.BLACK, count=14)
            knob(s, local, (x, y), 0.012, 0.03, 0.045, tint=palette.ALUMINIUM, count=6)


def _well(site: Site, local: Board) -> None:
    """Build the hollow behind the frame: a square part, a bolted ring, a round part, the outer pane."""
    s = site.sculpture
    opening = rounded_square(0.335, 0.13, CORNER_STEPS)
    glass = WINDOW_M / 2 * circle(4 * CORNER_STEPS, 0.5)
    floor_h = -0.30
    depth = BASE_M - RECESS_M
    middle = local.at(0, 0, -0.15)
    loft(
        s,
        [local.loop(opening, 0.03), local.loop(opening * 0.93, floor_h)],
        toward=middle,
        tint=palette.GREY,
    )
    annulus(s, local, glass, opening * 0.93, floor_h, tint=palette.DARK)
    loft(
        s,
        [local.loop(glass, floor_h), local.loop(glass * 1.02, depth)],
        toward=local.at(0, 0, -0.5),
        tint=palette.GREY,
    )
    disc(s, local, glass * 1.02, depth, tint=palette.WHITE, finish="glass")
    for angle in np.arange(16) * 2 * np.pi / 16:
        knob(
            s,
            local,
            (0.278 * float(np.cos(angle)), 0.278 * float(np.sin(angle))),
            0.010,
            floor_h,
            floor_h + 0.012,
            tint=palette.ALUMINIUM,
            finish="metal",
            count=6,
        )


def _controls(site: Site, rect: Rect) -> None:
    s, b = site.sculpture, site.board
    halves = split(rect, 2, 1, 0.012)
    block(s, b, halves[0], 0.0, 0.022, tile="panel2", tint=palette.CREAM)
    block(s, b, halves[1], 0.0, 0.022, tile="panel4", tint=palette.CREAM)
    for i, y in enumerate((0.25, 0.42)):
        sticker(s, b, "caution", (-0.32, y), 0.022, 1.8)
        sticker(s, b, "placard1", (-0.14, y), 0.022, 1.5)
        sticker(s, b, f"patch{i}", (-0.08, y + 0.2), 0.022, 1.2)
    for j in range(4):
        for i in range(4):
            x, y = 0.12 + 0.09 * i, 0.25 + 0.10 * j
            knob(
                s,
                b,
                (x, y),
                0.027,
                0.021,
                0.042,
                tint=palette.DARK if (i + j) % 3 else palette.ALUMINIUM,
                finish="metal",
                count=10,
            )
    cable(
        s,
        b,
        [(0.12, 0.25, 0.04), (0.16, 0.40, 0.09), (0.30, 0.42, 0.08), (0.39, 0.55, 0.04)],
        0.009,
        tint=palette.CABLE_GREY,
        plugged=True,
    )
    cable(
        s,
        b,
        [(0.21, 0.35, 0.04), (0.26, 0.5, 0.08), (0.2, 0.66, 0.07), (0.12, 0.74, 0.02)],
        0.007,
        tint=palette.BLACK,
        plugged=True,
    )
    for x in (-0.4, -0.05, 0.4):
        latch(s, b, x, 0.84, 0.022)
    label(s, b, "WINDOW SHUTTER", (-0.24, 0.78), 0.03, 0.022)

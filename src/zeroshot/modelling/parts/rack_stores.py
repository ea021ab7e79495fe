"""Rack fronts of stores: full-width drawers, and cargo bags of mixed sizes behind webbing."""

from __future__ import annotations

from collections.abc import Sequence

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.sculpture import color
from zeroshot.modelling.kit.shapes import Rect, block, cushion, decal, split
from zeroshot.modelling.parts.fittings import handle, label, latch, scatter, sticker
from zeroshot.modelling.parts.rack_contents import strap
from zeroshot.modelling.parts.rack_fronts import strip
from zeroshot.modelling.parts.racks import Site

_DRAWER_ROWS = ((0.17, 1), (0.17, 1), (0.26, 2), (0.17, 1), (0.34, 3), (0.26, 1))
"""Height in metres and number of fronts of each row of drawers: a design choice."""

_CARGO = ((0.0, 0.0, 0.58, 0.30), (0.58, 0.0, 1.0, 0.42), (0.0, 0.30, 0.58, 0.62), (0.58, 0.42, 1.0, 0.62))
_CARGO_LOW = ((0.0, 0.62, 0.34, 1.0), (0.34, 0.62, 0.66, 1.0), (0.66, 0.62, 1.0, 1.0))
"""Cargo bags as shares of the front (x0, y0, x1, y1): a design choice, near half and single bags."""


def drawers(site: Site) -> Sequence[Rect]:
    """Rows of wide drawers of different heights, with bar handles and stencilled numbers."""
    x0, y0, x1, y1 = site.rect
    s, b, rng = site.sculpture, site.board, site.rng
    strip(site, (x0, y0 + 0.02, x1, y0 + 0.11), knobs=False)
    top, free = y0 + 0.12, y1 - y0 - 0.14
    total = sum(height for height, _ in _DRAWER_ROWS)
    for row, (share, count) in enumerate(_DRAWER_ROWS):
        bottom = top + free * share / total
        for i, rect in enumerate(split((x0, top, x1, bottom - 0.012), count, 1, 0.012)):
            h = 0.014 + 0.014 * float(rng.random())
            tint = site.shade(palette.BEIGE if (row + i) % 3 == 2 else palette.WHITE)
            block(s, b, rect, 0.0, h, tile=f"panel{(row + 2 * i) % 6}", tint=tint)
            middle = (rect[0] + rect[2]) / 2
            handle(s, b, (middle, (rect[1] + rect[3]) / 2), min(0.34, 0.6 * (rect[2] - rect[0])), h)
            label(s, b, f"D{row + 1}{'ABC'[i]}", (rect[0] + 0.07, rect[1] + 0.04), 0.024, h)
            for x in (rect[0] + 0.035, rect[2] - 0.035):
                latch(s, b, x, rect[3] - 0.03, h)
        top = bottom
    sticker(s, b, "caution", (x1 - 0.08, y1 - 0.13), 0.029)
    return ()


def cargo(site: Site) -> Sequence[Rect]:
    """Cargo bags of mixed sizes and colours, webbing over them, a checklist on one."""
    x0, y0, x1, y1 = site.rect
    s, b, rng = site.sculpture, site.board, site.rng
    wide, high = x1 - x0, y1 - y0 - 0.03
    tints = (color("#eceae2"), color("#c9d3dc"), color("#eceae2"), color("#d9d2bd"))
    for i, (u0, v0, u1, v1) in enumerate(_CARGO + _CARGO_LOW):
        rect = (x0 + u0 * wide, y0 + 0.02 + v0 * high, x0 + u1 * wide - 0.006, y0 + 0.014 + v1 * high)
        bulge = 0.045 + float(rng.uniform(0.0, 0.02))
        tile = ("bag0", "bag1", "fabric1")[i % 3]
        cushion(s, b, rect, 0.001, bulge, tile=tile, tint=tints[i % 4], seed=40 + i, steps=9)
        if i % 2 == 0:
            middle = ((rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2)
            block(
                s,
                b,
                (middle[0] - 0.07, middle[1] - 0.045, middle[0] + 0.07, middle[1] + 0.045),
                0.03,
                bulge + 0.004,
                tint=palette.WHITE,
                bevel=0.004,
            )
            decal(s, b, middle, (0.12, 0.075), bulge + 0.004, f"placard{i % 4}")
    for share in (0.14, 0.47, 0.80):
        y = y0 + 0.02 + share * high
        strap(site, (x0 + 0.01, y), (x1 - 0.01, y), 0.072, 0.036)
    for x in (-0.30, 0.30):
        strap(site, (x, y0 + 0.03), (x, y1 - 0.03), 0.076, 0.036)
        block(s, b, (x - 0.026, 0.10, x + 0.026, 0.16), 0.06, 0.086, tint=palette.DARK, bevel=0.004)
    scatter(s, b, (x0 + 0.02, y0 + 0.01, x1 - 0.02, y0 + 0.17), 0.069, site.code + "tags", 1)
    return ()

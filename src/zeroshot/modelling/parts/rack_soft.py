"""Rack fronts of cloth: walls of cargo bags, large bags, zipped covers, loose things under bungees."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.sculpture import color
from zeroshot.modelling.kit.shapes import Rect, block, cushion, decal, split
from zeroshot.modelling.parts.fittings import cable, label, scatter
from zeroshot.modelling.parts.rack_contents import strap
from zeroshot.modelling.parts.racks import Site

_BAG_TINTS = (color("#eceae2"), color("#e3e1d8"), color("#cfd6dc"), color("#d9d2bd"), color("#efede6"))


def bag_wall(site: Site) -> Sequence[Rect]:
    """Single cargo bags, two by five or three by four, each with its card, one pulled out a little."""
    x0, y0, x1, y1 = site.rect
    s, b, rng = site.sculpture, site.board, site.rng
    columns, rows = ((2, 5), (3, 4), (2, 4))[int(rng.integers(3))]
    for i, rect in enumerate(split((x0, y0 + 0.02, x1, y1 - 0.01), columns, rows, 0.008)):
        bulge = 0.035 + float(rng.uniform(0.0, 0.025))
        tint = _BAG_TINTS[int(rng.integers(len(_BAG_TINTS)))]
        cushion(
            s,
            b,
            rect,
            0.001,
            bulge,
            tile=f"bag{int(rng.integers(2))}",
            tint=tint,
            seed=int(rng.integers(999)),
        )
        middle = ((rect[0] + rect[2]) / 2 + float(rng.uniform(-0.05, 0.05)), (rect[1] + rect[3]) / 2)
        card = (middle[0] - 0.065, middle[1] - 0.042, middle[0] + 0.065, middle[1] + 0.042)
        block(s, b, card, 0.02, bulge + 0.003, tint=palette.WHITE, bevel=0.003)
        decal(s, b, middle, (0.115, 0.07), bulge + 0.003, f"placard{i % 4}")
        strap(site, (rect[0] + 0.01, rect[3] - 0.06), (rect[2] - 0.01, 0.0), bulge + 0.006, 0.03)
    return ()


def big_bags(site: Site) -> Sequence[Rect]:
    """Two or three bags as wide as the rack, lashed with blue webbing, over each other."""
    x0, y0, x1, y1 = site.rect
    s, b, rng = site.sculpture, site.board, site.rng
    cuts = np.cumsum(rng.uniform(0.8, 1.3, 3 if y1 - y0 > 1.7 else 2))
    edges = [0.0, *(cuts / cuts[-1]).tolist()]
    high = y1 - y0 - 0.03
    for i, (v0, v1) in enumerate(pairwise(edges)):
        rect = (x0, y0 + 0.02 + v0 * high, x1, y0 + 0.01 + v1 * high)
        tint = _BAG_TINTS[(i + int(rng.integers(5))) % 5]
        cushion(
            s,
            b,
            rect,
            0.001,
            0.07,
            tile=("fabric1", "bag1", "fabric")[i % 3],
            tint=tint,
            seed=i + int(rng.integers(99)),
            steps=11,
        )
        block(
            s, b, (0.12, rect[1] + 0.13, 0.42, rect[1] + 0.20), 0.03, 0.078, tint=palette.WHITE, bevel=0.003
        )
        label(s, b, f"{site.code}-{'ABC'[i]}", (0.27, rect[1] + 0.165), 0.045, 0.078)
        for y in (rect[1] + 0.08, rect[3] - 0.08):
            strap(site, (x0 + 0.01, y), (x1 - 0.01, y), 0.066, 0.04)
    for x in (-0.28, 0.02, 0.3):
        strap(site, (x, y0 + 0.03), (x, y1 - 0.03), 0.082, 0.036)
        block(s, b, (x - 0.024, -0.04, x + 0.024, 0.02), 0.07, 0.094, tint=palette.DARK, bevel=0.004)
    return ()


def zip_front(site: Site) -> Sequence[Rect]:
    """A white cloth cover with two zips, a flap with hook-and-loop patches and a fold-up pocket."""
    x0, y0, x1, y1 = site.rect
    s, b = site.sculpture, site.board
    lower = y0 + 0.62 * (y1 - y0)
    cushion(
        s,
        b,
        (x0, y0 + 0.02, x1, lower),
        0.002,
        0.032,
        tile="fabric",
        tint=site.shade(palette.WHITE),
        seed=21,
        steps=9,
    )
    cushion(
        s,
        b,
        (x0, lower + 0.01, x1, y1 - 0.01),
        0.002,
        0.04,
        tile="pads",
        tint=color("#dfe2e4"),
        seed=22,
        steps=9,
    )
    for x in (x0 + 0.10, x1 - 0.10):
        block(
            s,
            b,
            (x - 0.008, y0 + 0.06, x + 0.008, lower - 0.05),
            0.02,
            0.038,
            tint=palette.CABLE_GREY,
            bevel=0.003,
        )
        block(
            s,
            b,
            (x - 0.012, lower - 0.09, x + 0.012, lower - 0.05),
            0.03,
            0.046,
            tint=palette.RED,
            bevel=0.003,
        )
    for i, rect in enumerate(split((x0 + 0.06, lower + 0.10, x1 - 0.06, y1 - 0.10), 3, 1, 0.03)):
        cushion(
            s, b, rect, 0.03, 0.062 + 0.005 * i, tile=f"bag{i % 2}", tint=palette.WHITE, seed=31 + i, steps=6
        )
    scatter(s, b, (-0.3, y0 + 0.1, 0.3, lower - 0.1), 0.034, site.code + "zip", 4)
    return ()


def bungees(site: Site) -> Sequence[Rect]:
    """Odd bags, rolls and boxes held by crossed elastic cords."""
    x0, y0, x1, y1 = site.rect
    s, b, rng = site.sculpture, site.board, site.rng
    block(s, b, (x0, y0 + 0.02, x1, y1 - 0.01), 0.0, 0.008, tile="sheet1", tint=palette.BEIGE)
    tints = (*_BAG_TINTS, color("#9db4c9"), color("#b7a27f"), color("#c9c7c2"))
    rows = 4
    for row, band in enumerate(split((x0 + 0.01, y0 + 0.04, x1 - 0.01, y1 - 0.03), 1, rows, 0.02)):
        cut = float(rng.uniform(-0.16, 0.16))
        for left, right in ((band[0], cut - 0.01), (cut + 0.01, band[2])):
            tile = ("bag0", "fabric1", "quilt", "bag1")[int(rng.integers(4))]
            tint = tints[int(rng.integers(len(tints)))]
            top = float(rng.uniform(0.03, 0.075))
            cushion(
                s,
                b,
                (left, band[1], right, band[3]),
                0.006,
                top,
                tile=tile,
                tint=tint,
                seed=row + int(rng.integers(99)),
            )
    for k in range(4):
        y = y0 + 0.10 + k * (y1 - y0 - 0.5) / 3
        ink = color(("#2f5fa8", "#c9bfa2")[k % 2])
        for xa, xb in ((x0 + 0.01, x1 - 0.01), (x1 - 0.01, x0 + 0.01)):
            way = [
                (xa, y, 0.01),
                (0.6 * xa + 0.4 * xb, y + 0.14, 0.08),
                (0.4 * xa + 0.6 * xb, y + 0.22, 0.08),
                (xb, y + 0.36, 0.01),
            ]
            cable(s, b, way, 0.006, tint=ink)
    return ()

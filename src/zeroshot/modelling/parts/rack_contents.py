"""Rack fronts that are soft, open or round: stowage, nets, bare hardware, glove box."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.rounds import annulus, circle, knob, tube
from zeroshot.modelling.kit.sculpture import color
from zeroshot.modelling.kit.shapes import Rect, block, cushion, decal, inset, panel, recess, split
from zeroshot.modelling.parts.fittings import cable, handle, label, latch, scatter, sticker
from zeroshot.modelling.parts.rack_fronts import strip
from zeroshot.modelling.parts.racks import Site


def strap(
    site: Site, start: tuple[float, float], stop: tuple[float, float], h: float, width: float = 0.028
) -> None:
    """Stretch a flat strap over what lies below, along x or y."""
    (ax, ay), (bx, by) = start, stop
    if abs(bx - ax) > abs(by - ay):
        way = [(ax, ay, 0.0), (ax + 0.05, ay, h), (bx - 0.05, ay, h), (bx, ay, 0.0)]
    else:
        way = [(ax, ay, 0.0), (ax, ay + 0.05, h), (ax, by - 0.05, h), (ax, by, 0.0)]
    path = [site.board.at(*spot) for spot in way]
    tube(
        site.sculpture,
        path,
        width / 2,
        sides=6,
        squash=0.16,
        flat_toward=site.board.out,
        tile="strap",
        tint=palette.BEIGE,
    )


def bags(site: Site) -> Sequence[Rect]:
    """White stowage bags under straps."""
    x0, y0, x1, y1 = site.rect
    s, b, rng = site.sculpture, site.board, site.rng
    strip(site, (x0, y0 + 0.02, x1, y0 + 0.11), knobs=False)
    rows = 3 if site.has_skirt else 4
    for i, rect in enumerate(split((x0, y0 + 0.125, x1, y1 - 0.01), 2, rows, 0.006)):
        bulge = 0.05 + float(rng.uniform(0.0, 0.018))
        tint = site.shade(palette.WHITE) if rng.random() < 0.75 else color("#d9dde2")
        cushion(
            s, b, rect, 0.001, bulge, tile=f"bag{i % 2}", tint=tint, seed=i + int(rng.integers(99)), steps=9
        )
        if i % 2 == 0:
            strap(site, (x0 + 0.01, (rect[1] + rect[3]) / 2 + 0.04), (x1 - 0.01, 0.0), 0.07)
    for x in (-0.25, 0.22):
        strap(site, (x, y0 + 0.13), (x, y1 - 0.02), 0.074)
        block(s, b, (x - 0.022, -0.02, x + 0.022, 0.03), 0.066, 0.084, tint=palette.BLACK)
    return ()


def net(site: Site) -> Sequence[Rect]:
    """White doors above, orange-brown cloth held by white straps below."""
    x0, y0, x1, y1 = site.rect
    s, b = site.sculpture, site.board
    middle = y0 + 0.93
    for i, rect in enumerate(split((x0, y0 + 0.02, x1, middle), 2, 4, 0.010)):
        block(s, b, rect, 0.0, 0.018 + 0.003 * (i % 3), tile=f"panel{i % 6}", tint=palette.WHITE)
        decal(
            s,
            b,
            ((rect[0] + rect[2]) / 2 - 0.06, rect[1] + 0.10),
            (0.085, 0.075),
            0.022,
            ("vent", "glass", "patch1", "hardware1")[(i * 3) % 4],
        )
        latch(s, b, rect[2] - 0.03, rect[3] - 0.035, 0.02)
    label(s, b, "STOWAGE", (-0.3, y0 + 0.05), 0.024, 0.022)
    lower = (x0 + 0.01, middle + 0.02, x1 - 0.01, y1 - 0.01)
    for i, rect in enumerate(split(lower, 2, 2)):
        cushion(s, b, rect, 0.002, 0.055, tile="net", seed=i + 3)
    for share in (0.06, 0.5, 0.94):
        y = lower[1] + share * (lower[3] - lower[1])
        strap(site, (lower[0], y), (lower[2], y), 0.05, 0.022)
    for x in (-0.36, 0.01, 0.36):
        strap(site, (x, lower[1]), (x, lower[3]), 0.054, 0.022)
        cushion(
            s,
            b,
            (x - 0.05, lower[1] + 0.02, x + 0.05, lower[1] + 0.09),
            0.05,
            0.064,
            tint=palette.WHITE,
            steps=5,
        )
    return ()


def glovebox(site: Site) -> Sequence[Rect]:
    """A lit work volume behind a window, with two round glove ports below."""
    x0, y0, x1, y1 = site.rect
    s, b = site.sculpture, site.board
    window = (x0 + 0.13, y0 + 0.36, x1 - 0.13, y0 + 0.80)
    lower = (x0, y0 + 0.30, x1, y0 + 1.28)
    block(s, b, (x0, y0 + 0.02, x1, y0 + 0.285), 0.0, 0.026, tile="panel1", tint=palette.WHITE)
    block(s, b, (x0 + 0.06, y0 + 0.05, -0.06, y0 + 0.25), 0.02, 0.036, tile="switches1", tint=palette.WHITE)
    panel(s, b, (0.05, y0 + 0.07, x1 - 0.1, y0 + 0.24), 0.028, tile="screen2", finish="screen", cell=0.6)
    panel(s, b, lower, 0.02, tile="sheet1", tint=palette.WHITE, holes=[window])
    block(s, b, (lower[0], lower[3], lower[2], lower[3] + 0.012), 0.0, 0.02, tint=palette.GREY)
    recess(s, b, window, 0.02, -0.20, tile="hardware2", tint=color("#cfcabd"), side_tint=palette.ALUMINIUM)
    for rect in (
        (window[0] - 0.03, window[1] - 0.03, window[2] + 0.03, window[1]),
        (window[0] - 0.03, window[3], window[2] + 0.03, window[3] + 0.03),
        (window[0] - 0.03, window[1], window[0], window[3]),
        (window[2], window[1], window[2] + 0.03, window[3]),
    ):
        block(s, b, rect, 0.018, 0.032, tint=palette.DARK, finish="metal")
    for x in (-0.21, 0.21):
        middle, ring = (x, y0 + 1.05), circle(24)
        knob(
            s,
            b,
            middle,
            0.155,
            0.018,
            0.032,
            tint=palette.ALUMINIUM,
            finish="metal",
            count=24,
            top_share=0.97,
        )
        annulus(
            s,
            b,
            np.asarray(middle) + 0.10 * ring,
            np.asarray(middle) + 0.125 * ring,
            0.0335,
            tint=palette.DARK,
        )
        cushion(
            s,
            b,
            (x - 0.09, y0 + 0.96, x + 0.09, y0 + 1.14),
            0.033,
            0.075,
            tint=color("#3f444a"),
            tile="fabric",
            steps=7,
            seed=5,
        )
    for i, rect in enumerate(split((x0, y0 + 1.305, x1, y1 - 0.01), 2, 1, 0.014)):
        block(s, b, rect, 0.0, 0.024, tile=f"drawer{i + 1}", tint=palette.WHITE)
        handle(s, b, ((rect[0] + rect[2]) / 2, rect[3] - 0.08), 0.13, 0.024)
    sticker(s, b, "caution", (x1 - 0.07, y0 + 0.5), 0.02)
    return [window]


def quilt(site: Site) -> Sequence[Rect]:
    """A quilted closeout with bungees, papers and a coil of cable."""
    x0, y0, x1, y1 = site.rect
    s, b = site.sculpture, site.board
    cushion(
        s, b, (x0, y0 + 0.02, x1, y0 + 0.80), 0.002, 0.03, tile="quilt", tint=palette.WHITE, seed=11, steps=8
    )
    cushion(
        s,
        b,
        (x0, y0 + 0.81, x1, y1 - 0.01),
        0.002,
        0.026,
        tile="fabric1",
        tint=palette.WHITE,
        seed=12,
        steps=8,
    )
    for x in (-0.4, -0.05, 0.4):
        cable(
            s,
            b,
            [(x, y0 + 0.05, 0.04), (x + 0.03, y0 + 0.5, 0.05), (x - 0.02, y1 - 0.1, 0.045)],
            0.006,
            tint=color("#4d79a8"),
        )
    block(s, b, (-0.34, y0 + 0.9, 0.02, y0 + 1.15), 0.0, 0.045, tile="bag0", tint=palette.WHITE, bevel=0.015)
    ring = [
        (0.22 + 0.1 * float(np.cos(a)), y0 + 1.05 + 0.1 * float(np.sin(a)), 0.04 + 0.003 * k)
        for k, a in enumerate(np.linspace(0, 14, 24))
    ]
    cable(s, b, ring, 0.009, tint=palette.CABLE_GREY, steps=2)
    scatter(s, b, (x0 + 0.1, y0 + 0.2, x1 - 0.1, y0 + 0.7), 0.03, site.code + "pins", 4)
    return ()


def dials(site: Site) -> Sequence[Rect]:
    """Meters, valves and hoses, as in the water and gas racks."""
    x0, y0, x1, y1 = site.rect
    s, b, rng = site.sculpture, site.board, site.rng
    block(s, b, (x0, y0 + 0.02, x1, y1 - 0.01), 0.0, 0.012, tile="sheet0", tint=palette.BEIGE)
    for i, rect in enumerate(split((x0 + 0.02, y0 + 0.05, x1 - 0.02, y0 + 0.55), 3, 2, 0.02)):
        block(s, b, rect, 0.01, 0.026, tile=f"switches{i % 2}" if i % 3 else "vent", tint=palette.WHITE)
    strip(site, (x0 + 0.02, y0 + 0.58, x1 - 0.02, y0 + 0.69), 0.022)
    for x in (-0.36, -0.18, 0.0, 0.18, 0.36):
        y = y0 + 0.85 + float(rng.uniform(-0.03, 0.03))
        knob(s, b, (x, y), 0.06, 0.01, 0.024, tint=palette.ALUMINIUM, finish="metal", count=18)
        knob(
            s,
            b,
            (x, y),
            0.022,
            0.02,
            0.05,
            tint=color("#a6342c") if rng.random() < 0.4 else palette.DARK,
            count=6,
        )
        cable(
            s,
            b,
            [
                (x, y, 0.02),
                (x + 0.05, y + 0.12, 0.06),
                (x - 0.03, y + 0.3, 0.05),
                (x + 0.02, y1 - 0.2, 0.018),
            ],
            0.012,
            tint=palette.CABLE_GREY,
        )
    for rect in split((x0 + 0.02, y1 - 0.30, x1 - 0.02, y1 - 0.03), 2, 1, 0.02):
        block(s, b, rect, 0.01, 0.03, tile="drawer1", tint=palette.WHITE)
        handle(s, b, ((rect[0] + rect[2]) / 2, rect[1] + 0.06), 0.14, 0.03)
    scatter(s, b, inset((x0, y0 + 0.95, x1, y1 - 0.32), 0.02), 0.012, site.code, 5)
    return ()

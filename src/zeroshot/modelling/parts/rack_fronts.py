"""Rack fronts that are boxes, doors and panels."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.rounds import knob
from zeroshot.modelling.kit.sculpture import color
from zeroshot.modelling.kit.shapes import Rect, block, decal, inset, panel, recess, split
from zeroshot.modelling.parts.fittings import cable, handle, label, latch, scatter, sticker
from zeroshot.modelling.parts.racks import Site


def strip(site: Site, rect: Rect, h: float = 0.018, *, knobs: bool = True) -> None:
    """Add a strip of connectors, some with plugs in them."""
    block(
        site.sculpture,
        site.board,
        rect,
        0.0,
        h,
        tile=f"connectors{int(site.rng.integers(2))}",
        tint=site.shade(palette.WHITE),
    )
    x0, y0, x1, y1 = rect
    spots = np.linspace(x0, x1, 14)[1:-1]
    for x in spots[site.rng.random(len(spots)) < 0.45] if knobs else ():
        knob(
            site.sculpture,
            site.board,
            (float(x), (y0 + y1) / 2),
            0.018,
            h - 0.002,
            h + 0.03,
            tint=palette.DARK,
            side_tint=palette.CABLE_GREY,
            count=8,
            finish="metal",
        )


def lockers(site: Site) -> Sequence[Rect]:
    """Eight lockers over two drawers, as in an EXPRESS rack."""
    x0, y0, x1, y1 = site.rect
    s, b, rng = site.sculpture, site.board, site.rng
    strip(site, (x0, y0 + 0.02, x1, y0 + 0.12))
    for rect in split((x0, y0 + 0.135, x1, y0 + 1.12), 2, 4, 0.014):
        h = 0.026 + float(rng.uniform(-0.006, 0.006))
        block(s, b, rect, 0.0, h, tile=f"drawer{int(rng.integers(4))}", tint=site.shade(palette.WHITE))
        middle = (rect[0] + rect[2]) / 2
        if rng.random() < 0.7:
            handle(s, b, (middle, rect[3] - 0.05), 0.13, h)
        else:
            decal(s, b, (middle, rect[3] - 0.08), (0.2, 0.11), h, "vent")
        for x in (rect[0] + 0.05, rect[2] - 0.05):
            latch(s, b, x, rect[3] - 0.03, h)
    for rect in split((x0, y0 + 1.14, x1, y1 - 0.01), 2, 1, 0.014):
        block(s, b, rect, 0.0, 0.03, tile="panel1", tint=palette.BEIGE)
        handle(s, b, ((rect[0] + rect[2]) / 2, rect[1] + 0.06), 0.16, 0.03)
    return ()


def instruments(site: Site) -> Sequence[Rect]:
    """Connector strips, padded doors and a keypad, as in the human research racks."""
    x0, y0, x1, y1 = site.rect
    s, b = site.sculpture, site.board
    strip(site, (x0, y0 + 0.02, x1, y0 + 0.12))
    upper = split((x0, y0 + 0.135, x1, y0 + 0.66), 2, 2, 0.016)
    for i, rect in enumerate(upper):
        block(s, b, rect, 0.0, 0.02 + 0.004 * (i % 3), tile=f"panel{i}", tint=site.shade(palette.WHITE))
        latch(s, b, rect[2] - 0.04, (rect[1] + rect[3]) / 2, 0.024)
    decal(s, b, (-0.08, y0 + 0.27), (0.09, 0.14), 0.024, "keypad")
    strip(site, (x0, y0 + 0.68, x1, y0 + 0.79))
    for i, rect in enumerate(split((x0, y0 + 0.81, x1, y1 - 0.16), 2, 1, 0.016)):
        block(s, b, rect, 0.0, 0.024, tile=f"panel{4 + i}", tint=site.shade(palette.WHITE))
        sticker(s, b, f"patch{i}", ((rect[0] + rect[2]) / 2, rect[3] - 0.12), 0.024, 1.3)
        handle(s, b, ((rect[0] + rect[2]) / 2, rect[1] + 0.06), 0.12, 0.024)
    strip(site, (x0, y1 - 0.145, x1, y1 - 0.02))
    cable(
        s,
        b,
        [(-0.4, y0 + 0.74, 0.03), (-0.2, y0 + 0.86, 0.06), (0.1, y0 + 0.82, 0.05), (0.3, y0 + 0.74, 0.03)],
        0.007,
        tint=palette.CABLE_GREY,
        plugged=True,
    )
    return ()


def screens(site: Site) -> Sequence[Rect]:
    """Ten small displays in two columns over a control panel, as in the robotic workstation racks."""
    x0, y0, x1, y1 = site.rect
    s, b, rng = site.sculpture, site.board, site.rng
    middle = y0 + 0.95
    block(s, b, (x0, y0 + 0.02, -0.004, middle), 0.0, 0.02, tile="sheet0", tint=palette.CREAM)
    block(s, b, (0.004, y0 + 0.02, x1, middle), 0.0, 0.024, tile="sheet1", tint=palette.CREAM)
    for column, left in enumerate((x0 + 0.05, 0.09)):
        h = 0.02 + 0.004 * column
        for rect in split((left, y0 + 0.10, left + 0.21, middle - 0.04), 1, 5, 0.035):
            block(s, b, rect, h - 0.002, h + 0.012, tint=palette.DARK)
            tile = "earth" if rng.random() < 0.15 else f"screen{int(rng.integers(3))}"
            panel(s, b, inset(rect, 0.012), h + 0.0135, tile=tile, finish="screen", cell=0.6)
    label(s, b, "MSS-1", (0.39, y0 + 0.13), 0.045, 0.024)
    for rect in split((x0, middle + 0.012, x1, middle + 0.22), 3, 1, 0.01):
        block(s, b, rect, 0.0, 0.022, tile="panel2", tint=palette.CREAM)
        latch(s, b, (rect[0] + rect[2]) / 2, rect[1] + 0.04, 0.022)
    lower = split((x0, middle + 0.235, x1, y1 - 0.01), 2, 1, 0.012)
    block(s, b, lower[0], 0.0, 0.026, tile="panel0", tint=palette.CREAM)
    block(s, b, inset(lower[0], 0.07), 0.02, 0.04, tile="switches0", tint=palette.WHITE)
    block(s, b, lower[1], 0.0, 0.02, tile="panel5", tint=palette.CREAM)
    block(s, b, inset(lower[1], 0.09), 0.018, 0.034, tint=palette.DARK)
    panel(s, b, inset(lower[1], 0.105), 0.0355, tile="screen1", finish="screen", cell=0.6)
    decal(s, b, (-0.16, y1 - 0.14), (0.10, 0.09), 0.04, "caution")
    return ()


def sheet(site: Site) -> Sequence[Rect]:
    """One large plain white front with rivets, notes and a few cut-outs."""
    x0, y0, x1, y1 = site.rect
    s, b, rng = site.sculpture, site.board, site.rng
    block(
        s,
        b,
        (x0, y0 + 0.02, x1, y1 - 0.01),
        0.0,
        0.016,
        tile=f"sheet{int(rng.integers(3))}",
        tint=site.shade(palette.WHITE),
    )
    block(s, b, (-0.006, y0 + 0.03, 0.006, y1 - 0.02), 0.015, 0.021, tint=palette.GREY)
    for y in (-0.62, -0.1, 0.42):
        for x in (x0 + 0.03, -0.04, 0.04, x1 - 0.03):
            latch(s, b, x, y, 0.016)
    scatter(s, b, (x0 + 0.05, y0 + 0.12, x1 - 0.05, y1 - 0.1), 0.016, site.code + "notes", 7)
    sticker(s, b, "patch0", (0.22, y0 + 0.25), 0.016, 2.0)
    return ()


def vents(site: Site) -> Sequence[Rect]:
    """Louvres, meters and switches, as in the air and power racks."""
    x0, y0, x1, y1 = site.rect
    s, b, rng = site.sculpture, site.board, site.rng
    cells = split((x0, y0 + 0.03, x1, y1 - 0.01), 3, 5, 0.014)
    for i, rect in enumerate(cells):
        h = 0.014 + 0.006 * float(rng.random())
        kind = ("vent", f"panel{i % 6}", f"switches{i % 2}", f"drawer{i % 4}", "vent")[int(rng.integers(5))]
        block(s, b, rect, 0.0, h, tile=kind, tint=site.shade(palette.BEIGE if i % 2 else palette.WHITE))
        if kind.startswith("panel"):
            sticker(s, b, f"placard{i % 4}", ((rect[0] + rect[2]) / 2, rect[1] + 0.05), h)
            knob(
                s,
                b,
                ((rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2 + 0.04),
                0.045,
                h - 0.002,
                h + 0.03,
                tint=palette.ALUMINIUM,
                finish="metal",
                count=14,
            )
        elif kind.startswith("drawer"):
            handle(s, b, ((rect[0] + rect[2]) / 2, rect[3] - 0.07), 0.11, h)
    cable(
        s,
        b,
        [(-0.32, y0 + 0.5, 0.02), (-0.30, y0 + 0.75, 0.07), (-0.1, y0 + 0.95, 0.06), (0.02, y0 + 1.2, 0.02)],
        0.011,
        tint=palette.CABLE_GREY,
        plugged=True,
    )
    return ()


def freezer(site: Site) -> Sequence[Rect]:
    """Four round dewar doors and a control panel, as in the laboratory freezer."""
    x0, y0, x1, y1 = site.rect
    s, b = site.sculpture, site.board
    block(s, b, (x0, y0 + 0.02, x1, y0 + 0.30), 0.0, 0.024, tile="panel3", tint=palette.WHITE)
    block(s, b, (x0 + 0.05, y0 + 0.06, -0.05, y0 + 0.26), 0.02, 0.034, tile="switches1", tint=palette.WHITE)
    panel(s, b, (0.06, y0 + 0.08, x1 - 0.07, y0 + 0.24), 0.026, tile="screen2", finish="screen", cell=0.6)
    bottom = min(y1, y0 + 1.34)
    block(s, b, (x0, y0 + 0.315, x1, bottom), 0.0, 0.012, tile="panel4", tint=site.shade(palette.WHITE))
    for cell in split((x0, y0 + 0.315, x1, bottom), 2, 2):
        middle = ((cell[0] + cell[2]) / 2, (cell[1] + cell[3]) / 2)
        knob(
            s, b, middle, 0.205, 0.01, 0.024, tint=palette.ALUMINIUM, finish="metal", count=28, top_share=0.98
        )
        knob(s, b, middle, 0.165, 0.022, 0.034, tint=palette.WHITE, count=24)
        handle(s, b, (middle[0], middle[1] + 0.05), 0.16, 0.034, tint=palette.BLACK)
        label(
            s,
            b,
            f"DEWAR {1 + int(middle[0] > 0) + 2 * int(middle[1] > y0 + 0.8)}",
            (middle[0], middle[1] - 0.06),
            0.026,
            0.034,
        )
    if y1 - bottom > 0.1:
        for i, rect in enumerate(split((x0, bottom + 0.014, x1, y1 - 0.01), 2, 1, 0.014)):
            block(s, b, rect, 0.0, 0.026, tile=f"drawer{i}", tint=palette.WHITE)
            handle(s, b, ((rect[0] + rect[2]) / 2, rect[1] + 0.07), 0.14, 0.026)
    return ()


def cells(site: Site) -> Sequence[Rect]:
    """Rows of small stowage doors, each with a dark view port and a card."""
    x0, y0, x1, y1 = site.rect
    s, b, rng = site.sculpture, site.board, site.rng
    for i, rect in enumerate(split((x0, y0 + 0.03, x1, y1 - 0.01), 3, 5, 0.010)):
        h = 0.015 + 0.004 * float(rng.random())
        block(s, b, rect, 0.0, h, tile=f"panel{(i * 5) % 6}", tint=site.shade(palette.WHITE))
        x, y = rect[0] + 0.075, rect[1] + 0.075
        block(
            s,
            b,
            (x - 0.05, y - 0.04, x + 0.05, y + 0.04),
            h - 0.002,
            h + 0.006,
            tint=palette.GREY,
            bevel=0.003,
        )
        tile, tint = (("glass", palette.WHITE), ("hardware0", color("#9a938a")), ("net", color("#c8b8a8")))[
            int(rng.integers(3))
        ]
        panel(s, b, (x - 0.04, y - 0.03, x + 0.04, y + 0.03), h + 0.0072, tile=tile, tint=tint, cell=0.6)
        latch(s, b, rect[2] - 0.03, rect[3] - 0.03, h)
        sticker(s, b, f"placard{i % 4}", (rect[2] - 0.07, rect[1] + 0.06), h)
    return ()


def workstation(site: Site) -> Sequence[Rect]:
    """A recessed desk with two large displays, a keyboard and hand controllers."""
    x0, y0, x1, y1 = site.rect
    s, b = site.sculpture, site.board
    hole = (x0 + 0.05, y0 + 0.30, x1 - 0.05, y0 + 1.02)
    panel(s, b, (x0, y0 + 0.02, x1, y0 + 1.08), 0.02, tile="sheet2", tint=palette.BEIGE, holes=[hole])
    recess(s, b, hole, 0.02, -0.12, tile="panel2", tint=palette.GREY, side_tint=palette.BEIGE)
    for rect in split(inset(hole, 0.03), 2, 1, 0.03):
        top = (rect[0], rect[1], rect[2], rect[1] + 0.32)
        block(s, b, top, -0.12, -0.07, tint=palette.DARK, bevel=0.01)
        panel(
            s,
            b,
            inset(top, 0.022),
            -0.0685,
            tile="screen0" if rect[0] < 0 else "earth",
            finish="screen",
            cell=0.6,
        )
    block(
        s,
        b,
        (hole[0] + 0.12, hole[3] - 0.27, hole[2] - 0.12, hole[3] - 0.03),
        -0.12,
        -0.05,
        tile="keys",
        tint=palette.WHITE,
        bevel=0.006,
    )
    for x in (hole[0] + 0.06, hole[2] - 0.06):
        knob(s, b, (x, hole[3] - 0.14), 0.035, -0.121, -0.09, tint=palette.BLACK)
        knob(s, b, (x, hole[3] - 0.14), 0.016, -0.095, 0.02, tint=palette.BLACK, top_share=1.3)
    strip(site, (x0 + 0.03, y0 + 0.06, x1 - 0.03, y0 + 0.17), 0.03)
    block(s, b, (x0, y0 + 1.095, x1, y1 - 0.01), 0.0, 0.024, tile="panel5", tint=palette.BEIGE)
    block(s, b, (x0 + 0.06, y0 + 1.15, -0.05, y1 - 0.06), 0.02, 0.038, tile="switches0", tint=palette.WHITE)
    decal(s, b, (0.2, y0 + 1.25), (0.22, 0.14), 0.024, "vent")
    for i, x in enumerate((-0.3, -0.18, 0.33)):
        sticker(s, b, f"paper{i}", (x, y0 + 0.235), 0.02, 0.9)
    return [hole]

"""Rack fronts of the partners' laboratories: incubators, furnaces, flush modules, a robot's console."""

from __future__ import annotations

from collections.abc import Sequence

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.rounds import knob
from zeroshot.modelling.kit.sculpture import color
from zeroshot.modelling.kit.shapes import Rect, block, decal, inset, panel, recess, split
from zeroshot.modelling.parts.fittings import cable, handle, label, latch, scatter, sticker
from zeroshot.modelling.parts.rack_fronts import strip
from zeroshot.modelling.parts.racks import Site


def incubators(site: Site) -> Sequence[Rect]:
    """Two square incubator doors with dark windows over a control unit and two flush drawers."""
    x0, y0, x1, y1 = site.rect
    s, b = site.sculpture, site.board
    strip(site, (x0, y0 + 0.02, x1, y0 + 0.10), knobs=False)
    doors = split((x0, y0 + 0.115, x1, y0 + 0.60), 2, 1, 0.016)
    for i, rect in enumerate(doors):
        block(s, b, rect, 0.0, 0.03, tile=f"panel{i + 2}", tint=site.shade(palette.WHITE), bevel=0.012)
        block(s, b, inset(rect, 0.10), 0.028, 0.033, tint=palette.DARK, bevel=0.008)
        panel(s, b, inset(rect, 0.115), 0.0342, tile="glass", cell=0.6)
        handle(s, b, (rect[2] - 0.045, (rect[1] + rect[3]) / 2), 0.2, 0.03, along_y=True)
        label(
            s,
            b,
            ("INCUBATOR 1 G", "INCUBATOR 0 G")[i],
            ((rect[0] + rect[2]) / 2, rect[1] + 0.05),
            0.022,
            0.03,
        )
    control = (x0, y0 + 0.615, x1, y0 + 0.90)
    block(s, b, control, 0.0, 0.022, tile="panel5", tint=palette.BEIGE)
    block(s, b, (x0 + 0.05, y0 + 0.645, -0.08, y0 + 0.87), 0.02, 0.034, tile="switches1")
    panel(s, b, (0.0, y0 + 0.66, x1 - 0.12, y0 + 0.86), 0.0235, tile="screen1", finish="screen", cell=0.6)
    sticker(s, b, "keypad", (x1 - 0.06, y0 + 0.76), 0.022)
    for i, rect in enumerate(split((x0, y0 + 0.915, x1, y1 - 0.01), 1, 2, 0.014)):
        block(s, b, rect, 0.0, 0.02 + 0.008 * i, tile=f"drawer{i + 2}", tint=site.shade(palette.WHITE))
        handle(s, b, (0.0, rect[1] + 0.07), 0.42, 0.02 + 0.008 * i)
        sticker(s, b, f"placard{i}", (0.33, rect[3] - 0.07), 0.02 + 0.008 * i, 1.5)
    return ()


def furnace(site: Site) -> Sequence[Rect]:
    """One wide round furnace lid in the middle, gas lines around it, boxes over and under it."""
    x0, y0, x1, y1 = site.rect
    s, b = site.sculpture, site.board
    block(s, b, (x0, y0 + 0.02, x1, y1 - 0.01), 0.0, 0.012, tile="sheet2", tint=site.shade(palette.WHITE))
    for i, rect in enumerate(split((x0 + 0.02, y0 + 0.04, x1 - 0.02, y0 + 0.30), 3, 1, 0.016)):
        block(s, b, rect, 0.01, 0.028, tile=("switches0", "vent", "panel1")[i])
    middle = (0.0, y0 + 0.70)
    knob(s, b, middle, 0.335, 0.01, 0.026, tint=palette.GREY, finish="metal", count=40, top_share=0.98)
    knob(s, b, middle, 0.27, 0.024, 0.034, tint=palette.ALUMINIUM, finish="metal", count=36)
    knob(s, b, middle, 0.11, 0.032, 0.05, tint=palette.DARK, finish="metal", count=24)
    handle(s, b, (0.0, middle[1] + 0.19), 0.22, 0.033)
    label(s, b, "FURNACE", (0.0, middle[1] - 0.19), 0.036, 0.0345)
    for x in (-0.40, 0.40):
        way = [
            (x, y0 + 0.34, 0.02),
            (x * 1.05, y0 + 0.6, 0.05),
            (x * 0.98, y0 + 0.9, 0.05),
            (x, y0 + 1.08, 0.02),
        ]
        cable(s, b, way, 0.013, tint=palette.ALUMINIUM, plugged=True)
    for i, rect in enumerate(split((x0 + 0.02, y0 + 1.12, x1 - 0.02, y1 - 0.03), 2, 1, 0.018)):
        block(s, b, rect, 0.01, 0.03, tile=f"drawer{i}", tint=palette.BEIGE)
        handle(s, b, ((rect[0] + rect[2]) / 2, rect[3] - 0.07), 0.16, 0.03)
    sticker(s, b, "caution", (0.34, y0 + 0.40), 0.012, 1.2)
    return ()


def oven(site: Site) -> Sequence[Rect]:
    """A tall vacuum furnace door with crossed braces beside a column of instruments."""
    x0, y0, x1, y1 = site.rect
    s, b = site.sculpture, site.board
    door = (x0, y0 + 0.02, 0.12, y0 + 1.10)
    block(s, b, door, 0.0, 0.03, tile="panel0", tint=color("#d3d9dc"), bevel=0.014)
    for y in (y0 + 0.18, y0 + 0.56, y0 + 0.94):
        block(
            s,
            b,
            (door[0] + 0.04, y - 0.03, door[2] - 0.04, y + 0.03),
            0.028,
            0.0335,
            tint=palette.WHITE,
            bevel=0.008,
        )
        for x in (door[0] + 0.07, door[2] - 0.07):
            knob(s, b, (x, y), 0.028, 0.033, 0.05, tint=palette.DARK, finish="metal", count=12)
    knob(s, b, (-0.18, y0 + 0.75), 0.09, 0.028, 0.05, tile="glass", side_tint=palette.ALUMINIUM, count=22)
    label(s, b, "VACUUM CHAMBER", (-0.18, y0 + 0.37), 0.026, 0.0305)
    for i, rect in enumerate(split((0.135, y0 + 0.02, x1, y0 + 1.10), 1, 5, 0.012)):
        tile = ("screen2", "switches1", "vent", "connectors0", "panel4")[i]
        block(s, b, rect, 0.0, 0.022, tile="plain" if i == 0 else tile, tint=site.shade(palette.WHITE))
        if i == 0:
            panel(s, b, inset(rect, 0.025), 0.0235, tile=tile, finish="screen", cell=0.6)
    for i, rect in enumerate(split((x0, y0 + 1.115, x1, y1 - 0.01), 3, 1, 0.012)):
        block(s, b, rect, 0.0, 0.026, tile=f"drawer{i + 1}", tint=color("#dfe3e4"))
        latch(s, b, (rect[0] + rect[2]) / 2, rect[1] + 0.05, 0.026)
    return ()


def modules(site: Site) -> Sequence[Rect]:
    """Flush exchangeable modules in three columns with coloured tabs, as in a European drawer rack."""
    x0, y0, x1, y1 = site.rect
    s, b, rng = site.sculpture, site.board, site.rng
    strip(site, (x0, y0 + 0.02, x1, y0 + 0.12))
    tabs = (color("#d8a13a"), color("#4b7fb0"), color("#6f9a63"), color("#b05248"))
    columns = (
        split((x0, y0 + 0.135, -0.17, y1 - 0.01), 1, 3, 0.012),
        split((-0.158, y0 + 0.135, 0.158, y1 - 0.01), 1, 5, 0.012),
        split((0.17, y0 + 0.135, x1, y1 - 0.01), 1, 4, 0.012),
    )
    for column, rects in enumerate(columns):
        for i, rect in enumerate(rects):
            h = 0.018 + 0.012 * float(rng.random())
            tile = (f"panel{(i + 2 * column) % 6}", "vent", f"drawer{i % 4}", f"panel{(i + 3) % 6}")[
                int(rng.integers(4))
            ]
            block(s, b, rect, 0.0, h, tile=tile, tint=site.shade(palette.WHITE))
            tab = (rect[0] + 0.01, rect[1] + 0.01, rect[0] + 0.075, rect[1] + 0.028)
            block(s, b, tab, h - 0.001, h + 0.003, tint=tabs[int(rng.integers(4))], bevel=0.001)
            handle(s, b, ((rect[0] + rect[2]) / 2, rect[3] - 0.04), 0.12, h, tint=palette.BLACK)
            for x in (rect[0] + 0.03, rect[2] - 0.03):
                latch(s, b, x, rect[3] - 0.03, h)
    return ()


def tall_doors(site: Site) -> Sequence[Rect]:
    """Two full-height doors with long hinges and a row of louvres."""
    x0, y0, x1, y1 = site.rect
    s, b = site.sculpture, site.board
    for i, rect in enumerate(split((x0, y0 + 0.02, x1, y1 - 0.22), 2, 1, 0.012)):
        block(
            s,
            b,
            rect,
            0.0,
            0.022 + 0.004 * i,
            tile=f"sheet{i + 1}",
            tint=site.shade(palette.WHITE),
            bevel=0.01,
        )
        edge = rect[0] + 0.012 if i == 0 else rect[2] - 0.012
        for y in (rect[1] + 0.16, (rect[1] + rect[3]) / 2, rect[3] - 0.16):
            block(
                s,
                b,
                (edge - 0.011, y - 0.06, edge + 0.011, y + 0.06),
                0.02,
                0.033,
                tint=palette.ALUMINIUM,
                finish="metal",
            )
        inner = rect[2] - 0.05 if i == 0 else rect[0] + 0.05
        handle(s, b, (inner, (rect[1] + rect[3]) / 2), 0.24, 0.026, along_y=True)
    scatter(s, b, (x0 + 0.06, y0 + 0.15, -0.08, y0 + 0.8), 0.022, site.code + "doors", 3)
    for rect in split((x0, y1 - 0.205, x1, y1 - 0.01), 3, 1, 0.012):
        block(s, b, rect, 0.0, 0.018, tile="vent", tint=palette.BEIGE)
    return ()


def console(site: Site) -> Sequence[Rect]:
    """A robot arm's console: three displays, hand controllers on a shelf, rows of switches, a keyboard."""
    x0, y0, x1, y1 = site.rect
    s, b = site.sculpture, site.board
    block(s, b, (x0, y0 + 0.02, x1, y0 + 0.14), 0.0, 0.026, tile="connectors1", tint=palette.WHITE)
    hole = (x0 + 0.03, y0 + 0.16, x1 - 0.03, y0 + 0.62)
    panel(s, b, (x0, y0 + 0.145, x1, y0 + 0.64), 0.02, tile="panel1", tint=palette.WHITE, holes=[hole])
    recess(s, b, hole, 0.02, -0.05, tint=palette.GREY, side_tint=palette.WHITE)
    for i, rect in enumerate(split(inset(hole, 0.025), 3, 1, 0.02)):
        block(s, b, rect, -0.05, -0.01, tint=palette.DARK, bevel=0.012)
        tile = ("screen0", "earth", "screen2")[i]
        panel(s, b, inset(rect, 0.03), -0.0085, tile=tile, finish="screen", cell=0.6)
    for i, rect in enumerate(split((x0, y0 + 0.655, x1, y0 + 0.90), 4, 1, 0.01)):
        block(s, b, rect, 0.0, 0.026, tile=f"switches{i % 2}", tint=site.shade(palette.WHITE))
    shelf = (x0 + 0.02, y0 + 0.915, x1 - 0.02, y0 + 1.13)
    block(s, b, shelf, 0.0, 0.10, tint=palette.ALUMINIUM, bevel=0.02)
    block(s, b, (-0.19, y0 + 0.935, 0.19, y0 + 1.11), 0.098, 0.106, tile="keys", bevel=0.004)
    for x in (-0.34, 0.34):
        knob(s, b, (x, y0 + 1.02), 0.05, 0.098, 0.13, tint=palette.DARK, count=14)
        knob(s, b, (x, y0 + 1.02), 0.02, 0.12, 0.21, tint=palette.BLACK, count=10, top_share=1.25)
    block(s, b, (x0, y0 + 1.145, x1, y1 - 0.01), 0.0, 0.022, tile="panel3", tint=site.shade(palette.WHITE))
    for x in (-0.3, 0.0, 0.3):
        decal(s, b, (x, y1 - 0.14), (0.22, 0.12), 0.022, "vent")
    label(s, b, "RMS CONSOLE", (-0.3, y0 + 0.175), 0.026, 0.0205)
    return [hole]

"""Recipes of what stands in a module: laptop, galley table."""

from __future__ import annotations

import numpy as np

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.frames import Board, board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.rounds import knob, tube
from zeroshot.modelling.kit.sculpture import Sculpture, color
from zeroshot.modelling.kit.shapes import block, cushion, panel
from zeroshot.modelling.parts.dressing import closed_box
from zeroshot.modelling.parts.fittings import cable, sticker

_ESTIMATE = ("Dimensions are estimates, a design choice",)


def build_laptop() -> ModelDraft:
    """Build an open laptop. Origin: middle of its base; who uses it looks along +X, the keys face −Z."""
    draft = ModelDraft("laptop", "Laptop", "prop", "approximate", _ESTIMATE)
    s = draft.sculpture
    keys = board((0, 0, 0), (0, 1, 0), (-1, 0, 0))
    rect = (-0.185, -0.13, 0.185, 0.13)
    closed_box(s, keys, rect, -0.012, 0.012, tint=palette.DARK)
    panel(s, keys, (-0.165, -0.105, 0.165, 0.115), 0.0132, tile="keys", cell=0.6)
    tilt = np.radians(20.0)
    foot = np.array([-np.sin(tilt), 0.0, np.cos(tilt)])
    lid = board(keys.at(0.0, -0.125, 0.010), (0, 1, 0), foot).shifted(0.0, -0.125)
    closed_box(s, lid, rect, -0.008, 0.004, tint=palette.DARK)
    panel(s, lid, (-0.168, -0.112, 0.168, 0.105), 0.0055, tile="screen0", finish="screen", cell=0.6)
    back = Board(lid.at(0.0, 0.0, -0.008), -lid.right, lid.foot)
    sticker(s, back, "patch0", (0.05, 0.0), 0.0)
    sticker(s, back, "placard1", (-0.08, 0.05), 0.0)
    for x in (-0.13, 0.13):
        tube(
            s,
            [lid.at(x - 0.02, 0.127, 0.0), lid.at(x + 0.02, 0.127, 0.0)],
            0.008,
            tint=palette.BLACK,
            capped=True,
        )
    cable(
        s,
        keys,
        [(0.184, -0.08, 0.0), (0.24, -0.1, 0.01), (0.25, -0.2, -0.02), (0.2, -0.28, 0.0)],
        0.004,
        tint=palette.BLACK,
    )
    draft.dimensions_m = {"width": 0.37, "depth": 0.26}
    draft.mark(
        "screen",
        "screen",
        lid.at(0.0, 0.0, 0.005),
        direction=lid.right,
        normal=lid.out,
        size_m=(0.336, 0.217),
    )
    draft.mark("keys", "surface", keys.at(0.0, 0.0, 0.012), direction=keys.right, normal=keys.out)
    return draft


def build_table() -> ModelDraft:
    """Build a galley table. Origin: middle of the top's face; −Z is the side to eat at, +X is along it."""
    draft = ModelDraft("table", "Galley table", "prop", "approximate", _ESTIMATE)
    s = draft.sculpture
    top = board((0, 0, 0), (1, 0, 0), (0, 1, 0))
    closed_box(s, top, (-0.45, -0.30, 0.45, 0.30), -0.022, 0.0, tint=palette.CREAM, bevel=0.006)
    for x0, x1 in ((-0.43, -0.005), (0.005, 0.43)):
        block(s, top, (x0, -0.28, x1, 0.28), -0.001, 0.003, tile="panel1", tint=palette.WHITE, bevel=0.002)
    _table_rails(s, top)
    _meal(s, top)
    for x in (-0.26, 0.26):
        block(
            s,
            top,
            (x - 0.016, -0.30, x + 0.016, 0.30),
            0.0,
            0.006,
            tile="strap",
            tint=color("#7d98b8"),
            bevel=0.002,
        )
    for y in (-0.12, 0.13):
        cable(
            s,
            top,
            [(-0.44, y, 0.012), (-0.2, y + 0.004, 0.014), (0.1, y - 0.004, 0.013), (0.44, y, 0.012)],
            0.004,
            tint=color("#3c6ea0"),
        )
        for x in (-0.43, 0.43):
            knob(s, top, (x, y), 0.012, 0.0, 0.02, tint=palette.DARK, count=8)
    for i in range(9):
        x, y = -0.36 + 0.09 * i, (0.235, -0.235)[i % 2]
        block(
            s,
            top,
            (x - 0.02, y - 0.014, x + 0.02, y + 0.014),
            0.002,
            0.006,
            tint=color("#c8c2ac"),
            bevel=0.001,
        )
    under = Board(top.at(0.0, 0.0, -0.022), -top.right, top.foot)
    for y in (-0.2, 0.2):
        block(
            s, under, (-0.42, y - 0.02, 0.42, y + 0.02), -0.001, 0.03, tint=palette.ALUMINIUM, finish="metal"
        )
    knob(s, under, (0.0, 0.0), 0.06, -0.001, 0.05, tint=palette.ALUMINIUM, finish="metal", count=16)
    draft.dimensions_m = {"length": 0.90, "width": 0.60, "thickness": 0.022}
    draft.mark("surface", "surface", (0, 0, 0), direction=top.right, normal=top.out, size_m=(0.90, 0.60))
    for name, y in (("rail-port", -0.332), ("rail-starboard", 0.332)):
        draft.mark(name, "handrail", (0.0, y, -0.012), direction=top.right, normal=top.out, length_m=0.86)
    return draft


def _table_rails(s: Sculpture, top: Board) -> None:
    for y in (-0.332, 0.332):
        tube(s, top.at([-0.43, 0.43], y, 0.012), 0.011, sides=8, tint=palette.RAIL_BLUE, capped=True)
        for x in (-0.40, 0.0, 0.40):
            low, high = sorted((y, 0.295 * np.sign(y)))
            closed_box(
                s, top, (x - 0.015, low, x + 0.015, high), -0.012, 0.010, tint=palette.WHITE, bevel=0.003
            )
    for x in (-0.482, 0.482):
        tube(s, top.at(x, [-0.28, 0.28], 0.012), 0.011, sides=8, tint=palette.RAIL_BLUE, capped=True)
        for y in (-0.25, 0.25):
            low, high = sorted((x, 0.445 * np.sign(x)))
            closed_box(
                s, top, (low, y - 0.015, high, y + 0.015), -0.012, 0.010, tint=palette.WHITE, bevel=0.003
            )


_MEAL = (
    (-0.34, -0.02, 0.075, 0.105, "fabric1", "#e9e6dc"),
    (-0.12, 0.02, 0.065, 0.095, "fabric1", "#c9b27e"),
    (0.10, -0.01, 0.075, 0.105, "fabric1", "#dfe3e6"),
    (0.36, 0.03, 0.060, 0.090, "fabric1", "#b8bcc0"),
)
"""Food pouches: middle, half width and half height in metres, cloth, colour. A design choice."""


def _meal(s: Sculpture, top: Board) -> None:
    """Food pouches between the elastic cords, and two drink bags with straws."""
    for i, (x, y, half_x, half_y, tile, shade) in enumerate(_MEAL):
        rect = (x - half_x, y - half_y, x + half_x, y + half_y)
        cushion(s, top, rect, 0.003, 0.030, tile=tile, tint=color(shade), seed=70 + i, steps=7)
        sticker(s, top, "placard1", (x, y), 0.0315, 0.7)
    for i, (x, y) in enumerate(((-0.20, -0.19), (0.18, 0.20))):
        rect = (x - 0.045, y - 0.075, x + 0.045, y + 0.075)
        cushion(s, top, rect, 0.003, 0.040, tile="fabric1", tint=color("#a9c0d6"), seed=80 + i)
        knob(s, top, (x, y - 0.068), 0.012, 0.003, 0.03, tint=palette.WHITE, count=8)
        straw = [(x, y - 0.068, 0.025), (x + 0.004, y - 0.075, 0.06), (x + 0.022, y - 0.095, 0.09)]
        cable(s, top, straw, 0.0032, tint=color("#9db8cf"))


RECIPES = {"laptop": build_laptop, "table": build_table}

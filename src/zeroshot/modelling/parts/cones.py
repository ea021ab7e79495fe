"""The end of a module that leads nowhere: a cone that narrows to a bulkhead full of equipment."""

from __future__ import annotations

import numpy as np

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.frames import Board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.paint import dice
from zeroshot.modelling.kit.rounds import annulus, disc, knob, loft
from zeroshot.modelling.kit.sculpture import Color
from zeroshot.modelling.kit.shapes import block, cushion
from zeroshot.modelling.parts.ends import chamfered
from zeroshot.modelling.parts.fittings import cable, handrail, label, latch, sticker


def build_cone(
    draft: ModelDraft, wall: Board, name: str, depth_m: float, *, tint: Color = palette.CREAM
) -> None:
    """Build a blind end on its board, its bulkhead depth_m behind; name: the direction it closes."""
    s, rng = draft.sculpture, dice(f"cone{draft.name}{name}")
    square, rim, floor = chamfered(1.26, 0.02), chamfered(1.02, 0.30), chamfered(0.78, 0.24)
    annulus(s, wall, rim, square, 0.0, tint=palette.WHITE)
    middle = wall.at(0.0, 0.0, 0.5)
    loft(s, [wall.loop(rim, 0.0), wall.loop(rim * 0.985, -0.06)], toward=middle, tint=palette.SURROUND_BLUE)
    loft(
        s, [wall.loop(rim * 0.985, -0.06), wall.loop(floor, -depth_m)], toward=middle, tint=tint, smooth=False
    )
    disc(s, wall, floor, -depth_m, tint=palette.GREY)
    deep = wall.shifted(0.0, 0.0, -depth_m)
    for column in range(3):
        for row in range(3):
            x, y = -0.48 + 0.48 * column, -0.46 + 0.46 * row
            rect = (x - 0.22, y - 0.21, x + 0.22, y + 0.21)
            kind = int(rng.integers(4))
            if kind == 0:
                cushion(s, deep, rect, 0.0, 0.16, tile="bag1", tint=palette.WHITE, seed=column * 3 + row)
            else:
                tile = ("panel1", "panel4", "vent", "switches0")[int(rng.integers(4))]
                block(s, deep, rect, -0.001, 0.03 + 0.05 * rng.random(), tile=tile, tint=palette.WHITE)
    for x in (-0.24, 0.24):
        for y in (-0.64, 0.64):
            knob(s, deep, (x, y), 0.05, 0.0, 0.06, tint=palette.ALUMINIUM, finish="metal", count=14)
            latch(s, deep, x + 0.1, y, 0.0)
    cable(s, deep, [(-0.6, -0.6, 0.05), (-0.3, -0.55, 0.16), (0.1, -0.62, 0.1), (0.6, -0.5, 0.05)], 0.016)
    cable(
        s,
        deep,
        [(0.62, 0.55, 0.05), (0.3, 0.6, 0.14), (-0.2, 0.55, 0.12), (-0.6, 0.6, 0.05)],
        0.013,
        tint=palette.CABLE_GREY,
    )
    label(s, wall, "NO EXIT", (0.0, -1.10), 0.06, 0.001, kind="stencil")
    sticker(s, wall, "caution", (0.5, -1.10), 0.001, 1.2)
    for turn in (1, 3):
        side = wall.rolled(turn)
        slope = np.array([0.0, 0.0])
        handrail(
            draft,
            Board(side.at(0.0, 1.10, 0.0), side.right, side.foot),
            (float(slope[0]), 0.0),
            0.546,
            along_y=False,
            h=0.0,
        )

"""What people have left in a laboratory: laptops on arms, cable runs from rack to rack, bags under straps."""

from __future__ import annotations

import numpy as np

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.frames import Board, board
from zeroshot.modelling.kit.rounds import knob, tube
from zeroshot.modelling.kit.sculpture import Color, Sculpture, color
from zeroshot.modelling.kit.shapes import Rect, block, cushion, panel
from zeroshot.modelling.parts.fittings import cable, sticker


def closed_box(
    sculpture: Sculpture, front: Board, rect: Rect, h0: float, h1: float, *, tint: Color, bevel: float = 0.004
) -> None:
    """Add a box with a back."""
    block(sculpture, front, rect, h0, h1, tint=tint, bevel=bevel)
    x0, y0, x1, y1 = rect
    back = Board(front.at(0.0, 0.0, h0), -front.right, front.foot)
    panel(sculpture, back, (-x1, y0, -x0, y1), 0.0, tint=tint)


def mounted_laptop(sculpture: Sculpture, wall: Board, middle: tuple[float, float], *, tile: str) -> None:
    """Hang a laptop on an arm before a wall, its screen toward the cabin."""
    local = wall.shifted(*middle)
    knob(sculpture, local, (0.0, 0.12), 0.025, 0.0, 0.05, tint=palette.DARK, count=10)
    elbow = [local.at(0.0, 0.12, 0.03), local.at(0.04, 0.13, 0.09), local.at(0.0, 0.09, 0.12)]
    tube(sculpture, elbow, 0.012, sides=6, tint=palette.BLACK, flat_toward=wall.right)
    rect = (-0.185, -0.13, 0.185, 0.13)
    tilt = np.radians(12.0)
    lid_foot = np.cos(tilt) * wall.foot + np.sin(tilt) * wall.out
    lid = board(local.at(0.0, -0.06, 0.10), wall.right, lid_foot)
    closed_box(sculpture, lid, rect, -0.008, 0.004, tint=palette.DARK)
    panel(sculpture, lid, (-0.168, -0.112, 0.168, 0.105), 0.0055, tile=tile, finish="screen", cell=0.6)
    sticker(sculpture, lid, "placard1", (0.13, 0.118), 0.004, 0.4)
    keys_foot = np.cos(0.245) * wall.out + np.sin(0.245) * wall.foot
    keys = board(lid.at(0.0, 0.132, 0.004), wall.right, keys_foot).shifted(0.0, 0.13)
    closed_box(sculpture, keys, rect, -0.020, 0.0, tint=palette.DARK)
    panel(sculpture, keys, (-0.165, -0.115, 0.165, 0.105), 0.0012, tile="keys", cell=0.6)
    way = [(-0.15, 0.10, 0.12), (-0.24, 0.20, 0.10), (-0.26, 0.34, 0.05), (-0.22, 0.42, 0.02)]
    cable(sculpture, local, way, 0.005, tint=palette.BLACK)


def cable_run(sculpture: Sculpture, wall: Board, y: float, x0: float, x1: float, *, seed: int) -> None:
    """Lay a bundle of cables along a wall at y, tied down here and there, sagging between."""
    rng = np.random.default_rng(seed)
    xs = np.arange(x0, x1 + 1e-6, 0.2)
    tints = (palette.CABLE_WHITE, palette.CABLE_GREY, color("#35609a"))
    for strand, tint in enumerate(tints):
        ys = y + 0.014 * strand + rng.normal(0.0, 0.008, len(xs))
        hs = 0.042 + 0.006 * strand + rng.uniform(0.0, 0.012, len(xs))
        hs[[0, -1]] = 0.0
        way = [(float(a), float(b), float(c)) for a, b, c in zip(xs, ys, hs, strict=True)]
        cable(sculpture, wall, way, 0.0065, tint=tint, steps=2)
    for x in xs[2:-1:3]:
        rect = (float(x) - 0.012, y - 0.022, float(x) + 0.012, y + 0.05)
        block(sculpture, wall, rect, 0.0, 0.066, tile="strap", tint=color("#c9c2ac"), bevel=0.006)


def strapped_bag(sculpture: Sculpture, wall: Board, rect: Rect, *, seed: int) -> None:
    """Strap a soft bag onto a rack front."""
    cushion(sculpture, wall, rect, 0.02, 0.15, tile="bag0", tint=palette.WHITE, seed=seed, steps=9)
    x0, y0, x1, y1 = rect
    for share in (0.3, 0.7):
        x = x0 + share * (x1 - x0)
        way = [(y0 - 0.03, 0.02), (y0 + 0.03, 0.145), (y1 - 0.03, 0.145), (y1 + 0.03, 0.02)]
        path = [wall.at(x, y, h) for y, h in way]
        tube(
            sculpture,
            path,
            0.013,
            sides=6,
            squash=0.2,
            flat_toward=wall.out,
            tile="strap",
            tint=color("#6f8fb3"),
        )

"""Small things that are the same everywhere: handrails, seat tracks, luminaires, handles, cables, labels."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.frames import Board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.paint import dice
from zeroshot.modelling.kit.rounds import curve, knob, tube
from zeroshot.modelling.kit.sculpture import Color, Sculpture
from zeroshot.modelling.kit.shapes import Rect, block, decal, panel

RAIL_WIDTH_M, RAIL_THICKNESS_M, RAIL_HEIGHT_M, RAIL_BASE_M = 0.032, 0.019, 0.078, 0.033
"""Bar section, height over its base, width of its base. Source: measured on NASA's handrail meshes."""

LUMINAIRE_M = (0.50, 0.09, 0.09)
"""Source: NASA astrobee_media Destiny mesh, measured."""
LUMENS, KELVIN = 1500.0, 4870.0
"""Lumens are an estimate, no figure is published; the colour is the solid-state lamp's as measured by
Brainard et al. 2013."""


def handrail(
    draft: ModelDraft,
    board: Board,
    middle: tuple[float, float],
    length: float,
    *,
    along_y: bool = True,
    h: float = 0.0,
) -> None:
    """Add a blue rail on white brackets and name its point ``handrail-NN``."""
    local = board.shifted(middle[0], middle[1], h)
    local = local.rolled(1) if along_y else local
    axis_h = RAIL_HEIGHT_M - RAIL_THICKNESS_M / 2
    half = length / 2
    path = local.at(np.array([-half, half]), 0.0, axis_h)
    tube(
        draft.sculpture,
        path,
        RAIL_WIDTH_M / 2,
        sides=8,
        squash=RAIL_THICKNESS_M / RAIL_WIDTH_M * 1.12,
        flat_toward=local.out,
        tint=palette.RAIL_BLUE,
        capped=True,
    )
    spots = [-half + 0.03, half - 0.03] + ([0.0] if length > 0.9 else [])
    for x in spots:
        _bracket(draft.sculpture, local, x)
    draft.mark(
        draft.next_name("handrail"),
        "handrail",
        local.at(0.0, 0.0, axis_h),
        direction=local.right,
        normal=local.out,
        length_m=length,
    )


def _bracket(sculpture: Sculpture, board: Board, x: float) -> None:
    half = RAIL_BASE_M / 2
    block(
        sculpture,
        board,
        (x - 0.026, -half - 0.006, x + 0.026, half + 0.006),
        -0.002,
        0.012,
        tint=palette.WHITE,
    )
    block(
        sculpture, board, (x - 0.014, -half, x + 0.014, half), 0.010, 0.054, tint=palette.WHITE, bevel=0.006
    )
    for side in (-1, 1):
        y = side * (RAIL_WIDTH_M / 2 + 0.003)
        block(
            sculpture,
            board,
            (x - 0.02, min(y, y + side * 0.008), x + 0.02, max(y, y + side * 0.008)),
            0.05,
            0.08,
            tint=palette.WHITE,
            bevel=0.002,
        )
    block(
        sculpture, board, (x - 0.02, -0.027, x + 0.02, 0.027), 0.048, 0.058, tint=palette.WHITE, bevel=0.003
    )


def seat_track(sculpture: Sculpture, board: Board, x: float, y0: float, y1: float, h: float = 0.0) -> None:
    """Add an extrusion with its row of holes, standing 12 mm proud, along the board's y."""
    half, top = 0.016, h + 0.012
    local = board.shifted(x, 0.0).rolled(1)
    for start in np.arange(y0, y1 - 1e-6, 0.5):
        stop = min(start + 0.5, y1)
        panel(sculpture, local, (start, -half, stop, half), top, tile="track", finish="metal", cell=0.6)
    for side in (-1, 1):
        sculpture.add(
            board.at([x + side * half] * 4, [y0, y1, y1, y0], [h - 0.002, h - 0.002, top, top]),
            np.broadcast_to(side * board.right, (4, 3)),
            [(0, 0), (0, 1), (1, 1), (1, 0)],
            [(0, 1, 2), (0, 2, 3)],
            tint=palette.BEIGE,
            finish="metal",
        )


def luminaire(draft: ModelDraft, board: Board, *, name: str, group: str) -> None:
    """Add a lamp lying along the board's x, its box on the board, and name its point."""
    sculpture, (long, wide, high) = draft.sculpture, LUMINAIRE_M
    x, y = long / 2, wide / 2
    block(sculpture, board, (-x, -y, x, y), 0.0, high * 0.52, tint=palette.GREY, bevel=0.006)
    block(
        sculpture,
        board,
        (-x + 0.035, -y + 0.004, x - 0.035, y - 0.004),
        high * 0.5,
        high,
        tint=palette.WHITE,
        finish="lamp",
        bevel=0.024,
    )
    for side in (-1, 1):
        left, right = sorted((side * x, side * (x - 0.034)))
        block(sculpture, board, (left, -y, right, y), 0.0, high * 0.96, tint=palette.DARK, bevel=0.008)
    knob(sculpture, board, (x + 0.03, 0.0), 0.016, -0.005, 0.05, tint=palette.DARK, count=8)
    draft.mark(
        name,
        "luminaire",
        board.at(0.0, 0.0, high / 2),
        direction=board.right,
        normal=board.out,
        size_m=(long, wide),
        lumens=LUMENS,
        kelvin=KELVIN,
        group=group,
        label="lumens estimated",
    )


def handle(
    sculpture: Sculpture,
    board: Board,
    middle: tuple[float, float],
    long: float,
    h: float,
    *,
    along_y: bool = False,
    tint: Color = palette.ALUMINIUM,
) -> None:
    """Add a small bail handle."""
    local = board.shifted(middle[0], middle[1], h)
    local = local.rolled(1) if along_y else local
    half = long / 2
    path = local.at(
        [-half, -half, -half + 0.008, half - 0.008, half, half],
        0.0,
        [-0.002, 0.018, 0.026, 0.026, 0.018, -0.002],
    )
    tube(sculpture, path, 0.0055, sides=5, tint=tint, finish="metal", flat_toward=local.foot)


def latch(sculpture: Sculpture, board: Board, x: float, y: float, h: float) -> None:
    """Add a dark quarter-turn latch with its lever."""
    block(
        sculpture,
        board,
        (x - 0.014, y - 0.010, x + 0.014, y + 0.010),
        h - 0.001,
        h + 0.006,
        tint=palette.DARK,
        bevel=0.002,
    )
    block(
        sculpture,
        board,
        (x - 0.005, y - 0.009, x + 0.005, y + 0.013),
        h + 0.005,
        h + 0.013,
        tint=palette.ALUMINIUM,
        finish="metal",
        bevel=0.002,
    )


def cable(
    sculpture: Sculpture,
    board: Board,
    spots: Sequence[tuple[float, float, float]],
    radius: float = 0.008,
    *,
    tint: Color = palette.CABLE_WHITE,
    sides: int = 5,
    steps: int = 4,
    plugged: bool = False,
) -> None:
    """Add a cable through spots x, y, h on a board; plugged gives it a connector at both ends."""
    path = curve([board.at(*spot) for spot in spots], steps)
    tube(sculpture, path, radius, sides=sides, tint=tint, flat_toward=np.array([0.31, 0.52, 0.79]))
    for x, y, h in (spots[0], spots[-1]) if plugged else ():
        knob(sculpture, board, (x, y), 1.9 * radius, h - 0.03, h + 0.014, tint=palette.DARK, count=7)


def label(
    sculpture: Sculpture,
    board: Board,
    text: str,
    middle: tuple[float, float],
    high: float,
    h: float,
    *,
    kind: str = "label",
) -> None:
    """Stick lettering on a surface at h, so high over all."""
    shape = {
        "label": (24 * max(4, len(text)) + 12, 44),
        "sign": (26 * max(4, len(text)) + 16, 52),
        "stencil": (26 * max(4, len(text)) + 8, 48),
    }[kind]
    decal(sculpture, board, middle, (high * shape[0] / shape[1], high), h, f"{kind}:{text}")


STICKERS = {
    "placard0": (0.07, 0.045),
    "placard1": (0.07, 0.045),
    "placard2": (0.07, 0.045),
    "placard3": (0.07, 0.045),
    "caution": (0.08, 0.051),
    "fire_port": (0.045, 0.045),
    "paper0": (0.10, 0.133),
    "paper1": (0.09, 0.12),
    "paper2": (0.09, 0.12),
    "paper3": (0.09, 0.12),
    "patch0": (0.075, 0.075),
    "patch1": (0.075, 0.075),
    "stripes_red": (0.16, 0.03),
    "stripes_yellow": (0.16, 0.03),
    "keypad": (0.07, 0.109),
}
"""Size of each sticker, metres: estimates."""


def sticker(
    sculpture: Sculpture, board: Board, tile: str, middle: tuple[float, float], h: float, scale: float = 1.0
) -> None:
    """Stick one of STICKERS on a surface at h."""
    wide, high = STICKERS[tile]
    decal(sculpture, board, middle, (wide * scale, high * scale), h, tile)


def scatter(sculpture: Sculpture, board: Board, rect: Rect, h: float, name: str, count: int) -> None:
    """Stick a few stickers about a surface."""
    rng = dice(name)
    choice = sorted(set(STICKERS) - {"stripes_red", "stripes_yellow", "keypad"})
    for _ in range(count):
        tile = choice[int(rng.integers(len(choice)))]
        wide, high = STICKERS[tile]
        x = rng.uniform(rect[0] + wide / 2, rect[2] - wide / 2)
        y = rng.uniform(rect[1] + high / 2, rect[3] - high / 2)
        sticker(sculpture, board, tile, (x, y), h)

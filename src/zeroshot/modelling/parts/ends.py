"""The two ends: white wall with names, blue octagonal surround, square tunnel, rounded-square hatch."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.frames import Board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.paint import dice
from zeroshot.modelling.kit.rounds import annulus, circle, disc, knob, loft, rounded_square
from zeroshot.modelling.kit.sculpture import color
from zeroshot.modelling.kit.shapes import block, cushion, panel
from zeroshot.modelling.parts.fittings import cable, handrail, label, latch, sticker
from zeroshot.spatial import Array

CLEAR_M, HATCH_M = 1.40, 1.27
"""Clear width of the tunnel (measured on NASA's mesh) and of the hatch opening (50 in, collectSPACE)."""

CORNER_STEPS = 6

_FACES = (
    ("DECK", (0.0, 0.0, 1.0)),
    ("OVHD", (0.0, 0.0, -1.0)),
    ("PORT", (0.0, -1.0, 0.0)),
    ("STBD", (0.0, 1.0, 0.0)),
)


@dataclass(frozen=True)
class End:
    """One end. tunnel_m: from the end wall to the hatch. is_open: a dark passage, else a closed hatch."""

    name: str
    tunnel_m: float
    leads_to: str
    is_open: bool


def chamfered(half: float, cut: float, deck_cut: float | None = None) -> Array:
    """Return an octagon (4·CORNER_STEPS, 2) in the order of ``rounded_square``; deck-side cuts may differ."""
    share = np.linspace(0, 1, CORNER_STEPS)[:, None]
    loop = []
    for x, y in ((1, 1), (-1, 1), (-1, -1), (1, -1)):
        size = deck_cut if deck_cut is not None and y > 0 else cut
        beside, below = np.array([x * half, y * (half - size)]), np.array([x * (half - size), y * half])
        first, last = (beside, below) if x == y else (below, beside)
        loop.append((1 - share) * first + share * last)
    return np.concatenate(loop)


def build_end(draft: ModelDraft, wall: Board, end: End) -> None:
    """Build an end on its board: the end wall's face, seen from inside."""
    s = draft.sculpture
    outer, inner = chamfered(0.915, 0.16, 0.33), chamfered(0.775, 0.10, 0.26)
    square = chamfered(1.26, 0.02)
    annulus(s, wall, outer, square, 0.0, tint=palette.WHITE)
    _wall_panels(draft, wall)
    at = wall.at
    inside = at(0.0, 0.0, 0.3)
    rings = [wall.loop(outer, 0.0), wall.loop(outer, 0.012)]
    loft(s, rings, toward=inside, outward=True, tint=palette.SURROUND_BLUE)
    annulus(s, wall, inner, outer, 0.012, tint=palette.SURROUND_BLUE)
    _tunnel(draft, wall, end, inner)
    _signs(draft, wall, end)
    draft.mark(
        f"hatch-{end.name}",
        "hatch",
        wall.at(0, 0, -end.tunnel_m),
        direction=wall.right,
        normal=wall.out,
        size_m=(HATCH_M, HATCH_M),
        label=end.leads_to,
    )


def _tunnel(draft: ModelDraft, wall: Board, end: End, inner: Array) -> None:
    s, at, depth = draft.sculpture, wall.at, end.tunnel_m
    clear = CLEAR_M / 2
    near, far = chamfered(clear + 0.03, 0.12), chamfered(clear, 0.10)
    middle = at(0.0, 0.0, -depth / 2)
    loops = [wall.loop(inner, 0.012), wall.loop(near, -0.05)]
    loft(s, loops, toward=middle, tint=palette.WHITE)
    depths = np.linspace(0.05, depth, 4)
    shapes = [near, far, far, far]
    tints = [palette.WHITE, color("#e4e1d8"), palette.CREAM]
    for i, tint in enumerate(tints):
        pair = [wall.loop(shapes[i], -depths[i]), wall.loop(shapes[i + 1], -depths[i + 1])]
        loft(s, pair, toward=middle, tint=tint)
    _tunnel_fittings(draft, wall, depth)
    opening = rounded_square(HATCH_M / 2, 0.24, CORNER_STEPS)
    lip = rounded_square(HATCH_M / 2 + 0.045, 0.27, CORNER_STEPS)
    annulus(s, wall, lip, far, -depth, tint=palette.CREAM)
    loft(
        s,
        [wall.loop(lip, -depth), wall.loop(lip, -depth + 0.03)],
        toward=middle,
        outward=True,
        tint=palette.COLLAR,
    )
    annulus(s, wall, opening, lip, -depth + 0.03, tint=palette.COLLAR)
    if end.is_open:
        _passage(draft, wall, depth, opening)
    else:
        _closed_hatch(draft, wall, depth, opening)


def _passage(draft: ModelDraft, wall: Board, depth: float, opening: Array) -> None:
    """The vestibule: 0.4 m, then the next module in the dark."""
    s, at = draft.sculpture, wall.at
    middle = at(0.0, 0.0, -depth - 0.2)
    steps = [
        (0.03, 0.0, palette.COLLAR),
        (-0.05, 0.0, palette.GREY),
        (-0.19, 0.02, color("#97989a")),
        (-0.31, 0.02, color("#5b5d62")),
        (-0.40, 0.0, color("#2a2c31")),
    ]
    for (h0, grow0, tint), (h1, grow1, _) in pairwise(steps):
        loft(
            s,
            [
                wall.loop((opening * (1 + grow0)), -depth + h0),
                wall.loop((opening * (1 + grow1)), -depth + h1),
            ],
            toward=middle,
            tint=tint,
        )
    disc(s, wall, opening, -depth - 0.40, tint=color("#0d0f13"))
    for x, tint in ((-0.52, palette.CABLE_WHITE), (-0.48, palette.CABLE_GREY), (0.5, palette.CABLE_GREY)):
        cable(
            s,
            wall,
            [
                (x, 0.60, -depth + 0.2),
                (x, 0.605, -depth),
                (x + 0.03, 0.60, -depth - 0.2),
                (x, 0.6, -depth - 0.39),
            ],
            0.014,
            tint=tint,
        )


def _closed_hatch(draft: ModelDraft, wall: Board, depth: float, opening: Array) -> None:
    """The hatch in its frame: ribs, crank, round window."""
    s, at, face_h = draft.sculpture, wall.at, -depth - 0.10
    loft(
        s,
        [wall.loop(opening, -depth + 0.03), wall.loop(opening, face_h)],
        toward=at(0, 0, 0),
        tint=palette.COLLAR,
    )
    ring = circle(4 * CORNER_STEPS, 0.5)
    window = 0.12 * ring
    annulus(s, wall, window, opening, face_h, tile="panel0", tint=palette.CREAM)
    loft(
        s,
        [wall.loop(window, face_h), wall.loop(window, face_h - 0.06)],
        toward=at(0, 0, face_h),
        tint=palette.DARK,
    )
    disc(s, wall, window, face_h - 0.06, tile="glass", finish="glass")
    loft(
        s,
        [wall.loop((window * 1.3), face_h), wall.loop((window * 1.3), face_h + 0.02)],
        toward=at(0, 0, face_h),
        outward=True,
        tint=palette.ALUMINIUM,
        finish="metal",
    )
    annulus(s, wall, window, window * 1.3, face_h + 0.02, tint=palette.ALUMINIUM, finish="metal")
    for x in (-0.42, -0.21, 0.21, 0.42):
        block(
            s,
            wall,
            (x - 0.022, -0.52, x + 0.022, 0.52),
            face_h - 0.002,
            face_h + 0.045,
            tint=palette.WHITE,
            bevel=0.01,
        )
    for y in (-0.36, 0.36):
        block(
            s,
            wall,
            (-0.54, y - 0.022, 0.54, y + 0.022),
            face_h - 0.002,
            face_h + 0.04,
            tint=palette.WHITE,
            bevel=0.01,
        )
    knob(s, wall, (0.0, 0.26), 0.075, face_h, face_h + 0.06, tint=palette.GREY, count=16)
    block(s, wall, (-0.015, 0.24, 0.19, 0.28), face_h + 0.05, face_h + 0.075, tint=palette.YELLOW)
    label(s, wall, "HATCH", (0.0, -0.27), 0.05, face_h, kind="stencil")
    sticker(s, wall, "caution", (-0.11, 0.2), face_h)
    sticker(s, wall, "placard1", (0.315, -0.2), face_h)


def _tunnel_fittings(draft: ModelDraft, wall: Board, depth: float) -> None:
    s, rng = draft.sculpture, dice(f"tunnel{wall.origin[0]:.2f}")
    for turn in range(4):
        side = _side(wall.rolled(turn), depth)
        for x in (-0.36, 0.14):
            block(
                s,
                side,
                (x, -0.3, x + 0.24, 0.28),
                -0.001,
                0.006,
                tile=f"panel{int(rng.integers(6))}",
                tint=palette.WHITE,
            )
        sticker(s, side, "placard2", (-0.03, -0.2), 0.001)
        sticker(s, side, "fire_port", (0.04, 0.1), 0.001, 1.4)
        if turn % 2:
            handrail(draft, side, (0.02, 0.0), 0.546, h=0.0)
        else:
            cushion(s, side, (-0.06, -0.1, 0.12, 0.24), 0.0, 0.05, tile="bag1", tint=palette.WHITE, seed=turn)
        cable(
            s,
            side,
            [
                (-0.48, 0.4, 0.02),
                (-0.2, 0.43, 0.03),
                (0.05, 0.40, 0.025),
                (0.3, 0.44, 0.03),
                (0.5, 0.41, 0.02),
            ],
            0.013,
            tint=palette.CABLE_WHITE,
        )


def _side(wall: Board, depth: float) -> Board:
    """Return the board on the tunnel's side toward the wall's foot: x across, y toward the cabin."""
    middle = wall.at(0.0, CLEAR_M / 2, -depth / 2 - 0.03)
    return Board(middle, wall.right, wall.out)


def _wall_panels(draft: ModelDraft, wall: Board) -> None:
    s = draft.sculpture
    for turn in range(4):
        b = wall.rolled(turn)
        for x0, x1 in ((-0.62, -0.02), (0.02, 0.62)):
            block(s, b, (x0, 0.935, x1, 1.09), -0.001, 0.006, tint=palette.WHITE, bevel=0.003)
            for x in (x0 + 0.02, x1 - 0.02):
                latch(s, b, x, 1.06, 0.006)
    for x, y in ((0.96, -0.62), (0.97, 0.72)):
        block(s, wall, (x - 0.09, y - 0.11, x + 0.07, y + 0.11), -0.001, 0.03, tint=palette.GREY)
        panel(
            s,
            wall,
            (x - 0.075, y - 0.095, x + 0.055, y + 0.095),
            0.0312,
            tile="switches1" if y < 0 else "vent",
            cell=0.6,
        )


def _signs(draft: ModelDraft, wall: Board, end: End) -> None:
    s = draft.sculpture
    for text, direction in _FACES:
        along_right, along_foot = float(np.dot(direction, wall.right)), float(np.dot(direction, wall.foot))
        turns = 0 if along_foot else (1 if along_right < 0 else 3)
        # An overhead name is read the same way round as the rest of the wall, so it sits at negative y.
        y = -0.985 if along_foot < 0 else 1.0
        label(s, wall.rolled(turns), text, (0.22, y), 0.075, 0.006, kind="sign")
    label(s, wall, "HATCH", (-0.46, -0.985), 0.07, 0.006, kind="stencil")
    label(s, wall, "EXIT", (-0.16, -0.985), 0.07, 0.006, kind="stencil")
    label(s, wall, end.leads_to, (-0.30, 1.0), 0.05, 0.006, kind="stencil")
    sticker(s, wall, "placard0", (0.55, -0.985), 0.006, 1.6)
    sticker(s, wall, "placard3", (-0.52, 1.0), 0.006, 1.3)

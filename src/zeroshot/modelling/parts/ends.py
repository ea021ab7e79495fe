"""The two ends: white wall with names, blue octagonal surround, square tunnel, rounded-square hatch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.frames import Board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.paint import dice
from zeroshot.modelling.kit.rounds import annulus, loft
from zeroshot.modelling.kit.sculpture import Color, color
from zeroshot.modelling.kit.shapes import block, cushion, panel
from zeroshot.modelling.parts.fittings import cable, handrail, label, latch, sticker
from zeroshot.modelling.parts.us_hatch import CORNER_STEPS, build_us_hatch
from zeroshot.spatial import Array

CLEAR_M = 1.40
"""Clear width of the tunnel. Source: measured on NASA's mesh of Destiny."""

_FACES = {
    "deck": (0.0, 0.0, 1.0),
    "overhead": (0.0, 0.0, -1.0),
    "port": (0.0, -1.0, 0.0),
    "starboard": (0.0, 1.0, 0.0),
}

FACE_SIGNS = {
    "deck": "DECK",
    "overhead": "OVHD",
    "port": "PORT",
    "starboard": "STBD",
    "forward": "FWD",
    "aft": "AFT",
}
"""What stands on an end wall beside each direction."""


@dataclass(frozen=True)
class End:
    """One end. name: the direction it leads. tunnel_m: from the end wall to the hatch."""

    name: str
    tunnel_m: float
    leads_to: str
    surround: Color = palette.SURROUND_BLUE


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
    loft(s, rings, toward=inside, outward=True, tint=end.surround)
    annulus(s, wall, inner, outer, 0.012, tint=end.surround)
    _tunnel(draft, wall, end, inner)
    _signs(draft, wall, end)


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
    build_us_hatch(draft, wall.shifted(0.0, 0.0, -depth), end.name, far, leads_to=end.leads_to)


def _tunnel_fittings(draft: ModelDraft, wall: Board, depth: float) -> None:
    s, rng = draft.sculpture, dice(f"tunnel{draft.name}{wall.origin[0]:.2f}")
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
    face_signs(draft, wall, (0.22, 1.0), 0.075)
    label(s, wall, "HATCH", (-0.46, -0.985), 0.07, 0.006, kind="stencil")
    label(s, wall, "EXIT", (-0.16, -0.985), 0.07, 0.006, kind="stencil")
    label(s, wall, end.leads_to, (-0.30, 1.0), 0.05, 0.006, kind="stencil")
    sticker(s, wall, "placard0", (0.55, -0.985), 0.006, 1.6)
    sticker(s, wall, "placard3", (-0.52, 1.0), 0.006, 1.3)


def face_signs(draft: ModelDraft, wall: Board, middle: tuple[float, float], high: float) -> None:
    """Write beside each edge of an end wall what lies there; middle: of the sign at the foot."""
    for name, direction in _FACES.items():
        along_right, along_foot = float(np.dot(direction, wall.right)), float(np.dot(direction, wall.foot))
        turns = 0 if along_foot else (1 if along_right < 0 else 3)
        # An overhead name is read the same way round as the rest of the wall, so it sits at negative y.
        y = 0.015 - middle[1] if along_foot < 0 else middle[1]
        text = FACE_SIGNS[draft.word(name)]
        label(draft.sculpture, wall.rolled(turns), text, (middle[0], y), high, 0.006, kind="sign")

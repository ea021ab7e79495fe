"""The square hatch of the American segment: collar, half a vestibule up to the mating plane, the door."""

from __future__ import annotations

from itertools import pairwise

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.frames import Board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.rounds import annulus, circle, disc, knob, loft, rounded_square
from zeroshot.modelling.kit.sculpture import color
from zeroshot.modelling.kit.shapes import block
from zeroshot.modelling.parts.fittings import cable, label, sticker
from zeroshot.spatial import Array

HATCH_M, VESTIBULE_M = 1.27, 0.40
"""Clear opening (50 in, collectSPACE) and the way between the hatches of two modules (published)."""

CORNER_STEPS = 6
DOOR_M = 0.05
WINDOW_M = 0.24
"""Thickness of the door and diameter of its window: estimates."""


def opening_loop(half: float = HATCH_M / 2) -> Array:
    """Return the rounded square of the opening (4·CORNER_STEPS, 2)."""
    return rounded_square(half, 0.38 * half, CORNER_STEPS)


def build_us_hatch(
    draft: ModelDraft, wall: Board, name: str, far: Array, *, leads_to: str = "", has_vestibule: bool = True
) -> None:
    """Build a hatch into a bulkhead, from its collar out to the mating plane, and name its points.

    wall: the bulkhead, seen from inside, its foot toward the local deck. name: the direction it leads, which
    names the point and the option hatch-NAME. far: the loop (n, 2) of the bulkhead that the hatch sits in.
    Without a vestibule the door closes the bulkhead itself and cannot be opened: an unused port.
    """
    s, middle = draft.sculpture, wall.at(0.0, 0.0, 0.0)
    opening = opening_loop()
    lip = rounded_square(HATCH_M / 2 + 0.045, 0.27, CORNER_STEPS)
    annulus(s, wall, lip, far, 0.0, tint=palette.CREAM)
    loft(s, [wall.loop(lip, 0.0), wall.loop(lip, 0.03)], toward=middle, outward=True, tint=palette.COLLAR)
    annulus(s, wall, opening, lip, 0.03, tint=palette.COLLAR)
    depth = VESTIBULE_M / 2 if has_vestibule else DOOR_M + 0.06
    if has_vestibule:
        option = f"hatch-{draft.word(name)}"
        draft.options[option] = ("closed", "open")
        _vestibule(draft, wall, opening)
        with s.only_when(option, "closed"):
            build_us_door(draft, wall, -depth + DOOR_M + 0.005, opening)
        _mark(draft, wall, name, depth, leads_to)
    else:
        loft(s, [wall.loop(opening, 0.03), wall.loop(opening, -0.06)], toward=middle, tint=palette.COLLAR)
        build_us_door(draft, wall, -0.06, opening)


def _mark(draft: ModelDraft, wall: Board, name: str, depth: float, leads_to: str) -> None:
    draft.mark(
        f"hatch-{name}",
        "hatch",
        wall.at(0, 0, -depth),
        direction=wall.foot,
        normal=-wall.out,
        size_m=(HATCH_M, HATCH_M),
        label=leads_to,
    )
    for number in range(4):
        side = wall.rolled(number)
        draft.mark(
            f"hatch-rim-{name}-{number + 1}",
            "hatch-rim",
            side.at(0.0, HATCH_M / 2, 0.015),
            direction=side.right,
            normal=-side.foot,
            length_m=0.7,
        )


def _vestibule(draft: ModelDraft, wall: Board, opening: Array) -> None:
    """The walls of this module's half of the way: closeout cloth in folds, cables along it."""
    s, middle = draft.sculpture, wall.at(0.0, 0.0, -0.1)
    steps = [
        (0.03, 1.0, palette.COLLAR),
        (-0.04, 1.0, palette.GREY),
        (-0.07, 1.015, color("#c9c6bd")),
        (-0.14, 1.02, color("#b4b1a8")),
        (-0.17, 1.005, color("#9c9a94")),
        (-VESTIBULE_M / 2, 1.0, color("#85837e")),
    ]
    for (h0, grow0, tint), (h1, grow1, _) in pairwise(steps):
        loft(s, [wall.loop(opening * grow0, h0), wall.loop(opening * grow1, h1)], toward=middle, tint=tint)
    for x, tint in ((-0.52, palette.CABLE_WHITE), (-0.48, palette.CABLE_GREY), (0.5, palette.CABLE_GREY)):
        way = [(x, 0.60, 0.2), (x, 0.605, 0.0), (x + 0.01, 0.602, -0.1), (x, 0.60, -VESTIBULE_M / 2)]
        cable(s, wall, way, 0.014, tint=tint)


def build_us_door(draft: ModelDraft, wall: Board, h: float, opening: Array) -> None:
    """Build a door with its face at h of a board, ribs, crank and round window; closed from behind, too."""
    s = draft.sculpture
    window = WINDOW_M / 2 * circle(4 * CORNER_STEPS, 0.5)
    annulus(s, wall, window, opening, h, tile="panel0", tint=palette.CREAM)
    loft(s, [wall.loop(window, h), wall.loop(window, h - 0.025)], toward=wall.at(0, 0, h), tint=palette.DARK)
    disc(s, wall, window, h - 0.025, tile="glass")
    rim = [wall.loop(window * 1.3, h), wall.loop(window * 1.3, h + 0.02)]
    loft(s, rim, toward=wall.at(0, 0, h), outward=True, tint=palette.ALUMINIUM, finish="metal")
    annulus(s, wall, window, window * 1.3, h + 0.02, tint=palette.ALUMINIUM, finish="metal")
    for x in (-0.42, -0.21, 0.21, 0.42):
        rect = (x - 0.022, -0.52, x + 0.022, 0.52)
        block(s, wall, rect, h - 0.002, h + 0.045, tint=palette.WHITE, bevel=0.01)
    for y in (-0.36, 0.36):
        rect = (-0.54, y - 0.022, 0.54, y + 0.022)
        block(s, wall, rect, h - 0.002, h + 0.04, tint=palette.WHITE, bevel=0.01)
    knob(s, wall, (0.0, 0.26), 0.075, h, h + 0.06, tint=palette.GREY, count=16)
    block(s, wall, (-0.015, 0.24, 0.19, 0.28), h + 0.05, h + 0.075, tint=palette.YELLOW)
    label(s, wall, "HATCH", (0.0, -0.27), 0.05, h, kind="stencil")
    sticker(s, wall, "caution", (-0.11, 0.2), h)
    sticker(s, wall, "placard1", (0.315, -0.2), h)
    back = Board(wall.at(0.0, 0.0, h - DOOR_M), -wall.right, wall.foot)
    disc(s, back, opening, 0.0, tile="panel0", tint=palette.CREAM)
    annulus(s, back, window, window * 1.3, 0.001, tint=palette.ALUMINIUM, finish="metal")

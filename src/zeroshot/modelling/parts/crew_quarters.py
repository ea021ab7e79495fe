"""A crew quarters: a cabin the size of a rack that bulges into the aisle, with a folding door."""

from __future__ import annotations

import numpy as np

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.frames import Board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.rounds import annulus, disc, loft, tube
from zeroshot.modelling.kit.sculpture import color
from zeroshot.modelling.kit.shapes import block, cushion, decal, recess
from zeroshot.modelling.parts.deck_window import BASE_M
from zeroshot.modelling.parts.dressing import closed_box, mounted_laptop
from zeroshot.modelling.parts.ends import chamfered
from zeroshot.modelling.parts.fittings import cable, handle, handrail, label, luminaire, sticker
from zeroshot.modelling.parts.racks import HALF_FACE_M, HALF_PITCH_M

PASSAGE_M, BULGE_LENGTH_M = 1.58, 0.90
"""What four of them leave of the aisle, and for how long. Source: measured on NASA's mesh of Harmony."""

BULGE_M = BASE_M - PASSAGE_M / 2
DOOR_M = (0.58, 1.14)
CABIN_M = (0.86, 1.86, 0.72)
"""Door and cabin: width, height, and depth behind the rack's face; estimates to fit a rack's outside."""

_FRONT = (BULGE_LENGTH_M / 2, 0.62)
_SHELL, _LINER, _DOOR = color("#eceae3"), color("#d9dce0"), color("#e2e0d6")
_SLEEPING_BAG = color("#5f7488")


def crew_quarters(draft: ModelDraft, b: Board, code: str, *, is_open: bool) -> None:
    """Build a crew quarters on a rack's board, its door folded open or shut, and name its rack's point."""
    s = draft.sculpture
    unit_loop = chamfered(1.0, 0.04)
    bay, foot = unit_loop * (HALF_PITCH_M, HALF_FACE_M), unit_loop * (0.515, 0.905)
    front, door = unit_loop * _FRONT, chamfered(1.0, 0.002) * (DOOR_M[0] / 2, DOOR_M[1] / 2)
    annulus(s, b, foot, bay, 0.0, tint=palette.GREY)
    rings = [
        b.loop(foot, 0.0),
        b.loop(foot, 0.02),
        b.loop(front * 1.01, BULGE_M - 0.02),
        b.loop(front, BULGE_M),
    ]
    loft(s, rings, toward=b.at(0.0, 0.0, 0.1), outward=True, tint=_SHELL, smooth=False)
    annulus(s, b, door, front, BULGE_M, tint=_SHELL)
    label(s, b, code, (-0.36, -0.60), 0.028, BULGE_M)
    label(s, b, "CREW QUARTERS", (0.0, -0.597), 0.024, BULGE_M, kind="sign")
    sticker(s, b, "fire_port", (0.38, -0.5), BULGE_M)
    decal(s, b, (0.37, 0.46), (0.12, 0.16), BULGE_M, "vent")
    handrail(draft, b, (-0.375, 0.0), 0.546, h=BULGE_M)
    if is_open:
        _folded_door(draft, b)
        _cabin(draft, b, door)
    else:
        _shut_door(draft, b)
    size = (2 * HALF_PITCH_M, 2 * HALF_FACE_M)
    draft.mark(f"rack-{code}", "rack", b.at(0, 0), direction=b.right, normal=b.out, size_m=size, label=code)


def _shut_door(draft: ModelDraft, b: Board) -> None:
    s, (wide, high) = draft.sculpture, DOOR_M
    recess(s, b, (-wide / 2, -high / 2, wide / 2, high / 2), BULGE_M, BULGE_M - 0.035, tint=palette.DARK)
    for x0, x1 in ((-wide / 2 + 0.006, -0.003), (0.003, wide / 2 - 0.006)):
        rect = (x0, -high / 2 + 0.006, x1, high / 2 - 0.006)
        block(s, b, rect, BULGE_M - 0.034, BULGE_M, tile="fabric", tint=_DOOR, bevel=0.01)
        decal(s, b, ((x0 + x1) / 2, 0.44), (0.2, 0.12), BULGE_M, "vent")
    handle(s, b, (0.05, 0.0), 0.12, BULGE_M, along_y=True)
    sticker(s, b, f"paper{len(draft.points) % 4}", (-0.13, -0.2), BULGE_M)
    sticker(s, b, "patch0", (0.14, -0.28), BULGE_M, 1.2)


def _folded_door(draft: ModelDraft, b: Board) -> None:
    """Stand the two leaves, folded together, out into the aisle at the right of the opening."""
    wide, high = DOOR_M
    for number in range(2):
        lean = np.radians(8.0 + 14.0 * number)
        out = np.cos(lean) * b.out + np.sin(lean) * b.right
        leaf = Board(b.at(wide / 2 + 0.004 + 0.02 * number, 0.0, BULGE_M), out, b.foot)
        closed_box(
            draft.sculpture,
            leaf,
            (0.0, -high / 2 + 0.006, wide / 2, high / 2 - 0.006),
            -0.01,
            0.01,
            tint=_DOOR,
        )


def _cabin(draft: ModelDraft, b: Board, door: np.ndarray) -> None:
    """Build the inside: padded walls, sleeping bag, lamp, laptop, what one keeps about."""
    s, (wide, high, depth) = draft.sculpture, CABIN_M
    inner = BULGE_M - 0.04
    near, full = chamfered(1.0, 0.002) * (0.42, 0.595), chamfered(1.0, 0.002) * (wide / 2, high / 2)
    middle = b.at(0.0, 0.0, -0.2)
    loft(s, [b.loop(door, BULGE_M), b.loop(door, inner)], toward=b.at(0, 0, inner), tint=palette.ALUMINIUM)
    back = Board(b.at(0.0, 0.0, inner), -b.right, b.foot)
    annulus(s, back, door, near, 0.0, tile="quilt", tint=_LINER)
    rings = [b.loop(near, inner), b.loop(full, -0.02), b.loop(full, -depth)]
    loft(s, rings, toward=middle, tile="fabric", tint=_LINER, smooth=False)
    disc(s, b, full, -depth, tile="quilt", tint=_LINER)
    rear, half = b.shifted(0.0, 0.0, -depth), wide / 2
    mounted_laptop(s, rear, (0.22, -0.24), tile="screen1")
    for i, (x, y) in enumerate(((-0.28, -0.5), (-0.1, -0.56), (0.3, -0.52), (0.34, 0.25))):
        sticker(s, rear, f"paper{i}", (x, y), 0.0, 1.1)
    block(s, rear, (-0.38, 0.42, 0.38, 0.76), -0.001, 0.14, tile="panel3", tint=_SHELL)
    left = Board(b.at(-half, 0.0, -depth / 2), b.out, b.foot)
    _sleeping_bag(draft, left)
    lamp = Board(b.at(0.12, -high / 2, -depth / 2), b.right, -b.out)
    luminaire(draft, lamp, name=draft.next_name("luminaire", digits=1), group="cabin")
    right = Board(b.at(half, 0.0, -depth / 2), -b.out, b.foot)
    cushion(s, right, (-0.25, 0.1, 0.2, 0.42), 0.0, 0.1, tile="bag1", seed=4, steps=8)
    decal(s, right, (0.05, -0.4), (0.3, 0.2), 0.0, "vent")
    sticker(s, right, "patch1", (-0.2, -0.15), 0.0, 1.4)
    cable(s, rear, [(0.32, -0.7, 0.02), (0.36, -0.4, 0.04), (0.28, -0.1, 0.03), (0.2, 0.05, 0.05)], 0.006)


def _sleeping_bag(draft: ModelDraft, wall: Board) -> None:
    s = draft.sculpture
    cushion(
        s, wall, (-0.29, -0.70, 0.29, 0.72), 0.0, 0.17, tile="fabric", tint=_SLEEPING_BAG, seed=9, steps=12
    )
    cushion(s, wall, (-0.18, -0.72, 0.18, -0.44), 0.06, 0.21, tile="fabric1", tint=palette.WHITE, seed=2)
    for y in (-0.25, 0.30):
        path = wall.at([-0.32, -0.28, 0.28, 0.32], y, [0.01, 0.17, 0.17, 0.01])
        tube(s, path, 0.014, sides=6, squash=0.2, flat_toward=wall.out, tile="strap")
    tube(
        s,
        wall.at([0.0, 0.01, 0.0], [-0.40, 0.0, 0.6], [0.165, 0.178, 0.15]),
        0.006,
        sides=5,
        tint=palette.DARK,
        flat_toward=wall.right,
    )

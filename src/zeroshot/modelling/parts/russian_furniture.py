"""What people work, eat and run at in the Russian segment: table, treadmill, control post, workbench."""

from __future__ import annotations

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit import russian_palette as paint
from zeroshot.modelling.kit.frames import Board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.rounds import curve, knob, tube
from zeroshot.modelling.kit.sculpture import color
from zeroshot.modelling.kit.shapes import Rect, block, cushion, face, panel, split
from zeroshot.modelling.parts.dressing import closed_box, mounted_laptop
from zeroshot.modelling.parts.russian_fittings import bungee, foot_loop, rail, sign, strap

TABLE_M = (0.95, 0.66)
TABLE_HEIGHT_M = 0.74
"""Top and its height over the floor: estimates."""


def dining_table(draft: ModelDraft, floor: Board) -> None:
    """Stand the table on the floor, long side along the aisle, food under cords; name its edges."""
    s, (long, wide), high = draft.sculpture, TABLE_M, TABLE_HEIGHT_M
    x, y = long / 2, wide / 2
    closed_box(s, floor, (-x, -y, x, y), high - 0.05, high, tint=paint.IVORY, bevel=0.012)
    panel(
        s, floor, (-x + 0.02, -y + 0.02, x - 0.02, y - 0.02), high + 0.0012, tile="wall4", tint=paint.CANVAS
    )
    for side in (-0.26, 0.26):
        block(s, floor, (side - 0.03, -0.12, side + 0.03, 0.12), 0.0, high - 0.05, tint=paint.STEEL)
    block(s, floor, (-0.24, -0.14, 0.24, 0.14), high - 0.2, high - 0.05, tint=paint.SAGE)
    for i, (a, b) in enumerate(((-0.34, -0.2), (-0.2, 0.16), (0.08, -0.22), (0.3, 0.12), (0.02, 0.2))):
        if i % 2:
            knob(
                s,
                floor,
                (a, b),
                0.042,
                high,
                high + 0.055,
                tile="metal",
                tint=palette.ALUMINIUM,
                finish="metal",
                count=14,
            )
        else:
            cushion(
                s, floor, (a - 0.07, b - 0.05, a + 0.07, b + 0.05), high, high + 0.035, tile="sack1", seed=i
            )
    for a, b in ((-0.2, -0.2), (0.18, 0.16)):
        bungee(s, floor, [(a - 0.26, b, high + 0.01), (a, b, high + 0.062), (a + 0.26, b, high + 0.01)])
    for name, at, along in (
        ("port", (0.0, -y), floor.right), ("starboard", (0.0, y), floor.right),
        ("aft", (-x, 0.0), floor.foot), ("forward", (x, 0.0), floor.foot),
    ):  # fmt: skip
        draft.mark(
            f"edge-table-{name}",
            "edge",
            floor.at(*at, high),
            direction=along,
            normal=floor.out,
            length_m=long,
        )
    for side in (-1.0, 1.0):
        foot_loop(draft, floor if side > 0 else floor.rolled(2), (0.0, y + 0.14), h=0.008)
        bar = [floor.at(a, side * (y + 0.035), high - 0.03) for a in (-x + 0.05, x - 0.05)]
        tube(s, bar, 0.010, sides=6, tint=paint.RAIL, flat_toward=floor.out, capped=True)


def treadmill(draft: ModelDraft, floor: Board, rect: Rect) -> None:
    """Sink the treadmill into its hole in the floor: belt, side frames, a bow to hold, elastic cords."""
    s, (x0, y0, x1, y1) = draft.sculpture, rect
    middle = floor.at((x0 + x1) / 2, (y0 + y1) / 2, -0.05)
    corners = [(x0, y0), (x0, y1), (x1, y1), (x1, y0)]
    for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1], strict=True):
        quad = [
            floor.at(ax, ay, 0.004),
            floor.at(bx, by, 0.004),
            floor.at(bx, by, -0.13),
            floor.at(ax, ay, -0.13),
        ]
        face(s, quad, tint=palette.DARK, toward=middle)
    panel(s, floor, (x0 - 0.01, y0 - 0.01, x1 + 0.01, y1 + 0.01), -0.13, tint=palette.DARK)
    run = Board(floor.at((x0 + x1) / 2, (y0 + y1) / 2), floor.foot, -floor.right)
    half = (x1 - x0) / 2
    block(s, run, (-0.23, -half + 0.06, 0.23, half - 0.06), -0.13, -0.02, tile="belt", tint=color("#8b8d8c"))
    for side in (-1, 1):
        left, right = sorted((side * 0.235, side * 0.335))
        block(
            s,
            run,
            (left, -half + 0.01, right, half - 0.01),
            -0.13,
            0.012,
            tile="metal",
            tint=paint.STEEL,
            finish="metal",
        )
        bungee(
            s,
            run,
            [(side * 0.29, -0.2, 0.01), (side * 0.30, 0.0, 0.28), (side * 0.29, 0.25, 0.01)],
            tint=palette.RED,
        )
    bow = [
        run.at(x, -half + 0.03, h)
        for x, h in ((-0.29, 0.0), (-0.29, 0.5), (-0.2, 0.62), (0.2, 0.62), (0.29, 0.5), (0.29, 0.0))
    ]
    tube(s, curve(bow, 3), 0.014, sides=7, tint=paint.RAIL, flat_toward=run.foot)
    block(s, run, (-0.13, -half + 0.02, 0.13, -half + 0.05), 0.50, 0.64, tile="console1", tint=paint.IVORY)
    sign(s, run, "БД-2", (0.0, half - 0.035), 0.035, -0.13)


def control_post(draft: ModelDraft, wall: Board) -> None:
    """Hang the control post on a wall: two consoles, clocks, laptops, hand controllers, a rail."""
    s = draft.sculpture
    block(s, wall, (-0.66, -0.72, 0.66, 0.30), 0.0, 0.07, tile="wall3", tint=paint.SAGE, bevel=0.01)
    for index, rect in enumerate(split((-0.62, -0.50, 0.62, -0.06), 2, 1, 0.03)):
        block(s, wall, rect, 0.06, 0.11, tile=f"console{index}", tint=color("#e6e6da"), bevel=0.008)
    for x in (-0.5, -0.36):
        block(s, wall, (x - 0.06, -0.68, x + 0.06, -0.56), 0.06, 0.1, tile="clock")
    block(s, wall, (-0.22, -0.69, 0.22, -0.55), 0.06, 0.095, tile="switches1", tint=paint.IVORY)
    sign(s, wall, "ПУЛЬТ УПРАВЛЕНИЯ", (0.43, -0.62), 0.035, 0.07)
    for x, tile in ((-0.36, "screen2"), (0.22, "earth")):
        mounted_laptop(s, wall.shifted(0.0, 0.0, 0.05), (x, 0.20), tile=tile)
    for x in (0.52, 0.60):
        knob(s, wall, (x, 0.10), 0.028, 0.06, 0.09, tint=palette.DARK, count=10)
        tube(
            s,
            [wall.at(x, 0.10, 0.08), wall.at(x, 0.10, 0.17)],
            0.012,
            sides=6,
            tint=palette.BLACK,
            capped=True,
        )
    rail(draft, wall, (0.0, 0.41), 1.1, h=0.006)


def workbench(draft: ModelDraft, wall: Board) -> None:
    """Hang a workbench on a wall: a top with a vice, a tool board over it, lamp, laptop; name its edges."""
    s, high = draft.sculpture, 0.28
    block(s, wall, (-0.75, -0.72, 0.75, -0.10), 0.0, 0.05, tile="ceiling0", tint=paint.STEEL, bevel=0.01)
    for k in range(9):
        x = -0.62 + 0.13 * k
        long = 0.14 + 0.05 * (k % 3)
        tool = [wall.at(x, -0.62, 0.066), wall.at(x, -0.62 + long, 0.066)]
        tint = (palette.RED, palette.DARK, paint.BLUE_BAG)[k % 3]
        tube(s, tool, 0.012, sides=6, tint=tint, flat_toward=wall.out, capped=True)
        strap(s, wall.shifted(0.0, 0.0, 0.05), (x - 0.03, -0.56, x + 0.03, -0.53), 0.03)
    top = Board(wall.at(0.0, high, 0.0), wall.right, wall.out)
    closed_box(s, top, (-0.7, 0.0, 0.7, 0.42), -0.04, 0.0, tint=paint.IVORY, bevel=0.008)
    block(
        s,
        top,
        (0.36, 0.18, 0.52, 0.36),
        0.0,
        0.12,
        tile="metal",
        tint=palette.DARK,
        finish="metal",
        bevel=0.01,
    )
    cushion(s, top, (-0.62, 0.08, -0.34, 0.30), 0.0, 0.09, tile="sack2", tint=paint.OLIVE, seed=4)
    bungee(s, top, [(-0.66, 0.2, 0.0), (-0.48, 0.2, 0.1), (-0.3, 0.2, 0.0)])
    mounted_laptop(s, wall.shifted(0.0, 0.0, 0.03), (0.05, 0.02), tile="screen0")
    front = {"aft": (0.7, 0.21, wall.out), "forward": (-0.7, 0.21, wall.out), "port": (0.0, 0.42, wall.right)}
    for name, (x, y, along) in front.items():
        spot = top.at(x, y, 0.0)
        draft.mark(
            f"edge-bench-{name}",
            "edge",
            spot,
            direction=along,
            normal=top.out,
            length_m=1.4 if name == "port" else 0.42,
        )
    sign(s, wall, "ВЕРСТАК", (0.0, -0.76), 0.04, 0.008)

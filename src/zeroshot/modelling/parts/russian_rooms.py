"""The places that Zvezda and Nauka are known by: cabins, toilet, the aft wall with its pictures, signs."""

from __future__ import annotations

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit import russian_palette as paint
from zeroshot.modelling.kit.frames import Board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.rounds import curve, knob, tube
from zeroshot.modelling.kit.sculpture import Sculpture, color
from zeroshot.modelling.kit.shapes import Rect, block, cushion, decal, face, panel
from zeroshot.modelling.parts.dressing import closed_box, mounted_laptop
from zeroshot.modelling.parts.russian_corridor import Corridor
from zeroshot.modelling.parts.russian_fittings import lamp, porthole, rail, sign, strap
from zeroshot.modelling.parts.solids import lathe

CABIN_WINDOW_M = 0.23
"""Clear diameter of a cabin's window: an estimate."""


def alcove(s: Sculpture, wall: Board, rect: Rect, depth: float, hole: Rect | None = None) -> Board:
    """Build a room behind a hole in a wall: four sides, a back with a hole; return the back's board."""
    x0, y0, x1, y1 = rect
    corners = [(x0, y0), (x0, y1), (x1, y1), (x1, y0)]
    middle = wall.at((x0 + x1) / 2, (y0 + y1) / 2, -depth / 2)
    tints = (paint.PALE_GREEN, paint.CARPET, paint.PALE_GREEN, paint.CEILING)
    for i, tint in enumerate(tints):
        (ax, ay), (bx, by) = corners[i], corners[(i + 1) % 4]
        quad = [
            wall.at(ax, ay, 0.004),
            wall.at(bx, by, 0.004),
            wall.at(bx, by, -depth),
            wall.at(ax, ay, -depth),
        ]
        tile = "carpet0" if i == 1 else "liner0"
        face(s, quad, tile=tile, tint=tint, toward=middle)
    grown = (x0 - 0.01, y0 - 0.01, x1 + 0.01, y1 + 0.01)
    holes = [] if hole is None else [hole]
    panel(s, wall, grown, -depth, tile="liner1", tint=paint.PALE_GREEN, holes=holes)
    return wall.shifted(0.0, 0.0, -depth)


def cabin(draft: ModelDraft, wall: Board, rect: Rect, depth: float, *, name: str) -> None:
    """Build a crew cabin open to the aisle: window, sleeping bag, lamp, laptop, pictures, folded door."""
    s, (x0, y0, x1, _) = draft.sculpture, rect
    mid = (x0 + x1) / 2
    spot = (mid + 0.16, -0.12)
    hole = (spot[0] - 0.16, spot[1] - 0.16, spot[0] + 0.16, spot[1] + 0.16)
    back = alcove(s, wall, rect, depth, hole)
    porthole(draft, back.shifted(*spot), CABIN_WINDOW_M / 2, name=f"cabin-{name}", square=0.16, cover="open")
    bag = (x0 + 0.03, -0.62, x0 + 0.36, 0.80)
    cushion(s, back, bag, 0.0, 0.17, tile="liner1", tint=color("#7f9a72"), seed=len(name), steps=9)
    for y in (-0.3, 0.15, 0.55):
        strap(s, back, (bag[0], y - 0.015, bag[2], y + 0.015), 0.175)
    # Whoever looks in has the cabin's own side at their right.
    side = Board(back.at(x1, 0.0, depth / 2), back.out, back.foot)
    mounted_laptop(s, side, (0.0, 0.10), tile="screen1")
    for k, (x, y) in enumerate(((-0.2, -0.45), (0.02, -0.5), (0.2, -0.42))):
        decal(s, side, (x, y), (0.10, 0.13), 0.0, f"paper{k + 1}")
    top = Board(back.at(mid, y0, depth / 2), -back.right, back.out)
    lamp(draft, top, group="cabin", size=(0.34, 0.10, 0.06))
    decal(s, back, (spot[0], 0.38), (0.15, 0.10), 0.0, "flag")
    _door_frame(s, wall, rect)
    rail(draft, back, (mid + 0.16, 0.62), 0.3)


def _door_frame(s: Sculpture, wall: Board, rect: Rect) -> None:
    x0, y0, x1, y1 = rect
    for frame in ((x0 - 0.035, y0, x0, y1), (x1, y0, x1 + 0.035, y1)):
        closed_box(s, wall, frame, -0.03, 0.03, tint=paint.OCHRE)
    block(s, wall, (x0 - 0.035, y0 - 0.035, x1 + 0.035, y0), -0.03, 0.03, tint=paint.OCHRE)
    for k in range(5):
        x = x1 - 0.012 - 0.024 * k
        closed_box(
            s,
            wall,
            (x - 0.010, y0 + 0.01, x + 0.010, y1 - 0.01),
            -0.10,
            -0.02 + 0.008 * (k % 2),
            tint=paint.SAND,
        )


def gallery(draft: ModelDraft, wall: Board) -> None:
    """Dress the wall about the aft hatch: pictures over it, flag, clock, first aid, extinguisher."""
    s = draft.sculpture
    for k, (x, tile) in enumerate(
        (
            (-0.42, "portrait0"),
            (-0.25, "portrait2"),
            (0.0, "portrait1"),
            (0.24, "portrait2"),
            (0.42, "portrait0"),
        )
    ):
        block(
            s,
            wall,
            (x - 0.062, -0.80 + 0.01 * (k % 2), x + 0.062, -0.64),
            -0.001,
            0.014,
            tile=tile,
            bevel=0.004,
        )
    decal(s, wall, (-0.66, -0.60), (0.21, 0.14), 0.0, "flag")
    block(s, wall, (0.62, -0.68, 0.76, -0.54), -0.001, 0.03, tile="clock", bevel=0.006)
    block(s, wall, (-0.86, 0.10, -0.60, 0.42), -0.001, 0.12, tile="wall5", tint=paint.IVORY, bevel=0.012)
    sign(s, wall, "АПТЕЧКА", (-0.73, 0.20), 0.05, 0.12, kind="red_plate")
    extinguisher(s, wall.shifted(0.74, 0.30))
    decal(s, wall, (0.70, -0.34), (0.11, 0.15), 0.0, "paper0")
    decal(s, wall, (-0.70, -0.38), (0.10, 0.13), 0.0, "paper2")
    for x in (-0.58, 0.58):
        rail(draft, wall, (x, 0.0), 0.45, along_y=True)


def extinguisher(s: Sculpture, b: Board) -> None:
    """Strap a fire extinguisher upright to a wall, with its sign."""
    body = [b.at(0.0, y, 0.085) for y in (-0.17, -0.15, 0.15, 0.17)]
    tube(s, body, 0.072, sides=14, tint=palette.RED, flat_toward=b.out, capped=True)
    tube(
        s,
        [b.at(0.0, -0.17, 0.085), b.at(0.0, -0.23, 0.085)],
        0.025,
        sides=8,
        tint=palette.DARK,
        flat_toward=b.out,
        capped=True,
    )
    for y in (-0.09, 0.09):
        strap(s, b, (-0.085, y - 0.014, 0.085, y + 0.014), 0.165)
    sign(s, b, "ОГНЕТУШИТЕЛЬ", (0.0, 0.24), 0.035, 0.0, kind="red_plate")


def side_names(s: Sculpture, wall: Board, c: Corridor, *, way: float) -> None:
    """Letter a bulkhead: which side is which, floor, ceiling, the way out. way: +1 on the forward wall."""
    right, left = ("ПРАВЫЙ БОРТ", "ЛЕВЫЙ БОРТ") if way > 0 else ("ЛЕВЫЙ БОРТ", "ПРАВЫЙ БОРТ")
    x = 0.5 * (c.half_width + 0.5)
    sign(s, wall, right, (x, -0.50), 0.045, 0.0)
    sign(s, wall, left, (-x, -0.50), 0.045, 0.0)
    sign(s, wall, "ПОТОЛОК", (0.0, -0.93), 0.05, 0.0)
    sign(s, wall, "ПОЛ", (0.0, 0.90), 0.06, 0.0)
    sign(s, wall, "ВЫХОД", (0.0, -0.57), 0.06, 0.0, kind="green_plate")


def mark_walls(draft: ModelDraft, c: Corridor, forward_x: float, aft_x: float) -> None:
    """Name the faces of the box that people live in."""
    for letter, name in (("P", "port"), ("S", "starboard"), ("D", "deck"), ("O", "overhead")):
        b = c.wall(letter)
        draft.mark(f"wall-{name}", "wall", b.origin, direction=(1.0, 0.0, 0.0), normal=b.out, label=name)
    for name, x, sign_x in (("forward", forward_x, -1.0), ("aft", aft_x, 1.0)):
        draft.mark(
            f"wall-{name}",
            "wall",
            (x, 0.0, 0.0),
            direction=(0.0, 1.0, 0.0),
            normal=(sign_x, 0, 0),
            label=name,
        )


def toilet(draft: ModelDraft, wall: Board, rect: Rect, depth: float) -> None:
    """Build the toilet in an alcove: seat on its tank, hose with funnel, paper, lamp, door folded aside."""
    s, (x0, y0, x1, y1) = draft.sculpture, rect
    mid = (x0 + x1) / 2
    back = alcove(s, wall, rect, depth)
    seat = [(0.0, 0.17), (0.30, 0.17), (0.34, 0.14), (0.36, 0.07), (0.30, 0.05), (0.28, 0.0)]
    floor = Board(back.at(mid, y1, 0.40), back.right, back.out)
    lathe(s, floor, (0.0, 0.0), seat, tint=paint.IVORY, count=20)
    for side in (-1.0, 1.0):
        left, right = sorted((mid + side * 0.12, mid + side * 0.34))
        block(s, back, (left, 0.15, right, 0.62), 0.0, 0.2, tile="wall3", tint=paint.STEEL, bevel=0.015)
    block(s, back, (mid - 0.3, -0.55, mid + 0.3, -0.15), 0.0, 0.12, tile="switches1", tint=paint.IVORY)
    hose = [
        (mid + 0.2, 0.15, 0.12),
        (mid + 0.25, 0.0, 0.25),
        (mid + 0.1, -0.05, 0.32),
        (mid + 0.05, -0.2, 0.2),
    ]
    tube(
        s,
        curve([back.at(*spot) for spot in hose], 5),
        0.02,
        sides=7,
        tile="corrugated",
        tint=color("#c9c6b6"),
    )
    knob(s, back, (mid + 0.05, -0.24), 0.045, 0.12, 0.23, tint=palette.YELLOW, count=12)
    cushion(s, back, (x0 + 0.04, -0.05, x0 + 0.2, 0.12), 0.0, 0.1, tile="sack3", seed=3)
    lamp(
        draft,
        Board(back.at(mid, y0, depth / 2), -back.right, back.out),
        group="cabin",
        size=(0.34, 0.10, 0.06),
    )
    rail(draft, back, (mid, 0.70), 0.4)
    _door_frame(s, wall, rect)
    sign(s, wall, "АСУ", (x0 - 0.07, -0.6), 0.05, 0.008)

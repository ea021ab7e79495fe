"""What fills the walls of the Russian segment: bags behind cords and nets, boxes, notes, hoses, tools."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit import russian_palette as paint
from zeroshot.modelling.kit.frames import Board
from zeroshot.modelling.kit.paint import dice
from zeroshot.modelling.kit.rounds import curve, knob, tube
from zeroshot.modelling.kit.sculpture import Color, Sculpture, color
from zeroshot.modelling.kit.shapes import Rect, block, cushion, decal, inset, split
from zeroshot.modelling.parts.fittings import cable, handle, latch
from zeroshot.modelling.parts.russian_corridor import PANEL_H_M
from zeroshot.modelling.parts.russian_fittings import bungee, sign, strap

SMALLEST_FILLED_M = 0.3
"""Panels with a shorter side stay empty."""

Filler = Callable[[Sculpture, Board, Rect, np.random.Generator], None]


def _pick(rng: np.random.Generator, choices: Sequence[Color]) -> Color:
    return choices[int(rng.integers(len(choices)))]


def bags(s: Sculpture, b: Board, rect: Rect, rng: np.random.Generator) -> None:
    """One or two full bags under crossed cords or a strap."""
    count = int(rng.integers(1, 3))
    cells = (
        split(inset(rect, 0.02), 1, count, 0.01)
        if rng.random() < 0.6
        else split(inset(rect, 0.02), count, 1, 0.01)
    )
    for cell in cells:
        depth = float(rng.uniform(0.10, 0.19))
        tile = f"sack{int(rng.integers(4))}"
        seed = int(rng.integers(1000))
        cushion(s, b, cell, 0.0, depth, tile=tile, tint=_pick(rng, paint.BAGS), seed=seed, steps=8)
        x0, y0, x1, y1 = cell
        if rng.random() < 0.6:
            _crossed(s, b, cell, depth)
        else:
            y = y0 + float(rng.uniform(0.35, 0.65)) * (y1 - y0)
            strap(s, b, (x0, y - 0.014, x1, y + 0.014), depth + 0.01)


def _crossed(s: Sculpture, b: Board, cell: Rect, depth: float) -> None:
    """Stretch two cords over a bag, corner to corner, along its bulge."""
    x0, y0, x1, y1 = cell
    bulge = ((0.0, 0.0), (0.1, 0.62), (0.25, 1.0), (0.5, 1.07), (0.75, 1.0), (0.9, 0.62), (1.0, 0.0))
    for start, stop in ((y0, y1), (y1, y0)):
        bungee(s, b, [(x0 + k * (x1 - x0), start + k * (stop - start), 0.012 + h * depth) for k, h in bulge])


def net(s: Sculpture, b: Board, rect: Rect, rng: np.random.Generator) -> None:
    """Loose things behind a net, its edge a cord."""
    cell = inset(rect, 0.03)
    depth = float(rng.uniform(0.08, 0.15))
    tile = f"mesh{int(rng.integers(2))}"
    cushion(s, b, cell, 0.0, depth, tile=tile, seed=int(rng.integers(1000)), steps=8)
    x0, y0, x1, y1 = cell
    for y in (y0 + 0.01, y1 - 0.01):
        bungee(
            s, b, [(x0 - 0.01, y, 0.012), ((x0 + x1) / 2, y, 0.03), (x1 + 0.01, y, 0.012)], tint=paint.ORANGE
        )


def device(s: Sculpture, b: Board, rect: Rect, rng: np.random.Generator) -> None:
    """A box of equipment with its connectors, cables and name."""
    cell = inset(rect, float(rng.uniform(0.03, 0.08)))
    deep = float(rng.uniform(0.05, 0.16))
    tint = _pick(rng, (paint.IVORY, paint.STEEL, paint.SAGE, paint.CANVAS, color("#8f9a94")))
    tile = ("wall3", "vent", "switches0", "panel1", "wall5")[int(rng.integers(5))]
    block(s, b, cell, 0.0, deep, tile=tile, tint=tint, bevel=0.01)
    x0, y0, x1, y1 = cell
    sign(
        s,
        b,
        ("БЛОК", "БИТС", "СВЕТ", "СКВ", "ВОЗДУХ")[int(rng.integers(5))],
        ((x0 + x1) / 2, y0 + 0.035),
        0.03,
        deep,
    )
    for k in range(int(rng.integers(2, 4))):
        x = x0 + (0.25 + 0.25 * k) * (x1 - x0)
        knob(s, b, (x, y1 - 0.04), 0.017, deep - 0.002, deep + 0.03, tint=palette.DARK, count=9)
        way = [(x, y1 - 0.04, deep + 0.03), (x + 0.02, y1 + 0.01, deep + 0.05), (x - 0.03, y1 + 0.05, 0.05)]
        end = (x + float(rng.uniform(-0.1, 0.1)), y1 + 0.11, 0.0)
        cable(s, b, [*way, end], 0.007, tint=_pick(rng, (palette.BLACK, palette.CABLE_GREY, paint.IVORY)))


def locker(s: Sculpture, b: Board, rect: Rect, rng: np.random.Generator) -> None:
    """A door with latches, a handle and things stuck on it."""
    cell = inset(rect, 0.025)
    tint = _pick(rng, paint.WALLS)
    top = PANEL_H_M + 0.014
    block(s, b, cell, 0.0, top, tile=f"wall{int(rng.integers(6))}", tint=tint, bevel=0.006)
    x0, y0, x1, y1 = cell
    for x in (x0 + 0.05, x1 - 0.05):
        latch(s, b, x, y0 + 0.03, top)
        latch(s, b, x, y1 - 0.03, top)
    handle(s, b, ((x0 + x1) / 2, y1 - 0.06), 0.11, top)
    decal(s, b, ((x0 + x1) / 2, (y0 + y1) / 2), (0.09, 0.12), top, f"paper{int(rng.integers(4))}")


def notes(s: Sculpture, b: Board, rect: Rect, rng: np.random.Generator) -> None:
    """Papers, a patch, pens and scissors on tape, a book under a cord."""
    x0, y0, x1, y1 = inset(rect, 0.09)
    for tile, wide, high in (("paper1", 0.10, 0.13), ("paper0", 0.11, 0.15), ("patch0", 0.08, 0.08)):
        spot = (float(rng.uniform(x0, x1)), float(rng.uniform(y0, y1)))
        decal(s, b, spot, (wide, high), PANEL_H_M + float(rng.uniform(0.0005, 0.003)), tile)
    for k in range(3):
        x, y = float(rng.uniform(x0, x1)), float(rng.uniform(y0, y1))
        ends = [b.at(x, y, 0.016), b.at(x + 0.02 * (k - 1), y + 0.12, 0.014)]
        tube(
            s, ends, 0.006, sides=6, tint=_pick(rng, (palette.DARK, palette.RED, paint.BLUE_BAG)), capped=True
        )
    x, y = float(rng.uniform(x0, x1 - 0.05)), float(rng.uniform(y0, y1 - 0.05))
    book = (x - 0.08, y - 0.06, x + 0.08, y + 0.06)
    block(s, b, book, 0.0, 0.035, tile="paper0", tint=_pick(rng, (paint.BLUE_BAG, paint.ORANGE, paint.IVORY)))
    bungee(s, b, [(book[0] - 0.02, y, 0.01), (x, y, 0.042), (book[2] + 0.02, y, 0.01)])


def hose_coil(s: Sculpture, b: Board, rect: Rect, rng: np.random.Generator) -> None:
    """A coiled hose on a strap."""
    x0, y0, x1, y1 = rect
    middle, radius = ((x0 + x1) / 2, (y0 + y1) / 2), 0.32 * min(x1 - x0, y1 - y0)
    angle = np.linspace(0.0, 5.5 * np.pi, 44)
    r = radius * (1.0 - 0.04 * angle / np.pi)
    path = b.at(middle[0] + r * np.cos(angle), middle[1] + r * np.sin(angle), 0.02 + 0.0016 * angle)
    tint = _pick(rng, (palette.CABLE_GREY, paint.IVORY, paint.ORANGE))
    tube(s, path, 0.016, sides=6, tile="corrugated", tint=tint, flat_toward=b.out, capped=True)
    for share in (-0.6, 0.6):
        x = middle[0] + share * radius
        strap(s, b, (x - 0.012, middle[1] - radius - 0.03, x + 0.012, middle[1] + radius + 0.03), 0.075)


def fan(s: Sculpture, b: Board, rect: Rect, rng: np.random.Generator) -> None:
    """A round fan in its cage, or a grille."""
    x0, y0, x1, y1 = rect
    middle = ((x0 + x1) / 2, (y0 + y1) / 2)
    if rng.random() < 0.5:
        decal(s, b, middle, (0.34, 0.14), PANEL_H_M, "grille")
        return
    knob(s, b, middle, 0.11, 0.0, 0.09, tint=palette.DARK, side_tint=paint.IVORY, count=18, top_share=1.0)
    for k in range(4):
        angle = k * np.pi / 4
        c, d = 0.11 * float(np.cos(angle)), 0.11 * float(np.sin(angle))
        ends = [b.at(middle[0] - c, middle[1] - d, 0.092), b.at(middle[0] + c, middle[1] + d, 0.092)]
        tube(s, ends, 0.004, sides=4, tint=paint.STEEL, flat_toward=b.out)
    knob(s, b, middle, 0.035, 0.085, 0.1, tint=paint.IVORY, count=12)


def bare(s: Sculpture, b: Board, rect: Rect, rng: np.random.Generator) -> None:
    """Nothing but a tag and a bit of tape: eyes need rest."""
    x0, y0, x1, y1 = inset(rect, 0.08)
    spot = (float(rng.uniform(x0, x1)), float(rng.uniform(y0, y1)))
    decal(s, b, spot, (0.07, 0.045), PANEL_H_M, f"placard{int(rng.integers(4))}")


FILLERS: Mapping[str, Filler] = {
    "bags": bags,
    "net": net,
    "device": device,
    "locker": locker,
    "notes": notes,
    "hose": hose_coil,
    "fan": fan,
    "bare": bare,
}

LIVED_IN: Mapping[str, float] = {
    "bags": 0.20, "net": 0.12, "device": 0.16, "locker": 0.16,
    "notes": 0.14, "hose": 0.05, "fan": 0.05, "bare": 0.12,
}  # fmt: skip
STORE_ROOM: Mapping[str, float] = {
    "bags": 0.56, "net": 0.14, "device": 0.07, "locker": 0.09,
    "notes": 0.04, "hose": 0.04, "fan": 0.02, "bare": 0.04,
}  # fmt: skip
"""How often what stands on a panel: by eye, from photographs of rooms people live in and of the corridor that
serves as a store."""


def fill(
    s: Sculpture,
    b: Board,
    panels: Sequence[Rect],
    *,
    seed: str,
    mix: Mapping[str, float],
    keep: Sequence[Rect] = (),
) -> None:
    """Put something on every panel that does not touch a place to be kept free."""
    rng = dice(seed)
    names, shares = list(mix), np.array(list(mix.values()))
    for rect in panels:
        if min(rect[2] - rect[0], rect[3] - rect[1]) < SMALLEST_FILLED_M:
            continue
        kind = names[int(rng.choice(len(names), p=shares / shares.sum()))]
        if any(rect[0] < k[2] and k[0] < rect[2] and rect[1] < k[3] and k[1] < rect[3] for k in keep):
            continue
        FILLERS[kind](s, b.shifted(0.0, 0.0, PANEL_H_M - 0.001), rect, rng)


def duct(
    s: Sculpture, spots: Sequence[Sequence[float]], radius: float = 0.055, tint: Color = paint.CANVAS
) -> None:
    """Run a cloth air duct on its rings through spots in the module's frame."""
    path = curve(np.asarray(spots, float), 5)
    tube(s, path, radius, sides=9, tile="corrugated", tint=tint, flat_toward=(0.31, 0.52, 0.79))


def bundle(s: Sculpture, spots: Sequence[Sequence[float]], *, seed: int, count: int = 4) -> None:
    """Run a bundle of cables through spots in the module's frame, loosely."""
    rng = np.random.default_rng(seed)
    tints = (paint.IVORY, palette.CABLE_GREY, palette.BLACK, paint.BLUE_BAG, paint.KHAKI)
    for strand in range(count):
        way = np.asarray(spots, float) + rng.normal(0.0, 0.016, (len(spots), 3))
        radius = float(rng.uniform(0.006, 0.011))
        tube(s, curve(way, 4), radius, sides=5, tint=tints[strand % 5], flat_toward=(0.31, 0.52, 0.79))

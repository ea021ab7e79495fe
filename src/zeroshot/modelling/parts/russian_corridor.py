"""A box of panels inside a round hull: walls, floor, ceiling with lamps in its cut corners, bulkheads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from zeroshot.modelling.kit import russian_palette as paint
from zeroshot.modelling.kit.frames import Board, board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.paint import dice
from zeroshot.modelling.kit.rounds import annulus, circle
from zeroshot.modelling.kit.sculpture import Color, Sculpture
from zeroshot.modelling.kit.shapes import Rect, block, face, inset, panel
from zeroshot.modelling.parts.russian_fittings import lamp, sign
from zeroshot.modelling.parts.russian_hatch import liner_opening_m, surround
from zeroshot.spatial import Array

PANEL_H_M = 0.008
"""How far a panel stands proud of the frame behind it; by eye."""

OVERLAP_M = 0.012
"""Sheets run on this far behind their neighbours, so that no hair is left between them."""

THINNEST_M = 0.05
"""A strip left beside a hole that is thinner gets no panel."""

_READERS: dict[str, tuple[tuple[float, float, float], tuple[float, float, float]]] = {
    "S": ((-1.0, 0.0, 0.0), (0.0, 0.0, 1.0)),
    "P": ((1.0, 0.0, 0.0), (0.0, 0.0, 1.0)),
    "D": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0)),
    "O": ((1.0, 0.0, 0.0), (0.0, -1.0, 0.0)),
}
"""Right and foot of who reads a wall: starboard, port, deck, overhead."""

_HUNDREDS = {"D": 100, "S": 200, "O": 300, "P": 400}
"""First number of a wall's panels: floor, starboard, ceiling, port."""


@dataclass(frozen=True)
class Corridor:
    """A straight box: its ends, half width, half height, and how much its corners are cut, metres."""

    name: str
    aft_x: float
    forward_x: float
    half_width: float
    half_height: float = 1.0
    ceiling_cut: float = 0.2
    floor_cut: float = 0.1

    @property
    def length(self) -> float:
        """Return how long it is."""
        return self.forward_x - self.aft_x

    def wall(self, letter: str) -> Board:
        """Return the board of a wall, its origin in the middle of the wall's length, on the axis' height."""
        right, foot = (np.array(vector) for vector in _READERS[letter])
        outward = np.cross(right, foot)
        reach = self.half_width if letter in "SP" else self.half_height
        return board(outward * reach + [(self.aft_x + self.forward_x) / 2, 0, 0], right, foot)

    def at_x(self, letter: str, x: float) -> float:
        """Return where on a wall's board a place along the module lies."""
        return (x - (self.aft_x + self.forward_x) / 2) * float(_READERS[letter][0][0])

    def rect(self, letter: str) -> Rect:
        """Return a wall's whole flat face on its board."""
        half = self.length / 2
        if letter in "SP":
            return -half, -self.half_height + self.ceiling_cut, half, self.half_height - self.floor_cut
        width = self.half_width - (self.floor_cut if letter == "D" else self.ceiling_cut)
        return -half, -width, half, width


@dataclass(frozen=True)
class Cover:
    """How a wall is panelled: pitch of its columns, edges of its rows as shares, paints, tiles, numbers."""

    pitch: float = 0.56
    rows: tuple[float, ...] = (0.0, 0.34, 0.68, 1.0)
    tints: tuple[Color, ...] = paint.WALLS
    tiles: tuple[str, ...] = ("wall0", "wall1", "wall2", "wall3", "wall4", "wall5")
    numbered: bool = True


def build_liner(s: Sculpture, c: Corridor, holes: Mapping[str, Sequence[Rect]]) -> None:
    """Build the frame behind the panels: four flat faces with rectangular holes, four cut corners."""
    for letter in "SPDO":
        panel(
            s, c.wall(letter), inset(c.rect(letter), -OVERLAP_M), tint=paint.SEAM, holes=holes.get(letter, ())
        )
    for side in (-1.0, 1.0):
        for z, cut, tint in ((-1.0, c.ceiling_cut, paint.CEILING), (1.0, c.floor_cut, paint.SEAM)):
            beside = np.array([0.0, side * c.half_width, z * (c.half_height - cut)])
            below = np.array([0.0, side * (c.half_width - cut), z * c.half_height])
            ends = [np.array([c.aft_x - OVERLAP_M, 0.0, 0.0]), np.array([c.forward_x + OVERLAP_M, 0.0, 0.0])]
            corners = [beside + ends[0], beside + ends[1], below + ends[1], below + ends[0]]
            face(s, corners, tint=tint, toward=((c.aft_x + c.forward_x) / 2, 0.0, 0.0))


def lay_panels(
    s: Sculpture, c: Corridor, letter: str, *, holes: Sequence[Rect] = (), cover: Cover | None = None
) -> list[Rect]:
    """Lay panels on a wall where there is no hole and return where they lie; see ``panels_on``."""
    return panels_on(
        s, c.wall(letter), c.rect(letter), c.name + letter, holes=holes, cover=cover, first=_HUNDREDS[letter]
    )


def panels_on(
    s: Sculpture,
    b: Board,
    whole: Rect,
    seed: str,
    *,
    holes: Sequence[Rect] = (),
    cover: Cover | None = None,
    first: int = 0,
) -> list[Rect]:
    """Lay rows and columns of panels over a rectangle of a board, and return where they lie.

    first: the hundred that the panels' numbers begin with; 0 leaves the numbers out.
    """
    cover, rng = cover or Cover(), dice(seed)
    x0, y0, x1, y1 = whole
    edges = np.linspace(x0, x1, max(1, round((x1 - x0) / cover.pitch)) + 1)
    levels = y0 + np.asarray(cover.rows) * (y1 - y0)
    laid: list[Rect] = []
    for i, j in np.ndindex(len(edges) - 1, len(levels) - 1):
        cell = (float(edges[i]), float(levels[j]), float(edges[i + 1]), float(levels[j + 1]))
        for rect in (inset(part, 0.006) for part in _around(cell, holes)):
            tint = _worn(cover.tints[int(rng.integers(len(cover.tints)))], rng)
            tile = cover.tiles[int(rng.integers(len(cover.tiles)))]
            block(s, b, rect, -0.001, PANEL_H_M, tile=tile, tint=tint, bevel=0.003)
            laid.append(rect)
        if laid and first and cover.numbered and (i + j) % 2 == 0:
            spot = (laid[-1][0] + 0.055, laid[-1][1] + 0.03)
            sign(s, b, str(first + 3 * i + j + 1), spot, 0.026, PANEL_H_M, kind="number")
    return laid


def _around(cell: Rect, holes: Sequence[Rect]) -> list[Rect]:
    """Return what is left of a cell beside and between holes, strips too thin for a panel left out."""
    parts = [cell]
    for hole in holes:
        parts = [piece for part in parts for piece in _without(part, hole)]
    return [p for p in parts if p[2] - p[0] > THINNEST_M and p[3] - p[1] > THINNEST_M]


def _without(a: Rect, hole: Rect) -> list[Rect]:
    if not _overlap(a, hole):
        return [a]
    left, right = max(a[0], hole[0]), min(a[2], hole[2])
    beside = [(a[0], a[1], left, a[3]), (right, a[1], a[2], a[3])]
    return [*beside, (left, a[1], right, max(a[1], hole[1])), (left, min(a[3], hole[3]), right, a[3])]


def _worn(tint: Color, rng: np.random.Generator) -> Color:
    factor = float(rng.uniform(0.93, 1.04))
    red, green, blue = (min(1.0, part * factor) for part in tint)
    return red, green, blue


def _overlap(a: Rect, b: Rect) -> bool:
    return a[0] < b[2] - 1e-6 and b[0] < a[2] - 1e-6 and a[1] < b[3] - 1e-6 and b[1] < a[3] - 1e-6


def lay_floor(s: Sculpture, c: Corridor, *, holes: Sequence[Rect] = (), tint: Color = paint.CARPET) -> None:
    """Lay the carpet."""
    lay_panels(
        s, c, "D", holes=holes, cover=Cover(0.7, (0.0, 0.5, 1.0), (tint,), ("carpet0", "carpet1"), False)
    )


def lay_ceiling(s: Sculpture, c: Corridor, *, holes: Sequence[Rect] = ()) -> None:
    """Lay the ceiling's panels."""
    tints = (paint.CEILING, paint.CEILING, paint.IVORY)
    lay_panels(s, c, "O", holes=holes, cover=Cover(0.6, (0.0, 0.5, 1.0), tints, ("ceiling0", "ceiling1")))


def corner_board(c: Corridor, side: int, x: float, *, ceiling: bool = True) -> Board:
    """Return the board on a cut corner at a place along the module: side −1 port, +1 starboard."""
    z, cut = (-1.0, c.ceiling_cut) if ceiling else (1.0, c.floor_cut)
    spot = [x, side * (c.half_width - cut / 2), z * (c.half_height - cut / 2)]
    outward = np.array([0.0, side, z]) / 2**0.5
    right = np.array([-float(side), 0.0, 0.0])
    return board(spot, right, np.cross(outward, right))


def hang_lamps(
    draft: ModelDraft, c: Corridor, xs_port: Sequence[float], xs_starboard: Sequence[float]
) -> None:
    """Hang lamps in the ceiling's cut corners, each side its own switch."""
    for side, name, xs in ((-1, "port", xs_port), (1, "starboard", xs_starboard)):
        for x in xs:
            lamp(draft, corner_board(c, side, x), group=f"ceiling-{name}")


def octagon(c: Corridor, count: int = 64) -> Array:
    """Return a loop (count, 2) about the box, a hair outside of it, y to starboard and z to the deck."""
    ring = circle(count)
    y, z = ring[:, 0], ring[:, 1]
    reach = np.minimum(
        c.half_width / np.maximum(np.abs(y), 1e-9), c.half_height / np.maximum(np.abs(z), 1e-9)
    )
    for sign_z, cut in ((-1.0, c.ceiling_cut), (1.0, c.floor_cut)):
        lean = np.abs(y) + sign_z * z
        limit = (c.half_width + c.half_height - cut) / np.maximum(lean, 1e-9)
        reach = np.where(sign_z * z > 0, np.minimum(reach, limit), reach)
    # The chord between two points cuts the corner; so the loop stands off.
    return np.asarray(ring * reach[:, None] * 1.04)


def bulkhead(
    s: Sculpture,
    c: Corridor,
    x: float,
    *,
    forward: bool,
    opening_m: float | None = None,
    tint: Color = paint.BEIGE,
) -> Board:
    """Close an end of the box with a flat wall and a round opening; return its board, seen from inside."""
    way = 1.0 if forward else -1.0
    b = board((x, 0.0, 0.0), (0.0, way, 0.0), (0.0, 0.0, 1.0))
    radius = liner_opening_m() if opening_m is None else opening_m
    outer = octagon(c) * (way, 1.0)
    inner = radius * outer / np.linalg.norm(outer, axis=1, keepdims=True)
    annulus(s, b, inner, outer, 0.0, tile="liner0", tint=tint)
    surround(s, b, 0.0, 2 * radius - 0.09)
    return b

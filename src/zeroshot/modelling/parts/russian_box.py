"""A straight room of panels as a whole: frame, panels, things on them, carpet, ceiling, lamps, rails."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from zeroshot.modelling.kit import russian_palette as paint
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.sculpture import Color
from zeroshot.modelling.kit.shapes import Rect
from zeroshot.modelling.parts.russian_corridor import (
    Corridor,
    Cover,
    build_liner,
    hang_lamps,
    lay_ceiling,
    lay_floor,
    lay_panels,
)
from zeroshot.modelling.parts.russian_dressing import fill
from zeroshot.modelling.parts.russian_fittings import foot_loop, rail

LAMP_PITCH_M = 1.15


@dataclass(frozen=True)
class Room:
    """A corridor and what is on it. holes: of its walls. keep: places that are dressed by hand."""

    corridor: Corridor
    mix: Mapping[str, float]
    carpet: Color = paint.CARPET
    tints: tuple[Color, ...] = paint.WALLS
    holes: Mapping[str, Sequence[Rect]] = field(default_factory=dict)
    keep: Mapping[str, Sequence[Rect]] = field(default_factory=dict)


def square_at(c: Corridor, letter: str, x: float, y: float, half: float) -> Rect:
    """Return a square on a wall about a place along the module and a height on the wall."""
    at = c.at_x(letter, x)
    return at - half, y - half, at + half, y + half


def span_at(c: Corridor, letter: str, xs: tuple[float, float], y0: float, y1: float) -> Rect:
    """Return a rectangle on a wall between two places along the module."""
    first, second = sorted(c.at_x(letter, x) for x in xs)
    return first, y0, second, y1


def build_room(draft: ModelDraft, room: Room) -> None:
    """Build the room."""
    s, c = draft.sculpture, room.corridor
    build_liner(s, c, room.holes)
    for letter in "SP":
        holes, kept = room.holes.get(letter, ()), room.keep.get(letter, ())
        panels = lay_panels(s, c, letter, holes=holes, cover=Cover(tints=room.tints))
        fill(s, c.wall(letter), panels, seed=c.name + letter, mix=room.mix, keep=[*holes, *kept])
        _wall_rails(draft, room, letter)
    lay_floor(s, c, holes=room.holes.get("D", ()), tint=room.carpet)
    lay_ceiling(s, c, holes=room.holes.get("O", ()))
    count = max(2, round(c.length / LAMP_PITCH_M))
    xs = c.aft_x + (np.arange(count) + 0.5) * c.length / count
    hang_lamps(draft, c, [float(x) - 0.12 for x in xs], [float(x) + 0.12 for x in xs])
    for x in np.arange(c.aft_x + 0.9, c.forward_x - 0.6, 1.9):
        rail(draft, c.wall("O"), (c.at_x("O", float(x)), -0.25), 1.0, h=0.006)
        spot = (c.at_x("D", float(x) + 0.5), 0.3)
        if not _is_taken(spot, 0.25, room.holes.get("D", ())):
            foot_loop(draft, c.wall("D"), spot, h=0.008)


def _wall_rails(draft: ModelDraft, room: Room, letter: str) -> None:
    c = room.corridor
    taken = [*room.holes.get(letter, ()), *room.keep.get(letter, ())]
    for x in np.arange(c.aft_x + 0.6, c.forward_x - 0.4, 1.15):
        spot = (c.at_x(letter, float(x)), -0.22)
        if not _is_taken(spot, 0.42, taken):
            rail(draft, c.wall(letter), spot, 0.8, h=0.006)


def _is_taken(spot: tuple[float, float], reach: float, rects: Sequence[Rect]) -> bool:
    x, y = spot
    return any(x > r[0] - reach and x < r[2] + reach and y > r[1] - 0.1 and y < r[3] + 0.1 for r in rects)

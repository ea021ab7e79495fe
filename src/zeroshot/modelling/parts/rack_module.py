"""A whole rack module from a page of numbers: walls of racks, four corners, two ends, rails, lamps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.frames import Board, board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.sculpture import WHITE, Color
from zeroshot.modelling.kit.shapes import Rect
from zeroshot.modelling.parts.cones import ConeEnd, build_cone_end
from zeroshot.modelling.parts.deck_window import BASE_M, MIDDLE, RECESS_M, WINDOW_M
from zeroshot.modelling.parts.ends import CLEAR_M, End, build_end
from zeroshot.modelling.parts.fittings import handrail
from zeroshot.modelling.parts.hull import box_hull
from zeroshot.modelling.parts.rack_section import (
    PITCH_M,
    WALL_NAMES,
    WALLS,
    Section,
    bay_board,
    build_section,
)
from zeroshot.modelling.parts.racks import HALF_FACE_M
from zeroshot.modelling.parts.us_hatch import HATCH_M, VESTIBULE_M
from zeroshot.spatial import STATION_DIRECTIONS, Array

FRONT_RAIL_H = 0.03
"""Where a rail on a rack front has its feet, over the rack's base: its bar lies 65 mm off the face."""

HULL_M = 1.6
"""Half width of the shell behind a rack section: outside everything but a window's well."""


@dataclass(frozen=True)
class RackModule:
    """The numbers of one module.

    ahead: the station direction in which bay 1 lies; floor: the wall beside the air returns. racks: kinds by
    the station's name of the wall, bay 1 first. lamps_m: distances from the ahead end, in the corner left and
    right of who looks ahead. ends: ahead and behind, named in the module's own words ("forward" is ahead);
    None leaves one to the recipe. wash: tone of all fronts. band: of the corners beside the floor.
    front_rails: wall, bay, place across the rack, length, of rails along the module. sink_m: by wall, how
    much farther from the axis its racks stand than elsewhere.
    """

    name: str
    title: str
    prefix: str
    accuracy: str
    sources: tuple[str, ...]
    section_m: float
    racks: Mapping[str, tuple[str, ...]]
    lamps_m: tuple[tuple[float, ...], tuple[float, ...]]
    ends: tuple[End | ConeEnd | None, End | ConeEnd | None]
    ahead: str = "forward"
    floor: str = "deck"
    volume_m3: float | None = None
    wash: Color = WHITE
    band: Color = palette.BAND_BLUE
    front_rails: tuple[tuple[str, int, float, float], ...] = ()
    sink_m: Mapping[str, float] = field(default_factory=dict)
    dimensions_m: Mapping[str, float] = field(default_factory=dict)

    @cached_property
    def turn(self) -> Array:
        """Return the turn (3, 3) from the module's own ahead, right, floor to the station's axes."""
        ahead, floor = (np.asarray(STATION_DIRECTIONS[name], float) for name in (self.ahead, self.floor))
        return np.stack([ahead, np.cross(floor, ahead), floor], axis=-1)

    @cached_property
    def words(self) -> dict[str, str]:
        """Return what the module's own directions are called in the station."""
        return {
            own: station
            for own, direction in STATION_DIRECTIONS.items()
            for station, other in STATION_DIRECTIONS.items()
            if float(np.dot(self.turn @ np.asarray(direction, float), other)) > 0.5
        }

    @cached_property
    def section(self) -> Section:
        """Return the racks, walls by their letter in the module's own words."""
        racks = {letter: self.racks[self.words[name]] for letter, name in WALL_NAMES.items()}
        sink = {self.letter(wall): depth for wall, depth in self.sink_m.items()}
        return Section(
            self.prefix, racks, self.section_m, self.lamps_m, sink_m=sink, wash=self.wash, band=self.band
        )

    def letter(self, wall: str) -> str:
        """Return the letter, in the module's own words, of the wall that the station calls so."""
        return next(letter for letter, name in WALL_NAMES.items() if self.words[name] == wall)

    def bay(self, wall: str, bay: int) -> Board:
        """Return the board of a rack, for a recipe that builds inside ``standing``."""
        return bay_board(self.section, self.letter(wall), bay)

    def end_board(self, *, ahead: bool) -> Board:
        """Return the board of an end wall, seen from inside."""
        sign = 1.0 if ahead else -1.0
        return board((sign * self.section_m / 2, 0.0, 0.0), (0.0, sign, 0.0), (0.0, 0.0, 1.0))

    @contextmanager
    def standing(self, draft: ModelDraft) -> Iterator[None]:
        """Let a recipe build in the module's own words: ahead is forward, the floor is the deck."""
        with draft.placed(self.turn, words=self.words):
            yield


def walls_of(axis: str) -> list[str]:
    """Return the four walls of a module that lies along a station direction."""
    along = STATION_DIRECTIONS[axis]
    return [name for name, other in STATION_DIRECTIONS.items() if abs(float(np.dot(along, other))) < 0.5]


def build_rack_module(module: RackModule) -> ModelDraft:
    """Build a module: racks, corners, ends, rails, shell; a recipe may add to what it returns.

    Where the recipe builds an end itself it adds the shell too.
    """
    draft = ModelDraft(
        module.name, module.title, "module", module.accuracy, module.sources, volume_m3=module.volume_m3
    )
    with module.standing(draft):
        build_section(draft, module.section)
        for end, ahead in zip(module.ends, (True, False), strict=True):
            if isinstance(end, End):
                build_end(draft, module.end_board(ahead=ahead), end)
            elif end is not None:
                build_cone_end(draft, module.end_board(ahead=ahead), end)
        for wall, bay, across, length in module.front_rails:
            spot = (0.0, across)
            handrail(draft, module.bay(wall, bay), spot, length, along_y=False, h=FRONT_RAIL_H)
        if None not in module.ends:
            _hull(draft, module)
    draft.dimensions_m = _dimensions(module) | dict(module.dimensions_m)
    return draft


def _hull(draft: ModelDraft, module: RackModule) -> None:
    """Enclose the module, with holes for hatches and windows."""
    opening = (-HATCH_M / 2, -HATCH_M / 2, HATCH_M / 2, HATCH_M / 2)
    holes: dict[str, list[Rect]] = {}
    reach = []
    for end, name in zip(module.ends, ("forward", "aft"), strict=True):
        if isinstance(end, End):
            reach.append(module.section_m / 2 + end.tunnel_m + VESTIBULE_M / 2 - 0.002)
            holes[name] = [opening]
        elif end is not None:
            reach.append(module.section_m / 2 + end.depth_m + 0.08)
            half = end.window_m / 2 + 0.005
            holes[name] = [(-half, -half, half, half)] if end.window_m else []
    for letter, kinds in module.section.racks.items():
        for bay, kind in enumerate(kinds, start=1):
            if kind == "window":
                shift = (reach[0] - reach[1]) / 2
                holes.setdefault(WALL_NAMES[letter], []).append(_well(module, letter, bay, shift))
    box_hull(draft.sculpture, (-reach[1], -HULL_M, -HULL_M), (reach[0], HULL_M, HULL_M), holes)


def _well(module: RackModule, letter: str, bay: int, shift: float) -> Rect:
    """Return the hole in the shell for a window's well, on the wall's face from its middle."""
    b = bay_board(module.section, letter, bay)
    right, foot = (np.asarray(axis) for axis in WALLS[letter])
    spot = b.at(*MIDDLE) - np.array([shift, 0.0, 0.0])
    x, y = float(spot @ right), float(spot @ foot)
    half = WINDOW_M / 2 + 0.01
    return x - half, y - half, x + half, y + half


def _dimensions(module: RackModule) -> dict[str, float]:
    """Return the lengths that every rack module has, metres."""
    found = {
        "rack_section_length": module.section_m,
        "rack_pitch": PITCH_M,
        "rack_face_half_distance": BASE_M,
        "rack_face_height": 2 * HALF_FACE_M,
    }
    for end in module.ends:
        if isinstance(end, End):
            found[f"tunnel_{module.words[end.name]}_length"] = end.tunnel_m
            found |= {"tunnel_clear": CLEAR_M, "hatch_opening": HATCH_M}
        elif end is not None:
            found["end_cone_depth"] = end.depth_m
    if any("window" in kinds for kinds in module.racks.values()):
        found |= {"window_diameter": WINDOW_M, "window_recess": RECESS_M}
    return found

"""A stretch of racks: four walls of them, with posts, rails and corners, along the X of who builds it.

Frame: origin at the middle of the stretch, +X its forward end; walls S, P, D, O stand starboard, port, deck
and overhead of the axis. A module whose axis lies elsewhere builds it inside ``ModelDraft.placed``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.frames import Board, board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.sculpture import WHITE, Color
from zeroshot.modelling.kit.shapes import block, face, panel
from zeroshot.modelling.parts.corners import build_deck_corner, build_overhead_corner
from zeroshot.modelling.parts.deck_window import BASE_M, MIDDLE, RECESS_M, WINDOW_M
from zeroshot.modelling.parts.fittings import handrail, seat_track
from zeroshot.modelling.parts.rack_kinds import KINDS
from zeroshot.modelling.parts.racks import HALF_FACE_M, HALF_PITCH_M, Site, build_rack

PITCH_M = 2 * HALF_PITCH_M

OPEN = "open"
"""What a bay is called that has neither rack nor posts, because something reaches through its wall."""

WALLS: dict[str, tuple[tuple[float, float, float], tuple[float, float, float]]] = {
    "S": ((-1.0, 0.0, 0.0), (0.0, 0.0, 1.0)),
    "P": ((1.0, 0.0, 0.0), (0.0, 0.0, 1.0)),
    "D": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0)),
    "O": ((1.0, 0.0, 0.0), (0.0, -1.0, 0.0)),
}
"""Right and foot of who reads a rack of the wall."""

WALL_NAMES = {"S": "starboard", "P": "port", "D": "deck", "O": "overhead"}
WALL_LETTERS = {
    "forward": "F",
    "aft": "A",
    "port": "P",
    "starboard": "S",
    "deck": "D",
    "overhead": "O",
}
"""The letter of a wall in location codes. Source: Dempsey (NASA), Operating an Outpost."""


@dataclass(frozen=True)
class Section:
    """The numbers of a stretch of racks.

    code: before the wall's letter in location codes, such as LAB1. racks: by wall letter, the kinds from the
    forward end; an empty name is a bay without a rack, left to whoever builds there. length_m: of the whole
    stretch, a little more than its bays. lamps_m: port and starboard row, aft of the forward end. rails: by
    wall letter, length and place on each post. first_bay: the number of the forward bay in location codes.
    sink_m: by wall letter, how much farther from the axis its racks stand. wash, band: tone of the fronts,
    colour of the deck corners. A bay called "open" has neither rack nor posts.
    """

    code: str
    racks: Mapping[str, Sequence[str]]
    length_m: float
    lamps_m: tuple[Sequence[float], Sequence[float]]
    rails: Mapping[str, Sequence[tuple[float, float]]] = field(default_factory=lambda: RAILS)
    first_bay: int = 1
    sink_m: Mapping[str, float] = field(default_factory=dict)
    wash: Color = WHITE
    band: Color = palette.BAND_BLUE

    @property
    def bays(self) -> int:
        """Return how many bays the longest wall has."""
        return max(len(kinds) for kinds in self.racks.values())


RAILS: dict[str, tuple[tuple[float, float], ...]] = {
    "S": ((1.054, -0.05),),
    "P": ((1.054, 0.05),),
    "D": ((0.762, -0.40), (0.762, 0.42)),
    "O": ((0.546, -0.36), (0.546, 0.36)),
}
"""Length and place of the rails on a post; lengths measured on NASA's handrail meshes, places by eye."""


def build_section(draft: ModelDraft, section: Section) -> None:
    """Build a stretch of racks about the origin, and name racks, rails, tracks, lamps and walls."""
    for letter, kinds in section.racks.items():
        for bay, kind in enumerate(kinds, start=1):
            if kind not in ("", OPEN):
                _bay(draft, section, letter, bay, kind)
        _posts(draft, section, letter)
        _step(draft, section, letter)
    half = section.length_m / 2
    for side, lamps in zip((-1, 1), section.lamps_m, strict=True):
        build_overhead_corner(draft, side, half, [half - lamp for lamp in lamps])
        build_deck_corner(draft, side, half, section.bays, section.band)
    mark_walls(draft, half, BASE_M)


def bay_board(section: Section, letter: str, bay: int) -> Board:
    """Return the board of a rack: its middle at the base of the rack's face."""
    right, foot = (np.array(vector) for vector in WALLS[letter])
    outward = np.cross(right, foot)
    x = ((section.bays + 1) / 2 - bay) * PITCH_M
    distance = BASE_M + section.sink_m.get(letter, 0.0)
    return board(outward * distance + [x, 0.0, 0.0], right, foot)


def mark_walls(draft: ModelDraft, half_length: float, half_width: float) -> None:
    """Name the faces of the cabin: ``wall-port`` and so on, in its middle, normals inward."""
    for letter, (right, foot) in WALLS.items():
        outward = np.cross(right, foot)
        name = WALL_NAMES[letter]
        size = (2 * half_length, 2 * HALF_FACE_M)
        draft.mark(
            f"wall-{name}",
            "wall",
            outward * half_width,
            direction=(1.0, 0.0, 0.0),
            normal=-outward,
            size_m=size,
            label=name,
        )
    for name, sign in (("forward", 1.0), ("aft", -1.0)):
        spot = (sign * half_length, 0.0, 0.0)
        draft.mark(
            f"wall-{name}", "wall", spot, direction=(0.0, 1.0, 0.0), normal=(-sign, 0.0, 0.0), label=name
        )


def code_of(draft: ModelDraft, section: Section, letter: str, bay: int) -> str:
    """Return a rack's location code, such as LAB1S5, by what its wall is called in the model."""
    return f"{section.code}{WALL_LETTERS[draft.word(WALL_NAMES[letter])]}{bay + section.first_bay - 1}"


def _bay(draft: ModelDraft, section: Section, letter: str, bay: int, kind: str) -> None:
    b, code = bay_board(section, letter, bay), code_of(draft, section, letter, bay)
    with draft.sculpture.washed(section.wash):
        build_rack(Site(draft.sculpture, b, code, letter in "SP"), KINDS[kind])
    if kind == "window":
        name = f"window-{WALL_NAMES[letter]}"
        spot = b.at(*MIDDLE, BASE_M - RECESS_M)
        draft.mark(
            name, "window", spot, direction=b.right, normal=b.out, size_m=(WINDOW_M, WINDOW_M), label=code
        )
    size = (PITCH_M, 2 * HALF_FACE_M)
    draft.mark(
        f"rack-{code.replace('/', '')}",
        "rack",
        b.at(0, 0),
        direction=b.right,
        normal=b.out,
        size_m=size,
        label=code,
    )


def _posts(draft: ModelDraft, section: Section, letter: str) -> None:
    """Seat tracks, corner fittings and handrails at the edges between bays, and the trims at both ends."""
    s, bays, kinds = draft.sculpture, section.bays, section.racks[letter]
    trim = section.length_m / 2 - bays * HALF_PITCH_M
    for edge in range(bays + 1):
        b = bay_board(section, letter, 1).shifted(_edge_offset(letter, edge), 0.0)
        for side in (-1, 1):
            is_ahead = side * b.right[0] > 0
            neighbour = edge if is_ahead else edge + 1
            if 1 <= neighbour <= bays and tuple(kinds[neighbour - 1 : neighbour]) != (OPEN,):
                _post(draft, b, side)
        is_bare = tuple(kinds[max(edge, 1) - 1 : max(edge, 1)]) == (OPEN,)
        if edge in (0, bays) and trim > 1e-6 and not is_bare:
            out = 1 if b.origin[0] * b.right[0] > 0 else -1
            rect = (min(0, out * trim), -HALF_FACE_M, max(0, out * trim), HALF_FACE_M)
            panel(s, b, rect, 0.0, tint=palette.GREY)
        if 0 < edge < bays:
            side_m = 0.036 if (edge + ord(letter)) % 2 else -0.036
            for length, y in section.rails.get(letter, ()):
                handrail(draft, b, (side_m, y), length, h=0.012)


def _step(draft: ModelDraft, section: Section, letter: str) -> None:
    """Close the step from the corners to a wall whose racks stand deeper."""
    sink, half = section.sink_m.get(letter, 0.0), section.length_m / 2
    if sink <= 0.0:
        return
    b = bay_board(section, letter, 1)
    b = board(b.origin * np.array([0.0, 1.0, 1.0]), b.right, b.foot)
    for y in (-HALF_FACE_M, HALF_FACE_M):
        quad = b.at([-half, -half, half, half], y, [-0.001, sink, sink, -0.001])
        face(draft.sculpture, quad, tint=palette.GREY, toward=b.at(0.0, 0.0, sink))


def _post(draft: ModelDraft, b: Board, side: int) -> None:
    s, x = draft.sculpture, side * 0.034
    seat_track(s, b, side * 0.036, -0.925, 0.925)
    draft.mark(
        draft.next_name("seat-track"),
        "seat-track",
        b.at(side * 0.036, 0.0, 0.012),
        direction=b.foot,
        normal=b.out,
        length_m=1.85,
    )
    for y in (-1, 1):
        rect = (x - 0.03, y * 0.905 - 0.024, x + 0.03, y * 0.905 + 0.024)
        block(s, b, rect, 0.008, 0.034, tint=palette.WHITE, bevel=0.008)


def _edge_offset(letter: str, edge: int) -> float:
    sign = 1.0 if WALLS[letter][0][0] > 0 else -1.0
    return sign * (HALF_PITCH_M - edge * PITCH_M)

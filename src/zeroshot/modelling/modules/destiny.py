"""The recipe of the US laboratory Destiny.

Frame: origin at the middle of the rack section, +X forward, +Y starboard, +Z deck. Bays count from forward.
"""

from __future__ import annotations

import numpy as np

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.frames import Board, board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.shapes import block, panel
from zeroshot.modelling.parts.bare_hardware import chamber_rack, optics_rack
from zeroshot.modelling.parts.corners import build_deck_corner, build_overhead_corner
from zeroshot.modelling.parts.deck_window import BASE_M, MIDDLE, RECESS_M, WINDOW_M, window_rack
from zeroshot.modelling.parts.dressing import cable_run, mounted_laptop, strapped_bag
from zeroshot.modelling.parts.ends import CLEAR_M, HATCH_M, End, build_end
from zeroshot.modelling.parts.fittings import handrail, seat_track
from zeroshot.modelling.parts.rack_contents import bags, dials, glovebox, net, quilt
from zeroshot.modelling.parts.rack_fronts import (
    cells,
    freezer,
    instruments,
    lockers,
    screens,
    sheet,
    vents,
    workstation,
)
from zeroshot.modelling.parts.rack_stores import cargo, drawers
from zeroshot.modelling.parts.racks import HALF_FACE_M, HALF_PITCH_M, Builder, Site, build_rack
from zeroshot.spatial import STATION_DIRECTIONS

PITCH_M, SECTION_M = 1.067, 6.45
LAMPS_PORT_M = (0.34, 1.40, 2.47, 3.54, 4.61, 5.68)
LAMPS_STARBOARD_M = (0.78, 1.84, 2.91, 3.98, 5.04, 6.12)
"""Aft of the forward end of the rack section. Source: measured on NASA's Destiny mesh (astrobee_media)."""

SOURCES = (
    "NASA astrobee_media, interior mesh of Destiny, measured: profile, lengths, luminaires, handrails",
    "Boeing, Destiny: 24 rack bays; spaceandtech: rack front 73 × 42 in",
    "collectSPACE: hatch opening 50 in; published: deck window 20 in",
    "Rack fronts, colours and lumens are estimates; the pressurised volume is recalled, not measured",
)

WALLS: dict[str, tuple[tuple[float, float, float], tuple[float, float, float]]] = {
    "S": ((-1.0, 0.0, 0.0), (0.0, 0.0, 1.0)),
    "P": ((1.0, 0.0, 0.0), (0.0, 0.0, 1.0)),
    "D": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0)),
    "O": ((1.0, 0.0, 0.0), (0.0, -1.0, 0.0)),
}
"""Right and foot of who reads a rack of the wall."""

RACKS: dict[str, tuple[Builder, ...]] = {
    "S": (dials, freezer, vents, chamber_rack, optics_rack, screens),
    "P": (quilt, net, instruments, lockers, screens, glovebox),
    "D": (sheet, vents, window_rack, cells, cargo, drawers),
    "O": (bags, instruments, sheet, lockers, workstation, sheet),
}
"""Kinds by wall, bays from forward; an arrangement of our own, in the manner of the real one."""


def build_destiny() -> ModelDraft:
    """Build Destiny."""
    draft = ModelDraft("destiny", "Destiny (US laboratory)", "module", "measured", SOURCES, volume_m3=106.0)
    for letter in WALLS:
        for bay, kind in enumerate(RACKS[letter], start=1):
            _bay(draft, letter, bay, kind)
        _posts(draft, letter)
    half = SECTION_M / 2
    for side, lamps in ((-1, LAMPS_PORT_M), (1, LAMPS_STARBOARD_M)):
        build_overhead_corner(draft, side, half, [half - lamp for lamp in lamps])
        build_deck_corner(draft, side, half)
    build_end(draft, board((half, 0, 0), (0, 1, 0), (0, 0, 1)), End("forward", 0.95, "TO NODE 2", True))
    build_end(draft, board((-half, 0, 0), (0, -1, 0), (0, 0, 1)), End("aft", 1.0, "TO NODE 1", False))
    _walls(draft)
    _dress(draft)
    draft.dimensions_m = {
        "rack_section_length": SECTION_M,
        "rack_pitch": PITCH_M,
        "rack_face_half_distance": BASE_M,
        "rack_face_height": 2 * HALF_FACE_M,
        "tunnel_forward_length": 0.95,
        "tunnel_aft_length": 1.0,
        "tunnel_clear": CLEAR_M,
        "hatch_opening": HATCH_M,
        "window_diameter": WINDOW_M,
        "window_recess": RECESS_M,
    }
    return draft


def bay_board(letter: str, bay: int) -> Board:
    """Return the board of a rack: its middle at the base of the rack's face."""
    right, foot = (np.array(vector) for vector in WALLS[letter])
    outward = np.cross(right, foot)
    x = (3.5 - bay) * PITCH_M
    return board(outward * BASE_M + [x, 0.0, 0.0], right, foot)


def _bay(draft: ModelDraft, letter: str, bay: int, kind: Builder) -> None:
    b, code = bay_board(letter, bay), f"LAB1{letter}{bay}"
    build_rack(Site(draft.sculpture, b, code, letter in "SP"), kind)
    if kind is window_rack:
        spot = b.at(*MIDDLE, BASE_M - RECESS_M)
        draft.mark(
            "window-deck",
            "window",
            spot,
            direction=b.right,
            normal=b.out,
            size_m=(WINDOW_M, WINDOW_M),
            label=code,
        )
    draft.mark(
        f"rack-{code}",
        "rack",
        b.at(0, 0),
        direction=b.right,
        normal=b.out,
        size_m=(PITCH_M, 2 * HALF_FACE_M),
        label=code,
    )


def _posts(draft: ModelDraft, letter: str) -> None:
    """Seat tracks, corner fittings and handrails at the edges between bays, and the trims at both ends."""
    s, trim = draft.sculpture, SECTION_M / 2 - 3 * PITCH_M
    for edge in range(7):
        b = bay_board(letter, 1).shifted(*_edge_offset(letter, edge))
        for side in (-1, 1):
            if abs(b.origin[0] + side * b.right[0] * 0.03) > 3 * PITCH_M:
                continue
            seat_track(s, b, side * 0.036, -0.925, 0.925)
            for y in (-1, 1):
                block(
                    s,
                    b,
                    (side * 0.034 - 0.03, y * 0.905 - 0.024, side * 0.034 + 0.03, y * 0.905 + 0.024),
                    0.008,
                    0.034,
                    tint=palette.WHITE,
                    bevel=0.008,
                )
        if edge in (0, 6):
            out = 1 if b.origin[0] * b.right[0] > 0 else -1
            panel(
                s,
                b,
                (min(0, out * trim), -HALF_FACE_M, max(0, out * trim), HALF_FACE_M),
                0.0,
                tint=palette.GREY,
            )
        _rails(draft, letter, edge, b)


def _edge_offset(letter: str, edge: int) -> tuple[float, float]:
    sign = 1.0 if WALLS[letter][0][0] > 0 else -1.0
    return sign * (HALF_PITCH_M - edge * PITCH_M), 0.0


_RAILS = {
    "S": ((1.054, -0.05),),
    "P": ((1.054, 0.05),),
    "D": ((0.762, -0.40), (0.762, 0.42)),
    "O": ((0.546, -0.36), (0.546, 0.36)),
}
"""Length and place of the rails on a post; lengths measured on NASA's handrail meshes, places by eye."""


def _rails(draft: ModelDraft, letter: str, edge: int, b: Board) -> None:
    if edge in (0, 6):
        return
    side = 0.036 if (edge + ord(letter)) % 2 else -0.036
    for length, y in _RAILS[letter]:
        handrail(draft, b, (side, y), length, h=0.012)


def _dress(draft: ModelDraft) -> None:
    s = draft.sculpture
    mounted_laptop(s, bay_board("P", 4), (0.12, 0.16), tile="screen2")
    mounted_laptop(s, bay_board("S", 2), (-0.2, 0.52), tile="earth")
    mounted_laptop(s, bay_board("D", 1), (0.1, -0.4), tile="screen0")
    cable_run(s, bay_board("P", 3), 0.685, -1.5, 1.5, seed=3)
    cable_run(s, bay_board("S", 2), 0.685, -0.9, 1.5, seed=4)
    cable_run(s, bay_board("O", 3), -0.885, -1.9, 0.9, seed=5)
    strapped_bag(s, bay_board("O", 6), (-0.30, -0.25, 0.20, 0.17), seed=6)
    strapped_bag(s, bay_board("D", 2), (-0.05, 0.35, 0.42, 0.75), seed=7)


def _walls(draft: ModelDraft) -> None:
    for name in ("port", "starboard", "deck", "overhead"):
        direction = np.array(STATION_DIRECTIONS[name])
        draft.mark(
            f"wall-{name}",
            "wall",
            direction * BASE_M,
            direction=(1.0, 0.0, 0.0),
            normal=-direction,
            label=name,
        )
    for name, sign in (("forward", 1.0), ("aft", -1.0)):
        spot = (sign * SECTION_M / 2, 0.0, 0.0)
        draft.mark(
            f"wall-{name}", "wall", spot, direction=(0.0, 1.0, 0.0), normal=(-sign, 0.0, 0.0), label=name
        )


RECIPES = {"destiny": build_destiny}

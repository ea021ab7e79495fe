"""The recipe of the US laboratory Destiny.

Frame: origin at the middle of the rack section, +X forward, +Y starboard, +Z deck. Bays count from forward.
"""

from __future__ import annotations

from zeroshot.modelling.kit.frames import board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.parts.deck_window import BASE_M, RECESS_M, WINDOW_M
from zeroshot.modelling.parts.dressing import cable_run, mounted_laptop, strapped_bag
from zeroshot.modelling.parts.ends import CLEAR_M, End, build_end
from zeroshot.modelling.parts.fittings import handrail
from zeroshot.modelling.parts.hull import box_hull
from zeroshot.modelling.parts.rack_section import PITCH_M, Section, bay_board, build_section
from zeroshot.modelling.parts.racks import HALF_FACE_M
from zeroshot.modelling.parts.us_hatch import HATCH_M, VESTIBULE_M

SECTION_M, TUNNELS_M = 6.45, (0.95, 1.0)

SOURCES = (
    "NASA astrobee_media, interior mesh of Destiny, measured: profile, lengths, luminaires, handrails",
    "Boeing, Destiny: 24 rack bays; spaceandtech: rack front 73 × 42 in",
    "collectSPACE: hatch opening 50 in; published: deck window 20 in",
    "Rack fronts, colours and lumens are estimates; the pressurised volume is recalled, not measured",
)

SECTION = Section(
    code="LAB1",
    racks={
        "S": ("dials", "freezer", "vents", "chamber", "optics", "screens"),
        "P": ("quilt", "net", "instruments", "lockers", "screens", "glovebox"),
        "D": ("sheet", "vents", "window", "cells", "cargo", "drawers"),
        "O": ("bags", "instruments", "sheet", "lockers", "workstation", "sheet"),
    },
    length_m=SECTION_M,
    lamps_m=((0.34, 1.40, 2.47, 3.54, 4.61, 5.68), (0.78, 1.84, 2.91, 3.98, 5.04, 6.12)),
)
"""Racks: an arrangement of our own, in the manner of the real one. Lamps: measured on NASA's Destiny mesh."""


def build_destiny() -> ModelDraft:
    """Build Destiny."""
    draft = ModelDraft("destiny", "Destiny (US laboratory)", "module", "measured", SOURCES, volume_m3=106.0)
    build_section(draft, SECTION)
    half = SECTION_M / 2
    build_end(draft, board((half, 0, 0), (0, 1, 0), (0, 0, 1)), End("forward", TUNNELS_M[0], "TO NODE 2"))
    build_end(draft, board((-half, 0, 0), (0, -1, 0), (0, 0, 1)), End("aft", TUNNELS_M[1], "TO NODE 1"))
    _dress(draft)
    _hull(draft)
    draft.dimensions_m = {
        "rack_section_length": SECTION_M,
        "rack_pitch": PITCH_M,
        "rack_face_half_distance": BASE_M,
        "rack_face_height": 2 * HALF_FACE_M,
        "tunnel_forward_length": TUNNELS_M[0],
        "tunnel_aft_length": TUNNELS_M[1],
        "tunnel_clear": CLEAR_M,
        "hatch_opening": HATCH_M,
        "window_diameter": WINDOW_M,
        "window_recess": RECESS_M,
    }
    return draft


def _dress(draft: ModelDraft) -> None:
    s = draft.sculpture
    mounted_laptop(s, bay_board(SECTION, "P", 4), (0.12, 0.16), tile="screen2")
    mounted_laptop(s, bay_board(SECTION, "S", 2), (-0.2, 0.52), tile="screen1")
    mounted_laptop(s, bay_board(SECTION, "D", 1), (0.1, -0.4), tile="screen0")
    cable_run(s, bay_board(SECTION, "P", 3), 0.685, -1.5, 1.5, seed=3)
    cable_run(s, bay_board(SECTION, "S", 2), 0.685, -0.9, 1.5, seed=4)
    cable_run(s, bay_board(SECTION, "O", 3), -0.885, -1.9, 0.9, seed=5)
    strapped_bag(s, bay_board(SECTION, "O", 6), (-0.30, -0.25, 0.20, 0.17), seed=6)
    strapped_bag(s, bay_board(SECTION, "D", 2), (-0.05, 0.35, 0.42, 0.75), seed=7)
    for letter, bay, y in (("S", 1, -0.62), ("S", 5, 0.62), ("P", 2, -0.60), ("P", 6, -0.62)):
        handrail(draft, bay_board(SECTION, letter, bay), (0.0, y), 0.762, along_y=False, h=0.03)


def _hull(draft: ModelDraft) -> None:
    """The shell, with holes for the hatches' openings and the window's well."""
    reach = [SECTION_M / 2 + tunnel + VESTIBULE_M / 2 - 0.002 for tunnel in TUNNELS_M]
    opening = (-HATCH_M / 2, -HATCH_M / 2, HATCH_M / 2, HATCH_M / 2)
    window = bay_board(SECTION, "D", 3)
    x = float(window.origin[0]) - (reach[0] - reach[1]) / 2
    well = (x - 0.265, -0.545, x + 0.265, -0.015)
    holes = {"forward": [opening], "aft": [opening], "deck": [well]}
    box_hull(draft.sculpture, (-reach[1], -1.6, -1.6), (reach[0], 1.6, 1.6), holes)


RECIPES = {"destiny": build_destiny}

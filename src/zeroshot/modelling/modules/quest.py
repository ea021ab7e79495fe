"""The recipe of Quest, the airlock: an equipment lock with suits and racks, and the crew lock behind it.

Frame: origin in the middle of the equipment lock, parallel to the station; Unity is to port, the crew lock to
starboard, the hatch for going outside in its deck.
"""

from __future__ import annotations

import numpy as np

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.frames import Board, board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.rounds import annulus, loft
from zeroshot.modelling.kit.sculpture import color
from zeroshot.modelling.kit.shapes import block, cushion, panel
from zeroshot.modelling.parts.crew_lock import (
    EVA_HATCH_M,
    HATCH_AT_M,
    LENGTH_M,
    MATING_Z_M,
    NECK_M,
    RADIUS_M,
    build_crew_lock,
)
from zeroshot.modelling.parts.deck_window import BASE_M
from zeroshot.modelling.parts.dressing import cable_run, strapped_bag
from zeroshot.modelling.parts.ends import End, build_end, chamfered
from zeroshot.modelling.parts.fittings import cable, handrail, label, sticker
from zeroshot.modelling.parts.hull import box_hull
from zeroshot.modelling.parts.rack_section import PITCH_M, Section, bay_board, build_section
from zeroshot.modelling.parts.racks import HALF_FACE_M, HALF_PITCH_M
from zeroshot.modelling.parts.spacesuit import hung_suit
from zeroshot.modelling.parts.us_hatch import HATCH_M, VESTIBULE_M, opening_loop

PORT_FIRST = np.array([[0.0, 1.0, 0.0], [-1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
WORDS = {"forward": "port", "aft": "starboard", "starboard": "forward", "port": "aft"}
"""What is built toward +X comes to lie to port."""

EQUIPMENT_LOCK_M, TUNNEL_M = 3.0, 0.50

SOURCES = (
    "NASA (worldspaceflight): 5.5 × 4.0 m outside, 34 m³, four racks",
    "Dempsey (NASA): US hatch between the locks",
    "Equipment lock 3.0 m, crew lock Ø 1.6 × 2.1 m, outer hatch 1.0 m: recalled",
    "Cross-section as measured in Destiny; suits, hoses, colours and lumens are estimates",
)

SECTION = Section(
    code="A/L1",
    racks={"S": ("lockers", ""), "P": ("vents", ""), "D": ("cargo", ""), "O": ("instruments", "")},
    length_m=EQUIPMENT_LOCK_M,
    lamps_m=((0.95, 2.02), (0.95, 2.02)),
)


def build_quest() -> ModelDraft:
    """Build Quest."""
    draft = ModelDraft("quest", "Quest (airlock)", "module", "published", SOURCES, volume_m3=34.0)
    half = EQUIPMENT_LOCK_M / 2
    with draft.placed(PORT_FIRST, words=WORDS):
        build_section(draft, SECTION)
        build_end(draft, board((half, 0, 0), (0, 1, 0), (0, 0, 1)), End("forward", TUNNEL_M, "TO NODE 1"))
        _inner_wall(draft, board((-half, 0, 0), (0, -1, 0), (0, 0, 1)))
        _suits(draft)
        _dress(draft)
        _shells(draft)
        with draft.placed(np.eye(3), (-half, 0.0, 0.0)):
            build_crew_lock(draft)
    draft.dimensions_m = {
        "equipment_lock_length": EQUIPMENT_LOCK_M,
        "rack_pitch": PITCH_M,
        "rack_face_half_distance": BASE_M,
        "rack_face_height": 2 * HALF_FACE_M,
        "tunnel_port_length": TUNNEL_M,
        "hatch_opening": HATCH_M,
        "crew_lock_diameter": 2 * RADIUS_M,
        "crew_lock_length": LENGTH_M,
        "outer_hatch": EVA_HATCH_M,
    }
    return draft


def _inner_wall(draft: ModelDraft, wall: Board) -> None:
    """Close the equipment lock toward the crew lock, around the hatch between them."""
    s = draft.sculpture
    lip, square, blue = opening_loop(HATCH_M / 2 + 0.045), chamfered(1.26, 0.02), chamfered(0.80, 0.16)
    annulus(s, wall, blue, square, 0.0, tint=palette.WHITE)
    annulus(s, wall, lip, blue, 0.0, tint=palette.SURROUND_BLUE)
    loft(
        s,
        [wall.loop(lip, 0.0), wall.loop(lip, 0.03)],
        toward=wall.at(0, 0, 0),
        outward=True,
        tint=palette.COLLAR,
    )
    annulus(s, wall, opening_loop(), lip, 0.03, tint=palette.COLLAR)
    for turn in range(4):
        b = wall.rolled(turn)
        for x0, x1 in ((-0.60, -0.02), (0.02, 0.60)):
            block(s, b, (x0, 0.86, x1, 1.06), -0.001, 0.02, tile=f"panel{turn}", tint=palette.WHITE)
        if turn in (1, 3):
            handrail(draft, b, (0.0, 0.93), 0.762, along_y=False, h=0.02)
    label(s, wall, "CREW LOCK", (-0.3, -0.96), 0.07, 0.021, kind="stencil")
    label(s, wall, "OVHD", (0.3, -0.96), 0.07, 0.021, kind="sign")
    label(s, wall, "DECK", (0.3, 0.96), 0.07, 0.021, kind="sign")
    sticker(s, wall, "caution", (-0.3, 0.96), 0.021, 1.6)


def _suits(draft: ModelDraft) -> None:
    """Hang two suits in the bay before the crew lock, one on either side."""
    s = draft.sculpture
    for letter, stripe in (("S", color("#b8342c")), ("P", color("#f1efe8"))):
        b = bay_board(SECTION, letter, 2)
        panel(s, b, (-HALF_PITCH_M, -HALF_FACE_M, HALF_PITCH_M, HALF_FACE_M), tint=palette.GREY)
        for i, (y0, y1) in enumerate(((-0.90, -0.30), (-0.28, 0.34), (0.36, 0.90))):
            block(s, b, (-0.48, y0, 0.48, y1), -0.001, 0.016, tile=f"panel{i + 2}", tint=palette.WHITE)
        hung_suit(s, b.shifted(0.0, 0.02, 0.016), stripe=stripe, seed=ord(letter))


def _dress(draft: ModelDraft) -> None:
    """Deck and overhead of the suits' bay: bags and hoses below, umbilicals above."""
    s = draft.sculpture
    deck, overhead = bay_board(SECTION, "D", 2), bay_board(SECTION, "O", 2)
    whole = (-HALF_PITCH_M, -HALF_FACE_M, HALF_PITCH_M, HALF_FACE_M)
    for b in (deck, overhead):
        panel(s, b, whole, tint=palette.GREY)
    for i, (y0, y1) in enumerate(((-0.88, -0.32), (-0.28, 0.28), (0.32, 0.88))):
        cushion(s, deck, (-0.47, y0, 0.47, y1), 0.0, 0.07, tile=f"bag{i % 2}", seed=i + 20, steps=9)
        block(s, overhead, (-0.48, y0, 0.48, y1), -0.001, 0.022, tile=("switches0", "panel1", "vent")[i])
    for i, x in enumerate((-0.30, -0.12, 0.14, 0.32)):
        way = [
            (x, -0.70, 0.03),
            (x + 0.10, -0.35, 0.16),
            (x - 0.08, 0.10, 0.20),
            (x + 0.04, 0.62 - 0.1 * i, 0.03),
        ]
        cable(s, overhead, way, 0.018, tint=color("#c9b58a"), sides=8, steps=7, plugged=True)
    strapped_bag(s, bay_board(SECTION, "P", 1), (-0.1, 0.2, 0.37, 0.6), seed=4)
    cable_run(s, bay_board(SECTION, "S", 1), 0.70, -1.2, 0.5, seed=2)
    label(s, overhead, "UMBILICALS", (0.0, -0.30), 0.03, 0.001)
    for letter in "SP":
        handrail(draft, bay_board(SECTION, letter, 1), (0.0, -0.62), 0.762, along_y=False, h=0.03)
    handrail(draft, overhead, (0.0, 0.0), 0.546, along_y=False, h=0.022)
    handrail(draft, deck, (0.50, 0.0), 0.762, h=0.0)


def _shells(draft: ModelDraft) -> None:
    """The shell of each lock, with holes for the hatches."""
    s, half, opening = draft.sculpture, EQUIPMENT_LOCK_M / 2, HATCH_M / 2
    whole = (-opening, -opening, opening, opening)
    front = half + TUNNEL_M + VESTIBULE_M / 2 - 0.002
    holes = {"forward": [whole], "aft": [whole]}
    box_hull(s, (-half - 0.04, -1.6, -1.6), (front, 1.6, 1.6), holes)
    low, high = -half - LENGTH_M - 0.05, -half - NECK_M / 2
    x = -half + HATCH_AT_M - (low + high) / 2
    reach = EVA_HATCH_M / 2 - 0.004
    outside = {"forward": [whole], "deck": [(x - reach, -reach, x + reach, reach)]}
    box_hull(s, (low, -0.90, -0.90), (high, 0.90, MATING_Z_M - 0.002), outside)


RECIPES = {"quest": build_quest}

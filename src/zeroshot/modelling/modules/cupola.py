"""The recipe of the Cupola, the seven windows under Tranquility.

Frame: origin at the centre of its hatch plane, +X forward, +Y starboard, +Z deck, which is where it looks.
"""

from __future__ import annotations

import numpy as np

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.frames import Board, board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.rounds import knob, loft, tube
from zeroshot.modelling.kit.sculpture import color
from zeroshot.modelling.kit.shapes import block, cushion, decal, inset, panel, split
from zeroshot.modelling.parts.cupola_shell import (
    BASE_APOTHEM_M,
    BLUE_GREY,
    CORNER_M,
    DEPTH_M,
    FLOOR_Z_M,
    PANE_M,
    SILL_Z_M,
    TOP_M,
    build_shell,
    hexagon,
    ring,
    wall_board,
)
from zeroshot.modelling.parts.dressing import mounted_laptop
from zeroshot.modelling.parts.fittings import cable, handrail, label, latch, luminaire, sticker
from zeroshot.modelling.parts.hull import SHADE
from zeroshot.modelling.parts.restraints import foot_loops
from zeroshot.modelling.parts.us_hatch import build_us_hatch, opening_loop
from zeroshot.spatial import Array

SOURCES = (
    "NASA astrobee_media, interior mesh of the Cupola, measured, × 1.046: base, depth, panes and their tilt",
    "ESA, Cupola: middle window 0.80 m",
    "Which window faces forward, equipment and colours are estimates",
)

MIDDLE_Z_M = (FLOOR_Z_M + SILL_Z_M) / 2
CORNER_FLAT_M = CORNER_M * float(np.cos(np.arccos(BASE_APOTHEM_M / CORNER_M) - np.pi / 6))
"""From the axis to the middle of a cut corner."""

FRONT = color("#e4e6e6")


def build_cupola() -> ModelDraft:
    """Build the Cupola."""
    draft = ModelDraft("cupola", "Cupola (seven windows)", "module", "measured", SOURCES)
    build_shell(draft)
    _floor(draft)
    for index in range(6):
        _wall(draft, index)
        _corner(draft, index)
    _robotics_station(draft)
    _second_station(draft)
    _soft_things(draft)
    _walls(draft)
    _shell_behind(draft)
    draft.dimensions_m = {
        "base_diameter": BASE_APOTHEM_M + CORNER_M,
        "depth": DEPTH_M,
        "middle_window_diameter": TOP_M,
        "side_pane_base": PANE_M[0],
        "side_pane_top": PANE_M[1],
        "side_pane_height": PANE_M[2],
    }
    return draft


def _floor(draft: ModelDraft) -> None:
    """Build the hatch to Tranquility with the ring around it, and the lamps."""
    bulkhead = board((0.0, 0.0, FLOOR_Z_M), (0.0, 1.0, 0.0), (1.0, 0.0, 0.0))
    # A hair wider than the wall, so that the two overlap where the wall has its corners.
    far = [1.03 * _on_base(float(np.arctan2(x, y)))[::-1] for x, y in opening_loop()]
    build_us_hatch(draft, bulkhead, "overhead", np.stack(far), leads_to="TO NODE 3")
    for index, text in ((1, "NODE 3"), (4, "OVHD")):
        turned = bulkhead.rolled(1 if index == 1 else 3)
        label(draft.sculpture, turned, text, (0.0, 0.735), 0.05, 0.001, kind="sign")
    for number, index in enumerate((1, 4), start=1):
        b = wall_board(index, BASE_APOTHEM_M, MIDDLE_Z_M).shifted(0.0, 0.235)
        luminaire(draft, b, name=f"luminaire-{number}", group="hub")


def _on_base(angle: float) -> Array:
    """Return the point (2,) of the base wall's outline in a direction."""
    side = np.round(angle / (np.pi / 3)) * np.pi / 3
    corner = (np.floor(angle / (np.pi / 3)) + 0.5) * np.pi / 3
    reach = min(BASE_APOTHEM_M / np.cos(angle - side), CORNER_FLAT_M / np.cos(angle - corner))
    return np.asarray(reach * np.array([np.cos(angle), np.sin(angle)]))


def _shell_behind(draft: ModelDraft) -> None:
    """Put a sheet behind the base wall and the frames, seen only where parts leave a hair between them."""
    base = hexagon(BASE_APOTHEM_M + 0.03, CORNER_M + 0.03)
    rings = [ring(base * share, z) for share, z in ((0.72, 0.17), (1.0, 0.19), (1.0, SILL_Z_M + 0.02))]
    loft(draft.sculpture, rings, toward=(0.0, 0.0, 0.5), smooth=False, tint=SHADE)


def _wall(draft: ModelDraft, index: int) -> None:
    """Dress one of the six flats: rail under the window, crank of its shutter, panels, name."""
    s = draft.sculpture
    b = wall_board(index, BASE_APOTHEM_M, MIDDLE_Z_M)
    if index not in (0, 3):
        handrail(draft, b, (0.0, -0.235), 0.546, along_y=False)
        rows = split((-0.385, -0.17, 0.385, 0.175 if index in (1, 4) else 0.28), 2, 1, 0.012)
        for i, rect in enumerate(rows):
            tile = f"panel{(index + 3 * i) % 6}"
            block(s, b, rect, -0.001, 0.016, tile=tile, tint=BLUE_GREY if i else FRONT)
            for x in (rect[0] + 0.03, rect[2] - 0.03):
                latch(s, b, x, rect[3] - 0.025, 0.016)
    _crank(draft, b, index)
    label(s, b, f"CUP1 W{index + 1}", (-0.30, -0.155), 0.024, 0.018)
    sticker(s, b, ("placard1", "caution", "placard2")[index % 3], (-0.16, -0.13), 0.017)


def _crank(draft: ModelDraft, wall: Board, index: int) -> None:
    """Add the hand crank that opens a window's shutter."""
    s, spot = draft.sculpture, (0.31, -0.10)
    local = wall.shifted(*spot)
    knob(s, local, (0.0, 0.0), 0.036, 0.012, 0.05, tint=palette.ALUMINIUM, finish="metal", count=14)
    knob(s, local, (0.0, 0.0), 0.020, 0.048, 0.07, tint=palette.DARK, count=10)
    arm = local.rolled(index)
    block(s, arm, (-0.011, -0.02, 0.011, 0.075), 0.066, 0.078, tint=palette.YELLOW, bevel=0.003)
    knob(s, arm, (0.0, 0.066), 0.011, 0.076, 0.115, tint=palette.BLACK, count=8)
    label(s, wall, f"SHUTTER {index + 1}", (0.31, -0.035), 0.016, 0.0175)


def _corner(draft: ModelDraft, index: int) -> None:
    """Dress a cut corner: a short upright rail and a bundle of cables beside it."""
    s = draft.sculpture
    b = wall_board(index + 0.5, CORNER_FLAT_M, MIDDLE_Z_M)
    handrail(draft, b, (0.0, 0.0), 0.216)
    tints = (palette.CABLE_WHITE, palette.CABLE_GREY)
    for strand, tint in enumerate(tints):
        x = 0.033 - 0.066 * strand
        way = [(x, -0.29, 0.0), (x, -0.15, 0.016), (x * 0.8, 0.1, 0.02), (x, 0.28, 0.01)]
        cable(s, b, way, 0.011, tint=tint)


def _robotics_station(draft: ModelDraft) -> None:
    """Build the robotic workstation on the forward flat: displays, hand controllers, keys."""
    s, b = draft.sculpture, wall_board(0, BASE_APOTHEM_M, MIDDLE_Z_M)
    block(s, b, (-0.40, -0.10, 0.40, 0.285), -0.001, 0.03, tile="panel2", tint=BLUE_GREY)
    for x, tile in ((-0.19, "screen0"), (0.14, "screen1")):
        rect = (x - 0.15, -0.075, x + 0.15, 0.125)
        block(s, b, rect, 0.028, 0.075, tint=palette.DARK, bevel=0.012)
        panel(s, b, inset(rect, 0.02), 0.0765, tile=tile, finish="screen", cell=0.6)
    for x in (-0.33, 0.33):
        _hand_controller(draft, b.shifted(x, 0.205))
    block(s, b, (-0.22, 0.145, 0.22, 0.27), 0.028, 0.05, tile="keys", tint=palette.WHITE, bevel=0.006)
    handrail(draft, b, (0.0, -0.235), 0.546, along_y=False)
    label(s, b, "RWS", (-0.36, -0.08), 0.022, 0.031)


def _hand_controller(draft: ModelDraft, local: Board) -> None:
    s = draft.sculpture
    block(s, local, (-0.055, -0.055, 0.055, 0.06), 0.02, 0.075, tint=palette.GREY, bevel=0.012)
    knob(s, local, (0.0, 0.0), 0.034, 0.074, 0.095, tint=palette.BLACK, count=12, top_share=0.6)
    path = local.at([0.0, 0.004, -0.004], [0.0, -0.004, -0.012], [0.09, 0.14, 0.185])
    tube(s, path, 0.020, sides=8, tint=palette.BLACK, flat_toward=local.right, capped=True)


def _second_station(draft: ModelDraft) -> None:
    """Build the aft flat: a laptop, switches, audio."""
    s, b = draft.sculpture, wall_board(3, BASE_APOTHEM_M, MIDDLE_Z_M)
    handrail(draft, b, (0.0, -0.235), 0.546, along_y=False)
    block(s, b, (-0.40, -0.10, -0.06, 0.285), -0.001, 0.022, tile="switches0", tint=FRONT)
    block(s, b, (-0.05, -0.10, 0.40, 0.285), -0.001, 0.02, tile="panel4", tint=BLUE_GREY)
    mounted_laptop(s, b.shifted(0.14, 0.06), (0.0, 0.0), tile="earth")
    block(s, b, (0.30, 0.14, 0.39, 0.27), 0.018, 0.06, tile="keypad", tint=palette.WHITE, bevel=0.008)
    decal(s, b, (-0.23, -0.13), (0.10, 0.03), 0.001, "stripes_yellow")


def _soft_things(draft: ModelDraft) -> None:
    """Leave what is always there: cloth bags, foot loops, cables from the hatch, papers."""
    s = draft.sculpture
    for index, x in ((2, -0.19), (5, 0.19), (2, 0.2)):
        b = wall_board(index, BASE_APOTHEM_M, MIDDLE_Z_M)
        cushion(
            s,
            b,
            (x - 0.17, 0.02, x + 0.17, 0.27),
            0.015,
            0.10,
            tile="bag0",
            tint=palette.WHITE,
            seed=index,
            steps=9,
        )
    for index in (1, 4):
        b = wall_board(index, BASE_APOTHEM_M, MIDDLE_Z_M)
        sticker(s, b, f"paper{index % 3}", (0.09, 0.05), 0.017)
        sticker(s, b, "paper1", (-0.2, 0.06), 0.017, 0.9)
        foot_loops(draft, b, (-0.02, 0.11), h=0.016)
    for corner, seed in ((0.5, 1.0), (3.5, 2.0), (2.5, 3.0)):
        b = wall_board(corner, CORNER_FLAT_M, MIDDLE_Z_M)
        tube(
            s,
            b.at([0.05, 0.052, 0.03], [0.30, 0.1, -0.26], [0.10, 0.03 + 0.01 * seed, 0.03]),
            0.013,
            sides=6,
            tint=palette.CABLE_GREY,
            flat_toward=b.right,
        )


def _walls(draft: ModelDraft) -> None:
    for name, sign in (("forward", 1.0), ("aft", -1.0)):
        draft.mark(
            f"wall-{name}",
            "wall",
            (sign * BASE_APOTHEM_M, 0.0, MIDDLE_Z_M),
            direction=(0.0, 0.0, 1.0),
            normal=(-sign, 0.0, 0.0),
            label=name,
        )
    for name, sign in (("starboard", 1.0), ("port", -1.0)):
        draft.mark(
            f"wall-{name}",
            "wall",
            (0.0, sign * CORNER_FLAT_M, MIDDLE_Z_M),
            direction=(0.0, 0.0, 1.0),
            normal=(0.0, -sign, 0.0),
            label=name,
        )
    draft.mark(
        "wall-deck",
        "wall",
        (0.0, 0.0, DEPTH_M),
        direction=(1.0, 0.0, 0.0),
        normal=(0.0, 0.0, -1.0),
        label="deck",
    )
    draft.mark(
        "wall-overhead",
        "wall",
        (0.0, 0.0, FLOOR_Z_M),
        direction=(1.0, 0.0, 0.0),
        normal=(0.0, 0.0, 1.0),
        label="overhead",
    )


RECIPES = {"cupola": build_cupola}

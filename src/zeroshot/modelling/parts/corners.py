"""The four corners between the walls: luminaires and ducts overhead, blue bands and air returns below."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.frames import Board, board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.rounds import knob, tube
from zeroshot.modelling.kit.sculpture import Color, Sculpture, color
from zeroshot.modelling.kit.shapes import block, decal, face
from zeroshot.modelling.parts.fittings import cable, label, luminaire, sticker
from zeroshot.spatial import Array, unit

POCKET_M = ((1.10, 0.93), (1.185, 0.955), (1.20, 1.0), (1.0, 1.20), (0.955, 1.185), (0.93, 1.10))
"""Profile of an open pocket. Source: measured on NASA's Destiny mesh: rack edge (0.95, 1.07), standoff panel
from (1.2, 1.0) to (1.0, 1.2), 1.55 m from the axis on the diagonal."""

BAND_M = ((1.10, 0.93), (1.112, 0.948), (0.948, 1.112), (0.93, 1.10))
"""Profile of a deck corner, closed by the air return; by eye."""

STANDOFF_M = 1.10 * 2.0**0.5
PITCH_M = 1.067


def corner_board(side: int, overhead: bool, x: float, distance: float) -> Board:
    """Return the board across a corner at a distance from the axis: side −1 port, +1 starboard."""
    outward = unit(np.array([0.0, side, -1.0 if overhead else 1.0]))
    # Whoever faces starboard, head to overhead, has aft on their right.
    right = np.array([-float(side), 0.0, 0.0])
    return board(outward * distance + np.array([x, 0.0, 0.0]), right, np.cross(outward, right))


def _profile(
    sculpture: Sculpture,
    side: int,
    overhead: bool,
    x0: float,
    x1: float,
    points: tuple[tuple[float, float], ...],
    tints: list[Color],
) -> None:
    z = -1.0 if overhead else 1.0
    spots = [np.array([0.0, side * p, z * q]) for p, q in points]
    # Not the axis: the pocket's flanks look at each other, past it.
    inside = np.array([(x0 + x1) / 2, side * 1.03, z * 1.03])
    for a, b, tint in zip(spots[:-1], spots[1:], tints, strict=True):
        ends: list[Array] = [np.array([x, 0.0, 0.0]) for x in (x0, x1)]
        face(sculpture, [a + ends[0], a + ends[1], b + ends[1], b + ends[0]], tint=tint, toward=inside)


def build_overhead_corner(draft: ModelDraft, side: int, half_length: float, lamps: Sequence[float]) -> None:
    """Build an overhead pocket: standoff, a luminaire at each of lamps (x), ducts, speakers, cable runs."""
    s = draft.sculpture
    tints = [palette.GREY, palette.GREY, palette.CREAM, palette.GREY, palette.GREY]
    _profile(s, side, True, -half_length, half_length, POCKET_M, tints)
    name = "starboard" if side > 0 else "port"
    for number, x in enumerate(lamps):
        spot = corner_board(side, True, x, STANDOFF_M)
        luminaire(draft, spot, name=draft.next_name("luminaire", digits=1), group=f"overhead-{name}")
        _between(
            s, corner_board(side, True, x - PITCH_M / 2, STANDOFF_M), number, half_length, x - PITCH_M / 2
        )
    along = corner_board(side, True, 0.0, STANDOFF_M)
    for y, radius, tint in (
        (-0.105, 0.012, palette.CABLE_WHITE),
        (0.108, 0.015, palette.CABLE_GREY),
        (0.082, 0.008, palette.BLACK),
    ):
        xs = np.linspace(-half_length + 0.01, half_length - 0.01, 25)
        wobble = 0.004 * np.sin(xs * 3.1 + y * 90)
        tube(s, along.at(xs, y + wobble, radius + 0.012), radius, sides=6, tint=tint, flat_toward=along.out)


def _between(s: Sculpture, b: Board, number: int, half_length: float, x: float) -> None:
    if abs(x) > half_length - 0.28:
        return
    block(s, b, (-0.21, -0.075, 0.05, 0.075), -0.002, 0.066, tint=palette.WHITE, bevel=0.03)
    for offset in (-0.21, 0.03):
        block(s, b, (offset, -0.082, offset + 0.02, 0.082), 0.0, 0.072, tint=palette.GREY, bevel=0.012)
    if number % 2 == 0:
        block(s, b, (0.075, -0.07, 0.215, 0.07), 0.0, 0.075, tile="grille", tint=color("#c9c9c9"), bevel=0.01)
        cable(s, b, [(0.2, 0.05, 0.02), (0.23, 0.08, 0.06), (0.21, 0.12, 0.03)], 0.006, tint=palette.BLACK)
    else:
        block(s, b, (0.085, -0.06, 0.20, 0.05), 0.0, 0.035, tile="switches0", tint=palette.WHITE)
        knob(s, b, (0.225, 0.03), 0.018, 0.0, 0.03, tint=palette.YELLOW, count=8)


def build_deck_corner(
    draft: ModelDraft, side: int, half_length: float, bays: int, band: Color = palette.BAND_BLUE
) -> None:
    """Build a deck corner: a coloured band with black air-return grilles, one to a bay, collars between."""
    s = draft.sculpture
    _profile(s, side, False, -half_length, half_length, BAND_M, [band] * 3)
    distance = (BAND_M[1][0] + BAND_M[1][1]) / 2**0.5
    for bay in range(bays):
        x = (bays / 2 - bay - 0.5) * PITCH_M
        b = corner_board(side, False, x, distance)
        if (bay + (side > 0)) % 2:
            for left in (-0.37, 0.005):
                block(
                    s,
                    b,
                    (left, -0.085, left + 0.365, 0.085),
                    -0.001,
                    0.008,
                    tint=palette.CABLE_GREY,
                    finish="metal",
                    bevel=0.003,
                )
                decal(s, b, (left + 0.1825, 0.0), (0.345, 0.15), 0.008, "grille")
        else:
            _band_dressing(s, b, bay, band)
        collar = corner_board(side, False, x + PITCH_M / 2, distance)
        if bay:
            block(s, collar, (-0.055, -0.112, 0.055, 0.112), -0.001, 0.012, tint=band, bevel=0.005)
            for y in (-0.09, 0.09):
                knob(s, collar, (0.035, y), 0.008, 0.011, 0.015, tint=palette.ALUMINIUM, count=6)


def _band_dressing(s: Sculpture, b: Board, bay: int, band: Color) -> None:
    # A shade lighter than the band: three and eight of 255 steps.
    plate = (band[0] + 3 / 255, band[1] + 8 / 255, band[2] + 8 / 255)
    block(s, b, (-0.46, -0.095, 0.46, 0.095), -0.001, 0.005, tint=plate, bevel=0.004)
    sticker(s, b, ("patch1", "placard0", "placard2")[bay % 3], (0.28, 0.01), 0.005)
    label(s, b, "RETURN AIR", (-0.2, 0.04), 0.026, 0.005, kind="sign")
    for x in (-0.42, 0.42):
        for y in (-0.07, 0.07):
            knob(s, b, (x, y), 0.009, 0.004, 0.009, tint=palette.ALUMINIUM, count=6)

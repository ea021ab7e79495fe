"""The port end of Kibo: a wider room with the airlock's drum, two windows over it, a hatch overhead.

Built in the module's own words: the room lies aft of the rack section, the station's port.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.frames import Board, board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.paint import dice
from zeroshot.modelling.kit.rounds import annulus, circle, disc, knob, loft, tube
from zeroshot.modelling.kit.sculpture import Sculpture, color
from zeroshot.modelling.kit.shapes import Rect, block, decal, face, panel, split
from zeroshot.modelling.parts.cones import build_round_window
from zeroshot.modelling.parts.ends import chamfered
from zeroshot.modelling.parts.fittings import cable, handrail, label, latch, scatter, sticker
from zeroshot.modelling.parts.hull import SHADE, box_hull
from zeroshot.modelling.parts.us_hatch import HATCH_M, VESTIBULE_M, build_us_hatch

WHITE = color("#eef0f0")
STEEL = color("#c3c8cb")


@dataclass(frozen=True)
class PortZone:
    """The numbers of the room. start_m, stop_m: along the module's axis, stop beyond start.

    half_width_m, floor_m, ceiling_m: distances from the axis. hatch_at_m: of the overhead hatch's axis;
    shaft_m: from the axis to its bulkhead. ceiling_from_m: where the ceiling begins, over the last bay.
    """

    start_m: float
    stop_m: float
    half_width_m: float
    floor_m: float
    ceiling_m: float
    ceiling_from_m: float
    hatch_at_m: float
    shaft_m: float
    airlock_m: tuple[float, float, float]
    """Diameter, how far it stands into the room, distance of its axis toward the deck."""
    window_m: float
    windows_at_m: tuple[float, float]
    """Distance of the panes from the middle, to both sides, and toward the ceiling."""


def build_port_zone(draft: ModelDraft, zone: PortZone) -> None:
    """Build the room, its hatch, airlock and windows, and name their points."""
    _shell(draft, zone)
    _shaft(draft, zone)
    _bulkhead(draft, zone)
    _airlock(draft, zone)
    _side_walls(draft, zone)


def hull_of(draft: ModelDraft, zone: PortZone, front_m: float) -> None:
    """Enclose the whole module: front_m, where its mating plane lies, ahead of the origin."""
    back = zone.stop_m - 0.12
    top, shift = zone.shaft_m + VESTIBULE_M / 2 - 0.002, (front_m + back) / 2
    drop, half = (1.62 - top) / 2, HATCH_M / 2
    x, y = zone.windows_at_m
    pane = zone.window_m / 2 + 0.005
    holes: dict[str, list[Rect]] = {
        "forward": [(-half, -half - drop, half, half - drop)],
        "overhead": [(zone.hatch_at_m - shift - half, -half, zone.hatch_at_m - shift + half, half)],
        "aft": [(side * x - pane, -y - drop - pane, side * x + pane, -y - drop + pane) for side in (-1, 1)],
    }
    box_hull(draft.sculpture, (back, -1.62, -top), (front_m, 1.62, 1.62), holes)
    # Between shell and ceiling the shaft has an outside, or what slips past the ceiling would see the sky.
    x, wide = zone.hatch_at_m, half + 0.03
    rings = [
        np.array([[x + i * wide, j * wide, z] for i, j in ((-1, -1), (1, -1), (1, 1), (-1, 1))])
        for z in (-top, -zone.ceiling_m - 0.06)
    ]
    loft(draft.sculpture, rings, toward=(x, 0.0, -zone.shaft_m), outward=True, tint=SHADE, smooth=False)


def _shell(draft: ModelDraft, zone: PortZone) -> None:
    """The step out from the racks, deck and ceiling."""
    s, wide = draft.sculpture, zone.half_width_m
    outside = Board(np.array([zone.start_m, 0.0, 0.0]), np.array([0.0, 1.0, 0.0]), np.array([0.0, 0.0, 1.0]))
    # The second hole is where the shaft overhead reaches over the last racks.
    holes = [(-1.10, -1.14, 1.10, 1.10), (-0.70, -1.35, 0.70, -1.0)]
    panel(s, outside, (-1.6, -1.3, 1.6, 1.3), 0.0, tint=WHITE, holes=holes)
    inside = Board(outside.origin, -outside.right, outside.foot)
    panel(s, inside, (-1.26, -1.30, 1.26, 1.26), 0.0, tint=WHITE, holes=holes)
    middle, half = (zone.start_m + zone.stop_m) / 2, abs(zone.start_m - zone.stop_m) / 2
    deck = board((middle, 0.0, zone.floor_m), (1, 0, 0), (0, 1, 0))
    panel(s, deck, (-half, -wide, half, wide), 0.0, tint=WHITE)
    for i, rect in enumerate(split((-half + 0.1, -1.05, half - 0.15, 1.05), 2, 3, 0.014)):
        block(s, deck, rect, 0.0, 0.014, tile=("sheet0", "panel2", "sheet2")[i % 3], tint=WHITE)
    for x in (-0.55, 0.55):
        handrail(draft, deck, (x, 0.75), 1.054, along_y=False, h=0.014)
    _ceiling(draft, zone)


def _ceiling(draft: ModelDraft, zone: PortZone) -> None:
    s, wide = draft.sculpture, zone.half_width_m
    ceiling = board((0.0, 0.0, -zone.ceiling_m), (1, 0, 0), (0, -1, 0))
    shaft = (zone.hatch_at_m - 0.70, -0.70, zone.hatch_at_m + 0.70, 0.70)
    panel(s, ceiling, (zone.stop_m, -wide, zone.start_m, wide), 0.0, tint=WHITE, holes=[shaft])
    panel(s, ceiling, (zone.start_m, -0.935, zone.ceiling_from_m, 0.935), 0.0, tint=WHITE, holes=[shaft])
    for y in (-0.935, 0.935):
        ends = [zone.start_m, zone.start_m, zone.ceiling_from_m, zone.ceiling_from_m]
        quad = ceiling.at(ends, y, [-0.001, 0.03, 0.03, -0.001])
        face(s, quad, tint=palette.GREY, toward=ceiling.at(zone.start_m, 0.0, 0.02))
    rim = chamfered(0.70, 0.10), chamfered(0.80, 0.12)
    local = ceiling.shifted(zone.hatch_at_m, 0.0)
    annulus(s, local, *rim, 0.01, tint=palette.SURROUND_BLUE)
    loft(
        s,
        [local.loop(rim[1], 0.0), local.loop(rim[1], 0.01)],
        toward=local.at(0, 0, 0),
        outward=True,
        tint=palette.SURROUND_BLUE,
    )
    block(
        s,
        ceiling,
        (zone.hatch_at_m + 0.84, -0.62, zone.ceiling_from_m - 0.04, 0.62),
        0.0,
        0.016,
        tile="sheet1",
        tint=WHITE,
    )
    for x, y in ((-0.55, 0.95), (-0.55, -0.95)):
        label(s, local, "TO JLP", (x, y), 0.06, 0.001, kind="stencil")


def _shaft(draft: ModelDraft, zone: PortZone) -> None:
    """The way to the logistics module: a square shaft to a hatch in the ceiling."""
    depth = zone.shaft_m - zone.ceiling_m
    bulkhead = board((zone.hatch_at_m, 0.0, -zone.shaft_m), (1, 0, 0), (0, -1, 0))
    s, square = draft.sculpture, chamfered(0.70, 0.10)
    heights = np.linspace(0.0, depth + 0.01, 4).tolist()
    for h0, h1 in pairwise(heights):
        rings = [bulkhead.loop(square, h0), bulkhead.loop(square, h1)]
        loft(s, rings, toward=bulkhead.at(0, 0, (h0 + h1) / 2), tint=WHITE)
    for turn in range(4):
        side = bulkhead.rolled(turn)
        flank = Board(side.at(0.0, 0.70, depth / 2), side.right, side.out)
        for x in (-0.48, 0.14):
            rect = (x, -depth / 2 + 0.08, x + 0.34, depth / 2 - 0.05)
            block(s, flank, rect, -0.001, 0.006, tile=f"panel{(turn + int(x > 0)) % 6}", tint=WHITE)
        if turn % 2:
            handrail(draft, flank, (0.0, 0.0), 0.546)
    build_us_hatch(draft, bulkhead, "overhead", square, leads_to="TO JLP")


def _bulkhead(draft: ModelDraft, zone: PortZone) -> None:
    s, wide, pane = draft.sculpture, zone.half_width_m, zone.window_m
    wall = board((zone.stop_m, 0.0, 0.0), (0, -1, 0), (0, 0, 1))
    across, over = zone.windows_at_m
    half = 0.70 * pane
    holes = [(side * across - half, -over - half, side * across + half, -over + half) for side in (-1, 1)]
    panel(s, wall, (-wide, -zone.ceiling_m, wide, zone.floor_m), 0.0, tint=WHITE, holes=holes)
    ring, square = 0.58 * pane * circle(24, 0.5), chamfered(half, 0.05)
    corners = chamfered(half + 0.002, 0.001)
    for side in (-1, 1):
        local = wall.shifted(side * across, -over)
        annulus(s, local, ring, square, 0.0, tint=WHITE)
        annulus(s, local, square, corners, 0.0, tint=WHITE)
        build_round_window(s, local, (0.0, 0.0), pane)
        # The wall's right is the module's port: what the station calls forward.
        name = f"window-aft-{'port' if side > 0 else 'starboard'}"
        spot, size = local.at(0, 0, -0.05), (pane, pane)
        draft.mark(
            name, "window", spot, direction=wall.right, normal=wall.out, size_m=size, label=draft.word("aft")
        )
        handrail(draft, local, (side * 0.42, 0.0), 0.546)
    _bulkhead_fittings(draft, wall, zone)


def _bulkhead_fittings(draft: ModelDraft, wall: Board, zone: PortZone) -> None:
    s = draft.sculpture
    for side in (-1, 1):
        for i, y in enumerate((-0.02, 0.34, 0.70)):
            x0, x1 = sorted((side * 0.68, side * 1.36))
            tile = ("switches0", "panel3", "vent", "connectors0", "panel1", "switches1")[i + 3 * (side > 0)]
            block(s, wall, (x0, y, x1, y + 0.33), 0.0, 0.03, tile=tile, tint=WHITE, bevel=0.006)
        way = [
            (side * 0.72, 1.0, 0.02),
            (side * 0.64, 0.6, 0.07),
            (side * 0.66, 0.0, 0.07),
            (side * 0.86, -0.16, 0.02),
        ]
        cable(s, wall, way, 0.012, tint=palette.CABLE_GREY, plugged=True)
    for turn, (text, x, y) in enumerate(
        (("FWD", 1.30, -0.9), ("AFT", -1.30, -0.9), ("OVHD", 0.0, -1.02), ("DECK", 0.55, 1.08))
    ):
        label(s, wall, text, (x, y), 0.07 if turn < 2 else 0.06, 0.002, kind="sign")
    label(s, wall, "JPM PORT", (-0.55, 1.08), 0.05, 0.002, kind="stencil")
    sticker(s, wall, "fire_port", (0.0, -0.60), 0.001, 1.5)
    sticker(s, wall, "caution", (0.0, -0.40), 0.001, 1.3)
    draft.mark(
        f"wall-{'aft'}-bulkhead",
        "wall",
        wall.at(0.0, 0.0, 0.0),
        direction=wall.right,
        normal=wall.out,
        label=draft.word("aft"),
    )


def _airlock(draft: ModelDraft, zone: PortZone) -> None:
    """The drum that stands out of the bulkhead, with its inner hatch."""
    s = draft.sculpture
    diameter, stands, below = zone.airlock_m
    wall = board((zone.stop_m, 0.0, below), (0, -1, 0), (0, 0, 1))
    ring = diameter / 2 * circle(40, 0.5)
    inside = wall.at(0, 0, stands / 2)
    edges = [0.0, 0.10, stands * 0.5, stands - 0.09, stands]
    for i, (h0, h1) in enumerate(pairwise(edges)):
        grow = 1.0
        tint = (STEEL, WHITE, WHITE, STEEL)[i]
        rings = [wall.loop(ring * grow, h0), wall.loop(ring * grow, h1)]
        loft(s, rings, toward=inside, outward=True, tile="metal" if i in (0, 3) else "plain", tint=tint)
    for h in (0.10, stands * 0.5, stands - 0.09):
        band = [
            wall.loop(ring * f, h + d) for f, d in ((1.0, -0.02), (1.045, -0.02), (1.045, 0.02), (1.0, 0.02))
        ]
        loft(s, band, toward=wall.at(0, 0, h), outward=True, tint=STEEL, finish="metal")
    face_board = wall.shifted(0.0, 0.0, stands)
    annulus(s, face_board, 0.86 * ring, ring, 0.0, tint=STEEL, finish="metal")
    _inner_hatch(s, face_board, diameter / 2 * 0.86)
    _airlock_fittings(draft, wall, zone)
    draft.mark(
        "hatch-airlock-inner",
        "airlock",
        face_board.at(0, 0, 0),
        direction=face_board.foot,
        normal=face_board.out,
        size_m=(2 * diameter / 2 * 0.86, 2 * diameter / 2 * 0.86),
        label="AIRLOCK",
    )


def _inner_hatch(s: Sculpture, b: Board, radius: float) -> None:
    ring = radius * circle(40, 0.5)
    loft(s, [b.loop(ring, 0.0), b.loop(ring, -0.03)], toward=b.at(0, 0, 0.1), tint=palette.DARK)
    disc(s, b, ring, -0.03, tint=WHITE)
    knob(s, b, (0.0, 0.0), 0.88 * radius, -0.03, 0.02, tint=color("#dfe3e4"), count=36, top_share=0.95)
    for angle in np.arange(6) * np.pi / 3 + 0.26:
        x, y = float(np.cos(angle)), float(np.sin(angle))
        path = b.at([0.12 * x, 0.78 * radius * x], [0.12 * y, 0.78 * radius * y], 0.03)
        tube(s, path, 0.022, sides=6, tint=STEEL, finish="metal", flat_toward=b.out)
        knob(s, b, (0.93 * radius * x, 0.93 * radius * y), 0.024, -0.03, 0.03, tint=palette.DARK, count=8)
    knob(s, b, (0.0, 0.0), 0.11, 0.02, 0.06, tint=STEEL, finish="metal", count=20)
    knob(s, b, (0.0, 0.0), 0.06, 0.058, 0.075, tile="glass", side_tint=palette.ALUMINIUM, count=18)
    grip = b.at([-0.17, -0.17, 0.17, 0.17], 0.20, [0.02, 0.085, 0.085, 0.02])
    tube(s, grip, 0.015, sides=6, tint=palette.YELLOW, flat_toward=b.foot)
    decal(s, b, (0.0, -0.22), (0.24, 0.05), 0.0215, "stencil:AIRLOCK")
    decal(s, b, (0.23, 0.05), (0.08, 0.051), 0.0215, "caution")


def _airlock_fittings(draft: ModelDraft, wall: Board, zone: PortZone) -> None:
    s = draft.sculpture
    diameter, stands, _ = zone.airlock_m
    radius = diameter / 2
    top = Board(wall.at(0.0, -radius, stands / 2), wall.right, wall.out)
    block(s, top, (-0.16, -0.34, 0.16, 0.10), -0.03, 0.05, tile="switches1", tint=WHITE, bevel=0.01)
    for x in (-0.20, 0.20):
        way = [(x, -stands / 2 + 0.02, 0.03), (x * 1.1, -0.1, 0.05), (x, stands / 2 - 0.12, 0.02)]
        cable(s, top, way, 0.014, tint=palette.CABLE_GREY)
    for side in (-1, 1):
        flank = Board(wall.at(side * radius, 0.0, stands / 2), wall.out * -side, wall.foot)
        flank = Board(flank.origin, side * -wall.out, wall.foot)
        handrail(draft, flank, (0.0, 0.0), 0.762, along_y=False)


def _side_walls(draft: ModelDraft, zone: PortZone) -> None:
    """Both flanks: closeout panels, stowage, screens, rails."""
    s, middle = draft.sculpture, (zone.start_m + zone.stop_m) / 2
    half = abs(zone.stop_m - zone.start_m) / 2
    for side, name in ((-1, "port"), (1, "starboard")):
        wall = board((middle, side * zone.half_width_m, 0.0), (-side, 0, 0), (0, 0, 1))
        panel(s, wall, (-half, -zone.ceiling_m, half, zone.floor_m), 0.0, tint=WHITE)
        rng = dice(f"zone{side}")
        for i, rect in enumerate(split((-half + 0.08, -1.02, half - 0.08, 1.02), 3, 4, 0.02)):
            tile = ("panel0", "drawer1", "panel4", "vent", "sheet1", "bag0", "panel2", "connectors0")[
                int(rng.integers(8))
            ]
            h = 0.02 + 0.05 * float(rng.random()) * (tile == "bag0") + 0.012 * (i % 3)
            block(s, wall, rect, 0.0, h, tile=tile, tint=WHITE, bevel=0.008)
            for x in (rect[0] + 0.05, rect[2] - 0.05):
                latch(s, wall, x, rect[3] - 0.04, h)
        scatter(s, wall, (-half + 0.2, -0.9, half - 0.2, 0.9), 0.046, f"zone{name}", 6)
        for x in (-0.40, 0.40):
            handrail(draft, wall, (x, -0.05), 1.054, h=0.045)

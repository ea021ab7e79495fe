"""The end of a module without a hatch: a cone to a flat bulkhead, covered with bags, panels and cables."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.frames import Board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.paint import dice
from zeroshot.modelling.kit.rounds import annulus, circle, disc, knob, loft, tube
from zeroshot.modelling.kit.sculpture import Color, Sculpture, color
from zeroshot.modelling.kit.shapes import block, cushion, panel, split
from zeroshot.modelling.parts.ends import chamfered, face_signs
from zeroshot.modelling.parts.fittings import cable, handrail, label, sticker

CONE_HALF_M, BULKHEAD_HALF_M = 1.02, 0.72
"""Half width of a cone's mouth and of the bulkhead behind it: estimates."""


@dataclass(frozen=True)
class ConeEnd:
    """A closed end. depth_m: of the cone, 0.2 or more. dressed: "bags", "panels" or "plain".

    window_m: diameter of a round window in the middle of the bulkhead, 0 for none.
    """

    name: str
    depth_m: float
    dressed: str = "panels"
    window_m: float = 0.0
    tint: Color = palette.WHITE


def build_cone_end(draft: ModelDraft, wall: Board, end: ConeEnd) -> None:
    """Build a closed end on its board: the end wall's face, seen from inside."""
    s, depth = draft.sculpture, end.depth_m
    mouth, back = chamfered(CONE_HALF_M, 0.22), chamfered(BULKHEAD_HALF_M, 0.20)
    annulus(s, wall, mouth, chamfered(1.26, 0.02), 0.0, tint=palette.WHITE)
    shapes = np.linspace(0.0, 1.0, 4)
    for a, b in pairwise(shapes.tolist()):
        rings = [wall.loop((1 - t) * mouth + t * back, -t * depth) for t in (a, b)]
        loft(s, rings, toward=wall.at(0, 0, 0.4), tint=end.tint, smooth=False)
    floor = wall.shifted(0.0, 0.0, -depth)
    _bulkhead(draft, floor, end, back)
    face_signs(draft, wall, (0.35, 1.10), 0.06)
    label(s, wall, end.name.upper(), (-0.35, 1.10), 0.05, 0.006, kind="stencil")
    _flanks(draft, wall, end)


def _bulkhead(draft: ModelDraft, floor: Board, end: ConeEnd, back: np.ndarray) -> None:
    s = draft.sculpture
    if end.window_m > 0.0:
        _window(draft, floor, end, back)
        return
    disc(s, floor, back, 0.0, tint=end.tint)
    if end.dressed == "bags":
        _bags(draft, floor)
    rng = dice(end.name + end.dressed)
    for rect in split((-0.60, -0.60, 0.60, 0.60), 3, 3, 0.012):
        if end.dressed == "panels":
            tile = ("panel0", "vent", "panel3", "switches0", "panel1", "connectors1")[int(rng.integers(6))]
            block(s, floor, rect, 0.0, 0.03, tile=tile, tint=end.tint, bevel=0.006)
    if end.dressed == "panels":
        for x, y in ((-0.3, -0.42), (0.34, 0.05), (-0.2, 0.42)):
            sticker(s, floor, "placard1", (x, y), 0.03, 1.5)
        ring = [(0.4, -0.55, 0.03), (0.2, -0.2, 0.10), (-0.3, 0.05, 0.09), (-0.42, 0.5, 0.03)]
        cable(s, floor, ring, 0.014, tint=palette.CABLE_GREY, plugged=True)


_BAGS = (
    (-0.6, -0.6, 0.1, -0.1),
    (0.12, -0.6, 0.6, -0.25),
    (0.12, -0.23, 0.6, 0.2),
    (-0.6, -0.08, -0.2, 0.3),
    (-0.18, -0.08, 0.1, 0.3),
    (-0.6, 0.32, 0.0, 0.62),
    (0.02, 0.32, 0.34, 0.62),
    (0.36, 0.22, 0.6, 0.62),
)
"""Bags on a bulkhead, as they came: a design choice."""


def _bags(draft: ModelDraft, floor: Board) -> None:
    s, rng = draft.sculpture, dice(draft.name + "bags")
    tints = (palette.WHITE, palette.BEIGE, color("#cfd6dc"), palette.CREAM)
    for i, rect in enumerate(_BAGS):
        bulge, tile = 0.10 + 0.14 * float(rng.random()), ("bag0", "fabric1", "bag1")[i % 3]
        cushion(s, floor, rect, 0.0, bulge, tile=tile, tint=tints[i % 4], seed=i + 60, steps=8)
    for y in (-0.36, 0.08, 0.46):
        path = floor.at([-0.66, -0.5, 0.0, 0.5, 0.66], y, [0.0, 0.20, 0.235, 0.20, 0.0])
        tube(s, path, 0.02, sides=6, squash=0.16, flat_toward=floor.out, tile="strap", tint=palette.BEIGE)


def _window(draft: ModelDraft, floor: Board, end: ConeEnd, back: np.ndarray) -> None:
    s, pane = draft.sculpture, end.window_m / 2 * circle(len(back), 0.5)
    annulus(s, floor, pane * 1.16, back, 0.0, tint=end.tint)
    build_round_window(s, floor, (0.0, 0.0), end.window_m)
    draft.mark(
        f"window-{end.name}",
        "window",
        floor.at(0, 0, -0.05),
        direction=floor.right,
        normal=floor.out,
        size_m=(end.window_m, end.window_m),
        label=end.name,
    )


def build_round_window(
    s: Sculpture, wall: Board, middle: tuple[float, float], diameter_m: float, *, count: int = 24
) -> None:
    """Add a window in a hole of 1.16 times its diameter: bolted frame, short well, pane 5 cm back."""
    ring = circle(count, 0.5)
    local = wall.shifted(*middle)
    pane, edge = diameter_m / 2 * ring, 1.16 * diameter_m / 2 * ring
    rings = [local.loop(edge * 1.08, 0.0), local.loop(edge * 1.08, 0.03)]
    loft(s, rings, toward=local.at(0, 0, 0.015), outward=True, tint=palette.ALUMINIUM, finish="metal")
    annulus(s, local, edge, edge * 1.08, 0.03, tint=palette.ALUMINIUM, finish="metal")
    rings = [local.loop(edge, 0.03), local.loop(pane, -0.05)]
    loft(s, rings, toward=local.at(0, 0, 0.3), tint=palette.GREY)
    disc(s, local, pane, -0.05, tile="glass", finish="glass")
    for angle in np.arange(12) * 2 * np.pi / 12:
        radius = 1.12 * diameter_m / 2 * 1.08
        spot = (radius * float(np.cos(angle)), radius * float(np.sin(angle)))
        knob(s, local, spot, 0.008, 0.029, 0.036, tint=palette.DARK, count=6)


def _flanks(draft: ModelDraft, wall: Board, end: ConeEnd) -> None:
    """Put rails, boxes and stickers on the cone's four flanks."""
    s = draft.sculpture
    slope = np.arctan2(CONE_HALF_M - BULKHEAD_HALF_M, end.depth_m)
    for turn in range(4):
        side = wall.rolled(turn)
        middle = side.at(0.0, (CONE_HALF_M + BULKHEAD_HALF_M) / 2, -end.depth_m / 2)
        flank = Board(middle, side.right, np.cos(slope) * side.out + np.sin(slope) * side.foot)
        room = end.depth_m / np.cos(slope) / 2 - 0.05
        for x in (-0.46, 0.16):
            rect = (x, -room, x + 0.30, room)
            panel(s, flank, rect, 0.004, tile=f"panel{(turn + int(x > 0)) % 6}", tint=end.tint)
        sticker(s, flank, "fire_port", (0.0, 0.0), 0.004, 1.4)
        if turn % 2:
            handrail(draft, flank, (-0.05, 0.0), 0.546, along_y=False)

"""The hub of a node: a ring between four radial ports, with lamps in its corners, rails and signs.

Frame: the hub's centre is the origin, its axis X; the ports lead starboard, port, deck and overhead. A node
that lies elsewhere builds it inside ``ModelDraft.placed``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from zeroshot.modelling.kit.frames import Board, board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.rounds import annulus, loft
from zeroshot.modelling.kit.sculpture import Color
from zeroshot.modelling.kit.shapes import block, cushion, decal, face, panel
from zeroshot.modelling.parts.corners import build_deck_corner, build_overhead_corner, corner_board
from zeroshot.modelling.parts.ends import CLEAR_M, FACE_SIGNS, chamfered
from zeroshot.modelling.parts.fittings import cable, handrail, label, latch, luminaire, sticker
from zeroshot.modelling.parts.rack_section import WALL_NAMES, WALLS
from zeroshot.modelling.parts.us_hatch import build_us_hatch

HUB_M, WALL_M = 1.40, 1.067
"""Length of the hub ring and distance of its walls. Source: measured on NASA's mesh of Unity."""

EDGE_M = 0.945
"""Where a wall of the ring ends and the corner begins; by eye."""


@dataclass(frozen=True)
class Port:
    """One radial port. leads_to: what its sign says. is_used: with a vestibule, else a closed hatch."""

    leads_to: str
    is_used: bool = True


@dataclass(frozen=True)
class Hub:
    """The numbers of a hub. ports: by wall letter S, P, D, O. port_m: from axis to bulkhead."""

    ports: Mapping[str, Port]
    port_m: float
    tint: Color
    pale: Color


def build_hub(draft: ModelDraft, hub: Hub) -> None:
    """Build the ring, its corners and its four ports."""
    for letter, port in hub.ports.items():
        right, foot = (np.array(vector) for vector in WALLS[letter])
        wall = board(np.cross(right, foot) * WALL_M, right, foot)
        _ring_wall(draft, wall, hub)
        _throat(draft, wall, hub, letter, port)
        _signs(draft, wall, letter, port)
    for side in (-1, 1):
        for is_overhead in (True, False):
            _corner(draft, hub, side, is_overhead)


def _ring_wall(draft: ModelDraft, wall: Board, hub: Hub) -> None:
    s, half = draft.sculpture, HUB_M / 2
    mouth, whole = chamfered(CLEAR_M / 2, 0.10), chamfered(1.0, 0.02) * (half + 0.04, EDGE_M)
    annulus(s, wall, mouth, whole, 0.0, tint=hub.pale)
    # The ring stands a little proud of the racks beside it.
    loft(
        s,
        [wall.loop(whole, -0.045), wall.loop(whole, 0.0)],
        toward=wall.at(0, 0, -0.02),
        outward=True,
        tint=hub.tint,
        smooth=False,
    )
    for y, x in ((-0.825, 0.34), (0.825, -0.34)):
        handrail(draft, wall, (x, y), 0.546, along_y=False)
        rect = (-0.70, y - 0.10, 0.70, y + 0.10)
        block(s, wall, rect, -0.001, 0.006, tile="panel2", tint=hub.tint, bevel=0.003)
    for x in (-0.66, 0.66):
        for y in (-0.79, 0.79):
            latch(s, wall, x, y, 0.006)


def _throat(draft: ModelDraft, wall: Board, hub: Hub, letter: str, port: Port) -> None:
    """Build the short square way from the ring out to the port's bulkhead, and the hatch in it."""
    s, depth = draft.sculpture, hub.port_m - WALL_M
    loop, middle = chamfered(CLEAR_M / 2, 0.10), wall.at(0.0, 0.0, -depth / 2)
    loft(s, [wall.loop(loop, 0.0), wall.loop(loop, -0.05)], toward=middle, tint=hub.tint)
    loft(s, [wall.loop(loop, -0.05), wall.loop(loop, -depth)], toward=middle, tint=hub.pale)
    for turn in range(4):
        spun = wall.rolled(turn)
        side = Board(spun.at(0.0, CLEAR_M / 2, -depth / 2), spun.right, spun.out)
        _throat_side(draft, side, hub, turn, depth)
    bulkhead = wall.shifted(0.0, 0.0, -depth)
    build_us_hatch(
        draft, bulkhead, WALL_NAMES[letter], loop, leads_to=port.leads_to, has_vestibule=port.is_used
    )


def _throat_side(draft: ModelDraft, side: Board, hub: Hub, turn: int, depth: float) -> None:
    s, half = draft.sculpture, depth / 2
    for i, (x0, x1) in enumerate(((-0.56, -0.02), (0.02, 0.56))):
        rect = (x0, -half + 0.06, x1, half - 0.07)
        tint = hub.tint if (i + turn) % 2 else hub.pale
        block(s, side, rect, -0.001, 0.008, tile=f"panel{(turn + 3 * i) % 6}", tint=tint)
        sticker(s, side, f"placard{(turn + i) % 4}", (x0 + 0.12, 0.0), 0.008, 1.1)
    if turn % 2:
        handrail(draft, side, (0.0, 0.0), 0.546, along_y=False, h=0.008)
    else:
        way = [(-0.5, 0.12, 0.01), (-0.2, 0.15, 0.03), (0.15, 0.11, 0.03), (0.5, 0.14, 0.01)]
        cable(s, side, way, 0.012)
        decal(s, side, (0.3, -0.1), (0.16, 0.10), 0.008, "vent")


def _signs(draft: ModelDraft, wall: Board, letter: str, port: Port) -> None:
    s, name = draft.sculpture, draft.word(WALL_NAMES[letter])
    label(s, wall, FACE_SIGNS[name], (-0.52, -0.825), 0.085, 0.006, kind="sign")
    label(s, wall, port.leads_to, (-0.20, -0.825), 0.055, 0.006, kind="stencil")
    label(s, wall, "HATCH", (0.16, 0.825), 0.05, 0.006, kind="stencil")
    sticker(s, wall, "placard1", (0.40, 0.825), 0.006, 1.4)
    sticker(s, wall, "fire_port", (0.56, 0.825), 0.006, 1.2)


def _corner(draft: ModelDraft, hub: Hub, side: int, is_overhead: bool) -> None:
    """Close the corner between two walls of the ring, with a lamp along it."""
    z = -1.0 if is_overhead else 1.0
    reach = HUB_M / 2 + 0.04
    first, second = np.array([0.0, side * WALL_M, z * EDGE_M]), np.array([0.0, side * EDGE_M, z * WALL_M])
    ends = [np.array([x, 0.0, 0.0]) for x in (-reach, reach)]
    corners = [first + ends[0], first + ends[1], second + ends[1], second + ends[0]]
    face(draft.sculpture, corners, tint=hub.tint, toward=(0.0, 0.0, 0.0))
    for end in ends:
        outside = np.array([0.0, side * 1.11, z * 1.11])
        cap = [
            first + end,
            second + end,
            0.2 * second + 0.8 * outside + end,
            0.2 * first + 0.8 * outside + end,
        ]
        face(draft.sculpture, cap, tint=hub.tint, toward=2 * end)
    distance = (WALL_M + EDGE_M) / 2**0.5
    spot = corner_board(side, is_overhead, 0.0, distance)
    luminaire(draft, spot, name=draft.next_name("luminaire", digits=1), group="hub")
    for x in (-0.5, 0.5):
        block(
            draft.sculpture, spot, (x - 0.12, -0.06, x + 0.12, 0.06), -0.001, 0.02, tile="grille", bevel=0.004
        )


def build_closeout(draft: ModelDraft, x0: float, x1: float, hub: Hub) -> None:
    """Build a short stretch without racks from x0 to x1: panels, bags, corners as in a section."""
    with draft.placed(np.eye(3), ((x0 + x1) / 2, 0.0, 0.0)):
        half = (x1 - x0) / 2
        for number, letter in enumerate("SPDO"):
            right, foot = (np.array(vector) for vector in WALLS[letter])
            _closeout_wall(draft, board(np.cross(right, foot) * 1.10, right, foot), half, number, hub)
        for side in (-1, 1):
            build_overhead_corner(draft, side, half, [])
            build_deck_corner(draft, side, half, 0)


def _closeout_wall(draft: ModelDraft, wall: Board, half: float, number: int, hub: Hub) -> None:
    s = draft.sculpture
    panel(s, wall, (-half, -0.93, half, 0.93), tint=hub.pale)
    for row, (y0, y1) in enumerate(((-0.90, -0.46), (-0.44, -0.02), (0.02, 0.42), (0.44, 0.90))):
        rect = (-half + 0.03, y0, half - 0.03, y1)
        if (row + number) % 3 == 1:
            cushion(s, wall, rect, 0.001, 0.075, tile=f"bag{number % 2}", seed=row, steps=9)
            continue
        tint = hub.tint if (row + number) % 2 else hub.pale
        block(s, wall, rect, -0.001, 0.028, tile=f"panel{(row + 2 * number) % 6}", tint=tint)
        for x in (rect[0] + 0.04, rect[2] - 0.04):
            latch(s, wall, x, y1 - 0.04, 0.028)
        sticker(s, wall, f"placard{(row + number) % 4}", (0.0, (y0 + y1) / 2), 0.028, 1.2)
    handrail(draft, wall, (0.0, 0.0), 0.546, along_y=False, h=0.0)

"""The round hatch of the Russian segment: surround, throat to the mating plane, dished door, rim points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit import russian_palette as paint
from zeroshot.modelling.kit.frames import Board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.rounds import annulus, circle, curve, disc, knob, loft, tube
from zeroshot.modelling.kit.sculpture import Color, Sculpture
from zeroshot.modelling.kit.shapes import block
from zeroshot.modelling.parts.russian_fittings import sign
from zeroshot.modelling.parts.solids import lathe
from zeroshot.spatial import Array

HATCH_M, EVA_HATCH_M = 0.80, 1.0
"""Clear openings. Source: facts, Russian hatch 0.80 m (B); Poisk's side hatches about 1.0 m (C)."""

LIP_M = 0.045
"""The liner's opening is wider than the hatch by this all round: the ring that the door closes on. By eye."""

THROAT_M = 0.10
"""From the ring to the mating plane; by eye."""


@dataclass(frozen=True, eq=False)
class Hatch:
    """One hatch. board: origin in the mating plane, facing into the module. edge: (n, 3) the liner's opening.

    clear_m: diameter. has_window: as the hatches for going outside have. lines: whether hoses and cables run
    through it while it is open.
    """

    name: str
    board: Board
    edge: Array
    leads_to: str
    clear_m: float = HATCH_M
    has_window: bool = False
    lines: bool = True


def liner_opening_m(clear_m: float = HATCH_M) -> float:
    """Return the radius of the opening that a liner leaves for a hatch."""
    return clear_m / 2.0 + LIP_M


def build_hatch(draft: ModelDraft, hatch: Hatch) -> None:
    """Build a hatch with its option, closed or open, and name its points."""
    throat(draft.sculpture, hatch.board, hatch.edge, hatch.clear_m)
    option = f"hatch-{hatch.name}"
    draft.options[option] = ("closed", "open")
    with draft.sculpture.only_when(option, "closed"):
        door(draft.sculpture, hatch.board, hatch.clear_m, has_window=hatch.has_window)
    if hatch.lines:
        with draft.sculpture.only_when(option, "open"):
            _lines(draft.sculpture, hatch)
    draft.mark(
        option,
        "hatch",
        hatch.board.origin,
        direction=hatch.board.foot,
        normal=-hatch.board.out,
        size_m=(hatch.clear_m, hatch.clear_m),
        label=hatch.leads_to,
    )
    mark_rim(draft, hatch.board, hatch.name, hatch.clear_m)


def mark_rim(draft: ModelDraft, b: Board, name: str, clear_m: float = HATCH_M) -> None:
    """Name the four middles of a round rim: foot, left, head, right."""
    for number, (x, y) in enumerate(((0.0, 1.0), (-1.0, 0.0), (0.0, -1.0), (1.0, 0.0)), start=1):
        radial = x * b.right + y * b.foot
        along = -y * b.right + x * b.foot
        spot = b.at(x * clear_m / 2, y * clear_m / 2, THROAT_M)
        draft.mark(f"hatch-rim-{name}-{number}", "hatch-rim", spot, direction=along, normal=-radial)


def throat(s: Sculpture, b: Board, edge: Array, clear_m: float, depth: float = THROAT_M) -> None:
    """Build what lies between a liner's opening and the plane at h = 0: cone, bolted ring, short tube."""
    offset = edge - b.origin
    angles = np.arctan2(offset @ b.foot, offset @ b.right)
    ring = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    inner, outer = clear_m / 2 * ring, (clear_m / 2 + 0.038) * ring
    inside = b.at(0.0, 0.0, depth)
    loft(s, [edge, b.loop(outer, depth)], toward=inside, tint=paint.HATCH_GREEN)
    r = clear_m / 2
    lip = [(depth - 0.004, r + 0.040), (depth + 0.014, r + 0.034), (depth + 0.014, r + 0.024)]
    lathe(s, b, (0.0, 0.0), [*lip, (depth - 0.004, r + 0.019)], tint=paint.STEEL, count=32)
    annulus(s, b, inner, outer * 1.01, depth, tint=paint.STEEL, finish="metal")
    loft(s, [b.loop(inner, depth), b.loop(inner, 0.0)], toward=b.at(0, 0, depth / 2), tint=paint.STEEL)
    for angle in np.arange(16) * np.pi / 8:
        radius = r + 0.010
        spot = (radius * float(np.cos(angle)), radius * float(np.sin(angle)))
        knob(s, b, spot, 0.008, depth - 0.001, depth + 0.007, tint=palette.ALUMINIUM, finish="metal", count=6)


def surround(s: Sculpture, b: Board, h: float, clear_m: float = HATCH_M, tint: Color = paint.SAGE) -> None:
    """Lay a proud ring about an opening on a flat wall at h."""
    radius = clear_m / 2 + LIP_M
    profile = [(h - 0.002, radius + 0.07), (h + 0.018, radius + 0.062), (h + 0.02, radius + 0.004)]
    lathe(s, b, (0.0, 0.0), [*profile, (h - 0.002, radius)], tint=tint, count=32)


def passage(s: Sculpture, b: Board, length: float, clear_m: float = HATCH_M) -> None:
    """Build the ring that leads through a wall from h = 0 back, as long as given, seen from within."""
    ring = circle(64)
    # Its ends are wider than the walls' openings and pierce them, so that no hair is left between.
    wide, narrow = (clear_m / 2 + LIP_M + 0.004) * ring, clear_m / 2 * ring
    way = ((wide, 0.004), (narrow, -0.03), (narrow, 0.03 - length), (wide, -0.004 - length))
    loft(s, [b.loop(loop, h) for loop, h in way], toward=b.at(0, 0, -length / 2), tint=paint.STEEL)


def door(s: Sculpture, b: Board, clear_m: float = HATCH_M, *, has_window: bool = False) -> None:
    """Build a dished door with its lever just inside the mating plane, h = 0; it is seen from both sides."""
    r = clear_m / 2 + 0.006  # the rim lies in the throat's wall, so that no gap is left between polygons
    pane = 0.11 if has_window else 0.0
    front = [(0.07, 0.86 * r), (0.078, 0.80 * r), (0.105, 0.55 * r), (0.118, 0.25 * r)]
    back = [(0.02, 0.2 * r), (0.02, 0.8 * r), (0.03, r), (0.07, r)]
    if has_window:
        lathe(s, b, (0.0, 0.0), [*back[1:], *front[:3], (0.112, pane)], tint=paint.HATCH_GREEN, count=36)
        _pane(s, b, pane, 0.8 * r)
    else:
        lathe(s, b, (0.0, 0.0), [(0.02, 0.0), *back, *front, (0.122, 0.0)], tint=paint.HATCH_GREEN, count=36)
    for angle in (np.arange(8) + 0.5) * np.pi / 4:
        x, y = float(np.cos(angle)), float(np.sin(angle))
        spots = [b.at(k * r * x, k * r * y, h) for k, h in ((0.84, 0.082), (0.62, 0.104), (0.40, 0.118))]
        tube(s, spots, 0.011, sides=5, tint=paint.SAGE, flat_toward=b.out)
        knob(s, b, (0.93 * r * x, 0.93 * r * y), 0.016, 0.068, 0.086, tint=palette.ALUMINIUM, count=8)
    _lever(s, b, r)


def _pane(s: Sculpture, b: Board, radius: float, back_radius: float) -> None:
    """Set a porthole into a door: both panes, and the wall between them."""
    ring = circle(36)
    loft(
        s,
        [b.loop(radius * ring, 0.112), b.loop(radius * ring, 0.02)],
        toward=b.at(0, 0, 0.06),
        tint=palette.DARK,
    )
    disc(s, b, radius * ring, 0.06, tile="glass", finish="glass")
    rear = Board(b.origin, -b.right, b.foot)
    annulus(s, rear, radius * ring, back_radius * ring, -0.02, tint=paint.HATCH_GREEN)
    disc(s, rear, radius * ring, -0.05, tile="glass", finish="glass")
    profile = [(0.108, radius + 0.03), (0.124, radius + 0.026), (0.124, radius + 0.002), (0.11, radius)]
    lathe(s, b, (0.0, 0.0), profile, tint=paint.STEEL, finish="metal", count=36)


def _lever(s: Sculpture, b: Board, r: float) -> None:
    hub = (0.0, 0.52 * r)
    knob(s, b, hub, 0.055, 0.09, 0.135, tint=paint.STEEL, finish="metal", count=14)
    grip = [b.at(hub[0], hub[1], 0.14), b.at(0.13, hub[1] - 0.03, 0.155), b.at(0.21, hub[1] - 0.06, 0.15)]
    tube(s, grip, 0.012, sides=6, tint=palette.DARK, flat_toward=b.foot, capped=True)
    knob(s, b, (-0.45 * r, 0.35 * r), 0.028, 0.09, 0.125, tint=palette.RED, count=10)
    block(s, b, (-0.30, -0.32 * r - 0.02, -0.17, -0.32 * r + 0.02), 0.09, 0.118, tint=paint.IVORY)
    sign(s, b, "ЛЮК", (-0.235, -0.32 * r), 0.03, 0.118)


LINES: Sequence[tuple[float, float, Color, str]] = (
    (-26.0, 0.034, palette.CABLE_GREY, "corrugated"),
    (26.0, 0.034, palette.CABLE_GREY, "corrugated"),
    (-13.0, 0.012, palette.CABLE_WHITE, "plain"),
    (13.0, 0.012, palette.CABLE_WHITE, "plain"),
    (-6.0, 0.009, palette.BLACK, "plain"),
    (6.0, 0.009, palette.BLACK, "plain"),
)
"""What runs through a hatch: degrees from the foot, radius, colour, tile. The same on both sides of the
mating plane, so that the lines of two modules meet."""


def _lines(s: Sculpture, hatch: Hatch) -> None:
    """Run hoses and cables from the liner through the throat to the mating plane.

    They lie at the foot of a hatch; of one overhead or in the deck, on the aft side, where the modules that
    dock there have their deck.
    """
    b, clear = hatch.board, hatch.clear_m / 2
    side = -1.0 if hatch.name in ("overhead", "deck") else 1.0
    offset = hatch.edge - b.origin
    edge_h = float(np.min(offset @ b.out))
    for degrees, radius, tint, tile in LINES:
        angle = np.radians(90.0 - degrees)
        outward = side * np.array([np.cos(angle), np.sin(angle)])
        start, length = clear - radius, edge_h + 0.05
        # The liner closes in again behind a ball's opening, so the line dives into it soon.
        way = [(start, h) for h in np.linspace(0.05, max(0.1, length - 0.08), 4)]
        way += [(clear + 0.01 - radius, length), (clear + 0.14, length + 0.01)]
        bent = curve([b.at(k * outward[0], k * outward[1], h) for k, h in way], 3)
        # Straight to the plane, so that the neighbour's line goes on where this one ends.
        path = np.concatenate([[b.at(start * outward[0], start * outward[1], 0.0)], bent])
        sides = 8 if tile == "corrugated" else 5
        tube(s, path, radius, sides=sides, tile=tile, tint=tint, flat_toward=b.right, capped=True)

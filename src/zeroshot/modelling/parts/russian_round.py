"""Round rooms of the Russian segment: balls and tubes lined with cloth, stowage, lamps, rails, hatches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.modelling.kit.frames import Board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.paint import dice
from zeroshot.modelling.kit.sculpture import Sculpture
from zeroshot.modelling.parts.russian_dressing import FILLERS
from zeroshot.modelling.parts.russian_fittings import lamp, rail
from zeroshot.modelling.parts.russian_hatch import Hatch, build_hatch
from zeroshot.modelling.parts.shells import FACING, Ball, Bore, board_facing, board_outward
from zeroshot.spatial import Array, unit

SMALL_LAMP_M = (0.34, 0.10, 0.06)

_KINDS = ("bags", "net", "bags", "device", "bags", "net")


def ball_board(ball: Ball, outward: Sequence[float], h: float = 0.0) -> Board:
    """Return the board on a ball's liner in a direction that is not the deck's."""
    way = unit(np.asarray(outward, float))
    return board_outward(ball.middle + ball.radii_m * way, way).shifted(0.0, 0.0, h)


def stow(
    s: Sculpture, boards: Sequence[Board], *, seed: str, size: tuple[float, float] = (0.36, 0.30)
) -> None:
    """Stow a bag, a net or a box on every board."""
    rng = dice(seed)
    x, y = size[0] / 2, size[1] / 2
    for index, b in enumerate(boards):
        kind = _KINDS[(index + int(rng.integers(2))) % len(_KINDS)]
        FILLERS[kind](s, b, (-x, -y, x, y), rng)


def dress_ball(draft: ModelDraft, ball: Ball, *, seed: str) -> None:
    """Dress a ball between its six openings: lamps toward overhead, stowage about the rest, rails."""
    s = draft.sculpture
    corners = [(a, b) for a in (-1.0, 1.0) for b in (-1.0, 1.0)]
    for a, b in corners:
        lamp(draft, ball_board(ball, (a, b, -0.9), 0.02), group="hub", size=SMALL_LAMP_M)
    size = 0.4 * float(ball.radii_m[1])
    stow(s, [ball_board(ball, (a, b, 0.85), 0.02) for a, b in corners], seed=seed, size=(1.15 * size, size))
    belt = [ball_board(ball, (a, b, 0.02), 0.02) for a, b in corners]
    stow(s, belt, seed=seed + "belt", size=(0.9 * size, 1.1 * size))
    low = [ball_board(ball, (0.0, b, 1.0), 0.02) for b in (-1.0, 1.0)]
    stow(s, low, seed=seed + "low", size=(size, 0.7 * size))
    for a, b in corners:
        rail(draft, ball_board(ball, (0.62 * a, b, -0.52), 0.015), (0.0, 0.0), 0.32, along_y=True)


def ball_hatches(
    draft: ModelDraft,
    edges: Mapping[str, Array],
    planes: Mapping[str, tuple[ArrayLike, str]],
    *,
    clear_m: Mapping[str, float] | None = None,
) -> None:
    """Build a ball's hatches. planes: by direction, the middle of the mating plane, and where it leads."""
    for name, (spot, leads_to) in planes.items():
        b = board_facing(name, np.asarray(spot, float))
        clear = (clear_m or {}).get(name, 0.80)
        build_hatch(draft, Hatch(name, b, edges[name], leads_to, clear_m=clear))


def bore_board(bore: Bore, x: float, degrees: float, h: float = 0.0) -> Board:
    """Return the board on a tube's liner: degrees from starboard toward the deck."""
    angle = np.radians(degrees)
    outward = np.array([0.0, np.cos(angle), np.sin(angle)])
    spot = np.array([x, 0.0, 0.0]) + bore.aft_radius_m * outward
    return board_outward(spot, outward).shifted(0.0, 0.0, h)


def dress_bore(
    draft: ModelDraft, bore: Bore, xs: Sequence[float], *, seed: str, angles: Sequence[float] = (0.0, 180.0)
) -> None:
    """Dress a tube: lamps either side of overhead, stowage along its sides and low corners, rails between."""
    s = draft.sculpture
    for x in xs:
        for degrees, name in ((-56.0, "starboard"), (-124.0, "port")):
            lamp(draft, bore_board(bore, x, degrees, 0.015), group=f"ceiling-{name}", size=SMALL_LAMP_M)
        boards = [bore_board(bore, x, degrees, 0.02) for degrees in (*angles, 38.0, 142.0)]
        stow(s, boards, seed=f"{seed}{x:.2f}", size=(0.44, 0.40))
    for first, second in pairwise(xs):
        x = (first + second) / 2
        for degrees in (-20.0, -160.0):
            rail(draft, bore_board(bore, x, degrees, 0.012), (0.0, 0.0), 0.42)


def mark_round_walls(draft: ModelDraft, reach: Mapping[str, float]) -> None:
    """Name the six wall faces of a round room about the origin; reach: from it, by direction, metres."""
    for name in FACING:
        b = board_facing(name, np.zeros(3))
        draft.mark(f"wall-{name}", "wall", -reach[name] * b.out, direction=b.right, normal=b.out, label=name)

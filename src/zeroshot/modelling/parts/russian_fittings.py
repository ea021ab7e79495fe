"""Small things of the Russian segment: grey rails, lamps, foot loops, signs, portholes, straps, bungees."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit import russian_palette as paint
from zeroshot.modelling.kit.frames import Board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.rounds import annulus, circle, disc, knob, loft, tube
from zeroshot.modelling.kit.sculpture import Color, Sculpture
from zeroshot.modelling.kit.shapes import Rect, block, decal
from zeroshot.modelling.parts.solids import lathe
from zeroshot.spatial import Array

RAIL_RADIUS_M, RAIL_HEIGHT_M = 0.013, 0.075
LAMP_M = (0.56, 0.12, 0.07)
LOOP_M = (0.13, 0.07)
"""Rails, lamps and foot loops by eye; no figure is published."""

LUMENS, KELVIN = 1100.0, 4200.0
"""Estimates: two fluorescent tubes of about 10 W behind a diffuser, a little warmer than the lamps of the US
segment."""

SIGN_LETTER_M = 0.56
"""Width of a letter of a sign over the sign's height."""


def sign(
    s: Sculpture, b: Board, text: str, middle: tuple[float, float], high: float, h: float, kind: str = "plate"
) -> None:
    """Stick lettering on a surface at h, so high over all."""
    decal(s, b, middle, (high * (24 * max(3, len(text)) + 14) / 46, high), h, f"{kind}:{text}")


def rail(
    draft: ModelDraft,
    board: Board,
    middle: tuple[float, float],
    length: float,
    *,
    along_y: bool = False,
    h: float = 0.0,
) -> None:
    """Add a grey rail on feet and name its point ``handrail-NN``."""
    s = draft.sculpture
    local = board.shifted(middle[0], middle[1], h)
    local = local.rolled(1) if along_y else local
    half = length / 2
    bend = 0.03
    xs = [-half, -half, -half + bend, half - bend, half, half]
    hs = [-0.002, RAIL_HEIGHT_M - bend, RAIL_HEIGHT_M, RAIL_HEIGHT_M, RAIL_HEIGHT_M - bend, -0.002]
    tube(s, local.at(xs, 0.0, hs), RAIL_RADIUS_M, sides=7, tint=paint.RAIL, flat_toward=local.foot)
    for x in (-half, half):
        knob(s, local, (x, 0.0), 0.024, -0.001, 0.008, tint=paint.POST, count=8)
    number = sum(1 for point in draft.points.values() if point["kind"] == "handrail") + 1
    draft.mark(
        f"handrail-{number:02d}",
        "handrail",
        local.at(0.0, 0.0, RAIL_HEIGHT_M),
        direction=local.right,
        normal=local.out,
        length_m=length,
    )


def lamp(draft: ModelDraft, b: Board, *, group: str, size: tuple[float, float, float] = LAMP_M) -> None:
    """Add a fluorescent lamp along the board's x and name its point ``luminaire-N``."""
    s, (long, wide, high) = draft.sculpture, size
    x, y = long / 2, wide / 2
    block(s, b, (-x, -y, x, y), -0.002, 0.5 * high, tint=paint.IVORY, bevel=0.008)
    glow = (-x + 0.03, -y + 0.008, x - 0.03, y - 0.008)
    block(s, b, glow, 0.4 * high, high, tile="diffuser", finish="lamp", bevel=0.02)
    for side in (-1, 1):
        left, right = sorted((side * x, side * (x - 0.03)))
        block(s, b, (left, -y, right, y), 0.0, 0.96 * high, tint=palette.GREY, bevel=0.006)
    knob(s, b, (x - 0.015, 0.0), 0.009, 0.9 * high, 0.96 * high + 0.012, tint=palette.DARK, count=6)
    number = sum(1 for point in draft.points.values() if point["kind"] == "luminaire") + 1
    draft.mark(
        f"luminaire-{number}",
        "luminaire",
        b.at(0.0, 0.0, high / 2),
        direction=b.right,
        normal=b.out,
        size_m=(long, wide),
        lumens=LUMENS * long / LAMP_M[0],
        kelvin=KELVIN,
        group=group,
        label="lumens estimated",
    )


def foot_loop(draft: ModelDraft, board: Board, middle: tuple[float, float], *, h: float = 0.0) -> None:
    """Add a low bar with two straps to hook feet under, toes toward the board's −y; name its two points."""
    s, local = draft.sculpture, board.shifted(middle[0], middle[1], h)
    block(s, local, (-0.2, 0.03, 0.2, 0.055), -0.001, 0.012, tint=paint.POST, finish="metal")
    wide, high = LOOP_M
    for x in (-0.1, 0.1):
        xs = [x - wide / 2, x - wide / 2 + 0.01, x, x + wide / 2 - 0.01, x + wide / 2]
        path = local.at(xs, 0.0, [-0.01, 0.6 * high, high, 0.6 * high, -0.01])
        tube(s, path, 0.021, sides=6, squash=0.18, flat_toward=local.out, tile="strap", tint=paint.OLIVE)
        number = sum(1 for point in draft.points.values() if point["kind"] == "foot-loop") + 1
        spot = local.at(x, 0.0, high / 2)
        draft.mark(
            f"foot-loop-{number}", "foot-loop", spot, direction=-local.foot, normal=local.out, size_m=LOOP_M
        )


def bungee(
    s: Sculpture, b: Board, spots: Sequence[tuple[float, float, float]], *, tint: Color = paint.BUNGEE
) -> None:
    """Stretch an elastic cord straight from spot to spot x, y, h, with a hook at both ends."""
    tube(s, [b.at(*spot) for spot in spots], 0.005, sides=4, tint=tint, flat_toward=(0.31, 0.52, 0.79))
    for x, y, h in (spots[0], spots[-1]):
        knob(s, b, (x, y), 0.009, h - 0.006, h + 0.01, tint=palette.ALUMINIUM, finish="metal", count=6)


def strap(s: Sculpture, b: Board, rect: Rect, h: float, *, tint: Color = paint.KHAKI) -> None:
    """Lay a flat strap over what bulges to h, along the longer side of a rectangle."""
    x0, y0, x1, y1 = rect
    across = (x1 - x0) > (y1 - y0)
    mid, half = ((y0 + y1) / 2, (y1 - y0) / 2) if across else ((x0 + x1) / 2, (x1 - x0) / 2)
    a, z = (x0, x1) if across else (y0, y1)
    along = np.array([a - 0.02, a + 0.02, z - 0.02, z + 0.02])
    heights = np.array([0.0, 0.97 * h, 0.97 * h, 0.0])
    path = b.at(along, mid, heights) if across else b.at(mid, along, heights)
    tube(s, path, half, sides=6, squash=0.2, flat_toward=b.out, tile="strap", tint=tint)


def porthole(
    draft: ModelDraft,
    b: Board,
    radius: float,
    *,
    name: str,
    square: float = 0.0,
    depth: float = 0.11,
    cover: str = "",
    tint: Color = paint.SAGE,
    edge: Array | None = None,
) -> None:
    """Build a round window in a square insert on a wall and name its point ``window-NAME``.

    square: half the side of the hole in the wall; or edge: (n, 3) the opening in a curved liner.
    cover: "open", a lid swung aside toward the board's +x;
    "shut", a lid in place of the pane, and then no point; or none.
    """
    s, ring = draft.sculpture, circle(32)
    if edge is None:
        square_loop = square * ring / np.max(np.abs(ring), axis=1, keepdims=True)
        annulus(s, b, radius * 1.12 * ring, square_loop * 1.02, 0.0, tint=paint.SEAM)
    else:
        _seat(s, b, edge, radius * 1.12)
    profile = [(-0.004, radius * 1.12 + 0.05), (0.022, radius * 1.12 + 0.042), (0.026, radius * 1.12 + 0.01)]
    lathe(s, b, (0.0, 0.0), [*profile, (-0.002, radius * 1.12)], tint=tint, count=32)
    for angle in np.arange(12) * np.pi / 6:
        spot = (radius * 1.12 + 0.026) * np.array([np.cos(angle), np.sin(angle)])
        knob(
            s,
            b,
            (float(spot[0]), float(spot[1])),
            0.007,
            0.022,
            0.031,
            tint=paint.STEEL,
            finish="metal",
            count=6,
        )
    if cover == "shut":
        _lid(s, b, radius * 1.12 + 0.012)
        return
    eye = b.at(0.0, 0.0, 0.3)
    loft(s, [b.loop(radius * 1.12 * ring, 0.0), b.loop(radius * ring, -depth)], toward=eye, tint=palette.DARK)
    disc(s, b, radius * ring, -depth, tile="glass", finish="glass")
    outside = [b.loop(radius * ring, -depth), b.loop(radius * 1.06 * ring, -depth - 0.08)]
    loft(s, outside, toward=b.at(0, 0, -depth), tint=palette.DARK)
    if cover == "open":
        _open_lid(s, b, radius * 1.1)
    draft.mark(
        f"window-{name}",
        "window",
        b.at(0.0, 0.0, -depth),
        direction=b.right,
        normal=b.out,
        size_m=(2 * radius, 2 * radius),
        label="ИЛЛЮМИНАТОР",
    )


def _seat(s: Sculpture, b: Board, edge: Array, radius: float) -> None:
    """Lead from an opening in a curved liner to the frame."""
    offset = edge - b.origin
    angles = np.arctan2(offset @ b.foot, offset @ b.right)
    ring = radius * np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    loft(s, [edge, b.loop(ring, 0.0)], toward=b.at(0, 0, 0.3), tint=paint.SEAM)


def _lid(s: Sculpture, b: Board, radius: float) -> None:
    profile = [(0.0, 0.0), (0.0, radius), (0.03, radius), (0.04, 0.9 * radius), (0.05, 0.0)]
    lathe(s, b, (0.0, 0.0), profile, tint=paint.IVORY, count=28)
    knob(s, b, (0.0, 0.6 * radius), 0.018, 0.03, 0.075, tint=palette.DARK, count=8)
    block(s, b, (radius - 0.02, -0.03, radius + 0.05, 0.03), 0.0, 0.045, tint=paint.STEEL, bevel=0.006)


def _open_lid(s: Sculpture, b: Board, radius: float) -> None:
    """Swing the lid up about a hinge beside the frame, its inner side toward the window."""
    hinge = b.shifted(radius + 0.075, 0.0, 0.03)
    turn = np.radians(105.0)
    out = np.cos(turn) * b.out + np.sin(turn) * b.right
    right = np.cross(b.foot, out)
    if right @ b.out < 0.0:
        right = -right
    lid = Board(hinge.origin + right * (radius + 0.01), right, b.foot)
    _lid(s, lid, radius)
    block(s, b, (radius + 0.05, -0.05, radius + 0.1, 0.05), 0.0, 0.04, tint=paint.STEEL, bevel=0.006)

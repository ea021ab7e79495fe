"""Windows: a pane behind a bolted frame."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.frames import Board
from zeroshot.modelling.kit.model import ModelDraft
from zeroshot.modelling.kit.rounds import annulus, disc, knob, loft
from zeroshot.modelling.kit.sculpture import Color, Sculpture
from zeroshot.spatial import Array, unit


def rounded_polygon(corners: Sequence[tuple[float, float]], radius: float, steps: int = 5) -> Array:
    """Return a loop (len(corners)·steps, 2) with every corner of a convex polygon rounded off.

    Equal counts of corners and steps give loops that can be lofted and filled between.
    """
    spots = np.asarray(corners, float)
    loop = []
    for before, at, after in zip(np.roll(spots, 1, axis=0), spots, np.roll(spots, -1, axis=0), strict=True):
        toward, away = unit(before - at), unit(after - at)
        half = 0.5 * np.arccos(np.clip(toward @ away, -1.0, 1.0))
        start, stop = at + toward * radius / np.tan(half), at + away * radius / np.tan(half)
        middle = at + unit(toward + away) * radius / np.sin(half)
        share = np.linspace(0.0, 1.0, steps)[:, None]
        chord = (1.0 - share) * start + share * stop
        loop.append(middle + radius * unit(chord - middle) if radius > 1e-3 else chord)
    return np.concatenate(loop)


def grown(loop: Array, by: float) -> Array:
    """Return a convex loop (n, 2) moved outward by a distance, corners kept as many."""
    along = np.roll(loop, -1, axis=0) - np.roll(loop, 1, axis=0)
    across = unit(np.stack([along[:, 1], -along[:, 0]], axis=-1))
    outward = np.sum(across * (loop - loop.mean(axis=0)), axis=-1, keepdims=True) > 0.0
    return np.asarray(loop + by * np.where(outward, across, -across))


def framed_pane(
    draft: ModelDraft,
    board: Board,
    pane: Array,
    *,
    name: str,
    label: str,
    size_m: tuple[float, float],
    recess: float = 0.045,
    bolts: int = 0,
    tint: Color = palette.GREY,
) -> Array:
    """Build a window whose visible pane is a loop (n, 2) on a board, recessed behind it, and name its point.

    Returns the loop of the frame's outer edge, lying on the board at h = 0: the wall goes on from there.
    """
    s = draft.sculpture
    mouth, edge = grown(pane, 0.018), grown(pane, 0.052)
    middle = np.asarray(pane.mean(axis=0), float)
    eye = board.at(middle[0], middle[1], 0.5)
    loft(
        s, [board.loop(edge, 0.0), board.loop(edge, 0.014)], toward=board.at(*middle), outward=True, tint=tint
    )
    annulus(s, board, mouth, edge, 0.014, tint=tint)
    loft(s, [board.loop(mouth, 0.014), board.loop(pane, -recess)], toward=eye, tint=palette.DARK)
    disc(s, board, pane, -recess, tile="glass", finish="glass")
    outside = board.at(middle[0], middle[1], -recess - 0.03)
    loft(
        s,
        [board.loop(pane, -recess), board.loop(grown(pane, 0.012), -recess - 0.06)],
        toward=outside,
        tint=palette.DARK,
    )
    _bolts(s, board, grown(pane, 0.036), bolts)
    draft.mark(
        name,
        "window",
        board.at(middle[0], middle[1], -recess),
        direction=board.right,
        normal=board.out,
        size_m=size_m,
        label=label,
    )
    return edge


def _bolts(s: Sculpture, board: Board, loop: Array, count: int) -> None:
    """Set bolts at equal steps along a loop."""
    closed = np.concatenate([loop, loop[:1]])
    length = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(closed, axis=0), axis=1))])
    for at in (np.arange(count) + 0.5) * length[-1] / max(count, 1):
        x, y = (float(np.interp(at, length, closed[:, i])) for i in range(2))
        knob(s, board, (x, y), 0.007, 0.013, 0.019, tint=palette.ALUMINIUM, finish="metal", count=6)

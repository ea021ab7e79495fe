"""Lines along rims: bands, stitched hems."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from zeroshot.people.sculpt.draping import normals_of
from zeroshot.people.sculpt.hems import inward_of, rims
from zeroshot.people.sculpt.tailoring import Piece
from zeroshot.people.sculpt.trims import Ground, evenly, sheet
from zeroshot.spatial import Array

Rim = NDArray[np.int64]


def rim_path(piece: Piece, rim: Rim, inset_m: float, *, step_m: float = 0.012) -> Array:
    """Return places along a rim of the cut (n, 3), a way into the garment; first and last are the same."""
    normals = normals_of(piece.flat, piece.triangles)
    inward = inward_of(piece.flat, rim, normals)
    line = piece.flat[rim] + inset_m * inward
    for _ in range(3):
        line = 0.5 * line + 0.25 * (np.roll(line, 1, axis=0) + np.roll(line, -1, axis=0))
    return evenly(np.concatenate([line, line[:1]]), step_m)


def rim_ribbon(
    piece: Piece,
    ground: Ground,
    rim: Rim,
    *,
    width_m: float,
    inset_m: float = 0.0,
    height_m: float = 0.0014,
    tint: tuple[float, float] = (0.0, 0.0),
    light: float = 1.0,
) -> Piece:
    """Sew a band along a rim, its outer edge a way into the garment."""
    outer = rim_path(piece, rim, inset_m)
    inner = rim_path(piece, rim, inset_m + width_m)
    share = np.linspace(0.0, 1.0, len(outer))
    at = np.linspace(0.0, 1.0, len(inner))
    inner = np.stack([np.interp(share, at, inner[:, axis]) for axis in range(3)], axis=1)
    count = max(2, 1 + round(width_m / 0.009))
    shares = np.linspace(0.0, 1.0, count)[None, :, None]
    places = outer[:, None] * (1.0 - shares) + inner[:, None] * shares
    return sheet(ground, places, height_m=height_m, tint=tint, light=light)


def hem_lines(
    piece: Piece, ground: Ground, *, inset_m: float, skip: Sequence[Rim] = (), light: float = 0.80
) -> list[Piece]:
    """Stitch every hem but some."""
    skipped = {int(rim.min()) for rim in skip}
    return [
        rim_ribbon(piece, ground, rim, width_m=0.0026, inset_m=inset_m, height_m=0.0005, light=light)
        for rim in rims(piece.triangles)
        if int(rim.min()) not in skipped
    ]


def top_rim(piece: Piece) -> Rim:
    """Find the rim nearest to the head: a neckline's, or a waistband's."""
    return min(rims(piece.triangles), key=lambda rim: float(piece.points[rim, 2].mean()))

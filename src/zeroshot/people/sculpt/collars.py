"""Collars: a stand that goes up the neck, folded over into leaves that lie on the shirt."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from zeroshot.people.sculpt.body import Body
from zeroshot.people.sculpt.fields import ramp
from zeroshot.people.sculpt.hems import inward_of
from zeroshot.people.sculpt.tailoring import Piece
from zeroshot.people.sculpt.trims import Ground, evenly
from zeroshot.spatial import Array

_GAP_RAD = 0.24


def folded_collar(
    piece: Piece,
    rim: NDArray[np.int64],
    body: Body,
    *,
    tint: tuple[float, float] = (1.0, 0.0),
    thickness_m: float = 0.0024,
) -> Piece:
    """Set a folded collar onto the rim around the neck, open in front."""
    base = body.joint("neck") + np.array([0.035, 0.0, 0.0])
    line, into = _around(piece, rim, base)
    angle = np.arctan2(line[:, 1], line[:, 0] - base[0])
    front = ramp(np.cos(angle), -0.2, 1.0)[:, None]
    settled = Ground(replace(piece, flat=piece.points))
    axis = body.joint("head") - body.joint("neck")
    axis = axis / np.linalg.norm(axis)
    radial = np.stack([np.cos(angle), np.sin(angle), np.zeros(len(angle))], axis=1)
    stand = 0.034 - 0.012 * front
    rows = []
    for share in (0.0, 0.5, 1.0):
        rows.append(line + share * stand * axis + (0.001 + 0.003 * share) * radial)
    top = rows[-1]
    rows.append(top + 0.0035 * axis + 0.0045 * radial)
    rows.append(top + 0.0010 * axis + 0.0090 * radial)
    # The points of the collar lie lower and farther apart than its opening.
    aside = np.sign(line[:, 1:2]) * np.array([[0.0, 1.0, 0.0]])
    length = 0.044 + 0.022 * ramp(np.cos(angle), 0.55, 0.97)[:, None]
    way = into + 0.55 * ramp(np.cos(angle), 0.6, 0.97)[:, None] * aside
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    for share in (0.10, 0.35, 0.6, 0.8, 1.0):
        places = line + share * length * way
        points, normals, _ = settled.at(places)
        off = 0.0035 + 0.012 * (1.0 - share) ** 2
        rows.append(points + off * normals)
    grid = np.stack(rows, axis=1)
    return _shell(grid, settled, thickness_m, tint)


def _around(piece: Piece, rim: NDArray[np.int64], base: Array) -> tuple[Array, Array]:
    """Return the collar's seam (n, 3) from one side of the opening round the nape to the other."""
    line, into = piece.points[rim], inward_of(piece.points, rim, piece.normals)
    angle = np.arctan2(line[:, 1], line[:, 0] - base[0])
    kept = np.abs(angle) > _GAP_RAD
    order = np.argsort(angle[kept] % (2.0 * np.pi))
    line, into = line[kept][order], into[kept][order]
    for _ in range(6):
        line[1:-1] = 0.5 * line[1:-1] + 0.25 * (line[2:] + line[:-2])
        into[1:-1] = 0.5 * into[1:-1] + 0.25 * (into[2:] + into[:-2])
    both = evenly(line, 0.011)
    lengths = np.cumsum(np.r_[0.0, np.linalg.norm(np.diff(line, axis=0), axis=1)])
    at = np.linspace(0.0, lengths[-1], len(both))
    ways = np.stack([np.interp(at, lengths, into[:, axis]) for axis in range(3)], axis=1)
    return both, ways / np.linalg.norm(ways, axis=1, keepdims=True)


def _shell(grid: Array, settled: Ground, thickness_m: float, tint: tuple[float, float]) -> Piece:
    """Give a sheet (rows, columns, 3) a thickness on its inner side."""
    rows, columns = grid.shape[:2]
    u, v = np.gradient(grid, axis=0), np.gradient(grid, axis=1)
    normals = np.cross(u, v)
    normals /= np.maximum(np.linalg.norm(normals, axis=2, keepdims=True), 1e-9)
    inner = grid - thickness_m * normals
    index = np.arange(rows * columns).reshape(rows, columns)
    a, b, c, d = (
        index[:-1, :-1].ravel(),
        index[1:, :-1].ravel(),
        index[1:, 1:].ravel(),
        index[:-1, 1:].ravel(),
    )
    outer = np.concatenate([np.stack([a, b, c], axis=1), np.stack([a, c, d], axis=1)])
    count = rows * columns
    border = np.concatenate([index[0, :-1], index[:-1, -1], index[-1, :0:-1], index[:0:-1, 0]])
    after = np.roll(border, -1)
    wall = np.concatenate(
        [
            np.stack([border, after, after + count], axis=1),
            np.stack([border, after + count, border + count], axis=1),
        ]
    )
    faces = np.concatenate([outer, outer[:, ::-1] + count, wall]).astype(np.int32)
    points = np.concatenate([grid.reshape(-1, 3), inner.reshape(-1, 3)])
    _, _, shares = settled.at(points)
    light = np.concatenate([np.ones(count), np.full(count, 0.8)])
    tints = np.broadcast_to(np.array(tint), (2 * count, 2)).copy()
    return Piece(points, points, faces, shares.astype(np.float32), tints, light)

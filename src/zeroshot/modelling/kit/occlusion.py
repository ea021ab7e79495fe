"""Soft darkening where surfaces crowd each other, worked out once and kept in the colours of the points."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from zeroshot.modelling.kit.sculpture import Piece
from zeroshot.spatial import Array

VOXEL_M = 0.02
START_M, REACH_M, STEPS = 0.03, 0.40, 12
DIRECTIONS = 26

MOST_STEPS = 64
"""Enough for surfaces a metre long; what is larger is the shell behind everything, and shades nothing."""


def shade_pieces(pieces: list[Piece], *, strength: float = 0.75, floor: float = 0.30) -> list[Array]:
    """Return for every piece how bright its points (n,) are, floor to 1.

    The surfaces are marked in a grid of 2 cm boxes; from each point, directions over the half-space before
    it are followed for 0.4 m, and those that meet a marked box are dark, the nearer the darker.
    """
    filled, lowest = mark_surfaces(pieces)
    directions = _sphere(DIRECTIONS)
    return [
        1.0 - (1.0 - floor) * strength * _occlusion(piece, filled, lowest, directions) for piece in pieces
    ]


def mark_surfaces(pieces: list[Piece], *, most_steps: int = MOST_STEPS) -> tuple[NDArray[np.bool_], Array]:
    """Return which boxes of VOXEL_M (x, y, z) hold a surface, and the lowest corner (3,) of the grid.

    most_steps: along an edge; larger triangles are marked with gaps.
    """
    samples = np.concatenate([_samples(piece, most_steps) for piece in pieces])
    lowest = samples.min(axis=0) - 2 * VOXEL_M
    index = np.floor((samples - lowest) / VOXEL_M).astype(np.int64)
    filled = np.zeros(index.max(axis=0) + 3, bool)
    filled[tuple(index.T)] = True
    return filled, lowest


def _samples(piece: Piece, most_steps: int) -> Array:
    """Return points strewn evenly over the triangles, a voxel apart or nearer."""
    corners = piece.points[piece.triangles]
    longest = np.linalg.norm(corners - np.roll(corners, 1, axis=1), axis=-1).max(axis=1)
    steps = np.ceil(longest / (0.8 * VOXEL_M)).astype(int).clip(1, most_steps)
    found = []
    for step in np.unique(steps):
        i, j = np.meshgrid(np.arange(step + 1), np.arange(step + 1), indexing="ij")
        keep = (i + j) <= step
        a, b = (i[keep] / step)[None, :, None], (j[keep] / step)[None, :, None]
        some = corners[steps == step]
        found.append(((1 - a - b) * some[:, :1] + a * some[:, 1:2] + b * some[:, 2:]).reshape(-1, 3))
    return np.concatenate(found)


def _sphere(count: int) -> Array:
    """Return directions (count, 3) spread evenly. Formula: the Fibonacci lattice."""
    z = 1.0 - (2.0 * np.arange(count) + 1.0) / count
    angle = np.pi * (1.0 + 5.0**0.5) * np.arange(count)
    flat = np.sqrt(1.0 - z**2)
    return np.stack([flat * np.cos(angle), flat * np.sin(angle), z], axis=-1)


def _occlusion(piece: Piece, filled: NDArray[np.bool_], lowest: Array, directions: Array) -> Array:
    weight = piece.normals @ directions.T
    weight = np.where(weight > 0.1, weight, 0.0)
    start = piece.points + START_M * piece.normals
    open_share = np.ones(weight.shape)
    reached = np.zeros(weight.shape, bool)
    limit = np.array(filled.shape) - 1
    for distance in np.linspace(0.01, REACH_M, STEPS):
        spots = start[:, None] + distance * directions[None]
        index = np.floor((spots - lowest) / VOXEL_M).astype(np.int64).clip(0, limit)
        hit = filled[index[..., 0], index[..., 1], index[..., 2]] & ~reached
        open_share[hit] = (distance / REACH_M) ** 0.7
        reached |= hit
    return np.asarray(1.0 - (open_share * weight).sum(axis=1) / weight.sum(axis=1))

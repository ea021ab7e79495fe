"""Round shapes: knobs, rings, tubes, and lofts between loops."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.modelling.kit.frames import Board
from zeroshot.modelling.kit.sculpture import WHITE, Color, Sculpture, grid_triangles
from zeroshot.spatial import Array, unit


def circle(count: int, phase: float = 0.0) -> Array:
    """Return points (count, 2) on the unit circle of a board."""
    angle = 2.0 * np.pi * (np.arange(count) + phase) / count
    return np.stack([np.cos(angle), np.sin(angle)], axis=-1)


def loft(
    sculpture: Sculpture,
    loops: Sequence[Array],
    *,
    toward: ArrayLike,
    outward: bool = False,
    tile: str = "plain",
    tint: Color = WHITE,
    finish: str = "coat",
    smooth: bool = True,
) -> None:
    """Add bands between closed loops, each (n, 3); every band has its own, hard-edged, normals.

    toward: a point inside; the band shows its face to it, or away from it with outward.
    smooth: shade round around the loop; else every quad is flat.
    """
    for first, second in pairwise(loops):
        if smooth:
            _band(sculpture, first, second, toward, outward, tile, tint, finish)
            continue
        for i in range(len(first)):
            j = (i + 1) % len(first)
            pair = np.stack([first[[i, j]], second[[i, j]]]).reshape(4, 3)
            _flat(sculpture, pair, toward, outward, tile, tint, finish)


def _band(
    sculpture: Sculpture,
    first: Array,
    second: Array,
    toward: ArrayLike,
    outward: bool,
    tile: str,
    tint: Color,
    finish: str,
) -> None:
    count = len(first)
    closed = np.arange(count + 1) % count
    around = np.roll((first + second) / 2, -1, axis=0) - np.roll((first + second) / 2, 1, axis=0)
    normals = unit(np.cross(around, second - first + 1e-12))
    normals = _turn(normals, (first + second) / 2, toward, outward)
    u = np.linspace(0, 1, count + 1)
    uvs = np.concatenate([np.stack([u, np.zeros_like(u)], -1), np.stack([u, np.ones_like(u)], -1)])
    sculpture.add(
        np.concatenate([first[closed], second[closed]]),
        np.concatenate([normals[closed]] * 2),
        uvs,
        grid_triangles(2, count + 1),
        tile=tile,
        tint=tint,
        finish=finish,
    )


def _flat(
    sculpture: Sculpture, pair: Array, toward: ArrayLike, outward: bool, tile: str, tint: Color, finish: str
) -> None:
    cross = np.cross(pair[1] - pair[0] + pair[3] - pair[2], pair[2] - pair[0] + pair[3] - pair[1])
    if np.linalg.norm(cross) < 1e-9:
        return
    normal = _turn(unit(cross)[None], pair.mean(axis=0)[None], toward, outward)
    uvs = [(0, 0), (1, 0), (0, 1), (1, 1)]
    sculpture.add(
        pair, np.repeat(normal, 4, axis=0), uvs, [(0, 2, 1), (1, 2, 3)], tile=tile, tint=tint, finish=finish
    )


def _turn(normals: Array, points: Array, toward: ArrayLike, outward: bool) -> Array:
    wrong = np.sum(normals * (np.asarray(toward) - points), axis=-1, keepdims=True) < 0.0
    return np.asarray(np.where(wrong != outward, -normals, normals))


def disc(
    sculpture: Sculpture,
    board: Board,
    loop: Array,
    h: float,
    *,
    tile: str = "plain",
    tint: Color = WHITE,
    finish: str = "coat",
) -> None:
    """Fill a convex loop (n, 2) on a board at height h; the tile spans its bounding box."""
    low, high = loop.min(axis=0), loop.max(axis=0)
    points = np.concatenate([loop.mean(axis=0)[None], loop])
    count = len(loop)
    ring = np.arange(count)
    triangles = np.stack([np.zeros(count, int), 1 + ring, 1 + (ring + 1) % count], axis=-1)
    sculpture.add(
        board.at(points[:, 0], points[:, 1], h),
        np.broadcast_to(board.out, (count + 1, 3)),
        (points - low) / (high - low),
        triangles,
        tile=tile,
        tint=tint,
        finish=finish,
    )


def knob(
    sculpture: Sculpture,
    board: Board,
    middle: tuple[float, float],
    radius: float,
    h0: float,
    h1: float,
    *,
    tile: str = "plain",
    tint: Color = WHITE,
    side_tint: Color | None = None,
    finish: str = "coat",
    count: int = 10,
    top_share: float = 0.9,
) -> None:
    """Add a short cylinder standing on a board, a little narrower at its top: dial, connector, port cover."""
    ring = circle(min(count, 6) if sculpture.is_light else count, 0.5)
    base, top = np.asarray(middle) + radius * ring, np.asarray(middle) + radius * top_share * ring
    inside = board.at(middle[0], middle[1], (h0 + h1) / 2)
    loops = [board.at(base[:, 0], base[:, 1], h0), board.at(top[:, 0], top[:, 1], h1)]
    loft(sculpture, loops, toward=inside, outward=True, tint=side_tint or tint, finish=finish)
    disc(sculpture, board, top, h1, tile=tile, tint=tint, finish=finish)


def well(
    sculpture: Sculpture,
    board: Board,
    middle: tuple[float, float],
    radius: float,
    h0: float,
    h1: float,
    *,
    tile: str = "plain",
    tint: Color = WHITE,
    side_tint: Color | None = None,
    rim: float = 0.0,
    rim_tint: Color = WHITE,
    count: int = 20,
    finish: str = "coat",
) -> None:
    """Add a round hollow from h0 back to a floor at h1 < h0, with a flat rim around it at h0."""
    ring = circle(min(count, 12) if sculpture.is_light else count)
    edge = np.asarray(middle) + radius * ring
    inside = board.at(middle[0], middle[1], (h0 + h1) / 2)
    loops = [board.at(edge[:, 0], edge[:, 1], h0), board.at(edge[:, 0], edge[:, 1], h1)]
    loft(sculpture, loops, toward=inside, tint=side_tint or tint)
    disc(sculpture, board, edge, h1, tile=tile, tint=tint, finish=finish)
    if rim > 0.0:
        annulus(sculpture, board, edge, np.asarray(middle) + (radius + rim) * ring, h0, tint=rim_tint)


def annulus(
    sculpture: Sculpture,
    board: Board,
    inner: Array,
    outer: Array,
    h: float,
    *,
    tile: str = "plain",
    tint: Color = WHITE,
    finish: str = "coat",
) -> None:
    """Fill the flat band between two loops (n, 2) on a board; the tile spans the outer loop."""
    count = len(inner)
    points = np.concatenate([inner, outer])
    low, high = outer.min(axis=0), outer.max(axis=0)
    sculpture.add(
        board.at(points[:, 0], points[:, 1], h),
        np.broadcast_to(board.out, (2 * count, 3)),
        ((points - low) / (high - low)).clip(0, 1),
        grid_triangles(2, count, around=True),
        tile=tile,
        tint=tint,
        finish=finish,
    )


def tube(
    sculpture: Sculpture,
    path: ArrayLike,
    radius: float,
    *,
    sides: int = 6,
    tile: str = "plain",
    tint: Color = WHITE,
    finish: str = "coat",
    squash: float = 1.0,
    flat_toward: ArrayLike = (0.3, 0.5, 0.8),
    capped: bool = False,
) -> None:
    """Add a tube along a path (n, 3): hose, cable, rail.

    squash: thickness against width, the width lying at right angles to flat_toward.
    """
    spine = np.asarray(path, float)
    if sculpture.is_light:
        sides = min(sides, 4)
        spine = spine[np.unique(np.r_[0 : len(spine) : 3, len(spine) - 1])]
    tangent = unit(np.gradient(spine, axis=0))
    across = unit(np.cross(tangent, np.asarray(flat_toward, float)))
    third = np.cross(across, tangent)
    ring = circle(sides, 0.5)[np.arange(sides + 1) % sides]
    offset = ring[None, :, :1] * across[:, None] + squash * ring[None, :, 1:] * third[:, None]
    normals = unit(ring[None, :, :1] * across[:, None] * squash + ring[None, :, 1:] * third[:, None])
    points = spine[:, None] + radius * offset
    length = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(spine, axis=0), axis=1))])
    u, v = np.meshgrid(np.linspace(0, 1, sides + 1), length / length[-1])
    sculpture.add(
        points,
        normals,
        np.stack([u, v], -1),
        grid_triangles(len(spine), sides + 1),
        tile=tile,
        tint=tint,
        finish=finish,
    )
    for end, out in ((0, -tangent[0]), (-1, tangent[-1])) if capped else ():
        cap = np.concatenate([spine[end][None], points[end][:-1]])
        fan = [(0, 1 + i, 1 + (i + 1) % sides) for i in range(sides)]
        sculpture.add(
            cap,
            np.broadcast_to(out, cap.shape),
            np.full((len(cap), 2), 0.5),
            fan,
            tile=tile,
            tint=tint,
            finish=finish,
        )


def curve(points: ArrayLike, steps: int = 5) -> Array:
    """Smooth a polyline (n, 3) by a Catmull-Rom spline with some steps between its points."""
    p = np.asarray(points, float)
    padded = np.concatenate([2 * p[:1] - p[1:2], p, 2 * p[-1:] - p[-2:-1]])
    t = (np.arange(steps) / steps)[:, None]
    pieces = [
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
        for a, b, c, d in zip(padded[:-3], padded[1:-2], padded[2:-1], padded[3:], strict=True)
    ]
    return np.concatenate([*pieces, p[-1:]])


def rounded_square(half: float, radius: float, count: int = 6) -> Array:
    """Return a loop (4·count, 2) around a square with rounded corners, clockwise to the viewer."""
    angle = np.linspace(0, np.pi / 2, count)
    corner = (half - radius) + radius * np.stack([np.cos(angle), np.sin(angle)], axis=-1)
    turns = [corner @ np.linalg.matrix_power(np.array([[0.0, 1.0], [-1.0, 0.0]]), k) for k in range(4)]
    return np.concatenate(turns)

"""Simple shapes on a board: panels, blocks, recesses, cushions, knobs, tubes, lofts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.modelling.kit.frames import Board
from zeroshot.modelling.kit.sculpture import WHITE, Color, Sculpture, grid_triangles
from zeroshot.spatial import Array, unit

Rect = tuple[float, float, float, float]
"""x0, y0, x1, y1 on a board: left, head-side, right, foot-side."""

CELL_M = 0.3
"""Large faces are cut to this, so that shading per point can vary across them."""

BEVEL_M = 0.004


def inset(rect: Rect, margin: float) -> Rect:
    """Return a rectangle smaller by a margin on all sides."""
    x0, y0, x1, y1 = rect
    return x0 + margin, y0 + margin, x1 - margin, y1 - margin


def split(rect: Rect, columns: int, rows: int, gap: float = 0.0) -> list[Rect]:
    """Cut a rectangle into equal cells, row by row, with a gap between them."""
    x0, y0, x1, y1 = rect
    wide, high = (x1 - x0 + gap) / columns, (y1 - y0 + gap) / rows
    return [
        (x0 + i * wide, y0 + j * high, x0 + (i + 1) * wide - gap, y0 + (j + 1) * high - gap)
        for j in range(rows)
        for i in range(columns)
    ]


def _lines(start: float, stop: float, cuts: Sequence[float], cell: float) -> Array:
    edges = sorted({start, stop, *(cut for cut in cuts if start < cut < stop)})
    values = [start]
    for low, high in pairwise(edges):
        count = max(1, int(np.ceil((high - low) / cell - 1e-9)))
        values.extend(low + (high - low) * (i + 1) / count for i in range(count))
    return np.asarray(values)


def panel(
    sculpture: Sculpture,
    board: Board,
    rect: Rect,
    h: float = 0.0,
    *,
    tile: str = "plain",
    tint: Color = WHITE,
    finish: str = "coat",
    holes: Sequence[Rect] = (),
    cell: float = CELL_M,
) -> None:
    """Add a flat face toward the viewer, with rectangular holes; the tile is stretched over all of it."""
    cell *= 2.0 if sculpture.is_light else 1.0
    x0, y0, x1, y1 = rect
    xs = _lines(x0, x1, [value for hole in holes for value in (hole[0], hole[2])], cell)
    ys = _lines(y0, y1, [value for hole in holes for value in (hole[1], hole[3])], cell)
    x, y = np.meshgrid(xs, ys)
    triangles = grid_triangles(len(ys), len(xs)).reshape(len(ys) - 1, len(xs) - 1, 2, 3)
    middle_x, middle_y = np.meshgrid((xs[1:] + xs[:-1]) / 2, (ys[1:] + ys[:-1]) / 2)
    solid = np.ones(middle_x.shape, bool)
    for a, b, c, d in holes:
        solid &= ~((middle_x > a) & (middle_x < c) & (middle_y > b) & (middle_y < d))
    uvs = np.stack([(x - x0) / (x1 - x0), (y - y0) / (y1 - y0)], axis=-1)
    normals = np.broadcast_to(board.out, (x.size, 3))
    sculpture.add(board.at(x, y, h), normals, uvs, triangles[solid], tile=tile, tint=tint, finish=finish)


def face(
    sculpture: Sculpture,
    corners: ArrayLike,
    *,
    tile: str = "plain",
    tint: Color = WHITE,
    finish: str = "coat",
    cell: float = CELL_M,
    toward: ArrayLike | None = None,
) -> None:
    """Add a quad anywhere: corners (4, 3) top left, bottom left, bottom right, top right to who sees it.

    toward: a point on the side it is seen from, when the order of the corners does not say.
    """
    top_left, bottom_left, bottom_right, top_right = np.asarray(corners, float)
    wide = max(np.linalg.norm(top_right - top_left), np.linalg.norm(bottom_right - bottom_left))
    high = max(np.linalg.norm(bottom_left - top_left), np.linalg.norm(bottom_right - top_right))
    cell *= 2.0 if sculpture.is_light else 1.0
    columns, rows = (max(1, int(np.ceil(size / cell - 1e-9))) + 1 for size in (wide, high))
    u, v = np.meshgrid(np.linspace(0, 1, columns), np.linspace(0, 1, rows))
    s, t = u[..., None], v[..., None]
    points = (1 - t) * ((1 - s) * top_left + s * top_right) + t * ((1 - s) * bottom_left + s * bottom_right)
    normal = unit(np.cross(bottom_right - top_left, top_right - bottom_left))
    if toward is not None and np.dot(normal, np.asarray(toward) - points.mean(axis=(0, 1))) < 0.0:
        normal = -normal
    sculpture.add(
        points,
        np.broadcast_to(normal, (u.size, 3)),
        np.stack([u, v], axis=-1),
        grid_triangles(rows, columns),
        tile=tile,
        tint=tint,
        finish=finish,
    )


_SIDE_NORMALS = ((-1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (1.0, 0.0, 0.0), (0.0, -1.0, 0.0))


def block(
    sculpture: Sculpture,
    board: Board,
    rect: Rect,
    h0: float,
    h1: float,
    *,
    tile: str = "plain",
    tint: Color = WHITE,
    finish: str = "coat",
    bevel: float = BEVEL_M,
) -> None:
    """Add a box without a back, standing from h0 to h1, its front edges lightly bevelled.

    The bevel shares its points with front and sides, so its shading runs from one to the other.
    """
    if sculpture.is_light:
        _plain_block(sculpture, board, rect, h0, h1, tile=tile, tint=tint, finish=finish)
        return
    x0, y0, x1, y1 = rect
    b = min(bevel, (x1 - x0) / 3, (y1 - y0) / 3, abs(h1 - h0) / 2)
    outer = np.array([(x0, y0), (x0, y1), (x1, y1), (x1, y0)])
    inner = np.array([(x0 + b, y0 + b), (x0 + b, y1 - b), (x1 - b, y1 - b), (x1 - b, y0 + b)])
    points = [(x, y, h1) for x, y in inner]
    normals = [(0.0, 0.0, 1.0)] * 4
    triangles = [(0, 1, 2), (0, 2, 3)]
    for i, normal in enumerate(_SIDE_NORMALS):
        j, rim, along = (i + 1) % 4, len(points), unit(outer[(i + 1) % 4] - outer[i])
        points += [(x, y, h1 - b) for x, y in (outer[i] + b * along, outer[j] - b * along)]
        points += [(x, y, h0) for x, y in (outer[i], outer[j])]
        normals += [normal] * 4
        triangles += [(i, rim, rim + 1), (i, rim + 1, j)]
        triangles += [(rim, rim + 2, rim + 3), (rim, rim + 3, rim + 1)]
        before = 4 + 4 * ((i - 1) % 4)
        triangles += [(i, before + 1, rim), (before + 1, before + 3, rim)]
    spots = np.asarray(points, float)
    uvs = (spots[:, :2] - (x0, y0)) / (x1 - x0, y1 - y0)
    sculpture.add(
        board.at(*spots.T), board.turned(normals), uvs, triangles, tile=tile, tint=tint, finish=finish
    )


def _plain_block(
    sculpture: Sculpture,
    board: Board,
    rect: Rect,
    h0: float,
    h1: float,
    *,
    tile: str,
    tint: Color,
    finish: str,
) -> None:
    """Add a block without bevels: its front, and its four sides as one piece."""
    x0, y0, x1, y1 = rect
    points: list[tuple[float, float, float]] = [(x0, y0, h1), (x0, y1, h1), (x1, y1, h1), (x1, y0, h1)]
    normals = [(0.0, 0.0, 1.0)] * 4
    triangles = [(0, 1, 2), (0, 2, 3)]
    corners = [(x0, y0), (x0, y1), (x1, y1), (x1, y0)]
    for i, normal in enumerate(_SIDE_NORMALS):
        (ax, ay), (bx, by), start = corners[i], corners[(i + 1) % 4], len(points)
        points += [(ax, ay, h1), (bx, by, h1), (bx, by, h0), (ax, ay, h0)]
        normals += [normal] * 4
        triangles += [(start, start + 2, start + 1), (start, start + 3, start + 2)]
    spots = np.asarray(points, float)
    uvs = (spots[:, :2] - (x0, y0)) / (x1 - x0, y1 - y0)
    sculpture.add(
        board.at(*spots.T), board.turned(normals), uvs, triangles, tile=tile, tint=tint, finish=finish
    )


def recess(
    sculpture: Sculpture,
    board: Board,
    rect: Rect,
    h0: float,
    h1: float,
    *,
    tile: str = "plain",
    tint: Color = WHITE,
    side_tint: Color | None = None,
) -> None:
    """Add a hollow from a hole at h0 back to a floor at h1 < h0: four walls and the floor."""
    x0, y0, x1, y1 = rect
    corners = [(x0, y0), (x0, y1), (x1, y1), (x1, y0)]
    middle = board.at((x0 + x1) / 2, (y0 + y1) / 2, (h0 + h1) / 2)
    for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1], strict=True):
        quad = [board.at(ax, ay, h0), board.at(bx, by, h0), board.at(bx, by, h1), board.at(ax, ay, h1)]
        face(sculpture, quad, tint=side_tint or tint, toward=middle)
    panel(sculpture, board, rect, h1, tile=tile, tint=tint)


def decal(
    sculpture: Sculpture,
    board: Board,
    middle: tuple[float, float],
    size: tuple[float, float],
    h: float,
    tile: str,
    *,
    tint: Color = WHITE,
) -> None:
    """Add a sticker: a small face a hair above a surface at h."""
    (x, y), (wide, high) = middle, size
    rect = (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
    panel(sculpture, board, rect, h + 0.0012, tile=tile, tint=tint, cell=9.0)


def cushion(
    sculpture: Sculpture,
    board: Board,
    rect: Rect,
    h0: float,
    h1: float,
    *,
    tile: str = "fabric",
    tint: Color = WHITE,
    seed: int = 0,
    steps: int = 7,
) -> None:
    """Add something soft and full: flat at its edges, bulging to h1, a little creased."""
    steps = min(steps, 4) if sculpture.is_light else steps
    x0, y0, x1, y1 = rect
    # Points crowd toward the rim, where the surface turns.
    line = 0.5 - 0.5 * np.cos(np.linspace(0, np.pi, steps))
    line = 0.5 * (line + np.linspace(0, 1, steps))
    u, v = np.meshgrid(line, line)
    height = ((1 - (2 * u - 1) ** 4) * (1 - (2 * v - 1) ** 4)) ** 0.5
    wrinkle = np.random.default_rng(seed).normal(0.0, 0.07, u.shape)
    h = h0 + (h1 - h0) * height * (1.0 + wrinkle)
    # Tuck the rim in, so that the silhouette is rounded too.
    tuck = 1.0 - 0.03 * (1.0 - height)
    x = (x0 + x1) / 2 + (u - 0.5) * (x1 - x0) * tuck
    y = (y0 + y1) / 2 + (v - 0.5) * (y1 - y0) * tuck
    slope_y, slope_x = np.gradient(h, line * (y1 - y0), line * (x1 - x0))
    normals = np.stack([-slope_x, -slope_y, np.ones_like(h)], axis=-1)
    sculpture.add(
        board.at(x, y, h),
        board.turned(unit(normals)),
        np.stack([u, v], axis=-1),
        grid_triangles(steps, steps),
        tile=tile,
        tint=tint,
    )

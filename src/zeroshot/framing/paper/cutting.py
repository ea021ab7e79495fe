"""Meshes cut by a plane, and lines clipped to a window: the outlines of plans."""

from __future__ import annotations

import weakref

import numpy as np
from numpy.typing import NDArray

from zeroshot.mesh import Mesh
from zeroshot.spatial import Array, Placement

_TOUCH_M = 1e-6
"""The plane lies so much aside, so that no corner lies in it."""

_CELL_M, _GAP_CELLS = 0.02, 2
"""Rooms are told apart on a grid of 2 cm; two cells are the widest gap between panels that counts as shut."""

_corners_of: weakref.WeakKeyDictionary[Mesh, Array] = weakref.WeakKeyDictionary()


def cut_mesh(mesh: Mesh, placement: Placement, *, axis: int, at_m: float) -> Array:
    """Return the lines (n, 2, 3) in which the plane at a coordinate cuts a mesh.

    placement: of the mesh in the frame of the plane. axis: 0, 1 or 2, which coordinate the plane keeps.
    """
    corners = placement.apply(_triangles(mesh))
    heights = corners[:, :, axis] - (at_m + _TOUCH_M)
    is_over = heights > 0.0
    count = is_over.sum(axis=1)
    is_cut = (count == 1) | (count == 2)
    corners, heights, is_over, count = corners[is_cut], heights[is_cut], is_over[is_cut], count[is_cut]
    # One corner is alone on its side; the plane cuts the two edges that leave it.
    lone = np.where((count == 1)[:, None], is_over, ~is_over).argmax(axis=1)
    rows = np.arange(len(corners))
    start, height = corners[rows, lone], heights[rows, lone]
    ends = []
    for step in (1, 2):
        other = (lone + step) % 3
        share = height / (height - heights[rows, other])
        ends.append(start + share[:, None] * (corners[rows, other] - start))
    return np.stack(ends, axis=1)


def clip_segments(segments: Array, window: tuple[float, float, float, float]) -> Array:
    """Return what of segments (n, 2, 2) lies in a window: left, top, right, bottom (m, 2, 2).

    Source: Liang & Barsky, ACM Transactions on Graphics 3 (1984).
    """
    start, way = segments[:, 0], segments[:, 1] - segments[:, 0]
    low, high = np.array(window[:2]), np.array(window[2:])
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        first, second = (low - start) / way, (high - start) / way
    enter, leave = np.minimum(first, second), np.maximum(first, second)
    # A line along an edge of the window enters it never, or always.
    still = way == 0.0
    inside = (start >= low) & (start <= high)
    enter = np.where(still, np.where(inside, -np.inf, np.inf), enter).max(axis=1).clip(min=0.0)
    leave = np.where(still, np.where(inside, np.inf, -np.inf), leave).min(axis=1).clip(max=1.0)
    kept = enter < leave
    start, way, enter, leave = start[kept], way[kept], enter[kept, None], leave[kept, None]
    return np.stack([start + enter * way, start + leave * way], axis=1)


def seen_from(segments: Array, inside: Array, window: tuple[float, float, float, float]) -> Array:
    """Return those of segments (n, 2, 2) that bound the room around a point (2,), and not what lies behind.

    So a cut shows the cabin without the hull around it. Gaps of a few centimetres do not count as ways out,
    nor does the edge of the window. Where the point is within a wall, or out of the window, all are returned.
    """
    from scipy import ndimage  # late: it takes longer to load than all else that draws a plan

    low = np.array(window[:2]) - 2.0 * _CELL_M
    shape = np.ceil((np.array(window[2:]) - low) / _CELL_M).astype(int) + 3
    pieces = _pieces(segments)
    cells = ((pieces.mean(axis=1) - low) / _CELL_M).astype(int)
    is_wall = np.zeros(tuple(shape), dtype=bool)
    is_wall[cells[:, 0], cells[:, 1]] = True
    first, last = _frame(low, window)
    is_wall[first[0] : last[0] + 1, [first[1], last[1]]] = True
    is_wall[[first[0], last[0]], first[1] : last[1] + 1] = True
    rooms, _ = ndimage.label(~ndimage.binary_closing(is_wall, iterations=_GAP_CELLS))
    here = rooms[tuple(((inside - low) / _CELL_M).astype(int).clip(0, shape - 1))]
    if here == 0 or here == rooms[0, 0]:
        return segments
    near = ndimage.binary_dilation(rooms == here, np.ones((3, 3)), iterations=_GAP_CELLS + 1)
    return np.asarray(pieces[near[cells[:, 0], cells[:, 1]]])


def _frame(low: Array, window: tuple[float, float, float, float]) -> NDArray[np.int64]:
    """Return the cells (2, 2) in which the first and last corner of the window are."""
    corners = np.array(window).reshape(2, 2)
    return np.asarray((corners - low) / _CELL_M).astype(np.int64)


def _pieces(segments: Array) -> Array:
    """Part segments (n, 2, 2) into pieces no longer than a cell of the grid (m, 2, 2)."""
    way = segments[:, 1] - segments[:, 0]
    counts = np.ceil(np.linalg.norm(way, axis=1) / _CELL_M).astype(int).clip(min=1)
    owners = np.repeat(np.arange(len(segments)), counts)
    firsts = np.repeat(np.cumsum(counts) - counts, counts)
    start = ((np.arange(len(owners)) - firsts) / counts[owners])[:, None]
    end = start + (1.0 / counts[owners])[:, None]
    return np.stack(
        [segments[owners, 0] + start * way[owners], segments[owners, 0] + end * way[owners]], axis=1
    )


def clip_polygon(outline: Array, window: tuple[float, float, float, float]) -> Array:
    """Return what of a convex outline (n, 2) lies in a window: left, top, right, bottom (m, 2).

    Source: Sutherland & Hodgman, Communications of the ACM 17 (1974).
    """
    corners = [np.asarray(corner, dtype=np.float64) for corner in outline]
    for axis, sign, bound in (
        (0, 1.0, window[0]),
        (1, 1.0, window[1]),
        (0, -1.0, window[2]),
        (1, -1.0, window[3]),
    ):
        kept = []
        for here, there in zip(corners, corners[1:] + corners[:1], strict=True):
            near, far = sign * (here[axis] - bound), sign * (there[axis] - bound)
            if near >= 0.0:
                kept.append(here)
            if (near >= 0.0) != (far >= 0.0):
                kept.append(here + near / (near - far) * (there - here))
        corners = kept
        if not corners:
            break
    return np.array(corners).reshape(-1, 2)


def _triangles(mesh: Mesh) -> Array:
    """Return the corners (n, 3, 3) of a mesh, gathered once."""
    if mesh not in _corners_of:
        parts = [part.points[part.triangles].astype(np.float64) for part in mesh.parts]
        _corners_of[mesh] = np.concatenate(parts) if parts else np.zeros((0, 3, 3))
    return _corners_of[mesh]

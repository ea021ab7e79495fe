"""Meshes cut by a plane, and lines clipped to a window: the outlines of plans."""

from __future__ import annotations

import weakref

import numpy as np

from zeroshot.mesh import Mesh
from zeroshot.spatial import Array, Placement

_TOUCH_M = 1e-6
"""The plane lies so much aside, so that no corner lies in it."""

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
    with np.errstate(divide="ignore", invalid="ignore"):
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

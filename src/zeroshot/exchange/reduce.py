"""Reduce a mesh that is too heavy to move about in, and keep its textures and colours in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from zeroshot.library.raw_parts import RawPart

Floats = NDArray[np.float64]

NEIGHBOURS = 8
"""Points of the old surface among which a place on the new one finds where it came from."""

PULL, REACH = 0.1, 6.0
"""Share of the way from a corner to the middle; and how far beyond an old triangle its picture is carried on,
in its own lengths."""


def reduce_parts(parts: Sequence[RawPart], *, max_triangles: int) -> list[RawPart]:
    """Return parts of together about max_triangles at most; each gives up the same share.

    Edges are collapsed by quadric error (Garland and Heckbert, 1997; fast-simplification). Every new triangle
    takes texture coordinates and colours from the old triangle it lies on.
    """
    total = sum(len(part.triangles) for part in parts)
    if total <= max_triangles:
        return list(parts)
    share = max_triangles / total
    return [_reduced(part, max(4, int(len(part.triangles) * share))) for part in parts]


def _reduced(part: RawPart, target: int) -> RawPart:
    if len(part.triangles) <= target:
        return part
    import fast_simplification

    _, first, place = np.unique(
        part.points.astype(np.float32) + np.float32(0.0), axis=0, return_index=True, return_inverse=True
    )
    welded = place.reshape(-1)[part.triangles].astype(np.int32)
    points, triangles = fast_simplification.simplify(
        np.ascontiguousarray(part.points[first], np.float32), welded, target_count=target
    )
    if not len(triangles):
        return part
    points, triangles = np.asarray(points, np.float64), np.asarray(triangles, np.int64)
    if part.uvs is None and part.colors is None:
        return replace(part, points=points, triangles=triangles, normals=None)
    return _dressed(part, points, triangles)


def _dressed(part: RawPart, points: Floats, triangles: NDArray[np.int64]) -> RawPart:
    """Give every corner of the new triangles its own point, with the coordinates and colours of the old."""
    corners = points[triangles]
    middles = corners.mean(axis=1, keepdims=True)
    # A corner lies where charts of the picture may meet; a little toward the middle is surely on one of them.
    inward = corners + PULL * (middles - corners)
    found = _origins(part, np.concatenate([middles, inward], axis=1), _normals(corners))
    uvs = None if part.uvs is None else _uvs(part, part.uvs.astype(np.float64), corners, found).reshape(-1, 2)
    colors = None
    if part.colors is not None:
        weights = np.clip(_barycentric(part, found[:, 1:], corners), 0.0, 1.0)
        weights /= weights.sum(axis=2, keepdims=True)
        mixed = np.einsum("mck,mckd->mcd", weights, part.colors[part.triangles[found[:, 1:]]].astype(float))
        colors = np.rint(mixed).astype(np.uint8).reshape(-1, 4)
    return replace(
        part,
        points=corners.reshape(-1, 3),
        triangles=np.arange(corners.shape[0] * 3).reshape(-1, 3),
        normals=None,
        uvs=uvs,
        colors=colors,
    )


def _uvs(part: RawPart, old_uvs: Floats, corners: Floats, found: NDArray[np.int64]) -> Floats:
    """Return coordinates (m, 3, 2): each corner's by the old triangle beside it.

    Where those disagree with the one under the middle they lie on other charts, and the middle's counts.
    """
    beside = np.einsum(
        "mck,mckd->mcd", _barycentric(part, found[:, 1:], corners), old_uvs[part.triangles[found[:, 1:]]]
    )
    under = np.repeat(found[:, :1], 3, axis=1)
    middle = np.einsum("mck,mckd->mcd", _barycentric(part, under, corners), old_uvs[part.triangles[under]])
    extent = np.ptp(middle, axis=1).max(axis=1)
    apart = np.abs(beside - middle).max(axis=(1, 2))
    return np.asarray(np.where((apart <= extent)[:, None, None], beside, middle))


def _origins(part: RawPart, places: Floats, normals: Floats) -> NDArray[np.int64]:
    """Find for places (m, c, 3) on new triangles the nearest old triangles that face the same way: (m, c)."""
    from scipy.spatial import cKDTree

    old = part.points[part.triangles].astype(np.float64)
    spread = np.array([[1, 1, 1], [4, 1, 1], [1, 4, 1], [1, 1, 4]], float)
    spread /= spread.sum(axis=1, keepdims=True)
    samples = np.einsum("sk,nkd->nsd", spread, old).reshape(-1, 3)
    count = min(NEIGHBOURS, len(samples))
    distance, nearest = cKDTree(samples).query(places, k=np.arange(1, count + 1))
    candidates = nearest // len(spread)
    agreement = np.einsum("mckd,md->mck", _normals(old)[candidates], normals)
    # One that faces elsewhere is taken only when none nearby faces this way.
    cost = distance * (1.0 + 10.0 * np.clip(0.7 - agreement, 0.0, None)) + 1e-9 * (agreement < 0.7)
    best = np.argmin(cost, axis=2)
    return np.asarray(np.take_along_axis(candidates, best[:, :, None], axis=2)[:, :, 0])


def _normals(corners: Floats) -> Floats:
    cross = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    return np.asarray(cross / np.maximum(np.linalg.norm(cross, axis=1, keepdims=True), 1e-300))


def _barycentric(part: RawPart, old: NDArray[np.int64], corners: Floats) -> Floats:
    """Return the weights (m, 3, 3) of the corners of old triangles (m, 3) for each new corner (m, 3, 3)."""
    triangle = part.points[part.triangles[old]].astype(np.float64)
    along, across = triangle[:, :, 1] - triangle[:, :, 0], triangle[:, :, 2] - triangle[:, :, 0]
    offset = corners - triangle[:, :, 0]
    aa, ab, bb, oa, ob = (
        np.sum(first * second, axis=-1)
        for first, second in (
            (along, along),
            (along, across),
            (across, across),
            (offset, along),
            (offset, across),
        )
    )
    determinant = np.maximum(aa * bb - ab * ab, 1e-300)
    # Far outside its triangle a coordinate would run off into another part of the picture.
    u = np.clip((bb * oa - ab * ob) / determinant, -REACH, 1.0 + REACH)
    v = np.clip((aa * ob - ab * oa) / determinant, -REACH, 1.0 + REACH)
    return np.stack([1.0 - u - v, u, v], axis=-1)

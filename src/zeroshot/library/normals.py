"""Normals for meshes whose files give none: smooth over gentle bends, sharp at creases."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from zeroshot.mesh import Points, Triangles

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

CREASE_RAD = np.radians(40.0)
"""A bend sharper than this stays an edge. Blender and MeshLab suggest 30° to 60°; a 12-sided handrail (30°)
must look round and a 45° standoff flat."""

_MANY_FACES = 64
_BLOCK_CORNERS = 1_500_000


def crease_normals(points: Points, triangles: Triangles, *, weld: bool) -> tuple[Indices, Triangles, Points]:
    """Compute normals that are smooth within CREASE_RAD, splitting points where a crease runs through them.

    points: (n, 3). triangles: (m, 3). weld: let points at the same place become one (only when they carry
    nothing else, such as texture coordinates).
    Returns ``source`` (k,) the old point of each new one, triangles (m, 3) and normals (k, 3).
    """
    _, first, place_of_point = np.unique(_as_rows(points), return_index=True, return_inverse=True)
    place = place_of_point.reshape(-1)[triangles.reshape(-1)]
    face_normals, weights = _face_normals(points, triangles)
    corner_normals = _corner_normals(place, face_normals, weights)
    owner = first[place] if weld else triangles.reshape(-1).astype(np.int64)
    return _join_equal_corners(owner, corner_normals)


def _as_rows(points: Points) -> NDArray[np.void]:
    # Adding zero turns −0.0 into 0.0, so equal places have equal bytes.
    rows = np.ascontiguousarray(points.astype(np.float32) + np.float32(0.0))
    return rows.view([("", np.void, 12)]).reshape(-1)


def _face_normals(points: Points, triangles: Triangles) -> tuple[Floats, Floats]:
    a, b, c = (points[triangles[:, i]].astype(np.float64) for i in range(3))
    cross = np.cross(b - a, c - a)
    twice_area = np.linalg.norm(cross, axis=1)
    normals = cross / np.where(twice_area > 0.0, twice_area, 1.0)[:, None]
    return normals, twice_area


def _corner_normals(place: Indices, face_normals: Floats, weights: Floats) -> Floats:
    """Average, for every corner, the normals of the faces at its place that bend less than the crease."""
    order = np.argsort(place, kind="stable")
    counts = np.bincount(place)
    starts = np.concatenate([[0], np.cumsum(counts)])
    face_of = order // 3
    sums = np.zeros((len(place), 3))
    block_first = 0
    while block_first < len(counts):
        block_last = int(np.searchsorted(starts, starts[block_first] + _BLOCK_CORNERS, side="right")) - 1
        block_last = max(block_last, block_first + 1)
        span = slice(starts[block_first], starts[block_last])
        sizes = counts[block_first:block_last]
        sums[order[span]] = _block_sums(face_of[span], sizes, face_normals, weights)
        block_first = block_last
    own = np.repeat(face_normals, 3, axis=0)
    length = np.linalg.norm(sums, axis=1, keepdims=True)
    usable = length > 1e-300
    result = np.where(usable, sums / np.where(usable, length, 1.0), own)
    # A triangle without area has no normal of its own; any unit vector will do, as it draws nothing.
    result[np.linalg.norm(result, axis=1) < 0.5] = (0.0, 0.0, -1.0)
    return np.asarray(result)


def _block_sums(faces: Indices, sizes: Indices, face_normals: Floats, weights: Floats) -> Floats:
    """Sum the weighted normals around each corner of consecutive places with ``sizes`` corners each."""
    group = np.repeat(np.arange(len(sizes)), sizes)
    weighted = face_normals[faces] * weights[faces][:, None]
    total = np.stack([np.bincount(group, weighted[:, i], len(sizes)) for i in range(3)], axis=1)[group]
    crowded = sizes[group] > _MANY_FACES
    # Around the pole of a fan there would be too many pairs: there the average of all decides.
    length = np.linalg.norm(total, axis=1)
    near = np.sum(total * face_normals[faces], axis=1) >= np.cos(CREASE_RAD) * length
    sums = np.where((crowded & near)[:, None], total, weighted)
    few = np.flatnonzero(~crowded)
    if len(few):
        sums[few] = _pair_sums(few, group, sizes, faces, face_normals, weighted)
    return sums


def _pair_sums(
    few: Indices, group: Indices, sizes: Indices, faces: Indices, face_normals: Floats, weighted: Floats
) -> Floats:
    starts = np.cumsum(sizes) - sizes
    reach = sizes[group[few]]
    a = np.repeat(few, reach)
    step = np.arange(len(a)) - np.repeat(np.cumsum(reach) - reach, reach)
    b = np.repeat(starts[group[few]], reach) + step
    smooth = np.einsum("ij,ij->i", face_normals[faces[a]], face_normals[faces[b]]) >= np.cos(CREASE_RAD)
    a, b = a[smooth], b[smooth]
    summed = np.stack([np.bincount(a, weighted[b, i], len(group)) for i in range(3)], axis=1)
    return np.asarray(summed[few])


def _join_equal_corners(owner: Indices, normals: Floats) -> tuple[Indices, Triangles, Points]:
    # 13 bits per component (steps of 0.014°) and the owner fit into one 64-bit key, which sorts fast.
    steps = np.rint((normals + 1.0) * 4095.0).astype(np.uint64)
    key = owner.astype(np.uint64)
    for i in range(3):
        key = (key << np.uint64(13)) | steps[:, i]
    _, chosen, corner = np.unique(key, return_index=True, return_inverse=True)
    triangles = corner.reshape(-1, 3).astype(np.int32)
    return owner[chosen], triangles, normals[chosen].astype(np.float32)

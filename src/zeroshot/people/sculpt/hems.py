"""Hems: cut a meshed surface along a line, and turn its rim inward so that the cloth has a thickness."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from zeroshot.people.sculpt.fields import Field
from zeroshot.spatial import Array

Triangles = NDArray[np.int32]
Mesh = tuple[Array, Triangles]

# A corner nearer to the line than this share of an edge is moved onto it: no slivers.
_SNAP = 0.34


def cut(mesh: Mesh, beyond: Field) -> Mesh:
    """Take away what lies beyond a line: where a field is positive. The rim is open."""
    points, triangles = mesh[0].copy(), mesh[1]
    values = beyond(points)
    points, values = _snapped(points, triangles, values, beyond)
    corner = values[triangles]
    inside = (corner < 0.0).sum(axis=1)
    outside = (corner > 0.0).sum(axis=1)
    whole = triangles[(outside == 0) & (inside > 0)]
    mixed = (outside > 0) & (inside > 0)
    fresh, split = _split(points, triangles[mixed], values)
    return compact(np.concatenate([points, fresh]), np.concatenate([whole, split]))


def compact(points: Array, triangles: Triangles) -> Mesh:
    """Drop the points that no triangle uses."""
    used, renamed = np.unique(triangles, return_inverse=True)
    return points[used], renamed.reshape(-1, 3).astype(np.int32)


def _snapped(points: Array, triangles: Triangles, values: Array, beyond: Field) -> tuple[Array, Array]:
    edges = _edges(triangles)
    length = np.linalg.norm(points[edges[:, 0]] - points[edges[:, 1]], axis=1)
    shortest = np.full(len(points), np.inf)
    np.minimum.at(shortest, edges[:, 0], length)
    np.minimum.at(shortest, edges[:, 1], length)
    crosses = values[edges[:, 0]] * values[edges[:, 1]] < 0.0
    near = np.zeros(len(points), dtype=bool)
    near[edges[crosses].ravel()] = True
    step = 1e-4
    slope = np.stack(
        [(beyond(points + s) - beyond(points - s)) / (2 * step) for s in np.eye(3) * step], axis=-1
    )
    steepness = np.maximum(np.linalg.norm(slope, axis=1), 1e-6)
    snap = near & (np.abs(values) < _SNAP * shortest * steepness)
    moved = points - (values / steepness**2)[:, None] * slope
    return np.where(snap[:, None], moved, points), np.where(snap, 0.0, values)


def _edges(triangles: Triangles) -> Triangles:
    pairs = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    return np.unique(np.sort(pairs, axis=1), axis=0)


def _split(points: Array, triangles: Triangles, values: Array) -> Mesh:
    """Split triangles that the line crosses: new points, numbered after the old ones, and what stays."""
    made: dict[tuple[int, int], int] = {}
    fresh: list[Array] = []
    kept: list[tuple[int, int, int]] = []

    def between(a: int, b: int) -> int:
        key = (min(a, b), max(a, b))
        if key not in made:
            share = values[a] / (values[a] - values[b])
            made[key] = len(points) + len(fresh)
            fresh.append(points[a] + share * (points[b] - points[a]))
        return made[key]

    for triangle in triangles.tolist():
        ring: list[int] = []
        for a, b in zip(triangle, [*triangle[1:], triangle[0]], strict=True):
            if values[a] <= 0.0:
                ring.append(a)
            if values[a] * values[b] < 0.0:
                ring.append(between(a, b))
        kept += [(ring[0], ring[i], ring[i + 1]) for i in range(1, len(ring) - 1)]
    return np.array(fresh).reshape(-1, 3), np.array(kept, dtype=np.int32).reshape(-1, 3)


def rims(triangles: Triangles) -> list[NDArray[np.int64]]:
    """Find the open rims of a surface: loops of points, with the surface on their left."""
    pairs = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]]).astype(
        np.int64
    )
    size = int(pairs.max()) + 1
    keys, back = pairs[:, 0] * size + pairs[:, 1], pairs[:, 1] * size + pairs[:, 0]
    alone = pairs[~np.isin(keys, back)]
    following = dict(alone.tolist())
    loops = []
    while following:
        first = min(following)
        loop = [first]
        while (then := following.pop(loop[-1])) != first:
            loop.append(then)
        loops.append(np.array(loop))
    return loops


def hemmed(mesh: Mesh, normals: Array, *, thickness_m: float, depth_m: float) -> tuple[Mesh, Array]:
    """Turn every open rim inward by a thickness, line it for a depth, and close it there.

    Returns the closed mesh, and for each of its points the one of the open mesh that it goes with.
    """
    points, triangles = mesh
    parts, faces, owners = [points], [triangles], [np.arange(len(points))]
    count = len(points)
    for loop in rims(triangles):
        inward = inward_of(points, loop, normals)
        under = points[loop] - thickness_m * _evened(normals[loop])
        rings = [under, under + depth_m * _evened(inward)]
        previous = loop
        for ring in rings:
            here = count + np.arange(len(loop))
            count += len(loop)
            faces.append(_band(previous, here))
            parts.append(ring)
            owners.append(loop)
            previous = here
        parts.append(rings[-1].mean(axis=0, keepdims=True))
        owners.append(loop[:1])
        after = np.roll(previous, -1)
        faces.append(np.stack([after, previous, np.full(len(loop), count)], axis=1).astype(np.int32))
        count += 1
    return (np.concatenate(parts), np.concatenate(faces).astype(np.int32)), np.concatenate(owners)


def _evened(directions: Array) -> Array:
    """Even out directions (n, 3) along a closed line."""
    for _ in range(4):
        directions = 2.0 * directions + np.roll(directions, 1, axis=0) + np.roll(directions, -1, axis=0)
        directions /= np.maximum(np.linalg.norm(directions, axis=1, keepdims=True), 1e-12)
    return directions


def _band(lower: NDArray[np.int64], upper: NDArray[np.int64]) -> Triangles:
    a, b = lower, np.roll(lower, -1)
    c, d = upper, np.roll(upper, -1)
    return np.concatenate([np.stack([b, a, c], axis=1), np.stack([b, c, d], axis=1)]).astype(np.int32)


def inward_of(points: Array, loop: NDArray[np.int64], normals: Array) -> Array:
    """Return the directions (n, 3) from a rim into its surface: across the rim, within the cloth."""
    along = np.roll(points[loop], -1, axis=0) - np.roll(points[loop], 1, axis=0)
    across = np.cross(normals[loop], along)
    return np.asarray(across / np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-12))

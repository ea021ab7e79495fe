"""Rays against a mesh, triangle by triangle: what tests of models measure with."""

from __future__ import annotations

import numpy as np
import trimesh

from zeroshot.mesh import Mesh


def solid_of(mesh: Mesh) -> trimesh.Trimesh:
    """Join the parts of a mesh."""
    points, triangles, start = [], [], 0
    for part in mesh.parts:
        points.append(part.points)
        triangles.append(part.triangles + start)
        start += len(part.points)
    return trimesh.Trimesh(np.concatenate(points), np.concatenate(triangles), process=False)


def first_hits(
    solid: trimesh.Trimesh, origins: np.ndarray, directions: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return distance (n,) and cosine to the face (n,) of the nearest hit; infinity where there is none.

    Möller and Trumbore's test of every ray against every triangle: slow, independent of any index.
    """
    a, b, c = (solid.triangles[:, i].astype(np.float32) for i in range(3))
    edge1, edge2, normal = b - a, c - a, np.cross(b - a, c - a)
    distances, cosines = [], []
    for origin, direction in zip(origins.astype(np.float32), directions.astype(np.float32), strict=True):
        p = np.cross(direction, edge2)
        determinant = np.einsum("ij,ij->i", edge1, p)
        scale = np.where(np.abs(determinant) < 1e-14, np.nan, determinant)
        offset = origin - a
        u = np.einsum("ij,ij->i", offset, p) / scale
        q = np.cross(offset, edge1)
        v = q @ direction / scale
        t = np.einsum("ij,ij->i", edge2, q) / scale
        # A hair of slack: neighbours that meet at an edge must not let a ray through between them.
        hit = (u >= -1e-4) & (v >= -1e-4) & (u + v <= 1 + 1e-4) & (t > 1e-5)
        t = np.where(hit, t, np.inf)
        nearest = int(np.argmin(t))
        distances.append(t[nearest])
        cosines.append(-normal[nearest] @ direction / np.linalg.norm(normal[nearest]))
    return np.asarray(distances), np.asarray(cosines)


def hit_distance(solid: trimesh.Trimesh, origin: tuple[float, ...], direction: tuple[float, ...]) -> float:
    return float(first_hits(solid, np.array([origin], float), np.array([direction], float))[0][0])

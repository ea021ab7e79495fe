"""Distances to surfaces: how far points are from a mesh, on which side of it, and where it is nearest.

The one place that measures distances to meshes. Surfaces are cut into pieces no longer than a hand's width,
whose middles stand in a k-d tree; the nearest few pieces name triangles, to which the distance is exact. So
the answer is that of the nearest triangle unless the tree's few candidates miss it, which costs millimetres
(measured in the tests). Knows meshes only, no scene.
"""

from __future__ import annotations

import weakref
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zeroshot.framing.places.shells import closed_shells
from zeroshot.mesh import Mesh
from zeroshot.spatial import Array

SHORTEST_PIECE_M, LONGEST_PIECE_M, PIECES_ACROSS = 0.03, 0.10, 130.0
"""Triangles are cut until no side is longer: the square root of the area over so many, but within these.
Source: measured: 3 cm for what a hand holds; for Destiny that would take ten times as long as 10 cm to
prepare and six times to answer, for no less error."""

CANDIDATES = 12
"""How many nearest pieces are looked at for a point. Source: measured: 12 miss by up to 3 mm, 8 by 5 mm."""

_TIED_M = 1e-4
"""Triangles as near as the nearest within this decide together on which side of them a point is."""


@dataclass(frozen=True, eq=False)
class Distances:
    """How far points are from a surface.

    distance_m: (n,) positive in front of the surface (in a module: in the free space of its cabin), negative
    behind it; infinite for what is farther than was asked. nearest: (n, 3) the nearest point of the surface,
    in the frame of the points; normal: (n, 3) the surface's unit normal there. Both NaN where infinite.
    """

    distance_m: Array
    nearest: Array
    normal: Array

    @classmethod
    def infinite(cls, count: int) -> Distances:
        """Return the distances of points that are near nothing."""
        nowhere = np.full((count, 3), np.nan)
        return cls(np.full(count, np.inf), nowhere, nowhere.copy())


class Solid:
    """A mesh ready to be measured, in the mesh's own frame."""

    def __init__(self, mesh: Mesh, *, is_cabin: bool = False) -> None:
        """Prepare a mesh: some tenths of a second for a module. Use `solid_of` to have it kept.

        is_cabin: people are inside; decides which side is free of foreign meshes that are wound either way.
        """
        from scipy.spatial import cKDTree  # late: it takes longer to load than all else that reads a shot

        self._corners, self._normals, two_sided = _triangles_of(mesh)
        self._is_two_sided = two_sided.copy()
        if two_sided.any():
            closed = closed_shells(self._corners[two_sided])
            self._is_two_sided[two_sided] = closed.shells < 0
            if is_cabin and closed.is_hull:
                # A room drawn as one hull, wound as a thing is: its cabin is within.
                rows = np.flatnonzero(two_sided)[closed.shells >= 0]
                self._normals[rows] *= -1.0
        self._piece_m = _piece_length_m(self._corners)
        middles, self._owners = _middles_of_pieces(self._corners, longest_m=self._piece_m)
        self._tree = cKDTree(middles)
        self._lowest, self._highest = self._corners.min(axis=(0, 1)), self._corners.max(axis=(0, 1))

    def signed_distance(self, points: ArrayLike, *, within_m: float = np.inf) -> Distances:
        """Measure points (n, 3) of the mesh's frame; thousands take milliseconds.

        within_m: what is farther than this is left at infinity, which is much quicker.
        The side is that of the nearest triangle, at an edge or corner of those around it together. An open
        surface of a two-sided material has no back: everything lies in front of it. A closed one has an
        inside.
        """
        wanted = np.asarray(points, dtype=np.float64).reshape(-1, 3)
        found = Distances.infinite(len(wanted))
        beyond = np.maximum(np.maximum(self._lowest - wanted, wanted - self._highest), 0.0)
        near = np.flatnonzero(np.einsum("ij,ij->i", beyond, beyond) <= within_m * within_m)
        if len(near):
            self._measure(wanted, near, within_m, found)
        return found

    def _measure(self, points: Array, near: NDArray[np.intp], within_m: float, found: Distances) -> None:
        count = min(CANDIDATES, self._tree.n)
        _, pieces = self._tree.query(points[near], k=count, distance_upper_bound=within_m + self._piece_m)
        pieces = pieces.reshape(len(near), count)
        has_any = pieces[:, 0] < self._tree.n
        near, pieces = near[has_any], pieces[has_any]
        # Where fewer pieces are that near, the nearest stands in for those that are missing.
        pieces = np.where(pieces < self._tree.n, pieces, pieces[:, :1])
        owners = self._owners[pieces]
        nearest = closest_points(points[near, None], self._corners[owners])
        offsets = points[near, None] - nearest
        distances = np.sqrt(np.einsum("nki,nki->nk", offsets, offsets))
        slopes = np.einsum("nki,nki->nk", offsets, self._normals[owners])
        slopes = np.where(self._is_two_sided[owners], np.abs(slopes), slopes)
        least = distances.min(axis=1)
        is_tied = (distances <= least[:, None] + _TIED_M) & _is_first(owners)
        # At an edge or corner the faces around it decide together, as their mean normal would.
        squareness = np.where(is_tied, slopes / np.maximum(distances, 1e-12), 0.0)
        sides = np.where(squareness.sum(axis=1) < 0.0, -1.0, 1.0)
        squarest = np.argmax(squareness * sides[:, None], axis=1)
        rows = np.flatnonzero(least <= within_m)
        kept, squarest = near[rows], squarest[rows]
        found.distance_m[kept] = sides[rows] * least[rows]
        found.nearest[kept] = nearest[rows, distances[rows].argmin(axis=1)]
        found.normal[kept] = self._normals[owners[rows, squarest]]


def _is_first(owners: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Tell where in each row (n, k) a number stands for the first time."""
    same = owners[:, :, None] == owners[:, None, :]
    return np.asarray(np.argmax(same, axis=2) == np.arange(owners.shape[1]))


_solids: weakref.WeakKeyDictionary[Mesh, dict[bool, Solid]] = weakref.WeakKeyDictionary()


def solid_of(mesh: Mesh, *, is_cabin: bool = False) -> Solid:
    """Return the solid of a mesh, prepared once; the library gives the same mesh object again and again."""
    kept = _solids.setdefault(mesh, {})
    if is_cabin not in kept:
        kept[is_cabin] = Solid(mesh, is_cabin=is_cabin)
    return kept[is_cabin]


def closest_points(points: Array, triangles: Array) -> Array:
    """Return the points (..., 3) of triangles (..., 3, 3) nearest to points (..., 3).

    Leading shapes broadcast. All seven regions at once. Source: Ericson, Real-Time Collision Detection 2005,
    §5.1.5.
    """
    a, b, c = triangles[..., 0, :], triangles[..., 1, :], triangles[..., 2, :]
    ab, ac = b - a, c - a
    d1, d2 = _dots(ab, ac, points - a)
    d3, d4 = _dots(ab, ac, points - b)
    d5, d6 = _dots(ab, ac, points - c)
    va, vb, vc = d3 * d6 - d5 * d4, d5 * d2 - d1 * d6, d1 * d4 - d3 * d2
    with np.errstate(divide="ignore", invalid="ignore"):
        inside = 1.0 / (va + vb + vc)
        v, w = vb * inside, vc * inside
        on_ab, on_ac = d1 / (d1 - d3), d2 / (d2 - d6)
        on_bc = (d4 - d3) / ((d4 - d3) + (d5 - d6))
    # Regions in the order of the book, the last written winning: so from the face to the corners.
    for region, v_there, w_there in (
        ((va <= 0.0) & (d4 >= d3) & (d5 >= d6), 1.0 - on_bc, on_bc),
        ((vb <= 0.0) & (d2 >= 0.0) & (d6 <= 0.0), 0.0, on_ac),
        ((d6 >= 0.0) & (d5 <= d6), 0.0, 1.0),
        ((vc <= 0.0) & (d1 >= 0.0) & (d3 <= 0.0), on_ab, 0.0),
        ((d3 >= 0.0) & (d4 <= d3), 1.0, 0.0),
        ((d1 <= 0.0) & (d2 <= 0.0), 0.0, 0.0),
    ):
        v, w = np.where(region, v_there, v), np.where(region, w_there, w)
    return np.asarray(a + np.nan_to_num(v)[..., None] * ab + np.nan_to_num(w)[..., None] * ac)


def _dots(ab: Array, ac: Array, offsets: Array) -> tuple[Array, Array]:
    return np.einsum("...i,...i->...", ab, offsets), np.einsum("...i,...i->...", ac, offsets)


def _triangles_of(mesh: Mesh) -> tuple[Array, Array, NDArray[np.bool_]]:
    """Return corners (m, 3, 3), unit normals (m, 3), and which are two-sided (m,); none without an area."""
    corners = np.concatenate([part.points[part.triangles] for part in mesh.parts]).astype(np.float64)
    two_sided = np.concatenate([np.full(len(part.triangles), part.material.two_sided) for part in mesh.parts])
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    sizes = np.linalg.norm(normals, axis=1)
    has_area = sizes > 1e-12
    return corners[has_area], normals[has_area] / sizes[has_area, None], two_sided[has_area]


def _piece_length_m(corners: Array) -> float:
    sides = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    across_m = float(np.sqrt(np.linalg.norm(sides, axis=1).sum() / 2.0))
    return float(np.clip(across_m / PIECES_ACROSS, SHORTEST_PIECE_M, LONGEST_PIECE_M))


def _middles_of_pieces(corners: Array, *, longest_m: float) -> tuple[Array, NDArray[np.intp]]:
    """Cut triangles (m, 3, 3) at their longest sides; returns the pieces' middles and whose they are."""
    pieces, owners = corners, np.arange(len(corners))
    middles, done = [], []
    while len(pieces):
        edges = pieces[:, [1, 2, 0]] - pieces
        sides = np.sqrt(np.einsum("nki,nki->nk", edges, edges))
        longest = sides.argmax(axis=1)
        is_small = sides.max(axis=1) <= longest_m
        middles.append(pieces[is_small].mean(axis=1))
        done.append(owners[is_small])
        pieces, owners, longest = pieces[~is_small], owners[~is_small], longest[~is_small]
        rows = np.arange(len(pieces))
        first, second, third = (pieces[rows, (longest + step) % 3] for step in range(3))
        middle = (first + second) / 2.0
        halves = (np.stack([first, middle, third], axis=1), np.stack([middle, second, third], axis=1))
        pieces, owners = np.concatenate(halves), np.concatenate([owners, owners])
    return np.concatenate(middles), np.concatenate(done)

"""Which of a mesh's triangles make closed shells, so that they have an inside. Knows plain arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zeroshot.mesh import row_numbers
from zeroshot.spatial import Array

WELD_M = 1e-5
"""Corners nearer than this are one: ten times what single precision loses on a module."""


@dataclass(frozen=True, eq=False)
class Shells:
    """Closed shells of a mesh. shells: (m,) the number of each triangle's shell, −1 where it is open.

    is_hull: whether the largest shell is wound outward and none is wound inward, as a thing without a cavity.
    """

    shells: NDArray[np.intp]
    is_hull: bool


def closed_shells(corners: Array) -> Shells:
    """Find the closed shells among triangles (m, 3, 3): connected, every edge walked once each way."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    cells = np.round(corners.reshape(-1, 3) / WELD_M).astype(np.int64)
    triangles = row_numbers(cells).reshape(-1, 3)
    count = int(triangles.max()) + 1
    starts, ends = triangles.ravel(), np.roll(triangles, -1, axis=1).ravel()
    links = coo_matrix((np.ones(len(starts)), (starts, ends)), shape=(count, count)).tocsr()
    _, of_corner = connected_components(links, directed=False)
    of_triangle = of_corner[triangles[:, 0]]
    # Walked once each way: no edge is left when its reverse is taken off it, and none is there twice.
    uneven = (links - links.T).tocoo()
    double = links.tocoo()
    faulty = np.zeros(int(of_corner.max()) + 1, dtype=np.bool_)
    faulty[of_corner[uneven.row[uneven.data != 0.0]]] = True
    faulty[of_corner[double.row[double.data > 1.0]]] = True
    shells = np.where(faulty[of_triangle], -1, of_triangle).astype(np.intp)
    volumes = _volumes(corners, shells)
    is_hull = bool(volumes) and max(volumes, key=abs) > 0.0 and min(volumes) > 0.0
    return Shells(shells, is_hull)


def _volumes(corners: Array, shells: NDArray[np.intp]) -> list[float]:
    """Return the signed volume of each shell, positive when it is wound outward (Gauss)."""
    volumes = np.einsum("ni,ni->n", corners[:, 0], np.cross(corners[:, 1], corners[:, 2])) / 6.0
    return [float(volumes[shells == shell].sum()) for shell in np.unique(shells[shells >= 0])]

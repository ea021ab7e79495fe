"""Thin a closed triangle mesh out: fewer triangles where it is flat, as many as needed where it is not.

Garland & Heckbert, "Surface simplification using quadric error metrics" (SIGGRAPH 1997). Each pass collapses
many edges at once: those that are the cheapest around both of their ends, so that no two touch.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from zeroshot.spatial import Array

Triangles = NDArray[np.int32]


def thinned(
    points: Array, triangles: Triangles, *, target: int, scale: Array | None = None
) -> tuple[Array, Triangles]:
    """Collapse edges until about ``target`` triangles are left; the surface stays closed.

    A half, open along y = 0, keeps its rim on that plane and meets its mirror image without a crease.
    scale: (n,) how much an error matters at each point; twice as much where a close-up will look.
    """
    points, triangles = points.copy(), triangles.copy()
    matter = np.ones(len(points)) if scale is None else scale.copy()
    quadrics = _quadrics(points, triangles) * (matter**2)[:, None, None]
    rim = _rim(triangles, len(points))
    quadrics[rim] += _MIRROR @ quadrics[rim] @ _MIRROR
    for _ in range(200):
        if len(triangles) <= target:
            break
        edges, places, costs = _candidates(points, triangles, quadrics, rim)
        chosen = _independent(
            edges, costs, triangles, points, places, (len(triangles) - target) // 2 + 1, share=0.2
        )
        if not len(chosen):
            break
        points[edges[chosen, 0]] = places[chosen]
        triangles = _collapsed(edges[chosen], triangles, quadrics)
    used, compact = np.unique(triangles, return_inverse=True)
    return points[used], compact.reshape(-1, 3).astype(np.int32)


def thinned_rows(
    points: Array, triangles: Triangles, *, target: int, scale: Array | None = None
) -> tuple[NDArray[np.int32], Triangles]:
    """Thin like ``thinned``, but keep points where they are: the rows kept (k,), and triangles into those."""
    matter = np.ones(len(points)) if scale is None else scale
    quadrics = _quadrics(points, triangles) * (matter**2)[:, None, None]
    rim = _rim(triangles, len(points))
    quadrics[rim] += _MIRROR @ quadrics[rim] @ _MIRROR
    for _ in range(200):
        if len(triangles) <= target:
            break
        edges, _, _ = _candidates(points, triangles, quadrics, rim)
        edges, costs = _toward_ends(points, edges, quadrics)
        places = points[edges[:, 0]]
        chosen = _independent(
            edges, costs, triangles, points, places, (len(triangles) - target) // 2 + 1, share=0.7
        )
        if not len(chosen):
            break
        triangles = _collapsed(edges[chosen], triangles, quadrics)
    rows, compact = np.unique(triangles, return_inverse=True)
    return rows.astype(np.int32), compact.reshape(-1, 3).astype(np.int32)


_MIRROR = np.diag([1.0, -1.0, 1.0, 1.0])


def _collapsed(edges: Triangles, triangles: Triangles, quadrics: Array) -> Triangles:
    """Let each edge's first end take the place of both: its quadric grows, flat triangles go."""
    keep, gone = edges[:, 0], edges[:, 1]
    quadrics[keep] += quadrics[gone]
    renamed = np.arange(len(quadrics), dtype=np.int32)
    renamed[gone] = keep
    triangles = renamed[triangles]
    return np.asarray(triangles[(triangles != np.roll(triangles, 1, axis=1)).all(axis=1)])


def _toward_ends(points: Array, edges: Triangles, quadrics: Array) -> tuple[Triangles, Array]:
    """Turn each edge so that its first end is the better place for both, and say what that costs."""
    joint = quadrics[edges[:, 0]] + quadrics[edges[:, 1]]
    ends = np.concatenate([points[edges], np.ones((len(edges), 2, 1))], axis=2)
    errors = np.maximum(np.einsum("nki,nij,nkj->nk", ends, joint, ends), 0.0)
    better = errors.argmin(axis=1)
    turned = np.where(better[:, None] == 0, edges, edges[:, ::-1])
    length = np.linalg.norm(points[edges[:, 0]] - points[edges[:, 1]], axis=1)
    density = np.trace(joint[:, :3, :3], axis1=1, axis2=2)
    return turned, errors.min(axis=1) + 2e-3 * density * length**2


def _edges(triangles: Triangles) -> tuple[Triangles, NDArray[np.int64]]:
    """List every edge once (k, 2), its lower row first, and how many triangles each belongs to."""
    pairs = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    pairs = np.sort(pairs, axis=1).astype(np.int64)
    keys, counts = np.unique(pairs[:, 0] << 32 | pairs[:, 1], return_counts=True)
    return np.stack([keys >> 32, keys & 0xFFFFFFFF], axis=1).astype(np.int32), counts


def _rim(triangles: Triangles, count: int) -> NDArray[np.bool_]:
    """Tell which points (count,) lie on an open edge."""
    edges, uses = _edges(triangles)
    rim = np.zeros(count, dtype=bool)
    rim[edges[uses == 1]] = True
    return rim


def _quadrics(points: Array, triangles: Triangles) -> Array:
    corners = points[triangles]
    cross = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    area = np.linalg.norm(cross, axis=1, keepdims=True)
    normal = cross / np.maximum(area, 1e-18)
    plane = np.concatenate([normal, -np.sum(normal * corners[:, 0], axis=1, keepdims=True)], axis=1)
    flat = (plane[:, :, None] * plane[:, None, :] * area[:, :, None]).reshape(-1, 16)
    total = np.zeros((len(points), 16))
    for corner in range(3):
        for entry in range(16):
            total[:, entry] += np.bincount(triangles[:, corner], flat[:, entry], len(points))
    return total.reshape(-1, 4, 4)


def _candidates(
    points: Array, triangles: Triangles, quadrics: Array, rim: NDArray[np.bool_]
) -> tuple[Triangles, Array, Array]:
    """List every edge that may go, the best place for what it collapses to, and what that costs.

    Of a rim only its own edges may go, and into the rim.
    """
    edges, uses = _edges(triangles)
    on_rim = rim[edges]
    may_go = (on_rim[:, 0] == on_rim[:, 1]) & (on_rim[:, 0] == (uses == 1))
    edges, on_rim = edges[may_go], on_rim[may_go, 0]
    a, b = points[edges[:, 0]], points[edges[:, 1]]
    joint = quadrics[edges[:, 0]] + quadrics[edges[:, 1]]
    system = joint[:, :3, :3] + 1e-3 * np.trace(joint[:, :3, :3], axis1=1, axis2=2)[:, None, None] * np.eye(3)
    middle = (a + b) / 2.0
    gradient = joint[:, :3, 3] + np.einsum("nij,nj->ni", joint[:, :3, :3], middle)
    best = middle - np.linalg.solve(system, gradient[..., None])[..., 0]
    length = np.linalg.norm(a - b, axis=1)
    step = best - middle
    far = np.linalg.norm(step, axis=1)
    best = middle + step * np.minimum(1.0, 0.5 * length / np.maximum(far, 1e-12))[:, None]
    best[on_rim, 1] = 0.0
    whole = np.concatenate([best, np.ones((len(best), 1))], axis=1)
    error = np.maximum(np.einsum("ni,nij,nj->n", whole, joint, whole), 0.0)
    # A little for length: flat places would else be thinned to slivers.
    density = np.trace(joint[:, :3, :3], axis1=1, axis2=2)
    return edges, best, error + 2e-3 * density * length**2


def _independent(
    edges: Triangles,
    costs: Array,
    triangles: Triangles,
    points: Array,
    places: Array,
    wanted: int,
    *,
    share: float,
) -> NDArray[np.int64]:
    """Choose cheap edges that do not touch and whose collapse neither pinches nor folds the surface.

    share: of those that a pass could take; the fewer, the more it keeps to where shape matters least.
    """
    legal = _keeps_surface(edges, triangles, len(points))
    chosen, bad = np.empty(0, dtype=np.int64), np.empty(0, dtype=bool)
    # An edge that must stay would else stand before its neighbours for ever.
    for _ in range(8):
        chosen = _cheapest_apart(edges, np.where(legal, costs, np.inf), len(points), wanted, share)
        bad = _folds(edges[chosen], places[chosen], triangles, points)
        if bad.sum() * 2 < len(bad):
            break
        legal[chosen[bad]] = False
    return chosen[~bad]


def _cheapest_apart(
    edges: Triangles, costs: Array, count: int, wanted: int, share: float
) -> NDArray[np.int64]:
    """Choose a share of the edges that are the cheapest around both ends; infinite cost bars one."""
    rank = np.empty(len(edges))
    rank[np.argsort(costs, kind="stable")] = np.arange(len(edges))
    rank[~np.isfinite(costs)] = np.inf
    nearest = np.full(count, np.inf)
    np.minimum.at(nearest, edges[:, 0], rank)
    np.minimum.at(nearest, edges[:, 1], rank)
    around = nearest.copy()
    np.minimum.at(around, edges[:, 0], nearest[edges[:, 1]])
    np.minimum.at(around, edges[:, 1], nearest[edges[:, 0]])
    chosen = np.flatnonzero(np.isfinite(rank) & (rank <= around[edges[:, 0]]) & (rank <= around[edges[:, 1]]))
    chosen = chosen[np.argsort(rank[chosen])][: max(1, wanted)]
    # The dearest of a pass wait: their turn may never come.
    return chosen[: max(1, int(share * len(chosen)))] if len(chosen) > 20 else chosen


def _keeps_surface(edges: Triangles, triangles: Triangles, count: int) -> NDArray[np.bool_]:
    """Find edges whose ends share just their triangles' corners: only their collapse keeps a surface."""
    every, uses = _edges(triangles)
    all_keys = every[:, 0].astype(np.int64) * count + every[:, 1]
    ends = np.sort(edges, axis=1).astype(np.int64)
    own = np.searchsorted(all_keys, ends[:, 0] * count + ends[:, 1])
    wanted = uses[own]
    both = np.concatenate([every, every[:, ::-1]])
    both = both[np.argsort(both[:, 0], kind="stable")]
    starts = np.searchsorted(both[:, 0], np.arange(count + 1))
    lengths = starts[edges + 1] - starts[edges]
    keys = all_keys
    shared = np.zeros(len(edges), dtype=np.int64)
    for k in range(int(lengths[:, 0].max())):
        has = k < lengths[:, 0]
        third = both[np.minimum(starts[edges[:, 0]] + k, len(both) - 1), 1].astype(np.int64)
        other = edges[:, 1].astype(np.int64)
        key = np.minimum(third, other) * count + np.maximum(third, other)
        found = keys[np.minimum(np.searchsorted(keys, key), len(keys) - 1)] == key
        shared += has & found & (third != other)
    return np.asarray(shared == wanted)


def _folds(edges: Triangles, places: Array, triangles: Triangles, points: Array) -> NDArray[np.bool_]:
    """Find collapses that would turn a triangle over."""
    owner = np.full(len(points), -1)
    owner[edges[:, 0]] = np.arange(len(edges))
    owner[edges[:, 1]] = np.arange(len(edges))
    moved = points.copy()
    moved[edges[:, 0]] = places
    moved[edges[:, 1]] = places
    owners = owner[triangles]
    touched = (owners >= 0).any(axis=1)
    near, own = triangles[touched], owners[touched]
    before = np.cross(points[near[:, 1]] - points[near[:, 0]], points[near[:, 2]] - points[near[:, 0]])
    after = np.cross(moved[near[:, 1]] - moved[near[:, 0]], moved[near[:, 2]] - moved[near[:, 0]])
    collapsing = np.array(
        [(own[:, i] == own[:, j]) & (own[:, i] >= 0) for i, j in ((0, 1), (1, 2), (2, 0))]
    ).any(0)
    sizes = np.linalg.norm(before, axis=1) * np.linalg.norm(after, axis=1)
    turned = (np.sum(before * after, axis=1) < 0.3 * sizes) & ~collapsing
    bad = np.zeros(len(edges), dtype=bool)
    bad[own[turned].ravel()[own[turned].ravel() >= 0]] = True
    return bad

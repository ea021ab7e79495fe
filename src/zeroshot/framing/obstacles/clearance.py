"""How far points of a shot are from the set, the props and the people, and what they are near to.

A point is free of the set when it is free in one of its modules: each is measured where its bounds reach,
and the one in which the point is freest counts, so that an open hatch between two modules stays open.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zeroshot.framing.places.points import StagedModel
from zeroshot.framing.places.solids import Distances, Solid, solid_of
from zeroshot.framing.staging import StagedActor, StagedShot
from zeroshot.people.surface import outer_mesh
from zeroshot.scene.document import Module
from zeroshot.spatial import Array, Placement, rotate

HULL_M = 0.02
"""How far over a module's bounds a point still counts as in it: two that are mated touch there."""


def module_distances(staged: StagedShot, points_in_world: ArrayLike, *, within_m: float) -> Distances:
    """Measure points (n, 3) to the walls of the set: positive in the cabin, negative behind a wall.

    Infinite where nothing is within within_m, and outside the bounds of every module. Far behind a wall reads
    infinite too: the side is sure only within within_m, and everywhere when that is infinite.
    """
    points = np.asarray(points_in_world, dtype=np.float64).reshape(-1, 3)
    within = np.zeros((len(staged.modules), len(points)), dtype=np.bool_)
    for index, module in enumerate(staged.modules):
        within[index] = _is_within_bounds(module, points)
    best = Distances.infinite(len(points))
    best.distance_m[within.any(axis=0)] = -np.inf
    # Where two modules reach, far behind a wall of one must not pass for far from it: measure all the way.
    is_shared = within.sum(axis=0) > 1
    for module, is_within in zip(staged.modules, within, strict=True):
        for rows, limit_m in (
            (np.flatnonzero(is_within & ~is_shared), within_m),
            (np.flatnonzero(is_within & is_shared), np.inf),
        ):
            if len(rows):
                _keep_freest(best, distances_to(module, points[rows], within_m=limit_m), rows)
    best.distance_m[best.distance_m > within_m] = np.inf
    return best


def is_in_set(staged: StagedShot, points_in_world: ArrayLike) -> NDArray[np.bool_]:
    """Tell which points (n, 3) lie within the bounds of a module."""
    points = np.asarray(points_in_world, dtype=np.float64).reshape(-1, 3)
    found = np.zeros(len(points), dtype=np.bool_)
    for module in staged.modules:
        found |= _is_within_bounds(module, points)
    return found


def wall_distances(staged: StagedShot, points: Array, *, within_m: float) -> Distances:
    """Measure points (n, 3) of something that is in the set to its walls.

    What lies beyond the bounds of every module is then behind a wall: of the module nearest to it.
    """
    found = module_distances(staged, points, within_m=within_m)
    beyond = np.flatnonzero(~is_in_set(staged, points)) if staged.modules else np.empty(0, dtype=np.intp)
    if len(beyond):
        module = min(staged.modules, key=lambda model: model.distance_outside_m(points[beyond[0]]))
        outside = distances_to(module, points[beyond], within_m=np.inf)
        found.distance_m[beyond] = -np.abs(outside.distance_m)
        found.nearest[beyond], found.normal[beyond] = outside.nearest, outside.normal
    return found


def prop_distances(staged: StagedShot, points_in_world: ArrayLike, *, within_m: float) -> Distances:
    """Measure points (n, 3) to the props: positive outside of all, negative within one."""
    points = np.asarray(points_in_world, dtype=np.float64).reshape(-1, 3)
    best = Distances.infinite(len(points))
    for prop in staged.props:
        _keep_nearest(best, distances_to(prop, points, within_m=within_m))
    return best


def distances_in_set(staged: StagedShot, points_in_world: ArrayLike, *, within_m: float) -> Distances:
    """Measure points (n, 3) to set and props at once; negative in either. For thousands of trial places."""
    best = module_distances(staged, points_in_world, within_m=within_m)
    _keep_nearest(best, prop_distances(staged, points_in_world, within_m=within_m))
    return best


def distances_to(model: StagedModel, points_in_world: Array, *, within_m: float) -> Distances:
    """Measure points (n, 3) of the world to one module or prop."""
    solid = solid_of(model.load_mesh(is_bare=True), is_cabin=isinstance(model.item, Module))
    return _carried(solid, model.placement, points_in_world, within_m=within_m)


def distances_to_person(actor: StagedActor, points_in_world: Array, *, within_m: float) -> Distances:
    """Measure points (n, 3) of the world to someone's skin and clothes: negative within their body."""
    return _carried(solid_of(outer_mesh(actor.figure)), actor.placement, points_in_world, within_m=within_m)


def nearest_model(staged: Sequence[StagedModel], point_in_world: Array) -> StagedModel:
    """Return the model whose surface is nearest to a point (3,)."""
    if len(staged) == 1:
        return staged[0]
    return min(
        staged,
        key=lambda model: float(
            np.abs(distances_to(model, point_in_world[None], within_m=np.inf).distance_m[0])
        ),
    )


def _carried(solid: Solid, placement: Placement, points_in_world: Array, *, within_m: float) -> Distances:
    found = solid.signed_distance(placement.apply_inverse(points_in_world), within_m=within_m)
    rows = np.isfinite(found.distance_m)
    found.nearest[rows] = placement.apply(found.nearest[rows])
    found.normal[rows] = rotate(placement.orientation_xyzw, found.normal[rows])
    return found


def _is_within_bounds(module: StagedModel, points_in_world: Array) -> NDArray[np.bool_]:
    lowest, highest = module.bounds_in_model
    points = module.placement.apply_inverse(points_in_world)
    return np.asarray(((points >= lowest - HULL_M) & (points <= highest + HULL_M)).all(axis=1))


def _keep_freest(best: Distances, found: Distances, rows: NDArray[np.intp]) -> None:
    is_freer = found.distance_m > best.distance_m[rows]
    _copy(best, found, rows[is_freer], np.flatnonzero(is_freer))


def _keep_nearest(best: Distances, found: Distances) -> None:
    rows = np.flatnonzero(found.distance_m < best.distance_m)
    _copy(best, found, rows, rows)


def _copy(best: Distances, found: Distances, to: NDArray[np.intp], rows: NDArray[np.intp]) -> None:
    best.distance_m[to] = found.distance_m[rows]
    best.nearest[to] = found.nearest[rows]
    best.normal[to] = found.normal[rows]

"""What lies under a point of a picture: the first thing that a ray meets, and where.

A surface with a back lets rays through from behind, as it does when it is drawn: from outside a module one
looks, and points, into it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zeroshot.framing.identity import KeptByIdentity
from zeroshot.framing.obstacles.portals import modules_in_sight
from zeroshot.framing.staging import StagedShot
from zeroshot.mesh import Mesh
from zeroshot.scene.document import Module
from zeroshot.spatial import Array, Placement, rotate, unit

SEE_THROUGH_OPACITY = 0.5
"""What is more transparent than this is pointed through, as through a window."""


@dataclass(frozen=True, eq=False)
class Hit:
    """Where a ray meets something first.

    point_in_world: (3,). normal_in_world: (3,) unit, toward where the ray came from.
    """

    item_id: str
    distance_m: float
    point_in_world: Array
    normal_in_world: Array


def first_hit(staged: StagedShot, from_in_world: ArrayLike, direction_in_world: ArrayLike) -> Hit | None:
    """Find the first thing of a staged shot that a ray meets; None when it meets nothing.

    Modules and props are met in their lighter level, people in their coarse skin: a point is off by what
    those differ from the full ones, millimetres.
    """
    start, direction = np.asarray(from_in_world, dtype=np.float64), unit(direction_in_world)
    best: Hit | None = None
    for item_id, faces, placement in _things_of(staged):
        limit_m = np.inf if best is None else best.distance_m
        found = _meet(faces, placement, start, direction, limit_m)
        if found is not None:
            best = Hit(item_id, found[0], start + found[0] * direction, found[1])
    return best


def make_ready(staged: StagedShot) -> None:
    """Build what rays meet in a shot, so that the first does not wait for it; from any thread.

    Raises AssetError for a mesh that cannot be used.
    """
    for _ in _things_of(staged):
        pass


def ray_of_pixel(staged: StagedShot, pixel: ArrayLike, width_px: float, height_px: float) -> Array:
    """Return the unit direction in the world (3,) in which a pixel (2,) of the shot's picture looks."""
    ray = staged.view.rays_from_pixels(np.asarray(pixel, dtype=np.float64), width_px, height_px)
    return rotate(staged.camera_placement.orientation_xyzw, ray)


@dataclass(frozen=True, eq=False)
class _Faces:
    """The triangles of a mesh ready to be met: corner (m, 3), sides, normals, and which have no back."""

    corner: Array
    side_1: Array
    side_2: Array
    normal: Array
    is_two_sided: NDArray[np.bool_]
    lowest: Array
    highest: Array


_faces_of_models = KeptByIdentity[_Faces](96)
# Whoever is posed has a new skin each time: older ones are not asked for again.
_faces_of_people = KeptByIdentity[_Faces](16)


def _things_of(staged: StagedShot) -> Iterator[tuple[str, _Faces, Placement]]:
    in_sight = modules_in_sight(staged)
    for model in (*staged.modules, *staged.props, *staged.rigs_of_others):
        if in_sight is None or model.item.id in in_sight or not isinstance(model.item, Module):
            mesh = model.load_mesh(is_light=True, is_bare=True)
            yield model.item.id, _faces_of_models.get((mesh,), partial(_faces_of, mesh)), model.placement
    for actor in (*staged.actors, *staged.operators):
        mesh = actor.figure.coarse_mesh
        yield actor.actor.id, _faces_of_people.get((mesh,), partial(_faces_of, mesh)), actor.placement


def _faces_of(mesh: Mesh) -> _Faces:
    solid = [
        part
        for part in mesh.parts
        if part.material.base_color[3] >= SEE_THROUGH_OPACITY and len(part.triangles)
    ]
    if not solid:
        nothing = np.zeros((0, 3))
        return _Faces(nothing, nothing, nothing, nothing, np.zeros(0, bool), np.zeros(3), np.zeros(3))
    corners = np.concatenate([part.points[part.triangles] for part in solid]).astype(np.float64)
    backless = np.concatenate([np.full(len(part.triangles), part.material.two_sided) for part in solid])
    side_1, side_2 = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    return _Faces(
        corners[:, 0],
        side_1,
        side_2,
        np.cross(side_1, side_2),
        backless,
        corners.min(axis=(0, 1)),
        corners.max(axis=(0, 1)),
    )


def _meet(
    faces: _Faces, placement: Placement, start: Array, direction: Array, limit_m: float
) -> tuple[float, Array] | None:
    """Return how far away a ray meets some faces, nearer than a limit, and the normal there.

    Source of the formula: Möller & Trumbore, "Fast, minimum storage ray/triangle intersection", J. Graphics
    Tools 2(1), 1997.
    """
    origin = placement.apply_inverse(start)
    ray = placement.apply_inverse(start + direction) - origin
    if not len(faces.corner) or not _meets_box(faces, origin, ray, limit_m):
        return None
    slope = -faces.normal @ ray  # positive where the ray comes from the front
    rows = np.flatnonzero((slope > 1e-15) | (faces.is_two_sided & (slope < -1e-15)))
    offset = origin - faces.corner[rows]
    turned = np.cross(ray, offset)
    steep = slope[rows]
    v = -np.einsum("ij,ij->i", faces.side_2[rows], turned) / steep
    w = np.einsum("ij,ij->i", faces.side_1[rows], turned) / steep
    along = np.einsum("ij,ij->i", faces.normal[rows], offset) / steep
    meets = (v >= 0.0) & (w >= 0.0) & (v + w <= 1.0) & (along > 1e-6) & (along < limit_m)
    if not meets.any():
        return None
    kept = np.flatnonzero(meets)
    first = kept[np.argmin(along[kept])]
    normal = unit(faces.normal[rows[first]]) * (1.0 if steep[first] > 0.0 else -1.0)
    return float(along[first]), rotate(placement.orientation_xyzw, normal)


def _meets_box(faces: _Faces, origin: Array, ray: Array, limit_m: float) -> bool:
    with np.errstate(divide="ignore", invalid="ignore"):
        near, far = (faces.lowest - origin) / ray, (faces.highest - origin) / ray
    enter = np.nanmax(np.fmin(near, far))
    leave = np.nanmin(np.fmax(near, far))
    return bool(leave >= max(enter, 0.0) and enter < limit_m)

"""Through what one looks out of the set: windows, and hatches that stand open onto space."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from zeroshot.framing.identity import KeptByIdentity
from zeroshot.framing.lens.optics import View
from zeroshot.framing.light.cabins import MATED_WITHIN_M, Cabins
from zeroshot.framing.places.points import NamedPoint, StagedModel
from zeroshot.spatial import Array, Placement

if TYPE_CHECKING:
    from zeroshot.framing.staging import StagedShot

MARGIN = 1.5
"""Openings are taken this much larger than the facts say, so that no frame of theirs shows an edge."""

WIDEST_RAD = math.radians(85.0)


def openings_of(staged: StagedShot) -> Array | None:
    """Return the corners (n, 4, 3) in the world of all openings out of the set, going around each.

    None where the sky may be anywhere: the camera is in no module or in an opening, or a module's facts name
    neither window nor hatch, so that nobody knows where it is open.
    """
    eye = np.asarray(staged.camera_placement.position_m)
    if staged.station_module is None:
        return None
    corners: list[Array] = []
    for module in staged.modules:
        points = module.model.facts.points.values()
        if not any(point.kind in ("window", "hatch") for point in points):
            return None
        corners += _openings_of_module(module, staged.cabins)
    quads = np.array(corners).reshape(-1, 4, 3)
    return None if _surround(quads - eye) else quads


def are_in_view(quads: Array, camera: Placement, view: View) -> NDArray[np.bool_]:
    """Tell of openings (n, 4, 3) in the world which may be in a picture (n,); never False of one that is.

    One is not when all of its corners are beyond the same edge of the picture, or behind the camera.
    """
    x, y, z = np.moveaxis(camera.apply_inverse(quads.reshape(-1, 3)).reshape(-1, 4, 3), -1, 0)
    left, right, top, bottom = view.tangents
    beyond = [x <= 0.0, y < left * x, y > right * x, z < top * x, z > bottom * x]
    is_out: NDArray[np.bool_] = np.any([edge.all(axis=1) for edge in beyond], axis=0)
    return ~is_out


def _surround(quads_from_eye: Array) -> bool:
    """Tell whether the eye is in or before an opening, so that it takes most of what can be seen."""
    away = quads_from_eye / np.maximum(np.linalg.norm(quads_from_eye, axis=2, keepdims=True), 1e-9)
    across = np.einsum("nik,nik->ni", away, np.roll(away, 2, axis=1))
    return bool((across < math.cos(WIDEST_RAD)).any())


def _openings_of_module(staged: StagedModel, cabins: Cabins) -> Iterator[Array]:
    for position_in_world, corners in _kept.get((staged,), lambda: tuple(_open_of(staged))):
        if not _leads_on(position_in_world, cabins):
            yield corners


_kept = KeptByIdentity[tuple[tuple[Array, Array], ...]](256)


def _open_of(staged: StagedModel) -> Iterator[tuple[Array, Array]]:
    """Yield the middle (3,) and corners (4, 3) of what is open of a module, whatever lies beyond."""
    chosen = staged.model.choose(staged.item.options or {})
    for name, point in staged.model.facts.points.items():
        if point.kind != "window" and (point.kind != "hatch" or chosen.get(name, "open") != "open"):
            continue
        place = staged.point(name)
        if place.normal_in_world is not None:
            width_m, height_m = point.size_m or (1.0, 1.0)
            half_m = max(width_m, height_m) * staged.scale * MARGIN / 2.0
            yield place.position_in_world, _corners(place, half_m)


def _leads_on(position_in_world: Array, cabins: Cabins) -> bool:
    return any(
        math.dist(position_in_world, door.position_in_world) <= MATED_WITHIN_M for door in cabins.doors
    )


def _corners(place: NamedPoint, half_m: float) -> Array:
    normal = place.normal_in_world
    assert normal is not None  # asked before
    along = place.direction_in_world
    if along is None:
        along = np.cross(normal, np.eye(3)[int(np.argmin(np.abs(normal)))])
    along = along / np.linalg.norm(along)
    across = np.cross(normal, along)
    return np.array(
        [
            place.position_in_world + half_m * (a * along + b * across)
            for a, b in ((1, 1), (-1, 1), (-1, -1), (1, -1))
        ]
    )

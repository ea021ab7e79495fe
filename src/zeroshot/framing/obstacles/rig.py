"""The camera as a body: which points of it are where, and how much room it has around it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from zeroshot.framing.cast.operator import camera_from_rig, rig_model
from zeroshot.framing.obstacles.bodies import part_at
from zeroshot.framing.obstacles.clearance import (
    distances_to,
    distances_to_person,
    module_distances,
    nearest_model,
    wall_distances,
)
from zeroshot.framing.places.named_places import name_of_place
from zeroshot.framing.places.points import StagedModel
from zeroshot.framing.places.solids import Distances
from zeroshot.framing.staging import StagedActor, StagedShot
from zeroshot.spatial import Array

SPACING_M = 0.03

NEAR_M = 0.3
"""A camera with more room than this around it has enough of it."""

_PARTS: tuple[tuple[str, tuple[float, float], tuple[float, float], tuple[float, float]], ...] = (
    ("hand grip", (-1.0, 1.0), (-1.0, -0.142), (-1.0, 1.0)),
    ("hand grip", (-1.0, 1.0), (0.142, 1.0), (-1.0, 1.0)),
    ("hand grip", (0.07, 0.11), (-1.0, 1.0), (0.096, 1.0)),
    ("matte box", (0.1541, 1.0), (-1.0, 1.0), (-1.0, 1.0)),
    ("finder", (-1.0, 1.0), (-0.142, -0.0721), (-1.0, -0.06)),
    ("handle", (-1.0, 1.0), (-1.0, 1.0), (-1.0, -0.076)),
    ("lens", (0.021, 0.1541), (-0.06, 0.06), (-0.06, 0.06)),
)
"""What of the rig lies where: boxes in its frame, metres, the first that holds a point naming it; else the
body. Read off the recipe of the model."""


@dataclass(frozen=True, eq=False)
class RigPoints:
    """Points (n, 3) on the camera in the camera's frame, and the part of it that each is on (n,)."""

    points: Array
    parts: NDArray[np.str_]


@cache
def rig_points(*, has_grips: bool) -> RigPoints:
    """Return points all over the camera; has_grips: with the hand grips, which only an operator needs."""
    mesh = rig_model().load()
    corners = np.concatenate([part.points[part.triangles] for part in mesh.parts]).astype(np.float64)
    points = _scattered(corners)
    names = np.full(len(points), "body", dtype="<U12")
    for name, *ranges in reversed(_PARTS):
        is_there = np.ones(len(points), dtype=np.bool_)
        for axis, (low, high) in enumerate(ranges):
            is_there &= (points[:, axis] >= low) & (points[:, axis] <= high)
        names[is_there] = name
    kept = np.ones(len(points), dtype=np.bool_) if has_grips else names != "hand grip"
    return RigPoints(camera_from_rig().apply(points[kept]), names[kept])


def _scattered(corners: Array) -> Array:
    """Spread points over triangles (m, 3, 3), one in every cube of the spacing."""
    longest_m = float(np.linalg.norm(np.roll(corners, -1, axis=1) - corners, axis=2).max())
    count = int(np.ceil(longest_m / SPACING_M)) + 1
    steps = np.linspace(0.0, 1.0, count)
    u, v = (grid.ravel() for grid in np.meshgrid(steps, steps))
    is_inside = u + v <= 1.0 + 1e-9
    u, v = u[is_inside], v[is_inside]
    weights = np.stack([1.0 - u - v, u, v], axis=1)
    # Corners first, so that of every cube a corner stands for it where there is one.
    inner = np.einsum("kc,mci->mki", weights, corners).reshape(-1, 3)
    points = np.concatenate([corners.reshape(-1, 3), inner])
    _, first = np.unique(np.floor(points / SPACING_M).astype(np.int64), axis=0, return_index=True)
    return np.asarray(points[np.sort(first)])


@dataclass(frozen=True, eq=False)
class Clearance:
    """How much room a camera has: distance_m to what is nearest, negative inside it; None beyond 30 cm.

    part: of the camera. to: what is nearest, in words. kind: "wall", "prop" or "person".
    """

    distance_m: float | None
    part: str = ""
    to: str = ""
    kind: str = ""


def camera_clearances(staged: StagedShot) -> tuple[Clearance, ...]:
    """Measure the room around a shot's camera: to the set, to each prop and to each person near it."""
    points, parts = rig_in_world(staged)
    found = [_clearance(_walls(staged, points), parts, "wall", staged)]
    for prop in staged.props:
        found.append(_clearance(distances_to(prop, points, within_m=NEAR_M), parts, "prop", prop))
    for person in people_around(staged):
        near = distances_to_person(person, points, within_m=NEAR_M)
        found.append(_clearance(near, parts, "person", person))
    return tuple(clearance for clearance in found if clearance.distance_m is not None)


def rig_in_world(staged: StagedShot) -> tuple[Array, NDArray[np.str_]]:
    """Return points (n, 3) on a shot's camera in the world, and the part of it that each is on (n,)."""
    rig = rig_points(has_grips=staged.camera.operator is not None)
    return staged.camera_placement.apply(rig.points), rig.parts


def people_around(staged: StagedShot) -> list[StagedActor]:
    """Return everyone but the operator of this camera, whom it touches."""
    own = [crew.person for crew in staged.crews if crew.camera_id == staged.camera.id]
    return [person for person in (*staged.actors, *staged.operators) if person not in own]


def _clearance(
    found: Distances, parts: NDArray[np.str_], kind: str, thing: StagedShot | StagedModel | StagedActor
) -> Clearance:
    if not np.isfinite(found.distance_m).any():
        return Clearance(None)
    best = int(found.distance_m.argmin())
    point = found.nearest[best]
    if isinstance(thing, StagedActor):
        to = f"{thing.name}'s {part_at(thing, point)}"
    else:
        model = nearest_model(thing.modules, point) if isinstance(thing, StagedShot) else thing
        to = name_of_place(model, point)
    return Clearance(float(found.distance_m[best]), str(parts[best]), to, kind)


def _walls(staged: StagedShot, points: Array) -> Distances:
    """Measure to the walls: what is near, and all the way only where the lens itself is behind one."""
    if staged.station_module is None:
        return Distances.infinite(len(points))
    lens = np.asarray(staged.camera_placement.position_m)[None]
    is_behind = module_distances(staged, lens, within_m=np.inf).distance_m[0] < 0.0
    return wall_distances(staged, points, within_m=np.inf if is_behind else NEAR_M)

"""Which modules a camera can see: its own, and those behind open hatches that lie in its picture.

A hatch is taken as a round opening that just holds it, and the picture as the cone about it, so that nothing
that can be seen is left out: a cone that meets the cone of the opening before it goes on through it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from zeroshot.framing.cabins import Door
from zeroshot.framing.staging import StagedShot
from zeroshot.spatial import Array, angle_between_directions, rotate, unit


@dataclass(frozen=True, eq=False)
class _Cone:
    """Directions (3,) within an angle of an axis."""

    axis: Array
    half_rad: float

    def meets(self, other: _Cone) -> bool:
        return float(angle_between_directions(self.axis, other.axis)) <= self.half_rad + other.half_rad


def modules_in_sight(staged: StagedShot) -> frozenset[str] | None:
    """Return the ids of modules of which something may be seen; None for all, from outside of them."""
    cabins = staged.cabins
    if staged.station_module is None:
        return None
    home = cabins.place_of(staged.station_module.item.id)
    seen, ways = {home}, [(home, _picture_cone(staged), frozenset({home}))]
    while ways:
        room, cone, passed = ways.pop()
        for door, beyond in _doors_of(staged, room):
            opening = _door_cone(door, np.asarray(staged.camera_placement.position_m))
            if beyond in passed or not cone.meets(opening):
                continue
            seen.add(beyond)
            narrower = opening if opening.half_rad < cone.half_rad else cone
            ways.append((beyond, narrower, passed | {beyond}))
    modules = (cabins.cabins[place].module for place in seen)
    return frozenset(module.item.id for module in modules if module is not None)


def is_in_sight(staged: StagedShot, ids: frozenset[str] | None, shares: Sequence[float]) -> bool:
    """Tell whether what is lit by these shares of the cabins is in, or near a hatch of, a module in sight.

    shares: as ``Cabins.shares_at`` gives them for where it has its origin.
    """
    if ids is None:
        return True
    for cabin, share in zip(staged.cabins.cabins, shares, strict=True):
        if share > 0.0 and (cabin.module is None or cabin.module.item.id in ids):
            return True
    return False


def _doors_of(staged: StagedShot, room: int) -> Iterator[tuple[Door, int]]:
    for door in staged.cabins.doors:
        if door.first == room:
            yield door, door.second
        elif door.second == room:
            yield door, door.first


def _picture_cone(staged: StagedShot) -> _Cone:
    left, right, top, bottom = staged.view.tangents
    corners = unit([[1.0, u, v] for u in (left, right) for v in (top, bottom)])
    axis = unit(corners.mean(axis=0))
    turn = staged.camera_placement.orientation_xyzw
    return _Cone(rotate(turn, axis), float(angle_between_directions(axis, corners).max()))


def _door_cone(door: Door, eye: Array) -> _Cone:
    offset = np.asarray(door.position_in_world) - eye
    away, radius = float(np.linalg.norm(offset)), door.size_m * math.sqrt(0.5)
    if away <= radius:
        return _Cone(np.array([1.0, 0.0, 0.0]), math.pi)  # in the opening, or as good as
    return _Cone(unit(offset), math.asin(radius / away))

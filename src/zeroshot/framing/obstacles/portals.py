"""Which modules a camera can see: its own, and those behind open hatches that lie in its picture.

A hatch is taken as the disc about its opening, and the picture as the cone about it, so that nothing that can
be seen is left out: who looks through one hatch sees the next when the cone about the first meets its disc.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from zeroshot.framing.lens.solve import square_to
from zeroshot.framing.light.cabins import Door
from zeroshot.framing.staging import StagedShot
from zeroshot.spatial import Array, angle_between_directions, rotate, unit


@dataclass(frozen=True, eq=False)
class _Cone:
    """Directions (3,) within an angle of an axis."""

    axis: Array
    half_rad: float

    def meets(self, directions: Array, *, within_rad: float) -> bool:
        """Tell whether the cone comes within an angle of any of some directions (n, 3)."""
        nearest = float(angle_between_directions(self.axis, directions).min())
        return nearest <= self.half_rad + within_rad


def modules_in_sight(staged: StagedShot) -> frozenset[str] | None:
    """Return the ids of modules of which something may be seen; None for all, from outside of them."""
    cabins = staged.cabins
    if staged.station_module is None:
        return None
    home, eye = cabins.place_of(staged.station_module.item.id), np.asarray(staged.camera_placement.position_m)
    seen, ways = {home}, [(home, _picture_cone(staged), frozenset({home}))]
    while ways:
        room, cone, passed = ways.pop()
        for door, beyond in _doors_of(staged, room):
            opening = None if beyond in passed else _seen_through(cone, door, room, eye)
            if opening is not None:
                seen.add(beyond)
                ways.append((beyond, opening, passed | {beyond}))
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


def _seen_through(cone: _Cone, door: Door, room: int, eye: Array) -> _Cone | None:
    """Return the cone in which a camera sees through a door out of a room, or None when it does not."""
    out = door.normal_in_world if door.first == room else -door.normal_in_world
    offset = np.asarray(door.position_in_world) - eye
    radius = door.size_m * math.sqrt(0.5)
    if float(np.linalg.norm(offset)) <= 1.2 * radius:
        return cone  # in the opening, or as good as
    if float(offset @ out) < 0.0:
        return None  # from behind it
    disc = offset + radius * _disc_square_to(out)
    directions = unit(disc)
    step_rad = math.asin(min(radius * STEP / float(np.linalg.norm(disc, axis=1).min()), 1.0))
    if not cone.meets(directions, within_rad=step_rad):
        return None
    axis = unit(directions.mean(axis=0))
    half = float(angle_between_directions(axis, directions).max())
    return _Cone(axis, half) if half < cone.half_rad else cone


def _disc_square_to(normal: Array) -> Array:
    """Return points (n, 3) over the unit disc square to a direction, none of it farther than STEP."""
    first = square_to(normal, [0.31, 0.52, 0.79])
    second = np.cross(normal, first)
    angle = np.arange(24) * (2.0 * math.pi / 24)
    ring = np.cos(angle)[:, None] * first + np.sin(angle)[:, None] * second
    return np.concatenate([np.zeros((1, 3)), 0.35 * ring, 0.7 * ring, ring])


STEP = 0.22
"""Half the gap between neighbouring points of the disc, in radii, with something to spare."""

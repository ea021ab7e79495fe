"""Whether the camera sees someone past the others, and the least sideways move after which it does."""

from __future__ import annotations

import numpy as np

from zeroshot.framing.obstacles.bodies import skin_of
from zeroshot.framing.obstacles.lines import are_blocked
from zeroshot.framing.staging import StagedActor, StagedShot
from zeroshot.people.surface import surface_of
from zeroshot.spatial import Array, rotate

WELL_SEEN = 0.6
"""A move is worth advising when it shows this share of what is turned to the lens. A convention of ours."""

_POINTS = 60
_STEPS_M = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
_WAYS = (("right", (0, 1, 0)), ("left", (0, -1, 0)), ("top", (0, 0, -1)), ("bottom", (0, 0, 1)))


def seen_share(staged: StagedShot, actor_id: str, *, from_in_world: Array) -> float:
    """Return the share of someone's skin that faces a point (3,) and is seen from there past all the others.

    An estimate along a few dozen lines; what a rendered picture counts is exact.
    """
    person = staged.actor(actor_id)
    facing = _facing(person, from_in_world)
    others = [other for other in (*staged.actors, *staged.operators) if other is not person]
    blocked = are_blocked(
        from_in_world, facing, people=others, things=(*staged.props, *staged.rigs_of_others), walls_of=staged
    )
    return float(1.0 - blocked.mean()) if len(facing) else 0.0


def clearing_move(staged: StagedShot, actor_id: str) -> tuple[str, float] | None:
    """Find the least move of the camera across its lens after which it sees someone well: way and metres.

    The aim is kept on their eyes. None when there is none up to a metre, or the set is in its way.
    """
    placement = staged.camera_placement
    start = np.asarray(placement.position_m)
    for distance_m in _STEPS_M:
        for way, direction in _WAYS:
            there = placement.apply(distance_m * np.asarray(direction, dtype=np.float64))
            if are_blocked(start, there[None], people=(), things=staged.props, walls_of=staged).any():
                continue
            if seen_share(staged, actor_id, from_in_world=there) >= WELL_SEEN:
                return way, distance_m
    return None


def _facing(person: StagedActor, from_in_world: Array) -> Array:
    """Return some points (n, 3) of the skin that are turned to a point, always the same ones."""
    surface = surface_of(person.figure)
    points = skin_of(person)
    normals = rotate(person.placement.orientation_xyzw, surface.normals)
    rows = np.flatnonzero(np.einsum("ni,ni->n", normals, from_in_world - points) > 0.0)
    return points[rows[:: max(1, len(rows) // _POINTS)]]

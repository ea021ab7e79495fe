"""Whether the camera sees someone past the others, and the least sideways move after which it does."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zeroshot.framing.identity import KeptByIdentity
from zeroshot.framing.obstacles.bodies import skin_of
from zeroshot.framing.obstacles.lines import are_blocked
from zeroshot.framing.places.points import StagedModel
from zeroshot.framing.staging import StagedActor, StagedShot
from zeroshot.people.surface import surface_of
from zeroshot.spatial import Array, rotate

WELL_SEEN = 0.6
"""A move is worth advising when it shows this share of what is turned to the lens. A convention of ours."""

_POINTS = 60
_FEWER, _DOUBT = 4, 0.25
"""Every fourth line; twice the standard error of a share of WELL_SEEN along the fifteen that makes."""
_STEPS_M = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
_WAYS = (("right", (0, 1, 0)), ("left", (0, -1, 0)), ("top", (0, 0, -1)), ("bottom", (0, 0, 1)))


def seen_share(staged: StagedShot, actor_id: str, *, from_in_world: Array) -> float:
    """Return the share of someone's skin that faces a point (3,) and is seen from there past all the others.

    An estimate along a few dozen lines; what a rendered picture counts is exact.
    """
    facing = _facing(staged.actor(actor_id), from_in_world)
    things = (*staged.props, *staged.rigs_of_others)
    return _free_share(staged, actor_id, from_in_world, facing, things=things, walls_of=staged)


def _may_show(staged: StagedShot, actor_id: str, from_in_world: Array) -> bool:
    """Tell in a tenth of the time whether someone may be well seen: past people, along every fourth line."""
    few = _facing(staged.actor(actor_id), from_in_world)[::_FEWER]
    return _free_share(staged, actor_id, from_in_world, few) >= WELL_SEEN - _DOUBT


def _free_share(
    staged: StagedShot,
    actor_id: str,
    from_in_world: Array,
    points: Array,
    *,
    things: Sequence[StagedModel] = (),
    walls_of: StagedShot | None = None,
) -> float:
    others = [other for other in (*staged.actors, *staged.operators) if other.actor.id != actor_id]
    blocked = are_blocked(from_in_world, points, people=others, things=things, walls_of=walls_of)
    return float(1.0 - blocked.mean()) if len(points) else 0.0


def clearing_move(staged: StagedShot, actor_id: str) -> tuple[str, float] | None:
    """Find the least move of the camera across its lens after which it sees someone well: way and metres.

    The aim is kept on their eyes. None when there is none up to a metre, or the set is in its way. Kept, so
    asking again of the same shot is free.
    """
    kept = _kept.get((staged,), dict)
    if actor_id not in kept:
        kept[actor_id] = _clearing_move(staged, actor_id)
    return kept[actor_id]


_kept = KeptByIdentity[dict[str, tuple[str, float] | None]](8)


def _clearing_move(staged: StagedShot, actor_id: str) -> tuple[str, float] | None:
    placement = staged.camera_placement
    start = np.asarray(placement.position_m)
    for distance_m in _STEPS_M:
        for way, direction in _WAYS:
            there = placement.apply(distance_m * np.asarray(direction, dtype=np.float64))
            if not _may_show(staged, actor_id, there):
                continue
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

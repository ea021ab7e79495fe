"""What a hand or foot could hold: the named points of the set and the props, nearest first."""

from __future__ import annotations

import heapq
from functools import partial

import numpy as np

from zeroshot.framing.identity import KeptByIdentity
from zeroshot.framing.staging import StagedModel, StagedShot
from zeroshot.spatial import Array

HELD_KINDS = {
    "hand": ("handrail", "handle", "seat-track", "hatch-rim", "edge", "strap", "surface", "wall"),
    "foot": ("foot-loop", "handrail", "surface", "wall"),
}
"""Which kinds of points suit a hand and a foot, by the words of the facts files."""

_TIPS = {
    "left_hand": "leftHand",
    "right_hand": "rightHand",
    "left_foot": "leftFoot",
    "right_foot": "rightFoot",
}


def nearest_points(
    staged: StagedShot, actor_id: str, effector: str, *, count: int
) -> tuple[tuple[str, float], ...]:
    """Return references such as "lab/handrail-12" and how far each is from a hand or foot, metres.

    Nothing is near someone who is not there.
    """
    person = next((actor for actor in staged.actors if actor.actor.id == actor_id), None)
    if person is None:
        return ()
    here = person.points_in_world[_TIPS[effector]]
    return points_near(staged, here, kind=effector.split("_")[1], count=count)


def points_near(staged: StagedShot, here: Array, *, kind: str, count: int) -> tuple[tuple[str, float], ...]:
    """Return what a hand or foot could hold near a point (3,) of the world, nearest first."""
    wanted = HELD_KINDS[kind]  # the table's own: it is known by its identity
    found: list[tuple[float, str]] = []
    for model in (*staged.modules, *staged.props):
        names, places = _kept.get((model, wanted), partial(_held_of, model, wanted))
        distances_m = np.linalg.norm(places - here, axis=1)
        found += zip(distances_m.tolist(), names, strict=True)
    return tuple((reference, distance_m) for distance_m, reference in heapq.nsmallest(count, found))


_kept = KeptByIdentity[tuple[tuple[str, ...], Array]](256)


def _held_of(model: StagedModel, kinds: tuple[str, ...]) -> tuple[tuple[str, ...], Array]:
    """Return the references of what a hand or foot could hold of a model, and where it is (n, 3)."""
    points = model.model.facts.points
    names = tuple(name for name, point in points.items() if point.kind in kinds)
    places = np.array([model.point(name).position_in_world for name in names]).reshape(-1, 3)
    return tuple(f"{model.item.id}/{name}" for name in names), places

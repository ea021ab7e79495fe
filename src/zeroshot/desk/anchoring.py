"""What a hand or foot could hold: the named points of the set and the props, nearest first."""

from __future__ import annotations

import numpy as np

from zeroshot.framing.staging import StagedShot
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
    wanted = HELD_KINDS[kind]
    found = []
    for model in (*staged.modules, *staged.props):
        for name, point in model.model.facts.points.items():
            if point.kind in wanted:
                place = model.point(name).position_in_world
                found.append((float(np.linalg.norm(place - here)), f"{model.item.id}/{name}"))
    found.sort()
    return tuple((reference, distance_m) for distance_m, reference in found[:count])

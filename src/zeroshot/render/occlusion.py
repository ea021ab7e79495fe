"""Bodies as balls, for the soft shading that seats people in the picture. Pure arrays, no VTK."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from zeroshot.framing.staging import StagedActor
from zeroshot.spatial import Array

BALL_CAPACITY = 96
"""Balls in one picture; the nearest to the eye are kept when a scene has more people than that shades."""

# From joint, to joint, radius as a share of stature, shares of the way. Radii follow ANSUR II breadths.
_CHAINS: tuple[tuple[str, str, float, tuple[float, ...]], ...] = (
    ("head", "crown", 0.052, (0.5,)),
    ("hips", "neck", 0.080, (0.0, 0.33, 0.7)),
    ("leftUpperArm", "leftLowerArm", 0.028, (0.3, 0.8)),
    ("leftLowerArm", "leftHand", 0.024, (0.4, 1.0)),
    ("rightUpperArm", "rightLowerArm", 0.028, (0.3, 0.8)),
    ("rightLowerArm", "rightHand", 0.024, (0.4, 1.0)),
    ("leftUpperLeg", "leftLowerLeg", 0.045, (0.3, 0.8)),
    ("leftLowerLeg", "leftFoot", 0.033, (0.35, 0.95)),
    ("rightUpperLeg", "rightLowerLeg", 0.045, (0.3, 0.8)),
    ("rightLowerLeg", "rightFoot", 0.033, (0.35, 0.95)),
)


def balls_of_actor(actor: StagedActor) -> Array:
    """Return the balls of one body in the world: (n, 4), centre and radius, metres."""
    points = actor.points_in_world
    stature_m = actor.actor.body.stature_m
    rows = [
        [*_between(points, start, end, share), radius * stature_m]
        for start, end, radius, shares in _CHAINS
        for share in shares
    ]
    return np.asarray(rows)


def balls_of_actors(actors: Sequence[StagedActor], *, eye_in_world: Array) -> tuple[Array, dict[str, range]]:
    """Return the balls of the people nearest the eye, and which of them are whose."""
    bodies = {actor.actor.id: balls_of_actor(actor) for actor in actors}
    nearest = sorted(bodies, key=lambda name: (np.linalg.norm(bodies[name][0, :3] - eye_in_world), name))
    rows: list[Array] = []
    owned: dict[str, range] = {}
    for name in nearest:
        if len(rows) + len(bodies[name]) > BALL_CAPACITY:
            break
        owned[name] = range(len(rows), len(rows) + len(bodies[name]))
        rows.extend(bodies[name])
    return np.asarray(rows).reshape(-1, 4), owned


def _between(points: Mapping[str, Array], start: str, end: str, share: float) -> Array:
    return np.asarray(points[start] + (points[end] - points[start]) * share)

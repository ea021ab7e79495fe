"""Bodies as balls, for the soft shading that seats people in the picture. Pure arrays, no VTK."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from zeroshot.framing.staging import StagedActor
from zeroshot.spatial import Array

BODY_CAPACITY = 8
"""Bodies that shade in one picture; the nearest to the eye are kept when a scene has more people."""

REACH_M = 0.5
"""How far from its balls a body still shades: there the largest hides under a tenth of the half-space."""

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


BALLS_PER_BODY = sum(len(shares) for *_, shares in _CHAINS)


@dataclass(frozen=True)
class Bodies:
    """The bodies that shade a picture, in the world, metres.

    balls: (n, BALLS_PER_BODY, 4), centre and radius. bounds: (n, 4), the ball within which each body shades.
    places: which row is whose, by actor id.
    """

    balls: Array
    bounds: Array
    places: dict[str, int]


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


def bodies_of_actors(actors: Sequence[StagedActor], *, eye_in_world: Array) -> Bodies:
    """Return the bodies of the people nearest the eye."""
    balls = {actor.actor.id: balls_of_actor(actor) for actor in actors}
    nearest = sorted(balls, key=lambda name: (np.linalg.norm(balls[name][0, :3] - eye_in_world), name))
    kept = nearest[:BODY_CAPACITY]
    rows = np.array([balls[name] for name in kept]).reshape(-1, BALLS_PER_BODY, 4)
    bounds = np.array([_bound(row) for row in rows]).reshape(-1, 4)
    return Bodies(rows, bounds, {name: i for i, name in enumerate(kept)})


def _bound(balls: Array) -> Array:
    middle = (balls[:, :3].min(axis=0) + balls[:, :3].max(axis=0)) / 2.0
    farthest = (np.linalg.norm(balls[:, :3] - middle, axis=1) + balls[:, 3]).max()
    return np.array([*middle, farthest + REACH_M])


def _between(points: Mapping[str, Array], start: str, end: str, share: float) -> Array:
    return np.asarray(points[start] + (points[end] - points[start]) * share)

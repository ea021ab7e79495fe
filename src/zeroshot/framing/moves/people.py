"""Moves of people: face to face, standing on a surface."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from zeroshot.errors import EditError
from zeroshot.framing.moves.base import ROUNDS, SETTLED_M, Move, actor_of, placed
from zeroshot.framing.places.points import NamedPoint
from zeroshot.framing.staging import StagedActor, StagedShot
from zeroshot.scene.document import Document
from zeroshot.scene.values import split_reference
from zeroshot.spatial import (
    Array,
    Placement,
    forward_of,
    head_of,
    look_at,
    quaternion_from_axis_angle,
    rotate,
)

SOLE_M = 0.02
"""From the heel's and toes' points to the sole's outside: skin and sock. An estimate."""


@dataclass(frozen=True, kw_only=True)
class FaceToFace(Move):
    """Bring two people face to face, eye to eye, looking at each other.

    distance_m: from eyes to eyes; None keeps it. roll_deg: how far B's head points clockwise from A's, as A
    sees B: 0 both alike, 90 B's head to A's right, 180 head against feet. keep: "a" stays, or the "middle"
    between their eyes does; A keeps their attitude.
    """

    a: str
    b: str
    distance_m: float | None = None
    roll_deg: float = 0.0
    keep: Literal["a", "middle"] = "a"
    verb = "Face to face"

    def _moved(self, document: Document) -> Document:
        if self.a == self.b:
            raise EditError("nobody faces themselves: name two people")
        if self.keep not in ("a", "middle"):
            raise EditError('keep is "a" or "middle"')
        if self.distance_m is not None and not (math.isfinite(self.distance_m) and self.distance_m > 0.0):
            raise EditError("the distance from eyes to eyes must be above 0 m")
        before = self.see(document)
        eyes = [actor_of(before, name).eyes_in_world for name in (self.a, self.b)]
        distance_m = self.distance_m or float(np.linalg.norm(eyes[1] - eyes[0]))
        middle = (eyes[0] + eyes[1]) / 2.0
        document = self.with_changes(document, self.a, {"gaze": {"at": self.b}})
        document = self.with_changes(document, self.b, {"gaze": {"at": self.a}})
        for _ in range(ROUNDS):
            document, error_m = self._step(document, distance_m, middle)
            if error_m < SETTLED_M:
                break
        return document

    def _step(self, document: Document, distance_m: float, middle: Array) -> tuple[Document, float]:
        """Place both by their eyes as they are now; return how far anyone had to move."""
        staged = self.see(document)
        a, b = actor_of(staged, self.a), actor_of(staged, self.b)
        forward = forward_of(a.placement.orientation_xyzw)
        roll = quaternion_from_axis_angle(forward, math.radians(self.roll_deg))
        turn_b = look_at(
            -forward, head_reference_in_world=rotate(roll, head_of(a.placement.orientation_xyzw))
        )
        eyes_a = middle - forward * distance_m / 2.0 if self.keep == "middle" else a.eyes_in_world
        at_a = np.asarray(a.placement.position_m) + eyes_a - a.eyes_in_world
        at_b = eyes_a + forward * distance_m - rotate(turn_b, b.figure.eyes_in_actor)
        error_m = max(
            float(np.linalg.norm(at_a - a.placement.position_m)),
            float(np.linalg.norm(at_b - b.placement.position_m)),
        )
        if self.keep == "middle":
            document = self.with_placement(document, self.a, placed(at_a, a.placement.orientation_xyzw))
        return self.with_placement(document, self.b, placed(at_b, turn_b)), error_m


@dataclass(frozen=True, kw_only=True)
class StandOn(Move):
    """Set someone's feet on a surface, their head along its normal, facing as nearly as before.

    surface: a named point with a normal, such as "lab/wall-deck"; None: the wall nearest to their feet.
    """

    actor: str
    surface: str | None = None
    verb = "Stand on a surface"

    def _moved(self, document: Document) -> Document:
        for _ in range(ROUNDS):
            staged = self.see(document)
            actor = actor_of(staged, self.actor)
            point = _surface(staged, actor, self.surface)
            fresh = _standing(actor, point)
            error_m = float(np.linalg.norm(np.subtract(fresh.position_m, actor.placement.position_m)))
            document = self.with_placement(document, self.actor, fresh)
            if error_m < SETTLED_M:
                break
        return document


def _standing(actor: StagedActor, surface: NamedPoint) -> Placement:
    normal = surface.normal_in_world
    assert normal is not None
    before = actor.placement.orientation_xyzw
    facing = forward_of(before)
    reference = facing - (facing @ normal) * normal
    if np.linalg.norm(reference) < 1e-6:
        # Facing straight at the surface or away from it: then what was overhead of them is ahead.
        reference = head_of(before) * (-1.0 if facing @ normal > 0.0 else 1.0)
    turn = look_at(reference, head_reference_in_world=normal)
    soles = max(float(point[2]) for point in _feet_in_actor(actor)) + SOLE_M
    # Over the place of the surface that they hang over now.
    above = np.asarray(actor.placement.position_m)
    height = float((above - surface.position_in_world) @ normal)
    return placed(above + (soles - height) * normal, turn)


def _feet_in_actor(actor: StagedActor) -> list[Array]:
    figure = actor.figure
    points = {**figure.joints_in_actor, **figure.landmarks_in_actor}
    return [np.asarray(point) for name, point in points.items() if _is_of_foot(name)]


def _is_of_foot(name: str) -> bool:
    return any(part in name.lower() for part in ("foot", "toe", "heel", "ankle"))


def _surface(staged: StagedShot, actor: StagedActor, reference: str | None) -> NamedPoint:
    if reference is not None:
        owner_id, name = split_reference(reference)
        for model in (*staged.modules, *staged.props):
            if model.item.id == owner_id and name in model.model.facts.points:
                point = model.point(str(name))
                if point.normal_in_world is not None:
                    return point
        raise EditError(
            f'"{reference}" is no surface: name a point that has a normal, such as "lab/wall-deck"'
        )
    walls = [
        model.point(name)
        for model in staged.modules
        for name, point in model.model.facts.points.items()
        if point.kind == "wall" and point.normal is not None
    ]
    if not walls:
        raise EditError("there is no wall to stand on here: name a surface")
    feet = actor.placement.apply(np.stack(_feet_in_actor(actor))).mean(axis=0)
    return min(walls, key=lambda wall: _distance_m(wall, feet))


def _distance_m(wall: NamedPoint, feet: Array) -> float:
    """How far feet are from a wall: from its plane, and a little for being far along it."""
    assert wall.normal_in_world is not None
    offset = feet - wall.position_in_world
    across = abs(float(offset @ wall.normal_in_world))
    return across + 0.1 * float(np.linalg.norm(offset))

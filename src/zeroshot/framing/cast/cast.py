"""The people of a shot, posed: looking at what they look at, holding on to what they hold.

Who looks at whom goes round in circles (A at B's eyes, B at A's; turning a head moves its eyes), and so does
who holds on to whom: poses are found in a fixed small number of rounds, each from the last one's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TypeVar

import numpy as np

from zeroshot.errors import Problem, SceneFileError
from zeroshot.framing.cast.holding import Holding, is_settled
from zeroshot.framing.cast.pointers import pointer_of
from zeroshot.framing.cast.postures import own_pose_of, posture_of
from zeroshot.framing.cast.who import check_names, person_of
from zeroshot.framing.identity import KeptByIdentity
from zeroshot.framing.places.points import PointFinder
from zeroshot.people.figure import Figure, Person, Posture, ReachGoal, build_figure
from zeroshot.people.proportions import BodyError
from zeroshot.people.skeleton import INDEX, PARENT
from zeroshot.scene.document import Actor
from zeroshot.scene.resolve import ResolvedShot, placement_of
from zeroshot.scene.values import split_reference
from zeroshot.spatial import Array, Placement, angle_between_directions, unit

GAZE_ROUNDS = 8
"""Eyes sit 0.1 m before where the head turns, so at half a metre each round leaves a fifth of the error.

Where the trunk turns, too, eyes swing by more than that: such a gaze is met part of the way at a time."""

GAZE_SETTLED_RAD = 0.005
"""A quarter of a degree: nobody sees a smaller miss of the eyes."""

HOLD_ROUNDS = 6
"""Whoever reaches for somebody who reaches, too, comes within a millimetre in two or three."""

STEPS_PER_BONE = 8
"""A forearm is tried every 3 cm: closer than anyone frames it."""

_SHARES = (0.2, 1.5)
"""How much of what a gaze lacks is added at a time: the least and the most."""

Triple = tuple[float, float, float]
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class StagedActor:
    """Someone posed where they are; ``point_in_world = placement.apply(point_in_actor)``."""

    actor: Actor
    placement: Placement
    figure: Figure

    @property
    def name(self) -> str:
        """Return the name, or the id of someone without one."""
        return self.actor.name or self.actor.id

    @cached_property
    def eyes_in_world(self) -> Array:
        """Return the point (3,) midway between the eyes."""
        return self.placement.apply(self.figure.eyes_in_actor)

    @property
    def actor_from_head(self) -> Array:
        """Return the head's attitude (3, 3): its columns are the face's forward, right and down."""
        return np.asarray(self.figure.attitudes_in_actor[INDEX["head"]])

    @cached_property
    def body_points_in_world(self) -> Array:
        """Return points (n, 3) along every bone, and every landmark: the body as far as framing needs it."""
        joints = self.figure.joints_in_actor
        ends = np.stack([[joints[name], joints[parent]] for name, parent in PARENT.items() if parent])
        shares = np.linspace(0.0, 1.0, STEPS_PER_BONE + 1)[:, None, None]
        along = (1.0 - shares) * ends[:, 0] + shares * ends[:, 1]
        landmarks = np.stack([*self.figure.landmarks_in_actor.values(), self.figure.eyes_in_actor])
        return self.placement.apply(np.concatenate([along.reshape(-1, 3), landmarks]))

    @cached_property
    def points_in_world(self) -> dict[str, Array]:
        """Return every joint and landmark by name, (3,) each."""
        figure = self.figure
        points = {**figure.joints_in_actor, **figure.landmarks_in_actor}
        carried = self.placement.apply(np.stack(list(points.values())))
        return dict(zip(points, carried, strict=True))


@dataclass(frozen=True)
class _Wish:
    """What a figure is built from: hashable, so that the same person in the same pose is built once."""

    person: Person
    posture: Posture
    gaze_in_actor: Triple | None = None
    goals: tuple[ReachGoal, ...] = ()


_casts = KeptByIdentity[tuple[StagedActor, ...]](32)


def pose_actors(resolved: ResolvedShot, finder: PointFinder) -> tuple[StagedActor, ...]:
    """Pose every actor of a shot; the very same ones again where nothing that they depend on has changed.

    Raises SceneFileError for a pose, joint or point that does not exist, and for hands in a ring.
    """
    return _casts.get(_depends_on(resolved, finder), lambda: _pose_actors(resolved, finder))


def pose_as_told(
    figures: Mapping[str, Figure], resolved: ResolvedShot, finder: PointFinder
) -> tuple[StagedActor, ...]:
    """Take figures, by actor's id, that another process has posed for this very shot; they are kept as ours.

    Raises KeyError where somebody's is missing.
    """

    def told() -> tuple[StagedActor, ...]:
        return tuple(StagedActor(actor, placement_of(actor), figures[actor.id]) for actor in resolved.actors)

    return _casts.get(_depends_on(resolved, finder), told)


def pose_alone(resolved: ResolvedShot, finder: PointFinder, actor: Actor) -> Figure:
    """Pose one actor as their pose alone has them: without anchors, looking ahead.

    Raises SceneFileError for a pose or joint that does not exist.
    """
    person = _person(resolved, actor, finder)
    posture = _asked(resolved, actor, lambda one: posture_of(one.pose, beside=finder.beside))
    return _asked(resolved, actor, lambda _: _figure(_Wish(person, posture)))


def _depends_on(resolved: ResolvedShot, finder: PointFinder) -> tuple[object, ...]:
    looked_at = [
        resolved.item(split_reference(actor.gaze.at)[0])
        for actor in resolved.actors
        if actor.gaze is not None
    ]
    own_poses = [
        _asked(resolved, actor, lambda one: own_pose_of(one.pose, finder.beside)) for actor in resolved.actors
    ]
    poses = [pose for pose in own_poses if pose is not None]
    people = [_person(resolved, actor, finder) for actor in resolved.actors]
    rigs = [person.figure for person in people if person.figure is not None]
    return (*resolved.actors, *finder.models.values(), *looked_at, *poses, *rigs)


def _person(resolved: ResolvedShot, actor: Actor, finder: PointFinder) -> Person:
    pointer = pointer_of(resolved, actor.id, "").rstrip("/")
    return person_of(actor, beside=finder.beside, pointer=pointer)


def _pose_actors(resolved: ResolvedShot, finder: PointFinder) -> tuple[StagedActor, ...]:
    cast = _Cast(resolved, finder)
    figures = cast.figures_of_wishes()
    for _ in range(GAZE_ROUNDS):
        if not cast.look(figures):
            break
        figures = cast.figures_of_wishes()
    if any(actor.anchors for actor in resolved.actors):
        # Last, for it costs most. It moves the eyes a little, and whoever is held moves those who hold.
        holding = Holding(resolved, finder, cast.placements, figures)
        for step in range(HOLD_ROUNDS):
            goals = holding.goals(figures, is_held=step > 0)
            has_news = [cast.hold(goals), cast.look(figures)]
            if not any(has_news):
                break
            figures = cast.figures_of_wishes()
    return tuple(
        StagedActor(actor, cast.placements[actor.id], figures[actor.id]) for actor in resolved.actors
    )


class _Cast:
    """The wishes of all actors of one shot while they are being posed."""

    def __init__(self, resolved: ResolvedShot, finder: PointFinder) -> None:
        self.resolved = resolved
        self.finder = finder
        self.placements = {actor.id: placement_of(actor) for actor in resolved.actors}
        who = {
            actor.id: (_person(resolved, actor, finder), self._posture(actor)) for actor in resolved.actors
        }
        check_names(resolved, who)
        self.wishes = {actor_id: _Wish(*own) for actor_id, own in who.items()}
        self._lacked: dict[str, tuple[Array, float]] = {}

    def figures_of_wishes(self) -> dict[str, Figure]:
        return {actor.id: self._build(actor) for actor in self.resolved.actors}

    def look(self, figures: Mapping[str, Figure]) -> bool:
        """Turn gazes to where their targets now are; tell whether any was off by what shows."""
        has_news = False
        for actor in self.resolved.actors:
            direction = self._direction(actor, figures)
            if direction is None:
                continue
            asked = self.wishes[actor.id].gaze_in_actor
            if asked is None or angle_between_directions(direction, asked) > GAZE_SETTLED_RAD:
                if asked is not None:
                    direction = self._nearer(actor.id, np.array(asked), direction)
                wish = replace(self.wishes[actor.id], gaze_in_actor=_triple(direction))
                self.wishes[actor.id], has_news = wish, True
        return has_news

    def _nearer(self, actor_id: str, asked: Array, direction: Array) -> Array:
        """Return what to ask of a gaze next, by how the last step changed what it lacks (Aitken 1926)."""
        lack, share = direction - asked, 1.0
        if actor_id in self._lacked:
            before, share = self._lacked[actor_id]
            change = lack - before
            share = -share * float(before @ change) / max(float(change @ change), 1e-12)
            share = float(np.clip(share, *_SHARES))
        self._lacked[actor_id] = lack, share
        return unit(asked + share * lack)

    def hold(self, goals: Mapping[str, tuple[ReachGoal, ...]]) -> bool:
        """Bring hands and feet to what they are anchored to; tell whether any of that has moved."""
        has_news = False
        for actor_id, own in goals.items():
            if not is_settled(self.wishes[actor_id].goals, own):
                self.wishes[actor_id] = replace(self.wishes[actor_id], goals=own)
                self._lacked.pop(actor_id, None)
                has_news = True
        return has_news

    def _direction(self, actor: Actor, figures: Mapping[str, Figure]) -> Array | None:
        if actor.gaze is None:
            return None
        pointer = pointer_of(self.resolved, actor.id, "gaze") + "/at"
        target = self.finder.find(actor.gaze.at, figures, pointer=pointer).position_in_world
        offset = self.placements[actor.id].apply_inverse(target) - figures[actor.id].eyes_in_actor
        # Someone whose eyes are exactly at what they look at goes on looking ahead.
        return unit(offset) if np.linalg.norm(offset) > 1e-6 else None

    def _posture(self, actor: Actor) -> Posture:
        return _asked(self.resolved, actor, lambda one: posture_of(one.pose, beside=self.finder.beside))

    def _build(self, actor: Actor) -> Figure:
        return _asked(self.resolved, actor, lambda one: _figure(self.wishes[one.id]))


def _asked(resolved: ResolvedShot, actor: Actor, ask: Callable[[Actor], Answer]) -> Answer:
    """Ask something of an actor's pose; what is wrong with it is told with its place in the scene file."""
    try:
        return ask(actor)
    except BodyError as error:
        raise SceneFileError([Problem(pointer_of(resolved, actor.id, "pose"), str(error))]) from error


@lru_cache(maxsize=256)
def _figure(wish: _Wish) -> Figure:
    return build_figure(wish.person, wish.posture, gaze_in_actor=wish.gaze_in_actor, goals=wish.goals)


def _triple(vector: Array) -> Triple:
    x, y, z = (float(value) for value in vector)
    return x, y, z

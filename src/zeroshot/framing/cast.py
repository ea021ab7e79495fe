"""The people of a shot, posed: looking at what they look at, holding on to what they hold.

Who looks at whom goes round in circles (A at B's eyes, B at A's; turning a head moves its eyes), so poses are
found in a fixed small number of rounds, each from the last one's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TypeVar

import numpy as np

from zeroshot.errors import Problem, SceneFileError
from zeroshot.framing.identity import KeptByIdentity
from zeroshot.framing.points import NamedPoint, PointFinder
from zeroshot.framing.postures import own_pose_of, posture_of
from zeroshot.people.clothes import USUAL_CLOTHES
from zeroshot.people.figure import Figure, Person, Posture, ReachGoal, build_figure
from zeroshot.people.person import find_person_problems
from zeroshot.people.posture import find_posture_problems
from zeroshot.people.proportions import BodyError
from zeroshot.people.skeleton import INDEX, PARENT
from zeroshot.scene.document import Actor, Operator
from zeroshot.scene.resolve import ResolvedShot, placement_of
from zeroshot.scene.values import split_reference
from zeroshot.spatial import Array, Placement, angle_between_directions, inverse, rotate, unit

GAZE_ROUNDS = 4
"""Eyes sit 0.1 m before where the head turns, so at half a metre each round leaves a fifth of the error."""

GAZE_SETTLED_RAD = 0.005
"""A quarter of a degree: nobody sees a smaller miss of the eyes."""

STEPS_PER_BONE = 8
"""A forearm is tried every 3 cm: closer than anyone frames it."""

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
    goals: tuple[tuple[str, Triple, Triple | None, Triple | None], ...] = ()


_casts = KeptByIdentity[tuple[StagedActor, ...]](32)


def pose_actors(resolved: ResolvedShot, finder: PointFinder) -> tuple[StagedActor, ...]:
    """Pose every actor of a shot; the very same ones again where nothing that they depend on has changed.

    Raises SceneFileError for a pose, joint or point that does not exist.
    """
    looked_at = [
        resolved.item(split_reference(actor.gaze.at)[0])
        for actor in resolved.actors
        if actor.gaze is not None
    ]
    own_poses = [
        _asked(resolved, actor, lambda one: own_pose_of(one.pose, finder.beside)) for actor in resolved.actors
    ]
    poses = [pose for pose in own_poses if pose is not None]
    depends_on = (*resolved.actors, *finder.models.values(), *looked_at, *poses)
    return _casts.get(depends_on, lambda: _pose_actors(resolved, finder))


def _pose_actors(resolved: ResolvedShot, finder: PointFinder) -> tuple[StagedActor, ...]:
    cast = _Cast(resolved, finder)
    figures = cast.figures_of_wishes()
    for _ in range(GAZE_ROUNDS):
        directions = cast.directions(figures)
        if cast.is_settled(directions):
            break
        figures = cast.look(directions)
    if any(actor.anchors for actor in resolved.actors):
        # Last, for it costs most; it moves the eyes a little, so look once more if they are off.
        figures = cast.hold(figures)
        directions = cast.directions(figures)
        if not cast.is_settled(directions):
            figures = cast.look(directions)
    return tuple(
        StagedActor(actor, cast.placements[actor.id], figures[actor.id]) for actor in resolved.actors
    )


class _Cast:
    """The wishes of all actors of one shot while they are being posed."""

    def __init__(self, resolved: ResolvedShot, finder: PointFinder) -> None:
        self.resolved = resolved
        self.finder = finder
        self.placements = {actor.id: placement_of(actor) for actor in resolved.actors}
        self.wishes = {actor.id: _Wish(person_of(actor), self._posture(actor)) for actor in resolved.actors}
        _check_names(resolved, self.wishes)

    def figures_of_wishes(self) -> dict[str, Figure]:
        return {actor.id: self._build(actor) for actor in self.resolved.actors}

    def directions(self, figures: Mapping[str, Figure]) -> dict[str, Triple]:
        """Return, by actor's id, where the targets of their gazes are, seen from their eyes."""
        found = {}
        for actor in self.resolved.actors:
            direction = self._direction(actor, figures)
            if direction is not None:
                found[actor.id] = _triple(direction)
        return found

    def is_settled(self, directions: Mapping[str, Triple]) -> bool:
        """Tell whether everyone has been asked to look that way."""
        for actor_id, direction in directions.items():
            asked = self.wishes[actor_id].gaze_in_actor
            if asked is None or angle_between_directions(direction, asked) > GAZE_SETTLED_RAD:
                return False
        return True

    def look(self, directions: Mapping[str, Triple]) -> dict[str, Figure]:
        """Turn every gaze to a direction of the actor's frame."""
        for actor_id, direction in directions.items():
            self.wishes[actor_id] = replace(self.wishes[actor_id], gaze_in_actor=direction)
        return self.figures_of_wishes()

    def hold(self, figures: Mapping[str, Figure]) -> dict[str, Figure]:
        """Bring hands and feet to what they are anchored to."""
        for actor in self.resolved.actors:
            goals = tuple(self._goal(actor, index, figures) for index in range(len(actor.anchors)))
            self.wishes[actor.id] = replace(self.wishes[actor.id], goals=goals)
        return self.figures_of_wishes()

    def _direction(self, actor: Actor, figures: Mapping[str, Figure]) -> Array | None:
        if actor.gaze is None:
            return None
        pointer = pointer_of(self.resolved, actor.id, "gaze") + "/at"
        target = self.finder.find(actor.gaze.at, figures, pointer=pointer).position_in_world
        offset = self.placements[actor.id].apply_inverse(target) - figures[actor.id].eyes_in_actor
        # Someone whose eyes are exactly at what they look at goes on looking ahead.
        return unit(offset) if np.linalg.norm(offset) > 1e-6 else None

    def _goal(
        self, actor: Actor, index: int, figures: Mapping[str, Figure]
    ) -> tuple[str, Triple, Triple | None, Triple | None]:
        anchor = actor.anchors[index]
        pointer = f"{pointer_of(self.resolved, actor.id, 'anchors')}/{index}/to"
        point = self.finder.find(anchor.to, figures, pointer=pointer)
        return (anchor.effector, *_in_actor(point, self.placements[actor.id]))

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


def pointer_of(resolved: ResolvedShot, item_id: str, field: str) -> str:
    """Return the JSON pointer to an actor's field as this shot has it: the shot's own where it has one."""
    document, shot = resolved.document, resolved.shot
    if shot is not None and item_id in shot.blocking and field in shot.blocking[item_id].given:
        return f"/shots/{document.shots.index(shot)}/blocking/{item_id}/{field}"
    index = [actor.id for actor in document.actors].index(item_id)
    return f"/actors/{index}/{field}"


def person_of(who: Actor | Operator) -> Person:
    """Return who an actor or operator is; what the scene leaves out is as usual."""
    body = who.body
    return Person(
        sex=body.sex,
        stature_m=body.stature_m,
        color=who.color,
        build=body.build or 0.0,
        skin=body.skin,
        hair=body.hair,
        hair_color=body.hair_color,
        clothes=who.clothes if who.clothes is not None else USUAL_CLOTHES,
        name_tag=who.name_tag or "",
    )


_IN_BODY = frozenset({"build", "skin", "hair", "hair_color"})


def problems_of(person: Person, pointer: str) -> list[Problem]:
    """Say what of a person does not exist; pointer: to the actor or operator in the scene file."""
    return [
        Problem(f"{pointer}/body/{field}" if field in _IN_BODY else f"{pointer}/{field}", sentence)
        for field, sentence in find_person_problems(person)
    ]


def _check_names(resolved: ResolvedShot, wishes: Mapping[str, _Wish]) -> None:
    """Refuse faces, hands, tones and clothes that do not exist. Raises SceneFileError with all of them."""
    problems = []
    for actor_id, wish in wishes.items():
        pointer = pointer_of(resolved, actor_id, "")
        problems += problems_of(wish.person, pointer.rstrip("/"))
        for field, sentence in find_posture_problems(wish.posture):
            problems.append(Problem(f"{pointer_of(resolved, actor_id, 'pose')}/{field}", sentence))
    if problems:
        raise SceneFileError(problems)


@lru_cache(maxsize=64)
def _figure(wish: _Wish) -> Figure:
    return build_figure(
        wish.person,
        wish.posture,
        gaze_in_actor=wish.gaze_in_actor,
        goals=[ReachGoal(*goal) for goal in wish.goals],
    )


def _in_actor(point: NamedPoint, world_from_actor: Placement) -> tuple[Triple, Triple | None, Triple | None]:
    actor_from_world = inverse(world_from_actor.orientation_xyzw)
    directions = [
        None if direction is None else _triple(rotate(actor_from_world, direction))
        for direction in (point.direction_in_world, point.normal_in_world)
    ]
    return _triple(world_from_actor.apply_inverse(point.position_in_world)), directions[0], directions[1]


def _triple(vector: Array) -> Triple:
    x, y, z = (float(value) for value in vector)
    return x, y, z

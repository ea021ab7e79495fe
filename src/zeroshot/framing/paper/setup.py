"""What a crew needs to put a shot up: where the camera is from the rails, who holds what, which lamps burn.

Everything is said in the frame of the module that the camera is in, or in the world's when it is in none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.framing.cast.cast import StagedActor
from zeroshot.framing.paper.directions import direction_words, nearest_word, offset_words
from zeroshot.framing.paper.switches import switch_words
from zeroshot.framing.places.named_places import named_places
from zeroshot.framing.places.points import StagedModel
from zeroshot.framing.staging import StagedShot
from zeroshot.scene.document import Actor, Light
from zeroshot.scene.values import split_reference
from zeroshot.spatial import DOWN, FORWARD, HEAD, RIGHT, Array, Placement, inverse, rotate

RAIL_KINDS = (("handrail",), ("seat-track", "edge", "hatch-rim"))
"""What a distance is taken from: handrails; where a set has none, its next best straight edges."""

RAIL_COUNT = 3
"""Distances from three walls settle where a camera is."""

_EFFECTORS = {
    "left_hand": "left hand",
    "right_hand": "right hand",
    "left_foot": "left foot",
    "right_foot": "right foot",
}


@dataclass(frozen=True)
class RailDistance:
    """How far the lens is from one rail.

    place: as a scene names it, "lab/handrail-08". spoken: for a crew. distance_m: from the entrance pupil to
    the nearest spot of the rail. offset_m: from the middle of the rail to the entrance pupil, along the
    station's forward, starboard and deck.
    """

    place: str
    spoken: str
    distance_m: float
    offset_m: tuple[float, float, float]

    @property
    def offset_words(self) -> str:
        """Say where the lens is, seen from the middle of the rail."""
        return offset_words(self.offset_m)


@dataclass(frozen=True)
class PersonSetup:
    """How one person is put: attitude and grips in words. holds: empty for someone who drifts."""

    id: str
    name: str
    color: str
    head_words: str
    facing_words: str
    holds: tuple[str, ...]
    looks_at: str | None

    @property
    def words(self) -> str:
        """Say it in one line."""
        grip = ", ".join(self.holds) if self.holds else "drifts"
        look = f"; looks at {self.looks_at}" if self.looks_at else ""
        return f"head toward {self.head_words}; faces {self.facing_words}; {grip}{look}"


@dataclass(frozen=True)
class Setup:
    """One set-up in words and metres. module: where the camera is, "lab, Destiny"; None in open space."""

    module: str | None
    lens_words: str
    right_words: str
    rails: tuple[RailDistance, ...]
    people: tuple[PersonSetup, ...]
    lights: tuple[str, ...]

    @property
    def attitude_words(self) -> str:
        """Say how the camera is turned."""
        return f"lens toward {self.lens_words}; picture's right toward {self.right_words}"


def read_setup(staged: StagedShot) -> Setup:
    """Say how a staged shot is put up."""
    return _Reader(staged).read()


class _Reader:
    """One staged shot while it is put into words."""

    def __init__(self, staged: StagedShot) -> None:
        self.staged = staged
        module = staged.station_module
        self.station = Placement() if module is None else module.placement

    def read(self) -> Setup:
        staged, module = self.staged, self.staged.station_module
        camera = staged.camera_placement.orientation_xyzw
        return Setup(
            module=None if module is None else f"{module.item.id}, {module.model.title}",
            lens_words=self.way(rotate(camera, FORWARD)),
            right_words=self.way(rotate(camera, RIGHT)),
            rails=nearest_rails(staged),
            people=tuple(self._person(actor) for actor in staged.actors),
            lights=tuple(self._lights()),
        )

    @cached_property
    def station_from_world(self) -> Array:
        return inverse(self.station.orientation_xyzw)

    def way(self, direction_in_world: Array) -> str:
        return direction_words(rotate(self.station_from_world, direction_in_world))

    def _person(self, staged: StagedActor) -> PersonSetup:
        actor, turn = staged.actor, staged.placement.orientation_xyzw
        return PersonSetup(
            id=actor.id,
            name=staged.name,
            color=actor.color,
            head_words=self.way(rotate(turn, HEAD)),
            facing_words=self.way(rotate(turn, FORWARD)),
            holds=tuple(f"{_EFFECTORS[each.effector]} on {self.spoken(each.to)}" for each in actor.anchors),
            looks_at=None if actor.gaze is None else self._looked_at(actor.gaze.at),
        )

    def _looked_at(self, reference: str) -> str:
        owner_id, point = split_reference(reference)
        if owner_id == self.staged.camera.id:
            return "the lens"
        if point is None or point == "eyes":
            return self._name_of(owner_id)
        return self.spoken(reference)

    def spoken(self, reference: str) -> str:
        """Say a place: "handrail-08, starboard wall"; with its owner where it could be another's."""
        owner_id, point = split_reference(reference)
        for model in self.staged.modules:
            if model.item.id == owner_id and point in model.model.facts.points:
                return _spoken_place(model, point, self.station, is_here=model is self.staged.station_module)
        owner = self._name_of(owner_id)
        return owner if point is None else f"{owner}, {point}"

    def _name_of(self, item_id: str) -> str:
        item = self.staged.resolved.item(item_id)
        name = getattr(item, "name", "") or item.id
        return name if isinstance(item, Actor) else f"the {name}"

    def _lights(self) -> Iterator[str]:
        here = self.staged.station_module
        said = {model.item.id: words for model in self.staged.modules if (words := switch_words(model))}
        as_ever = [owner for owner, words in said.items() if words == "all on"]
        others = [owner for owner in as_ever if here is None or owner != here.item.id]
        # A station has many modules: those that are as ever share a line.
        together = others if len(others) > 1 else []
        yield from (f"{owner}: {words}" for owner, words in said.items() if owner not in together)
        if together:
            yield f"every {'other ' if len(together) < len(said) else ''}module: all on"
        for light in self.staged.resolved.lights:
            yield self._film_light(light)

    def _film_light(self, light: Light) -> str:
        size = f"{light.width_m * 100:.0f} × {light.height_m * 100:.0f} cm"
        placement = Placement.from_arrays(light.position_m, light.orientation_xyzw)
        rails = nearest_rails(self.staged, placement.position_m, count=1)
        where = f", {offset_words(rails[0].offset_m)} of the middle of {rails[0].spoken}" if rails else ""
        shines = self.way(rotate(placement.orientation_xyzw, FORWARD))
        name = light.name or light.id
        return f"{name}: {size}, {light.lumens:g} lm, {light.kelvin:g} K, shines {shines}{where}"


def nearest_rails(
    staged: StagedShot, point_in_world: ArrayLike | None = None, *, count: int = RAIL_COUNT
) -> tuple[RailDistance, ...]:
    """Find the rails nearest to the lens, or to a point (3,), each on another wall; the nearest first."""
    point = staged.camera_placement.position_m if point_in_world is None else point_in_world
    module = staged.station_module
    station = Placement() if module is None else module.placement
    for kinds in RAIL_KINDS:
        found = sorted(_rails(staged, np.asarray(point), station, kinds), key=lambda each: each[1].distance_m)
        if found:
            first_of_wall = dict(reversed(found))
            return tuple(sorted(first_of_wall.values(), key=lambda rail: rail.distance_m)[:count])
    return ()


def _rails(
    staged: StagedShot, point_in_world: Array, station: Placement, kinds: tuple[str, ...]
) -> Iterator[tuple[str, RailDistance]]:
    """List every rail with the wall that it is on."""
    for model in staged.modules:
        places = named_places(model, kinds)
        if not places.names:
            continue
        point = model.placement.apply_inverse(point_in_world)
        offsets = rotate(model.placement.orientation_xyzw, point - places.positions)
        offsets = rotate(inverse(station.orientation_xyzw), offsets)
        for name, distance, offset in zip(places.names, places.distances_m(point), offsets, strict=True):
            spoken = _spoken_place(model, name, station, is_here=model is staged.station_module)
            x, y, z = (float(value) for value in offset)
            rail = RailDistance(f"{model.item.id}/{name}", spoken, float(distance), (x, y, z))
            yield f"{model.item.id} {_wall_of(model, name, station)}", rail


def _spoken_place(model: StagedModel, name: str, station: Placement, *, is_here: bool) -> str:
    point = model.model.facts.points[name]
    said = f"rack {point.label}" if point.kind == "rack" and point.label else name
    wall = _wall_of(model, name, station)
    owner = "" if is_here else f" of {model.item.id}"
    return f"{said}{owner}, {wall} wall" if wall else f"{said}{owner}"


def _wall_of(model: StagedModel, name: str, station: Placement) -> str:
    """Name the wall that a point of a module is on: the one that its normal points away from."""
    normal = model.point(name).normal_in_world
    if normal is None:
        return ""
    return nearest_word(-rotate(inverse(station.orientation_xyzw), normal))


def head_and_feet(staged: StagedActor) -> Array:
    """Return in the world where someone's feet end and their crown is, (2, 3), along their head direction."""
    joints = staged.figure.joints_in_actor
    along = np.stack(list(joints.values())) @ DOWN
    middle = np.zeros(3)
    ends = [middle + DOWN * float(along.max()), middle + DOWN * float(along.min())]
    return staged.placement.apply(np.stack(ends))

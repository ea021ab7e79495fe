"""Named points of a shot in the world: handrails of modules, eyes and joints of actors, props, lenses."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.errors import Problem, SceneFileError, did_you_mean
from zeroshot.library.facts import NamedPoint as NamedFact
from zeroshot.library.meshes import model_from_file_matrix
from zeroshot.library.models import Model
from zeroshot.mesh import Mesh
from zeroshot.people.contacts import ContactPoint
from zeroshot.people.holds import Hold
from zeroshot.scene.document import Actor, Module, Prop
from zeroshot.scene.resolve import ResolvedShot, placement_of
from zeroshot.scene.values import split_reference
from zeroshot.spatial import Array, Placement, rotate

EYES = "eyes"

HOLDS: Mapping[str, Hold] = {
    "handrail": "bar", "handle": "bar", "hatch-rim": "bar", "edge": "bar", "strap": "bar", "clamp": "bar",
    "mount": "bar", "foot-loop": "loop", "wall": "surface", "rack": "surface", "surface": "surface",
    "window": "surface", "screen": "surface", "hatch": "surface", "luminaire": "surface",
    "seat-track": "surface",
}  # fmt: skip
"""How a kind of named point is held; of any other kind its direction and normal decide."""


@dataclass(frozen=True, eq=False)
class NamedPoint:
    """A point in the world (3,), and where it has them the direction along it and the normal off its wall.

    size_m: how far a bar or surface goes along the direction and across it, the point being its middle.
    hold: how a hand or foot holds it; None where direction and normal decide.
    """

    position_in_world: Array
    direction_in_world: Array | None = None
    normal_in_world: Array | None = None
    size_m: tuple[float, float] = (0.0, 0.0)
    hold: Hold | None = None


@dataclass(frozen=True)
class StagedModel:
    """A module or prop where it stands: ``point_in_world = placement.apply(scale * point_in_model)``.

    Where the item names axes of its own, its mesh is turned against its facts; points and bounds follow.
    """

    item: Module | Prop
    model: Model
    placement: Placement
    scale: float

    @cached_property
    def model_from_facts(self) -> Array:
        """Return the turn (3, 3) from the frame of the facts to that of the mesh as it is drawn."""
        if self.item.axes is None:
            return np.eye(3)
        facts_from_file = model_from_file_matrix(self.model.facts.axes)
        return np.asarray(model_from_file_matrix(self.item.axes) @ facts_from_file.T)

    def load_mesh(self, *, is_light: bool = False, is_bare: bool = False) -> Mesh:
        """Load the mesh as the scene wants it: scale, axes and options. Raises AssetError."""
        return self.model.load(
            scale=self.scale,
            axes=self.item.axes,
            options=self.item.options or {},
            is_light=is_light,
            is_bare=is_bare,
        )

    def point(self, name: str) -> NamedPoint:
        """Return a named point of the model's facts in the world. Raises KeyError when it has none."""
        point = self.model.facts.points[name]
        position = self.model_from_facts @ np.asarray(point.position_m)
        return NamedPoint(
            self.placement.apply(self.scale * position),
            self._direction_in_world(point.direction),
            self._direction_in_world(point.normal),
            self._size_m(point),
            HOLDS.get(point.kind),
        )

    def _size_m(self, point: NamedFact) -> tuple[float, float]:
        """Return how far a bar or surface of the facts goes; a loop takes a foot in its middle only."""
        if point.kind == "foot-loop":
            return 0.0, 0.0
        along, across = point.size_m or (point.length_m or 0.0, 0.0)
        return self.scale * along, self.scale * across

    def depth_inside_m(self, point_in_world: ArrayLike) -> float:
        """Return how far a point (3,) lies inside the model's bounds, metres; negative outside."""
        lowest, highest = self.bounds_in_model
        point = self.placement.apply_inverse(point_in_world)
        return float(np.min([point - lowest, highest - point]))

    def distance_outside_m(self, point_in_world: ArrayLike) -> float:
        """Return how far a point (3,) lies outside the model's bounds, metres; 0 inside."""
        lowest, highest = self.bounds_in_model
        point = self.placement.apply_inverse(point_in_world)
        return float(np.linalg.norm(np.maximum(np.maximum(lowest - point, point - highest), 0.0)))

    @cached_property
    def bounds_in_model(self) -> Array:
        """Return the lowest and highest corner (2, 3), metres, scaled; from the mesh where no facts tell.

        Raises AssetError when that mesh cannot be used.
        """
        bounds = self.model.facts.bounds_m
        if bounds is None:
            return self.load_mesh(is_bare=True).bounds_m
        corners = np.asarray(bounds) @ self.model_from_facts.T * self.scale
        return np.sort(corners, axis=0)

    def _direction_in_world(self, direction_in_facts: tuple[float, float, float] | None) -> Array | None:
        if direction_in_facts is None:
            return None
        return rotate(self.placement.orientation_xyzw, self.model_from_facts @ np.asarray(direction_in_facts))


class Body(Protocol):
    """What of a posed person has named points."""

    @property
    def eyes_in_actor(self) -> Array: ...
    @property
    def joints_in_actor(self) -> Mapping[str, Array]: ...
    @property
    def landmarks_in_actor(self) -> Mapping[str, Array]: ...
    @property
    def contacts_in_actor(self) -> Mapping[str, ContactPoint]: ...


@dataclass(frozen=True)
class PointFinder:
    """Finds what a reference such as "lab/handrail-12", "cosmonaut/eyes" or "laptop" means in one shot.

    beside: the folder of the scene file, for what is found beside it.
    """

    resolved: ResolvedShot
    models: Mapping[str, StagedModel]
    beside: Path | None = None

    def find(self, reference: str, bodies: Mapping[str, Body], *, pointer: str) -> NamedPoint:
        """Find a point in the world.

        bodies: the posed actors by id. pointer: where in the scene file the reference stands.
        An id alone means an actor's eyes, a camera's lens, or the origin of anything else.
        Raises SceneFileError when the owner has no such point.
        """
        owner_id, name = split_reference(reference)
        if owner_id in self.models:
            return self._point_of_model(self.models[owner_id], name, pointer)
        item = self.resolved.item(owner_id)
        if isinstance(item, Actor):
            return self._point_of_actor(item, bodies[owner_id], name or EYES, pointer)
        if name is not None:
            raise _no_point(owner_id, name, (), pointer)
        return NamedPoint(np.asarray(item.position_m, dtype=np.float64))

    def _point_of_model(self, staged: StagedModel, name: str | None, pointer: str) -> NamedPoint:
        if name is None:
            return NamedPoint(np.asarray(staged.placement.position_m))
        if name not in staged.model.facts.points:
            raise _no_point(staged.item.id, name, staged.model.facts.points, pointer)
        return staged.point(name)

    def _point_of_actor(self, actor: Actor, body: Body, name: str, pointer: str) -> NamedPoint:
        placement = placement_of(actor)
        if name in body.contacts_in_actor:
            contact = body.contacts_in_actor[name]
            normal = rotate(placement.orientation_xyzw, contact.normal)
            return NamedPoint(placement.apply(contact.position), normal_in_world=normal)
        known = {**body.joints_in_actor, **body.landmarks_in_actor, EYES: body.eyes_in_actor}
        if name not in known:
            raise _no_point(actor.id, name, {**known, **body.contacts_in_actor}, pointer)
        return NamedPoint(placement.apply(known[name]))


def _no_point(owner_id: str, name: str, known: Collection[str], pointer: str) -> SceneFileError:
    said = f'"{owner_id}" has no point "{name}"{did_you_mean(name, known)}'
    if not known:
        said = f'"{owner_id}" has no points: name it alone, without "/{name}"'
    return SceneFileError([Problem(pointer, said)])

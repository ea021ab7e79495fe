"""What stands where in one shot: the scene with that shot's blocking merged in.

Knows names of models and points only; whether they exist is the library's to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from zeroshot.errors import SceneFileError
from zeroshot.scene.document import (
    Actor,
    AnyItem,
    Blocking,
    Camera,
    Document,
    Effector,
    Item,
    Light,
    Module,
    Prop,
    Shot,
    unknown_id,
)  # fmt: skip
from zeroshot.scene.values import FrozenDict, split_reference
from zeroshot.spatial import Placement

Blocked = TypeVar("Blocked", bound=Item)


@dataclass(frozen=True)
class ResolvedAnchor:
    """A hand or foot held to a named point of a module, a prop or another actor."""

    actor_id: str
    effector: Effector
    owner_kind: str
    owner_id: str
    point: str


@dataclass(frozen=True)
class ResolvedShot:
    """A shot with everything where it stands in it; all placements are in the world.

    shot: None, and shot_id the camera's, where the scene has no shots. What the shot does not change is the
    very object of the document, so identity tells what moved.
    """

    document: Document
    shot: Shot | None
    shot_id: str
    camera: Camera
    modules: tuple[Module, ...]
    actors: tuple[Actor, ...]
    props: tuple[Prop, ...]
    lights: tuple[Light, ...]
    anchors: tuple[ResolvedAnchor, ...]

    def item(self, item_id: str) -> AnyItem:
        """Return a module, actor, prop, light, or this shot's camera as it stands in this shot.

        Another camera of the scene is returned as the scene has it. Raises SceneFileError for an unknown id.
        """
        for group in (self.modules, self.actors, self.props, self.lights, (self.camera,)):
            for item in group:
                if item.id == item_id:
                    return item
        return self.document.item(item_id)


def placement_of(item: Item) -> Placement:
    """Return ``world_from_item``, its quaternion scaled to unit length."""
    return Placement.from_arrays(item.position_m, item.orientation_xyzw)


def shots_of(document: Document) -> tuple[str, ...]:
    """Return the ids to render: of every shot, or of every camera where the scene has no shots."""
    return tuple(item.id for item in document.shots or document.cameras)


def resolve(document: Document, shot_id: str | None = None) -> ResolvedShot:
    """Return what stands where in a shot; None for the first one.

    Where the scene has no shots, ``shot_id`` names a camera. Raises SceneFileError for an id of no shot,
    and for a scene without a camera.
    """
    known = shots_of(document)
    if not known:
        raise SceneFileError("the scene has no camera to look through: add one")
    chosen = known[0] if shot_id is None else shot_id
    if chosen not in known:
        kind = "shot" if document.shots else "camera"
        raise unknown_id(kind, chosen, known)
    shot = document.shot(chosen) if document.shots else None
    blocking = shot.blocking if shot else FrozenDict[str, Blocking]()
    props, modules = _all_blocked(document.props, blocking), _all_blocked(document.set.modules, blocking)
    everybody = _all_blocked(document.actors, blocking)
    gone = {item.id for group in (everybody, props, modules) for item in group if item.hidden}
    actors = tuple(_without(actor, gone) for actor in _shown(everybody))
    return ResolvedShot(
        document=document,
        shot=shot,
        shot_id=chosen,
        camera=blocked(document.camera(shot.camera if shot else chosen), blocking),
        modules=_shown(modules),
        actors=actors,
        props=_shown(props),
        lights=_shown(_all_blocked(document.lights, blocking)),
        anchors=_anchors(document, actors),
    )


def blocked(item: Blocked, blocking: FrozenDict[str, Blocking]) -> Blocked:
    """Return an item as a shot has it: the very same one where the shot changes nothing."""
    change = blocking.get(item.id)
    if change is None or not change.given:
        return item
    overrides = change.overrides
    if isinstance(item, Camera) and change.lens is not None:
        overrides["lens"] = item.lens.model_copy(update=change.lens.overrides)
    return type(item).model_copy(item, update=overrides)


def _all_blocked(items: tuple[Blocked, ...], blocking: FrozenDict[str, Blocking]) -> tuple[Blocked, ...]:
    return tuple(blocked(item, blocking) for item in items)


def _shown(items: tuple[Blocked, ...]) -> tuple[Blocked, ...]:
    if any(item.hidden for item in items):
        return tuple(item for item in items if not item.hidden)
    return items


def _without(actor: Actor, gone: set[str]) -> Actor:
    """Return someone who neither looks at nor holds on to what is not there."""
    changes: dict[str, object] = {}
    if actor.gaze is not None and split_reference(actor.gaze.at)[0] in gone:
        changes["gaze"] = None
    held = tuple(anchor for anchor in actor.anchors if split_reference(anchor.to)[0] not in gone)
    if len(held) < len(actor.anchors):
        changes["anchors"] = held
    return actor.model_copy(update=changes) if changes else actor


def _anchors(document: Document, actors: tuple[Actor, ...]) -> tuple[ResolvedAnchor, ...]:
    found = []
    for actor in actors:
        for anchor in actor.anchors:
            owner_id, point = split_reference(anchor.to)
            assert point is not None  # the document takes no anchor without one
            kind = document.kind_of(owner_id)
            found.append(ResolvedAnchor(actor.id, anchor.effector, kind, owner_id, point))
    return tuple(found)

"""The changes a director can make, as small named objects: ``edit.apply(document)`` returns a new document.

Nothing is undone by code: whoever wants to go back keeps the document from before. The document that comes
back is validated and shares every object that did not change; an edit that changes nothing returns the very
document it was given. Values in ``changes`` are checked when the edit is applied, so what someone typed may
go in as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from zeroshot.errors import EditError
from zeroshot.scene.content import plain_data
from zeroshot.scene.document import (
    Actor,
    Anchor,
    Camera,
    Document,
    Light,
    Module,
    Operator,
    PoseChoice,
    Prop,
    Sensor,
    Shot,
)
from zeroshot.scene.redirection import redirected
from zeroshot.scene.revision import Composite, Edit, check_names, group_of, revised, with_group, with_item
from zeroshot.scene.values import FrozenDict

__all__ = [
    "AddActor", "AddCamera", "AddLight", "AddModule", "AddProp", "AddShot", "Composite", "Edit", "MoveItem",
    "RemoveItem", "RenameItem", "SetAnchors", "SetAspect", "SetGaze", "SetItem", "SetLens", "SetLight",
    "SetNotes", "SetPose", "SetSensor", "SetTitle", "SetTolerance",
]  # fmt: skip

Added = TypeVar("Added", Module, Actor, Camera, Prop, Light, Shot)


@dataclass(frozen=True)
class SetTitle(Edit):
    """Give the scene another title."""

    title: str
    verb = "Change title"

    def _revise(self, document: Document) -> Document:
        return revised(document, title=self.title)


@dataclass(frozen=True)
class SetNotes(Edit):
    """Change the scene's notes."""

    notes: str
    verb = "Change notes"

    def _revise(self, document: Document) -> Document:
        return revised(document, notes=self.notes)


@dataclass(frozen=True)
class SetTolerance(Edit):
    """Change how far apart two head directions may be and still count as one plane."""

    plane_tolerance_deg: float
    verb = "Change plane tolerance"

    def _revise(self, document: Document) -> Document:
        return revised(document, plane_tolerance_deg=self.plane_tolerance_deg)


@dataclass(frozen=True)
class _Add(Edit, Generic[Added]):
    """Put something into the scene, behind what is there of its kind."""

    item: Added

    def _revise(self, document: Document) -> Document:
        model = type(self.item)
        kind: str = model.__name__.lower()
        fresh = model.model_validate(plain_data(self.item))
        return with_group(document, kind, (*group_of(document, kind), fresh))


class AddModule(_Add[Module]):
    """Add a piece of the set."""

    verb = "Add module"


class AddActor(_Add[Actor]):
    """Add someone."""

    verb = "Add actor"


class AddCamera(_Add[Camera]):
    """Add a camera."""

    verb = "Add camera"


class AddProp(_Add[Prop]):
    """Add a thing."""

    verb = "Add prop"


class AddLight(_Add[Light]):
    """Add a lamp."""

    verb = "Add light"


class AddShot(_Add[Shot]):
    """Add a shot behind the others."""

    verb = "Add shot"


@dataclass(frozen=True)
class RemoveItem(Edit):
    """Take a module, actor, camera, prop or light out of the scene.

    Whoever looked at it looks nowhere, what held to it lets go, and no shot moves it any more. A camera that
    shots look through is refused: the director must say what becomes of them.
    """

    item_id: str
    verb = "Remove"

    def _revise(self, document: Document) -> Document:
        item = document.item(self.item_id)
        shots = [f'"{shot.id}"' for shot in document.shots if shot.camera == self.item_id]
        if shots:
            through = f'through the camera "{self.item_id}": choose another camera there first'
            raise EditError(f"{_looking(shots)} {through}")
        kind = document.kind_of(self.item_id)
        rest = redirected(document, self.item_id, None)
        return with_group(rest, kind, (other for other in group_of(rest, kind) if other.id != item.id))


@dataclass(frozen=True)
class RenameItem(Edit):
    """Give a module, actor, camera, prop or light another id, and lead every reference along."""

    item_id: str
    new_id: str
    verb = "Change id"

    def _revise(self, document: Document) -> Document:
        renamed = revised(document.item(self.item_id), id=self.new_id)
        kind = document.kind_of(self.item_id)
        led = redirected(document, self.item_id, renamed.id)
        members = group_of(led, kind)
        fresh = (revised(other, id=renamed.id) if other.id == self.item_id else other for other in members)
        return with_group(led, kind, fresh)


@dataclass(frozen=True)
class MoveItem(Edit):
    """Put an item elsewhere, turn it, or both; None keeps what it has."""

    item_id: str
    position_m: tuple[float, float, float] | None = None
    orientation_xyzw: tuple[float, float, float, float] | None = None
    verb = "Move"

    def _revise(self, document: Document) -> Document:
        changes = {"position_m": self.position_m, "orientation_xyzw": self.orientation_xyzw}
        given = {name: value for name, value in changes.items() if value is not None}
        return with_item(document, self.item_id, **given)


@dataclass(frozen=True)
class _ChangeFields(Edit):
    """Change some fields of an item; the keys are those of the scene file."""

    item_id: str
    changes: Mapping[str, object]
    fields: ClassVar[frozenset[str]]

    def __post_init__(self) -> None:
        object.__setattr__(self, "changes", FrozenDict(self.changes))

    def _revise(self, document: Document) -> Document:
        check_names(self.changes, self.fields)
        return with_item(document, self.item_id, **self.changes)


class SetItem(_ChangeFields):
    """Change what an item is: name, color, body, clothes, name tag, model, scale, axes or own data.

    Also whether it is hidden or locked, and its group.
    """

    verb = "Change"
    fields = frozenset(
        {"name", "color", "body", "clothes", "name_tag", "model", "scale", "axes", "extra"}
        | {"hidden", "locked", "group"}
    )


class SetLight(_ChangeFields):
    """Change what a lamp gives: lumens, kelvin, width_m, height_m, kind."""

    verb = "Change light"
    fields = frozenset({"lumens", "kelvin", "width_m", "height_m", "kind"})

    def _revise(self, document: Document) -> Document:
        document.light(self.item_id)  # refuses what is no light
        return super()._revise(document)


@dataclass(frozen=True)
class SetPose(Edit):
    """Give an actor a pose."""

    actor_id: str
    pose: PoseChoice
    verb = "Change pose"

    def _revise(self, document: Document) -> Document:
        return with_item(document, document.actor(self.actor_id).id, pose=self.pose)


@dataclass(frozen=True)
class SetGaze(Edit):
    """Make an actor look at an id, or an id and a point like "cosmonaut/eyes"; None for nowhere."""

    actor_id: str
    at: str | None
    verb = "Change gaze"

    def _revise(self, document: Document) -> Document:
        gaze = None if self.at is None else {"at": self.at}
        return with_item(document, document.actor(self.actor_id).id, gaze=gaze)


@dataclass(frozen=True)
class SetAnchors(Edit):
    """Hold an actor's hands and feet to these points, and let all others go."""

    actor_id: str
    anchors: tuple[Anchor, ...]
    verb = "Change anchors"

    def _revise(self, document: Document) -> Document:
        return with_item(document, document.actor(self.actor_id).id, anchors=self.anchors)


@dataclass(frozen=True)
class SetLens(Edit):
    """Change some settings of a camera's lens; the keys are those of the scene file."""

    camera_id: str
    changes: Mapping[str, object]
    verb = "Change lens"

    def __post_init__(self) -> None:
        object.__setattr__(self, "changes", FrozenDict(self.changes))

    def _revise(self, document: Document) -> Document:
        lens = document.camera(self.camera_id).lens
        return with_item(document, self.camera_id, lens={**plain_data(lens), **self.changes})


@dataclass(frozen=True)
class SetSensor(Edit):
    """Change the sensor, or the mode it records in."""

    camera_id: str
    sensor: Sensor
    verb = "Change sensor"

    def _revise(self, document: Document) -> Document:
        return with_item(document, document.camera(self.camera_id).id, sensor=self.sensor)


@dataclass(frozen=True)
class SetAspect(Edit):
    """Change the picture's width over height; None shows the whole gate."""

    camera_id: str
    aspect: float | None
    verb = "Change aspect"

    def _revise(self, document: Document) -> Document:
        return with_item(document, document.camera(self.camera_id).id, aspect=self.aspect)


@dataclass(frozen=True)
class SetOperator(Edit):
    """Put someone behind a camera; None sends them away."""

    camera_id: str
    operator: Operator | None
    verb = "Change operator"

    def _revise(self, document: Document) -> Document:
        return with_item(document, document.camera(self.camera_id).id, operator=self.operator)


def _looking(names: list[str]) -> str:
    if len(names) == 1:
        return f"the shot {names[0]} looks"
    return f"the shots {', '.join(names[:-1])} and {names[-1]} look"

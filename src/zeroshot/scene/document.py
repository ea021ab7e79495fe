"""What the director decided: the scene as frozen models, field for field the scene file.

What can stand in a scene is in `zeroshot.scene.things`, and imported from here too; this file puts it
together: shots, what they change, and the document. It knows nothing of files, the library, or pictures.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from zeroshot.errors import SceneFileError, did_you_mean
from zeroshot.scene import values
from zeroshot.scene.references import ITEM_KINDS, find_reference_problems
from zeroshot.scene.things import (
    DEFAULT_SENSOR,
    Actor,
    Anchor,
    Axes,
    Body,
    Camera,
    Effector,
    Exposure,
    Fitting,
    Gaze,
    Item,
    Lens,
    Light,
    Module,
    Operator,
    Orbit,
    PoseChoice,
    Prop,
    SceneModel,
    Sensor,
    StationSet,
)
from zeroshot.scene.values import FrozenDict, refuse

__all__ = [
    "DEFAULT_SENSOR", "FORMAT", "VERSION", "Actor", "Anchor", "AnyItem", "Axes", "Blocking", "Body", "Camera",
    "Document", "Effector", "Exposure", "Fitting", "Gaze", "Item", "Lens", "LensBlocking", "Light", "Module",
    "Operator", "Orbit", "Partial", "PoseChoice", "Prop", "SceneModel", "Sensor", "Shot", "StationSet",
    "unknown_id",
]  # fmt: skip

FORMAT = "zeroshot.scene"
VERSION = 1


class Partial(SceneModel):
    """An object that overrides: only what was given counts, and a given null differs from nothing given."""

    nullable: ClassVar[frozenset[str]] = frozenset()

    @model_validator(mode="after")
    def _refuse_null(self) -> Partial:
        for name in self.given:
            if getattr(self, name) is None and name not in self.nullable:
                raise refuse(f'"{name}" must not be null: leave it out to keep the scene\'s own')
        return self

    @property
    def given(self) -> frozenset[str]:
        """Return the names of the fields that override."""
        return frozenset(self.model_fields_set - {"extra"})

    @property
    def overrides(self) -> dict[str, Any]:
        """Return the fields that override, by name."""
        return {name: getattr(self, name) for name in type(self).model_fields if name in self.given}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Partial) and self.given == other.given and super().__eq__(other)

    def __hash__(self) -> int:
        return hash((self.given, *self.overrides.values(), self.extra))


class LensBlocking(Partial):
    """What differs in the lens in one shot; the rest stays as the camera has it."""

    nullable: ClassVar[frozenset[str]] = frozenset({"circle_of_confusion_mm"})

    focal_length_mm: values.FocalLength | None = None
    squeeze: values.Squeeze | None = None
    f_stop: values.FStop | None = None
    focus_m: values.FocusDistance | None = None
    shift: values.Shift | None = None
    circle_of_confusion_mm: values.CircleOfConfusion | None = None


class Blocking(Partial):
    """What differs for one thing in one shot.

    A lens is merged field by field; pose, anchors, sensor, exposure and a module's lights are replaced whole.
    ``"gaze": null`` takes the gaze away, ``"aspect": null`` shows the whole gate, ``"operator": null`` sends
    the operator away, ``"exposure": null`` is automatic, ``"lights": null`` switches all lamps on,
    ``"anchors": []`` lets go.
    """

    nullable: ClassVar[frozenset[str]] = frozenset({"gaze", "aspect", "operator", "exposure", "lights"})

    position_m: values.Position | None = None
    orientation_xyzw: values.Orientation | None = None
    pose: PoseChoice | None = None
    gaze: Gaze | None = None
    anchors: tuple[Anchor, ...] | None = None
    sensor: Sensor | None = None
    aspect: values.Aspect | None = None
    lens: LensBlocking | None = None
    operator: Operator | None = None
    exposure: Exposure | None = None
    lights: FrozenDict[str, values.LightLevel] | None = None
    scale: values.Scale | None = None
    hidden: bool | None = None
    lumens: values.Lumens | None = None
    kelvin: values.Kelvin | None = None


class Shot(SceneModel):
    """One camera's picture of the scene.

    target_planes: how many planes the director wants, or None. intended_down: whose down the audience is to
    take for down: "station", "camera", or an actor's id; None for whatever it will be.
    """

    id: values.Id
    name: values.Name = ""
    camera: values.Id
    target_planes: values.TargetPlanes | None = None
    intended_down: values.Id | None = None
    duration_s: values.Duration = 4.0
    notes: values.Notes = ""
    blocking: FrozenDict[str, Blocking] = FrozenDict()


AnyItem = Module | Actor | Camera | Prop | Light
Named = TypeVar("Named", Module, Actor, Camera, Prop, Light, Shot)


class Document(SceneModel):
    """A whole scene.

    cue_weights: how much each kind of cue counts when it is asked which way will read as down, in place of
    the usual weights.
    Ids are unique across modules, actors, cameras, props and lights, ignoring case; shots have their own.
    Raises pydantic's ValidationError when built of what cannot be; `zeroshot.scene.files` and the edits
    turn that into sentences.
    """

    format: Literal["zeroshot.scene"] = "zeroshot.scene"
    version: Annotated[int, Field(strict=True, ge=VERSION, le=VERSION)] = VERSION
    title: values.Name = ""
    notes: values.Notes = ""
    plane_tolerance_deg: values.PlaneTolerance = 20.0
    cue_weights: FrozenDict[values.CueKind, values.CueWeight] | None = None
    set: StationSet = StationSet()
    actors: tuple[Actor, ...] = ()
    cameras: tuple[Camera, ...] = ()
    props: tuple[Prop, ...] = ()
    lights: tuple[Light, ...] = ()
    shots: tuple[Shot, ...] = ()

    @model_validator(mode="after")
    def _check_references(self) -> Document:
        problems = find_reference_problems(self)
        if problems:
            text = "; ".join(str(problem) for problem in problems)
            raise PydanticCustomError("zeroshot_references", "{text}", {"text": text, "problems": problems})
        return self

    def items(self) -> dict[str, AnyItem]:
        """Return everything that stands in the scene by id: modules, actors, cameras, props, lights."""
        groups: tuple[tuple[AnyItem, ...], ...] = (
            self.set.modules, self.actors, self.cameras, self.props, self.lights
        )  # fmt: skip
        return {item.id: item for group in groups for item in group}

    def kind_of(self, item_id: str) -> str:
        """Return "module", "actor", "camera", "prop" or "light". Raises SceneFileError for an unknown id."""
        return ITEM_KINDS[type(self.item(item_id)).__name__]

    def item(self, item_id: str) -> AnyItem:
        """Return what has this id. Raises SceneFileError, naming the nearest, when nothing has."""
        items = self.items()
        if item_id not in items:
            raise unknown_id("thing", item_id, items)
        return items[item_id]

    def module(self, module_id: str) -> Module:
        """Return the module with this id. Raises SceneFileError when there is none."""
        return _find(self.set.modules, module_id, "module")

    def actor(self, actor_id: str) -> Actor:
        """Return the actor with this id. Raises SceneFileError when there is none."""
        return _find(self.actors, actor_id, "actor")

    def camera(self, camera_id: str) -> Camera:
        """Return the camera with this id. Raises SceneFileError when there is none."""
        return _find(self.cameras, camera_id, "camera")

    def prop(self, prop_id: str) -> Prop:
        """Return the prop with this id. Raises SceneFileError when there is none."""
        return _find(self.props, prop_id, "prop")

    def light(self, light_id: str) -> Light:
        """Return the light with this id. Raises SceneFileError when there is none."""
        return _find(self.lights, light_id, "light")

    def shot(self, shot_id: str) -> Shot:
        """Return the shot with this id. Raises SceneFileError when there is none."""
        return _find(self.shots, shot_id, "shot")


def unknown_id(kind: str, typed: str, known: Iterable[str]) -> SceneFileError:
    """Build the error for an id that nobody has, with the nearest known one, else with the first few."""
    there = list(known)
    some = ", ".join(f'"{name}"' for name in there[:8]) + (", …" if len(there) > 8 else "")
    near = did_you_mean(typed, there) or (f": there is {some}" if there else "")
    nobody = "nothing" if kind == "thing" else f"no {kind}"
    return SceneFileError(f'{nobody} in the scene has the id "{typed}"{near}')


def _find(group: tuple[Named, ...], wanted: str, kind: str) -> Named:
    for candidate in group:
        if candidate.id == wanted:
            return candidate
    raise unknown_id(kind, wanted, [candidate.id for candidate in group])

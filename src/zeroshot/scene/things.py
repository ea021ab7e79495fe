"""What can stand in a scene: modules, actors, cameras, props and lights, and what they are made of.

Frames are forward, right, down; see `zeroshot.spatial`. Models, poses and points are names only: where they
come from is the library's to say.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator

from zeroshot.scene import values
from zeroshot.scene.values import FrozenDict, refuse

Effector = Literal["left_hand", "right_hand", "left_foot", "right_foot"]
MeshAxis = Literal["+X", "-X", "+Y", "-Y", "+Z", "-Z"]


class SceneModel(BaseModel):
    """The root of every object in a scene: frozen, no unknown keys, own data under ``extra``."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=False)

    extra: values.Extra = FrozenDict()


class Axes(SceneModel):
    """Which axis of a mesh file points where; right-handed."""

    forward: MeshAxis
    right: MeshAxis
    down: MeshAxis

    @model_validator(mode="after")
    def _check_hand(self) -> Axes:
        names = [self.forward, self.right, self.down]
        letters = [name[1] for name in names]
        if len(set(letters)) < 3:
            raise refuse("the three axes must be one of X, one of Y and one of Z")
        # A permutation is even when its letters are a rotation of XYZ; each minus sign mirrors once more.
        is_even = "".join(letters) in "XYZXY"
        if is_even == (sum(name[0] == "-" for name in names) % 2 == 1):
            raise refuse("these axes are a mirror image (left-handed): change the sign of one of them")
        return self


class Item(SceneModel):
    """Something that stands in the scene: ``world_from_item``.

    hidden: it is not there, neither in pictures nor in what is measured. locked: no hand moves it by
    accident. group: what is chosen and moved together bears the same name here.
    """

    id: values.Id
    position_m: values.Position = (0.0, 0.0, 0.0)
    orientation_xyzw: values.Orientation = (0.0, 0.0, 0.0, 1.0)
    hidden: bool | None = None
    locked: bool | None = None
    group: values.Name | None = None


class Module(Item):
    """A piece of the set.

    model: a name of the library, or a path relative to the scene file. scale multiplies the mesh's size.
    axes: overrides what the model's facts say, for meshes of other programs.
    options: the values of the model's options that are not its usual ones, such as {"shutters": "closed"}.
    lights: how bright its lamps are, 0 to 1, by "all", group or luminaire; the most specific wins.
    """

    model: values.ModelName
    scale: values.Scale = 1.0
    axes: Axes | None = None
    options: FrozenDict[str, values.Name] | None = None
    lights: FrozenDict[str, values.LightLevel] | None = None


class Orbit(SceneModel):
    """When it is on board: minute of the 92-minute orbit, 0 at sunrise, 28 at noon, 56 at sunset.

    beta_deg: how far the sun stands off the plane of the orbit, positive toward port.
    """

    minute: values.OrbitMinute
    beta_deg: values.BetaAngle = 0.0


class Fitting(SceneModel):
    """How one module of an assembly is fitted out; as in a module."""

    options: FrozenDict[str, values.Name] | None = None
    lights: FrozenDict[str, values.LightLevel] | None = None


class StationSet(SceneModel):
    """The modules and their dressing.

    assembly: "station", "usos" or "russian-segment" puts those modules where they really are, under the names
    of their models; modules stand beside them. fittings: by such a name, what is not usual in it.
    orbit: None for a time of day that looks good.
    """

    assembly: values.AssemblyName | None = None
    fittings: FrozenDict[str, Fitting] | None = None
    modules: tuple[Module, ...] = ()
    orbit: Orbit | None = None


class Body(SceneModel):
    """Whose body an actor has; what is None is as usual.

    stature_m: standing height on Earth, 1.40 to 2.10. build: from −1, slim, to +1, heavy. skin, hair_color: a
    tone's name or "#rrggbb". hair: a cut's name. figure: a model's name, or a rigged mesh's path relative to
    the scene file, that plays the actor instead.
    """

    sex: Literal["female", "male"] = "female"
    stature_m: values.Stature = 1.70
    build: values.Build | None = None
    skin: values.Tone | None = None
    hair: values.ShapeName | None = None
    hair_color: values.Tone | None = None
    figure: values.ModelName | None = None


class PoseChoice(SceneModel):
    """A pose of the library and what differs from it.

    joints_deg: for a joint's name, in place of what the pose has there, degrees about its forward, right and
    down, composed Rz·Ry·Rx in its rest frame; all zero is standing straight, arms hanging, palms inward.
    face, left_hand, right_hand: names of shapes; None: the face neutral, the hands as the pose has them.
    seed: of the pose's natural variation, None for none. mirrored: the named pose, left and right exchanged.
    """

    name: values.Name = "neutral"
    joints_deg: FrozenDict[str, values.JointAngles] = FrozenDict()
    face: values.ShapeName | None = None
    left_hand: values.ShapeName | None = None
    right_hand: values.ShapeName | None = None
    seed: values.Seed | None = None
    mirrored: values.Switch | None = None


class Gaze(SceneModel):
    """Where an actor looks: an id of anything in the scene, or an id and one of its points."""

    at: values.Reference


class Anchor(SceneModel):
    """A hand or foot held to a point of a module, a prop or another actor."""

    effector: Effector
    to: values.PointReference


class Actor(Item):
    """Someone in the scene. Origin: centre of mass; +X where they face, +Z toward their feet.

    clothes: names of garments, None for the usual. name_tag: what the tag on the chest says, None for none.
    """

    name: values.Name = ""
    color: values.Color = "#c8553d"
    body: Body = Body()
    clothes: values.Clothes | None = None
    name_tag: values.NameTag | None = None
    pose: PoseChoice = PoseChoice()
    gaze: Gaze | None = None
    anchors: tuple[Anchor, ...] = ()


class Sensor(SceneModel):
    """The part of a sensor or film that records: millimetres."""

    name: values.Name = ""
    width_mm: values.Millimetres
    height_mm: values.Millimetres


class Lens(SceneModel):
    """A lens as set.

    squeeze: anamorphic, 1 for spherical. focus_m: from the lens along its axis.
    shift: how far the picture's centre lies off the lens axis, as shares of the picture's width (positive:
    to the picture's right) and height (positive: to the picture's down), measured on the gate after the crop
    to aspect. circle_of_confusion_mm: None for sensor diagonal / 1500.
    """

    focal_length_mm: values.FocalLength = 35.0
    squeeze: values.Squeeze = 1.0
    f_stop: values.FStop = 2.8
    focus_m: values.FocusDistance = 2.0
    shift: values.Shift = (0.0, 0.0)
    circle_of_confusion_mm: values.CircleOfConfusion | None = None


DEFAULT_SENSOR = Sensor(name="ARRI ALEXA Mini LF 4.5K open gate", width_mm=36.70, height_mm=25.54)
"""Source: the example of the scene file in the design; ARRI, ALEXA Mini LF data sheet."""


class Operator(SceneModel):
    """Someone who floats behind a camera, an eye at its finder and both hands on its grips."""

    name: values.Name = ""
    color: values.Color = "#4a4f57"
    body: Body = Body()
    clothes: values.Clothes | None = None
    name_tag: values.NameTag | None = None


class Exposure(SceneModel):
    """How a camera is set beside its lens's f_stop. nd_stops: by how many stops a filter darkens."""

    iso: values.Iso = 800.0
    shutter_angle_deg: values.ShutterAngle = 180.0
    fps: values.FrameRate = 24.0
    nd_stops: values.NdStops = 0.0


class Camera(Item):
    """A camera. +X along the lens, +Y right in the picture, +Z down in the picture.

    aspect: width over height of the picture as shown, cropped from the gate; None for the whole gate.
    operator: who films with it; None for nobody. One with an operator is really there: others see both.
    exposure: None for automatic.
    """

    name: values.Name = ""
    sensor: Sensor = DEFAULT_SENSOR
    aspect: values.Aspect | None = None
    lens: Lens = Lens()
    operator: Operator | None = None
    exposure: Exposure | None = None


class Prop(Item):
    """A thing. model, scale, axes and options as for a module."""

    name: values.Name = ""
    model: values.ModelName
    scale: values.Scale = 1.0
    axes: Axes | None = None
    options: FrozenDict[str, values.Name] | None = None


class Light(Item):
    """A lamp of the film's own. It shines along its +X; width along its right, height along its down."""

    name: values.Name = ""
    kind: Literal["panel"] = "panel"
    lumens: values.Lumens = 1000.0
    kelvin: values.Kelvin = 5000.0
    width_m: values.PanelSide = 0.3
    height_m: values.PanelSide = 0.3

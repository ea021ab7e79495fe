"""Everything of one shot where it stands in the world: models found, points located, people posed.

The step between what the director decided (`scene`) and what can be drawn or read. Knows no renderer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from zeroshot.errors import OpticsError
from zeroshot.framing.cast.cast import StagedActor, pose_actors
from zeroshot.framing.cast.operator import Crew, stage_crews
from zeroshot.framing.identity import KeptByIdentity
from zeroshot.framing.lens.optics import DepthOfField, View, circle_of_confusion_mm, depth_of_field
from zeroshot.framing.light.cabins import Cabins, build_cabins
from zeroshot.framing.light.daylight import lamps_of_windows
from zeroshot.framing.light.lamps import Luminaire, find_luminaires
from zeroshot.framing.light.orbit import DEFAULT_ORBIT
from zeroshot.framing.places.mating import with_open_hatches
from zeroshot.framing.places.points import PointFinder, StagedModel
from zeroshot.library.assemblies import with_assembly
from zeroshot.library.models import find_model
from zeroshot.scene.document import Camera, Document, Module, Orbit, Prop
from zeroshot.scene.resolve import ResolvedShot, placement_of, resolve
from zeroshot.spatial import HEAD, Array, Placement, rotate

__all__ = [
    "Luminaire",
    "StagedActor",
    "StagedModel",
    "StagedShot",
    "depth_of_field_of",
    "seen_through",
    "stage",
    "view_of",
]

Triple = tuple[float, float, float]
Cast = Callable[[ResolvedShot, PointFinder], tuple[StagedActor, ...]]


@dataclass(frozen=True)
class StagedShot:
    """A shot ready to be drawn or read; all placements are in the world.

    station_module: the module that the camera is in, or None; its plane is the station's plane of this shot.
    crews: the cameras that have an operator, with them; the shot's own among them.
    orbit: where Earth and sun stand outside; None where the picture has no sky: without modules, or from
    outside of them where the scene does not say when it is.
    """

    resolved: ResolvedShot
    camera: Camera
    camera_placement: Placement
    view: View
    modules: tuple[StagedModel, ...]
    props: tuple[StagedModel, ...]
    actors: tuple[StagedActor, ...]
    luminaires: tuple[Luminaire, ...]
    station_module: StagedModel | None
    crews: tuple[Crew, ...] = ()
    orbit: Orbit | None = None

    @property
    def operators(self) -> tuple[StagedActor, ...]:
        """Return the operators of all cameras that have one."""
        return tuple(crew.person for crew in self.crews)

    @property
    def rigs_of_others(self) -> tuple[StagedModel, ...]:
        """Return the cameras that stand in this one's way, as things."""
        return tuple(crew.rig for crew in self.crews if crew.camera_id != self.camera.id)

    @property
    def station_head(self) -> Array:
        """Return the station's head direction in the world (3,): that of the module the camera is in."""
        if self.station_module is None:
            return HEAD
        return rotate(self.station_module.placement.orientation_xyzw, HEAD)

    @cached_property
    def cabins(self) -> Cabins:
        """Return who lights what: the modules as rooms, with their lamps and the open hatches."""
        return build_cabins(self.modules, self.luminaires, lamps_of_windows(self.modules, self.orbit))

    @cached_property
    def body_points_in_camera(self) -> dict[str, Array]:
        """Return by actor's id the points (n, 3) along every bone and the landmarks."""
        return {
            staged.actor.id: self.camera_placement.apply_inverse(staged.body_points_in_world)
            for staged in self.actors
        }

    @cached_property
    def ids_in_frame(self) -> frozenset[str]:
        """Return the ids of actors of whom a bone or landmark is in the picture, hidden or not."""
        points = self.body_points_in_camera
        return frozenset(actor_id for actor_id in points if self.view.contains(points[actor_id]).any())

    def actor(self, actor_id: str) -> StagedActor:
        """Return the staged actor with this id. Raises KeyError when there is none."""
        for staged in self.actors:
            if staged.actor.id == actor_id:
                return staged
        raise KeyError(actor_id)


def stage(
    document: Document, shot_id: str | None = None, *, beside: Path | None = None, cast: Cast = pose_actors
) -> StagedShot:
    """Stage one shot of a document; None for the first.

    beside: the folder of the scene file, from which models given as paths are found. cast: poses everyone.
    Raises SceneFileError for an unknown shot, point or pose; AssetError for a model that cannot be used.
    """
    resolved = resolve(with_assembly(document), shot_id)
    modules = tuple(_stage_model(module, beside=beside) for module in resolved.modules)
    modules = with_open_hatches(modules)
    props = tuple(_stage_model(prop, beside=beside) for prop in resolved.props)
    finder = PointFinder(resolved, {staged.item.id: staged for staged in (*modules, *props)}, beside)
    camera_placement = placement_of(resolved.camera)
    station_module = _module_around(modules, camera_placement.position_m)
    return StagedShot(
        resolved=resolved,
        camera=resolved.camera,
        camera_placement=camera_placement,
        view=view_of(resolved.camera),
        modules=modules,
        props=props,
        actors=cast(resolved, finder),
        luminaires=find_luminaires((*modules, *props), resolved.lights),
        station_module=station_module,
        crews=stage_crews(resolved, beside=beside),
        orbit=document.set.orbit or (DEFAULT_ORBIT if station_module else None),
    )


def seen_through(staged: StagedShot, camera: Camera) -> StagedShot:
    """Return the same moment through another camera; people go on looking where they look.

    Costs next to nothing: nobody is posed anew. Raises OpticsError for a lens that cannot be.
    """
    return replace(
        staged,
        resolved=replace(staged.resolved, camera=camera),
        camera=camera,
        camera_placement=placement_of(camera),
        view=view_of(camera),
        station_module=_module_around(staged.modules, camera.position_m),
    )


def view_of(camera: Camera) -> View:
    """Return the picture that a camera's sensor, aspect and lens make. Raises OpticsError if they cannot."""
    return View.from_sensor(
        width_mm=camera.sensor.width_mm,
        height_mm=camera.sensor.height_mm,
        aspect=camera.aspect,
        focal_length_mm=camera.lens.focal_length_mm,
        squeeze=camera.lens.squeeze,
        shift=camera.lens.shift,
    )


def depth_of_field_of(camera: Camera) -> DepthOfField | None:
    """Compute what a camera has sharp; None when its lens cannot focus so near."""
    circle_mm = camera.lens.circle_of_confusion_mm
    if circle_mm is None:
        circle_mm = circle_of_confusion_mm(camera.sensor.width_mm, camera.sensor.height_mm)
    try:
        return depth_of_field(
            focal_length_mm=camera.lens.focal_length_mm,
            f_stop=camera.lens.f_stop,
            focus_m=camera.lens.focus_m,
            circle_of_confusion_mm=circle_mm,
        )
    except OpticsError:
        return None  # a finding says so; the rest of the reading still holds


_staged_models = KeptByIdentity[StagedModel](512)


def _stage_model(item: Module | Prop, *, beside: Path | None) -> StagedModel:
    model = find_model(item.model, beside=beside)
    return _staged_models.get((item, model), lambda: StagedModel(item, model, placement_of(item), item.scale))


def _module_around(modules: tuple[StagedModel, ...], point_in_world: Triple) -> StagedModel | None:
    """Find the module whose bounds contain a point; of several, the one it is deepest in."""
    depths_m = [staged.depth_inside_m(point_in_world) for staged in modules]
    deepest = max(range(len(modules)), key=depths_m.__getitem__, default=None)
    return modules[deepest] if deepest is not None and depths_m[deepest] >= 0.0 else None

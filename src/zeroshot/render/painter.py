"""One class that turns a staged shot into a picture; the app, the monitor, thumbnails and batch all use it.

Nothing but the set, the people and the props can be drawn here, so a plate is clean by construction.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from zeroshot.errors import RenderError
from zeroshot.framing.exposure import ExposureReading, exposure_of
from zeroshot.framing.lamps import Luminaire
from zeroshot.framing.openings import openings_of
from zeroshot.framing.portals import is_in_sight, modules_in_sight
from zeroshot.framing.staging import StagedShot
from zeroshot.mesh import Image, Material, Mesh
from zeroshot.render.graphics import require_graphics
from zeroshot.render.light import (
    GLOWING_LAMPS,
    LAMP_CAPACITY,
    SCREEN_CD_M2,
    Lighting,
    glow_of_lamps,
    light_of_cabins,
    linear_from_srgb,
)
from zeroshot.render.looks import DEFAULT_LOOK, Look, find_look
from zeroshot.render.occlusion import BALLS_PER_BODY, BODY_CAPACITY, Bodies, bodies_of_actors
from zeroshot.render.shader import BALL_FLOATS, DIFFUSER_FLOATS, LAMP_FLOATS
from zeroshot.spatial import Array, Placement

if TYPE_CHECKING:
    from zeroshot.render.geometry import DrawnChunk, DrawnMesh, DrawnPart
    from zeroshot.render.sky import Sky

LARGEST_SIDE_PX = 16384
"""What the software renderer and common graphics cards can draw at once."""

KEPT_MESHES = 96


@dataclass
class _Thing:
    """One mesh in the picture: where it stands, whose it is (for its own balls and lamps), who lights it."""

    mesh: Mesh
    placement: Placement
    owner_id: str
    shares: tuple[float, ...]


@dataclass
class _Drawn:
    """A mesh on the graphics card, and the sets of parts that draw it: one each time it is in a picture."""

    geometry: DrawnMesh
    sets: list[list[DrawnPart]] = field(default_factory=list)


class Painter:
    """Draw staged shots into memory. Keeps window, geometry and textures between pictures.

    Use it from one thread. Close it, or use it as a context manager.
    """

    def __init__(self) -> None:
        """Make ready to draw. Raises NoGraphicsError, which says what to install."""
        require_graphics()
        from vtkmodules.vtkRenderingCore import vtkRenderer

        from zeroshot.render.window import Complaints

        self._complaints = Complaints()
        self._renderer = vtkRenderer()
        self._renderer.SetBackground(0.0, 0.0, 0.0)
        self._window: Any = None
        self._samples = -1
        self._drawn: dict[int, _Drawn] = {}
        self._sky: Sky | None = None

    def __enter__(self) -> Painter:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give window and geometry back."""
        self._renderer.RemoveAllViewProps()
        self._drawn.clear()
        self._sky = None
        self._drop_window()
        self._complaints.close()

    def draw(self, staged: StagedShot, *, width_px: int, height_px: int, look: str = DEFAULT_LOOK) -> Image:
        """Draw a shot: (height_px, width_px, 3) uint8 sRGB, rows from the top.

        The picture spans the gate's whole view whatever the size asked: give `size_px` of the view's aspect.
        Raises RenderError for an impossible size or look; AssetError for a mesh that cannot be used.
        """
        from zeroshot.render.window import read_picture

        if not (1 <= width_px <= LARGEST_SIDE_PX and 1 <= height_px <= LARGEST_SIDE_PX):
            raise RenderError(
                f"a picture of {width_px}×{height_px} pixels cannot be drawn: "
                f"ask for 1 to {LARGEST_SIDE_PX} a side"
            )
        chosen = find_look(look)
        self._open_window(width_px, height_px, chosen)
        things = list(_things_of(staged, is_light=chosen.is_light))
        parts = list(self._parts_of(things))
        self._place(things, parts, np.asarray(staged.camera_placement.position_m))
        exposure = exposure_of(staged)
        farthest_m = self._aim(staged, things)
        self._light(staged, things, parts, chosen, exposure)
        self._draw_sky(staged, exposure, half_m=farthest_m, width_px=width_px)
        self._window.Render()
        picture = read_picture(self._window)
        self._complaints.raise_any()
        return picture

    def _open_window(self, width_px: int, height_px: int, look: Look) -> None:
        from zeroshot.render.window import build_window

        if self._window is None or self._samples != look.samples:
            self._drop_window()
            self._window = build_window(width_px, height_px, samples=look.samples)
            self._window.AddRenderer(self._renderer)
            self._samples = look.samples
        elif self._window.GetSize() != (width_px, height_px):
            self._window.SetSize(width_px, height_px)

    def _drop_window(self) -> None:
        if self._window is not None:
            self._window.RemoveRenderer(self._renderer)
            self._window.Finalize()
            self._window = None

    def _place(self, things: list[_Thing], parts: list[list[DrawnPart]], eye_in_world: Array) -> None:
        """Put what draws the things into the renderer, nearest first: what it hides then costs no light."""
        from zeroshot.render.camera import to_vtk_matrix

        distances: list[tuple[float, DrawnChunk]] = []
        for thing, its_parts in zip(things, parts, strict=True):
            matrix = to_vtk_matrix(thing.placement.matrix)
            eye = thing.placement.apply_inverse(eye_in_world)
            for chunk in (chunk for part in its_parts for chunk in part.chunks):
                chunk.actor.SetUserMatrix(matrix)
                distances.append((float(np.linalg.norm(chunk.center - eye)) - chunk.radius_m, chunk))
        # What is seen through comes last, the farthest first. The order of equals stays: same bytes twice.
        distances.sort(key=lambda row: (row[1].is_translucent, -row[0] if row[1].is_translucent else row[0]))
        # Not RemoveAllViewProps, which gives back what lies on the graphics card: four fifths of the time
        # of a small picture went into bringing it there again.
        self._renderer.GetViewProps().RemoveAllItems()
        for _, chunk in distances:
            self._renderer.AddActor(chunk.actor)

    def _parts_of(self, things: list[_Thing]) -> Iterator[list[DrawnPart]]:
        """Return what draws each thing, reusing what was drawn before."""
        from zeroshot.render.geometry import DrawnMesh

        self._forget_oldest(keep={id(thing.mesh) for thing in things})
        used: dict[int, int] = {}
        for thing in things:
            key = id(thing.mesh)
            drawn = self._drawn.pop(key, None) or _Drawn(DrawnMesh(thing.mesh))
            self._drawn[key] = drawn  # the newest last
            index = used[key] = used.get(key, -1) + 1
            if index == len(drawn.sets):
                drawn.sets.append(drawn.geometry.build_parts())
            yield drawn.sets[index]

    def _forget_oldest(self, *, keep: set[int]) -> None:
        excess = len(self._drawn) - KEPT_MESHES
        for key in [key for key in self._drawn if key not in keep][: max(0, excess)]:
            del self._drawn[key]

    def _aim(self, staged: StagedShot, things: list[_Thing]) -> float:
        """Aim the camera; return a distance beyond everything, metres."""
        from zeroshot.render.camera import aim

        eye = np.asarray(staged.camera_placement.position_m)
        farthest_m = max((_farthest_m(thing, eye) for thing in things), default=1.0) + 0.1
        # The corners of the sky's cube are √3 times as far as its faces.
        far_m = farthest_m * 1.8 if staged.orbit else farthest_m
        aim(self._renderer.GetActiveCamera(), staged.camera_placement, staged.view, far_m=far_m)
        return farthest_m

    def _draw_sky(
        self, staged: StagedShot, exposure: ExposureReading, *, half_m: float, width_px: int
    ) -> None:
        """Put the sky behind everything; VTK draws what is opaque in the order in which it was added."""
        from zeroshot.render.sky import Sky

        if staged.orbit is None:
            return
        openings = openings_of(staged)
        if openings is not None and not len(openings):
            return
        self._sky = self._sky or Sky()
        self._sky.set(
            staged.orbit,
            staged.camera_placement,
            staged.view,
            exposure,
            openings=openings,
            half_m=half_m,
            width_px=width_px,
        )
        self._renderer.AddActor(self._sky.actor)

    def _light(
        self,
        staged: StagedShot,
        things: list[_Thing],
        parts: list[list[DrawnPart]],
        look: Look,
        exposure: ExposureReading,
    ) -> None:
        eye = np.asarray(staged.camera_placement.position_m)
        people = (*staged.actors, *staged.operators) if look.is_shaded_softly else ()
        bodies = bodies_of_actors(people, eye_in_world=eye)
        kinds: dict[tuple[float, ...], _Uniforms] = {}
        for thing, its_parts in zip(things, parts, strict=True):
            if thing.shares not in kinds:
                light = light_of_cabins(staged.cabins, thing.shares, eye_in_world=eye, white=exposure.white)
                kinds[thing.shares] = _Uniforms(staged, light, bodies, exposure)
            lamps = [lamp for lamp in staged.luminaires if lamp.owner_id == thing.owner_id]
            for part in its_parts:
                uniforms = kinds[thing.shares]
                uniforms.set_on(part, own_body=bodies.places.get(thing.owner_id, -1), lamps=lamps)


class _Uniforms:
    """The numbers that the shader reads, ready to be set on every part that the same cabins light."""

    def __init__(
        self, staged: StagedShot, light: Lighting, bodies: Bodies, exposure: ExposureReading
    ) -> None:
        from zeroshot.render.camera import to_vtk_matrix, world_from_eye

        placement = staged.camera_placement
        lamps = np.zeros((LAMP_CAPACITY, LAMP_FLOATS))
        lamps[: len(light.lamps), :12] = light.lamps
        lamps[: len(light.flux), 12:15] = light.flux
        balls = np.zeros((BODY_CAPACITY, BALLS_PER_BODY, BALL_FLOATS))
        bounds = np.zeros((BODY_CAPACITY, BALL_FLOATS))
        balls[: len(bodies.balls)] = bodies.balls
        bounds[: len(bodies.bounds)] = bodies.bounds
        arrays = {"zsLamps": lamps, "zsBalls": balls, "zsBodies": bounds}
        self._arrays = {name: array.ravel().tolist() for name, array in arrays.items()}
        self._counts = {"zsLampCount": len(light.lamps), "zsBodyCount": len(bodies.balls)}
        self._vectors = {
            "zsFill": light.fill,
            "zsFillFrom": light.fill_from,
            "zsEye": np.asarray(placement.position_m),
        }
        self._white = exposure.white
        self._exposure = exposure.display_per_lux
        # A shader reads matrices column by column, and VTK hands them over row by row.
        self._matrix = to_vtk_matrix(world_from_eye(placement).T)

    def set_on(self, part: DrawnPart, *, own_body: int, lamps: list[Luminaire]) -> None:
        """Set them on one part.

        own_body: the place of the body that it belongs to, or −1. lamps: those built into what it is part of.
        """
        uniforms = part.shader.GetFragmentCustomUniforms()
        for name, values in self._arrays.items():
            uniforms.SetUniform1fv(name, len(values), values)
        for name, count in self._counts.items():
            uniforms.SetUniformi(name, count)
        for name, vector in self._vectors.items():
            uniforms.SetUniform3f(name, [float(value) for value in vector])
        glow = linear_from_srgb(part.material.emission) / self._white
        uniforms.SetUniform3f("zsGlow", [float(value) for value in glow])
        uniforms.SetUniformf("zsScreen", math.pi * SCREEN_CD_M2)
        if part.is_lamp:
            diffusers = np.zeros((GLOWING_LAMPS, DIFFUSER_FLOATS))
            rows = glow_of_lamps(lamps)
            diffusers[: len(rows)] = rows
            uniforms.SetUniform1fv("zsDiffusers", diffusers.size, diffusers.ravel().tolist())
            uniforms.SetUniformi("zsDiffuserCount", len(rows))
        _set_surface(uniforms, part.material)
        uniforms.SetUniformi("zsOwnBody", own_body)
        uniforms.SetUniformf("zsExposure", self._exposure)
        uniforms.SetUniformMatrix("zsWorldFromEye", self._matrix)


def _set_surface(uniforms: Any, material: Material) -> None:
    """Set what the shader needs of a material. Source of the formulas: the docstring of the shader."""
    roughness = min(max(material.roughness, 0.05), 1.0)
    uniforms.SetUniformf("zsAlpha2", roughness**4)
    uniforms.SetUniformf("zsGlossScale", 1.0 / (4.0 * (roughness + 0.5)))
    uniforms.SetUniformf("zsSmoothness", (1.0 - roughness) ** 2)
    uniforms.SetUniformf("zsMetallic", material.metallic)


def _things_of(staged: StagedShot, *, is_light: bool) -> Iterator[_Thing]:
    cabins, ids = staged.cabins, modules_in_sight(staged)
    for module in staged.modules:
        if ids is not None and module.item.id not in ids:
            continue
        shares = cabins.shares_of(module.item.id)
        yield _Thing(module.load_mesh(is_light=is_light), module.placement, module.item.id, shares)
    for model in (*staged.props, *staged.rigs_of_others):
        shares = cabins.shares_at(model.placement.position_m)
        if not is_in_sight(staged, ids, shares):
            continue
        yield _Thing(model.load_mesh(is_light=is_light), model.placement, model.item.id, shares)
    for actor in (*staged.actors, *staged.operators):
        shares = cabins.shares_at(actor.placement.position_m)
        if not is_in_sight(staged, ids, shares):
            continue
        mesh = actor.figure.light_mesh if is_light else actor.figure.mesh
        yield _Thing(mesh, actor.placement, actor.actor.id, shares)


def _farthest_m(thing: _Thing, eye_in_world: Array) -> float:
    lowest, highest = thing.mesh.bounds_m
    corners = np.array(np.meshgrid(*np.stack([lowest, highest], axis=1))).reshape(3, -1).T
    return float(np.linalg.norm(thing.placement.apply(corners) - eye_in_world, axis=1).max())

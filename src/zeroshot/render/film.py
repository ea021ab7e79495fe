"""Film: the light of the cabin with its shadows, mirrors and glare, through the real lens."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zeroshot.framing.picture.exposure import ExposureReading
from zeroshot.framing.staging import StagedShot
from zeroshot.mesh import Image, Points
from zeroshot.render.bands import in_bands
from zeroshot.render.camera import NEAR_M, projection, to_vtk_matrix, world_from_eye
from zeroshot.render.easel import Posed
from zeroshot.render.film_curve import developed, with_glare, with_smooth_edges
from zeroshot.render.lens_views import LensView, lens_views
from zeroshot.render.light import Lighting, PlaceLight, fill_of, light_at
from zeroshot.render.lit import light_by_place, lightings_of, set_surface, set_vectors
from zeroshot.render.looks import Look
from zeroshot.render.mirror import even_mirror, mirror_of_faces
from zeroshot.render.screen import fill_number_texture
from zeroshot.render.surroundings import (
    FACE_PX,
    FACE_VIEW,
    Surroundings,
    face_placements,
    open_surroundings,
    surroundings_of,
)
from zeroshot.render.things import Thing, things_of
from zeroshot.render.workshop import Workshop
from zeroshot.spatial import Array, Placement, matrix_from_quaternion

STRENGTH = 5.5
"""How strongly surfaces darken each other. A choice, by eye, beside photographs from on board."""

BIAS_OF_ONE, BIAS_OF_MANY = -1.0, -1.5
"""How many mip levels sharper textures are read, since walls are seen at a grazing angle; many views smooth
again what then sparkles. By eye."""

_NO_SHADE = np.ones((2, 2, 4), np.float32)
_NO_MIRROR = np.zeros((2, 2, 3), np.float32)


@dataclass(frozen=True, eq=False)
class _Scene:
    """What stays the same in all views of one picture."""

    staged: StagedShot
    exposure: ExposureReading
    things: list[Thing]
    lightings: list[Lighting]
    fills: list[PlaceLight]
    places: list[PlaceLight]
    surroundings: Surroundings


class Film:
    """Draw in the film look. Keeps windows, shadows and textures between pictures."""

    def __init__(self, workshop: Workshop) -> None:
        """Make ready in a workshop."""
        self._workshop = workshop

    def draw(
        self, staged: StagedShot, exposure: ExposureReading, look: Look, *, width_px: int, height_px: int
    ) -> Image:
        """Draw a shot: (h, w, 3) uint8 sRGB, rows from the top."""
        light = self.gather(staged, exposure, look, width_px=width_px, height_px=height_px)
        picture = developed(with_glare(light))
        # One view has stair steps; many have smoothed them already.
        return with_smooth_edges(picture) if look.views == 1 else picture

    def gather(
        self, staged: StagedShot, exposure: ExposureReading, look: Look, *, width_px: int, height_px: int
    ) -> Points:
        """Return the light on the film, exposed and linear: (h, w, 3) float32, rows from the top."""
        scene = self._prepare(staged, exposure)
        self._make_shade(scene, width_px, height_px)
        self._workshop.easel.canvas.open(width_px, height_px, is_float=True)
        posed = self._pose(scene)
        self._set_surfaces(scene, posed, bias=BIAS_OF_MANY if look.views > 1 else BIAS_OF_ONE)
        views = lens_views(
            staged.camera,
            staged.camera_placement,
            staged.view,
            count=look.views,
            width_px=width_px,
            height_px=height_px,
        )
        light = np.zeros((height_px, width_px, 4), np.float32)
        for seen in views:
            self._add_view(light, scene, posed, seen, width_px)
        return light[::-1, :, :3] / np.float32(look.views)

    def _pose(self, scene: _Scene) -> Posed:
        eye = np.asarray(scene.staged.camera_placement.position_m)
        return self._workshop.easel.pose(scene.things, "film", eye_in_world=eye)

    def _prepare(self, staged: StagedShot, exposure: ExposureReading) -> _Scene:
        things = list(things_of(staged, is_light=False))
        eye = np.asarray(staged.camera_placement.position_m)
        posed = self._workshop.easel.pose(things, "film", eye_in_world=eye)
        lightings = lightings_of(staged, posed, exposure)
        fills = [fill_of(light) for light in lightings]
        places = [
            light_at(light, thing.middle_in_world) for thing, light in zip(things, lightings, strict=True)
        ]
        around = self._look_around(staged, exposure, things, places)
        home = staged.station_module
        if home is not None:
            turn = matrix_from_quaternion(home.placement.orientation_xyzw)
            fills = [
                _seen_fill(fill, around.mirror.fill, turn)
                if staged.cabins.place_of(home.item.id) == _most(thing)
                else fill
                for thing, fill in zip(things, fills, strict=True)
            ]
            places = [
                light_at(light, thing.middle_in_world, fill=fill)
                for thing, light, fill in zip(things, lightings, fills, strict=True)
            ]
        return _Scene(staged, exposure, things, lightings, fills, places, around)

    def _look_around(
        self, staged: StagedShot, exposure: ExposureReading, things: list[Thing], places: list[PlaceLight]
    ) -> Surroundings:
        """Draw what is around the camera, the set alone, in its own light."""
        home, eye = staged.station_module, np.asarray(staged.camera_placement.position_m)
        if home is None:
            middle = places[0].even if places else np.zeros(3)
            return open_surroundings(even_mirror(middle * exposure.display_per_lux), eye)
        kept = [(thing, place) for thing, place in zip(things, places, strict=True) if thing.is_set]
        self._workshop.easel.canvas.open(FACE_PX, FACE_PX, is_float=True)
        fill_number_texture(self._workshop.shade_texture, _NO_SHADE)
        fill_number_texture(self._workshop.mirror_texture, _NO_MIRROR)
        posed = self._workshop.easel.pose([thing for thing, _ in kept], "film", eye_in_world=eye)
        scene = _Scene(staged, exposure, [], [], [], [place for _, place in kept], _nowhere(eye))
        self._set_surfaces(scene, posed, bias=0.0)
        faces = []
        for placement in face_placements(home, eye):
            self._set_camera(scene, posed, placement)
            light_by_place(staged, posed, exposure, places=scene.places, camera=placement)
            self._workshop.easel.look_through(placement, FACE_VIEW, far_m=posed.farthest_m)
            self._workshop.easel.canvas.window.Render()
            faces.append(self._workshop.easel.canvas.read_floats()[..., :3].copy())
        return surroundings_of(mirror_of_faces(np.stack(faces)), home, eye)

    def _make_shade(self, scene: _Scene, width_px: int, height_px: int) -> None:
        staged = scene.staged
        measured = self._workshop.measure_half(staged, scene.things, width_px=width_px, height_px=height_px)
        shade = self._workshop.shader.light(
            measured,
            staged.camera_placement,
            staged.view,
            lightings=scene.lightings,
            fills=scene.fills,
            places=scene.places,
            casting=list(things_of(staged, is_light=True)),
            strength=STRENGTH,
        )
        fill_number_texture(self._workshop.shade_texture, shade)
        fill_number_texture(self._workshop.mirror_texture, scene.surroundings.mirror.picture)

    def _set_surfaces(self, scene: _Scene, posed: Posed, *, bias: float) -> None:
        """Set what does not change from view to view. bias: in mip levels, negative for sharper textures."""
        around = scene.surroundings
        for part in (part for parts in posed.parts for part in parts):
            part.surface.SetTexture("zsShade", self._workshop.shade_texture)
            part.surface.SetTexture("zsMirror", self._workshop.mirror_texture)
            uniforms = part.shader.GetFragmentCustomUniforms()
            set_surface(uniforms, part.material)
            side, corner = around.mirror.square(part.material.roughness)
            set_vectors(
                uniforms,
                {
                    "zsMirrorSide": np.array([*side, 0.0]),
                    "zsMirrorPlace": np.array([*corner, 0.0]),
                    "zsBox": around.box_m,
                    "zsProbe": around.probe_in_box,
                },
            )
            uniforms.SetUniformf("zsBias", bias)
        light_by_place(scene.staged, posed, scene.exposure, places=scene.places)

    def _set_camera(self, scene: _Scene, posed: Posed, placement: Placement) -> None:
        """Set what changes with where one looks from."""
        staged = scene.staged
        world = world_from_eye(placement)
        middle = projection(staged.view, near_m=NEAR_M, far_m=100.0) @ np.linalg.inv(
            world_from_eye(staged.camera_placement)
        )
        matrices = {
            "zsShadeFromEye": to_vtk_matrix((middle @ world).T),
            "zsBoxFromEye": to_vtk_matrix((scene.surroundings.box_from_world @ world).T),
            "zsWorldFromEye": to_vtk_matrix(world.T),
        }
        for part in (part for parts in posed.parts for part in parts):
            uniforms = part.shader.GetFragmentCustomUniforms()
            for name, matrix in matrices.items():
                uniforms.SetUniformMatrix(name, matrix)

    def _add_view(self, light: Points, scene: _Scene, posed: Posed, seen: LensView, width_px: int) -> None:
        """Draw a view and add it to light (h, w, 4), rows from the bottom: as it lies in memory."""
        staged = scene.staged
        self._set_camera(scene, posed, seen.placement)
        far_m = posed.farthest_m * 1.8 if staged.orbit else posed.farthest_m
        self._workshop.easel.look_through(seen.placement, seen.view, far_m=far_m)
        self._workshop.draw_sky(
            staged,
            scene.exposure,
            posed,
            width_px=width_px,
            is_unlimited=True,
            seen=(seen.placement, seen.view),
        )
        self._workshop.easel.canvas.window.Render()
        drawn = self._workshop.easel.canvas.read_floats()[::-1]

        def add(first: int, end: int) -> None:
            light[first:end] += drawn[first:end]

        in_bands(add, len(light))


def _most(thing: Thing) -> int:
    return int(np.argmax(thing.shares))


def _seen_fill(fill: PlaceLight, seen: PlaceLight, turn: Array) -> PlaceLight:
    """Return the fill with the hue and lean of what is seen around, and its own strength."""
    luminance = np.array([0.2126, 0.7152, 0.0722])
    strength = float(luminance @ seen.even)
    if strength <= 1e-9:
        return fill
    ratio = float(luminance @ fill.even) / strength
    return PlaceLight(seen.even * ratio, turn @ seen.lean * ratio)


def _nowhere(eye: Array) -> Surroundings:
    return open_surroundings(even_mirror(np.zeros(3)), eye)

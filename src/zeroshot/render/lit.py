"""The light of a picture as numbers for the shaders, set on what draws it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from zeroshot.framing.light.lamps import Luminaire
from zeroshot.framing.picture.exposure import ExposureReading
from zeroshot.framing.staging import StagedShot
from zeroshot.mesh import Material
from zeroshot.render.camera import to_vtk_matrix, world_from_eye
from zeroshot.render.easel import Posed
from zeroshot.render.geometry import DrawnPart
from zeroshot.render.light import (
    GLOWING_LAMPS,
    LAMP_CAPACITY,
    SCREEN_CD_M2,
    Lighting,
    PlaceLight,
    glow_of_lamps,
    light_at,
    light_of_cabins,
    linear_from_srgb,
)
from zeroshot.render.occlusion import BALLS_PER_BODY, BODY_CAPACITY, Bodies, bodies_of_actors
from zeroshot.render.shader import BALL_FLOATS, DIFFUSER_FLOATS, LAMP_FLOATS
from zeroshot.render.things import Thing
from zeroshot.spatial import Array, Placement, inverse, rotate


def lightings_of(staged: StagedShot, posed: Posed, exposure: ExposureReading) -> list[Lighting]:
    """Return the light on each thing; things that the same cabins light share one."""
    kinds: dict[tuple[float, ...], Lighting] = {}
    for thing in posed.things:
        if thing.shares not in kinds:
            kinds[thing.shares] = light_of_cabins(
                staged.cabins, thing.shares, eye_in_world=posed.eye_in_world, white=exposure.white
            )
    return [kinds[thing.shares] for thing in posed.things]


def light_by_lamps(
    staged: StagedShot, posed: Posed, exposure: ExposureReading, *, is_shaded_softly: bool
) -> None:
    """Light what is posed by every lamp at every pixel; is_shaded_softly: bodies darken what is near."""
    people = (*staged.actors, *staged.operators) if is_shaded_softly else ()
    bodies = bodies_of_actors(people, eye_in_world=posed.eye_in_world)
    kinds: dict[int, _Lamps] = {}
    for thing, parts, light in zip(
        posed.things, posed.parts, lightings_of(staged, posed, exposure), strict=True
    ):
        lamps = kinds.setdefault(id(light), _Lamps(light, bodies, staged.camera_placement))
        own = own_lamps(staged, thing)
        for part in parts:
            uniforms = part.shader.GetFragmentCustomUniforms()
            lamps.set_on(uniforms)
            set_glow(uniforms, part, own, white=exposure.white, scale=1.0)
            uniforms.SetUniformf("zsExposure", exposure.display_per_lux)
            uniforms.SetUniformi("zsOwnBody", bodies.places.get(thing.owner_id, -1))
            set_surface(uniforms, part.material)


def light_by_place(
    staged: StagedShot,
    posed: Posed,
    exposure: ExposureReading,
    *,
    places: Sequence[PlaceLight],
    camera: Placement | None = None,
) -> None:
    """Light each thing as one place, whose light is given. camera: from where; the shot's if None."""
    camera = staged.camera_placement if camera is None else camera
    matrix = to_vtk_matrix(world_from_eye(camera).T)
    for thing, parts, place in zip(posed.things, posed.parts, places, strict=True):
        own = own_lamps(staged, thing)
        vectors = place_vectors(place, camera, scale=exposure.display_per_lux)
        for part in parts:
            uniforms = part.shader.GetFragmentCustomUniforms()
            set_vectors(uniforms, vectors)
            set_glow(uniforms, part, own, white=exposure.white, scale=exposure.display_per_lux)
            if part.is_lamp:
                uniforms.SetUniformMatrix("zsWorldFromEye", matrix)


def light_swiftly(staged: StagedShot, posed: Posed, exposure: ExposureReading) -> None:
    """Light each thing as one place, with light that leans one way: what falls on its middle."""
    scale = exposure.display_per_lux
    matrix = to_vtk_matrix(world_from_eye(staged.camera_placement).T)
    lightings = lightings_of(staged, posed, exposure)
    for thing, parts, light in zip(posed.things, posed.parts, lightings, strict=True):
        place = light_at(light, thing.middle_in_world)
        way_in_world, leaning, least = leaning_of(place)
        way = rotate(inverse(thing.placement.orientation_xyzw), way_in_world).tolist()
        own = own_lamps(staged, thing)
        even, lean = (place.even * scale).tolist(), (leaning * scale).tolist()
        for part in parts:
            part.shader.GetVertexCustomUniforms().SetUniform3f("zsLeanWay", way)
            uniforms = part.shader.GetFragmentCustomUniforms()
            uniforms.SetUniform3f("zsEven", even)
            uniforms.SetUniform3f("zsLean", lean)
            uniforms.SetUniformf("zsLeast", least)
            if part.is_lamp:
                uniforms.SetUniformMatrix("zsWorldFromEye", matrix)
            if part.is_glowing:
                set_glow(uniforms, part, own, white=exposure.white, scale=scale)


def leaning_of(place: PlaceLight) -> tuple[Array, Array, float]:
    """Return which way the light of a place leans (3,), in the world, what leans (3,), and least.

    A surface with the unit normal n gets even + leaning · max(n · way, least): least keeps a quarter of what
    is even. The way and colour are those that come nearest to all three: exact where all lamps are of one
    colour.
    """
    ways, sizes, colors = np.linalg.svd(place.lean)
    way, lean = ways[:, 0], sizes[0] * colors[0]
    if lean.sum() < 0.0:
        way, lean = -way, -lean
    leans = lean > 1e-9 * max(float(lean.max()), 1e-9)
    least = float(np.max(-0.75 * place.even[leans] / lean[leans], initial=-1.0))
    return way, lean, least


def place_vectors(place: PlaceLight, camera: Placement, *, scale: float) -> dict[str, Array]:
    """Return the light of a place as a camera sees normals, by uniform; scale: what a lux comes to."""
    lean_in_eye = world_from_eye(camera)[:3, :3].T @ place.lean
    return {
        "zsEven": place.even * scale,
        "zsLeanX": lean_in_eye[0] * scale,
        "zsLeanY": lean_in_eye[1] * scale,
        "zsLeanZ": lean_in_eye[2] * scale,
    }


def set_vectors(uniforms: Any, vectors: Mapping[str, Array]) -> None:
    """Set vectors (3,) by name."""
    for name, vector in vectors.items():
        uniforms.SetUniform3f(name, np.asarray(vector, np.float64).tolist())


def own_lamps(staged: StagedShot, thing: Thing) -> list[Luminaire]:
    """Return the lamps that are built into a thing."""
    return [lamp for lamp in staged.luminaires if lamp.owner_id == thing.owner_id]


def set_glow(uniforms: Any, part: DrawnPart, lamps: list[Luminaire], *, white: Array, scale: float) -> None:
    """Set what a part gives off; lamps: those built into what it is a part of."""
    glow = scale * linear_from_srgb(part.material.emission) / white
    uniforms.SetUniform3f("zsGlow", [float(value) for value in glow])
    uniforms.SetUniformf("zsScreen", math.pi * SCREEN_CD_M2)
    if part.is_lamp:
        diffusers = np.zeros((GLOWING_LAMPS, DIFFUSER_FLOATS))
        rows = glow_of_lamps(lamps)
        diffusers[: len(rows)] = rows
        uniforms.SetUniform1fv("zsDiffusers", diffusers.size, diffusers.ravel().tolist())
        uniforms.SetUniformi("zsDiffuserCount", len(rows))


def set_surface(uniforms: Any, material: Material) -> None:
    """Set what the shader needs of a material. Source of the formulas: the docstring of the shader."""
    roughness = min(max(material.roughness, 0.05), 1.0)
    uniforms.SetUniformf("zsAlpha2", roughness**4)
    uniforms.SetUniformf("zsGlossScale", 1.0 / (4.0 * (roughness + 0.5)))
    uniforms.SetUniformf("zsSmoothness", (1.0 - roughness) ** 2)
    uniforms.SetUniformf("zsMetallic", material.metallic)


class _Lamps:
    """The numbers of lamps and bodies, ready to be set on every part that the same cabins light."""

    def __init__(self, light: Lighting, bodies: Bodies, camera: Placement) -> None:
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
            "zsEye": np.asarray(camera.position_m),
        }
        # A shader reads matrices column by column, and VTK hands them over row by row.
        self._matrix = to_vtk_matrix(world_from_eye(camera).T)

    def set_on(self, uniforms: Any) -> None:
        """Set them on the uniforms of one part."""
        for name, values in self._arrays.items():
            uniforms.SetUniform1fv(name, len(values), values)
        for name, count in self._counts.items():
            uniforms.SetUniformi(name, count)
        set_vectors(uniforms, self._vectors)
        uniforms.SetUniformMatrix("zsWorldFromEye", self._matrix)

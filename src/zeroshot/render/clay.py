"""Clay and planes: matt bodies in a soft light from nowhere, darker where surfaces crowd each other."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from zeroshot.framing.staging import StagedShot
from zeroshot.mesh import Image
from zeroshot.people.palette import parse_color
from zeroshot.render.camera import NEAR_M, projection, to_vtk_matrix, world_from_eye
from zeroshot.render.geometry import DrawnPart
from zeroshot.render.horizon_lines import draw_horizons, horizon_lines
from zeroshot.render.light import PlaceLight, linear_from_srgb
from zeroshot.render.lit import place_vectors, set_vectors
from zeroshot.render.looks import Look
from zeroshot.render.plane_tints import PlaneTints
from zeroshot.render.plate import Plate
from zeroshot.render.screen import fill_number_texture
from zeroshot.render.things import Thing, things_of
from zeroshot.render.workshop import Workshop, eye_of
from zeroshot.spatial import HEAD, Array, forward_of, rotate

Tint = Callable[[Thing, DrawnPart], Array]
"""Gives the colour of a part, sRGB 0 to 1 (3,)."""

STRENGTH = 9.0
"""How strongly surfaces darken each other: more than light would, since form is all there is to see."""

SET, PROP = np.array([0.76, 0.745, 0.72]), np.array([0.60, 0.59, 0.58])
"""Clay of the set, and of what stands in it. A choice."""

_PLAIN_SET = SET * 0.92

_SHADES = {"hair": 0.45, "brows": 0.35, "eyes": 0.25}
"""How much of a person's colour their features have, so that one sees where they face."""

_SKIN = ("head", "skin")
_SKIN_LIGHTENED = 0.45


def draw_clay(workshop: Workshop, staged: StagedShot, look: Look, *, width_px: int, height_px: int) -> Image:
    """Draw a shot in clay, people in their colours: (h, w, 3) uint8 sRGB."""
    return _draw(workshop, staged, look, _clay_tint, width_px=width_px, height_px=height_px)


def draw_planes(
    workshop: Workshop, staged: StagedShot, look: Look, *, width_px: int, height_px: int
) -> Plate:
    """Draw a shot in clay, everyone in the colour of their plane, and the horizons of all planes over it."""
    tints = PlaneTints.of(staged)

    def tint(thing: Thing, part: DrawnPart) -> Array:
        if thing.person is None:
            return _PLAIN_SET if thing.is_set else PROP
        return _shaded(np.asarray(tints.color_of(thing.owner_id)) / 255.0, part)

    picture = _draw(workshop, staged, look, tint, width_px=width_px, height_px=height_px)
    lines = horizon_lines(staged, tints)
    return Plate(draw_horizons(picture, lines, staged.view), {"planes": tints.legend()})


def _draw(
    workshop: Workshop, staged: StagedShot, look: Look, tint: Tint, *, width_px: int, height_px: int
) -> Image:
    things = list(things_of(staged, is_light=look.is_light))
    size = {"width_px": width_px, "height_px": height_px}
    measured = workshop.measure_half(staged, things, **size)
    openness = workshop.shader.openness(measured, staged.camera_placement, staged.view, strength=STRENGTH)
    fill_number_texture(workshop.shade_texture, openness)
    easel = workshop.easel
    easel.canvas.open(width_px, height_px, samples=look.samples)
    posed = easel.pose(things, "clay", eye_in_world=eye_of(staged))
    easel.aim(staged, posed)
    light = place_vectors(_studio_light(staged), staged.camera_placement, scale=1.0)
    to_world = to_vtk_matrix(world_from_eye(staged.camera_placement).T)
    from_eye = to_vtk_matrix(projection(staged.view, near_m=NEAR_M, far_m=100.0).T)
    for thing, parts in zip(posed.things, posed.parts, strict=True):
        for part in parts:
            part.surface.SetTexture("zsShade", workshop.shade_texture)
            uniforms = part.shader.GetFragmentCustomUniforms()
            set_vectors(uniforms, {**light, "zsTint": linear_from_srgb(tint(thing, part))})
            uniforms.SetUniformMatrix("zsShadeFromEye", from_eye)
            uniforms.SetUniformMatrix("zsWorldFromEye", to_world)
    background = [float(value) for value in _BACKGROUND / 255.0]
    ground = easel.canvas.renderer.GetBackground()
    easel.canvas.renderer.SetBackground(*background)
    easel.canvas.window.Render()
    easel.canvas.renderer.SetBackground(*ground)
    return easel.canvas.read_bytes()


_BACKGROUND = np.array([52, 54, 58])


def _studio_light(staged: StagedShot) -> PlaceLight:
    """Return a grey light that is even but for a little more from overhead and from the camera."""
    camera = staged.camera_placement.orientation_xyzw
    from_camera = -forward_of(camera) + 0.5 * rotate(camera, HEAD)
    lean = 0.28 * staged.station_head + 0.22 * from_camera
    return PlaceLight(np.full(3, 0.70), np.repeat(lean[:, None], 3, axis=1))


def _clay_tint(thing: Thing, part: DrawnPart) -> Array:
    if thing.person is None:
        return SET if thing.is_set else PROP
    return _shaded(np.array(parse_color(thing.person.actor.color)) / 255.0, part)


def _shaded(color: Array, part: DrawnPart) -> Array:
    """Return the colour of a part of a person: skin lighter than what they wear, hair and eyes darker."""
    name = part.material.name
    if name in _SKIN:
        return np.asarray(color + (1.0 - color) * _SKIN_LIGHTENED)
    return np.asarray(color * _SHADES.get(name, 1.0))

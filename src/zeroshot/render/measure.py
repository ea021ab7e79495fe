"""A shot measured: for every pixel how far away it is, where its surface faces, and what it is a part of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zeroshot.framing.staging import StagedShot
from zeroshot.mesh import Points
from zeroshot.render.camera import to_vtk_matrix, world_from_eye
from zeroshot.render.easel import Easel
from zeroshot.render.things import Thing

PARTS_PER_THING = 256
"""How the code of a pixel is made: thing × this + part."""

_OCT_STEPS = 4096


@dataclass(frozen=True, eq=False)
class Measured:
    """What is known of every pixel; rows from the bottom.

    pixels: (h, w, 3) float32: metres along the lens, 0 where nothing is; the packed normal; thing ×
    PARTS_PER_THING + part. things: in the order of the codes.
    """

    pixels: Points
    things: tuple[Thing, ...]

    @property
    def depth_m(self) -> Points:
        """Return metres along the lens axis from the entrance pupil (h, w); 0 where nothing is."""
        depth_m: Points = self.pixels[..., 0]
        return depth_m

    @property
    def is_there(self) -> NDArray[np.bool_]:
        """Tell where anything is (h, w)."""
        return np.asarray(self.pixels[..., 0] > 0.0)

    @property
    def thing_index(self) -> NDArray[np.int32]:
        """Return the place of the thing at each pixel (h, w); −1 where nothing is."""
        index = self.pixels[..., 2].astype(np.int32) // PARTS_PER_THING
        return np.where(self.is_there, index, -1).astype(np.int32)

    @property
    def part_index(self) -> NDArray[np.int32]:
        """Return the place of the part within its thing at each pixel (h, w); −1 where nothing is."""
        index = self.pixels[..., 2].astype(np.int32) % PARTS_PER_THING
        return np.where(self.is_there, index, -1).astype(np.int32)

    @property
    def normal_in_world(self) -> Points:
        """Return the unit normals (h, w, 3), within a thousandth; of no meaning where nothing is."""
        packed = self.pixels[..., 1].astype(np.int32)
        x = (packed // _OCT_STEPS).astype(np.float32) * (2.0 / (_OCT_STEPS - 1)) - 1.0
        y = (packed % _OCT_STEPS).astype(np.float32) * (2.0 / (_OCT_STEPS - 1)) - 1.0
        z = 1.0 - np.abs(x) - np.abs(y)
        fold = np.maximum(-z, 0.0)
        normal = np.stack([x - np.sign(x) * fold, y - np.sign(y) * fold, z], axis=-1)
        unit: Points = normal / np.linalg.norm(normal, axis=-1, keepdims=True)
        return unit

    @property
    def places(self) -> Points:
        """Return how far each pixel is and where it faces, as one number (h, w), as `SHADE_MAP` reads it."""
        packed = self.pixels[..., 1].astype(np.int32)
        # Five bits of each half of the packed normal.
        way = (packed // _OCT_STEPS // 128) * 32 + packed % _OCT_STEPS // 128
        steps = np.floor(np.clip(self.pixels[..., 0], 0.0, 63.0) * 256.0)
        places: Points = (steps * 1024.0 + way).astype(np.float32)
        return places


def measure(
    easel: Easel, staged: StagedShot, things: list[Thing], *, width_px: int, height_px: int
) -> Measured:
    """Measure a shot on an easel; its canvas is of floats and of that size afterwards."""
    easel.canvas.open(width_px, height_px, is_float=True)
    posed = easel.pose(things, "measure", eye_in_world=np.asarray(staged.camera_placement.position_m))
    easel.aim(staged, posed)
    matrix = to_vtk_matrix(world_from_eye(staged.camera_placement).T)
    for index, parts in enumerate(posed.parts):
        for place, part in enumerate(parts):
            uniforms = part.shader.GetFragmentCustomUniforms()
            uniforms.SetUniformMatrix("zsWorldFromEye", matrix)
            uniforms.SetUniformf("zsCode", float(index * PARTS_PER_THING + place % PARTS_PER_THING))
    renderer = easel.canvas.renderer
    ground = renderer.GetBackground()
    renderer.SetBackground(0.0, 0.0, 0.0)
    easel.canvas.window.Render()
    renderer.SetBackground(*ground)
    pixels = np.ascontiguousarray(easel.canvas.read_floats()[::-1, :, :3])
    return Measured(pixels, posed.things)

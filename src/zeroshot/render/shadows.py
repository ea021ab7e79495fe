"""What each lamp sees: how far from it the nearest surface is, all around before it. Shadows are read in it.

One picture holds a square tile for each lamp: the view of a wide pinhole in the lamp's middle that looks the
way it shines, the lamp's long axis to the right.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from vtkmodules.vtkRenderingCore import vtkRenderer

from zeroshot.framing.lens.optics import View
from zeroshot.mesh import Points
from zeroshot.render.camera import aim, to_vtk_matrix
from zeroshot.render.geometry import DrawnMesh, DrawnPart
from zeroshot.render.things import Thing
from zeroshot.render.window import Canvas
from zeroshot.spatial import Array, Placement, quaternion_from_matrix

TILE_PX = 512

REACH = 3.0
"""The tangent that a tile reaches to: 71.6° off the lamp's normal; a tenth of its light goes beyond."""

NEAR_M = 0.06
"""What is nearer to a lamp is its own housing."""

KEPT_MESHES = 64


@dataclass(frozen=True, eq=False)
class ShadowAtlas:
    """Distances from lamps along their normals, 0 where nothing is met.

    distances: (rows × TILE_PX, columns × TILE_PX, 3) float32, rows from the bottom: three tiles on top of
    each other, since VTK keeps floats as they are in three channels but not in one. Tile i is channel i % 3
    of place i // 3; places run along columns, then up.
    """

    distances: Points
    columns: int


class ShadowCaster:
    """Draw what lamps see. Keeps window and geometry, and the last atlas while nothing that casts moves."""

    def __init__(self) -> None:
        """Make ready."""
        self._canvas = Canvas()
        self._renderers: list[vtkRenderer] = []
        self._drawn: dict[int, tuple[DrawnMesh, list[list[DrawnPart]]]] = {}
        self._last: tuple[tuple[object, ...], ShadowAtlas] | None = None

    def close(self) -> None:
        """Give window and geometry back."""
        for renderer in self._renderers:
            renderer.RemoveAllViewProps()
        self._renderers = []
        self._canvas.close()
        self._drawn.clear()

    def cast(self, lamps: Array, things: Sequence[Thing]) -> ShadowAtlas:
        """Draw the tiles of lamps (n, 12), rows as in `light.Lighting`, with what throws shadows."""
        key = (lamps.tobytes(), *((thing.mesh, thing.placement) for thing in things))
        if self._last is not None and self._last[0] == key:
            return self._last[1]
        columns = max(1, math.ceil(math.sqrt(len(lamps))))
        rows = max(1, math.ceil(len(lamps) / columns))
        self._canvas.open(columns * TILE_PX, rows * TILE_PX, is_float=True)
        parts = [part for set_ in self._parts_of(things) for part in set_]
        self._show(lamps, parts, columns, rows)
        self._canvas.window.Render()
        pixels = self._canvas.read_floats()[::-1, :, 0]
        tiles = pixels.reshape(rows, TILE_PX, columns, TILE_PX).swapaxes(1, 2).reshape(-1, TILE_PX, TILE_PX)
        atlas = _stacked(tiles[: len(lamps)])
        self._last = key, atlas
        return atlas

    def _parts_of(self, things: Sequence[Thing]) -> list[list[DrawnPart]]:
        used: dict[int, int] = {}
        found = []
        for thing in things:
            key = id(thing.mesh)
            mesh, sets = self._drawn.pop(key) if key in self._drawn else (DrawnMesh(thing.mesh), [])
            self._drawn[key] = mesh, sets
            index = used[key] = used.get(key, -1) + 1
            if index == len(sets):
                sets.append(mesh.build_parts("measure"))
            matrix = to_vtk_matrix(thing.placement.matrix)
            for part in sets[index]:
                # Only the distance is read, so it matters neither where the eye is nor what is what.
                uniforms = part.shader.GetFragmentCustomUniforms()
                uniforms.SetUniformMatrix("zsWorldFromEye", to_vtk_matrix(np.eye(4)))
                uniforms.SetUniformf("zsCode", 0.0)
                for chunk in part.chunks:
                    chunk.actor.SetUserMatrix(matrix)
            found.append(sets[index])
        for key in list(self._drawn)[: max(0, len(self._drawn) - KEPT_MESHES)]:
            if key not in used:
                del self._drawn[key]
        return found

    def _show(self, lamps: Array, parts: Sequence[DrawnPart], columns: int, rows: int) -> None:
        while len(self._renderers) < len(lamps):
            self._renderers.append(vtkRenderer())
        window = self._canvas.window
        window.GetRenderers().RemoveAllItems()
        for index, (lamp, renderer) in enumerate(zip(lamps, self._renderers, strict=False)):
            left, low = index % columns, index // columns
            renderer.SetViewport(left / columns, low / rows, (left + 1) / columns, (low + 1) / rows)
            renderer.GetViewProps().RemoveAllItems()
            for part in parts:
                for chunk in part.chunks:
                    renderer.AddActor(chunk.actor)
            view = View(2.0 * REACH, 2.0 * REACH, 1.0)
            aim(renderer.GetActiveCamera(), lamp_placement(lamp), view, far_m=60.0, near_m=NEAR_M)
            window.AddRenderer(renderer)


def _stacked(tiles: Points) -> ShadowAtlas:
    """Lay tiles (n, TILE_PX, TILE_PX) out three to a place."""
    places = math.ceil(len(tiles) / 3)
    columns = max(1, math.ceil(math.sqrt(places)))
    rows = max(1, math.ceil(places / columns))
    distances = np.zeros((rows * TILE_PX, columns * TILE_PX, 3), np.float32)
    for index, tile in enumerate(tiles):
        row, column = divmod(index // 3, columns)
        top, left = row * TILE_PX, column * TILE_PX
        distances[top : top + TILE_PX, left : left + TILE_PX, index % 3] = tile
    return ShadowAtlas(distances, columns)


def lamp_placement(lamp: Array) -> Placement:
    """Return a frame in the middle of a lamp (12,): forward the way it shines, right along its long axis."""
    normal, axis = lamp[8:11], lamp[4:7]
    matrix = np.stack([normal, axis, np.cross(normal, axis)], axis=1)
    return Placement.from_arrays(lamp[:3], quaternion_from_matrix(matrix))

"""A canvas with the meshes that were drawn on it before: what every look begins with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from zeroshot.framing.lens.optics import View
from zeroshot.framing.staging import StagedShot
from zeroshot.render.camera import aim, to_vtk_matrix
from zeroshot.render.geometry import DrawnChunk, DrawnMesh, DrawnPart
from zeroshot.render.shadings import Shading
from zeroshot.render.things import Thing
from zeroshot.render.window import Canvas
from zeroshot.spatial import Array, Placement

KEPT_MESHES = 96


@dataclass
class _Drawn:
    """A mesh on the graphics card, and the sets of parts that draw it: one each time it is in a picture."""

    geometry: DrawnMesh
    sets: dict[Shading, list[list[DrawnPart]]] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Posed:
    """Things in the picture with what draws each. eye_in_world: where they are seen from.

    farthest_m: a distance beyond everything.
    """

    things: tuple[Thing, ...]
    parts: tuple[tuple[DrawnPart, ...], ...]
    eye_in_world: Array
    farthest_m: float


class Easel:
    """Keep canvas, geometry and textures between pictures of all looks."""

    def __init__(self, *, ground: tuple[int, int, int] = (0, 0, 0)) -> None:
        """Make ready; nothing is drawn yet. ground: what is seen where nothing is, sRGB 0 to 255."""
        self.canvas = Canvas()
        self.canvas.renderer.SetBackground(*(level / 255.0 for level in ground))
        self._drawn: dict[int, _Drawn] = {}

    def close(self) -> None:
        """Give canvas and geometry back."""
        self.canvas.close()
        self._drawn.clear()

    def pose(self, things: Sequence[Thing], shading: Shading, *, eye_in_world: Array) -> Posed:
        """Put things on the canvas, and nothing else; nearest first: what they hide costs no light then."""
        parts = tuple(tuple(set_) for set_ in self._parts_of(things, shading))
        self._place(things, parts, eye_in_world)
        farthest_m = max((thing.farthest_m(eye_in_world) for thing in things), default=1.0) + 0.1
        return Posed(tuple(things), parts, eye_in_world, farthest_m)

    def aim(self, staged: StagedShot, posed: Posed) -> None:
        """Look at what is posed through the camera of a shot."""
        # The corners of the sky's cube are √3 times as far as its faces.
        far_m = posed.farthest_m * 1.8 if staged.orbit else posed.farthest_m
        self.look_through(staged.camera_placement, staged.view, far_m=far_m)

    def look_through(self, placement: Placement, view: View, *, far_m: float) -> None:
        """Look through a camera that stands somewhere."""
        aim(self.canvas.renderer.GetActiveCamera(), placement, view, far_m=far_m)

    def _place(
        self, things: Sequence[Thing], parts: Sequence[Sequence[DrawnPart]], eye_in_world: Array
    ) -> None:
        distances: list[tuple[float, DrawnChunk]] = []
        for thing, its_parts in zip(things, parts, strict=True):
            matrix = to_vtk_matrix(thing.placement.matrix)
            eye = thing.placement.apply_inverse(eye_in_world)
            for chunk in (chunk for part in its_parts for chunk in part.chunks):
                chunk.actor.SetUserMatrix(matrix)
                distances.append((float(np.linalg.norm(chunk.center - eye)) - chunk.radius_m, chunk))
        # What is seen through comes last, the farthest first. The order of equals stays: same bytes twice.
        distances.sort(key=lambda row: (row[1].is_translucent, -row[0] if row[1].is_translucent else row[0]))
        renderer = self.canvas.renderer
        # Not RemoveAllViewProps, which gives back what lies on the graphics card: four fifths of the time
        # of a small picture went into bringing it there again.
        renderer.GetViewProps().RemoveAllItems()
        for _, chunk in distances:
            if chunk.is_translucent:
                self.canvas.veil(chunk.actor.GetMapper())
            renderer.AddActor(chunk.actor)

    def _parts_of(self, things: Sequence[Thing], shading: Shading) -> Iterator[list[DrawnPart]]:
        """Return what draws each thing, reusing what was drawn before."""
        self._forget_oldest(keep={id(thing.mesh) for thing in things})
        used: dict[int, int] = {}
        for thing in things:
            key = id(thing.mesh)
            drawn = self._drawn.pop(key, None) or _Drawn(DrawnMesh(thing.mesh))
            self._drawn[key] = drawn  # the newest last
            index = used[key] = used.get(key, -1) + 1
            sets = drawn.sets.setdefault(shading, [])
            if index == len(sets):
                sets.append(drawn.geometry.build_parts(shading))
            yield sets[index]

    def _forget_oldest(self, *, keep: set[int]) -> None:
        excess = len(self._drawn) - KEPT_MESHES
        for key in [key for key in self._drawn if key not in keep][: max(0, excess)]:
            del self._drawn[key]

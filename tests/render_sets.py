"""Small sets for the tests of pictures: meshes made here, staged without files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np

from zeroshot.framing.staging import Luminaire, StagedModel, StagedShot, view_of
from zeroshot.library.facts import ModelFacts
from zeroshot.library.models import Model
from zeroshot.mesh import Material, Mesh, Part
from zeroshot.scene.document import Axes, Camera, Module
from zeroshot.scene.resolve import placement_of
from zeroshot.spatial import Placement

WHITE = Material("white", base_color=(0.85, 0.85, 0.85, 1.0))

FACTS = ModelFacts(name="made-here", mesh="none.glb", axes=Axes(forward="+X", right="+Y", down="+Z"))


@dataclass(frozen=True)
class MeshModel:
    """Stands in for a model of the library: the same door, no file behind it."""

    mesh: Mesh
    facts: ModelFacts = FACTS

    def choose(self, _options: object) -> dict[str, str]:
        return {}

    def load(self, *, scale: float, axes: object, options: object, is_light: bool, is_bare: bool) -> Mesh:
        assert scale == 1.0
        assert axes is None
        return self.mesh


def quad(
    center: Sequence[float], side_a: Sequence[float], side_b: Sequence[float], material: Material
) -> Part:
    """Build a flat quadrilateral, seen from the side to which side_a × side_b points."""
    middle, a, b = (np.asarray(value, dtype=float) for value in (center, side_a, side_b))
    points = np.stack([middle - a - b, middle + a - b, middle + a + b, middle - a + b])
    normal = np.cross(a, b) / np.linalg.norm(np.cross(a, b))
    return Part(
        points=points.astype(np.float32),
        normals=np.tile(normal, (4, 1)).astype(np.float32),
        triangles=np.array([[0, 1, 2], [0, 2, 3]], dtype=np.int32),
        material=material,
        uvs=np.array([[0, 0], [1, 0], [1, 1], [0, 1]], dtype=np.float32),
    )


def room(half: Sequence[float] = (4.0, 1.1, 1.1), material: Material = WHITE) -> Mesh:
    """Build a closed box seen from inside."""
    parts = []
    for axis in range(3):
        for sign in (-1.0, 1.0):
            center, a, b = np.zeros(3), np.zeros(3), np.zeros(3)
            center[axis] = sign * half[axis]
            a[(axis + 1) % 3], b[(axis + 2) % 3] = half[(axis + 1) % 3], half[(axis + 2) % 3]
            parts.append(quad(center, b, a, material) if sign > 0 else quad(center, a, b, material))
    return Mesh(tuple(parts))


def staged(
    camera: Camera,
    *meshes: Mesh,
    luminaires: Sequence[Luminaire] = (),
    actors: Sequence[Any] = (),
    placements: Sequence[Placement] = (),
) -> StagedShot:
    """Stage meshes before a camera, each at the origin unless placed."""
    models = []
    for i, mesh in enumerate(meshes):
        item = Module(id=f"m{i}", model="made-here")
        placement = placements[i] if i < len(placements) else Placement()
        models.append(StagedModel(item, cast(Model, MeshModel(mesh)), placement, 1.0))
    return StagedShot(
        resolved=cast(Any, None),
        camera=camera,
        camera_placement=placement_of(camera),
        view=view_of(camera),
        modules=tuple(models),
        props=(),
        actors=tuple(actors),
        luminaires=tuple(luminaires),
        station_module=None,
    )


def lamp(
    position: tuple[float, float, float],
    normal: tuple[float, float, float],
    *,
    kelvin: float = 5000.0,
    lumens: float = 1500.0,
    owner_id: str = "m0",
) -> Luminaire:
    """Build a luminaire that lies along the forward axis."""
    return Luminaire(position, (1.0, 0.0, 0.0), normal, (0.5, 0.09), lumens, kelvin, owner_id)

"""Triangle meshes and their materials, as plain arrays: what the library loads, people are made of, and
render draws. Knows nothing of files, VTK or trimesh.

Points are metres in the frame forward, right, down of whatever the mesh is a part of. Triangles wind
counter-clockwise seen from outside. Texture rows run from the top; ``uvs`` (0, 0) is the *bottom left*
corner, as in OBJ and VTK.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float32]
Triangles = NDArray[np.int32]
Image = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Material:
    """What a surface looks like, in glTF's metallic-roughness terms.

    base_color: sRGB and opacity, 0 to 1; multiplies the texture.
    texture: (h, w, 3 or 4) uint8 sRGB, or None.
    emission: sRGB, 0 to 1: light that the surface seems to give off (a lamp's diffuser, a screen); multiplies
    the texture too.
    """

    name: str = "plain"
    base_color: tuple[float, float, float, float] = (0.8, 0.8, 0.8, 1.0)
    texture: Image | None = None
    roughness: float = 0.7
    metallic: float = 0.0
    emission: tuple[float, float, float] = (0.0, 0.0, 0.0)
    two_sided: bool = False


@dataclass(frozen=True, eq=False)
class Part:
    """Triangles of one material.

    points, normals: (n, 3) float32. uvs: (n, 2) float32 or None. triangles: (m, 3) int32.
    colors: (n, 4) uint8 sRGB with opacity, one per point, multiplying the base color; or None.
    choice: "OPTION=VALUE" when the part is there only while an option of the model has that value (a hatch
    that is closed, shutters that are open); empty for what is always there.
    """

    points: Points
    normals: Points
    triangles: Triangles
    material: Material = field(default_factory=Material)
    uvs: Points | None = None
    colors: Image | None = None
    choice: str = ""


@dataclass(frozen=True, eq=False)
class Mesh:
    """A thing made of parts."""

    parts: tuple[Part, ...]

    def chosen(self, options: Mapping[str, str]) -> Mesh:
        """Return the mesh with only those parts that are there when the options have these values.

        A part of an option that is not named is left out.
        """
        kept = (part for part in self.parts if not part.choice or _is_chosen(part.choice, options))
        return Mesh(tuple(kept))

    @property
    def triangle_count(self) -> int:
        """Count the triangles of all parts."""
        return sum(len(part.triangles) for part in self.parts)

    @cached_property
    def bounds_m(self) -> NDArray[np.float64]:
        """Return the corners of the box that holds every point: (2, 3), lowest then highest."""
        points = np.concatenate([part.points for part in self.parts])
        bounds_m = np.stack([points.min(axis=0), points.max(axis=0)]).astype(np.float64)
        bounds_m.setflags(write=False)
        return bounds_m


def _is_chosen(choice: str, options: Mapping[str, str]) -> bool:
    option, _, value = choice.partition("=")
    return options.get(option) == value


def row_numbers(rows: NDArray[np.int64]) -> NDArray[np.intp]:
    """Number rows (n, k) of whole numbers, equal ones alike, from 0 in ascending order: (n,).

    What `numpy.unique` gives as the inverse along the first axis, in a tenth of the time.
    """
    if not len(rows):
        return np.zeros(0, np.intp)
    order = np.lexsort(rows.T[::-1])
    sorted_rows = rows[order]
    is_new = (sorted_rows[1:] != sorted_rows[:-1]).any(axis=1)
    numbers = np.empty(len(rows), np.intp)
    numbers[order] = np.concatenate([[0], np.cumsum(is_new)])
    return numbers

"""What the cabin looks like all around one place: mirrored by surfaces, and thrown back by walls as fill.

Kept as an octahedron unfolded to a square (Cigolle et al., JCGT 2014), once for each of a few roughnesses.
Pure arrays, no VTK.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.ndimage import map_coordinates

from zeroshot.mesh import Points
from zeroshot.render.light import PlaceLight
from zeroshot.spatial import Array

SIDE_PX, BLURRED_SIDE_PX = 64, 24
"""Pixels along a square: a mirrored lamp is six long from a metre away; what is blurred needs fewer."""

_COARSE_PX = 12
"""What is blurred needs no more: pixels along an edge of a face."""

ROUGHNESSES = (0.1, 0.4, 0.6, 0.85)
"""One square each; a surface takes the nearest."""

LAMP_OVER_MEAN = 5.0
"""What is brighter than so many times the mean is a lamp, whose light is reckoned by itself."""

FACES: tuple[tuple[Array, Array, Array], ...] = tuple(
    (np.array(forward, float), np.array(right, float), np.cross(forward, right).astype(float))
    for forward, right in (
        ((1, 0, 0), (0, 1, 0)),
        ((-1, 0, 0), (0, -1, 0)),
        ((0, 1, 0), (-1, 0, 0)),
        ((0, -1, 0), (1, 0, 0)),
        ((0, 0, 1), (0, 1, 0)),
        ((0, 0, -1), (0, 1, 0)),
    )
)
"""The six views of a cube: forward, right and down, in the world."""


@dataclass(frozen=True, eq=False)
class Mirror:
    """picture: (SIDE_PX + 2, n · (SIDE_PX + 2), 3) float32, rows from the bottom; one square a roughness.

    Squares of what is blurred fill a corner of their place. fill: what of it lights surfaces, lamps left out,
    in the same unit.
    """

    picture: Points
    fill: PlaceLight

    def square(self, roughness: float) -> tuple[tuple[float, float], tuple[float, float]]:
        """Return side and corner, in shares of the picture, of the square for a roughness."""
        index = int(np.argmin([abs(roughness - each) for each in ROUGHNESSES]))
        wide = SIDE_PX + 2
        width_px = wide * len(ROUGHNESSES)
        side = SIDE_PX if index == 0 else BLURRED_SIDE_PX
        return (side / width_px, side / wide), ((index * wide + 1) / width_px, 1 / wide)


def mirror_of_faces(faces: Points) -> Mirror:
    """Make a mirror of the six views of FACES: (6, n, n, 3) light, rows from the top, each 90° wide."""
    step = faces.shape[1] // _COARSE_PX
    coarse = faces[:, : step * _COARSE_PX, : step * _COARSE_PX]
    coarse = coarse.reshape(6, _COARSE_PX, step, _COARSE_PX, step, 3).mean(axis=(2, 4)).reshape(-1, 3)
    wide = SIDE_PX + 2
    picture = np.zeros((wide, wide * len(ROUGHNESSES), 3), np.float32)
    picture[:, :wide] = _looked_up(faces, octahedron_directions(SIDE_PX))
    side = BLURRED_SIDE_PX + 2
    for index, roughness in enumerate(ROUGHNESSES[1:], 1):
        blurred = (_lobes(roughness) @ coarse).reshape(side, side, 3)
        picture[:side, index * wide : index * wide + side] = blurred
    ways, angles = cube_directions(_COARSE_PX)
    limit = LAMP_OVER_MEAN * float(np.median(coarse.mean(axis=1)))
    walls = np.where(coarse.max(axis=1, keepdims=True) > limit, 0.0, coarse)
    even = (walls * angles[:, None]).sum(axis=0) / angles.sum()
    # Irradiance of the first order is two thirds of radiance's, whose coefficient is three times the mean.
    lean = 2.0 * (ways * angles[:, None]).T @ walls / angles.sum()
    return Mirror(picture, PlaceLight(even, lean))


@lru_cache(maxsize=len(ROUGHNESSES))
def _lobes(roughness: float) -> Points:
    """Return how much each pixel of the coarse faces counts for each pixel of a square (n, m)."""
    directions = octahedron_directions(BLURRED_SIDE_PX).reshape(-1, 3)
    ways, angles = cube_directions(_COARSE_PX)
    # The lobe around the mirrored direction is about a quarter as sharp as that of the half vector.
    power = max((2.0 / roughness**4 - 2.0) / 4.0, 1.0)
    lobes = np.maximum(directions @ ways.T, 0.0) ** power * angles
    return np.asarray(lobes / lobes.sum(axis=1, keepdims=True), np.float32)


def even_mirror(light: Array) -> Mirror:
    """Return a mirror of the same light (3,) from everywhere."""
    wide = (SIDE_PX + 2, (SIDE_PX + 2) * len(ROUGHNESSES), 3)
    return Mirror(np.broadcast_to(light, wide).astype(np.float32), PlaceLight(light, np.zeros((3, 3))))


def octahedron_directions(side_px: int) -> Array:
    """Return the directions (side + 2, side + 2, 3) of an unfolded octahedron with a border of one pixel.

    The border is what lies there: the square goes on beyond each edge mirrored about its middle.
    """
    at = (np.arange(-1, side_px + 1) + 0.5) / side_px * 2.0 - 1.0
    x, y = np.meshgrid(at, at)
    past_x, past_y = np.abs(x) > 1.0, np.abs(y) > 1.0
    x, y = (
        np.where(past_x, np.sign(x) * 2.0 - x, np.where(past_y, -x, x)),
        np.where(past_y & ~past_x, np.sign(y) * 2.0 - y, np.where(past_x, -y, y)),
    )
    z = 1.0 - np.abs(x) - np.abs(y)
    fold = np.maximum(-z, 0.0)
    ways = np.stack([x - np.where(x >= 0, fold, -fold), y - np.where(y >= 0, fold, -fold), z], axis=-1)
    return np.asarray(ways / np.linalg.norm(ways, axis=-1, keepdims=True))


def cube_directions(size_px: int) -> tuple[Array, Array]:
    """Return the directions (6 n², 3) of a cube's pixels and the solid angle of each."""
    at = (np.arange(size_px) + 0.5) / size_px * 2.0 - 1.0
    u, v = np.meshgrid(at, at)
    rows = [forward + u[..., None] * right + v[..., None] * down for forward, right, down in FACES]
    ways = np.stack(rows).reshape(-1, 3)
    length = np.linalg.norm(ways, axis=1)
    return ways / length[:, None], (2.0 / size_px) ** 2 / length**3


def _looked_up(faces: Points, directions: Array) -> Points:
    """Return what the faces show in directions (h, w, 3): (h, w, 3)."""
    size_px = faces.shape[1]
    found = np.zeros(directions.shape, np.float32)
    ahead = np.stack([directions @ forward for forward, _, _ in FACES])
    best = ahead.argmax(axis=0)
    for face, (_, right, down) in enumerate(FACES):
        chosen = best == face
        ways = directions[chosen] / ahead[face][chosen][:, None]
        column = (ways @ right * 0.5 + 0.5) * size_px - 0.5
        row = (ways @ down * 0.5 + 0.5) * size_px - 0.5
        for channel in range(3):
            found[chosen, channel] = map_coordinates(
                faces[face, ..., channel], [row, column], order=1, mode="nearest"
            )
    return found

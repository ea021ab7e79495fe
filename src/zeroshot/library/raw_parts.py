"""What a mesh file holds before it is turned into zeroshot's frame, and that turning."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from zeroshot.errors import AssetError
from zeroshot.library.normals import crease_normals
from zeroshot.mesh import Image, Material, Part, Points, Triangles

MAX_TRIANGLES = 10_000_000
"""More than this is refused: it is a scan or a simulation, and a still of it would take minutes."""


@dataclass(frozen=True, eq=False)
class RawPart:
    """Triangles of one material as a file gives them, in the file's axes and unit.

    points: (n, 3). triangles: (m, 3). normals: (n, 3) or None. uvs: (n, 2), origin bottom left, or None.
    colors: (n, 4) uint8 sRGB or None. matrix: (4, 4) ``file_from_part``, or None.
    choice: as in ``mesh.Part``.
    """

    points: NDArray[np.floating]
    triangles: NDArray[np.integer]
    material: Material
    normals: NDArray[np.floating] | None = None
    uvs: NDArray[np.floating] | None = None
    colors: Image | None = None
    matrix: NDArray[np.float64] | None = None
    choice: str = ""


def refuse_too_many(triangle_count: int, path: Path) -> None:
    """Raise AssetError when a mesh has more triangles than MAX_TRIANGLES."""
    if triangle_count > MAX_TRIANGLES:
        raise AssetError(
            f'the mesh "{path.name}" has {triangle_count:,} triangles and zeroshot takes {MAX_TRIANGLES:,}: '
            f"reduce it in the tool it came from, for example with a decimate modifier ({path})"
        )


def build_part(raw: RawPart, model_from_file: NDArray[np.float64], *, path: Path) -> Part:
    """Carry a part into forward, right, down and metres, and give it normals if it has none.

    model_from_file: (3, 3), axes and scale together.
    Raises AssetError for triangles that name points that do not exist, and for points that are not numbers.
    """
    raw = _only_used_points(raw, path)
    linear = model_from_file if raw.matrix is None else model_from_file @ raw.matrix[:3, :3]
    offset = np.zeros(3) if raw.matrix is None else model_from_file @ raw.matrix[:3, 3]
    points = (raw.points.astype(np.float64) @ linear.T + offset).astype(np.float32)
    _refuse_no_numbers(points, path)
    triangles = raw.triangles.astype(np.int32)
    if np.linalg.det(linear) < 0.0:
        # A mirrored part of the file turns its triangles inside out; winding them backwards mends it.
        triangles = triangles[:, ::-1].copy()
    normals = None if raw.normals is None else _turned_normals(raw.normals, linear)
    if normals is not None:
        return Part(points, normals, triangles, raw.material, _float32(raw.uvs), raw.colors, raw.choice)
    return _part_with_new_normals(raw, points, triangles)


def _part_with_new_normals(raw: RawPart, points: Points, triangles: Triangles) -> Part:
    weld = raw.uvs is None and raw.colors is None
    source, triangles, normals = crease_normals(points, triangles, weld=weld)
    uvs = None if raw.uvs is None else _float32(raw.uvs[source])
    colors = None if raw.colors is None else raw.colors[source]
    return Part(points[source], normals, triangles, raw.material, uvs, colors, raw.choice)


def _refuse_no_numbers(points: Points, path: Path) -> None:
    bad = int(np.count_nonzero(~np.isfinite(points).all(axis=1)))
    if bad:
        which = "point that is no number" if bad == 1 else "points that are no numbers"
        raise AssetError(
            f'the mesh "{path.name}" has {bad:,} {which}: export it again from the tool it came from ({path})'
        )


def _only_used_points(raw: RawPart, path: Path) -> RawPart:
    count = len(raw.points)
    used = np.zeros(count, dtype=bool)
    if raw.triangles.min(initial=0) < 0 or raw.triangles.max(initial=-1) >= count:
        raise AssetError(
            f'the mesh "{path.name}" is damaged, its triangles name points that it does not have: '
            f"export it again from the tool it came from ({path})"
        )
    used[raw.triangles.reshape(-1)] = True
    if used.all():
        return raw
    new_index = np.cumsum(used) - 1
    return RawPart(
        raw.points[used],
        new_index[raw.triangles],
        raw.material,
        None if raw.normals is None else raw.normals[used],
        None if raw.uvs is None else raw.uvs[used],
        None if raw.colors is None else raw.colors[used],
        raw.matrix,
        raw.choice,
    )


def _turned_normals(normals: NDArray[np.floating], linear: NDArray[np.float64]) -> Points | None:
    """Carry normals along; None when some are zero or not numbers, so that all are computed anew."""
    if not np.isfinite(normals).all() or abs(np.linalg.det(linear)) < 1e-300:
        return None
    turned = normals.astype(np.float64) @ np.linalg.inv(linear)
    length = np.linalg.norm(turned, axis=1, keepdims=True)
    if np.any(length < 1e-12 * np.max(length, initial=1.0)):
        return None
    return np.asarray(turned / length, dtype=np.float32)


def _float32(values: NDArray[np.floating] | None) -> NDArray[np.float32] | None:
    return None if values is None else values.astype(np.float32)

"""Surface nets: a closed triangle mesh of a field, on a grid whose lines need not be evenly spaced.

Gibson, "Constrained elastic surface nets" (MERL TR-99-24, 1999); the points are then moved onto the surface
along the field's gradient.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from zeroshot.people.sculpt.fields import Field
from zeroshot.spatial import Array

Lines = tuple[Array, Array, Array]

_CORNERS = np.array([[i, j, k] for i in (0, 1) for j in (0, 1) for k in (0, 1)])
_EDGES = [(a, b) for a in range(8) for b in range(a + 1, 8) if np.abs(_CORNERS[a] - _CORNERS[b]).sum() == 1]


def graded(stations: Sequence[float], steps: Sequence[float]) -> Array:
    """Lay grid lines from the first station to the last; steps[i] is the spacing from stations[i] on."""
    lines = [np.array([stations[0]])]
    for start, end, step in zip(stations[:-1], stations[1:], steps, strict=True):
        count = max(1, round((end - start) / step))
        lines.append(np.linspace(start, end, count + 1)[1:])
    return np.concatenate(lines)


def mirrored_lines(stations: Sequence[float], steps: Sequence[float]) -> Array:
    """Lay lines over positive stations, and their mirror images: symmetric about 0."""
    half = graded(stations, steps)
    return np.concatenate([-half[:0:-1], half])


def mesh_field(field: Field, lines: Lines) -> tuple[Array, NDArray[np.int32]]:
    """Mesh the zero level of a field: points (n, 3) and triangles (m, 3), counter-clockwise from outside."""
    values = _sample(field, lines)
    faces = np.concatenate([np.take(values, [0, -1], axis=axis).ravel() for axis in range(3)])
    if faces.min() < 0.0:
        raise ValueError("the sculpture reaches beyond its grid")
    cells, points = _cell_points(values, lines)
    triangles = _quads(values, cells, points)
    for _ in range(2):
        points = _onto_surface(field, points, lines)
        points = _relaxed(points, triangles)
    return _onto_surface(field, points, lines), triangles


def half_lines(stations: Sequence[float], steps: Sequence[float]) -> Array:
    """Lay lines for ``mesh_half``: like ``graded`` from 0, the first cell astride the plane of symmetry."""
    lines = graded(stations, steps)
    half = 0.5 * float(lines[1] - lines[0])
    return np.concatenate([[-half, half], lines[1:] + half])


def mesh_half(field: Field, lines: Lines) -> tuple[Array, NDArray[np.int32]]:
    """Mesh the right half of a symmetric field; the rim lies exactly on the plane y = 0.

    field: takes points folded onto the right. lines: those along y are from ``half_lines``.
    """
    values = _sample(field, lines)
    if min(np.take(values, [0, -1], axis=axis).min() for axis in (0, 2)) < 0.0 or values[:, -1].min() < 0.0:
        raise ValueError("the sculpture reaches beyond its grid")
    cells, points = _cell_points(values, lines)
    rim = np.zeros(len(points), dtype=bool)
    rim[cells[:, 0][cells[:, 0] >= 0]] = True
    kept, triangles = _largest_piece(_quads(values, cells, points), len(points))
    points, rim = points[kept], rim[kept]
    points[rim, 1] = 0.0
    imaged, whole = welded(points, triangles)
    for _ in range(2):
        points = _onto_surface(field, points, lines)
        points[rim, 1] = 0.0
        # Relaxed as a whole, so that the rim slides along its plane as any other point along the surface.
        points = _relaxed(mirror_image(points, imaged), whole)[: len(points)]
        points[rim, 1] = 0.0
    points = _onto_surface(field, points, lines)
    points[rim, 1] = 0.0
    return points, triangles


def _largest_piece(triangles: NDArray[np.int32], count: int) -> tuple[NDArray[np.intp], NDArray[np.int32]]:
    """Keep the largest piece, for fillets leave crumbs: its rows, and triangles into those."""
    label = np.arange(count)
    while True:
        lowest = label.copy()
        np.minimum.at(lowest, triangles, label[triangles].min(axis=1)[:, None])
        lowest = lowest[lowest]
        if (lowest == label).all():
            break
        label = lowest
    owner = label[triangles[:, 0]]
    kept, compact = np.unique(triangles[owner == np.bincount(owner).argmax()], return_inverse=True)
    return kept, compact.reshape(-1, 3).astype(np.int32)


def welded(points: Array, triangles: NDArray[np.int32]) -> tuple[NDArray[np.intp], NDArray[np.int32]]:
    """Close a right half with its mirror image along the rim, where y is exactly 0.

    Returns the rows that get an image (k,), which follow the right half's own in their order, and the
    triangles (2m, 3) of the whole.
    """
    imaged = np.flatnonzero(points[:, 1] != 0.0)
    renamed = np.arange(len(points), dtype=np.int32)
    renamed[imaged] = len(points) + np.arange(len(imaged), dtype=np.int32)
    return imaged, np.concatenate([triangles, renamed[triangles][:, ::-1]]).astype(np.int32)


def mirror_image(points: Array, imaged: NDArray[np.intp]) -> Array:
    """Put the mirror images of the rows ``imaged`` behind points (n, 3)."""
    return np.concatenate([points, points[imaged] * [1.0, -1.0, 1.0]])


def gradient(field: Field, points: Array, step: float = 4e-4) -> Array:
    """Return the field's gradient (n, 3) by central differences."""
    shifts = np.eye(3) * step
    return np.stack([(field(points + s) - field(points - s)) / (2.0 * step) for s in shifts], axis=-1)


# Fields rise by up to this many metres per metre: how sure a value is that no surface is near.
_STEEPEST = 2.0
_BLOCK = 8


def _sample(field: Field, lines: Lines) -> Array:
    """Measure the field on the grid: exactly near the surface, by the middle of a block elsewhere."""
    shape = tuple(len(line) for line in lines)
    blocks = [np.array_split(np.arange(n), max(1, n // _BLOCK)) for n in shape]
    middles = [np.array([line[b].mean() for b in rows]) for line, rows in zip(lines, blocks, strict=True)]
    halves = [
        np.array([np.ptp(line[b]) / 2.0 for b in rows]) for line, rows in zip(lines, blocks, strict=True)
    ]
    grid = np.stack(np.meshgrid(*middles, indexing="ij"), axis=-1).reshape(-1, 3)
    reach = np.linalg.norm(np.stack(np.meshgrid(*halves, indexing="ij"), axis=-1).reshape(-1, 3), axis=1)
    rough = _measured(field, grid)
    owner = [np.repeat(np.arange(len(rows)), [len(b) for b in rows]) for rows in blocks]
    counts = tuple(len(rows) for rows in blocks)
    values = rough.reshape(counts)[np.ix_(*owner)].copy()
    near = (np.abs(rough) < _STEEPEST * reach).reshape(counts)[np.ix_(*owner)]
    at = np.nonzero(near)
    values[at] = _measured(field, np.stack([line[i] for line, i in zip(lines, at, strict=True)], axis=-1))
    # Points exactly on the surface would make degenerate cells.
    values[np.abs(values) < 1e-9] = 1e-9
    _fill_touching(values)
    return values


def _measured(field: Field, points: Array) -> Array:
    return np.concatenate([field(chunk) for chunk in np.array_split(points, max(1, len(points) // 200_000))])


def _fill_touching(values: Array) -> None:
    """Fill where two sheets would touch along an edge: a grid square whose inside corners face each other.

    Such squares are where surface nets stop being a surface; values change in place.
    """
    for _ in range(20):
        found = 0
        for a, b in ((0, 1), (1, 2), (0, 2)):
            low, high = [slice(None)] * 3, [slice(None)] * 3
            low[a], high[a] = slice(None, -1), slice(1, None)

            def corner(first: list[slice], at: slice, axis: int = b) -> tuple[slice, ...]:
                chosen = list(first)
                chosen[axis] = at
                return tuple(chosen)

            near, far = slice(None, -1), slice(1, None)
            square = [values[corner(side, at)] for side in (low, high) for at in (near, far)]
            inside = [part < 0.0 for part in square]
            crossed = (inside[0] == inside[3]) & (inside[1] == inside[2]) & (inside[0] != inside[1])
            found += int(crossed.sum())
            for part in square:
                part[crossed & (part > 0.0)] = -1e-6
        if not found:
            return


def _cell_points(values: Array, lines: Lines) -> tuple[NDArray[np.int32], Array]:
    """Put a point in every cell that the surface crosses: cell → index (−1 for none), and points."""
    inside = values < 0.0
    nx, ny, nz = (n - 1 for n in values.shape)
    corner = [inside[i : i + nx, j : j + ny, k : k + nz] for i, j, k in _CORNERS]
    count = np.sum(corner, axis=0)
    crossed = np.argwhere((count > 0) & (count < 8))
    cells = np.full((nx, ny, nz), -1, dtype=np.int32)
    cells[tuple(crossed.T)] = np.arange(len(crossed))
    at = crossed[:, None, :] + _CORNERS
    value = values[at[..., 0], at[..., 1], at[..., 2]]
    place = np.stack([lines[axis][at[..., axis]] for axis in range(3)], axis=-1)
    total, crossings = np.zeros((len(crossed), 3)), np.zeros((len(crossed), 1))
    for a, b in _EDGES:
        crosses = ((value[:, a] < 0.0) != (value[:, b] < 0.0))[:, None]
        span = np.where(crosses[:, 0], value[:, a] - value[:, b], 1.0)
        share = (value[:, a] / span)[:, None]
        total += np.where(crosses, place[:, a] + share * (place[:, b] - place[:, a]), 0.0)
        crossings += crosses
    return cells, total / crossings


def _quads(values: Array, cells: NDArray[np.int32], points: Array) -> NDArray[np.int32]:
    """Join the points of the four cells around every crossed grid line, split along the shorter diagonal."""
    inside = values < 0.0
    quads = []
    for axis in range(3):
        b, c = (axis + 1) % 3, (axis + 2) % 3
        low, high = (
            np.take(inside, range(values.shape[axis] - 1), axis),
            np.take(inside, range(1, values.shape[axis]), axis),
        )
        edge = np.argwhere(low != high)
        leaving = low[tuple(edge.T)]
        around = []
        for db, dc in ((-1, -1), (0, -1), (0, 0), (-1, 0)):
            cell = edge.copy()
            cell[:, b] += db
            cell[:, c] += dc
            around.append(cells[tuple(cell.T)])
        quad = np.stack(around, axis=1)
        # At the rim of a half there are no cells on the other side.
        inner = (edge[:, b] > 0) & (edge[:, c] > 0)
        quads.append(np.where(leaving[:, None], quad, quad[:, ::-1])[inner])
    quad = np.concatenate(quads)
    first = np.linalg.norm(points[quad[:, 0]] - points[quad[:, 2]], axis=1)
    second = np.linalg.norm(points[quad[:, 1]] - points[quad[:, 3]], axis=1)
    turned = np.where((first <= second)[:, None], quad, np.roll(quad, -1, axis=1))
    return np.concatenate([turned[:, [0, 1, 2]], turned[:, [0, 2, 3]]]).astype(np.int32)


def _onto_surface(field: Field, points: Array, lines: Lines) -> Array:
    """Move points onto the surface along the gradient, never farther than a cell."""
    reach = 0.6 * np.stack([_spacing(line, points[:, axis]) for axis, line in enumerate(lines)], axis=-1)
    moved = points
    for _ in range(3):
        slope = gradient(field, moved)
        size = np.maximum(np.sum(slope**2, axis=1), 0.05)
        moved = moved - (field(moved) / size)[:, None] * slope
        moved = points + np.clip(moved - points, -reach, reach)
    return moved


def _spacing(line: Array, at: Array) -> Array:
    index = np.clip(np.searchsorted(line, at) - 1, 0, len(line) - 2)
    return np.asarray(line[index + 1] - line[index])


def _relaxed(points: Array, triangles: NDArray[np.int32], share: float = 0.5) -> Array:
    """Move each point toward the middle of its neighbours, within the surface."""
    total, count = np.zeros_like(points), np.zeros(len(points))
    for a, b in ((0, 1), (1, 2), (2, 0)):
        for start, end in ((a, b), (b, a)):
            for axis in range(3):
                total[:, axis] += np.bincount(
                    triangles[:, start], points[triangles[:, end], axis], len(points)
                )
            count += np.bincount(triangles[:, start], minlength=len(points))
    pull = total / count[:, None] - points
    corners = points[triangles]
    faces = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normals = np.zeros_like(points)
    for corner in range(3):
        for axis in range(3):
            normals[:, axis] += np.bincount(triangles[:, corner], faces[:, axis], len(points))
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-15)
    pull -= np.sum(pull * normals, axis=1, keepdims=True) * normals
    return np.asarray(points + share * pull)

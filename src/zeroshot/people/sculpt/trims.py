"""What is sewn onto cloth: ribbons, patches and buttons, laid on the garment where it settled.

Places are given on the garment as it was cut (``Piece.flat``), so a pocket sits where it was drawn, with
whatever folds the cloth made under it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zeroshot.people.clothes import NAME_TAG_M
from zeroshot.people.sculpt.tailoring import Piece
from zeroshot.spatial import Array

_SUNK_M = 0.0012
# How far round the nearest corner triangles are tried.
_TRIED = 6


class Ground:
    """A garment to sew onto: finds the place on it that is nearest to a place of the cut."""

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        self.normals = piece.normals
        count = len(piece.flat)
        order = np.argsort(piece.triangles.ravel(), kind="stable")
        self._corner_triangles = order // 3
        self._starts = np.searchsorted(piece.triangles.ravel()[order], np.arange(count + 1))

    def at(self, places: Array) -> tuple[Array, Array, Array]:
        """Return points (n, 3), normals (n, 3) and weights (n, joints) of the garment nearest to places."""
        flat, triangles = self.piece.flat, self.piece.triangles
        best = np.full(len(places), np.inf)
        chosen = np.zeros(len(places), dtype=np.int64)
        shares = np.zeros((len(places), 3))
        for candidate in self._candidates(places).T:
            distance, share = _on_triangles(places, flat[triangles[candidate]])
            better = distance < best
            best = np.where(better, distance, best)
            chosen = np.where(better, candidate, chosen)
            shares = np.where(better[:, None], share, shares)
        corners = triangles[chosen]

        def mixed(values: Array | NDArray[np.float32]) -> Array:
            return np.asarray(np.einsum("nk,nkj->nj", shares, values[corners]))

        normals = mixed(self.normals)
        normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)
        return mixed(self.piece.points), normals, mixed(self.piece.shares)

    def cast(self, places: Array, way: ArrayLike) -> Array:
        """Return where rays from places along a way, (3,) or (n, 3), first meet the garment as it was cut.

        Where a ray misses, the nearest place is taken.
        """
        ways = np.broadcast_to(np.asarray(way, dtype=np.float64), places.shape)
        ways = ways / np.linalg.norm(ways, axis=1, keepdims=True)
        corners = self.piece.flat[self.piece.triangles]
        found = np.stack([_first_hit(place, ray, corners) for place, ray in zip(places, ways, strict=True)])
        missed = ~np.isfinite(found)
        hits = places + np.where(missed, 0.0, found)[:, None] * ways
        if missed.any():
            size = np.sum(self.piece.flat**2, axis=1)
            far = size[None] - 2.0 * places[missed] @ self.piece.flat.T
            hits[missed] = self.piece.flat[np.argmin(far, axis=1)]
        return np.asarray(hits)

    def _candidates(self, places: Array) -> NDArray[np.int64]:
        flat = self.piece.flat
        size = np.sum(flat**2, axis=1)
        rows = []
        for chunk in np.array_split(places, 1 + len(places) // 400):
            near = np.argpartition(size[None] - 2.0 * chunk @ flat.T, _TRIED, axis=1)[:, :_TRIED]
            rows.append(near)
        near = np.concatenate(rows)
        found = []
        for turn in range(7):
            at = np.minimum(self._starts[near] + turn, self._starts[near + 1] - 1)
            found.append(self._corner_triangles[np.maximum(at, 0)])
        return np.concatenate(found, axis=1)


def _first_hit(place: Array, way: Array, corners: Array) -> float:
    """Return how far along a way a ray first meets triangles (n, 3, 3) from outside; infinity for never.

    Möller & Trumbore, "Fast, minimum storage ray/triangle intersection", J. Graphics Tools 2(1), 1997.
    """
    a = corners[:, 0]
    u, v, w = corners[:, 1] - a, corners[:, 2] - a, place - a
    across = np.cross(way, v)
    turn = np.sum(u * across, axis=1)
    safe = np.where(np.abs(turn) < 1e-14, 1e-14, turn)
    second = np.sum(w * across, axis=1) / safe
    side = np.cross(w, u)
    third = side @ way / safe
    far = np.sum(v * side, axis=1) / safe
    hit = (turn > 1e-14) & (second >= 0.0) & (third >= 0.0) & (second + third <= 1.0) & (far > 0.0)
    return float(np.min(far, where=hit, initial=np.inf))


def _on_triangles(places: Array, corners: Array) -> tuple[Array, Array]:
    """Return the distance (n,) to triangles (n, 3, 3) and the shares (n, 3) of their corners nearest."""
    a, b, c = corners.transpose(1, 0, 2)
    u, v, w = b - a, c - a, places - a
    uu, uv, vv = (np.sum(x * y, axis=1) for x, y in ((u, u), (u, v), (v, v)))
    wu, wv = np.sum(w * u, axis=1), np.sum(w * v, axis=1)
    area = np.maximum(uu * vv - uv * uv, 1e-18)
    second, third = (vv * wu - uv * wv) / area, (uu * wv - uv * wu) / area
    share = np.clip(np.stack([1.0 - second - third, second, third], axis=1), 0.0, None)
    share /= share.sum(axis=1, keepdims=True)
    near = np.einsum("nk,nkj->nj", share, corners)
    return np.linalg.norm(places - near, axis=1), share


def sheet(
    ground: Ground,
    places: Array,
    *,
    height_m: Array | float,
    tint: tuple[float, float] = (0.0, 0.0),
    light: float = 1.0,
) -> Piece:
    """Lay a grid of places (rows, columns, 3) onto a garment, raised, its border sewn down.

    Rows run across columns so that rows × columns points outward. height_m: (rows, columns) or one for all.
    """
    rows, columns = places.shape[:2]
    raised = np.broadcast_to(np.asarray(height_m, dtype=np.float64), (rows, columns)).ravel()
    points, normals, shares = ground.at(places.reshape(-1, 3))
    # One normal field for all, evened out, so that a stiff patch does not copy every crease.
    top = points + raised[:, None] * normals
    index = np.arange(rows * columns).reshape(rows, columns)
    border = np.concatenate([index[0, :-1], index[:-1, -1], index[-1, :0:-1], index[:0:-1, 0]])
    sunk = points[border] - _SUNK_M * normals[border]
    a, b, c, d = (
        index[:-1, :-1].ravel(), index[1:, :-1].ravel(), index[1:, 1:].ravel(), index[:-1, 1:].ravel()
    )  # fmt: skip
    faces = [np.stack([a, b, c], axis=1), np.stack([a, c, d], axis=1)]
    low = rows * columns + np.arange(len(border))
    after, low_after = np.roll(border, -1), np.roll(low, -1)
    faces += [np.stack([border, after, low_after], axis=1), np.stack([border, low_after, low], axis=1)]
    faces.append(_underside(rows, columns) + rows * columns)
    count = rows * columns + len(border)
    dark = np.concatenate([np.full(rows * columns, light), np.full(len(border), 0.72 * light)])
    return Piece(
        points=np.concatenate([top, sunk]),
        flat=np.concatenate([places.reshape(-1, 3), places.reshape(-1, 3)[border]]),
        triangles=np.concatenate(faces).astype(np.int32),
        shares=np.concatenate([shares, shares[border]]).astype(np.float32),
        tint=np.broadcast_to(np.array(tint), (count, 2)).copy(),
        light=dark,
    )


def _underside(rows: int, columns: int) -> NDArray[np.int64]:
    """Close the border of a sheet from below: triangles into the border's points, first corner first."""
    first = np.arange(columns)
    right = columns - 1 + np.arange(rows)
    last = columns - 1 + rows - 1 + np.arange(columns)[::-1]
    left = np.concatenate([[0], 2 * (rows - 1) + 2 * (columns - 1) - np.arange(1, rows)])
    bands = [
        np.stack([left[:-1], right[:-1], right[1:]], axis=1),
        np.stack([left[:-1], right[1:], left[1:]], axis=1),
    ]
    ends = [(first[0], first[i], first[i + 1]) for i in range(1, columns - 1)]
    ends += [(last[0], last[i + 1], last[i]) for i in range(1, columns - 1)]
    return np.concatenate([*bands, np.array(ends, dtype=np.int64).reshape(-1, 3)])


def ribbon(
    ground: Ground,
    path: ArrayLike,
    *,
    width_m: float,
    height_m: float = 0.0012,
    step_m: float = 0.010,
    tint: tuple[float, float] = (0.0, 0.0),
    light: float = 1.0,
    across: int = 2,
    toward: ArrayLike | None = None,
) -> Piece:
    """Sew a ribbon along a path of places (n, 3) of the cut.

    toward: a place (3,) or one for each of the path, toward which the path is thrown onto the garment; None
    takes the nearest places.
    """
    line = evenly(np.asarray(path, dtype=np.float64), step_m)
    if toward is not None:
        aim = np.asarray(toward, dtype=np.float64)
        if aim.ndim == 2:
            share = np.linspace(0.0, 1.0, len(aim))
            at = np.linspace(0.0, 1.0, len(line))
            aim = np.stack([np.interp(at, share, aim[:, axis]) for axis in range(3)], axis=1)
        line = evenly(ground.cast(line, aim - line), step_m)
    _, normals, _ = ground.at(line)
    along = np.gradient(line, axis=0)
    side = np.cross(normals, along)
    side /= np.maximum(np.linalg.norm(side, axis=1, keepdims=True), 1e-9)
    offsets = np.linspace(-0.5, 0.5, across) * width_m
    places = line[:, None] + offsets[None, :, None] * side[:, None]
    return sheet(ground, places, height_m=height_m, tint=tint, light=light)


def patch(
    ground: Ground,
    centre: ArrayLike,
    right: ArrayLike,
    down: ArrayLike,
    *,
    puff_m: float = 0.0015,
    tint: tuple[float, float] = (0.0, 0.0),
    cells: tuple[int, int] = (6, 6),
    shape: Callable[[Array, Array], Array] | None = None,
    light: float = 1.0,
    inward: ArrayLike | None = None,
) -> Piece:
    """Sew a patch on: half its width along right, half its height along down, both (3,) metres.

    shape: its height at (u, v), each −1 to 1, as a share of puff_m; flat without. inward: the way in which it
    is thrown onto the garment; None takes the nearest places.
    """
    u, v = np.meshgrid(np.linspace(-1, 1, cells[0] + 1), np.linspace(-1, 1, cells[1] + 1))
    places = np.asarray(centre) + u[..., None] * np.asarray(right) + v[..., None] * np.asarray(down)
    if inward is not None:
        places = ground.cast(places.reshape(-1, 3), inward).reshape(places.shape)
    height = puff_m * (shape(u, v) if shape is not None else np.ones_like(u))
    return _outward(sheet(ground, places, height_m=height, tint=tint, light=light), ground)


def name_tag(ground: Ground, centre: ArrayLike) -> Piece:
    """Sew a name tag onto the chest; its tint says where in its picture a point lies, (0, 0) bottom left."""
    wide, high = (0.5 * side for side in NAME_TAG_M)
    piece = patch(
        ground,
        centre,
        (0.0, -wide, 0.0),
        (0.0, 0.0, high),
        puff_m=0.0030,
        cells=(8, 4),
        inward=(-1.0, 0.0, 0.0),
    )
    offset = piece.flat - np.asarray(centre)
    picture = np.stack([0.5 - 0.5 * offset[:, 1] / wide, 0.5 - 0.5 * offset[:, 2] / high], axis=1)
    return replace(piece, tint=np.clip(picture, 0.0, 1.0))


def _outward(piece: Piece, ground: Ground) -> Piece:
    """Turn a sheet over if it faces into the garment."""
    _, normals, _ = ground.at(piece.flat)
    if np.sum(piece.normals * normals) >= 0.0:
        return piece
    return Piece(
        piece.points, piece.flat, piece.triangles[:, ::-1].copy(), piece.shares, piece.tint, piece.light
    )


def button(
    ground: Ground,
    place: ArrayLike,
    *,
    radius_m: float,
    height_m: float = 0.0022,
    tint: tuple[float, float],
    inward: ArrayLike | None = None,
) -> Piece:
    """Sew a round button on; inward as for a patch."""
    spot = np.asarray(place, dtype=np.float64)[None]
    if inward is not None:
        spot = ground.cast(spot, inward)
    point, normal, share = (values[0] for values in ground.at(spot))
    other = np.cross(normal, [0.0, 0.0, 1.0] if abs(normal[2]) < 0.9 else [1.0, 0.0, 0.0])
    other /= np.linalg.norm(other)
    third = np.cross(normal, other)
    turn = np.linspace(0.0, 2.0 * np.pi, 10, endpoint=False)
    ring = np.cos(turn)[:, None] * other + np.sin(turn)[:, None] * third
    low = point + radius_m * ring - _SUNK_M * normal
    high = point + 0.9 * radius_m * ring + height_m * normal
    tip = point + 0.75 * height_m * normal
    a, b = np.arange(10), np.roll(np.arange(10), -1)
    faces = np.concatenate(
        [
            np.stack([a, b, b + 10], axis=1),
            np.stack([a, b + 10, a + 10], axis=1),
            np.stack([a + 10, b + 10, np.full(10, 20)], axis=1),
            np.stack([b, a, np.full(10, 21)], axis=1),
        ]
    )
    points = np.concatenate([low, high, tip[None], low.mean(axis=0, keepdims=True)])
    flat = np.broadcast_to(np.asarray(place, dtype=np.float64), points.shape)
    light = np.concatenate([np.full(10, 0.7), np.ones(10), [0.86, 0.7]])
    return Piece(
        points,
        flat.copy(),
        faces.astype(np.int32),
        np.broadcast_to(share, (22, len(share))).astype(np.float32),
        np.broadcast_to(np.array(tint), (22, 2)).copy(),
        light,
    )


def evenly(path: Array, step_m: float) -> Array:
    """Return points along a path of corners, about a step apart."""
    lengths = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))])
    count = max(2, 1 + round(lengths[-1] / step_m))
    at = np.linspace(0.0, lengths[-1], count)
    return np.stack([np.interp(at, lengths, path[:, axis]) for axis in range(3)], axis=1)


def on_both_sides(make: Callable[[float], Sequence[Piece]]) -> list[Piece]:
    """Make pieces on the right (+1) and on the left (−1)."""
    return [piece for sign in (1.0, -1.0) for piece in make(sign)]

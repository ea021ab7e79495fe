"""Hard and thick things that are worn: meshed from a field, turned round an axis, or swept along a path."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zeroshot.people.sculpt.body import Body
from zeroshot.people.sculpt.fields import Field
from zeroshot.people.sculpt.finish import reached_by_light
from zeroshot.people.sculpt.nets import mesh_field
from zeroshot.people.sculpt.tailoring import Lines, Piece, dense_shares
from zeroshot.people.sculpt.thinning import thinned
from zeroshot.people.sculpt.weights import skin_weights
from zeroshot.people.template import SKIN_INDEX, SKIN_JOINTS
from zeroshot.spatial import Array

Shares = NDArray[np.float32]
Tint = tuple[float, float]


def solid(
    body: Body, field: Field, lines: Lines, *, budget: int, joint: str | None = None, tint: Tint = (0.0, 0.0)
) -> Piece:
    """Mesh a field; joint: the one that carries it, None for those of the skin there."""
    points, triangles = thinned(*mesh_field(field, lines), target=budget)
    shares = of_skin(points, body) if joint is None else carried_by(joint, len(points))
    return _piece(points, triangles, shares, tint, reached_by_light(field, points))


def carried_by(joint: str, count: int) -> Shares:
    """Return the weights (count, skin joints) of what one joint carries."""
    shares = np.zeros((count, len(SKIN_JOINTS)), dtype=np.float32)
    shares[:, SKIN_INDEX[joint]] = 1.0
    return shares


def of_skin(points: Array, body: Body) -> Shares:
    """Return the weights (n, skin joints) that skin has at points."""
    return dense_shares(*skin_weights(points, body)).astype(np.float32)


def tube(
    path: ArrayLike,
    radius_m: float,
    joint: str,
    *,
    is_closed: bool = False,
    sides: int = 8,
    tint: Tint = (0.0, 0.0),
) -> Piece:
    """Sweep a tube along a path (n, 3), carried by one joint; closed into a ring, or with capped ends."""
    line = np.asarray(path, dtype=np.float64)
    along = np.roll(line, -1, axis=0) - np.roll(line, 1, axis=0) if is_closed else np.gradient(line, axis=0)
    along = along / np.linalg.norm(along, axis=1, keepdims=True)
    first = _unturning(along)
    second = np.cross(along, first)
    turn = np.linspace(0.0, 2.0 * np.pi, sides, endpoint=False)
    ring = np.cos(turn)[None, :, None] * first[:, None] + np.sin(turn)[None, :, None] * second[:, None]
    points = (line[:, None] + radius_m * ring).reshape(-1, 3)
    triangles = [_tube_sides(len(line), sides, is_closed=is_closed)]
    if not is_closed:
        last = (len(line) - 1) * sides
        around = np.arange(sides)
        after = np.roll(around, -1)
        tips = len(points) + np.arange(2)
        points = np.concatenate([points, line[[0, -1]]])
        triangles.append(np.stack([after, around, np.full(sides, tips[0])], axis=1))
        triangles.append(np.stack([around + last, after + last, np.full(sides, tips[1])], axis=1))
    faces = np.concatenate(triangles).astype(np.int32)
    return _piece(points, faces, carried_by(joint, len(points)), tint, np.ones(len(points)))


def _unturning(along: Array) -> Array:
    """Return a direction (n, 3) across a path that turns about it no more than it must."""
    start = np.cross(along[0], [0.0, 0.0, 1.0] if abs(along[0][2]) < 0.9 else [1.0, 0.0, 0.0])
    across = [start / np.linalg.norm(start)]
    for way in along[1:]:
        following = across[-1] - (across[-1] @ way) * way
        across.append(following / np.linalg.norm(following))
    return np.stack(across)


def _tube_sides(rows: int, sides: int, *, is_closed: bool) -> NDArray[np.int64]:
    index = np.arange(rows * sides).reshape(rows, sides)
    low, high = (index, np.roll(index, -1, axis=0)) if is_closed else (index[:-1], index[1:])
    a, b = low.ravel(), np.roll(low, -1, axis=1).ravel()
    c, d = high.ravel(), np.roll(high, -1, axis=1).ravel()
    return np.concatenate([np.stack([a, b, d], axis=1), np.stack([a, d, c], axis=1)])


def turned_ring(
    middle: Array, axis: Array, profile: ArrayLike, joint: str, *, sides: int = 28, tint: Tint = (0.0, 0.0)
) -> Piece:
    """Turn a closed profile of rows (radius, along the axis) round an axis through a middle: a ring."""
    rows = np.asarray(profile, dtype=np.float64)
    way = axis / np.linalg.norm(axis)
    first = np.cross(way, [0.0, 0.0, 1.0] if abs(way[2]) < 0.9 else [1.0, 0.0, 0.0])
    first /= np.linalg.norm(first)
    second = np.cross(way, first)
    turn = np.linspace(0.0, 2.0 * np.pi, sides, endpoint=False)
    out = np.cos(turn)[:, None] * first + np.sin(turn)[:, None] * second
    points = middle + rows[None, :, 0:1] * out[:, None] + rows[None, :, 1:2] * way
    triangles = _tube_sides(sides, len(rows), is_closed=True).astype(np.int32)
    flat = points.reshape(-1, 3)
    return outward(_piece(flat, triangles, carried_by(joint, len(flat)), tint, np.ones(len(flat))))


def box(
    centre: ArrayLike,
    half: ArrayLike,
    rounding_m: float,
    joint: str,
    *,
    tint: Tint = (0.0, 0.0),
    light: float = 1.0,
) -> Piece:
    """Make a box with rounded edges; half: its half sizes (3,)."""
    size = np.asarray(half, dtype=np.float64)
    faces, points, start = [], [], 0
    for axis in range(3):
        b, c = (axis + 1) % 3, (axis + 2) % 3
        u, v = np.meshgrid(_stations(size[b], rounding_m), _stations(size[c], rounding_m), indexing="ij")
        index = np.arange(u.size).reshape(u.shape)
        quad = np.stack([index[:-1, :-1], index[1:, :-1], index[1:, 1:], index[:-1, 1:]], axis=-1).reshape(
            -1, 4
        )
        for sign in (1.0, -1.0):
            face = np.empty((u.size, 3))
            face[:, axis], face[:, b], face[:, c] = sign * size[axis], u.ravel(), v.ravel()
            points.append(face)
            turned = quad if sign > 0.0 else quad[:, ::-1]
            faces += [turned[:, [0, 1, 2]] + start, turned[:, [0, 2, 3]] + start]
            start += u.size
    raw = np.concatenate(points)
    core = np.clip(raw, -(size - rounding_m), size - rounding_m)
    away = raw - core
    shaped = core + rounding_m * away / np.maximum(np.linalg.norm(away, axis=1, keepdims=True), 1e-12)
    _, rows, welded = np.unique(np.round(shaped, 7), axis=0, return_index=True, return_inverse=True)
    triangles = welded.reshape(-1)[np.concatenate(faces)].astype(np.int32)
    kept = shaped[rows] + np.asarray(centre)
    return _piece(kept, triangles, carried_by(joint, len(kept)), tint, np.full(len(kept), light))


def _stations(half_m: float, rounding_m: float) -> Array:
    # A small edge needs no more than a chamfer.
    edge = np.array([1.0, 0.3, 0.0] if rounding_m > _CHAMFERED_M else [1.0, 0.0])
    ends = half_m - rounding_m + edge * rounding_m
    return np.concatenate([-ends, ends[::-1]])


_CHAMFERED_M = 0.013


def bowl(outer: Array, inner: Array, joint: str, *, tint: Tint = (0.0, 0.0)) -> Piece:
    """Close two grids of points (n, m, 3) that lie over each other into a shell."""
    rows, columns = outer.shape[:2]
    index = np.arange(rows * columns).reshape(rows, columns)
    a, b = index[:-1, :-1].ravel(), index[1:, :-1].ravel()
    c, d = index[1:, 1:].ravel(), index[:-1, 1:].ravel()
    front = np.concatenate([np.stack([a, b, c], axis=1), np.stack([a, c, d], axis=1)])
    border = np.concatenate([index[0, :-1], index[:-1, -1], index[-1, :0:-1], index[:0:-1, 0]])
    after, count = np.roll(border, -1), rows * columns
    wall = np.concatenate(
        [
            np.stack([border, after, after + count], axis=1),
            np.stack([border, after + count, border + count], axis=1),
        ]
    )
    triangles = np.concatenate([front, front[:, ::-1] + count, wall]).astype(np.int32)
    points = np.concatenate([outer.reshape(-1, 3), inner.reshape(-1, 3)])
    return outward(_piece(points, triangles, carried_by(joint, len(points)), tint, np.ones(len(points))))


def outward(piece: Piece) -> Piece:
    """Turn a closed piece's triangles over if they face inward."""
    a, b, c = (piece.points - piece.points.mean(axis=0))[piece.triangles].transpose(1, 0, 2)
    if np.sum(a * np.cross(b, c)) >= 0.0:
        return piece
    return Piece(
        piece.points, piece.flat, piece.triangles[:, ::-1].copy(), piece.shares, piece.tint, piece.light
    )


def _piece(points: Array, triangles: NDArray[np.int32], shares: Shares, tint: Tint, light: Array) -> Piece:
    tints = np.broadcast_to(np.array(tint, dtype=np.float64), (len(points), 2)).copy()
    return Piece(points, points, triangles, shares, tints, light)

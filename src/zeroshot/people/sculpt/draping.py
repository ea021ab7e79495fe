"""Cloth that hangs on nothing: it is cut for a straight body, bent with it into the pose of someone afloat,
and left to settle there, so that folds lie where limbs bend. Then it is brought back to the bind pose.

Position-based dynamics without gravity: Müller, Heidelberger, Hennix & Ratcliff, "Position based dynamics",
J. Visual Communication and Image Representation 18(2), 2007; corrections are averaged per point.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zeroshot.people.poses import pose_angles
from zeroshot.people.sculpt.body import Body
from zeroshot.people.sculpt.fields import Field, mirrored
from zeroshot.people.shape import ShapedBody
from zeroshot.people.skeleton import forward_kinematics, stack_joints
from zeroshot.people.skinning import skin_movers
from zeroshot.people.turns import matrix_from_angles
from zeroshot.spatial import Array

Triangles = NDArray[np.int32]
Weights = NDArray[np.float32]


class Solid:
    """A body's field sampled on a grid of its right half, so that asking it is cheap."""

    def __init__(self, field: Field, low: Array, high: Array, step_m: float = 0.010) -> None:
        self.low, self.step_m = np.array([low[0], -2.0 * step_m, low[2]]), step_m
        lines = [np.arange(start, end + step_m, step_m) for start, end in zip(self.low, high, strict=True)]
        grid = np.stack(np.meshgrid(*lines, indexing="ij"), axis=-1).reshape(-1, 3)
        chunks = np.array_split(mirrored(grid), 1 + len(grid) // 200_000)
        value = np.concatenate([field(chunk) for chunk in chunks]).reshape([len(line) for line in lines])
        slopes = np.stack(np.gradient(value, step_m), axis=-1)
        self.table = np.concatenate([value[..., None], slopes], axis=-1).astype(np.float32)

    def at(self, points: Array) -> tuple[Array, Array]:
        """Return the distance (n,) and the unit slope (n, 3) at points of either side."""
        shape = np.array(self.table.shape[:3])
        place = np.clip((mirrored(points) - self.low) / self.step_m, 0.0, shape - 1.001)
        cell = place.astype(np.int64)
        share = place - cell
        total = np.zeros((len(points), 4))
        for corner in np.ndindex(2, 2, 2):
            weight = np.prod(np.where(corner, share, 1.0 - share), axis=1)
            i, j, k = (cell + corner).T
            total += weight[:, None] * self.table[i, j, k]
        slope = total[:, 1:] / np.maximum(np.linalg.norm(total[:, 1:], axis=1, keepdims=True), 1e-6)
        slope[:, 1] *= np.where(points[:, 1] < 0.0, -1.0, 1.0)
        return total[:, 0], slope


@dataclass(frozen=True, eq=False)
class Cut:
    """How a piece of cloth is cut, per point of it.

    excess: (n,) how much longer it is than the surface it is laid on, as a share. pinned: (n,) 0 free to 1
    held where it is. clear_m: (n,) how far it stays from the body. stiff: (n,) 0 to 1 against creases.
    creased_m: how high the creases are that it had before it was put on.
    """

    excess: Array
    pinned: Array
    clear_m: Array
    stiff: Array
    creased_m: float = 0.006


def rigid_movers(body: Body, pose: str, joints: NDArray[np.uint8], weights: Weights) -> tuple[Array, Array]:
    """Return the turn (n, 3, 3) and shift (n, 3) that carry each point from the bind pose to a pose."""
    rest, turns = stack_joints(body.build.joints), matrix_from_angles(pose_angles(pose))
    positions, attitudes = forward_kinematics(rest, turns)
    movers = skin_movers(ShapedBody(rest, body.positions, body.attitudes), positions, attitudes)
    picked = movers.astype(np.float64)[joints]
    side = np.sign(np.einsum("nkq,nq->nk", picked[:, :, :4], picked[:, 0, :4]) + 1e-9)
    blended = np.einsum("nk,nkq->nq", weights * side, picked)
    return _rigid(blended / np.linalg.norm(blended[:, :4], axis=1, keepdims=True))


def _rigid(dual: Array) -> tuple[Array, Array]:
    x, y, z, w = dual[:, :4].T
    turn = np.empty((len(dual), 3, 3))
    turn[:, 0] = np.stack([1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)], axis=1)
    turn[:, 1] = np.stack([2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)], axis=1)
    turn[:, 2] = np.stack([2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)], axis=1)
    real, real_w, move, move_w = dual[:, :3], dual[:, 3:4], dual[:, 4:7], dual[:, 7:8]
    return turn, 2.0 * (real_w * move - move_w * real + np.cross(real, move))


def settled(
    points: Array,
    triangles: Triangles,
    cut: Cut,
    solid: Solid,
    movers: tuple[Array, Array],
    *,
    rounds: int = 260,
    billow_m: float = 0.00003,
) -> Array:
    """Let cloth settle in a pose; returns its points (n, 3) in the bind pose.

    points: the cut in the bind pose. movers: from ``rigid_movers``. billow_m: how far the air within pushes
    it outward each round.
    """
    turn, shift = movers
    creased = points + creases(points, cut)[:, None] * normals_of(points, triangles)
    links = _Links(creased, triangles, cut)
    at = _turned(turn, creased) + shift
    start = _turned(turn, points) + shift
    moving = np.zeros_like(at)
    free = (1.0 - cut.pinned)[:, None]
    for index in range(rounds):
        before = at
        at = at + 0.92 * moving
        if index % 4 == 0:
            outward = normals_of(at, triangles)
        at = at + billow_m * outward * free
        for _ in range(2):
            at = links.relaxed(at)
        at = start + free * (at - start)
        if index % 2 == 0 or index > rounds - 6:
            at = _outside(at, turn, shift, solid, cut)
        moving = np.clip(at - before, -0.004, 0.004)
    return np.asarray(np.einsum("nji,nj->ni", turn, at - shift))


def creases(points: Array, cut: Cut) -> Array:
    """Return how far (n,) cloth that lay folded in a bag stands out of its cut, in soft crossing ridges."""
    height = np.zeros(len(points))
    for way, turns, bend in _RIDGES:
        wave = points @ np.array(way) + 1.3 * np.sin(points @ np.array(bend))
        swell = 0.5 + 0.5 * np.sin(points @ np.array(turns))
        height += swell * (1.0 - np.abs(np.sin(wave))) ** 2
    return np.asarray(cut.creased_m * (height - 0.5) * (1.0 - cut.pinned))


# Directions and wave numbers (1/m) of the ridges: across the body, slanting both ways.
_RIDGES = (
    ((13.0, 17.0, 30.0), (9.0, 7.0, -5.0), (7.0, -6.0, 9.0)),
    ((-19.0, 15.0, -23.0), (-6.0, 11.0, 8.0), (5.0, 9.0, -8.0)),
    ((23.0, -29.0, 11.0), (10.0, -4.0, 9.0), (-8.0, 5.0, 10.0)),
)


def _turned(turn: Array, vectors: Array) -> Array:
    return np.asarray(np.einsum("nij,nj->ni", turn, vectors))


def _outside(at: Array, turn: Array, shift: Array, solid: Solid, cut: Cut) -> Array:
    """Push what has sunk into the body out of it, as the body is in the bind pose."""
    in_bind = np.einsum("nji,nj->ni", turn, at - shift)
    distance, slope = solid.at(in_bind)
    lack = np.clip(cut.clear_m - distance, 0.0, 0.02)
    return at + _turned(turn, slope * lack[:, None])


class _Links:
    """What holds cloth together: edges, and bridges over every edge that resist creases."""

    def __init__(self, points: Array, triangles: Triangles, cut: Cut) -> None:
        edges, bridges = _edges_and_bridges(triangles)
        self.first = np.concatenate([edges[:, 0], bridges[:, 0]])
        self.second = np.concatenate([edges[:, 1], bridges[:, 1]])
        length = np.linalg.norm(points[self.first] - points[self.second], axis=1)
        grown = 1.0 + 0.5 * (cut.excess[self.first] + cut.excess[self.second])
        self.length = length * grown
        stiff = 0.5 * (cut.stiff[bridges[:, 0]] + cut.stiff[bridges[:, 1]])
        self.share = np.concatenate([np.ones(len(edges)), stiff])
        self.count = len(points)
        degree = np.bincount(edges.ravel(), minlength=self.count)
        self.give = (1.7 / np.maximum(degree, 1))[:, None]

    def relaxed(self, at: Array) -> Array:
        """Bring all links nearer to their lengths."""
        way = at[self.second] - at[self.first]
        now = np.linalg.norm(way, axis=1)
        pull = (0.5 * self.share * (1.0 - self.length / np.maximum(now, 1e-9)))[:, None] * way
        total = np.empty_like(at)
        for axis in range(3):
            total[:, axis] = np.bincount(self.first, pull[:, axis], self.count)
            total[:, axis] -= np.bincount(self.second, pull[:, axis], self.count)
        return at + self.give * total


def _edges_and_bridges(triangles: Triangles) -> tuple[Triangles, Triangles]:
    sides = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    tips = np.concatenate([triangles[:, 2], triangles[:, 0], triangles[:, 1]])
    ordered = np.sort(sides, axis=1)
    order = np.lexsort((ordered[:, 1], ordered[:, 0]))
    ordered, tips = ordered[order], tips[order]
    same = (ordered[1:] == ordered[:-1]).all(axis=1)
    bridges = np.stack([tips[:-1][same], tips[1:][same]], axis=1)
    return np.unique(ordered, axis=0), bridges


def normals_of(points: Array, triangles: Triangles) -> Array:
    """Return the mean normals (n, 3) of the triangles around each point, weighted by their areas."""
    corners = points[triangles]
    faces = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normals = np.zeros_like(points)
    for corner in range(3):
        for axis in range(3):
            normals[:, axis] += np.bincount(triangles[:, corner], faces[:, axis], len(points))
    return np.asarray(normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-15))

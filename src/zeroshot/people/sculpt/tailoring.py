"""Make a garment: mesh its cut, let it settle on the body, thin it, and line its hems."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from zeroshot.people.sculpt.body import Body
from zeroshot.people.sculpt.draping import Cut, Solid, normals_of, rigid_movers, settled
from zeroshot.people.sculpt.fields import Field, clip
from zeroshot.people.sculpt.finish import LIGHT_SHARE
from zeroshot.people.sculpt.hems import compact, cut, hemmed, rims
from zeroshot.people.sculpt.labels import labelled
from zeroshot.people.sculpt.nets import mesh_field
from zeroshot.people.sculpt.thinning import thinned, thinned_rows
from zeroshot.people.sculpt.weights import KEPT, skin_weights
from zeroshot.people.template import SKIN_JOINTS, TemplatePart
from zeroshot.spatial import Array

Triangles = NDArray[np.int32]
Lines = tuple[Array, Array, Array]

THICKNESS_M, LINED_M = 0.0022, 0.035
"""Cloth doubled at a hem, and how far in one can look."""


@dataclass(frozen=True, eq=False)
class Piece:
    """A piece of clothing in the bind pose.

    points: (n, 3) as it settled. flat: (n, 3) where each point was when it was cut, by which pockets and
    seams are placed. shares: (n, skin joints) weights. tint: (n, 2) shares of the part's second and third
    colour. light: (n,) how much light reaches the place.
    """

    points: Array
    flat: Array
    triangles: Triangles
    shares: NDArray[np.float32]
    tint: Array
    light: Array

    @property
    def normals(self) -> Array:
        """Return the directions (n, 3) outward."""
        return normals_of(self.points, self.triangles)


Pieces = Mapping[str, Piece]
"""A garment's pieces by the names of the parts that they are stored as."""


@dataclass(frozen=True, eq=False)
class Pattern:
    """What a garment is cut from.

    field: its outside, reaching beyond the hems. hems: each positive beyond one. lines: of the grid. cloth:
    how points (n, 3) of it are cut. budget: triangles that are left. hangs_from_m: what lies farther down
    moves as if it lay there: a hem goes with the hips, not with the thighs.
    """

    field: Field
    hems: tuple[Field, ...]
    lines: Lines
    cloth: Callable[[Array], Cut]
    budget: int
    rounds: int = 260
    billow_m: float = 0.00002
    pose: str = "neutral"
    hangs_from_m: float = np.inf


class Fitting:
    """A body being dressed: keeps what is sampled once for all its garments."""

    def __init__(self, body: Body) -> None:
        self.body = body
        self._solid: Solid | None = None

    @property
    def solid(self) -> Solid:
        """Return the body without head and hands, as cloth feels it."""
        if self._solid is None:
            top = self.body.joint("neck")[2] - 0.16
            side = abs(self.body.joint("rightHand")[1]) + 0.10
            self._solid = Solid(
                self.body.skin,
                np.array([-0.30, 0.0, top]),
                np.array([0.34, side, 0.04]),
            )
        return self._solid

    def sewn(self, pattern: Pattern) -> Piece:
        """Cut a garment, let it settle, and thin it; its hems are still open."""
        points, triangles = _cut_out(pattern)
        lowest = np.minimum(points[:, 2], pattern.hangs_from_m)
        joints, weights = skin_weights(np.column_stack([points[:, :2], lowest]), self.body)
        at = settled(
            points,
            triangles,
            pattern.cloth(points),
            self.solid,
            rigid_movers(self.body, pattern.pose, joints, weights),
            rounds=pattern.rounds,
            billow_m=pattern.billow_m,
        )
        at = ironed_rims(at, triangles)
        light = light_in_folds(at, triangles)
        fewer, thin = thinned_open(at, triangles, target=pattern.budget)
        carry = Carrier(at, fewer)
        dense = carry(dense_shares(joints, weights))
        return Piece(
            points=fewer,
            flat=carry(points),
            triangles=thin,
            shares=dense.astype(np.float32),
            tint=np.zeros((len(fewer), 2)),
            light=carry(light[:, None])[:, 0],
        )


def _cut_out(pattern: Pattern) -> tuple[Array, Triangles]:
    def trimmed(p: Array) -> Array:
        value = pattern.field(p)
        for hem in pattern.hems:
            value = clip(value, hem(p) - 0.02)
        return value

    mesh = mesh_field(trimmed, pattern.lines)
    for hem in pattern.hems:
        mesh = cut(mesh, hem)
    return mesh


def ironed_rims(points: Array, triangles: Triangles, *, rounds: int = 10) -> Array:
    """Even out open rims and what lies next to them: a hem is doubled and stitched, it does not crumple."""
    loops = rims(triangles)
    is_rim = np.zeros(len(points), dtype=bool)
    is_rim[np.concatenate(loops)] = True
    is_near = is_rim.copy()
    for _ in range(3):
        is_near[triangles[is_near[triangles].any(axis=1)]] = True
    inner = np.flatnonzero(is_near & ~is_rim)
    ends = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    ends = np.concatenate([ends, ends[:, ::-1]])
    ends = ends[np.isin(ends[:, 0], inner)]
    count = np.maximum(np.bincount(ends[:, 0], minlength=len(points)), 1)[:, None]
    result = points.copy()
    for _ in range(rounds):
        for loop in loops:
            line = result[loop]
            result[loop] = 0.5 * line + 0.25 * (np.roll(line, 1, axis=0) + np.roll(line, -1, axis=0))
        total = np.stack(
            [np.bincount(ends[:, 0], result[ends[:, 1], axis], len(points)) for axis in range(3)], axis=1
        )
        result[inner] = (0.5 * result + 0.5 * total / count)[inner]
    return result


def thinned_open(points: Array, triangles: Triangles, *, target: int) -> tuple[Array, Triangles]:
    """Thin a surface with open rims; the rims stay as they are."""
    loops = rims(triangles)
    matter = np.ones(len(points) + len(loops))
    lids, middles = [triangles], []
    for index, loop in enumerate(loops):
        # Closed for the while, so that the thinning sees one closed surface.
        middles.append(points[loop].mean(axis=0))
        tip = np.full(len(loop), len(points) + index)
        lids.append(np.stack([np.roll(loop, -1), loop, tip], axis=1).astype(np.int32))
        matter[loop] = matter[len(points) + index] = _RIM_MATTERS
    whole = np.concatenate([points, *(middle[None] for middle in middles)])
    fewer, thin = thinned(whole, np.concatenate(lids), target=target + sum(map(len, loops)), scale=matter)
    is_lid = np.zeros(len(fewer), dtype=bool)
    for middle in middles:
        is_lid |= (fewer == middle).all(axis=1)
    return compact(fewer, thin[~is_lid[thin].any(axis=1)])


# So dear that nothing at a rim is ever collapsed.
_RIM_MATTERS = 300.0


def dense_shares(joints: NDArray[np.uint8], weights: NDArray[np.float32]) -> Array:
    """Spread four joints and weights over a table (n, skin joints)."""
    dense = np.zeros((len(joints), len(SKIN_JOINTS)))
    for slot in range(joints.shape[1]):
        dense[np.arange(len(joints)), joints[:, slot]] += weights[:, slot]
    return dense


class Carrier:
    """Carries what is known at some points over to others: mean of the three nearest, the nearer the more."""

    def __init__(self, known: Array, wanted: Array) -> None:
        nearest, distances = [], []
        size = np.sum(known**2, axis=1)
        for chunk in np.array_split(wanted, 1 + len(wanted) // 400):
            square = size[None] - 2.0 * chunk @ known.T + np.sum(chunk**2, axis=1)[:, None]
            three = np.argpartition(square, 3, axis=1)[:, :3]
            nearest.append(three)
            distances.append(np.take_along_axis(square, three, axis=1))
        self.nearest = np.concatenate(nearest)
        weight = 1.0 / (np.maximum(np.concatenate(distances), 0.0) + 1e-8)
        self.weight = weight / weight.sum(axis=1, keepdims=True)

    def __call__(self, values: Array) -> Array:
        """Return values (n, k) at the wanted points."""
        return np.asarray(np.einsum("nk,nkj->nj", self.weight, values[self.nearest]))


def light_in_folds(points: Array, triangles: Triangles) -> Array:
    """Estimate how much light reaches cloth (n,), from how deep each point lies under its surroundings."""
    normals = normals_of(points, triangles)
    smooth, dark = points, np.zeros(len(points))
    ends = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    ends = np.concatenate([ends, ends[:, ::-1]])
    count = np.maximum(np.bincount(ends[:, 0], minlength=len(points)), 1)[:, None]
    for level in range(1, 25):
        total = np.stack(
            [np.bincount(ends[:, 0], smooth[ends[:, 1], axis], len(points)) for axis in range(3)], axis=1
        )
        smooth = 0.5 * smooth + 0.5 * total / count
        if level in (4, 12, 24):
            dark += np.clip(np.sum((smooth - points) * normals, axis=1) / (0.0016 * level**0.5), 0.0, 1.0)
    return np.asarray(1.0 - 0.13 * dark)


def lined(piece: Piece, *, thickness_m: float = THICKNESS_M, depth_m: float = LINED_M) -> Piece:
    """Give every open rim of a piece the thickness of cloth, and close it within."""
    normals = piece.normals
    (points, triangles), owners = hemmed(
        (piece.points, piece.triangles), normals, thickness_m=thickness_m, depth_m=depth_m
    )
    light = piece.light[owners].copy()
    light[len(piece.points) :] *= 0.7
    return Piece(points, piece.flat[owners], triangles, piece.shares[owners], piece.tint[owners], light)


def joined(pieces: Sequence[Piece]) -> Piece:
    """Lay pieces together as one."""
    starts = np.cumsum([0, *(len(piece.points) for piece in pieces)])
    faces = [piece.triangles + start for piece, start in zip(pieces, starts[:-1], strict=True)]

    def stacked(name: str) -> Array:
        return np.concatenate([getattr(piece, name) for piece in pieces])

    return Piece(
        stacked("points"),
        stacked("flat"),
        np.concatenate(faces).astype(np.int32),
        stacked("shares").astype(np.float32),
        stacked("tint"),
        stacked("light"),
    )


def tinted(piece: Piece, second: Array | float, third: Array | float = 0.0) -> Piece:
    """Give a piece's points shares of the part's second and third colour."""
    count = len(piece.points)
    tint = np.stack([np.broadcast_to(second, count), np.broadcast_to(third, count)], axis=1)
    return replace(piece, tint=np.clip(tint, 0.0, 1.0))


def template_part(name: str, piece: Piece, body: Body) -> TemplatePart:
    """Turn a piece into what is stored, with its lighter level."""
    kept = np.argsort(-piece.shares, axis=1, kind="stable")[:, :KEPT]
    weights = np.take_along_axis(piece.shares, kept, axis=1)
    weights = weights / weights.sum(axis=1, keepdims=True)
    paint = np.concatenate([piece.tint, piece.light[:, None]], axis=1).astype(np.float32)
    region, along = labelled(piece.points, body)
    rows, light = thinned_rows(
        piece.points, piece.triangles, target=round(LIGHT_SHARE * len(piece.triangles))
    )
    return TemplatePart(
        name,
        piece.points,
        piece.triangles,
        kept.astype(np.uint8),
        weights.astype(np.float32),
        paint,
        region,
        along,
        rows,
        light,
    )

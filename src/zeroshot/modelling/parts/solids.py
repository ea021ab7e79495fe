"""Bodies that stand free and are seen from all sides: turned ones, soft ones, and boxes of cloth."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from zeroshot.modelling.kit.frames import Board
from zeroshot.modelling.kit.rounds import circle, disc, loft
from zeroshot.modelling.kit.sculpture import WHITE, Color, Sculpture, grid_triangles
from zeroshot.spatial import Array, unit

Profile = Sequence[tuple[float, float]]
"""Height over the board and radius, from one end to the other."""


def lathe(
    sculpture: Sculpture,
    board: Board,
    middle: tuple[float, float],
    profile: Profile,
    *,
    tile: str = "plain",
    tint: Color = WHITE,
    finish: str = "coat",
    count: int = 20,
) -> None:
    """Turn a profile about the board's outward axis; edges sharper than 40° stay sharp.

    The ends close where their radius is 0.
    """
    count = min(count, 10) if sculpture.is_light else count
    runs = _smooth_runs(np.asarray(profile, float))
    ring = circle(count)[np.arange(count + 1) % count]
    for run in runs:
        slope = np.gradient(run, axis=0)
        normal = unit(np.stack([-slope[:, 1], slope[:, 0]], axis=-1) + 1e-12)  # along out, away from the axis
        x, y = (middle[i] + run[:, 1:] * ring[None, :, i] for i in (0, 1))
        local = np.stack(
            [normal[:, 1:] * ring[:, 0], normal[:, 1:] * ring[:, 1], np.repeat(normal[:, :1], count + 1, 1)],
            -1,
        )
        share = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(run, axis=0), axis=1))])
        u, v = np.meshgrid(np.linspace(0, 1, count + 1), share / share[-1])
        sculpture.add(
            board.at(x, y, np.repeat(run[:, :1], count + 1, 1)),
            board.turned(local),
            np.stack([u, v], -1),
            grid_triangles(len(run), count + 1),
            tile=tile,
            tint=tint,
            finish=finish,
        )


def _smooth_runs(profile: Array) -> list[Array]:
    """Cut a profile (n, 2) where it bends by more than 40°."""
    steps = unit(np.diff(profile, axis=0))
    bends = np.sum(steps[1:] * steps[:-1], axis=1) < np.cos(np.radians(40.0))
    cuts = [0, *(int(i) + 1 for i in np.flatnonzero(bends)), len(profile) - 1]
    return [profile[a : b + 1] for a, b in pairwise(cuts)]


def ball(
    sculpture: Sculpture,
    board: Board,
    middle: tuple[float, float, float],
    radius: float,
    *,
    tint: Color = WHITE,
    finish: str = "coat",
    count: int = 20,
) -> None:
    """Add a ball about a point x, y, h of a board."""
    angle = np.linspace(0.0, np.pi, max(6, count // 2))
    profile = [(middle[2] - radius * float(np.cos(a)), radius * float(np.sin(a))) for a in angle]
    lathe(sculpture, board, middle[:2], profile, tint=tint, finish=finish, count=count)


def soft_box(
    sculpture: Sculpture,
    board: Board,
    middle: tuple[float, float, float],
    size: tuple[float, float, float],
    *,
    tile: str = "fabric",
    tint: Color = WHITE,
    fullness: float = 0.25,
    seed: int = 0,
    columns: int = 24,
    rows: int = 15,
    finish: str = "coat",
) -> None:
    """Add a closed soft body, such as a packed bag: a superellipsoid, a little creased.

    middle, size: along the board's x, y and h. fullness: 0 a box, 1 an ellipsoid.
    """
    if sculpture.is_light:
        columns, rows = min(columns, 12), min(rows, 7)
    v, u = np.meshgrid(
        np.linspace(-np.pi / 2, np.pi / 2, rows), np.linspace(-np.pi, np.pi, columns + 1), indexing="ij"
    )
    power = 0.12 + 0.88 * fullness

    def bent(values: Array) -> Array:
        return np.asarray(np.sign(values) * np.abs(values) ** power)

    crease = np.random.default_rng(seed).normal(0.0, 0.012, (rows, columns))
    crease = 1.0 + np.concatenate([crease, crease[:, :1]], axis=1) * np.cos(v)
    local = np.stack(
        [bent(np.cos(v)) * bent(np.cos(u)), bent(np.cos(v)) * bent(np.sin(u)), bent(np.sin(v))], -1
    )
    local = local * crease[..., None] * (np.asarray(size) / 2)
    # Wide faces take the middle of the cloth; the seams run where the box turns.
    uvs = np.stack([(u + np.pi) / (2 * np.pi), (v + np.pi / 2) / np.pi], axis=-1)
    sculpture.add(
        board.at(*(local + middle).reshape(-1, 3).T),
        board.turned(unit(_grid_normals(local)).reshape(-1, 3)),
        uvs.reshape(-1, 2),
        grid_triangles(rows, columns + 1),
        tile=tile,
        tint=tint,
        finish=finish,
    )


def _grid_normals(points: Array) -> Array:
    """Return outward normals (rows, columns, 3) of a closed body about the origin, from its neighbours."""
    ahead, behind = np.roll(points[:, :-1], -1, axis=1), np.roll(points[:, :-1], 1, axis=1)
    around = ahead - behind
    around = np.concatenate([around, around[:, :1]], axis=1)
    along = np.gradient(points, axis=0)
    normals = np.cross(around, along)
    weak = np.linalg.norm(normals, axis=-1, keepdims=True) < 1e-9
    normals = np.where(weak, points, normals)
    inward = np.sum(normals * points, axis=-1, keepdims=True) < 0.0
    return np.asarray(np.where(inward, -normals, normals))


def belt(
    sculpture: Sculpture,
    board: Board,
    middle: tuple[float, float, float],
    size: tuple[float, float, float],
    at: float,
    width: float = 0.03,
    *,
    along_y: bool = False,
    fullness: float = 0.25,
    tint: Color = WHITE,
) -> None:
    """Strap a belt about a soft box of this middle and size, at a distance along x (or y) from its middle."""
    angle = np.linspace(0.0, 2.0 * np.pi, 36, endpoint=False)
    power = 0.12 + 0.88 * fullness
    round_, high = (np.sign(f) * np.abs(f) ** power for f in (np.cos(angle), np.sin(angle)))
    half = 1.02 * np.asarray(size) / 2
    loops = []
    for edge in (at - width / 2, at + width / 2):
        fixed = np.full(len(angle), edge)
        x, y = (round_ * half[0], fixed) if along_y else (fixed, round_ * half[1])
        loops.append(board.at(x + middle[0], y + middle[1], high * half[2] + middle[2]))
    loft(
        sculpture,
        loops,
        toward=board.at(*middle),
        outward=True,
        tile="strap",
        tint=tint,
    )


def slab(
    sculpture: Sculpture,
    board: Board,
    outline: Array,
    h0: float,
    h1: float,
    *,
    tile: str = "plain",
    tint: Color = WHITE,
    finish: str = "coat",
) -> None:
    """Add a closed plate with a convex outline (n, 2), clockwise to the viewer, from h0 to h1."""
    middle = outline.mean(axis=0)
    inside = board.at(middle[0], middle[1], (h0 + h1) / 2)
    loops = [board.loop(outline, h0), board.loop(outline, h1)]
    loft(sculpture, loops, toward=inside, outward=True, tint=tint, finish=finish)
    disc(sculpture, board, outline, h1, tile=tile, tint=tint, finish=finish)
    back = Board(board.at(0.0, 0.0, h0), -board.right, board.foot)
    disc(sculpture, back, outline[::-1] * (-1.0, 1.0), 0.0, tint=tint, finish=finish)

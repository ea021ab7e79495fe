"""Curved liners seen from inside: balls and bores in patches, any of which may have a round opening."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from zeroshot.modelling.kit.frames import Board
from zeroshot.modelling.kit.rounds import annulus, circle
from zeroshot.modelling.kit.sculpture import Color, Sculpture, grid_triangles
from zeroshot.spatial import Array, unit

Surface = Callable[[Array, Array], Array]
"""From u and v (...,), −1 to 1 over a patch, to points (..., 3)."""

FACING: dict[str, tuple[tuple[float, float, float], tuple[float, float, float]]] = {
    "forward": ((0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "aft": ((0.0, -1.0, 0.0), (0.0, 0.0, 1.0)),
    "starboard": ((-1.0, 0.0, 0.0), (0.0, 0.0, 1.0)),
    "port": ((1.0, 0.0, 0.0), (0.0, 0.0, 1.0)),
    "overhead": ((0.0, 1.0, 0.0), (1.0, 0.0, 0.0)),
    "deck": ((0.0, -1.0, 0.0), (1.0, 0.0, 0.0)),
}
"""Right and foot of who looks out that way: the foot to the deck; overhead and on the deck, to forward."""

EDGE_STEPS = 8


@dataclass(frozen=True)
class Look:
    """What a patch is covered with."""

    tile: str
    tint: Color


def board_facing(direction: str, origin: Array) -> Board:
    """Return the board of who looks out in one of the six directions, its origin given."""
    right, foot = FACING[direction]
    return Board(np.asarray(origin, float), np.asarray(right), np.asarray(foot))


def board_outward(spot: Array, outward: Array) -> Board:
    """Return the board at a spot for who looks in a direction that is not the deck's, feet to the deck."""
    out = unit(outward)
    right = unit(np.cross((0.0, 0.0, 1.0), out))
    return Board(np.asarray(spot, float), right, np.cross(out, right))


def patch(
    sculpture: Sculpture, surface: Surface, inside: Array, look: Look, *, rim: Array | None = None
) -> None:
    """Add a patch that shows its face to a point inside.

    rim: (4·EDGE_STEPS, 2) the opening's edge in u and v, in the order of ``square_loop``. Patches that share
    an edge share its points.
    """
    if rim is None:
        line = np.linspace(-1.0, 1.0, EDGE_STEPS + 1)
        u, v = np.meshgrid(line, line)
        triangles = grid_triangles(EDGE_STEPS + 1, EDGE_STEPS + 1)
    else:
        share = np.linspace(0.0, 1.0, 5)[:, None, None]
        rings = (1.0 - share) * square_loop() + share * rim
        u, v = rings[..., 0], rings[..., 1]
        triangles = grid_triangles(len(share), len(rim), around=True)
    points = surface(u, v)
    sculpture.add(
        points,
        _normals(surface, u, v, inside),
        np.stack([(u + 1.0) / 2.0, (v + 1.0) / 2.0], axis=-1),
        triangles,
        tile=look.tile,
        tint=look.tint,
    )


def _normals(surface: Surface, u: Array, v: Array, inside: Array) -> Array:
    step = 1e-4
    along_u = surface(u + step, v) - surface(u - step, v)
    along_v = surface(u, v + step) - surface(u, v - step)
    normals = unit(np.cross(along_u, along_v))
    wrong = np.sum(normals * (inside - surface(u, v)), axis=-1, keepdims=True) < 0.0
    return np.asarray(np.where(wrong, -normals, normals))


def square_loop() -> Array:
    """Return the edge of a patch (4·EDGE_STEPS, 2) in u and v."""
    line = np.linspace(-1.0, 1.0, EDGE_STEPS + 1)[:-1]
    one = np.ones_like(line)
    sides = [(line, -one), (one, line), (-line, one), (-one, -line)]
    return np.concatenate([np.stack(side, axis=-1) for side in sides])


def _round_loop() -> Array:
    loop = square_loop()
    return np.asarray(loop / np.linalg.norm(loop, axis=1, keepdims=True))


@dataclass(frozen=True, eq=False)
class Ball:
    """A spheroid: its middle (3,) and its half axes (3,) along forward, right and down, metres."""

    middle: Array
    radii_m: Array

    def surface(self, direction: str) -> Surface:
        """Return the sixth of the ball that lies in a direction, as seen through a cube's face."""
        right, foot = (np.asarray(vector) for vector in FACING[direction])
        axis = np.cross(right, foot)

        def at(u: Array, v: Array) -> Array:
            rays = axis + u[..., None] * right + v[..., None] * foot
            return np.asarray(self.middle + self.radii_m * unit(rays))

        return at

    def rim(self, direction: str, radius_m: float) -> Array:
        """Return the edge, in u and v of that sixth, of a round opening about its middle."""
        right, foot = (np.abs(np.asarray(vector)) for vector in FACING[direction])
        share = radius_m * _round_loop() / (right @ self.radii_m, foot @ self.radii_m)
        return np.asarray(share / np.sqrt(1.0 - np.sum(share**2, axis=1, keepdims=True)))


def build_ball(
    sculpture: Sculpture, ball: Ball, looks: Mapping[str, Look], openings: Mapping[str, float]
) -> dict[str, Array]:
    """Build a ball's liner and return the edges (n, 3) of its openings by direction.

    looks: by direction, and "" for all others. openings: radius of the opening by direction.
    """
    edges = {}
    for direction in FACING:
        surface = ball.surface(direction)
        rim = ball.rim(direction, openings[direction]) if direction in openings else None
        patch(sculpture, surface, ball.middle, looks.get(direction, looks[""]), rim=rim)
        if rim is not None:
            edges[direction] = surface(rim[:, 0], rim[:, 1])
    return edges


@dataclass(frozen=True)
class Bore:
    """A piece of tube about the X axis: from aft to forward, with the radius there."""

    aft_x: float
    aft_radius_m: float
    forward_x: float
    forward_radius_m: float

    def surface(self, direction: str) -> Surface:
        """Return the quarter of the tube that lies in a direction."""
        outward = -board_facing(direction, np.zeros(3)).out
        around = np.cross(outward, (1.0, 0.0, 0.0))

        def at(u: Array, v: Array) -> Array:
            share = (u[..., None] + 1.0) / 2.0
            x = self.aft_x + share * (self.forward_x - self.aft_x)
            radius = self.aft_radius_m + share * (self.forward_radius_m - self.aft_radius_m)
            angle = v[..., None] * np.pi / 4.0
            ring = np.cos(angle) * outward + np.sin(angle) * around
            return np.asarray(x * np.array([1.0, 0.0, 0.0]) + radius * ring)

        return at

    def rim(self, radius_m: float) -> Array:
        """Return the edge, in u and v of any quarter, of a round opening about its middle."""
        loop = radius_m * _round_loop()
        u = loop[:, 0] / ((self.forward_x - self.aft_x) / 2.0)
        v = np.arcsin(loop[:, 1] / self.aft_radius_m) / (np.pi / 4.0)
        return np.stack([u, v], axis=-1)


def build_bore(
    sculpture: Sculpture, bore: Bore, looks: Mapping[str, Look], openings: Mapping[str, float] | None = None
) -> dict[str, Array]:
    """Build a tube's liner and return the edges (n, 3) of its openings by direction; see ``build_ball``."""
    edges = {}
    middle = np.array([(bore.aft_x + bore.forward_x) / 2.0, 0.0, 0.0])
    for direction in ("overhead", "starboard", "deck", "port"):
        surface = bore.surface(direction)
        rim = bore.rim(openings[direction]) if openings and direction in openings else None
        patch(sculpture, surface, middle, looks.get(direction, looks[""]), rim=rim)
        if rim is not None:
            edges[direction] = surface(rim[:, 0], rim[:, 1])
    return edges


def bore_end(
    sculpture: Sculpture, x: float, radius_m: float, opening_m: float, look: Look, *, forward: bool
) -> Array:
    """Close a tube's end with a flat wall; return the edge (n, 3) of the round opening in its middle."""
    b = board_facing("forward" if forward else "aft", np.array([x, 0.0, 0.0]))
    ring = circle(32)
    annulus(sculpture, b, opening_m * ring, 1.02 * radius_m * ring, 0.0, tile=look.tile, tint=look.tint)
    return b.loop(opening_m * ring, 0.0)

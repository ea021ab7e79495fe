"""Cuts of hair, in the head's drawing frame: a cap of hair close to the skull, and locks on it or afloat.

Every cut fits a woman's and a man's head. Long hair in weightlessness stands off in all directions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zeroshot.people.sculpt.fields import clip, ellipsoid, join, mirrored, ramp
from zeroshot.people.sculpt.head import Face, drawn_head, skull
from zeroshot.people.sculpt.nets import graded, mesh_field, mirrored_lines
from zeroshot.people.sculpt.strands import (
    Strands,
    comb,
    float_free,
    normals_of,
    scattered,
    smooth_wave,
)
from zeroshot.spatial import Array

# From the nape over the ear and the temple to the forehead: forward and down, metres.
_LINE = (
    (-0.200, 0.063),
    (-0.150, 0.060),
    (-0.118, 0.028),
    (-0.098, -0.017),
    (-0.080, -0.013),
    (-0.069, 0.008),
    (-0.059, -0.004),
    (-0.047, -0.033),
    (-0.031, -0.050),
    (-0.014, -0.064),
    (0.002, -0.072),
    (0.05, -0.077),
)
_WHORL = np.array([-0.140, 0.012, -0.105])
_BUN = np.array([-0.192, 0.0, -0.058])
_TAIL = np.array([-0.186, 0.0, -0.070])


@dataclass(frozen=True, eq=False)
class Scalp:
    """What hair grows on and lies over: the head's face, the cut's name, its cap's points and triangles."""

    face: Face
    name: str
    cap_points: Array
    cap_triangles: NDArray[np.int32]

    def surface(self, p: Array) -> Array:
        """Measure to the head with its cap of hair."""
        folded = mirrored(p)
        return np.minimum(drawn_head(folded, self.face), cap(folded, self.face, self.name))

    def roots(self, count: int, rng: np.random.Generator, inside: float = 0.001) -> Array:
        """Scatter roots (count, 3) over the cap, at least ``inside`` metres within the hairline."""
        middle = mirrored(self.cap_points[self.cap_triangles].mean(axis=1))
        grows = (hairline(middle) < -inside) & (skull(middle, self.face) > -0.001)
        # Before the ear and at the temple the edge is thin, and stray locks look like chips.
        grows &= (hairline(middle) < -0.012) | (middle[:, 2] < -0.045) | (middle[:, 0] < -0.11)
        return scattered(self.cap_points, self.cap_triangles, count, rng, grows.astype(float))


@dataclass(frozen=True)
class Cut:
    """A cut of hair. thick: of its cap at the sides and on top, metres, or None for a bare head."""

    thick: tuple[float, float] | None
    locks: Callable[[Scalp, np.random.Generator], list[Strands]] | None


def hairline(p: Array) -> Array:
    """Measure how far points are below the hairline: negative where hair grows."""
    x, z = np.array(_LINE).T
    return np.asarray((p[:, 2] - np.interp(p[:, 0], x, z)) * 0.8)


def cap(p: Array, face: Face, name: str) -> Array:
    """Measure to the cap of a cut; points folded."""
    side, top = CUTS[name].thick or (0.0, 0.0)
    thick = side + (top - side) * ramp(-p[:, 2], 0.0, 0.09)
    line = hairline(p)
    shell = skull(p, face) - (thick + 0.002) * ramp(-line, -0.001, 0.024) + 0.002
    result = clip(shell, line, 0.002)
    if name == "bun":
        result = join(result, ellipsoid(p, _BUN, (0.030, 0.036, 0.034)), 0.010)
    if name == "ponytail":
        result = join(result, ellipsoid(p, _TAIL, (0.016, 0.012, 0.012)), 0.012)
    return result


def hair_cap(face: Face, name: str) -> tuple[Array, NDArray[np.int32]]:
    """Mesh the cap of a cut: points (n, 3) and triangles (m, 3)."""
    lines = (
        graded([-0.24, 0.04], [0.0048]),
        mirrored_lines([0.0, 0.11], [0.0050]),
        graded([-0.155, 0.08], [0.0048]),
    )
    return mesh_field(lambda p: cap(mirrored(p), face, name), lines)


def hair_strands(face: Face, name: str) -> list[Strands]:
    """Grow the locks of a cut, the same each time."""
    grow = CUTS[name].locks
    if grow is None:
        return []
    return grow(Scalp(face, name, *hair_cap(face, name)), np.random.default_rng(sum(map(ord, name))))


def _combed(
    scalp: Scalp,
    rng: np.random.Generator,
    roots: Array,
    lengths: Array,
    flow: Callable[[Array], Array],
    *,
    lift: Array,
    width: float,
    steps: int = 4,
    unruly: float = 0.25,
) -> Strands:
    ruffle = smooth_wave(int(rng.integers(1 << 30)), 0.03)

    def unruly_flow(p: Array) -> Array:
        main = flow(p)
        main = main / np.maximum(np.linalg.norm(main, axis=1, keepdims=True), 1e-9)
        return np.asarray(main + unruly * ruffle(p))

    high = np.broadcast_to(lift, (len(roots), steps + 1)) * rng.uniform(0.6, 1.4, (len(roots), 1))
    curves = comb(
        roots,
        lengths * rng.uniform(0.75, 1.2, len(roots)),
        unruly_flow,
        scalp.surface,
        steps=steps,
        lift=high,
    )
    curves = curves[_runs_smoothly(curves)]
    return Strands(curves, width * rng.uniform(0.6, 1.3, len(curves)))


def _runs_smoothly(curves: Array) -> NDArray[np.bool_]:
    """Tell which curves (n, k, 3) nowhere turn sharply, as they do where they meet an ear."""
    steps = np.diff(curves, axis=1)
    steps /= np.maximum(np.linalg.norm(steps, axis=2, keepdims=True), 1e-9)
    return np.asarray((np.sum(steps[:, 1:] * steps[:, :-1], axis=2) > 0.45).all(axis=1))


def _cover(scalp: Scalp, p: Array, name: str) -> Array:
    """Return how far (n,) the cap stands off the skull at roots."""
    side, top = CUTS[name].thick or (0.0, 0.0)
    thick = side + (top - side) * ramp(-p[:, 2], 0.0, 0.09)
    return np.asarray(thick * ramp(-hairline(mirrored(p)), -0.001, 0.024))


def _from_whorl(p: Array) -> Array:
    """Grow away from the whorl, and down at the sides."""
    away = (p - _WHORL) * [1.0, 0.8, 1.0]
    return np.asarray(away / np.linalg.norm(away, axis=1, keepdims=True) + [0.0, 0.0, 0.25])


def _lift(rise: float, steps: int) -> Array:
    """Return how high (steps + 1,) a lock lies over the cap that it roots in."""
    return np.concatenate([[-0.0006], np.linspace(0.4 * rise, rise, steps)])


def _buzz(scalp: Scalp, rng: np.random.Generator) -> list[Strands]:
    roots = scalp.roots(2600, rng, 0.0)
    lift = _lift(0.0012, 1)
    return [
        _combed(scalp, rng, roots, np.full(len(roots), 0.0055), _from_whorl, lift=lift, width=0.0016, steps=1)
    ]


def _short(scalp: Scalp, rng: np.random.Generator) -> list[Strands]:
    roots = scalp.roots(2600, rng, 0.001)
    top = ramp(-roots[:, 2], 0.03, 0.10)
    lift = _lift(0.0026, 3)
    return [
        _combed(
            scalp, rng, roots, 0.013 + 0.020 * top, _from_whorl, lift=lift, width=0.0026, steps=3, unruly=0.55
        )
    ]


def _side_part(scalp: Scalp, rng: np.random.Generator) -> list[Strands]:
    def flow(p: Array) -> Array:
        side = np.tanh((p[:, 1] + 0.030) / 0.008)[:, None]
        top = ramp(-p[:, 2], 0.04, 0.10)[:, None]
        across = np.array([-0.35, 1.0, 0.25]) * np.concatenate(
            [np.ones_like(side), side, np.ones_like(side)], 1
        )
        down = np.array([-0.55, 0.0, 1.0])
        return np.asarray(top * across + (1.0 - top) * down)

    roots = scalp.roots(2200, rng, 0.0)
    top = ramp(-roots[:, 2], 0.03, 0.10)
    lift = _lift(0.0024, 4)
    return [_combed(scalp, rng, roots, 0.022 + 0.045 * top, flow, lift=lift, width=0.0028, unruly=0.22)]


def _crop(scalp: Scalp, rng: np.random.Generator) -> list[Strands]:
    roots = scalp.roots(2200, rng, 0.0)
    lift = _lift(0.0040, 4)
    front = ramp(roots[:, 0], -0.05, 0.0)
    lengths = 0.046 - 0.012 * front
    return [_combed(scalp, rng, roots, lengths, _from_whorl, lift=lift, width=0.0030, unruly=0.50)]


def _curls(scalp: Scalp, rng: np.random.Generator) -> list[Strands]:
    roots = scalp.roots(1300, rng, -0.001)
    outward = normals_of(scalp.surface, roots)
    turns = np.linspace(0.0, 1.0, 10)
    side = np.cross(outward, rng.normal(size=outward.shape))
    side /= np.linalg.norm(side, axis=1, keepdims=True)
    other = np.cross(outward, side)
    phase = rng.random((len(roots), 1)) * 2 * np.pi + turns * 2 * np.pi * 1.6
    radius = 0.0055 * rng.uniform(0.7, 1.2, (len(roots), 1)) * ramp(turns, 0.0, 0.25)
    thick = _cover(scalp, roots, "curls")
    height = (0.006 + 0.016 * ramp(thick, 0.0, 0.012))[:, None] * turns
    curves = (
        roots[:, None]
        - 0.003 * outward[:, None]
        + height[..., None] * outward[:, None]
        + (radius * np.cos(phase))[..., None] * side[:, None]
        + (radius * np.sin(phase))[..., None] * other[:, None]
    )
    return [Strands(curves, np.full(len(roots), 0.0042), None, root_light=0.5, taper=0.4)]


def _toward_line(scalp: Scalp, rng: np.random.Generator, count: int, at_line: int) -> Array:
    """Scatter roots over the scalp, and more along the hairline, where the cap would show."""
    many = scalp.roots(6 * at_line, rng, 0.0)
    near = many[hairline(mirrored(many)) > -0.012][:at_line]
    return np.concatenate([scalp.roots(count, rng, 0.001), near])


def _gathered(scalp: Scalp, rng: np.random.Generator, name: str, knot: Array) -> Strands:
    """Comb everything back to a knot."""
    roots = _toward_line(scalp, rng, 1300, 500)
    way = np.linalg.norm(knot - roots, axis=1)
    lift = _lift(0.0018, 4)
    return _combed(
        scalp,
        rng,
        roots,
        np.minimum(0.075, 0.9 * way),
        lambda p: knot - p,
        lift=lift,
        width=0.0027,
        unruly=0.07,
    )


def _wisps(scalp: Scalp, rng: np.random.Generator, count: int, length: float) -> Strands:
    """Let some hairs escape: in weightlessness they stand off."""
    roots = scalp.roots(count, rng, 0.0)
    roots = roots[hairline(mirrored(roots)) > -0.03] if count > 60 else roots
    start = normals_of(scalp.surface, roots) + 0.5 * rng.normal(size=roots.shape)
    curves = float_free(
        roots,
        length * rng.uniform(0.5, 1.2, len(roots)),
        start,
        smooth_wave(7, 0.05),
        scalp.surface,
        steps=5,
        bend=1.5,
    )
    return Strands(curves, np.full(len(roots), 0.0011), None, root_light=0.9)


def _bun(scalp: Scalp, rng: np.random.Generator) -> list[Strands]:
    count = 240
    angle = rng.random((count, 1)) * 2 * np.pi + np.linspace(0.0, 2.3, 8)
    tilt = rng.uniform(-1.15, 1.25, (count, 1)) + 0.25 * np.sin(np.linspace(0.0, 3.0, 8))
    shell = np.stack(
        [-np.sin(tilt) + 0.0 * angle, np.cos(tilt) * np.cos(angle), np.cos(tilt) * np.sin(angle)], -1
    )
    size = np.array([0.0315, 0.0375, 0.0355]) * rng.uniform(0.99, 1.05, (count, 1, 1))
    knot = Strands(_BUN + shell * size, rng.uniform(0.003, 0.006, count), (*_BUN,), taper=0.5)
    return [_gathered(scalp, rng, "bun", _BUN), knot, _wisps(scalp, rng, 110, 0.045)]


def _ponytail(scalp: Scalp, rng: np.random.Generator) -> list[Strands]:
    count = 420
    start = np.array([-1.0, 0.0, -0.28]) + 0.22 * rng.normal(size=(count, 3))
    roots = _TAIL + 0.011 * rng.normal(size=(count, 3)) * [0.4, 1.0, 1.0]
    curves = float_free(
        roots,
        0.27 * rng.uniform(0.6, 1.1, count),
        start,
        smooth_wave(11, 0.10),
        scalp.surface,
        steps=9,
        bend=1.3,
    )
    tail = Strands(curves, rng.uniform(0.0022, 0.0042, count), None)
    return [_gathered(scalp, rng, "ponytail", _TAIL), tail, _wisps(scalp, rng, 110, 0.05)]


def _afloat(length: float, count: int, seed: int, bend: float, steps: int) -> Callable[..., list[Strands]]:
    def make(scalp: Scalp, rng: np.random.Generator) -> list[Strands]:
        roots = scalp.roots(count, rng, 0.002)
        clump = smooth_wave(seed + 1, 0.035)
        outward = normals_of(scalp.surface, roots)
        # Combed back from the face before it was let go.
        start = (
            outward
            + np.array([-0.55, 0.0, -0.10])
            + 0.55 * clump(roots)
            + 0.06 * rng.normal(size=roots.shape)
        )
        curves = float_free(
            roots,
            length * rng.uniform(0.62, 1.08, count),
            start,
            smooth_wave(seed, 0.11),
            scalp.surface,
            steps=steps,
            bend=bend,
        )
        free = Strands(curves, rng.uniform(0.0015, 0.0032, count), None, root_light=0.5)
        near = scalp.roots(700, rng, -0.001)
        lift = np.linspace(0.002, 0.012, 4)
        close = _combed(
            scalp,
            rng,
            near,
            np.full(len(near), 0.035),
            lambda p: p - [0.02, 0.0, 0.0],
            lift=lift,
            width=0.004,
            steps=3,
        )
        return [close, free]

    return make


CUTS: Mapping[str, Cut] = {
    "bald": Cut(None, None),
    "buzz": Cut((0.0008, 0.0016), _buzz),
    "short": Cut((0.0030, 0.0110), _short),
    "side-part": Cut((0.0040, 0.0140), _side_part),
    "crop": Cut((0.0080, 0.0130), _crop),
    "curls": Cut((0.0080, 0.0160), _curls),
    "bun": Cut((0.0050, 0.0080), _bun),
    "ponytail": Cut((0.0050, 0.0080), _ponytail),
    "bob-floating": Cut((0.0050, 0.0080), _afloat(0.120, 2000, 21, 1.1, 6)),
    "long-floating": Cut((0.0050, 0.0080), _afloat(0.300, 1900, 31, 1.5, 8)),
}
"""By name; bob and long hair float."""

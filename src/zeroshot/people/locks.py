"""Locks of hair: stored as curves, drawn as tapering ribbons.

A cut has a few bunches of locks of one kind. Curves are kept to a tenth of a millimetre, which keeps the file
small; the ribbons are made when they are first drawn, the same each time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from zeroshot.people.template import BAKED, TemplatePart, read_parts
from zeroshot.spatial import Array

QUANTUM_M = 1e-4
"""Curves are stored in steps of this: a fifth of the narrowest ribbon."""

LIGHT_EVERY = 16
"""The lighter level keeps one lock in so many, and of that every other knot."""


@dataclass(frozen=True, eq=False)
class Bunch:
    """Locks of one kind on one head, in the bind pose of the reference body.

    curves: (n, knots, 3) metres, from root to tip. widths: (n,) metres. joints, weights: (n, 4) that carry
    each lock whole. center: (3,) the middle of the head, away from which locks that lie on it face; None for
    locks afloat, which face anywhere. root_light: how light the roots are; taper: how broad the tips; twist:
    how unevenly locks lie, radians. seed: of the variation between locks.
    """

    curves: Array
    widths: Array
    joints: NDArray[np.uint8]
    weights: NDArray[np.float32]
    center: Array | None
    root_light: float = 0.62
    taper: float = 0.15
    twist: float = 0.35
    seed: int = 0


@dataclass(frozen=True, eq=False)
class Ribbons:
    """Ribbons: points (n, 3), triangles (m, 3), paint (n, 3) as of a part, and each point's lock (n,)."""

    points: Array
    triangles: NDArray[np.int32]
    paint: NDArray[np.float32]
    lock: NDArray[np.int64]


def ribbons(
    curves: Array,
    outward: Array,
    widths: Array,
    rng: np.random.Generator,
    *,
    root_light: float = 0.62,
    taper: float = 0.15,
    twist: float = 0.35,
) -> Ribbons:
    """Make ribbons of curves (n, knots, 3) that face outward (n, knots, 3): widths (n,), narrower at the tip.

    root_light, taper, twist: as of a ``Bunch``.
    """
    count, knots, _ = curves.shape
    along = _unit(np.gradient(curves, axis=1))
    across = _unit(np.cross(along, outward))
    lean = (rng.normal(size=(count, 1)) * twist)[..., None]
    across = np.cos(lean) * across + np.sin(lean) * np.cross(across, along)
    share = np.linspace(0.0, 1.0, knots)
    shape = np.minimum(1.0, 0.45 + 3.0 * share) * (1.0 - (1.0 - taper) * share**2.2)
    edge = across * (0.5 * widths[:, None] * shape)[..., None]
    points = np.stack([curves - edge, curves + edge], axis=2).reshape(-1, 3)
    paint = _paint(share, root_light, count, rng)
    return Ribbons(points, _strip(count, knots), paint, np.repeat(np.arange(count), 2 * knots))


def _strip(count: int, knots: int) -> NDArray[np.int32]:
    """Return the triangles of ribbons whose points are laid out knot by knot, two to a knot."""
    base = np.arange(count)[:, None] * (2 * knots) + 2 * np.arange(knots - 1)
    quad = np.stack([base, base + 1, base + 3, base + 2], axis=-1).reshape(-1, 4)
    return np.concatenate([quad[:, [0, 1, 2]], quad[:, [0, 2, 3]]]).astype(np.int32)


def together(bunches: Sequence[Ribbons]) -> Ribbons:
    """Put ribbons into one."""
    starts = np.cumsum([0, *(len(bunch.points) for bunch in bunches)])
    locks = np.cumsum([0, *(int(bunch.lock.max()) + 1 for bunch in bunches)])
    return Ribbons(
        np.concatenate([bunch.points for bunch in bunches]),
        np.concatenate([b.triangles + s for b, s in zip(bunches, starts, strict=False)]).astype(np.int32),
        np.concatenate([bunch.paint for bunch in bunches]),
        np.concatenate([bunch.lock + start for bunch, start in zip(bunches, locks, strict=False)]),
    )


def ribbons_of(bunch: Bunch) -> Ribbons:
    """Make the ribbons of a bunch: flat on the head, or facing anywhere."""
    rng = np.random.default_rng(bunch.seed)
    if bunch.center is None:
        outward = np.cross(np.gradient(bunch.curves, axis=1), rng.normal(size=(len(bunch.curves), 1, 3)))
    else:
        outward = bunch.curves - bunch.center
    look = {"root_light": bunch.root_light, "taper": bunch.taper, "twist": bunch.twist}
    return ribbons(bunch.curves, outward, bunch.widths, rng, **look)


def _paint(share: Array, root_light: float, count: int, rng: np.random.Generator) -> NDArray[np.float32]:
    """Paint ribbons (n, 3): each of its own tone, darker at the root and under its neighbour."""
    light = root_light + (1.0 - root_light) * np.minimum(1.0, share * 2.2)[None, :, None]
    light = light * (0.80 + 0.20 * rng.random((count, 1, 1))) * np.array([0.84, 1.0])
    tone = rng.random((count, 1, 1)) + 0.25 * (share[None, :, None] - 0.5)
    sheen = np.clip(tone, 0.0, 1.0) * np.ones((1, 1, 2))
    paint = np.stack([sheen.reshape(-1), np.zeros(sheen.size), light.reshape(-1)], axis=-1)
    return paint.astype(np.float32)


def _unit(vectors: Array) -> Array:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9))


def write_locks(path: Path, cuts: Mapping[str, Sequence[Bunch]]) -> None:
    """Write the bunches of every cut."""
    arrays: dict[str, NDArray[np.generic]] = {}
    for name, bunches in cuts.items():
        for index, bunch in enumerate(bunches):
            key = f"{name}/{index}/"
            steps = np.diff(np.round(bunch.curves / QUANTUM_M), axis=1, prepend=0.0)
            arrays[key + "roots"] = steps[:, 0].astype(np.int16)
            # Axis by axis and knot by knot: neighbours are alike, so it packs small.
            arrays[key + "steps"] = steps[:, 1:].transpose(2, 1, 0).astype(np.int16)
            arrays[key + "widths"] = np.round(bunch.widths / (0.2 * QUANTUM_M)).astype(np.uint16)
            arrays[key + "joints"] = bunch.joints
            arrays[key + "weights"] = np.round(bunch.weights * 255.0).astype(np.uint8)
            center = np.full(3, np.nan) if bunch.center is None else bunch.center
            arrays[key + "look"] = np.array(
                [*center, bunch.root_light, bunch.taper, bunch.twist, float(bunch.seed)]
            )
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)


@cache
def read_locks(sex: str, cut: str) -> tuple[Bunch, ...]:
    """Read the bunches of one cut; none for a cut that has only a cap."""
    with np.load(BAKED / f"locks_{sex}.npz") as stored:
        roots = [key for key in stored.files if key.startswith(f"{cut}/") and key.endswith("/roots")]
        return tuple(_bunch(stored, key.removesuffix("roots")) for key in roots)


def _bunch(stored: Mapping[str, NDArray[np.generic]], key: str) -> Bunch:
    steps = stored[key + "steps"].astype(np.float64).transpose(2, 1, 0)
    roots = stored[key + "roots"].astype(np.float64)
    weights = stored[key + "weights"].astype(np.float32)
    look = stored[key + "look"].astype(np.float64)
    return Bunch(
        curves=np.cumsum(np.concatenate([roots[:, None], steps], axis=1), axis=1) * QUANTUM_M,
        widths=stored[key + "widths"].astype(np.float64) * (0.2 * QUANTUM_M),
        joints=stored[key + "joints"].astype(np.uint8),
        weights=weights / weights.sum(axis=1, keepdims=True),
        center=None if np.isnan(look[0]) else look[:3],
        root_light=float(look[3]),
        taper=float(look[4]),
        twist=float(look[5]),
        seed=int(look[6]),
    )


@cache
def read_hair(sex: str, cut: str) -> TemplatePart | None:
    """Return a cut of hair, its cap and its ribbons in one part; None for a bald head."""
    caps = read_parts("hair", sex)
    if cut not in caps:
        return None
    part = caps[cut]
    for bunch in read_locks(sex, cut):
        part = with_ribbons(part, bunch)
    return part


def with_ribbons(part: TemplatePart, bunch: Bunch) -> TemplatePart:
    """Add a bunch to a part, each lock carried whole, one in a few at the lighter level."""
    made = ribbons_of(bunch)
    count, light_count = len(part.points), len(part.light_rows)
    knots = bunch.curves.shape[1]
    light_knots = np.unique([*range(0, knots, 2), knots - 1])
    locks = np.arange(0, len(bunch.curves), LIGHT_EVERY)
    firsts = 2 * (locks[:, None] * knots + light_knots)
    rows = (np.stack([firsts, firsts + 1], axis=-1).reshape(-1) + count).astype(np.int32)
    light = _strip(len(locks), len(light_knots)) + np.int32(light_count)
    return replace(
        part,
        points=np.concatenate([part.points, made.points]),
        triangles=np.concatenate([part.triangles, made.triangles + np.int32(count)]),
        joints=np.concatenate([part.joints, bunch.joints[made.lock]]),
        weights=np.concatenate([part.weights, bunch.weights[made.lock]]),
        paint=np.concatenate([part.paint, made.paint]),
        region=np.concatenate([part.region, np.full(len(made.points), part.region[0])]),
        along=np.concatenate([part.along, np.zeros(len(made.points), dtype=np.float32)]),
        light_rows=np.concatenate([part.light_rows, rows]),
        light_triangles=np.concatenate([part.light_triangles, light]),
    )

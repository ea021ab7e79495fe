"""Where a body goes through itself: an arm through the chest, a shin through the other.

Trunk, head and limbs are told apart as capsules, thinner than the flesh by what flesh gives way. Parts that
hang on each other always touch and are not compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from zeroshot.people.person import Person
from zeroshot.people.proportions import dimensions
from zeroshot.people.skeleton import INDEX
from zeroshot.spatial import Array

GIVES_WAY_M = 0.02
"""How far two parts of a body press into each other before it looks wrong: flesh and cloth on both sides.
Source: design choice; a finger presses a relaxed thigh in by about so much."""


@dataclass(frozen=True)
class Crossing:
    """Two parts of one body in the same place, and how deep (beyond what flesh gives way)."""

    part: str
    other: str
    depth_m: float


@dataclass(frozen=True, eq=False)
class _Capsules:
    """Capsules of a body: the joints their ends ride on (n, 2), places there (n, 2, 3), radii (n,).

    first, second: (pairs,) which are compared.
    """

    names: tuple[str, ...]
    joints: NDArray[np.intp]
    places: Array
    radii: Array
    first: NDArray[np.intp]
    second: NDArray[np.intp]


def crossings(person: Person, positions: Array, attitudes: Array) -> tuple[Crossing, ...]:
    """List where a posed body goes through itself, the deepest first.

    positions: (joints, 3). attitudes: (joints, 3, 3), as of ``forward_kinematics``.
    """
    body = _capsules(person.sex, float(person.stature_m), float(person.build))
    deep = _depths(body, positions, attitudes)
    order = np.argsort(-deep, kind="stable")
    return tuple(
        Crossing(body.names[body.first[pair]], body.names[body.second[pair]], float(deep[pair]))
        for pair in order
        if deep[pair] > 0.0
    )


def _depths(body: _Capsules, positions: Array, attitudes: Array) -> Array:
    ends = positions[body.joints] + (attitudes[body.joints] @ body.places[..., None])[..., 0]
    a, b = ends[body.first], ends[body.second]
    between = _segment_distances(a[:, 0], a[:, 1], b[:, 0], b[:, 1])
    return body.radii[body.first] + body.radii[body.second] - GIVES_WAY_M - between


def _segment_distances(p: Array, q: Array, r: Array, s: Array) -> Array:
    """Return the distances (n,) between segments p–q and r–s, each (n, 3).

    Ericson, "Real-Time Collision Detection" (2005), §5.1.9.
    """
    along, other, apart = q - p, s - r, p - r
    a, e = np.sum(along * along, axis=1), np.sum(other * other, axis=1)
    b, c, f = np.sum(along * other, axis=1), np.sum(along * apart, axis=1), np.sum(other * apart, axis=1)
    a, e = np.maximum(a, 1e-12), np.maximum(e, 1e-12)
    crossed = np.maximum(a * e - b * b, 1e-12)
    share = np.clip((b * f - c * e) / crossed, 0.0, 1.0)
    other_share = np.clip((b * share + f) / e, 0.0, 1.0)
    share = np.clip((b * other_share - c) / a, 0.0, 1.0)
    gap = apart + along * share[:, None] - other * other_share[:, None]
    return np.asarray(np.linalg.norm(gap, axis=1))


_LIMBS = ("upper arm", "forearm", "hand", "thigh", "shin", "foot")
# What is not compared with what: neighbours, and what legally lies on each other (a thigh on the belly).
_NEIGHBOURS = {
    "upper arm": {"chest", "shoulders", "forearm", "neck"},
    "forearm": {"upper arm", "hand"},
    "hand": {"forearm"},
    "thigh": {"hips", "waist", "shin"},
    "shin": {"thigh", "foot", "hips"},
    "foot": {"shin", "hips", "thigh"},
}


@lru_cache(maxsize=64)
def _capsules(sex: str, stature_m: float, build: float) -> _Capsules:
    rows = [*_trunk(sex, stature_m, build), *_limbs(sex, stature_m, build)]
    names = tuple(row[0] for row in rows)
    pairs = [(i, j) for i in range(len(rows)) for j in range(i) if _is_compared(names[i], names[j])]
    return _Capsules(
        names,
        np.array([[INDEX[row[1]], INDEX[row[2]]] for row in rows]),
        np.array([[row[3], row[4]] for row in rows]),
        np.array([row[5] for row in rows]),
        np.array([i for i, _ in pairs]),
        np.array([j for _, j in pairs]),
    )


Triple = tuple[float, float, float]
_Row = tuple[str, str, str, Triple, Triple, float]


def _trunk(sex: str, stature_m: float, build: float) -> list[_Row]:
    size = dimensions(sex, stature_m, build)
    rows: list[_Row] = []
    for name, joint, x, z, depth, breadth in (
        ("chest", "upperChest", 0.020, 0.03, size["chestdepth"], 0.98 * size["chestbreadth"]),
        ("waist", "spine", 0.015, 0.0, size["waistdepth"], size["waistbreadth"]),
        ("hips", "hips", -0.005, 0.03, size["buttockdepth"], size["hipbreadth"]),
    ):
        half = max(0.0, (breadth - depth) / 2.0)
        rows.append((name, joint, joint, (x, -half, z), (x, half, z), 0.48 * depth))
    head = 0.5 * size["headbreadth"]
    rows.append(("head", "head", "head", (0.01, 0.0, -0.07), (0.035, 0.0, 0.01), head))
    rows.append(("neck", "neck", "head", (0, 0, 0), (0, 0, 0), 0.9 * size["neckcircumference"] / (2 * np.pi)))
    return rows


def _limbs(sex: str, stature_m: float, build: float) -> list[_Row]:
    size = dimensions(sex, stature_m, build)
    arm, fore = size["bicepscircumferenceflexed"], size["forearmcircumferenceflexed"]
    none, rows = (0.0, 0.0, 0.0), []
    for side in ("left", "right"):
        for name, start, end, place, radius in (
            ("upper arm", "UpperArm", "LowerArm", none, 0.85 * arm / (2 * np.pi)),
            ("forearm", "LowerArm", "Hand", none, 0.80 * fore / (2 * np.pi)),
            ("hand", "Hand", "MiddleProximal", (0.0, 0.0, 0.03), 0.026),
            ("thigh", "UpperLeg", "LowerLeg", none, 0.80 * size["thighcircumference"] / (2 * np.pi)),
            ("shin", "LowerLeg", "Foot", none, 0.85 * size["calfcircumference"] / (2 * np.pi)),
            ("foot", "Foot", "Toes", (0.03, 0.0, -0.01), 0.036),
        ):
            rows.append((f"{side} {name}", side + start, side + end, none, place, radius))
    return rows


def _is_compared(first: str, second: str) -> bool:
    kinds = [name.removeprefix("left ").removeprefix("right ") for name in (first, second)]
    if not any(kind in _LIMBS for kind in kinds):
        return False
    is_same_side = first.split(" ")[0] == second.split(" ")[0]
    both_limbs = all(kind in _LIMBS for kind in kinds)
    if both_limbs and not is_same_side:
        return True
    neighbours = _NEIGHBOURS.get(kinds[0], set()) | _NEIGHBOURS.get(kinds[1], set())
    return kinds[0] not in neighbours and kinds[1] not in neighbours

"""The bare skin of a posed person, whole, and rings drawn around its limbs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from zeroshot.people.figure import Figure
from zeroshot.people.person import Person
from zeroshot.people.shape import shaped_body, shaped_points, vertex_normals
from zeroshot.people.skeleton import INDEX, stack_joints
from zeroshot.people.skinning import Fitting, fit, skin_movers, skinned
from zeroshot.people.template import TemplatePart, read_parts


@dataclass(frozen=True, eq=False)
class Bare:
    """A skin in the bind pose: its template, points and fitting."""

    part: TemplatePart
    points: np.ndarray
    fitting: Fitting

    @cached_property
    def edges(self) -> np.ndarray:
        pairs = np.concatenate([self.part.triangles[:, pair] for pair in ([0, 1], [1, 2], [2, 0])])
        pairs = np.sort(pairs, axis=1).astype(np.int64)
        keys = np.unique(pairs[:, 0] << 32 | pairs[:, 1])
        return np.stack([keys >> 32, keys & 0xFFFFFFFF], axis=1)


@cache
def bare_skin(sex: str, stature_m: float, build: float = 0.0, is_light: bool = False) -> Bare:
    part = read_parts("skin", sex)["skin"]
    points = shaped_points(part, sex=sex, stature_m=stature_m, build=build)
    normals = vertex_normals(points, part.triangles)
    rows = part.light_rows if is_light else np.arange(len(points))
    own = [points[rows]], [normals[rows]], [part.joints[rows]], [part.weights[rows]]
    return Bare(part, points[rows].astype(float), fit(*own))


def posed(bare: Bare, figure: Figure) -> tuple[np.ndarray, np.ndarray]:
    """Return the points and normals (n, 3) of the skin in a figure's pose."""
    person: Person = figure.person
    body = shaped_body(person.sex, float(person.stature_m), float(person.build))
    movers = skin_movers(body, stack_joints(figure.joints_in_actor), figure.attitudes_in_actor)
    return skinned(bare.fitting, movers)


@dataclass(frozen=True, eq=False)
class Ring:
    """Where a plane square to a bone cuts a limb in the bind pose: edges (k, 2) and how far along each."""

    edges: np.ndarray
    shares: np.ndarray
    area: float

    def area_of(self, points: np.ndarray) -> float:
        """Return the area that the ring encloses, seen from where it encloses most."""
        a, b = points[self.edges[:, 0]], points[self.edges[:, 1]]
        return enclosed(a + self.shares * (b - a))


def enclosed(ring: np.ndarray) -> float:
    around = ring - ring.mean(axis=0)
    return float(np.linalg.norm(np.cross(around, np.roll(around, -1, axis=0)).sum(axis=0)) / 2.0)


def ring_around(bare: Bare, person: Person, joint: str, along: float, reach: float = 0.15) -> Ring:
    """Draw a ring around a limb at a distance along the bone of a joint; triangles are those of the part."""
    body = shaped_body(person.sex, float(person.stature_m), float(person.build))
    origin, axes = body.bind_positions[INDEX[joint]], body.bind_attitudes[INDEX[joint]]
    pairs = bare.edges
    local = (bare.points - origin) @ axes
    height = local[:, 2] - along
    crossing = pairs[(height[pairs[:, 0]] < 0.0) != (height[pairs[:, 1]] < 0.0)]
    a, b = height[crossing[:, 0]], height[crossing[:, 1]]
    shares = (a / (a - b))[:, None]
    at = local[crossing[:, 0]] + shares * (local[crossing[:, 1]] - local[crossing[:, 0]])
    near = np.hypot(at[:, 0], at[:, 1]) < reach
    crossing, shares, at = crossing[near], shares[near], at[near]
    flat = at[:, :2] - at[:, :2].mean(axis=0)
    order = np.argsort(np.arctan2(flat[:, 1], flat[:, 0]))
    return Ring(crossing[order], shares[order], enclosed(at[order]))


def only(bare: Bare, rings: list[Ring]) -> tuple[Bare, list[Ring]]:
    """Return a skin of nothing but the points that rings need, and the rings on it."""
    rows, renamed = np.unique(np.concatenate([ring.edges for ring in rings]), return_inverse=True)
    edges = np.split(renamed.reshape(-1, 2), np.cumsum([len(ring.edges) for ring in rings])[:-1])
    part = bare.part
    points, normals = bare.fitting.points[:3].T[rows], bare.fitting.normals[:3].T[rows]
    few = Bare(part, bare.points[rows], fit([points], [normals], [part.joints[rows]], [part.weights[rows]]))
    return few, [Ring(own, ring.shares, ring.area) for own, ring in zip(edges, rings, strict=True)]

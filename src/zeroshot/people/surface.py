"""The skin and clothes of a posed person as scattered points: enough to find what they bump into.

Hair, brows and eyes are left out: hair gives way, and the rest lies within the head.
"""

from __future__ import annotations

import weakref
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from zeroshot.mesh import Mesh
from zeroshot.people.figure import Figure
from zeroshot.people.outfit import DrawnPart, drawn_parts
from zeroshot.people.person import Person
from zeroshot.people.rigged import RiggedBody
from zeroshot.people.shape import shaped_body
from zeroshot.people.skeleton import INDEX, JOINTS
from zeroshot.people.skinning import Fitting, fit, skin_movers, skinned
from zeroshot.people.template import SKIN_JOINTS, bone_of

SPACING_M = 0.042
"""One point is kept in every cube of this side: about 1,500 of a body. Source: measured; a wrist keeps ten
around it, and four people against Destiny take a few hundredths of a second."""

GIVING_WAY = frozenset({"eyes", "mouth", "brows", "hair"})

_WORDS = {
    "hips": "hips", "spine": "waist", "chest": "chest", "upperChest": "chest", "neck": "neck", "head": "head",
    "Shoulder": "shoulder", "UpperArm": "upper arm", "LowerArm": "forearm", "Hand": "hand",
    "UpperLeg": "thigh", "LowerLeg": "shin", "Foot": "foot", "Toes": "foot",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Surface:
    """Points on a posed body in the actor's frame: points, normals (n, 3), and the body part of each (n,).

    parts: words such as "left forearm" or "head".
    """

    points: NDArray[np.float32]
    normals: NDArray[np.float32]
    parts: NDArray[np.str_]


_surfaces: weakref.WeakKeyDictionary[Figure, Surface] = weakref.WeakKeyDictionary()


def surface_of(figure: Figure) -> Surface:
    """Return points on a figure's skin and clothes; kept as long as the figure is."""
    surface = _surfaces.get(figure)
    if surface is None:
        surface = _surfaces[figure] = _build_surface(figure)
    return surface


_outer_meshes: weakref.WeakKeyDictionary[Figure, Mesh] = weakref.WeakKeyDictionary()


def outer_mesh(figure: Figure) -> Mesh:
    """Return a figure's mesh without linings and undersides; kept as long as the figure is.

    What is nearest to a point outside is then always something that faces it.
    """
    mesh = _outer_meshes.get(figure)
    if mesh is None:
        parts = zip(figure.mesh.parts, _outer_triangles(figure.person), strict=True)
        mesh = Mesh(tuple(replace(part, triangles=triangles) for part, triangles in parts if len(triangles)))
        _outer_meshes[figure] = mesh
    return mesh


@lru_cache(maxsize=64)
def _outer_triangles(person: Person) -> tuple[NDArray[np.int32], ...]:
    """Return for every part of a person the triangles whose corners all face outward."""
    kept = []
    for part in drawn_parts(person):
        is_outer = np.zeros(len(part.points), dtype=bool)
        is_outer[_outer_rows(part, person)] = True
        kept.append(part.triangles[is_outer[part.triangles].all(axis=1)])
    return tuple(kept)


def part_word(joint: str) -> str:
    """Name the body part that hangs on a joint of the skeleton: "left forearm", "head"."""
    for side in ("left", "right"):
        if joint.startswith(side):
            bare = bone_of(joint).removeprefix(side)
            if bare == "head":
                return "head"
            return f"{side} {_WORDS.get(bare, 'eye' if bare == 'Eye' else 'hand')}"
    return _WORDS[joint]


def _build_surface(figure: Figure) -> Surface:
    if figure.person.figure is not None:
        return _surface_of_rig(figure, figure.person.figure)
    body = shaped_body(figure.sex, figure.stature_m, float(figure.person.build))
    positions = np.stack([figure.joints_in_actor[name] for name in JOINTS])
    movers = skin_movers(body, positions, figure.attitudes_in_actor)
    fitting, words = _sparse(figure.person)
    points, normals = skinned(fitting, movers)
    return Surface(points, normals, words)


def _surface_of_rig(figure: Figure, body: RiggedBody) -> Surface:
    points, normals, words = [], [], []
    for part, bones in zip(figure.mesh.parts, body.strongest_joints, strict=True):
        cells = np.floor(part.points / SPACING_M).astype(np.int64)
        _, rows = np.unique(cells, axis=0, return_index=True)
        points.append(part.points[rows])
        normals.append(part.normals[rows])
        words += [part_word(JOINTS[joint]) for joint in bones[rows]]
    return Surface(np.concatenate(points), np.concatenate(normals), np.array(words))


@lru_cache(maxsize=64)
def _sparse(person: Person) -> tuple[Fitting, NDArray[np.str_]]:
    """Choose the points that stand for their surroundings, and name the body part of each."""
    chosen, words = [], []
    for part in drawn_parts(person):
        if part.name in GIVING_WAY:
            continue
        outer = _outer_rows(part, person)
        cells = np.floor(part.points[outer] / SPACING_M).astype(np.int64)
        _, first = np.unique(cells, axis=0, return_index=True)
        rows = outer[np.sort(first)]
        joints, weights = part.joints[rows], part.weights[rows]
        chosen.append((part.points[rows], part.normals[rows], joints, weights))
        strongest = np.take_along_axis(joints, weights.argmax(axis=1)[:, None], axis=1)[:, 0]
        words += [part_word(SKIN_JOINTS[joint]) for joint in strongest]
    points, normals, all_joints, all_weights = zip(*chosen, strict=True)
    return fit(points, normals, all_joints, all_weights), np.array(words)


def _outer_rows(part: DrawnPart, person: Person) -> NDArray[np.intp]:
    """Choose the rows of a part that face away from their bones: cloth has a lining, too."""
    if part.name in ("head", "skin", *GIVING_WAY):
        return np.arange(len(part.points))
    body = shaped_body(person.sex, float(person.stature_m), float(person.build))
    strongest = np.take_along_axis(part.joints, part.weights.argmax(axis=1)[:, None], axis=1)[:, 0]
    bones = np.array([INDEX[bone_of(name)] for name in SKIN_JOINTS])[strongest]
    away = part.points - body.bind_positions[bones]
    down = body.bind_attitudes[bones][:, :, 2]
    away = away - np.sum(away * down, axis=1, keepdims=True) * down
    return np.flatnonzero(np.sum(away * part.normals, axis=1) > 0.0)

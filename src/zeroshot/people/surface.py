"""The skin and clothes of a posed person as scattered points: enough to find what they bump into.

Hair, brows and eyes are left out: hair gives way, and the rest lies within the head.
"""

from __future__ import annotations

import weakref
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from zeroshot.people.figure import Figure
from zeroshot.people.shape import ShapedPart, shaped_body
from zeroshot.people.skeleton import JOINTS
from zeroshot.people.skinning import skin_movers, skin_part
from zeroshot.people.template import SKIN_JOINTS, read_template

SPACING_M = 0.042
"""One point is kept in every cube of this side: about 1,500 of a body. Source: measured; a wrist keeps ten
around it, and four people against Destiny take a few hundredths of a second."""

FIRM_PARTS = ("head", "arms", "shirt", "trousers", "socks")

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


def part_word(joint: str) -> str:
    """Name the body part that hangs on a joint of the skeleton: "left forearm", "head"."""
    for side in ("left", "right"):
        if joint.startswith(side):
            bare = joint.removeprefix(side).removesuffix("Twist")
            return f"{side} {_WORDS.get(bare, 'eye' if bare == 'Eye' else 'hand')}"
    return _WORDS[joint]


def _build_surface(figure: Figure) -> Surface:
    body = shaped_body(figure.sex, figure.stature_m)
    positions = np.stack([figure.joints_in_actor[name] for name in JOINTS])
    movers = skin_movers(body, figure.turns, positions, figure.attitudes_in_actor)
    skinned = [skin_part(part, movers) for part in _sparse_parts(figure.sex, figure.stature_m)]
    points, normals = (np.concatenate(rows) for rows in zip(*skinned, strict=True))
    return Surface(points, normals, _words(figure.sex))


@cache
def _sparse_parts(sex: str, stature_m: float) -> tuple[ShapedPart, ...]:
    chosen = _chosen_rows(sex)
    parts = []
    for part in shaped_body(sex, stature_m).parts:
        if part.template.name in chosen:
            rows = chosen[part.template.name]
            template = replace(
                part.template, joints=part.template.joints[rows], weights=part.template.weights[rows]
            )
            parts.append(ShapedPart(template, part.points[rows], part.normals[rows]))
    return tuple(parts)


@cache
def _words(sex: str) -> NDArray[np.str_]:
    chosen = _chosen_rows(sex)
    words = []
    for part in read_template(sex):
        if part.name in chosen:
            rows = chosen[part.name]
            strongest = part.weights[rows].argmax(axis=1)
            joints = part.joints[rows, strongest]
            words += [part_word(SKIN_JOINTS[joint]) for joint in joints]
    return np.array(words)


@cache
def _chosen_rows(sex: str) -> dict[str, NDArray[np.intp]]:
    """Choose, by part, the points of the sculpture that stand for their surroundings."""
    chosen = {}
    for part in read_template(sex):
        if part.name in FIRM_PARTS:
            cells = np.floor(part.points / SPACING_M).astype(np.int64)
            _, first = np.unique(cells, axis=0, return_index=True)
            chosen[part.name] = np.sort(first)
    return chosen

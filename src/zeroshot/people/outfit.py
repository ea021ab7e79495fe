"""What is drawn of a person: skin that no garment hides, eyes, brows, hair and garments, shaped to the body.

Three levels: "full" for pictures, "light" for a viewport, "coarse" to count and measure with.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from zeroshot.people.clothes import GARMENTS, NAME_TAG
from zeroshot.people.coarse import LEFT_OUT, clustered
from zeroshot.people.faces import MOVING
from zeroshot.people.locks import read_hair
from zeroshot.people.palette import paint_colors
from zeroshot.people.person import Person
from zeroshot.people.regions import REGION_INDEX, covered_points, uncovered_triangles
from zeroshot.people.shape import light_normals, shaped_points, vertex_normals
from zeroshot.people.skinning import Fitting, fit
from zeroshot.people.template import TemplatePart, read_parts

Level = Literal["full", "light", "coarse"]


@dataclass(frozen=True, eq=False)
class DrawnPart:
    """A part as it is drawn, in the bind pose of one body.

    name: what it is made of, for its material. points, normals: (n, 3). triangles: (m, 3). joints, weights:
    (n, 4). paint: (n, 3).
    """

    name: str
    points: NDArray[np.float32]
    normals: NDArray[np.float32]
    triangles: NDArray[np.int32]
    joints: NDArray[np.uint8]
    weights: NDArray[np.float32]
    paint: NDArray[np.float32]


def drawn_parts(person: Person, level: Level = "full", *, face: str = "neutral") -> tuple[DrawnPart, ...]:
    """Return the parts of a person who makes a face, to draw; kept, so asking again is free."""
    return _drawn_parts(
        person.sex, float(person.stature_m), float(person.build), person.hair_cut,
        tuple(sorted(person.clothes)), bool(person.name_tag), level, face,
    )  # fmt: skip


@lru_cache(maxsize=48)
def _drawn_parts(
    sex: str,
    stature_m: float,
    build: float,
    hair_cut: str,
    clothes: tuple[str, ...],
    has_tag: bool,
    level: Level,
    face: str,
) -> tuple[DrawnPart, ...]:
    parts = []
    for kind, part in _templates(sex, hair_cut, clothes):
        if kind == NAME_TAG and not has_tag:
            continue
        if level == "coarse" and kind in LEFT_OUT:
            continue
        made = face if part.shifts is not None and face in MOVING else "neutral"
        points, normals = _shaped(part, sex, stature_m, build, made, level == "light")
        for name, rows, triangles in _pieces(kind, part, clothes, level):
            rows, triangles = _by_joint(part, rows, triangles)
            own = (points[rows], normals[rows], triangles)
            parts.append(DrawnPart(name, *own, part.joints[rows], part.weights[rows], part.paint[rows]))
    return tuple(parts)


def fitting_of(person: Person, level: Level = "full", *, face: str = "neutral") -> Fitting:
    """Return the parts of ``drawn_parts``, one after the other, laid out for skinning; kept."""
    return _fitting(drawn_parts(person, level, face=face))


@lru_cache(maxsize=48)
def _fitting(parts: tuple[DrawnPart, ...]) -> Fitting:
    return fit(
        [part.points for part in parts],
        [part.normals for part in parts],
        [part.joints for part in parts],
        [part.weights for part in parts],
    )


@lru_cache(maxsize=48)
def painted(person: Person, level: Level = "full") -> tuple[NDArray[np.uint8], ...]:
    """Return the colours (n, 4) of the points of each part of ``drawn_parts``; kept."""
    return tuple(paint_colors(part.name, part.paint, person) for part in drawn_parts(person, level))


def _by_joint(
    part: TemplatePart, rows: NDArray[np.intp], triangles: NDArray[np.int32]
) -> tuple[NDArray[np.intp], NDArray[np.int32]]:
    """Put points that hang on the same joint next to each other, for skinning's sake."""
    strongest = np.take_along_axis(part.joints[rows], part.weights[rows].argmax(axis=1)[:, None], axis=1)
    order = np.argsort(strongest[:, 0], kind="stable")
    renamed = np.empty(len(rows), dtype=np.int32)
    renamed[order] = np.arange(len(rows), dtype=np.int32)
    return rows[order], renamed[triangles]


def _templates(sex: str, hair_cut: str, clothes: tuple[str, ...]) -> Iterator[tuple[str, TemplatePart]]:
    """Yield what each part is made of, and the part."""
    yield "skin", read_parts("skin", sex)["skin"]
    yield "eyes", read_parts("eyes", sex)["eyes"]
    yield "mouth", read_parts("eyes", sex)["mouth"]
    yield "brows", read_parts("hair", sex)["brows"]
    hair = read_hair(sex, hair_cut)
    if hair is not None and not any(GARMENTS[name].hides_hair for name in clothes):
        yield "hair", hair
    for name in clothes:
        garment = GARMENTS[name]
        for part in read_parts(garment.stem, sex).values():
            if part.name not in garment.without:
                yield garment.looks.get(part.name, part.name), part


@lru_cache(maxsize=96)
def _shaped(
    part: TemplatePart, sex: str, stature_m: float, build: float, face: str, is_light: bool
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return points and normals (n, 3) of a part on a body; is_light: of its lighter level alone."""
    sculpted = _making_face(part, face)
    body: dict[str, Any] = {"sex": sex, "stature_m": stature_m, "build": build}
    if not is_light:
        points = shaped_points(sculpted, **body)
        return points, vertex_normals(points, part.triangles)
    points, normals = np.zeros(part.points.shape, np.float32), np.zeros(part.points.shape, np.float32)
    rows = part.light_rows
    points[rows] = shaped_points(sculpted, is_light=True, **body)
    normals[rows] = light_normals(sculpted, _sculpted_normals(part, face), **body)
    return points, normals


@lru_cache(maxsize=16)
def _making_face(part: TemplatePart, face: str) -> TemplatePart:
    if face == "neutral" or part.shifts is None:
        return part
    first = 3 * MOVING.index(face)
    return replace(part, points=part.points + part.shifts[:, first : first + 3])


@lru_cache(maxsize=96)
def _sculpted_normals(part: TemplatePart, face: str) -> NDArray[np.float32]:
    return vertex_normals(_making_face(part, face).points.astype(np.float32), part.triangles)


def _pieces(
    kind: str, part: TemplatePart, clothes: tuple[str, ...], level: Level
) -> Iterator[tuple[str, NDArray[np.intp], NDArray[np.int32]]]:
    """Yield a part's name, rows and triangles at a level; of the skin what is not hidden, the head apart."""
    if level == "full":
        rows, triangles = np.arange(len(part.points)), part.triangles
    elif level == "light":
        rows, triangles = part.light_rows.astype(np.intp), part.light_triangles
    else:
        rows, triangles = clustered(kind, part)
    if kind != "skin":
        yield kind, rows, triangles
        return
    covers = [cover for name in clothes for cover in GARMENTS[name].hides]
    used, triangles = uncovered_triangles(triangles, covered_points(part, covers)[rows])
    rows = rows[used]
    is_head = np.isin(part.region[rows], (REGION_INDEX["head"], REGION_INDEX["neck"]))
    for name in ("head", "skin"):
        own = is_head[triangles].all(axis=1) == (name == "head")
        used, own_triangles = np.unique(triangles[own], return_inverse=True)
        if len(used):
            yield name, rows[used], own_triangles.reshape(-1, 3).astype(np.int32)

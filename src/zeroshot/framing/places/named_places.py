"""The named points of a module or prop as large as they are: which is nearest, and its name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.framing.places.points import StagedModel
from zeroshot.library.facts import NamedPoint
from zeroshot.scene.document import Module
from zeroshot.spatial import Array

NAMED_WITHIN_M = 0.3
"""What is hit is called by the named point nearest to it when that is no farther away than this."""


@dataclass(frozen=True, eq=False)
class NamedPlaces:
    """Points of a model as rectangles: positions, directions, normals (n, 3) and sizes (n, 2), in its frame.

    A point without a direction has no size; a handrail is a line.
    """

    names: tuple[str, ...]
    positions: Array
    along: Array
    across: Array
    sizes_m: Array

    def distances_m(self, point: ArrayLike) -> Array:
        """Return how far each place (n,) is from a point (3,) of the model's frame."""
        offset = np.asarray(point, dtype=np.float64) - self.positions
        for index, direction in enumerate((self.along, self.across)):
            half = self.sizes_m[:, index] / 2.0
            share = np.clip(np.einsum("ni,ni->n", offset, direction), -half, half)
            offset = offset - share[:, None] * direction
        return np.asarray(np.linalg.norm(offset, axis=1))


def named_places(model: StagedModel, kinds: Collection[str] | None = None) -> NamedPlaces:
    """Gather the named points of a staged model, in its own frame; of some kinds only if given."""
    chosen = {
        name: point
        for name, point in model.model.facts.points.items()
        if kinds is None or point.kind in kinds
    }
    turn = model.model_from_facts
    zero = (0.0, 0.0, 0.0)
    points = list(chosen.values())
    along = _rows([point.direction or zero for point in points]) @ turn.T
    normals = _rows([point.normal or zero for point in points]) @ turn.T
    sizes = np.array([_size_m(point) for point in points], dtype=np.float64).reshape(-1, 2)
    return NamedPlaces(
        names=tuple(chosen),
        positions=model.scale * (_rows([point.position_m for point in points]) @ turn.T),
        along=along,
        across=np.cross(normals, along),
        sizes_m=model.scale * sizes,
    )


def name_of_place(model: StagedModel, point_in_world: ArrayLike) -> str:
    """Say what of a module or prop is at a point (3,): "rack LAB1S3 of lab", "the port wall of lab"."""
    name = getattr(model.item, "name", "") or model.item.id
    if not isinstance(model.item, Module):
        return name
    places = named_places(model)
    if not places.names:
        return f"the wall of {name}"
    distances = places.distances_m(model.placement.apply_inverse(point_in_world))
    nearest = int(distances.argmin())
    if distances[nearest] > NAMED_WITHIN_M:
        return f"the wall of {name}"
    key = places.names[nearest]
    return f"{_spoken(key, model.model.facts.points[key])} of {name}"


def _spoken(key: str, point: NamedPoint) -> str:
    if point.kind == "wall":
        return f"the {point.label or key.removeprefix('wall-')} wall"
    if point.kind == "rack" and point.label:
        return f"rack {point.label}"
    return key


def _rows(vectors: list[tuple[float, float, float]]) -> Array:
    return np.array(vectors, dtype=np.float64).reshape(-1, 3)


def _size_m(point: NamedPoint) -> tuple[float, float]:
    if point.direction is None:
        return 0.0, 0.0
    return point.size_m or (point.length_m or 0.0, 0.0)

"""Finish a meshed part: weigh it, say where on the body each point lies, shade it, thin a lighter level."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from zeroshot.people.sculpt.body import Body
from zeroshot.people.sculpt.fields import Field
from zeroshot.people.sculpt.labels import labelled
from zeroshot.people.sculpt.nets import gradient
from zeroshot.people.sculpt.thinning import thinned_rows
from zeroshot.people.sculpt.weights import skin_weights
from zeroshot.people.template import TemplatePart
from zeroshot.spatial import Array

# The lighter level keeps this share of a part's triangles: what a figure in a viewport needs.
LIGHT_SHARE = 0.10


def finished(
    name: str,
    body: Body,
    field: Field,
    mesh: tuple[Array, NDArray[np.int32]],
    shares: Array | None = None,
    *,
    is_half: bool = False,
    light_share: float = LIGHT_SHARE,
    matters: Array | None = None,
) -> TemplatePart:
    """Make a part of a mesh of a field.

    shares: (n, 2) of the part's second and third colour, none without. is_half: the mesh is a right half with
    its rim on y = 0. matters: (n,) how much an error matters at each point when it is thinned further.
    """
    points, triangles = mesh
    joints, weights = skin_weights(points, body)
    paint = np.zeros((len(points), 3), dtype=np.float32)
    if shares is not None:
        paint[:, :2] = shares
    paint[:, 2] = reached_by_light(field, points)
    region, along = labelled(points, body)
    rows, light = thinned_rows(points, triangles, target=round(light_share * len(triangles)), scale=matters)
    return TemplatePart(
        name, points, triangles, joints, weights, paint, region, along, rows, light, is_half=is_half
    )


def reached_by_light(field: Field, points: Array) -> Array:
    """Estimate how much light (n,) reaches each point, from how close the surface comes to the ray outward.

    Evans, "Fast approximations for global illumination on dynamic scenes", SIGGRAPH 2006 course.
    """
    slope = gradient(field, points)
    normals = slope / np.maximum(np.linalg.norm(slope, axis=1, keepdims=True), 1e-9)
    # Joined fields rise by less than a metre per metre.
    steepness = np.clip(np.linalg.norm(slope, axis=1), 0.4, 1.5)
    hidden = np.zeros(len(points))
    for distance, share in ((0.003, 1.0), (0.006, 0.8), (0.012, 0.6), (0.024, 0.4)):
        free = np.maximum(field(points + distance * normals), 0.0) / steepness
        hidden += share * np.clip((distance - free) / distance, 0.0, 1.0)
    return np.asarray(1.0 - 0.40 * np.clip((hidden - 0.30) / 2.3, 0.0, 1.0))


def twice(mesh: tuple[Array, NDArray[np.int32]]) -> tuple[Array, NDArray[np.int32]]:
    """Add the mirror image on the left to a closed mesh on the right."""
    points, triangles = mesh
    both = np.concatenate([points, points * [1.0, -1.0, 1.0]])
    return both, np.concatenate([triangles, triangles[:, ::-1] + len(points)]).astype(np.int32)

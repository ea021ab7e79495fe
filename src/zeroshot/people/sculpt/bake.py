"""Mesh, weigh and paint every part of a body."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from zeroshot.people.sculpt import clothes
from zeroshot.people.sculpt.body import Body
from zeroshot.people.sculpt.eyes import eyeballs
from zeroshot.people.sculpt.fields import Field, clip, join, mirrored, ramp
from zeroshot.people.sculpt.head import brow_hair, head_origin, head_scale, lash_shade, lips_amount
from zeroshot.people.sculpt.nets import graded, gradient, mesh_field, mirrored_lines
from zeroshot.people.sculpt.thinning import thinned
from zeroshot.people.sculpt.weights import skin_weights
from zeroshot.people.template import TemplatePart
from zeroshot.spatial import Array

Lines = tuple[Array, Array, Array]

# Triangles for each part: what an 85 mm close-up of the face and hands needs, and what cloth needs to fold.
_BUDGET = {
    "head": 14000,
    "arms": 8400,
    "shirt": 5200,
    "trousers": 5000,
    "socks": 1300,
    "hair": 2600,
    "brows": 700,
}


def bake_body(sex: str) -> tuple[TemplatePart, ...]:
    """Sculpt the parts of one sex's body."""
    body = Body(sex)
    makers = (_head, _arms, _shirt, _trousers, _socks, _hair, _brows)
    return (*(maker(body) for maker in makers), eyeballs(body))


def _finish(
    name: str,
    body: Body,
    field: Field,
    mesh: tuple[Array, NDArray[np.int32]],
    group: str,
    shares: Array | None = None,
) -> TemplatePart:
    """Weigh a meshed part, and paint it: shares (n, 2) of its second and third colour, and its light."""
    points, triangles = mesh
    joints, weights = skin_weights(points, body, group=group)
    paint = np.zeros((len(points), 3))
    if shares is not None:
        paint[:, :2] = shares
    paint[:, 2] = _light(field, points)
    return TemplatePart(name, points, triangles, joints, weights, paint.astype(np.float32))


def _light(field: Field, points: Array) -> Array:
    """Estimate how much light reaches each point, from how close the surface comes to the ray outward.

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


def _twice(mesh: tuple[Array, NDArray[np.int32]]) -> tuple[Array, NDArray[np.int32]]:
    """Add the mirror image on the left to a mesh on the right."""
    points, triangles = mesh
    both = np.concatenate([points, points * [1.0, -1.0, 1.0]])
    return both, np.concatenate([triangles, triangles[:, ::-1] + len(points)]).astype(np.int32)


def _head(body: Body) -> TemplatePart:
    base = body.joint("neck")

    def field(points: Array) -> Array:
        p = mirrored(points)
        bib = clip(body.trunk(p) + 0.001, np.maximum(p[:, 1] - 0.075, p[:, 2] - base[2] - 0.125), 0.01)
        bib = join(bib, body.neck(p), 0.03)
        return join(body.head(p), bib, 0.022)

    points, triangles = mesh_field(field, _head_lines(body))
    points, triangles = thinned(
        points, triangles, target=_BUDGET["head"], scale=_face_matters(body.drawn(points))
    )
    drawn = mirrored(body.drawn(points))
    part = _finish("head", body, field, (points, triangles), "head", _make_up(drawn, body))
    part.paint[:, 2] *= 1.0 - (0.55 if body.build.is_male else 0.75) * lash_shade(drawn, body.face)
    return part


def _head_lines(body: Body) -> Lines:
    """Lay the head's grid: 1.5 mm at the eyes, 2 mm at the mouth, 8 mm at the nape."""
    x, z = head_origin(body.build)[[0, 2]]
    long, wide, tall = head_scale(body.build)
    across = np.array([0.0, 0.0125, 0.018, 0.0475, 0.068, 0.098, 0.14]) * wide
    heights = np.array([-0.14, -0.05, -0.026, -0.011, 0.011, 0.034, 0.060, 0.080, 0.125]) * tall + z
    return (
        graded([x - 0.27, x - 0.13, x - 0.07, x - 0.012 * long, x + 0.06], [0.0085, 0.0036, 0.0036, 0.0026]),
        mirrored_lines(list(across), [0.0025, 0.0025, 0.0021, 0.0034, 0.0030, 0.006]),
        graded(
            [*heights, body.joint("neck")[2] + 0.15],
            [0.0085, 0.0042, 0.0028, 0.0015, 0.0030, 0.0024, 0.0016, 0.004, 0.008],
        ),
    )


def _make_up(drawn: Array, body: Body) -> Array:
    """Return how much of the lips' and of the flushed skin's colour (n, 2) each point of the face takes."""

    def spot(centre: tuple[float, float, float], size: tuple[float, float, float]) -> Array:
        return np.asarray(np.exp(-np.sum(((drawn - np.array(centre)) / np.array(size)) ** 2, axis=1)))

    lips = lips_amount(drawn, body.face)
    cheek = 0.55 * spot((0.006, 0.045, 0.032), (0.03, 0.018, 0.015))
    nose = 0.5 * spot((0.036, 0.0, 0.040), (0.015, 0.012, 0.012))
    ear = 0.45 * ramp(drawn[:, 1], 0.076, 0.088)
    return np.stack([lips, np.clip(cheek + nose + ear, 0.0, 1.0) * (1.0 - lips)], axis=-1)


def _arms(body: Body) -> TemplatePart:
    end = body.whole_arm

    def local_field(p: Array) -> Array:
        world = body.world(p, "rightUpperArm")
        limb = clip(body.arm(world), 0.10 - p[:, 2], 0.01)
        return join(limb, body.hand(world), 0.012)

    hand = body.build.size["handlength"]
    side = body.build.size["handbreadth"] / 0.0883
    lines = (
        graded([-0.085, -0.058 * side, 0.078 * side, 0.10], [0.009, 0.0031, 0.006]),
        graded([-0.08, -0.032, 0.022, 0.08], [0.007, 0.0036, 0.007]),
        graded([0.07, end - 0.02, end + 0.06, end + hand + 0.02], [0.012, 0.0055, 0.0036]),
    )
    points, triangles = mesh_field(local_field, lines)
    matters = 1.0 + 1.5 * ramp(points[:, 2], end - 0.03, end + 0.03)
    points, triangles = thinned(points, triangles, target=_BUDGET["arms"] // 2, scale=matters)

    def field(p: Array) -> Array:
        return local_field(body.local(mirrored(p), "rightUpperArm"))

    mesh = _twice((body.world(points, "rightUpperArm"), triangles))
    return _finish("arms", body, field, mesh, "arm")


def _shirt(body: Body) -> TemplatePart:
    def field(p: Array) -> Array:
        return clothes.shirt(mirrored(p), body)

    low, high = -clothes.waist_height(body) + 0.07, body.joint("neck")[2]
    lines = (
        graded([-0.20, -0.115, 0.095, 0.21], [0.010, 0.0045, 0.0085]),
        mirrored_lines([0.0, 0.095, 0.46], [0.0045, 0.010]),
        graded([high - 0.075, high + 0.12, low], [0.0045, 0.0105]),
    )
    points, triangles = mesh_field(field, lines)
    points, triangles = thinned(points, triangles, target=_BUDGET["shirt"])
    folded = mirrored(points)
    collar = np.clip(0.5 - clothes.collar(folded, body) / 0.002, 0.0, 1.0)
    local = body.local(folded, "rightUpperArm")[:, 2]
    cuff = ramp(
        local, clothes.SLEEVE_SHARE * body.upper_arm - 0.022, clothes.SLEEVE_SHARE * body.upper_arm - 0.014
    )
    cuff = cuff * (body.arm(folded) < body.trunk(folded))
    shares = np.stack([np.maximum(collar, cuff), np.zeros(len(points))], axis=-1)
    return _finish("shirt", body, field, (points, triangles), "torso", shares)


def _trousers(body: Body) -> TemplatePart:
    def field(p: Array) -> Array:
        return clothes.trousers(mirrored(p), body)

    waist = clothes.waist_height(body)
    lines = (
        graded([-0.22, 0.20], [0.0095]),
        mirrored_lines([0.0, 0.34], [0.0095]),
        graded([-waist - 0.02, -waist + 0.06, -0.03], [0.008, 0.0125]),
    )
    points, triangles = mesh_field(field, lines)
    points, triangles = thinned(points, triangles, target=_BUDGET["trousers"])
    belt = ramp(-points[:, 2], waist - 0.040, waist - 0.034)
    return _finish(
        "trousers", body, field, (points, triangles), "legs", np.stack([belt, 0.0 * belt], axis=-1)
    )


def _socks(body: Body) -> TemplatePart:
    def field(p: Array) -> Array:
        return clothes.socks(mirrored(p), body)

    x, y, z = body.joint("rightFoot")
    lines = (
        graded([x - 0.10, x + 0.23], [0.0085]),
        graded([y - 0.075, y + 0.08], [0.0075]),
        graded([z - 0.14, z - 0.02, z + 0.09], [0.012, 0.0075]),
    )
    points, triangles = _twice(thinned(*mesh_field(field, lines), target=_BUDGET["socks"] // 2))
    sole = ramp(points[:, 2], -0.013, -0.008)
    return _finish("socks", body, field, (points, triangles), "foot", np.stack([sole, 0.0 * sole], axis=-1))


def _hair(body: Body) -> TemplatePart:
    def field(p: Array) -> Array:
        return body.hair(mirrored(p))

    x, z = head_origin(body.build)[[0, 2]]
    lines = (
        graded([x - 0.26, x - 0.10, x + 0.06], [0.0065, 0.0048]),
        mirrored_lines([0.0, 0.12], [0.0052]),
        graded([z - 0.16, z + 0.10], [0.0052]),
    )
    points, triangles = mesh_field(field, lines)
    points, triangles = thinned(points, triangles, target=_BUDGET["hair"])
    p = body.drawn(points)
    sheen = ramp(np.sin(p[:, 1] * 420.0 + 30.0 * np.sin(p[:, 0] * 40.0)), 0.0, 1.0) * 0.7
    return _finish("hair", body, field, (points, triangles), "head", np.stack([sheen, 0.0 * sheen], axis=-1))


def _brows(body: Body) -> TemplatePart:
    smallest = float(head_scale(body.build).min())

    def field(p: Array) -> Array:
        return brow_hair(mirrored(body.drawn(p)), body.face) * smallest

    x, _, z = head_origin(body.build)
    lines = (
        graded([x - 0.02, x + 0.035], [0.0013]),
        graded([0.004, 0.065], [0.0016]),
        graded([z - 0.040, z - 0.005], [0.0013]),
    )
    return _finish(
        "brows", body, field, _twice(thinned(*mesh_field(field, lines), target=_BUDGET["brows"] // 2)), "head"
    )


def _face_matters(drawn: Array) -> Array:
    """Say where the head's shape matters most: eyes and lips, then the face, least the back of the skull."""
    eyes = np.exp(
        -np.sum(((mirrored(drawn) - np.array([0.01, 0.032, 0.0])) / [0.02, 0.022, 0.016]) ** 2, axis=1)
    )
    lips = np.exp(-np.sum(((drawn - np.array([0.018, 0.0, 0.070])) / [0.02, 0.028, 0.014]) ** 2, axis=1))
    return np.asarray(0.6 + 0.8 * ramp(drawn[:, 0], -0.05, 0.0) + 4.0 * eyes + 2.0 * lips)

"""Bake the cuts of hair, the brows and the lashes: weigh, paint and thin them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from zeroshot.people.locks import LIGHT_EVERY, Bunch, Ribbons, together
from zeroshot.people.sculpt.body import Body
from zeroshot.people.sculpt.brows import brow_hairs, lashes
from zeroshot.people.sculpt.expressions import face_shifts, lid_weights
from zeroshot.people.sculpt.fields import mirrored, ramp
from zeroshot.people.sculpt.hair import CUTS, hair_cap, hair_strands, hairline
from zeroshot.people.sculpt.head import head_origin, head_scale
from zeroshot.people.sculpt.labels import labelled
from zeroshot.people.sculpt.strands import Strands
from zeroshot.people.sculpt.thinning import thinned, thinned_rows
from zeroshot.people.sculpt.weights import skin_weights
from zeroshot.people.template import TemplatePart
from zeroshot.spatial import Array

_CAP_TRIANGLES, _LIGHT_CAP_TRIANGLES = 2800, 500
_BROW_HAIRS = 230


def bake_hair(body: Body) -> tuple[TemplatePart, ...]:
    """Grow the cap of every cut of hair, and the brows with the lashes."""
    caps = (_cap(body, name) for name, cut in CUTS.items() if cut.thick is not None)
    return (*caps, _brows(body))


def bake_locks(body: Body) -> dict[str, tuple[Bunch, ...]]:
    """Grow the locks of every cut of hair."""
    return {
        name: tuple(
            _bunch(body, strands, index) for index, strands in enumerate(hair_strands(body.face, name))
        )
        for name, cut in CUTS.items()
        if cut.thick is not None
    }


def _world(body: Body, drawn: Array) -> Array:
    return np.asarray(drawn * head_scale(body.build) + head_origin(body.build))


def _bunch(body: Body, strands: Strands, seed: int) -> Bunch:
    """Put strands on the body: each is carried whole by what carries its root."""
    joints, weights = skin_weights(_world(body, strands.curves[:, 0]), body)
    center = None if strands.center is None else _world(body, np.array(strands.center))
    return Bunch(
        curves=_world(body, strands.curves),
        widths=strands.widths,
        joints=joints,
        weights=weights,
        center=center,
        root_light=strands.root_light,
        taper=strands.taper,
        twist=strands.twist,
        seed=seed,
    )


def _cap(body: Body, name: str) -> TemplatePart:
    points, triangles = thinned(*hair_cap(body.face, name), target=_CAP_TRIANGLES)
    rows, light = thinned_rows(points, triangles, target=_LIGHT_CAP_TRIANGLES)
    part = _part(name, body, points, triangles, _cap_paint(points, name), points)
    return replace(part, light_rows=rows, light_triangles=light)


def _cap_paint(points: Array, name: str) -> Array:
    """Paint a cap (n, 3): skin shows through at the hairline, and through hair of a few millimetres."""
    fade = ramp(hairline(mirrored(points)), -0.013, -0.001)
    through = np.maximum(fade, 0.38 if name == "buzz" else 0.0)
    patchy = 0.5 + 0.5 * np.sin(points @ [410.0, 530.0, 370.0]) * np.sin(points @ [190.0, -260.0, 310.0])
    return np.stack([(1.0 - through) * 0.6 * patchy, through, 0.62 + 0.38 * through], axis=-1)


def _part(
    name: str,
    body: Body,
    drawn: Array,
    triangles: NDArray[np.int32],
    paint: Array | NDArray[np.float32],
    roots: Array,
) -> TemplatePart:
    rooted = _world(body, roots)
    joints, weights = skin_weights(rooted, body)
    region, along = labelled(rooted, body)
    none = np.empty(0, dtype=np.int32)
    return TemplatePart(
        name, _world(body, drawn), triangles, joints, weights, paint.astype(np.float32), region, along,
        none, none.reshape(0, 3),
    )  # fmt: skip


def _brows(body: Body) -> TemplatePart:
    """Grow brows and lashes on both sides: brows move with the face, lashes with the lids."""
    sex = body.build.sex
    rng = np.random.default_rng(5)
    hairs = brow_hairs(body.face, sex, _BROW_HAIRS, rng)
    fringe, fringe_roots = lashes(body.face, sex, rng)
    right = together([hairs, fringe])
    roots = np.concatenate([_roots(hairs), fringe_roots])
    other = np.array([1.0, -1.0, 1.0])
    locks = together([right, replace(right, points=right.points * other)])
    both_roots = np.concatenate([roots, roots * other])
    part = _part("brows", body, locks.points, locks.triangles, locks.paint, both_roots)
    kept = locks.lock % LIGHT_EVERY == 0
    light = (np.cumsum(kept) - 1)[locks.triangles[kept[locks.triangles[:, 0]]]]
    joints, weights = lid_weights(both_roots, part.joints, part.weights, body.face.lid_open)
    return replace(
        part,
        joints=joints,
        weights=weights,
        shifts=face_shifts(both_roots, head_scale(body.build)),
        light_rows=np.flatnonzero(kept).astype(np.int32),
        light_triangles=light.astype(np.int32),
    )


def _roots(hairs: Ribbons) -> Array:
    """Return the root (n, 3) of the lock that each point is of."""
    first = np.searchsorted(hairs.lock, np.arange(hairs.lock.max() + 1))
    return np.asarray(hairs.points[first][hairs.lock])

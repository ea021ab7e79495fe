"""Eyebrows and lashes, hair by hair, in the head's drawing frame: the right side."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from zeroshot.people.locks import Ribbons, ribbons, together
from zeroshot.people.sculpt import lids
from zeroshot.people.sculpt.creases import bend
from zeroshot.people.sculpt.fields import path, ramp
from zeroshot.people.sculpt.head import Face, drawn_head
from zeroshot.spatial import Array

# From beside the nose to the temple: right, down, half of how broad the brow is; metres.
_ARCS = {
    "male": (
        (0.0105, -0.0180, 0.0036),
        (0.0200, -0.0207, 0.0046),
        (0.0320, -0.0230, 0.0040),
        (0.0430, -0.0213, 0.0028),
        (0.0510, -0.0165, 0.0010),
    ),
    "female": (
        (0.0120, -0.0205, 0.0026),
        (0.0205, -0.0238, 0.0033),
        (0.0325, -0.0272, 0.0029),
        (0.0430, -0.0250, 0.0019),
        (0.0505, -0.0195, 0.0006),
    ),
}


def _on_skin(right: Array, down: Array, face: Face) -> Array:
    """Find the skin (n, 3) behind places of the face seen from ahead."""
    points = np.stack([np.full(len(right), 0.032), right, down], axis=-1)
    for _ in range(40):
        points[:, 0] -= 0.7 * drawn_head(points, face)
    return points


def brow_shade(p: Array, sex: str) -> Array:
    """Return how much (n,) of the brow's shade the skin takes under it, 0 to 1; folded points."""
    arc = bend(_ARCS[sex], 3)
    middle = np.stack([0.0 * arc[:, 0], arc[:, 0], arc[:, 1]], axis=-1)
    away = path(p * [0.0, 1.0, 1.0], middle, list(arc[:, 2]))
    return np.asarray(ramp(-away, -0.0008, 0.0014) * ramp(p[:, 0], -0.012, -0.004))


def brow_hairs(face: Face, sex: str, count: int, rng: np.random.Generator) -> Ribbons:
    """Grow the right brow: hairs that rise beside the nose, lie along it and meet from above and below."""
    arc = bend(_ARCS[sex], 8)
    share = np.clip(rng.random(count), 0.0, 0.985)
    index = share * (len(arc) - 1)
    low = index.astype(int)
    at = arc[low] + (index - low)[:, None] * (arc[low + 1] - arc[low])
    along = (arc[low + 1] - arc[low])[:, :2]
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    offset = np.clip(rng.normal(size=count) * 0.55, -1.0, 1.0)
    root = at[:, :2] + np.stack([np.zeros(count), offset * at[:, 2]], axis=-1)
    # An angle from the arc toward the crown: hairs fan out beside the nose, then close over the brow.
    angle = (
        0.95 * (1.0 - share) ** 2.2 + 0.55 * offset * ramp(share, 0.10, 0.5) + 0.12 * rng.normal(size=count)
    )
    turned = np.stack(
        [
            np.cos(angle) * along[:, 0] + np.sin(angle) * along[:, 1],
            -np.sin(angle) * along[:, 0] + np.cos(angle) * along[:, 1],
        ],
        axis=-1,
    )
    length = (0.0085 if sex == "male" else 0.0070) * rng.uniform(0.7, 1.15, count) * (1.0 - 0.35 * share)
    steps = []
    for part in (0.0, 0.5, 1.0):
        place = root + (part * length)[:, None] * turned
        skin = _on_skin(place[:, 0], place[:, 1], face)
        skin[:, 0] += 0.0003 + 0.0008 * part
        steps.append(skin)
    curves = np.stack(steps, axis=1)
    flat = np.zeros_like(curves)
    flat[..., 0] = 1.0
    hairs = ribbons(curves, flat, 0.00052 * rng.uniform(0.7, 1.3, count), rng, root_light=0.85, twist=0.6)
    return replace(hairs, paint=hairs.paint * np.array([0.0, 0.0, 1.0], dtype=np.float32))


def lashes(face: Face, sex: str, rng: np.random.Generator) -> tuple[Ribbons, Array]:
    """Grow the lashes of the right eye, and return the root of each point (n, 3) on the edge of its lid."""
    ribbon, roots = [], []
    for is_upper, count, length in ((True, 44, 0.0072), (False, 24, 0.0032)):
        right = np.linspace(lids.INNER + 0.0030, lids.OUTER - 0.0016, count) + 0.0002 * rng.normal(size=count)
        upper, lower = lids.margins(right, face.lid_open)
        down = upper if is_upper else lower
        radius = lids.EYE_RADIUS + lids.LID - 0.0003
        across = right - lids.EYE[1]
        ahead = np.sqrt(np.maximum(radius**2 - across**2 - down**2, 4e-6))
        root = np.stack([ahead, right, down], axis=-1)
        sign = -1.0 if is_upper else 1.0
        out = np.stack([np.full(count, 0.85), 0.55 * across / 0.0145, np.full(count, -0.25 * sign)], axis=-1)
        out /= np.linalg.norm(out, axis=1, keepdims=True)
        long = length * (1.0 if sex == "female" else 0.78) * rng.uniform(0.8, 1.1, count)
        long = long * (0.55 + 0.45 * ramp(right, lids.INNER, lids.INNER + 0.014))
        t = np.array([0.0, 0.35, 0.7, 1.0])[None, :, None]
        curl = np.array([0.0, 0.0, sign * 0.75])
        curves = root[:, None] + long[:, None, None] * (t * out[:, None] + t**2 * curl)
        flat = np.zeros_like(curves)
        flat[..., 2] = 1.0
        widths = np.full(count, 0.00040 if is_upper else 0.00024)
        ribbon.append(ribbons(curves, flat, widths, rng, root_light=0.5, taper=0.02, twist=0.1))
        roots.append(np.repeat(root + np.array([0.0, 0.0, 0.0004 * sign]), 8, axis=0))
    both = together(ribbon)
    # Lashes take the second colour, whole.
    paint = both.paint * np.array([0.0, 0.0, 1.0], dtype=np.float32)
    paint[:, 0] = 1.0
    return replace(both, paint=paint), np.concatenate(roots)

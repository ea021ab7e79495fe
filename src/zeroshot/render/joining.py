"""Parts that a look draws alike, as one: what is drawn in one go costs less than the same in nine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from zeroshot.mesh import Image, Part


def joined_parts(parts: Sequence[Part]) -> list[Part]:
    """Return parts joined where they differ in nothing but colour, gloss and choice, in order of the first.

    Their colours lie on their points then. For looks that show no gloss.
    """
    groups: dict[tuple[object, ...], list[Part]] = {}
    for part in parts:
        groups.setdefault(_kind(part), []).append(part)
    return [_joined(group) if len(group) > 1 else group[0] for group in groups.values()]


def _kind(part: Part) -> tuple[object, ...]:
    material = part.material
    texture = None if part.uvs is None else material.texture
    # What is clear stays apart: its pieces are drawn in an order of their own.
    apart = id(part) if material.base_color[3] < 1.0 else 0
    return id(texture), part.uvs is None, material.two_sided, material.emission, apart


def _joined(parts: Sequence[Part]) -> Part:
    firsts = np.cumsum([0, *(len(part.points) for part in parts[:-1])])
    uvs = [part.uvs for part in parts if part.uvs is not None]
    return Part(
        points=np.concatenate([part.points for part in parts]),
        normals=np.concatenate([part.normals for part in parts]),
        triangles=np.concatenate(
            [part.triangles + np.int32(first) for part, first in zip(parts, firsts, strict=True)]
        ),
        material=replace(parts[0].material, base_color=(1.0, 1.0, 1.0, 1.0)),
        uvs=np.concatenate(uvs) if uvs else None,
        colors=np.concatenate([_colors(part) for part in parts]),
    )


def _colors(part: Part) -> Image:
    """Return the colours of a part's points with that of its material in them: (n, 4) uint8 sRGB."""
    tint = np.array(part.material.base_color)
    if part.colors is None:
        return np.tile(np.rint(tint * 255.0).astype(np.uint8), (len(part.points), 1))
    colors: Image = np.rint(part.colors * tint).astype(np.uint8)
    return colors

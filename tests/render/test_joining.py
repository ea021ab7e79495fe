"""Parts that draft draws alike become one, and look as they did."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from zeroshot.mesh import Material, Part
from zeroshot.render.joining import joined_parts

COLORS = st.sampled_from([(1.0, 0.0, 0.0, 1.0), (0.2, 0.5, 0.8, 1.0), (0.4, 0.4, 0.4, 0.3)])
EMISSIONS = st.sampled_from([(0.0, 0.0, 0.0), (1.0, 1.0, 1.0)])


@st.composite
def parts(draw: st.DrawFn) -> Part:
    count = draw(st.integers(3, 6))
    rng = np.random.default_rng(draw(st.integers(0, 1000)))
    material = Material(
        base_color=draw(COLORS),
        emission=draw(EMISSIONS),
        two_sided=draw(st.booleans()),
        roughness=rng.random(),
    )
    return Part(
        points=rng.normal(size=(count, 3)).astype(np.float32),
        normals=rng.normal(size=(count, 3)).astype(np.float32),
        triangles=rng.integers(0, count, (4, 3)).astype(np.int32),
        material=material,
        uvs=rng.random((count, 2)).astype(np.float32) if draw(st.booleans()) else None,
        colors=rng.integers(0, 256, (count, 4)).astype(np.uint8) if draw(st.booleans()) else None,
    )


def corners(part: Part) -> list[tuple[object, ...]]:
    """Tell of every triangle what a draft shows of it."""
    material = part.material
    colors = np.full((len(part.points), 4), 255) if part.colors is None else part.colors
    # VTK has the opacity of a material once, as the surface's own.
    shown = np.rint(colors * np.array([*material.base_color[:3], 1.0]))
    uvs = np.full((len(part.points), 2), -1.0) if part.uvs is None else part.uvs
    rows = np.concatenate([part.points, part.normals, uvs, shown], axis=1)
    surface = (material.emission, material.two_sided, material.base_color[3])
    return [(surface, tuple(map(tuple, rows[triangle]))) for triangle in part.triangles]


@given(st.lists(parts(), max_size=8))
def test_nothing_is_lost_or_changed_by_joining(given_parts: list[Part]) -> None:
    joined = joined_parts(given_parts)
    before = sorted(row for part in given_parts for row in corners(part))
    after = sorted(row for part in joined for row in corners(part))
    assert before == after
    kinds = [
        (part.uvs is None, part.material.two_sided, part.material.emission)
        for part in joined
        if part.material.base_color[3] == 1.0
    ]
    assert len(kinds) == len(set(kinds))

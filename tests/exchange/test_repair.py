"""What is damaged in a mesh is taken out or set right, and said; what is whole stays as it is."""

import numpy as np
import pytest
import trimesh
from hypothesis import given, settings
from hypothesis import strategies as st

from zeroshot.exchange.repair import repair_parts
from zeroshot.library.raw_parts import RawPart
from zeroshot.mesh import Material

BALL = trimesh.creation.icosphere(subdivisions=2)


def part(points=BALL.vertices, triangles=BALL.faces, **more) -> RawPart:
    return RawPart(np.array(points, float), np.array(triangles), Material(), **more)


def test_a_whole_mesh_is_left_alone() -> None:
    whole = part()
    (same,), remarks = repair_parts([whole])
    assert same is whole
    assert remarks == ()


def damaged(kind: str) -> RawPart:
    points, triangles = BALL.vertices.copy(), BALL.faces.copy()
    if kind == "absent":
        triangles[3, 1] = len(points)
    elif kind == "numbers":
        points = np.vstack([points, [np.nan, 0, 0]])
        triangles = np.vstack([triangles, [0, 1, len(points) - 1]])
    elif kind == "area":
        triangles = np.vstack([triangles, [5, 5, 7]])
    else:
        triangles = np.vstack([triangles, np.roll(triangles[4], 1)])
    return part(points, triangles)


@pytest.mark.parametrize(
    ("kind", "said", "left"),
    [
        ("absent", "removed 1 triangle that named points which do not exist", len(BALL.faces) - 1),
        ("numbers", "removed 1 triangle with points that are no numbers", len(BALL.faces)),
        ("area", "removed 1 triangle without area", len(BALL.faces)),
        ("twice", "removed 1 triangle that were there twice", len(BALL.faces)),
    ],
)
def test_each_kind_of_damage_is_removed_and_said(kind: str, said: str, left: int) -> None:
    (mended,), remarks = repair_parts([damaged(kind)])
    assert len(mended.triangles) == left
    assert any(remark == said for remark in remarks)


def test_a_sheet_with_two_sides_keeps_both() -> None:
    sheet = part([[0, 0, 0], [1, 0, 0], [0, 1, 0]], [[0, 1, 2], [0, 2, 1]], normals=np.eye(3))
    (same,), remarks = repair_parts([sheet])
    assert len(same.triangles) == 2
    assert remarks == ()


def test_a_part_of_which_nothing_is_left_is_left_out() -> None:
    parts, _ = repair_parts([part([[0, 0, 0]] * 3, [[0, 1, 2]]), part()])
    assert len(parts) == 1


@settings(max_examples=20)
@given(st.sets(st.integers(0, len(BALL.faces) - 1), min_size=1, max_size=len(BALL.faces) // 3))
def test_the_few_turn_to_the_many(flipped: set[int]) -> None:
    triangles = BALL.faces.copy()
    rows = sorted(flipped)
    triangles[rows] = triangles[rows][:, ::-1]
    (mended,), remarks = repair_parts([part(triangles=triangles)])
    ball = trimesh.Trimesh(mended.points, mended.triangles, process=False)
    assert ball.is_winding_consistent
    assert ball.volume == pytest.approx(BALL.volume)
    count = "1 triangle" if len(rows) == 1 else f"{len(rows)} triangles"
    assert remarks == (f"turned {count} over to face as the neighbours do",)

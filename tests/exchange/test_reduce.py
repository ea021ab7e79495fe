"""A lighter mesh keeps its shape, and its texture stays where it was."""

import numpy as np
import pytest
import trimesh

from zeroshot.exchange.reduce import reduce_parts
from zeroshot.library.raw_parts import RawPart
from zeroshot.mesh import Material

BALL = trimesh.creation.icosphere(subdivisions=5)


def ball(**more) -> RawPart:
    return RawPart(np.array(BALL.vertices), np.array(BALL.faces), Material(), **more)


def shape_of(part: RawPart) -> trimesh.Trimesh:
    return trimesh.Trimesh(part.points, part.triangles, process=True)


def test_a_light_mesh_is_left_alone() -> None:
    parts = [ball()]
    assert reduce_parts(parts, max_triangles=len(BALL.faces)) == parts


def test_a_heavy_one_keeps_its_shape() -> None:
    (light,) = reduce_parts([ball()], max_triangles=2_000)
    assert 1_000 <= len(light.triangles) <= 2_100
    assert shape_of(light).area == pytest.approx(BALL.area, rel=0.02)
    np.testing.assert_allclose(shape_of(light).bounds, BALL.bounds, atol=0.02)


def test_every_part_gives_up_the_same_share() -> None:
    small = RawPart(BALL.vertices, BALL.faces[:5000], Material())
    lighter = reduce_parts([ball(), small], max_triangles=5_000)
    shares = [len(lighter[0].triangles) / len(BALL.faces), len(lighter[1].triangles) / 5000]
    assert shares[0] == pytest.approx(shares[1], rel=0.25)


def test_texture_and_colours_stay_in_place() -> None:
    # What is drawn on the ball says where each point is, so what the new corners carry can be checked.
    uvs = (BALL.vertices[:, :2] + 1) / 2
    shades = np.column_stack([(BALL.vertices + 1) / 2, np.ones(len(uvs))])
    colors = np.rint(shades * 255).astype(np.uint8)
    (light,) = reduce_parts([ball(uvs=uvs, colors=colors)], max_triangles=2_000)
    assert light.uvs is not None and light.colors is not None
    np.testing.assert_allclose(light.uvs, (light.points[:, :2] + 1) / 2, atol=0.02)
    np.testing.assert_allclose(light.colors[:, :3], (light.points + 1) / 2 * 255, atol=8)


def test_two_sheets_back_to_back_keep_their_own_pictures() -> None:
    size = 40
    x, y = np.meshgrid(np.linspace(0, 1, size), np.linspace(0, 1, size), indexing="ij")
    z = 0.02 * np.sin(6 * x) * np.cos(5 * y)
    grid = np.stack([x, y, z], axis=-1).reshape(-1, 3)
    index = np.arange(size * size).reshape(size, size)
    a, b, c, d = index[:-1, :-1], index[1:, :-1], index[1:, 1:], index[:-1, 1:]
    front = np.stack([a, b, c, a, c, d], axis=-1).reshape(-1, 3)
    points = np.concatenate([grid, grid - [0, 0, 0.005]])
    triangles = np.concatenate([front, front[:, ::-1] + size * size])
    uvs = np.concatenate([grid[:, :2] * 0.5, grid[:, :2] * 0.5 + 0.5])
    part = RawPart(points, triangles, Material(), uvs=uvs)
    (light,) = reduce_parts([part], max_triangles=len(triangles) // 4)
    faces_front = np.cross(
        light.points[light.triangles[:, 1]] - light.points[light.triangles[:, 0]],
        light.points[light.triangles[:, 2]] - light.points[light.triangles[:, 0]],
    )[:, 2]
    middles = light.uvs[light.triangles].mean(axis=1)
    is_right = np.where(faces_front > 0, middles.max(axis=1) <= 0.51, middles.min(axis=1) >= 0.49)
    assert is_right.mean() > 0.98

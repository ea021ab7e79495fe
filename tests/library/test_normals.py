"""Normals by crease: round things round, edges sharp, and no number that is not one."""

import numpy as np
import pytest
import trimesh
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from zeroshot.library import normals as module
from zeroshot.library.normals import crease_normals


def computed(mesh, *, weld=True):
    points, triangles = mesh.vertices.astype(np.float32), mesh.faces.astype(np.int32)
    source, corners, normals = crease_normals(points, triangles, weld=weld)
    assert corners.shape == triangles.shape
    np.testing.assert_array_equal(points[source][corners], points[triangles])
    return points[source], corners, normals


def test_a_sphere_is_round():
    points, _, normals = computed(trimesh.creation.icosphere(subdivisions=3))
    assert len(points) == 642
    assert np.min(np.sum(points * normals, axis=1)) > 0.999


def test_the_pole_of_a_fan_is_smooth_however_many_faces_meet():
    points, _, normals = computed(trimesh.creation.uv_sphere(count=[40, 300]))
    assert np.min(np.sum(points * normals, axis=1)) > 0.995


def test_a_box_is_sharp_and_welds_to_four_points_a_side():
    unshared = trimesh.creation.box()
    unshared.unmerge_vertices()
    points, _, normals = computed(unshared)
    assert len(points) == 24
    np.testing.assert_allclose(np.abs(normals).max(axis=1), 1.0)


@pytest.mark.parametrize(("sides", "is_round"), [(12, True), (8, False)])
def test_a_handrail_of_twelve_sides_is_round_and_one_of_eight_is_not(sides, is_round):
    points, _, normals = computed(trimesh.creation.cylinder(radius=1.0, height=2.0, sections=sides))
    side = np.abs(normals[:, 2]) < 0.5
    radial = np.sum(points[side, :2] * normals[side, :2], axis=1)
    assert (radial.min() > 0.99) == is_round
    # The caps stay flat in either case.
    np.testing.assert_allclose(np.abs(normals[~side][:, 2]), 1.0, atol=1e-6)


def test_points_that_carry_more_are_not_welded():
    mesh = trimesh.creation.icosphere(subdivisions=1)
    mesh.unmerge_vertices()
    points, _, normals = computed(mesh, weld=False)
    assert len(points) == 3 * len(mesh.faces)
    assert np.min(np.sum(points * normals, axis=1)) > 0.98, "smooth all the same"


def test_blocks_change_nothing(monkeypatch):
    mesh = trimesh.creation.annulus(r_min=0.5, r_max=1.0, height=0.3)
    whole = computed(mesh)
    monkeypatch.setattr(module, "_BLOCK_CORNERS", 7)
    for one, other in zip(whole, computed(mesh), strict=True):
        np.testing.assert_array_equal(one, other)


def test_a_triangle_without_area_gets_some_unit_normal():
    points = np.float32([[0, 0, 0], [1, 0, 0], [2, 0, 0]])
    _, _, normals = crease_normals(points, np.int32([[0, 1, 2]]), weld=True)
    np.testing.assert_allclose(np.linalg.norm(normals, axis=1), 1.0)


@given(
    arrays.arrays(np.float32, (9, 3), elements=st.floats(-100, 100, width=32)),
    arrays.arrays(np.int32, (12, 3), elements=st.integers(0, 8)),
)
def test_any_soup_gets_unit_normals_and_keeps_its_triangles(points, triangles):
    source, corners, normals = crease_normals(points, triangles, weld=True)
    np.testing.assert_array_equal(points[source][corners], points[triangles])
    np.testing.assert_allclose(np.linalg.norm(normals, axis=1), 1.0, atol=1e-5)

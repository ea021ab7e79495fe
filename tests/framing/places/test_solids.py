"""Distances to surfaces against trimesh's exact ones, and sides against shapes whose inside is known."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import numpy as np
import pytest
import trimesh

from zeroshot.framing.places.solids import Solid, closest_points, solid_of
from zeroshot.library.models import find_model
from zeroshot.mesh import Material, Mesh, Part

NEAR_M = 0.3


def mesh_of(shape: trimesh.Trimesh, *, is_room: bool = False, two_sided: bool = False) -> Mesh:
    """Make one of our meshes of a trimesh shape; a room is seen from inside."""
    triangles = np.asarray(shape.faces, dtype=np.int32)
    if is_room:
        triangles = triangles[:, ::-1]
    points = np.asarray(shape.vertices, dtype=np.float32)
    material = Material(two_sided=two_sided)
    return Mesh((Part(points, np.zeros_like(points), triangles, material),))


def exact_distances(mesh: Mesh, points: np.ndarray) -> np.ndarray:
    """Measure to every triangle with trimesh; unsigned."""
    corners = np.concatenate([part.points[part.triangles] for part in mesh.parts]).astype(float)
    found = []
    for point in points:
        nearest = trimesh.triangles.closest_point(corners, np.broadcast_to(point, (len(corners), 3)))
        found.append(np.linalg.norm(nearest - point, axis=1).min())
    return np.array(found)


@pytest.mark.parametrize(("name", "count"), [("camera-rig", 400), ("table", 300), ("destiny", 60)])
def test_distances_are_those_of_trimesh(name: str, count: int) -> None:
    mesh = find_model(name, beside=None).load()
    lowest, highest = mesh.bounds_m
    points = np.random.default_rng(7).uniform(lowest - 0.2, highest + 0.2, (count, 3))
    exact = exact_distances(mesh, points)
    found = solid_of(mesh).signed_distance(points)
    error = np.abs(np.abs(found.distance_m) - exact)
    assert error[exact <= NEAR_M].max() < 0.01
    assert np.linalg.norm(found.nearest - points, axis=1) == pytest.approx(np.abs(found.distance_m))
    assert np.linalg.norm(found.normal, axis=1) == pytest.approx(1.0)


def test_the_nearest_point_of_a_triangle_is_that_of_trimesh() -> None:
    rng = np.random.default_rng(3)
    triangles, points = rng.normal(size=(2000, 3, 3)), 2.0 * rng.normal(size=(2000, 3))
    triangles[:50, 2] = triangles[:50, 1] + 1e-9  # slivers
    points[50:100] = triangles[50:100, 1]
    exact = trimesh.triangles.closest_point(triangles, points)
    ours = closest_points(points, triangles)
    assert np.linalg.norm(ours - points, axis=1) == pytest.approx(
        np.linalg.norm(exact - points, axis=1), abs=1e-6
    )


@pytest.mark.parametrize(
    "shape",
    [
        trimesh.creation.box((2.0, 1.0, 0.5)),
        trimesh.creation.icosphere(2, 0.6),
        trimesh.creation.annulus(0.3, 0.6, 0.4),
    ],
    ids=["box", "ball", "ring"],
)
def test_the_side_is_known_near_edges_and_corners_too(shape: trimesh.Trimesh) -> None:
    rng = np.random.default_rng(11)
    around = shape.sample(1500, seed=5) + rng.normal(scale=0.02, size=(1500, 3))
    corners = np.repeat(shape.vertices[:40], 20, axis=0)
    points = np.concatenate([around, corners + rng.normal(scale=0.02, size=corners.shape)])
    distance = Solid(mesh_of(shape)).signed_distance(points).distance_m
    # What is inside is counted independently: by how many faces a ray of trimesh's would cross, in winding.
    inside = winding(shape, points) > 0.5
    clear = np.abs(distance) > 1e-4
    assert (distance[clear] < 0.0).tolist() == inside[clear].tolist()
    room = Solid(mesh_of(shape, is_room=True)).signed_distance(points).distance_m
    assert room[clear] == pytest.approx(-distance[clear])


def winding(shape: trimesh.Trimesh, points: np.ndarray) -> np.ndarray:
    """Count how often a closed shape goes round points."""
    return winding_of(np.asarray(shape.triangles), points)


def winding_of(corners: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Count how often triangles (m, 3, 3) go round points, by solid angle (Van Oosterom & Strackee 1983)."""
    found = []
    for point in points:
        a, b, c = np.moveaxis(corners - point, 1, 0)
        la, lb, lc = (np.linalg.norm(corner, axis=-1) for corner in (a, b, c))
        triple = np.einsum("mi,mi->m", a, np.cross(b, c))
        below = la * lb * lc + (a * b).sum(-1) * lc + (b * c).sum(-1) * la + (c * a).sum(-1) * lb
        found.append(np.arctan2(triple, below).sum() / (2.0 * np.pi))
    return np.array(found)


def test_what_is_far_stays_at_infinity() -> None:
    solid = Solid(mesh_of(trimesh.creation.box((1.0, 1.0, 1.0)), is_room=True))
    points = np.array([[0.0, 0.0, 0.0], [0.45, 0.0, 0.0], [0.52, 0.0, 0.0], [9.0, 0.0, 0.0]])
    found = solid.signed_distance(points, within_m=0.1)
    assert found.distance_m.tolist() == pytest.approx([np.inf, 0.05, -0.02, np.inf])
    assert np.isnan(found.nearest[[0, 3]]).all()
    assert found.normal[1].tolist() == pytest.approx([-1.0, 0.0, 0.0])
    assert solid.signed_distance(np.empty((0, 3))).distance_m.shape == (0,)


def test_a_two_sided_sheet_has_no_back() -> None:
    sheet = trimesh.Trimesh(
        [[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]], [[0, 1, 2], [0, 2, 3]], process=False
    )
    points = np.array([[0.5, 0.5, 0.1], [0.5, 0.5, -0.1]])
    assert Solid(mesh_of(sheet)).signed_distance(points).distance_m.tolist() == pytest.approx([0.1, -0.1])
    both = Solid(mesh_of(sheet, two_sided=True)).signed_distance(points)
    assert both.distance_m.tolist() == pytest.approx([0.1, 0.1])


def test_a_solid_is_prepared_once() -> None:
    mesh = find_model("laptop", beside=None).load()
    assert solid_of(mesh) is solid_of(find_model("laptop", beside=None).load())


def test_thousands_of_points_take_milliseconds() -> None:
    solid = solid_of(find_model("destiny", beside=None).load())
    points = np.random.default_rng(2).uniform([-3.0, -0.9, -0.9], [3.0, 0.9, 0.9], (4000, 3))
    times = []
    for _ in range(3):
        start = time.process_time()
        solid.signed_distance(points, within_m=0.3)
        times.append(time.process_time() - start)
    assert min(times) < 1.0, "about 0.06 s of one core"


def test_scipy_is_loaded_only_to_measure() -> None:
    code = "import zeroshot.framing.places.solids, sys; print('scipy' in sys.modules)"
    environment = {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout.strip() == "False"


def test_a_closed_shell_of_another_program_has_an_inside() -> None:
    box = trimesh.creation.box((1.0, 1.0, 1.0))
    points = np.array([[0.0, 0.0, 0.45], [0.0, 0.0, 0.55]])
    thing = Solid(mesh_of(box, two_sided=True)).signed_distance(points).distance_m
    assert thing.tolist() == pytest.approx([-0.05, 0.05])
    for is_room in (False, True):
        cabin = Solid(mesh_of(box, is_room=is_room, two_sided=True), is_cabin=True)
        found = cabin.signed_distance(points).distance_m
        assert found.tolist() == pytest.approx([0.05, -0.05]), "however it is wound"


def test_a_cabin_with_walls_of_some_thickness_keeps_its_sides() -> None:
    outer, inner = trimesh.creation.box((1.4, 1.4, 1.4)), trimesh.creation.box((1.0, 1.0, 1.0))
    inner.invert()
    walls = mesh_of(trimesh.util.concatenate([outer, inner]), two_sided=True)
    points = np.array([[0.0, 0.0, 0.4], [0.0, 0.0, 0.6], [0.0, 0.0, 0.8]])
    found = Solid(walls, is_cabin=True).signed_distance(points).distance_m
    assert found.tolist() == pytest.approx([0.1, -0.1, 0.1])


def test_nothing_free_in_a_dressed_module_is_taken_for_inside() -> None:
    """Against how often the module's surfaces go round a point, which needs no nearest triangle."""
    mesh = find_model("destiny", beside=None).load()
    corners = np.concatenate([part.points[part.triangles] for part in mesh.parts]).astype(float)
    points = np.random.default_rng(4).uniform([-3.0, -1.1, -1.1], [3.0, 1.1, 1.1], (60, 3))
    middle = round(float(winding_of(corners, np.zeros((1, 3)))[0]))
    turns = winding_of(corners, points)
    is_free = np.abs(turns - middle) < 0.25
    distance = solid_of(mesh).signed_distance(points).distance_m
    assert is_free.sum() > 20
    assert (distance[is_free] > 0.0).all()

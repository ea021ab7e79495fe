"""Destiny as committed: its dimensions against the facts table, its closedness, its budget, its points."""

from __future__ import annotations

import numpy as np
import pytest
import trimesh

from modelling_rays import first_hits, hit_distance, solid_of
from zeroshot.library.assets import asset_folder
from zeroshot.library.facts import ModelFacts
from zeroshot.library.models import find_model
from zeroshot.mesh import Mesh

# Source: the facts table; measured on NASA's interior mesh unless it says otherwise.
PITCH_M, SECTION_M, CLEAR_M, HATCH_M, WINDOW_M = 1.067, 6.45, 1.40, 1.27, 0.509
LAMPS_PORT_M = (0.34, 1.40, 2.47, 3.54, 4.61, 5.68)
LAMPS_STARBOARD_M = (0.78, 1.84, 2.91, 3.98, 5.04, 6.12)
WALL_NORMALS = {"S": (0, -1, 0), "P": (0, 1, 0), "D": (0, 0, -1), "O": (0, 0, 1)}


@pytest.fixture(scope="module")
def facts() -> ModelFacts:
    return find_model("destiny", beside=None).facts


@pytest.fixture(scope="module")
def mesh() -> Mesh:
    return find_model("destiny", beside=None).load()


@pytest.fixture(scope="module")
def solid(mesh: Mesh) -> trimesh.Trimesh:
    return solid_of(mesh)


def test_budget(mesh: Mesh) -> None:
    assert 20_000 < mesh.triangle_count <= 80_000
    assert (asset_folder() / "models" / "destiny.glb").stat().st_size <= 4_000_000


def test_no_triangle_is_degenerate(solid: trimesh.Trimesh) -> None:
    assert solid.area_faces.min() > 1e-9


def test_normals_are_unit_and_agree_with_the_winding(mesh: Mesh) -> None:
    for part in mesh.parts:
        np.testing.assert_allclose(np.linalg.norm(part.normals, axis=1), 1.0, atol=1e-4)
        a, b, c = (part.points[part.triangles[:, i]] for i in range(3))
        agreement = np.sum(np.cross(b - a, c - a) * part.normals[part.triangles].sum(axis=1), axis=1)
        assert np.mean(agreement > 0.0) > 0.999


def test_rack_faces_are_where_they_were_measured(solid: trimesh.Trimesh, facts: ModelFacts) -> None:
    racks = {name: point for name, point in facts.points.items() if point.kind == "rack"}
    assert len(racks) == 24
    rng = np.random.default_rng(5)
    for letter, normal in WALL_NORMALS.items():
        outward = -np.array(normal, float)
        across = np.array([0, 0, 1.0]) if normal[1] else np.array([0, 1.0, 0])
        spots = rng.uniform(-1, 1, (60, 2)) * (2.9, 0.6)
        origins = spots[:, :1] * [1.0, 0, 0] + spots[:, 1:] * across
        found, _ = first_hits(solid, origins, np.tile(outward, (60, 1)))
        # Handles, rails and bags stand nearer, open racks lie deeper; most of a wall is its faces.
        assert 1.067 <= np.median(found) <= 1.10, letter


def test_rack_pitch(facts: ModelFacts) -> None:
    for letter in WALL_NORMALS:
        along = [facts.points[f"rack-LAB1{letter}{bay}"].position_m[0] for bay in range(1, 7)]
        np.testing.assert_allclose(np.diff(along), -PITCH_M, atol=1e-3)


def test_lengths_along_the_axis(solid: trimesh.Trimesh) -> None:
    # Beside the tunnel a ray meets the end wall; along the tunnel's side it meets the collar of the hatch.
    assert hit_distance(solid, (0, 0.93, 0.93), (1, 0, 0)) == pytest.approx(SECTION_M / 2, abs=0.04)
    assert hit_distance(solid, (0, 0.93, 0.93), (-1, 0, 0)) == pytest.approx(SECTION_M / 2, abs=0.04)
    assert hit_distance(solid, (3.0, 0.67, 0.52), (1, 0, 0)) == pytest.approx(0.225 + 0.95, abs=0.05)
    assert hit_distance(solid, (-3.0, 0.67, 0.52), (-1, 0, 0)) == pytest.approx(0.225 + 1.0, abs=0.05)


def test_clear_width_of_tunnel_and_hatch(solid: trimesh.Trimesh, facts: ModelFacts) -> None:
    for direction in ((0, 1, 0), (0, -1, 0)):
        assert hit_distance(solid, (3.95, 0, 0.33), direction) == pytest.approx(CLEAR_M / 2, abs=0.02)
        x = facts.points["hatch-forward"].position_m[0] - 0.19
        assert hit_distance(solid, (x, 0, 0), direction) == pytest.approx(HATCH_M / 2, abs=0.01)


def test_corner_pocket_is_open_to_the_standoff(solid: trimesh.Trimesh) -> None:
    diagonal = np.array([0.0, 1.0, -1.0]) / 2**0.5
    origins = np.stack([np.linspace(-3, 3, 200), np.zeros(200), np.zeros(200)], axis=-1)
    found, _ = first_hits(solid, origins, np.tile(diagonal, (200, 1)))
    assert found.max() == pytest.approx(1.55, abs=0.02)


@pytest.mark.parametrize(("name", "lamps"), [("port", LAMPS_PORT_M), ("starboard", LAMPS_STARBOARD_M)])
def test_luminaires(facts: ModelFacts, solid: trimesh.Trimesh, name: str, lamps: tuple[float, ...]) -> None:
    found = [p for p in facts.points.values() if p.kind == "luminaire" and p.group == f"overhead-{name}"]
    along = sorted(SECTION_M / 2 - point.position_m[0] for point in found)
    np.testing.assert_allclose(along, lamps, atol=1e-3)
    for point in found:
        assert point.normal is not None
        np.testing.assert_allclose(np.abs(point.position_m[1:]), 1.07, atol=0.01)
        centre, shine = np.array(point.position_m), np.array(point.normal)
        origin = centre + shine
        assert hit_distance(solid, tuple(origin), tuple(-shine)) == pytest.approx(1 - 0.045, abs=0.01)


def test_window(solid: trimesh.Trimesh, facts: ModelFacts) -> None:
    window = facts.points["window-deck"]
    x, y, z = window.position_m
    assert z == pytest.approx(2.05, abs=0.005)
    assert x == pytest.approx(SECTION_M / 2 - 0.024 - 2.5 * PITCH_M, abs=0.01)
    assert hit_distance(solid, (x, y, 0.0), (0, 0, 1)) == pytest.approx(2.05, abs=0.005)
    widths = [
        hit_distance(solid, (x, y, 1.41), direction) for direction in ((1, 0, 0), (-1, 0, 0), (0, 1, 0))
    ]
    np.testing.assert_allclose(widths, WINDOW_M / 2, atol=0.006)


def test_handrails_lie_on_the_mesh(facts: ModelFacts, solid: trimesh.Trimesh) -> None:
    rails = [point for point in facts.points.values() if point.kind == "handrail"]
    assert {round(point.length_m or 0, 3) for point in rails} == {0.546, 0.762, 1.054}
    walls = set()
    for point in rails:
        assert point.normal is not None and point.direction is not None
        normal = np.array(point.normal)
        assert abs(np.dot(normal, point.direction)) < 1e-6
        # Off the brackets, a ray toward the wall meets the bar's outer face, half its 19 mm before its axis.
        spot = np.array(point.position_m) + 0.12 * (point.length_m or 0) * np.array(point.direction)
        distance = hit_distance(solid, tuple(spot + 0.2 * normal), tuple(-normal))
        assert distance == pytest.approx(0.2 - 0.0095, abs=0.003)
        walls.add(tuple(np.round(normal).astype(int)))
    assert set(WALL_NORMALS.values()) <= walls


def test_nothing_is_seen_beyond_the_module(solid: trimesh.Trimesh) -> None:
    rng = np.random.default_rng(20260801)
    count = 400
    origins = rng.uniform((-3.9, -0.6, -0.6), (3.9, 0.6, 0.6), (count, 3))
    directions = rng.normal(size=(count, 3))
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    distances, cosines = first_hits(solid, origins, directions)
    assert np.isfinite(distances).all()
    assert (cosines > 0.0).all(), np.stack([*origins.T, *directions.T], axis=-1)[cosines <= 0.0]


def test_face_names(facts: ModelFacts) -> None:
    for name, normal in (
        ("port", (0, 1, 0)),
        ("starboard", (0, -1, 0)),
        ("deck", (0, 0, -1)),
        ("overhead", (0, 0, 1)),
    ):
        assert facts.points[f"wall-{name}"].normal == normal
    assert facts.points["hatch-forward"].position_m[0] > 4.0 > -4.0 > facts.points["hatch-aft"].position_m[0]

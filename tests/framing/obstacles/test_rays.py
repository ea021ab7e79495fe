"""What lies under a pointer, against a second derivation."""

from pathlib import Path

import numpy as np
import pytest

from zeroshot.framing.obstacles.rays import first_hit, ray_of_pixel
from zeroshot.framing.staging import StagedShot, stage
from zeroshot.scene.files import read_document

SCENE = Path(__file__).parents[3] / "scenes" / "four_planes.json"


@pytest.fixture(scope="module")
def staged() -> StagedShot:
    return stage(read_document(SCENE), beside=SCENE.parent)


def world_triangles(staged: StagedShot) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Corners (m, 3, 3) in the world of everything, and which triangles have no back."""
    things = [(m.item.id, m.load_mesh(is_light=True), m.placement) for m in (*staged.modules, *staged.props)]
    things += [(a.actor.id, a.figure.coarse_mesh, a.placement) for a in staged.actors]
    triangles = {}
    for item_id, mesh, placement in things:
        parts = [part for part in mesh.parts if part.material.base_color[3] >= 0.5]
        corners = np.concatenate([part.points[part.triangles] for part in parts]).astype(np.float64)
        backless = np.concatenate([np.full(len(part.triangles), part.material.two_sided) for part in parts])
        triangles[item_id] = placement.apply(corners), backless
    return triangles


def nearest_by_solving(corners: np.ndarray, backless: np.ndarray, eye: np.ndarray, ray: np.ndarray) -> float:
    """Solve eye + t·ray = a + v·(b − a) + w·(c − a) for every triangle as a system of three equations."""
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    matrices = np.stack([np.broadcast_to(ray, a.shape), a - b, a - c], axis=-1)
    is_solvable = np.abs(np.linalg.det(matrices)) > 1e-15
    t, v, w = np.linalg.solve(matrices[is_solvable], (a - eye)[is_solvable][..., None])[..., 0].T
    is_front = (np.cross(b - a, c - a) @ ray < 0.0) | backless
    meets = (v >= 0) & (w >= 0) & (v + w <= 1) & (t > 1e-6) & is_front[is_solvable]
    return float(t[meets].min()) if meets.any() else np.inf


def test_rays_meet_what_solving_finds(staged: StagedShot) -> None:
    triangles = world_triangles(staged)
    rng = np.random.default_rng(7)
    eye = np.asarray(staged.camera_placement.position_m)
    for pixel in rng.uniform([0, 0], [960, 540], (25, 2)):
        direction = ray_of_pixel(staged, pixel, 960, 540)
        expected = {key: nearest_by_solving(*found, eye, direction) for key, found in triangles.items()}
        owner = min(expected, key=lambda key: expected[key])
        hit = first_hit(staged, eye, direction)
        assert hit is not None
        assert hit.item_id == owner
        assert hit.distance_m == pytest.approx(expected[owner], abs=1e-6)
        assert float(hit.normal_in_world @ direction) < 0.0


def test_walls_let_through_from_behind(staged: StagedShot) -> None:
    """From outside one points at what is inside, for one looks inside."""
    hit = first_hit(staged, [0.0, -40.0, 0.0], [0.0, 1.0, 0.0])
    assert hit is None or hit.point_in_world[1] > -1.3


def test_nothing_is_met_in_the_void(staged: StagedShot) -> None:
    assert first_hit(staged, [0.0, 0.0, 500.0], [0.0, 0.0, 1.0]) is None

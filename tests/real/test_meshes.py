"""Meshes of other programs, as a director would bring them. They lie beside the project, not in it."""

from pathlib import Path

import numpy as np
import pytest

from zeroshot.errors import AssetError
from zeroshot.library.models import Model, find_model
from zeroshot.mesh import Mesh
from zeroshot.scene.document import Axes

MODELS = Path(__file__).parents[3] / "shared" / "models"
pytestmark = pytest.mark.skipif(not MODELS.is_dir(), reason="the meshes to test imports with are not here")

# Its forward bulkhead and the window in bay 3 lie toward −Z, the deck is −Y and the lamps +Y.
US_LAB_AXES = Axes(forward="-Z", right="+X", down="-Y")
US_LAB_SCALE = 1.0858
RACK_PITCH_M = 1.067
Z_OVERHEAD = Axes(forward="+X", right="-Y", down="-Z")


def find(name: str) -> Model:
    return find_model(f"./{name}", beside=MODELS)


def size_of(mesh: Mesh) -> np.ndarray:
    return mesh.bounds_m[1] - mesh.bounds_m[0]


def assert_sound(mesh: Mesh) -> None:
    for part in mesh.parts:
        assert np.isfinite(part.points).all()
        np.testing.assert_allclose(np.linalg.norm(part.normals, axis=1), 1.0, atol=1e-4)
        assert part.triangles.min() >= 0
        assert part.triangles.max() < len(part.points)
        assert part.uvs is None or len(part.uvs) == len(part.points)


def points_of(mesh: Mesh, *materials: str) -> np.ndarray:
    return np.concatenate([part.points for part in mesh.parts if part.material.name.startswith(materials)])


@pytest.fixture(scope="module")
def us_lab() -> Mesh:
    return find("us_lab/us_lab.obj").load(scale=US_LAB_SCALE, axes=US_LAB_AXES)


def test_us_lab_has_its_triangles_and_textures(us_lab):
    assert us_lab.triangle_count == 25_126
    assert len({part.material.name for part in us_lab.parts}) == 9
    assert all(
        part.material.texture is not None and part.material.texture.shape == (1024, 1024, 3)
        for part in us_lab.parts
    )
    # Two pairs of materials share a picture: seven pictures in memory, not nine.
    assert len({id(part.material.texture) for part in us_lab.parts}) == 7
    assert find("us_lab/us_lab.obj").missing_files() == ()
    assert_sound(us_lab)


def test_us_lab_is_as_large_as_destiny(us_lab):
    length, width, height = size_of(us_lab)
    # The interior between the bulkheads, hatch tunnels included; the hull is 8.53 m long and 4.27 m across.
    assert 8.2 < length < 8.53
    assert 3.2 < width < 4.27
    assert 3.4 < height < 4.27


def test_us_lab_lamps_hang_from_the_overhead_at_rack_pitch(us_lab):
    lamps = next(part for part in us_lab.parts if part.material.name.startswith("Generic_Lights"))
    assert lamps.points[:, 2].max() < -1.0, "every lamp is on the overhead side"
    port = np.sort(lamps.points[lamps.points[:, 1] < 0.0, 0])
    ends = [group.mean() for group in np.split(port, np.flatnonzero(np.diff(port) > 0.3) + 1)]
    assert len(ends) == 12, "six lamps of two ends each"
    centres = (np.array(ends[0::2]) + np.array(ends[1::2])) / 2
    np.testing.assert_allclose(np.diff(centres), RACK_PITCH_M, atol=0.02)
    assert np.mean(np.diff(centres)) == pytest.approx(RACK_PITCH_M, abs=0.002)


def test_us_lab_has_its_window_in_the_deck_in_bay_three_from_forward(us_lab):
    racks = points_of(us_lab, "USLab_Racks")
    forward_end = racks[:, 0].max()
    recess = racks[racks[:, 2] > 1.5]
    assert recess[:, 2].max() == pytest.approx(2.05, abs=0.1)
    bay_from_forward = (forward_end - (recess[:, 0].min() + recess[:, 0].max()) / 2) / RACK_PITCH_M
    assert 2.0 < bay_from_forward < 3.0


def test_us_lab_bulkheads_are_at_their_ends(us_lab):
    forward, aft = points_of(us_lab, "USLab_FWD"), points_of(us_lab, "USLab_AFT")
    assert forward[:, 0].max() > aft[:, 0].max()
    assert aft[:, 0].min() < forward[:, 0].min()


def test_kibo_without_its_textures_says_so_and_loads():
    model = find("kibo_jpm_untextured.dae")
    assert model.facts.axes == Z_OVERHEAD, "the file says that its Z points to the overhead"
    mesh = model.load(scale=1.02)
    assert mesh.triangle_count == 20_458
    np.testing.assert_allclose(sorted(size_of(mesh)), [2.92, 3.14, 10.38], atol=0.01)
    assert len(model.missing_files()) == 6
    assert all("does not exist" in sentence for sentence in model.missing_files())
    assert_sound(mesh)


def test_a_scan_made_on_orbit():
    mesh = find("kibo_on_orbit_scan.ply").load()
    assert mesh.triangle_count == 73_191
    assert np.all((size_of(mesh) > 2.5) & (size_of(mesh) < 3.5))
    assert all(part.material.two_sided for part in mesh.parts), "an open surface is drawn from both sides"
    assert_sound(mesh)


def test_handrail_is_41_and_a_half_inches():
    mesh = find("handrail_41_5.dae").load()
    assert mesh.triangle_count == 4_688
    assert max(size_of(mesh)) == pytest.approx(41.5 * 0.0254, abs=0.021)  # meshes add 8 to 20 mm of ends
    assert_sound(mesh)


def test_zvezda_without_a_unit_counts_as_metres_and_a_wrong_unit_is_told():
    model = find("zvezda_exterior_unitless.stl")
    mesh = model.load()
    np.testing.assert_allclose(size_of(mesh), [14.08, 5.87, 30.79], atol=0.01)
    assert_sound(mesh)
    with pytest.raises(AssetError, match=r"30.8 km across.*if it was drawn in millimetres"):
        model.load(scale=1000.0)
    with pytest.raises(AssetError, match="mm across"):
        model.load(scale=0.0001)


def test_a_human_in_decimetres_stands_as_tall_as_one():
    mesh = find("human_base_mesh_dm.obj").load(scale=0.1, axes=Axes(forward="+Z", right="-X", down="-Y"))
    assert mesh.triangle_count == 36_972
    assert size_of(mesh)[2] == pytest.approx(1.69, abs=0.02)
    assert_sound(mesh)


@pytest.mark.parametrize(
    "path", sorted(MODELS.rglob("*")) if MODELS.is_dir() else [], ids=lambda path: path.name
)
def test_whatever_lies_there_loads_or_says_what_to_do(path):
    try:
        mesh = find_model(str(path), beside=None).load()
    except AssetError as error:
        assert "\n" not in str(error)
        assert str(path) in str(error)
    else:
        assert mesh.triangle_count > 0

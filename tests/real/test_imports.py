"""Meshes of other programs come in at their size, once it is said what they do not say."""

from pathlib import Path

import numpy as np
import pytest

from zeroshot.errors import AssetError
from zeroshot.exchange.imports import Imported, ImportWish, prepare_import, write_import
from zeroshot.exchange.units import parse_axes
from zeroshot.library.models import find_model

MODELS = Path(__file__).parents[3] / "shared" / "models"
pytestmark = pytest.mark.skipif(not MODELS.is_dir(), reason="the meshes to test imports with are not here")


def take(name: str, axes: str | None = None, **more: object) -> Imported:
    wish = ImportWish(MODELS / name, axes=None if axes is None else parse_axes(axes), **more)
    return prepare_import(wish)


def sides(imported: Imported) -> np.ndarray:
    return np.ptp(imported.mesh.bounds_m, axis=0)


def test_destiny_comes_in_with_its_textures(tmp_path: Path) -> None:
    imported = take("us_lab/us_lab.obj", "-Z,+X,-Y", metres_per_unit=1.0, scale=1.0858, kind="module")
    assert imported.remarks == ()
    assert 8.2 < sides(imported)[0] < 8.53
    write_import(imported, tmp_path)
    mesh = find_model("./us_lab.glb", beside=tmp_path).load()
    assert mesh.triangle_count == 25_126
    assert len({id(part.material.texture) for part in mesh.parts}) == 7
    np.testing.assert_allclose(mesh.bounds_m, imported.mesh.bounds_m, atol=1e-4)


def test_destiny_reduced_keeps_its_shape() -> None:
    whole = take("us_lab/us_lab.obj", "-Z,+X,-Y", metres_per_unit=1.0858)
    light = take("us_lab/us_lab.obj", "-Z,+X,-Y", metres_per_unit=1.0858, max_triangles=10_000)
    assert light.mesh.triangle_count < 12_000
    np.testing.assert_allclose(light.mesh.bounds_m, whole.mesh.bounds_m, atol=0.02)


def test_kibo_states_its_unit() -> None:
    imported = take("kibo_jpm_untextured.dae", scale=1.02)
    assert sides(imported).max() == pytest.approx(10.38, abs=0.02)
    assert "removed 74 triangles without area" in imported.remarks
    assert sum("does not exist" in remark for remark in imported.remarks) == 6


def test_the_scan_of_kibo_needs_its_unit_said() -> None:
    with pytest.raises(AssetError, match="does not say its unit"):
        take("kibo_on_orbit_scan.ply")
    assert sides(take("kibo_on_orbit_scan.ply", "zeroshot", metres_per_unit=1.0)).max() < 3.2


def test_a_handrail() -> None:
    # 41.5 in between the posts; the mesh adds the ends.
    assert sides(take("handrail_41_5.dae")).max() == pytest.approx(1.054, abs=0.02)


def test_zvezda_needs_its_unit_said() -> None:
    with pytest.raises(AssetError, match=r"does not say its unit.*m: 30\.8 m"):
        take("zvezda_exterior_unitless.stl", "z-overhead")
    # Published: 13.1 m long.
    imported = take("zvezda_exterior_unitless.stl", "z-overhead", metres_per_unit=13.1 / 30.8)
    assert sides(imported).max() == pytest.approx(13.1, abs=0.05)


def test_a_person_in_decimetres() -> None:
    imported = take("human_base_mesh_dm.obj", "y-overhead", metres_per_unit=0.1)
    assert 1.6 < sides(imported)[2] < 1.8
    assert "1.0 times the height of a person" in imported.size_sentence

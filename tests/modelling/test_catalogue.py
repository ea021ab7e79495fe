"""Rebuilding gives the committed files again, and props are what they say."""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from zeroshot.errors import AssetError
from zeroshot.library.assets import asset_folder
from zeroshot.library.gltf_writer import glb_bytes
from zeroshot.library.meshes import load_mesh
from zeroshot.library.models import find_model
from zeroshot.modelling.catalogue import build_model, recipes
from zeroshot.modelling.kit.facts import facts_text
from zeroshot.modelling.kit.frames import board
from zeroshot.modelling.kit.model import ModelDraft, build_mesh
from zeroshot.modelling.kit.shapes import block


def split_glb(data: bytes) -> tuple[dict[str, object], bytes, np.ndarray]:
    """Return a .glb's header without its texture's sizes, its geometry, and the pixels of its texture."""
    length = int.from_bytes(data[12:16], "little")
    header = json.loads(data[20 : 20 + length])
    binary = data[20 + length + 8 :]
    view = header["bufferViews"][header["images"][0]["bufferView"]]
    picture = binary[view["byteOffset"] : view["byteOffset"] + view["byteLength"]]
    geometry = binary[: view["byteOffset"]]
    return header["accessors"], geometry, np.asarray(Image.open(io.BytesIO(picture)))


@pytest.mark.parametrize("name", recipes())
def test_rebuilding_gives_the_committed_files(name: str) -> None:
    glb, facts = build_model(name)
    folder = asset_folder() / "models"
    assert facts == (folder / f"{name}.json").read_text(encoding="utf-8")
    built, committed = split_glb(glb), split_glb((folder / f"{name}.glb").read_bytes())
    assert built[0] == committed[0]
    assert built[1] == committed[1]
    # Lettering and compression may differ a little from one Pillow to the next.
    difference = np.abs(built[2].astype(int) - committed[2].astype(int))
    assert difference.mean() < 0.5


@pytest.mark.parametrize("name", recipes())
def test_facts_agree_with_the_mesh(name: str) -> None:
    model = find_model(name, beside=None)
    # All that is in the file, whatever the options choose.
    mesh = load_mesh(model.mesh_path, metres_per_unit=model.facts.metres_per_unit, axes=model.facts.axes)
    assert model.facts.bounds_m is not None
    np.testing.assert_allclose(model.facts.bounds_m, mesh.bounds_m, atol=2e-4)
    assert model.facts.triangles == mesh.triangle_count
    for part in mesh.parts:
        assert part.material.texture is not None
        assert part.uvs is not None and part.colors is not None
        assert part.uvs.min() >= 0.0 and part.uvs.max() <= 1.0


def test_table_is_ninety_by_sixty_with_its_face_to_overhead() -> None:
    model = find_model("table", beside=None)
    low, high = model.load().bounds_m
    assert 0.90 <= high[0] - low[0] < 1.0
    assert 0.60 <= high[1] - low[1] < 0.7
    assert model.points["surface"].normal == (0.0, 0.0, -1.0)


def test_camera_looks_along_forward() -> None:
    low, high = find_model("camera-rig", beside=None).load().bounds_m
    assert high[0] > 0.2 > -low[0] - 0.05
    assert find_model("camera-rig", beside=None).points["sensor"].position_m == (0.0, 0.0, 0.0)


def test_an_unknown_recipe_offers_the_nearest() -> None:
    with pytest.raises(AssetError, match='did you mean "destiny"'):
        build_model("destny")


def test_what_belongs_to_an_option_is_there_only_while_it_is_chosen(tmp_path: Path) -> None:
    draft = ModelDraft("box", "Box", "prop", "approximate", (), options={"lid": ("open", "closed")})
    front = board((0, 0, 0), (0, 1, 0), (0, 0, 1))
    block(draft.sculpture, front, (-0.1, -0.1, 0.1, 0.1), 0.0, 0.1)
    with draft.sculpture.only_when("lid", "closed"):
        block(draft.sculpture, front, (-0.1, -0.1, 0.1, 0.1), 0.1, 0.3)
    mesh, _ = build_mesh(draft, size_px=256)
    (tmp_path / "box.glb").write_bytes(glb_bytes(mesh, name="box"))
    (tmp_path / "box.json").write_text(facts_text(draft, mesh), encoding="utf-8")
    model = find_model("./box.glb", beside=tmp_path)
    width = {lid: np.ptp(model.load(options={"lid": lid}).bounds_m[:, 0]) for lid in ("open", "closed")}
    assert width == {"open": pytest.approx(0.1), "closed": pytest.approx(0.3)}
    assert model.load().triangle_count == model.load(options={"lid": "open"}).triangle_count
    with pytest.raises(AssetError, match='"lid" of the model "box" is open or closed, not "shut"'):
        model.load(options={"lid": "shut"})
    with pytest.raises(AssetError, match='no option "lit", did you mean "lid"'):
        model.load(options={"lit": "open"})


@pytest.mark.parametrize("name", recipes())
def test_a_lighter_level_is_light_and_as_large(name: str) -> None:
    model = find_model(name, beside=None)
    full, light = model.load(), model.load(is_light=True)
    assert light.triangle_count <= 0.55 * full.triangle_count or full.triangle_count < 600
    # Cables and small things that stick out may be shorter or missing.
    np.testing.assert_allclose(light.bounds_m, full.bounds_m, atol=0.1)
    assert light.parts[0].material.texture is not None
    assert light.parts[0].material.texture.shape == full.parts[0].material.texture.shape
    assert {part.choice for part in light.parts} == {part.choice for part in full.parts}


def test_all_models_together_fit_on_a_stick() -> None:
    total = sum(path.stat().st_size for path in asset_folder().rglob("*") if path.is_file())
    assert total < 60_000_000

"""Meshes taken into a project: unit and axes said or asked, facts written, nothing lost."""

from __future__ import annotations

import errno
import hashlib
import json
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest
import trimesh
from PIL import Image

from step_box import step_box
from zeroshot.cli import run
from zeroshot.errors import AssetError, OutputError
from zeroshot.exchange.imports import ImportWish, open_questions, prepare_import, write_import
from zeroshot.exchange.units import parse_axes, parse_unit
from zeroshot.library.models import GLTF_AXES, Z_OVERHEAD_AXES, find_model

Z_AXES = Z_OVERHEAD_AXES


def box(folder: Path, name: str, extents=(1.0, 2.0, 3.0)) -> Path:
    path = folder / name
    trimesh.creation.box(extents).export(path)
    return path


def sides(wish: ImportWish) -> np.ndarray:
    return np.ptp(prepare_import(wish).mesh.bounds_m, axis=0)


def textured_obj(folder: Path) -> Path:
    Image.new("RGB", (8, 8), (200, 40, 40)).save(folder / "red.png")
    (folder / "sign.mtl").write_text("newmtl red\nmap_Kd red.png\n")
    lines = ["mtllib sign.mtl", "v 0 0 0", "v 1 0 0", "v 0 1 0", "vt 0 0", "vt 2 0", "vt 0 1", "usemtl red"]
    (folder / "sign.obj").write_text("\n".join([*lines, "f 1/1 2/2 3/3"]) + "\n")
    return folder / "sign.obj"


@pytest.mark.parametrize(("unit", "metres"), [("mm", 0.001), ("IN", 0.0254), ("ft", 0.3048), ("0.42", 0.42)])
def test_units(unit: str, metres: float) -> None:
    assert parse_unit(unit) == metres


@pytest.mark.parametrize("unit", ["nan", "inf", "0", "-1", "1e9", "metre", ""])
def test_units_that_are_none(unit: str) -> None:
    with pytest.raises(AssetError, match="unit"):
        parse_unit(unit)


def test_axes_by_name_and_by_letters() -> None:
    assert parse_axes("Y-overhead") == GLTF_AXES
    assert parse_axes("z-overhead") == Z_AXES
    assert parse_axes("x,-y,-z") == Z_AXES


@pytest.mark.parametrize(
    ("axes", "said"),
    [("+X,-Y,+Z", "mirror"), ("+X,+Y", "no axes"), ("up", "no axes"), ("+X,+X,+Z", "no axes")],
)
def test_axes_that_are_none(axes: str, said: str) -> None:
    with pytest.raises(AssetError, match=said):
        parse_axes(axes)


@pytest.mark.parametrize(
    ("name", "unsaid"),
    [
        ("a.stl", ("unit", "axes")),
        ("a.ply", ("unit", "axes")),
        ("a.glb", ()),
        ("a.3mf", ()),
        ("a.obj", ("unit", "axes")),
    ],
)
def test_what_a_file_leaves_open(tmp_path: Path, name: str, unsaid: tuple[str, ...]) -> None:
    assert open_questions(box(tmp_path, name)) == unsaid


def test_no_unit_is_never_guessed(tmp_path: Path) -> None:
    path = box(tmp_path, "thing.stl", (140.0, 60.0, 310.0))
    with pytest.raises(AssetError, match=r"does not say its unit.*--units.*mm: 0\.31 m, 18% of a"):
        prepare_import(ImportWish(path, axes=Z_AXES))
    with pytest.raises(AssetError, match=r"does not say its axes.*--axes"):
        prepare_import(ImportWish(path, metres_per_unit=0.001))
    assert sides(ImportWish(path, metres_per_unit=0.001, axes=Z_AXES)) == pytest.approx([0.14, 0.06, 0.31])


def test_a_stated_unit_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(AssetError, match=r"states its unit itself.*--scale"):
        prepare_import(ImportWish(box(tmp_path, "a.glb"), metres_per_unit=0.01))
    assert sides(ImportWish(box(tmp_path, "a.glb"), scale=0.5)) == pytest.approx([1.5, 0.5, 1.0])


@pytest.mark.parametrize(("unit", "metres"), [("millimeter", 0.001), ("inch", 0.0254), ("meter", 1.0)])
def test_3mf_says_its_unit(tmp_path: Path, unit: str, metres: float) -> None:
    box(tmp_path, "plain.3mf", (10.0, 20.0, 30.0))
    with ZipFile(tmp_path / "plain.3mf") as plain, ZipFile(tmp_path / "a.3mf", "w") as changed:
        for name in plain.namelist():
            content = plain.read(name)
            assert name != "3D/3dmodel.model" or b'unit="millimeter"' in content
            changed.writestr(name, content.replace(b'unit="millimeter"', f'unit="{unit}"'.encode()))
    assert sides(ImportWish(tmp_path / "a.3mf")) == pytest.approx(np.array([10, 20, 30]) * metres, rel=1e-5)


def test_step_is_in_millimetres(tmp_path: Path) -> None:
    (tmp_path / "a.step").write_text(step_box(100, 200, 300))
    assert sides(ImportWish(tmp_path / "a.step", axes=Z_AXES)) == pytest.approx([0.1, 0.2, 0.3])


def test_what_is_written_is_found_again(tmp_path: Path) -> None:
    path = textured_obj(tmp_path)
    wish = ImportWish(path, metres_per_unit=0.5, axes=GLTF_AXES, licence="CC0", kind="module", title="A sign")
    imported = prepare_import(wish)
    assert "50 cm" not in imported.size_sentence
    assert imported.size_sentence.endswith("29% of a person's height of 1.75 m")
    mesh_path, facts_path = write_import(imported, tmp_path)
    model = find_model("./sign.glb", beside=tmp_path)
    assert (model.title, model.kind, model.facts.licence, model.facts.credit) == (
        "A sign",
        "module",
        "CC0",
        "",
    )
    assert model.facts.original is not None
    assert model.facts.original.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert model.facts.original.metres_per_unit == 0.5
    stored = json.loads(facts_path.read_text(encoding="utf-8"))
    assert stored["licence"] == "CC0" and stored["credit"] == ""
    (part,) = model.load().parts
    assert part.material.texture is not None
    np.testing.assert_allclose(part.material.texture.mean(axis=(0, 1)), [200, 40, 40], atol=2)
    assert part.uvs is not None
    assert part.uvs.max() == pytest.approx(2.0), "a picture that repeats goes on repeating"
    np.testing.assert_allclose(model.load().bounds_m, imported.mesh.bounds_m, atol=1e-5)
    assert mesh_path.stat().st_size > 0


def test_a_model_is_not_written_over(tmp_path: Path) -> None:
    imported = prepare_import(ImportWish(box(tmp_path, "a.glb"), name="b"))
    write_import(imported, tmp_path)
    with pytest.raises(OutputError, match="there already"):
        write_import(imported, tmp_path)
    write_import(imported, tmp_path, replace=True)
    with pytest.raises(OutputError, match="no such folder"):
        write_import(imported, tmp_path / "nowhere")


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    imported = prepare_import(ImportWish(box(tmp_path, "a.glb"), name="b"))

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(OutputError, match="the mesh cannot be written, the disk is full"):
        write_import(imported, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.glb"]


def test_a_doubtful_size_is_said(tmp_path: Path) -> None:
    (remark,) = prepare_import(ImportWish(box(tmp_path, "a.glb", (90, 2, 3)))).remarks
    assert "90.00 m long" in remark


def test_a_heavy_mesh_is_reduced_and_that_is_said(tmp_path: Path) -> None:
    trimesh.creation.icosphere(subdivisions=4).export(tmp_path / "ball.glb")
    imported = prepare_import(ImportWish(tmp_path / "ball.glb", max_triangles=500))
    assert imported.mesh.triangle_count <= 550
    assert any(remark.startswith("reduced 5,120 triangles to") for remark in imported.remarks)


def test_a_name_that_any_disk_can_hold(tmp_path: Path) -> None:
    path = box(tmp_path, "Моя модель (2).glb")
    assert prepare_import(ImportWish(path)).facts.name == "2"
    assert prepare_import(ImportWish(path)).facts.title == "Моя модель (2)"


def test_a_name_may_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    with pytest.raises(AssetError, match="name"):
        prepare_import(ImportWish(box(tmp_path, "a.glb"), name="../a"))


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = box(tmp_path, "crate.stl", (50.0, 42.0, 25.0))
    out = tmp_path / "models"
    out.mkdir()
    assert run(["import", str(path), "--out", str(out)]) == 2
    assert "does not say its unit" in capsys.readouterr().err
    assert run(["import", str(path), "--out", str(out), "--units", "cm", "--axes", "z-overhead"]) == 0
    said = capsys.readouterr().out
    assert "0.50 m long (forward), 0.42 m wide (right), 0.25 m high (down)" in said
    assert "29% of a person's height" in said
    assert (out / "crate.glb").exists() and (out / "crate.json").exists()
    more = ["--out", str(out), "--units", "cm", "--axes=+X,-Y,-Z", "--replace", "--json"]
    assert run(["import", str(path), *more]) == 0
    assert json.loads(capsys.readouterr().out)["model"]["name"] == "crate"


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    path = box(tmp_path, "a.glb")
    assert run(["import", str(path), "--out", str(tmp_path), "--name", "b", "--dry-run"]) == 0
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.glb"]


@pytest.mark.parametrize("content", [b"", b"solid nothing\nendsolid nothing\n", b"\x00" * 200])
def test_what_is_no_mesh_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    path = tmp_path / "a.stl"
    path.write_bytes(content)
    assert run(["import", str(path), "--units", "m", "--axes", "y-overhead"]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1 and "Traceback" not in error

"""What a still is made from: what concerns a shot counts, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from zeroshot.batch.origins import origin_of
from zeroshot.library.assets import asset_folder
from zeroshot.render import looks
from zeroshot.render.still import Origin
from zeroshot.scene.content import document_from_data

Data = dict[str, Any]


def scene() -> Data:
    return {
        "format": "zeroshot.scene",
        "version": 1,
        "title": "t",
        "set": {"modules": [{"id": "lab", "model": "destiny"}]},
        "actors": [{"id": "anna", "gaze": {"at": "c"}}],
        "cameras": [{"id": "a"}, {"id": "b"}, {"id": "c"}, {"id": "d"}],
        "props": [{"id": "box", "model": "meshes/box.obj"}],
        "shots": [
            {"id": "1", "camera": "a", "blocking": {"anna": {"position_m": [1, 0, 0]}}},
            {"id": "2", "camera": "b"},
        ],
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "meshes").mkdir()
    (tmp_path / "meshes" / "box.obj").write_text("mtllib box.mtl\nv 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n")
    (tmp_path / "meshes" / "box.mtl").write_text("newmtl m\nmap_Kd wood.png\n")
    (tmp_path / "meshes" / "wood.png").write_bytes(b"wood")
    return tmp_path


def origin(folder: Path, data: Data | None = None, *, look: str = "draft") -> Origin:
    return origin_of(document_from_data(data or scene()), "1", beside=folder, look=look)


def changed(path: str, value: Any) -> Data:
    """Return the scene with one value changed, at a path such as "shots/1/notes"."""
    data = scene()
    *steps, last = (int(step) if step.isdigit() else step for step in path.split("/"))
    place: Any = data
    for step in steps:
        place = place[step]
    place[last] = value
    return data


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("shots/0/blocking/anna/position_m", [2, 0, 0]),
        ("shots/0/target_planes", 2),
        ("title", "other"),
        ("cameras/0/aspect", 2.0),
        ("cameras/2/position_m", [1, 1, 1]),  # looked at
        ("cameras/3/operator", {"name": "Olga"}),  # seen
        ("set/modules/0/position_m", [1, 0, 0]),
        ("set/orbit", {"minute": 10.0}),
        ("actors/0/name", "Anna"),
        ("plane_tolerance_deg", 10.0),
        ("props/0/hidden", True),
    ],
)
def test_what_concerns_the_shot_counts(folder: Path, path: str, value: Any) -> None:
    assert origin(folder, changed(path, value)) != origin(folder)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("shots/1/notes", "other"),
        ("shots/1/blocking", {"anna": {"position_m": [5, 0, 0]}}),
        ("cameras/1/aspect", 2.0),
        ("cameras/3/position_m", [1, 1, 1]),
        ("actors/0/position_m", [9, 0, 0]),  # the shot says where she is
        ("notes", "other"),
        ("actors/0/locked", True),
        ("props/0/group", "table"),
    ],
)
def test_what_does_not_concern_it_does_not_count(folder: Path, path: str, value: Any) -> None:
    assert origin(folder, changed(path, value)) == origin(folder)


def test_every_file_of_a_model_counts_by_its_bytes(folder: Path) -> None:
    before = origin(folder)
    assert set(before.files) == {
        "library/destiny.glb",
        "library/destiny.json",
        "meshes/box.obj",
        "meshes/box.mtl",
        "meshes/wood.png",
    }
    for name in ("box.obj", "box.mtl", "wood.png"):
        path = folder / "meshes" / name
        content = path.read_bytes()
        path.write_bytes(content + b"\n")
        after = origin(folder)
        assert {name for name in before.files if before.files[name] != after.files[name]} == {
            f"meshes/{name}"
        }
        assert after.files_sha256 != before.files_sha256
        path.write_bytes(content)
    assert origin(folder) == before, "written again, the same bytes: a new date counts for nothing"


def test_where_the_folder_lies_does_not_count(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("elsewhere") / "copy"
    shutil.copytree(folder, other)
    assert origin(other) == origin(folder)


def test_facts_beside_a_mesh_count(folder: Path) -> None:
    before = origin(folder)
    facts = (asset_folder() / "models" / "lens.json").read_text().replace("lens.glb", "box.obj")
    (folder / "meshes" / "box.json").write_text(facts)
    assert set(origin(folder).files) - set(before.files) == {"meshes/box.json"}


def test_a_look_counts_by_what_it_does(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    before = origin(folder)
    draft = looks.LOOKS["draft"]
    assert origin(folder, look="standard").look_sha256 != before.look_sha256
    monkeypatch.setitem(looks.LOOKS, "draft", replace(draft, purpose="said in other words"))
    assert origin(folder) == before
    monkeypatch.setitem(looks.LOOKS, "draft", replace(draft, samples=draft.samples + 4))
    assert origin(folder).look_sha256 != before.look_sha256

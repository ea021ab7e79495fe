"""What the library leaves unloaded until it is needed, so that commands without pictures start fast."""

import subprocess
import sys

import pytest
import trimesh

LOADED = (
    "import sys; print(*sorted({'trimesh', 'PIL', 'collada', 'networkx', 'vtkmodules'} & set(sys.modules)))"
)


def loaded_after(code: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}; {LOADED}"], capture_output=True, text=True, check=True
    )
    return done.stdout.split()


@pytest.fixture(autouse=True)
def subprocesses_find_the_package(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", ":".join(filter(None, sys.path)))


def test_looking_things_up_loads_no_mesh_code():
    code = "from zeroshot.library import models, meshes, cameras, lenses; cameras.list_sensors()"
    assert loaded_after(code) == []


def test_our_own_kind_of_mesh_needs_no_trimesh(tmp_path):
    trimesh.creation.box().export(tmp_path / "box.glb")
    box = tmp_path / "box.glb"
    code = f"from zeroshot.library.models import find_model; find_model({str(box)!r}, beside=None).load()"
    assert loaded_after(code) == []
    trimesh.creation.box().export(tmp_path / "box.stl")
    assert "trimesh" in loaded_after(code.replace(".glb", ".stl")), "the test can fail"

"""`zeroshot doctor` names what is missing and how to get it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from zeroshot.commands import doctor as doctor_module
from zeroshot.errors import AssetError
from zeroshot.render.graphics import GraphicsReport

Run = Callable[..., Any]
ROOT = Path(__file__).parents[2]
GOOD = GraphicsReport("llvmpipe", "4.5", None)
BAD = GraphicsReport("", "", "OpenGL is missing: install it with 'apt-get install libegl1 libgl1'")


@pytest.fixture(autouse=True)
def graphics(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_module, "probe_graphics", lambda: GOOD)


def lines_of(done: Any) -> dict[str, str]:
    """What it said of each subject."""
    return {line[9:].partition(":")[0]: line for line in done.out.splitlines()}


def test_all_is_well(run: Run) -> None:
    done = run("doctor")
    assert done.code == 0, done.out
    assert all(line.startswith("ok ") for line in done.out.splitlines())
    said = lines_of(done)
    assert said["vtk"].endswith(metadata.version("vtk"))
    assert "llvmpipe" in said["OpenGL"]
    assert {"Python", "lettering", "models", "example scenes", "current folder"} <= said.keys()


def test_without_opengl_it_says_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_module, "probe_graphics", lambda: BAD)
    done = run("doctor")
    assert done.code == 1
    assert lines_of(done)["OpenGL"].startswith("MISSING")
    assert "apt-get install libegl1 libgl1" in lines_of(done)["OpenGL"]


def test_a_missing_package_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        if name == "trimesh":
            raise metadata.PackageNotFoundError(name)
        return "1.0"

    monkeypatch.setattr(metadata, "version", version)
    done = run("doctor")
    assert done.code == 1
    assert lines_of(done)["trimesh"] == "MISSING  trimesh: not installed: python -m pip install trimesh"


def test_an_old_python_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_module, "OLDEST_PYTHON", (9, 0))
    assert lines_of(run("doctor"))["Python"].startswith("MISSING")


def test_missing_models_are_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise AssetError("the models and fonts of zeroshot are missing from this installation")

    monkeypatch.setattr(doctor_module, "list_models", fail)
    done = run("doctor")
    assert done.code == 1
    assert "missing from this installation" in lines_of(done)["models"]


def test_a_folder_that_cannot_be_written_is_named(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(doctor_module.Path, "cwd", lambda: tmp_path / "nowhere")
    done = run("doctor")
    assert done.code == 1
    assert "cannot be written (No such file or directory)" in lines_of(done)["current folder"]


def test_it_looks_at_everything_that_the_project_depends_on() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[>=<\[ ]", text)[0] for text in project["dependencies"]}
    assert set(doctor_module.PACKAGES) == names | {"vtk"}


@pytest.mark.graphics
def test_the_shipped_command_finds_this_machine_well(run_apart: Run) -> None:
    done = run_apart("doctor")
    assert done.code == 0, done.out + done.err
    assert "OpenGL: " in done.out

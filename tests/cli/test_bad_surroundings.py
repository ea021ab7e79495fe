"""Folders, permissions and machines that will not do, and shots that are not there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import zeroshot
from batches import Run

needs_permissions = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
NO_OPENGL = {"EGL_PLATFORM": "nowhere", "__EGL_VENDOR_LIBRARY_DIRS": "/nowhere", "DISPLAY": ""}

Data = dict[str, Any]

AS_NOBODY = """
import contextlib, io, os, sys
import zeroshot.commands.check, zeroshot.commands.render
from zeroshot.cli import run
from zeroshot.library.assets import scenes_folder
with contextlib.redirect_stdout(io.StringIO()):
    run(["check", str(scenes_folder() / "one_plane.json")])
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
sys.exit(run(sys.argv[1:]))
"""


def run_as_nobody(*arguments: object, cwd: Path) -> Any:
    """Run a command without the right to read and write everything, which root has.

    A command that works comes first and imports all there is, since the interpreter itself may lie where
    only root can read.
    """
    return subprocess.run(
        [sys.executable, "-c", AS_NOBODY, *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(Path(zeroshot.__file__).parents[1])},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everyone may enter: pytest's own are closed to others."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@needs_permissions
def test_a_scene_that_may_not_be_read(open_folder: Path, new_scene: Callable[[], Data]) -> None:
    path = open_folder / "secret.json"
    path.write_text(json.dumps(new_scene()))
    path.chmod(0o000)
    done = run_as_nobody("check", path, cwd=open_folder)
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        f"zeroshot: you have no right to read this file: change its permissions (in {path})"
    ]


@needs_permissions
def test_a_folder_that_may_not_be_written(open_folder: Path, new_scene: Callable[[], Data]) -> None:
    path = open_folder / "good.json"
    path.write_text(json.dumps(new_scene()))
    path.chmod(0o644)
    done = run_as_nobody("render", path, "--out", open_folder / "stills", cwd=open_folder)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "Permission denied" in done.stderr
    assert "--out" in done.stderr
    assert str(open_folder / "stills") in done.stderr


def test_a_file_where_the_folder_should_be(scene_file: Path, run: Run) -> None:
    for out in (scene_file, scene_file / "deeper"):
        done = run("render", scene_file, "--out", out)
        assert done.code == 2
        assert done.out == ""
        assert len(done.errors) == 1
        assert str(out) in done.err


def test_a_shot_that_no_scene_has(tmp_path: Path, run: Run, scene_file: Path) -> None:
    done = run("render", scene_file, "--out", tmp_path / "stills", "--shots", "1b")
    assert done.code == 2
    assert done.errors == ['zeroshot: no shot matches "1b" (the shots are 1a)']


@pytest.mark.graphics
def test_shots_that_match_are_rendered_beside_a_pattern_that_does_not(
    tmp_path: Path, run: Run, scene_file: Path
) -> None:
    done = run("render", scene_file, "--out", tmp_path / "stills", "--size", "96x54", "--shots", "1*,7")
    assert done.code == 2
    assert 'no shot matches "7"' in done.err
    assert (tmp_path / "stills" / "good_1a.png").is_file()


def test_without_opengl_it_says_what_to_install(tmp_path: Path, run_apart: Run, scene_file: Path) -> None:
    """EGL finds no driver: the folder that it is told to look in does not exist."""
    (tmp_path / "bad.json").write_text("{")
    scenes = (tmp_path / "bad.json", scene_file)
    done = run_apart("render", *scenes, "--out", tmp_path / "stills", "--size", "96x54", **NO_OPENGL)
    assert done.code == 2
    assert len(done.errors) == 2, done.err
    assert "bad.json" in done.errors[0]
    assert "libegl1" in done.errors[1]
    assert not list((tmp_path / "stills").glob("*.png"))

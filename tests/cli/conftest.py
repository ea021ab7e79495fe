"""A scene to spoil, and the command as it ships: run in a process of its own, or in this one."""

from __future__ import annotations

import copy
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from batches import SMALL, make_film
from zeroshot.cli import run as run_here

ROOT = Path(__file__).parents[2]

SCENE: dict[str, Any] = {
    "format": "zeroshot.scene",
    "version": 1,
    "title": "Someone in front of a lens",
    "actors": [{"id": "surgeon", "position_m": [2, 0, 0], "orientation_xyzw": [0, 0, 1, 0]}],
    "cameras": [{"id": "a", "aspect": 1.7777777778}],
    "shots": [{"id": "1a", "camera": "a"}],
}


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def errors(self) -> list[str]:
        return self.err.splitlines()


@pytest.fixture(scope="session")
def new_scene() -> Callable[[], dict[str, Any]]:
    """Build a small scene that is right, as data to change."""
    return lambda: copy.deepcopy(SCENE)


@pytest.fixture
def scene(new_scene: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    return new_scene()


def save(path: Path, data: Any) -> Path:
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


@pytest.fixture
def scene_file(tmp_path: Path, scene: dict[str, Any]) -> Path:
    return save(tmp_path / "good.json", scene)


def environment(**changes: str) -> dict[str, str]:
    """The environment for the command: this source tree, and neither color nor width from the terminal."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("ZEROSHOT_", "COV_"))}
    return {**kept, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "100", **changes}


def run_apart(*arguments: object, cwd: Path | None = None, **changes: str) -> Done:
    """Run the shipped command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "zeroshot", *map(str, arguments)],
        cwd=cwd,
        env=environment(**changes),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture(name="run_apart", scope="session")
def run_apart_fixture() -> Callable[..., Done]:
    return run_apart


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Run a command in this process: quicker, and every line but the interpreter's start is the same."""

    def run_and_read(*arguments: object) -> Done:
        code = run_here([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return Done(code, out, err)

    return run_and_read


@pytest.fixture
def film(tmp_path: Path, scene: dict[str, Any]) -> Path:
    """A folder with one scene of three shots, all alike."""
    make_film(tmp_path, scene)
    return tmp_path


@pytest.fixture(scope="module")
def rendered_once(
    tmp_path_factory: pytest.TempPathFactory,
    new_scene: Callable[[], dict[str, Any]],
    run_apart: Callable[..., Done],
) -> Path:
    folder = tmp_path_factory.mktemp("film")
    make_film(folder, new_scene())
    assert run_apart("render", folder / "film.json", "--out", folder / "stills", *SMALL).code == 0
    return folder


@pytest.fixture
def rendered(rendered_once: Path, tmp_path: Path) -> Path:
    """The same, rendered: a copy, times and all."""
    return Path(shutil.copytree(rendered_once, tmp_path / "rendered"))

"""Files, folders and patterns as scene files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zeroshot.batch.scene_files import find_scene_files

SCENE = {"format": "zeroshot.scene", "version": 1}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "reel2").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("b.json", "a.json", "reel2/c.json", ".hidden/d.json"):
        (tmp_path / name).write_text(json.dumps(SCENE))
    (tmp_path / "damaged.json").write_text("{")
    (tmp_path / "still.json").write_text('{"format": "zeroshot.still"}')
    (tmp_path / "list.json").write_text("[1]")
    (tmp_path / "settings.json").write_text('{"font": 3}')
    (tmp_path / "forgot.json").write_text('{"version": 1, "cameras": []}')
    (tmp_path / "notes.txt").write_text("x")
    return tmp_path


def names(folder: Path, *arguments: str) -> list[str]:
    found = find_scene_files([folder / argument for argument in arguments])
    return [path.relative_to(folder).as_posix() for path in found]


def test_a_folder_stands_for_its_scenes(folder: Path) -> None:
    assert names(folder, ".") == ["a.json", "b.json", "damaged.json", "forgot.json", "reel2/c.json"]


def test_what_is_given_by_name_stays(folder: Path) -> None:
    assert names(folder, "still.json", "gone.json", "b.json") == ["still.json", "gone.json", "b.json"]


def test_patterns_that_the_shell_left(folder: Path) -> None:
    assert names(folder, "[ab].json", "reel?") == ["a.json", "b.json", "reel2/c.json"]
    assert names(folder, "x*.json") == ["x*.json"], "reading it says that it is not there"


def test_a_file_with_the_name_of_a_pattern_is_that_file(folder: Path) -> None:
    (folder / "take[1].json").write_text(json.dumps(SCENE))
    assert names(folder, "take[1].json") == ["take[1].json"]


def test_an_empty_folder_stays_as_it_is(folder: Path) -> None:
    (folder / "empty").mkdir()
    assert names(folder, "empty") == ["empty"], "reading it says that it is a folder"

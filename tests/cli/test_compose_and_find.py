"""compose, moves and find as they are typed."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from zeroshot.framing.moves.table import MOVES, parameters_of
from zeroshot.scene.files import read_document

Run = Callable[..., Any]


@pytest.fixture
def two_file(tmp_path: Path, scene: dict[str, Any]) -> Path:
    content = copy.deepcopy(scene)
    content["actors"].append(
        {"id": "cosmonaut", "position_m": [1.0, 0.3, 0.2], "orientation_xyzw": [0.7071068, 0, 0, 0.7071068]}
    )
    content["shots"].append({"id": "1b", "camera": "a"})
    path = tmp_path / "two.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_moves_lists_every_move_with_what_it_takes(run: Run) -> None:
    done = run("moves")
    assert done.code == 0 and all(name in done.out for name in MOVES)
    data = json.loads(run("moves", "--json").out)
    assert [move["name"] for move in data] == list(MOVES)
    for move in data:
        assert [item["name"] for item in move["parameters"]] == list(parameters_of(MOVES[move["name"]]))
    one = run("moves", "face-to-face")
    assert "a=… b=…" in one.out and "roll_deg" in one.out
    assert 'did you mean "frame"' in run("moves", "fram").err


def test_compose_writes_over_the_scene_and_keeps_the_old_one(run: Run, two_file: Path) -> None:
    before = two_file.read_text()
    done = run(
        "compose", two_file, "face-to-face", "a=surgeon", "b=cosmonaut", "roll-deg=90", "distance_m=1.2"
    )
    assert done.code == 0, done.err
    assert "face to face at 1.20 m" in done.out
    assert two_file.with_name("two.json.bak").read_text() == before


def test_compose_in_one_shot_leaves_the_other(run: Run, two_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "other.json"
    done = run("compose", two_file, "turn", "item=a", "axis=roll", "angle_deg=-45", "--shot", "1b",
               "--this-shot", "--out", out)  # fmt: skip
    assert done.code == 0, done.err
    document = read_document(out)
    assert "a" in document.shot("1b").blocking and not document.shot("1a").blocking
    assert document.camera("a") == read_document(two_file).camera("a")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["frame"], "needs subject"),
        (["fram", "subject=surgeon"], 'there is no move "fram", did you mean "frame"'),
        (["frame", "subject"], '"subject" is no NAME=VALUE'),
        (["frame", "subjet=surgeon"], 'did you mean "subject"'),
        (["turn", "item=a", "axis=roll", "angle_deg=much"], "is no number"),
        (["aim", "at=nobody"], '"nobody"'),
    ],
)
def test_compose_says_what_is_wrong_and_writes_nothing(
    run: Run, two_file: Path, words: list[str], said: str
) -> None:
    before = two_file.read_text()
    done = run("compose", two_file, *words)
    assert done.code == 2 and said in done.err and len(done.errors) == 1
    assert two_file.read_text() == before


def test_compose_does_not_lose_models_beside_the_scene(run: Run, two_file: Path, tmp_path: Path) -> None:
    content = json.loads(two_file.read_text())
    content["props"] = [{"id": "box", "model": "./box.obj"}]
    two_file.write_text(json.dumps(content))
    (tmp_path / "box.obj").write_text("v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n")
    (tmp_path / "sub").mkdir()
    done = run(
        "compose",
        two_file,
        "turn",
        "item=a",
        "axis=roll",
        "angle_deg=45",
        "--out",
        tmp_path / "sub" / "x.json",
    )
    assert done.code == 2 and "box.obj" in done.err


@pytest.mark.graphics
def test_find_draws_a_board_and_adds_what_is_chosen(run: Run, two_file: Path, tmp_path: Path) -> None:
    asked = (
        "--of",
        "surgeon",
        "--sizes",
        "MCU,MS",
        "--lenses",
        "25,35",
        "--count",
        "4",
        "--candidates",
        "800",
    )
    done = run("find", two_file, *asked, "--out", tmp_path / "board", "--add", "2")
    assert done.code == 0, done.err
    with Image.open(tmp_path / "board" / "found.png") as board:
        assert board.width > 900
    data = json.loads((tmp_path / "board" / "found.json").read_text())
    assert [shot["number"] for shot in data["shots"]] == list(range(1, len(data["shots"]) + 1))
    document = read_document(two_file)
    assert document.shots[-1].id == "found-1"
    assert document.camera("found-1").lens.focal_length_mm in (25.0, 35.0)
    assert list(document.camera("found-1").position_m) == data["shots"][1]["camera"]["position_m"]


def test_find_says_what_it_cannot(run: Run, two_file: Path) -> None:
    quick = ("--candidates", "200", "--count", "2")
    assert "no camera sees 7 planes" in run("find", two_file, "--planes", "7").err
    assert 'no lens set "Mister Prime"' in run("find", two_file, "--lenses", "Mister Prime").err
    assert "no number" in run("find", two_file, *quick, "--lenses", "35", "--add", "99").err
    none = run("find", two_file, *quick, "--of", "surgeon", "--sizes", "ECU", "--lenses", "8", "--json")
    assert none.code == 1 and "none of" in none.err
    assert json.loads(none.out)["shots"] == []

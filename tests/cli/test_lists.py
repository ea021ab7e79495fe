"""The commands that print what there is: check, describe, models, schema."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from zeroshot.commands import check as check_module
from zeroshot.commands.readings import Readings
from zeroshot.library.models import list_models
from zeroshot.scene.schema import schema_text

Run = Callable[..., Any]


@pytest.fixture
def two_scenes(tmp_path: Path, new_scene: Callable[[], dict[str, Any]]) -> list[Path]:
    paths = []
    for name in ("first", "second"):
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps(new_scene()))
        paths.append(path)
    return paths


def test_describe_prints_a_list_of_readings(run: Run, two_scenes: list[Path]) -> None:
    done = run("describe", *two_scenes, "--json")
    assert (done.code, done.err) == (0, "")
    readings = json.loads(done.out)
    assert [(reading["scene"], reading["shot"]) for reading in readings] == [
        (str(path), "1a") for path in two_scenes
    ]
    assert readings[0]["subjects"][0]["id"] == "surgeon"
    assert readings[0]["lens"]["focal_length_mm"] == 35.0


def test_describe_says_a_shot_in_words(run: Run, scene_file: Path) -> None:
    done = run("describe", scene_file)
    assert done.code == 0
    assert "1a" in done.out.lower()
    assert "35 mm" in done.out
    assert "surgeon" in done.out.lower()


def test_a_bad_scene_does_not_keep_the_others_from_being_read(run: Run, two_scenes: list[Path]) -> None:
    two_scenes[0].write_text("{")
    done = run("describe", *two_scenes, "--json")
    assert done.code == 2
    assert len(done.errors) == 1
    assert [reading["scene"] for reading in json.loads(done.out)] == [str(two_scenes[1])]


def test_describe_agrees_with_itself_through_a_pipe(run_apart: Run, scene_file: Path) -> None:
    assert json.loads(run_apart("describe", scene_file, "--json").out)[0]["shot"] == "1a"


class FakeReading:
    """A reading with findings of our choice."""

    def __init__(self, *severities: str) -> None:
        self._findings = [
            {"severity": severity, "kind": "k", "subject": "1a", "value": 1, "message": f"It is {severity}."}
            for severity in severities
        ]

    def to_json(self) -> dict[str, Any]:
        return {"scene": "face.json", "shot": "1a", "findings": self._findings}


@pytest.mark.parametrize(
    ("severities", "faults", "code"),
    [((), (), 0), (("warning",), (), 0), (("warning", "error"), (), 1), (("error",), ("bad",), 2)],
)
def test_check_exits_by_the_worst_that_it_found(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    severities: tuple[str, ...],
    faults: tuple[str, ...],
    code: int,
) -> None:
    found = Readings((FakeReading(*severities),), faults)  # type: ignore[arg-type]  # acts as one
    monkeypatch.setattr(check_module, "read_scenes", lambda _scenes, **_: found)
    done = run("check", "face.json")
    assert done.code == code
    lines = done.out.splitlines()
    assert lines[:-1] == [f"face.json, shot 1a: {severity}: It is {severity}." for severity in severities]
    assert lines[-1].startswith("1 shot, ")
    told = json.loads(run("check", "face.json", "--json").out)
    assert [finding["severity"] for finding in told] == list(severities)
    assert all(finding["shot"] == "1a" for finding in told)


def test_check_tries_the_meshes_that_a_scene_brings_along(
    run: Run, tmp_path: Path, new_scene: Callable[[], dict[str, Any]]
) -> None:
    scene = new_scene()
    scene["props"] = [{"id": "thing", "model": "./thing.obj"}]
    path = tmp_path / "prop.json"
    path.write_text(json.dumps(scene))
    (tmp_path / "thing.obj").write_text("v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n")
    assert run("check", path).code in (0, 1)
    (tmp_path / "thing.obj").write_text("v 0 0 0\nv 1 0 0\nv 0 1 0\n")
    done = run("check", path)
    assert done.code == 2
    assert "thing.obj" in done.err
    assert "prop.json" in done.err
    assert len(done.errors) == 1


def test_models_are_listed_with_what_is_known_of_them(run: Run) -> None:
    done = run("models")
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[0].split() == [
        *("Name", "Title", "Kind", "Length", "×", "width", "×", "height", "Volume", "Accuracy"),
        *("Triangles", "Source"),
    ]
    assert [line.split()[0] for line in lines[1:]] == [model.name for model in list_models()]
    told = json.loads(run("models", "--json").out)
    assert [facts["name"] for facts in told] == [model.name for model in list_models()]


def test_one_model_is_shown_whole(run: Run) -> None:
    done = run("models", "destiny")
    assert done.code == 0
    facts = json.loads(run("models", "destiny", "--json").out)
    assert facts["name"] == "destiny"
    assert facts["title"] in done.out
    assert f"{facts['triangles']:,}" in done.out
    assert all(source.split()[0] in done.out for source in facts["sources"])
    assert "handrail" in done.out


def test_the_schema_is_json(run: Run) -> None:
    done = run("schema")
    assert json.loads(done.out) == json.loads(schema_text())

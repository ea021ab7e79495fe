"""`zeroshot render`, from arguments to files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from batches import SMALL, Run, events, manifest, render, stills

pytestmark = pytest.mark.graphics


def test_every_shot_becomes_a_still_with_a_sidecar(run: Run, film: Path) -> None:
    done = render(run, film)
    assert (done.code, done.err) == (0, "")
    assert stills(film) == [f"film_{shot}.{kind}" for shot in ("1a", "1b", "2") for kind in ("json", "png")]
    lines = done.out.splitlines()
    assert lines[0].startswith(f"[1/3] {film / 'stills' / 'film_1a.png'}  ")
    assert lines[-1].startswith("3 stills written (")
    sidecar = json.loads((film / "stills" / "film_1b.json").read_text())
    assert sidecar["reading"]["shot"] == "1b"
    assert sidecar["reading"]["scene"] == str(film / "film.json")


@pytest.mark.parametrize(
    ("aspect", "size", "expected"),
    [
        (2.39, "192x108", (192, 80)),
        (4 / 3, "192x108", (144, 108)),
        (1.0, "54x192", (54, 54)),
        (None, "367x1000", (367, 255)),
    ],
)
def test_the_picture_keeps_the_shape_of_its_camera(
    run: Run,
    tmp_path: Path,
    scene: dict[str, Any],
    aspect: float | None,
    size: str,
    expected: tuple[int, int],
) -> None:
    """The last one is the whole gate: 36.70 mm by 25.54 mm."""
    scene["cameras"][0]["aspect"] = aspect
    path = tmp_path / "shape.json"
    path.write_text(json.dumps(scene))
    assert run("render", path, "--out", tmp_path, "--look", "draft", "--size", size).code == 0
    with Image.open(tmp_path / "shape_1a.png") as picture:
        assert picture.size == expected


@pytest.mark.parametrize(("name", "kind"), [("png", "PNG"), ("jpg", "JPEG"), ("webp", "WEBP")])
def test_formats(run: Run, film: Path, name: str, kind: str) -> None:
    assert render(run, film, "--shots", "2", "--format", name).code == 0
    with Image.open(film / "stills" / f"film_2.{name}") as picture:
        assert picture.format == kind


def test_the_same_for_any_number_of_jobs(run: Run, film: Path) -> None:
    render(run, film)
    alone = {name: (film / "stills" / name).read_bytes() for name in stills(film)}
    hashes = [row["files"] for row in manifest(film)["stills"]]
    render(run, film, "--jobs", "4")
    assert {name: (film / "stills" / name).read_bytes() for name in stills(film)} == alone
    assert [row["files"] for row in manifest(film)["stills"]] == hashes


def test_events_for_scripts(run: Run, film: Path) -> None:
    (film / "bad.json").write_text("{")
    done = run("render", film / "bad.json", film / "film.json", "--out", film / "stills", *SMALL, "--json")
    told = events(done)
    assert done.code == 2
    assert [event["event"] for event in told] == [
        "planned",
        *["started", "written"] * 3,
        "bad-input",
        "finished",
    ]
    assert told[0]["stills"] == 3
    assert told[2]["shot"] == "1a"
    assert told[2]["still"] == str(film / "stills" / "film_1a.png")
    assert told[2]["seconds"] > 0
    assert [finding["kind"] for finding in told[2]["findings"]] == ["nobody-holds-on"]
    assert told[-2]["scene"] == str(film / "bad.json")
    assert list(told[2]["files"]) == ["film_1a.png", "film_1a.json"]
    counts = {key: told[-1][key] for key in ("written", "up_to_date", "failed", "waiting", "bad_scenes")}
    assert counts == {"written": 3, "up_to_date": 0, "failed": 0, "waiting": 0, "bad_scenes": 1}


def test_the_same_name_twice_makes_two_stills(run: Run, tmp_path: Path, scene: dict[str, Any]) -> None:
    for reel in ("reel1", "reel2"):
        (tmp_path / reel).mkdir()
        (tmp_path / reel / "face.json").write_text(json.dumps(scene))
    paths = [tmp_path / reel / "face.json" for reel in ("reel1", "reel2")]
    assert run("render", *paths, "--out", tmp_path / "stills", *SMALL).code == 0
    assert [name for name in stills(tmp_path) if name.endswith("png")] == [
        "reel1_face_1a.png",
        "reel2_face_1a.png",
    ]

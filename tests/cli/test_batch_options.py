"""What a batch can be asked for beside shots and size: shape, overlays, kinds of file, a look ahead."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
from PIL import Image

import zeroshot
from batches import SMALL, Run, events, manifest, render, stills
from zeroshot.batch.jobs import StillJob
from zeroshot.batch.resume import look_at_stills
from zeroshot.commands.arguments import OverlayNames, PictureKind
from zeroshot.render.overlays import OVERLAYS
from zeroshot.render.picture_files import FORMATS


@pytest.mark.graphics
@pytest.mark.parametrize(("text", "size_px"), [("2.39", (96, 40)), ("1:1", (54, 54)), ("4/3", (72, 54))])
def test_another_shape_for_all(run: Run, film: Path, text: str, size_px: tuple[int, int]) -> None:
    assert render(run, film, "--shots", "2", "--aspect", text).code == 0
    with Image.open(film / "stills" / "film_2.png") as picture:
        assert picture.size == size_px


@pytest.mark.graphics
def test_another_shape_shows_the_same_and_less_of_it(run: Run, film: Path, scene: dict[str, Any]) -> None:
    """The gate is cropped: the middle of the picture is the same, point for point."""
    scene["cameras"][0]["aspect"] = 1.0
    scene["shots"] = [{"id": "2", "camera": "a", "blocking": {"a": {"aspect": 1.5}}}]
    (film / "film.json").write_text(json.dumps(scene))
    options = ("--size", "240x160", "--look", "draft")
    assert render(run, film, *options).code == 0
    whole = np.asarray(Image.open(film / "stills" / "film_2.png").convert("RGB")).astype(int)
    assert render(run, film, *options, "--aspect", "3").code == 0
    cropped = np.asarray(Image.open(film / "stills" / "film_2.png").convert("RGB")).astype(int)
    assert (whole.shape[:2], cropped.shape[:2]) == ((160, 240), (80, 240))
    differs = np.abs(whole[40:120] - cropped).max(axis=2) > 3
    assert (whole[40:120] > 10).any(axis=2).mean() > 0.1, "somebody is in the picture"
    assert differs.mean() < 0.002, "but for a few pixels on outlines"


@pytest.mark.parametrize("text", ["0", "1:0", "20", "wide", "-2", "16:9:4"])
def test_a_shape_that_cannot_be(run: Run, scene_file: Path, tmp_path: Path, text: str) -> None:
    done = run("render", scene_file, "--out", tmp_path / "s", f"--aspect={text}")
    assert (done.code, len(done.errors)) == (2, 1)
    assert "2.39 or 16:9" in done.err


@pytest.mark.graphics
def test_overlays_lie_on_a_copy_and_leave_the_still_clean(
    run: Run, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert render(run, film, "--shots", "2").code == 0
    clean = (film / "stills" / "film_2.png").read_bytes()
    asked = ("--shots", "2", "--overlay", "clocks,guides")
    assert [event["event"] for event in events(render(run, film, *asked, "--resume", "--json"))][
        2
    ] == "written"
    assert (film / "stills" / "film_2.png").read_bytes() == clean
    assert [file["path"] for file in manifest(film)["stills"][0]["files"]] == [
        *("film_2.png", "film_2.overlay.png", "film_2.json")
    ]
    assert (film / "stills" / "film_2.overlay.png").read_bytes() != clean
    jobs = [
        StillJob("film.json", "2", "stills/film_2.png", (96, 54), "draft", overlays=overlays)
        for overlays in (("guides", "clocks"), (), ("guides",))
    ]
    monkeypatch.chdir(film)
    assert [standing.reason for standing in look_at_stills(jobs)] == [
        *("", "", "it has no copy with the overlays guides")
    ]
    (film / "stills" / "film_2.overlay.png").write_bytes(clean)
    assert [bool(standing.reason) for standing in look_at_stills(jobs)] == [True, False, True]


@pytest.mark.graphics
@pytest.mark.parametrize(
    ("look", "kind", "begins"),
    [
        ("depth", "exr", b"v/1\x01"),
        ("film", "exr", b"v/1\x01"),
    ],
)
def test_looks_in_their_kinds(run: Run, film: Path, look: str, kind: str, begins: bytes) -> None:
    options = ("--shots", "2", "--look", look, "--format", kind)
    assert render(run, film, *options).code == 0
    assert (film / "stills" / f"film_2.{kind}").read_bytes().startswith(begins)
    job = StillJob(str(film / "film.json"), "2", str(film / "stills" / f"film_2.{kind}"), (96, 54), look)
    assert next(look_at_stills([job])).reason == ""


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--look", "depth", "--format", "jpg"), "distances"),
        (("--look", "clay", "--format", "exr"), "film"),
        (("--look", "depth", "--overlay", "guides"), "ask for another"),
        (("--overlay", "guide"), 'did you mean "guides"'),
    ],
)
def test_what_does_not_go_together_is_told_before_anything_is_drawn(
    run: Run, scene_file: Path, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    done = run("render", scene_file, "--out", tmp_path / "stills", *options)
    assert (done.code, len(done.errors)) == (2, 1)
    assert said in done.err
    assert not (tmp_path / "stills").exists()


def test_the_help_names_what_there_is() -> None:
    kind, parameter = get_args(PictureKind)[:2]
    assert set(get_args(kind)) == set(FORMATS)
    assert parameter.help
    overlays = get_args(OverlayNames)[1].help
    assert re.split(r"[:,.]\s*", overlays)[1:-1] == list(OVERLAYS)


@pytest.mark.graphics
def test_a_look_ahead_says_why_and_touches_nothing(run: Run, rendered: Path) -> None:
    (rendered / "stills" / "film_1b.png").unlink()
    scene = json.loads((rendered / "film.json").read_text())
    scene["shots"][2]["blocking"] = {"surgeon": {"position_m": [3, 0, 0]}}
    (rendered / "film.json").write_text(json.dumps(scene))
    before = {path: path.stat().st_mtime_ns for path in rendered.rglob("*")}
    done = render(run, rendered, "--resume", "--dry-run")
    assert (done.code, done.err) == (0, "")
    assert [line.partition("  ")[2] for line in done.out.splitlines()[:3]] == [
        "up to date",
        "would be drawn: there is no such still yet",
        "would be drawn: the scene says something else of this shot now",
    ]
    assert done.out.splitlines()[3].startswith("2 of 3 would be drawn, 1 at a time")
    assert {path: path.stat().st_mtime_ns for path in rendered.rglob("*")} == before
    told = events(render(run, rendered, "--resume", "--dry-run", "--json"))
    assert [event["event"] for event in told] == ["up-to-date", "would-draw", "would-draw", "planned"]


def test_a_look_ahead_tells_bad_scenes_and_makes_no_folder(
    run: Run, scene_file: Path, tmp_path: Path
) -> None:
    (tmp_path / "bad.json").write_text("{")
    done = run("render", scene_file, tmp_path / "bad.json", "--out", tmp_path / "stills", "--dry-run")
    assert done.code == 2
    assert "all is drawn without --resume" in done.out
    assert "bad.json" in done.err
    assert not (tmp_path / "stills").exists()


@pytest.mark.graphics
def test_a_folder_of_scenes(run: Run, tmp_path: Path, scene: dict[str, Any]) -> None:
    (tmp_path / "reel").mkdir()
    for name in ("b", "a"):
        (tmp_path / "reel" / f"{name}.json").write_text(json.dumps(scene))
    assert run("render", tmp_path / "reel", "--out", tmp_path / "reel" / "stills", *SMALL).code == 0
    again = run("render", tmp_path / "reel", "--out", tmp_path / "reel" / "stills", *SMALL, "--resume")
    assert again.code == 0, "sidecars and manifest in the folder are no scenes"
    assert stills(tmp_path / "reel") == ["a_1a.json", "a_1a.png", "b_1a.json", "b_1a.png"]


@pytest.mark.graphics
def test_a_still_that_was_fixed_is_kept_by_its_content(
    run: Run, rendered: Path, scene: dict[str, Any]
) -> None:
    """Another shot, a note, a camera that nobody uses: none of them is this shot's concern."""
    data = json.loads((rendered / "film.json").read_text())
    data["notes"] = "monday"
    data["cameras"].append({"id": "spare"})
    data["shots"][0]["notes"] = "again"
    (rendered / "film.json").write_text(json.dumps(data))
    told = [event["event"] for event in events(render(run, rendered, "--resume", "--json"))]
    assert (told.count("written"), told.count("up-to-date")) == (1, 2)


@pytest.mark.graphics
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_a_farm_that_ends_the_command_is_ctrl_c(tmp_path: Path, scene: dict[str, Any]) -> None:
    scene["shots"] = [{"id": f"{index:02}", "camera": "a"} for index in range(60)]
    (tmp_path / "film.json").write_text(json.dumps(scene))
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "zeroshot",
            *["render", "film.json", "--out", "stills", "--size", "96x54", "--jobs", "1"],
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(zeroshot.__file__).parents[1])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "--resume goes on" in errors
    told = manifest(tmp_path)
    assert told["state"] == "stopped"
    there = {row["still"] for row in told["stills"] if row["state"] == "written"}
    assert there == {name for name in stills(tmp_path) if name.endswith(".png")}
    assert told["counts"]["waiting"] == 60 - len(there)

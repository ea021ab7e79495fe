"""`zeroshot render`, from arguments to files."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import zeroshot
from zeroshot.batch import crew

pytestmark = pytest.mark.graphics
Run = Callable[..., Any]
SMALL = ("--size", "96x54", "--look", "draft")


@pytest.fixture
def film(tmp_path: Path, scene: dict[str, Any]) -> Path:
    """A folder with one scene of three shots, all alike."""
    make_film(tmp_path, scene)
    return tmp_path


def make_film(folder: Path, scene: dict[str, Any]) -> None:
    scene["shots"] = [{"id": name, "camera": "a"} for name in ("1a", "1b", "2")]
    (folder / "film.json").write_text(json.dumps(scene))


@pytest.fixture(scope="module")
def rendered_once(
    tmp_path_factory: pytest.TempPathFactory, new_scene: Callable[[], dict[str, Any]], run_apart: Run
) -> Path:
    folder = tmp_path_factory.mktemp("film")
    make_film(folder, new_scene())
    assert run_apart("render", folder / "film.json", "--out", folder / "stills", *SMALL).code == 0
    return folder


@pytest.fixture
def rendered(rendered_once: Path, tmp_path: Path) -> Path:
    """The same, rendered: a copy, times and all."""
    return Path(shutil.copytree(rendered_once, tmp_path / "rendered"))


def stills(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "stills").glob("*"))


def render(run: Run, folder: Path, *options: object) -> Any:
    small = [part for pair in (SMALL[:2], SMALL[2:]) if pair[0] not in options for part in pair]
    return run("render", folder / "film.json", "--out", folder / "stills", *small, *options)


def events(done: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.out.splitlines()]


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
    alone = {path.name: path.read_bytes() for path in (film / "stills").iterdir()}
    render(run, film, "--jobs", "3")
    assert {path.name: path.read_bytes() for path in (film / "stills").iterdir()} == alone


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
    assert told[2]["findings"] == []
    assert told[-2]["scene"] == str(film / "bad.json")
    counts = {key: told[-1][key] for key in ("written", "up_to_date", "failed", "bad_scenes")}
    assert counts == {"written": 3, "up_to_date": 0, "failed": 0, "bad_scenes": 1}


def states(run: Run, film: Path, *options: object) -> list[str]:
    done = render(run, film, "--resume", "--json", *options)
    assert done.code == 0, done.err
    return [event["event"] for event in events(done) if event["event"] in ("written", "up-to-date")]


def test_resume_draws_only_what_is_not_there(run: Run, rendered: Path) -> None:
    before = (rendered / "stills" / "film_2.png").stat().st_mtime_ns
    assert states(run, rendered) == ["up-to-date"] * 3
    assert (rendered / "stills" / "film_2.png").stat().st_mtime_ns == before


def cut_sidecar(folder: Path) -> None:
    path = folder / "stills" / "film_1a.json"
    path.write_text(path.read_text()[:20])


def change_scene(folder: Path) -> None:
    data = json.loads((folder / "film.json").read_text())
    data["actors"][0]["position_m"] = [3, 0, 0]
    (folder / "film.json").write_text(json.dumps(data))


def change_version(folder: Path) -> None:
    path = folder / "stills" / "film_1a.json"
    path.write_text(path.read_text().replace(f'"{zeroshot.__version__}"', '"0.0.1"'))


CHANGES: dict[str, tuple[Callable[[Path], object], int]] = {
    "picture gone": (lambda folder: (folder / "stills" / "film_1a.png").unlink(), 1),
    "sidecar gone": (lambda folder: (folder / "stills" / "film_1a.json").unlink(), 1),
    "sidecar cut off": (cut_sidecar, 1),
    "sidecar of something else": (lambda folder: (folder / "stills" / "film_1a.json").write_text("[1]"), 1),
    "another version": (change_version, 1),
    "picture newer than its sidecar": (lambda folder: (folder / "stills" / "film_1a.png").touch(), 1),
    "scene changed": (change_scene, 3),
    "only its spacing changed": (
        lambda folder: (folder / "film.json").write_text(
            json.dumps(json.loads((folder / "film.json").read_text()), indent=7)
        ),
        0,
    ),
}


@pytest.mark.parametrize("case", CHANGES)
def test_resume_sees_what_changed(run: Run, rendered: Path, case: str) -> None:
    change, expected = CHANGES[case]
    change(rendered)
    assert states(run, rendered).count("written") == expected


@pytest.mark.parametrize("option", [("--size", "112x63"), ("--look", "standard")])
def test_resume_sees_another_size_or_look(run: Run, rendered: Path, option: tuple[str, str]) -> None:
    assert states(run, rendered, *option) == ["written"] * 3
    assert states(run, rendered, *option) == ["up-to-date"] * 3


def test_check_fails_when_a_finding_is_an_error(
    run: Run, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = {"severity": "error", "kind": "k", "subject": "1a", "value": 1, "message": "Nobody is there."}
    with_worker(
        monkeypatch,
        "import zeroshot.batch.draw as draw\n"
        "before = draw.Studio.draw\n"
        f"draw.Studio.draw = lambda self, job: (*before(self, job), {finding!r})",
    )
    assert render(run, film).code == 0
    done = render(run, film, "--check")
    assert done.code == 1
    assert done.out.count("Nobody is there.") == 3


def with_worker(monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    """Have the processes that draw run some code first, with which a test makes them fail."""
    start = "import sys; sys.path[:] = {path!r}\n"
    code = start + change.replace("{", "{{").replace("}", "}}")
    monkeypatch.setattr(crew, "WORKER_CODE", f"{code}\nfrom zeroshot.batch.worker import main; main()")


def test_a_process_that_dies_costs_its_still_only(
    run: Run, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_worker(
        monkeypatch,
        "import os, zeroshot.batch.draw as draw\n"
        "before = draw.Studio.draw\n"
        "die = lambda: os.kill(os.getpid(), 11)\n"
        "draw.Studio.draw = lambda self, job: die() if job.shot_id == '1b' else before(self, job)",
    )
    done = render(run, film)
    assert done.code == 1
    assert len(done.errors) == 1
    assert "SIGSEGV" in done.err
    assert f"(shot 1b of {film / 'film.json'})" in done.err
    assert [name for name in stills(film) if name.endswith("png")] == ["film_1a.png", "film_2.png"]
    assert "2 stills written, 1 failed" in done.out


def test_a_bug_in_one_still_is_told_and_costs_that_still(
    run: Run, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_worker(
        monkeypatch,
        "import zeroshot.batch.draw as draw\n"
        "before = draw.Studio.draw\n"
        "draw.Studio.draw = lambda self, job: 1 / 0 if job.shot_id != '2' else before(self, job)",
    )
    done = render(run, film)
    assert done.code == 1
    assert len(done.errors) == 1, "the same sentence is told once"
    assert "bug in zeroshot" in done.err
    assert "ZeroDivisionError" in done.err
    assert "(shot 1a, 1b of " in done.err
    monkeypatch.setenv("ZEROSHOT_TRACEBACK", "1")
    assert "Traceback" in render(run, film).err


def test_a_disk_that_fills_up_fails_the_still_and_not_the_input(
    run: Run, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_worker(
        monkeypatch,
        "import zeroshot.batch.draw as draw\n"
        "from zeroshot.errors import OutputError\n"
        "def full(*_, **__): raise OutputError('the disk is full')\n"
        "draw.write_still = full",
    )
    done = render(run, film)
    assert (done.code, len(done.errors)) == (1, 1)


def start_long_batch(folder: Path, scene: dict[str, Any]) -> subprocess.Popen[str]:
    """Start a batch of forty stills, and return when the first is written."""
    scene["shots"] = [{"id": f"{index:02}", "camera": "a"} for index in range(40)]
    (folder / "film.json").write_text(json.dumps(scene))
    process = subprocess.Popen(
        [sys.executable, "-m", "zeroshot", "render", "film.json", "--out", "stills", "--size", "640x360"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(zeroshot.__file__).parents[1])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith("[1/40]")
    return process


def check_what_is_written(folder: Path) -> None:
    """See that the batch was stopped in the middle, and that every file it left is whole."""
    written = stills(folder)
    assert 2 <= len(written) < 80
    assert {Path(name).suffix for name in written} <= {".png", ".json"}, "something half-written is left"
    for name in written:
        if name.endswith(".png"):
            with Image.open(folder / "stills" / name) as picture:
                picture.load()
        else:
            json.loads((folder / "stills" / name).read_text())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups to signal")
def test_ctrl_c_stops_cleanly_and_resume_goes_on(tmp_path: Path, run: Run, scene: dict[str, Any]) -> None:
    process = start_long_batch(tmp_path, scene)
    os.killpg(process.pid, signal.SIGINT)
    started = time.monotonic()
    _, errors = process.communicate(timeout=30)
    assert time.monotonic() - started < 10
    assert process.returncode == 130
    assert errors == "zeroshot: stopped; what is written stays, and --resume goes on from here\n"
    check_what_is_written(tmp_path)
    options = ("--size", "640x360", "--look", "standard", "--shots", "0*", "--json")
    told = [event["event"] for event in events(render(run, tmp_path, "--resume", *options))]
    assert told.count("up-to-date") >= 1
    assert told.count("up-to-date") + told.count("written") == 10


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are looked up in /proc")
def test_a_killed_command_leaves_no_process_behind(tmp_path: Path, scene: dict[str, Any]) -> None:
    process = start_long_batch(tmp_path, scene)
    workers = children_of(process.pid)
    assert workers
    process.kill()
    process.communicate(timeout=30)
    deadline = time.monotonic() + 20
    while any(is_running(pid) for pid in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(is_running(pid) for pid in workers)
    check_what_is_written(tmp_path)


def fields_of(pid: int) -> list[str]:
    """State, parent and so on of a process; nothing when there is none."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def children_of(pid: int) -> list[int]:
    everyone = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]
    return [other for other in everyone if fields_of(other)[1:2] == [str(pid)]]


def is_running(pid: int) -> bool:
    return fields_of(pid)[:1] not in ([], ["Z"])


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

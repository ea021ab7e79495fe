"""What goes wrong while a batch is drawn: bugs, full disks, dying processes, impatient people."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import zeroshot
from batches import Run, events, manifest, render, stills
from zeroshot.batch import process
from zeroshot.disk import sweep_temporary

pytestmark = pytest.mark.graphics


def test_check_fails_when_a_finding_is_an_error(
    run: Run, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = {"severity": "error", "kind": "k", "subject": "1a", "value": 1, "message": "Nobody is there."}
    with_worker(
        monkeypatch,
        "import zeroshot.batch.draw as draw\n"
        "before = draw.Studio.draw\n"
        "def find_more(self, job):\n"
        "    files, findings = before(self, job)\n"
        f"    return files, (*findings, {finding!r})\n"
        "draw.Studio.draw = find_more",
    )
    assert render(run, film).code == 0
    done = render(run, film, "--check")
    assert done.code == 1
    assert done.out.count("Nobody is there.") == 3


def with_worker(monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    """Have the processes that draw run some code first, with which a test makes them fail."""
    start = "import sys; sys.path[:] = {path!r}\n"
    code = start + change.replace("{", "{{").replace("}", "}}")
    monkeypatch.setattr(process, "WORKER_CODE", f"{code}\nfrom zeroshot.batch.worker import main; main()")


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
    assert "Traceback" in render(run, film, "--shots", "1a").err


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
    done = render(run, film, "--shots", "2")
    assert (done.code, done.errors) == (1, [f"zeroshot: the disk is full (shot 2 of {film / 'film.json'})"])


LONG_BATCH = "render film.json --out stills --size 640x360 --jobs 1"


LONG = 600


def start_long_batch(folder: Path, scene: dict[str, Any]) -> subprocess.Popen[str]:
    """Start a batch that takes longer than anybody waits; return when its first still is there."""
    scene["shots"] = [{"id": f"{index:03}", "camera": "a"} for index in range(LONG)]
    (folder / "film.json").write_text(json.dumps(scene))
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "zeroshot",
            *["render", "film.json", "--out", "stills", "--size", "640x360", "--jobs", "1"],
        ],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(zeroshot.__file__).parents[1])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith(f"[1/{LONG}]")
    return process


def check_what_is_written(folder: Path) -> None:
    """See that the batch was stopped in the middle, and that every file it left is whole."""
    written = stills(folder)
    assert 2 <= len(written) < 2 * LONG
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
    options = ("--size", "640x360", "--look", "standard", "--shots", "00*", "--json")
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
    sweep_temporary(tmp_path / "stills")  # as the next batch does: the manifest may have been half written
    check_what_is_written(tmp_path)
    told = manifest(tmp_path)
    assert told["state"] == "running", "a killed command cannot say that it was"
    for row in told["stills"]:
        assert row["state"] in ("written", "waiting")
        for file in row["files"]:
            content = (tmp_path / "stills" / file["path"]).read_bytes()
            assert hashlib.sha256(content).hexdigest() == file["sha256"]


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

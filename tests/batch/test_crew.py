"""The processes that draw: what one of them does to itself must not touch the others."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from zeroshot.batch.crew import Event, Started, draw_all
from zeroshot.batch.jobs import Outcome, StillJob
from zeroshot.errors import DiskFullError, NoGraphicsError

WORKER = """
import json, os, pathlib, signal, sys, time
for line in sys.stdin:
    job = json.loads(line)
    name, marker = job["shot_id"], pathlib.Path(job["still"])
    if name.startswith("segv") or (name.startswith("once") and not marker.exists()):
        marker.touch()
        os.kill(os.getpid(), signal.SIGSEGV)
    if name == "exit":
        sys.exit(3)
    if name == "half":
        sys.stdout.write('{"outcome"')
        sys.stdout.flush()
        os.kill(os.getpid(), signal.SIGKILL)
    if name.startswith("hang") or (name.startswith("nap") and not marker.exists()):
        marker.touch()
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        time.sleep(60)
    if name == "blind":
        reply = {"no_graphics": "no OpenGL here: install libegl1"}
    else:
        if name == "slow":
            marker.write_text(str(os.getpid()))
            time.sleep(60)
        is_full = name == "full" or (name == "tight" and not marker.exists())
        marker.touch()
        state = "failed" if is_full or name in ("bad", "bug") else "written"
        sentences = ["the disk is full"] if is_full else []
        outcome = {"job": job, "state": state, "seconds": float(os.getpid()), "sentences": sentences}
        reply = {"outcome": {**outcome, "is_bad_input": name == "bad", "is_disk_full": is_full}}
    print(json.dumps(reply), flush=True)
"""


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    path = tmp_path / "worker.py"
    path.write_text(WORKER)
    return [sys.executable, "-S", str(path)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def jobs(folder: Path, *names: str) -> list[StillJob]:
    return [
        StillJob("s.json", name, str(folder / f"{name}{index}"), (96, 54), "draft")
        for index, name in enumerate(names)
    ]


def outcomes(events: Iterator[Event]) -> dict[str, Outcome]:
    return {Path(event.job.still).name: event for event in events if isinstance(event, Outcome)}


def draw(
    folder: Path, command: list[str], *names: str, workers: int = 1, timeout_s: float | None = None
) -> Iterator[Event]:
    return draw_all(
        jobs(folder, *names), worker_count=workers, probe=lambda: None, timeout_s=timeout_s, command=command
    )


def run(folder: Path, command: list[str], *names: str, workers: int = 1) -> dict[str, Outcome]:
    return outcomes(draw(folder, command, *names, workers=workers))


def test_one_process_draws_all(folder: Path, command: list[str]) -> None:
    done = run(folder, command, "a", "b", "c")
    assert [outcome.state for outcome in done.values()] == ["written"] * 3
    assert len({outcome.seconds for outcome in done.values()}) == 1, "the process was not kept"


def test_several_processes_share_the_stills(folder: Path, command: list[str]) -> None:
    done = run(folder, command, *"abcdefgh", workers=3)
    assert len(done) == 8
    assert len({outcome.seconds for outcome in done.values()}) <= 3


def test_no_more_processes_than_stills(folder: Path, command: list[str]) -> None:
    assert len(run(folder, command, "a", workers=64)) == 1


def test_nothing_to_draw_is_no_trouble(folder: Path, command: list[str]) -> None:
    assert run(folder, command) == {}


def test_a_process_killed_by_a_signal_costs_only_its_still(folder: Path, command: list[str]) -> None:
    done = run(folder, command, "a", "segv", "b", "c", workers=2)
    assert [done[name].state for name in ("a0", "segv1", "b2", "c3")] == [
        "written",
        "failed",
        "written",
        "written",
    ]
    assert "SIGSEGV" in done["segv1"].sentences[0]
    assert not done["segv1"].is_bad_input


def test_a_still_whose_process_died_is_tried_once_more(folder: Path, command: list[str]) -> None:
    assert run(folder, command, "once")["once0"].state == "written"


def test_what_failed_is_tried_again_after_the_others(folder: Path, command: list[str]) -> None:
    events = list(draw(folder, command, "once", "bad", "a"))
    order = [(type(event).__name__, event.job.shot_id) for event in events]
    assert order == [
        *(("Started", "once"), ("Again", "once")),
        *(("Started", "bad"), ("Again", "bad")),
        *(("Started", "a"), ("Outcome", "a")),
        *(("Started", "once"), ("Outcome", "once")),
        *(("Started", "bad"), ("Outcome", "bad")),
    ]
    done = outcomes(iter(events))
    assert {name: (each.state, each.attempts) for name, each in done.items()} == {
        "a2": ("written", 1),
        "once0": ("written", 2),
        "bad1": ("failed", 2),
    }


def test_a_bug_costs_the_process_and_bad_input_does_not(folder: Path, command: list[str]) -> None:
    assert len({each.seconds for each in run(folder, command, "a", "bad", "b").values()}) == 1
    assert len({each.seconds for each in run(folder, command, "a", "bug", "b").values()}) > 1


def test_a_process_that_hangs_is_ended_and_costs_only_its_still(folder: Path, command: list[str]) -> None:
    started = time.monotonic()
    done = outcomes(draw(folder, command, "hang", "nap", "a", "b", workers=2, timeout_s=0.5))
    assert time.monotonic() - started < 20
    assert {name: each.state for name, each in done.items()} == {
        "hang0": "failed",
        "nap1": "written",
        "a2": "written",
        "b3": "written",
    }
    assert "took longer than 0.5 s (--timeout)" in done["hang0"].sentences[0]


def test_a_disk_that_stays_full_ends_the_batch(folder: Path, command: list[str]) -> None:
    events = []
    with pytest.raises(DiskFullError, match="the disk is full"):
        for event in draw(folder, command, "a", *["full"] * 20):
            events.append(event)
    assert sum(isinstance(event, Started) for event in events) < 10


def test_a_disk_that_has_room_again_ends_nothing(folder: Path, command: list[str]) -> None:
    done = run(folder, command, *["tight", "a"] * 6)
    assert [each.state for each in done.values()] == ["written"] * 12


def test_a_process_that_hears_nothing_is_ended_when_the_batch_is(folder: Path, command: list[str]) -> None:
    events = draw(folder, command, "hang")
    assert isinstance(next(events), Started)
    while not (folder / "hang0").exists():
        time.sleep(0.01)
    started = time.monotonic()
    events.close()  # type: ignore[attr-defined]  # an iterator to its users, a generator in truth
    assert time.monotonic() - started < 15


def test_a_half_written_reply_is_a_death_like_any_other(folder: Path, command: list[str]) -> None:
    done = run(folder, command, "half", "a")
    assert "SIGKILL (often for want of memory" in done["half0"].sentences[0]
    assert done["a1"].state == "written"


def test_a_process_that_leaves_on_its_own_is_told_with_its_code(folder: Path, command: list[str]) -> None:
    assert "ended with code 3" in run(folder, command, "exit")["exit0"].sentences[0]


def test_graphics_are_looked_for_only_when_nothing_was_drawn_yet(folder: Path, command: list[str]) -> None:
    asked = []

    def probe() -> None:
        asked.append(1)

    list(draw_all(jobs(folder, "a", "segv"), worker_count=1, probe=probe, command=command))
    assert not asked
    list(draw_all(jobs(folder, "segv", "a"), worker_count=1, probe=probe, command=command))
    assert asked


def test_without_graphics_the_batch_ends_with_one_error(folder: Path, command: list[str]) -> None:
    error = NoGraphicsError("install libegl1")
    with pytest.raises(NoGraphicsError, match="install libegl1"):
        list(draw_all(jobs(folder, "segv", "a"), worker_count=1, probe=lambda: error, command=command))
    with pytest.raises(NoGraphicsError, match="no OpenGL here"):
        list(draw_all(jobs(folder, "blind", "a"), worker_count=1, probe=lambda: None, command=command))


def test_leaving_early_ends_the_processes(folder: Path, command: list[str]) -> None:
    events = draw_all(jobs(folder, "slow"), worker_count=1, probe=lambda: None, command=command)
    assert isinstance(next(events), Started)
    marker = folder / "slow0"
    while not marker.exists() or not marker.read_text():
        time.sleep(0.01)
    started = time.monotonic()
    events.close()  # type: ignore[attr-defined]  # an iterator to its users, a generator in truth
    assert time.monotonic() - started < 5
    with pytest.raises(ProcessLookupError):
        os.kill(int(marker.read_text()), 0)

"""`zeroshot render --dask`: a scheduler and two workers, one of which is killed in the middle."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from batches import SMALL, Run, manifest, stills
from zeroshot.batch import process

pytestmark = pytest.mark.skipif(find_spec("distributed") is None, reason="distributed is not installed")

SHOTS = 16

SCHEDULER = """
import asyncio, pathlib, sys
from distributed import Scheduler

async def main():
    async with Scheduler(host="127.0.0.1", port=0, dashboard=False) as scheduler:
        pathlib.Path(sys.argv[1]).write_text(scheduler.address)
        await scheduler.finished()

asyncio.run(main())
"""

WORKER = """
import asyncio, pathlib, sys
from distributed import Worker
from zeroshot.batch import process

process.WORKER_CODE = '''
import os, sys, time; sys.path[:] = {path!r}
import zeroshot.batch.draw as draw
before = draw.Studio.draw
def draw_and_tell(self, job):
    time.sleep(0.25)
    result = before(self, job)
    with open(%r, "a") as log:
        log.write("%s " + job.shot_id + chr(10))
    return result
draw.Studio.draw = draw_and_tell
from zeroshot.batch.worker import main; main()
''' % (sys.argv[2], sys.argv[3])

async def main():
    async with Worker(sys.argv[1], nthreads=1, name=sys.argv[3], dashboard=False) as worker:
        pathlib.Path(sys.argv[2] + "-" + sys.argv[3]).touch()
        await worker.finished()

asyncio.run(main())
"""
"""A worker of the cluster whose drawing processes write down what they have drawn."""

Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start a process of the cluster; all are ended afterwards."""
    started = []
    source = str(Path(process.__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": source, "DASK_TEMPORARY_DIRECTORY": str(tmp_path / "dask")}

    def start_one(code: str, *arguments: object) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", code, *map(str, arguments)]
        started.append(subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL))
        return started[-1]

    yield start_one
    for each in started:
        each.kill()
        each.wait()


@pytest.fixture
def address(start: Start, tmp_path: Path) -> str:
    path = tmp_path / "address"
    start(SCHEDULER, path)
    return wait_for(lambda: path.read_text() if path.is_file() else "")


def wait_for(ask: Callable[[], Any], *, seconds: float = 60.0) -> Any:
    deadline = time.monotonic() + seconds
    while not (found := ask()):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return found


@pytest.mark.graphics
@pytest.mark.slow
def test_a_lost_worker_costs_nothing(
    start: Start, address: str, tmp_path: Path, scene: dict[str, Any], run_apart: Run
) -> None:
    scene["shots"] = [{"id": f"{index:02}", "camera": "a"} for index in range(SHOTS)]
    (tmp_path / "film.json").write_text(json.dumps(scene))
    log = tmp_path / "log"
    log.touch()
    workers = [start(WORKER, address, log, name) for name in ("first", "second")]

    wait_for(lambda: len(list(tmp_path.glob("log-*"))) == 2)

    def drawn_by(name: str) -> list[str]:
        return [line.split()[1] for line in log.read_text().splitlines() if line.startswith(name)]

    arguments = ("render", "film.json", "--out", "stills", *SMALL[:4], "--dask", address, "--json")
    command = subprocess.Popen(
        [sys.executable, "-m", "zeroshot", *arguments],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(process.__file__).parents[2])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_for(lambda: len(drawn_by("first")) >= 3 or command.poll() is not None)
    workers[0].kill()
    out, errors = command.communicate(timeout=120)
    assert (command.returncode, errors) == (0, ""), errors
    told = [json.loads(line) for line in out.splitlines()]
    done = [event for event in told if event["event"] in ("written", "up-to-date")]
    assert sorted(event["shot"] for event in done) == [shot["id"] for shot in scene["shots"]]
    times = Counter(line.split()[1] for line in log.read_text().splitlines())
    assert times == {shot["id"]: 1 for shot in scene["shots"]}, "each was drawn, and none twice"
    assert drawn_by("second")
    data = manifest(tmp_path)
    assert (data["state"], sum(data["counts"].values())) == ("finished", SHOTS)
    assert set(data["counts"]) <= {"written", "up-to-date"}
    assert len(stills(tmp_path)) == 2 * SHOTS
    alone = run_apart("render", "film.json", "--out", "alone", *SMALL, cwd=tmp_path)
    assert alone.code == 0
    for name in stills(tmp_path):
        assert (tmp_path / "stills" / name).read_bytes() == (tmp_path / "alone" / name).read_bytes()


def test_no_scheduler(scene_file: Path, tmp_path: Path, run_apart: Run) -> None:
    arguments = ("render", scene_file, "--out", tmp_path / "s", "--dask", "tcp://127.0.0.1:9")
    done = run_apart(*arguments, DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT="1s")
    assert done.code == 2
    assert len(done.errors) == 1, done.err
    assert "no Dask scheduler answers at tcp://127.0.0.1:9" in done.err


def test_no_workers(scene_file: Path, tmp_path: Path, address: str, run_apart: Run) -> None:
    done = run_apart("render", scene_file, "--out", tmp_path / "s", "--dask", address)
    assert done.code == 2
    assert done.errors[-1].startswith(f"zeroshot: the Dask scheduler at {address} has no workers")

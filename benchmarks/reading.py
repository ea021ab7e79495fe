"""Time reading 100 shots of one scene: with and without counting who is seen.

Run: python benchmarks/reading.py [SCENE] [--runs N] [--profile KIND]. Three kinds of scene: the camera moves
from shot to shot; one person moves, too; everyone does. Work is timed from the document in memory to the
JSON of all readings, once warm; starting Python, and VTK's first picture, are timed apart, for a process pays
them once.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import platform
import pstats
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from zeroshot.framing.staging import stage
from zeroshot.render.reader import Reader
from zeroshot.scene.document import Document
from zeroshot.scene.files import read_document
from zeroshot.scene.resolve import shots_of

ROOT = Path(__file__).parents[1]
SHOTS = 100


def with_shots(document: Document, kind: str, count: int = SHOTS) -> Document:
    """Return a scene with many shots: "camera", "person" or "everyone" says what differs in each."""
    camera = document.cameras[0]
    movers = {"camera": (), "person": document.actors[:1], "everyone": document.actors}[kind]
    shots = []
    for index in range(count):
        step = 0.002 * index
        blocking = {
            item.id: {"position_m": [item.position_m[0] + step, *item.position_m[1:]]}
            for item in (camera, *movers)
        }
        shots.append({"id": f"s{index}", "camera": camera.id, "blocking": blocking})
    data = document.model_dump(mode="json", exclude_none=True)
    for shot in data["shots"]:
        shot.pop("blocking", None)
    return Document.model_validate({**data, "shots": shots})


def read_all(document: Document, folder: Path, reader: Reader) -> int:
    """Read every shot; return how many characters of JSON come of it."""
    readings = [
        reader.read(stage(document, shot_id, beside=folder), scene="s.json").to_json()
        for shot_id in shots_of(document)
    ]
    return len(json.dumps(readings))


def seconds_of(work: Callable[[], object], runs: int) -> float:
    """Return the median seconds of some runs."""
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def main() -> None:
    """Print a table, or where the time goes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scene", nargs="?", type=Path, default=ROOT / "scenes" / "four_planes.json")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--profile", choices=["counted", "uncounted"])
    arguments = parser.parse_args()
    document = read_document(arguments.scene)
    folder = arguments.scene.parent
    if arguments.profile:
        scene = with_shots(document, "camera")
        with Reader(is_sight_counted=arguments.profile == "counted") as reader:
            read_all(scene, folder, reader)
            profile = cProfile.Profile()
            profile.runcall(read_all, scene, folder, reader)
        pstats.Stats(profile).sort_stats("tottime").print_stats(32)
        return
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}")
    started = seconds_of(
        lambda: subprocess.run([sys.executable, "-c", "import zeroshot.commands.describe"], check=True), 3
    )
    print(f"Python and the imports of `describe`: {started:.2f} s")
    for kind in ("camera", "person", "everyone"):
        scene = with_shots(document, kind)
        for is_counted in (False, True):
            with Reader(is_sight_counted=is_counted) as reader:
                first = seconds_of(partial(read_all, with_shots(document, kind, 1), folder, reader), 1)
                took = seconds_of(partial(read_all, scene, folder, reader), arguments.runs)
            name = "counting who is seen" if is_counted else "without"
            print(f"{SHOTS} shots, {kind} moves, {name}: {took:.2f} s (first shot: {first:.2f} s)")


if __name__ == "__main__":
    main()

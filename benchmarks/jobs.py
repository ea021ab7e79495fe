"""Time a batch with few processes of many threads and with many of one: what `--jobs` chooses by default.

Run: python benchmarks/jobs.py [SCENE] [--shots N] [--runs N] [--look LOOK]. Each row is a whole `zeroshot
render`, from its start to the manifest on disk, of one scene seen through N cameras; the rows take turns, so
that a machine whose speed drifts drifts for all. Core-seconds are those of all processes together, user and
system: what a still costs on a farm, and what counts where other programs run beside. Memory is that of the
largest process.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))


def write_shots(scene: Path, count: int, target: Path) -> None:
    """Write the scene with its first shot's camera rolled a little further in each of so many shots."""
    import numpy as np

    from zeroshot.scene.content import plain_data
    from zeroshot.scene.files import read_document
    from zeroshot.scene.resolve import resolve
    from zeroshot.spatial import compose, quaternion_from_axis_angle

    document = read_document(scene)
    camera = resolve(document).camera
    data = plain_data(document)
    data["shots"] = [
        {
            "id": f"{index:03}",
            "camera": camera.id,
            "blocking": {
                camera.id: {
                    "position_m": list(camera.position_m),
                    "orientation_xyzw": compose(
                        camera.orientation_xyzw,
                        quaternion_from_axis_angle([1.0, 0.0, 0.0], np.radians(360.0 * index / count)),
                    ).tolist(),
                }
            },
        }
        for index in range(count)
    ]
    target.write_text(json.dumps(data), encoding="utf-8")


def core_seconds() -> float:
    """Return the core-seconds of all processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def time_batch(scene: Path, *, jobs: int, threads: int, look: str) -> tuple[float, float]:
    """Return the seconds and the core-seconds of one whole batch."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "zeroshot", "render", str(scene), "--out", folder, "--look", look]
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT / "src"),
            **dict.fromkeys(("LP_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), str(threads)),
        }
        started, used = time.perf_counter(), core_seconds()
        subprocess.run(
            [*command, "--jobs", str(jobs)], env=environment, check=True, stdout=subprocess.DEVNULL
        )
        return time.perf_counter() - started, core_seconds() - used


def splits(cores: int) -> list[tuple[int, int]]:
    """List (processes, threads each): all cores shared out, and one process a core with more threads."""
    shared = [(jobs, cores // jobs) for jobs in range(1, cores + 1) if cores % jobs == 0]
    return [*shared, (cores, 2), (cores, cores)] if cores > 1 else shared


def main() -> None:
    """Time every split in turn and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scene", nargs="?", type=Path, default=ROOT / "scenes" / "four_planes.json")
    parser.add_argument("--shots", type=int, default=32)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--look", default="draft")
    parser.add_argument("--split", help="measure this one only, such as 4x2: processes and threads of each")
    given = parser.parse_args()
    cores = os.cpu_count() or 1
    chosen = [tuple(map(int, given.split.split("x")))] if given.split else splits(cores)
    seconds: dict[tuple[int, ...], list[tuple[float, float]]] = {split: [] for split in chosen}
    with tempfile.TemporaryDirectory() as folder:
        scene = Path(folder) / "shots.json"
        write_shots(given.scene, given.shots, scene)
        for _ in range(given.runs):
            for (jobs, threads), measured in seconds.items():
                measured.append(time_batch(scene, jobs=jobs, threads=threads, look=given.look))
    print(
        f"{given.shots} stills 1920×1080 of {given.scene.name}, {given.look}; "
        f"{cores} cores, {platform.machine()}"
    )
    print("processes × threads   seconds   stills/s   core-seconds a still")
    for (jobs, threads), measured in seconds.items():
        wall, used = (statistics.median(values) for values in zip(*measured, strict=True))
        rate, cost = given.shots / wall, used / given.shots
        print(f"{jobs:9} × {threads:<7} {wall:9.1f} {rate:10.2f} {cost:22.2f}")
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest process: {largest:.0f} MiB")


if __name__ == "__main__":
    main()

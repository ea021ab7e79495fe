"""People are posed and skinned several times quicker than done naively, and only those who moved.

Ratios of the processor's time in the same minute, the least of a few runs each; the milliseconds themselves
are printed by ``benchmarks/people.py``, which this measures with.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from zeroshot.framing.staging import stage
from zeroshot.people.figure import build_figure
from zeroshot.people.outfit import drawn_parts
from zeroshot.scene.document import Document
from zeroshot.scene.files import read_document

_FILE = Path(__file__).parents[2] / "benchmarks" / "people.py"
_SPEC = importlib.util.spec_from_file_location("people_benchmark", _FILE)
assert _SPEC is not None and _SPEC.loader is not None
benchmark = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(benchmark)


def least_s(*works, runs: int = 12) -> list[float]:
    """Return the least processor time of each of several works, taken in turns; each is told its run."""
    times = [[] for _ in works]
    for run in range(runs + 1):
        for own, work in zip(times, works, strict=True):
            started = time.thread_time()
            work(run)
            own.append(time.thread_time() - started)
    return [min(own[1:]) for own in times]


def ratios(level: str) -> tuple[float, float]:
    """How many times quicker a person is posed and skinned than by numpy and by trimesh, naively."""
    figure = build_figure(benchmark.PERSON, benchmark.posture(0))
    ours, with_numpy, with_trimesh = least_s(
        lambda run: benchmark.ours(run, level),
        lambda _: benchmark.naive_numpy(figure, level),
        lambda _: benchmark.naive_trimesh(figure, level),
    )
    return with_numpy / ours, with_trimesh / ours


@pytest.mark.parametrize(("level", "by_numpy", "by_trimesh"), [("full", 1.5, 5.0), ("light", 1.2, 4.0)])
def test_a_person_is_posed_and_skinned_several_times_quicker_than_naively(level, by_numpy, by_trimesh):
    # In a process of its own with one thread: threads that wait for each other count as work, and the more
    # so the more tests run beside this one.
    one = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}
    paths = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run(
        [sys.executable, __file__, level],
        env={**os.environ, **one, **paths}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    than_numpy, than_trimesh = map(float, done.stdout.split())
    assert than_numpy > by_numpy
    assert than_trimesh > by_trimesh


def test_a_person_in_a_viewport_is_light():
    parts = drawn_parts(benchmark.PERSON, "light")
    assert sum(len(part.points) for part in parts) <= 5000
    assert sum(len(part.points) for part in parts if part.name == "eyes") <= 250


def test_of_twenty_people_only_those_who_moved_are_posed():
    still = benchmark.crowd(read_document(benchmark.SCENE), 20, 0.0)

    def move(count: int, step: float) -> None:
        moved = benchmark.crowd(still, 20, step).actors[:count]
        meshes_of(still.model_copy(update={"actors": (*moved, *still.actors[count:])}))

    meshes_of(still)
    one, all_of_them = least_s(lambda run: move(1, 1.0 + run), lambda run: move(20, 50.0 + run), runs=4)
    reading, _ = least_s(lambda run: benchmark.crowd(still, 20, 90.0 + run), lambda _: None, runs=4)
    print(f"1 of 20: {1000 * (one - reading):.1f} ms, all: {1000 * (all_of_them - reading):.1f} ms")
    assert one - reading < 0.4 * (all_of_them - reading)


def meshes_of(document: Document) -> None:
    for actor in stage(document, beside=benchmark.SCENE.parent).actors:
        assert actor.figure.light_mesh.triangle_count > 1000


if __name__ == "__main__":
    print(*ratios(sys.argv[1]))

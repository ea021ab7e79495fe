"""How many processes draw: one a core, as far as memory goes, in a container, too."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from zeroshot.batch import cores

GIB = 2**30


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Sixteen cores and 64 GiB, in a container without limits."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(16)), raising=False)
    files = {
        "_MEMORY": "MemTotal: 1 kB\nMemAvailable:   67108864 kB\n",
        "_QUOTA": "max 100000\n",
        "_LIMIT": "max\n",
        "_USED": "0\n",
        "_USED_FOR": "anon 1\ninactive_file 0\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
        monkeypatch.setattr(cores, name, tmp_path / name)
    return tmp_path


def test_one_process_a_core_and_no_more_than_there_are_stills(machine: Path) -> None:
    assert cores.choose_worker_count(1000) == 16
    assert cores.choose_worker_count(3) == 3
    assert cores.choose_worker_count(0) == 1


def test_a_container_may_have_fewer_cores(machine: Path) -> None:
    (machine / "_QUOTA").write_text("250000 100000\n")
    assert cores.choose_worker_count(1000) == 3


def test_a_container_may_have_less_memory_and_some_of_it_used(machine: Path) -> None:
    (machine / "_LIMIT").write_text(f"{16 * GIB}\n")
    assert cores.choose_worker_count(1000) == 16 * GIB // cores.BYTES_PER_PROCESS
    (machine / "_USED").write_text(f"{12 * GIB}\n")
    assert cores.choose_worker_count(1000) == 4 * GIB // cores.BYTES_PER_PROCESS
    # Files that were read can be forgotten.
    (machine / "_USED_FOR").write_text(f"anon 1\ninactive_file {10 * GIB}\n")
    assert cores.choose_worker_count(1000) == 14 * GIB // cores.BYTES_PER_PROCESS


def test_one_draws_where_memory_is_short_or_nothing_tells(machine: Path) -> None:
    (machine / "_MEMORY").write_text("MemAvailable: 1000 kB\n")
    assert cores.choose_worker_count(1000) == 1
    for name in ("_MEMORY", "_QUOTA", "_LIMIT", "_USED", "_USED_FOR"):
        (machine / name).write_text("")
    assert cores.choose_worker_count(1000) == 16


def test_processes_share_the_threads_unless_the_user_says_otherwise(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LP_NUM_THREADS", raising=False)
    monkeypatch.setenv("OMP_NUM_THREADS", "5")
    told = cores.environment_for(4)
    assert (told["LP_NUM_THREADS"], told["OMP_NUM_THREADS"]) == ("8", "5")
    assert cores.environment_for_one_core()["LP_NUM_THREADS"] == "1"

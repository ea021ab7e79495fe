"""How many processes draw at the same time, and how many threads each takes."""

from __future__ import annotations

import os
from pathlib import Path

_QUOTA = Path("/sys/fs/cgroup/cpu.max")
_MEMORY = Path("/proc/meminfo")
_LIMIT = Path("/sys/fs/cgroup/memory.max")
_USED = Path("/sys/fs/cgroup/memory.current")
_USED_FOR = Path("/sys/fs/cgroup/memory.stat")

BYTES_PER_PROCESS = 1900 * 2**20
"""What a process takes that draws in the whole station; one module takes half.

Source: `benchmarks/jobs.py`, with scenes/through_the_station.json and scenes/four_planes.json."""

MOST_PROCESSES = 64


def count_cores() -> int:
    """Count the cores that this process may use, which a container or taskset may have limited."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(allowed, _quota()))


def choose_worker_count(still_count: int) -> int:
    """Choose how many processes draw: one a core, as many as memory holds, and no more than there are stills.

    Source: `benchmarks/jobs.py` measures one process a core ahead of fewer with more threads each.
    """
    room = max(1, _free_bytes() // BYTES_PER_PROCESS)
    return max(1, min(count_cores(), room, still_count, MOST_PROCESSES))


def environment_for(worker_count: int) -> dict[str, str]:
    """Share the cores among processes: Mesa and the linear algebra would each take all of them in each.

    Mesa gets twice a process's share, since what it does not draw with, another's Mesa can: while one poses,
    reads and writes, the others draw. Source: `benchmarks/jobs.py`: on 4 cores, 4 processes of 2 threads draw
    1.7 stills a second, of 1 thread 1.4, of 4 threads 1.4; 2 of 2 draw 1.2, and 1 of 4 draws 0.8.
    """
    cores = count_cores()
    share = max(1, cores // worker_count)
    return _environment(mesa=min(cores, 2 * share), others=share)


def environment_for_one_core() -> dict[str, str]:
    """Keep a process to one core, where something else shares out the cores."""
    return _environment(mesa=1, others=1)


def _environment(*, mesa: int, others: int) -> dict[str, str]:
    usual = {"LP_NUM_THREADS": mesa, "OMP_NUM_THREADS": others, "OPENBLAS_NUM_THREADS": others}
    chosen = {name: os.environ.get(name, str(threads)) for name, threads in usual.items()}
    return {**chosen, "PYTHONIOENCODING": "utf-8"}


def _quota() -> int:
    """Read how many cores a container may use, rounded up; very many where nothing limits it."""
    try:
        quota, period = _QUOTA.read_text().split()
        return -(-int(quota) // int(period))
    except (OSError, ValueError):
        return 1 << 16


def _free_bytes() -> int:
    """Read how much memory is free, in all and in a container; very much where the system does not say."""
    found = 1 << 60
    try:
        found = 1024 * _told(_MEMORY, "MemAvailable:")
        # Files that were read and may be forgotten count as used, and are free.
        used = int(_USED.read_text()) - _told(_USED_FOR, "inactive_file")
        return max(0, min(found, int(_LIMIT.read_text()) - used))
    except (OSError, ValueError):
        return found


def _told(file: Path, name: str) -> int:
    """Return the number behind a name in a file of the system. Raises ValueError where there is none."""
    for line in file.read_text().splitlines():
        words = line.split()
        if words[:1] == [name]:
            return int(words[1])
    raise ValueError(name)

"""Work on a picture in bands of rows, in as many threads as may draw: numpy lets others run meanwhile."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache

BAND_COUNT = 16
"""Always as many, whatever the threads: so the bytes of a picture do not depend on them."""


def in_bands(work: Callable[[int, int], None], count: int) -> None:
    """Do work(first, end) for all of so many rows. It may write its own rows alone; raises what it raises."""
    edges = sorted({count * index // BAND_COUNT for index in range(BAND_COUNT + 1)})
    # Taken one by one, so that what one of them raises is raised here.
    for _ in _threads().map(work, edges[:-1], edges[1:]):
        pass


@cache
def _threads() -> ThreadPoolExecutor:
    """Return the threads: as many as the software renderer has in this process."""
    said = os.environ.get("LP_NUM_THREADS", "")
    count = int(said) if said.isdigit() else os.cpu_count() or 1
    return ThreadPoolExecutor(max(1, count), thread_name_prefix="bands")

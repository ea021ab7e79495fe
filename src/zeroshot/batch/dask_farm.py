"""A batch on a Dask cluster: the stills go out in parts, and what becomes of them comes back as it does."""

from __future__ import annotations

import logging
import math
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from zeroshot import __version__
from zeroshot.batch.dask_work import draw_part
from zeroshot.batch.jobs import Outcome, StillJob
from zeroshot.batch.resume import find_up_to_date
from zeroshot.errors import RenderError, ZeroshotError

LARGEST_PART = 16
PARTS_PER_CORE = 4
"""So that all cores end at about the same time, though some stills take longer."""

_ANSWER_S = 5.0


def draw_on_dask(jobs: Sequence[StillJob], *, address: str, timeout_s: float | None) -> Iterator[Outcome]:
    """Draw jobs on the workers of a cluster and yield what became of each, in order of finishing.

    Scene files, models and the folder of the stills must have the same paths on all machines. A worker that
    is lost costs nothing but time: Dask gives its parts to another, which draws what is missing.
    Raises RenderError when no scheduler answers, when it has no workers, or for a worker that cannot draw.
    """
    distributed = _import_distributed()
    try:
        client = distributed.Client(address, timeout=_ANSWER_S, set_as_default=False)
    except (OSError, ValueError) as error:
        raise RenderError(
            f"no Dask scheduler answers at {address} ({error}): start one with `dask scheduler`, and workers "
            f"with `dask worker {address}`"
        ) from None
    with client:
        cores = _cores_of(client, address)
        futures = {
            client.submit(
                draw_part,
                [_everywhere(job).to_json() for job in part],
                timeout_s=timeout_s,
                version=__version__,
                pure=False,
            ): part
            for part in _parts(jobs, cores)
        }
        for future in distributed.as_completed(list(futures), loop=client.loop):
            yield from _outcomes(future, futures.pop(future))


def _cores_of(client: Any, address: str) -> int:
    """Count the cores of all workers, waiting a moment for the first. Raises RenderError without any."""
    with suppress(TimeoutError):
        client.wait_for_workers(1, timeout=_ANSWER_S)
    cores: int = sum(client.nthreads().values())
    if not cores:
        raise RenderError(
            f"the Dask scheduler at {address} has no workers: start some with `dask worker {address}`"
        )
    return cores


def _outcomes(future: Any, part: Sequence[StillJob]) -> Iterator[Outcome]:
    try:
        results = future.result()
    except ZeroshotError:
        raise
    except Exception as error:  # noqa: BLE001  whatever a cluster can say; it costs this part, and is told
        yield from _after_a_loss(part, error)
        return
    for job, result in zip(part, results, strict=True):
        yield replace(Outcome.from_json(result), job=job)


def _everywhere(job: StillJob) -> StillJob:
    """Write a job so that it means the same in whatever folder a worker was started."""
    scene, still = (str(Path(path).absolute()) for path in (job.scene, job.still))
    return replace(job, scene=scene, still=still, scene_name=job.told_scene)


def _after_a_loss(part: Sequence[StillJob], error: Exception) -> Iterator[Outcome]:
    """See what was drawn of a part that Dask gave up."""
    there = find_up_to_date(part)
    sentence = f"the Dask workers that took it were lost ({type(error).__name__}): see what they wrote last"
    for job in part:
        yield there.get(job) or Outcome(job, "failed", sentences=(sentence,), attempts=1)


def _parts(jobs: Sequence[StillJob], cores: int) -> list[Sequence[StillJob]]:
    size = max(1, min(LARGEST_PART, math.ceil(len(jobs) / (cores * PARTS_PER_CORE))))
    return [jobs[start : start + size] for start in range(0, len(jobs), size)]


def _import_distributed() -> Any:
    try:
        import distributed
    except ImportError:
        raise RenderError('--dask needs one more package: install "zeroshot[dask]" with pip') from None
    for name in ("distributed", "distributed.client"):
        # A lost worker is no news to a filmmaker: its parts are drawn by others, and what cannot be is told.
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return distributed

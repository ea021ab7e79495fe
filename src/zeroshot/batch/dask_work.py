"""A part of a batch on a machine of a Dask cluster. Runs there; the command only names it.

Drawing happens in a process of its own here too, so that a driver that dies takes no worker of the cluster
with it. What is there and up to date is not drawn again: a part that Dask gives out a second time, because
the worker that had it was lost, is drawn from where that one came to.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from typing import Any

from zeroshot import __version__
from zeroshot.batch.cores import environment_for_one_core
from zeroshot.batch.crew import draw_all
from zeroshot.batch.jobs import Outcome, StillJob
from zeroshot.batch.process import DrawingProcess, worker_command
from zeroshot.batch.resume import find_up_to_date
from zeroshot.errors import RenderError
from zeroshot.render.graphics import find_lack_of_graphics

_kept = threading.local()


def draw_part(
    jobs: Sequence[dict[str, Any]], *, timeout_s: float | None, version: str
) -> list[dict[str, Any]]:
    """Draw stills one after the other and return what became of each, all as JSON data.

    Raises RenderError when this machine has another version of zeroshot, NoGraphicsError when it cannot draw.
    """
    if version != __version__:
        raise RenderError(
            f"a worker of the cluster has zeroshot {__version__}, and this is {version}: "
            "install the same version on all machines"
        )
    todo = [StillJob.from_json(job) for job in jobs]
    outcomes = find_up_to_date(todo)
    missing = [job for job in todo if job not in outcomes]
    events = draw_all(
        missing, worker_count=1, probe=find_lack_of_graphics, timeout_s=timeout_s, processes=[_process()]
    )
    outcomes |= {event.job: event for event in events if isinstance(event, Outcome)}
    return [outcomes[job].to_json() for job in todo]


def _process() -> DrawingProcess:
    """Return the process that draws for this thread: it is kept from part to part."""
    if not hasattr(_kept, "process"):
        environment = {**os.environ, **environment_for_one_core()}
        _kept.process = DrawingProcess(worker_command(), environment)
    process: DrawingProcess = _kept.process
    return process

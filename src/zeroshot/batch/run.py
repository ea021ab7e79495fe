"""One batch from beginning to end: plan, leave out what is up to date, draw the rest, say what happened."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from zeroshot.batch.crew import Started, draw_all
from zeroshot.batch.faults import sentences_of
from zeroshot.batch.jobs import Fault, Outcome, StillJob
from zeroshot.batch.plan import plan_stills, prepare_folder
from zeroshot.batch.resume import find_up_to_date
from zeroshot.errors import NoGraphicsError
from zeroshot.render.graphics import probe_graphics


@dataclass(frozen=True)
class Request:
    """What was asked for.

    patterns: of shot ids; none means every shot. box_px: see `StillJob`. suffix: of the pictures, with its
    dot. is_resumed: leave out stills that are there and up to date.
    """

    scenes: tuple[Path, ...]
    out: Path
    box_px: tuple[int, int]
    look: str
    suffix: str
    patterns: tuple[str, ...] = ()
    worker_count: int = 1
    is_resumed: bool = False


@dataclass(frozen=True)
class Planned:
    """The plan is made: this many stills, in all."""

    still_count: int


@dataclass(frozen=True)
class Summary:
    """What came of a batch, in the order of the plan; stills that were never tried have no outcome."""

    outcomes: tuple[Outcome, ...]
    faults: tuple[Fault, ...]
    seconds: float

    def count(self, state: str) -> int:
        """Count the stills that ended in this state."""
        return sum(outcome.state == state for outcome in self.outcomes)

    @property
    def has_bad_input(self) -> bool:
        """Tell whether a scene, a model or the request itself was at fault."""
        return bool(self.faults) or any(outcome.is_bad_input for outcome in self.outcomes)


BatchEvent = Planned | Started | Outcome


def run_batch(request: Request, *, show: Callable[[BatchEvent], None]) -> Summary:
    """Render every still of the request; a scene that fails costs only its own.

    show: called with each event, from the calling thread.
    A machine that cannot draw is a fault of the summary, beside those of the scenes.
    Raises OutputError when the folder cannot be written.
    """
    started = time.monotonic()
    prepare_folder(request.out)
    plan = plan_stills(
        request.scenes,
        out=request.out,
        patterns=request.patterns,
        box_px=request.box_px,
        look=request.look,
        suffix=request.suffix,
    )
    show(Planned(len(plan.jobs)))
    outcomes: dict[StillJob, Outcome] = {}
    faults = plan.faults
    try:
        for event in _events(plan.jobs, request):
            show(event)
            if isinstance(event, Outcome):
                outcomes[event.job] = event
    except NoGraphicsError as error:
        faults = (*faults, Fault(sentences_of(error)))  # said once, and not of every still
    ordered = tuple(outcomes[job] for job in plan.jobs if job in outcomes)
    return Summary(ordered, faults, time.monotonic() - started)


def _events(jobs: tuple[StillJob, ...], request: Request) -> Iterator[Started | Outcome]:
    present = find_up_to_date(jobs) if request.is_resumed else {}
    yield from present.values()
    missing = [job for job in jobs if job not in present]
    if missing:
        yield from draw_all(missing, worker_count=request.worker_count, probe=_find_lack_of_graphics)


def _find_lack_of_graphics() -> NoGraphicsError | None:
    problem = probe_graphics().problem
    return None if problem is None else NoGraphicsError(problem)

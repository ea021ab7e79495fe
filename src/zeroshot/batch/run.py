"""One batch from beginning to end: plan, leave out what is up to date, draw the rest, say what happened."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from zeroshot.batch.cores import choose_worker_count
from zeroshot.batch.crew import Again, Event, Started, draw_all
from zeroshot.batch.faults import sentences_of
from zeroshot.batch.jobs import Fault, Outcome, StillJob
from zeroshot.batch.manifest import MANIFEST_NAME, BatchState, Manifest, read_rows
from zeroshot.batch.plan import Plan, plan_stills, prepare_folder
from zeroshot.disk import sweep_temporary
from zeroshot.errors import DiskFullError, NoGraphicsError, OutputError
from zeroshot.render.graphics import find_lack_of_graphics

__all__ = ["Again", "BatchEvent", "Planned", "Request", "Started", "Summary", "plan_request", "run_batch"]


@dataclass(frozen=True)
class Request:
    """What was asked for.

    patterns: of shot ids; none means every shot. box_px, aspect, overlays: see `StillJob`. suffix: of the
    pictures, with its dot. worker_count: None for as many as suit this machine. is_resumed: leave out stills
    that are there and up to date. timeout_s: how long one still may take; None for as long as it takes.
    dask_address: of the scheduler of a cluster that draws; None for this machine.
    """

    scenes: tuple[Path, ...]
    out: Path
    box_px: tuple[int, int]
    look: str
    suffix: str
    patterns: tuple[str, ...] = ()
    aspect: float | None = None
    worker_count: int | None = 1
    is_resumed: bool = False
    timeout_s: float | None = None
    dask_address: str | None = None
    overlays: tuple[str, ...] = ()

    @property
    def how(self) -> How:
        """Return how its stills are drawn."""
        return How(self.worker_count, self.is_resumed, self.timeout_s, dask_address=self.dask_address)


@dataclass(frozen=True)
class How:
    """How stills are drawn; see `Request`. part: the number of the part of a plan that they are, or None.

    A part has a manifest of its own, so that several machines can draw into one folder.
    """

    worker_count: int | None = None
    is_resumed: bool = True
    timeout_s: float | None = None
    part: int | None = None
    dask_address: str | None = None

    @property
    def manifest_name(self) -> str:
        """Return the name of the manifest."""
        return MANIFEST_NAME if self.part is None else f"manifest-part-{self.part:05}.json"


@dataclass(frozen=True)
class Planned:
    """The plan is made: this many stills, in all."""

    still_count: int


@dataclass(frozen=True)
class Summary:
    """What came of a batch, in the order of the plan; stills that were never tried have no outcome.

    problems: what ended it early or kept its manifest from being written, as sentences. waiting_count: stills
    that it did not come to.
    """

    outcomes: tuple[Outcome, ...]
    faults: tuple[Fault, ...]
    seconds: float
    problems: tuple[str, ...] = ()
    waiting_count: int = 0

    def count(self, state: str) -> int:
        """Count the stills that ended in this state."""
        return sum(outcome.state == state for outcome in self.outcomes)

    @property
    def has_bad_input(self) -> bool:
        """Tell whether a scene, a model or the request itself was at fault."""
        return bool(self.faults) or any(outcome.is_bad_input for outcome in self.outcomes)

    @property
    def has_failures(self) -> bool:
        """Tell whether anything failed for which what was given is not to blame."""
        return bool(self.problems) or any(
            outcome.state == "failed" and not outcome.is_bad_input for outcome in self.outcomes
        )


BatchEvent = Planned | Event


def run_batch(request: Request, *, show: Callable[[BatchEvent], None]) -> Summary:
    """Render every still of the request; a scene that fails costs only its own.

    show: called with each event, from the calling thread.
    A machine that cannot draw is a fault of the summary, beside those of the scenes. However the batch ends,
    Ctrl-C included, its manifest says what is there.
    Raises OutputError when the folder cannot be written.
    """
    prepare_folder(request.out)
    return draw_plan(plan_request(request), out=request.out, how=request.how, show=show)


def draw_plan(plan: Plan, *, out: Path, how: How, show: Callable[[BatchEvent], None]) -> Summary:
    """Draw the stills of a plan that lie in one folder; see `run_batch`."""
    started = time.monotonic()
    prepare_folder(out)
    sweep_temporary(out)
    is_whole = how.part is None
    manifest = Manifest(out / how.manifest_name, plan.jobs, before=read_rows(out), is_whole=is_whole)
    manifest.note_faults(plan.faults)
    show(Planned(len(plan.jobs)))
    batch = _Batch(plan, how, manifest, show)
    try:
        batch.draw()
        batch.write_manifest("stopped" if batch.problems else "finished")
    except BaseException:
        batch.write_manifest("stopped")
        raise
    finally:
        sweep_temporary(out)
    return batch.summary(time.monotonic() - started)


def plan_request(request: Request) -> Plan:
    """List the stills of a request. Touches nothing but the scene files."""
    return plan_stills(
        request.scenes,
        out=request.out,
        patterns=request.patterns,
        box_px=request.box_px,
        look=request.look,
        suffix=request.suffix,
        aspect=request.aspect,
        overlays=request.overlays,
    )


class _Batch:
    """A batch while it runs: the outcomes so far, and what went wrong beside the stills."""

    def __init__(self, plan: Plan, how: How, manifest: Manifest, show: Callable[[BatchEvent], None]) -> None:
        self._plan = plan
        self._how = how
        self._manifest = manifest
        self._show = show
        self._outcomes: dict[StillJob, Outcome] = {}
        self._faults = plan.faults
        self.problems: list[str] = []

    def draw(self) -> None:
        self._manifest.begin()
        try:
            for event in self._events():
                if isinstance(event, Outcome):
                    self._outcomes[event.job] = event
                    self._manifest.note(event)
                self._show(event)
        except NoGraphicsError as error:
            self._faults = (*self._faults, Fault(sentences_of(error)))  # said once, and not of every still
            self._manifest.note_faults(self._faults)
        except DiskFullError as error:
            self.problems += [f"{error}; the other stills were not tried: free some space, then --resume"]

    def _events(self) -> Iterator[Event]:
        jobs = self._plan.jobs
        if self._how.is_resumed:
            from zeroshot.batch.resume import find_up_to_date  # reading what is there imports much

            present = find_up_to_date(jobs)
            yield from present.values()
            jobs = tuple(job for job in jobs if job not in present)
        if not jobs:
            return
        if self._how.dask_address is not None:
            from zeroshot.batch.dask_farm import draw_on_dask  # imports much

            yield from draw_on_dask(jobs, address=self._how.dask_address, timeout_s=self._how.timeout_s)
            return
        yield from draw_all(
            jobs,
            worker_count=self._how.worker_count or choose_worker_count(len(jobs)),
            probe=find_lack_of_graphics,
            timeout_s=self._how.timeout_s,
        )

    def write_manifest(self, state: BatchState) -> None:
        try:
            self._manifest.write(state)
        except OutputError as error:
            self.problems += sentences_of(error)

    def summary(self, seconds: float) -> Summary:
        ordered = tuple(self._outcomes[job] for job in self._plan.jobs if job in self._outcomes)
        waiting = len(self._plan.jobs) - len(ordered)
        return Summary(ordered, self._faults, seconds, tuple(self.problems), waiting)

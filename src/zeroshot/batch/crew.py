"""The processes that draw: each keeps its renderer; one that dies or hangs costs one still at most."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from zeroshot.batch.cores import environment_for
from zeroshot.batch.jobs import Outcome, StillJob
from zeroshot.batch.process import DeathError, DrawingProcess, worker_command
from zeroshot.batch.waiting import WaitingJobs
from zeroshot.errors import DiskFullError, NoGraphicsError, ZeroshotError

ATTEMPTS = 2
"""How often a still is tried."""

_STOP_S = 5.0
_POLL_S = 0.5


@dataclass(frozen=True)
class Started:
    """A process has taken a job."""

    job: StillJob


@dataclass(frozen=True)
class Again:
    """A still failed and will be tried once more, after the others. sentences: what went wrong."""

    job: StillJob
    sentences: tuple[str, ...]


Event = Started | Again | Outcome


def draw_all(
    jobs: Iterable[StillJob],
    *,
    worker_count: int,
    probe: Callable[[], ZeroshotError | None],
    timeout_s: float | None = None,
    command: Sequence[str] | None = None,
    processes: Sequence[DrawingProcess] | None = None,
) -> Iterator[Event]:
    """Draw jobs on several processes and yield what happens, as it happens; order is that of finishing.

    probe: asked when a process died before any still was drawn; the error that it returns ends the batch.
    timeout_s: a process that draws longer at one still is killed. command: what to start as a process; the
    tests put their own in its place. processes: those that draw, to be kept when the jobs are done; by
    default as many as worker_count says, for these jobs alone.
    Raises what probe returned; NoGraphicsError when a process found that this machine cannot draw;
    DiskFullError when stills fail for want of room one after the other. Leaving the iterator early (Ctrl-C)
    stops the processes.
    """
    waiting = list(jobs)
    count = max(1, min(worker_count, len(waiting)))
    environment = {**os.environ, **environment_for(count)}
    own = [DrawingProcess(command or worker_command(), environment) for _ in range(count if waiting else 0)]
    crew = _Crew(waiting, own if processes is None else processes, probe, timeout_s)
    try:
        yield from crew.events()
    except BaseException:
        crew.stop()
        raise
    finally:
        for process in own:
            process.close()


class _Crew:
    """Threads that each look after one process; the caller's thread only takes events off a queue."""

    def __init__(
        self,
        jobs: list[StillJob],
        processes: Sequence[DrawingProcess],
        probe: Callable[[], ZeroshotError | None],
        timeout_s: float | None,
    ) -> None:
        self._waiting = WaitingJobs(jobs)
        self._attempts: dict[StillJob, int] = {}
        self._events: queue.SimpleQueue[Event | BaseException | None] = queue.SimpleQueue()
        self._probe = probe
        self._timeout_s = timeout_s
        self._stopped = threading.Event()
        self._has_drawn = False
        self._room = _Room(patience=len(processes) + 2)
        self._processes = processes
        self._threads = [
            threading.Thread(target=self._look_after, args=(process,), name=f"still-{index}", daemon=True)
            for index, process in enumerate(self._processes)
        ]

    def events(self) -> Iterator[Event]:
        for thread in self._threads:
            thread.start()
        running = len(self._threads)
        while running:
            try:
                event = self._events.get(timeout=_POLL_S)  # bounded, so that Ctrl-C is seen on Windows too
            except queue.Empty:
                continue
            if event is None:
                running -= 1
            elif isinstance(event, BaseException):
                raise event
            else:
                yield event

    def stop(self) -> None:
        self._stopped.set()
        for process in self._processes:
            process.stop()
        for thread, process in zip(self._threads, self._processes, strict=True):
            if thread.ident is None:
                continue
            thread.join(timeout=_STOP_S)
            if thread.is_alive():  # it hangs where no signal is heard
                process.kill()
                thread.join()
        for process in self._processes:
            process.close()

    def _look_after(self, process: DrawingProcess) -> None:
        scene: str | None = None
        try:
            while not self._stopped.is_set():
                job = self._waiting.take(scene)
                if job is None:
                    break
                scene = job.scene
                self._events.put(Started(job))
                self._settle(self._draw(process, job))
        except BaseException as error:  # noqa: BLE001  carried to the caller's thread and raised there
            self._events.put(error)
        finally:
            self._events.put(None)

    def _settle(self, outcome: Outcome) -> None:
        """Report what became of a still, or put it back to be tried again."""
        job = outcome.job
        attempts = self._attempts[job] = self._attempts.get(job, 0) + 1
        if self._stopped.is_set() and outcome.state == "failed":
            return  # stopped and not failed: it waits for --resume
        if outcome.state == "failed" and attempts < ATTEMPTS:
            self._waiting.put_back(job)
            self._events.put(Again(job, outcome.sentences))
        else:
            self._events.put(replace(outcome, attempts=attempts))
        self._room.note(outcome)

    def _draw(self, process: DrawingProcess, job: StillJob) -> Outcome:
        try:
            reply = process.draw(job, timeout_s=self._timeout_s)
        except DeathError as death:
            self._look_for_graphics()
            sentence = f"the process that drew it {death}; the other stills are not affected"
            return Outcome(job, "failed", sentences=(sentence,))
        outcome = self._outcome(job, reply)
        if outcome.state == "failed" and not outcome.is_bad_input:
            process.close()  # what went wrong may have left it in no state to draw the next
        return outcome

    def _outcome(self, job: StillJob, reply: dict[str, Any]) -> Outcome:
        if "no_graphics" in reply:
            raise NoGraphicsError(reply["no_graphics"])
        outcome = replace(Outcome.from_json({**reply["outcome"], "job": job.to_json()}), job=job)
        self._has_drawn |= outcome.state == "written"
        return outcome

    def _look_for_graphics(self) -> None:
        if self._has_drawn or self._stopped.is_set():
            return
        error = self._probe()
        if error is not None:
            raise error


class _Room:
    """Notices a disk that stays full: what is drawn then is drawn in vain."""

    def __init__(self, *, patience: int) -> None:
        self._patience = patience
        self._lock = threading.Lock()
        self._failures = 0

    def note(self, outcome: Outcome) -> None:
        """Raise DiskFullError when as many stills in a row as patience allows found no room."""
        with self._lock:
            if outcome.is_disk_full:
                self._failures += 1
            elif outcome.state == "written":
                self._failures = 0
            if self._failures >= self._patience:
                raise DiskFullError(outcome.sentences[0])

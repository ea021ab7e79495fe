"""The processes that draw: each keeps its renderer, and one that dies costs at most the still it drew."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Any

from zeroshot.batch.faults import TRACEBACK_VARIABLE
from zeroshot.batch.jobs import Outcome, StillJob
from zeroshot.errors import NoGraphicsError, ZeroshotError

WORKER_CODE = "import sys; sys.path[:] = {path!r}; from zeroshot.batch.worker import main; main()"
ATTEMPTS = 2
"""How often a still is tried when the process that draws it dies."""

_GRACE_S = 3.0
_POLL_S = 0.5


@dataclass(frozen=True)
class Started:
    """A worker has taken a job."""

    job: StillJob


Event = Started | Outcome


class _DeathError(Exception):
    """The process died while it drew; the argument says how, in words."""


class _Worker:
    """One process that draws, started when first needed and again after it died."""

    def __init__(self, command: Sequence[str], environment: dict[str, str]) -> None:
        self._command = command
        self._environment = environment
        self._process: subprocess.Popen[str] | None = None

    def draw(self, job: StillJob) -> dict[str, Any]:
        """Hand over a job and wait for the reply. Raises _DeathError."""
        process = self._process or self._start()
        requests, replies = _pipes(process)
        with suppress(BrokenPipeError):  # a dead process is noticed below, where its reply is missing
            requests.write(json.dumps(job.to_json()) + "\n")
            requests.flush()
        line = replies.readline()
        if line.endswith("\n"):
            reply: dict[str, Any] = json.loads(line)
            return reply
        self._process = None
        raise _DeathError(_cause_of_death(_close(process)))

    def _start(self) -> subprocess.Popen[str]:
        # A session of its own keeps the terminal's Ctrl-C from it: the command decides how work stops.
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if os.environ.get(TRACEBACK_VARIABLE) else subprocess.DEVNULL,
            env=self._environment,
            encoding="utf-8",
            start_new_session=True,
        )
        return self._process

    def stop(self) -> None:
        """End the process now, leaving it a moment to clear away what it was writing."""
        process = self._process
        if process is not None and process.poll() is None:
            process.terminate()

    def close(self) -> None:
        """Let the process end and wait for it."""
        if self._process is not None:
            _close(self._process)
            self._process = None


def draw_all(
    jobs: Iterable[StillJob],
    *,
    worker_count: int,
    probe: Callable[[], ZeroshotError | None],
    command: Sequence[str] | None = None,
) -> Iterator[Event]:
    """Draw jobs on several processes and yield what happens, as it happens; order is that of finishing.

    probe: asked when a process died before any still was drawn; the error that it returns ends the batch.
    command: what to start as a worker; the tests put their own in its place.
    Raises what probe returned, or NoGraphicsError when a worker found that this machine cannot draw.
    Leaving the iterator early (Ctrl-C) stops the processes.
    """
    crew = _Crew(list(jobs), worker_count, probe, command or _worker_command())
    try:
        yield from crew.events()
    finally:
        crew.stop()


class _Crew:
    """Threads that each look after one worker; the caller's thread only takes events off a queue."""

    def __init__(
        self,
        jobs: list[StillJob],
        worker_count: int,
        probe: Callable[[], ZeroshotError | None],
        command: Sequence[str],
    ) -> None:
        self._jobs: queue.SimpleQueue[StillJob] = queue.SimpleQueue()
        for job in jobs:
            self._jobs.put(job)
        self._events: queue.SimpleQueue[Event | BaseException | None] = queue.SimpleQueue()
        self._probe = probe
        self._stopped = threading.Event()
        self._has_drawn = False
        count = max(1, min(worker_count, len(jobs)))
        environment = _environment(count)
        self._workers = [_Worker(command, environment) for _ in range(count)]
        self._threads = [
            threading.Thread(target=self._look_after, args=(worker,), name=f"still-{index}", daemon=True)
            for index, worker in enumerate(self._workers)
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
        for worker in self._workers:
            worker.stop()
        for thread in self._threads:
            if thread.ident is not None:
                thread.join()

    def _look_after(self, worker: _Worker) -> None:
        try:
            while not self._stopped.is_set():
                job = self._jobs.get_nowait()
                self._events.put(Started(job))
                self._events.put(self._draw(worker, job))
        except queue.Empty:
            pass
        except BaseException as error:  # noqa: BLE001  carried to the caller's thread and raised there
            self._events.put(error)
        finally:
            worker.close()
            self._events.put(None)

    def _draw(self, worker: _Worker, job: StillJob) -> Outcome:
        cause = ""
        for _ in range(ATTEMPTS):
            if self._stopped.is_set():
                break
            try:
                reply = worker.draw(job)
            except _DeathError as death:
                cause = str(death)
                self._look_for_graphics()
                continue
            return self._outcome(job, reply)
        sentence = f"the process that drew it {cause}, {ATTEMPTS} times; the other stills are not affected"
        return Outcome(job, "failed", sentences=(sentence,))

    def _outcome(self, job: StillJob, reply: dict[str, Any]) -> Outcome:
        if "no_graphics" in reply:
            raise NoGraphicsError(reply["no_graphics"])
        fields = {**reply["outcome"], "job": job}
        self._has_drawn |= fields["state"] == "written"
        return Outcome(
            **{**fields, "findings": tuple(fields["findings"]), "sentences": tuple(fields["sentences"])}
        )

    def _look_for_graphics(self) -> None:
        if self._has_drawn or self._stopped.is_set():
            return
        error = self._probe()
        if error is not None:
            raise error


def _worker_command() -> list[str]:
    # The same search path as this process has, and not the current folder, where a file may shadow a module.
    return [sys.executable, "-P", "-c", WORKER_CODE.format(path=sys.path)]


def _environment(worker_count: int) -> dict[str, str]:
    """Share the cores among the workers: Mesa would start a thread per core in each of them."""
    threads = max(1, (os.cpu_count() or 1) // worker_count)
    return {"LP_NUM_THREADS": str(threads), **os.environ, "PYTHONIOENCODING": "utf-8"}


def _pipes(process: subprocess.Popen[str]) -> tuple[IO[str], IO[str]]:
    assert process.stdin is not None
    assert process.stdout is not None
    return process.stdin, process.stdout


def _close(process: subprocess.Popen[str]) -> int:
    """Close the pipes, wait for the end, by force if need be, and return how it ended."""
    for pipe in _pipes(process):
        with suppress(BrokenPipeError):
            pipe.close()
    try:
        return process.wait(timeout=_GRACE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def _cause_of_death(return_code: int) -> str:
    if return_code >= 0:
        return f"ended with code {return_code} ({TRACEBACK_VARIABLE}=1 shows why)"
    name = signal.Signals(-return_code).name
    hint = " (often for want of memory: try fewer --jobs or a smaller --size)" if name == "SIGKILL" else ""
    return f"was killed by {name}{hint}"

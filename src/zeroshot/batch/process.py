"""One process that draws, seen from the command: started when needed, watched, and ended when it hangs."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import IO, Any

from zeroshot.batch.faults import TRACEBACK_VARIABLE
from zeroshot.batch.jobs import StillJob

WORKER_CODE = "import sys; sys.path[:] = {path!r}; from zeroshot.batch.worker import main; main()"

_GRACE_S = 3.0


class DeathError(Exception):
    """The process ended while it drew; the argument says how, in words that follow "the process … "."""


class DrawingProcess:
    """Draws stills in a process of its own, which is started when first needed and again after it died."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._command = command
        self._environment = dict(environment)
        self._process: subprocess.Popen[str] | None = None

    def draw(self, job: StillJob, *, timeout_s: float | None) -> dict[str, Any]:
        """Hand over a job and wait for the reply, at most so long. Raises DeathError."""
        process = self._process or self._start()
        requests, replies = _pipes(process)
        with _Deadline(process, timeout_s) as deadline:
            with suppress(BrokenPipeError):  # a dead process is noticed below, where its reply is missing
                requests.write(json.dumps(job.to_json()) + "\n")
                requests.flush()
            line = replies.readline()
        if deadline.is_over or not line.endswith("\n"):
            self._process = None
            return_code = _close(process)
            if not line.endswith("\n"):
                raise DeathError(deadline.sentence if deadline.is_over else _cause_of_death(return_code))
        reply: dict[str, Any] = json.loads(line)
        return reply

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
        """Ask the process to end now; it clears away what it was writing."""
        process = self._process
        if process is not None and process.poll() is None:
            process.terminate()

    def kill(self) -> None:
        """End the process whatever it does."""
        process = self._process
        if process is not None:
            _kill(process)

    def close(self) -> None:
        """Let the process end and wait for it."""
        if self._process is not None:
            _close(self._process)
            self._process = None


class _Deadline:
    """Kills a process that has not replied in time."""

    def __init__(self, process: subprocess.Popen[str], timeout_s: float | None) -> None:
        self._process = process
        self._timeout_s = timeout_s
        self._timer = None if timeout_s is None else threading.Timer(timeout_s, self._end)
        self._lock = threading.Lock()
        self._is_met = False
        self.is_over = False

    @property
    def sentence(self) -> str:
        return f"was ended because it took longer than {self._timeout_s:g} s (--timeout)"

    def __enter__(self) -> _Deadline:
        if self._timer is not None:
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._is_met = True
        if self._timer is not None:
            self._timer.cancel()

    def _end(self) -> None:
        with self._lock:
            if not self._is_met:
                self.is_over = True
                _kill(self._process)


def worker_command() -> list[str]:
    """Return what starts a process that draws."""
    # The same search path as this process has, and not the current folder, where a file may shadow a module.
    return [sys.executable, "-P", "-c", WORKER_CODE.format(path=sys.path)]


def _pipes(process: subprocess.Popen[str]) -> tuple[IO[str], IO[str]]:
    assert process.stdin is not None
    assert process.stdout is not None
    return process.stdin, process.stdout


def _kill(process: subprocess.Popen[str]) -> None:
    """End a process and what it started, without asking: one that hangs in a driver hears nothing."""
    if hasattr(os, "killpg") and process.poll() is None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
            return
    process.kill()


def _close(process: subprocess.Popen[str]) -> int:
    """Close the pipes, wait for the end, by force if need be, and return how it ended."""
    for pipe in _pipes(process):
        with suppress(BrokenPipeError):
            pipe.close()
    try:
        return process.wait(timeout=_GRACE_S)
    except subprocess.TimeoutExpired:
        _kill(process)
        return process.wait()


def _cause_of_death(return_code: int) -> str:
    if return_code >= 0:
        return f"ended with code {return_code} ({TRACEBACK_VARIABLE}=1 shows why)"
    name = signal.Signals(-return_code).name
    hint = " (often for want of memory: try fewer --jobs or a smaller --size)" if name == "SIGKILL" else ""
    return f"was killed by {name}{hint}"

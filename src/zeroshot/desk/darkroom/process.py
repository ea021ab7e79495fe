"""One process that draws, looked after by a thread of its own: latest request of each slot first come."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import IO

from zeroshot.desk.darkroom.requests import Failed, Reply, Request, receive, send

WORKER_CODE = "import sys; sys.path[:] = {path!r}; from zeroshot.desk.darkroom.worker import main; main()"
ATTEMPTS = 2
"""How often a request is tried when the process that works on it dies."""

_GRACE_S = 2.0


class Darkroom:
    """Takes requests and hands each reply to ``tell``, which is called from the darkroom's own thread.

    Requests of one slot replace each other while they wait, so that a drag is never behind the hand by more
    than one picture. Close it: that ends process and thread.
    """

    def __init__(
        self, tell: Callable[[Reply], None], *, name: str, threads: int, is_modest: bool = False
    ) -> None:
        """Start nothing yet. threads: of the software renderer. is_modest: yields to everything else."""
        self._tell = tell
        self._environment = {**os.environ, "LP_NUM_THREADS": str(threads), "OMP_NUM_THREADS": "1"}
        self._is_modest = is_modest
        self._process: subprocess.Popen[bytes] | None = None
        self._waiting: dict[str, Request] = {}
        self._is_busy = False
        self._is_closed = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._work, name=f"darkroom-{name}", daemon=True)
        self._thread.start()

    def ask(self, request: Request) -> None:
        """Have a request worked on as soon as may be."""
        with self._changed:
            self._waiting.pop(request.slot, None)
            self._waiting[request.slot] = request
            self._changed.notify()

    def forget(self, slot: str) -> None:
        """Drop what a slot waits for."""
        with self._changed:
            self._waiting.pop(slot, None)

    @property
    def is_idle(self) -> bool:
        """Tell whether nothing waits and nothing is worked on."""
        with self._changed:
            return not self._waiting and not self._is_busy

    def close(self) -> None:
        """End the process and the thread; waits for both."""
        with self._changed:
            self._is_closed = True
            self._waiting.clear()
            process = self._process
            self._changed.notify()
        if process is not None:
            process.terminate()
        self._thread.join()

    def _work(self) -> None:
        while (request := self._next()) is not None:
            reply = self._answer(request)
            with self._changed:
                self._is_busy = False
                if self._is_closed:
                    break
            if reply is not None:
                self._tell(reply)
        self._end_process()

    def _next(self) -> Request | None:
        with self._changed:
            while not self._waiting and not self._is_closed:
                self._changed.wait()
            if self._is_closed:
                return None
            self._is_busy = True
            return self._waiting.pop(next(iter(self._waiting)))

    def _answer(self, request: Request) -> Reply | None:
        for _ in range(ATTEMPTS):
            pipes = self._pipes()
            if pipes is None:
                return None
            with suppress(BrokenPipeError):  # a dead process is noticed below, where its reply is missing
                send(pipes[0], request)
            reply = receive(pipes[1])
            if isinstance(reply, Reply):
                return reply
            self._end_process()
        said = (
            "the process that draws has died twice over this picture; `zeroshot doctor` looks for the cause"
        )
        return Failed(request.slot, request.serial, (said,))

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]] | None:
        with self._changed:
            if self._is_closed:
                return None
            if self._process is None:
                self._process = self._start()
            assert self._process.stdin is not None
            assert self._process.stdout is not None
            return self._process.stdin, self._process.stdout

    def _start(self) -> subprocess.Popen[bytes]:
        nicely = ["nice", "-n", "10"] if self._is_modest and os.name == "posix" else []
        return subprocess.Popen(
            # The same search path as this process has, and not the current folder.
            [*nicely, sys.executable, "-P", "-c", WORKER_CODE.format(path=sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=self._environment,
            start_new_session=True,
        )

    def _end_process(self) -> None:
        with self._changed:
            process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()
        try:
            process.wait(timeout=_GRACE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

"""One process that draws, looked after by a thread of its own: latest request of each slot first come."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress

from zeroshot.desk.darkroom.requests import Failed, Reply, Request, receive, send
from zeroshot.desk.darkroom.start import Drawer, start_process

ATTEMPTS = 2
"""How often a request is tried when the process that works on it dies."""

_GRACE_S = 2.0


class Darkroom:
    """Takes requests and hands each reply to ``tell``, which is called from the darkroom's own thread.

    Requests of one slot replace each other while they wait, so that a drag is never behind the hand by more
    than one picture. Close it: that ends process and thread.
    """

    def __init__(
        self,
        tell: Callable[[Reply], None],
        *,
        name: str,
        threads: int,
        is_modest: bool = False,
        drawer: Drawer | None = None,
    ) -> None:
        """Start no process yet. threads: of the software renderer. is_modest: yields to everything else.

        drawer: a process that was started before, to begin with; from now on it is the darkroom's to end.
        """
        self._tell = tell
        self._threads, self._is_modest = threads, is_modest
        self._drawer = drawer
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
            drawer = self._drawer
            self._changed.notify()
        if drawer is not None:
            drawer.process.terminate()
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
            drawer = self._ready()
            if drawer is None:
                return None
            assert drawer.process.stdin is not None
            assert drawer.process.stdout is not None
            with suppress(BrokenPipeError):  # a dead process is noticed below, where its reply is missing
                send(drawer.process.stdin, request)
            reply = receive(drawer.process.stdout, drawer.board)
            if isinstance(reply, Reply):
                return reply
            self._end_process()
        said = (
            "the process that draws has died twice over this picture; `zeroshot doctor` looks for the cause"
        )
        return Failed(request.slot, request.serial, (said,))

    def _ready(self) -> Drawer | None:
        with self._changed:
            if self._is_closed:
                return None
            if self._drawer is None:
                self._drawer = start_process(threads=self._threads, is_modest=self._is_modest)
            return self._drawer

    def _end_process(self) -> None:
        with self._changed:
            drawer, self._drawer = self._drawer, None
        if drawer is None:
            return
        drawer.close()
        try:
            drawer.process.wait(timeout=_GRACE_S)
        except subprocess.TimeoutExpired:
            drawer.process.kill()
            drawer.process.wait()

"""The process that draws stills for a batch: jobs come in as JSON lines, outcomes go out as JSON lines.

It runs apart from the command, so that a graphics driver that dies takes one still with it and not the
batch, and so that the command itself starts no graphics.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import sys
import threading
import time
import traceback
from types import FrameType
from typing import Any, TextIO

from zeroshot.batch.draw import Studio
from zeroshot.batch.faults import is_bad_input, sentence_of_bug, sentences_of
from zeroshot.batch.jobs import Outcome, StillJob
from zeroshot.errors import DiskFullError, NoGraphicsError, ZeroshotError


def main() -> None:
    """Draw the jobs on stdin until it ends; the command closes it, and so does the command's death."""
    replies = _claim_stdout()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the command's to handle
    signal.signal(signal.SIGTERM, _leave)
    requests = _Requests()
    with Studio() as studio:
        while (line := requests.next_line()) is not None:
            reply = _reply(studio, StillJob.from_json(json.loads(line)))
            requests.is_busy = False
            replies.write(json.dumps(reply) + "\n")
            replies.flush()


class _Requests:
    """Reads jobs beside the drawing, so that a command that died is noticed while a still is drawn.

    Who asked for the still is gone then, and another process may be drawing it already: it is given up.
    """

    def __init__(self) -> None:
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._source = sys.stdin.fileno()
        self.is_busy = False
        threading.Thread(target=self._read, name="requests", daemon=True).start()

    def next_line(self) -> str | None:
        """Wait for the next job; None when there will be no more."""
        return self._lines.get()

    def _read(self) -> None:
        rest = b""
        while piece := os.read(self._source, 1 << 16):
            *lines, rest = (rest + piece).split(b"\n")
            for line in lines:
                self.is_busy = True
                self._lines.put(line.decode("utf-8"))
        self._lines.put(None)
        if self.is_busy:
            os.kill(os.getpid(), signal.SIGTERM)


def _claim_stdout() -> TextIO:
    """Keep stdout for outcomes alone: what libraries print there goes to stderr from now on."""
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return replies


def _leave(_signal: int, _frame: FrameType | None) -> None:
    """Unwind instead of dying, so that no half-written file stays behind."""
    sys.exit(0)


def _reply(studio: Studio, job: StillJob) -> dict[str, Any]:
    started = time.perf_counter()
    try:
        files, findings = studio.draw(job)
    except NoGraphicsError as error:
        return {"no_graphics": str(error)}
    except ZeroshotError as error:
        outcome = Outcome(
            job,
            "failed",
            sentences=sentences_of(error),
            is_bad_input=is_bad_input(error),
            is_disk_full=isinstance(error, DiskFullError),
        )
    except Exception as error:  # noqa: BLE001  one still's bug must not cost the others theirs
        text = traceback.format_exc()
        outcome = Outcome(job, "failed", sentences=(sentence_of_bug(error),), traceback=text)
    else:
        seconds = time.perf_counter() - started
        outcome = Outcome(job, "written", seconds=seconds, files=files, findings=findings)
    return {"outcome": outcome.to_json()}


if __name__ == "__main__":
    main()

"""The process that draws stills for a batch: jobs come in as JSON lines, outcomes go out as JSON lines.

It runs apart from the command, so that a graphics driver that dies takes one still with it and not the
batch, and so that the command itself starts no graphics.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import traceback
from dataclasses import asdict
from types import FrameType
from typing import Any, TextIO

from zeroshot.batch.draw import Studio
from zeroshot.batch.faults import is_bad_input, sentence_of_bug, sentences_of
from zeroshot.batch.jobs import Outcome, StillJob
from zeroshot.errors import NoGraphicsError, ZeroshotError


def main() -> None:
    """Draw the jobs on stdin until it ends; the command closes it, and so does the command's death."""
    replies = _claim_stdout()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the command's to handle
    signal.signal(signal.SIGTERM, _leave)
    with Studio() as studio:
        for line in sys.stdin:
            reply = _reply(studio, StillJob.from_json(json.loads(line)))
            replies.write(json.dumps(reply) + "\n")
            replies.flush()


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
        findings = studio.draw(job)
    except NoGraphicsError as error:
        return {"no_graphics": str(error)}
    except ZeroshotError as error:
        outcome = _failure(job, sentences_of(error), is_input=is_bad_input(error))
    except Exception as error:  # noqa: BLE001  one still's bug must not cost the others theirs
        outcome = _failure(job, (sentence_of_bug(error),), is_input=False, text=traceback.format_exc())
    else:
        seconds = time.perf_counter() - started
        outcome = Outcome(job, "written", seconds=seconds, findings=findings)
    return {"outcome": asdict(outcome)}


def _failure(job: StillJob, sentences: tuple[str, ...], *, is_input: bool, text: str = "") -> Outcome:
    return Outcome(job, "failed", sentences=sentences, is_bad_input=is_input, traceback=text)


if __name__ == "__main__":
    main()

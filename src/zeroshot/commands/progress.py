"""What `zeroshot render` shows while it works: a bar on a terminal, plain lines elsewhere, or JSON lines."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from zeroshot.batch.crew import Again, Started
from zeroshot.batch.jobs import Outcome, StillJob
from zeroshot.batch.run import BatchEvent, Planned, Summary
from zeroshot.commands.printing import print_json_line, stdout_console


class Reporter(AbstractContextManager["Reporter"]):
    """Shows the events of a batch; the base shows plain lines."""

    def __init__(self) -> None:
        self._still_count = 0
        self._done = 0

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop showing."""

    def show(self, event: BatchEvent) -> None:
        """Show one event."""
        if isinstance(event, Planned):
            self._still_count = event.still_count
        elif isinstance(event, Outcome):
            self._done += 1
            self.say(f"[{self._done}/{self._still_count}] {_line_of(event)}")
        elif isinstance(event, Again):
            self.say(_line_of_again(event))

    def say(self, line: str) -> None:
        """Print one line of progress."""
        print(line, flush=True)

    def finish(self, summary: Summary) -> None:
        """Show what came of the batch."""
        self.say(_total(summary))


class BarReporter(Reporter):
    """A bar that fills, with what is being drawn under way beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=stdout_console(),
            transient=True,
        )
        self._task = self._progress.add_task("reading scenes", total=None)

    def __enter__(self) -> BarReporter:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def show(self, event: BatchEvent) -> None:
        if isinstance(event, Planned):
            self._progress.update(self._task, total=event.still_count)
        elif isinstance(event, Started):
            self._progress.update(self._task, description=_shot_name(event.job))
        elif isinstance(event, Again):
            self.say(_line_of_again(event))
        else:
            self._progress.advance(self._task)
            if event.state == "failed":
                self.say(_line_of(event))

    def say(self, line: str) -> None:
        self._progress.console.print(line, markup=False, soft_wrap=True)


class JsonReporter(Reporter):
    """One JSON object a line on stdout, for scripts."""

    def show(self, event: BatchEvent) -> None:
        if isinstance(event, Planned):
            print_json_line({"event": "planned", "stills": event.still_count})
        elif isinstance(event, Started):
            print_json_line({"event": "started", **_place_of(event.job)})
        elif isinstance(event, Again):
            print_json_line({"event": "again", **_place_of(event.job), "messages": event.sentences})
        else:
            print_json_line(_event_of(event))

    def finish(self, summary: Summary) -> None:
        for fault in summary.faults:
            print_json_line({"event": "bad-input", "scene": fault.scene, "messages": fault.sentences})
        print_json_line({"event": "finished", **_counts(summary), "seconds": round(summary.seconds, 3)})


class FarmReporter(Reporter):
    """Plain lines, and between them what a farm's session reads: the progress in per cent, and a status.

    Source: Open Job Description, "How Jobs Are Run", §stdout and stderr messages.
    """

    def show(self, event: BatchEvent) -> None:
        super().show(event)
        if isinstance(event, Outcome):
            print(f"openjd_progress: {100.0 * self._done / max(1, self._still_count):.1f}", flush=True)

    def finish(self, summary: Summary) -> None:
        super().finish(summary)
        print(f"openjd_status: {_total(summary)}", flush=True)


def reporter_for(*, as_json: bool) -> Reporter:
    """Choose how to show a batch, by what stdout is."""
    if as_json:
        return JsonReporter()
    return BarReporter() if sys.stdout.isatty() else Reporter()


def _shot_name(job: StillJob) -> str:
    return f"{job.scene}, shot {job.shot_id}"


def _place_of(job: StillJob) -> dict[str, Any]:
    return {"scene": job.scene, "shot": job.shot_id, "still": job.still}


def _event_of(outcome: Outcome) -> dict[str, Any]:
    event: dict[str, Any] = {"event": outcome.state, **_place_of(outcome.job)}
    if outcome.state == "failed":
        return {**event, "messages": outcome.sentences, "bad_input": outcome.is_bad_input}
    files = {file.name: file.sha256 for file in outcome.files}
    return {**event, "seconds": round(outcome.seconds, 3), "files": files, "findings": outcome.findings}


def _line_of(outcome: Outcome) -> str:
    if outcome.state == "failed":
        return f"failed: {_shot_name(outcome.job)}"
    if outcome.state == "up-to-date":
        return f"{outcome.job.still}  up to date"
    return f"{outcome.job.still}  {outcome.seconds:.2f} s"


def _line_of_again(event: Again) -> str:
    return f"once more later: {_shot_name(event.job)} ({'; '.join(event.sentences)})"


def _counts(summary: Summary) -> dict[str, int]:
    return {
        "written": summary.count("written"),
        "up_to_date": summary.count("up-to-date"),
        "failed": summary.count("failed"),
        "waiting": summary.waiting_count,
        "bad_scenes": sum(fault.scene is not None for fault in summary.faults),
    }


def _total(summary: Summary) -> str:
    counts = _counts(summary)
    parts = [f"{_number(counts['written'], 'still')} written"]
    if counts["up_to_date"]:
        parts.append(f"{counts['up_to_date']} up to date")
    if counts["failed"]:
        parts.append(f"{counts['failed']} failed")
    if counts["waiting"]:
        parts.append(f"{counts['waiting']} not tried")
    if counts["bad_scenes"]:
        parts.append(f"{_number(counts['bad_scenes'], 'scene file')} could not be used")
    return f"{', '.join(parts)} ({summary.seconds:.1f} s)"


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"

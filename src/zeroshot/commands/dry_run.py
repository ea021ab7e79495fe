"""``zeroshot render --dry-run``: what would be drawn and why, without drawing or writing anything."""

from __future__ import annotations

from collections.abc import Iterator

from zeroshot.batch.cores import choose_worker_count
from zeroshot.batch.jobs import StillJob
from zeroshot.batch.run import Request, plan_request
from zeroshot.commands.exit_codes import BAD_INPUT, WELL
from zeroshot.commands.printing import print_faults, print_json_line

_NOT_RESUMED = "all is drawn without --resume"


def show_plan(request: Request, *, as_json: bool) -> int:
    """Print a line for each still: whether it would be drawn, and why; then how many of how many."""
    plan = plan_request(request)
    count = 0
    for job, reason in _reasons(plan.jobs, is_resumed=request.is_resumed):
        count += bool(reason)
        if as_json:
            place = {"scene": job.scene, "shot": job.shot_id, "still": job.still}
            print_json_line({"event": "would-draw" if reason else "up-to-date", **place, "reason": reason})
        else:
            print(f"{job.still}  {f'would be drawn: {reason}' if reason else 'up to date'}")
    workers = request.worker_count or choose_worker_count(count)
    if as_json:
        for fault in plan.faults:
            print_json_line({"event": "bad-input", "scene": fault.scene, "messages": fault.sentences})
        print_json_line({"event": "planned", "stills": len(plan.jobs), "to_draw": count, "jobs": workers})
    else:
        at_once = f", {workers} at a time" if count else ""
        print(f"{count} of {len(plan.jobs)} would be drawn{at_once}; nothing was written")
    for fault in plan.faults:
        print_faults(fault.sentences)
    return BAD_INPUT if plan.faults else WELL


def _reasons(jobs: tuple[StillJob, ...], *, is_resumed: bool) -> Iterator[tuple[StillJob, str]]:
    if not is_resumed:
        yield from ((job, _NOT_RESUMED) for job in jobs)
        return
    from zeroshot.batch.resume import look_at_stills  # imports much

    for standing in look_at_stills(jobs):
        yield standing.job, standing.reason

"""``zeroshot render-part``: what a farm's machine runs, for one part of a plan or for what remains of all."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from zeroshot.batch.parts import read_work_plan
from zeroshot.batch.plan import Plan
from zeroshot.batch.run import How, Summary, draw_plan
from zeroshot.batch.sheets.make import SheetRequest, make_sheet_of, refuse_unknown_kind
from zeroshot.commands.arguments import DEFAULT_TIMEOUT_S
from zeroshot.commands.exit_codes import BAD_INPUT, FAILED, INTERRUPTED, WELL
from zeroshot.commands.printing import print_faults
from zeroshot.commands.progress import FarmReporter
from zeroshot.commands.render import exit_code_of, fault_sentences
from zeroshot.commands.stopping import ended_like_ctrl_c


def render_part(
    plan: Annotated[Path, Parameter(name="PLAN", help="What `zeroshot farm` planned: plan.json.")],
    /,
    *,
    scenes: Annotated[Path, Parameter(help="The folder that the scenes lie in, on this machine.")],
    out: Annotated[Path, Parameter(help="The folder for the stills, on this machine.")],
    part: Annotated[
        int | None,
        Parameter(help="The part to draw, from 1; by default what is missing of all.", show_default=False),
    ] = None,
    jobs: Annotated[
        int,
        Parameter(
            help="Processes that draw at the same time; 0 for as many as suit.", validator=Number(gte=0)
        ),
    ] = 0,
    timeout: Annotated[
        float, Parameter(help="Seconds that one still may take.", validator=Number(gt=0))
    ] = DEFAULT_TIMEOUT_S,
    sheet: Annotated[
        Path | None, Parameter(help="Make a contact sheet of all stills, too.", show_default=False)
    ] = None,
) -> int:
    """Draw one part of what `zeroshot farm` planned; a farm calls this.

    What is there and up to date is left alone, so a part can be drawn again at no cost. A still that fails is
    told and left to the end: without --part all that is missing is drawn, and the manifest written.
    """
    if sheet is not None:
        refuse_unknown_kind(sheet)
    work = read_work_plan(plan)
    wanted = Plan(work.jobs(part, scenes=scenes, out=out), ())
    how = How(worker_count=jobs or None, timeout_s=timeout, part=part)
    try:
        with ended_like_ctrl_c(), FarmReporter() as reporter:
            summary = draw_plan(wanted, out=out, how=how, show=reporter.show)
            reporter.finish(summary)
    except KeyboardInterrupt:
        print_faults(["stopped; drawing this part again goes on from here"])
        return INTERRUPTED
    print_faults([*fault_sentences(summary), *summary.problems])
    if part is not None:
        return _code_of_part(summary)
    for path in out.glob("manifest-part-*.json"):
        path.unlink(missing_ok=True)  # the manifest of all says it now
    code = exit_code_of(summary, is_checked=False)
    return code if sheet is None else _make_sheet(summary, sheet) or code


def _code_of_part(summary: Summary) -> int:
    """Fail only when this machine cannot draw: one bad scene must not keep a farm from finishing."""
    if summary.problems:
        return FAILED
    return BAD_INPUT if summary.faults else WELL


def _make_sheet(summary: Summary, sheet: Path) -> int:
    """Make a contact sheet of the stills there are, and return what its making adds to the exit code."""
    if not summary.outcomes:
        return WELL
    job = summary.outcomes[0].job
    request = SheetRequest(scenes=(), out=sheet, box_px=job.box_px, look=job.look)
    made = make_sheet_of(request, summary.outcomes)
    for path in made.files:
        print(path)
    return WELL if made.files else FAILED

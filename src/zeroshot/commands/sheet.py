"""``zeroshot sheet``: contact sheets, set-up cards and shot lists of scene files."""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter
from cyclopts.validators import Number

from zeroshot.batch.faults import with_place
from zeroshot.batch.jobs import Outcome
from zeroshot.batch.scene_files import find_scene_files
from zeroshot.batch.sheets.make import SheetRequest, SheetSummary, make_sheet
from zeroshot.batch.sizes import box_from_text
from zeroshot.commands.arguments import flag
from zeroshot.commands.exit_codes import BAD_INPUT, FAILED, INTERRUPTED, WELL
from zeroshot.commands.printing import print_faults
from zeroshot.commands.progress import reporter_for
from zeroshot.commands.stopping import ended_like_ctrl_c
from zeroshot.framing.picture.words import counted
from zeroshot.render.looks import DEFAULT_LOOK, find_look

MOST_JOBS, MOST_COLUMNS = 256, 8


def sheet(
    scenes: Annotated[
        tuple[Path, ...], Parameter(name="SCENE...", help="Scene files, or folders of them.", negative=())
    ],
    /,
    *,
    out: Annotated[Path, Parameter(help="The sheet: .pdf or .png to look at, .csv or .json for a list.")],
    cards: Annotated[bool, flag("Set-up cards for the crew: one page a shot, with a plan.")] = False,
    shots: Annotated[
        tuple[str, ...],
        Parameter(help="Shots by id or pattern; every shot by default.", negative=(), show_default=False),
    ] = (),
    paper: Annotated[Literal["a4", "letter"], Parameter(help="Paper, lying.")] = "a4",
    columns: Annotated[
        int, Parameter(help="Stills beside each other.", validator=Number(gte=1, lte=MOST_COLUMNS))
    ] = 4,
    stills: Annotated[
        Path | None,
        Parameter(help="Folder of stills: those that are up to date are used, the others drawn into it."),
    ] = None,
    size: Annotated[str, Parameter(help="Box in pixels that every still fits in.")] = "1920x1080",
    look: Annotated[str, Parameter(help="How it is drawn; see `zeroshot render --help`.")] = DEFAULT_LOOK,
    jobs: Annotated[
        int | None,
        Parameter(
            help="Processes that draw at the same time; by default one a core, as far as memory goes.",
            validator=Number(gte=1, lte=MOST_JOBS),
            show_default=False,
        ),
    ] = None,
) -> int:
    """Put the shots of scene files on paper: contact sheet, set-up cards, or a list.

    A contact sheet has every shot with its number, lens, planes, clocks and notes. A list as .csv or .json
    needs no stills and draws none.
    """
    request = SheetRequest(
        scenes=find_scene_files(scenes),
        out=out,
        box_px=box_from_text(size),
        look=find_look(look).name,
        patterns=tuple(part.strip() for text in shots for part in text.split(",") if part.strip()),
        stills=stills,
        worker_count=jobs,
        is_cards=cards,
        paper=paper,
        columns=columns,
    )
    try:
        with ended_like_ctrl_c(), reporter_for(as_json=False) as reporter:
            summary = make_sheet(request, show=reporter.show)
    except KeyboardInterrupt:
        print_faults(["stopped; no sheet is written"])
        return INTERRUPTED
    for path in summary.files:
        print(f"{path}: {counted(summary.shot_count, 'shot')}")
    print_faults([*_sentences(summary), *summary.problems])
    if summary.faults or not summary.files or any(outcome.is_bad_input for outcome in summary.outcomes):
        return BAD_INPUT
    return FAILED if summary.failed_count or summary.problems else WELL


def _sentences(summary: SheetSummary) -> list[str]:
    said = [_in_scene(text, fault.scene) for fault in summary.faults for text in fault.sentences]
    # What is wrong with a whole scene is said once, not for each of its shots again.
    known = {(fault.scene, text) for fault in summary.faults for text in fault.sentences}
    failed = [outcome for outcome in summary.outcomes if outcome.state == "failed"]
    said += [text for outcome in failed for text in _of_still(outcome, known)]
    if not summary.files:
        said.append("there is no shot to put on a sheet")
    return list(dict.fromkeys(said))


def _in_scene(sentence: str, scene: str | None) -> str:
    return sentence if scene is None else with_place(sentence, place=f"in {scene}", scene=scene)


def _of_still(outcome: Outcome, known: Set[tuple[str | None, str]]) -> list[str]:
    job = outcome.job
    place = f"shot {job.shot_id} of {job.scene}"
    new = [sentence for sentence in outcome.sentences if (job.scene, sentence) not in known]
    return [with_place(sentence, place=place, scene=job.scene) for sentence in new]

"""``zeroshot render``: scene files to stills."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from zeroshot.batch.faults import TRACEBACK_VARIABLE, with_place
from zeroshot.batch.jobs import Outcome
from zeroshot.batch.run import Request, Summary, run_batch
from zeroshot.batch.scene_files import find_scene_files
from zeroshot.batch.sizes import aspect_from_text, box_from_text
from zeroshot.commands.arguments import (
    DEFAULT_TIMEOUT_S,
    AspectText,
    OverlayNames,
    PictureKind,
    ScenesOrFolders,
    ShotPatterns,
    SizeText,
    flag,
    overlays_from_text,
    split_list,
)
from zeroshot.commands.dry_run import show_plan
from zeroshot.commands.exit_codes import BAD_INPUT, FAILED, INTERRUPTED, WELL
from zeroshot.commands.printing import print_faults
from zeroshot.commands.progress import reporter_for
from zeroshot.commands.stopping import ended_like_ctrl_c
from zeroshot.render.looks import DEFAULT_LOOK, LOOKS, find_look
from zeroshot.render.picture_files import refuse_unsuited

MOST_JOBS = 256
_LOOK_HELP = "How it is drawn. " + "; ".join(f"{look.name}: {look.purpose}" for look in LOOKS.values()) + "."


def render(
    scenes: ScenesOrFolders,
    /,
    *,
    out: Annotated[Path, Parameter(help="Folder for the stills; made when it is not there.")],
    shots: ShotPatterns = (),
    size: SizeText = "1920x1080",
    aspect: AspectText = None,
    look: Annotated[str, Parameter(help=_LOOK_HELP)] = DEFAULT_LOOK,
    jobs: Annotated[
        int | None,
        Parameter(
            help="Processes that draw at the same time; by default one a core, as far as memory goes.",
            validator=Number(gte=1, lte=MOST_JOBS),
            show_default=False,
        ),
    ] = None,
    format: PictureKind = "png",
    overlay: OverlayNames = (),
    timeout: Annotated[
        float,
        Parameter(help="Seconds that one still may take; 0 for any number.", validator=Number(gte=0)),
    ] = DEFAULT_TIMEOUT_S,
    dask: Annotated[
        str | None,
        Parameter(
            help="Draw on a Dask cluster: the address of its scheduler, such as tcp://farm:8786.",
            show_default=False,
        ),
    ] = None,
    resume: Annotated[bool, flag("Leave out stills that are there and up to date.")] = False,
    check: Annotated[bool, flag("Exit with 1 when a finding is an error.")] = False,
    dry_run: Annotated[bool, flag("Say what would be drawn and why; draw and write nothing.")] = False,
    as_json: Annotated[bool, flag("Print events as JSON, one a line.", name="--json")] = False,
) -> int:
    """Render scene files to stills.

    Each shot becomes SCENE_SHOT.png in the folder, with all that is known of it beside it in a .json file;
    manifest.json tells of all of them. A scene without shots is rendered once through each of its cameras.
    """
    refuse_unsuited(look, format)
    request = Request(
        scenes=find_scene_files(scenes),
        out=out,
        box_px=box_from_text(size),
        look=find_look(look).name,
        suffix=f".{format}",
        patterns=split_list(shots),
        aspect=None if aspect is None else aspect_from_text(aspect),
        worker_count=jobs,
        is_resumed=resume,
        timeout_s=timeout or None,
        dask_address=dask,
        overlays=overlays_from_text(overlay, look=look),
    )
    if dry_run:
        return show_plan(request, as_json=as_json)
    try:
        with ended_like_ctrl_c(), reporter_for(as_json=as_json) as reporter:
            summary = run_batch(request, show=reporter.show)
            reporter.finish(summary)
    except KeyboardInterrupt:
        print_faults(["stopped; what is written stays, and --resume goes on from here"])
        return INTERRUPTED
    if check and not as_json:
        _print_error_findings(summary)
    _print_tracebacks(summary)
    print_faults([*fault_sentences(summary), *summary.problems])
    return exit_code_of(summary, is_checked=check)


def exit_code_of(summary: Summary, *, is_checked: bool) -> int:
    """Say how a batch ended: what failed of itself counts before what was bad from the start."""
    if summary.has_failures:
        return FAILED
    if summary.has_bad_input:
        return BAD_INPUT
    return FAILED if is_checked and any(outcome.has_errors for outcome in summary.outcomes) else WELL


def _print_error_findings(summary: Summary) -> None:
    for outcome in summary.outcomes:
        for finding in outcome.findings:
            if finding["severity"] == "error":
                print(f"{outcome.job.still}: {finding['message']}")


def _print_tracebacks(summary: Summary) -> None:
    if os.environ.get(TRACEBACK_VARIABLE):
        for text in dict.fromkeys(outcome.traceback for outcome in summary.outcomes):
            print(text, end="", file=sys.stderr)


def fault_sentences(summary: Summary) -> list[str]:
    """Say each thing that went wrong once: what spoils every shot of a scene is said of the scene."""
    sentences = [sentence for fault in summary.faults for sentence in fault.sentences]
    shots_of_sentence: dict[tuple[str, str], list[Outcome]] = {}
    for outcome in summary.outcomes:
        for sentence in outcome.sentences:
            shots_of_sentence.setdefault((outcome.job.scene, sentence), []).append(outcome)
    for (scene, sentence), outcomes in shots_of_sentence.items():
        names = ", ".join(outcome.job.shot_id for outcome in outcomes)
        sentences.append(with_place(sentence, place=f"shot {names} of {scene}", scene=scene))
    return sentences

"""From scene files to a sheet: list the shots, have their stills drawn, lay them out, print."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image as Pillow

from zeroshot.batch.faults import sentences_of
from zeroshot.batch.jobs import Fault, Outcome, StillJob
from zeroshot.batch.plan import plan_stills
from zeroshot.batch.run import BatchEvent, Request, run_batch
from zeroshot.batch.sheets.cards import card_pages
from zeroshot.batch.sheets.contact import contact_pages
from zeroshot.batch.sheets.pages import Page
from zeroshot.batch.sheets.papers import PAPERS
from zeroshot.batch.sheets.records import ShotRecord, read_records
from zeroshot.batch.sheets.shot_list import print_csv, print_json
from zeroshot.disk import write_whole
from zeroshot.errors import OutputError, ZeroshotError, did_you_mean
from zeroshot.scene.files import read_document

PICTURES, LISTS = (".pdf", ".png"), (".csv", ".json")
SUFFIX = ".png"
"""Of the stills that are drawn for a sheet."""


@dataclass(frozen=True)
class SheetRequest:
    """What was asked for.

    out: its suffix says what kind of sheet. patterns: of shot ids; none means every shot. stills: a folder
    of stills to use, and to draw those into that are missing or out of date; None for one that goes away.
    worker_count: None for as many as suit this machine. is_cards: set-up cards, one a page. columns: of a
    contact sheet.
    """

    scenes: tuple[Path, ...]
    out: Path
    box_px: tuple[int, int]
    look: str
    patterns: tuple[str, ...] = ()
    stills: Path | None = None
    worker_count: int | None = None
    is_cards: bool = False
    paper: str = "a4"
    columns: int = 4


@dataclass(frozen=True)
class SheetSummary:
    """What came of it.

    files: written, in order. outcomes: of the stills; none were drawn for lists. problems: what kept stills
    from being drawn, beside their outcomes.
    """

    files: tuple[Path, ...]
    shot_count: int
    faults: tuple[Fault, ...]
    outcomes: tuple[Outcome, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def failed_count(self) -> int:
        """Count the stills that are missing from the sheet."""
        return sum(outcome.state == "failed" for outcome in self.outcomes)


def refuse_unknown_kind(out: Path) -> None:
    """Raise OutputError for a sheet whose suffix says no kind of sheet."""
    known = [suffix[1:] for suffix in (*PICTURES, *LISTS)]
    kind = out.suffix[1:].lower()
    if kind not in known:
        near = did_you_mean(kind, known)
        raise OutputError(f'a sheet cannot be written as "{kind}"{near} (kinds: {", ".join(known)}): {out}')


def make_sheet(request: SheetRequest, *, show: Callable[[BatchEvent], None]) -> SheetSummary:
    """Make a sheet; a scene that cannot be used is a fault, and the rest is on it.

    show: called with each event of the stills. Raises OutputError when a file cannot be written, or when
    there is no shot to put on the sheet.
    """
    refuse_unknown_kind(request.out)
    with ExitStack() as stack:
        if request.out.suffix.lower() in LISTS:
            return _write(request, *_listed(request))
        folder = request.stills or Path(stack.enter_context(TemporaryDirectory(prefix="zeroshot-sheet-")))
        summary = run_batch(_stills_of(request, folder), show=show)
        made = make_sheet_of(request, summary.outcomes, summary.faults)
        return replace(made, problems=summary.problems)


def make_sheet_of(
    request: SheetRequest, outcomes: Sequence[Outcome], faults: tuple[Fault, ...] = ()
) -> SheetSummary:
    """Make a sheet of stills that are drawn already, in the order of their outcomes; draws nothing.

    Of the request count kind and shape of the sheet. Raises OutputError as `make_sheet` does.
    """
    refuse_unknown_kind(request.out)
    by_job = {outcome.job: outcome for outcome in outcomes}
    records, more_faults = _records(tuple(by_job), by_job)
    return _write(request, records, (*faults, *more_faults), tuple(outcomes))


def _stills_of(request: SheetRequest, folder: Path) -> Request:
    return Request(
        scenes=request.scenes,
        out=folder,
        box_px=request.box_px,
        look=request.look,
        suffix=SUFFIX,
        patterns=request.patterns,
        worker_count=request.worker_count,
        is_resumed=True,
    )


def _listed(request: SheetRequest) -> tuple[list[ShotRecord], tuple[Fault, ...]]:
    """Read the shots of a list, which needs no stills; those that are there already are named."""
    plan = plan_stills(
        request.scenes,
        out=request.stills or Path(),
        patterns=request.patterns,
        box_px=request.box_px,
        look=request.look,
        suffix=SUFFIX,
    )
    records, faults = _records(plan.jobs, {})
    return records, (*plan.faults, *faults)


def _records(
    jobs: Sequence[StillJob], outcomes: dict[StillJob, Outcome]
) -> tuple[list[ShotRecord], tuple[Fault, ...]]:
    """Read the shots that stills are of, scene by scene."""
    records: list[ShotRecord] = []
    faults: list[Fault] = []
    for scene in dict.fromkeys(job.scene for job in jobs):
        mine = [job for job in jobs if job.scene == scene]
        try:
            document = read_document(scene)
            read = read_records(document, [job.shot_id for job in mine], scene=Path(scene))
        except ZeroshotError as error:
            faults.append(Fault(sentences_of(error), scene=scene))
            continue
        for job, record in zip(mine, read, strict=True):
            still = Path(job.still) if Path(job.still).is_file() else None
            outcome = outcomes.get(job)
            problem = " ".join(outcome.sentences) if outcome is not None and still is None else ""
            records.append(replace(record, still=still, problem=problem))
    return records, tuple(faults)


def _write(
    request: SheetRequest,
    records: list[ShotRecord],
    faults: tuple[Fault, ...],
    outcomes: tuple[Outcome, ...] = (),
) -> SheetSummary:
    if not records:
        return SheetSummary((), 0, faults, outcomes)
    kind = request.out.suffix.lower()
    if kind in LISTS:
        content = (print_csv if kind == ".csv" else print_json)(records)
        files = _write_files({request.out: content})
    elif kind == ".pdf":
        from zeroshot.batch.sheets.pdf import print_pdf  # late: lists and pictures need no PDF library

        files = _write_files({request.out: print_pdf(_pages(request, records), title=_title(records))})
    else:
        files = _write_pictures(request.out, _pages(request, records))
    return SheetSummary(files, len(records), faults, outcomes)


def _pages(request: SheetRequest, records: Sequence[ShotRecord]) -> list[Page]:
    paper = PAPERS[request.paper]
    if request.is_cards:
        return card_pages(records, paper)
    return contact_pages(records, paper, columns=request.columns)


def _title(records: Sequence[ShotRecord]) -> str:
    titles = list(dict.fromkeys(record.scene_title for record in records))
    return titles[0] if len(titles) == 1 else f"{titles[0]} and {len(titles) - 1} more"


def _write_pictures(out: Path, pages: Sequence[Page]) -> tuple[Path, ...]:
    """Write one picture a page: OUT.png, or OUT-1.png, OUT-2.png … where there are several."""
    from zeroshot.batch.sheets.png import DPI, draw_page

    files: list[Path] = []
    for number, page in enumerate(pages, 1):
        content = io.BytesIO()
        Pillow.fromarray(draw_page(page)).save(content, "PNG", dpi=(DPI, DPI), compress_level=6)
        path = out if len(pages) == 1 else out.with_stem(f"{out.stem}-{number}")
        files += _write_files({path: content.getvalue()})
    return tuple(files)


def _write_files(contents: dict[Path, bytes]) -> tuple[Path, ...]:
    for path, content in contents.items():
        write_whole(path, content, what="the sheet")
    return tuple(contents)

"""``zeroshot find``: the best framings of a moment for what is asked, as a board of stills."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from zeroshot.batch.plan import prepare_folder
from zeroshot.commands.arguments import flag
from zeroshot.commands.exit_codes import FAILED, WELL
from zeroshot.commands.printing import print_faults, print_json
from zeroshot.disk import write_whole
from zeroshot.errors import EditError
from zeroshot.framing.find.adding import adding
from zeroshot.framing.find.asks import Ask, lenses_for_cabin
from zeroshot.framing.find.reasons import found_as_json, lens_and_planes, reasons_of, title_of
from zeroshot.framing.find.shots import Found, FoundShot, find_shots
from zeroshot.framing.lens.optics import size_px
from zeroshot.framing.picture.words import counted, shot_title
from zeroshot.framing.staging import StagedShot, seen_through, stage
from zeroshot.library.lenses import find_prime_set
from zeroshot.render.boards import Cell, draw_board
from zeroshot.render.painter import Painter
from zeroshot.render.reader import Reader
from zeroshot.render.still import write_picture
from zeroshot.scene.document import Document
from zeroshot.scene.files import read_document, write_document

BOX_PX = (480, 360)
BOARD, DATA = "found.png", "found.json"

Words = Annotated[tuple[str, ...], Parameter(negative=(), show_default=False)]


def find(
    scene: Annotated[Path, Parameter(name="SCENE", help="A scene file.")],
    /,
    *,
    shot: Annotated[
        str | None,
        Parameter(help="The shot whose moment, sensor and aspect are taken; the first by default."),
    ] = None,
    of: Annotated[
        Words, Parameter(help="Whom to frame, by id, such as surgeon,cosmonaut; anyone by default.")
    ] = (),
    sizes: Annotated[Words, Parameter(help="Sizes that will do, such as MCU,MS.")] = (),
    sides: Annotated[
        Words, Parameter(help='Sides that will do, such as front,"three-quarter left",profile.')
    ] = (),
    angles: Annotated[Words, Parameter(help="Angles that will do: high, level, low.")] = (),
    visible: Annotated[Words, Parameter(help="Who must be seen, by id.")] = (),
    planes: Annotated[int | None, Parameter(help="How many planes the picture must have.")] = None,
    lenses: Annotated[
        str | None,
        Parameter(
            help='A lens set, such as "Master Prime", or focal lengths, such as 25,35,50; '
            "the camera's own by default."
        ),
    ] = None,
    count: Annotated[int, Parameter(help="How many shots.")] = 12,
    candidates: Annotated[int, Parameter(help="How many candidates are tried at least.")] = 4000,
    seed: Annotated[int, Parameter(help="The same number gives the same shots.")] = 1,
    out: Annotated[
        Path | None, Parameter(help=f"Folder for {BOARD}, the stills in a grid, and {DATA}.")
    ] = None,
    add: Annotated[
        Words, Parameter(help="Numbers of the board to put into the scene as cameras and shots, such as 1,4.")
    ] = (),
    as_json: Annotated[bool, flag("Print what was found as JSON.", name="--json")] = False,
) -> int:
    """Find the best framings of a moment for what is asked, different from one another.

    Thousands of camera set-ups are made and judged; the same seed gives the same ones again, so look at the
    board first and run it again with --add. Exits with 1 when nothing was found.
    """
    document = read_document(scene)
    staged = stage(document, shot, beside=scene.parent)
    ask = Ask(
        of=_split(of), sizes=_split(sizes), sides=_split(sides), angles=_split(angles),
        visible=_split(visible), plane_count=planes, focal_lengths_mm=_focal_lengths(lenses),
        count=count, candidate_count=candidates, seed=seed,
    )  # fmt: skip
    with Reader() as reader:
        found = find_shots(staged, ask, see=reader.picture, scene=str(scene))
    chosen = _chosen(_split(add), found)
    if out is not None:
        _write_board(out, staged, found, title=_board_title(staged, ask))
    if chosen:
        _add(scene, document, staged, chosen, planes)
    _print(found, as_json=as_json)
    return WELL if found.shots else FAILED


def _split(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(part.strip() for word in words for part in word.split(",") if part.strip())


def _focal_lengths(text: str | None) -> tuple[float, ...]:
    """Read "25,35,50" or the name of a lens set. Raises AssetError for a set that is not there."""
    if text is None:
        return ()
    try:
        return tuple(float(part) for part in text.removesuffix("mm").split(","))
    except ValueError:
        return lenses_for_cabin(find_prime_set(text))


def _chosen(numbers: Sequence[str], found: Found) -> list[FoundShot]:
    known = {str(i): shot for i, shot in enumerate(found.shots, 1)}
    for number in numbers:
        if number not in known:
            raise EditError(f'there is no number "{number}" on the board: it has 1 to {len(known)}')
    return [known[number] for number in numbers]


def _add(
    scene: Path, document: Document, staged: StagedShot, chosen: Sequence[FoundShot], planes: int | None
) -> None:
    shot_id = staged.resolved.shot_id if document.shots else None
    for found in chosen:
        document = adding(found, shot_id=shot_id, target_planes=planes).apply(document)
    write_document(document, scene)


def _write_board(out: Path, staged: StagedShot, found: Found, *, title: tuple[str, str]) -> None:
    prepare_folder(out)
    data = json.dumps(_as_json(found), indent=2, ensure_ascii=False) + "\n"
    with Painter() as painter:
        cells = [_cell(painter, staged, shot, i) for i, shot in enumerate(found.shots, 1)]
    if cells:
        board = draw_board(title[0], title[1], cells, columns=3, cell_px=BOX_PX[0])
        write_picture(out / BOARD, board)
    write_whole(out / DATA, data.encode(), what="what was found")


def _cell(painter: Painter, staged: StagedShot, shot: FoundShot, number: int) -> Cell:
    seen = seen_through(staged, shot.camera)
    width_px, height_px = size_px(seen.view, width_px=BOX_PX[0], height_px=BOX_PX[1])
    picture = painter.draw(seen, width_px=width_px, height_px=height_px)
    lines = (lens_and_planes(shot), "; ".join(reasons_of(shot)))
    return Cell(picture, f"{number}  {title_of(shot)}", lines)


def _board_title(staged: StagedShot, ask: Ask) -> tuple[str, str]:
    wishes = [
        ", ".join(ask.sizes), ", ".join(ask.sides), ", ".join(ask.angles),
        f"of {', '.join(ask.of)}" if ask.of else "",
        f"with {', '.join(ask.visible)} seen" if ask.visible else "",
        f"in {counted(ask.plane_count, 'plane')}" if ask.plane_count else "",
    ]  # fmt: skip
    said = " ".join(wish for wish in wishes if wish)
    title = staged.resolved.document.title or "Untitled"
    heading = f"{title}: shot {shot_title(staged.resolved.shot_id)}"
    return heading, f"{said or 'any framing'} (seed {ask.seed})"


def _as_json(found: Found) -> dict[str, Any]:
    return {
        "judged": found.judged_count,
        "fell_out": dict(found.tally),
        "shots": [found_as_json(shot, number) for number, shot in enumerate(found.shots, 1)],
    }


def _print(found: Found, *, as_json: bool) -> None:
    if as_json:
        print_json(_as_json(found))
    for number, shot in enumerate(() if as_json else found.shots, 1):
        print(f"{number:>2}  {title_of(shot)}; {lens_and_planes(shot)}; {'; '.join(reasons_of(shot))}")
    if not found.shots:
        print_faults([_nothing(found)])


def _nothing(found: Found) -> str:
    most = sorted(found.tally.items(), key=lambda row: -row[1])[:3]
    fell = ", ".join(f"{number} {reason}" for reason, number in most if number)
    return (
        f"none of {found.judged_count} set-ups holds all that was asked ({fell}): ask for more sizes, fewer "
        "people, another number of planes, or other lenses"
    )

"""``zeroshot planes``: the same set-up seen in every plane of the scene, and the strip of clocks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from zeroshot.batch.plan import prepare_folder, read_scene
from zeroshot.batch.sizes import box_from_text
from zeroshot.commands.arguments import flag
from zeroshot.commands.exit_codes import BAD_INPUT, WELL
from zeroshot.commands.printing import print_faults, print_json
from zeroshot.framing.picture.strip import StripShot, build_strip
from zeroshot.framing.picture.words import counted
from zeroshot.framing.reading import read_shot
from zeroshot.framing.staging import StagedShot, stage
from zeroshot.render.looks import DEFAULT_LOOK, find_look
from zeroshot.scene.document import Document

Scene = Annotated[Path, Parameter(name="SCENE", help="A scene file.")]

_NOTHING_ASKED = "say where the pictures go: --out DIR for a shot in every plane, --strip FILE for the clocks"


def planes(
    scene: Scene,
    /,
    *,
    out: Annotated[Path | None, Parameter(help="Folder for the stills and the board of one shot.")] = None,
    shot: Annotated[str | None, Parameter(help="The shot, by id; the first by default.")] = None,
    strip: Annotated[
        Path | None, Parameter(help="Picture file for the whole scene: one clock per shot per person.")
    ] = None,
    size: Annotated[
        str, Parameter(help="Box in pixels that every still fits in; its shape stays the camera's.")
    ] = "1280x720",
    look: Annotated[str, Parameter(help="How it is drawn; see `zeroshot render --help`.")] = DEFAULT_LOOK,
    as_json: Annotated[bool, flag("Print what was drawn as JSON.", name="--json")] = False,
) -> int:
    """Draw one shot in every plane of the scene: the station's, each person's, and the halves between.

    The camera stays where it is and only rolls. A board shows all of them with their names, the roll against
    the station, the plane count, everyone's clock, and an arrow where down will be felt.
    """
    if out is None and strip is None:
        print_faults([_NOTHING_ASKED])
        return BAD_INPUT
    document, shot_ids = read_scene(scene)
    told: dict[str, object] = {}
    if out is not None:
        staged = stage(document, shot, beside=scene.parent)
        told["planes"] = _draw_planes(staged, scene, out, box_from_text(size), find_look(look).name, as_json)
    if strip is not None:
        staged_shots = [stage(document, name, beside=scene.parent) for name in shot_ids]
        told["strip"] = _draw_strip(document, staged_shots, scene, strip, as_json)
    if as_json:
        print_json(told)
    return WELL


def _draw_planes(
    staged: StagedShot, scene: Path, out: Path, box_px: tuple[int, int], look: str, is_quiet: bool
) -> list[object]:
    from zeroshot.render.plane_board import board_of, draw_planes
    from zeroshot.render.still import write_picture

    prepare_folder(out)
    stem = f"{scene.stem}_{staged.resolved.shot_id}"
    stills = []
    for still in draw_planes(staged, scene=str(scene), box_px=box_px, look=look):
        stills.append(still)
        path = out / f"{stem}_{still.name}.png"
        write_picture(path, still.picture)
        if not is_quiet:
            print(f"{path}: {still.title}")
    board = out / f"{stem}_board.png"
    write_picture(board, board_of(staged, stills))
    if not is_quiet:
        print(f"{board}: the board")
    return [still.to_json() for still in stills]


def _draw_strip(
    document: Document, staged: Sequence[StagedShot], scene: Path, path: Path, is_quiet: bool
) -> list[object]:
    from zeroshot.render.plane_board import strip_picture
    from zeroshot.render.still import write_picture

    strip: tuple[StripShot, ...] = build_strip([read_shot(each, scene=str(scene)) for each in staged])
    people = {actor.id: (actor.name or actor.id, actor.color) for actor in document.actors}
    write_picture(path, strip_picture(document.title or scene.stem, strip, people))
    if not is_quiet:
        print(f"{path}: the clocks of {counted(len(strip), 'shot')}")
    return [shot.to_json() for shot in strip]

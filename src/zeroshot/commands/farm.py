"""``zeroshot farm``: a bundle that a render farm takes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from zeroshot.batch.farm import Bundle, scenes_of, write_bundle
from zeroshot.batch.origins import own_files_of
from zeroshot.batch.parts import common_folder, split_into_parts
from zeroshot.batch.plan import plan_stills, prepare_folder
from zeroshot.batch.scene_files import find_scene_files
from zeroshot.batch.sheets.make import refuse_unknown_kind
from zeroshot.batch.sizes import aspect_from_text, box_from_text
from zeroshot.commands.arguments import (
    DEFAULT_TIMEOUT_S,
    AspectText,
    OverlayNames,
    PictureKind,
    ScenesOrFolders,
    ShotPatterns,
    SizeText,
    overlays_from_text,
    split_list,
)
from zeroshot.commands.exit_codes import BAD_INPUT, WELL
from zeroshot.commands.printing import print_faults
from zeroshot.errors import SceneFileError
from zeroshot.render.looks import DEFAULT_LOOK, find_look
from zeroshot.render.picture_files import refuse_unsuited

STILLS_PER_PART = 100
"""So that a part takes some minutes: long enough that starting costs little, short enough to lose."""


def farm(
    scenes: ScenesOrFolders,
    /,
    *,
    out: Annotated[Path, Parameter(help="Folder for the bundle; made when it is not there.")],
    stills: Annotated[
        Path | None,
        Parameter(
            help="Folder for the stills, on a disk that the farm shares; stills in --out by default.",
            show_default=False,
        ),
    ] = None,
    part_size: Annotated[
        int, Parameter(name="--part", help="Stills that a machine takes at once.", validator=Number(gte=1))
    ] = STILLS_PER_PART,
    shots: ShotPatterns = (),
    size: SizeText = "1920x1080",
    aspect: AspectText = None,
    look: Annotated[str, Parameter(help="How it is drawn; see `zeroshot render --help`.")] = DEFAULT_LOOK,
    format: PictureKind = "png",
    overlay: OverlayNames = (),
    timeout: Annotated[
        float, Parameter(help="Seconds that one still may take.", validator=Number(gt=0))
    ] = DEFAULT_TIMEOUT_S,
    sheet: Annotated[
        str, Parameter(help='Name of the contact sheet beside the stills; "" for none.')
    ] = "sheet.pdf",
) -> int:
    """Write a bundle for a render farm: Open Job Description, as AWS Deadline Cloud and others take it.

    Nothing is drawn here. `openjd run` runs the bundle on this machine. A scene that cannot be used is left
    out and reported.
    """
    refuse_unsuited(look, format)
    plan = plan_stills(
        find_scene_files(scenes),
        out=Path(),
        patterns=split_list(shots),
        box_px=box_from_text(size),
        look=find_look(look).name,
        suffix=f".{format}",
        aspect=None if aspect is None else aspect_from_text(aspect),
        overlays=overlays_from_text(overlay, look=look),
    )
    sentences = [sentence for fault in plan.faults for sentence in fault.sentences]
    if not plan.jobs:
        print_faults(sentences)
        raise SceneFileError("there is no still to draw, so there is no bundle")
    if sheet:
        refuse_unknown_kind(Path(sheet))
    prepare_folder(out)
    inputs = own_files_of(scenes_of(plan.jobs))
    root = common_folder(inputs)
    parts = split_into_parts(plan.jobs, part_size=part_size, root=root)
    stills_folder = stills or out / "stills"
    title = f"zeroshot: {len(plan.jobs)} stills of {root.name}"
    bundle = Bundle(title, parts, root, stills_folder, inputs, timeout, sheet)
    for path in write_bundle(out, bundle):
        print(path)
    print(f"{len(plan.jobs)} stills in {len(parts.parts)} parts; the stills will be in {stills_folder}")
    print_faults(sentences)
    return BAD_INPUT if plan.faults else WELL

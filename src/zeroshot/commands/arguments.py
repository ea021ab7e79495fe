"""Arguments that several commands take, declared once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from zeroshot.errors import OutputError
from zeroshot.render.looks import find_look

Scenes = Annotated[tuple[Path, ...], Parameter(name="SCENE...", help="Scene files.", negative=())]

ScenesOrFolders = Annotated[
    tuple[Path, ...], Parameter(name="SCENE...", help="Scene files, or folders of them.", negative=())
]
ShotPatterns = Annotated[
    tuple[str, ...],
    Parameter(
        help="Shots by id or pattern, such as 1a or 2* or 1a,2b; every shot by default.",
        negative=(),
        show_default=False,
    ),
]
SizeText = Annotated[
    str, Parameter(help="Box in pixels that every picture fits in; its shape stays the camera's.")
]
AspectText = Annotated[
    str | None,
    Parameter(help="Crop every picture to this shape, such as 2.39 or 16:9.", show_default=False),
]
PictureKind = Annotated[
    Literal["png", "jpg", "webp", "exr"],
    Parameter(help="Kind of picture file; exr holds linear light, or the metres of depth."),
]
OverlayNames = Annotated[
    tuple[str, ...],
    Parameter(
        name="--overlay",
        help="Draw these over a copy beside each still: guides, horizons, down, clocks, slate.",
        negative=(),
        show_default=False,
    ),
]

DEFAULT_TIMEOUT_S = 600.0
"""For one still: a film still of 16384 pixels takes less on one core."""


def split_list(texts: Iterable[str]) -> tuple[str, ...]:
    """Take apart what stands in one argument with commas between."""
    return tuple(part.strip() for text in texts for part in text.split(",") if part.strip())


def overlays_from_text(texts: Iterable[str], *, look: str) -> tuple[str, ...]:
    """Read overlays. Raises RenderError for an unknown one, OutputError where the look has no picture."""
    names = split_list(texts)
    if not names:
        return ()
    from zeroshot.render.overlays import check_overlays  # imports much

    if find_look(look).is_metres:
        raise OutputError(f'overlays need a picture, and the look "{look}" has distances: ask for another')
    return check_overlays(names)


def flag(help_text: str, *, name: str | None = None) -> Parameter:
    """Declare a switch that is off unless it is given, with no ``--no-…`` beside it."""
    return Parameter(name=name, help=help_text, negative=(), show_default=False)

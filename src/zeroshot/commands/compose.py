"""``zeroshot compose``: one composing move in a scene file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from zeroshot.commands.arguments import flag
from zeroshot.commands.exit_codes import WELL
from zeroshot.errors import EditError
from zeroshot.framing.moves.table import build_move
from zeroshot.framing.picture.words import describe
from zeroshot.framing.reading import read_shot
from zeroshot.framing.staging import stage
from zeroshot.library.models import is_model_path
from zeroshot.scene.document import Document, Module, Prop
from zeroshot.scene.files import read_document, write_document


def compose(
    scene: Annotated[Path, Parameter(name="SCENE", help="A scene file.")],
    move: Annotated[str, Parameter(name="MOVE", help="A composing move; `zeroshot moves` lists them.")],
    words: Annotated[
        tuple[str, ...],
        Parameter(name="NAME=VALUE...", help="What the move takes, such as a=surgeon.", negative=()),
    ] = (),
    /,
    *,
    shot: Annotated[str | None, Parameter(help="The shot to compose; the first by default.")] = None,
    this_shot: Annotated[
        bool, flag("Change this shot only, in its blocking; other shots stay as they are.")
    ] = False,
    out: Annotated[
        Path | None,
        Parameter(help="Where to write the scene; by default over the old one, which stays as a .bak file."),
    ] = None,
) -> int:
    """Compose a shot by one move and say how it reads then.

    For example: zeroshot compose scene.json face-to-face a=surgeon b=cosmonaut roll_deg=90 --shot 1a
    """
    document = read_document(scene)
    edit = build_move(move, _pairs(words), shot_id=shot, this_shot_only=this_shot, beside=scene.parent)
    changed = edit.apply(document)
    target = out or scene
    _refuse_lost_models(changed, scene, target)
    write_document(changed, target)
    print(describe(read_shot(stage(changed, shot, beside=scene.parent), scene=str(target))))
    return WELL


def _pairs(words: Sequence[str]) -> Mapping[str, str]:
    """Read "a=surgeon" as name and value; a name with dashes is the one with underscores."""
    found: dict[str, str] = {}
    for word in words:
        name, sign, value = word.partition("=")
        if not sign:
            raise EditError(f'"{word}" is no NAME=VALUE: write it like roll_deg=90')
        found[name.strip().replace("-", "_")] = value.strip()
    return found


def _refuse_lost_models(document: Document, scene: Path, target: Path) -> None:
    """Refuse to write a scene into another folder when it finds models beside itself."""
    if target.resolve().parent == scene.resolve().parent:
        return
    models: list[Module | Prop] = [*document.set.modules, *document.props]
    for item in models:
        if is_model_path(item.model):
            raise EditError(
                f'"{item.id}" has its model beside the scene file, at {item.model}: '
                f"write the scene into the same folder, {scene.parent}"
            )

"""``zeroshot import``: take a mesh of another program into a project."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from cyclopts import Parameter

from zeroshot.commands.arguments import flag
from zeroshot.commands.exit_codes import WELL
from zeroshot.commands.printing import print_json
from zeroshot.errors import AssetError
from zeroshot.exchange.imports import (
    MAX_TRIANGLES,
    Imported,
    ImportWish,
    longest_side,
    open_questions,
    prepare_import,
    write_import,
)
from zeroshot.exchange.units import offer_units, parse_axes, parse_unit

Answer = TypeVar("Answer")


def import_mesh(
    file: Annotated[Path, Parameter(name="FILE", help="A mesh: GLB, glTF, OBJ, STL, PLY, 3MF, DAE, STEP.")],
    /,
    *,
    out: Annotated[Path, Parameter(help="The folder for the model.")] = Path(),
    name: Annotated[str, Parameter(help="The name of the model; absent: from the file.")] = "",
    title: Annotated[str, Parameter(help="Its title in lists.")] = "",
    kind: Annotated[Literal["module", "prop"], Parameter(help="A piece of the set, or a thing.")] = "prop",
    units: Annotated[
        str | None, Parameter(help="Its unit: m, dm, cm, mm, km, in, ft, yd, or metres per unit.")
    ] = None,
    scale: Annotated[float, Parameter(help="Multiplies its size.")] = 1.0,
    axes: Annotated[
        str | None,
        Parameter(
            help="y-overhead, z-overhead, or its axes forward, right and down: --axes=-Z,+X,-Y.",
            allow_leading_hyphen=True,
        ),
    ] = None,
    max_triangles: Annotated[int, Parameter(help="Reduce it to about this many.")] = MAX_TRIANGLES,
    licence: Annotated[str, Parameter(help="The licence it comes under.")] = "",
    credit: Annotated[str, Parameter(help="Whom to name for it.")] = "",
    source: Annotated[str, Parameter(help="Where it comes from.")] = "",
    replace_old: Annotated[bool, flag("Replace a model of that name.", name="--replace")] = False,
    dry_run: Annotated[bool, flag("Say how big it would be; write nothing.")] = False,
    as_json: Annotated[bool, flag("Print what was done as JSON.", name="--json")] = False,
) -> int:
    """Take a mesh into a project: in metres, mended, with its textures and a facts file to fill."""
    wish = ImportWish(
        path=file,
        name=name,
        title=title,
        kind=kind,
        metres_per_unit=None if units is None else parse_unit(units),
        scale=scale,
        axes=None if axes is None else parse_axes(axes),
        max_triangles=max_triangles,
        licence=licence,
        credit=credit,
        source=source,
    )
    if sys.stdin.isatty() and sys.stdout.isatty() and not as_json:
        wish = _ask(wish)
    imported = prepare_import(wish)
    written = () if dry_run else write_import(imported, out, replace=replace_old)
    if as_json:
        print_json(_report(imported, written))
    else:
        _print(imported, written)
    return WELL


def _ask(wish: ImportWish) -> ImportWish:
    """Ask a person at a terminal what the file does not say; an answer that says nothing is asked again."""
    unsaid = open_questions(wish.path)
    if "unit" in unsaid and wish.metres_per_unit is None:
        print(f'"{wish.path.name}" does not say its unit. Its longest side would be:')
        for line in offer_units(longest_side(wish.path)).split("; "):
            print(f"  {line}")
        wish = replace(wish, metres_per_unit=_answer("Its unit (m, cm, mm, in, ft, …)", parse_unit))
    if "axes" in unsaid and wish.axes is None:
        print(f'"{wish.path.name}" does not say which way it stands.')
        wish = replace(wish, axes=_answer("Its axes (y-overhead, z-overhead, -Z,+X,-Y, …)", parse_axes))
    return wish


def _answer(question: str, parse: Callable[[str], Answer]) -> Answer:
    while True:
        try:
            return parse(input(f"{question}: ").strip())
        except AssetError as error:
            print(error)


def _report(imported: Imported, written: tuple[Path, ...]) -> dict[str, object]:
    return {
        "model": imported.facts.model_dump(mode="json", exclude_none=True),
        "size": imported.size_sentence,
        "remarks": list(imported.remarks),
        "files": [str(path) for path in written],
    }


def _print(imported: Imported, written: tuple[Path, ...]) -> None:
    facts = imported.facts
    print(f"{facts.title}: {imported.size_sentence}.")
    print(f"{facts.triangles:,} triangles.")
    for remark in imported.remarks:
        print(f"{remark[:1].upper()}{remark[1:]}.")
    if written:
        print(f'Written to {written[0]}: a scene beside it names it as "model": "./{written[0].name}".')
        blanks = [label for label in ("licence", "credit") if not getattr(facts, label)]
        if blanks:
            print(f"Fill in its {' and '.join(blanks)} in {written[1]}.")

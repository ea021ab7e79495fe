"""``zeroshot models``: what the library holds, how large it is, and how far that can be trusted."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter
from rich.table import Table

from zeroshot.commands.arguments import flag
from zeroshot.commands.exit_codes import WELL
from zeroshot.commands.printing import print_json, stdout_console
from zeroshot.disk import write_whole
from zeroshot.library.models import Model, find_model, list_models

SIDES = "Length × width × height"
_HEADINGS = ("Name", "Title", "Kind", SIDES, "Volume", "Accuracy", "Triangles", "Source")


def models(
    name: Annotated[str | None, Parameter(help="A model, for all that is known of it.")] = None,
    /,
    *,
    build: Annotated[
        Path | None, Parameter(help="A recipe of your own (TOML) to build a module of racks from.")
    ] = None,
    out: Annotated[
        Path | None, Parameter(help="Folder for what is built; beside the recipe by default.")
    ] = None,
    as_json: Annotated[bool, flag("Print the facts as JSON.", name="--json")] = False,
) -> int:
    """List the models of the library with their dimensions and accuracy, or build one of your own."""
    if build is not None:
        return _build(build, out or build.parent, as_json=as_json)
    found = list_models() if name is None else (find_model(name, beside=None),)
    if as_json:
        facts = [_facts(model) for model in found]
        print_json(facts if name is None else facts[0])
    else:
        stdout_console().print(_table(found) if name is None else _card(found[0]))
    return WELL


def _build(recipe: Path, folder: Path, *, as_json: bool) -> int:
    """Build a module from a recipe into a folder and say what came out."""
    # Modelling draws textures and is not wanted in any other command.
    from zeroshot.modelling.catalogue import files_of
    from zeroshot.modelling.own_recipe import read_recipe
    from zeroshot.modelling.parts.rack_module import build_rack_module

    module = read_recipe(recipe)
    mesh, facts = files_of(lambda: build_rack_module(module))
    for suffix, content in ((".glb", mesh), (".json", facts.encode())):
        write_whole(folder / f"{module.name}{suffix}", content, what="the model")
    model = find_model(f"./{module.name}.glb", beside=folder)
    if as_json:
        print_json(_facts(model))
    else:
        stdout_console().print(_card(model))
    return WELL


def _facts(model: Model) -> dict[str, Any]:
    facts: dict[str, Any] = model.facts.model_dump(mode="json", exclude_none=True)
    return facts


def _table(found: tuple[Model, ...]) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in _HEADINGS:
        table.add_column(heading, justify="right" if heading == "Triangles" else "left")
    for model in found:
        facts = model.facts
        source = facts.sources[0] if facts.sources else ""
        cells = (
            model.name,
            model.title,
            model.kind,
            _sides(model),
            _volume(model),
            facts.accuracy,
            _triangles(model),
            source,
        )
        table.add_row(*cells)
    return table


def _card(model: Model) -> Table:
    """Show one model, a line for each thing known of it; what is not known has none."""
    facts = model.facts
    table = Table(box=None, pad_edge=False, show_header=False)
    rows = [
        ("Name", model.name),
        ("Title", model.title),
        ("Kind", model.kind),
        (SIDES, _sides(model)),
        *((name.replace("_", " "), f"{value:g} m") for name, value in facts.dimensions_m.items()),
        ("Volume", _volume(model)),
        ("Accuracy", facts.accuracy),
        ("Triangles", _triangles(model)),
        ("Named points", _points(model)),
        *(("Source", source) for source in facts.sources),
        ("Licence", facts.licence),
        ("Credit", facts.credit),
        ("Mesh", str(model.mesh_path)),
    ]
    for label, value in rows:
        if value:
            table.add_row(label, value)
    return table


def _sides(model: Model) -> str:
    """Say the sides of the model's box, along its forward, right and down."""
    if model.facts.bounds_m is None:
        return ""
    lowest, highest = model.facts.bounds_m
    sides = [high - low for low, high in zip(lowest, highest, strict=True)]
    return " × ".join(f"{side:.2f}" for side in sides) + " m"


def _volume(model: Model) -> str:
    """Say the room in a module, and what is published of its pressurised volume, racks and all."""
    facts = model.facts
    said = [] if facts.cabin_m3 is None else [f"{facts.cabin_m3:g} m³ cabin"]
    if facts.volume_m3 is not None:
        said.append(f"{facts.volume_m3:g} m³ pressurised")
    return ", ".join(said)


def _triangles(model: Model) -> str:
    return "" if model.facts.triangles is None else f"{model.facts.triangles:,}"


def _points(model: Model) -> str:
    counts = Counter(point.kind for point in model.points.values())
    return ", ".join(f"{counts[kind]} {kind}" for kind in sorted(counts))

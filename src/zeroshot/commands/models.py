"""``zeroshot models``: what the library holds, how large it is, and how far that can be trusted."""

from __future__ import annotations

from typing import Annotated, Any

from cyclopts import Parameter
from rich.table import Table

from zeroshot.commands.arguments import flag
from zeroshot.commands.printing import print_json, stdout_console
from zeroshot.library.models import Model, find_model, list_models


def models(
    name: Annotated[str | None, Parameter(help="A model, for everything that is known of it.")] = None,
    /,
    *,
    as_json: Annotated[bool, flag("Print the facts as JSON.", name="--json")] = False,
) -> int:
    """List the models of the library with their dimensions and accuracy."""
    if name is None:
        found = list(list_models())
        if as_json:
            print_json([_facts(model) for model in found])
        else:
            stdout_console().print(_table(found))
        return 0
    model = find_model(name, beside=None)
    if as_json:
        print_json(_facts(model))
    else:
        stdout_console().print(_card(model))
    return 0


def _facts(model: Model) -> dict[str, Any]:
    facts: dict[str, Any] = model.facts.model_dump(mode="json")
    return facts


def _table(found: list[Model]) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in ("Name", "Title", "Kind", "Length × width × height", "Accuracy", "Triangles", "Source"):
        table.add_column(heading, justify="right" if heading == "Triangles" else "left")
    for model in found:
        facts = model.facts
        source = facts.sources[0] if facts.sources else ""
        table.add_row(
            model.name, model.title, model.kind, _size(model), facts.accuracy, f"{facts.triangles:,}", source
        )
    return table


def _card(model: Model) -> Table:
    facts = model.facts
    table = Table(box=None, pad_edge=False, show_header=False)
    rows = [
        ("Name", model.name),
        ("Title", model.title),
        ("Kind", model.kind),
        ("Length × width × height", _size(model)),
        *((name.replace("_", " "), f"{value:g} m") for name, value in facts.dimensions_m.items()),
        ("Accuracy", facts.accuracy),
        ("Triangles", f"{facts.triangles:,}"),
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


def _size(model: Model) -> str:
    """Say the sides of the model's box along its forward, right and down."""
    lowest, highest = model.facts.bounds_m
    sides = [high - low for low, high in zip(lowest, highest, strict=True)]
    return " × ".join(f"{side:.2f}" for side in sides) + " m"


def _points(model: Model) -> str:
    counts: dict[str, int] = {}
    for point in model.facts.points.values():
        counts[point.kind] = counts.get(point.kind, 0) + 1
    return ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()))

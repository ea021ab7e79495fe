"""``zeroshot moves``: the composing moves and what each takes."""

from __future__ import annotations

import dataclasses
import inspect
from typing import Annotated, Any

from cyclopts import Parameter
from rich.table import Table

from zeroshot.commands.arguments import flag
from zeroshot.commands.exit_codes import WELL
from zeroshot.commands.printing import print_json, stdout_console
from zeroshot.errors import EditError, did_you_mean
from zeroshot.framing.moves.base import Move
from zeroshot.framing.moves.table import MOVES, parameters_of, sentence_of


def moves(
    name: Annotated[str | None, Parameter(help="A move, for all that it takes.")] = None,
    /,
    *,
    as_json: Annotated[bool, flag("Print moves and parameters as JSON.", name="--json")] = False,
) -> int:
    """List the composing moves, or say all about one."""
    if name is not None and name not in MOVES:
        raise EditError(f'there is no move "{name}"{did_you_mean(name, MOVES)}; `zeroshot moves` lists them')
    wanted = MOVES if name is None else {name: MOVES[name]}
    if as_json:
        print_json([_as_json(key, move) for key, move in wanted.items()])
    elif name is not None:
        print(f"{usage_of(name)}\n\n{explanation_of(MOVES[name])}")
    else:
        table = Table(box=None, pad_edge=False, show_header=False)
        for key, move in MOVES.items():
            table.add_row(key, sentence_of(move))
        stdout_console().print(table)
    return WELL


def usage_of(name: str) -> str:
    """Return a move as it is typed: "face-to-face a=… b=… [roll_deg=0]"."""
    return " ".join([name, *(_word(field) for field in parameters_of(MOVES[name]).values())])


def explanation_of(move: type[Move]) -> str:
    """Return all that a move's description says."""
    return inspect.cleandoc(move.__doc__ or "")


def _word(field: dataclasses.Field[Any]) -> str:
    if field.default is dataclasses.MISSING:
        return f"{field.name}=…"
    return f"[{field.name}={_spoken(field.default)}]"


def _spoken(value: Any) -> str:
    if isinstance(value, tuple):
        return ",".join(f"{part:g}" for part in value)
    return f"{value:g}" if isinstance(value, float) else ("" if value is None else str(value))


def _as_json(name: str, move: type[Move]) -> dict[str, Any]:
    return {
        "name": name,
        "verb": move.verb,
        "sentence": sentence_of(move),
        "explanation": explanation_of(move),
        "parameters": [
            {
                "name": field.name,
                "is_needed": field.default is dataclasses.MISSING,
                "usual": None if field.default is dataclasses.MISSING else field.default,
            }
            for field in parameters_of(move).values()
        ],
    }

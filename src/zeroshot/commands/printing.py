"""How commands speak: results to stdout, what went wrong to stderr, one sentence a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any

from rich.console import Console

from zeroshot.batch.faults import sentences_of
from zeroshot.errors import ZeroshotError

_UNLIMITED_COLUMNS = 10_000


def print_error(error: ZeroshotError) -> None:
    """Print an error's sentences on stderr."""
    print_faults(sentences_of(error))


def print_faults(sentences: Iterable[str]) -> None:
    """Print sentences on stderr, one a line, each with the program's name before it."""
    for sentence in sentences:
        print(f"zeroshot: {sentence}", file=sys.stderr)


def print_json(data: Any) -> None:
    """Print data on stdout as indented JSON."""
    print(json.dumps(data, indent=2, ensure_ascii=False))


def print_json_line(data: Any) -> None:
    """Print data on stdout as one line of JSON, at once."""
    print(json.dumps(data, ensure_ascii=False), flush=True)


def stdout_console() -> Console:
    """Build a console for tables: as wide as the terminal, or, where there is none, as wide as they need."""
    is_terminal = sys.stdout.isatty()
    return Console(width=None if is_terminal else _UNLIMITED_COLUMNS, highlight=False)

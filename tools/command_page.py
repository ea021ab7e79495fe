"""Fill docs/commands.md and docs/moves.md with what the commands in them print of themselves.

Run: ``python tools/command_page.py``. Filled is what follows ``--help`` and ``zeroshot moves NAME``.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
from pathlib import Path

from zeroshot.cli import run

DOCS = Path(__file__).parents[1] / "docs"
PAGES = (DOCS / "commands.md", DOCS / "moves.md")
COLUMNS = "100"


def filled(page: str) -> str:
    """Return the page with every console block that asks for help followed by what is said today."""
    return re.sub(r"```console\n(.*?)```", _fill, page, flags=re.DOTALL)


def _fill(block: re.Match[str]) -> str:
    commands = re.findall(
        r"^\$ (zeroshot (?:.*--help|moves [a-z-]+)|zeroshot --help)$", block[1], flags=re.MULTILINE
    )
    if not commands:
        return block[0]
    shown = "\n\n".join(f"$ {command}\n{_help_of(command)}" for command in commands)
    return f"```console\n{shown}\n```"


def _help_of(command: str) -> str:
    printed = io.StringIO()
    before = dict(os.environ)
    os.environ.update(COLUMNS=COLUMNS, NO_COLOR="1", TERM="dumb")
    try:
        with contextlib.redirect_stdout(printed):
            run(command.split()[1:])
    finally:
        os.environ.clear()
        os.environ.update(before)
    lines = [line.rstrip() for line in printed.getvalue().splitlines()]
    return "\n".join(lines).strip("\n")


if __name__ == "__main__":
    for page in PAGES:
        page.write_text(filled(page.read_text(encoding="utf-8")), encoding="utf-8")

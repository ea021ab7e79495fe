"""Arguments that several commands take, declared once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

Scenes = Annotated[tuple[Path, ...], Parameter(name="SCENE...", help="Scene files.", negative=())]


def flag(help_text: str, *, name: str | None = None) -> Parameter:
    """Declare a switch that is off unless it is given, with no ``--no-…`` beside it."""
    return Parameter(name=name, help=help_text, negative=(), show_default=False)

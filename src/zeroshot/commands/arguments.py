"""Arguments that several commands take, declared once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

Scenes = Annotated[tuple[Path, ...], Parameter(name="SCENE", help="Scene files.", negative=())]
AsJson = Annotated[bool, Parameter(name="--json", negative=(), show_default=False)]

"""``zeroshot schema``: the JSON Schema of scene files."""

from __future__ import annotations

from zeroshot.commands.exit_codes import WELL
from zeroshot.scene.schema import schema_text


def schema() -> int:
    """Print the JSON Schema of scene files."""
    print(schema_text().rstrip("\n"))
    return WELL

"""The committed JSON Schema is that of the models."""

from __future__ import annotations

import json
from pathlib import Path

from zeroshot.scene.schema import schema_text

COMMITTED = Path(__file__).parents[2] / "docs" / "scene.schema.json"


def test_the_committed_schema_equals_the_models() -> None:
    committed = COMMITTED.read_text(encoding="utf-8")
    assert committed == schema_text(), "run: zeroshot schema > docs/scene.schema.json"


def test_the_schema_names_what_a_file_must_hold() -> None:
    schema = json.loads(schema_text())
    assert schema["required"] == ["format", "version"]
    assert schema["additionalProperties"] is False
    assert schema["$defs"]["Shot"]["required"] == ["id", "camera"]
    assert "title" not in schema["$defs"]["Shot"]["properties"]["name"]

"""The scene file's JSON Schema, for editors and scripts of other people."""

from __future__ import annotations

import json

from pydantic.json_schema import GenerateJsonSchema

from zeroshot.scene.document import FORMAT, VERSION, Document


class _Untitled(GenerateJsonSchema):
    """Leaves out titles like "Position M", which say the key again."""

    def field_title_should_be_set(self, schema: object) -> bool:
        """Say no for every field."""
        return False


def schema_text() -> str:
    """Print the JSON Schema (2020-12) of the newest version; the committed copy equals it."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Document.model_json_schema(schema_generator=_Untitled),
        "title": f"{FORMAT} version {VERSION}",
        "required": ["format", "version"],
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"

"""The scene file's JSON Schema, for editors and scripts of other people."""

from __future__ import annotations

import json

from zeroshot.scene.document import FORMAT, VERSION, Document


def schema_text() -> str:
    """Print the JSON Schema (2020-12) of the newest version; the committed copy equals it."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{FORMAT} version {VERSION}",
        **{key: value for key, value in Document.model_json_schema().items() if key != "title"},
    }
    schema["required"] = ["format", "version"]
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"

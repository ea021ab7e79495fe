"""Write a model's facts: the .json beside its mesh."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from zeroshot.mesh import Mesh
from zeroshot.modelling.kit.model import ModelDraft, rounded
from zeroshot.modelling.kit.volume import cabin_m3
from zeroshot.spatial import Array


def facts_text(draft: ModelDraft, mesh: Mesh) -> str:
    """Return the facts of a draft and its mesh as JSON, vectors on one line, for reading and for diffs."""
    facts: dict[str, Any] = {
        "format": "zeroshot.model",
        "version": 1,
        "name": draft.name,
        "title": draft.title,
        "kind": draft.kind,
        "mesh": f"{draft.name}.glb",
        "metres_per_unit": 1.0,
        "axes": {"forward": "+Z", "right": "-X", "down": "-Y"},
        "accuracy": draft.accuracy,
        "sources": list(draft.sources),
        "licence": "Apache-2.0",
        "credit": "",
        "dimensions_m": draft.dimensions_m,
        "bounds_m": [rounded(corner) for corner in mesh.bounds_m],
        "triangles": mesh.triangle_count,
    }
    if draft.volume_m3 is not None:
        facts["volume_m3"] = draft.volume_m3
    if draft.kind == "module":
        facts["cabin_m3"] = round(cabin_m3(draft.sculpture.pieces, _lit_places(draft)), 1)
    if draft.options:
        facts["options"] = {name: list(values) for name, values in draft.options.items()}
    facts["points"] = draft.points
    return _layout(facts) + "\n"


def _lit_places(draft: ModelDraft) -> list[Array]:
    """Return places in the cabin: before its lamps, half a metre on."""
    lamps = [point for point in draft.points.values() if point["kind"] == "luminaire"]
    return [np.array(lamp["position_m"]) + 0.5 * np.array(lamp["normal"]) for lamp in lamps]


def _layout(value: Any, indent: str = "") -> str:
    if isinstance(value, dict) and value and len(json.dumps(value)) > 90 - len(indent):
        inner = indent + "  "
        lines = [f"{inner}{json.dumps(key)}: {_layout(item, inner)}" for key, item in value.items()]
        return "{\n" + ",\n".join(lines) + f"\n{indent}}}"
    if isinstance(value, list) and value and isinstance(value[0], str):
        inner = indent + "  "
        return (
            "[\n"
            + ",\n".join(inner + json.dumps(item, ensure_ascii=False) for item in value)
            + f"\n{indent}]"
        )
    return json.dumps(value, ensure_ascii=False)

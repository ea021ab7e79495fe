"""Every model there is a recipe for, and how a recipe becomes files."""

from __future__ import annotations

from collections.abc import Callable

from zeroshot.errors import AssetError, did_you_mean
from zeroshot.modelling.destiny import build_destiny
from zeroshot.modelling.facts import facts_text
from zeroshot.modelling.gltf import glb_bytes
from zeroshot.modelling.model import ModelDraft, build_mesh
from zeroshot.modelling.props import build_camera_rig, build_laptop, build_table

MODELS: dict[str, Callable[[], ModelDraft]] = {
    "destiny": build_destiny,
    "laptop": build_laptop,
    "table": build_table,
    "camera-rig": build_camera_rig,
}


def build_model(name: str) -> tuple[bytes, str]:
    """Return the .glb and the facts of a model. Raises AssetError for a name without a recipe."""
    if name not in MODELS:
        raise AssetError(f'there is no recipe for a model "{name}"{did_you_mean(name, MODELS)}')
    draft = MODELS[name]()
    mesh, _ = build_mesh(draft, size_px=2048 if draft.kind == "module" else 512)
    return glb_bytes(mesh, name=name), facts_text(draft, mesh)

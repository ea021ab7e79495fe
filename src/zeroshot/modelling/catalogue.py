"""Every model there is a recipe for, and how a recipe becomes files."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache

from zeroshot.errors import AssetError, did_you_mean
from zeroshot.library.gltf_writer import glb_bytes
from zeroshot.modelling import modules, props
from zeroshot.modelling.kit.facts import facts_text
from zeroshot.modelling.kit.model import ModelDraft, build_levels
from zeroshot.modelling.kit.sculpture import lighter

Recipe = Callable[[], ModelDraft]

TEXTURE_PX = {"module": 2048, "prop": 512}


@cache
def recipes() -> dict[str, Recipe]:
    """Return every recipe by the name of its model: what the files of modules/ and props/ say in RECIPES."""
    found: dict[str, Recipe] = {}
    for folder in (modules, props):
        for entry in pkgutil.iter_modules(folder.__path__):
            file = importlib.import_module(f"{folder.__name__}.{entry.name}")
            found.update(getattr(file, "RECIPES", {}))
    return dict(sorted(found.items()))


def build_model(name: str) -> tuple[bytes, str]:
    """Return the .glb and the facts of a model. Raises AssetError for a name without a recipe."""
    if name not in recipes():
        raise AssetError(f'there is no recipe for a model "{name}"{did_you_mean(name, recipes())}')
    return files_of(recipes()[name])


def files_of(recipe: Recipe) -> tuple[bytes, str]:
    """Return the .glb, with its lighter level, and the facts of what a recipe builds.

    Raises OutputError when its textures do not fit.
    """
    draft = recipe()
    with lighter():
        light_draft = recipe()
    mesh, light = build_levels(draft, light_draft, size_px=TEXTURE_PX[draft.kind])
    return glb_bytes(mesh, name=draft.name, light=light), facts_text(draft, mesh)

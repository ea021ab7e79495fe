"""What of a scene has no model to be drawn by, and the scene without it, so that the rest is seen."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from zeroshot.desk.free_camera import FreeCamera
from zeroshot.errors import ZeroshotError
from zeroshot.library.models import find_model
from zeroshot.scene.document import Document, Module, Prop

Shown = TypeVar("Shown", Module, Prop)


def missing_models(document: Document, beside: Path | None) -> dict[str, str]:
    """Return by id the modules and props whose model cannot be found, and why.

    beside: the folder that models given as paths are found from.
    """
    found: dict[str, str] = {}
    models = [(item.id, item.model) for item in document.set.modules]
    models += [(item.id, item.model) for item in document.props]
    for item_id, model in models:
        try:
            find_model(model, beside=beside)
        except ZeroshotError as error:
            found[item_id] = str(error)
    return found


def drawable(document: Document, missing: Mapping[str, str], view: FreeCamera) -> Document:
    """Return the document as it can be staged: with what is missing hidden, and with a camera.

    missing: as of `missing_models`. view: becomes the camera of a document that has none.
    """
    if missing:
        document = _without(document, missing)
    if document.cameras:
        return document
    return document.model_copy(update={"cameras": (view.as_camera(aspect=16.0 / 9.0),)})


def _without(document: Document, missing: Mapping[str, str]) -> Document:
    """Return the document with some things hidden; nothing of it is ever saved."""

    def shown(items: tuple[Shown, ...]) -> tuple[Shown, ...]:
        return tuple(
            item.model_copy(update={"hidden": True}) if item.id in missing else item for item in items
        )

    modules = document.set.model_copy(update={"modules": shown(document.set.modules)})
    return document.model_copy(update={"set": modules, "props": shown(document.props)})

"""The changes a director can make to light: switches of a module, a camera's exposure, the time of day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zeroshot.scene.document import Document, Exposure, Orbit
from zeroshot.scene.revision import Edit, revised, with_item
from zeroshot.scene.values import FrozenDict


@dataclass(frozen=True)
class SetLights(Edit):
    """Switch the lamps of a module: levels 0 to 1 by "all", group or luminaire; None switches all on."""

    module_id: str
    levels: Mapping[str, float] | None
    verb = "Switch lights"

    def __post_init__(self) -> None:
        if self.levels is not None:
            object.__setattr__(self, "levels", FrozenDict(self.levels))

    def _revise(self, document: Document) -> Document:
        return with_item(document, document.module(self.module_id).id, lights=self.levels)


@dataclass(frozen=True)
class SetExposure(Edit):
    """Set how a camera exposes; None for automatic."""

    camera_id: str
    exposure: Exposure | None
    verb = "Change exposure"

    def _revise(self, document: Document) -> Document:
        return with_item(document, document.camera(self.camera_id).id, exposure=self.exposure)


@dataclass(frozen=True)
class SetOrbit(Edit):
    """Set the minute of the orbit, which says where sun and night are; None for a day that looks good."""

    orbit: Orbit | None
    verb = "Change time of orbit"

    def _revise(self, document: Document) -> Document:
        return revised(document, set=revised(document.set, orbit=self.orbit))

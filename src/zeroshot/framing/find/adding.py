"""Put a found shot into the scene: a camera, and a shot through it with everyone where they were."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from zeroshot.framing.find.reasons import title_of
from zeroshot.framing.find.shots import FoundShot
from zeroshot.scene.document import Camera, Document, Shot
from zeroshot.scene.edits import AddCamera, AddShot
from zeroshot.scene.revision import Composite, Edit

LONGEST_NAME = 80


@dataclass(frozen=True)
class AddFoundShot(Edit):
    """Add a camera, and behind all others a shot through it that is blocked like the one it was found for.

    shot_id: that one; None in a scene without shots, where every camera is a shot of its own.
    """

    camera: Camera
    name: str
    shot_id: str | None
    target_planes: int | None = None
    verb = "Add found shot"

    def _revise(self, document: Document) -> Document:
        camera_id = _free_id("found", document.items())
        camera = self.camera.model_copy(update={"id": camera_id, "name": self.name[:LONGEST_NAME]})
        edits: list[Edit] = [AddCamera(camera)]
        if document.shots:
            base = document.shot(self.shot_id or document.shots[0].id)
            shot = Shot(
                id=_free_id("found", [shot.id for shot in document.shots]),
                name=self.name[:LONGEST_NAME],
                camera=camera_id,
                target_planes=self.target_planes,
                duration_s=base.duration_s,
                blocking=base.blocking,
            )
            edits.append(AddShot(shot))
        return Composite(tuple(edits), self.verb).apply(document)


def adding(found: FoundShot, *, shot_id: str | None, target_planes: int | None = None) -> AddFoundShot:
    """Return the edit that adds a found shot. shot_id: the shot for whose moment it was found."""
    return AddFoundShot(found.camera, title_of(found), shot_id, target_planes)


def _free_id(stem: str, taken: Collection[str]) -> str:
    lowered = {name.lower() for name in taken}
    return next(name for i in range(1, len(lowered) + 2) if (name := f"{stem}-{i}") not in lowered)

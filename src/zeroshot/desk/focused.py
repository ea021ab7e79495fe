"""Framing moves as the app makes them: who is framed is sharp, too."""

from __future__ import annotations

from dataclasses import dataclass

from zeroshot.framing.moves.base import Move
from zeroshot.scene.document import Document

LEAST_FOCUS_M = 0.05
"""Nobody's eyes are so near before a lens that it could focus there: then focus stays."""


@dataclass(frozen=True, kw_only=True)
class Focused(Move):
    """A framing move, and focus on the eyes of whom it frames: of several, on the nearest before the lens."""

    move: Move
    on: tuple[str, ...]
    verb = "Frame"

    @property
    def label(self) -> str:
        """Return what the move says."""
        return self.move.label

    def _moved(self, document: Document) -> Document:
        document = self.move.apply(document)
        staged = self.see(document)
        eyes = [staged.camera_placement.apply_inverse(staged.actor(one).eyes_in_world) for one in self.on]
        depths_m = [float(point[0]) for point in eyes if point[0] > LEAST_FOCUS_M]
        if not depths_m:
            return document
        return self.with_changes(document, staged.camera.id, {"lens": {"focus_m": round(min(depths_m), 3)}})

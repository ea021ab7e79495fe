"""Putting things where a hand has dragged them: written into the scene, or into one shot only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zeroshot.framing.moves.base import Move
from zeroshot.scene.document import Document
from zeroshot.scene.values import FrozenDict
from zeroshot.spatial import Placement


@dataclass(frozen=True, kw_only=True)
class PlaceItems(Move):
    """Put one or more items where they are to be. what: names the gesture in the undo menu."""

    placements: Mapping[str, Placement]
    what: str = "Move"
    verb = "Move"

    def __post_init__(self) -> None:
        object.__setattr__(self, "placements", FrozenDict(self.placements))

    @property
    def label(self) -> str:
        """Return what the undo menu says: the gesture, and what was moved."""
        names = list(self.placements)
        return f"{self.what} {names[0]}" if len(names) == 1 else f"{self.what} {len(names)} things"

    def _moved(self, document: Document) -> Document:
        for item_id, placement in self.placements.items():
            document = self.with_placement(document, item_id, placement)
        return document


@dataclass(frozen=True, kw_only=True)
class ChangeItem(Move):
    """Change fields of an item that a shot may hold as its own: pose, gaze, anchors, lens, sensor, aspect …

    changes: the keys of the scene file.
    """

    item: str
    changes: Mapping[str, object]
    what: str = "Change"
    verb = "Change"

    def __post_init__(self) -> None:
        object.__setattr__(self, "changes", FrozenDict(self.changes))

    @property
    def label(self) -> str:
        """Return what the undo menu says."""
        return f"{self.what} of {self.item}"

    def _moved(self, document: Document) -> Document:
        return self.with_changes(document, self.item, self.changes)

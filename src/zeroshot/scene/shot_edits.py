"""The changes a director can make to shots, to how they read, and to what stands where in one shot only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zeroshot.errors import EditError
from zeroshot.scene.content import plain_data
from zeroshot.scene.document import Blocking, Document
from zeroshot.scene.revision import Edit, check_names, revised, with_group, with_shot
from zeroshot.scene.values import FrozenDict

SHOT_FIELDS = frozenset({"name", "camera", "target_planes", "intended_down", "duration_s", "notes", "extra"})


@dataclass(frozen=True)
class RemoveShot(Edit):
    """Take a shot out of the scene; what stands in it stays."""

    shot_id: str
    verb = "Remove shot"

    def _revise(self, document: Document) -> Document:
        gone = document.shot(self.shot_id)
        return with_group(document, "shot", (shot for shot in document.shots if shot is not gone))


@dataclass(frozen=True)
class RenameShot(Edit):
    """Give a shot another id."""

    shot_id: str
    new_id: str
    verb = "Change shot id"

    def _revise(self, document: Document) -> Document:
        return with_shot(document, self.shot_id, id=self.new_id)


@dataclass(frozen=True)
class MoveShot(Edit):
    """Put a shot at another place in the order, 0 for the first."""

    shot_id: str
    to_index: int
    verb = "Reorder shots"

    def _revise(self, document: Document) -> Document:
        moved = document.shot(self.shot_id)
        if not 0 <= self.to_index < len(document.shots):
            raise EditError(f"there is no place {self.to_index} among {len(document.shots)} shots")
        order = [shot for shot in document.shots if shot is not moved]
        order.insert(self.to_index, moved)
        return with_group(document, "shot", order)


@dataclass(frozen=True)
class SetShot(Edit):
    """Change what a shot says of itself, its blocking aside: any of SHOT_FIELDS."""

    shot_id: str
    changes: Mapping[str, object]
    verb = "Change shot"

    def __post_init__(self) -> None:
        object.__setattr__(self, "changes", FrozenDict(self.changes))

    def _revise(self, document: Document) -> Document:
        check_names(self.changes, SHOT_FIELDS)
        return with_shot(document, self.shot_id, **self.changes)


@dataclass(frozen=True)
class SetCueWeights(Edit):
    """Change how much each kind of cue counts for what reads as down; None for the usual weights."""

    cue_weights: Mapping[str, float] | None
    verb = "Change cue weights"

    def __post_init__(self) -> None:
        if self.cue_weights is not None:
            object.__setattr__(self, "cue_weights", FrozenDict(self.cue_weights))

    def _revise(self, document: Document) -> Document:
        return revised(document, cue_weights=self.cue_weights)


@dataclass(frozen=True)
class SetBlocking(Edit):
    """Change an item in one shot only; what the shot changed of it before stays, but for the fields given.

    The keys are those of the item in the scene file; a lens is merged setting by setting.
    """

    shot_id: str
    item_id: str
    changes: Mapping[str, object]
    verb = "Change in this shot"

    def __post_init__(self) -> None:
        object.__setattr__(self, "changes", FrozenDict(self.changes))

    def _revise(self, document: Document) -> Document:
        before = document.shot(self.shot_id).blocking
        data: dict[str, Any] = plain_data(before[self.item_id]) if self.item_id in before else {}
        changes: dict[str, Any] = plain_data(dict(self.changes))
        if isinstance(data.get("lens"), dict) and isinstance(changes.get("lens"), dict):
            changes["lens"] = {**data["lens"], **changes["lens"]}
        fresh = Blocking.model_validate({**data, **changes})
        return with_shot(document, self.shot_id, blocking={**before, self.item_id: fresh})


@dataclass(frozen=True)
class ClearBlocking(Edit):
    """Take back what one shot changes of an item, or only the fields named; then the scene's own holds."""

    shot_id: str
    item_id: str
    names: tuple[str, ...] = ()
    verb = "Clear change in this shot"

    def _revise(self, document: Document) -> Document:
        blocking = dict(document.shot(self.shot_id).blocking)
        change = blocking.pop(self.item_id, None)
        if change is None:
            raise EditError(f'the shot "{self.shot_id}" changes nothing of "{self.item_id}"')
        check_names(dict.fromkeys(self.names), change.given)
        gone = self.names or change.given
        kept = {name: value for name, value in change.overrides.items() if name not in gone}
        if kept:
            blocking[self.item_id] = Blocking(**kept, extra=change.extra)
        return with_shot(document, self.shot_id, blocking=blocking)

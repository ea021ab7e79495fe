"""What an edit is, and how it makes a new document: validated, and sharing every object that did not change.

What is equal stays the very same object, so that identity tells what moved, and a change that changes
nothing gives the document back.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, ValidationError

from zeroshot.errors import EditError, SceneFileError, did_you_mean
from zeroshot.scene.content import plain_data
from zeroshot.scene.document import AnyItem, Document, Shot
from zeroshot.scene.translation import limited, model_named, problems_from_validation

Model = TypeVar("Model", bound=BaseModel)


class Edit(ABC):
    """A change to a document. ``verb`` says in the undo menu what it does."""

    verb: ClassVar[str]

    @property
    def label(self) -> str:
        """Return what the undo menu says."""
        return self.verb

    def apply(self, document: Document) -> Document:
        """Return the changed document. Raises EditError when the document cannot take the change."""
        try:
            return self._revise(document)
        except ValidationError as error:
            problems = limited(problems_from_validation(error, model_named(error.title)))
            raise EditError("; ".join(problem.message for problem in problems)) from None
        except SceneFileError as error:
            raise EditError(str(error)) from None

    @abstractmethod
    def _revise(self, document: Document) -> Document:
        """Return the changed document; may raise ValidationError and SceneFileError."""


@dataclass(frozen=True)
class Composite(Edit):
    """Several edits as one, for one undo; if one cannot be, none is."""

    edits: tuple[Edit, ...]
    title: str
    verb = "Change"

    @property
    def label(self) -> str:
        """Return the title of the whole."""
        return self.title

    def _revise(self, document: Document) -> Document:
        for edit in self.edits:
            document = edit.apply(document)
        return document


def check_names(changes: Mapping[str, object], known: frozenset[str]) -> None:
    """Raise EditError for a field that this edit does not change."""
    for name in changes:
        if name not in known:
            raise EditError(f'there is no "{name}" to change here{did_you_mean(name, known)}')


def revised(model: Model, /, **changes: Any) -> Model:
    """Return a model with fields changed, validated as a whole. Raises pydantic's ValidationError."""
    kept = {name: getattr(model, name) for name in model.model_fields_set if name not in changes}
    checked = type(model).model_validate({**kept, **changes})
    # Validation rebuilds the tuples it passes; only what was asked for may differ.
    fresh = {name: value for name in changes if (value := getattr(checked, name)) != getattr(model, name)}
    return model.model_copy(update=fresh) if fresh else model


def with_item(document: Document, item_id: str, /, **changes: Any) -> Document:
    """Return the document with fields of one item changed. Raises SceneFileError for an unknown id."""
    item = document.item(item_id)
    # As plain data, so that a part that somebody made without validation is validated too.
    data = {name: value if name == "extra" else plain_data(value) for name, value in changes.items()}
    fresh = revised(item, **data)
    kind = document.kind_of(item_id)
    members = (fresh if other is item else other for other in group_of(document, kind))
    return with_group(document, kind, members)


def with_shot(document: Document, shot_id: str, /, **changes: Any) -> Document:
    """Return the document with fields of one shot changed. Raises SceneFileError for an unknown id."""
    shot = document.shot(shot_id)
    fresh = revised(shot, **changes)
    return with_group(document, "shot", (fresh if other is shot else other for other in document.shots))


def group_of(document: Document, kind: str) -> tuple[AnyItem | Shot, ...]:
    """Return all things of a kind: "module", "actor", "camera", "prop", "light" or "shot"."""
    group: tuple[AnyItem | Shot, ...] = getattr(document.set if kind == "module" else document, f"{kind}s")
    return group


def with_group(document: Document, kind: str, members: Iterable[AnyItem | Shot]) -> Document:
    """Return the document with all things of a kind replaced."""
    if kind == "module":
        return revised(document, set=revised(document.set, modules=tuple(members)))
    return revised(document, **{f"{kind}s": tuple(members)})

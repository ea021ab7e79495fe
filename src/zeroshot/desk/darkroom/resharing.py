"""Give a document that came from another process the objects of the one before, wherever they are equal.

What does not change from picture to picture is staged and drawn once, told by identity; a pipe loses that.
"""

from __future__ import annotations

from typing import TypeVar

from zeroshot.scene.document import Document

Model = TypeVar("Model")

_GROUPS = ("actors", "cameras", "props", "lights", "shots")


def reshared(before: Document, after: Document) -> Document:
    """Return ``after``, with every item, shot and group equal to one of ``before`` being that very object."""
    if before == after:
        return before
    changes: dict[str, object] = {
        name: _same(getattr(before, name), getattr(after, name)) for name in _GROUPS
    }
    modules = _same(before.set.modules, after.set.modules)
    if before.set == after.set:
        changes["set"] = before.set
    else:
        changes["set"] = after.set.model_copy(update={"modules": modules})
    return after.model_copy(update=changes)


def _same(before: tuple[Model, ...], after: tuple[Model, ...]) -> tuple[Model, ...]:
    if before == after:
        return before
    known = {getattr(item, "id", None): item for item in before}
    kept = []
    for item in after:
        old = known.get(getattr(item, "id", None))
        kept.append(old if old is not None and old == item else item)
    return tuple(kept)

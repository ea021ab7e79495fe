"""One document being worked on: what it is now, what it was, and who wants to know.

The history holds whole documents, which share all that did not change; there is no inverse code. Selection,
view and hover are not in the document and so never undone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from zeroshot.scene.document import Document, Shot
from zeroshot.scene.revision import Edit


@dataclass(frozen=True)
class Touched:
    """What differs between two documents: ids of items, ids of shots, and top-level fields by name."""

    items: frozenset[str]
    shots: frozenset[str]
    fields: frozenset[str]


@dataclass(frozen=True, eq=False)
class Change:
    """A document has taken the place of another."""

    before: Document
    after: Document

    def touched(self) -> Touched:
        """Return what was added, removed or changed, compared by identity."""
        before, after = self.before, self.after
        return Touched(
            items=_differing(before.items(), after.items()),
            shots=_differing(_by_id(before.shots), _by_id(after.shots)),
            fields=frozenset(
                name for name in Document.model_fields if getattr(before, name) is not getattr(after, name)
            ),
        )


def _by_id(shots: tuple[Shot, ...]) -> dict[str, Shot]:
    return {shot.id: shot for shot in shots}


def _differing(before: Mapping[str, object], after: Mapping[str, object]) -> frozenset[str]:
    return frozenset(key for key in before.keys() | after.keys() if before.get(key) is not after.get(key))


Listener = Callable[[Change], None]


class Session:
    """A document with its history.

    A drag calls `preview` again and again, always applied to the document from before the drag, then `do`
    once, or `cancel_preview`: one gesture, one undo. Each change of `document` is told to each listener
    once. Listeners only look: whatever would change the document raises AssertionError while they are told.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._before_drag: Document | None = None
        self._saved = document
        self._undoable: list[tuple[str, Document]] = []
        self._redoable: list[tuple[str, Document]] = []
        self._listeners: list[Listener] = []
        self._is_telling = False

    @property
    def document(self) -> Document:
        """Return the document as it is now, an unfinished drag included."""
        return self._document

    @property
    def history(self) -> tuple[str, ...]:
        """Return the labels of what can be undone, oldest first."""
        return tuple(label for label, _ in self._undoable)

    @property
    def future(self) -> tuple[str, ...]:
        """Return the labels of what can be redone, next first."""
        return tuple(label for label, _ in reversed(self._redoable))

    @property
    def is_previewing(self) -> bool:
        """Tell whether a drag is under way."""
        return self._before_drag is not None

    @property
    def is_dirty(self) -> bool:
        """Tell whether there is something to save; an unfinished drag does not count."""
        return self.committed is not self._saved

    @property
    def saved(self) -> Document:
        """Return the document that the file holds."""
        return self._saved

    @property
    def committed(self) -> Document:
        """Return the document without an unfinished drag."""
        return self._document if self._before_drag is None else self._before_drag

    def mark_saved(self) -> None:
        """Remember that the document, without an unfinished drag, is what the file holds."""
        self._saved = self.committed

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Have a function called after every change. Returns a function that ends it."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def do(self, edit: Edit) -> None:
        """Apply an edit for good, in place of a preview where there is one.

        An edit that changes nothing leaves no trace in the history. Raises EditError when the document cannot
        take it; then the document is as before the drag.
        """
        self._refuse_listeners()
        base = self.committed
        try:
            after = edit.apply(base)
        except Exception:
            self.cancel_preview()
            raise
        if after is not base:
            self._undoable.append((edit.label, base))
            self._redoable.clear()
        self._before_drag = None
        self._show(after)

    def preview(self, edit: Edit) -> None:
        """Show an edit of the document from before the drag, leaving no trace in the history.

        Raises EditError when the document cannot take it; then what was shown last stays.
        """
        self._refuse_listeners()
        base = self.committed
        after = edit.apply(base)
        self._before_drag = base
        self._show(after)

    def cancel_preview(self) -> None:
        """Go back to before the drag; does nothing where there is none."""
        self._refuse_listeners()
        base, self._before_drag = self.committed, None
        self._show(base)

    def undo(self) -> None:
        """Go back to before the last edit, or before an unfinished drag. Does nothing at the beginning."""
        if self.is_previewing:
            self.cancel_preview()
        else:
            self._step(self._undoable, self._redoable)

    def redo(self) -> None:
        """Do again what was undone last. Ends an unfinished drag first; does nothing at the end."""
        self.cancel_preview()
        self._step(self._redoable, self._undoable)

    def _step(self, source: list[tuple[str, Document]], target: list[tuple[str, Document]]) -> None:
        self._refuse_listeners()
        if source:
            label, document = source.pop()
            target.append((label, self._document))
            self._show(document)

    def _show(self, document: Document) -> None:
        before, self._document = self._document, document
        if before is document:
            return
        self._is_telling = True
        try:
            for listener in tuple(self._listeners):
                listener(Change(before, document))
        finally:
            self._is_telling = False

    def _refuse_listeners(self) -> None:
        if self._is_telling:
            raise AssertionError("a listener may not change the document while it is told of a change")

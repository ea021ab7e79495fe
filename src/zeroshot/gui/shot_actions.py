"""What the Shot menu does: make, duplicate, number anew, remove, and go from one to the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from zeroshot.desk.adding import adding_shot, next_shot_id
from zeroshot.gui.actions import Action
from zeroshot.scene.document import Document
from zeroshot.scene.edits import AddShot, Composite
from zeroshot.scene.resolve import shots_of
from zeroshot.scene.revision import Edit
from zeroshot.scene.shot_edits import MoveShot, RemoveShot, RenameShot

if TYPE_CHECKING:
    from zeroshot.gui.window import Window


def _new(window: Window) -> None:
    desk = window.desk
    edit = adding_shot(desk)
    if edit is None:
        desk.tell("a shot needs a camera to look through: add one first")
    elif desk.do(edit):
        desk.show_shot(desk.document.shots[-1].id)


def _duplicate(window: Window) -> None:
    """Add a copy of the present shot behind it, with all that differs in it."""
    desk = window.desk
    shot = desk.document.shot(desk.shot_id or "")
    copy = shot.model_copy(update={"id": next_shot_id(desk.document)})
    index = [other.id for other in desk.document.shots].index(shot.id) + 1
    if desk.do(Composite((AddShot(copy), MoveShot(copy.id, index)), f"Duplicate shot {shot.id}")):
        desk.show_shot(copy.id)


def _remove(window: Window) -> None:
    if window.desk.shot_id is not None:
        window.desk.do(RemoveShot(window.desk.shot_id))


def renumbering(document: Document) -> Edit:
    """Build the edit that numbers all shots anew in their order, 1 to the last."""
    ids = [shot.id for shot in document.shots]
    # By way of names that nobody has, since 1 may be taken by another until it has its own.
    aside = [RenameShot(old, f"was-{index}") for index, old in enumerate(ids, 1)]
    anew = [RenameShot(f"was-{index}", str(index)) for index in range(1, len(ids) + 1)]
    return Composite((*aside, *anew), "Number shots anew")


def _renumber(window: Window) -> None:
    desk = window.desk
    index = [shot.id for shot in desk.document.shots].index(desk.shot_id or "")
    if desk.do(renumbering(desk.document)):
        desk.show_shot(desk.document.shots[index].id)


def _step(by: int) -> Callable[[Window], None]:
    def run(window: Window) -> None:
        desk = window.desk
        ids = shots_of(desk.document)
        if desk.shot_id in ids:
            desk.show_shot(ids[(ids.index(desk.shot_id) + by) % len(ids)])

    return run


def _has_shots(window: Window) -> bool:
    return bool(window.desk.document.shots)


SHOT_ACTIONS: tuple[Action, ...] = (
    Action("new-shot", "New shot", "Shot", _new, ("N",)),
    Action("duplicate-shot", "Duplicate shot", "Shot", _duplicate, ("Shift+N",), is_possible=_has_shots),
    Action("remove-shot", "Remove shot", "Shot", _remove, ("Ctrl+Del",), is_possible=_has_shots),
    Action("renumber-shots", "Number shots anew", "Shot", _renumber, is_possible=_has_shots),
    Action("next-shot", "Next shot", "Shot", _step(1), ("]",), starts_group=True),
    Action("previous-shot", "Shot before", "Shot", _step(-1), ("[",)),
)  # fmt: skip

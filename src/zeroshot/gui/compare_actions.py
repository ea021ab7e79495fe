"""What View, Compare with does: which picture stands beside the monitor's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zeroshot.gui.actions import Action
from zeroshot.scene.resolve import shots_of

if TYPE_CHECKING:
    from zeroshot.gui.window import Window

MENU = "View/Compare with"


def _with_before(window: Window) -> None:
    window.views.compared.compare_with(None)
    window.arrange("compare")


def _with_next(window: Window) -> None:
    """Compare with the next of the other shots, round and round."""
    others = [shot_id for shot_id in shots_of(window.desk.document) if shot_id != window.desk.shot_id]
    compared = window.views.compared.shot_id()
    place = others.index(compared) + 1 if compared in others else 0
    window.views.compared.compare_with(others[place % len(others)])
    window.arrange("compare")


def _with_saved(window: Window) -> None:
    window.views.compared.compare_with(None, is_saved=True)
    window.arrange("compare")


def _has_others(window: Window) -> bool:
    return len(window.desk.document.shots) > 1


COMPARE_ACTIONS: tuple[Action, ...] = (
    Action("compare-previous", "The shot before", MENU, _with_before, is_possible=_has_others,
           is_on=lambda window: window.views.name == "compare" and not window.views.compared.shows_saved
           and window.views.compared.compared is None),
    Action("compare-next", "Another shot", MENU, _with_next, ("Shift+F6",), is_possible=_has_others),
    Action("compare-saved", "This shot as it was saved", MENU, _with_saved, ("Ctrl+F6",),
           tip="Before and after: the shot as its file has it, beside the shot as it is now",
           is_on=lambda window: window.views.name == "compare" and window.views.compared.shows_saved),
)  # fmt: skip

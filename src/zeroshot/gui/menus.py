"""All actions of the app, in the order of the menus."""

from __future__ import annotations

from zeroshot.gui.actions import Action
from zeroshot.gui.compare_actions import COMPARE_ACTIONS
from zeroshot.gui.edit_actions import EDIT_ACTIONS
from zeroshot.gui.file_actions import FILE_ACTIONS
from zeroshot.gui.help import HELP_ACTIONS
from zeroshot.gui.shot_actions import SHOT_ACTIONS
from zeroshot.gui.still_actions import STILL_ACTIONS
from zeroshot.gui.thing_actions import THING_ACTIONS
from zeroshot.gui.toolbar import PANEL_ACTIONS
from zeroshot.gui.view_actions import VIEW_ACTIONS

ALL_ACTIONS: tuple[Action, ...] = (
    *FILE_ACTIONS,
    *EDIT_ACTIONS,
    *THING_ACTIONS,
    *SHOT_ACTIONS,
    *STILL_ACTIONS,
    *VIEW_ACTIONS,
    *COMPARE_ACTIONS,
    *PANEL_ACTIONS,
    *HELP_ACTIONS,
)

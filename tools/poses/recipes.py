"""All recipes by group, in the order of the library."""

from __future__ import annotations

from recipes_acting import FEELING, FILMING, SPEAKING
from recipes_danger import DANGER, TOGETHER
from recipes_floating import FLOATING, MOVING
from recipes_station import HOLDING, LIVING, WORKING

GROUPS_OF_RECIPES = {
    "floating": FLOATING,
    "moving": MOVING,
    "holding": HOLDING,
    "working": WORKING,
    "living": LIVING,
    "filming": FILMING,
    "speaking": SPEAKING,
    "feeling": FEELING,
    "danger": DANGER,
    "together": TOGETHER,
}

"""Where hands and feet touch what they hold."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from zeroshot.people.proportions import dimensions, finger_scale
from zeroshot.spatial import Array

# In a man's mean right hand, from the wrist: the middle of a 32 mm bar within the closed fingers. Its
# distance from the elbow is then ANSUR II's forearm-centre-of-grip length less the elbow's flesh.
_GRIP = (0.004, -0.026, 0.082)
_PALM = (0.004, -0.012, 0.085)


class Aimed(Protocol):
    """What a touching point depends on."""

    @property
    def effector(self) -> str:
        """Name the hand or foot."""
        ...

    @property
    def direction_in_actor(self) -> object:
        """Say along which bar, None for none."""
        ...


def touch_of(goal: Aimed, sex: str, stature_m: float) -> Array:
    """Return the point (3,) of the hand's or foot's own frame that meets a goal.

    A hand: the middle of a held bar, or the palm. A foot: the instep under a rail, or the sole.
    """
    size = dimensions(sex, stature_m)
    side, kind = goal.effector.split("_")
    mirror = np.array([1.0, 1.0 if side == "right" else -1.0, 1.0])
    has_bar = goal.direction_in_actor is not None
    if kind == "hand":
        palm = np.array(_GRIP if has_bar else _PALM)
        return np.asarray(palm * finger_scale(size) * mirror)
    ankle = size["lateralmalleolusheight"]
    forward = 0.30 * size["footlength"]
    down = ankle - (0.075 if has_bar else 0.0)
    return np.array([forward, 0.0, down])

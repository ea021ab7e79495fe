"""Straight lines across a picture: where the frame cuts them. Knows tangents (u, v), no lens and no scene."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.spatial import Array

Frame = tuple[float, float, float, float]
"""Tangents at the left, right, top and bottom edge of the picture, as `View.tangents` gives them."""


@dataclass(frozen=True, eq=False)
class Chord:
    """The part of a line inside the frame.

    enter, leave: how far along the line, in tangents, from the point it was asked for; negative behind it.
    ends: (2, 2) as (u, v), in that order.
    """

    enter: float
    leave: float
    ends: Array

    @property
    def length(self) -> float:
        """Return its length in tangents."""
        return self.leave - self.enter


def chord_of_frame(point: ArrayLike, direction: ArrayLike, frame: Frame) -> Chord | None:
    """Cut the line through a point (2,) along a direction (2,) with the frame; None when it misses.

    direction: of any length but 0; distances are measured as if it were 1. Clipping: Liang & Barsky 1984.
    """
    start = np.asarray(point, dtype=np.float64)
    along = np.asarray(direction, dtype=np.float64)
    along = along / math.hypot(along[0], along[1])
    enter, leave = -math.inf, math.inf
    for axis, (low, high) in enumerate((frame[:2], frame[2:])):
        place, step = float(start[axis]), float(along[axis])
        if step == 0.0:
            if not low <= place <= high:
                return None
            continue
        first, last = sorted(((low - place) / step, (high - place) / step))
        enter, leave = max(enter, first), min(leave, last)
    if enter >= leave:
        return None
    return Chord(enter, leave, np.stack([start + along * enter, start + along * leave]))

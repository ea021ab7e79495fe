"""The limits of several shoulders and hips at once, of many bodies: what `limits` says, quickly."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from zeroshot.people.limits import clamp_turn, twist_range, widest_swings
from zeroshot.people.turns import swing_and_twist
from zeroshot.spatial import Array


class Cones:
    """The limits of some joints that a cone limits, in the order of their names."""

    def __init__(self, names: Sequence[str]) -> None:
        """Prepare the tables of the joints named."""
        self.names = tuple(names)
        self._outward = np.array([-1.0 if name.startswith("left") else 1.0 for name in names])
        self._tables = np.array([widest_swings(name) for name in names])
        self._twists = np.array([twist_range(name) for name in names]).reshape(-1, 2)

    @cached_property
    def _rows(self) -> NDArray[np.intp]:
        return np.arange(len(self.names), dtype=np.intp)

    def gaps(self, turns: Array) -> Array:
        """Return by how much turns (..., joints, 3, 3) stay within each limit, radians: (..., joints, 3).

        The swing's, the twist's high end and its low end; negative is past the limit.
        """
        direction, twist = swing_and_twist(turns)
        x, y = direction[..., 0], direction[..., 1]
        result = np.empty((*twist.shape, 3))
        result[..., 0] = self._widest(x, y) - np.arctan2(np.hypot(x, y), direction[..., 2])
        result[..., 1] = self._twists[:, 1] - twist
        result[..., 2] = twist - self._twists[:, 0]
        return result

    def clamp(self, turns: Array) -> Array:
        """Bring turns (n, joints, 3, 3) back within their limits, in place; returns them."""
        past = np.asarray((self.gaps(turns) < 0.0).any(axis=-1))
        for column in np.flatnonzero(np.asarray(past.any(axis=0))):
            rows = np.flatnonzero(past[:, column])
            turns[rows, column] = clamp_turn(self.names[column], turns[rows, column])
        return turns

    def _widest(self, x: Array, y: Array) -> Array:
        """Return how far limbs may swing toward (x, y), seen from the head."""
        count = self._tables.shape[1] - 1
        at = (np.arctan2(y * self._outward, x) % (2.0 * np.pi)) * (count / (2.0 * np.pi))
        index = np.minimum(at.astype(np.intp), count - 1)
        low, high = self._tables[self._rows, index], self._tables[self._rows, index + 1]
        return np.asarray(low + (at - index) * (high - low))

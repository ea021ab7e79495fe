"""Where a thing is built: a flat drawing board somewhere in the module, seen by someone in the cabin."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.spatial import Array


@dataclass(frozen=True, eq=False)
class Board:
    """A plane to build on: x to the viewer's right, y toward the viewer's feet, h toward the viewer.

    origin, right, foot, out: (3,) in the model's frame, metres. They are left-handed: faces that list their
    corners top left, bottom left, bottom right, top right are counter-clockwise to the viewer.
    """

    origin: Array
    right: Array
    foot: Array

    @property
    def out(self) -> Array:
        """Return the direction toward the viewer."""
        return -np.cross(self.right, self.foot)

    def at(self, x: ArrayLike, y: ArrayLike, h: ArrayLike = 0.0) -> Array:
        """Carry coordinates (...,) on the board into the model's frame (..., 3)."""
        x, y, h = np.broadcast_arrays(
            np.asarray(x, dtype=float), np.asarray(y, dtype=float), np.asarray(h, dtype=float)
        )
        offset = x[..., None] * self.right + y[..., None] * self.foot + h[..., None] * self.out
        return np.asarray(self.origin + offset)

    def loop(self, points: Array, h: float) -> Array:
        """Carry points (n, 2) on the board, at a height, into the model's frame (n, 3)."""
        return self.at(points[:, 0], points[:, 1], h)

    def turned(self, vectors: ArrayLike) -> Array:
        """Carry directions (..., 3) on the board, x, y, h, into the model's frame."""
        basis = np.stack([self.right, self.foot, self.out])
        return np.asarray(np.asarray(vectors, dtype=float) @ basis)

    def shifted(self, x: float, y: float, h: float = 0.0) -> Board:
        """Return the same board with its origin elsewhere on it."""
        return Board(self.at(x, y, h), self.right, self.foot)

    def rolled(self, quarter_turns: int) -> Board:
        """Return the board turned clockwise to the viewer, by quarters."""
        right, foot = self.right, self.foot
        for _ in range(quarter_turns % 4):
            right, foot = foot, -right
        return Board(self.origin, right, foot)


def board(origin: ArrayLike, right: ArrayLike, foot: ArrayLike) -> Board:
    """Build a board from three vectors."""
    return Board(np.asarray(origin, float), np.asarray(right, float), np.asarray(foot, float))

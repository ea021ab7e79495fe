"""A mesh in the making: pieces of surface, each with a tile of the atlas, a tint and a kind of finish."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zeroshot.spatial import Array

Color = tuple[float, float, float]
WHITE: Color = (1.0, 1.0, 1.0)

SMALLEST_AREA_M2 = 1e-8
"""A tenth of a millimetre square: a triangle below it shows nothing."""


def color(hexadecimal: str) -> Color:
    """Turn "#rrggbb" into sRGB, 0 to 1."""
    red, green, blue = (int(hexadecimal[i : i + 2], 16) / 255.0 for i in (1, 3, 5))
    return red, green, blue


TINY_M = 0.05
"""What is smaller than this is left out of a light sculpture: 4 m away, ten pixels of a full picture."""


@dataclass(frozen=True, eq=False)
class Piece:
    """Triangles of one tile and one finish.

    points, normals: (n, 3). uvs: (n, 2) on the tile, origin top left, 0 to 1. tint: sRGB factor.
    choice: as in ``mesh.Part``.
    """

    points: Array
    normals: Array
    uvs: Array
    triangles: NDArray[np.int32]
    tile: str
    tint: Color
    finish: str
    choice: str = ""


_is_light: ContextVar[bool] = ContextVar("is_light", default=False)


@contextmanager
def lighter() -> Iterator[None]:
    """Make sculptures begun inside the block light: fewer edges, nothing tiny, to be drawn fast."""
    token = _is_light.set(True)
    try:
        yield
    finally:
        _is_light.reset(token)


class Sculpture:
    """Collects pieces; the shape functions of this room add to it.

    is_light: they leave out bevels and cut round things into fewer faces, and what is smaller than TINY_M is
    not there at all.
    """

    def __init__(self) -> None:
        self.is_light = _is_light.get()
        self.pieces: list[Piece] = []
        self._choice = ""
        self._wash = WHITE
        self.turn, self.offset = np.eye(3), np.zeros(3)

    @contextmanager
    def placed(self, turn: ArrayLike, offset: ArrayLike) -> Iterator[None]:
        """Put what is added inside the block elsewhere: ``turn @ point + offset``, in what is placed already.

        turn: (3, 3), a rotation. offset: (3,), metres.
        """
        before = self.turn, self.offset
        self.turn, self.offset = self.turn @ np.asarray(turn, float), self.carried(offset)
        try:
            yield
        finally:
            self.turn, self.offset = before

    def carried(self, points: ArrayLike) -> Array:
        """Carry points (..., 3) of the block one is in into the model's frame."""
        return np.asarray(np.asarray(points, float) @ self.turn.T + self.offset)

    @contextmanager
    def only_when(self, option: str, value: str) -> Iterator[None]:
        """Make what is added inside the block be there only while an option of the model has that value."""
        before, self._choice = self._choice, f"{option}={value}"
        try:
            yield
        finally:
            self._choice = before

    @contextmanager
    def washed(self, wash: Color) -> Iterator[None]:
        """Multiply the tint of every painted surface added inside the block by a colour."""
        before, self._wash = self._wash, wash
        try:
            yield
        finally:
            self._wash = before

    def add(
        self,
        points: ArrayLike,
        normals: ArrayLike,
        uvs: ArrayLike,
        triangles: ArrayLike,
        *,
        tile: str = "plain",
        tint: Color = WHITE,
        finish: str = "coat",
    ) -> None:
        """Add one piece; see Piece. The normals decide which way a triangle winds; slivers are left out."""
        points, normals = np.asarray(points, float).reshape(-1, 3), np.asarray(normals, float).reshape(-1, 3)
        if self.is_light and len(points) and np.ptp(points, axis=0).max() < TINY_M:
            return
        facing = _facing(points, normals, np.asarray(triangles, np.int32).reshape(-1, 3))
        if len(facing):
            uvs = np.asarray(uvs, float).reshape(-1, 2)
            points, normals = self.carried(points), normals @ self.turn.T
            if finish == "coat":
                tint = (tint[0] * self._wash[0], tint[1] * self._wash[1], tint[2] * self._wash[2])
            self.pieces.append(Piece(points, normals, uvs, facing, tile, tint, finish, self._choice))

    @property
    def triangle_count(self) -> int:
        """Count the triangles so far."""
        return sum(len(piece.triangles) for piece in self.pieces)


def _facing(points: Array, normals: Array, triangles: NDArray[np.int32]) -> NDArray[np.int32]:
    a, b, c = (points[triangles[:, i]] for i in range(3))
    cross = np.cross(b - a, c - a)
    wrong = np.sum(cross * normals[triangles].sum(axis=1), axis=1) < 0.0
    wound = np.where(wrong[:, None], triangles[:, ::-1], triangles)
    return np.asarray(wound[np.linalg.norm(cross, axis=1) > 2.0 * SMALLEST_AREA_M2], np.int32)


def grid_triangles(rows: int, columns: int, *, around: bool = False) -> NDArray[np.int32]:
    """Return the triangles of a grid of points listed row by row: rows run to the foot, columns to the right.

    around: the last column joins the first.
    """
    steps = columns if around else columns - 1
    row, column = np.meshgrid(np.arange(rows - 1), np.arange(steps), indexing="ij")
    a = row * columns + column
    b = row * columns + (column + 1) % columns
    c, d = b + columns, a + columns
    return np.stack([a, d, c, a, c, b], axis=-1).reshape(-1, 3).astype(np.int32)

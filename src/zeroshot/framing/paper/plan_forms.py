"""What a plan is made of: walls to look at, and lines on paper of what is there.

Numbers are metres on the paper, right and down from where the module's origin falls.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zeroshot.spatial import STATION_DIRECTIONS, Array


@dataclass(frozen=True)
class Wall:
    """A way to look at a module: toward a wall, with station words on the paper's right and down."""

    name: str
    right: str
    down: str

    @property
    def axes(self) -> tuple[Array, Array, Array]:
        """Return the line of sight, the paper's right and its down, (3,) each, in the module's frame."""
        looks, right, down = (
            np.array(STATION_DIRECTIONS[word]) for word in (self.name, self.right, self.down)
        )
        return looks, right, down


LENGTHWISE = (
    Wall("port", "forward", "deck"),
    Wall("starboard", "aft", "deck"),
    Wall("forward", "starboard", "deck"),
    Wall("overhead", "forward", "port"),
    Wall("deck", "forward", "starboard"),
    Wall("aft", "port", "deck"),
)
"""The six walls of a module that lies fore and aft: two long sides and an end, overhead, deck, the other end.

All are seen from within, so what is to the right on the paper is to the right of who looks at the wall.
"""

ATHWART = (
    Wall("forward", "starboard", "deck"),
    Wall("aft", "port", "deck"),
    Wall("starboard", "aft", "deck"),
    Wall("overhead", "port", "aft"),
    Wall("deck", "starboard", "aft"),
    Wall("port", "forward", "deck"),
)
"""The same for a module that lies across the station."""


@dataclass(frozen=True, eq=False)
class Rail:
    """A rail on paper: its ends (2, 2), its place as a scene names it, and whether it is on this wall."""

    ends: Array
    place: str
    kind: str
    is_on_wall: bool


@dataclass(frozen=True, eq=False)
class Panel:
    """A rack front, hatch, window or lamp on this wall: its outline (4, 2), its kind and label."""

    outline: Array
    kind: str
    label: str


@dataclass(frozen=True, eq=False)
class Arrow:
    """Someone on paper: bones (n, 2, 2); from feet to crown (2, 2); eyes, and a step before them (2, 2).

    head_is_away: the head points away from the reader, into the paper.
    """

    id: str
    name: str
    color: str
    bones: Array
    feet_to_crown: Array
    gaze: Array
    head_is_away: bool


@dataclass(frozen=True, eq=False)
class Frustum:
    """The camera on paper: entrance pupil (2,), and the frame's corners (4, 2) at the focus.

    The corners go from the picture's top left clockwise.
    """

    pupil: Array
    corners: Array


@dataclass(frozen=True, eq=False)
class PlanView:
    """One view. window: left, top, right, bottom; cut: segments (n, 2, 2) within it."""

    wall: Wall
    window: tuple[float, float, float, float]
    cut: Array
    panels: tuple[Panel, ...]
    rails: tuple[Rail, ...]
    people: tuple[Arrow, ...]
    frustum: Frustum

    @property
    def size_m(self) -> tuple[float, float]:
        """Return width and height of what it shows."""
        left, top, right, bottom = self.window
        return right - left, bottom - top


@dataclass(frozen=True, eq=False)
class Plan:
    """The six views of a module. beyond: who is too far off to be on it, nor on another plan of the shot.

    module: which one, "lab, Destiny"; None for open space. people: who is on it.
    """

    views: tuple[PlanView, ...]
    beyond: tuple[str, ...]
    module: str | None
    people: tuple[str, ...]

    @property
    def size_m(self) -> tuple[float, float, float]:
        """Return the paper's needs: the width of a long view, of an end, and the height of two rows."""
        widths, heights = zip(*(view.size_m for view in self.views), strict=True)
        rows = max(heights[:3]) + max(heights[3:])
        return max(*widths[:2], *widths[3:5]), max(widths[2], widths[5]), rows

"""What to turn, and by how much at least, to have a number of planes. Knows plain arrays, no scene.

One thing is turned at a time, always the one that needs least; each turn is tried on the very grouping that
counts the planes before it is advised. People are turned before the camera, and the camera only rolls, so
that it keeps its picture.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.framing.planes.planes import group_directions, mean_direction
from zeroshot.framing.planes.turns import MARGIN_RAD, roll_into, roll_out_of, turn_into, turn_out_of
from zeroshot.spatial import Array, angle_between_directions, unit

STATION, CAMERA = "station", "camera"


@dataclass(frozen=True)
class Turn:
    """Who to turn, by at least how much (degrees, rounded up), and whose planes to leave or to join.

    For the camera the turn is a roll, signed: positive right side down. head: the head direction afterwards.
    """

    name: str
    degrees: int
    planes: tuple[str, ...]
    head: tuple[float, float, float]


@dataclass(frozen=True, eq=False)
class _Trial:
    """One thing's head turned to a new direction; a camera's angle is its signed roll."""

    index: int
    angle_rad: float
    head: Array
    partners: tuple[int, ...]


def advise_turns(
    names: Sequence[str],
    heads: ArrayLike,
    *,
    camera_forward: ArrayLike,
    target: int,
    tolerance_rad: float,
) -> tuple[Turn, ...]:
    """Find turns after which the heads (n, 3) lie in ``target`` planes; () when there are none.

    names: "station" and "camera" among them; the station cannot turn.
    """
    heading = _Heading(tuple(names), unit(heads), unit(camera_forward), tolerance_rad)
    turns: list[Turn] = []
    # Every turn changes the count toward the target by at least one, so this ends.
    while (count := heading.count) != target:
        tries = heading.tries_out() if count < target else heading.tries_in()
        useful = [trial for trial in tries if _is_nearer(heading.after(trial).count, count, target)]
        if not useful:
            return ()
        # Rounded, so that of equal turns the first is taken however the world lies.
        best = min(useful, key=lambda trial: (names[trial.index] == CAMERA, round(abs(trial.angle_rad), 6)))
        turns.append(heading.turn(best, is_rim_within=count > target))
        heading = heading.after(best)
    return tuple(turns)


def _is_nearer(after: int, before: int, target: int) -> bool:
    return before < after <= target or before > after >= target


@dataclass(frozen=True, eq=False)
class _Heading:
    """Where all the heads of a shot point: names, directions (n, 3), and the way the camera looks (3,)."""

    names: tuple[str, ...]
    heads: Array
    camera_forward: Array
    tolerance_rad: float

    @property
    def groups(self) -> tuple[tuple[int, ...], ...]:
        return group_directions(self.heads, tolerance_rad=self.tolerance_rad)

    @property
    def count(self) -> int:
        return len(self.groups)

    def after(self, trial: _Trial) -> _Heading:
        heads = self.heads.copy()
        heads[trial.index] = trial.head
        return replace(self, heads=heads)

    def turn(self, trial: _Trial, *, is_rim_within: bool) -> Turn:
        degrees = _rounded_up(math.degrees(trial.angle_rad), is_rim_within=is_rim_within)
        x, y, z = (float(value) for value in trial.head)
        partners = tuple(self.names[partner] for partner in trial.partners)
        return Turn(self.names[trial.index], degrees, partners, (x, y, z))

    def tries_out(self) -> Iterator[_Trial]:
        """Try to take each out of every other plane."""
        for group in self.groups:
            for index in group:
                mates = tuple(other for other in group if other != index)
                others = np.delete(self.heads, index, axis=0)
                if self.names[index] == CAMERA:
                    roll = roll_out_of(
                        self.heads[index], self.camera_forward, others, tolerance_rad=self.tolerance_rad
                    )
                    yield from self._rolled(index, roll, mates)
                elif self.names[index] != STATION:
                    place = turn_out_of(
                        self.heads[index],
                        others,
                        tolerance_rad=self.tolerance_rad,
                        preference=self._sideways(index),
                    )
                    yield from self._turned(index, [place], mates)

    def tries_in(self) -> Iterator[_Trial]:
        """Try to bring each into every other plane."""
        for group, index in itertools.product(self.groups, range(len(self.names))):
            if index in group:
                continue
            members, head = self.heads[list(group)], self.heads[index]
            if self.names[index] == CAMERA:
                roll = roll_into(head, self.camera_forward, members, tolerance_rad=self.tolerance_rad)
                yield from self._rolled(index, roll, group)
            elif self.names[index] != STATION:
                rim = turn_into(
                    head, members, tolerance_rad=self.tolerance_rad, preference=self._sideways(index)
                )
                # The rim may be too little for the grouping, which joins the nearest first.
                yield from self._turned(index, [rim, mean_direction(members)], group)

    def _sideways(self, index: int) -> Array:
        """Return the way to turn where every way is equally short: in the picture, where it shows most."""
        sideways = np.cross(self.camera_forward, self.heads[index])
        return sideways if np.linalg.norm(sideways) > 1e-6 else self.heads[self.names.index(CAMERA)]

    def _turned(
        self, index: int, places: Sequence[Array | None], partners: tuple[int, ...]
    ) -> Iterator[_Trial]:
        for place in places:
            if place is not None:
                angle_rad = float(angle_between_directions(self.heads[index], place))
                yield _Trial(index, angle_rad, place, partners)

    def _rolled(self, index: int, roll_rad: float | None, partners: tuple[int, ...]) -> Iterator[_Trial]:
        if roll_rad is not None:
            head = self.heads[index]
            right = np.cross(self.camera_forward, head)
            yield _Trial(index, roll_rad, math.cos(roll_rad) * head + math.sin(roll_rad) * right, partners)


def _rounded_up(degrees: float, *, is_rim_within: bool) -> int:
    """Round away from 0, less the margin. At the tolerance one is still within, so leaving takes more."""
    exact, grain = abs(degrees) - math.degrees(MARGIN_RAD), 1e-3
    whole = math.ceil(exact - grain) if is_rim_within else math.floor(exact + grain) + 1
    return int(math.copysign(max(1, whole), degrees))

"""What to turn, and by how much at least, to have a number of planes. Knows plain arrays, no scene.

One thing is turned at a time, always the one that needs least; each turn is tried on the very grouping that
counts the planes before it is advised. People are turned before the camera, and the camera only rolls, so
that it keeps its picture.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.framing.planes import group_directions, mean_direction
from zeroshot.framing.turns import MARGIN_RAD, roll_into, roll_out_of, turn_into, turn_out_of
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


@dataclass(frozen=True)
class _Trial:
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
    directions = unit(heads)
    turns: list[Turn] = []
    # Every turn changes the count toward the target by at least one, so this ends.
    while (count := len(group_directions(directions, tolerance_rad=tolerance_rad))) != target:
        tries = _tries(names, directions, camera_forward, tolerance_rad, more=count < target)
        useful = [trial for trial in tries if _is_useful(trial, directions, tolerance_rad, count, target)]
        if not useful:
            return ()
        best = min(useful, key=lambda trial: (names[trial.index] == CAMERA, abs(trial.angle_rad)))
        directions = _with_head(directions, best)
        turns.append(
            Turn(
                names[best.index],
                _rounded_up(math.degrees(best.angle_rad), is_rim_within=count > target),
                tuple(names[partner] for partner in best.partners),
                (float(best.head[0]), float(best.head[1]), float(best.head[2])),
            )
        )
    return tuple(turns)


def _tries(
    names: Sequence[str], heads: Array, camera_forward: ArrayLike, tolerance_rad: float, *, more: bool
) -> Iterator[_Trial]:
    """Try every actor, and the camera by a roll: out of all planes, or into each other one."""
    groups = group_directions(heads, tolerance_rad=tolerance_rad)
    for index, name in enumerate(names):
        if name == STATION:
            continue
        mates = tuple(other for group in groups if index in group for other in group if other != index)
        if more:
            others = tuple(other for other in range(len(names)) if other != index)
            yield from _trial(index, heads, others, mates, camera_forward, tolerance_rad, name, out=True)
            continue
        for group in groups:
            if index not in group:
                yield from _trial(index, heads, group, group, camera_forward, tolerance_rad, name, out=False)


def _trial(
    index: int,
    heads: Array,
    others: tuple[int, ...],
    partners: tuple[int, ...],
    camera_forward: ArrayLike,
    tolerance_rad: float,
    name: str,
    *,
    out: bool,
) -> Iterator[_Trial]:
    head, caps = heads[index], heads[list(others)]
    if name == CAMERA:
        search = roll_out_of if out else roll_into
        roll = search(head, camera_forward, caps, tolerance_rad=tolerance_rad)
        if roll is not None:
            right = np.cross(unit(camera_forward), head)
            yield _Trial(index, roll, math.cos(roll) * head + math.sin(roll) * right, partners)
        return
    place = (turn_out_of if out else turn_into)(head, caps, tolerance_rad=tolerance_rad)
    # The rim may be too little for the grouping, which joins the nearest first; the middle is the most.
    for head_there in [] if place is None else [place] if out else [place, mean_direction(caps)]:
        yield _Trial(index, float(angle_between_directions(head, head_there)), head_there, partners)


def _is_useful(trial: _Trial, heads: Array, tolerance_rad: float, count: int, target: int) -> bool:
    after = len(group_directions(_with_head(heads, trial), tolerance_rad=tolerance_rad))
    return count < after <= target or count > after >= target


def _with_head(heads: Array, trial: _Trial) -> Array:
    changed = heads.copy()
    changed[trial.index] = trial.head
    return changed


def _rounded_up(degrees: float, *, is_rim_within: bool) -> int:
    """Round away from 0, less the margin. At the tolerance one is still within, so leaving takes more."""
    exact, grain = abs(degrees) - math.degrees(MARGIN_RAD), 1e-3
    whole = math.ceil(exact - grain) if is_rim_within else math.floor(exact + grain) + 1
    return int(math.copysign(max(1, whole), degrees))

"""Which straight lines in a shot are free: of walls, of things, of people. Walked in steps, not traced."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zeroshot.framing.obstacles.clearance import (
    distances_to,
    distances_to_person,
    is_in_set,
    module_distances,
)
from zeroshot.framing.places.points import StagedModel
from zeroshot.framing.places.solids import Distances
from zeroshot.framing.staging import StagedActor, StagedShot
from zeroshot.spatial import Array

STEP_M = 0.04
"""Less than the thickness of a forearm, so that nothing of a body is stepped over."""

_END_SHARE = 0.03
_WALL_M = 0.01


def are_blocked(
    starts: ArrayLike,
    ends: ArrayLike,
    *,
    people: Sequence[StagedActor] = (),
    things: Sequence[StagedModel] = (),
    walls_of: StagedShot | None = None,
) -> NDArray[np.bool_]:
    """Tell which lines from starts (..., 3) to ends (n, 3), in the world, pass through something: (n,).

    The ends themselves are left out by a few hundredths of the length. walls_of: whose set counts, if any;
    lines that begin in it end where it does.
    """
    finish = np.asarray(ends, dtype=np.float64).reshape(-1, 3)
    begin = np.broadcast_to(np.asarray(starts, dtype=np.float64), finish.shape)
    longest_m = float(np.linalg.norm(finish - begin, axis=1).max(initial=0.0))
    count = max(2, int(np.ceil(longest_m / STEP_M)))
    shares = np.linspace(_END_SHARE, 1.0 - _END_SHARE, count)[:, None]
    samples = begin[:, None] + shares * (finish - begin)[:, None]
    is_blocked = np.zeros(len(finish), dtype=np.bool_)
    # Each asks only of lines that nothing before it blocked; walls, which cost most, come last.
    for person in people:
        _block(is_blocked, samples, partial(distances_to_person, person, within_m=STEP_M))
    for thing in things:
        _block(is_blocked, samples, partial(distances_to, thing, within_m=STEP_M))
    if walls_of is not None:
        ends_with_set = bool(is_in_set(walls_of, begin).all())
        free = np.flatnonzero(~is_blocked)
        points = samples[free].reshape(-1, 3)
        is_behind = module_distances(walls_of, points, within_m=STEP_M).distance_m < -_WALL_M
        if ends_with_set:
            is_behind |= ~is_in_set(walls_of, points)
        is_blocked[free] = is_behind.reshape(len(free), count).any(axis=1)
    return is_blocked


def _block(is_blocked: NDArray[np.bool_], samples: Array, measure: Callable[[Array], Distances]) -> None:
    """Mark the lines that are still free and have a sample (lines, samples, 3) within something."""
    free = np.flatnonzero(~is_blocked)
    if len(free):
        is_inside = measure(samples[free].reshape(-1, 3)).distance_m < 0.0
        is_blocked[free] = is_inside.reshape(len(free), -1).any(axis=1)


def points_of_rectangle(
    middle: ArrayLike, along: ArrayLike, normal: ArrayLike, size_m: tuple[float, float], *, per_side: int = 3
) -> Array:
    """Return points (per_side², 3) spread evenly over a rectangle in the world."""
    steps = (np.arange(per_side) + 0.5) / per_side - 0.5
    u, v = np.meshgrid(steps * size_m[0], steps * size_m[1])
    across = np.cross(np.asarray(normal, dtype=np.float64), np.asarray(along, dtype=np.float64))
    offsets = u.reshape(-1, 1) * np.asarray(along) + v.reshape(-1, 1) * across
    return np.asarray(np.asarray(middle) + offsets)

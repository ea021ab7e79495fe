"""Keep shots different from one another: what a shot looks like as numbers, and a greedy max-min choice."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zeroshot.framing.find.measures import Measures
from zeroshot.spatial import Array

SAME_LOOK = 0.35
"""Two shots nearer than this look the same. Source: looked at: below it pictures are told apart by a hand's
width of camera or a quarter of an hour of clock."""

QUALITY, FAR_WORSE = 3.0, 0.8
"""How strongly a score weighs against a difference, and the share of the best below which nothing helps."""

_ABSENT = 0.7
"""How far a shot that has someone is from one that has not, in the same numbers."""


def looks_of(measures: Measures) -> Array:
    """Return what candidates look like: (n, a, 8) numbers per person, all 0 where their eyes are not seen.

    Presence; place in the picture (2); the clock as a direction (2); size as a logarithm (1); the direction
    of the face across the picture (2). A difference of 1 in any is a shot that nobody takes for the other.
    """
    is_there = measures.has_eyes_in(0.0)
    clock = np.nan_to_num(measures.clock)
    with np.errstate(invalid="ignore", divide="ignore"):
        size = np.log2(measures.reach) / 2.5
    numbers = np.concatenate(
        [
            np.full((*is_there.shape, 1), _ABSENT),
            1.2 * (measures.screen - 0.5),
            0.6 * np.stack([np.sin(clock), -np.cos(clock)], axis=2),
            size[..., None],
            0.5 * measures.faces[..., 1:],
        ],
        axis=2,
    )
    return np.where(is_there[..., None], np.nan_to_num(numbers), 0.0)


def distances(looks: Array, other: Array) -> Array:
    """Return how far looks (n, a, k) are from another (a, k): the mean over people who are in either."""
    gaps = np.linalg.norm(looks - other, axis=2)
    is_in_either = np.any(looks != 0.0, axis=2) | np.any(other != 0.0, axis=1)
    return np.asarray(gaps.sum(axis=1) / np.maximum(is_in_either.sum(axis=1), 1))


def choose(looks: Array, scores: Array, count: int, *, besides: Sequence[Array] = ()) -> list[int]:
    """Choose rows, the best first, each then as different from all chosen as it is good.

    besides: looks of shots that exist already. Greedy max-min (Gonzalez 1985, Theoretical Computer Science
    38), the distance weighed by the score; it stops when what is left looks like what is chosen.
    """
    nearest = np.full(len(looks), np.inf)
    for known in besides:
        nearest = np.minimum(nearest, distances(looks, known))
    chosen: list[int] = []
    least = FAR_WORSE * float(scores.max(initial=0.0))
    while len(chosen) < min(count, len(looks)):
        worth = np.minimum(nearest, 1.0) * scores**QUALITY if chosen or besides else scores
        worth = np.where((nearest < SAME_LOOK) | (scores < least), -1.0, worth)
        best = int(np.argmax(worth))
        if worth[best] <= 0.0:
            break
        chosen.append(best)
        nearest = np.minimum(nearest, distances(looks, looks[best]))
        nearest[best] = 0.0
    return chosen

"""Directions and offsets in the station's six words, as a crew would be told them."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.spatial import STATION_DIRECTIONS, unit

LEAST_DEG = 3.0
"""A turn by less is not said: nobody holds a camera truer by hand. Source: a convention of ours."""

_AXES = (("forward", "aft"), ("starboard", "port"), ("deck", "overhead"))


def nearest_word(direction_in_station: ArrayLike) -> str:
    """Name the nearest of the six directions; of equally near ones the first."""
    cosines = np.array(list(STATION_DIRECTIONS.values())) @ unit(direction_in_station)
    return tuple(STATION_DIRECTIONS)[int(np.round(cosines, 9).argmax())]


def direction_words(direction_in_station: ArrayLike) -> str:
    """Say a direction: "port", "port, 21° toward deck", "port, 21° toward deck and 8° toward aft".

    The first turn is from the nearest direction toward the next, the second out of the plane of the two:
    made one after the other they give the direction.
    """
    way = unit(direction_in_station)
    order = np.argsort(-np.abs(np.round(way, 9)), kind="stable")
    sizes = np.abs(way)[order]
    turns = (math.degrees(math.atan2(sizes[1], sizes[0])), math.degrees(math.asin(min(1.0, sizes[2]))))
    said = [
        f"{turn:.0f}° toward {_word(way, int(axis))}"
        for turn, axis in zip(turns, order[1:], strict=True)
        if turn >= LEAST_DEG
    ]
    return ", ".join([_word(way, int(order[0])), *([" and ".join(said)] if said else [])])


def offset_words(offset_m: ArrayLike) -> str:
    """Say an offset (3,) along the station's axes: "12 cm aft, 60 cm starboard, 18 cm deck"."""
    offset = np.asarray(offset_m, dtype=np.float64)
    centimetres = [round(abs(float(value)) * 100.0) for value in offset]
    said = [f"{number} cm {_word(offset, axis)}" for axis, number in enumerate(centimetres) if number]
    return ", ".join(said) or "right there"


def _word(vector: ArrayLike, axis: int) -> str:
    return _AXES[axis][int(np.asarray(vector)[axis] < 0.0)]

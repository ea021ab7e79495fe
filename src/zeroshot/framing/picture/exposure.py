"""How bright a picture is: one rule for every shot, automatic or as the camera is set.

**Automatic** meters the light that falls on the people in the picture, on the room around the camera, and on
what is seen through open hatches, as an incident meter held there would, and takes the weighted mean of the
logarithms. What is nearer and larger counts more, and what leaves the picture fades out of the mean, so that
nearly equal shots are exposed nearly equally. A surface of reflectance 0.8 in the metered light comes out at
0.42 of display white before the film curve, middle grey (0.18) at 0.095. White balance follows the same mean.

**As set**, the luminance L = K·N² / (S·t) comes out as that same middle grey, with K = 12.5 cd·s/m² (ISO
2720:1974), N the f-stop, S the ISO speed (ISO 12232:2019) and t = angle / 360° / fps, times 2 for every stop
of a filter.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from zeroshot.framing.light.black_body import LUMINANCE
from zeroshot.scene.document import Exposure
from zeroshot.spatial import Array

if TYPE_CHECKING:
    from zeroshot.framing.staging import StagedShot

WHITE = 0.42
"""Linear display value, before the film curve, of a surface of reflectance 0.8 in the metered light. A choice
that keeps white racks below clipping and skin near the middle of the scale."""

EVEN_WHITE = 0.44
"""The same in a room of even light: without bright places near lamps a picture can be lighter."""

WHITE_REFLECTANCE, GREY_REFLECTANCE = 0.8, 0.18

METER_CONSTANT = 12.5
"""K of reflected light meters, cd·s/m². Source: ISO 2720:1974 allows 10.6 to 13.4; 12.5 is what most have."""

DARKEST_LUX = 8.0
"""Automatic exposure opens no further than for this light, so that a dark cabin stays dark. A choice: what
ISO 12,800 at f/2 and 1/48 s holds."""

DARKEST_SHARE = 4.0
"""What is darker than this share of the room around the camera is metered as if it had that: two stops."""

ROOM_WEIGHT = 1.0
"""How much the room counts beside one person who fills the picture."""


@dataclass(frozen=True, eq=False)
class ExposureReading:
    """How a shot is exposed.

    metered_lux: the light that automatic exposure reckons with. white: linear RGB (3,) of the light that
    comes out white, luminance 1. stops_over: how much brighter than automatic the picture is, in stops;
    negative when it is darker, 0 on automatic. automatic_iso: the speed which, with the camera's stop and its
    (or a 180° at 24 fps) shutter, gives the automatic picture. display_per_lux: the linear display value,
    before the film curve, of light that leaves a surface, in lumens per square metre.
    """

    metered_lux: float
    white: Array
    stops_over: float
    automatic_iso: float
    display_per_lux: float


@dataclass(frozen=True)
class _Reading:
    """What a meter held somewhere says, the colour of light that is white there, and how much it counts."""

    lux: Array
    white: Array
    weight: float


def exposure_of(staged: StagedShot) -> ExposureReading:
    """Work out how bright a shot's picture is, and by how many stops that is over or under automatic."""
    readings = [_read_room(staged), *_read_doors(staged), *_read_people(staged)]
    weights = np.array([reading.weight for reading in readings]) / sum(r.weight for r in readings)
    levels = np.array([_luminance(reading.lux) for reading in readings])
    # A black hatch would otherwise burn the lit room out before it.
    levels = np.maximum(levels, levels[0] / DARKEST_SHARE)
    lux = math.hypot(float(np.exp(weights @ np.log(levels))), DARKEST_LUX)
    white = weights @ np.array([reading.white for reading in readings])
    automatic = _automatic_white(staged) / WHITE_REFLECTANCE / lux
    setting = staged.camera.exposure
    f_stop = staged.camera.lens.f_stop
    grey = WHITE / WHITE_REFLECTANCE * GREY_REFLECTANCE
    as_set = grey / (math.pi * grey_luminance(setting or Exposure(), f_stop=f_stop))
    ratio = as_set / automatic
    return ExposureReading(
        metered_lux=lux,
        white=white,
        stops_over=math.log2(ratio) if setting else 0.0,
        automatic_iso=(setting or Exposure()).iso / ratio,
        display_per_lux=as_set if setting else automatic,
    )


def grey_luminance(exposure: Exposure, *, f_stop: float) -> float:
    """Return the luminance, cd/m², that a camera so set shows as middle grey: K·N² / (S·t)."""
    seconds = exposure.shutter_angle_deg / 360.0 / exposure.fps
    return float(METER_CONSTANT * f_stop**2 / (exposure.iso * seconds) * 2.0**exposure.nd_stops)


def _luminance(rgb: Array) -> float:
    # Not quite nothing, so that its logarithm is a number; `DARKEST_LUX` decides what is dark.
    return max(float(LUMINANCE @ rgb), 1e-3)


def _automatic_white(staged: StagedShot) -> float:
    shares = staged.cabins.shares_at(staged.camera_placement.position_m)
    cabins = staged.cabins.cabins
    return sum(
        share * (EVEN_WHITE if cabin.is_even else WHITE) for share, cabin in zip(shares, cabins, strict=True)
    )


def _read_room(staged: StagedShot) -> _Reading:
    shares = np.array(staged.cabins.shares_at(staged.camera_placement.position_m))
    cabins = staged.cabins.cabins
    lux = shares @ np.array([cabin.average_lux for cabin in cabins])
    return _Reading(lux, shares @ np.array([cabin.white for cabin in cabins]), ROOM_WEIGHT)


def _read_doors(staged: StagedShot) -> Iterator[_Reading]:
    """Yield the light of rooms that are seen through an open hatch of the one that the camera is in."""
    shares = staged.cabins.shares_at(staged.camera_placement.position_m)
    for door in staged.cabins.doors:
        for here, there in ((door.first, door.second), (door.second, door.first)):
            weight = shares[here] * _weight(staged, door.position_in_world, door.size_m) ** 2
            cabin = staged.cabins.cabins[there]
            yield _Reading(cabin.average_lux, cabin.white, weight)


def _read_people(staged: StagedShot) -> Iterator[_Reading]:
    whites = np.array([cabin.white for cabin in staged.cabins.cabins])
    for actor in staged.actors:
        face = np.asarray(actor.eyes_in_world)
        shares = staged.cabins.shares_at(actor.placement.position_m)
        # Most of a metre: a head and shoulders count as much as a whole person.
        weight = _weight(staged, face, 0.8)
        yield _Reading(staged.cabins.lux_at(face, shares=shares), np.array(shares) @ whites, weight)


def _weight(staged: StagedShot, point_in_world: Array, size_m: float) -> float:
    """Return how much of the picture's height something takes, at most 1; 0 well outside of the picture."""
    forward, right, down = staged.camera_placement.apply_inverse(point_in_world)
    if forward < 0.05:
        return 0.0
    left, other, top, bottom = staged.view.tangents
    across = abs(right / forward - (left + other) / 2.0) / ((other - left) / 2.0)
    along = abs(down / forward - (top + bottom) / 2.0) / ((bottom - top) / 2.0)
    is_in = min(max((1.5 - max(across, along)) / 0.7, 0.0), 1.0)
    # What is behind the lens by a hair counts nothing, what comes before it fades in.
    return float(is_in * min(1.0, size_m / (forward * (bottom - top))) * min(1.0, (forward - 0.05) / 0.3))

"""How one person reads in a picture: size, side, angle. Knows plain numbers, no figures and no scene.

Every table here is the definition: docs/framing.md prints the same numbers.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.framing.lens.optics import View

HEADROOM = 0.1
"""The share of the frame between the crown and its edge in a usual framing. Source: a convention of ours."""

SIZES: tuple[tuple[str, float], ...] = (
    ("ECU", 0.130),  # the chin
    ("CU", 0.231),  # halfway from the shoulders to the chest
    ("MCU", 0.325),  # halfway from the chest to the elbows
    ("MS", 0.470),  # the hip joints
    ("MCS", 0.640),  # a hand's width above the knees
    ("MLS", 0.961),  # the ankles
    ("LS", 3.0),  # the standing figure fills a third of the rest of the frame
    ("ELS", math.inf),
)
"""A size and how far below the crown, in statures, the feet's edge of its frame may lie at most.

Heights of a standing body over its stature: chin 0.870, shoulder 0.818, chest 0.720, elbow 0.630, hip 0.530,
knee 0.285, ankle 0.039. Source: Drillis & Contini 1966, as printed in Winter, Biomechanics and Motor Control
of Human Movement, fig. 4.1. Where between two landmarks a name ends is a convention of ours.
"""

SIDES: tuple[tuple[str, float], ...] = (
    ("front", 22.5),
    ("three-quarter", 67.5),
    ("profile", 112.5),
    ("back", 180.0),
)
"""A side and how many degrees the camera may be at most off the way the face points."""

STRAIGHT_DEG = 22.5
"""Within this of straight ahead or straight behind, a side is neither left nor right."""

LEVEL_DEG = 10.0
"""Within this above or below the eyes, a camera is level with them."""


def frame_span_m(view: View, *, clock_rad: float, depth_m: float) -> float:
    """Return how many metres of a body the frame holds along a clock direction, at a depth.

    The length of the line through the middle of the picture in that direction, unforeshortened. With no
    clock (NaN: the head points along the line of sight) the shorter side of the picture.
    """
    left, right, top, bottom = view.tangents
    across, along = abs(math.sin(clock_rad)), abs(math.cos(clock_rad))
    if math.isnan(clock_rad):
        return min(right - left, bottom - top) * depth_m
    chords = [
        side / share for side, share in ((right - left, across), (bottom - top, along)) if share > 1e-12
    ]
    return min(chords) * depth_m


def size_name(*, span_m: float, stature_m: float) -> str:
    """Name the size of a subject: how much of them a frame of this span holds from the crown on.

    The frame is laid along the body with a tenth of it above the crown; the name is what its other edge cuts
    on a standing body of that stature. So it depends neither on where in the frame they are, nor on the pose.
    """
    reach = (1.0 - HEADROOM) * span_m / stature_m
    return next(name for name, most in SIZES if reach <= most)


def side_name(direction_in_head: ArrayLike) -> str:
    """Name the side of a face that a camera in a direction (3,) of the head's frame sees.

    Left and right are the subject's own: "profile left" is seen from where their left ear is.
    """
    x, y, _ = (float(value) for value in np.asarray(direction_in_head))
    bearing_deg = math.degrees(math.atan2(y, x))
    name = next(name for name, most in SIDES if abs(bearing_deg) <= most)
    if min(abs(bearing_deg), 180.0 - abs(bearing_deg)) <= STRAIGHT_DEG:
        return name
    return f"{name} {'right' if bearing_deg > 0.0 else 'left'}"


def elevation_rad(direction_in_subject: ArrayLike) -> float:
    """Return how far a direction (3,) rises toward the head over the subject's plane: −π/2 to π/2."""
    x, y, z = (float(value) for value in np.asarray(direction_in_subject))
    return math.atan2(-z, math.hypot(x, y))


def angle_name(elevation_deg: float) -> str:
    """Name the angle of a camera over a subject's own plane: high on their head's side, low on the other."""
    if abs(elevation_deg) <= LEVEL_DEG:
        return "level"
    return "high" if elevation_deg > 0.0 else "low"

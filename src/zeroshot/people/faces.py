"""The expressions that a face can have by name, and how lids lie over eyes that look about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import numpy as np

from zeroshot.errors import did_you_mean
from zeroshot.people.skeleton import INDEX
from zeroshot.spatial import Array

MOVING: tuple[str, ...] = ("smile", "fear", "pain", "concentration", "shout", "eyes-closed")
"""Faces that shift the skin, in the order in which the shifts are stored."""

FACES: tuple[str, ...] = ("neutral", *MOVING)

LID_CLOSED_RAD = 0.70
"""How far a lid's joint turns to close it at the middle of the eye; what each point takes of it is baked."""

# How far the upper and the lower lid are closed: 1 is closed, below 0 is wide open. Design choices.
_LIDS: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "neutral": (0.13, 0.12),
        "smile": (0.22, 0.60),
        "fear": (-0.26, -0.06),
        "pain": (0.84, 0.90),
        "concentration": (0.27, 0.60),
        "shout": (0.20, 0.35),
        "eyes-closed": (1.0, 1.0),
    }
)
# The upper lid goes with the eye, a little less far; the lower follows a downward gaze by a third.
# Source: Evinger, Manning & Sibony 1991, "Eyelid movements", Invest. Ophthalmol. Vis. Sci. 32(2).
_UPPER_FOLLOWS, _LOWER_FOLLOWS_DOWN, _LOWER_FOLLOWS_UP = 0.90, 0.45, 0.20
# The upper lid's margin moves by 34° when its joint turns by the angle of closing; the lower's by 7°.
_UPPER_SPAN_RAD, _LOWER_SPAN_RAD = 0.60, 0.13


def find_face_problems(face: str) -> Iterator[tuple[str, str]]:
    """Yield (field, sentence) for an expression that does not exist."""
    if face not in FACES:
        yield "face", f'there is no face "{face}"{did_you_mean(face, FACES)}: take one of {", ".join(FACES)}'


def lid_closure(face: str, eye_pitch_rad: float) -> tuple[float, float]:
    """Return how far the upper and the lower lid are closed, 1 for closed, over an eye that looks down.

    eye_pitch_rad: positive toward the chin. A closed lid stays closed.
    """
    upper, lower = _LIDS[face]
    follows = _LOWER_FOLLOWS_DOWN if eye_pitch_rad > 0.0 else _LOWER_FOLLOWS_UP
    free = 1.0 - np.clip(upper, 0.0, 1.0)
    upper += float(free) * _UPPER_FOLLOWS * eye_pitch_rad / _UPPER_SPAN_RAD
    lower -= float(free) * follows * eye_pitch_rad / _LOWER_SPAN_RAD
    return float(np.clip(upper, -0.5, 1.0)), float(np.clip(lower, -2.2, 1.0))


def lid_angles(face: str, attitudes: Array) -> Array:
    """Return how far lids turn about the head's right (4,), radians, in the order of ``template.LIDS``.

    attitudes: (joints, 3, 3) of a posed skeleton.
    """
    head = attitudes[INDEX["head"]]
    closures = []
    for name in ("leftEye", "rightEye"):
        forward = attitudes[INDEX[name]][:, 0] @ head
        closures.append(lid_closure(face, float(np.arctan2(forward[2], np.hypot(forward[0], forward[1])))))
    (left_upper, left_lower), (right_upper, right_lower) = closures
    # A positive turn about the right is toward the crown: upper lids close the other way.
    return LID_CLOSED_RAD * np.array([-left_upper, -right_upper, left_lower, right_lower])

"""The shapes of a hand: how far each finger joint bends, for a right hand; a left one mirrors them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from zeroshot.errors import did_you_mean
from zeroshot.people.proportions import BodyError

Angles = tuple[float, float, float]

_FINGERS = ("Index", "Middle", "Ring", "Little")
_BONES = ("Proximal", "Intermediate", "Distal")
_THUMB_BONES = ("Metacarpal", "Proximal", "Distal")


@dataclass(frozen=True)
class HandShape:
    """A shape of the hand, in degrees.

    fingers: index, middle, ring, little, each (knuckle, middle joint, end joint), how far it bends toward the
    palm. thumb: its three joints, each about the hand's forward, right and down. spread: how far index,
    middle, ring and little turn apart at the knuckle, positive toward the thumb.
    """

    title: str
    fingers: tuple[Angles, ...]
    thumb: tuple[Angles, ...]
    spread: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


HAND_SHAPES: Mapping[str, HandShape] = MappingProxyType(
    {
        "relaxed": HandShape(
            "At rest, fingers a little bent",
            ((22, 28, 14), (28, 34, 18), (33, 38, 20), (36, 40, 22)),
            ((6, -6, -12), (8, 8, 0), (14, 6, 0)),
        ),
        "flat": HandShape(
            "Flat, fingers together",
            ((2, 3, 2), (2, 3, 2), (2, 4, 2), (3, 5, 2)),
            ((0, 4, 0), (2, 2, 0), (2, 2, 0)),
        ),
        "spread": HandShape(
            "Open, fingers apart",
            ((4, 8, 4), (2, 6, 3), (4, 8, 4), (6, 10, 5)),
            ((-6, 16, 6), (0, 8, 0), (2, 4, 0)),
            (9, 2, -6, -13),
        ),
        "point": HandShape(
            "Pointing with the index finger",
            ((2, 4, 2), (72, 88, 50), (80, 92, 54), (82, 92, 54)),
            ((9, 4, -55), (-1, -4, -11), (47, -10, -13)),
        ),
        "fist": HandShape(
            "Closed to a fist",
            ((80, 96, 58), (84, 98, 60), (86, 98, 60), (86, 96, 58)),
            ((-3, 9, -55), (2, 2, -18), (70, 0, -18)),
        ),
        "grip": HandShape(
            "Closed around a bar of 32 mm",
            ((58, 72, 40), (60, 74, 42), (62, 74, 42), (62, 72, 40)),
            ((26, -8, -38), (22, -6, 0), (34, -6, 0)),
        ),
        "hook": HandShape(
            "Fingers hooked over an edge, thumb free",
            ((24, 78, 44), (26, 80, 46), (28, 80, 46), (30, 78, 44)),
            ((4, 2, -6), (6, 4, 0), (10, 4, 0)),
        ),
        "pinch": HandShape(
            "Something small between thumb and index finger",
            ((46, 48, 26), (42, 46, 24), (40, 46, 24), (38, 46, 24)),
            ((25, -3, -28), (4, 2, 1), (4, 1, 1)),
        ),
        "camera": HandShape(
            "Around a camera, index finger on the button",
            ((30, 40, 22), (46, 58, 30), (48, 60, 32), (50, 60, 32)),
            ((22, -4, -32), (12, -2, 0), (18, -2, 0)),
        ),
        "cup": HandShape(
            "Around something round: a pouch, a lens, a tin",
            ((34, 40, 22), (36, 42, 24), (38, 44, 24), (40, 44, 24)),
            ((24, 0, -36), (10, 0, 0), (14, 0, 0)),
        ),
        "keys": HandShape(
            "Fingertips on keys",
            ((28, 42, 18), (26, 46, 20), (28, 46, 20), (30, 42, 18)),
            ((10, -4, -14), (8, 4, 0), (10, 4, 0)),
            (4, 1, -3, -7),
        ),
        "thumb-up": HandShape(
            "Thumb up, fingers closed",
            ((80, 96, 58), (84, 98, 60), (86, 98, 60), (86, 96, 58)),
            ((-8, 26, 8), (-6, 6, 0), (-10, 4, 0)),
        ),
        "splayed": HandShape(
            "Clawed with fright or effort",
            ((-6, 36, 24), (-4, 38, 26), (-2, 38, 26), (2, 36, 24)),
            ((-8, 22, 10), (6, 10, 0), (22, 6, 0)),
            (12, 3, -8, -15),
        ),
    }
)


def check_hand_shape(name: str) -> None:
    """Refuse a shape that no hand has. Raises BodyError with the nearest name."""
    if name not in HAND_SHAPES:
        known = ", ".join(HAND_SHAPES)
        raise BodyError(
            f'there is no hand shape "{name}"{did_you_mean(name, HAND_SHAPES)}; there are: {known}'
        )


@cache
def hand_angles(side: str, shape: str) -> Mapping[str, Angles]:
    """Return the angles in degrees of one hand's finger joints for a named shape: joint → (3,).

    side: "left" or "right". Raises BodyError for a shape that does not exist.
    """
    check_hand_shape(shape)
    hand = HAND_SHAPES[shape]
    sign = 1.0 if side == "right" else -1.0
    angles: dict[str, Angles] = {}
    for finger, flexions, spread in zip(_FINGERS, hand.fingers, hand.spread, strict=True):
        for bone, flexion in zip(_BONES, flexions, strict=True):
            angles[f"{side}{finger}{bone}"] = (sign * flexion, 0.0, 0.0)
        knuckle = f"{side}{finger}Proximal"
        angles[knuckle] = (angles[knuckle][0], spread, 0.0)
    for bone, turn in zip(_THUMB_BONES, hand.thumb, strict=True):
        angles[f"{side}Thumb{bone}"] = (sign * turn[0], turn[1], sign * turn[2])
    return MappingProxyType(angles)

"""Segment masses and the centre of mass of a posed body."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np

from zeroshot.spatial import Array

# Share of body mass and where the segment's centre lies between its two end points, women then men.
# de Leva 1996, "Adjustments to Zatsiorsky-Seluyanov's segment inertia parameters", J. Biomechanics 29(9),
# table 4 (head from the vertex to the cervicale, from the alternative end points of the same table).
_SEGMENTS: dict[str, tuple[str, str, tuple[float, float], tuple[float, float]]] = {
    "head": ("crown", "neck", (0.0668, 0.0694), (0.4841, 0.5002)),
    "upper trunk": ("suprasternale", "xiphoid", (0.1545, 0.1596), (0.2077, 0.2999)),
    "middle trunk": ("xiphoid", "navel", (0.1465, 0.1633), (0.4512, 0.4502)),
    "lower trunk": ("navel", "hips", (0.1247, 0.1117), (0.4920, 0.6115)),
    "UpperArm": ("UpperArm", "LowerArm", (0.0255, 0.0271), (0.5754, 0.5772)),
    "LowerArm": ("LowerArm", "Hand", (0.0138, 0.0162), (0.4559, 0.4574)),
    "Hand": ("Hand", "MiddleProximal", (0.0056, 0.0061), (0.7474, 0.7900)),
    "UpperLeg": ("UpperLeg", "LowerLeg", (0.1478, 0.1416), (0.3612, 0.4095)),
    "LowerLeg": ("LowerLeg", "Foot", (0.0481, 0.0433), (0.4352, 0.4395)),
    "Foot": ("Heel", "ToeTip", (0.0129, 0.0137), (0.4014, 0.4415)),
}


@cache
def segment_masses(sex: str) -> dict[str, tuple[str, str, float, float]]:
    """Return each segment's first end, second end, share of body mass and share of the way to its centre.

    The shares of mass sum to 1. Ends are names of joints or landmarks.
    """
    column = 0 if sex == "female" else 1
    segments = {}
    for name, (first, second, mass, centre) in _SEGMENTS.items():
        sides = ("left", "right") if name[0].isupper() else ("",)
        for side in sides:
            segments[side + name] = (side + first, side + second, mass[column], centre[column])
    total = sum(segment[2] for segment in segments.values())
    return {name: (a, b, mass / total, centre) for name, (a, b, mass, centre) in segments.items()}


def centre_of_mass(points: Mapping[str, Array], *, sex: str) -> Array:
    """Find the centre of mass (3,) of a body from its joints and landmarks, in their frame."""
    centre = np.zeros(3)
    for first, second, mass, share in segment_masses(sex).values():
        centre += mass * (points[first] + share * (points[second] - points[first]))
    return centre

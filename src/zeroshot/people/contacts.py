"""Where people touch each other: named places on skin and clothes, each with the way it faces.

They ride on one joint and are laid out by the dimensions of the body, so that a hand that lies on a shoulder
blade does so at any stature.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from zeroshot.people.proportions import dimensions, finger_scale, rest_joints
from zeroshot.people.skeleton import INDEX
from zeroshot.spatial import Array, unit

Triple = tuple[float, float, float]


@dataclass(frozen=True)
class Contact:
    """A place on the body: the joint it rides on; from there, at rest, where it is and how it faces."""

    joint: str
    offset: Triple
    normal: Triple


@dataclass(frozen=True, eq=False)
class ContactPoint:
    """A place on a posed body in the actor's frame: a point (3,) and its normal (3,), unit, outward."""

    position: Array
    normal: Array


@lru_cache(maxsize=64)
def rest_contacts(sex: str, stature_m: float) -> Mapping[str, Contact]:
    """Lay out the places of a body by name.

    The depths are shares of ANSUR II's and what cloth adds where it hangs loose, measured on the dressed mesh
    of both sexes from 1.55 m to 1.90 m (tests/people/test_contacts.py).
    """
    return MappingProxyType({**dict(_on_trunk(sex, stature_m)), **dict(_on_sides(sex, stature_m))})


def _on_trunk(sex: str, stature_m: float) -> Iterator[tuple[str, Contact]]:
    size = dimensions(sex, stature_m)
    chest, waist = size["chestdepth"], size["waistdepth"]
    yield "breastbone", Contact("upperChest", (0.545 * chest + 0.012, 0.0, 0.01), (1.0, 0.0, 0.0))
    yield "upperBack", Contact("upperChest", (-0.395 * chest - 0.036, 0.0, 0.0), (-1.0, 0.0, 0.0))
    yield "lowerBack", Contact("spine", (-0.42 * waist - 0.026, 0.0, 0.0), (-1.0, 0.0, 0.0))
    yield "belly", Contact("spine", (0.665 * waist + 0.022, 0.0, 0.0), (1.0, 0.0, 0.0))


def _on_sides(sex: str, stature_m: float) -> Iterator[tuple[str, Contact]]:
    size = dimensions(sex, stature_m)
    chest, waist = size["chestdepth"], size["waistbreadth"]
    across, fingers = size["biacromialbreadth"], finger_scale(size)
    tall, blade = stature_m / 1.7, -0.435 * chest - 0.018
    rest = rest_joints(sex, stature_m)
    x, y, z = rest["rightUpperArm"] - rest["rightShoulder"] + [0.0, -0.025, -0.07]
    for side, sign in (("left", -1.0), ("right", 1.0)):
        places: dict[str, tuple[str, Triple, Triple]] = {
            "ShoulderBlade": (
                "upperChest",
                (blade, 0.21 * across, -0.02),
                (-1.0, 0.15, 0.0),
            ),
            "Waist": ("spine", (0.02, 0.515 * waist + 0.016, 0.0), (0.0, 1.0, 0.0)),
            "Flank": ("chest", (0.34 * chest, 0.52 * waist, -0.01), (0.7, 0.7, 0.0)),
            "Collar": ("upperChest", (0.30 * chest, 0.062, -0.125 * tall), (0.75, 0.4, -0.5)),
            "Neck": ("neck", (0.035, 0.058 * tall, -0.055), (0.3, 1.0, 0.0)),
            "ShoulderTop": ("Shoulder", (x, y, z), (0.0, 0.2, -1.0)),
            "UpperArmOuter": ("UpperArm", (0.0, 0.056, 0.13), (0.0, 1.0, 0.0)),
            "Ribs": ("chest", (0.42 * chest + 0.08, 0.07 * tall, -0.02), (1.0, 0.25, 0.0)),
            "Cheek": ("head", (0.084, 0.056 * tall, -0.005), (0.6, 1.0, 0.0)),
            "Palm": ("Hand", _hand((0.004, -0.014, 0.085), fingers), (0.0, -1.0, 0.0)),
            "HandHeel": ("Hand", _hand((0.004, -0.018, 0.03), fingers), (0.0, -1.0, 0.0)),
            "HandBack": ("Hand", _hand((0.0, 0.014, 0.06), fingers), (0.0, 1.0, 0.0)),
            "Knuckles": ("Hand", _hand((0.004, 0.0, 0.108), fingers), (0.0, 0.0, 1.0)),
        }
        for name, (joint, offset, normal) in places.items():
            own = joint if joint in INDEX else side + joint
            yield side + name, Contact(own, _mirrored(offset, sign), _mirrored(normal, sign))


def _hand(offset: Triple, scale: Array) -> Triple:
    x, y, z = np.asarray(offset) * scale
    return float(x), float(y), float(z)


def _mirrored(vector: Triple, sign: float) -> Triple:
    return vector[0], sign * vector[1], vector[2]


def carry_contacts(
    contacts: Mapping[str, Contact], joints_in_actor: Mapping[str, Array], attitudes_in_actor: Array
) -> dict[str, ContactPoint]:
    """Carry places along with a posed body; attitudes_in_actor: (joints, 3, 3)."""
    carried = {}
    for name, contact in contacts.items():
        turn = attitudes_in_actor[INDEX[contact.joint]]
        position = joints_in_actor[contact.joint] + turn @ np.asarray(contact.offset)
        carried[name] = ContactPoint(position, unit(turn @ np.asarray(contact.normal)))
    return carried

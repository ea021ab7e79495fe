"""What each segment of a body weighs: centre of mass and inertia of any pose, suit and pack included."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from zeroshot.people.anatomy import landmarks_of, skeleton_of
from zeroshot.people.core import CORE_INDEX, IN_SKELETON, CoreBody
from zeroshot.people.person import Person
from zeroshot.people.proportions import mass_of
from zeroshot.people.skeleton import INDEX, PARENT
from zeroshot.spatial import Array

Pair = tuple[float, float]


@dataclass(frozen=True)
class _Segment:
    """Two end points, the joint that says which way is right, and women's and men's numbers.

    mass: share of the body's. centre: share of the way from the first end. Radii of gyration as shares of the
    length, about forward (sagittal), right (transverse) and the length (longitudinal).
    """

    first: str
    second: str
    joint: str
    mass: Pair
    centre: Pair
    about_forward: Pair
    about_right: Pair
    about_length: Pair


# de Leva 1996, "Adjustments to Zatsiorsky-Seluyanov's segment inertia parameters", J. Biomechanics 29(9),
# table 4 (head from the vertex to the cervicale and shank to the ankle's centre, from the alternative end
# points of the same table).
_SEGMENTS: dict[str, _Segment] = {
    "head": _Segment(
        "crown", "neck", "head",
        (0.0668, 0.0694), (0.4841, 0.5002), (0.271, 0.303), (0.295, 0.315), (0.261, 0.261),
    ),
    "upper trunk": _Segment(
        "suprasternale", "xiphoid", "upperChest",
        (0.1545, 0.1596), (0.2077, 0.2999), (0.746, 0.716), (0.502, 0.454), (0.718, 0.659),
    ),
    "middle trunk": _Segment(
        "xiphoid", "navel", "spine",
        (0.1465, 0.1633), (0.4512, 0.4502), (0.433, 0.482), (0.354, 0.383), (0.415, 0.468),
    ),
    "lower trunk": _Segment(
        "navel", "hips", "hips",
        (0.1247, 0.1117), (0.4920, 0.6115), (0.433, 0.615), (0.402, 0.551), (0.444, 0.587),
    ),
    "UpperArm": _Segment(
        "UpperArm", "LowerArm", "UpperArm",
        (0.0255, 0.0271), (0.5754, 0.5772), (0.278, 0.285), (0.260, 0.269), (0.148, 0.158),
    ),
    "LowerArm": _Segment(
        "LowerArm", "Hand", "LowerArm",
        (0.0138, 0.0162), (0.4559, 0.4574), (0.261, 0.276), (0.257, 0.265), (0.094, 0.121),
    ),
    "Hand": _Segment(
        "Hand", "MiddleProximal", "Hand",
        (0.0056, 0.0061), (0.7474, 0.7900), (0.531, 0.628), (0.454, 0.513), (0.335, 0.401),
    ),
    "UpperLeg": _Segment(
        "UpperLeg", "LowerLeg", "UpperLeg",
        (0.1478, 0.1416), (0.3612, 0.4095), (0.369, 0.329), (0.364, 0.329), (0.162, 0.149),
    ),
    "LowerLeg": _Segment(
        "LowerLeg", "Foot", "LowerLeg",
        (0.0481, 0.0433), (0.4352, 0.4395), (0.267, 0.251), (0.263, 0.246), (0.092, 0.102),
    ),
    "Foot": _Segment(
        "Heel", "ToeTip", "Foot",
        (0.0129, 0.0137), (0.4014, 0.4415), (0.299, 0.257), (0.279, 0.245), (0.139, 0.124),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class _Suit:
    """What a suit adds: shell_kg spread over the body as its own mass is, and a pack on the back.

    pack_m: its depth, breadth and height.
    """

    shell_kg: float
    pack_kg: float = 0.0
    pack_m: tuple[float, float, float] = (0.0, 0.0, 0.0)


# Sokol-KV2, about 10 kg: Abramov & Skoog 2003, "Russian Spacesuits".
_PRESSURE_SUIT = _Suit(10.0)
# Shuttle and station EMU, 125 kg (275 lb) in flight, of which life support, its batteries and controls are
# about half; the pack's size from NASA's EMU data book. How the rest is spread is an estimate.
_SUIT_FOR_OUTSIDE = _Suit(60.0, 65.0, (0.20, 0.58, 0.81))
SUITS: dict[str, _Suit] = {
    "sokol": _PRESSURE_SUIT,
    "sokol-closed": _PRESSURE_SUIT,
    "eva": _SUIT_FOR_OUTSIDE,
    "eva-shield-up": _SUIT_FOR_OUTSIDE,
}
"""By the names of garments; the rest of what people wear counts as nothing."""

_PACK_BEHIND_M = 0.16

# The trunk's landmarks lie on its front, the axis along which its shares count in its middle: so far from the
# joint out to the landmark, measured on our skins of both sexes.
_ON_AXIS = {"suprasternale": 0.03, "xiphoid": 0.19, "navel": 0.24}


@dataclass(frozen=True, eq=False)
class BodyMasses:
    """The segments of one person, all at once.

    riders: (s, 2) the joints that the two ends ride on, offsets (s, 2, 3) from them at rest. frames: (s,) the
    joint whose right is the segment's. masses_kg: (s,). shares: (s,) of the way to the centre. radii_m:
    (s, 3) of gyration about the segment's forward, right and length.
    """

    riders: NDArray[np.int64]
    offsets: Array
    frames: NDArray[np.int64]
    masses_kg: Array
    shares: Array
    radii_m: Array

    @property
    def mass_kg(self) -> float:
        """Return the mass of the whole, suit included."""
        return float(self.masses_kg.sum())

    def centre(self, positions: Array, attitudes: Array) -> Array:
        """Find the centre of mass (3,) of a posed skeleton; shapes as ``forward_kinematics`` returns them."""
        return np.asarray(self.masses_kg @ self._centres(positions, attitudes) / self.mass_kg)

    def inertia(self, positions: Array, attitudes: Array) -> Array:
        """Return the inertia (3, 3), kg·m², about the centre of mass, in the frame of the positions."""
        first, second = self._ends(positions, attitudes)
        length = second - first
        down = length / np.linalg.norm(length, axis=1, keepdims=True)
        right = attitudes[self.frames, :, 1]
        right = right - np.sum(right * down, axis=1, keepdims=True) * down
        right /= np.linalg.norm(right, axis=1, keepdims=True)
        axes = np.stack([np.cross(right, down), right, down], axis=-1)
        own = np.einsum("sia,sa,sja->sij", axes, self.masses_kg[:, None] * self.radii_m**2, axes)
        away = self._centres(positions, attitudes) - self.centre(positions, attitudes)
        square = np.sum(away**2, axis=1)[:, None, None] * np.eye(3) - away[:, :, None] * away[:, None, :]
        return np.asarray(np.sum(own + self.masses_kg[:, None, None] * square, axis=0))

    def _centres(self, positions: Array, attitudes: Array) -> Array:
        first, second = self._ends(positions, attitudes)
        return np.asarray(first + self.shares[:, None] * (second - first))

    def _ends(self, positions: Array, attitudes: Array) -> tuple[Array, Array]:
        ends = positions[self.riders] + (attitudes[self.riders] @ self.offsets[..., None])[..., 0]
        return ends[:, 0], ends[:, 1]


def segment_shares(sex: str) -> dict[str, float]:
    """Return each segment's share of the body's mass; they sum to 1."""
    column = 0 if sex == "female" else 1
    shares = {name: segment.mass[column] for name, _, segment in _sided()}
    total = sum(shares.values())
    return {name: share / total for name, share in shares.items()}


def _suits_of(person: Person) -> tuple[str, ...]:
    return tuple(name for name in person.clothes if name in SUITS)


def _sided() -> list[tuple[str, str, _Segment]]:
    """List the segments: name, side (empty in the middle), numbers."""
    rows = []
    for name, segment in _SEGMENTS.items():
        for side in ("left", "right") if name[0].isupper() else ("",):
            rows.append((side + name, side, segment))
    return rows


@lru_cache(maxsize=256)
def masses_of(person: Person) -> BodyMasses:
    """Weigh someone, what they wear included; kept, so asking again is free."""
    rest, marks, suits = skeleton_of(person), landmarks_of(person), _suits_of(person)
    body_kg = mass_of(person.sex, float(person.stature_m), float(person.build))
    column = 0 if person.sex == "female" else 1
    shell_kg = sum(SUITS[name].shell_kg for name in suits)
    shares = segment_shares(person.sex)
    rows = []
    for name, side, segment in _sided():
        ends = [_rider(side + end, rest, marks) for end in (segment.first, segment.second)]
        length = np.linalg.norm(np.subtract(*(rest[joint] + offset for joint, offset in ends)))
        gyration = [segment.about_forward, segment.about_right, segment.about_length]
        radii = [float(length) * pair[column] for pair in gyration]
        mass_kg = shares[name] * (body_kg + shell_kg)
        rows.append((ends, INDEX[side + segment.joint], mass_kg, segment.centre[column], radii))
    rows += [_pack(SUITS[name]) for name in suits if SUITS[name].pack_kg > 0.0]
    return BodyMasses(
        riders=np.array([[joint for joint, _ in row[0]] for row in rows]),
        offsets=np.array([[offset for _, offset in row[0]] for row in rows]),
        frames=np.array([row[1] for row in rows]),
        masses_kg=np.array([row[2] for row in rows]),
        shares=np.array([row[3] for row in rows]),
        radii_m=np.array([row[4] for row in rows]),
    )


def _rider(name: str, rest: Array, marks: Mapping[str, tuple[str, Array]]) -> tuple[int, Array]:
    """Return the joint that a segment's end rides on, and how far from it it lies at rest."""
    if name in INDEX:
        return INDEX[name], np.zeros(3)
    joint, point = marks[name]
    return INDEX[joint], (point - rest[INDEX[joint]]) * [_ON_AXIS.get(name, 1.0), 1.0, 1.0]


def _pack(suit: _Suit) -> tuple[list[tuple[int, Array]], int, float, float, list[float]]:
    """Return a pack as a segment: a box that rides on the back, its middle between its ends."""
    depth, breadth, height = suit.pack_m
    joint = INDEX["upperChest"]
    ends = [(joint, np.array([-_PACK_BEHIND_M - depth / 2.0, 0.0, z * height / 2.0])) for z in (-1.0, 1.0)]
    squares = [breadth**2 + height**2, depth**2 + height**2, depth**2 + breadth**2]
    return ends, joint, suit.pack_kg, 0.5, [float(np.sqrt(square / 12.0)) for square in squares]


@lru_cache(maxsize=256)
def core_of(person: Person) -> CoreBody:
    """Return someone's core skeleton with the masses that ride on it; kept, so asking again is free."""
    masses, rest = masses_of(person), skeleton_of(person)
    shares, moments = np.zeros(len(CORE_INDEX)), np.zeros((len(CORE_INDEX), 3))
    names = list(INDEX)
    for end in (0, 1):
        part = masses.masses_kg / masses.mass_kg * (masses.shares if end else 1.0 - masses.shares)
        for joint, offset, share in zip(masses.riders[:, end], masses.offsets[:, end], part, strict=True):
            name = names[joint]
            at = rest[joint] + offset
            # Fingers keep their shape while a hand reaches: what rides on them rides on the hand.
            while name not in CORE_INDEX:
                name = PARENT[name]
            row = CORE_INDEX[name]
            shares[row] += share
            moments[row] += share * (at - rest[INDEX[name]])
    return CoreBody(rest[IN_SKELETON], shares, moments)

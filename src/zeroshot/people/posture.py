"""How someone holds themselves: a pose and what differs from it, face and hands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from zeroshot.errors import did_you_mean
from zeroshot.people.faces import find_face_problems
from zeroshot.people.hands import HAND_SHAPES, hand_angles
from zeroshot.people.neutral import varied
from zeroshot.people.poses import pose_angles
from zeroshot.people.proportions import BodyError
from zeroshot.people.skeleton import INDEX, JOINTS, mirrored
from zeroshot.spatial import Array

Angles = tuple[float, float, float]


@dataclass(frozen=True)
class Posture:
    """How someone holds themselves, whoever they are; hashable.

    joints_deg: joint → degrees about forward, right, down, in place of the pose's. left_hand, right_hand: a
    hand shape in place of the pose's; None keeps it. seed: of the natural variation; None for none.
    is_mirrored: the pose with left and right exchanged; hands, joints_deg and face are those of this posture.
    """

    pose_name: str = "neutral"
    joints_deg: Mapping[str, Angles] = field(default_factory=dict)
    face: str = "neutral"
    left_hand: str | None = None
    right_hand: str | None = None
    seed: int | None = None
    is_mirrored: bool = False

    def __post_init__(self) -> None:
        own = {name: _angles(values) for name, values in self.joints_deg.items()}
        object.__setattr__(self, "joints_deg", dict(sorted(own.items())))

    def __hash__(self) -> int:
        joints = tuple(self.joints_deg.items())
        hands = (self.left_hand, self.right_hand)
        return hash((self.pose_name, joints, self.face, hands, self.seed, self.is_mirrored))


def _angles(values: Angles) -> Angles:
    forward, right, down = (float(value) for value in values)
    return forward, right, down


def find_posture_problems(posture: Posture) -> Iterator[tuple[str, str]]:
    """Yield (field, sentence) for a face or hand that does not exist."""
    yield from find_face_problems(posture.face)
    for side, shape in (("left_hand", posture.left_hand), ("right_hand", posture.right_hand)):
        if shape is not None and shape not in HAND_SHAPES:
            listed = ", ".join(HAND_SHAPES)
            yield side, f'there is no hand "{shape}"{did_you_mean(shape, HAND_SHAPES)}: take one of {listed}'


def check_posture(posture: Posture) -> None:
    """Refuse a posture that cannot be. Raises BodyError with everything that is wrong."""
    sentences = [sentence for _, sentence in find_posture_problems(posture)]
    for name in posture.joints_deg:
        if name not in INDEX:
            sentences.append(f'a body has no joint "{name}"{did_you_mean(name, INDEX)}')
    if sentences:
        raise BodyError("; ".join(sentences))


def mirrored_angles(angles_rad: Array) -> Array:
    """Return the angles (joints, 3) of a pose with left and right exchanged; twice is the pose itself."""
    return np.asarray(angles_rad[[INDEX[mirrored(name)] for name in JOINTS]] * [-1.0, 1.0, -1.0])


def mirrored_posture(posture: Posture) -> Posture:
    """Return a posture with left and right exchanged, its own joints and hands too; twice is itself."""
    joints = {mirrored(name): (-x, y, -z) for name, (x, y, z) in posture.joints_deg.items()}
    return replace(
        posture,
        joints_deg=joints,
        left_hand=posture.right_hand,
        right_hand=posture.left_hand,
        is_mirrored=not posture.is_mirrored,
    )


def posture_angles(posture: Posture) -> Array:
    """Return the angles (joints, 3) in radians of a posture but for its joints_deg. Raises BodyError."""
    angles = pose_angles(posture.pose_name).copy()
    if posture.seed is not None:
        angles = varied(angles, posture.pose_name, posture.seed)
    if posture.is_mirrored:
        angles = mirrored_angles(angles)
    for side, shape in (("left", posture.left_hand), ("right", posture.right_hand)):
        if shape is not None:
            for name, own in hand_angles(side, shape).items():
                angles[INDEX[name]] = np.radians(own)
    return np.asarray(angles)

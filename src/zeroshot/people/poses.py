"""The poses a body can take by name: read from ``pose_library/``, where each is degrees per joint.

The files are made by goals (``python tools/poses``): where the hands are and what they hold; the angles are
what came out. Both sides are written out, so that a pose says all of itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import numpy as np

from zeroshot.errors import did_you_mean
from zeroshot.people.hands import hand_angles
from zeroshot.people.pose_files import Pose, read_poses
from zeroshot.people.pose_search import search
from zeroshot.people.proportions import BodyError
from zeroshot.people.skeleton import INDEX, JOINTS
from zeroshot.people.turns import angles_from_matrix, matrix_from_angles
from zeroshot.spatial import Array

LIBRARY = Path(__file__).with_name("pose_library")
"""One file a group, in the order in which they are listed."""

GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "floating": "Floating",
        "moving": "On the way",
        "holding": "Holding on",
        "working": "At work",
        "living": "At home",
        "filming": "Filming",
        "speaking": "Speaking and listening",
        "feeling": "Feelings",
        "danger": "Danger and care",
        "together": "Together",
    }
)


@cache
def pose_library() -> Mapping[str, Pose]:
    """Return every pose of the library by name, in the order of its groups; read once."""
    poses: dict[str, Pose] = {}
    for group in GROUPS:
        for pose in read_poses(LIBRARY / f"{group}.json", group=group):
            poses[pose.name] = pose
    return MappingProxyType(poses)


def pose_names() -> tuple[str, ...]:
    """List the names of the poses."""
    return tuple(pose_library())


def find_poses(words: str) -> tuple[Pose, ...]:
    """Return the poses of the library that words find, the best first; all of them for no words."""
    return search(words, pose_library().values())


def find_pose(name: str) -> Pose:
    """Return a pose of the library. Raises BodyError, with the nearest name, when there is none."""
    poses = pose_library()
    if name not in poses:
        raise BodyError(f'there is no pose "{name}"{did_you_mean(name, poses)}; see: zeroshot poses')
    return poses[name]


@cache
def pose_angles(name: str) -> Array:
    """Return a pose's angles (joints, 3) in radians. Raises BodyError for an unknown pose."""
    pose = find_pose(name)
    result = np.zeros((len(JOINTS), 3))
    hands = {**hand_angles("right", pose.right_hand), **hand_angles("left", pose.left_hand)}
    for joint, angles in {**hands, **pose.joints_deg}.items():
        result[INDEX[joint]] = np.radians(angles)
    result.flags.writeable = False
    return result


def pose_face(name: str) -> str:
    """Return the expression that goes with a pose; "neutral" with one that the library does not have."""
    pose = pose_library().get(name)
    return "neutral" if pose is None else pose.face


def limb_angles(joint: str, limb: tuple[float, float, float]) -> tuple[float, float, float]:
    """Return the angles in degrees about forward, right, down of a shoulder or hip as clinicians say them.

    limb: degrees of (flexion, abduction, turned in): how far the limb swings forward, then out to its side,
    and how far it is turned inward about its own length.
    """
    flexion, abduction, turned_in = np.radians(limb)
    sign = -1.0 if joint.startswith("left") else 1.0
    about_right = matrix_from_angles([0.0, flexion, 0.0])
    about_forward = matrix_from_angles([-sign * abduction, 0.0, 0.0])
    about_length = matrix_from_angles([0.0, 0.0, -sign * turned_in])
    forward, right, down = np.degrees(angles_from_matrix(about_right @ about_forward @ about_length))
    return float(forward), float(right), float(down)

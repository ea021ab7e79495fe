"""How an actor of the scene holds themselves: a pose, of the library or one's own, and what differs."""

from __future__ import annotations

from pathlib import Path

from zeroshot.people.figure import Posture
from zeroshot.people.own_poses import find_own_pose
from zeroshot.people.pose_files import Pose
from zeroshot.people.poses import pose_face, pose_library
from zeroshot.people.skeleton import JOINTS, mirrored
from zeroshot.scene.document import PoseChoice

Angles = tuple[float, float, float]

_FINGERS = ("Thumb", "Index", "Middle", "Ring", "Little")
BODY_JOINTS: tuple[str, ...] = tuple(
    name for name in JOINTS if not any(finger in name for finger in _FINGERS)
)
"""Every joint but those of the fingers, which a hand's shape bends."""


def own_pose_of(pose: PoseChoice, beside: Path | None) -> Pose | None:
    """Return the pose of one's own that an actor takes; None for one of the library, or one that is nowhere.

    Raises BodyError for a file that cannot be used.
    """
    return None if pose.name in pose_library() else find_own_pose(pose.name, beside=beside)


def posture_of(pose: PoseChoice, *, beside: Path | None = None) -> Posture:
    """Return how someone holds themselves by a pose of the scene.

    beside: the folder of the scene file, beside which poses of its own may be.
    Raises BodyError for a pose file that cannot be used.
    """
    own = own_pose_of(pose, beside)
    plain = Posture(
        pose_name=pose.name,
        joints_deg=pose.joints_deg,
        face=pose.face or pose_face(pose.name),
        left_hand=pose.left_hand,
        right_hand=pose.right_hand,
        seed=pose.seed,
        is_mirrored=bool(pose.mirrored),
    )
    return plain if own is None else _spelled_out(plain, own, face=pose.face)


def _spelled_out(posture: Posture, own: Pose, *, face: str | None) -> Posture:
    """Write one's own pose out joint by joint, since the library does not know its name."""
    joints: dict[str, Angles] = dict.fromkeys(BODY_JOINTS, (0.0, 0.0, 0.0))
    joints.update(own.joints_deg)
    left, right = own.left_hand, own.right_hand
    if posture.is_mirrored:
        joints = {mirrored(name): (-x, y, -z) for name, (x, y, z) in joints.items()}
        left, right = right, left
    return Posture(
        pose_name="standing",
        joints_deg={**joints, **posture.joints_deg},
        face=face or own.face,
        left_hand=posture.left_hand or left,
        right_hand=posture.right_hand or right,
    )

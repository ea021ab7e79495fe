"""Posing by hand: a hand or foot pulled to a place, any other joint turned in the picture's plane.

What comes out is the pose as the scene file holds it: the named pose, and the joints that differ from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.desk.anchoring import points_near
from zeroshot.framing.staging import StagedActor, StagedShot
from zeroshot.people.figure import build_figure
from zeroshot.people.holds import ReachGoal
from zeroshot.people.limits import clamp_turn, legal_angles
from zeroshot.people.posture import Posture, posture_angles
from zeroshot.people.skeleton import INDEX, PARENT
from zeroshot.people.turns import matrix_about
from zeroshot.scene.content import plain_data
from zeroshot.scene.document import Actor
from zeroshot.spatial import Array, inverse, rotate

PULLED: Mapping[str, str] = {
    "leftHand": "left_hand",
    "rightHand": "right_hand",
    "leftFoot": "left_foot",
    "rightFoot": "right_foot",
}
"""Joints that are pulled, the limb and the trunk following; all others are turned."""

TURNED = (
    "head", "neck", "upperChest", "spine", "leftUpperArm", "rightUpperArm", "leftLowerArm", "rightLowerArm",
    "leftUpperLeg", "rightUpperLeg", "leftLowerLeg", "rightLowerLeg",
)  # fmt: skip

TAKES_HOLD_M = 0.15
"""A hand or foot let go so near to something that can be held takes hold of it."""

_LEAST_DEG = 0.05
_CHAINS = {
    "hand": ("spine", "chest", "upperChest", "{}Shoulder", "{}UpperArm", "{}LowerArm", "{}Hand"),
    "foot": ("spine", "chest", "upperChest", "{}UpperLeg", "{}LowerLeg", "{}Foot"),
}


def joint_places(person: StagedActor) -> dict[str, Array]:
    """Return where the joints that can be taken hold of are, in the world."""
    points = person.points_in_world
    return {name: points[name] for name in (*PULLED, *TURNED)}


def pulled_pose(person: StagedActor, joint: str, to_in_world: ArrayLike) -> dict[str, Any]:
    """Return the pose after a hand or foot was pulled toward a point (3,), as far as it goes."""
    effector = PULLED[joint]
    side, kind = effector.split("_")
    posture = posture_of(person.actor)
    goal = ReachGoal(effector, person.placement.apply_inverse(to_in_world))
    figure = build_figure(person.figure.person, posture, goals=(goal,))
    angles_deg = np.degrees(legal_angles(figure.turns))
    chain = {name.format(side) for name in _CHAINS[kind]}
    return _pose_with(person.actor, {name: angles_deg[INDEX[name]] for name in chain})


def turned_pose(
    person: StagedActor, joint: str, axis_in_world: ArrayLike, angle_rad: float
) -> dict[str, Any]:
    """Return the pose after a joint was turned about an axis of the world (3,), within its limits."""
    figure = build_figure(person.figure.person, posture_of(person.actor))
    parent = PARENT[joint]
    world_from_actor = person.placement.orientation_xyzw
    axis_in_actor = rotate(inverse(world_from_actor), axis_in_world)
    axis_in_parent = figure.attitudes_in_actor[INDEX[parent]].T @ axis_in_actor
    turns = figure.turns.copy()
    turns[INDEX[joint]] = clamp_turn(joint, matrix_about(axis_in_parent, angle_rad) @ turns[INDEX[joint]])
    return _pose_with(person.actor, {joint: np.degrees(legal_angles(turns))[INDEX[joint]]})


def hold_near(staged: StagedShot, joint: str, at_in_world: Array) -> str | None:
    """Return what a hand or foot takes hold of when it is let go at a point; None where nothing is near."""
    near = points_near(staged, at_in_world, kind=PULLED[joint].split("_")[1], count=1)
    return near[0][0] if near and near[0][1] <= TAKES_HOLD_M else None


def anchors_with(actor: Actor, joint: str, reference: str | None) -> tuple[dict[str, Any], ...]:
    """Return someone's anchors after a hand or foot took hold of something, or let go."""
    effector = PULLED[joint]
    kept = [plain_data(anchor) for anchor in actor.anchors if anchor.effector != effector]
    if reference is not None:
        kept.append({"effector": effector, "to": reference})
    return tuple(kept)


def posture_of(actor: Actor) -> Posture:
    """Return how someone holds themselves as the scene says, without anchors and gaze."""
    pose = actor.pose
    return Posture(
        pose_name=pose.name,
        joints_deg=pose.joints_deg,
        face=pose.face or "neutral",
        left_hand=pose.left_hand,
        right_hand=pose.right_hand,
        seed=pose.seed,
        is_mirrored=bool(pose.mirrored),
    )


def _pose_with(actor: Actor, changed_deg: Mapping[str, Array]) -> dict[str, Any]:
    """Return a pose with joints changed; what is as the named pose has it is left out."""
    plain = Posture(pose_name=actor.pose.name, seed=actor.pose.seed, is_mirrored=bool(actor.pose.mirrored))
    usual_deg = np.degrees(posture_angles(plain))
    joints = {name: tuple(angles) for name, angles in actor.pose.joints_deg.items()}
    for name, angles in changed_deg.items():
        joints[name] = tuple(round(float(angle), 2) for angle in angles)
    differing = {
        name: angles
        for name, angles in joints.items()
        if np.abs(np.asarray(angles) - usual_deg[INDEX[name]]).max() > _LEAST_DEG
    }
    pose = plain_data(actor.pose)
    pose["joints_deg"] = differing
    return {name: value for name, value in pose.items() if value is not None}

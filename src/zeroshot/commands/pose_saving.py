"""Saving how an actor of a scene holds themselves as a pose of one's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from zeroshot.errors import EditError, did_you_mean
from zeroshot.framing.cast.postures import BODY_JOINTS
from zeroshot.framing.staging import StagedActor, stage
from zeroshot.people.own_poses import find_any_pose, save_own_pose
from zeroshot.people.pose_files import Pose
from zeroshot.people.skeleton import INDEX
from zeroshot.people.turns import angles_from_matrix
from zeroshot.scene.files import read_document

_EYES = frozenset(("leftEye", "rightEye"))
"""Where they look is the gaze's to say, not the pose's."""


def save_pose(
    name: str,
    source: str,
    *,
    shot_id: str | None,
    title: str,
    description: str,
    tags: tuple[str, ...],
    is_beside_scene: bool,
    may_replace: bool,
) -> Path:
    """Save an actor's pose as the shot has it, holds and gaze included; return the file.

    source: "scene.json#surgeon". Raises EditError for no such actor, and what reading and saving raise.
    """
    scene, sign, actor_id = source.rpartition("#")
    if not sign or not scene or not actor_id:
        raise EditError(f'"{source}" names no actor: write it like scene.json#surgeon')
    path = Path(scene)
    staged = stage(read_document(path), shot_id, beside=path.parent)
    known = {actor.actor.id: actor for actor in staged.actors}
    if actor_id not in known:
        raise EditError(f'there is nobody "{actor_id}" in {path}{did_you_mean(actor_id, known)}')
    pose = _pose_of(known[actor_id], name, beside=path.parent)
    told = Pose(
        name=name,
        title=title or name,
        description=description or f"As {known[actor_id].name} in {path.name}",
        tags=tags or pose.tags,
        joints_deg=pose.joints_deg,
        right_hand=pose.right_hand,
        left_hand=pose.left_hand,
        face=pose.face,
    )
    return save_own_pose(told, beside=path.parent if is_beside_scene else None, may_replace=may_replace)


def _pose_of(actor: StagedActor, name: str, *, beside: Path) -> Pose:
    """Return how an actor is posed, with what it was made from for tags and hands."""
    chosen = actor.actor.pose
    base = find_any_pose(chosen.name, beside=beside)
    left, right = (base.right_hand, base.left_hand) if chosen.mirrored else (base.left_hand, base.right_hand)
    held = {anchor.effector for anchor in actor.actor.anchors}
    return Pose(
        name=name,
        title=name,
        description="",
        tags=base.tags,
        joints_deg=dict(_joints(actor)),
        left_hand=chosen.left_hand or ("grip" if "left_hand" in held else left),
        right_hand=chosen.right_hand or ("grip" if "right_hand" in held else right),
        face=actor.figure.posture.face,
    )


def _joints(actor: StagedActor) -> Iterator[tuple[str, tuple[float, float, float]]]:
    degrees = np.degrees(angles_from_matrix(actor.figure.turns))
    changed = actor.actor.pose.joints_deg
    for joint, index in INDEX.items():
        is_of_body = joint in BODY_JOINTS and joint not in _EYES
        if not is_of_body and joint not in changed:
            continue
        forward, right, down = (round(float(value), 2) + 0.0 for value in degrees[index])
        if any((forward, right, down)):
            yield joint, (forward, right, down)

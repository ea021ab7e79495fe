"""Where the edge of the frame crosses a body at a joint, and the least turn of the camera that avoids it.

A joint is cut where the limb goes on to the other side of the frame's edge and the joint itself lies within
a margin of it. Cutting between joints is what film grammar asks for.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zeroshot.framing.lens.optics import View, tangents_from_camera
from zeroshot.framing.staging import StagedActor, StagedShot
from zeroshot.framing.thresholds import JOINT_MARGIN
from zeroshot.spatial import DOWN, RIGHT, Array, matrix_from_quaternion, quaternion_from_axis_angle

EDGES = ("left", "right", "top", "bottom")

_JOINTS: tuple[tuple[str, str, str, str], ...] = (
    ("neck", "neck", "crown", "upperChest"),
    ("left elbow", "leftElbow", "leftShoulder", "leftWrist"),
    ("right elbow", "rightElbow", "rightShoulder", "rightWrist"),
    ("left wrist", "leftWrist", "leftElbow", "leftMiddleTip"),
    ("right wrist", "rightWrist", "rightElbow", "rightMiddleTip"),
    ("waist", "waist", "upperChest", "hips"),
    ("left knee", "leftKnee", "leftHip", "leftAnkle"),
    ("right knee", "rightKnee", "rightHip", "rightAnkle"),
    ("left ankle", "leftAnkle", "leftKnee", "leftToe"),
    ("right ankle", "rightAnkle", "rightKnee", "rightToe"),
)
"""A joint in words, its point, and the points before and behind it along the limb."""

_STEP_DEG, _MOST_DEG = 0.25, 8.0


@dataclass(frozen=True)
class JointCut:
    """A joint at an edge of the frame. inside_share: how far within it, in picture heights, or negative."""

    joint: str
    edge: str
    inside_share: float


def cut_joints(staged: StagedShot, actor_id: str) -> tuple[JointCut, ...]:
    """Find the joints of an actor that an edge of the frame cuts, in the order of the body."""
    points = staged.camera_placement.apply_inverse(_points(staged.actor(actor_id)))
    return _cuts(staged.view, points)


def clearing_turn(staged: StagedShot) -> str:
    """Say the least pan or tilt of the camera after which nobody is cut at a joint; "" when none is found.

    Faces that are in the picture stay in it.
    """
    view, camera = staged.view, staged.camera_placement
    eyes = camera.apply_inverse(np.stack([actor.eyes_in_world for actor in staged.actors]))
    is_seen = view.contains(eyes)
    people = [
        camera.apply_inverse(_points(actor))
        for actor, seen in zip(staged.actors, is_seen, strict=True)
        if seen
    ]
    for step in range(1, int(_MOST_DEG / _STEP_DEG) + 1):
        angle_deg = step * _STEP_DEG
        for way, axis, sign in _WAYS:
            there_from_here = matrix_from_quaternion(
                quaternion_from_axis_angle(axis, np.radians(sign * angle_deg))
            ).T
            keeps = view.contains(eyes[is_seen] @ there_from_here.T).all()
            if keeps and not any(_cuts(view, points @ there_from_here.T) for points in people):
                return f"{way} by {angle_deg:g}°"
    return ""


_WAYS = (
    ("tilting toward its own top edge", RIGHT, 1.0),
    ("tilting toward its own bottom edge", RIGHT, -1.0),
    ("panning right", DOWN, 1.0),
    ("panning left", DOWN, -1.0),
)


def _points(actor: StagedActor) -> Array:
    """Return the joints and their neighbours in the world (joints, 3, 3)."""
    places = actor.points_in_world
    return np.stack([[places[name] for name in row[1:]] for row in _JOINTS])


def _cuts(view: View, points_in_camera: Array) -> tuple[JointCut, ...]:
    left, right, top, bottom = view.tangents
    uv = tangents_from_camera(points_in_camera)
    # How far each point lies within each edge, in picture heights: (joints, 3 points, 4 edges).
    inside = np.stack(
        [uv[..., 0] - left, right - uv[..., 0], uv[..., 1] - top, bottom - uv[..., 1]], axis=-1
    ) / (bottom - top)
    joint, before, behind = (np.asarray(inside[:, place]) for place in range(3))
    is_out = joint < -JOINT_MARGIN
    # Near this edge, not beyond another, and the limb goes on to its other side; NaN compares false.
    is_near = (np.abs(joint) <= JOINT_MARGIN) & (is_out.sum(axis=1, keepdims=True) == is_out)
    is_known = ~np.asarray(np.isnan(inside).any(axis=(1, 2)))[:, None]
    is_cut = is_near & ((before > 0.0) != (behind > 0.0)) & is_known
    rows = np.flatnonzero(is_cut.any(axis=1))
    edges = is_cut.argmax(axis=1)
    return tuple(JointCut(_JOINTS[row][0], EDGES[edges[row]], float(joint[row, edges[row]])) for row in rows)

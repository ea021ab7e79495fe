"""Named points of the body that ride on the skeleton: crown, chin, chest, waist, heels and so on."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from zeroshot.people.proportions import FINGERTIPS, SPINE_GROWTH, dimensions, finger_scale, rest_joints
from zeroshot.people.skeleton import INDEX
from zeroshot.spatial import Array

_PAIRS = ("Shoulder", "Hip", "Knee", "Ankle", "Heel", "Toe", "Elbow", "Wrist")


def rest_landmarks(
    sex: str, stature_m: float, *, spine_growth: float = SPINE_GROWTH
) -> dict[str, tuple[str, Array]]:
    """Place the landmarks at rest: name → the joint each rides on and its position (3,) at rest, metres."""
    size = dimensions(sex, stature_m)
    joints = rest_joints(sex, stature_m, spine_growth=spine_growth)
    growth = spine_growth * stature_m
    front = 0.5 * size["chestdepth"]
    tragion = joints["head"][0] + 0.008
    sellion = -size["eye_height_standing"] - growth - 0.004
    points: dict[str, tuple[str, Array]] = {
        "crown": ("head", np.array([tragion - 0.004, 0.0, -size["stature"] - growth])),
        "chin": (
            "head",
            np.array([joints["rightEye"][0] + 0.012, 0.0, sellion + size["mentonsellionlength"]]),
        ),
        "suprasternale": ("upperChest", np.array([front * 0.45, 0.0, 0.0])),
        "chest": ("upperChest", np.array([front - 0.02, 0.0, 0.0])),
        "xiphoid": ("chest", np.array([front - 0.03, 0.0, 0.0])),
        "waist": ("spine", np.array([-0.005, 0.0, joints["spine"][2] + 0.01])),
        "navel": ("spine", np.array([0.5 * size["waistdepth"] - 0.02, 0.0, joints["spine"][2] + 0.01])),
        "crotch": ("hips", np.array([0.0, 0.0, -size["crotchheight"]])),
    }
    heights = {"suprasternale": "suprasternaleheight", "chest": "chestheight"}
    for name, height in heights.items():
        points[name][1][2] = _grown(-size[height], joints, growth)
    points["xiphoid"][1][2] = 0.45 * points["waist"][1][2] + 0.55 * points["suprasternale"][1][2]
    points.update(_sided(size, joints))
    return points


def _grown(z: float, joints: Mapping[str, Array], growth: float) -> float:
    low, high = joints["rightUpperLeg"][2], joints["neck"][2] + growth
    return z - growth * float(np.clip((z - low) / (high - low), 0.0, 1.0))


def _sided(size: Mapping[str, float], joints: Mapping[str, Array]) -> dict[str, tuple[str, Array]]:
    points: dict[str, tuple[str, Array]] = {}
    scale = finger_scale(size)
    for side, sign in (("left", -1.0), ("right", 1.0)):
        mirror = np.array([1.0, sign, 1.0])
        ankle, wrist = joints[side + "Foot"], joints[side + "Hand"]
        heel = np.array([ankle[0] - 0.26 * size["footlength"], ankle[1], 0.0])
        points[side + "Heel"] = (side + "Foot", heel)
        points[side + "ToeTip"] = (side + "Toes", heel + np.array([size["footlength"], 0.0, -0.012]))
        points[side + "Acromion"] = (
            side + "Shoulder",
            joints[side + "UpperArm"] - np.array([0.0, 0.0, 0.045]),
        )
        for finger, offset in FINGERTIPS.items():
            tip = wrist + np.array(offset) * scale * mirror
            points[side + finger.removesuffix("Distal") + "Tip"] = (side + finger, tip)
    return points


def carry_landmarks(
    landmarks: Mapping[str, tuple[str, Array]], rest: Array, positions: Array, attitudes: Array
) -> dict[str, Array]:
    """Carry landmarks along with a posed skeleton: name → (3,). Shapes as in ``forward_kinematics``."""
    rows = [INDEX[joint] for joint, _ in landmarks.values()]
    offsets = np.array([point for _, point in landmarks.values()]) - rest[rows]
    carried = positions[rows] + (attitudes[rows] @ offsets[:, :, None])[:, :, 0]
    return dict(zip(landmarks, carried, strict=True))


def named_points(joints: Mapping[str, Array], landmarks: Mapping[str, Array]) -> dict[str, Array]:
    """Add the names film people use: sides (``leftKnee``) and the midpoints of pairs (``knees``)."""
    points = dict(landmarks)
    riding = {
        "Shoulder": "Acromion", "Hip": "UpperLeg", "Knee": "LowerLeg", "Ankle": "Foot",
        "Heel": "Heel", "Toe": "ToeTip", "Elbow": "LowerArm", "Wrist": "Hand",
    }  # fmt: skip
    for name in _PAIRS:
        pair = []
        for side in ("left", "right"):
            source = side + riding[name]
            pair.append(landmarks[source] if source in landmarks else joints[source])
            points[side + name] = pair[-1]
        points[name.lower() + "s"] = (pair[0] + pair[1]) / 2.0
    return points

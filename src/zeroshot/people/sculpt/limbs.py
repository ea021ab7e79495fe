"""Arms, hands, legs and feet, in the frame of their first joint at rest: right side, along down.

Radii in metres for ANSUR II's mean man and woman; where a limb's girth is measured, the table holds to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from zeroshot.people.proportions import FINGERTIPS, dimensions, finger_scale, rest_joints
from zeroshot.people.sculpt.fields import carve, cone, ellipsoid, join, path, sweep
from zeroshot.people.skeleton import FINGERS
from zeroshot.people.template import REFERENCE_STATURE_M
from zeroshot.spatial import Array


@dataclass(frozen=True, eq=False)
class Build:
    """What a body is sculpted from: its sex, ANSUR dimensions and rest joints (on Earth, 1 g)."""

    sex: str
    size: Mapping[str, float]
    joints: Mapping[str, Array]

    @classmethod
    def of(cls, sex: str) -> Build:
        """Take the measures of the reference body of one sex."""
        stature = REFERENCE_STATURE_M[sex]
        return cls(sex, dimensions(sex, stature), rest_joints(sex, stature, spine_growth=0.0))

    @property
    def is_male(self) -> bool:
        """Tell the two sculptures apart."""
        return self.sex == "male"

    def offset(self, start: str, end: str) -> Array:
        """Return the way (3,) from one joint to another at rest."""
        return self.joints[end] - self.joints[start]


def arm(points: Array, build: Build) -> Array:
    """Measure to the right arm without the hand; points relative to the shoulder joint."""
    upper = build.offset("rightUpperArm", "rightLowerArm")[2]
    whole = build.offset("rightUpperArm", "rightHand")[2]
    fore = whole - upper
    biceps = 0.92 * build.size["bicepscircumferenceflexed"] / (2 * np.pi)
    forearm = 0.97 * build.size["forearmcircumferenceflexed"] / (2 * np.pi)
    wrist = build.size["wristcircumference"] / (2 * np.pi)
    girth = np.array([biceps, biceps, biceps, biceps])
    table = [
        (-0.03, 0.000, 0.000, *(girth * [1.00, 1.02, 1.00, 0.98])),
        (0.20 * upper, 0.000, 0.000, *(girth * [1.02, 1.06, 0.98, 0.94])),
        (0.50 * upper, 0.002, -0.002, *(girth * [1.06, 1.02, 0.92, 0.92])),
        (0.75 * upper, 0.002, -0.002, *(girth * [0.94, 0.90, 0.86, 0.86])),
        (0.96 * upper, 0.000, 0.000, *(girth * [0.78, 0.86, 0.88, 0.86])),
        (upper + 0.22 * fore, 0.002, 0.000, *(np.array([1.02, 0.94, 1.06, 0.96]) * forearm)),
        (upper + 0.45 * fore, 0.003, 0.000, *(np.array([0.94, 0.88, 0.90, 0.86]) * forearm)),
        (upper + 0.75 * fore, 0.002, 0.000, *(np.array([1.18, 1.14, 0.94, 0.90]) * wrist)),
        (whole - 0.012, 0.000, 0.000, *(np.array([1.02, 0.99, 0.67, 0.69]) * wrist)),
        (whole + 0.012, 0.000, 0.000, *(np.array([0.99, 0.97, 0.62, 0.64]) * wrist)),
        (whole + 0.035, 0.000, 0.000, *(np.array([0.80, 0.80, 0.46, 0.50]) * wrist)),
    ]
    result = sweep(points, table, 2.15)
    deltoid = ellipsoid(points, (0.0, 0.000, 0.038), (1.08 * biceps, 1.02 * biceps, 0.085 + 0.5 * biceps))
    elbow = ellipsoid(points, (-0.62 * biceps, 0.0, upper - 0.004), (0.018, 0.022, 0.030))
    return join(join(result, deltoid, 0.04), elbow, 0.03)


def hand(points: Array, build: Build) -> Array:
    """Measure to the right hand; points relative to the wrist."""
    scale = finger_scale(build.size)
    drawn = points / scale
    slim = 1.0 if build.is_male else 0.93
    result = np.minimum(_palm(drawn, slim), np.inf)
    webbed = np.full(len(points), np.inf)
    for finger in FINGERS:
        webbed = join(webbed, _finger(drawn, build, finger, scale, slim), 0.0025)
    result = join(result, webbed, 0.009)
    return np.asarray(join(result, _thumb(drawn, build, scale, slim), 0.014) * scale.min())


def _palm(points: Array, slim: float) -> Array:
    t = slim
    table = [
        (-0.030, 0.000, 0.000, 0.0180, 0.0180, 0.0120 * t, 0.0120 * t),
        (-0.010, 0.000, 0.000, 0.0265, 0.0260, 0.0170 * t, 0.0175 * t),
        (0.010, 0.001, -0.001, 0.0300, 0.0295, 0.0180 * t, 0.0190 * t),
        (0.035, 0.002, -0.003, 0.0350, 0.0370, 0.0165 * t, 0.0190 * t),
        (0.065, -0.002, -0.002, 0.0412, 0.0415, 0.0150 * t, 0.0170 * t),
        (0.085, -0.004, -0.001, 0.0405, 0.0405, 0.0130 * t, 0.0140 * t),
        (0.097, -0.004, -0.001, 0.0340, 0.0340, 0.0095 * t, 0.0105 * t),
    ]
    result = sweep(points, table, 2.6)
    thenar = ellipsoid(points, (0.026, -0.015, 0.042), (0.016, 0.014, 0.034))
    heel = ellipsoid(points, (-0.026, -0.013, 0.036), (0.014, 0.012, 0.034))
    return join(join(result, thenar, 0.012), heel, 0.012)


_FINGER_RADII = {
    "Index": (0.0102, 0.0092, 0.0082, 0.0070),
    "Middle": (0.0105, 0.0095, 0.0084, 0.0072),
    "Ring": (0.0100, 0.0090, 0.0080, 0.0068),
    "Little": (0.0090, 0.0080, 0.0070, 0.0060),
}


def _finger(points: Array, build: Build, finger: str, scale: Array, slim: float) -> Array:
    root, middle, last = (
        build.offset("rightHand", f"right{finger}{bone}") / scale
        for bone in ("Proximal", "Intermediate", "Distal")
    )
    radii = [radius * slim for radius in _FINGER_RADII[finger]]
    tip = np.array(FINGERTIPS[finger + "Distal"]) - [0.0, 0.0, radii[3]]
    result = path(points, (root, middle, last, tip), radii, 0.004)
    knuckle = ellipsoid(points, root + np.array([0.0, 0.006, 0.0]), (0.009, 0.008, 0.011))
    joint = ellipsoid(points, middle, (radii[1] + 0.0008, radii[1] + 0.0006, 0.010))
    return join(join(result, knuckle, 0.006), joint, 0.004)


def _thumb(points: Array, build: Build, scale: Array, slim: float) -> Array:
    root, middle, last = (
        build.offset("rightHand", f"rightThumb{bone}") / scale
        for bone in ("Metacarpal", "Proximal", "Distal")
    )
    tip = np.array(FINGERTIPS["ThumbDistal"])
    tip = tip + (last - tip) / np.linalg.norm(last - tip) * 0.0085
    return path(points, (root, middle, last, tip), [r * slim for r in (0.015, 0.0125, 0.0108, 0.0085)], 0.006)


def leg(points: Array, build: Build) -> Array:
    """Measure to the right leg down to the ankle; points relative to the hip joint."""
    knee = build.offset("rightUpperLeg", "rightLowerLeg")
    ankle = build.offset("rightUpperLeg", "rightFoot")
    thigh = 0.97 * build.size["thighcircumference"] / (2 * np.pi)
    low_thigh = build.size["lowerthighcircumference"] / (2 * np.pi)
    calf = build.size["calfcircumference"] / (2 * np.pi)
    slim = build.size["anklecircumference"] / (2 * np.pi)
    shank = ankle[2] - knee[2]

    def row(
        share: float, radius: float, front: float, back: float, out: float, inner: float
    ) -> tuple[float, ...]:
        z = share * knee[2] if share <= 1.0 else knee[2] + (share - 1.0) * shank
        axis = np.array([0.0, 0.0]) + (
            knee[:2] * share if share <= 1.0 else knee[:2] + (share - 1) * (ankle - knee)[:2]
        )
        return (z, *axis, front * radius, back * radius, out * radius, inner * radius)

    # It begins slender within the pelvis, so that hip and thigh run into each other without a ledge.
    table = [
        row(-0.34, thigh, 0.20, 0.24, 0.16, 0.20),
        row(-0.18, thigh, 0.62, 0.72, 0.52, 0.56),
        row(-0.04, thigh, 0.94, 1.00, 0.80, 0.66),
        row(0.10, thigh, 1.10, 1.14, 0.87, 0.70),
        row(0.25, thigh, 1.07, 1.07, 0.88, 0.79),
        row(0.50, thigh, 0.95, 0.92, 0.86, 0.82),
        row(0.80, low_thigh, 1.06, 1.00, 0.96, 0.96),
        row(0.97, low_thigh, 0.98, 0.84, 0.88, 0.90),
        row(1.12, calf, 0.84, 0.96, 0.90, 0.90),
        row(1.30, calf, 0.80, 1.20, 0.99, 0.95),
        row(1.50, calf, 0.72, 1.02, 0.84, 0.80),
        row(1.74, slim, 0.96, 1.16, 0.94, 0.92),
        row(1.88, slim, 0.90, 1.12, 0.90, 0.90),
        row(1.96, slim, 0.80, 0.80, 0.80, 0.80),
    ]
    result = sweep(points, table, 2.1)
    patella = ellipsoid(
        points, knee + np.array([0.92 * low_thigh - 0.012, 0.0, -0.008]), (0.020, 0.026, 0.032)
    )
    return join(result, patella, 0.03)


def foot(points: Array, build: Build) -> Array:
    """Measure to the right foot; points relative to the ankle joint."""
    length = build.size["footlength"] / 0.271
    breadth = build.size["footbreadthhorizontal"] / 0.102
    height = build.size["lateralmalleolusheight"] / 0.073
    drawn = points / [length, breadth, height]
    # Drawn along x: turn so that the sweep's axis is the foot's.
    turned = np.stack([-drawn[:, 2], drawn[:, 1], drawn[:, 0]], axis=-1)
    table = [
        (-0.048, -0.044, 0.0, 0.024, 0.024, 0.022, 0.022),
        (-0.036, -0.040, 0.0, 0.036, 0.033, 0.029, 0.029),
        (-0.012, -0.034, 0.0, 0.044, 0.039, 0.029, 0.028),
        (0.025, -0.034, 0.002, 0.040, 0.034, 0.034, 0.033),
        (0.065, -0.040, 0.004, 0.028, 0.027, 0.040, 0.036),
        (0.100, -0.047, 0.002, 0.019, 0.025, 0.0505, 0.0475),
        (0.124, -0.053, -0.001, 0.0135, 0.0195, 0.049, 0.048),
        (0.142, -0.057, -0.005, 0.0100, 0.0150, 0.035, 0.035),
    ]
    result = sweep(turned, table, 2.4)
    toes = np.full(len(points), np.inf)
    for root, tip, thick in _TOES:
        toes = join(toes, cone(drawn, root, tip, 1.08 * thick, thick), 0.0025)
    arch = ellipsoid(drawn, (0.045, -0.044, 0.078), (0.050, 0.026, 0.017))
    result = join(carve(result, arch, 0.020), toes, 0.010)
    ankle = cone(drawn, (0.0, 0.0, -0.05), (-0.004, 0.0, 0.012), 0.032, 0.030)
    outer = ellipsoid(drawn, (-0.004, 0.030, -0.002), (0.014, 0.010, 0.014))
    inner = ellipsoid(drawn, (0.004, -0.030, -0.008), (0.015, 0.010, 0.015))
    body = join(result, ankle, 0.040)
    return np.asarray(join(join(body, outer, 0.012), inner, 0.012) * min(length, breadth, height))


# Root and tip of each toe, and its thickness: a man's mean right foot from the ankle joint, big toe first.
_TOES = (
    ((0.138, -0.0290, 0.0570), (0.1885, -0.0270, 0.0615), 0.0110),
    ((0.140, -0.0075, 0.0585), (0.1850, -0.0050, 0.0640), 0.0082),
    ((0.134, 0.0090, 0.0595), (0.1760, 0.0115, 0.0645), 0.0078),
    ((0.125, 0.0230, 0.0605), (0.1640, 0.0255, 0.0650), 0.0074),
    ((0.113, 0.0350, 0.0610), (0.1480, 0.0375, 0.0655), 0.0072),
)

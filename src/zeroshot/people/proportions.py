"""Proportions of a person from sex and stature, and where that puts the joints.

Dimensions are ANSUR II regressions (``anthropometry.json`` beside this file). Joints stand at rest: straight,
arms hanging, palms inward, frame forward, right, down, the origin on the floor under the hips.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

import numpy as np

from zeroshot.errors import ZeroshotError, did_you_mean
from zeroshot.spatial import Array

SEXES = ("female", "male")
# Half a head more than the 1st percentile woman and the 99th percentile man of ANSUR II on either side:
# beyond that the regressions say nothing.
STATURE_RANGE_M = (1.30, 2.15)
# In weightlessness the discs swell: about 3 % of stature, all of it in the trunk (NASA-STD-3000 §3.2.3).
SPINE_GROWTH = 0.03
_FILE = Path(__file__).with_name("anthropometry.json")


class BodyError(ZeroshotError, ValueError):
    """A body that cannot be built: an unknown sex or pose, or a stature beyond human range."""


@cache
def _tables() -> dict[str, dict[str, list[float]]]:
    tables: dict[str, dict[str, list[float]]] = json.loads(_FILE.read_text(encoding="utf-8"))["dimensions"]
    return tables


@cache
def _body_mass_index(sex: str) -> float:
    return float(json.loads(_FILE.read_text(encoding="utf-8"))["body_mass_index"][sex])


def check_body(sex: str, stature_m: float) -> None:
    """Refuse a sex or stature that no body can be built from. Raises BodyError."""
    if sex not in SEXES:
        raise BodyError(f'a body\'s sex is "female" or "male", not "{sex}"{did_you_mean(sex, SEXES)}')
    low, high = STATURE_RANGE_M
    if not low <= stature_m <= high:
        raise BodyError(f"a stature must be from {low:.2f} m to {high:.2f} m, not {stature_m:g} m")


# From a regression to its 5th and 95th percentile, in standard deviations of the residual.
_TO_PERCENTILE_95 = 1.645
# What flesh does not change: the sizes of head, hands and feet.
_BONY = ("head", "hand", "foot", "heel", "interpupillary", "bizygomatic")
# Residual standard deviation of the logarithm of mass at a stature: what ANSUR II's 5th and 95th percentile
# of mass (women 51 and 87 kg, men 64 and 111 kg) leave when the share of stature, squared, is taken out.
_MASS_SPREAD = {"female": 0.142, "male": 0.148}


@lru_cache(maxsize=256)
def dimensions(sex: str, stature_m: float, build: float = 0.0) -> Mapping[str, float]:
    """Predict body dimensions in metres (ANSUR II names), standing on Earth, without the lengthened spine.

    build: from −1, the 5th percentile of girths, depths and breadths at that stature, to +1, the 95th.
    Lengths, head, hands and feet do not change with it.
    Raises BodyError for an unknown sex or a stature out of range.
    """
    check_body(sex, stature_m)
    values = {}
    for name, row in _tables().items():
        mean, slope, spread = row[sex]
        values[name] = mean + slope * stature_m
        if name.endswith(("circumference", "circumferenceflexed", "depth", "breadth")):
            is_bony = name.startswith(_BONY)
            values[name] += 0.0 if is_bony else build * _TO_PERCENTILE_95 * spread
    return MappingProxyType({"stature": stature_m, **values})


def mass_of(sex: str, stature_m: float, build: float = 0.0) -> float:
    """Predict body mass in kg: ANSUR II's median body mass index times stature squared, and the build."""
    check_body(sex, stature_m)
    heavier = float(np.exp(build * _TO_PERCENTILE_95 * _MASS_SPREAD[sex]))
    return _body_mass_index(sex) * stature_m**2 * heavier


def rest_joints(
    sex: str, stature_m: float, *, spine_growth: float = SPINE_GROWTH, build: float = 0.0
) -> dict[str, Array]:
    """Place every joint at rest: name → (3,) metres, origin on the floor under the hips.

    spine_growth: how much longer the trunk is than on Earth, as a share of stature.
    Joint centres relative to the measured landmarks are anatomical estimates: the shoulder's 45 mm below the
    acromion, the elbow's 10 mm below the radiale, the skull's pivot 20 mm below the tragion (de Leva 1996,
    "Joint center longitudinal positions", J. Biomechanics 29(9), within his ranges).
    """
    size = dimensions(sex, stature_m, build)
    joints = _axial_joints(size)
    for side, sign in (("right", 1.0), ("left", -1.0)):
        limb = {**_arm_joints(size), **_leg_joints(size)}
        for name, point in limb.items():
            joints[side + name] = point * [1.0, sign, 1.0]
    return _lengthen_spine(joints, spine_growth * stature_m)


def _axial_joints(size: Mapping[str, float]) -> dict[str, Array]:
    hip, crest, nape = size["trochanterionheight"], size["iliocristaleheight"], size["cervicaleheight"]
    tragion = size["stature"] - size["tragiontopofhead"]
    forward = 0.012 * size["stature"]
    eye_forward = forward + 0.425 * size["headlength"]
    eye_half = size["interpupillarybreadth"] / 2.0
    heights = {
        "hips": (-0.010, hip + 0.035 * size["stature"]),
        "spine": (-0.025, crest + 0.01),
        "chest": (-0.030, crest + 0.33 * (nape - crest)),
        "upperChest": (-0.035, crest + 0.62 * (nape - crest)),
        "neck": (-0.040, nape - 0.012),
        "head": (forward - 0.008, tragion - 0.020),
    }
    joints = {name: np.array([x, 0.0, -height]) for name, (x, height) in heights.items()}
    for name, sign in (("leftEye", -1.0), ("rightEye", 1.0)):
        joints[name] = np.array([eye_forward, sign * eye_half, -size["eye_height_standing"]])
    return joints


def _arm_joints(size: Mapping[str, float]) -> dict[str, Array]:
    side = size["biacromialbreadth"] / 2.0 - 0.027
    shoulder = np.array([-0.018, side, 0.045 - size["acromialheight"]])
    elbow = shoulder + np.array([0.0, 0.0, size["acromionradialelength"] - 0.035])
    wrist = elbow + np.array([0.0, 0.0, size["radialestylionlength"] - 0.008])
    joints = {
        "Shoulder": np.array([-0.005, 0.030, 0.012 - size["suprasternaleheight"]]),
        "UpperArm": shoulder,
        "LowerArm": elbow,
        "Hand": wrist,
    }
    for name, offset in _FINGERS.items():
        joints[name] = wrist + np.array(offset) * finger_scale(size)
    return joints


def finger_scale(size: Mapping[str, float]) -> Array:
    """Return how this hand differs from the drawn one (3,): thumb to little finger, thickness, length."""
    breadth = size["handbreadth"] / 0.0883
    return np.array([breadth, breadth, size["handlength"] / 0.1933])


# A man's right hand of ANSUR's mean length and breadth at rest, from the wrist: knuckles and finger joints.
# Finger bones after Buchholz, Armstrong & Goldstein 1992 (Ergonomics 35(3)), shares of hand length.
_FINGERS: dict[str, tuple[float, float, float]] = {
    "ThumbMetacarpal": (0.020, -0.010, 0.022),
    "ThumbProximal": (0.044, -0.017, 0.056),
    "ThumbDistal": (0.060, -0.021, 0.084),
    "IndexProximal": (0.0265, 0.001, 0.092),
    "IndexIntermediate": (0.0330, 0.000, 0.136),
    "IndexDistal": (0.0365, -0.001, 0.161),
    "MiddleProximal": (0.0045, 0.003, 0.094),
    "MiddleIntermediate": (0.0060, 0.002, 0.142),
    "MiddleDistal": (0.0070, 0.001, 0.171),
    "RingProximal": (-0.0165, 0.002, 0.089),
    "RingIntermediate": (-0.0215, 0.001, 0.132),
    "RingDistal": (-0.0245, 0.000, 0.159),
    "LittleProximal": (-0.0360, -0.001, 0.080),
    "LittleIntermediate": (-0.0450, -0.002, 0.114),
    "LittleDistal": (-0.0500, -0.003, 0.134),
}
FINGERTIPS: dict[str, tuple[float, float, float]] = {
    "ThumbDistal": (0.073, -0.024, 0.110),
    "IndexDistal": (0.0390, -0.002, 0.183),
    "MiddleDistal": (0.0075, 0.000, 0.1945),
    "RingDistal": (-0.0265, -0.001, 0.182),
    "LittleDistal": (-0.0540, -0.004, 0.154),
}


def _leg_joints(size: Mapping[str, float]) -> dict[str, Array]:
    hip_side = 0.32 * size["bicristalbreadth"]
    ankle_forward = -0.015
    heel = ankle_forward - 0.26 * size["footlength"]
    return {
        "UpperLeg": np.array([0.0, hip_side, -size["trochanterionheight"]]),
        "LowerLeg": np.array([0.004, 0.97 * hip_side, -size["lateralfemoralepicondyleheight"]]),
        "Foot": np.array([ankle_forward, 0.95 * hip_side, -size["lateralmalleolusheight"]]),
        "Toes": np.array([heel + size["balloffootlength"], 1.05 * hip_side, -0.020]),
    }


def _lengthen_spine(joints: dict[str, Array], growth_m: float) -> dict[str, Array]:
    """Spread the growth evenly from the hip joints to the base of the neck; what lies beyond moves whole."""
    low, high = joints["rightUpperLeg"][2], joints["neck"][2]
    arm = joints["rightUpperArm"][2]
    result = {}
    for name, point in joints.items():
        level = arm if _hangs_from_shoulder(name) else point[2]
        share = float(np.clip((level - low) / (high - low), 0.0, 1.0))
        result[name] = point - np.array([0.0, 0.0, growth_m * share])
    return result


def _hangs_from_shoulder(name: str) -> bool:
    bare = name.removeprefix("left").removeprefix("right")
    return bare in {"UpperArm", "LowerArm", "Hand"} or bare in _FINGERS

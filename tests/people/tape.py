"""A tape measure and calipers for a skin in the bind pose: what an anthropometrist would read off it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.spatial import ConvexHull

from zeroshot.people.landmarks import rest_landmarks
from zeroshot.people.proportions import dimensions, finger_scale
from zeroshot.people.skeleton import INDEX
from zeroshot.people.template import bind_skeleton


def cut(points: np.ndarray, triangles: np.ndarray, at: np.ndarray, normal: np.ndarray) -> np.ndarray:
    """Cut triangles with a plane: the points (k, 3) where it crosses their edges."""
    height = (points - at) @ normal
    edges = np.concatenate([triangles[:, pair] for pair in ([0, 1], [1, 2], [2, 0])])
    edges = edges[(height[edges[:, 0]] < 0.0) != (height[edges[:, 1]] < 0.0)]
    a, b = height[edges[:, 0]], height[edges[:, 1]]
    share = (a / (a - b))[:, None]
    return points[edges[:, 0]] * (1.0 - share) + points[edges[:, 1]] * share


def girth(ring: np.ndarray, normal: np.ndarray) -> float:
    """Lay a tape around the points of a cut: the perimeter of their convex hull."""
    across = np.cross(normal, [0.3, 0.5, 0.81])
    across /= np.linalg.norm(across)
    flat = ring @ np.stack([across, np.cross(normal, across)], axis=-1)
    return float(ConvexHull(flat).area)


@dataclass(frozen=True, eq=False)
class Tape:
    """One body in the bind pose, and where its landmarks are."""

    sex: str
    stature_m: float
    points: np.ndarray
    triangles: np.ndarray
    spine_growth: float
    is_arm: np.ndarray
    build: float = 0.0

    @property
    def size(self):
        return dimensions(self.sex, self.stature_m, self.build)

    def joint(self, name: str) -> np.ndarray:
        return self._bind[0][INDEX[name]]

    def axes(self, name: str) -> np.ndarray:
        return self._bind[1][INDEX[name]]

    @property
    def _bind(self):
        return bind_skeleton(self.sex, self.stature_m, spine_growth=self.spine_growth, build=self.build)

    def level(self, z: float) -> np.ndarray:
        """Cut the trunk and thighs level, without the arms."""
        own = self.triangles[~self.is_arm[self.triangles].any(axis=1)]
        return cut(self.points, own, np.array([0.0, 0.0, z]), np.array([0.0, 0.0, 1.0]))

    def around(self, joint: str, along: float, reach: float = 0.14, tilt=(0.0, 0.0, 1.0)) -> np.ndarray:
        """Cut the right limb square to its bone at a distance along it from a joint."""
        axes = self.axes(joint)
        at, normal = self.joint(joint) + axes[:, 2] * along, axes @ np.asarray(tilt)
        ring = cut(self.points, self.triangles, at, normal)
        near = (np.linalg.norm(ring - at, axis=1) < reach) & (ring[:, 1] > 0.0)
        return ring[near]

    def limb_girth(self, joint: str, along: float, reach: float = 0.14) -> float:
        return girth(self.around(joint, along, reach), self.axes(joint)[:, 2])

    def largest_girth(self, joint: str, low: float, high: float) -> float:
        return max(self.limb_girth(joint, along) for along in np.linspace(low, high, 9))

    def local(self, joint: str) -> np.ndarray:
        return (self.points - self.joint(joint)) @ self.axes(joint)


def measures(tape: Tape) -> dict[str, tuple[float, float]]:
    """Measure a body: name → (measured, what the regressions say). Lengths on Earth, without the growth."""
    size = tape.size
    growth = tape.spine_growth * tape.stature_m
    marks = {
        name: point
        for name, (_, point) in rest_landmarks(
            tape.sex, tape.stature_m, spine_growth=tape.spine_growth
        ).items()
    }
    return {
        **_heights(tape, size, growth),
        **_trunk(tape, size, marks),
        **_head(tape, size),
        **_arm(tape, size),
        **_leg(tape, size),
        **_foot(tape, size),
    }


def _extent(ring: np.ndarray, axis: int) -> float:
    return float(np.ptp(ring[:, axis]))


def _heights(tape: Tape, size, growth: float) -> dict[str, tuple[float, float]]:
    floor = float(tape.points[:, 2].max())
    middle = tape.points[np.abs(tape.points[:, 1]) < 0.012]
    crotch = middle[middle[:, 2] > tape.joint("hips")[2]][:, 2].max()
    # The legs are apart in the bind pose: their joints stand a little higher than at rest.
    leg = tape.joint("rightFoot") - tape.joint("rightUpperLeg")
    raised = float(np.linalg.norm(leg) - leg[2])
    hip = -tape.joint("rightUpperLeg")[2]
    return {
        "stature": (floor + raised - tape.points[:, 2].min() - growth, size["stature"]),
        "crotch height": (floor + raised - crotch, size["crotchheight"]),
        "trochanter height": (hip, size["trochanterionheight"]),
        "knee height": (
            hip - np.linalg.norm(tape.joint("rightLowerLeg") - tape.joint("rightUpperLeg")),
            size["lateralfemoralepicondyleheight"],
        ),
    }


def _trunk(tape: Tape, size, marks) -> dict[str, tuple[float, float]]:
    down = np.array([0.0, 0.0, 1.0])
    chest = tape.level(marks["chest"][2])
    waist = tape.level(marks["navel"][2] - 0.01)
    hip = tape.level(-size["buttockheight"])
    widest = max(
        _extent(tape.level(z), 1)
        for z in -np.linspace(size["crotchheight"] + 0.01, size["buttockheight"] + 0.05, 9)
    )
    return {
        "chest depth": (_extent(chest[np.abs(chest[:, 1]) < 0.12], 0), size["chestdepth"]),
        "chest girth": (girth(chest, down), size["chestcircumference"]),
        "waist depth": (_extent(waist, 0), size["waistdepth"]),
        "waist breadth": (_extent(waist, 1), size["waistbreadth"]),
        "waist girth": (girth(waist, down), size["waistcircumference"]),
        "hip breadth": (widest, size["hipbreadth"]),
        "buttock depth": (_extent(hip, 0), size["buttockdepth"]),
        "buttock girth": (girth(hip, down), size["buttockcircumference"]),
    }


def _head(tape: Tape, size) -> dict[str, tuple[float, float]]:
    eyes = (tape.joint("leftEye") + tape.joint("rightEye")) / 2.0
    brow = tape.points[tape.points[:, 2] < eyes[2] - 0.020]
    above_ears = tape.points[tape.points[:, 2] < eyes[2] - 0.032]
    front = tape.points[(tape.points[:, 0] > eyes[0] - 0.02) & (np.abs(tape.points[:, 1]) < 0.012)]
    front = front[front[:, 2] > eyes[2]]
    chin = front[front[:, 2] < eyes[2] + 1.4 * size["mentonsellionlength"]][:, 2].max()
    tilt = tape.joint("neck") - tape.joint("head")
    tilt = tilt / np.linalg.norm(tilt)
    ring = cut(
        tape.points, tape.triangles, np.array([eyes[0], 0.0, eyes[2] - 0.030]), np.array([0.10, 0.0, 1.0])
    )
    middle = 0.62 * tape.joint("neck") + 0.38 * tape.joint("head")
    neck = cut(tape.points, tape.triangles, middle, tilt)
    neck = neck[np.linalg.norm(neck - middle, axis=1) < 0.12]
    return {
        "head length": (_extent(brow, 0), size["headlength"]),
        "head breadth": (_extent(above_ears, 1), size["headbreadth"]),
        "head girth": (girth(ring, np.array([0.0995, 0.0, 0.995])), size["headcircumference"]),
        "face height": (chin - eyes[2] + 0.004, size["mentonsellionlength"]),
        "neck girth": (girth(neck, tilt), size["neckcircumference"]),
    }


def _arm(tape: Tape, size) -> dict[str, tuple[float, float]]:
    fore = float(np.linalg.norm(tape.joint("rightHand") - tape.joint("rightLowerArm")))
    upper = float(np.linalg.norm(tape.joint("rightLowerArm") - tape.joint("rightUpperArm")))
    hand = tape.local("rightHand")
    hand = hand[(hand[:, 2] > -0.03) & (np.linalg.norm(hand, axis=1) < 0.26)]
    palm_at = 0.45 * size["handlength"]
    palm = tape.around("rightHand", palm_at, 0.09)
    own = (palm - tape.joint("rightHand")) @ tape.axes("rightHand")
    flat = own[own[:, 0] < 0.045 * finger_scale(size)[0]]
    return {
        "upper arm length": (upper + 0.035, size["acromionradialelength"]),
        "forearm length": (fore + 0.008, size["radialestylionlength"]),
        "wrist girth": (tape.limb_girth("rightLowerArm", fore - 0.012, 0.06), size["wristcircumference"]),
        # The tape lies around a bent arm with tense muscles; at ease they are this much less round
        # (Clauser et al. 1969, AMRL-TR-69-70: biceps flexed over relaxed 1.08, forearm 1.03).
        "biceps girth": (
            1.08 * tape.limb_girth("rightUpperArm", 0.55 * upper, 0.11), size["bicepscircumferenceflexed"],
        ),
        "forearm girth": (
            1.03 * tape.largest_girth("rightLowerArm", 0.10 * fore, 0.35 * fore),
            size["forearmcircumferenceflexed"],
        ),
        "hand length": (float(hand[:, 2].max()), size["handlength"]),
        "hand breadth": (_extent(flat, 0), size["handbreadth"]),
    }  # fmt: skip


def _leg(tape: Tape, size) -> dict[str, tuple[float, float]]:
    thigh = float(np.linalg.norm(tape.joint("rightLowerLeg") - tape.joint("rightUpperLeg")))
    shank = float(np.linalg.norm(tape.joint("rightFoot") - tape.joint("rightLowerLeg")))
    fold = size["trochanterionheight"] - size["crotchheight"] + 0.025
    return {
        "thigh girth": (tape.limb_girth("rightUpperLeg", fold, 0.17), size["thighcircumference"]),
        "lower thigh girth": (
            tape.limb_girth("rightUpperLeg", 0.80 * thigh),
            size["lowerthighcircumference"],
        ),
        "calf girth": (
            tape.largest_girth("rightLowerLeg", 0.15 * shank, 0.45 * shank),
            size["calfcircumference"],
        ),
        "ankle girth": (
            min(tape.limb_girth("rightLowerLeg", s * shank, 0.09) for s in np.linspace(0.72, 0.92, 7)),
            size["anklecircumference"],
        ),
    }


def _foot(tape: Tape, size) -> dict[str, tuple[float, float]]:
    foot = tape.local("rightFoot")
    foot = foot[(foot[:, 2] > 0.0) & (np.linalg.norm(foot, axis=1) < 0.30)]
    foot = foot[np.abs(foot[:, 1]) < 0.09]
    low = foot[foot[:, 2] > 0.4 * size["lateralmalleolusheight"]]
    heel = low[low[:, 0] < low[:, 0].min() + 0.25 * size["footlength"]]
    return {
        "foot length": (_extent(low, 0), size["footlength"]),
        "foot breadth": (_extent(low, 1), size["footbreadthhorizontal"]),
        "heel breadth": (_extent(heel, 1), size["heelbreadth"]),
    }

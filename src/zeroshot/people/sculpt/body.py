"""The body in the bind pose, put together: where each limb's own frame lies, and the bare fields."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from zeroshot.people.sculpt import head as head_sculpture
from zeroshot.people.sculpt.fields import Field, join
from zeroshot.people.sculpt.limbs import Build, arm, foot, hand, leg
from zeroshot.people.sculpt.trunk import neck, trunk
from zeroshot.people.skeleton import INDEX
from zeroshot.people.template import REFERENCE_STATURE_M, bind_skeleton
from zeroshot.spatial import Array


class Body:
    """The reference body of one sex in the bind pose; callers fold points onto the right side."""

    def __init__(self, sex: str) -> None:
        self.build = Build.of(sex)
        self.face = head_sculpture.FACES[sex]
        self.positions, self.attitudes = bind_skeleton(sex, REFERENCE_STATURE_M[sex], spine_growth=0.0)

    def joint(self, name: str) -> Array:
        """Return a joint's place (3,) in the bind pose."""
        return np.asarray(self.positions[INDEX[name]])

    def local(self, points: Array, name: str) -> Array:
        """Return points (n, 3) in a joint's own frame."""
        return np.asarray((points - self.joint(name)) @ self.attitudes[INDEX[name]])

    def world(self, points: Array, name: str) -> Array:
        """Return points (n, 3) of a joint's own frame in the body's."""
        return np.asarray(points @ self.attitudes[INDEX[name]].T + self.joint(name))

    @cached_property
    def upper_arm(self) -> float:
        """Return the upper arm's length."""
        return float(self.build.offset("rightUpperArm", "rightLowerArm")[2])

    @cached_property
    def whole_arm(self) -> float:
        """Return the length from shoulder to wrist."""
        return float(self.build.offset("rightUpperArm", "rightHand")[2])

    @cached_property
    def thigh(self) -> float:
        """Return the length from hip to knee."""
        return float(self.build.offset("rightUpperLeg", "rightLowerLeg")[2])

    @cached_property
    def whole_leg(self) -> float:
        """Return the length from hip to ankle."""
        return float(self.build.offset("rightUpperLeg", "rightFoot")[2])

    def arm(self, p: Array) -> Array:
        """Measure to the right arm without the hand."""
        return arm(self.local(p, "rightUpperArm"), self.build)

    def hand(self, p: Array) -> Array:
        """Measure to the right hand."""
        return hand(self.local(p, "rightHand"), self.build)

    def leg(self, p: Array) -> Array:
        """Measure to the right leg without the foot."""
        return leg(self.local(p, "rightUpperLeg"), self.build)

    def foot(self, p: Array) -> Array:
        """Measure to the right foot."""
        return foot(self.local(p, "rightFoot"), self.build)

    def trunk(self, p: Array) -> Array:
        """Measure to the trunk."""
        return trunk(p, self.build)

    def neck(self, p: Array) -> Array:
        """Measure to the neck."""
        return neck(p, self.build)

    def head(self, p: Array) -> Array:
        """Measure to the head without the neck."""
        return head_sculpture.head(p, self.build)

    def drawn(self, p: Array) -> Array:
        """Return points in the head's drawing frame."""
        return np.asarray(
            (p - head_sculpture.head_origin(self.build)) / head_sculpture.head_scale(self.build)
        )

    def torso(self, p: Array) -> Array:
        """Measure to trunk and upper arms, joined at the shoulders."""
        return join(self.trunk(p), self.arm(p), 0.05)

    def skin(self, p: Array) -> Array:
        """Measure to the whole skin, one smooth surface from crown to toes."""
        result = join(self.trunk(p), self.neck(p), 0.03)
        result = join(result, _near(self.head, p, p[:, 2] < self.joint("neck")[2] + 0.16), 0.022)
        return join(join(result, self.whole_right_arm(p), 0.05), self.whole_right_leg(p), 0.035)

    def whole_right_arm(self, p: Array) -> Array:
        """Measure to the right arm with its hand."""
        local = self.local(p, "rightUpperArm")
        hand = _near(self.hand, p, local[:, 2] > self.whole_arm - 0.12)
        return join(arm(local, self.build), hand, 0.020)

    def whole_right_leg(self, p: Array) -> Array:
        """Measure to the right leg with its foot."""
        # Between the thighs the fold is rounded, or they would meet in a crease.
        rounded = np.stack([p[:, 0], np.hypot(p[:, 1], 0.014), p[:, 2]], axis=-1)
        local = self.local(rounded, "rightUpperLeg")
        foot = _near(self.foot, p, local[:, 2] > self.whole_leg - 0.20)
        return join(leg(local, self.build), foot, 0.03)


def _near(field: Field, p: Array, near: NDArray[np.bool_]) -> Array:
    """Measure only where a shape can be near; elsewhere it is far."""
    result = np.full(len(p), 1.0)
    if near.any():
        result[near] = field(p[near])
    return result

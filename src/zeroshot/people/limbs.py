"""One arm or leg to a goal, exactly: the hinge from the distance, the upper bone by the way, and of all the
turns about the line between them the one that changes the pose least and strains no joint.

Law of cosines for the hinge and one free turn, as Tolani, Goswami & Badler 2000 ("Real-time inverse
kinematics techniques for anthropomorphic limbs", Graphical Models 62(5)). Many bodies at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from zeroshot.people.core import CORE_INDEX, CORE_PARENT, CoreBody, core_ranges
from zeroshot.people.limits import clamp_turn, cone_gaps
from zeroshot.people.linkage import Stance
from zeroshot.people.turns import matrix_about, matrix_from_angles
from zeroshot.spatial import Array, unit

LIMBS = {"hand": ("UpperArm", "LowerArm", "Hand"), "foot": ("UpperLeg", "LowerLeg", "Foot")}
# Where the elbow or knee is at ease: right side, frame of the shoulder or the hips. How much that counts
# beside the turn that the pose has there.
_EASE = {"hand": (-0.35, 0.55, 0.75), "foot": (1.0, 0.2, 0.0)}
_EASE_SHARE = 0.25
# A shoulder or hip this near to where it stops begins to give way to the side.
_STRAINED_RAD = np.radians(10.0)
_STRAIN_COST = 30.0
_ALL_AROUND = np.radians(np.arange(-180.0, 180.0, 6.0))
_FINER = tuple(np.radians(np.linspace(-reach, reach, 13)) for reach in (6.0, 1.0, 0.17))


@dataclass(frozen=True, eq=False)
class Limb:
    """An arm or leg. touch: the point (3,) of its last joint's frame that meets a goal."""

    body: CoreBody
    side: str
    kind: str
    touch: Array

    @cached_property
    def joints(self) -> tuple[str, str, str]:
        """Name the upper, the middle and the last joint."""
        upper, lower, end = (self.side + name for name in LIMBS[self.kind])
        return upper, lower, end

    @cached_property
    def _rows(self) -> tuple[int, int, int]:
        upper, lower, end = (CORE_INDEX[name] for name in self.joints)
        return upper, lower, end

    @cached_property
    def _ease(self) -> Array:
        return unit(_EASE[self.kind]) * [1.0, 1.0 if self.side == "right" else -1.0, 1.0]

    @property
    def root(self) -> int:
        """Return the row of the joint that the limb hangs on by: its upper one."""
        return self._rows[0]

    def longest_m(self, stance: Stance) -> Array:
        """Return how far (n,) the touching point can be from the upper joint, the hand as it is."""
        upper, lower = self._bones(stance)
        ends = [_hinged(lower, np.full(len(lower), bend)) for bend in self._bends]
        return np.asarray(np.max([np.linalg.norm(upper + end, axis=1) for end in ends], axis=0))

    @property
    def _bends(self) -> tuple[float, float]:
        low, high = core_ranges()
        row = self._rows[1]
        return float(low[row, 1]), float(high[row, 1])

    def solve(self, stance: Stance, attitudes: Array, targets: Array, before: Array) -> None:
        """Turn the limb of n bodies toward targets (n, 3), as seen from its upper joint; in place.

        attitudes: (n, 3, 3) of what the limb hangs on. before: (n, 3, 3) the upper joint's turn in the pose.
        """
        row, middle, _ = self._rows
        upper, lower = self._bones(stance)
        target = (np.swapaxes(attitudes, 1, 2) @ targets[..., None])[..., 0]
        bend = self._bend(upper, lower, np.linalg.norm(target, axis=1))
        stance.angles[:, middle, 1] = bend
        stance.turns[:, middle] = matrix_from_angles(stance.angles[:, middle])
        # The hinge's own small play is undone on the vectors, and done again by the matrix.
        hinged = stance.turns[:, middle] @ self._beyond(stance)[..., None]
        stance.turns[:, row] = self._swung(self.body.bones[middle] + hinged[..., 0], target, before)

    def swing(self, stance: Stance, body: int, forward: float, outward: float, bent: float) -> None:
        """Swing the limb of one of n bodies by angles in radians, in place."""
        row, middle, _ = self._rows
        sign = 1.0 if self.side == "right" else -1.0
        turn = matrix_from_angles([0.0, forward, 0.0]) @ matrix_from_angles([-sign * outward, 0.0, 0.0])
        stance.turns[body, row] = clamp_turn(self.joints[0], turn)
        stance.angles[body, middle] = [0.0, np.clip(bent * self._way, *self._bends), 0.0]
        stance.turns[body, middle] = matrix_from_angles(stance.angles[body, middle])

    def above(self) -> int:
        """Return the row of the joint that the limb hangs on."""
        return CORE_PARENT[self.root]

    def _beyond(self, stance: Stance) -> Array:
        """Return the vectors (n, 3) from the middle joint to the touching point, in its own frame."""
        end = self._rows[2]
        return np.asarray(self.body.bones[end] + stance.turns[:, end] @ self.touch)

    def _bones(self, stance: Stance) -> tuple[Array, Array]:
        """Return both bones (n, 3) as the bare hinge about right sees them."""
        middle = self._rows[1]
        angles = stance.angles[:, middle]
        zero = np.zeros(len(angles))
        across = matrix_from_angles(np.stack([zero, zero, -angles[:, 2]], axis=-1))
        along = matrix_from_angles(np.stack([angles[:, 0], zero, zero], axis=-1))
        return across @ self.body.bones[middle], (along @ self._beyond(stance)[..., None])[..., 0]

    def _bend(self, upper: Array, lower: Array, distance: Array) -> Array:
        """Find the hinge angle (n,) about right that puts the limb's end at a distance from its root.

        |u + R l|² = |u|² + |l|² + 2 u·R l, and u·R l = a cos φ + b sin φ + c for a hinge about right.
        """
        a = upper[:, 0] * lower[:, 0] + upper[:, 2] * lower[:, 2]
        b = upper[:, 0] * lower[:, 2] - upper[:, 2] * lower[:, 0]
        squares = np.sum(upper**2, axis=1) + np.sum(lower**2, axis=1)
        wanted = (distance**2 - squares) / 2.0 - upper[:, 1] * lower[:, 1]
        spread = np.arccos(np.clip(wanted / np.hypot(a, b), -1.0, 1.0))
        middle = np.arctan2(b, a)
        low, high = self._bends
        # Past either end of the hinge the end is nearest.
        return np.asarray(np.clip(_wrapped(middle + self._way * spread), low, high))

    @property
    def _way(self) -> float:
        """Return 1 for an elbow, which bends forward, and −1 for a knee."""
        return 1.0 if self.kind == "hand" else -1.0

    def _swung(self, reachable: Array, target: Array, before: Array) -> Array:
        """Return the upper joint's turns (n, 3, 3) that bring the reachable point (n, 3) to the target."""
        own, base = _frame(reachable), _frame(target)
        bone = self.body.bones[self._rows[1]]
        wish = before + _EASE_SHARE * np.outer(self._ease, bone / np.linalg.norm(bone))
        # tr(wishᵀ base Rx(s) ownᵀ) = c + p cos s + q sin s: its greatest value is known.
        m = np.swapaxes(base, 1, 2) @ wish @ own
        best = np.arctan2(m[:, 2, 1] - m[:, 1, 2], m[:, 1, 1] + m[:, 2, 2])
        weight = np.hypot(m[:, 2, 1] - m[:, 1, 2], m[:, 1, 1] + m[:, 2, 2])
        turns = base @ _about_forward(best) @ np.swapaxes(own, 1, 2)
        strained = (cone_gaps(self.joints[0], turns) < _STRAINED_RAD).any(axis=-1)
        if strained.any():
            eased = self._eased(base[strained], own[strained], best[strained], weight[strained])
            turns[strained] = clamp_turn(self.joints[0], eased)
        return turns

    def _eased(self, base: Array, own: Array, best: Array, weight: Array) -> Array:
        """Look all around for the turn that costs least where the easiest one strains the joint."""
        back = np.swapaxes(own, 1, 2)[:, None]
        chosen = best
        for steps in (_ALL_AROUND, *_FINER):
            around = chosen[:, None] + steps
            turns = base[:, None] @ _about_forward(around) @ back
            room = np.minimum(cone_gaps(self.joints[0], turns), _STRAINED_RAD) - _STRAINED_RAD
            past = np.minimum(room + _STRAINED_RAD, 0.0)
            cost = _STRAIN_COST * np.sum(room**2, axis=-1) - 200.0 * np.sum(past, axis=-1)
            cost -= weight[:, None] * np.cos(around - best[:, None])
            chosen = around[np.arange(len(around)), np.argmin(cost, axis=1)]
        return np.asarray(base @ _about_forward(chosen) @ np.swapaxes(own, 1, 2))


def _about_forward(angles: Array) -> Array:
    return matrix_about([1.0, 0.0, 0.0], angles)


def _wrapped(angles: Array) -> Array:
    return np.asarray((angles + np.pi) % (2.0 * np.pi) - np.pi)


def _hinged(vectors: Array, bend: Array) -> Array:
    zero = np.zeros_like(bend)
    turned = matrix_from_angles(np.stack([zero, bend, zero], axis=-1)) @ vectors[..., None]
    return np.asarray(turned[..., 0])


def _frame(along: Array) -> Array:
    """Build frames (n, 3, 3) whose first column lies along vectors (n, 3); the others anyhow."""
    first = along / np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-12)
    helper = np.where(np.abs(first[:, 1:2]) < 0.8, [0.0, 1.0, 0.0], [1.0, 0.0, 0.0])
    second = np.cross(first, helper)
    second /= np.maximum(np.linalg.norm(second, axis=1, keepdims=True), 1e-12)
    return np.stack([first, second, np.cross(first, second)], axis=-1)

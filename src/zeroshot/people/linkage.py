"""The bones between the hips and the ends of limbs, as a linkage: what is missing, and what turning changes.

A goal is fixed to the centre of mass, which moves with the limbs; the derivatives know that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from zeroshot.people.cones import Cones
from zeroshot.people.core import CORE, CORE_INDEX, CORE_PARENT, IS_CONE, CoreBody, core_ranges, is_above
from zeroshot.people.turns import cross_matrix, matrix_about_axes, turn_vector
from zeroshot.spatial import Array

# How readily joints give: a limb long before its wrist and the collar-bone, and these before the spine.
# Chosen so that what is near is reached with the limb, and the pose still changes smoothly with the goal.
_READINESS = {
    "spine": 0.03, "chest": 0.03, "upperChest": 0.03, "Shoulder": 0.1, "UpperArm": 1.0, "LowerArm": 1.0,
    "Hand": 0.1, "UpperLeg": 1.0, "LowerLeg": 1.0, "Foot": 0.1,
}  # fmt: skip
AIM_M = 0.15
"""What a palm or sole turned wrong by a radian counts for, as if it were so far away."""
_PROBE_RAD = 1e-5
_PROBES = matrix_about_axes(np.eye(3), np.full(3, _PROBE_RAD))


@dataclass(frozen=True, eq=False)
class Stance:
    """How n bodies stand: turns (n, joints, 3, 3) of the core, and the angles (n, joints, 3) of those turns.

    The angles are those about forward, right and down of joints that have ranges; of others they say nothing.
    """

    turns: Array
    angles: Array


@dataclass(frozen=True, eq=False)
class Linkage:
    """What is to be brought somewhere: ends of limbs, by points (m, 3) of their own frames, and what helps.

    gives: how readily some joints give, where that is not as usual.
    """

    body: CoreBody
    ends: tuple[str, ...]
    touches: Array
    joints: tuple[str, ...]
    gives: Mapping[str, float] = field(default_factory=dict)

    @cached_property
    def _own(self) -> list[int]:
        return [CORE_INDEX[name] for name in self.joints]

    @cached_property
    def _above(self) -> list[int]:
        return [CORE_PARENT[index] for index in self._own]

    @cached_property
    def _ends(self) -> list[int]:
        return [CORE_INDEX[name] for name in self.ends]

    @cached_property
    def _carries(self) -> Array:
        """Return (ends, joints, 1, 1): 1 where the joint carries that end."""
        return is_above()[np.ix_(self._own, self._ends)].T[:, :, None, None]

    @cached_property
    def _above_all(self) -> Array:
        return is_above()[self._own]

    @cached_property
    def _ranged(self) -> list[int]:
        return [row for row, index in enumerate(self._own) if not IS_CONE[index]]

    @cached_property
    def _ranged_joints(self) -> list[int]:
        return [self._own[row] for row in self._ranged]

    @cached_property
    def _ends_of_ranges(self) -> tuple[Array, Array]:
        low, high = core_ranges()
        return low[self._ranged_joints], high[self._ranged_joints]

    @cached_property
    def _cone_rows(self) -> list[int]:
        return [row for row, index in enumerate(self._own) if IS_CONE[index]]

    @cached_property
    def _cone_joints(self) -> list[int]:
        return [self._own[row] for row in self._cone_rows]

    @cached_property
    def _cones(self) -> Cones:
        return Cones([self.joints[row] for row in self._cone_rows])

    @cached_property
    def _readiness(self) -> Array:
        bare = [name.removeprefix("left").removeprefix("right") for name in self.joints]
        usual = [_READINESS[name] for name in bare]
        return np.sqrt([self.gives.get(name, own) for name, own in zip(self.joints, usual, strict=True)])

    def gaps(self, stance: Stance, targets: Array) -> Array:
        """Return what each touching point lacks to its target (n, m, 3), both in the actor's frame."""
        positions, attitudes = self.body.place(stance.turns)
        return self._gaps(positions, attitudes, targets)

    def _touching(self, positions: Array, attitudes: Array) -> Array:
        at, turn = positions[:, self._ends], attitudes[:, self._ends]
        return np.asarray(at + (turn @ self.touches[..., None])[..., 0])

    def _gaps(self, positions: Array, attitudes: Array, targets: Array) -> Array:
        centre = self.body.centre(positions, attitudes)
        return np.asarray(targets - self._touching(positions, attitudes) + centre[:, None])

    def _twists(self, attitudes: Array, wanted: Array) -> Array:
        """Return the turns (n, m, 3) that ends lack, as distances."""
        now = attitudes[:, self._ends]
        return AIM_M * turn_vector(wanted @ np.swapaxes(now, -1, -2))

    def _axes(self, stance: Stance) -> Array:
        """Return what the joints turn about, in the frame above them: columns of (n, joints, 3, 3)."""
        axes = np.tile(np.eye(3), (len(stance.turns), len(self._own), 1, 1))
        angles = stance.angles[:, self._ranged_joints]
        about_right, about_down = angles[..., 1], angles[..., 2]
        sy, cy, sz, cz = np.sin(about_right), np.cos(about_right), np.sin(about_down), np.cos(about_down)
        zero = np.zeros_like(sy)
        # Columns of Rz Ry: where forward goes; of Rz: where right goes.
        axes[..., 0][:, self._ranged] = np.stack([cz * cy, sz * cy, -sy], axis=-1)
        axes[..., 1][:, self._ranged] = np.stack([-sz, cz, zero], axis=-1)
        return axes

    def _slopes(self, positions: Array, attitudes: Array, axes_in_body: Array) -> Array:
        """Return how touching points move against the centre of mass: (n, ends, joints, 3, 3)."""
        at = positions[:, self._own]
        arms = self._touching(positions, attitudes)[:, :, None] - at[:, None]
        moments = self._above_all @ self.body.moments_of(positions, attitudes)
        masses = self._above_all @ self.body.mass_shares
        drawn = moments - masses[:, None] * at
        levers = self._carries[..., 0] * arms - drawn[:, None]
        return np.asarray(-cross_matrix(levers) @ axes_in_body[:, None])

    def _cone_walls(self, stance: Stance) -> tuple[Array, Array]:
        """Return the room (n, cones, walls) that shoulders and hips have, and how turning changes it.

        The latter (n, cones, walls, 3), by turns about the axes of the frame above.
        """
        turns = stance.turns[:, self._cone_joints]
        probed = self._cones.gaps(np.concatenate([turns[:, None], _PROBES[:, None] @ turns[:, None]], axis=1))
        room = probed[:, 0]
        return room, np.moveaxis(probed[:, 1:] - room[:, None], 1, -1) / _PROBE_RAD

    def _way_back(self, stance: Stance, before: Stance) -> Array:
        """Return the change (n, joints, 3) that undoes what was done since."""
        back = (before.angles - stance.angles)[:, self._own]
        joints = self._cone_joints
        back[:, self._cone_rows] = turn_vector(
            before.turns[:, joints] @ np.swapaxes(stance.turns[:, joints], -1, -2)
        )
        return back

    def _wished(self, free: Array, back: Array) -> Array:
        """Return a wished change as the solver counts: by how readily joints give, nothing where blocked."""
        given = (np.swapaxes(free, -1, -2) @ back[..., None])[..., 0]
        return np.asarray(given / self._readiness[:, None] ** 2)

    def _free_at_first(self, count: int) -> Array:
        free = np.eye(3) * self._readiness[:, None, None]
        return np.tile(free, (count, 1, 1, 1))


def core_joints(ends: Sequence[str]) -> tuple[str, ...]:
    """Name the joints between the hips and the ends of limbs, the ends included."""
    rows = np.flatnonzero(is_above()[:, [CORE_INDEX[name] for name in ends]].any(axis=1))
    return tuple(CORE[row] for row in rows if CORE[row] != "hips")

"""Pull hands and feet to where they should be, with every joint between them and the hips helping.

Least squares with damping (Wampler 1986, IEEE Trans. SMC 16(1); Buss 2004, "Introduction to inverse
kinematics"), in which a joint at the end of its range takes no part in what would push it further.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from zeroshot.people.linkage import AIM_M, Linkage, Stance, core_joints
from zeroshot.people.turns import matrix_about_axes, matrix_from_angles
from zeroshot.spatial import Array

Aims = Callable[[Array], Array]
"""From attitudes (n, joints, 3, 3) to those of the ends (n, m, 3, 3): as they should be, or are."""

_LARGEST_STEP_RAD = 0.5
# Rounds without a gap closing by this share, or at all noticeably, after which nothing more will come.
_PATIENCE, _PROGRESS, _NOTICED_M = 8, 0.03, 2e-5
# Sugihara 2011, IEEE Trans. Robotics 27(5): damping by the square of the gap stays calm out of reach, too.
_DAMPING_LEAST, _DAMPING = 1e-6, 0.5
# How much a limb out of reach would rather be as it was: it costs it about a thousandth of the gap.
_EASING, _EASING_IN_REACH = 2e-4, 1e-8
_ENOUGH_M = 1e-5
# A joint this near to the end of its range is there.
_AT_END_RAD = 1e-7
_AT_CONE_RAD = 1e-4

__all__ = ["Aims", "Pull", "Stance", "core_joints"]


class Pull(Linkage):
    """Brings the ends of limbs to their targets, many bodies at once."""

    def settle(self, stance: Stance, targets: Array, *, rounds: int, aims: Aims | None = None) -> Stance:
        """Bring the touching points to targets (n, m, 3) as near as can be; what is near already rests.

        With aims the ends are turned as well. Of all that was passed through the nearest is returned.
        """
        turns, angles = stance.turns.copy(), stance.angles.copy()
        best_turns, best_angles = turns.copy(), angles.copy()
        left_m, noted_m, last_m = (np.full(len(turns), np.inf) for _ in range(3))
        noted_at = np.zeros(len(turns), dtype=np.int64)
        busy = np.arange(len(turns))
        for step in range(rounds + 1):
            now = Stance(turns[busy], angles[busy])
            positions, attitudes = self.body.place(now.turns)
            gaps = self._gaps(positions, attitudes, targets[busy])
            if aims is not None:
                gaps = np.concatenate([gaps, self._twists(attitudes, aims(attitudes))], axis=1)
            distance = np.linalg.norm(gaps, axis=-1).max(axis=-1)
            is_better = distance < left_m[busy]
            better = busy[is_better]
            best_turns[better], best_angles[better] = now.turns[is_better], now.angles[is_better]
            left_m[better] = distance[is_better]
            moves_on = noted_m[busy] - left_m[busy] > np.maximum(_PROGRESS * left_m[busy], _NOTICED_M)
            noted_m[busy[moves_on]], noted_at[busy[moves_on]] = left_m[busy[moves_on]], step
            is_open = (distance > _ENOUGH_M) & (step - noted_at[busy] < _PATIENCE)
            if aims is not None:
                # Palms seldom lie quite as they should: what has come to rest beside that stays there.
                is_open &= np.abs(distance - last_m[busy]) > _NOTICED_M
            last_m[busy] = distance
            if step == rounds or not is_open.any():
                break
            busy = busy[is_open]
            now = Stance(now.turns[is_open], now.angles[is_open])
            moved = self._step(now, positions[is_open], attitudes[is_open], gaps[is_open])
            turns[busy], angles[busy] = moved.turns, moved.angles
        return Stance(best_turns, best_angles)

    def ease(self, stance: Stance, targets: Array, before: Stance, *, rounds: int) -> Stance:
        """Bring bodies as near to how they were before as costs next to no distance.

        A limb stretched toward what it cannot reach may still turn about itself: this says how.
        """
        scale = np.ones((len(stance.turns), 1, 1))
        cost = self._unease(stance, targets, before)
        for _ in range(rounds):
            positions, attitudes = self.body.place(stance.turns)
            gaps = self._gaps(positions, attitudes, targets)
            moved = self._step(stance, positions, attitudes, gaps, before, scale)
            costs = self._unease(moved, targets, before)
            # What costs more is not done, and tried again by less.
            is_better = (costs < cost)[:, None, None]
            scale = np.where(is_better, np.minimum(2.0 * scale, 1.0), scale / 3.0)
            cost = np.minimum(cost, costs)
            stance = Stance(
                np.where(is_better[..., None], moved.turns, stance.turns),
                np.where(is_better, moved.angles, stance.angles),
            )
        return stance

    def _unease(self, stance: Stance, targets: Array, before: Stance) -> Array:
        """Return what easing makes least (n,): the gaps' squares and a little of the changes'."""
        wide = np.sum(self.gaps(stance, targets) ** 2, axis=(1, 2))
        changes = np.sum((self._way_back(stance, before) / self._readiness[:, None]) ** 2, axis=(1, 2))
        return np.asarray(wide + (_EASING * wide + _EASING_IN_REACH) * changes)

    def _step(
        self,
        stance: Stance,
        positions: Array,
        attitudes: Array,
        gaps: Array,
        before: Stance | None = None,
        scale: Array | float = 1.0,
    ) -> Stance:
        axes_in_body = attitudes[:, self._above] @ self._axes(stance)
        slopes = self._slopes(positions, attitudes, axes_in_body)
        if gaps.shape[1] > slopes.shape[1]:
            twisting = AIM_M * self._carries * axes_in_body[:, None]
            slopes = np.concatenate([slopes, twisting], axis=1)
        free = self._free_at_first(len(gaps))
        walls = self._cone_walls(stance) if self._cone_rows else None
        back = None if before is None else self._way_back(stance, before)
        change = np.zeros(())
        for _ in range(3):
            wish = None if back is None else self._wished(free, back)
            change = _solve(slopes @ free[:, None], gaps, wish)
            change = (free @ change[..., None])[..., 0]
            blocked = self._block(free, change, stance, walls)
            if not blocked:
                break
        largest = np.abs(change).max(axis=(1, 2), keepdims=True)
        change = change * scale * np.minimum(1.0, _LARGEST_STEP_RAD / np.maximum(largest, 1e-12))
        return self._moved(stance, change)

    def _block(self, free: Array, change: Array, stance: Stance, walls: tuple[Array, Array] | None) -> bool:
        """Take from what is free the ways that would leave a range; tell whether there were any."""
        low, high = self._ends_of_ranges
        now, step = stance.angles[:, self._ranged_joints], change[:, self._ranged]
        leaves = (now >= high - _AT_END_RAD) & (step > 1e-9)
        leaves |= (now <= low + _AT_END_RAD) & (step < -1e-9)
        found = bool(leaves.any())
        if found:
            rows, joints, axes = np.nonzero(leaves)
            free[rows, np.array(self._ranged)[joints], axes, axes] = 0.0
        if walls is None:
            return found
        room, slopes = walls
        toward = (slopes @ change[:, self._cone_rows, :, None])[..., 0]
        sizes = np.linalg.norm(slopes, axis=-1)
        hits = (room < _AT_CONE_RAD) & (toward < -1e-9) & (sizes > 1e-6)
        for wall in range(3):
            rows, cones = np.nonzero(hits[:, :, wall])
            if len(rows):
                found, joints = True, np.array(self._cone_rows)[cones]
                normal = slopes[rows, cones, wall] / sizes[rows, cones, wall, None]
                free[rows, joints] = _without(free[rows, joints], normal)
        return found

    def _moved(self, stance: Stance, change: Array) -> Stance:
        turns, angles = stance.turns.copy(), stance.angles.copy()
        own, (low, high) = self._ranged_joints, self._ends_of_ranges
        angles[:, own] = np.clip(angles[:, own] + change[:, self._ranged], low, high)
        turns[:, own] = matrix_from_angles(angles[:, own])
        if self._cone_rows:
            vectors = change[:, self._cone_rows]
            sizes = np.linalg.norm(vectors, axis=-1)
            axes = vectors / np.maximum(sizes, 1e-12)[..., None]
            swung = matrix_about_axes(axes, sizes) @ turns[:, self._cone_joints]
            turns[:, self._cone_joints] = self._cones.clamp(swung)
        return Stance(turns, angles)


def _without(free: Array, normal: Array) -> Array:
    """Take a way (n, 3) out of what is free (n, 3, 3), a square root of a weight."""
    along = np.einsum("nij,ni->nj", free, normal)
    size = np.linalg.norm(along, axis=1, keepdims=True)
    along = along / np.maximum(size, 1e-12)
    return np.asarray(free - (free @ along[..., None]) * along[:, None])


def _solve(slopes: Array, gaps: Array, wish: Array | None) -> Array:
    """Return the least change (n, joints, 3) that closes gaps (n, m, 3), damped while they are wide.

    wish: a change to come as near to as costs little; the least change is counted from there.
    """
    count, ends, joints = slopes.shape[:3]
    matrix = slopes.transpose(0, 1, 3, 2, 4).reshape(count, 3 * ends, 3 * joints)
    flat = np.swapaxes(matrix, 1, 2)
    wide = np.sum(gaps**2, axis=(1, 2))
    damping = _DAMPING_LEAST + (_DAMPING if wish is None else _EASING) * wide
    square = matrix @ flat + damping[:, None, None] * np.eye(3 * ends)
    wanted = gaps.reshape(count, 3 * ends, 1)
    if wish is None:
        return np.asarray((flat @ np.linalg.solve(square, wanted)).reshape(count, joints, 3))
    own = wish.reshape(count, 3 * joints, 1)
    change = own + flat @ np.linalg.solve(square, wanted - matrix @ own)
    return np.asarray(change.reshape(count, joints, 3))

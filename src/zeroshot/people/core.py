"""The part of the skeleton that reaching moves: trunk and limbs without fingers, and the masses they carry.

Joints stand level by level from the hips outward, so that one level is turned in one go. Everything takes
many bodies at once along the first axis, which is how thousands of reaches are tried in seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from zeroshot.people.limits import CONE_JOINTS, range_of
from zeroshot.people.skeleton import INDEX, PARENT
from zeroshot.spatial import Array

_LEFT_OUT = ("Eye", "Thumb", "Index", "Middle", "Ring", "Little")


def _depth(name: str) -> int:
    return 0 if not PARENT[name] else 1 + _depth(PARENT[name])


CORE: tuple[str, ...] = tuple(
    sorted((name for name in INDEX if not any(word in name for word in _LEFT_OUT)), key=_depth)
)
"""Names, the hips first, each after the joint it hangs on."""

CORE_INDEX = {name: index for index, name in enumerate(CORE)}
CORE_PARENT = [CORE_INDEX[PARENT[name]] if PARENT[name] else -1 for name in CORE]
IN_SKELETON = [INDEX[name] for name in CORE]
IS_CONE: NDArray[np.bool_] = np.array([name in CONE_JOINTS for name in CORE])


@cache
def core_ranges() -> tuple[Array, Array]:
    """Return the lowest and highest angles (joints, 3) in radians; infinite where a cone limits the joint."""
    low, high = np.full((len(CORE), 3), -np.inf), np.full((len(CORE), 3), np.inf)
    for index, name in enumerate(CORE):
        limits = range_of(name)
        if limits is not None:
            low[index], high[index] = limits
    return low, high


@cache
def _levels() -> tuple[tuple[slice, list[int]], ...]:
    depths = [_depth(name) for name in CORE]
    levels = []
    for depth in range(1, max(depths) + 1):
        own = slice(depths.index(depth), len(depths) - depths[::-1].index(depth))
        levels.append((own, CORE_PARENT[own]))
    return tuple(levels)


@cache
def is_above() -> Array:
    """Return (joints, joints): 1 where the first joint carries the second, or is it."""
    above = np.zeros((len(CORE), len(CORE)))
    for index in range(len(CORE)):
        step = index
        while step >= 0:
            above[step, index] = 1.0
            step = CORE_PARENT[step]
    return above


@dataclass(frozen=True, eq=False)
class CoreBody:
    """One person's core skeleton.

    rest: (joints, 3) positions at rest. mass_shares: (joints,) share of the body's mass that rides on each
    joint; moments: (joints, 3) that mass times its offset from the joint, in the joint's frame.
    """

    rest: Array
    mass_shares: Array
    moments: Array

    @cached_property
    def bones(self) -> Array:
        """Return the vectors (joints, 3) from the joint above, at rest."""
        above = np.array(CORE_PARENT)
        return np.where(above[:, None] >= 0, self.rest - self.rest[above], 0.0)

    def place(self, turns: Array) -> tuple[Array, Array]:
        """Turn the joints: positions (n, joints, 3) and attitudes (n, joints, 3, 3); turns as the latter."""
        positions, attitudes = np.empty(turns.shape[:-1]), np.empty_like(turns)
        positions[:, 0], attitudes[:, 0] = self.rest[0], turns[:, 0]
        for own, above in _levels():
            carried = attitudes[:, above]
            positions[:, own] = positions[:, above] + (carried @ self.bones[own, :, None])[..., 0]
            attitudes[:, own] = carried @ turns[:, own]
        return positions, attitudes

    def moments_of(self, positions: Array, attitudes: Array) -> Array:
        """Return each joint's mass share times where it is (n, joints, 3): their sum is the centre."""
        shares = self.mass_shares[:, None]
        return np.asarray(shares * positions + (attitudes @ self.moments[..., None])[..., 0])

    def centre(self, positions: Array, attitudes: Array) -> Array:
        """Return the centre of mass (n, 3)."""
        return np.asarray(self.moments_of(positions, attitudes).sum(axis=1))

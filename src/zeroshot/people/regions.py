"""Regions of the body: where a point of the skin lies, so that a garment can say what it covers.

Both sides are alike. Along a limb 0 is at its near joint and 1 at its far one (a hand's fingertips, a foot's
toes); along the trunk 0 is at the crotch and 1 at the base of the neck, where the line of equal values tilts
forward as a neckline does; along the neck 0 is at its base and 1 under the jaw.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zeroshot.people.template import TemplatePart

REGIONS = (
    "head", "neck", "trunk", "upper arm", "lower arm", "hand", "upper leg", "lower leg", "foot",
)  # fmt: skip
REGION_INDEX = {name: index for index, name in enumerate(REGIONS)}


@dataclass(frozen=True)
class Cover:
    """A stretch of a region that a garment hides: from low to high along it."""

    region: str
    low: float = 0.0
    high: float = 1.0


def covered_points(part: TemplatePart, covers: Iterable[Cover]) -> NDArray[np.bool_]:
    """Tell which points (n,) of a part lie under covers."""
    covered = np.zeros(len(part.points), dtype=bool)
    for cover in covers:
        is_along = (part.along >= cover.low) & (part.along <= cover.high)
        covered |= (part.region == REGION_INDEX[cover.region]) & is_along
    return covered


def uncovered_triangles(
    triangles: NDArray[np.int32], covered: NDArray[np.bool_]
) -> tuple[NDArray[np.intp], NDArray[np.int32]]:
    """Leave out triangles covered at every corner: the rows in use (k,), and triangles (m, 3) into them."""
    kept = triangles[~covered[triangles].all(axis=1)]
    rows, renamed = np.unique(kept, return_inverse=True)
    return rows.astype(np.intp), renamed.reshape(-1, 3).astype(np.int32)

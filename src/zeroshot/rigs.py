"""A rigged figure as data: bones with names, and surfaces that hang on them. Knows no file and no people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from zeroshot.mesh import Part


@dataclass(frozen=True, eq=False)
class RigPart:
    """A surface on bones, as it was bound to them.

    part: points and normals (n, 3) as the file has them, in no frame of ours; triangles, material and colours
    to draw. bones: (n, k) rows of the rig; weights: (n, k), summing to 1. rig_from_bound: (bones, 4, 4) what
    carries a bound point to where each bone has it at rest, in the rig's frame.
    """

    part: Part
    bones: NDArray[np.int64]
    weights: NDArray[np.float32]
    rig_from_bound: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Rig:
    """A figure at rest, as its file has it: forward, right, down as the file says, metres.

    bones: names; parents: (n,) rows, −1 for none, each after its parent or not. positions: (n, 3). humanoid:
    names of our joints → rows, where the file itself says which bone is which (VRM).
    """

    name: str
    bones: tuple[str, ...]
    parents: NDArray[np.int64]
    positions: NDArray[np.float64]
    parts: tuple[RigPart, ...]
    humanoid: Mapping[str, int] = field(default_factory=dict)

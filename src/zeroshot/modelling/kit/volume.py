"""How much room there is in a module: the free space before its lamps, counted in small boxes."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.errors import OutputError
from zeroshot.modelling.kit.occlusion import VOXEL_M, mark_surfaces
from zeroshot.modelling.kit.sculpture import Piece
from zeroshot.spatial import Array

JOINT_BOXES = 2
"""Joints between parts up to twice so many boxes wide, that is 8 cm, lead nowhere."""


def cabin_m3(pieces: list[Piece], lit_places: ArrayLike) -> float:
    """Return the volume of the space that most of some places (n, 3) lie in, cubic metres, hatches closed.

    Raises OutputError when they lie in no closed space.
    """
    from scipy import ndimage

    closed = [piece for piece in pieces if not piece.choice.endswith("=open")]
    filled, lowest = mark_surfaces(closed, most_steps=1024)
    margin = JOINT_BOXES + 2
    filled, lowest = np.pad(filled, margin), lowest - margin * VOXEL_M
    is_wide = ndimage.distance_transform_edt(~filled) > JOINT_BOXES
    spaces, _ = ndimage.label(is_wide)
    places = np.asarray(lit_places, float).reshape(-1, 3)
    names = [name for name in (_name_at(spaces, place, lowest) for place in places) if name]
    outside = spaces[0, 0, 0]
    if not names or (home := max(set(names), key=names.count)) == outside:
        raise OutputError("the surfaces enclose no room: there is a hole in them wider than a hand")
    cabin = ndimage.binary_dilation(spaces == home, iterations=JOINT_BOXES, mask=~filled)
    return float(np.count_nonzero(cabin)) * VOXEL_M**3


def _name_at(spaces: Array, place: Array, lowest: Array) -> int:
    index = np.floor((place - lowest) / VOXEL_M).astype(int)
    if np.any(index < 0) or np.any(index >= spaces.shape):
        return 0
    return int(spaces[tuple(index)])

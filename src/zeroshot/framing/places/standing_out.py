"""How far what is really there stands out over a named wall or rack face: doors, panels, boxes upon it."""

from __future__ import annotations

import numpy as np

from zeroshot.framing.places.points import StagedModel
from zeroshot.framing.places.solids import solid_of
from zeroshot.scene.document import Module
from zeroshot.spatial import Array, inverse, rotate

FARTHEST_M = 0.30
"""What stands out farther is no part of the wall: a table, a treadmill; a hand goes around it."""

_STEP_M = 0.01
_TOUCHED_M = 0.002


def standing_out_m(model: StagedModel, point_in_world: Array, normal_in_world: Array) -> float:
    """Return how far the surface lies before a plane, along its normal through a point (3,); 0 to FARTHEST_M.

    0 also where nothing stands out, where the wall recedes, and where no free room is found before it.
    """
    mesh = model.load_mesh(is_bare=True)
    point = model.placement.apply_inverse(point_in_world)
    normal = rotate(inverse(model.placement.orientation_xyzw), normal_in_world)
    steps = np.arange(0.0, FARTHEST_M + _STEP_M, _STEP_M)
    solid = solid_of(mesh, is_cabin=isinstance(model.item, Module))
    room = solid.signed_distance(point + steps[:, None] * normal).distance_m - _TOUCHED_M
    blocked = np.flatnonzero(room <= 0.0)
    if not len(blocked):
        return 0.0
    last = int(blocked[-1])
    if last + 1 == len(steps):
        return 0.0
    # Between the last step within and the first one free the room grows evenly.
    share = -room[last] / (room[last + 1] - room[last])
    return float(steps[last] + share * _STEP_M)

"""The two-shot as the app makes it: from the side from which both read best, with the camera in the room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from zeroshot.errors import ZeroshotError
from zeroshot.framing.moves.base import Move
from zeroshot.framing.moves.frames import TwoHeads, TwoShot
from zeroshot.framing.staging import StagedShot
from zeroshot.scene.document import Document
from zeroshot.spatial import Array, Placement, head_of, unit

STEP_DEG = 15
ROOM_M = 0.25
"""Room between the middle of the camera and the walls: half its length, and a hand. Source: our rig."""

SIDES_WEIGHT = 0.3
"""What it costs to go round to the far side, as lean: of sides that are as good the nearer one is taken."""


@dataclass(frozen=True, kw_only=True)
class TwoShotInRoom(Move):
    """See two people side by side from where neither is seen from head or feet.

    left: who is on the left of the picture; right: who is on the right. Of the places all around the line
    between them, those in a module are preferred, then those from which heads lean least, then the nearest.
    """

    left: str
    right: str
    verb = "Two-shot"

    def _moved(self, document: Document) -> Document:
        staged = self.see(document)
        around_deg = min(self._places(staged), default=(0.0, 90.0))[1]
        return TwoShot(
            left=self.left,
            right=self.right,
            from_head_deg=around_deg,
            shot_id=self.shot_id,
            this_shot_only=self.this_shot_only,
            beside=self.beside,
        ).apply(document)

    def _places(self, staged: StagedShot) -> Iterator[tuple[float, float]]:
        """Yield for every turn about the line what it costs, and the turn in degrees."""
        for around_deg in range(0, 360, STEP_DEG):
            heads = TwoHeads(a=self.left, b=self.right, share=0.5, around_deg=float(around_deg))
            try:
                yield self._cost(staged, heads.place(staged)), float(around_deg)
            except ZeroshotError:
                continue

    def _cost(self, staged: StagedShot, place: Placement) -> float:
        people = [staged.actor(self.left), staged.actor(self.right)]
        middle = np.mean([person.eyes_in_world for person in people], axis=0)
        way = _way(middle, place)
        lean = max(abs(float(way @ head_of(person.placement.orientation_xyzw))) for person in people)
        nearness = 1.0 - float(way @ _way(middle, staged.camera_placement))
        depths_m = [module.depth_inside_m(place.position_m) for module in staged.modules]
        lack_m = max(0.0, ROOM_M - max(depths_m)) if depths_m else 0.0
        return round(10.0 * lack_m + lean + SIDES_WEIGHT * nearness / 2.0, 6)


def _way(middle: Array, place: Placement) -> Array:
    offset = np.asarray(place.position_m) - middle
    return unit(offset) if np.linalg.norm(offset) > 1e-6 else offset

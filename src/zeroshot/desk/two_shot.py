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
LEVEL_DEG = 90.0
ROOM_M = 0.3
"""Room between the lens and walls or things: half the camera's length, and a hand. Source: our rig."""

FLAT = ("wall", "rack")

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
        around_deg = self._best_turn(staged)
        return TwoShot(
            left=self.left,
            right=self.right,
            from_head_deg=around_deg,
            shot_id=self.shot_id,
            this_shot_only=self.this_shot_only,
            beside=self.beside,
        ).apply(document)

    def _best_turn(self, staged: StagedShot) -> float:
        """Return the turn about the line that costs least, degrees."""
        places = dict(self._places(staged))
        if not places:
            return LEVEL_DEG
        positions = np.array([place.position_m for place in places.values()])
        lacks_m = np.clip(ROOM_M - _rooms_m(staged, positions), 0.0, None)
        costs = {
            around_deg: round(10.0 * float(lack_m) + self._lean(staged, place), 6)
            for (around_deg, place), lack_m in zip(places.items(), lacks_m, strict=True)
        }
        return min(costs, key=lambda around_deg: costs[around_deg])

    def _places(self, staged: StagedShot) -> Iterator[tuple[float, Placement]]:
        """Yield where the camera would be for every turn about the line, in degrees."""
        for around_deg in range(0, 360, STEP_DEG):
            heads = TwoHeads(a=self.left, b=self.right, share=0.5, around_deg=float(around_deg))
            try:
                yield float(around_deg), heads.place(staged)
            except ZeroshotError:
                continue

    def _lean(self, staged: StagedShot, place: Placement) -> float:
        """Return how far heads lean toward the lens or away, and a little for the way round."""
        people = [staged.actor(self.left), staged.actor(self.right)]
        middle = np.mean([person.eyes_in_world for person in people], axis=0)
        way = _way(middle, place)
        lean = max(abs(float(way @ head_of(person.placement.orientation_xyzw))) for person in people)
        nearness = 1.0 - float(way @ _way(middle, staged.camera_placement))
        return lean + SIDES_WEIGHT * nearness / 2.0


def _rooms_m(staged: StagedShot, positions: Array) -> Array:
    """Return how far points (n, 3) are inside of the module where they have most room (n,), negative outside.

    By its bounds and the flat walls and racks that its facts name, which takes no time; a move that is shown
    while one points at it cannot wait for distances to meshes.
    """
    rooms_m = np.full(len(positions), -np.inf)
    for module in staged.modules:
        room_m = np.array([module.depth_inside_m(position) for position in positions])
        in_module = module.placement.apply_inverse(positions)
        for point in module.model.facts.points.values():
            if point.kind in FLAT and point.normal is not None:
                off = in_module - module.scale * np.asarray(point.position_m)
                room_m = np.minimum(room_m, off @ np.asarray(point.normal))
        rooms_m = np.maximum(rooms_m, room_m)
    return rooms_m if staged.modules else np.full(len(positions), np.inf)


def _way(middle: Array, place: Placement) -> Array:
    offset = np.asarray(place.position_m) - middle
    return unit(offset) if np.linalg.norm(offset) > 1e-6 else offset

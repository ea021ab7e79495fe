"""Which colour each plane of a shot has: neutral for the station's, others that everyone tells apart."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from zeroshot.framing.picture.frame import heads_of_shot
from zeroshot.framing.planes.planes import Plane, find_planes
from zeroshot.framing.staging import StagedShot

Color = tuple[int, int, int]

NEUTRAL: Color = (232, 228, 220)

PALETTE: tuple[Color, ...] = (
    (230, 159, 0),
    (0, 114, 178),
    (204, 121, 167),
    (0, 158, 115),
    (213, 94, 0),
    (86, 180, 233),
    (240, 228, 66),
)
"""Orange, blue, purple, green, vermilion, sky blue, yellow. Source: Okabe and Ito, "Color Universal Design",
2008, which people with each kind of colour blindness tell apart."""


@dataclass(frozen=True)
class PlaneTints:
    """The planes of a shot and the colour of each, in the order of the reading."""

    planes: tuple[Plane, ...]
    colors: tuple[Color, ...]

    @classmethod
    def of(cls, staged: StagedShot) -> PlaneTints:
        """Find the planes of a shot and give each its colour."""
        names, heads = heads_of_shot(staged)
        tolerance = math.radians(staged.resolved.document.plane_tolerance_deg)
        planes = find_planes(names, heads, tolerance_rad=tolerance)
        rest = iter(range(len(planes)))
        colors = tuple(
            NEUTRAL if "station" in plane.members else PALETTE[next(rest) % len(PALETTE)] for plane in planes
        )
        return cls(planes, colors)

    def color_of(self, actor_id: str) -> Color:
        """Return the colour of an actor's plane; neutral for who is not in the picture."""
        for plane, color in zip(self.planes, self.colors, strict=True):
            if actor_id in plane.members:
                return color
        return NEUTRAL

    def legend(self) -> list[Mapping[str, object]]:
        """Return who has which colour, as JSON data."""
        return [
            {"members": list(plane.members), "color": "#{:02x}{:02x}{:02x}".format(*color)}
            for plane, color in zip(self.planes, self.colors, strict=True)
        ]

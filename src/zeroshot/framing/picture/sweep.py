"""One camera position in every plane there is: whose plane will the audience live in?

The camera stays where it is and looks where it looks; it only rolls, until the picture stands in a plane: its
head direction then points to the picture's top, as near as the line of sight lets it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from zeroshot.framing.picture.frame import heads_of_shot
from zeroshot.framing.planes.planes import find_planes
from zeroshot.framing.staging import StagedShot
from zeroshot.spatial import FORWARD, Placement, compose, head_of, inverse, rotate
from zeroshot.spatial import quaternion_from_axis_angle as turn_about

STATION, CAMERA = "station", "camera"

SAME_ROLL_RAD = math.radians(1.0)
"""Planes that need the same roll of the camera, within this, give one picture. Source: nobody sees less."""

LEAST_TILT_RAD = math.radians(2.0)
"""A head that points along the line of sight within this has no direction in the picture to stand in."""


@dataclass(frozen=True)
class SweepPlane:
    """One picture of a sweep.

    members: whose plane it is: "station", ids of actors, "camera"; of a half, whom it lies between. roll_deg:
    how far the camera is rolled from where it is, −180 to 180, positive right side down. station_roll_deg:
    the same against the station's plane; None when the camera looks along the station's head. placement: of
    the camera in the world. plane_count: of the shot seen so.
    """

    members: tuple[str, ...]
    is_half: bool
    roll_deg: float
    station_roll_deg: float | None
    placement: Placement
    plane_count: int


def sweep_planes(staged: StagedShot) -> tuple[SweepPlane, ...]:
    """List the planes of a shot: the station's, each actor's, the camera's own, and the halves between.

    Those that give the same picture are one. A half lies between two neighbours by roll that are no more than
    half a turn apart. Left out are planes that the lens looks at square: no roll brings the camera into them.
    """
    rolls = _rolls(staged)
    groups = _same_rolls(rolls)
    planes: list[tuple[tuple[str, ...], bool, float]] = [(members, False, roll) for members, roll in groups]
    planes += [(members, True, roll) for members, roll in _halves(groups)]
    station = rolls.get(STATION)
    return tuple(_plane(staged, members, is_half, roll, station) for members, is_half, roll in planes)


def rolled(staged: StagedShot, placement: Placement) -> StagedShot:
    """Return the shot with its camera rolled to a placement of the sweep."""
    return replace(staged, camera_placement=placement)


def _rolls(staged: StagedShot) -> dict[str, float]:
    """Return by member the roll, radians, that brings the camera into their plane."""
    camera_from_world = inverse(staged.camera_placement.orientation_xyzw)
    heads = {STATION: staged.station_head}
    heads |= {actor.actor.id: head_of(actor.placement.orientation_xyzw) for actor in staged.actors}
    rolls = {}
    for name, head_in_world in heads.items():
        _, right, down = rotate(camera_from_world, head_in_world).tolist()
        if math.hypot(right, down) > math.sin(LEAST_TILT_RAD):
            rolls[name] = math.atan2(right, -down)
    return {**rolls, CAMERA: 0.0}


def _same_rolls(rolls: dict[str, float]) -> list[tuple[tuple[str, ...], float]]:
    """Put those together that need the same roll; the first one's counts."""
    groups: list[tuple[list[str], float]] = []
    for name, roll in rolls.items():
        for members, known in groups:
            if abs(_wrapped(roll - known)) <= SAME_ROLL_RAD:
                members.append(name)
                break
        else:
            groups.append(([name], roll))
    return [(tuple(members), roll) for members, roll in groups]


def _halves(groups: Sequence[tuple[tuple[str, ...], float]]) -> list[tuple[tuple[str, ...], float]]:
    ordered = sorted(groups, key=lambda group: group[1] % (2.0 * math.pi))
    halves: list[tuple[tuple[str, ...], float]] = []
    for index, (members, roll) in enumerate(ordered):
        others, next_roll = ordered[(index + 1) % len(ordered)]
        gap = (next_roll - roll) % (2.0 * math.pi)
        # Two planes are neighbours on both sides: the half is on the nearer, or on both at 180°.
        if 2.0 * SAME_ROLL_RAD < gap <= math.pi + SAME_ROLL_RAD:
            halves.append(((members[0], others[0]), _wrapped(roll + gap / 2.0)))
    return halves


def _plane(
    staged: StagedShot, members: tuple[str, ...], is_half: bool, roll: float, station: float | None
) -> SweepPlane:
    place = staged.camera_placement
    turned = compose(place.orientation_xyzw, turn_about(FORWARD, roll))
    placement = Placement.from_arrays(place.position_m, turned)
    return SweepPlane(
        members=members,
        is_half=is_half,
        roll_deg=math.degrees(roll),
        station_roll_deg=None if station is None else math.degrees(_wrapped(roll - station)),
        placement=placement,
        plane_count=_plane_count(rolled(staged, placement)),
    )


def _plane_count(staged: StagedShot) -> int:
    names, heads = heads_of_shot(staged)
    tolerance_rad = math.radians(staged.resolved.document.plane_tolerance_deg)
    return len(find_planes(names, np.asarray(heads), tolerance_rad=tolerance_rad))


def _wrapped(angle_rad: float) -> float:
    """Return the same angle in (−π, π]."""
    return math.pi - (math.pi - angle_rad) % (2.0 * math.pi)

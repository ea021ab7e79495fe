"""What is wrong with the camera as a thing: inside something, or in a tight place."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from zeroshot.framing.checks.evidence import Check, Evidence, camera_name, centimetres, shift_words
from zeroshot.framing.obstacles.bodies import free_shift
from zeroshot.framing.obstacles.clearance import distances_to, distances_to_person, wall_distances
from zeroshot.framing.obstacles.rig import people_around, rig_in_world
from zeroshot.framing.picture.forms import Finding
from zeroshot.framing.places.solids import Distances
from zeroshot.framing.staging import StagedShot
from zeroshot.framing.thresholds import RIG_CLEARANCE_M, RIG_TOUCH_M
from zeroshot.spatial import Array

PUSH_M = 0.1
"""How near to a surface points are measured while a way out is looked for."""


def camera_inside(evidence: Evidence) -> Iterator[Finding]:
    """Find a camera that is inside a wall, a thing or someone."""
    staged = evidence.staged
    if staged.modules and staged.station_module is None:
        return  # the camera is out of the set, which another finding says
    for clearance in evidence.clearances:
        assert clearance.distance_m is not None
        if clearance.distance_m >= -RIG_TOUCH_M:
            continue
        depth_cm = centimetres(-clearance.distance_m)
        message = (
            f"{camera_name(staged)} is {depth_cm:.0f} cm inside {clearance.to} with its {clearance.part}: "
            f"{_way_out(staged)}."
        )
        yield Finding("error", f"camera-in-{clearance.kind}", staged.camera.id, depth_cm, message)


def camera_tight(evidence: Evidence) -> Iterator[Finding]:
    """Note a camera with less room than a hand needs."""
    staged = evidence.staged
    nearest = min(evidence.clearances, key=lambda clearance: clearance.distance_m or 0.0, default=None)
    if nearest is None or nearest.distance_m is None:
        return
    if not -RIG_TOUCH_M <= nearest.distance_m < RIG_CLEARANCE_M:
        return
    room_cm = centimetres(max(0.0, nearest.distance_m))
    message = f"{camera_name(staged)} has {room_cm:.0f} cm between its {nearest.part} and {nearest.to}."
    yield Finding("note", "camera-tight", staged.camera.id, room_cm, message)


def _way_out(staged: StagedShot) -> str:
    points, _ = rig_in_world(staged)

    def measures(moved: Array) -> list[Distances]:
        people = [distances_to_person(person, moved, within_m=PUSH_M) for person in people_around(staged)]
        props = [distances_to(prop, moved, within_m=PUSH_M) for prop in staged.props]
        return [wall_distances(staged, moved, within_m=PUSH_M), *props, *people]

    shift = free_shift(staged, points, np.full(len(points), -0.005), measures)
    if shift is None:
        return "no short move is free; take it elsewhere"
    return f"move it {shift_words(staged, shift)}"


CHECKS: tuple[Check, ...] = (camera_inside, camera_tight)

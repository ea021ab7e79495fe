"""What is wrong with the camera as a thing: inside something, in a tight place, or past a hatch too small."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from zeroshot.framing.bodies import free_shift
from zeroshot.framing.checks.evidence import Check, Evidence, camera_name, centimetres, shift_words
from zeroshot.framing.clearance import distances_to, distances_to_person, wall_distances
from zeroshot.framing.forms import Finding
from zeroshot.framing.rig import people_around, rig_in_world, rig_points
from zeroshot.framing.solids import Distances
from zeroshot.framing.staging import StagedShot
from zeroshot.framing.thresholds import HATCH_MARGIN_M, RIG_CLEARANCE_M, RIG_TOUCH_M
from zeroshot.people.proportions import dimensions
from zeroshot.scene.document import Body
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


def hatch_too_small(evidence: Evidence) -> Iterator[Finding]:
    """Find a camera in a module whose hatches are all too small for it and who carries it."""
    staged = evidence.staged
    module = staged.station_module
    if module is None:
        return
    hatches = {
        name: (point.size_m[0] * module.scale, point.size_m[1] * module.scale)
        for name, point in module.model.facts.points.items()
        if point.kind == "hatch" and point.size_m is not None
    }
    if not hatches:
        return
    needed = _needed_m(staged)
    lacks = {name: _lack_m(size_m, needed) for name, size_m in hatches.items()}
    widest = min(lacks, key=lambda name: lacks[name])
    if lacks[widest] <= 0.0:
        return
    width_m, height_m = hatches[widest]
    lack_cm = centimetres(lacks[widest])
    message = (
        f"{camera_name(staged)} cannot have come into {module.item.id}: its widest way in, {widest}, is "
        f"{width_m * 100:.0f} × {height_m * 100:.0f} cm, and someone with the camera needs "
        f"{needed[0] * 100:.0f} × {needed[1] * 100:.0f} cm, {lack_cm:.0f} cm more."
    )
    yield Finding("warning", "hatch-too-small", staged.camera.id, lack_cm, message)


def _needed_m(staged: StagedShot) -> tuple[float, float]:
    """Return the smallest opening for someone and the camera, one after the other: the larger of the two.

    A person: bideltoid breadth × chest depth. The camera without its grips: its two smaller sides.
    """
    operator = staged.camera.operator
    body = operator.body if operator is not None else Body()
    size = dimensions(body.sex, body.stature_m)
    rig = sorted(np.ptp(rig_points(has_grips=False).points, axis=0))
    wide = max(size["bideltoidbreadth"], float(rig[1]))
    narrow = max(size["chestdepth"], float(rig[0]))
    return wide + 2.0 * HATCH_MARGIN_M, narrow + 2.0 * HATCH_MARGIN_M


def _lack_m(size_m: tuple[float, float], needed_m: tuple[float, float]) -> float:
    """Return by how much an opening is too small; the body may turn to fit."""
    wide, narrow = max(size_m), min(size_m)
    return max(needed_m[0] - wide, needed_m[1] - narrow)


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


CHECKS: tuple[Check, ...] = (camera_inside, camera_tight, hatch_too_small)

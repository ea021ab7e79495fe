"""From shot to shot, in the scene's order: people who swap sides, heads that flip, and cuts that jump."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from zeroshot.framing.checks.findings import sorted_findings
from zeroshot.framing.lens.optics import tangents_from_camera
from zeroshot.framing.lens.subjects import SIZES
from zeroshot.framing.picture.forms import Finding, Reading, SubjectReading
from zeroshot.framing.picture.words import listed, shot_title
from zeroshot.framing.staging import StagedActor, StagedShot
from zeroshot.framing.thresholds import FLIP_DEG, JUMP_ANGLE_DEG, JUMP_SIZES, LINE_MARGIN
from zeroshot.spatial import (
    FORWARD,
    Array,
    Placement,
    angle_between_directions,
    compose,
    inverse,
    quaternion_from_axis_angle,
    rotate,
)

_SIZE_NAMES = tuple(name for name, _ in SIZES)
_ROLL_STEP_DEG = 15


@dataclass(frozen=True)
class Take:
    """A shot as it stands in the cut: staged, and read."""

    staged: StagedShot
    reading: Reading

    @property
    def seen(self) -> dict[str, SubjectReading]:
        """Return by id the people whose faces are in the picture and whose heads have a clock."""
        return {
            subject.id: subject
            for subject in self.reading.subjects
            if subject.in_frame and subject.clock_deg is not None and _place(self, subject.id) is not None
        }


def find_cut_findings(takes: Sequence[Take]) -> tuple[tuple[str, Finding], ...]:
    """Find what is wrong between shots: the id of the later shot and the finding, in the order of the cuts.

    Every finding's subject is the person it is about; of two people the earlier in the scene.
    """
    found = []
    for before, after in pairwise(takes):
        findings = [finding for check in _CHECKS for finding in check(before, after)]
        found += [(after.reading.shot, finding) for finding in sorted_findings(findings)]
    return tuple(found)


def _line(before: Take, after: Take) -> Iterator[Finding]:
    """Find two people who swap sides of the frame: the camera crossed the line between them, or rolled."""
    common = [actor_id for actor_id in before.seen if actor_id in after.seen]
    for index, first in enumerate(common):
        for second in common[index + 1 :]:
            was, now = _gap(before, first, second), _gap(after, first, second)
            if was * now >= 0.0 or min(abs(was), abs(now)) < LINE_MARGIN:
                continue
            names = listed([before.seen[first].name, before.seen[second].name])
            roll = _roll_back(before, after, first, second)
            reason = "the camera has rolled over" if roll else "the camera has crossed the line between them"
            advice = (
                roll or f"bring it to the other side, where {shot_title(before.reading.shot)} was taken from"
            )
            message = f"{_cut(before, after)}: {names} swap sides, for {reason}: {advice}."
            yield Finding("warning", "line-crossed", first, round(abs(now - was) * 100.0, 1), message)


def _plane_flip(before: Take, after: Take) -> Iterator[Finding]:
    """Heads that turn in the picture past the horizontal."""
    for actor_id, was in before.seen.items():
        now = after.seen.get(actor_id)
        if now is None:
            continue
        turned_deg = _clock_turn_deg(was, now)
        if abs(turned_deg) <= FLIP_DEG + 1e-6:
            continue
        least_deg = math.ceil(abs(turned_deg) - FLIP_DEG - 1e-6)
        # The camera rolls the way the head turned: what turns with it turns back in the picture.
        way = "clockwise" if turned_deg > 0.0 else "anticlockwise"
        message = (
            f"{_cut(before, after)}: {now.name}'s head turns {abs(turned_deg):.0f}° in the picture: roll the "
            f"camera of {shot_title(after.reading.shot)} at least {least_deg}° {way}, or cut through a shot "
            "between the two."
        )
        yield Finding("warning", "plane-flip", actor_id, round(abs(turned_deg), 1), message)


def _jump(before: Take, after: Take) -> Iterator[Finding]:
    """The same person again, from nearly the same side, at nearly the same size, as level as before."""
    was, now = _main(before), _main(after)
    if was is None or now is None or was.id != now.id or was.size is None or now.size is None:
        return
    if set(before.seen) != set(after.seen):
        return
    around_deg = _angle_around_deg(before.staged, after.staged, now.id)
    sizes = abs(_SIZE_NAMES.index(was.size) - _SIZE_NAMES.index(now.size))
    if (
        around_deg >= JUMP_ANGLE_DEG
        or sizes >= JUMP_SIZES
        or abs(_clock_turn_deg(was, now)) >= JUMP_ANGLE_DEG
    ):
        return
    message = (
        f"{_cut(before, after)}: {now.name} again from {around_deg:.0f}° beside, {was.size} to {now.size}: "
        f"the cut will jump. Go {math.ceil(JUMP_ANGLE_DEG - around_deg)}° farther round, roll "
        f"{JUMP_ANGLE_DEG:.0f}°, or change by two sizes."
    )
    yield Finding("note", "jump-cut", now.id, round(around_deg, 1), message)


_CHECKS = (_line, _plane_flip, _jump)


def _cut(before: Take, after: Take) -> str:
    return f"{shot_title(before.reading.shot)} to {shot_title(after.reading.shot)}"


def _place(take: Take, actor_id: str, *, roll_rad: float = 0.0) -> float | None:
    """Return where someone's eyes are across the picture, 0 left to 1 right, with the camera rolled."""
    camera = take.staged.camera_placement
    turn = quaternion_from_axis_angle(FORWARD, roll_rad)
    rolled = Placement.from_arrays(camera.position_m, compose(camera.orientation_xyzw, turn))
    eyes = rolled.apply_inverse(take.staged.actor(actor_id).eyes_in_world)
    if roll_rad == 0.0 and not take.staged.view.contains(eyes):
        return None
    left, right, _, _ = take.staged.view.tangents
    return float((tangents_from_camera(eyes)[0] - left) / (right - left))


def _gap(take: Take, first: str, second: str, *, roll_rad: float = 0.0) -> float:
    one, other = (_place(take, name, roll_rad=roll_rad) for name in (first, second))
    assert one is not None and other is not None  # both are seen
    return other - one


def _roll_back(before: Take, after: Take, first: str, second: str) -> str:
    """Say the least roll that gives the two their sides back without a flip; "" where no roll does."""
    was = _gap(before, first, second)
    for roll_deg in range(_ROLL_STEP_DEG, 181, _ROLL_STEP_DEG):
        for sign, way in ((1, "clockwise"), (-1, "anticlockwise")):
            roll_rad = math.radians(sign * roll_deg)
            gap = _gap(after, first, second, roll_rad=roll_rad)
            is_back = gap * was > 0.0 and abs(gap) >= LINE_MARGIN
            if is_back and all(_is_level(before, after, name, roll_rad) for name in (first, second)):
                return f"roll the camera of {shot_title(after.reading.shot)} {roll_deg}° {way}"
    return ""


def _is_level(before: Take, after: Take, actor_id: str, roll_rad: float) -> bool:
    was, now = before.seen[actor_id], after.seen[actor_id]
    return abs(_wrapped_deg(_clock_turn_deg(was, now) - math.degrees(roll_rad))) <= FLIP_DEG


def _clock_turn_deg(was: SubjectReading, now: SubjectReading) -> float:
    assert was.clock_deg is not None and now.clock_deg is not None  # seen heads have one
    return _wrapped_deg(now.clock_deg - was.clock_deg)


def _wrapped_deg(angle_deg: float) -> float:
    return (angle_deg + 180.0) % 360.0 - 180.0


def _main(take: Take) -> SubjectReading | None:
    """Return whose shot it is: of the people seen the one nearest to the lens."""
    camera = take.staged.camera_placement
    return min(
        take.seen.values(),
        key=lambda subject: float(camera.apply_inverse(take.staged.actor(subject.id).eyes_in_world)[0]),
        default=None,
    )


def _angle_around_deg(before: StagedShot, after: StagedShot, actor_id: str) -> float:
    """Return how far the camera went round someone, in their own frame."""
    was, now = (_toward_camera(staged, staged.actor(actor_id)) for staged in (before, after))
    return math.degrees(float(angle_between_directions(was, now)))


def _toward_camera(staged: StagedShot, actor: StagedActor) -> Array:
    offset = np.asarray(staged.camera_placement.position_m) - actor.eyes_in_world
    return rotate(inverse(actor.placement.orientation_xyzw), offset)

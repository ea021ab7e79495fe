"""What is wrong in the picture: who is out of it, out of focus, hidden, or cut at a joint."""

from __future__ import annotations

import math
from collections.abc import Iterator

from zeroshot.framing.checks.evidence import Check, Evidence, camera_name, eyes_in_camera, part_words
from zeroshot.framing.obstacles.sightlines import clearing_move
from zeroshot.framing.picture.cuts_at_joints import clearing_turn
from zeroshot.framing.picture.forms import Finding, Reading, Severity, SubjectReading
from zeroshot.framing.picture.words import listed
from zeroshot.framing.staging import StagedShot
from zeroshot.framing.thresholds import (
    CLOSE_FOCUS_LENGTHS,
    CLOSE_FOCUS_M,
    HIDDEN_SHARE,
    LOST_SHARE,
    PUPIL_TO_SENSOR_M,
)


def focus(evidence: Evidence) -> Iterator[Finding]:
    """Find a lens set nearer than it can focus: never, or not without help."""
    lens = evidence.staged.camera.lens
    focal_m = lens.focal_length_mm / 1000.0
    if evidence.reading.lens.near_focus_m is None:
        yield Finding(
            "error",
            "focus",
            evidence.staged.camera.id,
            lens.focus_m,
            f"A {lens.focal_length_mm:g} mm lens cannot focus at {lens.focus_m:g} m: "
            f"focus farther than {focal_m:g} m.",
        )
        return
    closest_m = max(CLOSE_FOCUS_M, CLOSE_FOCUS_LENGTHS * focal_m) - PUPIL_TO_SENSOR_M
    if lens.focus_m < closest_m - 1e-9:
        message = (
            f"Focused at {lens.focus_m:g} m, and a {lens.focal_length_mm:g} mm lens seldom focuses nearer "
            f"than {closest_m:.2f} m: stay that far away, use a shorter lens, or add a close-up lens."
        )
        yield Finding("warning", "close-focus", evidence.staged.camera.id, lens.focus_m, message)


def nobody_in_frame(evidence: Evidence) -> Iterator[Finding]:
    """Find a shot that shows none of the people who are in the scene."""
    reading = evidence.reading
    if reading.subjects and not any(subject.in_frame for subject in reading.subjects):
        message = (
            f"Nobody is in the picture: aim {camera_name(evidence.staged)} at {reading.subjects[0].name}."
        )
        yield Finding("error", "nobody-in-frame", reading.shot, None, message)


def out_of_frame(evidence: Evidence) -> Iterator[Finding]:
    """Find people of the scene of whom nothing is in the picture."""
    if not any(subject.in_frame for subject in evidence.reading.subjects):
        return  # one sentence says it for all
    shot = evidence.staged.resolved.shot
    for subject in evidence.reading.subjects:
        if subject.in_frame:
            continue
        is_blocked = shot is not None and subject.id in shot.blocking
        eyes = eyes_in_camera(evidence.staged, subject.id)
        off_deg = math.degrees(math.atan2(math.hypot(eyes[1], eyes[2]), eyes[0]))
        message = f"{subject.name} is out of frame, {off_deg:.0f}° off the lens axis"
        if is_blocked:
            message += ", yet the shot gives them a place: turn the camera, or leave them out of its blocking"
        severity: Severity = "warning" if is_blocked else "note"
        yield Finding(severity, "out-of-frame", subject.id, round(off_deg, 1), f"{message}.")


def out_of_focus(evidence: Evidence) -> Iterator[Finding]:
    """Find faces in the picture that are not sharp."""
    staged, reading = evidence.staged, evidence.reading
    if reading.lens.near_focus_m is None:
        return
    faces = [subject for subject in reading.subjects if has_eyes_in_frame(staged, subject.id)]
    severity: Severity = "note" if any(subject.in_focus for subject in faces) else "warning"
    for subject in faces:
        if subject.in_focus:
            continue
        distance_m = float(eyes_in_camera(staged, subject.id)[0])
        message = (
            f"{subject.name} is out of focus, {distance_m:.2f} m away along the lens; sharp is "
            f"{_sharp_words(reading)}: focus at {distance_m:.2f} m."
        )
        yield Finding(severity, "out-of-focus", subject.id, round(distance_m, 3), message)


def hidden(evidence: Evidence) -> Iterator[Finding]:
    """Find people in the picture of whom little shows, where that has been counted."""
    for subject in evidence.reading.subjects:
        share = subject.visible_share
        if share is None or not subject.in_frame or share >= HIDDEN_SHARE:
            continue
        severity: Severity = "error" if share < LOST_SHARE else "warning"
        message = (
            f"{_hiders(evidence, subject)}: {share * 100:.0f} % shows. {_way_to_see(evidence, subject)}."
        )
        yield Finding(severity, "hidden", subject.id, round(share, 3), message)


def _hiders(evidence: Evidence, subject: SubjectReading) -> str:
    names = [_spoken(evidence.staged, item_id) for item_id in subject.hidden_by or ()]
    if not names:
        return f"{subject.name} is hidden"
    return f"{listed(names)} {'hides' if len(names) == 1 else 'hide'} {subject.name}"


def _way_to_see(evidence: Evidence, subject: SubjectReading) -> str:
    move = clearing_move(evidence.staged, subject.id)
    if move is None:
        return "No short move of the camera clears the view; move one of them"
    way, distance_m = move
    return f"Move {camera_name(evidence.staged)} {distance_m * 100:.0f} cm to its {way}, keeping its aim"


def _spoken(staged: StagedShot, item_id: str) -> str:
    for person in (*staged.actors, *staged.operators):
        if person.actor.id == item_id:
            return person.name
    for model in (*staged.modules, *staged.props):
        if model.item.id == item_id:
            return getattr(model.item, "name", "") or item_id
    return item_id


def cut_at_joint(evidence: Evidence) -> Iterator[Finding]:
    """Note people whom the edge of the frame cuts at a joint."""
    staged = evidence.staged
    for subject in evidence.reading.subjects:
        if not has_eyes_in_frame(staged, subject.id):
            continue
        cuts = subject.cuts
        if not cuts:
            continue
        names = listed(part_words([cut.joint for cut in cuts]))
        turn = clearing_turn(staged)
        advice = f"{turn} clears it" if turn else "go closer or wider"
        message = f"The {cuts[0].edge} of the frame cuts {subject.name} at the {names}: {advice}."
        yield Finding("note", "cut-at-joint", subject.id, round(cuts[0].inside_share * 100.0, 1), message)


def has_eyes_in_frame(staged: StagedShot, actor_id: str) -> bool:
    """Tell whether the point between an actor's eyes is in the picture."""
    return bool(staged.view.contains(eyes_in_camera(staged, actor_id)))


def _sharp_words(reading: Reading) -> str:
    near, far = reading.lens.near_focus_m, reading.lens.far_focus_m
    return f"from {near:.2f} m on" if far is None or math.isinf(far) else f"{near:.2f} to {far:.2f} m"


READ_CHECKS: tuple[Check, ...] = (focus, nobody_in_frame, out_of_frame, out_of_focus, hidden)
"""Those that a reading is enough for."""

CHECKS: tuple[Check, ...] = (cut_at_joint,)

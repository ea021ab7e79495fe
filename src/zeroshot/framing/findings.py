"""What is wrong with a shot, as far as pure geometry can tell: one small function for each kind.

docs/framing.md lists the kinds with their values and severities.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import numpy as np

from zeroshot.framing.advice import CAMERA, STATION, Turn, advise_turns
from zeroshot.framing.forms import Finding, Reading, Severity
from zeroshot.framing.frame import heads_of_shot
from zeroshot.framing.staging import StagedShot
from zeroshot.framing.words import listed, number_word
from zeroshot.spatial import Array, forward_of

__all__ = ["Finding", "find_findings"]

TOO_CLOSE_M = 0.1
"""Nearer than this to a bone the lens is in the flesh or against it. Source: a convention of ours."""

SHORT_OF_REACH_M = 0.05
"""An anchor missed by more is an error: nobody can hold what is a hand's width away."""

_EFFECTORS = {
    "left_hand": "left hand",
    "right_hand": "right hand",
    "left_foot": "left foot",
    "right_foot": "right foot",
}
_OBJECTS = {"female": "her", "male": "him"}


def find_findings(staged: StagedShot, reading: Reading) -> tuple[Finding, ...]:
    """Find what is wrong with a shot; the worst first, otherwise in the order of the table."""
    found = [finding for check in _CHECKS for finding in check(staged, reading)]
    order: tuple[Severity, ...] = ("error", "warning", "note")
    return tuple(sorted(found, key=lambda finding: order.index(finding.severity)))


def _focus(staged: StagedShot, reading: Reading) -> Iterator[Finding]:
    lens = staged.camera.lens
    if reading.lens.near_focus_m is None:
        yield Finding(
            "error",
            "focus",
            staged.camera.id,
            lens.focus_m,
            f"A {lens.focal_length_mm:g} mm lens cannot focus at {lens.focus_m:g} m: "
            f"focus farther than {lens.focal_length_mm / 1000:g} m.",
        )


def _nobody_in_frame(staged: StagedShot, reading: Reading) -> Iterator[Finding]:
    if reading.subjects and not any(subject.in_frame for subject in reading.subjects):
        yield Finding(
            "error",
            "nobody-in-frame",
            reading.shot,
            None,
            f"Nobody is in the picture: aim {_camera_name(staged)} at {reading.subjects[0].name}.",
        )


def _out_of_frame(staged: StagedShot, reading: Reading) -> Iterator[Finding]:
    if not any(subject.in_frame for subject in reading.subjects):
        return  # one sentence says it for all
    shot = staged.resolved.shot
    for subject in reading.subjects:
        if subject.in_frame:
            continue
        is_blocked = shot is not None and subject.id in shot.blocking
        eyes = _eyes_in_camera(staged, subject.id)
        off_deg = math.degrees(math.atan2(math.hypot(eyes[1], eyes[2]), eyes[0]))
        message = f"{subject.name} is out of frame, {off_deg:.0f}° off the lens axis"
        if is_blocked:
            message += ", yet the shot gives them a place: turn the camera, or leave them out of its blocking"
        yield Finding(
            "warning" if is_blocked else "note", "out-of-frame", subject.id, round(off_deg, 1), f"{message}."
        )


def _too_close(staged: StagedShot, reading: Reading) -> Iterator[Finding]:
    for actor in staged.actors:
        nearest_m = float(np.linalg.norm(staged.body_points_in_camera[actor.actor.id], axis=-1).min())
        if nearest_m >= TOO_CLOSE_M:
            continue
        nearest_cm = round(nearest_m * 100, 1)
        message = (
            f"The lens is {nearest_cm:.0f} cm from a bone of {actor.name}, in the body or against it: "
            "move one of them away."
        )
        yield Finding("error", "too-close", actor.actor.id, nearest_cm, message)


def _anchors(staged: StagedShot, reading: Reading) -> Iterator[Finding]:
    for actor in staged.actors:
        held: dict[str, str] = {anchor.effector: anchor.to for anchor in actor.actor.anchors}
        for miss in actor.figure.misses:
            whom = _OBJECTS[actor.actor.body.sex]
            yield Finding(
                "error" if miss.distance_m > SHORT_OF_REACH_M else "warning",
                "anchor-reach",
                actor.actor.id,
                round(miss.distance_m * 100, 1),
                f"{actor.name}'s {_EFFECTORS[miss.effector]} ends {miss.distance_m * 100:.0f} cm short of "
                f"{held[miss.effector]}: move {whom} nearer, or let go.",
            )


def _out_of_focus(staged: StagedShot, reading: Reading) -> Iterator[Finding]:
    if reading.lens.near_focus_m is None:
        return
    faces = [subject for subject in reading.subjects if _has_eyes_in_frame(staged, subject.id)]
    severity: Severity = "note" if any(subject.in_focus for subject in faces) else "warning"
    for subject in faces:
        if subject.in_focus:
            continue
        distance_m = float(_eyes_in_camera(staged, subject.id)[0])
        message = (
            f"{subject.name} is out of focus, {distance_m:.2f} m away along the lens; sharp is "
            f"{_sharp_words(reading)}: focus at {distance_m:.2f} m."
        )
        yield Finding(severity, "out-of-focus", subject.id, round(distance_m, 3), message)


def _camera_outside(staged: StagedShot, reading: Reading) -> Iterator[Finding]:
    if not staged.modules or staged.station_module is not None:
        return
    lens = staged.camera_placement.position_m
    nearest = min(staged.modules, key=lambda module: module.distance_outside_m(lens))
    distance_m = nearest.distance_outside_m(lens)
    message = (
        f"{_camera_name(staged)} is outside every module, {distance_m:.2f} m from {nearest.item.id}: "
        "move it inside, unless the shot is meant from there."
    )
    yield Finding("warning", "camera-outside", staged.camera.id, round(distance_m, 3), message)


def _missing_files(staged: StagedShot, reading: Reading) -> Iterator[Finding]:
    for staged_model in (*staged.modules, *staged.props):
        for sentence in staged_model.model.missing_files():
            yield Finding("warning", "missing-file", staged_model.item.id, None, sentence)


def _target_planes(staged: StagedShot, reading: Reading) -> Iterator[Finding]:
    shot = staged.resolved.shot
    if shot is None or shot.target_planes is None or shot.target_planes == reading.plane_count:
        return
    noun = "plane" if reading.plane_count == 1 else "planes"
    message = (
        f"{number_word(reading.plane_count).capitalize()} {noun}, and the shot wants "
        f"{number_word(shot.target_planes)}: {_plane_advice(staged, reading, shot.target_planes)}."
    )
    yield Finding("warning", "target-planes", shot.id, reading.plane_count, message)


def _plane_advice(staged: StagedShot, reading: Reading, target: int) -> str:
    names, heads = heads_of_shot(staged)
    if target > len(names):
        return f"bring {number_word(target - len(names))} more into the picture"
    turns = advise_turns(
        names,
        heads,
        camera_forward=forward_of(staged.camera_placement.orientation_xyzw),
        target=target,
        tolerance_rad=math.radians(staged.resolved.document.plane_tolerance_deg),
    )
    if not turns:
        return "no turn of one after the other gives that many; stage it anew"
    link = "further away from" if target > reading.plane_count else "toward"
    return listed([_turn_words(staged, turn, link) for turn in turns])


def _turn_words(staged: StagedShot, turn: Turn, link: str) -> str:
    partners = listed([_spoken(staged, partner) for partner in turn.planes])
    if turn.name == CAMERA:
        way = "clockwise" if turn.degrees > 0 else "anticlockwise"
        return f"roll {_camera_name(staged)} {way} by at least {abs(turn.degrees)}°, {link} {partners}"
    return f"turn {_spoken(staged, turn.name)} at least {turn.degrees}° {link} {partners}"


def _spoken(staged: StagedShot, member: str) -> str:
    return f"the {member}" if member in (STATION, CAMERA) else staged.actor(member).name


def _camera_name(staged: StagedShot) -> str:
    return staged.camera.name or f'camera "{staged.camera.id}"'


def _sharp_words(reading: Reading) -> str:
    near, far = reading.lens.near_focus_m, reading.lens.far_focus_m
    return f"from {near:.2f} m on" if far is None or math.isinf(far) else f"{near:.2f} to {far:.2f} m"


def _eyes_in_camera(staged: StagedShot, actor_id: str) -> Array:
    return staged.camera_placement.apply_inverse(staged.actor(actor_id).eyes_in_world)


def _has_eyes_in_frame(staged: StagedShot, actor_id: str) -> bool:
    return bool(staged.view.contains(_eyes_in_camera(staged, actor_id)))


_CHECKS: tuple[Callable[[StagedShot, Reading], Iterator[Finding]], ...] = (
    _focus,
    _too_close,
    _nobody_in_frame,
    _out_of_frame,
    _anchors,
    _out_of_focus,
    _camera_outside,
    _missing_files,
    _target_planes,
)

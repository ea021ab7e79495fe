"""Whether a shot has as many planes as its director wants, and the least turns that would give it them."""

from __future__ import annotations

import math
from collections.abc import Iterator

from zeroshot.framing.checks.evidence import Check, Evidence, camera_name
from zeroshot.framing.picture.forms import Finding, Reading
from zeroshot.framing.picture.frame import heads_of_shot
from zeroshot.framing.picture.words import listed, number_word
from zeroshot.framing.planes.advice import CAMERA, STATION, Turn, advise_turns
from zeroshot.framing.staging import StagedShot
from zeroshot.spatial import forward_of


def target_planes(evidence: Evidence) -> Iterator[Finding]:
    """Find a shot whose plane count is not the one that is wanted; say whom to turn and by how much."""
    staged, reading = evidence.staged, evidence.reading
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
        return f"roll {camera_name(staged)} {way} by at least {abs(turn.degrees)}°, {link} {partners}"
    return f"turn {_spoken(staged, turn.name)} at least {turn.degrees}° {link} {partners}"


def _spoken(staged: StagedShot, member: str) -> str:
    return f"the {member}" if member in (STATION, CAMERA) else staged.actor(member).name


READ_CHECKS: tuple[Check, ...] = (target_planes,)

"""What the crew leaves in the picture: an operator or camera that is seen, and the camera's shadow."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from zeroshot.framing.cast.operator import Crew, stage_rig
from zeroshot.framing.checks.evidence import Check, Evidence, camera_name, part_words, sentence
from zeroshot.framing.checks.picture import has_eyes_in_frame
from zeroshot.framing.obstacles.bodies import skin_of
from zeroshot.framing.obstacles.lines import are_blocked, points_of_rectangle
from zeroshot.framing.picture.forms import Finding
from zeroshot.framing.picture.words import listed
from zeroshot.framing.staging import Luminaire, StagedActor, StagedShot
from zeroshot.framing.thresholds import SHADOW_SHARE
from zeroshot.people.surface import surface_of
from zeroshot.spatial import Array

_FACE_AHEAD_M = 0.04
_POINTS_SEEN = 60


def crew_in_picture(evidence: Evidence) -> Iterator[Finding]:
    """Find operators of whom something shows, and other cameras with theirs."""
    staged = evidence.staged
    for crew in staged.crews:
        is_own = crew.camera_id == staged.camera.id
        parts = _parts_seen(staged, crew.person)
        sees_rig = not is_own and _sees_rig(staged, crew)
        if not parts and not sees_rig:
            continue
        who = f"{_camera_of(crew)} and {crew.person.name}" if sees_rig else ""
        what = who or f"{crew.person.name} shows: {listed(part_words(parts))}"
        verb = " are in the picture" if sees_rig else ""
        advice = "pose them out of it, or use a longer lens" if is_own else _send_away(crew)
        count = len(parts) + int(sees_rig)
        yield Finding(
            "warning", "crew-in-picture", crew.person.actor.id, count, sentence(f"{what}{verb}: {advice}.")
        )


def _send_away(crew: Crew) -> str:
    return f"move {_camera_of(crew)}, or take its operator out of this shot"


def _camera_of(crew: Crew) -> str:
    return getattr(crew.rig.item, "name", "") or f'camera "{crew.camera_id}"'


def _parts_seen(staged: StagedShot, person: StagedActor) -> list[str]:
    """Name the body parts of an operator that are in the picture and not behind a wall or someone."""
    skin = skin_of(person)
    rows = np.flatnonzero(staged.view.contains(staged.camera_placement.apply_inverse(skin)))
    if not len(rows):
        return []
    rows = rows[:: max(1, len(rows) // _POINTS_SEEN)]
    others = [other for other in staged.actors if other is not person]
    lens = np.asarray(staged.camera_placement.position_m)
    is_hidden = are_blocked(lens, skin[rows], people=others, things=staged.props, walls_of=staged)
    words = surface_of(person.figure).parts[rows[~is_hidden]]
    return sorted(set(words.tolist()))


def _sees_rig(staged: StagedShot, crew: Crew) -> bool:
    middle = np.asarray(crew.rig.placement.position_m)
    if not staged.view.contains(staged.camera_placement.apply_inverse(middle)):
        return False
    lens = np.asarray(staged.camera_placement.position_m)
    return not are_blocked(
        lens, middle[None], people=staged.actors, things=staged.props, walls_of=staged
    ).any()


def camera_shadow(evidence: Evidence) -> Iterator[Finding]:
    """Find faces in the picture whose brightest lamp the camera or its operator stands before.

    An estimate: the light of one lamp, along lines from nine places on it to the face; what the walls throw
    back still reaches the face, so it is darker, not dark.
    """
    staged = evidence.staged
    for subject in evidence.reading.subjects:
        if not has_eyes_in_frame(staged, subject.id):
            continue
        person = staged.actor(subject.id)
        lamp = brightest_lamp(staged, person)
        if lamp is None:
            continue
        share = shadowed_share(staged, person, lamp)
        if share > SHADOW_SHARE:
            message = (
                f"{camera_name(staged)} throws its shadow on {subject.name}'s face: it takes "
                f"{share * 100:.0f} % of the brightest lamp there ({lamp.owner_id}). Move the camera "
                "to the side, or light the face from elsewhere."
            )
            yield Finding("warning", "camera-shadow", subject.id, round(share, 2), message)


def brightest_lamp(staged: StagedShot, person: StagedActor) -> Luminaire | None:
    """Return the lamp that gives someone's face most light, were nothing in its way; None in the dark.

    Lambert's law for a small lamp: lumens · cos at the lamp · cos at the face / distance².
    """
    face, ahead = _face(person)
    best: tuple[float, Luminaire | None] = (0.0, None)
    for lamp in staged.luminaires:
        to_face = face - np.asarray(lamp.position_in_world)
        distance_m = float(np.linalg.norm(to_face))
        along = float(to_face @ np.asarray(lamp.normal_in_world)) / distance_m
        onto = float(-to_face @ ahead) / distance_m
        light = lamp.lumens * max(0.0, along) * max(0.0, onto) / distance_m**2
        if light > best[0]:
            best = light, lamp
    return best[1]


def shadowed_share(staged: StagedShot, person: StagedActor, lamp: Luminaire) -> float:
    """Return how much of a lamp the shot's camera and its operator hide from someone's face, 0 to 1."""
    face, _ = _face(person)
    lit = points_of_rectangle(
        lamp.position_in_world, lamp.direction_in_world, lamp.normal_in_world, lamp.size_m
    )
    own = [crew.person for crew in staged.crews if crew.camera_id == staged.camera.id]
    return float(are_blocked(face, lit, people=own, things=[stage_rig(staged.camera)]).mean())


def _face(person: StagedActor) -> tuple[Array, Array]:
    ahead = person.placement.apply(person.actor_from_head[:, 0]) - np.asarray(person.placement.position_m)
    return person.eyes_in_world + _FACE_AHEAD_M * ahead, ahead


CHECKS: tuple[Check, ...] = (crew_in_picture, camera_shadow)

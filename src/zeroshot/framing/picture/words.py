"""A reading in the words that film people use, one paragraph for a shot."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zeroshot.framing.picture.forms import (
    EyelineReading,
    LensReading,
    PairReading,
    PlaneReading,
    Reading,
    SubjectReading,
)
from zeroshot.framing.planes.perceived_down import PerceivedDown

NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip

LEANING_DEG = 20.0
"""A lean is worth a word from here on: a head that tips less looks upright in its plane."""

SEEN_SHARE = 0.9
"""Who is seen by less has what hides the rest of them named."""

SURE = 0.5
"""From this confidence on, what reads as down needs no "perhaps"."""

CAMERA = "camera"

_POSSESSIVES = {"female": "her", "male": "his"}


def describe(reading: Reading) -> str:
    """Say a reading in one paragraph: shot, lens, planes, every subject, eyelines, and which way is down.

    Findings are not in it.
    """
    return " ".join(sentences_of(reading))


def sentences_of(reading: Reading) -> tuple[str, ...]:
    """Return the sentences of that paragraph."""
    seen = [subject for subject in reading.subjects if subject.in_frame]
    unseen = [subject.name for subject in reading.subjects if not subject.in_frame]
    names = {subject.id: subject.name for subject in reading.subjects}
    sentences = [
        f"{shot_title(reading.shot)}, {_lens(reading.lens)}, {counted(reading.plane_count, 'plane')}: "
        f"{_planes(reading, names)}.",
        "; ".join(_subject(subject, names) for subject in seen) + "." if seen else "Nobody in frame.",
    ]
    if unseen:
        sentences.append(f"Out of frame: {listed(unseen)}.")
    sentences += [f"{text[:1].upper()}{text[1:]}." for text in _together(reading, names)]
    if reading.perceived_down is not None:
        sentences.append(f"{down_words(reading.perceived_down)}.")
    return tuple(sentences)


def shot_title(shot_id: str) -> str:
    """Write a shot's id as on a slate: "1a" becomes "1A"; ids that are words stay as they are."""
    return shot_id.upper() if re.fullmatch(r"\d+[a-z]{1,2}", shot_id) else shot_id


def counted(number: int, noun: str) -> str:
    """Say "1 plane", "3 planes"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def number_word(number: int) -> str:
    """Say a small number in letters."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else str(number)


def listed(names: Sequence[str]) -> str:
    """Join names: "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def clock_words(clock_deg: float) -> str:
    """Say a clock to the nearest hour."""
    return f"{round(clock_deg / 30.0) % 12 or 12} o'clock"


def _lens(lens: LensReading) -> str:
    return f"{lens.focal_length_mm:g} mm on {lens.sensor_name}, {lens.aspect:.2f}:1"


def _planes(reading: Reading, names: dict[str, str]) -> str:
    return "; ".join(_plane(plane, names) for plane in reading.planes)


def _plane(plane: PlaneReading, names: dict[str, str]) -> str:
    members = listed([names.get(member, member) for member in plane.members])
    if "station" in plane.members:
        return members
    return f"{members} at {plane.angle_to_station_deg:.0f}°"


def _subject(subject: SubjectReading, names: dict[str, str]) -> str:
    possessive = _POSSESSIVES[subject.sex]
    if subject.size is None:
        return f"{subject.name}: part of {possessive} body, {possessive} eyes not before the lens"
    angle = f"{possessive} {subject.angle} angle {subject.angle_deg:.0f}°"
    if subject.angle == "level":
        angle = f"at {possessive} eye level"
    focus = "in focus" if subject.in_focus else "out of focus"
    said = [f"{subject.name} {subject.size}", subject.side, angle, *_head(subject), focus]
    return ", ".join([*said, *_sight(subject, names)])


def _head(subject: SubjectReading) -> list[str]:
    lean = subject.lean_deg or 0.0
    way = "away" if lean > 0.0 else "toward us"
    if subject.clock_deg is None:
        return [f"head straight {'away' if lean > 0.0 else 'at us'}"]
    said = [f"head at {clock_words(subject.clock_deg)}"]
    if abs(lean) >= LEANING_DEG:
        said.append(f"leaning {abs(lean):.0f}° {way}")
    return said


def _sight(subject: SubjectReading, names: dict[str, str]) -> list[str]:
    share, hidden_by = subject.visible_share, subject.hidden_by
    if share is None or share >= SEEN_SHARE:
        return []
    seen = f"{share * 100:.0f} % seen" if share >= 0.005 else "not seen at all"
    covers = [names.get(item_id, f"the {item_id}") for item_id in hidden_by or ()]
    return [f"{seen}, behind {listed(covers)}" if covers else seen]


def _together(reading: Reading, names: dict[str, str]) -> list[str]:
    """Say who is face to face, and who of the others looks at whom."""
    facing = [pair for pair in reading.pairs if pair.face_to_face]
    told = {frozenset(pair.ids) for pair in facing}
    looks = [line for line in reading.eyelines if frozenset((line.looker, line.target)) not in told]
    return [
        *(_facing(pair, names) for pair in facing),
        *(_look(line, names) for line in looks if line.looks or line.intended),
    ]


def _facing(pair: PairReading, names: dict[str, str]) -> str:
    first, second = (names[actor_id] for actor_id in pair.ids)
    said = f"{first} and {second} are face to face at {pair.distance_m:.2f} m"
    if pair.roll_deg is None:
        return said
    roll = abs(round(pair.roll_deg))
    return f"{said}, {roll}° of roll between them" if roll else f"{said}, in one plane"


def _look(line: EyelineReading, names: dict[str, str]) -> str:
    looker = names[line.looker]
    target = "the lens" if line.target == CAMERA else names[line.target]
    if line.looks:
        return f"{looker} looks {'into' if line.target == CAMERA else 'at'} {target}"
    return f"{looker} should look at {target} and misses by {line.miss_deg:.0f}°"


def down_words(down: PerceivedDown) -> str:
    """Say which way will read as down, how surely, and for what."""
    where = f"{down.station_word} will{'' if down.confidence >= SURE else ' perhaps'} read as down"
    place = "along the lens" if down.clock_deg is None else f"at {clock_words(down.clock_deg)}"
    reasons = [cue.words for cue in down.cues if cue.agrees][:3]
    return f"{where[:1].upper()}{where[1:]}, {place}, confidence {down.confidence:.1f}: {listed(reasons)}"

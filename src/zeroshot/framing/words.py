"""A reading in the words that film people use, one paragraph for a shot."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zeroshot.framing.forms import LensReading, PlaneReading, Reading, SubjectReading

NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip

LEANING_DEG = 20.0
"""A lean is worth a word from here on: a head that tips less looks upright in its plane."""

_POSSESSIVES = {"female": "her", "male": "his"}


def describe(reading: Reading) -> str:
    """Say a reading in one paragraph: shot, lens, planes, then every subject; findings are not in it."""
    seen = [subject for subject in reading.subjects if subject.in_frame]
    unseen = [subject.name for subject in reading.subjects if not subject.in_frame]
    sentences = [
        f"{shot_title(reading.shot)}, {_lens(reading.lens)}, {counted(reading.plane_count, 'plane')}: "
        f"{_planes(reading)}.",
        "; ".join(_subject(subject) for subject in seen) + "." if seen else "Nobody in frame.",
    ]
    if unseen:
        sentences.append(f"Out of frame: {listed(unseen)}.")
    return " ".join(sentences)


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


def _planes(reading: Reading) -> str:
    names = {subject.id: subject.name for subject in reading.subjects}
    return "; ".join(_plane(plane, names) for plane in reading.planes)


def _plane(plane: PlaneReading, names: dict[str, str]) -> str:
    members = listed([names.get(member, member) for member in plane.members])
    if "station" in plane.members:
        return members
    return f"{members} at {plane.angle_to_station_deg:.0f}°"


def _subject(subject: SubjectReading) -> str:
    possessive = _POSSESSIVES[subject.sex]
    if subject.size is None:
        return f"{subject.name}: part of {possessive} body, {possessive} eyes not before the lens"
    angle = f"{possessive} {subject.angle} angle {subject.angle_deg:.0f}°"
    if subject.angle == "level":
        angle = f"at {possessive} eye level"
    focus = "in focus" if subject.in_focus else "out of focus"
    return ", ".join([f"{subject.name} {subject.size}", subject.side, angle, *_head(subject), focus])


def _head(subject: SubjectReading) -> list[str]:
    lean = subject.lean_deg or 0.0
    way = "away" if lean > 0.0 else "toward us"
    if subject.clock_deg is None:
        return [f"head straight {'away' if lean > 0.0 else 'at us'}"]
    said = [f"head at {clock_words(subject.clock_deg)}"]
    if abs(lean) >= LEANING_DEG:
        said.append(f"leaning {abs(lean):.0f}° {way}")
    return said

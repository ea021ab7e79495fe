"""Say of a found shot what it is and why it was chosen, in film words."""

from __future__ import annotations

import math
from typing import Any

from zeroshot.framing.find.candidates import GROUP, OVER, PAIR, SINGLE
from zeroshot.framing.find.shots import FoundShot
from zeroshot.framing.picture.words import counted, listed

RECIPE_NAMES = {SINGLE: "single", PAIR: "two heads", OVER: "over the shoulder", GROUP: "everyone"}

_WORDS = {
    "composition": "where the eyes lie",
    "faces": "faces turned away",
    "heads kept apart": "heads close together",
    "heads kept whole": "a head at the edge",
    "planes apart": "planes close together",
    "distance": "the lens close to a face",
    "depth behind": "a wall close behind",
    "room": "little room for the camera",
    "seen": "a body in the way of another",
}
WEAK, WHOLLY = 0.5, 0.95
"""A score below the one is worth a word; a head of which the other share is seen, is seen."""


def title_of(shot: FoundShot) -> str:
    """Return what is framed: "MCU of Surgeon, three-quarter left, low 22°"."""
    read = shot.reading.subject(shot.subject)
    angle = "level" if read.angle == "level" else f"{read.angle} {read.angle_deg:.0f}°"
    return f"{read.size} of {read.name}, {read.side}, {angle}"


def lens_and_planes(shot: FoundShot) -> str:
    """Return lens and planes: "35 mm, 4 planes, 41° and more apart"."""
    planes = counted(shot.reading.plane_count, "plane")
    apart = (
        f", {math.degrees(shot.planes_apart_rad):.0f}° and more apart" if shot.reading.plane_count > 1 else ""
    )
    return f"{shot.camera.lens.focal_length_mm:g} mm, {planes}{apart}"


def roll_words(shot: FoundShot) -> str:
    """Say what the camera's roll follows."""
    names = [_spoken(shot, name) for name in shot.roll_names]
    if not names:
        return "the roll follows from where the two heads are"
    if len(names) == 2:
        return f"rolled half way between {names[0]} and {names[1]}"
    degrees = round(math.degrees(shot.roll_clock_rad))
    if degrees == 0:
        return f"{names[0]} upright"
    if abs(degrees) == 180:
        return f"{names[0]} upside down"
    way = "right" if degrees > 0 else "left"
    return f"{names[0]} {'lying' if abs(degrees) == 90 else f'tilted {abs(degrees)}°'} to the {way}"


def reasons_of(shot: FoundShot) -> tuple[str, ...]:
    """Say how a shot was made, what is good about it, and what is weakest where something is."""
    made = {
        SINGLE: "framed on one",
        PAIR: "two heads placed in the picture",
        OVER: "over the shoulder",
        GROUP: "backed off until all are in the picture",
    }[shot.recipe]
    if shot.other is not None:
        other = _spoken(shot, shot.other)
        made = f"over {other}'s shoulder" if shot.recipe == OVER else f"placed together with {other}"
    found = [made, roll_words(shot), *_seen_words(shot)]
    found.append(f"{shot.room_m * 100:.0f} cm free around the camera")
    weakest = min(shot.scores, key=lambda name: shot.scores[name])
    if shot.scores[weakest] < WEAK:
        found.append(f"weakest: {_WORDS[weakest]}")
    return tuple(found)


def found_as_json(shot: FoundShot, number: int) -> dict[str, Any]:
    """Return a found shot as JSON data."""
    camera = shot.camera
    return {
        "number": number,
        "title": title_of(shot),
        "recipe": RECIPE_NAMES[shot.recipe],
        "subject": shot.subject,
        "score": round(shot.total, 3),
        "scores": {name: round(value, 3) for name, value in shot.scores.items()},
        "reasons": list(reasons_of(shot)),
        "camera": {
            "position_m": [round(value, 4) for value in camera.position_m],
            "orientation_xyzw": [round(value, 6) for value in camera.orientation_xyzw],
            "focal_length_mm": camera.lens.focal_length_mm,
            "focus_m": camera.lens.focus_m,
        },
        "reading": shot.reading.to_json(),
    }


def _seen_words(shot: FoundShot) -> list[str]:
    if not shot.sights:
        return []
    heads = [
        (subject.name, shot.sights[subject.id].head_visible_share)
        for subject in shot.reading.subjects
        if subject.id in shot.sights
    ]
    seen = [(name, share) for name, share in heads if share is not None]
    if all(share >= WHOLLY for _, share in seen):
        whose = ["both heads", "every head"][len(seen) > 2] if len(seen) > 1 else f"{seen[0][0]}'s head"
        return [f"{whose} seen wholly"]
    return [f"heads seen: {listed([f'{name} {share * 100:.0f} %' for name, share in seen])}"]


def _spoken(shot: FoundShot, name: str) -> str:
    return "the station" if name == "station" else shot.reading.subject(name).name

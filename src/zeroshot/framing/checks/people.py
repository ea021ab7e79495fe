"""What is wrong with people as bodies: inside walls, things, each other; out of reach; adrift; overbent."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

import numpy as np

from zeroshot.framing.checks.evidence import (
    OBJECTS,
    POSSESSIVES,
    Check,
    Evidence,
    centimetres,
    part_words,
    sentence,
    shift_words,
)
from zeroshot.framing.obstacles.bodies import (
    Overlap,
    freeing_shift,
    overlap_with_person,
    overlap_with_prop,
    overlap_with_walls,
)
from zeroshot.framing.picture.forms import Finding, Severity
from zeroshot.framing.picture.words import counted, listed
from zeroshot.framing.places.named_places import named_places
from zeroshot.framing.planes.eyelines import LOOKS_DEG
from zeroshot.framing.staging import StagedActor, StagedShot
from zeroshot.framing.thresholds import DEEP_M, LIMIT_RAD, SHORT_OF_REACH_M, THROUGH_SELF_M, UNSEEN_M
from zeroshot.people.crossings import crossings
from zeroshot.people.limits import excess_rad
from zeroshot.people.skeleton import stack_joints
from zeroshot.spatial import Array

_EFFECTORS = {
    "left_hand": "left hand",
    "right_hand": "right hand",
    "left_foot": "left foot",
    "right_foot": "right foot",
}
MOST_PARTS = 3
"""More body parts than this are not all named; the deepest come first."""
_HOLDS = ("handrail", "foot-loop", "seat-track", "rim", "edge")


def through_walls(evidence: Evidence) -> Iterator[Finding]:
    """Find who is inside a wall or a rack of the set."""
    for person in evidence.people:
        overlap = overlap_with_walls(evidence.staged, person)
        if overlap is not None:
            yield _inside("through-wall", evidence, person, overlap)


def through_props(evidence: Evidence) -> Iterator[Finding]:
    """Find who is inside a thing."""
    for person, prop in itertools.product(evidence.people, evidence.staged.props):
        overlap = overlap_with_prop(evidence.staged, person, prop)
        if overlap is not None:
            yield _inside("through-prop", evidence, person, overlap)


def through_people(evidence: Evidence) -> Iterator[Finding]:
    """Find who is inside whom; the earlier of the two is the subject."""
    for person, other in itertools.combinations(evidence.people, 2):
        overlap = overlap_with_person(evidence.staged, person, other)
        if overlap is not None:
            place = f"{other.name}'s {overlap.place}"
            overlap = Overlap(overlap.depth_m, overlap.parts, place, overlap.point)
            yield _inside("through-person", evidence, person, overlap)


def through_themselves(evidence: Evidence) -> Iterator[Finding]:
    """Find whose pose runs an arm or leg through their own body."""
    for person in evidence.people:
        figure = person.figure
        if figure.person.figure is not None:
            continue  # the figure of another program has flesh of its own
        positions = stack_joints(figure.joints_in_actor)
        deepest = next(iter(crossings(figure.person, positions, figure.attitudes_in_actor)), None)
        if deepest is not None and deepest.depth_m > THROUGH_SELF_M:
            depth_cm = centimetres(deepest.depth_m)
            yield Finding(
                "warning",
                "through-self",
                person.actor.id,
                depth_cm,
                f"{sentence(person.name)}'s {deepest.part} is {depth_cm:.0f} cm inside "
                f"{POSSESSIVES[person.actor.body.sex]} own {deepest.other}: bend or swing it away, or take "
                "another pose.",
            )


def _inside(kind: str, evidence: Evidence, person: StagedActor, overlap: Overlap) -> Finding:
    depth_cm = centimetres(overlap.depth_m)
    parts = part_words(overlap.parts)
    said = listed([*parts[:MOST_PARTS], "more"] if len(parts) > MOST_PARTS else parts)
    are = "is" if len(overlap.parts) == 1 else "are"
    severity: Severity = "error" if overlap.depth_m > DEEP_M else "warning"
    message = (
        f"{sentence(person.name)}'s {said} {are} {depth_cm:.0f} cm inside "
        f"{overlap.place}: {_way_out(evidence, person)}."
    )
    return Finding(severity, kind, person.actor.id, depth_cm, message)


def _way_out(evidence: Evidence, person: StagedActor) -> str:
    others = [other for other in evidence.people if other is not person]
    shift = freeing_shift(evidence.staged, person, others)
    whom = OBJECTS[person.actor.body.sex]
    is_operator = person in evidence.staged.operators
    if shift is None:
        return f"no short move of {whom} is free; " + (
            "take the camera elsewhere" if is_operator else "stage it anew"
        )
    move = "move the camera" if is_operator else f"move {whom}"
    return f"{move} {shift_words(evidence.staged, shift)}"


def anchors(evidence: Evidence) -> Iterator[Finding]:
    """Find hands and feet that do not reach what they should hold."""
    for person in evidence.people:
        held: dict[str, str] = {anchor.effector: anchor.to for anchor in person.actor.anchors}
        for miss in person.figure.misses:
            if miss.distance_m < UNSEEN_M:
                continue
            whom = OBJECTS[person.actor.body.sex]
            to = held.get(miss.effector, "the camera's grip")
            yield Finding(
                "error" if miss.distance_m > SHORT_OF_REACH_M else "warning",
                "anchor-reach",
                person.actor.id,
                centimetres(miss.distance_m),
                f"{person.name}'s {_EFFECTORS[miss.effector]} ends {miss.distance_m * 100:.0f} cm short of "
                f"{to}: move {whom} nearer, or let go.",
            )


def gazes(evidence: Evidence) -> Iterator[Finding]:
    """Find who cannot turn eyes, head and trunk far enough to look where they should."""
    for person in evidence.staged.actors:
        missed_deg = math.degrees(person.figure.gaze_miss_rad)
        if person.actor.gaze is None or missed_deg <= LOOKS_DEG:
            continue
        whom = OBJECTS[person.actor.body.sex]
        yield Finding(
            "warning",
            "gaze-reach",
            person.actor.id,
            round(missed_deg, 1),
            f"{person.name} cannot turn far enough to look at {person.actor.gaze.at}: "
            f"{missed_deg:.0f}° are missing. Turn {whom} so much nearer to it, or choose another gaze.",
        )


def nobody_holds_on(evidence: Evidence) -> Iterator[Finding]:
    """Note a shot in which no actor holds on to anything: they will drift, and turn while they do."""
    actors = evidence.staged.actors
    if not actors or any(person.actor.anchors for person in actors):
        return
    message = (
        f"Nobody holds on: {counted(len(actors), 'person').replace('persons', 'people')} will drift"
        f"{_nearest_hold(evidence.staged)}."
    )
    yield Finding("note", "nobody-holds-on", evidence.reading.shot, len(actors), message)


def _nearest_hold(staged: StagedShot) -> str:
    """Say who is nearest to something to hold, as a place to begin."""
    best: tuple[float, str] | None = None
    for model in (*staged.modules, *staged.props):
        places = named_places(model, _HOLDS)
        for person, effector in itertools.product(staged.actors, _EFFECTORS if places.names else ()):
            gaps_m = places.distances_m(model.placement.apply_inverse(_tip(person, effector)))
            nearest = int(gaps_m.argmin())
            if best is None or gaps_m[nearest] < best[0]:
                words = f": {person.name}'s {_EFFECTORS[effector]} is {gaps_m[nearest] * 100:.0f} cm from "
                best = float(gaps_m[nearest]), f"{words}{model.item.id}/{places.names[nearest]}"
    return "" if best is None else best[1]


def _tip(person: StagedActor, effector: str) -> Array:
    side, kind = effector.split("_")
    return person.points_in_world[f"{side}Wrist" if kind == "hand" else f"{side}Toe"]


def joint_limits(evidence: Evidence) -> Iterator[Finding]:
    """Find joints that a pose asks to turn farther than they can; the figure stops at the limit."""
    for person in evidence.staged.actors:
        for joint, angles_deg in sorted(person.actor.pose.joints_deg.items()):
            over_rad = excess_rad(joint, np.radians(angles_deg))
            if over_rad < LIMIT_RAD:
                continue
            over_deg = math.degrees(over_rad)
            yield Finding(
                "warning",
                "joint-limit",
                person.actor.id,
                round(over_deg, 1),
                f"{person.name}'s {_joint_word(joint)} is asked for {over_deg:.0f}° more than "
                f"{POSSESSIVES[person.actor.body.sex]} joint turns, and stops there: take the pose back by "
                f"{math.ceil(over_deg)}°.",
            )


_JOINT_WORDS = {
    "UpperArm": "shoulder", "LowerArm": "elbow", "Hand": "wrist", "UpperLeg": "hip", "LowerLeg": "knee",
    "Foot": "ankle", "Toes": "toes", "Shoulder": "collarbone", "Eye": "eye", "spine": "waist",
    "chest": "lower back", "upperChest": "upper back",
}  # fmt: skip


def _joint_word(joint: str) -> str:
    for side in ("left", "right"):
        if joint.startswith(side):
            return f"{side} {_JOINT_WORDS.get(joint.removeprefix(side), 'fingers')}"
    return _JOINT_WORDS.get(joint, joint)


CHECKS: tuple[Check, ...] = (
    through_walls,
    through_props,
    through_people,
    through_themselves,
    joint_limits,
)
"""Those that measure bodies."""

READ_CHECKS: tuple[Check, ...] = (anchors, gazes, nobody_holds_on)
"""Those that cost nothing."""

"""Which composing moves suit what is chosen, each ready to be made: what buttons and the palette offer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from zeroshot.desk.desk import Desk
from zeroshot.desk.focused import Focused
from zeroshot.desk.two_shot import TwoShotInRoom
from zeroshot.framing.moves.base import Move
from zeroshot.framing.moves.table import build_move
from zeroshot.scene.document import Actor
from zeroshot.scene.resolve import placement_of

TWO_SHOT = "two-shot"
ROLLS_DEG = (0, 90, 180)
TURNS_DEG = (15, 45, 90)
DOLLY_M = 0.25
ZOOMS_MM = (24, 35, 50, 85)
NEAR_M, FAR_M, TALKING_M = 0.5, 1.6, 0.8
"""People nearer or farther than this are brought to where they talk when they are put face to face. Source:
personal distance, 0.46 to 1.22 m (Hall, The Hidden Dimension, 1966)."""
FEET = ("deck", "overhead", "port", "starboard", "forward", "aft")

SIZES = ("ECU", "CU", "MCU", "MS", "MCS", "MLS", "LS", "ELS")
SIDES = ("front", "three-quarter left", "three-quarter right", "profile left", "profile right", "back")
ANGLES = ("high", "level", "low")


@dataclass(frozen=True)
class Offer:
    """A move with its words. group, label: as the buttons say, in English; the app translates them.

    sharp: on whose eyes the lens is focused with it.
    """

    group: str
    label: str
    move: str
    words: Mapping[str, str]
    sharp: tuple[str, ...] = ()

    def build(self, desk: Desk) -> Move:
        """Build the edit, in this shot or in all, as the tools say. Raises EditError."""
        scope = desk.scope()
        if self.move == TWO_SHOT:
            move: Move = TwoShotInRoom(left=self.words["left"], right=self.words["right"], **scope)
        else:
            move = build_move(self.move, self.words, **scope)
        return Focused(move=move, on=self.sharp, **scope) if self.sharp else move


def pair_of(desk: Desk) -> tuple[Actor, Actor] | None:
    """Return the two people that moves for two are about: those chosen, filled up with whoever is there."""
    people = {actor.id: actor for actor in desk.document.actors}
    chosen = [item_id for item_id in desk.selection if item_id in people]
    ids = [*chosen, *(actor_id for actor_id in people if actor_id not in chosen)]
    return (people[ids[0]], people[ids[1]]) if len(ids) >= 2 else None


def subject_of(desk: Desk) -> Actor | None:
    """Return whom moves for one are about: who is chosen last, else the first."""
    people = {actor.id: actor for actor in desk.document.actors}
    chosen = [item_id for item_id in desk.selection if item_id in people]
    return people[chosen[-1]] if chosen else next(iter(people.values()), None)


def offers(desk: Desk) -> tuple[Offer, ...]:
    """Return every move that can be made of what is chosen, in groups."""
    return (
        *_for_two(desk),
        *_of_planes(desk),
        *_of_attitude(desk),
        *_of_aim(desk),
        *_of_camera(desk),
    )


def framing(actor_id: str, *, size: str, side: str, angle: str) -> Offer:
    """Return the offer to frame someone."""
    words = {"subject": actor_id, "size": size, "side": side, "angle": angle}
    return Offer("Frame", f"{size}, {side}, {angle}", "frame", words, sharp=(actor_id,))


def _for_two(desk: Desk) -> Iterator[Offer]:
    pair = pair_of(desk)
    if pair is None:
        return
    (a, b), group = pair, "Two people"
    both = {"a": a.id, "b": b.id}
    apart_m = float(np.linalg.norm(np.subtract(a.position_m, b.position_m)))
    apart = {} if NEAR_M <= apart_m <= FAR_M else {"distance_m": str(TALKING_M)}
    for roll in ROLLS_DEG:
        words = {**both, "roll_deg": str(roll), **apart}
        yield Offer(group, f"Face to face, {roll}°", "face-to-face", words)
    if desk.document.cameras:
        ids = (a.id, b.id)
        yield Offer(group, "Two heads on the thirds", "two-heads", both, sharp=ids)
        left, right = _as_seen(desk, a, b)
        yield Offer(group, "Two-shot", TWO_SHOT, {"left": left.id, "right": right.id}, sharp=ids)
        for past, at in ((a, b), (b, a)):
            said = f"Past {_name(past)} at {_name(at)}"
            words = {"past": past.id, "at": at.id}
            yield Offer(group, said, "over-the-shoulder", words, sharp=(at.id,))


def _as_seen(desk: Desk, a: Actor, b: Actor) -> tuple[Actor, Actor]:
    """Return two people from left to right as the shot's camera has them, so that it need not go round."""
    camera = desk.shot_camera
    places = [desk.placement(one.id) for one in (a, b)]
    if camera is None or places[0] is None or places[1] is None:
        return a, b
    seen = [placement_of(camera).apply_inverse(place.position_m)[1] for place in places if place is not None]
    return (a, b) if seen[0] <= seen[1] else (b, a)


def _of_planes(desk: Desk) -> Iterator[Offer]:
    item_id = _turned_item(desk)
    if item_id is None:
        return
    group = "Plane"
    yield Offer(group, "The station's", "match-plane", {"item": item_id, "to": "station"})
    others = [actor for actor in desk.document.actors if actor.id != item_id]
    for actor in others:
        yield Offer(group, f"{_name(actor)}'s", "match-plane", {"item": item_id, "to": actor.id})
    camera = desk.shot_camera
    if camera is not None and camera.id != item_id:
        yield Offer(group, "The camera's", "match-plane", {"item": item_id, "to": camera.id})
    if desk.document.shots and desk.shot_id != desk.document.shots[0].id:
        yield Offer(group, "The shot before's", "match-plane", {"item": item_id, "to": "previous"})
    firsts = [("station", "station"), *((actor.id, _name(actor)) for actor in others)]
    for (first, name), second in zip(firsts, others, strict=False):
        if first != second.id:
            words = {"item": item_id, "a": first, "b": second.id}
            yield Offer(group, f"Halfway {name} and {_name(second)}", "split-planes", words)


def _of_attitude(desk: Desk) -> Iterator[Offer]:
    item_id = _turned_item(desk)
    if item_id is None:
        return
    for feet in FEET:
        yield Offer("Feet toward", feet.capitalize(), "station-attitude", {"item": item_id, "feet": feet})
    for axis in ("roll", "pitch", "yaw"):
        for angle in (*(-turn for turn in reversed(TURNS_DEG)), *TURNS_DEG):
            words = {"item": item_id, "axis": axis, "angle_deg": str(angle)}
            yield Offer(f"Turn: {axis}", f"{angle:+d}°", "turn", words)
    subject = subject_of(desk)
    if subject is not None and subject.id == item_id:
        yield Offer("Stand", "On the nearest surface", "stand-on", {"actor": subject.id})


def _of_aim(desk: Desk) -> Iterator[Offer]:
    if desk.shot_camera is None:
        return
    for actor in desk.document.actors:
        yield Offer("Aim the lens", f"At {_name(actor)}", "aim", {"at": actor.id})
    pair = pair_of(desk)
    if pair is not None:
        words = {"at": pair[0].id, "also": pair[1].id}
        yield Offer("Aim the lens", "Between the two", "aim", words)


def _of_camera(desk: Desk) -> Iterator[Offer]:
    if desk.shot_camera is None:
        return
    subject = subject_of(desk)
    if subject is not None:
        group = f"Orbit {_name(subject)}"
        for key, label in (("yaw_deg", "Yaw"), ("pitch_deg", "Pitch")):
            for angle in (-45, -15, 15, 45):
                yield Offer(group, f"{label} {angle:+d}°", "orbit", {"about": subject.id, key: str(angle)})
    moves = (("Dolly in", "forward_m", 1), ("Dolly out", "forward_m", -1), ("Truck left", "right_m", -1),
             ("Truck right", "right_m", 1), ("Pedestal to the top", "down_m", -1),
             ("Pedestal to the bottom", "down_m", 1))  # fmt: skip
    for label, key, sign in moves:
        yield Offer("Move the camera", label, "move-camera", {key: str(sign * DOLLY_M)})
    turns = (("Pan left", "pan_deg", -5), ("Pan right", "pan_deg", 5), ("Tilt to the top", "tilt_deg", 5),
             ("Tilt to the bottom", "tilt_deg", -5), ("Roll left", "roll_deg", -15),
             ("Roll right", "roll_deg", 15))  # fmt: skip
    for label, key, angle in turns:
        yield Offer("Turn the camera", label, "pan-tilt-roll", {key: str(angle)})
    if subject is not None:
        for focal in ZOOMS_MM:
            words = {"subject": subject.id, "focal_length_mm": str(focal)}
            yield Offer("Dolly-zoom", f"{focal} mm", "dolly-zoom", words)


def _turned_item(desk: Desk) -> str | None:
    """Return what moves of planes turn: what is chosen last, else the shot's camera."""
    modules = {module.id for module in desk.document.set.modules}
    chosen = [item_id for item_id in desk.selection if item_id not in modules]
    camera = desk.shot_camera
    return chosen[-1] if chosen else (None if camera is None else camera.id)


def _name(actor: Actor) -> str:
    return actor.name or actor.id

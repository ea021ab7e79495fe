"""What checks look at: the staged shot, its reading, and the picture where there is one; and shared words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from zeroshot.framing.obstacles.rig import Clearance, camera_clearances
from zeroshot.framing.picture.forms import Finding, Reading
from zeroshot.framing.picture.words import listed
from zeroshot.framing.staging import StagedActor, StagedShot
from zeroshot.mesh import Image
from zeroshot.spatial import Array, inverse, rotate

OBJECTS = {"female": "her", "male": "him"}
POSSESSIVES = {"female": "her", "male": "his"}


@dataclass(frozen=True, eq=False)
class Evidence:
    """A shot under examination. picture: (h, w, 3) uint8 sRGB as rendered, or None where nobody has."""

    staged: StagedShot
    reading: Reading
    picture: Image | None = None

    @cached_property
    def people(self) -> tuple[StagedActor, ...]:
        """Return everyone who has a body in the shot: the actors, then the operators of cameras."""
        return (*self.staged.actors, *self.staged.operators)

    @cached_property
    def clearances(self) -> tuple[Clearance, ...]:
        """Return how much room there is around the camera."""
        return camera_clearances(self.staged)


Check = Callable[[Evidence], Iterator[Finding]]


def camera_name(staged: StagedShot) -> str:
    """Say the shot's camera."""
    return staged.camera.name or f'camera "{staged.camera.id}"'


def eyes_in_camera(staged: StagedShot, actor_id: str) -> Array:
    """Return the point (3,) between an actor's eyes in the camera's frame."""
    return staged.camera_placement.apply_inverse(staged.actor(actor_id).eyes_in_world)


def centimetres(distance_m: float) -> float:
    """Return a distance in centimetres, to the millimetre."""
    return round(distance_m * 100.0, 1) + 0.0


def shift_words(staged: StagedShot, shift_in_world: Array) -> str:
    """Say a move along the station's directions, centimetres rounded up: "4 cm to port and 3 cm forward"."""
    turn = np.array([0.0, 0.0, 0.0, 1.0])
    if staged.station_module is not None:
        turn = inverse(staged.station_module.placement.orientation_xyzw)
    steps = rotate(turn, shift_in_world)
    words = []
    for step, names in zip(steps, _WAYS, strict=True):
        whole_cm = int(np.ceil(abs(step) * 100.0 - 0.5))
        if whole_cm:
            words.append((whole_cm, names[0] if step > 0.0 else names[1]))
    words.sort(key=lambda word: -word[0])
    return listed([f"{whole_cm} cm {way}" for whole_cm, way in words])


_WAYS = (("forward", "aft"), ("to starboard", "to port"), ("toward the deck", "toward overhead"))


def sentence(text: str) -> str:
    """Begin with a capital letter."""
    return text[:1].upper() + text[1:]


def part_words(parts: Sequence[str]) -> list[str]:
    """Say body parts in a row, pairs together: "left foot" and "right foot" become "feet"."""
    spoken: list[str] = []
    for word in parts:
        side, _, bare = word.partition(" ")
        other = f"{'right' if side == 'left' else 'left'} {bare}"
        if side in ("left", "right") and other in parts:
            word = _PLURALS.get(bare, bare + "s")
        if word not in spoken:
            spoken.append(word)
    return spoken


_PLURALS = {"foot": "feet", "ankle": "ankles"}

"""Somebody's own skeleton and landmarks: those of our body, or of the figure that plays them."""

from __future__ import annotations

from functools import lru_cache

from zeroshot.people.landmarks import rest_landmarks
from zeroshot.people.person import Person
from zeroshot.people.shape import shaped_skeleton
from zeroshot.spatial import Array


def skeleton_of(person: Person) -> Array:
    """Return where the joints (joints, 3) are at rest: standing straight, origin on the floor."""
    if person.figure is not None:
        return person.figure.rest
    return shaped_skeleton(person.sex, float(person.stature_m), float(person.build))


def landmarks_of(person: Person) -> dict[str, tuple[str, Array]]:
    """Return the landmarks at rest: name → the joint each rides on and its position (3,)."""
    if person.figure is not None:
        return person.figure.landmarks
    return _landmarks(person.sex, float(person.stature_m))


_landmarks = lru_cache(maxsize=64)(rest_landmarks)

"""Keeps what was made of things that cannot change, as long as the very same things are given again.

From shot to shot most of a scene stays as it is, and a document gives the same objects for it; so identity
tells what need not be staged anew, without comparing anything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

Made = TypeVar("Made")


class KeptByIdentity(Generic[Made]):
    """A bounded store: the oldest goes first. Holds what it was made of, so that no identity is reused."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._kept: dict[tuple[int, ...], tuple[tuple[object, ...], Made]] = {}

    def get(self, things: Sequence[object], make: Callable[[], Made]) -> Made:
        """Return what was made of these very things, or make it."""
        held = tuple(things)
        key = tuple(map(id, held))
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = (held, make())
            while len(self._kept) > self._capacity:
                self._kept.pop(next(iter(self._kept)), None)
        return found[1]

"""Poses of two people: who takes which pose, how the second is turned, and where they touch.

Read from ``pose_library/pairs.json``. Nothing in it depends on stature: the second is put where places on
both bodies meet, and hands are held to places by name.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from zeroshot.errors import did_you_mean
from zeroshot.people.poses import LIBRARY
from zeroshot.people.proportions import BodyError

Role = Literal["first", "second"]
Triple = tuple[float, float, float]

USUAL_VIEW_DEG: Triple = (-80.0, 10.0, 0.0)


@dataclass(frozen=True)
class Meeting:
    """Two places that meet: the second's is at the first's and an offset in the first one's frame, metres."""

    first: str
    second: str
    offset_m: Triple


@dataclass(frozen=True)
class PairHold:
    """A hand that holds on to a place on the other: whose hand, and where on the other one."""

    who: Role
    effector: str
    to: str


@dataclass(frozen=True)
class Pair:
    """A pose of two people.

    first, second: names of poses. facing, head: which way the second faces and where their head points, in
    the first one's frame. looking: the roles that look at the other.
    """

    name: str
    title: str
    description: str
    tags: tuple[str, ...]
    first: str
    second: str
    facing: Triple
    head: Triple
    meetings: tuple[Meeting, ...]
    holds: tuple[PairHold, ...]
    looking: tuple[Role, ...]
    view_deg: Triple


@cache
def pair_library() -> Mapping[str, Pair]:
    """Return every pose of two people by name; read once."""
    data = json.loads((LIBRARY / "pairs.json").read_text(encoding="utf-8"))
    return MappingProxyType({name: _pair(name, row) for name, row in data["pairs"].items()})


def find_pair(name: str) -> Pair:
    """Return a pose of two people. Raises BodyError, with the nearest name, when there is none."""
    pairs = pair_library()
    if name not in pairs:
        known = ", ".join(pairs)
        raise BodyError(
            f'there is no pose of two people "{name}"{did_you_mean(name, pairs)}; there are: {known}'
        )
    return pairs[name]


def _pair(name: str, row: Mapping[str, Any]) -> Pair:
    meetings = (
        Meeting(meeting["first"], meeting["second"], _triple(meeting.get("offset_m", (0.0, 0.0, 0.0))))
        for meeting in row["meet"]
    )
    return Pair(
        name=name,
        title=row["title"],
        description=row["description"],
        tags=tuple(row["tags"]),
        first=row["first"],
        second=row["second"],
        facing=_triple(row["facing"]),
        head=_triple(row["head"]),
        meetings=tuple(meetings),
        holds=tuple(PairHold(hold["who"], hold["effector"], hold["to"]) for hold in row.get("holds", ())),
        looking=tuple(row.get("looking", ())),
        view_deg=_triple(row.get("view_deg", USUAL_VIEW_DEG)),
    )


def _triple(values: Any) -> Triple:
    x, y, z = (float(value) for value in values)
    return x, y, z

"""Which way an audience will take for down in a picture: a vote of what is to be seen in it.

A model, not a measurement: docs/perceived-down.md says where its cues come from, and what nobody has
measured. Knows directions and weights, no scene; `cues` gathers what a shot shows.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from zeroshot.framing import rounding
from zeroshot.framing.planes.planes import group_directions
from zeroshot.spatial import Array, unit

CUE_WEIGHTS: Mapping[str, float] = {
    "picture": 1.0,
    "people": 1.0,
    "lamps": 0.8,
    "deck": 0.6,
    "labels": 0.4,
    "things": 0.3,
    "earth": 0.8,
}
"""How much each kind of cue counts when all of it is in view; a scene's `cue_weights` overrides. Source: the
order follows the literature in docs/perceived-down.md; the numbers are a convention of ours."""

CUE_WORDS: Mapping[str, str] = {
    "picture": "the edge of the picture",
    "people": "the way {} floats",
    "lamps": "the light from the lamps",
    "deck": "the deck in view",
    "labels": "the writing on the walls",
    "things": "the way {} stands",
    "earth": "the Earth in the window",
}

CAMP_RAD = math.radians(45.0)
"""Cues within this of one another pull together, farther ones are rivals. Source: a square room tilted by
more is one tilted the other way, whose next wall is the floor; so with the rod and frame of Witkin & Asch
(1948)."""

STATION_WORDS = ("forward", "aft", "starboard", "port", "deck", "overhead")
_STATION_AXES = np.array([[1.0, 0, 0], [-1.0, 0, 0], [0, 1.0, 0], [0, -1.0, 0], [0, 0, 1.0], [0, 0, -1.0]])


@dataclass(frozen=True)
class Cue:
    """One thing in view that says where down is.

    kind: a key of CUE_WEIGHTS. who: the id of whose down it is; for the words, name is what to call it.
    down: that direction, a unit vector; all cues of a vote in one frame. amount: how much of it is in view,
    0 to 1.
    """

    kind: str
    who: str
    name: str
    down: tuple[float, float, float]
    amount: float


@dataclass(frozen=True)
class CountedCue:
    """A cue after the vote. vote: weight × amount. agrees: it is of the camp that won."""

    cue: Cue
    weight: float
    vote: float
    agrees: bool
    clock_deg: float | None = None

    @property
    def words(self) -> str:
        """Say the cue as a reason: "the way Surgeon floats"."""
        return CUE_WORDS[self.cue.kind].format(self.cue.name)


@dataclass(frozen=True)
class Ballot:
    """What came of a vote. down: a unit vector in the frame of the cues. cues: the strongest first."""

    down: Array
    confidence: float
    cues: tuple[CountedCue, ...]


@dataclass(frozen=True)
class PerceivedDown:
    """Which way will read as down.

    clock_deg: where that is in the picture, clockwise from its top, at its middle; None along the line of
    sight. direction: a unit vector in the world. station_word: the nearest of the six directions of the
    module that the camera is in, station_off_deg from it. confidence: how far the winning camp is before the
    next, as a share of all votes: 1 when all agree, 0 for a tie. intended: whose down the shot wants, off_deg
    from what will be perceived; both None when it does not say.
    """

    clock_deg: float | None
    direction: tuple[float, float, float]
    station_word: str
    station_off_deg: float
    confidence: float
    cues: tuple[CountedCue, ...]
    intended: str | None = None
    off_deg: float | None = None

    def to_json(self) -> dict[str, Any]:
        """Return JSON data."""
        return {
            "clock_deg": rounding.turn(self.clock_deg),
            "direction": [round(value, 4) + 0.0 for value in self.direction],
            "station_direction": self.station_word,
            "station_off_deg": rounding.degrees(self.station_off_deg),
            "confidence": rounding.share(self.confidence),
            "intended": self.intended,
            "off_deg": rounding.degrees(self.off_deg),
            "cues": [_cue_to_json(cue) for cue in self.cues],
        }


def count_votes(cues: Sequence[Cue], weights: Mapping[Any, float] | None = None) -> Ballot | None:
    """Let cues vote; None when there is nothing to go by.

    weights: in place of those of CUE_WEIGHTS. Cues within CAMP_RAD of one another are a camp (complete
    linkage); the one with most votes wins, the earlier of equals; down is the mean of its cues by their
    votes.
    """
    table = {**CUE_WEIGHTS, **(weights or {})}
    voting = [(cue, table[cue.kind] * cue.amount) for cue in cues if table[cue.kind] * cue.amount > 0.0]
    if not voting:
        return None
    downs, votes = np.array([cue.down for cue, _ in voting]), np.array([vote for _, vote in voting])
    camps = group_directions(downs, tolerance_rad=CAMP_RAD)
    totals = [float(votes[list(camp)].sum()) for camp in camps]
    first = max(range(len(camps)), key=lambda index: round(totals[index], 9))
    rival = max((total for index, total in enumerate(totals) if index != first), default=0.0)
    winners = list(camps[first])
    counted = [
        CountedCue(cue, table[cue.kind], vote, index in winners) for index, (cue, vote) in enumerate(voting)
    ]
    return Ballot(
        down=unit((downs[winners] * votes[winners, None]).sum(axis=0)),
        confidence=max(0.0, totals[first] - rival) / sum(totals),
        cues=tuple(sorted(counted, key=lambda each: -each.vote)),
    )


def station_word_of(down_in_station: Array) -> tuple[str, float]:
    """Name the nearest of the station's six directions, and the angle to it in degrees."""
    cosines = _STATION_AXES @ unit(down_in_station)
    # Rounded, so that of equally near ones the first is taken however the world lies.
    nearest = int(np.round(cosines, 9).argmax())
    across = np.linalg.norm(np.cross(_STATION_AXES[nearest], unit(down_in_station)))
    return STATION_WORDS[nearest], math.degrees(math.atan2(across, cosines[nearest]))


def _cue_to_json(counted: CountedCue) -> dict[str, Any]:
    return {
        "cue": counted.cue.kind,
        "of": counted.cue.who,
        "weight": rounding.share(counted.weight),
        "amount": rounding.share(counted.cue.amount),
        "vote": rounding.share(counted.vote),
        "clock_deg": rounding.turn(counted.clock_deg),
        "agrees": counted.agrees,
    }

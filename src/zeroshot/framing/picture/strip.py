"""The whole scene at a glance: one clock for each person in each shot, in the order of the cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from zeroshot.framing import rounding
from zeroshot.framing.picture.forms import Reading
from zeroshot.framing.thresholds import FLIP_DEG

STATION = "station"


@dataclass(frozen=True)
class StripClock:
    """One clock of the strip.

    who: an actor's id, or "station". clock_deg: None for someone not in the picture, behind the lens, or with
    the head along the line of sight. turned_deg: from the shot before in which they had one, −180 to 180;
    None in their first. flips: by more than 90°.
    """

    who: str
    in_frame: bool
    clock_deg: float | None
    turned_deg: float | None
    flips: bool


@dataclass(frozen=True)
class StripShot:
    """One column of the strip: a shot with a clock for everyone, in the order of the rows."""

    shot: str
    plane_count: int
    clocks: tuple[StripClock, ...]

    def to_json(self) -> dict[str, Any]:
        """Return JSON data."""
        return {
            "shot": self.shot,
            "plane_count": self.plane_count,
            "clocks": [
                {
                    "of": clock.who,
                    "in_frame": clock.in_frame,
                    "clock_deg": rounding.turn(clock.clock_deg),
                    "turned_deg": rounding.degrees(clock.turned_deg),
                    "flips": clock.flips,
                }
                for clock in self.clocks
            ],
        }


def build_strip(readings: Sequence[Reading]) -> tuple[StripShot, ...]:
    """Lay the clocks of a scene's readings, in the order of the cut, side by side.

    A row for the station and for everyone who is in any of the shots' scenes, in the order of the first.
    """
    rows = list(dict.fromkeys([STATION, *(subject.id for each in readings for subject in each.subjects)]))
    before: dict[str, float] = {}
    strip = []
    for reading in readings:
        clocks = []
        for who in rows:
            in_frame, clock_deg = _clock(reading, who)
            turned = None
            if clock_deg is not None:
                turned = _wrapped_deg(clock_deg - before[who]) if who in before else None
                before[who] = clock_deg
            clocks.append(
                StripClock(who, in_frame, clock_deg, turned, turned is not None and abs(turned) > FLIP_DEG)
            )
        strip.append(StripShot(reading.shot, reading.plane_count, tuple(clocks)))
    return tuple(strip)


def _clock(reading: Reading, who: str) -> tuple[bool, float | None]:
    if who == STATION:
        return True, reading.station_clock_deg
    for subject in reading.subjects:
        if subject.id == who:
            return subject.in_frame, subject.clock_deg if subject.in_frame else None
    return False, None


def _wrapped_deg(angle_deg: float) -> float:
    return 180.0 - (180.0 - angle_deg) % 360.0

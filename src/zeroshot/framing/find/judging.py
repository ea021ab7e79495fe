"""Judge candidates: cheap questions first, each only of those that are left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.framing.find.asks import Ask
from zeroshot.framing.find.candidates import Candidates, Scene, joined
from zeroshot.framing.find.measures import (
    Flags,
    Measures,
    in_frame,
    joined_measures,
    measure,
    plane_counts,
    planes_apart,
)
from zeroshot.framing.find.scores import (
    CLEAR_SHARE,
    passes_asked,
    passes_room,
    score,
    subject_values,
    total_of,
)
from zeroshot.framing.find.sightlines import clear_shares, depth_behind, measure_room, sees_through_set
from zeroshot.spatial import Array


@dataclass(frozen=True, eq=False)
class Judged:
    """Candidates that hold what was asked, with what was measured of them.

    room_m: (n,) the least space around camera and lens. plane_count: (n,). planes_apart: (n,) radians between
    the nearest two. scores: (n,) by name, 0 to 1.
    """

    candidates: Candidates
    measures: Measures
    room_m: Array
    plane_count: Array
    planes_apart: Array
    scores: Mapping[str, Array]

    @property
    def total(self) -> Array:
        """Return the weighted mean (n,) of the scores."""
        return total_of(self.scores)

    def taken(self, rows: ArrayLike) -> Judged:
        """Return some rows."""
        chosen = np.asarray(rows)
        return Judged(
            self.candidates.taken(chosen),
            self.measures.taken(chosen),
            self.room_m[chosen],
            self.plane_count[chosen],
            self.planes_apart[chosen],
            {name: values[chosen] for name, values in self.scores.items()},
        )


def joined_judged(parts: Sequence[Judged]) -> Judged:
    """Put judged candidates behind one another."""
    return Judged(
        joined([part.candidates for part in parts]),
        joined_measures([part.measures for part in parts]),
        np.concatenate([part.room_m for part in parts]),
        np.concatenate([part.plane_count for part in parts]),
        np.concatenate([part.planes_apart for part in parts]),
        {name: np.concatenate([part.scores[name] for part in parts]) for name in parts[0].scores},
    )


class _Sieve:
    """Candidates on their way through the questions; columns hold what was learnt of those that are left."""

    def __init__(self, candidates: Candidates, measures: Measures, tally: dict[str, int]) -> None:
        self.candidates, self.measures, self.tally = candidates, measures, tally
        self.columns: dict[str, Array] = {}

    def keep(self, flags: Flags, *, reason: str) -> None:
        """Let go of the others, and count them."""
        self.tally[reason] = self.tally.get(reason, 0) + int((~flags).sum())
        self.candidates, self.measures = self.candidates.taken(flags), self.measures.taken(flags)
        self.columns = {name: values[flags] for name, values in self.columns.items()}


def judge(scene: Scene, ask: Ask, candidates: Candidates, tally: dict[str, int]) -> Judged | None:
    """Judge candidates; None when none is left. tally: counts for each reason who fell to it."""
    sieve = _Sieve(candidates, measure(scene, candidates), tally)
    for question in (_ask_reading, _ask_planes, _ask_room, _ask_sight):
        question(scene, ask, sieve)
        if not len(sieve.candidates):
            return None
    columns = sieve.columns
    return Judged(
        sieve.candidates,
        sieve.measures,
        columns["room_m"],
        columns["plane_count"],
        columns["planes_apart"],
        score(scene, ask, sieve.candidates, sieve.measures, columns),
    )


def _ask_reading(scene: Scene, ask: Ask, sieve: _Sieve) -> None:
    sieve.keep(passes_asked(scene, ask, sieve.candidates, sieve.measures), reason="read otherwise")


def _ask_planes(scene: Scene, ask: Ask, sieve: _Sieve) -> None:
    """Count planes twice: as a reading does, by any part of a body, and by those whose eyes are seen.

    A hand at the edge makes a plane for the reading; a director wants to see whose it is.
    """
    faces = sieve.measures.has_eyes_in(0.0)
    reason = "had another plane count"
    if ask.plane_count is not None:
        sieve.keep(plane_counts(scene, sieve.measures, faces) == ask.plane_count, reason=reason)
    present = in_frame(scene, sieve.candidates, sieve.measures)
    counts = plane_counts(scene, sieve.measures, present)
    sieve.columns |= {
        "plane_count": counts.astype(np.float64),
        "planes_apart": planes_apart(scene, sieve.measures, present),
    }
    if ask.plane_count is not None:
        sieve.keep(counts == ask.plane_count, reason=reason)


def _ask_room(scene: Scene, ask: Ask, sieve: _Sieve) -> None:
    room = measure_room(scene, sieve.candidates)
    sieve.columns["room_m"] = room.least_m
    sieve.keep(passes_room(room), reason="had no room for the camera")


def _ask_sight(scene: Scene, ask: Ask, sieve: _Sieve) -> None:
    everyone = range(len(scene.actors))
    clear = clear_shares(scene, sieve.candidates, everyone)
    sieve.columns["clear"] = clear
    keep = subject_values(clear >= CLEAR_SHARE, sieve.candidates)
    for name in ask.visible:
        keep = keep & (clear[:, scene.index(name)] >= CLEAR_SHARE)
    sieve.keep(keep, reason="had someone in the way")
    for seen in (None, *ask.visible):
        actors = sieve.candidates.subject
        if seen is not None:
            actors = np.full_like(actors, scene.index(seen))
        through = sees_through_set(scene, sieve.candidates, actors)
        sieve.keep(through, reason="had a wall or a thing in the way")
    sieve.columns["depth_m"] = depth_behind(scene, sieve.candidates)

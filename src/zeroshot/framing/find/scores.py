"""How good candidates are: gates that what was asked must pass, then a weighted mean of what a frame needs.

Every score lies between 0 and 1. Weights and limits are conventions of ours, in one table.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from zeroshot.framing.find.asks import Ask
from zeroshot.framing.find.candidates import OVER, Candidates, Scene
from zeroshot.framing.find.measures import (
    CHIN,
    CROWN,
    Flags,
    Measures,
    has_angle,
    has_side,
    size_indices,
)
from zeroshot.framing.find.sightlines import DEEP_M, Room
from zeroshot.framing.lens.sight import Sight
from zeroshot.framing.lens.subjects import SIZES
from zeroshot.spatial import Array

WEIGHTS: Mapping[str, float] = {
    "composition": 3.0,
    "faces": 4.0,
    "heads kept apart": 2.0,
    "heads kept whole": 3.0,
    "planes apart": 1.5,
    "distance": 1.5,
    "depth behind": 1.0,
    "room": 1.0,
    "seen": 4.0,
}

EYES_MARGIN = 0.06
"""Eyes that must be seen keep so far from the picture's edge, as a share of its sides."""

LENS_ROOM_M, RIG_ROOM_M = 0.12, 0.01
"""The least from the lens to anything, and from the camera's body."""

HEAD_SEEN_SHARE = 0.6
"""Of the head of someone who must be seen, so much has to be."""

PLANE_HEAD_SHARE = 0.5
"""The same of everyone else's whose plane is counted, when a number of planes is asked for."""

CLEAR_SHARE = 0.5
"""The same of eyes, crown, chin and chest, before a picture is drawn."""

FOREGROUND_SHARE, SHOULDER_SHARE, FILLS_SHARE = 0.12, 0.35, 0.6
"""How much of the picture people may cover: without their heads, as the near shoulder, and at all."""


@dataclass(frozen=True)
class Framed:
    """Whom a shot frames, and whose shoulder it looks over, by id."""

    subject: str
    shoulder: str = ""


Scored = TypeVar("Scored", float, Array)
Entry = TypeVar("Entry", bound=np.generic)

AWAY_DEG = 100.0
"""A camera farther off the way a face points sees a cheek and an ear of it at best."""

NEAREST_FACE_M = 0.45
"""A lens nearer to a face than this cannot be lit and is in their way."""


def subject_values(values: NDArray[Entry], candidates: Candidates) -> NDArray[Entry]:
    """Return each candidate's column (n, …) of values (n, a, …): that of whom it frames."""
    return values[np.arange(len(candidates)), candidates.subject]


def passes_asked(scene: Scene, ask: Ask, candidates: Candidates, measures: Measures) -> Flags:
    """Tell which candidates read as asked, and hold the eyes of all who must be seen."""
    keep = subject_values(measures.has_eyes_in(EYES_MARGIN), candidates)
    for name in ask.visible:
        keep = keep & measures.has_eyes_in(EYES_MARGIN)[:, scene.index(name)]
    sizes = [i for i, (name, _) in enumerate(SIZES) if name in ask.sizes]
    if sizes:
        keep &= np.isin(subject_values(size_indices(measures.reach), candidates), sizes)
    bearing = subject_values(measures.bearing_deg, candidates)
    if ask.sides:
        keep &= np.any([has_side(bearing, side) for side in ask.sides], axis=0)
    else:
        keep &= subject_values(_off_face_deg(measures), candidates) <= AWAY_DEG
    elevation = subject_values(measures.elevation_deg, candidates)
    if ask.angles:
        keep &= np.any([has_angle(elevation, angle) for angle in ask.angles], axis=0)
    nearest = np.linalg.norm(measures.eyes, axis=2).min(axis=1)
    return np.asarray(keep & (nearest >= NEAREST_FACE_M))


def passes_room(room: Room) -> Flags:
    """Tell which cameras fit where they are."""
    lens = np.minimum(room.lens_m, room.person_m)
    return np.asarray((lens >= LENS_ROOM_M) & (room.rig_m >= RIG_ROOM_M))


def total_of(scores: Mapping[str, Scored]) -> Scored:
    """Return the weighted mean of scores by name: of numbers, or of arrays (n,)."""
    total = sum(WEIGHTS[name] for name in scores)
    return sum(WEIGHTS[name] * values for name, values in scores.items()) / total  # type: ignore[return-value]  # a sum of floats or arrays


def seen_score(ask: Ask, shot: Framed, sights: Mapping[str, Sight]) -> float | None:
    """Score by a picture how well those asked for are seen; None when one is hidden, or a body fills it.

    Someone whose head is not seen is a foreground: a shoulder gives depth, a back is a wall.
    """
    wanted = {shot.subject, *ask.visible}
    heads = {name: sights[name].head_visible_share or 0.0 if name in sights else 0.0 for name in wanted}
    if any(share < HEAD_SEEN_SHARE and name != shot.shoulder for name, share in heads.items()):
        return None
    if ask.plane_count is not None and any(
        sight.head_visible_share is not None and sight.head_visible_share < PLANE_HEAD_SHARE
        for name, sight in sights.items()
        if name != shot.shoulder
    ):
        return None
    bulk = _foreground(sights, wanted)
    shoulder = sights[shot.shoulder].pixel_share if shot.shoulder in sights else 0.0
    most = max(sight.pixel_share for sight in sights.values())
    if bulk > FOREGROUND_SHARE or shoulder > SHOULDER_SHARE or most > FILLS_SHARE:
        return None
    least = min(1.0, *(share for name, share in heads.items() if name != shot.shoulder))
    bodies = min(sights[name].visible_share for name in wanted)
    head = (least - HEAD_SEEN_SHARE) / (1.0 - HEAD_SEEN_SHARE)
    return max(0.0, head * (0.6 + 0.4 * bodies) - bulk / FOREGROUND_SHARE)


def _foreground(sights: Mapping[str, Sight], wanted: Collection[str]) -> float:
    """Return how much of the picture people cover of whom no head is seen."""
    strangers = (sight for name, sight in sights.items() if name not in wanted)
    return sum(sight.pixel_share for sight in strangers if (sight.head_visible_share or 0.0) < 0.4)


def score(
    scene: Scene, ask: Ask, candidates: Candidates, measures: Measures, columns: Mapping[str, Array]
) -> dict[str, Array]:
    """Score candidates by everything but a picture; "seen" is roughly so, until a picture tells.

    columns: "room_m", "planes_apart", "depth_m" (n,) and "clear" (n, a), as judging measures them.
    """
    clear = columns["clear"]
    wanted = [scene.index(name) for name in ask.visible]
    seen = np.min([subject_values(clear, candidates), *(clear[:, i] for i in wanted)], axis=0)
    return {
        "composition": composition(scene, candidates, measures),
        "faces": _faces(ask, candidates, measures),
        "heads kept apart": _heads_apart(measures),
        "heads kept whole": _heads_whole(candidates, measures),
        "planes apart": np.clip(columns["planes_apart"] / np.radians(50.0), 0.0, 1.0),
        "distance": _distance(candidates, measures),
        "depth behind": np.clip(columns["depth_m"] / DEEP_M, 0.0, 1.0),
        "room": np.clip(columns["room_m"] / 0.3, 0.0, 1.0),
        "seen": seen,
    }


def composition(scene: Scene, candidates: Candidates, measures: Measures) -> Array:
    """Score where the subject's eyes lie: off the middle toward their own head, with room to where they look.

    Half by the height along their head (best a third of the way from the middle), half by the look room.
    """
    screen = subject_values(measures.screen, candidates) - 0.5
    clock = subject_values(measures.clock, candidates)
    head = np.nan_to_num(np.stack([np.sin(clock), -np.cos(clock)], axis=1))
    lift = 2.0 * np.sum(screen * head, axis=1)
    across = 2.0 * np.abs(np.sum(screen * head[:, ::-1] * [1.0, -1.0], axis=1))
    face = subject_values(measures.faces, candidates)[:, 1:]
    room = -2.0 * np.sum(screen * face, axis=1)
    by_lift = _bump(lift, best=0.27, width=0.35)
    by_room = np.clip(1.0 - np.maximum(-room - 0.05, 0.0) / 0.4, 0.0, 1.0)
    by_edge = np.clip((1.0 - across) / 0.35, 0.0, 1.0)
    return np.asarray(0.5 * by_lift + 0.3 * by_room + 0.2 * by_edge)


def _faces(ask: Ask, candidates: Candidates, measures: Measures) -> Array:
    """Score how well faces are seen: best within 50° of the way they point, not at all from 100° on.

    Over a shoulder the second's back is what the shot is made of; and who asks for a side gets it.
    """
    seen = np.clip((AWAY_DEG - _off_face_deg(measures)) / 50.0, 0.0, 1.0)
    own = np.ones(len(candidates)) if ask.sides else subject_values(seen, candidates)
    is_there = measures.has_eyes_in(0.0)
    rows = np.arange(len(candidates))
    is_there[rows, candidates.subject] = False
    is_shoulder = candidates.recipe == OVER
    is_there[rows[is_shoulder], candidates.other[is_shoulder]] = False
    count = is_there.sum(axis=1)
    others = np.where(count > 0, (seen * is_there).sum(axis=1) / np.maximum(count, 1), 1.0)
    return np.asarray(0.6 * own + 0.4 * others)


def _off_face_deg(measures: Measures) -> Array:
    """Return how far off the way faces point the camera is (n, a), degrees."""
    toward = -measures.eyes / np.linalg.norm(measures.eyes, axis=2, keepdims=True)
    cosine = np.sum(measures.faces * toward, axis=2)
    return np.asarray(np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0))))


def _heads_apart(measures: Measures) -> Array:
    """Score that no two heads touch in the picture, nor one half hides another: 1 when well apart."""
    crown, chin = measures.parts[:, :, CROWN], measures.parts[:, :, CHIN]
    middle = (crown + chin) / 2.0
    radius = np.linalg.norm(crown - chin, axis=2) * 0.75
    worst = np.ones(len(middle))
    for i in range(middle.shape[1]):
        for j in range(i + 1, middle.shape[1]):
            gap = np.linalg.norm(middle[:, i] - middle[:, j], axis=1)
            apart = np.clip(gap / np.maximum(radius[:, i] + radius[:, j], 1e-6) - 0.5, 0.0, 1.0)
            worst = np.minimum(worst, np.where(np.isnan(apart), 1.0, apart))
    return worst


def _heads_whole(candidates: Candidates, measures: Measures) -> Array:
    """Score that the picture's edge cuts no head; a near shoulder's own head may be cut."""
    parts = measures.parts[:, :, [CROWN, CHIN]]
    with np.errstate(invalid="ignore"):
        inside: Flags = np.asarray(((parts > 0.0) & (parts < 1.0)).all(axis=3))
    some: Flags = np.asarray(inside.any(axis=2)) | measures.has_eyes_in(0.0)
    whole: Flags = np.asarray(inside.all(axis=2))
    is_cut = some & ~whole
    rows = np.flatnonzero(candidates.recipe == OVER)
    is_cut[rows, candidates.other[rows]] = False
    own = subject_values(is_cut, candidates)
    return np.asarray(np.clip(1.0 - 0.5 * is_cut.sum(axis=1) - 0.2 * own, 0.0, 1.0))


def _distance(candidates: Candidates, measures: Measures) -> Array:
    """Score that the lens keeps off faces: nearer than 0.8 m noses grow, and people feel it."""
    eyes = np.linalg.norm(measures.eyes, axis=2)
    own = subject_values(eyes, candidates)
    nearest = np.where(measures.eyes[:, :, 0] > 0.0, eyes, np.inf).min(axis=1)
    return np.asarray(np.clip((np.minimum(own, nearest + 0.15) - 0.3) / 0.5, 0.0, 1.0))


def _bump(values: Array, *, best: float, width: float) -> Array:
    return np.asarray(np.clip(1.0 - np.abs(values - best) / width, 0.0, 1.0))

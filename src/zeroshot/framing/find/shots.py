"""Find shots: make candidates, judge them all, look at the best, choose some that differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from zeroshot.framing.find.asks import Ask, checked_ask
from zeroshot.framing.find.candidates import OVER, Candidates, Scene, scene_of
from zeroshot.framing.find.judging import Judged, joined_judged, judge
from zeroshot.framing.find.measures import measure
from zeroshot.framing.find.recipes import make_candidates
from zeroshot.framing.find.scores import Framed, seen_score, total_of
from zeroshot.framing.find.variety import choose, looks_of
from zeroshot.framing.lens.sight import IdPicture, Sight, sight_of
from zeroshot.framing.reading import Reading, read_shot
from zeroshot.framing.staging import StagedShot, seen_through
from zeroshot.scene.document import Camera
from zeroshot.scene.resolve import resolve, shots_of
from zeroshot.spatial import Placement, canonical

See = Callable[[StagedShot], IdPicture | None]
"""Draws a shot as ids; `render.reader.Reader.picture` is one. None where this machine cannot."""

CHUNK = 2000
"""So many candidates are in memory at once."""

ENOUGH, RETRIES = 8, 8
"""So many for each shot asked are enough to choose from; up to so many times as many are tried for it."""

POOL = 400
"""So many of the best are compared with one another."""

LOOK_ROUNDS = 3
"""How often more pictures are drawn while too few of those drawn hold what was asked."""


@dataclass(frozen=True, eq=False)
class FoundShot:
    """One framing found. camera: ready to be put into the scene, under the id of the shot's camera for now.

    recipe: how it was made. subject, other: ids of whom it frames. roll_names, roll_clock_rad: whose head (or
    half way between whose) points where in the picture, if the roll was made so. room_m: the least space
    around camera and lens. sights: how much of whom a picture of ids shows; empty when none was drawn.
    """

    camera: Camera
    recipe: int
    subject: str
    other: str | None
    roll_names: tuple[str, ...]
    roll_clock_rad: float
    total: float
    scores: Mapping[str, float]
    room_m: float
    planes_apart_rad: float
    reading: Reading
    sights: Mapping[str, Sight]


@dataclass(frozen=True, eq=False)
class Found:
    """What was found, the best first. judged_count: how many were tried. tally: how many fell to what."""

    shots: tuple[FoundShot, ...]
    judged_count: int
    tally: Mapping[str, int]


def find_shots(staged: StagedShot, ask: Ask, *, see: See | None = None, scene: str = "") -> Found:
    """Find framings of a staged shot's moment.

    see: draws the best as ids, so that what is hidden is counted; without it rays past balls must do.
    scene: how the scene file is named in the readings. Raises EditError for what cannot be asked here.
    """
    full = checked_ask(ask, staged)
    material = scene_of(staged, full.focal_lengths_mm)
    tally: dict[str, int] = {}
    pool, count = _judge_all(material, full, tally)
    shots = _look_and_choose(material, full, pool, see, scene, tally) if pool is not None else ()
    return Found(tuple(shots), count, tally)


def _judge_all(scene: Scene, ask: Ask, tally: dict[str, int]) -> tuple[Judged | None, int]:
    """Try as many candidates as asked, and while few hold what was asked up to RETRIES times as many."""
    rng = np.random.default_rng(ask.seed)
    parts: list[Judged] = []
    count = 0
    while count < ask.candidate_count or (
        sum(len(part.candidates) for part in parts) < ENOUGH * ask.count
        and count < RETRIES * ask.candidate_count
    ):
        number = min(CHUNK, ask.candidate_count)
        candidates = make_candidates(scene, ask, number, rng)
        count += number
        tally["had no solution"] = tally.get("had no solution", 0) + number - len(candidates)
        judged = judge(scene, ask, candidates, tally)
        if judged is not None:
            parts.append(judged)
    if not parts:
        return None, count
    pool = joined_judged(parts)
    return pool.taken(np.argsort(-pool.total, kind="stable")[:POOL]), count


def _look_and_choose(
    scene: Scene, ask: Ask, pool: Judged, see: See | None, name: str, tally: dict[str, int]
) -> list[FoundShot]:
    """Have pictures of ids drawn of the best that differ, more while too few pass, and choose of those."""
    existing = [looks_of(measure(scene, _of_camera(scene, camera)))[0] for camera in _cameras_there(scene)]
    shots: list[FoundShot] = []
    kept: list[int] = []
    left = np.arange(len(pool.candidates))
    for _ in range(LOOK_ROUNDS):
        rows = choose(looks_of(pool.measures.taken(left)), pool.total[left], 3 * ask.count, besides=existing)
        for row in left[rows]:
            shot = _looked_at(scene, ask, pool, int(row), see, name)
            if shot is None:
                tally["were not seen well"] = tally.get("were not seen well", 0) + 1
            else:
                shots.append(shot)
                kept.append(int(row))
        left = np.setdiff1d(left, left[rows])
        if len(shots) >= 2 * ask.count or not len(left):
            break
    if not kept:
        return []
    totals = np.array([shot.total for shot in shots])
    chosen = choose(looks_of(pool.measures.taken(kept)), totals, ask.count, besides=existing)
    return [shots[index] for index in chosen]


def _looked_at(
    scene: Scene, ask: Ask, pool: Judged, row: int, see: See | None, name: str
) -> FoundShot | None:
    """Stage one candidate, read it, and count who is seen; None when it does not hold what was asked."""
    one = pool.taken([row])
    camera = _camera_of(scene, one)
    staged = seen_through(scene.staged, camera)
    picture = see(staged) if see is not None else None
    reading = read_shot(staged, scene=name, picture=picture)
    subject = scene.actors[int(one.candidates.subject[0])].actor.id
    second = int(one.candidates.other[0])
    other = scene.actors[second].actor.id if second >= 0 else None
    if not _reads_as_asked(ask, reading, subject):
        return None
    sights: dict[str, Sight] = {}
    scores = {key: float(values[0]) for key, values in one.scores.items()}
    if picture is not None:
        sights = {actor_id: sight for actor_id in picture.alone if (sight := sight_of(picture, actor_id))}
        is_shoulder = other is not None and int(one.candidates.recipe[0]) == OVER
        seen = seen_score(ask, Framed(subject, str(other) if is_shoulder else ""), sights)
        if seen is None:
            return None
        scores["seen"] = seen
    roll = int(one.candidates.roll[0])
    reference = scene.references[roll] if roll >= 0 else None
    return FoundShot(
        camera=camera,
        recipe=int(one.candidates.recipe[0]),
        subject=subject,
        other=other,
        roll_names=reference.names if reference else (),
        roll_clock_rad=reference.clock_rad if reference else 0.0,
        total=total_of(scores),
        scores=scores,
        room_m=float(one.room_m[0]),
        planes_apart_rad=float(one.planes_apart[0]),
        reading=reading,
        sights=sights,
    )


def _reads_as_asked(ask: Ask, reading: Reading, subject: str) -> bool:
    """Ask the reading itself, which knows the module that each camera is in."""
    read = reading.subject(subject)
    return (
        (ask.plane_count is None or reading.plane_count == ask.plane_count)
        and (not ask.sizes or read.size in ask.sizes)
        and (not ask.sides or read.side in ask.sides)
        and (not ask.angles or read.angle in ask.angles)
    )


def _camera_of(scene: Scene, one: Judged) -> Camera:
    """Build the camera of one candidate, focused on whom it frames."""
    before = scene.staged.camera
    focal_length_mm = scene.views[int(one.candidates.lens[0])].focal_length_mm
    depth_m = float(one.measures.eyes[0, int(one.candidates.subject[0]), 0])
    lens = before.lens.model_copy(
        update={"focal_length_mm": focal_length_mm, "focus_m": round(max(depth_m, 0.1), 2)}
    )
    placement = Placement.from_arrays(
        np.round(one.candidates.position[0], 4), canonical(one.candidates.attitude[0])
    )
    changes = {
        "position_m": placement.position_m,
        "orientation_xyzw": placement.orientation_xyzw,
        "lens": lens,
    }
    return before.model_copy(update={**changes, "operator": None})


def _cameras_there(scene: Scene) -> Iterator[Camera]:
    """Yield the camera of every shot that exists, as that shot has it."""
    document = scene.staged.resolved.document
    for shot_id in shots_of(document):
        yield resolve(document, shot_id).camera


def _of_camera(scene: Scene, camera: Camera) -> Candidates:
    """Return a camera as a candidate whose lens is the nearest at hand: near enough to tell likeness."""
    lens = int(np.argmin([abs(view.focal_length_mm - camera.lens.focal_length_mm) for view in scene.views]))
    one, nobody = np.array([lens]), np.array([-1])
    return Candidates(
        np.array([camera.position_m]), np.array([camera.orientation_xyzw]),
        one, nobody, np.array([0]), nobody, nobody,
    )  # fmt: skip

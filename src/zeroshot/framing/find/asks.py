"""What is asked of found shots, checked against who is there."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zeroshot.errors import EditError, did_you_mean
from zeroshot.framing.lens.subjects import SIZES
from zeroshot.framing.moves.frames import SIDE_BEARINGS_DEG
from zeroshot.framing.planes.planes import group_directions
from zeroshot.framing.staging import StagedShot
from zeroshot.library.lenses import PrimeSet
from zeroshot.spatial import head_of

SIZE_NAMES: tuple[str, ...] = tuple(name for name, _ in SIZES)
SIDE_NAMES: tuple[str, ...] = tuple(SIDE_BEARINGS_DEG)
ANGLE_NAMES: tuple[str, ...] = ("high", "level", "low")

MOST_CANDIDATES = 100_000

LONGEST_IN_CABIN_MM = 100.0
"""Of a lens set only what is no longer is tried: a cabin two metres wide has no room for more."""

SHORTEST_MM = 14.0
"""Nor what is shorter, which bends faces at the distances that a cabin has."""


@dataclass(frozen=True, kw_only=True)
class Ask:
    """What the director wants. Empty: anything will do.

    of: who is framed, by id; each shot is made for one of them. sizes, sides, angles: any of these, as a
    reading names them ("profile" means both profiles). visible: who must be seen. plane_count: how many
    planes the picture has. focal_lengths_mm: the lenses at hand. count: how many shots. candidate_count: how
    many are tried. seed: the same seed gives the same shots.
    """

    of: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    angles: tuple[str, ...] = ()
    visible: tuple[str, ...] = ()
    plane_count: int | None = None
    focal_lengths_mm: tuple[float, ...] = ()
    count: int = 12
    candidate_count: int = 4000
    seed: int = 1


def checked_ask(ask: Ask, staged: StagedShot) -> Ask:
    """Return the ask with names in full and everyone filled in who was not named. Raises EditError."""
    ids = [actor.actor.id for actor in staged.actors]
    if not ids:
        raise EditError("there is nobody to frame in this scene: add an actor first")
    for name in (*ask.of, *ask.visible):
        _known(name, ids, "nobody")
    _refuse_numbers(ask)
    visible = ask.visible or ask.of
    full = Ask(
        of=ask.of or ask.visible or tuple(ids),
        sizes=tuple(_known(name.upper(), SIZE_NAMES, "no size") for name in ask.sizes),
        sides=tuple(_sides(ask.sides)),
        angles=tuple(_known(name.lower(), ANGLE_NAMES, "no angle") for name in ask.angles),
        visible=visible,
        plane_count=ask.plane_count,
        focal_lengths_mm=ask.focal_lengths_mm or (staged.camera.lens.focal_length_mm,),
        count=ask.count,
        candidate_count=ask.candidate_count,
        seed=ask.seed,
    )
    _refuse_planes(full, staged)
    return full


def lenses_for_cabin(lenses: PrimeSet) -> tuple[float, ...]:
    """Return the primes of a set that are of use in a cabin, else all."""
    fit = tuple(mm for mm in lenses.focal_lengths_mm if SHORTEST_MM <= mm <= LONGEST_IN_CABIN_MM)
    return fit or lenses.focal_lengths_mm


def most_planes(staged: StagedShot, actor_ids: Iterable[str] | None = None) -> int:
    """Return the most planes that a picture of these people can have: theirs, the station's, the camera's."""
    heads = [staged.station_head]
    for actor in staged.actors:
        if actor_ids is None or actor.actor.id in actor_ids:
            heads.append(head_of(actor.placement.orientation_xyzw))
    tolerance_rad = math.radians(staged.resolved.document.plane_tolerance_deg)
    return len(group_directions(heads, tolerance_rad=tolerance_rad)) + 1


def _known(name: str, known: Sequence[str], kind: str) -> str:
    if name not in known:
        raise EditError(
            f'there is {kind} "{name}" here{did_you_mean(name, known)}: there is {", ".join(known)}'
        )
    return name


def _sides(names: Iterable[str]) -> Iterable[str]:
    for name in names:
        typed = " ".join(name.lower().split())
        both = [side for side in SIDE_NAMES if side == typed or side.startswith(f"{typed} ")]
        yield from both or [_known(typed, SIDE_NAMES, "no side")]


def _refuse_numbers(ask: Ask) -> None:
    if not 1 <= ask.count <= 48:
        raise EditError(f"ask for 1 to 48 shots, not {ask.count}")
    if not ask.count <= ask.candidate_count <= MOST_CANDIDATES:
        raise EditError(f"between {ask.count} and {MOST_CANDIDATES} candidates can be tried")
    if any(not (math.isfinite(mm) and 1.0 <= mm <= 3000.0) for mm in ask.focal_lengths_mm):
        raise EditError("focal lengths lie between 1 and 3000 mm")


def _refuse_planes(ask: Ask, staged: StagedShot) -> None:
    if ask.plane_count is None:
        return
    if ask.plane_count < 1:
        raise EditError(f"a picture has at least one plane, not {ask.plane_count}")
    most = most_planes(staged)
    if ask.plane_count > most:
        raise EditError(
            f"no camera sees {ask.plane_count} planes here: as these people are turned, {most} is the most "
            "(theirs, the station's and the camera's own); turn one of them into another plane first"
        )

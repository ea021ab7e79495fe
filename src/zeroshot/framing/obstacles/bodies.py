"""Where bodies are inside something: walls, things, each other; and the least move that frees them."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from zeroshot.framing.obstacles.clearance import (
    distances_to,
    distances_to_person,
    is_in_set,
    nearest_model,
    wall_distances,
)
from zeroshot.framing.places.named_places import name_of_place
from zeroshot.framing.places.points import StagedModel
from zeroshot.framing.places.solids import Distances
from zeroshot.framing.staging import StagedActor, StagedShot
from zeroshot.framing.thresholds import GRIP_M, GRIP_REACH_M, TOUCH_M
from zeroshot.people.surface import surface_of
from zeroshot.spatial import IDENTITY, STATION_DIRECTIONS, Array, rotate

LOOK_M = 0.06
"""How near to a surface points are measured at first; what goes deeper crosses it somewhere."""

PERSON_REACH_M = 2.6
"""Two people whose centres are farther apart cannot touch: twice the longest reach from the centre."""

_FREED_M, _ROUNDS, _FARTHEST_M = 0.01, 12, 0.8
_STRAIGHT_M = (0.02, 0.04, 0.07, 0.1, 0.15, 0.2, 0.3, 0.45, 0.6)

Measure = Callable[[Array], Distances]


@dataclass(frozen=True, eq=False)
class Overlap:
    """Someone, or a camera, inside something.

    depth_m: of the deepest point. parts: what of them is inside, the deepest first. place: what they are in,
    in words. point: (3,) the deepest point in the world.
    """

    depth_m: float
    parts: tuple[str, ...]
    place: str
    point: Array


def overlap_with_walls(staged: StagedShot, person: StagedActor) -> Overlap | None:
    """Find how deep a person is inside the walls of the set; None when in none, or out of the set."""
    skin = skin_of(person)
    if not is_in_set(staged, skin).any():
        return None
    found = _deepest(
        staged, person, skin, lambda points, within_m: wall_distances(staged, points, within_m=within_m)
    )
    if found is None:
        return None
    depth_m, parts, point, nearest = found
    module = nearest_model(staged.modules, point)
    return Overlap(depth_m, parts, name_of_place(module, nearest), point)


def overlap_with_prop(staged: StagedShot, person: StagedActor, prop: StagedModel) -> Overlap | None:
    """Find how deep a person is inside a prop."""
    found = _deepest(
        staged,
        person,
        skin_of(person),
        lambda points, within_m: distances_to(prop, points, within_m=within_m),
    )
    if found is None:
        return None
    depth_m, parts, point, nearest = found
    return Overlap(depth_m, parts, name_of_place(prop, nearest), point)


def overlap_with_person(staged: StagedShot, person: StagedActor, other: StagedActor) -> Overlap | None:
    """Find how deep two people are inside each other; place says which part of the other."""
    apart_m = np.linalg.norm(np.subtract(person.placement.position_m, other.placement.position_m))
    if apart_m > PERSON_REACH_M:
        return None
    into = _into_person(staged, person, other)
    back = _into_person(staged, other, person)
    if into is None and back is None:
        return None
    if back is None or (into is not None and into.depth_m >= back.depth_m):
        return into
    # Seen from the other's skin: the parts change places.
    return Overlap(back.depth_m, (back.place,), back.parts[0], back.point)


def _into_person(staged: StagedShot, person: StagedActor, other: StagedActor) -> Overlap | None:
    found = _deepest(
        staged,
        person,
        skin_of(person),
        lambda points, within_m: distances_to_person(other, points, within_m=within_m),
    )
    if found is None:
        return None
    depth_m, parts, point, _ = found
    return Overlap(depth_m, parts, part_at(other, point), point)


def part_at(person: StagedActor, point_in_world: Array) -> str:
    """Name the body part that is nearest to a point (3,)."""
    surface = surface_of(person.figure)
    point = person.placement.apply_inverse(point_in_world)
    return str(surface.parts[np.linalg.norm(surface.points - point, axis=1).argmin()])


def skin_of(person: StagedActor) -> Array:
    """Return points (n, 3) on someone's skin and clothes in the world."""
    return person.placement.apply(surface_of(person.figure).points)


def allowed_depths(staged: StagedShot, person: StagedActor, skin: Array) -> Array:
    """Return how deep each point (n,) may be in something: more where a hand or foot holds on."""
    allowed = np.full(len(skin), TOUCH_M)
    points = person.points_in_world
    for anchor in person.actor.anchors:
        side, kind = anchor.effector.split("_")
        at = points[f"{side}Wrist"] if kind == "hand" else points[f"{side}Ankle"]
        allowed[np.linalg.norm(skin - at, axis=1) < GRIP_REACH_M] = GRIP_M
    return allowed


def freeing_shift(staged: StagedShot, person: StagedActor, others: Sequence[StagedActor]) -> Array | None:
    """Find a short move (3,) in the world after which someone is inside nothing; None when none is found.

    They are pushed out of what they are deepest in, again and again; pose and holds are taken to stay.
    """
    skin = skin_of(person)
    allowed = allowed_depths(staged, person, skin)
    near = [
        other
        for other in others
        if np.linalg.norm(np.subtract(person.placement.position_m, other.placement.position_m))
        < PERSON_REACH_M + _FARTHEST_M
    ]

    def measures(points: Array) -> list[Distances]:
        people = [distances_to_person(other, points, within_m=LOOK_M) for other in near]
        props = [distances_to(prop, points, within_m=LOOK_M) for prop in staged.props]
        return [wall_distances(staged, points, within_m=LOOK_M), *props, *people]

    return free_shift(staged, skin, allowed - _FREED_M, measures)


def free_shift(
    staged: StagedShot, points: Array, allowed_m: Array, measures: Callable[[Array], list[Distances]]
) -> Array | None:
    """Find a move (3,) after which no point (n, 3) is deeper in solids than allowed (n,); None without one.

    Out along the surfaces first; where that ends in a corner, the shortest straight way along the station's
    directions.
    """
    pushed = _pushed_free(points, allowed_m, measures)
    if pushed is not None:
        return pushed
    turn = IDENTITY if staged.station_module is None else staged.station_module.placement.orientation_xyzw
    for distance_m, axis in itertools.product(_STRAIGHT_M, STATION_DIRECTIONS.values()):
        shift = distance_m * rotate(turn, axis)
        if all((-found.distance_m <= allowed_m).all() for found in measures(points + shift)):
            return shift
    return None


def _pushed_free(
    points: Array, allowed_m: Array, measures: Callable[[Array], list[Distances]]
) -> Array | None:
    shift = np.zeros(3)
    for _ in range(_ROUNDS):
        push, deepest_m = np.zeros(3), 0.0
        for found in measures(points + shift):
            excess = np.where(np.isfinite(found.distance_m), -found.distance_m - allowed_m, -np.inf)
            worst = int(excess.argmax())
            if excess[worst] > deepest_m:
                deepest_m = float(excess[worst])
                push = found.normal[worst] * deepest_m
        if deepest_m <= 1e-4:
            return shift
        shift = shift + push
        if np.linalg.norm(shift) > _FARTHEST_M:
            return None
    return None


def _deepest(
    staged: StagedShot, person: StagedActor, skin: Array, measure: Callable[[Array, float], Distances]
) -> tuple[float, tuple[str, ...], Array, Array] | None:
    """Find the deepest point inside something: depth, the parts inside, the point, and what is nearest."""
    found = measure(skin, LOOK_M)
    is_inside = -found.distance_m > allowed_depths(staged, person, skin)
    if not is_inside.any():
        return None
    words = surface_of(person.figure).parts
    rows = np.flatnonzero(np.isin(words, words[is_inside]))
    full = measure(skin[rows], np.inf)
    depths = -full.distance_m
    best = int(depths.argmax())
    parts = {str(word): float(depths[words[rows] == word].max()) for word in set(words[is_inside])}
    ordered = tuple(sorted(parts, key=lambda word: (-round(parts[word], 3), word)))
    return float(depths[best]), ordered, skin[rows[best]], full.nearest[best]

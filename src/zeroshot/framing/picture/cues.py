"""What a shot shows of down: the cues that `perceived_down` lets vote, in the camera's frame."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from zeroshot.framing.lens.optics import View
from zeroshot.framing.picture.people import People
from zeroshot.framing.picture.people_forms import SubjectReading
from zeroshot.framing.places.points import StagedModel
from zeroshot.framing.planes.perceived_down import Cue
from zeroshot.framing.staging import StagedShot
from zeroshot.library.models import Model
from zeroshot.spatial import DOWN, Array, inverse, rotate

FULL_DECK_POINTS, FULL_LABEL_POINTS = 4, 6
"""So many named places of the deck, or written ones on the walls, in view are all that it takes. Source: a
convention of ours: two pairs of racks face each other in a usual wide shot."""

LAMP_REACH_M = 6.0
"""Lamps farther than this light another module. Source: a convention of ours; Destiny is 8.5 m long."""

HIDDEN_LAMPS = 0.6
"""Lamps out of the picture still shade everything in it, which tells as much. Source: a convention of ours;
shading alone is read as light from overhead (Ramachandran 1988, Nature 331)."""

EARTH_RADIUS_RAD = math.radians(70.0)
"""How large the Earth stands in the sky: asin(6371 / (6371 + 410)). Source: 410 km, the station's usual
height."""

_MOST_THINGS = 6


def cues_of_shot(
    staged: StagedShot, people: People, subjects: tuple[SubjectReading, ...], *, set_share: float | None
) -> tuple[Cue, ...]:
    """Gather what is in view. set_share: how much of the picture the set fills; None where nobody counted."""
    camera_from_world = inverse(staged.camera_placement.orientation_xyzw)
    bare = 1.0 if set_share is None else set_share
    return (
        Cue("picture", "camera", "", _triple(DOWN), 1.0),
        *_people_cues(staged, people, subjects),
        *_lamp_cues(staged, camera_from_world),
        *_set_cues(staged, camera_from_world, bare),
        *_thing_cues(staged, camera_from_world),
        *_earth_cues(staged, camera_from_world),
    )


def _people_cues(staged: StagedShot, people: People, subjects: tuple[SubjectReading, ...]) -> Iterator[Cue]:
    """A body counts by how much of the frame's height it would fill, and by how much of it is seen."""
    for row, subject in enumerate(subjects):
        depth_m = float(people.eyes[row, 0])
        if not subject.in_frame or depth_m <= 0.0:
            continue
        stature_m = staged.actors[row].actor.body.stature_m
        seen = 1.0 if subject.visible_share is None else subject.visible_share
        amount = min(1.0, stature_m / _shorter_side_m(staged.view, depth_m)) * seen
        yield Cue("people", subject.id, subject.name, _triple(-people.heads[row]), amount)


def _lamp_cues(staged: StagedShot, camera_from_world: Array) -> Iterator[Cue]:
    """The light falls the way the lamps shine on the whole; shining from all sides they tell little."""
    lamps = [lamp for lamp in staged.luminaires if lamp.lumens > 0.0]
    if not lamps:
        return
    places = staged.camera_placement.apply_inverse([lamp.position_in_world for lamp in lamps])
    distances = np.linalg.norm(places, axis=1)
    strengths = np.array([lamp.lumens for lamp in lamps]) / np.maximum(distances, 0.5) ** 2
    strengths[distances > LAMP_REACH_M] = 0.0
    if not strengths.any():
        return
    flux = strengths @ rotate(camera_from_world, [lamp.normal_in_world for lamp in lamps])
    coherence = float(np.linalg.norm(flux) / strengths.sum())
    is_in_view = bool((staged.view.contains(places) & (strengths > 0.0)).any())
    if coherence > 1e-6:
        down = flux / np.linalg.norm(flux)
        yield Cue("lamps", "station", "", _triple(down), coherence * (1.0 if is_in_view else HIDDEN_LAMPS))


def _set_cues(staged: StagedShot, camera_from_world: Array, bare: float) -> Iterator[Cue]:
    """Count the places of each module's deck, and the written ones of its walls, that face us in view."""
    for module in staged.modules:
        places = _places_of(module.model)
        if not len(places.positions):
            continue
        is_seen = _seen(staged, module, places.positions, places.normals, camera_from_world)
        down = _triple(rotate(camera_from_world, rotate(module.placement.orientation_xyzw, DOWN)))
        towers = places.normals @ module.model_from_facts.T @ -DOWN
        deck = int((is_seen & (towers > 0.7)).sum())
        labels = int((is_seen & places.is_written & (np.abs(towers) < 0.5)).sum())
        for kind, count, full in (("deck", deck, FULL_DECK_POINTS), ("labels", labels, FULL_LABEL_POINTS)):
            if count:
                yield Cue(kind, module.item.id, module.item.id, down, min(1.0, count / full) * bare)


def _thing_cues(staged: StagedShot, camera_from_world: Array) -> Iterator[Cue]:
    """Furniture and things have a top; a floating one turns as it likes, so they weigh little."""
    for prop in staged.props[:_MOST_THINGS]:
        place = staged.camera_placement.apply_inverse(prop.placement.position_m)
        if not staged.view.contains(place):
            continue
        size_m = float(np.ptp(prop.bounds_in_model, axis=0).max())
        amount = min(1.0, size_m / _shorter_side_m(staged.view, float(place[0])))
        down = rotate(camera_from_world, rotate(prop.placement.orientation_xyzw, DOWN))
        name = getattr(prop.item, "name", "") or prop.item.id
        yield Cue("things", prop.item.id, name, _triple(down), amount)


def _earth_cues(staged: StagedShot, camera_from_world: Array) -> Iterator[Cue]:
    """The Earth lies deckward of the station, which flies so; it counts where a window in view shows it."""
    earth = rotate(camera_from_world, DOWN)
    amount = 0.0
    for module in staged.modules:
        for name, size_m in _windows_of(module.model):
            point = module.point(name)
            place = staged.camera_placement.apply_inverse(point.position_in_world)
            if not staged.view.contains(place) or point.normal_in_world is None:
                continue
            sight = place / np.linalg.norm(place)
            faces_us = float(rotate(camera_from_world, point.normal_in_world) @ -sight) > 0.0
            if faces_us and math.acos(float(np.clip(sight @ earth, -1.0, 1.0))) < EARTH_RADIUS_RAD:
                amount = max(amount, size_m / _shorter_side_m(staged.view, float(place[0])))
    if amount > 0.0:
        yield Cue("earth", "earth", "", _triple(earth), min(1.0, amount))


class _Places:
    """Named places of a model's facts: positions, normals (n, 3), and which are written on (n,)."""

    def __init__(self, model: Model) -> None:
        kinds = ("rack", "wall", "hatch", "window")
        points = [p for p in model.points.values() if p.kind in kinds and p.normal is not None]
        self.positions: Array = np.array([p.position_m for p in points], dtype=np.float64).reshape(-1, 3)
        self.normals: Array = np.array([p.normal for p in points], dtype=np.float64).reshape(-1, 3)
        self.is_written: NDArray[np.bool_] = np.array([p.kind in ("rack", "hatch") for p in points], bool)


_KEPT_PLACES = 64
_places: dict[int, tuple[Model, _Places]] = {}


def _places_of(model: Model) -> _Places:
    """Return the places of a model; kept with the facts, which the library gives again and again."""
    key = id(model.facts)
    if key not in _places:
        if len(_places) >= _KEPT_PLACES:
            _places.clear()
        _places[key] = model, _Places(model)
    return _places[key][1]


def _windows_of(model: Model) -> list[tuple[str, float]]:
    return [(name, max(p.size_m or (0.3,))) for name, p in model.points.items() if p.kind == "window"]


def _seen(
    staged: StagedShot, module: StagedModel, positions: Array, normals: Array, camera_from_world: Array
) -> NDArray[np.bool_]:
    """Tell which places (n, 3) of the facts lie in the picture with their faces to the lens."""
    turn = module.model_from_facts
    in_world = module.placement.apply(positions @ turn.T * module.scale)
    places = staged.camera_placement.apply_inverse(in_world)
    faces = rotate(camera_from_world, rotate(module.placement.orientation_xyzw, normals @ turn.T))
    return np.asarray(staged.view.contains(places) & (np.einsum("ij,ij->i", faces, places) < 0.0))


def _shorter_side_m(view: View, depth_m: float) -> float:
    left, right, top, bottom = view.tangents
    return min(right - left, bottom - top) * depth_m


def _triple(vector: Array) -> tuple[float, float, float]:
    x, y, z = (float(value) for value in vector)
    return x, y, z

"""What the Earth throws in through windows by day: every window as a lamp.

A window gives the light that falls on it from outside (`orbit.earthlight_lux`) times its area and what its
panes let through, evenly to all sides. Direct sunlight is left out: it makes small hard patches which move by
four degrees a minute, and crews keep it out with shutters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from zeroshot.framing.light.lamps import Luminaire
from zeroshot.framing.light.orbit import earthlight_lux
from zeroshot.framing.places.points import NamedPoint, StagedModel
from zeroshot.scene.document import Orbit
from zeroshot.spatial import Array

WINDOW = "window"

TRANSMITTANCE = 0.6
"""Four panes with coatings. Source: an estimate from Eppler et al., "Optical Properties of the International
Space Station Windows", NASA 1996, which gives 0.7 to 0.8 for clean ones."""

EARTHLIGHT_K = 7500.0
"""Bluer than sunlight, by the air; clouds keep it from being sky blue. An estimate."""

SHUTTERS = "shutters"
DEFAULT_SIDE_M = 0.5


def lamps_of_windows(modules: Iterable[StagedModel], orbit: Orbit | None) -> tuple[Luminaire, ...]:
    """Return every window that lets earthlight in as a lamp that shines inward; none without a sky."""
    if orbit is None:
        return ()
    return tuple(lamp for staged in modules for lamp in _lamps_of(staged, orbit))


def _lamps_of(staged: StagedModel, orbit: Orbit) -> Iterator[Luminaire]:
    if staged.model.choose(staged.item.options or {}).get(SHUTTERS) == "closed":
        return
    middle = staged.placement.apply(staged.bounds_in_model.mean(axis=0))
    for name, point in staged.model.facts.points.items():
        if point.kind != WINDOW:
            continue
        place = staged.point(name)
        if place.normal_in_world is None:
            continue
        outward = place.normal_in_world
        # Facts may name either side; the middle of the module is inside.
        if (place.position_in_world - middle) @ outward < 0.0:
            outward = -outward
        width_m, height_m = point.size_m or (DEFAULT_SIDE_M, DEFAULT_SIDE_M)
        lumens = earthlight_lux(orbit, outward) * width_m * height_m * staged.scale**2 * TRANSMITTANCE
        if lumens > 1.0:
            yield _lamp(staged, place, outward, (width_m * staged.scale, height_m * staged.scale), lumens)


def _lamp(
    staged: StagedModel, place: NamedPoint, outward: Array, size_m: tuple[float, float], lumens: float
) -> Luminaire:
    along = place.direction_in_world
    if along is None:
        along = np.cross(outward, [0.0, 0.0, 1.0] if abs(outward[2]) < 0.9 else [1.0, 0.0, 0.0])
    x, y, z = (float(value) for value in place.position_in_world)
    ax, ay, az = (float(value) for value in along / np.linalg.norm(along))
    nx, ny, nz = (-float(value) for value in outward)
    size = (max(size_m), min(size_m))
    return Luminaire((x, y, z), (ax, ay, az), (nx, ny, nz), size, lumens, EARTHLIGHT_K, staged.item.id)

"""Which lamps light what: every module is a cabin with lamps and light of its own, and hatches join them.

The light of a cabin is worked out as in a white room: lamps shine directly, and what the walls throw back is
one even fill. In one closed room of area A with reflectance ρ, a flux Φ makes Φ / (A·(1 − ρ)) lux on the
walls on average (Ryer, The Light Measurement Handbook, 1997, "Integrating spheres"). Rooms that an open hatch
of area a joins pass on a·(E₁ − E₂) lumens, so all rooms together are a linear system.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.framing.light.black_body import rgb_from_kelvin
from zeroshot.framing.light.lamps import Luminaire
from zeroshot.framing.places.points import StagedModel
from zeroshot.spatial import HEAD, Array, rotate

CABIN_REFLECTANCE = 0.52
"""How white a dressed cabin is on the whole. A choice: white racks near 0.8, equipment and bags near 0.3."""

OPEN_AREA_M2 = 28.0
"""Lamps of a scene without modules light what is 1.5 m away: 4π · 1.5²."""

SMALLEST_AREA_M2 = 10.0
"""What is smaller is no room, but a wall or two of a set."""

EVEN_LUX = 350.0
"""A cabin that has no lamps at all is lit evenly, about as strongly as Destiny is."""

HATCH_REACH_M = 1.2
"""How far from an open hatch the lamps behind it begin to count for somebody who comes nearer: a body's half
length and a little more."""

MATED_WITHIN_M = 0.05


@dataclass(frozen=True, eq=False)
class Cabin:
    """The light of one module, or of the open where a scene has none.

    average_lux: linear RGB (3,) on the walls on the average, direct light included. fill_lux: (3,) the part
    of it that walls throw back. white: (3,) the colour of its lamps, luminance 1, which a camera takes as
    white; daylight through windows stays bluer. is_even: the module has no lamps, and its light is taken as
    even.
    """

    module: StagedModel | None
    lamps: tuple[Luminaire, ...]
    average_lux: Array
    fill_lux: Array
    white: Array
    is_even: bool

    @property
    def head_in_world(self) -> Array:
        """Return where overhead is in this cabin (3,)."""
        if self.module is None:
            return HEAD
        return rotate(self.module.placement.orientation_xyzw, HEAD)


@dataclass(frozen=True, eq=False)
class Door:
    """An open hatch between two cabins, by their places; normal_in_world leads from first to second."""

    first: int
    second: int
    position_in_world: Array
    normal_in_world: Array
    size_m: float

    def share_of_second(self, point_in_world: ArrayLike) -> float:
        """Return how much of the light at a point near the door is the second cabin's: 0 to 1, ½ in it."""
        offset = np.asarray(point_in_world) - self.position_in_world
        along_m = float(offset @ self.normal_in_world)
        return _smooth(along_m / HATCH_REACH_M / 2.0 + 0.5)

    def nearness(self, point_in_world: ArrayLike) -> float:
        """Return whether a point is before the opening: 1 within it, 0 half a metre beside it."""
        offset = np.asarray(point_in_world) - self.position_in_world
        aside_m = float(np.linalg.norm(offset - (offset @ self.normal_in_world) * self.normal_in_world))
        return 1.0 - _smooth((aside_m - self.size_m / 2.0) / 0.5)


@dataclass(frozen=True, eq=False)
class Cabins:
    """All cabins of a shot and the open hatches between them."""

    cabins: tuple[Cabin, ...]
    doors: tuple[Door, ...]

    def place_of(self, module_id: str) -> int:
        """Return the place of a module's cabin. Raises KeyError when the shot has no such module."""
        for place, cabin in enumerate(self.cabins):
            if cabin.module is not None and cabin.module.item.id == module_id:
                return place
        raise KeyError(module_id)

    def shares_of(self, module_id: str) -> tuple[float, ...]:
        """Return the shares that light a module's own walls: its own cabin alone."""
        return _only(self.place_of(module_id), len(self.cabins))

    def shares_at(self, point_in_world: ArrayLike) -> tuple[float, ...]:
        """Return by how much each cabin lights what has its origin at a point (3,); they add up to 1.

        That is the module which the point is deepest in, or the nearest; before an open hatch, the more of
        the neighbour the nearer, half and half in the opening, so that nothing jumps for who passes it.
        """
        home = _home_of([cabin.module for cabin in self.cabins], point_in_world)
        shares = np.array(_only(home, len(self.cabins)))
        for door in self.doors:
            if home in (door.first, door.second):
                other = door.second if home == door.first else door.first
                share = door.share_of_second(point_in_world)
                share = share if home == door.first else 1.0 - share
                share = min(share, 0.5) * door.nearness(point_in_world)
                shares *= 1.0 - share
                shares[other] += share
        return tuple(float(share) for share in shares)

    def lux_at(self, point_in_world: Array, *, shares: Sequence[float]) -> Array:
        """Return linear RGB lux (3,) at a point, on the average of all the ways a surface there may face."""
        lux = np.zeros(3)
        for cabin, share in zip(self.cabins, shares, strict=True):
            if share > 0.0:
                direct = sum((_direct_lux(lamp, point_in_world) for lamp in cabin.lamps), np.zeros(3))
                # The mean over all normals of the cosine, where it is positive, is a quarter.
                lux += share * (cabin.fill_lux + direct / 4.0)
        return lux


def _direct_lux(lamp: Luminaire, point_in_world: Array) -> Array:
    """Return the light (3,) of one lamp on a surface that faces it: a Lambertian rectangle from afar."""
    away = point_in_world - np.asarray(lamp.position_in_world)
    square_m2 = float(away @ away) + lamp.size_m[0] * lamp.size_m[1]
    shines = max(float(away @ np.asarray(lamp.normal_in_world)), 0.0) / math.sqrt(square_m2)
    return np.asarray(lamp.lumens * rgb_from_kelvin(lamp.kelvin) * (shines / (math.pi * square_m2)))


def build_cabins(
    modules: Sequence[StagedModel], luminaires: Sequence[Luminaire], windows: Sequence[Luminaire] = ()
) -> Cabins:
    """Work out who lights what: lamps belong to the module they are built into, others to where they are.

    windows: as lamps, in the modules that own them. One with windows only is still lit evenly.
    """
    owners = {staged.item.id: place for place, staged in enumerate(modules)}
    rooms: list[StagedModel | None] = list(modules) or [None]
    lamps: list[list[Luminaire]] = [[] for _ in rooms]
    for lamp in luminaires:
        place = owners.get(lamp.owner_id)
        lamps[_home_of(rooms, lamp.position_in_world) if place is None else place].append(lamp)
    daylight = [[lamp for lamp in windows if room and lamp.owner_id == room.item.id] for room in rooms]
    doors = tuple(_find_doors(modules))
    areas_m2 = np.array([_area_m2(room) for room in rooms])
    even = np.array([0.0 if group else EVEN_LUX * (1.0 - CABIN_REFLECTANCE) for group in lamps]) * areas_m2
    direct = np.array([_flux_lm([*both[0], *both[1]]) for both in zip(lamps, daylight, strict=True)])
    average = _solve(areas_m2, direct + even[:, None], doors)
    # What is not direct light is fill; even light is nothing else.
    fill = average - direct / areas_m2[:, None]
    cabins = (
        Cabin(rooms[i], (*lamps[i], *daylight[i]), average[i], fill[i], _white(lamps[i]), not lamps[i])
        for i in range(len(rooms))
    )
    return Cabins(tuple(cabins), doors)


def _flux_lm(lamps: Sequence[Luminaire]) -> Array:
    return np.asarray(sum((lamp.lumens * rgb_from_kelvin(lamp.kelvin) for lamp in lamps), np.zeros(3)))


def _white(lamps: Sequence[Luminaire]) -> Array:
    flux = sum(lamp.lumens for lamp in lamps)
    return _flux_lm(lamps) / flux if flux > 0.0 else np.ones(3)


def _solve(areas_m2: Array, flux: Array, doors: Sequence[Door]) -> Array:
    """Return the average illuminance (n, 3) of rooms with areas (n,) and flux (n, 3)."""
    balance = np.diag(areas_m2 * (1.0 - CABIN_REFLECTANCE))
    for door in doors:
        opening_m2 = door.size_m**2
        for here, there in ((door.first, door.second), (door.second, door.first)):
            balance[here, here] += opening_m2
            balance[here, there] -= opening_m2
    return np.asarray(np.linalg.solve(balance, flux))


def _area_m2(room: StagedModel | None) -> float:
    """Return the area of the walls of a module: the six sides of its box."""
    if room is None:
        return OPEN_AREA_M2
    x, y, z = np.ptp(room.bounds_in_model, axis=0)
    return max(float(2.0 * (x * y + y * z + z * x)), SMALLEST_AREA_M2)


def _home_of(rooms: Sequence[StagedModel | None], point_in_world: ArrayLike) -> int:
    """Return the place of the room that a point is deepest in, else of the nearest."""
    depths_m = [
        0.0 if room is None else room.depth_inside_m(point_in_world) - room.distance_outside_m(point_in_world)
        for room in rooms
    ]
    return max(range(len(rooms)), key=depths_m.__getitem__)


def _find_doors(modules: Sequence[StagedModel]) -> Iterator[Door]:
    hatches = [list(_open_hatches(staged)) for staged in modules]
    for first, second in combinations(range(len(modules)), 2):
        for here, out, size_m in hatches[first]:
            for there, back, other_m in hatches[second]:
                if math.dist(here, there) <= MATED_WITHIN_M and out @ back < -0.9:
                    yield Door(first, second, (here + there) / 2.0, out, min(size_m, other_m))


def _open_hatches(staged: StagedModel) -> Iterator[tuple[Array, Array, float]]:
    """Yield place, direction out of the module and width of every hatch that stands open."""
    chosen = staged.model.choose(staged.item.options or {})
    middle = staged.placement.apply(staged.bounds_in_model.mean(axis=0))
    for name, point in staged.model.facts.points.items():
        if point.kind != "hatch" or chosen.get(name, "open") != "open" or point.size_m is None:
            continue
        place = staged.point(name)
        if place.normal_in_world is None:
            continue
        is_outward = (place.position_in_world - middle) @ place.normal_in_world >= 0.0
        out = place.normal_in_world if is_outward else -place.normal_in_world
        yield place.position_in_world, out, min(point.size_m) * staged.scale


def _only(place: int, count: int) -> tuple[float, ...]:
    return tuple(float(i == place) for i in range(count))


def _smooth(t: float) -> float:
    t = min(max(t, 0.0), 1.0)
    return t * t * (3.0 - 2.0 * t)

"""Who lights what: rooms, the lamps in them, and the open hatches between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import pytest

from zeroshot.framing.light.cabins import CABIN_REFLECTANCE, EVEN_LUX, Cabins, build_cabins
from zeroshot.framing.light.lamps import Luminaire
from zeroshot.framing.places.points import StagedModel
from zeroshot.library.facts import ModelFacts, NamedPoint
from zeroshot.library.models import Model
from zeroshot.scene.document import Axes, Module
from zeroshot.spatial import Placement, quaternion_from_axis_angle

AXES = Axes(forward="+X", right="+Y", down="+Z")
AREA_M2 = 2 * (4 * 2 + 2 * 2 + 2 * 4)


@dataclass(frozen=True)
class Room:
    """A room of 4 × 2 × 2 m with a hatch forward that says it leads out of it."""

    facts: ModelFacts
    is_open: bool = True

    def choose(self, _options: object) -> dict[str, str]:
        return {"hatch-forward": "open" if self.is_open else "closed"}


def room(name: str, placement: Placement, *, is_open: bool = True, normal: float = 1.0) -> StagedModel:
    hatch = NamedPoint(kind="hatch", position_m=(2.0, 0.0, 0.0), normal=(normal, 0.0, 0.0), size_m=(1.0, 1.0))
    bounds_m = ((-2.0, -1.0, -1.0), (2.0, 1.0, 1.0))
    facts = ModelFacts(
        name=name, mesh="none.glb", axes=AXES, bounds_m=bounds_m, points={"hatch-forward": hatch}
    )
    return StagedModel(
        Module(id=name, model=name), cast(Model, cast(Any, Room(facts, is_open))), placement, 1.0
    )


def lamp(owner: str, x: float = 0.0, *, lumens: float = 1000.0) -> Luminaire:
    return Luminaire((x, 0.0, -0.9), (1.0, 0.0, 0.0), (0.0, 0.0, 1.0), (0.5, 0.1), lumens, 5000.0, owner)


HERE = Placement()
# Turned about, so that its forward hatch meets ours at x = 2.
THERE = Placement((4.0, 0.0, 0.0), tuple(quaternion_from_axis_angle([0.0, 0.0, 1.0], np.pi)))


def two_rooms(**more: Any) -> Cabins:
    return build_cabins(
        [room("a", HERE, **more), room("b", THERE, **more)], [lamp("a"), lamp("b", 4.0, lumens=0.0)]
    )


def luminance(rgb: Any) -> float:
    return float(np.dot([0.2126, 0.7152, 0.0722], rgb))


def test_one_room_is_an_integrating_sphere() -> None:
    (cabin,) = build_cabins([room("a", HERE)], [lamp("a")]).cabins
    wanted = 1000.0 / (AREA_M2 * (1.0 - CABIN_REFLECTANCE))
    assert luminance(cabin.average_lux) == pytest.approx(wanted, rel=1e-3)
    assert luminance(cabin.fill_lux) == pytest.approx(wanted * CABIN_REFLECTANCE, rel=1e-3)


def test_a_lamp_belongs_to_its_module_and_others_to_where_they_are() -> None:
    cabins = build_cabins(
        [room("a", HERE), room("b", THERE)], [lamp("a", 4.0), lamp("key", 3.0), lamp("led", -1.0)]
    )
    assert [[it.owner_id for it in cabin.lamps] for cabin in cabins.cabins] == [["a", "led"], ["key"]]


def test_an_open_hatch_lets_light_through_and_keeps_its_sum() -> None:
    a, b = (luminance(cabin.average_lux) for cabin in two_rooms().cabins)
    assert 0.0 < b < a / 5.0
    # What walls swallow is what the lamp gives.
    assert (a + b) * AREA_M2 * (1.0 - CABIN_REFLECTANCE) == pytest.approx(1000.0, rel=1e-3)


@pytest.mark.parametrize("normal", [1.0, -1.0])
def test_a_hatch_is_known_whichever_way_its_normal_was_written(normal: float) -> None:
    (door,) = two_rooms(normal=normal).doors
    np.testing.assert_allclose(door.position_in_world, [2.0, 0.0, 0.0], atol=1e-12)
    np.testing.assert_allclose(door.normal_in_world, [1.0, 0.0, 0.0], atol=1e-12)


def test_a_closed_hatch_keeps_light_out() -> None:
    cabins = two_rooms(is_open=False)
    assert cabins.doors == ()
    assert luminance(cabins.cabins[1].average_lux) == 0.0
    assert cabins.shares_at((1.99, 0.0, 0.0)) == (1.0, 0.0)


def test_nothing_jumps_for_who_passes_a_hatch() -> None:
    cabins = two_rooms()
    way = np.linspace(0.0, 4.0, 801)
    shares = np.array([cabins.shares_at((x, 0.1, 0.0)) for x in way])
    np.testing.assert_allclose(shares.sum(axis=1), 1.0)
    assert tuple(shares[0]) == (1.0, 0.0)
    assert tuple(shares[-1]) == (0.0, 1.0)
    assert shares[400] == pytest.approx([0.5, 0.5])
    assert np.abs(np.diff(shares, axis=0)).max() < 0.01
    # Beside the opening the wall is between.
    assert cabins.shares_at((1.9, 0.95, 0.95))[1] < 0.1


def test_a_room_without_lamps_is_lit_evenly_and_one_switched_off_is_dark() -> None:
    bare, dark = (
        build_cabins([room("a", HERE, is_open=False)], []),
        build_cabins([room("a", HERE)], [lamp("a", lumens=0.0)]),
    )
    assert bare.cabins[0].is_even
    np.testing.assert_allclose(bare.cabins[0].fill_lux, EVEN_LUX)
    assert not dark.cabins[0].is_even
    assert luminance(dark.cabins[0].average_lux) == 0.0


def test_a_scene_without_modules_has_one_open_cabin() -> None:
    cabins = build_cabins([], [lamp("key")])
    assert len(cabins.cabins) == 1
    assert cabins.shares_at((50.0, 0.0, 0.0)) == (1.0,)


def test_light_at_a_point_is_the_mean_over_all_attitudes() -> None:
    """Beside a sum over many normals of what a small surface would get."""
    cabins = build_cabins([room("a", HERE)], [lamp("a")])
    point = np.array([0.3, 0.2, 0.5])
    rng = np.random.default_rng(1)
    normals = rng.normal(size=(200_000, 3))
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    to_lamp = np.array([0.0, 0.0, -0.9]) - point
    square = to_lamp @ to_lamp + 0.05
    lux = 1000.0 * -to_lamp[2] / np.sqrt(square) / (np.pi * square)
    direct = np.maximum(normals @ to_lamp / np.linalg.norm(to_lamp), 0.0).mean() * lux
    wanted = luminance(cabins.cabins[0].fill_lux) + direct
    assert luminance(cabins.lux_at(point, shares=(1.0,))) == pytest.approx(wanted, rel=0.01)

"""The Russian modules as committed: lengths, bores and hatches against the facts, closedness, points."""

from __future__ import annotations

from collections import Counter
from functools import cache

import numpy as np
import pytest
import trimesh

from modelling_rays import first_hits, hit_distance, solid_of
from zeroshot.library.assets import asset_folder
from zeroshot.library.models import Model, find_model
from zeroshot.modelling.parts.shells import FACING

MODULES = ("zvezda", "zarya", "nauka", "rassvet", "poisk", "prichal", "soyuz")

# Source: the facts table, outer lengths. Poisk: with its docking units.
LENGTH_M = {
    "zvezda": 13.1,
    "zarya": 12.6,
    "nauka": 13.1,
    "rassvet": 6.0,
    "poisk": 4.9,
    "prichal": 4.91,
    "soyuz": 2.64,
}
HULL_M = {
    "zvezda": 4.15,
    "zarya": 4.1,
    "nauka": 4.25,
    "rassvet": 2.35,
    "poisk": 2.55,
    "prichal": 4.1,
    "soyuz": 2.64,
}
"""Nothing may stick out of the hull: its diameter; of the last two, twice the reach of the side hatches."""

CORRIDORS = {"zarya": (0.0, 1.6), "nauka": (0.6, 1.6), "zvezda": (0.0, 2.1)}
"""Where along the module the box is measured, and how wide it is there: estimates, labelled so."""

FREE = {
    "zvezda": [
        ((-1.2, 1.2), 0.7),
        ((1.4, 2.4), 0.6),
        ((2.7, 5.9), 0.55),
        ((6.9, 7.9), 0.5),
        ((-3.2, -1.8), 0.4),
    ],
    "zarya": [((-4.0, 4.0), 0.5), ((5.0, 5.8), 0.5)],
    "nauka": [((-4.4, 4.4), 0.5), ((-6.1, -5.4), 0.5)],
    "rassvet": [((-2.2, 2.2), 0.35)],
    "poisk": [((-1.6, 1.6), 0.35)],
    "prichal": [((-0.6, 0.6), 0.6)],
    "soyuz": [((-0.4, 0.4), 0.4)],
}
"""Boxes about the axis where one may be: along it, and half their width."""


@cache
def model(name: str) -> Model:
    return find_model(name, beside=None)


@cache
def solid(name: str, hatches: str = "closed") -> trimesh.Trimesh:
    options = dict.fromkeys(model(name).facts.options, hatches)
    return solid_of(model(name).load(options=options))


def hatches_of(name: str) -> list[str]:
    return sorted(point for point, entry in model(name).points.items() if entry.kind == "hatch")


@pytest.mark.parametrize("name", MODULES)
def test_budget_and_badge(name: str) -> None:
    facts = model(name).facts
    assert facts.triangles is not None and 4_000 < facts.triangles <= 80_000
    assert model(name).mesh_path.stat().st_size <= 4_000_000
    assert facts.accuracy == "approximate"
    assert any("estimates" in source for source in facts.sources)
    assert (asset_folder() / "models" / f"{name}.glb").is_file()


@pytest.mark.parametrize("name", MODULES)
def test_mating_planes_lie_as_far_apart_as_the_module_is_long(name: str) -> None:
    points = model(name).points
    length = points["hatch-forward"].position_m[0] - points["hatch-aft"].position_m[0]
    assert length == pytest.approx(LENGTH_M[name], abs=0.005)
    assert model(name).facts.dimensions_m["length"] == pytest.approx(LENGTH_M[name], abs=0.005)
    low, high = model(name).load().bounds_m
    assert points["hatch-aft"].position_m[0] - 1e-3 <= low[0] <= high[0] <= LENGTH_M[name] + low[0] + 2e-3
    assert max(-low[1], high[1], high[2]) <= HULL_M[name] / 2 + 0.005


@pytest.mark.parametrize("name", MODULES)
def test_every_hatch_is_as_wide_as_it_says(name: str) -> None:
    for hatch in hatches_of(name):
        entry = model(name).points[hatch]
        assert entry.size_m is not None and entry.normal is not None and entry.direction is not None
        across = np.cross(entry.normal, entry.direction)
        spot = np.array(entry.position_m) - 0.003 * np.array(entry.normal)
        for direction in (entry.direction, across, -across):
            found = hit_distance(solid(name, "open"), tuple(spot), tuple(direction))
            lines = 0.09 if direction is entry.direction else 0.0  # hoses lie along the foot of an open hatch
            assert entry.size_m[0] / 2 - 0.01 - lines <= found <= entry.size_m[0] / 2 + 0.002, hatch
        usual = {"poisk": {"hatch-port": 1.0, "hatch-starboard": 1.0}}
        usual["soyuz"] = {"hatch-aft": 0.64, "hatch-starboard": 0.66}
        assert entry.size_m[0] == usual.get(name, {}).get(hatch, 0.80)


@pytest.mark.parametrize("name", MODULES)
def test_hatches_face_the_way_they_are_named_and_have_an_option_and_a_rim(name: str) -> None:
    for hatch in hatches_of(name):
        side = hatch.removeprefix("hatch-")
        right, foot = FACING[side]
        entry = model(name).points[hatch]
        np.testing.assert_allclose(entry.normal, np.cross(right, foot), atol=1e-9)
        np.testing.assert_allclose(entry.direction, foot, atol=1e-9)
        assert model(name).facts.options[hatch] == ("closed", "open")
        rims = [model(name).points[f"hatch-rim-{side}-{number}"] for number in range(1, 5)]
        middle = np.mean([rim.position_m for rim in rims], axis=0)
        for rim in rims:
            inward = middle - np.array(rim.position_m)
            assert np.linalg.norm(inward) == pytest.approx(entry.size_m[0] / 2, abs=1e-3)
            np.testing.assert_allclose(rim.normal, inward / np.linalg.norm(inward), atol=1e-3)
            assert abs(np.dot(rim.direction, rim.normal)) < 1e-6


@pytest.mark.parametrize("name", MODULES)
def test_closed_doors_close_and_open_ones_do_not(name: str) -> None:
    for hatch in hatches_of(name):
        entry = model(name).points[hatch]
        normal = np.array(entry.normal)
        spot = tuple(np.array(entry.position_m) - 0.4 * normal + 0.2 * np.array(entry.direction))
        assert 0.2 < hit_distance(solid(name), spot, tuple(normal)) < 0.4
        assert hit_distance(solid(name, "open"), spot, tuple(normal)) > 0.4
        back = tuple(np.array(entry.position_m) + 0.3 * normal + 0.2 * np.array(entry.direction))
        assert 0.3 < hit_distance(solid(name), back, tuple(-normal)) < 0.35


@pytest.mark.parametrize("name", CORRIDORS)
def test_the_box_of_panels(name: str) -> None:
    x, width = CORRIDORS[name]
    rng = np.random.default_rng(4)
    origins = np.stack([x + rng.uniform(-1.2, 1.2, 80), np.zeros(80), rng.uniform(-0.7, 0.8, 80)], axis=-1)
    found = [first_hits(solid(name), origins, np.tile([0.0, side, 0.0], (80, 1)))[0] for side in (-1.0, 1.0)]
    # Things on the walls stand nearer, cabins lie deeper; what is reached most often is the panels.
    across = np.concatenate(found)
    assert np.mean(np.abs(across - width / 2) < 0.03) > 0.15
    assert np.median(across) <= width / 2
    heights = [first_hits(solid(name), origins, np.tile([0.0, 0.0, way], (80, 1)))[0] for way in (-1.0, 1.0)]
    overhead, deck = heights[0] + -origins[:, 2], heights[1] + origins[:, 2]
    assert np.median(overhead) == pytest.approx(1.0, abs=0.02)
    assert np.median(deck) == pytest.approx(1.0, abs=0.05)


@pytest.mark.parametrize("name", ["rassvet", "poisk"])
def test_bore(name: str) -> None:
    x = np.linspace(-1.3, 1.3, 60)
    origins = np.stack([x, np.zeros(60), np.zeros(60)], axis=-1)
    overhead, _ = first_hits(solid(name), origins, np.tile([0.0, 0.12, -1.0], (60, 1)) / np.hypot(1, 0.12))
    assert np.median(overhead) == pytest.approx(0.80, abs=0.02)


@pytest.mark.parametrize("name", MODULES)
def test_nothing_is_seen_beyond_the_closed_module(name: str) -> None:
    """From where one may be, every ray meets a face that looks at the eye: glass counts as one."""
    rng = np.random.default_rng(20261122)
    origins = np.concatenate(
        [
            np.stack([rng.uniform(*xs, 90), *rng.uniform(-half, half, (2, 90))], axis=-1)
            for xs, half in FREE[name]
        ]
    )
    directions = rng.normal(size=origins.shape)
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    distances, cosines = first_hits(solid(name), origins, directions)
    assert np.isfinite(distances).all(), np.concatenate([origins, directions], axis=1)[
        ~np.isfinite(distances)
    ]
    # An eye inside of a bag or of the table sees its back; few random places lie there.
    assert np.mean(cosines > 0.0) > 0.985


@pytest.mark.parametrize("name", MODULES)
def test_names_of_points(name: str) -> None:
    points = model(name).points
    kinds = Counter(point.kind for point in points.values())
    assert kinds["handrail"] >= 4 and kinds["luminaire"] >= 4
    assert {f"wall-{side}" for side in FACING} <= set(points)
    for point_name, point in points.items():
        assert point.normal is not None and point.direction is not None, point_name
        assert abs(np.dot(point.normal, point.direction)) < 1e-3, point_name
        assert np.linalg.norm(point.normal) == pytest.approx(1.0, abs=1e-3)
    groups = {point.group for point in points.values() if point.kind == "luminaire"}
    assert groups <= {"ceiling-port", "ceiling-starboard", "cabin", "hub", "end"}


def test_zvezda_has_what_it_is_known_by() -> None:
    points = model("zvezda").points
    for name in ("hatch-forward", "hatch-aft", "hatch-overhead", "hatch-deck", "edge-table-port"):
        assert name in points
    windows = {name for name, point in points.items() if point.kind == "window"}
    assert {"window-cabin-port", "window-cabin-starboard", "window-deck-1", "window-deck-2"} <= windows
    assert sum(point.kind == "foot-loop" for point in points.values()) >= 6
    assert {"ceiling-port", "ceiling-starboard", "cabin"} <= {point.group for point in points.values()}


def test_zarya_nauka_and_prichal_lead_where_they_should() -> None:
    assert hatches_of("zarya") == ["hatch-aft", "hatch-deck", "hatch-forward"]
    assert hatches_of("nauka") == ["hatch-aft", "hatch-forward", "hatch-starboard"]
    assert len(hatches_of("prichal")) == 6
    assert hatches_of("poisk") == ["hatch-aft", "hatch-forward", "hatch-port", "hatch-starboard"]


@pytest.mark.parametrize("name", MODULES)
def test_lamps_shine_into_the_room(name: str) -> None:
    for point_name, point in model(name).points.items():
        if point.kind == "luminaire":
            spot = np.array(point.position_m) + 0.5 * np.array(point.normal)
            found = hit_distance(solid(name), tuple(spot), tuple(-np.array(point.normal)))
            assert 0.3 < found < 0.5, point_name
            assert point.lumens and point.kelvin and point.size_m

"""The nodes, the Cupola, Quest and the adapter as committed, measured on their meshes against the facts."""

from __future__ import annotations

import numpy as np
import pytest
import trimesh

from modelling_rays import first_hits, hit_distance, solid_of
from zeroshot.library.assets import asset_folder
from zeroshot.library.models import Model, find_model
from zeroshot.spatial import STATION_DIRECTIONS

NODES = ("unity", "harmony", "tranquility")
ALL = (*NODES, "cupola", "quest", "pma")
# Source: the facts table, measured on NASA's meshes: hub 1.40; hatch to hatch; sections along the axis.
LENGTHS_M = {"unity": 5.19, "harmony": 6.4, "tranquility": 6.2}
SECTIONS_M = {"unity": 1.75, "harmony": 3.0, "tranquility": 2.9}
VESTIBULE_M, DESTINY_M = 0.40, 0.95 + 6.45 + 1.0


def model(name: str) -> Model:
    return find_model(name, beside=None)


@pytest.fixture(scope="module")
def solids() -> dict[str, trimesh.Trimesh]:
    return {name: solid_of(model(name).load()) for name in ALL}


def reach(name: str, direction: str) -> float:
    """Return how far a mating plane lies from the origin."""
    point = model(name).points[f"hatch-{direction}"]
    return float(np.dot(point.position_m, STATION_DIRECTIONS[direction]))


@pytest.mark.parametrize("name", ALL)
def test_budget(name: str) -> None:
    triangles = model(name).facts.triangles
    assert triangles is not None and triangles <= 80_000
    assert (asset_folder() / "models" / f"{name}.glb").stat().st_size <= 4_000_000


@pytest.mark.parametrize("name", ALL)
def test_hatches_have_options_and_lead_out(name: str) -> None:
    found = model(name)
    hatches = {key: point for key, point in found.points.items() if point.kind == "hatch"}
    assert hatches
    for key, point in hatches.items():
        outward = STATION_DIRECTIONS[key.removeprefix("hatch-")]
        assert point.normal == outward
        assert found.facts.options[key] == ("closed", "open")
        assert point.direction is not None and abs(np.dot(point.direction, outward)) < 1e-9


@pytest.mark.parametrize("name", ALL)
def test_every_face_rail_and_rim_is_named(name: str) -> None:
    points = model(name).points
    assert {f"wall-{face}" for face in STATION_DIRECTIONS} <= points.keys()
    assert {"handrail", "luminaire", "hatch-rim"} <= {point.kind for point in points.values()}


@pytest.mark.parametrize("name", NODES)
def test_lengths_of_nodes(name: str) -> None:
    ends = ("port", "starboard") if name == "tranquility" else ("forward", "aft")
    length = sum(reach(name, end) for end in ends) - VESTIBULE_M
    assert length == pytest.approx(LENGTHS_M[name], rel=0.03)
    assert model(name).facts.dimensions_m["rack_section_length"] == pytest.approx(SECTIONS_M[name], rel=0.03)


def test_the_station_adds_up() -> None:
    """Hub to hub, and to the laboratories, as NASA's Astrobee simulation has them."""
    hubs = reach("unity", "forward") + VESTIBULE_M + DESTINY_M + reach("harmony", "aft")
    assert hubs == pytest.approx(10.974 + 4.463, abs=0.05)
    assert reach("unity", "port") + reach("tranquility", "starboard") == pytest.approx(6.636, abs=0.05)
    assert reach("harmony", "starboard") + VESTIBULE_M / 2 == pytest.approx(2.34, abs=0.05)
    assert reach("tranquility", "deck") == pytest.approx(6.84 - 4.84, abs=0.05)


@pytest.mark.parametrize("name", NODES)
def test_hub(name: str, solids: dict[str, trimesh.Trimesh]) -> None:
    solid, ports = solids[name], model(name).facts.dimensions_m["port_depth"]
    along = np.array((0.0, 1.0, 0.0) if name == "tranquility" else (1.0, 0.0, 0.0))
    across = np.array((1.0, 0.0, 0.0) if name == "tranquility" else (0.0, 1.0, 0.0))
    # In the mouth of a port its sides are 1.40 apart; a ray beside the hatch's opening meets its collar.
    mouth = 1.20 * across + np.array([0.0, 0.0, 0.31])
    for direction in (along, -along):
        assert hit_distance(solid, tuple(mouth), tuple(direction)) == pytest.approx(0.70, abs=0.02)
    beside = np.array([0.0, 0.0, 0.655])
    for direction in (across, -across):
        assert hit_distance(solid, tuple(beside), tuple(direction)) == pytest.approx(ports, abs=0.05)


@pytest.mark.parametrize("name", NODES)
def test_rack_faces(name: str, solids: dict[str, trimesh.Trimesh]) -> None:
    rng = np.random.default_rng(3)
    racks = [point for point in model(name).points.values() if point.kind == "rack"]
    assert len(racks) == (4 if name == "unity" else 8)
    found = []
    for point in racks:
        if name == "harmony" and point.label is not None and point.label.endswith("5"):
            continue
        position, normal = np.array(point.position_m), np.array(point.normal)
        side = np.array(point.direction)
        spots = rng.uniform(-0.42, 0.42, (30, 1)) * side + rng.uniform(-0.6, 0.6, (30, 1)) * np.cross(
            normal, side
        )
        found.append(first_hits(solids[name], position + 0.6 * normal + spots, np.tile(-normal, (30, 1)))[0])
    # The board lies 1.10 m from the axis; faces stand between it and 1.067.
    assert 1.067 - 0.025 <= np.median(np.concatenate(found)) + 0.5 <= 1.10


def test_crew_quarters_leave_the_passage(solids: dict[str, trimesh.Trimesh]) -> None:
    racks = model("harmony").points
    x = racks["rack-NOD2D5"].position_m[0]
    for offset in (-0.42, 0.12, 0.42):
        for direction in ((0, -1, 0), (0, 0, 1), (0, 0, -1)):
            side = np.roll(np.array(direction), 1) * 0.28
            hit = hit_distance(solids["harmony"], (x + offset, *side[1:]), direction)
            assert 2 * hit == pytest.approx(1.58, abs=0.025)
    assert hit_distance(solids["harmony"], (x, 0.2, 0.1), (0, 1, 0)) > 1.0, "the starboard one stands open"


def test_cupola_panes(solids: dict[str, trimesh.Trimesh]) -> None:
    points = model("cupola").points
    for index in range(1, 7):
        point = points[f"window-{index}"]
        assert point.normal is not None and point.size_m is not None
        normal, middle = np.array(point.normal), np.array(point.position_m)
        assert np.degrees(np.arccos(-normal[2])) == pytest.approx(60.0, abs=0.1)
        slope = np.cross(normal, np.array(point.direction))
        slope *= np.sign(-slope[2])
        side, start = np.array(point.direction), middle + 0.02 * normal
        heights = [hit_distance(solids["cupola"], tuple(start), tuple(way)) for way in (slope, -slope)]
        assert sum(heights) == pytest.approx(0.45, abs=0.03)
        for along, wide in ((0.0, (0.66 + 0.41) / 2), (0.1, 0.59), (-0.1, 0.48)):
            origin = start + along * slope
            widths = [hit_distance(solids["cupola"], tuple(origin), tuple(way)) for way in (side, -side)]
            assert sum(widths) == pytest.approx(wide, abs=0.03)
    top = points["window-7"]
    assert top.normal == (0.0, 0.0, -1.0) and top.position_m[2] == pytest.approx(1.35)
    for way in ((1, 0, 0), (0, 1, 0)):
        assert hit_distance(solids["cupola"], (0, 0, 1.345), way) == pytest.approx(0.40, abs=0.01)


def test_cupola_base_and_shutters(solids: dict[str, trimesh.Trimesh]) -> None:
    angles = np.linspace(0, 2 * np.pi, 72, endpoint=False) + 0.01
    ways = np.stack([np.cos(angles), np.sin(angles), np.zeros(72)], axis=-1)
    found, _ = first_hits(solids["cupola"], np.tile([0, 0, 0.775], (72, 1)), ways)
    assert 2 * np.mean(found) == pytest.approx(1.7, rel=0.04)
    beyond = (0.0, 0.0, 1.36)
    assert not np.isfinite(hit_distance(solids["cupola"], beyond, (0, 0, 1)))
    closed = solid_of(model("cupola").load(options={"shutters": "closed"}))
    assert hit_distance(closed, beyond, (0, 0, 1)) < 0.2


def test_quest(solids: dict[str, trimesh.Trimesh]) -> None:
    points = model("quest").points
    deck = points["hatch-deck"]
    assert deck.size_m == (1.0, 1.0) and deck.position_m[2] > 0.8
    lock = (0.0, 3.3, 0.0)
    for way in ((1, 0, -1), (-1, 0, -1)):
        assert hit_distance(solids["quest"], lock, tuple(np.array(way) / 2**0.5)) == pytest.approx(
            0.80, abs=0.03
        )
    assert hit_distance(solids["quest"], (0.2, 2.0, -0.62), (0, 1, 0)) == pytest.approx(1.6, abs=0.08)
    racks = [point for point in points.values() if point.kind == "rack"]
    assert len(racks) == 4


def test_adapter(solids: dict[str, trimesh.Trimesh]) -> None:
    assert reach("pma", "forward") + reach("pma", "aft") == pytest.approx(1.86)
    aft = model("pma").points["hatch-aft"]
    assert aft.size_m == (0.8, 0.8)
    widths = [hit_distance(solids["pma"], (-0.88, 0, 0), way) for way in ((0, 1, 0), (0, -1, 0), (0, 0, -1))]
    np.testing.assert_allclose(widths, 0.40, atol=0.02)


@pytest.mark.parametrize("name", [*NODES, "quest", "pma"])
def test_nothing_is_seen_beyond_the_module(name: str, solids: dict[str, trimesh.Trimesh]) -> None:
    rng = np.random.default_rng(11)
    count = 120
    origins = rng.uniform(-0.35, 0.35, (count, 3))
    directions = rng.normal(size=(count, 3))
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    distances, cosines = first_hits(solids[name], origins, directions)
    assert np.isfinite(distances).all()
    assert (cosines > 0.0).all()

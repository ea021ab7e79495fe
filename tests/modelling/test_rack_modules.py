"""Modules of racks as committed: each dimension against the facts table, on the mesh, by rays."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import trimesh

from modelling_rays import first_hits, hit_distance, solid_of
from zeroshot.library.assets import asset_folder
from zeroshot.library.models import Model, find_model

# Source: the facts table. Half distance of rack faces, length of the rack section and of the ends beside it.
FACES_M = (1.067, 1.12)
SECTIONS_M = {"columbus": 4.25, "kibo": 6.35, "destiny": 6.45}
AXES = {
    "columbus": (0.0, -1.0, 0.0),
    "kibo": (0.0, 1.0, 0.0),
    "leonardo": (-1.0, 0.0, 0.0),
    "kibo-logistics": (0.0, 0.0, 1.0),
}
"""Where each module's hatch lies, which is where its bays count from."""

RACKS = {"columbus": 16, "kibo": 23, "leonardo": 16, "kibo-logistics": 8}
OPTIONS = {
    "columbus": {"hatch-port"},
    "kibo": {"hatch-starboard", "hatch-overhead"},
    "leonardo": {"hatch-aft"},
    "kibo-logistics": {"hatch-deck"},
}
PREFIXES = {"columbus": "COL1", "kibo": "JPM1", "leonardo": "PMM1", "kibo-logistics": "JLP1"}
MODULES = sorted(AXES)


@cache
def model_of(name: str) -> Model:
    return find_model(name, beside=None)


@cache
def solid(name: str) -> trimesh.Trimesh:
    return solid_of(model_of(name).load())


def points(name: str, kind: str) -> dict[str, np.ndarray]:
    found = model_of(name).points.items()
    return {label: np.array(point.position_m) for label, point in found if point.kind == kind}


@pytest.mark.parametrize("name", MODULES)
def test_budget(name: str) -> None:
    assert 15_000 < model_of(name).load().triangle_count <= 80_000
    assert (asset_folder() / "models" / f"{name}.glb").stat().st_size <= 4_000_000


@pytest.mark.parametrize("name", MODULES)
def test_racks_are_as_many_as_published_and_named_by_the_stations_walls(name: str) -> None:
    racks = points(name, "rack")
    assert len(racks) == RACKS[name]
    words = {"F": (0, 1), "A": (0, -1), "S": (1, 1), "P": (1, -1), "D": (2, 1), "O": (2, -1)}
    for label, spot in racks.items():
        code = label.removeprefix(f"rack-{PREFIXES[name]}")
        axis, sign = words[code[0]]
        assert spot[axis] * sign == pytest.approx(1.10, abs=0.05), label


@pytest.mark.parametrize("name", MODULES)
def test_bays_count_from_the_hatch(name: str) -> None:
    axis = np.array(AXES[name])
    for wall in {label[-2] for label in points(name, "rack")}:
        row = {label: spot @ axis for label, spot in points(name, "rack").items() if label[-2] == wall}
        along = [row[label] for label in sorted(row)]
        np.testing.assert_allclose(np.diff(along), -1.067, atol=1e-3)


@pytest.mark.parametrize("name", MODULES)
def test_rack_faces_are_where_they_were_measured(name: str) -> None:
    for normal in {model_of(name).points[label].normal for label in points(name, "rack")}:
        assert normal is not None
        out = -np.array(normal)
        mine = [label for label in points(name, "rack") if model_of(name).points[label].normal == normal]
        spots = np.concatenate([_strewn(name, label) for label in mine])
        found, _ = first_hits(
            solid(name), spots - out * (spots @ out)[:, None], np.tile(out, (len(spots), 1))
        )
        # Handles, rails and bags stand nearer, open racks lie deeper; most of a wall is its faces.
        assert FACES_M[0] - 0.025 <= np.median(found) <= FACES_M[1] + 0.025, out


def _strewn(name: str, label: str) -> np.ndarray:
    """Return places (n, 3) all over a rack's front."""
    point = model_of(name).points[label]
    right, out = np.array(point.direction), np.array(point.normal)
    rng = np.random.default_rng(7)
    x, y = rng.uniform(-0.4, 0.4, 12), rng.uniform(-0.6, 0.6, 12)
    return np.array(point.position_m) + x[:, None] * right + y[:, None] * np.cross(out, right)


@pytest.mark.parametrize("name", sorted(SECTIONS_M))
def test_rack_section_is_as_long_as_measured(name: str) -> None:
    dimensions = model_of(name).facts.dimensions_m
    assert dimensions["rack_section_length"] == pytest.approx(SECTIONS_M[name], rel=0.03)


@pytest.mark.parametrize("name", MODULES)
def test_every_hatch_can_be_shut_and_opened(name: str) -> None:
    model = model_of(name)
    assert set(model.facts.options) == OPTIONS[name]
    for option in OPTIONS[name]:
        point = model.points[option]
        assert point.normal is not None
        spot, out = np.array(point.position_m), np.array(point.normal)
        inside = tuple(spot - 0.6 * out + 0.1)
        shut = hit_distance(solid(name), inside, tuple(out))
        assert shut < 0.7
        opened = solid_of(model.load(options={option: "open"}))
        assert hit_distance(opened, inside, tuple(out)) == np.inf
        # Nothing of the module lies beyond its mating plane, but for the shell's edges, which overlap.
        assert (solid(name).vertices @ out).max() <= spot @ out + 0.02


def test_columbus_along_its_axis() -> None:
    # Tunnel 0.95 to the bulkhead's hatch, racks 4.25, cone 0.6: measured on NASA's mesh.
    hatch = points("columbus", "hatch")["hatch-port"]
    assert -hatch[1] == pytest.approx(4.25 / 2 + 0.95 + 0.20, rel=0.03)
    end = hit_distance(solid("columbus"), (0.07, 0.0, 0.0), (0, 1, 0))
    assert end == pytest.approx(4.25 / 2 + 0.6, abs=0.12)


def test_kibo_port_zone_is_wider_and_as_long_as_measured() -> None:
    start = -model_of("kibo").facts.dimensions_m["rack_section_length"] / 2
    width = sum(hit_distance(solid("kibo"), (0.0, start - 0.35, 0.95), (x, 0, 0)) for x in (-1, 1))
    assert width == pytest.approx(2.86, rel=0.03)
    end = hit_distance(solid("kibo"), (0.0, start, -0.9), (0, -1, 0))
    assert end == pytest.approx(2.4, rel=0.03)


def test_kibo_airlock_stands_toward_the_deck_under_two_windows() -> None:
    airlock = model_of("kibo").points["hatch-airlock-inner"]
    x, y, z = airlock.position_m
    assert (x, z) == (0.0, pytest.approx(0.4))
    # From over its axis a ray toward the deck meets the drum's side half its diameter before.
    assert hit_distance(solid("kibo"), (0.3, y - 0.3, -0.4), (0, 0, 1)) == pytest.approx(
        0.8 - np.sqrt(0.525**2 - 0.3**2), abs=0.03
    )
    panes = [point for point in model_of("kibo").points.values() if point.kind == "window"]
    assert len(panes) == 2
    for pane in panes:
        assert pane.position_m[2] < z - 0.525
        assert pane.size_m == (0.5, 0.5)
        assert pane.normal == (0.0, 1.0, 0.0)


def test_kibo_meets_its_logistics_module_overhead() -> None:
    over, under = points("kibo", "hatch")["hatch-overhead"], points("kibo-logistics", "hatch")["hatch-deck"]
    assert model_of("kibo").points["hatch-overhead"].normal == (0.0, 0.0, -1.0)
    assert model_of("kibo-logistics").points["hatch-deck"].normal == (0.0, 0.0, 1.0)
    for name, hatch in (("kibo", "hatch-overhead"), ("kibo-logistics", "hatch-deck")):
        assert model_of(name).points[hatch].direction == (1.0, 0.0, 0.0)
    assert over[1] < -3.2 and under[2] > 1.0

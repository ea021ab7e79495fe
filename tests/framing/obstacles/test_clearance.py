"""Clearances: two modules with an open hatch between them, what is named, and lines that are free."""

from __future__ import annotations

import json
import time
from pathlib import Path

import numpy as np
import pytest
import trimesh

from framing.small_scene import build
from zeroshot.framing.checks.findings import examine
from zeroshot.framing.obstacles.clearance import distances_in_set, is_in_set, module_distances, wall_distances
from zeroshot.framing.obstacles.lines import are_blocked, points_of_rectangle
from zeroshot.framing.obstacles.rig import rig_points
from zeroshot.framing.places.named_places import name_of_place, named_places
from zeroshot.framing.reading import read_shot
from zeroshot.framing.staging import stage
from zeroshot.people.figure import Person, Posture, build_figure
from zeroshot.people.surface import surface_of
from zeroshot.scene.files import read_document

AXES = {"forward": "+X", "right": "+Y", "down": "+Z"}


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a room 4 × 2 × 2 m that is open to its forward end, and one open to its aft."""
    folder = tmp_path_factory.mktemp("station")
    for name, open_end in (("aft-room", 1.0), ("forward-room", -1.0)):
        box = trimesh.creation.box((4.0, 2.0, 2.0))
        box.invert()
        ends = np.abs(box.triangles_center[:, 0] - 2.0 * open_end) < 1e-6
        box.update_faces(~ends)
        box.export(folder / f"{name}.glb")
        wall = {
            "kind": "wall", "position_m": [0.0, 1.0, 0.0], "direction": [1.0, 0.0, 0.0],
            "normal": [0.0, -1.0, 0.0], "label": "starboard",
        }  # fmt: skip
        rail = {
            "kind": "handrail", "position_m": [0.5, -0.95, 0.0], "direction": [1.0, 0.0, 0.0],
            "length_m": 1.0,
        }  # fmt: skip
        facts = {
            "format": "zeroshot.model", "version": 1, "name": name, "mesh": f"{name}.glb", "axes": AXES,
            "bounds_m": [[-2.0, -1.0, -1.0], [2.0, 1.0, 1.0]],
            "points": {"wall-starboard": wall, "handrail-1": rail},
        }  # fmt: skip
        (folder / f"{name}.json").write_text(json.dumps(facts))
    return folder


def staged_station(folder: Path):
    modules = [
        {"id": "lab", "model": "./aft-room.glb"},
        {"id": "node", "model": "./forward-room.glb", "position_m": [4.0, 0.0, 0.0]},
    ]
    return stage(build({"set": {"modules": modules}, "cameras": [{"id": "a"}]}), "a", beside=folder)


def test_an_open_hatch_between_modules_stays_open(station: Path) -> None:
    staged = staged_station(station)
    points = np.array([[1.5, 0.0, 0.0], [2.0, 0.0, 0.0], [2.5, 0.0, 0.0], [2.0, 0.9, 0.0], [5.0, 1.04, 0.0]])
    found = wall_distances(staged, points, within_m=np.inf)
    assert found.distance_m.tolist() == pytest.approx([1.0, 1.0, 1.0, 0.1, -0.04], abs=1e-3)
    assert is_in_set(staged, points).tolist() == [True, True, True, True, False]
    assert np.isinf(module_distances(staged, points[4:], within_m=0.3).distance_m).all(), "out of the set"
    assert found.nearest[3].tolist() == pytest.approx([2.0, 1.0, 0.0], abs=1e-3)


def test_set_and_props_count_together(station: Path) -> None:
    content = {
        "set": {"modules": [{"id": "lab", "model": "./aft-room.glb"}]},
        "props": [{"id": "laptop", "model": "laptop", "position_m": [0.0, 0.0, 0.0]}],
        "cameras": [{"id": "a"}],
    }
    staged = stage(build(content), "a", beside=station)
    points = np.array([[0.0, 0.0, -0.05], [-1.0, 0.95, 0.0], [-1.0, 0.0, 0.0]])
    distances = distances_in_set(staged, points, within_m=0.3).distance_m
    assert 0.02 < distances[0] < 0.06, "the keys of the laptop"
    assert distances[1:].tolist() == pytest.approx([0.05, np.inf])


def test_places_are_called_by_what_is_nearest(station: Path) -> None:
    lab, node = staged_station(station).modules
    assert name_of_place(lab, [0.1, 1.0, 0.1]) == "the starboard wall of lab"
    assert name_of_place(lab, [0.95, -0.9, 0.0]) == "handrail-1 of lab", "its end is as near as its middle"
    assert name_of_place(node, [4.0, 0.0, 1.0]) == "the wall of node", "nothing named is near"
    places = named_places(node, ["handrail"])
    assert places.names == ("handrail-1",)
    assert places.distances_m([0.5, -0.95, 0.3]).tolist() == pytest.approx([0.3])


def test_lines_end_at_walls_people_and_things(station: Path) -> None:
    staged = staged_station(station)
    ends = np.array([[3.5, 0.0, 0.0], [0.0, 1.9, 0.0]])
    assert are_blocked([0.0, 0.0, 0.0], ends, walls_of=staged).tolist() == [False, True]
    content = {
        "actors": [{"id": "surgeon", "position_m": [1.0, 0.0, 0.0]}],
        "props": [{"id": "table", "model": "table", "position_m": [-1.0, 0.0, 0.0]}],
        "cameras": [{"id": "a"}],
    }
    staged = stage(build(content), "a")
    ends = np.array([[2.0, 0.0, 0.0], [2.0, 1.5, 0.0], [-1.0, 0.0, 1.0], [-2.0, 0.0, 0.5]])
    starts = np.array([[0.0, 0.0, 0.0], [0.0, 1.5, 0.0], [-1.0, 0.0, -1.0], [0.0, 0.0, 0.5]])
    blocked = are_blocked(starts, ends, people=staged.actors, things=staged.props)
    assert blocked.tolist() == [True, False, True, False]


def test_a_lamps_places_lie_in_it() -> None:
    points = points_of_rectangle([1.0, 2.0, 3.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0], (0.6, 0.3))
    assert points.shape == (9, 3)
    assert points.mean(axis=0).tolist() == pytest.approx([1.0, 2.0, 3.0])
    assert np.ptp(points, axis=0).tolist() == pytest.approx([0.4, 0.2, 0.0])


def test_the_points_of_a_camera_know_what_they_are_on() -> None:
    bare, held = rig_points(has_grips=False), rig_points(has_grips=True)
    assert set(held.parts) - set(bare.parts) == {"hand grip"}
    assert set(bare.parts) == {"body", "finder", "handle", "lens", "matte box"}
    assert bare.points[bare.parts == "matte box", 0].min() > 0.04, "before the entrance pupil"
    assert bare.points[bare.parts == "finder", 1].max() < 0.0, "on the operator's side"


@pytest.mark.parametrize("sex", ["female", "male"])
def test_the_points_of_a_body_lie_all_over_it(sex: str) -> None:
    figure = build_figure(Person(sex, 1.75, "#336699"), Posture("seated"))
    surface = surface_of(figure)
    assert 1200 < len(surface.points) < 2200
    skin = np.concatenate([part.points for part in figure.mesh.parts])
    lowest, highest = surface.points.min(axis=0), surface.points.max(axis=0)
    assert np.abs(lowest - skin.min(axis=0)).max() < 0.06 and np.abs(highest - skin.max(axis=0)).max() < 0.06
    for part, joint in (("left hand", "leftHand"), ("right shin", "rightFoot"), ("head", "head")):
        near = np.linalg.norm(surface.points[surface.parts == part] - figure.joints_in_actor[joint], axis=1)
        assert near.min() < 0.13, part
    assert surface_of(figure) is surface


def test_a_shot_with_four_people_is_examined_quickly() -> None:
    scene = Path(__file__).parents[3] / "scenes" / "four_planes.json"
    document = read_document(scene)
    fourth = document.actors[0].model_copy(
        update={"id": "pilot", "position_m": (-1.9, 0.5, 0.0), "orientation_xyzw": (0.0, 0.0, 0.0, 1.0)}
    )
    document = document.model_copy(update={"actors": (*document.actors, fourth)})
    staged = stage(document, "1a", beside=scene.parent)
    reading = read_shot(staged, scene="s.json")
    times = []
    for _ in range(4):
        start = time.process_time()
        examine(staged, reading)
        times.append(time.process_time() - start)
    assert min(times) < 1.5, "about 0.1 s of one core"

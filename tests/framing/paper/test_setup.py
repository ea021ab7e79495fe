"""Set-ups in words: directions, offsets, rails and lamps."""

from __future__ import annotations

import math
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from framing.small_scene import build, make_folder, turned, two_people
from zeroshot.framing.paper.directions import direction_words, nearest_word, offset_words
from zeroshot.framing.paper.setup import read_setup
from zeroshot.framing.staging import stage
from zeroshot.spatial import STATION_DIRECTIONS, unit


@pytest.mark.parametrize(("word", "way"), STATION_DIRECTIONS.items())
def test_the_six_directions_have_one_word(word: str, way: tuple[float, float, float]) -> None:
    assert direction_words(way) == nearest_word(way) == word


ONE = st.floats(-1.0, 1.0).filter(lambda value: abs(value) > 1e-3)


@given(st.tuples(ONE, ONE, ONE))
def test_words_made_one_after_the_other_give_the_direction(way: tuple[float, float, float]) -> None:
    said = direction_words(way)
    first, *turns = [said.split(",")[0], *re.findall(r"(\d+)° toward (\w+)", said)]
    made = np.array(STATION_DIRECTIONS[str(first)])
    for degrees, word in turns:
        turn = math.radians(float(degrees))
        made = made * math.cos(turn) + np.array(STATION_DIRECTIONS[word]) * math.sin(turn)
    # Each turn is rounded to a degree, and one of less than three is not said.
    assert math.degrees(math.acos(min(1.0, float(unit(way) @ made)))) < 4.5


def test_offsets_are_in_centimetres_along_the_station() -> None:
    assert offset_words((0.124, -0.6, 0.001)) == "12 cm forward, 60 cm port"
    assert offset_words((-0.05, 0.0, -1.5)) == "5 cm aft, 150 cm overhead"
    assert offset_words((0.0, 0.004, 0.0)) == "right there"


@pytest.mark.parametrize("turn", [(0, 0, 0), (90, 0, 0), (31, 57, -12)])
def test_a_setup_reads_the_same_however_the_station_lies(tmp_path: Path, turn: tuple[int, int, int]) -> None:
    make_folder(tmp_path)
    content = two_people()
    content["actors"][0]["anchors"] = [{"effector": "left_foot", "to": "lab/rail-1"}]
    content["actors"][1]["gaze"] = {"at": "a"}
    content["lights"] = [{"id": "key", "position_m": [0.9, 0.25, -0.2], "orientation_xyzw": [0, 0, 1, 0]}]
    content = turned(content, Rotation.from_euler("zyx", turn, degrees=True), (3.0, -2.0, 1.0))
    setup = read_setup(stage(build(content), beside=tmp_path))
    assert setup.module == "lab, A room"
    assert setup.attitude_words == "lens toward port; picture's right toward forward"
    (rail,) = setup.rails
    # From a lens at (0, 1.4, −0.4) to a rail from deck to overhead at (0.9, −0.25), 1 m long about z = −0.2.
    assert rail.distance_m == pytest.approx(math.hypot(0.9, 1.65))
    assert rail.offset_words == "90 cm aft, 165 cm starboard, 20 cm overhead"
    assert rail.spoken == "rail-1, port wall"
    surgeon, cosmonaut = setup.people
    assert surgeon.words == "head toward overhead; faces aft; left foot on rail-1, port wall"
    assert cosmonaut.words == "head toward starboard; faces forward; drifts; looks at the lens"
    assert setup.lights == (
        "lab: all on",
        "key: 30 × 30 cm, 1000 lm, 5000 K, shines aft, 50 cm starboard of the middle of rail-1, port wall",
    )


def test_lamps_are_told_by_group_where_a_group_burns_alike() -> None:
    content = {
        "set": {
            "modules": [
                {"id": "lab", "model": "destiny", "lights": {"overhead-port": 0.4, "luminaire-1": 0.0}}
            ]
        },
        "cameras": [{"id": "a"}],
    }
    staged = stage(build(content))
    points = staged.modules[0].model.facts.points
    group = points["luminaire-1"].group
    (said,) = read_setup(staged).lights
    other = ({"overhead-port", "overhead-starboard"} - {group}).pop()
    assert f"{other} {'40 %' if other == 'overhead-port' else 'on'}" in said
    assert "luminaire-1 off" in said


def test_the_nearest_rails_are_on_three_walls() -> None:
    content = {
        "set": {"modules": [{"id": "lab", "model": "destiny"}]},
        "cameras": [{"id": "a", "position_m": [0.3, 0.2, -0.1]}],
    }
    staged = stage(build(content))
    rails = read_setup(staged).rails
    assert len({rail.spoken.split(", ")[1] for rail in rails}) == len(rails) == 3
    points = staged.modules[0].model.facts.points
    lens = np.array([0.3, 0.2, -0.1])
    nearest = min(
        math.dist(lens, np.array(p.position_m) + np.array(p.direction) * share * p.length_m)
        for p in points.values()
        if p.kind == "handrail"
        for share in np.linspace(-0.5, 0.5, 201)
    )
    assert rails[0].distance_m == pytest.approx(nearest, abs=1e-3)
    assert [rail.distance_m for rail in rails] == sorted(rail.distance_m for rail in rails)


@pytest.mark.parametrize(
    ("dimmed", "position_m", "said"),
    [
        ({}, (0, 0, 0), ("lab: all on", "every other module: all on")),
        ({"pma": 0.0}, (0, 0, 0), ("lab: all on", "pma: all off", "unity: all on")),
        ({}, (0, 40, 0), ("every module: all on",)),
    ],
)
def test_lamps_of_every_module_are_told(
    dimmed: dict[str, float], position_m: tuple[int, int, int], said: tuple[str, ...]
) -> None:
    modules = [
        {
            "id": name,
            "model": model,
            "position_m": [20 * number, 0, 0],
            "lights": {"all": dimmed.get(name, 1.0)},
        }
        for number, (name, model) in enumerate({"lab": "destiny", "pma": "harmony", "unity": "unity"}.items())
    ]
    content = {"set": {"modules": modules}, "cameras": [{"id": "a", "position_m": position_m}]}
    assert read_setup(stage(build(content))).lights == said

"""Lamps and their switches."""

from __future__ import annotations

import pytest

from framing.small_scene import build, two_people
from zeroshot.errors import SceneFileError
from zeroshot.framing.light.lamps import level_of
from zeroshot.framing.staging import stage


@pytest.mark.parametrize(
    ("levels", "wanted"),
    [
        ({}, 1.0),
        ({"all": 0.25}, 0.25),
        ({"all": 0.25, "row": 0.5}, 0.5),
        ({"row": 0.5, "luminaire-3": 0.75, "all": 0.0}, 0.75),
        ({"luminaire-4": 0.1, "hub": 0.2}, 1.0),
        ({"all": 1.0, "luminaire-3": 0.0}, 0.0),
    ],
)
def test_the_more_specific_switch_wins(levels, wanted):
    assert level_of("luminaire-3", "row", levels) == wanted


def test_a_switch_dims_and_a_shot_switches_anew(folder):
    content = two_people()
    content["set"]["modules"][0]["lights"] = {"all": 0.5}
    assert stage(build(content), "1a", beside=folder).luminaires[0].lumens == pytest.approx(750.0)
    content["shots"][0]["blocking"] = {"lab": {"lights": {"all": 0.0}}}
    assert stage(build(content), "1a", beside=folder).luminaires[0].lumens == 0.0
    content["shots"][0]["blocking"] = {"lab": {"lights": None}}
    assert stage(build(content), "1a", beside=folder).luminaires[0].lumens == 1500.0


def test_an_unknown_switch_names_the_nearest(folder):
    content = two_people()
    (name,) = [name for name in content_lamps(folder) if name]
    content["set"]["modules"][0]["lights"] = {f"{name}x": 0.5}
    with pytest.raises(SceneFileError, match=f'"lab" has no lights called .*did you mean "{name}"'):
        stage(build(content), "1a", beside=folder)
    content["set"]["modules"][0]["lights"] = {"disco": 0.5}
    with pytest.raises(SceneFileError, match='it has "all"'):
        stage(build(content), "1a", beside=folder)


def content_lamps(folder) -> list[str]:
    facts = stage(build(two_people()), "1a", beside=folder).modules[0].model.facts
    return [name for name, point in facts.points.items() if point.kind == "luminaire"]

"""Bodies and the neutral posture hold to the collected facts, which lie beside the project."""

import json
from pathlib import Path

import numpy as np
import pytest

from zeroshot.people.figure import Person, build_figure
from zeroshot.people.neutral import NEUTRAL_FACTS
from zeroshot.people.proportions import dimensions
from zeroshot.people.skeleton import INDEX

FACTS = Path(__file__).parents[3] / "shared" / "facts"
pytestmark = pytest.mark.skipif(not FACTS.is_dir(), reason="the facts to compare with are not here")


def read(name: str) -> dict:
    return json.loads((FACTS / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("sex", ["female", "male"])
def test_dimensions_are_those_of_ansur(sex: str) -> None:
    for name, row in read("anthropometry.json")["dims"].items():
        if name == "stature":
            continue
        for stature in (1.5, 1.7, 1.9):
            mean, spread = row[sex]["regress"], row[sex]["regress"]["sd"]
            assert dimensions(sex, stature)[name] == pytest.approx(mean["a"] + mean["b"] * stature)
            heavier = dimensions(sex, stature, 1.0)[name] - dimensions(sex, stature)[name]
            assert heavier == pytest.approx(0.0) or heavier == pytest.approx(1.645 * spread)


def test_the_table_of_the_neutral_posture_is_the_collected_one() -> None:
    table = read("human.json")["joints"]
    flexed = {"knee": "knee_thigh_shank", "hip": "hip_trunk_thigh", "elbow": "elbow"}
    for name, key in flexed.items():
        assert NEUTRAL_FACTS[name].mean == table[key]["flexion"] == 180 - table[key]["mean"]
        assert NEUTRAL_FACTS[name].sd == table[key]["sd"]
    assert NEUTRAL_FACTS["ankle"].mean == table["ankle_shank_foot"]["plantarflexion"]
    assert NEUTRAL_FACTS["neck"].mean == table["neck_torso_forward"]["mean"]
    assert NEUTRAL_FACTS["shoulder"].mean == table["shoulder_flexion_from_trunk"]["mean"]
    low, high = table["shoulder_abduction"]["range"]
    assert low <= NEUTRAL_FACTS["spread"].mean <= high


def test_the_neutral_posture_is_the_table() -> None:
    table = {name: row["mean"] for name, row in read("human.json")["joints"].items()}
    figure = build_figure(Person("male", 1.75, "#c8553d"))
    axes = figure.attitudes_in_actor

    def turned(parent: str, joint: str) -> float:
        """Return the angle between two bones' down axes, in degrees."""
        a, b = axes[INDEX[parent]][:, 2], axes[INDEX[joint]][:, 2]
        return float(np.degrees(np.arccos(np.clip(a @ b, -1.0, 1.0))))

    assert turned("rightUpperArm", "rightLowerArm") == pytest.approx(180.0 - table["elbow"], abs=0.1)
    assert turned("rightUpperLeg", "rightLowerLeg") == pytest.approx(
        180.0 - table["knee_thigh_shank"], abs=0.1
    )
    assert turned("rightLowerLeg", "rightFoot") == pytest.approx(table["ankle_shank_foot"] - 90.0, abs=0.1)
    thigh, arm = axes[INDEX["rightUpperLeg"]][:, 2], axes[INDEX["rightUpperArm"]][:, 2]
    assert np.degrees(np.arctan2(thigh[0], thigh[2])) == pytest.approx(
        180.0 - table["hip_trunk_thigh"], abs=0.1
    )
    assert np.degrees(np.arctan2(arm[0], arm[2])) == pytest.approx(
        table["shoulder_flexion_from_trunk"], abs=0.1
    )
    assert np.degrees(np.arcsin(arm[1])) == pytest.approx(table["shoulder_abduction"], abs=0.1)
    face = axes[INDEX["head"]][:, 0]
    assert np.degrees(np.arcsin(face[2])) == pytest.approx(table["neck_torso_forward"], abs=0.1)

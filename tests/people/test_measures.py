"""Bodies of every stature and build measure what ANSUR II says, on the skin itself."""

from __future__ import annotations

import numpy as np
import pytest
import trimesh

from people.tape import Tape, measures
from zeroshot.people.figure import Person, build_figure
from zeroshot.people.proportions import SPINE_GROWTH, dimensions, mass_of, rest_joints
from zeroshot.people.regions import REGION_INDEX
from zeroshot.people.shape import shaped_points
from zeroshot.people.template import read_parts

# 5th, 50th and 95th percentile of stature; slim, mid and heavy at the 50th.
NINE = [
    *(("female", stature, 0.0) for stature in (1.525, 1.626, 1.740)),
    *(("male", stature, 0.0) for stature in (1.648, 1.755, 1.870)),
    *(
        (sex, stature, build)
        for sex, stature in (("female", 1.626), ("male", 1.755))
        for build in (-1.0, 1.0)
    ),
]


def taped(sex: str, stature_m: float, build: float) -> Tape:
    skin = read_parts("skin", sex)["skin"]
    points = shaped_points(skin, sex=sex, stature_m=stature_m, build=build).astype(float)
    is_arm = np.isin(skin.region, [REGION_INDEX[name] for name in ("upper arm", "lower arm", "hand")])
    return Tape(sex, stature_m, points, skin.triangles, SPINE_GROWTH, is_arm, build)


@pytest.mark.parametrize(("sex", "stature_m", "build"), NINE)
def test_a_body_measures_what_the_regressions_say(sex, stature_m, build):
    off = {
        name: measured / wanted - 1.0
        for name, (measured, wanted) in measures(taped(sex, stature_m, build)).items()
    }
    assert len(off) >= 20
    assert {name: round(share, 3) for name, share in off.items() if abs(share) > 0.05} == {}


@pytest.mark.parametrize(("sex", "stature_m", "build"), NINE)
def test_a_body_weighs_what_its_skin_holds(sex, stature_m, build):
    """A living body weighs about as much as water: 985 to 1,065 kg/m³, lean ones most (Durnin 1974)."""
    tape = taped(sex, stature_m, build)
    mesh = trimesh.Trimesh(tape.points, tape.triangles, process=False)
    assert mesh.is_watertight
    assert 965.0 < mass_of(sex, stature_m, build) / mesh.volume < 1085.0


@pytest.mark.parametrize("sex", ["female", "male"])
def test_a_build_changes_girths_and_mass_but_no_length(sex):
    slim, heavy = (dimensions(sex, 1.7, build) for build in (-1.0, 1.0))
    for name, value in slim.items():
        if name.endswith(("height", "length")) or name.startswith(("head", "hand", "foot")):
            assert heavy[name] == value, name
    assert heavy["waistcircumference"] > 1.3 * slim["waistcircumference"]
    figures = [build_figure(Person(sex, 1.7, "#c8553d", build=build)) for build in (-1.0, 0.0, 1.0)]
    masses = [figure.mass_kg for figure in figures]
    assert masses == sorted(masses) and masses[2] > 1.4 * masses[0]
    bones = [
        np.linalg.norm(f.joints_in_actor["leftHand"] - f.joints_in_actor["leftLowerArm"]) for f in figures
    ]
    assert bones == pytest.approx([bones[1]] * 3)


def test_the_spine_grows_in_the_trunk_alone():
    """3 % of stature between hip joints and the base of the neck (NASA-STD-3000 §3.2.3)."""
    earth, space = rest_joints("male", 1.8, spine_growth=0.0), rest_joints("male", 1.8)
    for name, point in earth.items():
        grown = point[2] - space[name][2]
        assert grown == pytest.approx(0.0 if "Leg" in name or "Foot" in name or "Toes" in name else grown)
        if name in ("neck", "head", "leftEye"):
            assert grown == pytest.approx(SPINE_GROWTH * 1.8)

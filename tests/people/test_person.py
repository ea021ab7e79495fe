"""Who someone is and how they hold themselves: kept by value, checked with sentences, mirrored."""

from __future__ import annotations

import numpy as np
import pytest

from zeroshot.people.figure import Person, Posture, build_figure
from zeroshot.people.palette import paint_colors
from zeroshot.people.person import check_person
from zeroshot.people.posture import check_posture, posture_angles
from zeroshot.people.proportions import BodyError
from zeroshot.people.skeleton import INDEX, JOINTS, mirrored

WOMAN = Person("female", 1.65, "#c8553d")


def test_what_is_alike_is_kept_once():
    kept = {WOMAN: 1, Posture(joints_deg={"neck": [1, 2, 3], "head": (4, 5, 6)}): 2}
    assert kept[Person("female", 1.65, "#c8553d")] == 1
    assert kept[Posture(joints_deg={"head": [4.0, 5, 6], "neck": (1, 2, 3)})] == 2
    assert Posture(seed=1) != Posture(seed=2)
    assert Person("female", 1.65, "#c8553d", build=1.0) not in kept


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"build": 1.5}, "slim"),
        ({"skin": "rosey"}, 'did you mean "rosy"'),
        ({"hair_color": "#12"}, "hair colour"),
        ({"hair": "bum"}, 'did you mean "bun"'),
        ({"clothes": ("poloo", "socks")}, 'did you mean "polo"'),
        ({"clothes": ("socks", "socks", "cargo-trousers")}, "socks twice"),
        ({"clothes": ("polo", "socks")}, "nothing covers the hips"),
        ({"name_tag": "x" * 25}, "24"),
    ],
)
def test_a_person_that_cannot_be_is_refused(changes, words):
    with pytest.raises(BodyError, match=words):
        check_person(Person(**{"sex": "female", "stature_m": 1.65, "color": "#c8553d", **changes}))


@pytest.mark.parametrize(
    ("posture", "words"),
    [
        (Posture(face="nuetral"), 'did you mean "neutral"'),
        (Posture(left_hand="fists"), 'did you mean "fist"'),
        (Posture(joints_deg={"hed": (0, 0, 0)}), 'did you mean "head"'),
    ],
)
def test_a_posture_that_cannot_be_is_refused(posture, words):
    with pytest.raises(BodyError, match=words):
        check_posture(posture)


def test_a_mirrored_pose_is_the_mirror_image():
    plain = build_figure(WOMAN, Posture("hold-rail")).joints_in_actor
    mirror = build_figure(WOMAN, Posture("hold-rail", is_mirrored=True)).joints_in_actor
    for name in JOINTS:
        assert np.allclose(plain[name] * [1, -1, 1], mirror[mirrored(name)], atol=1e-9), name


def test_hands_take_the_place_of_those_of_the_pose():
    angles = posture_angles(Posture("neutral", left_hand="fist"))
    assert abs(angles[INDEX["leftIndexProximal"], 0]) == pytest.approx(np.radians(80))
    assert abs(angles[INDEX["rightIndexProximal"], 0]) == pytest.approx(np.radians(22))


def test_a_chosen_skin_is_that_colour():
    paint = np.array([[0, 0, 1]], dtype=np.float32)
    chosen = Person("male", 1.8, "#c8553d", skin="#102030")
    assert paint_colors("skin", paint, chosen)[0, :3].tolist() == [16, 32, 48]
    named = Person("male", 1.8, "#c8553d", skin="rosy")
    usual_of_a_woman = paint_colors("skin", paint, WOMAN)
    assert paint_colors("skin", paint, named).tolist() == usual_of_a_woman.tolist()

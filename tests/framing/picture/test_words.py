"""A reading in words."""

from dataclasses import replace

import pytest

from zeroshot.framing.picture.forms import LensReading, PlaneReading, Reading, SubjectReading
from zeroshot.framing.picture.words import clock_words, describe, listed, number_word, shot_title

LENS = LensReading(
    focal_length_mm=35.0,
    horizontal_fov_deg=55.3,
    vertical_fov_deg=24.7,
    near_focus_m=1.11,
    far_focus_m=1.30,
    sensor_name="ALEXA Mini LF 4.5K open gate",
    aspect=2.39,
    f_stop=2.8,
    focus_m=1.2,
)
SURGEON = SubjectReading(
    id="surgeon",
    in_frame=True,
    size="MCU",
    side="three-quarter left",
    angle="low",
    angle_deg=22.4,
    clock_deg=90.0,
    lean_deg=-4.0,
    in_focus=True,
    name="Surgeon",
    sex="female",
)
READING = Reading(
    scene="s.json",
    shot="1a",
    camera="a",
    lens=LENS,
    planes=(
        PlaneReading(("station",), 0.0),
        PlaneReading(("surgeon",), 90.0),
        PlaneReading(("camera",), 47.1),
    ),
    subjects=(SURGEON,),
)


def test_a_shot_in_words():
    assert describe(READING) == (
        "1A, 35 mm on ALEXA Mini LF 4.5K open gate, 2.39:1, 3 planes: station; Surgeon at 90°; camera at 47°."
        " Surgeon MCU, three-quarter left, her low angle 22°, head at 3 o'clock, in focus."
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"sex": "male"}, "his low angle 22°"),
        ({"angle": "level"}, "at her eye level"),
        ({"in_focus": False}, "out of focus"),
        ({"lean_deg": 30.0}, "head at 3 o'clock, leaning 30° away"),
        ({"lean_deg": -30.0}, "leaning 30° toward us"),
        ({"clock_deg": None, "lean_deg": -90.0}, "head straight at us"),
        ({"clock_deg": 359.0}, "head at 12 o'clock"),
        ({"size": None, "clock_deg": None}, "Surgeon: part of her body"),
        ({"in_frame": False}, "Nobody in frame. Out of frame: Surgeon."),
    ],
)
def test_what_else_it_may_say(change, said):
    assert said in describe(replace(READING, subjects=(replace(SURGEON, **change),)))


def test_small_words():
    assert [clock_words(angle) for angle in (0, 14, 16, 180, 345, 355)] == [
        "12 o'clock",
        "12 o'clock",
        "1 o'clock",
        "6 o'clock",
        "12 o'clock",
        "12 o'clock",
    ]
    assert [shot_title(name) for name in ("1a", "12ab", "wide", "A1")] == ["1A", "12AB", "wide", "A1"]
    assert (listed([]), listed(["a"]), listed(["a", "b", "c"])) == ("", "a", "a, b and c")
    assert (number_word(3), number_word(99)) == ("three", "99")

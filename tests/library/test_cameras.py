"""The camera catalogue: its size, that its numbers agree with one another, and finding a mode."""

import math
from collections import Counter

import pytest

from zeroshot.errors import AssetError
from zeroshot.library.cameras import find_sensor, list_cameras, list_sensors, modes_of


def test_holds_thirty_cameras_in_sixty_modes():
    assert len(list_cameras()) >= 30
    assert len(list_sensors()) >= 60


def test_pixels_are_square():
    for sensor in list_sensors():
        if sensor.width_px is not None and sensor.height_px is not None:
            pitch_across, pitch_down = sensor.width_mm / sensor.width_px, sensor.height_mm / sensor.height_px
            assert pitch_across == pytest.approx(pitch_down, rel=0.03), sensor.name


def test_pixels_come_in_pairs():
    assert all((sensor.width_px is None) == (sensor.height_px is None) for sensor in list_sensors())


def test_every_pitch_is_one_that_sensors_have():
    for sensor in list_sensors():
        if sensor.width_px is not None:
            # From a phone-sized chip to a still camera that bins four pixels into one.
            assert 1.0 < sensor.width_mm / sensor.width_px * 1000.0 < 17.0, sensor.name


def test_names_are_unique_in_any_case():
    counts = Counter(sensor.name.casefold() for sensor in list_sensors())
    assert [name for name, count in counts.items() if count > 1] == []


def test_every_mode_says_its_source_and_grade():
    for sensor in list_sensors():
        assert len(sensor.source) > 10, sensor.name
        assert sensor.grade in "ABCD"
        if "recalled" in sensor.source:
            assert sensor.grade in "CD", sensor.name


@pytest.mark.parametrize(
    ("name", "width_mm", "height_mm"),
    [
        ("ARRI ALEXA Mini LF 4.5K open gate", 36.70, 25.54),
        ("ARRI ALEXA 65 6.5K open gate", 54.12, 25.58),
        ("RED Helium 8K S35 8K full format", 29.90, 15.77),
        ("RED V-RAPTOR 8K VV 8K 2.4:1", 40.96, 17.28),  # listed elsewhere with pixels for millimetres
        ("RED Dragon 6K S35 3K", 15.36, 8.10),  # listed elsewhere with 5.4 µm pixels
        ("Sony VENICE 6K 3:2", 35.9, 24.0),
        ("Canon EOS C500 4K 17:9", 26.21, 13.82),
        ("Film IMAX 15/70 camera aperture", 70.41, 52.63),
    ],
)
def test_known_sizes(name, width_mm, height_mm):
    sensor = find_sensor(name)
    assert (sensor.width_mm, sensor.height_mm) == (width_mm, height_mm)


def test_pixels_listed_with_a_typing_error_are_mended():
    assert find_sensor("Sony BURANO 4K 17:9 S35 crop").height_px == 2160


def test_knows_the_cameras_that_flew():
    flown = {sensor.camera for sensor in list_sensors() if sensor.flew}
    assert {
        "RED Helium 8K S35",
        "RED Dragon 6K S35",
        "Canon EOS C500",
        "Canon XF705",
        "Nikon D5",
        "Nikon Z9",
    } <= flown


def test_a_mode_whose_numbers_contradict_is_left_out():
    assert not any("HERO12" in sensor.model for sensor in list_sensors())


def test_finds_in_any_case_and_by_camera_alone():
    assert find_sensor("arri  alexa mini lf 4.5k OPEN gate").name == "ARRI ALEXA Mini LF 4.5K open gate"
    assert find_sensor("ARRI ALEXA Mini LF").name == "ARRI ALEXA Mini LF 4.5K open gate"


def test_an_unknown_name_gets_the_nearest():
    with pytest.raises(AssetError, match=r'did you mean "ARRI ALEXA Mini LF 4.5K open gate"'):
        find_sensor("ARI ALEXA Mini LF 4.5K opengate")
    with pytest.raises(AssetError, match="give the size of its sensor"):
        find_sensor("zzzz")
    with pytest.raises(AssetError, match='did you mean "Nikon Z9"'):
        modes_of("Nikon Z8")


def test_modes_of_a_camera():
    modes = modes_of("sony venice")
    assert len(modes) >= 5
    assert {mode.camera for mode in modes} == {"Sony VENICE"}


def test_derived_sizes():
    sensor = find_sensor("ARRI ALEXA Mini LF")
    assert sensor.diagonal_mm == pytest.approx(math.sqrt(36.7**2 + 25.54**2))
    assert sensor.circle_of_confusion_mm == pytest.approx(44.712 / 1500, abs=1e-6)
    assert sensor.aspect == pytest.approx(1.43696, abs=1e-5)


def test_becomes_a_scene_sensor():
    sensor = find_sensor("Sony VENICE 6K 3:2").to_sensor()
    assert (sensor.name, sensor.width_mm, sensor.height_mm) == ("Sony VENICE 6K 3:2", 35.9, 24.0)


def test_every_mode_is_a_sensor_that_a_scene_takes():
    for sensor in list_sensors():
        assert sensor.to_sensor().width_mm == sensor.width_mm

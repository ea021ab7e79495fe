"""The lens catalogue: its size, its order, the nearest carried prime."""

import pytest

from zeroshot.errors import AssetError
from zeroshot.library.cameras import find_sensor
from zeroshot.library.lenses import (
    ASPECT_RATIOS,
    IMAGE_CIRCLE_MM,
    SQUEEZES,
    find_prime_set,
    list_prime_sets,
)


def test_holds_ten_sets_with_unique_names_and_sources():
    sets = list_prime_sets()
    assert len(sets) >= 10
    assert len({lenses.name.casefold() for lenses in sets}) == len(sets)
    assert all(len(lenses.source) > 10 for lenses in sets)


def test_focal_lengths_rise():
    for lenses in list_prime_sets():
        assert list(lenses.focal_lengths_mm) == sorted(set(lenses.focal_lengths_mm)), lenses.name
        assert all(short < long for short, long in lenses.zooms_mm)
        assert lenses.t_stops is None or lenses.t_stops[0] <= lenses.t_stops[1]
        assert lenses.squeeze in SQUEEZES


@pytest.mark.parametrize(
    ("typed", "carried"),
    [(20, 21), (19, 18), (1, 12), (5000, 300), (35, 35), (60, 65), (27.5, 27), (57, 50), (57.1, 65)],
)
def test_nearest_prime_is_nearest_by_ratio(typed, carried):
    # 50 and 65 meet at √(50·65) = 57.009, not at 57.5.
    assert find_prime_set("Cooke S4/i").nearest_prime_mm(typed) == carried


@pytest.mark.parametrize("focal_length_mm", [0.0, -35.0, float("nan"), float("inf")])
def test_refuses_a_focal_length_that_cannot_be(focal_length_mm):
    with pytest.raises(AssetError, match="above 0 mm"):
        find_prime_set("Cooke S4/i").nearest_prime_mm(focal_length_mm)


def test_unknown_set_gets_the_nearest():
    with pytest.raises(AssetError, match='did you mean "Zeiss Supreme Prime"'):
        find_prime_set("Zeis Supreme")
    with pytest.raises(AssetError, match="there are ARRI Signature Prime, "):
        find_prime_set("qqq")


def test_coverage():
    assert find_prime_set("ARRI Signature Prime").covers(find_sensor("ARRI ALEXA Mini LF"))
    assert not find_prime_set("Cooke S4/i").covers(find_sensor("ARRI ALEXA Mini LF"))
    assert find_prime_set("Cooke S4/i").covers(find_sensor("Film Super 35 4-perf"))
    assert find_prime_set("Zeiss Supreme Prime").covers(find_sensor("Sony VENICE 6K 3:2"))
    assert not find_prime_set("ARRI Signature Prime").covers(find_sensor("ARRI ALEXA 65"))


def test_image_circles_are_the_diagonals_that_they_claim():
    assert IMAGE_CIRCLE_MM["Super 35"] == pytest.approx((24.89**2 + 18.66**2) ** 0.5, abs=0.05)
    assert IMAGE_CIRCLE_MM["full frame"] == pytest.approx((36.0**2 + 24.0**2) ** 0.5, abs=0.05)
    assert IMAGE_CIRCLE_MM["large format"] == pytest.approx((36.7**2 + 25.54**2) ** 0.5, abs=0.1)


def test_ratios_and_squeezes():
    assert [ratio.value for ratio in ASPECT_RATIOS] == sorted(ratio.value for ratio in ASPECT_RATIOS)
    assert {1.33, 1.85, 2.39} <= {ratio.value for ratio in ASPECT_RATIOS}
    assert SQUEEZES[0] == 1.0
    assert SQUEEZES[-1] == 2.0
    assert any(lenses.squeeze == 2.0 for lenses in list_prime_sets())

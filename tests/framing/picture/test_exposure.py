"""How bright a picture is: against the exposure triangle, by hand, and without jumps."""

from __future__ import annotations

import math

import numpy as np
import pytest

from framing.small_scene import build, two_people
from zeroshot.framing.picture.exposure import DARKEST_LUX, exposure_of, grey_luminance
from zeroshot.framing.staging import stage
from zeroshot.scene.document import Exposure


def staged(folder, **camera):
    content = two_people()
    content["cameras"][0].update(camera)
    return stage(build(content), "1a", beside=folder)


def test_grey_luminance_is_the_meter_formula() -> None:
    # 12.5 · 5.6² / (100 · 1/48) = 188 cd/m²: what a grey card gives in 3,280 lux.
    assert grey_luminance(Exposure(iso=100.0), f_stop=5.6) == pytest.approx(12.5 * 5.6**2 * 48 / 100)
    # Sunny sixteen: ISO 100, f/16, 1/100 s shows the grey card of a sunny day, about 3,200 cd/m² by this K.
    sunny = Exposure(iso=100.0, shutter_angle_deg=360.0, fps=100.0)
    assert grey_luminance(sunny, f_stop=16.0) == pytest.approx(3200.0)


@pytest.mark.parametrize(
    ("change", "stops"),
    [
        ({}, 0.0),
        ({"iso": 1600.0}, 1.0),
        ({"shutter_angle_deg": 90.0}, -1.0),
        ({"fps": 48.0}, -1.0),
        ({"nd_stops": 2.0}, -2.0),
    ],
)
def test_a_stop_is_a_stop(folder, change, stops) -> None:
    base = exposure_of(staged(folder, exposure={"iso": 800.0}))
    changed = exposure_of(staged(folder, exposure={"iso": 800.0, **change}))
    assert changed.stops_over - base.stops_over == pytest.approx(stops)
    assert math.log2(changed.display_per_lux / base.display_per_lux) == pytest.approx(stops)


def test_the_speed_it_names_gives_the_automatic_picture(folder) -> None:
    automatic = exposure_of(staged(folder))
    assert automatic.stops_over == 0.0
    by_hand = exposure_of(staged(folder, exposure={"iso": round(automatic.automatic_iso, 3)}))
    assert by_hand.stops_over == pytest.approx(0.0, abs=1e-3)
    assert by_hand.display_per_lux == pytest.approx(automatic.display_per_lux, rel=1e-3)


def test_half_the_light_is_a_stop_more_and_the_dark_stays_dark(folder) -> None:
    def metered(level: float):
        content = two_people()
        content["set"]["modules"][0]["lights"] = {"all": level}
        return exposure_of(stage(build(content), "1a", beside=folder))

    full, half, off = metered(1.0), metered(0.5), metered(0.0)
    assert math.log2(half.display_per_lux / full.display_per_lux) == pytest.approx(1.0, abs=0.08)
    assert off.metered_lux == pytest.approx(DARKEST_LUX, rel=0.01)


def test_nearly_equal_shots_are_exposed_nearly_equally(folder) -> None:
    """Someone leaves the picture as the camera turns: nothing jumps."""
    values = []
    for angle in np.linspace(-math.pi, 0.0, 361):
        turn = [0.0, 0.0, math.sin(angle / 2), math.cos(angle / 2)]
        values.append(math.log2(exposure_of(staged(folder, orientation_xyzw=turn)).display_per_lux))
    assert np.abs(np.diff(values)).max() < 0.06
    assert np.ptp(values) > 0.0

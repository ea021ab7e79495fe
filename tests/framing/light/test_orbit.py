"""Where Earth and sun stand, against derivations of another kind: tangents, marching, and whole sums."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.spatial.transform import Rotation

from zeroshot.framing.light.orbit import (
    DEFAULT_ORBIT,
    earth_angular_radius_rad,
    earth_from_world,
    earth_share,
    earthlight_lux,
    horizon_dip_rad,
    is_sun_up,
    noon_minute,
    sun_in_world,
)
from zeroshot.scene.document import Orbit

R_KM, H_KM = 6371.0, 420.0


def test_the_horizon_is_where_a_line_of_sight_just_touches() -> None:
    def nearest_km(dip: float) -> float:
        """Return how near a ray so far below the level passes to the Earth's centre, by walking along it."""
        steps = np.linspace(0.0, 5000.0, 500_001)
        x, z = steps * math.cos(dip), R_KM + H_KM - steps * math.sin(dip)
        return float(np.hypot(x, z).min()) - R_KM

    dip = brentq(nearest_km, math.radians(10), math.radians(30))
    assert math.degrees(horizon_dip_rad()) == pytest.approx(20.3, abs=0.1)
    assert horizon_dip_rad() == pytest.approx(dip, abs=1e-5)
    assert horizon_dip_rad() + earth_angular_radius_rad() == pytest.approx(math.pi / 2)


def test_the_sun_rises_ahead_stands_overhead_at_noon_and_sets_aft() -> None:
    np.testing.assert_allclose(sun_in_world(Orbit(minute=noon_minute())), [0, 0, -1], atol=1e-9)
    assert noon_minute() == pytest.approx(28.2, abs=0.05)
    dip = horizon_dip_rad()
    np.testing.assert_allclose(
        sun_in_world(Orbit(minute=0.0)), [math.cos(dip), 0.0, math.sin(dip)], atol=1e-9
    )
    sunset = sun_in_world(Orbit(minute=2 * noon_minute()))
    np.testing.assert_allclose(sunset, [-math.cos(dip), 0.0, math.sin(dip)], atol=1e-9)
    up = [is_sun_up(Orbit(minute=minute)) for minute in (0.1, 28.0, 56.2, 56.5, 75.0, 91.9)]
    assert up == [True, True, True, False, False, False]


@pytest.mark.parametrize("beta_deg", [-60.0, 0.0, 25.0])
def test_beta_leads_the_sun_to_port(beta_deg: float) -> None:
    for minute in (0.0, 23.0, 60.0):
        sun = sun_in_world(Orbit(minute=minute, beta_deg=beta_deg))
        assert np.linalg.norm(sun) == pytest.approx(1.0)
        assert -sun[1] == pytest.approx(math.sin(math.radians(beta_deg)))


def latitude_longitude_deg(minute: float) -> tuple[float, float]:
    x, y, z = earth_from_world(Orbit(minute=minute)) @ [0.0, 0.0, -1.0]
    return math.degrees(math.asin(z)), math.degrees(math.atan2(y, x))


def test_the_ground_below_moves_as_an_inclined_orbit_over_a_turning_earth() -> None:
    turn = earth_from_world(DEFAULT_ORBIT)
    np.testing.assert_allclose(turn @ turn.T, np.eye(3), atol=1e-12)
    assert np.linalg.det(turn) == pytest.approx(1.0)
    assert latitude_longitude_deg(23.0) == pytest.approx((-18.0, -41.0), abs=0.2)
    track = [latitude_longitude_deg(minute)[0] for minute in np.linspace(0, 92, 2000)]
    assert max(track) == pytest.approx(51.6, abs=0.01)
    assert min(track) == pytest.approx(-51.6, abs=0.01)
    # An orbit later the Earth has turned on below, by 23 degrees.
    assert latitude_longitude_deg(0.0)[1] - latitude_longitude_deg(92.0)[1] == pytest.approx(23.06, abs=0.02)


def test_ahead_is_where_the_ground_comes_from() -> None:
    now, soon = earth_from_world(Orbit(minute=23.0)), earth_from_world(Orbit(minute=23.5))
    below_soon = now.T @ soon @ [0.0, 0.0, -1.0]
    # Half a minute: 1.96° forward, less what the Earth turns.
    assert math.degrees(math.atan2(below_soon[0], -below_soon[2])) == pytest.approx(1.9, abs=0.15)
    assert abs(below_soon[1]) < 0.002


@pytest.mark.parametrize("off_deg", [0.0, 20.0, 60.0, 110.0, 170.0])
def test_the_share_of_the_earth_is_the_mean_of_many_lines_of_sight(off_deg: float) -> None:
    outward = Rotation.from_euler("y", off_deg, degrees=True).apply([0.0, 0.0, 1.0])
    rng = np.random.default_rng(3)
    lines = rng.normal(size=(400_000, 3))
    lines /= np.linalg.norm(lines, axis=1, keepdims=True)
    sees = lines[:, 2] > math.cos(earth_angular_radius_rad())
    wanted = 4.0 * (np.maximum(lines @ outward, 0.0) * sees).mean()
    assert earth_share(outward) == pytest.approx(wanted, abs=0.006)


def test_earthlight_follows_the_sun() -> None:
    down = np.array([0.0, 0.0, 1.0])
    lux = [earthlight_lux(Orbit(minute=minute), down) for minute in (28.0, 15.0, 5.0, 75.0)]
    assert lux[0] == pytest.approx(128e3 * 0.3 * 0.88, rel=0.01)
    assert lux[0] > lux[1] > lux[2] > lux[3] == 0.0

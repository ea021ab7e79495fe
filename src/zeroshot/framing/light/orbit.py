"""Where the Earth and the sun stand, seen from the station, by the minute of its orbit.

The station keeps its deck to the Earth and flies forward: nadir is +Z of the world, the velocity +X. Minute 0
is sunrise on board, 28.2 noon, 56.4 sunset, when the sun stands in the plane of the orbit (beta 0).
"""

from __future__ import annotations

import math

import numpy as np

from zeroshot.scene.document import Orbit
from zeroshot.spatial import DOWN, FORWARD, HEAD, RIGHT, Array

PERIOD_MIN = 92.0
ALTITUDE_M = 420e3
EARTH_RADIUS_M = 6371e3
"""Mean radius. Source: IUGG."""
INCLINATION_RAD = math.radians(51.6)
"""Source: NASA, International Space Station facts and figures."""
EARTH_TURN_MIN = 1436.07
"""The sidereal day: what the Earth takes to turn once."""

DEFAULT_ORBIT = Orbit(minute=23.0)
"""A scene that says nothing flies by day along the coast of Brazil, the sun high and a little ahead."""

_LATITUDE_ARGUMENT_RAD = math.radians(203.2)
_NODE_LONGITUDE_RAD = math.radians(124.1)
"""Where the station is at the default minute: over 18° south, 41° west. At night it then passes Japan."""

SUNLIGHT_LUX = 128e3
"""Sunlight above the air. Source: the solar constant, 1361 W/m² (Kopp and Lean 2011), at 94 lm/W."""
EARTH_ALBEDO = 0.3
"""Source: Stephens et al., "The albedo of Earth", 2015: 0.29."""


def horizon_dip_rad() -> float:
    """Return how far below the level the horizon lies: 20.3°."""
    return math.acos(EARTH_RADIUS_M / (EARTH_RADIUS_M + ALTITUDE_M))


def earth_angular_radius_rad() -> float:
    """Return half the angle that the Earth takes: 69.7°."""
    return math.asin(EARTH_RADIUS_M / (EARTH_RADIUS_M + ALTITUDE_M))


def noon_minute() -> float:
    """Return the minute at which the sun stands highest: a quarter of the orbit and the dip after sunrise."""
    return PERIOD_MIN * (math.pi / 2.0 + horizon_dip_rad()) / (2.0 * math.pi)


def sun_in_world(orbit: Orbit) -> Array:
    """Return the unit direction toward the sun (3,): overhead at noon, ahead at sunrise, aft at sunset."""
    past_noon = 2.0 * math.pi * (orbit.minute - noon_minute()) / PERIOD_MIN
    beta = math.radians(orbit.beta_deg)
    in_plane = math.cos(past_noon) * HEAD - math.sin(past_noon) * FORWARD
    return np.asarray(math.cos(beta) * in_plane - math.sin(beta) * RIGHT)


def is_sun_up(orbit: Orbit) -> bool:
    """Tell whether the Earth leaves the sun free, seen from the station."""
    return math.asin(float(np.clip(sun_in_world(orbit) @ HEAD, -1.0, 1.0))) > -horizon_dip_rad()


def earth_from_world(orbit: Orbit) -> Array:
    """Return the turn (3, 3) into the Earth's frame: x to longitude 0 on the equator, z to the north pole."""
    minutes = orbit.minute - DEFAULT_ORBIT.minute
    u = _LATITUDE_ARGUMENT_RAD + 2.0 * math.pi * minutes / PERIOD_MIN
    node = _NODE_LONGITUDE_RAD - 2.0 * math.pi * minutes / EARTH_TURN_MIN
    tilt, turn = _turn_x(INCLINATION_RAD), _turn_z(node)
    zenith = turn @ tilt @ np.array([math.cos(u), math.sin(u), 0.0])
    ahead = turn @ tilt @ np.array([-math.sin(u), math.cos(u), 0.0])
    # Starboard is nadir × ahead, which keeps the frame right-handed.
    return np.stack([ahead, np.cross(-zenith, ahead), -zenith], axis=1)


def earthlight_lux(orbit: Orbit, outward_in_world: Array) -> float:
    """Return what the sunlit Earth throws on a window from outside, lux.

    outward_in_world: unit (3,), the way out of the window. The Earth is taken as evenly bright, as bright as
    the ground below: sunlight × the sine of the sun's height there × albedo, fading out below the horizon.
    """
    height = float(sun_in_world(orbit) @ HEAD)
    # The half of the Earth that is in sight is still partly lit when the ground below has sunset.
    lit = max(height, 0.0) + 0.05 * math.exp(-((height / 0.25) ** 2)) * (height > -0.35)
    return SUNLIGHT_LUX * EARTH_ALBEDO * lit * earth_share(outward_in_world)


def earth_share(outward_in_world: Array) -> float:
    """Return which share of the light of a surface, lit by an even sky all around, the Earth's disc gives.

    Source: the integral of the cosine over the disc, in rings around the nadir; for a window that faces the
    nadir the square of the sine of the Earth's angular radius, 0.88.
    """
    off = math.acos(float(np.clip(np.asarray(outward_in_world) @ DOWN, -1.0, 1.0)))
    ring = (np.arange(64) + 0.5) / 64.0 * earth_angular_radius_rad()
    around = (np.arange(128) + 0.5) / 128.0 * 2.0 * math.pi
    cosine = np.cos(off) * np.cos(ring)[:, None] + math.sin(off) * np.sin(ring)[:, None] * np.cos(around)
    step = earth_angular_radius_rad() / 64.0 * 2.0 * math.pi / 128.0
    return float((np.maximum(cosine, 0.0) * np.sin(ring)[:, None]).sum() * step / math.pi)


def _turn_x(angle: float) -> Array:
    c, s = math.cos(angle), math.sin(angle)
    return np.array([[1.0, 0.0, 0.0], [0.0, c, -s], [0.0, s, c]])


def _turn_z(angle: float) -> Array:
    c, s = math.cos(angle), math.sin(angle)
    return np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])

"""How numbers become JSON: degrees to 0.01, metres and shares to 0.001, never NaN or infinity."""

from __future__ import annotations

import math


def degrees(angle_deg: float | None) -> float | None:
    """Round an angle; −0 is 0."""
    return None if angle_deg is None else round(angle_deg, 2) + 0.0


def turn(angle_deg: float | None) -> float | None:
    """Round an angle of a whole turn, 0 to 360; 359.999 is 0."""
    return None if angle_deg is None else round(angle_deg, 2) % 360.0


def metres(distance_m: float | None) -> float | None:
    """Round a distance; an infinite one is None."""
    return None if distance_m is None or math.isinf(distance_m) else round(distance_m, 3) + 0.0


def share(value: float | None) -> float | None:
    """Round a share."""
    return None if value is None else round(value, 3) + 0.0


def place(point: tuple[float, float] | None) -> list[float] | None:
    """Round a place in the picture, in shares of its width and height."""
    return None if point is None else [round(value, 4) + 0.0 for value in point]

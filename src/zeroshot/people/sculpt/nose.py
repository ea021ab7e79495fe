"""The nose: bridge, tip, wings, nostrils, in the head's drawing frame, folded points."""

from __future__ import annotations

from dataclasses import dataclass

from zeroshot.people.sculpt.creases import bend, dent
from zeroshot.people.sculpt.fields import carve, cone, ellipsoid, join, path
from zeroshot.spatial import Array


@dataclass(frozen=True)
class Nose:
    """The numbers by which noses differ, in metres: ridge and tip along forward, half the wings' breadth."""

    sellion: float
    bridge: float
    tip: float
    tip_down: float
    half: float


def add_nose(result: Array, p: Array, nose: Nose) -> Array:
    """Add a nose to a field."""
    n, half = nose, nose.half
    ridge = path(
        p,
        (
            (n.sellion - 0.0062, 0.0, -0.0085),
            (n.sellion - 0.0052, 0.0, 0.0020),
            (n.bridge - 0.0062, 0.0, 0.0180),
            (n.tip - 0.0130, 0.0, n.tip_down - 0.0060),
        ),
        (0.0066, 0.0058, 0.0062, 0.0074),
        0.010,
    )
    flank = cone(p, (0.0020, 0.0095, -0.0010), (0.0150, 0.0100, 0.0330), 0.0052, 0.0085)
    tip = ellipsoid(p, (n.tip - 0.0084, 0.0026, n.tip_down), (0.0084, 0.0064, 0.0074))
    wing = ellipsoid(p, (0.0190, half - 0.0054, 0.0405), (0.0098, 0.0056, 0.0072))
    bar = cone(p, (n.tip - 0.0090, 0.0, n.tip_down + 0.0050), (0.0175, 0.0, 0.0470), 0.0036, 0.0048)
    body = join(join(ridge, flank, 0.013), tip, 0.009)
    body = join(body, bar, 0.005)
    body = join(body, wing, 0.0038)
    result = join(result, body, 0.0085)
    crease = (
        (0.0250, half - 0.0010, 0.0350),
        (0.0190, half + 0.0016, 0.0350),
        (0.0135, half + 0.0022, 0.0395),
        (0.0140, half - 0.0010, 0.0460),
    )
    result = dent(result, p, bend(crease), depth=0.0009, width=0.0024)
    nostril = path(p, ((n.tip - 0.0155, 0.0052, 0.0462), (0.0185, 0.0082, 0.0470)), (0.0022, 0.0030), 0.0)
    deep = cone(p, (0.0210, 0.0072, 0.0465), (0.0180, 0.0068, 0.0380), 0.0030, 0.0022)
    return carve(result, join(nostril, deep, 0.002), 0.0022)

"""The mouth, sculpted a little open with a hollow behind it, so that it can be closed or opened afterwards.

In the head's drawing frame, folded points. ``closed`` brings the lips together.
"""

from __future__ import annotations

import numpy as np

from zeroshot.people.sculpt.creases import bend, dent
from zeroshot.people.sculpt.fields import carve, cone, ellipsoid, join, path, ramp
from zeroshot.spatial import Array

HALF = 0.0262
"""From the middle to the corner, metres: ANSUR II's mean lip length of men is about 52 mm."""

GAP = 0.0014
"""Half of how far the lips stand apart at the middle as sculpted."""

LINE = 0.0672
"""The height at which the lips meet at the middle."""


def lip_line(y: Array) -> Array:
    """Return the height (n,) at which the lips meet: a shallow bow with its corners a little lower."""
    across = np.clip(y / HALF, 0.0, 1.2)
    return np.asarray(LINE + 0.0008 * np.sin(np.pi * across) - 0.0004 * ramp(across, 0.7, 1.0))


def half_gap(y: Array) -> Array:
    """Return half the distance (n,) between the lips as sculpted."""
    return np.asarray(GAP * np.sqrt(np.clip(1.0 - (y / HALF) ** 2, 0.0, 1.0)))


# From the middle to the corner: how far the red of the lips reaches over and under the line, metres.
_REACH_Y = (0.0, 0.0058, 0.0120, 0.0190, 0.0240, HALF)
_UPPER_REACH = (0.0080, 0.0092, 0.0078, 0.0048, 0.0022, 0.0004)
_LOWER_REACH = (0.0106, 0.0104, 0.0092, 0.0060, 0.0028, 0.0004)


def _upper(p: Array, full: float) -> Array:
    corners = (
        (0.0190, 0.0, LINE - 0.0050, 0.0042 * full),
        (0.0189, 0.0058, LINE - 0.0057, 0.0044 * full),
        (0.0158, 0.0130, LINE - 0.0047, 0.0040 * full),
        (0.0110, 0.0200, LINE - 0.0026, 0.0028),
        (0.0045, HALF, LINE + 0.0002, 0.0010),
    )
    curve = bend(corners, 2)
    return path(p, curve[:, :3], curve[:, 3], 0.001)


def _lower(p: Array, full: float) -> Array:
    corners = (
        (0.0168, 0.0, LINE + 0.0064, 0.0055 * full),
        (0.0158, 0.0080, LINE + 0.0062, 0.0054 * full),
        (0.0124, 0.0160, LINE + 0.0044, 0.0043 * full),
        (0.0085, 0.0215, LINE + 0.0022, 0.0028),
        (0.0045, HALF, LINE + 0.0002, 0.0010),
    )
    curve = bend(corners, 2)
    return path(p, curve[:, :3], curve[:, 3], 0.001)


def add_mouth(result: Array, p: Array, full: float) -> Array:
    """Add lips, groove and hollow to a field. full: how thick the lips are, 1 is a man's mean."""
    arch = ellipsoid(p, (-0.0105, 0.0, 0.0640), (0.0305, 0.0310, 0.0265))
    result = join(result, arch, 0.016)
    ridge = cone(p, (0.0185, 0.0046, 0.0490), (0.0196, 0.0056, LINE - 0.0090), 0.0022, 0.0022)
    result = join(result, ridge, 0.006)
    groove = cone(p, (0.0254, 0.0, 0.0500), (0.0262, 0.0, LINE - 0.0105), 0.0008, 0.0014)
    result = carve(result, groove, 0.0055)
    lips = join(_upper(p, full), _lower(p, full), 0.001)
    result = join(result, lips, 0.0050)
    chin_fold = ellipsoid(p, (0.0240, 0.0, 0.0885), (0.0082, 0.0150, 0.0050))
    result = carve(result, chin_fold, 0.012)
    corner = ((0.0085, HALF + 0.0022, LINE - 0.0012), (0.0075, HALF + 0.0030, LINE + 0.0028))
    result = dent(result, p, corner, depth=0.0012, width=0.0030)
    slot = np.maximum(np.abs(p[:, 2] - lip_line(p[:, 1])) - half_gap(p[:, 1]), p[:, 1] - HALF)
    slot = np.maximum(slot, -0.004 - p[:, 0])
    hollow = ellipsoid(p, (-0.0110, 0.0, LINE), (0.0215, 0.0215, 0.0115))
    return carve(result, join(slot, hollow, 0.003), 0.0014)


def lips_amount(p: Array, full: float) -> Array:
    """Return how much of the lips' colour (n,) points take, 0 to 1."""
    over = p[:, 2] - lip_line(p[:, 1])
    grow = 0.5 + 0.5 * full
    low = np.interp(p[:, 1], _REACH_Y, _LOWER_REACH) * grow
    high = np.interp(p[:, 1], _REACH_Y, _UPPER_REACH) * grow
    edge = np.where(over > 0.0, low - over, high + over)
    inside = ramp(p[:, 0], 0.000, 0.005) * ramp(HALF + 0.0005 - p[:, 1], -0.0006, 0.0006)
    return np.asarray(ramp(edge, -0.0007, 0.0009) * inside)


def inside_amount(p: Array) -> Array:
    """Return how deep (n,) points lie in the mouth, 0 to 1."""
    hollow = ellipsoid(p, (-0.0110, 0.0, LINE), (0.0235, 0.0235, 0.0135))
    behind = ramp(-p[:, 0], -0.0165, -0.0105) * ramp(p[:, 0], -0.050, -0.040)
    near = np.abs(p[:, 2] - lip_line(p[:, 1])) - 1.3 * half_gap(p[:, 1])
    slot = np.maximum(near, p[:, 1] - HALF)
    return np.asarray(behind * ramp(-np.minimum(hollow, slot), -0.0022, 0.0004))


def closing(p: Array) -> Array:
    """Return how far down (n,) points move for the sculpted lips to meet; 0.1 mm is left between them."""
    height = p[:, 2] - lip_line(np.abs(p[:, 1]))
    gap = half_gap(np.abs(p[:, 1]))
    side = np.clip(height / np.maximum(0.8 * gap, 1e-5), -1.0, 1.0)
    amount = np.maximum(gap - 0.00005, 0.0) * np.exp(-((height / 0.011) ** 2))
    return np.asarray(-side * amount * ramp(p[:, 0], -0.012, 0.004))


def closed(p: Array) -> Array:
    """Bring the sculpted lips together: points (n, 3) of the drawing's frame, not folded."""
    moved = np.array(p)
    moved[:, 2] += closing(p)
    return clip_below_nose(moved, p)


def clip_below_nose(moved: Array, p: Array) -> Array:
    """Keep what lies above the nostrils where it was."""
    share = ramp(p[:, 2], 0.045, 0.052)[:, None]
    return np.asarray(p + share * (moved - p))

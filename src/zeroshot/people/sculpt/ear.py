"""The ear: helix, antihelix, bowl, tragus and lobe, in the head's drawing frame, right side."""

from __future__ import annotations

import numpy as np

from zeroshot.people.sculpt.creases import bend
from zeroshot.people.sculpt.fields import carve, cone, ellipsoid, join, path
from zeroshot.spatial import Array

CENTRE = (-0.0925, 0.0755, 0.013)
# The ear leans back by some 15° and stands off the head by some 25°. Farkas, "Anthropometry of the head and
# face" (2nd ed., 1994): 63 mm long, 35 mm wide in men.
_TILT_RAD, _FLARE_RAD = np.radians(-13.0), np.radians(26.0)

# In the ear's own frame: forward, outward, down; the rim from its root over the top to the lobe.
_HELIX = (
    (0.0030, 0.0030, 0.0010),
    (0.0105, 0.0030, -0.0060),
    (0.0120, 0.0045, -0.0150),
    (0.0085, 0.0065, -0.0235),
    (0.0005, 0.0066, -0.0285),
    (-0.0090, 0.0070, -0.0255),
    (-0.0150, 0.0076, -0.0155),
    (-0.0160, 0.0076, -0.0030),
    (-0.0125, 0.0075, 0.0090),
    (-0.0065, 0.0060, 0.0180),
    (0.0000, 0.0045, 0.0250),
)
_HELIX_RADII = (0.0016, 0.0021, 0.0024, 0.0026, 0.0027, 0.0028, 0.0028, 0.0025, 0.0023, 0.0024, 0.0030)
_ANTIHELIX = (
    (-0.0010, 0.0060, 0.0140),
    (-0.0065, 0.0068, 0.0085),
    (-0.0085, 0.0075, -0.0010),
    (-0.0070, 0.0070, -0.0100),
    (-0.0030, 0.0058, -0.0190),
)
_ANTIHELIX_RADII = (0.0022, 0.0024, 0.0026, 0.0024, 0.0016)
_FORK = ((-0.0070, 0.0070, -0.0085), (0.0000, 0.0052, -0.0125), (0.0070, 0.0035, -0.0130))


def ear_frame() -> Array:
    """Return the ear's axes (3, 3) as columns: forward, outward, down of the ear in the drawing's frame."""
    along = np.array([np.cos(_TILT_RAD), 0.0, np.sin(_TILT_RAD)])
    down = np.array([-np.sin(_TILT_RAD), 0.0, np.cos(_TILT_RAD)])
    forward = np.cos(_FLARE_RAD) * along - np.sin(_FLARE_RAD) * np.array([0.0, 1.0, 0.0])
    return np.stack([forward, np.cross(down, forward), down], axis=-1)


def add_ear(result: Array, p: Array) -> Array:
    """Add an ear to a field."""
    q = (p - np.array(CENTRE)) @ ear_frame()
    plate = ellipsoid(q, (-0.0024, 0.0026, -0.0044), (0.0176, 0.0046, 0.0286))
    lobe = ellipsoid(q, (0.0040, 0.0030, 0.0255), (0.0080, 0.0036, 0.0090))
    rim = bend([(*corner, radius) for corner, radius in zip(_HELIX, _HELIX_RADII, strict=True)], 2)
    shell = join(join(plate, lobe, 0.008), path(q, rim[:, :3], rim[:, 3]), 0.0030)
    inner = bend([(*corner, radius) for corner, radius in zip(_ANTIHELIX, _ANTIHELIX_RADII, strict=True)], 2)
    fold = join(
        path(q, inner[:, :3], inner[:, 3]),
        path(q, _FORK, (0.0020, 0.0017, 0.0012), 0.001),
        0.002,
    )
    shell = join(shell, fold, 0.0035)
    root = ellipsoid(q, (0.0070, -0.0055, -0.0010), (0.0130, 0.0095, 0.0230))
    result = join(join(result, root, 0.012), shell, 0.003)
    # Carved last, from outside: what is hollowed behind a sheet would be a tunnel.
    bowl = ellipsoid(q, (0.0032, 0.0098, 0.0040), (0.0080, 0.0085, 0.0108))
    canal = cone(q, (0.0078, 0.0140, 0.0040), (0.0092, 0.0000, 0.0040), 0.0030, 0.0022)
    result = carve(result, join(bowl, canal, 0.002), 0.0025)
    tragus = ellipsoid(q, (0.0138, 0.0040, 0.0042), (0.0040, 0.0042, 0.0062))
    antitragus = ellipsoid(q, (0.0030, 0.0062, 0.0160), (0.0050, 0.0028, 0.0030))
    return join(join(result, tragus, 0.005), antitragus, 0.004)

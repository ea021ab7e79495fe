"""How a face moves: smooth shifts of the skin by what its muscles do, in the head's drawing frame.

Points are those of the sculpture, whose lips stand a little apart; not folded. All shifts are symmetric.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zeroshot.people.faces import LID_CLOSED_RAD, MOVING
from zeroshot.people.sculpt import lids, lips
from zeroshot.people.sculpt.fields import ramp
from zeroshot.people.template import SKIN_INDEX
from zeroshot.spatial import Array

# The jaw turns about the joint before the ear. Source: about the tragus, some 15 mm forward of it.
_HINGE = np.array([-0.0720, 0.0, 0.0100])


@dataclass(frozen=True)
class Muscles:
    """What a face does, in millimetres but for the jaw's degrees and how far lips part, 0 to 1.

    corner: outward, toward the crown, forward. brow_in: toward the middle. Up is toward the crown.
    """

    jaw_deg: float = 0.0
    parted: float = 0.0
    corner: tuple[float, float, float] = (0.0, 0.0, 0.0)
    upper_lip: float = 0.0
    lower_lip: float = 0.0
    pressed: float = 0.0
    cheek: float = 0.0
    squint: float = 0.0
    brow_inner: float = 0.0
    brow_outer: float = 0.0
    brow_in: float = 0.0
    sneer: float = 0.0


MUSCLES: Mapping[str, Muscles] = {
    "neutral": Muscles(),
    "smile": Muscles(
        parted=0.85, corner=(6.5, 7.0, -4.0), upper_lip=3.2, lower_lip=0.4, cheek=5.0, squint=1.4,
        brow_outer=0.8,
    ),
    "fear": Muscles(
        jaw_deg=5.0, parted=1.0, corner=(4.0, -2.5, -1.0), upper_lip=0.6, lower_lip=1.2, brow_inner=6.5,
        brow_outer=3.0, brow_in=2.0,
    ),
    "pain": Muscles(
        jaw_deg=4.5, parted=1.0, corner=(6.0, -2.6, -1.5), upper_lip=3.4, lower_lip=2.4, cheek=4.0,
        squint=2.6, brow_inner=-4.6, brow_outer=-2.6, brow_in=4.6, sneer=3.0,
    ),
    "concentration": Muscles(
        corner=(-1.2, -0.8, 0.0), pressed=1.3, squint=1.6, brow_inner=-4.0, brow_outer=-1.8, brow_in=4.0
    ),
    "shout": Muscles(
        jaw_deg=19.0, parted=1.0, corner=(1.0, 1.0, -1.0), upper_lip=2.6, lower_lip=1.5, cheek=2.2,
        squint=1.2, brow_inner=-2.4, brow_outer=0.8, brow_in=3.0, sneer=1.6,
    ),
    "eyes-closed": Muscles(brow_inner=-0.6, brow_outer=-0.6),
}  # fmt: skip
"""By face. The muscles of each after Ekman & Friesen, "Facial Action Coding System" (1978)."""


def moved(p: Array, muscles: Muscles) -> Array:
    """Return where sculpted points (n, 3) are on a face."""
    m = muscles
    closing = lips.closed(p) - p
    result = p + (1.0 - m.parted) * closing
    result = result + _mouth_shift(p, m) + _upper_shift(p, m)
    return _turned(result, jaw_share(p), float(np.radians(m.jaw_deg)))


def neutral(p: Array) -> Array:
    """Return where sculpted points (n, 3) are on a face at rest: the lips closed."""
    return moved(p, MUSCLES["neutral"])


def _near(p: Array, centre: tuple[float, float, float], size: tuple[float, float, float]) -> Array:
    folded = np.stack([p[:, 0], np.abs(p[:, 1]), p[:, 2]], axis=-1)
    return np.asarray(np.exp(-np.sum(((folded - np.array(centre)) / np.array(size)) ** 2, axis=1)))


def _below_line(p: Array, soft: float) -> Array:
    """Return how much (n,) points belong to the lower lip rather than the upper, 0 to 1."""
    y = np.abs(p[:, 1])
    height = p[:, 2] - lips.lip_line(y)
    width = 0.8 * lips.half_gap(y) + soft * ramp(y, 0.0150, 0.0400) + 1e-5
    return ramp(height, -width, width)


def _mouth_shift(p: Array, m: Muscles) -> Array:
    side = np.sign(p[:, 1])
    y = np.abs(p[:, 1])
    height = p[:, 2] - lips.lip_line(y)
    front = ramp(p[:, 0], -0.045, 0.000)
    toward_corner = ramp(y, 0.000, lips.HALF) * np.exp(-((np.maximum(y - lips.HALF, 0.0) / 0.017) ** 2))
    pull = toward_corner * np.exp(-((height / np.where(height < 0.0, 0.020, 0.017)) ** 2)) * front
    out, up, forward = np.array(m.corner) * 1e-3
    shift = np.stack([forward * pull, side * out * pull, -up * pull], axis=-1)
    lip = np.exp(-((height / 0.011) ** 2)) * np.exp(-((y / 0.022) ** 2)) * ramp(p[:, 0], -0.010, 0.006)
    low = _below_line(p, 0.02)
    shift[:, 2] += 1e-3 * lip * (m.lower_lip * low - m.upper_lip * (1.0 - low))
    # Pressed lips roll in and flatten.
    roll = np.exp(-((height / 0.007) ** 2)) * np.exp(-((y / 0.024) ** 2)) * ramp(p[:, 0], 0.004, 0.014)
    shift[:, 0] -= 1e-3 * m.pressed * 1.6 * roll
    shift[:, 2] -= np.sign(height) * 1e-3 * m.pressed * 0.9 * roll * ramp(np.abs(height), 0.0008, 0.004)
    return shift


def _upper_shift(p: Array, m: Muscles) -> Array:
    side = np.sign(p[:, 1])
    shift = np.zeros_like(p)
    cheek = 1e-3 * m.cheek * _near(p, (0.010, 0.040, 0.030), (0.030, 0.017, 0.014))
    shift += cheek[:, None] * np.array([0.75, 0.0, -0.80])
    shift[:, 1] += side * 0.25 * cheek
    pouch = 1e-3 * m.squint * _near(p, (0.010, 0.032, 0.013), (0.016, 0.016, 0.0055))
    shift += pouch[:, None] * np.array([0.55, 0.0, -0.85])
    # What the lids do is a turn about the eye: the brow leaves it alone.
    off_eye = ramp(-p[:, 2], 0.0060, 0.0140)
    inner = 1e-3 * m.brow_inner * _near(p, (0.018, 0.012, -0.021), (0.030, 0.013, 0.016)) * off_eye
    outer = 1e-3 * m.brow_outer * _near(p, (0.008, 0.040, -0.022), (0.030, 0.015, 0.016)) * off_eye
    shift[:, 2] -= inner + outer
    knit = 1e-3 * m.brow_in * _near(p, (0.018, 0.016, -0.020), (0.030, 0.010, 0.012)) * off_eye
    shift[:, 1] -= side * knit
    shift[:, 0] += 0.5 * knit
    sneer = 1e-3 * m.sneer * _near(p, (0.022, 0.016, 0.036), (0.016, 0.009, 0.014))
    shift[:, 2] -= sneer
    shift[:, 1] += side * 0.4 * sneer
    return shift


def jaw_share(p: Array) -> Array:
    """Return how much (n,) points go with the jaw, 0 to 1."""
    edge = 0.1150 + 0.45 * np.minimum(p[:, 0], 0.0)
    above_neck = 1.0 - ramp(p[:, 2] - edge, -0.004, 0.050)
    return np.asarray(_below_line(p, 0.032) * above_neck * ramp(p[:, 0], -0.088, -0.050))


def _turned(points: Array, share: Array, angle: float) -> Array:
    """Turn points about the jaw's joint by their share (n,) of an angle; the joint slides as it opens."""
    turn = angle * share
    x, z = points[:, 0] - _HINGE[0], points[:, 2] - _HINGE[2]
    turned = points.copy()
    turned[:, 0] = _HINGE[0] + np.cos(turn) * x - np.sin(turn) * z + 0.006 * turn / 0.35
    turned[:, 2] = _HINGE[2] + np.sin(turn) * x + np.cos(turn) * z
    return turned


def lid_shares(p: Array, open_: float) -> tuple[Array, Array]:
    """Return how much (n,) points turn with the upper and with the lower lid's joint, 0 to 1; folded points.

    A joint that turns by ``faces.LID_CLOSED_RAD`` brings every point of the lid's edge to where lids meet.
    """
    q = p - np.array(lids.EYE)
    radius = lids.EYE_RADIUS + lids.LID
    upper, lower = lids.margins(p[:, 1], open_)
    reach = np.sqrt(np.maximum(radius**2 - q[:, 1] ** 2, 1e-7))
    high = np.arcsin(np.clip(-upper / reach, -0.95, 0.95))
    low = np.arcsin(np.clip(-lower / reach, -0.95, 0.95))
    height = np.arctan2(-q[:, 2], np.maximum(q[:, 0], 1e-5))
    meet = low + 0.18 * (high - low)
    near = ramp(-np.abs(np.linalg.norm(q, axis=1) - radius + 0.0008), -0.0065, -0.0035)
    near = near * ramp(q[:, 0], -0.002, 0.002)
    middle = 0.5 * (lids.INNER + lids.OUTER)
    inside = near * ramp(-np.abs(p[:, 1] - middle), -0.0165, -0.0125)
    is_upper = height > 0.5 * (high + low)
    top = (1.0 - ramp(height, high, high + 0.62)) * is_upper
    bottom = (1.0 - ramp(-height, -low, -low + 0.60)) * ~is_upper
    # A hair past each other, so that nothing shows between them.
    closing = top * np.maximum(high - meet + 0.050, 0.0), bottom * np.maximum(meet - low + 0.050, 0.0)
    top_share, bottom_share = (inside * np.clip(turn / LID_CLOSED_RAD, 0.0, 1.0) for turn in closing)
    return np.asarray(top_share), np.asarray(bottom_share)


def lid_weights(
    drawn: Array, joints: NDArray[np.uint8], weights: NDArray[np.float32], open_: float
) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """Give the lids their shares of points (n, 3) of the drawing, either side; joints, weights (n, 4)."""
    folded = np.stack([drawn[:, 0], np.abs(drawn[:, 1]), drawn[:, 2]], axis=-1)
    joints, weights = joints.copy(), weights.copy()
    for lid, share in zip(("UpperLid", "LowerLid"), lid_shares(folded, open_), strict=True):
        rows = np.flatnonzero(share > 0.002)
        own = np.where(drawn[rows, 1] >= 0.0, SKIN_INDEX["right" + lid], SKIN_INDEX["left" + lid])
        # Lids lie wholly on the head: its share is the first, the fourth is none.
        joints[rows, 3], weights[rows, 3] = own, share[rows]
        weights[rows, 0] -= share[rows].astype(np.float32)
    return joints, weights


def face_shifts(sculpted: Array, scale: Array) -> NDArray[np.float32]:
    """Return by how much (n, 3 · faces) every face moves sculpted points, scaled to the body."""
    rest = neutral(sculpted)
    shifts = [(moved(sculpted, MUSCLES[face]) - rest) * scale for face in MOVING]
    return np.concatenate(shifts, axis=1).astype(np.float32)


def teeth_shifts(drawn: Array, is_lower: NDArray[np.bool_], scale: Array) -> NDArray[np.float32]:
    """Return by how much (n, 3 · faces) every face moves teeth: the lower row turns with the jaw."""
    shifts = []
    for face in MOVING:
        turned = _turned(drawn, is_lower.astype(float), float(np.radians(MUSCLES[face].jaw_deg)))
        shifts.append((turned - drawn) * scale)
    return np.concatenate(shifts, axis=1).astype(np.float32)

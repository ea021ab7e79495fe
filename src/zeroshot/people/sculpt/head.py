"""The head: skull, brow, eye sockets and lids, nose, lips, jaw, ears. Symmetric: pass folded points.

Drawn in a frame whose origin lies midway between the centres of the eyes, for a man of ANSUR II's mean head
(200 mm long, 154 mm wide); a woman's is drawn with her own numbers and scaled to her measures.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zeroshot.people.sculpt.fields import carve, clip, cone, ellipsoid, join, path, ramp
from zeroshot.people.sculpt.limbs import Build
from zeroshot.spatial import Array

EYE_RADIUS = 0.0122
LID = 0.0013


@dataclass(frozen=True)
class Face:
    """The numbers by which a woman's face differs from a man's, in metres."""

    brow: float
    jaw_half: float
    chin_half: float
    chin_forward: float
    nose: float
    lip: float
    lid_open: float
    cheek: float
    forehead: float


FACES = {
    "male": Face(0.0070, 0.0455, 0.0180, 0.002, 1.0, 1.0, 1.0, 0.0, 0.0),
    "female": Face(0.0042, 0.0365, 0.0120, -0.001, 0.88, 1.18, 1.08, 0.002, 0.002),
}


def head_scale(build: Build) -> Array:
    """Return how the head is scaled from the drawing: (3,) along forward, right, down."""
    size = build.size
    return np.array(
        [size["headlength"] / 0.200, size["headbreadth"] / 0.154, size["mentonsellionlength"] / 0.1226]
    )


def head_origin(build: Build) -> Array:
    """Return the drawing's origin (3,) in the body's rest frame."""
    return np.asarray((build.joints["leftEye"] + build.joints["rightEye"]) / 2.0)


def head(points: Array, build: Build) -> Array:
    """Measure to the head without neck and hair; points of the rest frame, folded."""
    scale = head_scale(build)
    return drawn_head((points - head_origin(build)) / scale, FACES[build.sex]) * float(scale.min())


def drawn_head(p: Array, face: Face) -> Array:
    """Measure to the head in the drawing's own frame."""
    result = skull(p, face)
    result = join(result, _face_mass(p, face), 0.030)
    result = join(result, _jaw(p, face), 0.022)
    result = join(result, _brow(p, face), 0.012)
    result = carve(result, _socket(p), 0.014)
    result = join(result, _nose(p, face), 0.009)
    result = _mouth(result, p, face)
    result = _lids(result, p, face)
    return _ear(result, p)


def skull(p: Array, face: Face) -> Array:
    """Measure to the cranium and forehead."""
    vault = ellipsoid(p, (-0.082, 0.0, -0.034), (0.097, 0.0765, 0.083))
    forehead = ellipsoid(p, (-0.042 + face.forehead, 0.0, -0.040), (0.062, 0.064, 0.060))
    nape = ellipsoid(p, (-0.118, 0.0, 0.010), (0.052, 0.056, 0.055))
    return join(join(vault, forehead, 0.03), nape, 0.03)


def _face_mass(p: Array, face: Face) -> Array:
    middle = ellipsoid(p, (-0.044, 0.0, 0.036), (0.054, 0.055, 0.072))
    bone = ellipsoid(p, (-0.014 + face.cheek, 0.043, 0.027), (0.021, 0.021, 0.017))
    arch = cone(p, (-0.016, 0.053, 0.022), (-0.070, 0.0655, 0.012), 0.011, 0.008)
    cheek = ellipsoid(p, (-0.024, 0.0135 + 0.5 * face.jaw_half, 0.050), (0.031, 0.0195, 0.032))
    chewing = ellipsoid(p, (-0.056, 0.0015 + face.jaw_half, 0.048), (0.024, 0.0130, 0.034))
    return join(join(join(join(middle, bone, 0.03), arch, 0.025), cheek, 0.03), chewing, 0.025)


def _jaw(p: Array, face: Face) -> Array:
    angle = (-0.060, face.jaw_half, 0.076)
    chin = (-0.002 + face.chin_forward, face.chin_half, 0.103)
    ramus = cone(p, (-0.074, face.jaw_half + 0.008, 0.018), angle, 0.013, 0.014)
    edge = cone(p, angle, chin, 0.0145, 0.0115)
    floor = ellipsoid(p, (-0.034, 0.0, 0.078), (0.042, face.jaw_half - 0.004, 0.032))
    button = ellipsoid(
        p, (0.001 + face.chin_forward, 0.0, 0.1035), (0.0135, 0.8 * face.chin_half + 0.004, 0.0125)
    )
    return join(join(join(ramus, edge, 0.02), floor, 0.03), button, 0.018)


def _brow(p: Array, face: Face) -> Array:
    corners = (
        (0.0135, 0.006, -0.017),
        (0.0115, 0.024, -0.0225),
        (0.000, 0.046, -0.0185),
        (-0.012, 0.054, -0.006),
    )
    r = face.brow
    return path(p, corners, (r, r, 0.9 * r, 0.7 * r), 0.006)


def _socket(p: Array) -> Array:
    hollow = ellipsoid(p, (0.021, 0.031, 0.001), (0.0135, 0.0175, 0.0125))
    inner = ellipsoid(p, (0.019, 0.0150, -0.002), (0.009, 0.0055, 0.010))
    return join(hollow, inner, 0.008)


def _nose(p: Array, face: Face) -> Array:
    n = face.nose
    bridge = path(
        p,
        (
            (0.0085, 0.0, -0.012),
            (0.0125, 0.0, 0.002),
            (0.0210 * (0.3 + 0.7 * n), 0.0, 0.020),
            (0.0300 * n, 0.0, 0.0375),
        ),
        (0.0065, 0.0058, 0.0065, 0.0085 * n),
        0.006,
    )
    flank = cone(p, (0.004, 0.0085, 0.004), (0.0125, 0.0115, 0.038), 0.0055, 0.0085)
    wing = ellipsoid(p, (0.0165, 0.0128 * n, 0.0430), (0.0088, 0.0056, 0.0068))
    base = ellipsoid(p, (0.0180, 0.0, 0.0455), (0.0110, 0.0070, 0.0050))
    result = join(join(join(bridge, flank, 0.014), wing, 0.005), base, 0.006)
    nostril = ellipsoid(p, (0.0205, 0.0066 * n, 0.0492), (0.0052, 0.0029, 0.0042))
    return carve(result, nostril, 0.0025)


def _mouth(result: Array, p: Array, face: Face) -> Array:
    arch = ellipsoid(p, (-0.012, 0.0, 0.068), (0.0305, 0.030, 0.024))
    result = join(result, arch, 0.014)
    s = face.lip
    upper = path(
        p,
        ((0.0185, 0.0, 0.0655), (0.0165, 0.008, 0.0653), (0.0045, 0.0235, 0.0690)),
        (0.0046 * s, 0.0045 * s, 0.0016),
        0.002,
    )
    lower = path(
        p,
        ((0.0155, 0.0, 0.0752), (0.0135, 0.010, 0.0745), (0.0045, 0.0225, 0.0705)),
        (0.0056 * s, 0.0050 * s, 0.0018),
        0.002,
    )
    result = join(join(result, upper, 0.005), lower, 0.006)
    line = path(
        p,
        ((0.0240, 0.0, 0.0705), (0.0205, 0.010, 0.0702), (0.0090, 0.0235, 0.0706)),
        (0.0012, 0.0012, 0.0006),
        0.0,
    )
    result = carve(result, line, 0.0028)
    fold = ellipsoid(p, (0.0240, 0.0, 0.0885), (0.0075, 0.016, 0.0050))
    return carve(result, fold, 0.010)


def lid_margins(p: Array, face: Face) -> tuple[Array, Array]:
    """Return how far points are inside the upper and the lower lid's edge (negative: in the opening)."""
    across = (p[:, 1] - 0.032) / 0.0145
    arch = np.clip(1.0 - np.abs(across - 0.05) ** 2.2, -0.4, 1.0)
    tilt = -0.0012 * across
    upper = -(0.0043 * face.lid_open * arch) + tilt
    lower = 0.0046 * face.lid_open * np.clip(1.0 - np.abs(across + 0.05) ** 2.6, -0.4, 1.0) + tilt + 0.0002
    return upper - p[:, 2], p[:, 2] - lower


def _lids(result: Array, p: Array, face: Face) -> Array:
    ball = ellipsoid(p, (0.0, 0.032, 0.0), (EYE_RADIUS + LID,) * 3)
    result = join(result, ball, 0.0055)
    above, below = lid_margins(p, face)
    opening = np.maximum(np.maximum(above, below), np.abs(p[:, 1] - 0.032) - 0.0145)
    cut = clip(opening, -p[:, 0] + 0.001, 0.0)
    result = carve(result, cut, 0.0014)
    fold = path(
        p,
        ((0.0105, 0.0195, -0.0075), (0.0128, 0.032, -0.0105), (0.0075, 0.0465, -0.0070)),
        (0.0016, 0.0024, 0.0024),
        0.002,
    )
    return join(result, fold, 0.0045)


def _ear(result: Array, p: Array) -> Array:
    """Add an ear: a tilted bowl with a rim, and its lobe."""
    centre = np.array([-0.094, 0.0765, 0.012])
    tilt, flare = np.radians(-14.0), np.radians(24.0)
    along_x = np.array([np.cos(tilt), 0.0, np.sin(tilt)])
    down = np.array([-np.sin(tilt), 0.0, np.cos(tilt)])
    # The ear's own frame: forward, outward, down; its back stands off the head.
    forward = np.cos(flare) * along_x - np.sin(flare) * np.array([0.0, 1.0, 0.0])
    out = np.cross(down, forward)
    q = (p - centre) @ np.stack([forward, out, down], axis=-1)
    plate = ellipsoid(q, (-0.002, 0.004, -0.004), (0.0180, 0.0065, 0.0300))
    lobe = ellipsoid(q, (0.005, 0.003, 0.0245), (0.0090, 0.0045, 0.0105))
    bowl = ellipsoid(q, (0.004, 0.0115, 0.002), (0.0100, 0.0070, 0.0150))
    scapha = ellipsoid(q, (-0.005, 0.0125, -0.012), (0.0105, 0.0055, 0.0135))
    tragus = ellipsoid(q, (0.0150, 0.005, 0.005), (0.0050, 0.0045, 0.0075))
    ear = join(plate, lobe, 0.008)
    ear = carve(carve(ear, bowl, 0.004), scapha, 0.003)
    root = ellipsoid(q, (0.008, -0.005, -0.002), (0.014, 0.010, 0.024))
    return join(join(join(result, root, 0.010), ear, 0.004), tragus, 0.005)


def brow_hair(p: Array, face: Face) -> Array:
    """Measure to the right eyebrow, in the drawing's frame."""
    lift = -0.0205 if face.brow > 0.006 else -0.0225
    thick = 0.0034 if face.brow > 0.006 else 0.0024
    corners = (
        (0.0165, 0.0125, lift + 0.0016),
        (0.0150, 0.0220, lift - 0.0002),
        (0.0110, 0.0340, lift - 0.0012),
        (-0.001, 0.0475, lift + 0.0030),
    )
    # Flattened along forward, so that the strip lies on the brow wherever its surface is.
    flat = np.array([0.2, 1.0, 1.0])
    strip = path(
        p * flat,
        [np.array(corner) * flat for corner in corners],
        (0.8 * thick, thick, 0.8 * thick, 0.3 * thick),
        0.003,
    )
    # It reaches into the head, where it is not seen: a sheet as thin as the hair would tear in the mesh.
    shell = np.maximum(drawn_head(p, face) - 0.0012, -0.004 - drawn_head(p, face))
    return clip(strip, shell, 0.0008)


def lips_amount(p: Array, face: Face) -> Array:
    """Return how much of the lips' colour (n,) points of the drawing's frame take, 0 to 1."""
    s = face.lip
    upper = path(
        p,
        ((0.0200, 0.0, 0.0662), (0.0185, 0.0065, 0.0652), (0.0055, 0.0240, 0.0695)),
        (0.0040 * s, 0.0046 * s, 0.0022),
        0.0,
    )
    lower = path(
        p,
        ((0.0175, 0.0, 0.0752), (0.0150, 0.010, 0.0745), (0.0055, 0.0235, 0.0708)),
        (0.0056 * s, 0.0050 * s, 0.0022),
        0.0,
    )
    return np.clip(0.5 - np.minimum(upper, lower) / 0.0016, 0.0, 1.0)


def lash_shade(p: Array, face: Face) -> Array:
    """Return how dark (n,) the lashes make points of the drawing's frame, 0 to 1: the upper lid's edge."""
    above, below = lid_margins(p, face)
    near = np.linalg.norm(p - np.array([0.0, 0.032, 0.0]), axis=-1) - EYE_RADIUS - LID
    edge = ramp(-np.abs(above - 0.0002), -0.0016, -0.0006) * ramp(-below, -0.001, 0.001)
    return edge * ramp(-near, -0.0025, -0.001) * ramp(p[:, 0], 0.0, 0.003)

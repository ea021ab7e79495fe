"""The head: skull, brow, sockets, cheeks and jaw, with lids, nose, mouth and ears. Pass folded points.

Drawn in a frame whose origin lies midway between the centres of the eyes, for a man of ANSUR II's mean head
(200 mm long, 154 mm wide); a woman's is drawn with her own numbers and scaled to her measures.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zeroshot.people.sculpt import lids, lips
from zeroshot.people.sculpt.creases import dent
from zeroshot.people.sculpt.ear import add_ear
from zeroshot.people.sculpt.fields import carve, cone, ellipsoid, join, path
from zeroshot.people.sculpt.lids import EYE_RADIUS
from zeroshot.people.sculpt.limbs import Build
from zeroshot.people.sculpt.nose import Nose, add_nose
from zeroshot.spatial import Array

__all__ = ["EYE_RADIUS", "FACES", "Face", "drawn_head", "head", "head_origin", "head_scale", "skull"]


@dataclass(frozen=True)
class Face:
    """The numbers by which a woman's face differs from a man's, in metres; lids and lips are ratios."""

    brow: float
    jaw_half: float
    jaw_thick: float
    jaw_down: float
    chin_half: float
    chin_forward: float
    nose: Nose
    lip: float
    lid_open: float
    crease: float
    cheek: float
    forehead: float


FACES = {
    "male": Face(
        brow=0.0066,
        jaw_half=0.0395,
        jaw_thick=0.0125,
        jaw_down=0.0760,
        chin_half=0.0150,
        chin_forward=0.0040,
        nose=Nose(sellion=0.0190, bridge=0.0285, tip=0.0408, tip_down=0.0375, half=0.0180),
        lip=1.0,
        lid_open=1.0,
        crease=0.0088,
        cheek=0.0,
        forehead=0.0,
    ),
    "female": Face(
        brow=0.0044,
        jaw_half=0.0325,
        jaw_thick=0.0105,
        jaw_down=0.0720,
        chin_half=0.0075,
        chin_forward=0.0020,
        nose=Nose(sellion=0.0168, bridge=0.0245, tip=0.0372, tip_down=0.0362, half=0.0162),
        lip=1.14,
        lid_open=1.10,
        crease=0.0096,
        cheek=0.0018,
        forehead=0.0020,
    ),
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
    result = join(result, _brow(p, face), 0.014)
    result = carve(result, _socket(p), 0.016)
    result = carve(result, _temple(p), 0.030)
    result = add_nose(result, p, face.nose)
    result = lips.add_mouth(result, p, face.lip)
    result = lids.add_lids(result, p, face.lid_open, face.crease)
    result = _soft_folds(result, p)
    return add_ear(result, p)


def skull(p: Array, face: Face) -> Array:
    """Measure to the cranium and forehead."""
    vault = ellipsoid(p, (-0.082, 0.0, -0.034), (0.097, 0.0765, 0.083))
    forehead = ellipsoid(p, (-0.042 + face.forehead, 0.0, -0.040), (0.062, 0.064, 0.060))
    nape = ellipsoid(p, (-0.118, 0.0, 0.010), (0.052, 0.056, 0.055))
    return join(join(vault, forehead, 0.03), nape, 0.03)


def _face_mass(p: Array, face: Face) -> Array:
    middle = ellipsoid(p, (-0.044, 0.0, 0.036), (0.056, 0.055, 0.072))
    bone = ellipsoid(p, (-0.0125 + face.cheek, 0.0425, 0.0265), (0.0205, 0.0200, 0.0155))
    arch = cone(p, (-0.016, 0.0530, 0.0215), (-0.070, 0.0630, 0.0120), 0.0098, 0.008)
    cheek = ellipsoid(p, (-0.0220, 0.0145 + 0.5 * face.jaw_half, 0.0500), (0.0320, 0.0195, 0.0330))
    chewing = ellipsoid(p, (-0.0540, 0.0285 + 0.5 * face.jaw_half, 0.0400), (0.0290, 0.0120, 0.0400))
    return join(join(join(join(middle, bone, 0.030), arch, 0.025), cheek, 0.032), chewing, 0.025)


def _jaw(p: Array, face: Face) -> Array:
    angle = (-0.0590, face.jaw_half, face.jaw_down)
    chin = (-0.0020 + face.chin_forward, face.chin_half, 0.1030)
    ramus = cone(p, (-0.0740, face.jaw_half + 0.010, 0.0180), angle, face.jaw_thick, face.jaw_thick)
    edge = cone(p, angle, chin, face.jaw_thick, 0.9 * face.jaw_thick)
    floor = ellipsoid(p, (-0.0340, 0.0, 0.0780), (0.0420, face.jaw_half - 0.003, 0.0310))
    button = ellipsoid(
        p, (0.0020 + face.chin_forward, 0.0, 0.1020), (0.0125, 0.75 * face.chin_half + 0.0055, 0.0125)
    )
    return join(join(join(ramus, edge, 0.02), floor, 0.03), button, 0.018)


def _brow(p: Array, face: Face) -> Array:
    corners = (
        (0.0140, 0.0050, -0.0185),
        (0.0120, 0.0240, -0.0225),
        (0.0020, 0.0450, -0.0190),
        (-0.0110, 0.0545, -0.0060),
    )
    r = face.brow
    return path(p, corners, (r, r, 0.9 * r, 0.7 * r), 0.006)


def _socket(p: Array) -> Array:
    hollow = ellipsoid(p, (0.0215, 0.0315, 0.0005), (0.0130, 0.0175, 0.0125))
    inner = ellipsoid(p, (0.0190, 0.0160, -0.0025), (0.0085, 0.0055, 0.0100))
    return join(hollow, inner, 0.008)


def _temple(p: Array) -> Array:
    return ellipsoid(p, (-0.0080, 0.0880, -0.0300), (0.0300, 0.0200, 0.0300))


def _soft_folds(result: Array, p: Array) -> Array:
    """Hint at the trough under the eye and the fold from the nose to the mouth."""
    trough = ((0.0150, 0.0180, 0.0095), (0.0140, 0.0290, 0.0165), (0.0080, 0.0420, 0.0165))
    result = dent(result, p, trough, depth=0.0007, width=0.0045)
    fold = ((0.0175, 0.0215, 0.0410), (0.0165, 0.0270, 0.0520), (0.0110, 0.0325, 0.0640))
    return dent(result, p, fold, depth=0.0008, width=0.0045)

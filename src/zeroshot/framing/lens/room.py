"""Room in the picture: over a head and before a face, along *their* directions. Knows camera-frame vectors.

With no floor, headroom is not above: it lies where the head points in the picture.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.framing.lens.chords import Frame, chord_of_frame
from zeroshot.framing.lens.optics import tangents_from_camera
from zeroshot.spatial import Array

LEAST_TILT_RAD = math.radians(15.0)
"""A face or head nearer than this to the line of sight points nowhere in the picture: it has no room before
it. Source: a convention of ours."""


def eyes_share(eyes_in_camera: ArrayLike, frame: Frame) -> tuple[float, float] | None:
    """Return where eyes (3,) are in the picture: shares of its width and height from the top left corner.

    Beyond 0 to 1 they are out of the picture. None behind the lens.
    """
    u, v = (float(value) for value in tangents_from_camera(eyes_in_camera))
    if math.isnan(u):
        return None
    left, right, top, bottom = frame
    return (u - left) / (right - left), (v - top) / (bottom - top)


def headroom(
    eyes_in_camera: ArrayLike, crown_in_camera: ArrayLike, head_in_camera: ArrayLike, frame: Frame
) -> float | None:
    """Return the share of the picture left over a crown (3,), along the line through the eyes (3,).

    The line runs through the eyes in the direction in which the head points in the picture; the share is of
    its length in the frame. Negative when the frame cuts the crown. None when the eyes are out of the
    picture, the crown is behind the lens, or the head points along the line of sight.
    """
    line = _line_of(eyes_in_camera, head_in_camera, frame)
    crown = tangents_from_camera(crown_in_camera)
    if line is None or np.isnan(crown).any():
        return None
    eyes, along, enter, leave = line
    return float((leave - (crown - eyes) @ along) / (leave - enter))


def look_room(eyes_in_camera: ArrayLike, face_in_camera: ArrayLike, frame: Frame) -> float | None:
    """Return the share of the picture before a face: from the eyes (3,) on along where it faces (3,).

    Half when the eyes are in the middle of that line, less when the frame is short before them. None when
    the eyes are out of the picture, or the face looks along the line of sight.
    """
    line = _line_of(eyes_in_camera, face_in_camera, frame)
    if line is None:
        return None
    _, _, enter, leave = line
    return leave / (leave - enter)


def direction_in_picture(direction_in_camera: ArrayLike, point_in_camera: ArrayLike) -> Array | None:
    """Return the way (2,) a direction (3,) goes in the picture at a point (3,), a unit vector (u, v).

    The derivative of the projection there. None behind the lens, and within LEAST_TILT_RAD of the line of
    sight.
    """
    x, y, z = (float(value) for value in np.asarray(point_in_camera))
    dx, dy, dz = (float(value) for value in np.asarray(direction_in_camera))
    across = math.hypot(y * dz - z * dy, z * dx - x * dz, x * dy - y * dx)
    along = abs(x * dx + y * dy + z * dz)
    if x <= 0.0 or math.atan2(across, along) < LEAST_TILT_RAD:
        return None
    du, dv = dy * x - y * dx, dz * x - z * dx
    size = math.hypot(du, dv)
    return np.array([du / size, dv / size])


def _line_of(
    eyes_in_camera: ArrayLike, direction_in_camera: ArrayLike, frame: Frame
) -> tuple[Array, Array, float, float] | None:
    eyes = tangents_from_camera(eyes_in_camera)
    left, right, top, bottom = frame
    if not (left <= eyes[0] <= right and top <= eyes[1] <= bottom):
        return None  # so is NaN, which stands for behind the lens
    along = direction_in_picture(direction_in_camera, eyes_in_camera)
    chord = None if along is None else chord_of_frame(eyes, along, frame)
    return None if along is None or chord is None else (eyes, along, chord.enter, chord.leave)

"""The exact pinhole picture of one camera, and its depth of field. Knows plain numbers, no scene.

Camera frame: +X along the lens, +Y right in the picture, +Z down in the picture; the origin is the entrance
pupil. A direction is written as tangents ``(u, v) = (y / x, z / x)``. Pixels count from the top left corner
of the top left pixel, right and down.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zeroshot.errors import OpticsError
from zeroshot.spatial import Array, unit

CIRCLES_PER_DIAGONAL = 1500.0
"""Circle of confusion = sensor diagonal / 1500 unless given. Source: ASC Manual's rule, as quoted by
toolsforfilm (full frame 0.029 mm, Super 35 0.021 mm)."""


@dataclass(frozen=True)
class View:
    """What one camera sees: the gate after the crop to the picture's aspect, and the lens.

    width_mm, height_mm: the part of the sensor that is used. squeeze: how much wider the lens sees across
    than its focal length says (1 for a spherical lens). shift: how far the lens is moved, as a share of
    the used gate's width and height; positive shows more of what is to the right and below.
    Raises OpticsError when a number is not finite or, shift aside, not positive.
    """

    width_mm: float
    height_mm: float
    focal_length_mm: float
    squeeze: float = 1.0
    shift: tuple[float, float] = (0.0, 0.0)

    def __post_init__(self) -> None:
        for name in ("width_mm", "height_mm", "focal_length_mm", "squeeze"):
            _require_positive(name, getattr(self, name))
        if len(self.shift) != 2 or not all(math.isfinite(value) for value in self.shift):
            raise OpticsError(f"the lens shift must be two finite numbers, not {self.shift}")

    @classmethod
    def from_sensor(
        cls,
        *,
        width_mm: float,
        height_mm: float,
        aspect: float | None,
        focal_length_mm: float,
        squeeze: float = 1.0,
        shift: tuple[float, float] = (0.0, 0.0),
    ) -> View:
        """Build the view of a whole sensor cropped to an aspect (None: not cropped)."""
        used_width_mm, used_height_mm = cropped_gate_mm(width_mm, height_mm, aspect=aspect, squeeze=squeeze)
        return cls(used_width_mm, used_height_mm, focal_length_mm, squeeze, shift)

    def cropped(self, aspect: float) -> View:
        """Return this view with its gate cropped further, as for the whole pixels of a picture.

        The lens stays where it is: an off-centre view keeps its axis, so the shift grows as its share does.
        """
        width_mm, height_mm = cropped_gate_mm(
            self.width_mm, self.height_mm, aspect=aspect, squeeze=self.squeeze
        )
        shift = (self.shift[0] * self.width_mm / width_mm, self.shift[1] * self.height_mm / height_mm)
        return View(width_mm, height_mm, self.focal_length_mm, self.squeeze, shift)

    @property
    def aspect(self) -> float:
        """Return width over height of the picture as shown, desqueezed."""
        return self.width_mm * self.squeeze / self.height_mm

    @property
    def tangents(self) -> tuple[float, float, float, float]:
        """Return u at the left and right edge, then v at the top and bottom edge, shift included."""
        across = self.width_mm * self.squeeze / self.focal_length_mm
        along = self.height_mm / self.focal_length_mm
        return (
            (self.shift[0] - 0.5) * across,
            (self.shift[0] + 0.5) * across,
            (self.shift[1] - 0.5) * along,
            (self.shift[1] + 0.5) * along,
        )

    @property
    def horizontal_fov_rad(self) -> float:
        """Return the whole angle from the left to the right edge, in the plane of the lens axis."""
        left, right, _, _ = self.tangents
        return math.atan(right) - math.atan(left)

    @property
    def vertical_fov_rad(self) -> float:
        """Return the whole angle from the top to the bottom edge, in the plane of the lens axis."""
        _, _, top, bottom = self.tangents
        return math.atan(bottom) - math.atan(top)

    def pixels_from_tangents(self, tangents_uv: ArrayLike, width_px: float, height_px: float) -> Array:
        """Return pixels (..., 2) of tangents (..., 2); the picture's edges are 0, width_px and height_px."""
        left, right, top, bottom = self.tangents
        uv = np.asarray(tangents_uv, dtype=np.float64)
        scale = np.array([width_px / (right - left), height_px / (bottom - top)])
        return np.asarray((uv - [left, top]) * scale)

    def pixels_from_camera(self, points_in_camera: ArrayLike, width_px: float, height_px: float) -> Array:
        """Project points (..., 3), metres, to pixels (..., 2); NaN at and behind the lens.

        Source: Hartley & Zisserman, Multiple View Geometry, 2nd ed. 2004, §6.1.
        """
        return self.pixels_from_tangents(tangents_from_camera(points_in_camera), width_px, height_px)

    def rays_from_pixels(self, pixels: ArrayLike, width_px: float, height_px: float) -> Array:
        """Return the unit directions in the camera's frame (..., 3) in which pixels (..., 2) look."""
        left, right, top, bottom = self.tangents
        share = np.asarray(pixels, dtype=np.float64) / [width_px, height_px]
        uv = [left, top] + share * [right - left, bottom - top]
        return unit(np.concatenate([np.ones((*uv.shape[:-1], 1)), uv], axis=-1))

    def contains(self, points_in_camera: ArrayLike) -> NDArray[np.bool_]:
        """Tell which points (..., 3) are in front of the lens and inside the picture: (...,) bool."""
        left, right, top, bottom = self.tangents
        u, v = np.moveaxis(tangents_from_camera(points_in_camera), -1, 0)
        # NaN, which stands for behind the lens, compares false.
        return np.asarray((u >= left) & (u <= right) & (v >= top) & (v <= bottom))


def tangents_from_camera(points_in_camera: ArrayLike) -> Array:
    """Return (u, v) = (y / x, z / x) of points (..., 3); NaN at and behind the lens."""
    points = np.asarray(points_in_camera, dtype=np.float64)
    depth = np.where(points[..., :1] > 0.0, points[..., :1], np.nan)
    return np.asarray(points[..., 1:] / depth)


def cropped_gate_mm(
    width_mm: float, height_mm: float, *, aspect: float | None, squeeze: float = 1.0
) -> tuple[float, float]:
    """Return width and height of the part of a gate that gives a picture of an aspect (None: all of it).

    The aspect is that of the desqueezed picture. A narrower one crops the width, a wider one the height;
    nothing is ever added. Raises OpticsError for a number that is not positive.
    """
    for name, value in (("width_mm", width_mm), ("height_mm", height_mm), ("squeeze", squeeze)):
        _require_positive(name, value)
    if aspect is None:
        return width_mm, height_mm
    _require_positive("aspect", aspect)
    if aspect * height_mm < width_mm * squeeze:
        return height_mm * aspect / squeeze, height_mm
    return width_mm, min(height_mm, width_mm * squeeze / aspect)


def size_px(view: View, *, width_px: int, height_px: int) -> tuple[int, int]:
    """Return the largest picture of the view's aspect that fits into the asked size, in whole pixels.

    Nothing is stretched and no bar is added: the rest of the asked size is simply not there. Raises
    OpticsError for a size under one pixel.
    """
    if width_px < 1 or height_px < 1:
        raise OpticsError(f"a picture of {width_px}×{height_px} pixels cannot be: ask for at least 1×1")
    if width_px <= height_px * view.aspect:
        return width_px, min(height_px, max(1, round(width_px / view.aspect)))
    return min(width_px, max(1, round(height_px * view.aspect))), height_px


@dataclass(frozen=True)
class DepthOfField:
    """What is sharp: distances along the lens axis from the entrance pupil, metres; far_m may be infinite."""

    near_m: float
    far_m: float
    hyperfocal_m: float
    circle_of_confusion_mm: float

    def is_sharp(self, distance_m: float) -> bool:
        """Tell whether a point at a distance along the lens axis is sharp."""
        return self.near_m <= distance_m <= self.far_m


def circle_of_confusion_mm(sensor_width_mm: float, sensor_height_mm: float) -> float:
    """Return the diagonal of the whole sensor / 1500, whatever crop is used."""
    return math.hypot(sensor_width_mm, sensor_height_mm) / CIRCLES_PER_DIAGONAL


def blur_circle_mm(*, focal_length_mm: float, f_stop: float, focus_m: float, distance_m: float) -> float:
    """Return how wide a thin lens spreads a point on the sensor: the diameter of its blur circle.

    focus_m and distance_m: along the lens axis. With focus s and distance d: f²·|d − s| / (N·d·(s − f)).
    Raises OpticsError when the focus is not beyond the focal length, or a number is not positive.
    Source: Ray, Applied Photographic Optics, 3rd ed. 2002; `depth_of_field` is its inverse.
    """
    focal_m = focal_length_mm / 1000.0
    for name, value in (("focal_length_mm", focal_length_mm), ("f_stop", f_stop), ("distance_m", distance_m)):
        _require_positive(name, value)
    _require_focusable(focal_length_mm, focus_m)
    return focal_m * focal_length_mm * abs(distance_m - focus_m) / (f_stop * distance_m * (focus_m - focal_m))


def depth_of_field(
    *, focal_length_mm: float, f_stop: float, focus_m: float, circle_of_confusion_mm: float
) -> DepthOfField:
    """Compute near, far and hyperfocal distance of a thin lens focused at a distance.

    With s the focus: H = f²/(N·c) + f; near = s(H−f)/(H+s−2f); far = s(H−f)/(H−s), infinite from s = H on.
    N is the f-number, not the T-stop. An anamorphic lens is taken as a spherical one of its focal length.
    Raises OpticsError when the focus is not beyond the focal length, or a number is not positive.
    Source: Ray, Applied Photographic Optics, 3rd ed. 2002; derived again in the tests from the blur circle.
    """
    numbers = {
        "focal_length_mm": focal_length_mm,
        "f_stop": f_stop,
        "focus_m": focus_m,
        "circle_of_confusion_mm": circle_of_confusion_mm,
    }
    for name, value in numbers.items():
        _require_positive(name, value)
    _require_focusable(focal_length_mm, focus_m)
    focal_m = focal_length_mm / 1000.0
    # focal²/(N·c): the hyperfocal distance measured from the front focal point.
    reach_m = focal_m * focal_length_mm / (f_stop * circle_of_confusion_mm)
    hyperfocal_m = reach_m + focal_m
    near_m = focus_m * reach_m / (reach_m + focus_m - focal_m)
    far_m = focus_m * reach_m / (hyperfocal_m - focus_m) if focus_m < hyperfocal_m else math.inf
    return DepthOfField(near_m, far_m, hyperfocal_m, circle_of_confusion_mm)


def _require_focusable(focal_length_mm: float, focus_m: float) -> None:
    if focus_m <= focal_length_mm / 1000.0:
        raise OpticsError(
            f"a {focal_length_mm:g} mm lens cannot focus at {focus_m:g} m: "
            f"focus farther than {focal_length_mm / 1000.0:g} m"
        )


def _require_positive(name: str, value: float) -> None:
    if not (math.isfinite(value) and value > 0.0):
        raise OpticsError(f"{name} must be a number above 0, not {value}")

"""The views of a thin lens: pinholes strewn over its pupil that all see the plane of focus in the same place.

Averaged, they blur what lies before and behind it as the lens would, and smooth edges too.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from zeroshot.framing.lens.optics import View
from zeroshot.scene.document import Camera
from zeroshot.spatial import DOWN as DOWN_IN_PICTURE
from zeroshot.spatial import RIGHT, Array, Placement, rotate

_GOLDEN_TURN = math.pi * (3.0 - math.sqrt(5.0))


@dataclass(frozen=True)
class LensView:
    """One pinhole of a lens: where it stands and what it sees."""

    placement: Placement
    view: View


def pupil_radius_m(camera: Camera) -> float:
    """Return the radius of the pupil that gives the blur circles of `optics.blur_circle_mm`; 0 if none does.

    With focal length f, f-number N and focus s: f / 2N, times s / (s − f), since pictures here are drawn as
    if the sensor stood at f.
    """
    focal_m, focus_m = camera.lens.focal_length_mm / 1000.0, camera.lens.focus_m
    if focus_m <= focal_m:
        return 0.0
    return focal_m / (2.0 * camera.lens.f_stop) * focus_m / (focus_m - focal_m)


def lens_views(
    camera: Camera, placement: Placement, view: View, *, count: int, width_px: int, height_px: int
) -> Iterator[LensView]:
    """Yield so many views; each also looks a part of a pixel aside, so that edges come out smooth.

    The squeeze of an anamorphic lens narrows its pupil across: blurred lights are tall ovals.
    """
    radius_m = pupil_radius_m(camera)
    for index, (aside, along) in enumerate(_pixel_parts(count)):
        right_m, down_m = radius_m * _in_disc(index, count)
        right_m /= view.squeeze
        moved = np.asarray(placement.position_m) + rotate(
            placement.orientation_xyzw, right_m * RIGHT + down_m * DOWN_IN_PICTURE
        )
        left, right, top, bottom = view.tangents
        across, down = right - left, bottom - top
        focus_m = camera.lens.focus_m
        shift = (
            view.shift[0] + (aside / width_px) - right_m / focus_m / across,
            view.shift[1] + (along / height_px) - down_m / focus_m / down,
        )
        yield LensView(
            Placement.from_arrays(moved, placement.orientation_xyzw),
            View(view.width_mm, view.height_mm, view.focal_length_mm, view.squeeze, shift),
        )


def _in_disc(index: int, count: int) -> Array:
    """Return a place (2,) in the unit disc: points of a sunflower, as even as so few can be.

    Source: Vogel, "A better way to construct the sunflower head", Mathematical Biosciences 1979.
    """
    if count == 1:
        return np.zeros(2)
    radius, angle = math.sqrt((index + 0.5) / count), index * _GOLDEN_TURN
    return np.array([radius * math.cos(angle), radius * math.sin(angle)])


def _pixel_parts(count: int) -> Iterator[tuple[float, float]]:
    """Yield places within a pixel, from its middle; the whole of them is even.

    Source: the plastic number's sequence (Roberts, "The Unreasonable Effectiveness of Quasirandom
    Sequences", 2018).
    """
    if count == 1:
        yield 0.0, 0.0
        return
    for index in range(count):
        yield (
            (index * 0.7548776662) % 1.0 - 0.5 + 0.5 / count,
            (index * 0.5698402910) % 1.0 - 0.5 + 0.5 / count,
        )

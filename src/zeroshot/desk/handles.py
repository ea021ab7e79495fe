"""Where the handles of a gizmo lie in a picture, always the same size, and which one a pointer is on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zeroshot.desk.gizmo import AXES, Gizmo, Handle
from zeroshot.framing.lens.optics import View
from zeroshot.spatial import Array, Placement

ARM_PX = 84.0
"""How long an arm is on screen, whatever the distance."""

RING_SHARE, SQUARE_FROM, SQUARE_TO = 0.78, 0.26, 0.42
_RING_STEPS = 48
GRAB_PX = 7.0
"""How near the pointer must come to a line to take it."""


@dataclass(frozen=True, eq=False)
class DrawnHandle:
    """One handle in the picture: its line (n, 2) in pixels; is_area: taken anywhere inside, not at its edge.

    is_facing: (n,) which points of a ring are on the side turned to the lens.
    """

    handle: Handle
    line: Array
    is_area: bool = False
    is_facing: NDArray[np.bool_] | None = None


@dataclass(frozen=True, eq=False)
class Projection:
    """A picture as the app shows it: ``world_from_camera``, the lens, and its size in pixels."""

    placement: Placement
    view: View
    width_px: float
    height_px: float

    def pixels(self, points_in_world: Array) -> Array:
        """Project points (..., 3) of the world to pixels (..., 2); NaN behind the lens."""
        return self.view.pixels_from_camera(
            self.placement.apply_inverse(points_in_world), self.width_px, self.height_px
        )

    def depth_m(self, point_in_world: Array) -> float:
        """Return how far in front of the lens a point lies along its axis."""
        return float(self.placement.apply_inverse(point_in_world)[0])

    def metres_per_pixel(self, depth_m: float) -> float:
        """Return how large a pixel is at a depth."""
        left, right, _, _ = self.view.tangents
        return depth_m * (right - left) / self.width_px

    def ray(self, pixel: tuple[float, float]) -> tuple[Array, Array]:
        """Return the start (3,) and unit direction (3,) in the world of what a pixel looks along."""
        direction = self.view.rays_from_pixels(np.asarray(pixel), self.width_px, self.height_px)
        start = np.asarray(self.placement.position_m, dtype=np.float64)
        return start, np.asarray(self.placement.apply(direction) - start)


def draw_handles(gizmo: Gizmo, picture: Projection, *, kinds: str = "both") -> tuple[DrawnHandle, ...]:
    """Lay the handles out in a picture; none where the gizmo is behind the lens.

    kinds: "move", "turn" or "both". In the order in which they are taken: the first hit wins.
    """
    depth_m = picture.depth_m(gizmo.origin)
    if kinds == "none" or depth_m <= 0.02:
        return ()
    arm_m = ARM_PX * picture.metres_per_pixel(depth_m)
    handles: list[DrawnHandle] = []
    for name, maker in _MAKERS.items():
        if kinds in ("both", name.split("-")[0]):
            handles.extend(maker(gizmo, picture, arm_m))
    return tuple(handle for handle in handles if np.isfinite(handle.line).all())


def handle_at(handles: tuple[DrawnHandle, ...], pixel: tuple[float, float]) -> Handle | None:
    """Return the handle under a pointer, None where there is none."""
    point = np.asarray(pixel, dtype=np.float64)
    for drawn in handles:
        if drawn.is_area:
            if _is_inside(point, drawn.line):
                return drawn.handle
        elif _distance_px(point, drawn.line) <= GRAB_PX:
            return drawn.handle
    return None


def _centre(gizmo: Gizmo, picture: Projection, arm_m: float) -> list[DrawnHandle]:
    del arm_m
    middle = picture.pixels(gizmo.origin)
    square = middle + 6.0 * np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]])
    return [DrawnHandle("move-view", square, is_area=True)]


def _arms(gizmo: Gizmo, picture: Projection, arm_m: float) -> list[DrawnHandle]:
    made = []
    for name, column in AXES.items():
        ends = gizmo.origin + np.array([[0.16], [1.0]]) * arm_m * gizmo.axes[:, column]
        made.append(DrawnHandle(_named("move", name), picture.pixels(ends)))
    return made


def _squares(gizmo: Gizmo, picture: Projection, arm_m: float) -> list[DrawnHandle]:
    made = []
    for name, column in AXES.items():
        first, second = (gizmo.axes[:, (column + step) % 3] for step in (1, 2))
        steps = ((SQUARE_FROM, SQUARE_FROM), (SQUARE_TO, SQUARE_FROM), (SQUARE_TO, SQUARE_TO))
        corners = [*steps, (SQUARE_FROM, SQUARE_TO)]
        points = np.stack([gizmo.origin + arm_m * (a * first + b * second) for a, b in corners])
        made.append(DrawnHandle(_named("slide", name), picture.pixels(points), is_area=True))
    return made


def _rings(gizmo: Gizmo, picture: Projection, arm_m: float) -> list[DrawnHandle]:
    made = []
    angles = np.linspace(0.0, 2.0 * np.pi, _RING_STEPS + 1)[:, None]
    toward_lens = np.asarray(picture.placement.position_m) - gizmo.origin
    for name, column in AXES.items():
        first, second = (gizmo.axes[:, (column + step) % 3] for step in (1, 2))
        arms = np.cos(angles) * first + np.sin(angles) * second
        line = picture.pixels(gizmo.origin + RING_SHARE * arm_m * arms)
        made.append(DrawnHandle(_named("turn", name), line, is_facing=np.asarray(arms @ toward_lens >= 0.0)))
    return made


def _outer_ring(gizmo: Gizmo, picture: Projection, arm_m: float) -> list[DrawnHandle]:
    del arm_m
    angles = np.linspace(0.0, 2.0 * np.pi, _RING_STEPS + 1)
    circle = 1.12 * ARM_PX * np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    return [DrawnHandle("turn-view", picture.pixels(gizmo.origin) + circle)]


_MAKERS: Mapping[str, Callable[[Gizmo, Projection, float], list[DrawnHandle]]] = {
    "move-centre": _centre,
    "move-arms": _arms,
    "move-squares": _squares,
    "turn-rings": _rings,
    "turn-outer": _outer_ring,
}

_HANDLES: dict[str, Handle] = {
    "move-forward": "move-forward",
    "move-right": "move-right",
    "move-down": "move-down",
    "slide-forward": "slide-forward",
    "slide-right": "slide-right",
    "slide-down": "slide-down",
    "turn-forward": "turn-forward",
    "turn-right": "turn-right",
    "turn-down": "turn-down",
}


def _named(kind: str, axis: str) -> Handle:
    return _HANDLES[f"{kind}-{axis}"]


def _distance_px(point: Array, line: Array) -> float:
    """Return how far a point (2,) is from a line of segments (n, 2)."""
    starts, ends = line[:-1], line[1:]
    along = ends - starts
    lengths = np.maximum(np.einsum("ij,ij->i", along, along), 1e-12)
    shares = np.clip(np.einsum("ij,ij->i", point - starts, along) / lengths, 0.0, 1.0)
    return float(np.linalg.norm(starts + shares[:, None] * along - point, axis=1).min())


def _is_inside(point: Array, corners: Array) -> bool:
    """Tell whether a point (2,) is inside a convex outline (n, 2) of either turn."""
    sides = np.roll(corners, -1, axis=0) - corners
    offsets = point - corners
    turns = sides[:, 0] * offsets[:, 1] - sides[:, 1] * offsets[:, 0]
    return bool((turns >= 0.0).all() or (turns <= 0.0).all())

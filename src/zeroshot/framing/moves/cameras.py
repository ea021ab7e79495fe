"""Moves of the shot's camera: aim, orbit, dolly, pan, dolly-zoom."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from zeroshot.errors import EditError
from zeroshot.framing.lens.optics import tangents_from_camera
from zeroshot.framing.lens.solve import aimed, ray_at, rolled_until, square_to
from zeroshot.framing.moves.base import Move, actor_of, head_of_reference, placed, placement_in, point_of
from zeroshot.framing.planes.planes import clock_rad
from zeroshot.framing.staging import StagedShot
from zeroshot.scene.document import Document
from zeroshot.spatial import (
    Array,
    Placement,
    compose,
    inverse,
    matrix_from_quaternion,
    quaternion_from_axis_angle,
    rotate,
)

CENTER = (0.5, 0.5)


@dataclass(frozen=True, kw_only=True)
class Aim(Move):
    """Point the lens at something, without moving the camera.

    at: an id or a named point; also: a second one, to aim at the middle between both. screen: where in the
    picture it comes to lie, as shares from the top left (thirds: 0.333, 0.667). keep: whose head direction
    keeps its direction in the picture: "station", "previous" or an id; None: the camera turns the shortest
    way, which adds no roll of its own.
    """

    at: str
    also: str | None = None
    screen: tuple[float, float] = CENTER
    keep: str | None = None
    verb = "Aim"

    def _moved(self, document: Document) -> Document:
        staged = self.see(document)
        target = point_of(staged, self.at)
        if self.also is not None:
            target = (target + point_of(staged, self.also)) / 2.0
        turn = aimed_at(staged, target, self.screen, keep=self.keep)
        fresh = placed(staged.camera_placement.position_m, turn)
        return self.with_placement(document, staged.camera.id, fresh)


@dataclass(frozen=True, kw_only=True)
class Orbit(Move):
    """Carry the camera about someone or something, in *its* frame; the picture of it stays composed.

    yaw_deg: about its head axis, positive to its right (clockwise seen from its head). pitch_deg: toward its
    head. About a person it goes around the eyes.
    """

    about: str
    yaw_deg: float = 0.0
    pitch_deg: float = 0.0
    verb = "Orbit"

    def _moved(self, document: Document) -> Document:
        staged = self.see(document)
        pivot, frame = point_of(staged, self.about), placement_in(staged, self.about.partition("/")[0])
        camera = staged.camera_placement
        axes = matrix_from_quaternion(frame.orientation_xyzw)
        yaw = quaternion_from_axis_angle(axes[:, 2], math.radians(self.yaw_deg))
        offset = rotate(yaw, np.subtract(camera.position_m, pivot))
        # Lifting turns about the direction square to the head axis and to where the camera is.
        across = np.cross(square_to(axes[:, 2], offset), -axes[:, 2])
        lift = quaternion_from_axis_angle(across, math.radians(self.pitch_deg))
        turn = compose(lift, yaw)
        position = pivot + rotate(turn, np.subtract(camera.position_m, pivot))
        fresh = placed(position, compose(turn, camera.orientation_xyzw))
        return self.with_placement(document, staged.camera.id, fresh)


@dataclass(frozen=True, kw_only=True)
class Track(Move):
    """Move the camera without turning it: dolly (along the lens), truck (right), pedestal (down).

    within: whose axes are meant: "camera", "station" or an id.
    """

    forward_m: float = 0.0
    right_m: float = 0.0
    down_m: float = 0.0
    within: str = "camera"
    verb = "Move camera"

    def _moved(self, document: Document) -> Document:
        staged = self.see(document)
        camera = staged.camera_placement
        step = rotate(frame_of(staged, self.within), [self.forward_m, self.right_m, self.down_m])
        fresh = placed(np.add(camera.position_m, step), camera.orientation_xyzw)
        return self.with_placement(document, staged.camera.id, fresh)


@dataclass(frozen=True, kw_only=True)
class PanTilt(Move):
    """Turn the camera where it is.

    pan_deg: to the right, about the head direction of the reference. tilt_deg: toward the picture's top,
    about the picture's right. roll_deg: the camera's right side down. against: "camera", "station",
    "previous" or an id, whose head direction is the axis to pan about.
    """

    pan_deg: float = 0.0
    tilt_deg: float = 0.0
    roll_deg: float = 0.0
    against: str = "camera"
    verb = "Pan, tilt, roll"

    def _moved(self, document: Document) -> Document:
        staged = self.see(document)
        camera = staged.camera_placement
        own = matrix_from_quaternion(camera.orientation_xyzw)
        head = -own[:, 2] if self.against == "camera" else head_of_reference(staged, self.against)
        # About a head direction that is upside down in the picture, right would be left.
        sign = 1.0 if float(head @ -own[:, 2]) >= 0.0 else -1.0
        pan = quaternion_from_axis_angle(-sign * head, math.radians(self.pan_deg))
        tilt = quaternion_from_axis_angle([0.0, 1.0, 0.0], math.radians(self.tilt_deg))
        roll = quaternion_from_axis_angle([1.0, 0.0, 0.0], math.radians(self.roll_deg))
        turn = compose(compose(pan, camera.orientation_xyzw), compose(tilt, roll))
        return self.with_placement(document, staged.camera.id, placed(camera.position_m, turn))


@dataclass(frozen=True, kw_only=True)
class DollyZoom(Move):
    """Change the focal length and move along the lens, so that someone keeps their size and place.

    The distance along the lens grows as the focal length does, so the picture of whatever is at that depth
    stays exactly as it is; what is nearer and farther changes.
    """

    subject: str
    focal_length_mm: float
    verb = "Dolly-zoom"

    def _moved(self, document: Document) -> Document:
        staged = self.see(document)
        camera, old_mm = staged.camera_placement, staged.camera.lens.focal_length_mm
        depth_m = float(camera.apply_inverse(point_of(staged, self.subject))[0])
        if depth_m <= 0.0:
            raise EditError(f'"{self.subject}" is behind the lens: aim the camera first')
        back_m = depth_m * (self.focal_length_mm / old_mm - 1.0)
        lens = {"focal_length_mm": self.focal_length_mm}
        document = self.with_changes(document, staged.camera.id, {"lens": lens})
        position = camera.apply([-back_m, 0.0, 0.0])
        return self.with_placement(document, staged.camera.id, placed(position, camera.orientation_xyzw))


def frame_of(staged: StagedShot, name: str) -> tuple[float, float, float, float]:
    """Return the attitude of "camera", "station" or anything by its id. Raises EditError."""
    if name == "camera":
        return staged.camera_placement.orientation_xyzw
    if name == "station":
        module = staged.station_module
        return module.placement.orientation_xyzw if module else Placement().orientation_xyzw
    return placement_in(staged, name).orientation_xyzw


def aimed_at(staged: StagedShot, target: Array, screen: tuple[float, float], *, keep: str | None) -> Array:
    """Return the camera's attitude (4,) that has a point (3,) at a place in the picture.

    Raises EditError when the camera is at the point; OpticsError when no roll keeps what is to be kept.
    """
    camera = staged.camera_placement
    offset = target - camera.position_m
    if np.linalg.norm(offset) < 1e-6:
        raise EditError("the camera is exactly where it is to look: move it first")
    ray = ray_at(staged.view, screen)
    turn = aimed(camera.orientation_xyzw, ray, offset)
    if keep is None:
        return turn
    head = head_of_reference(staged, keep)
    before = _clock_at(camera.orientation_xyzw, head, ray_at(staged.view, CENTER))
    if math.isnan(before):
        return turn
    return rolled_until(
        turn, offset, lambda q: math.remainder(_clock_at(q, head, ray) - before, 2.0 * math.pi)
    )


def with_clock(world_from_camera: Array, head_in_world: Array, ray: Array, clock: float) -> Array:
    """Roll a camera about a ray until a head there points along a clock direction. Raises OpticsError."""
    axis = rotate(world_from_camera, ray)
    return rolled_until(
        world_from_camera,
        axis,
        lambda q: math.remainder(_clock_at(q, head_in_world, ray) - clock, 2.0 * math.pi),
    )


def _clock_at(world_from_camera: object, head_in_world: Array, ray: Array) -> float:
    """Return which way a head direction points in the picture at a place, radians; NaN along the ray."""
    head = rotate(inverse(np.asarray(world_from_camera, float)), head_in_world)
    return float(clock_rad(head, ray))


def screen_of(staged: StagedShot, point_in_world: Array) -> tuple[float, float]:
    """Return where a point (3,) lies in the picture, as shares from the top left; NaN behind the lens."""
    uv = tangents_from_camera(staged.camera_placement.apply_inverse(point_in_world))
    x, y = (float(value) for value in staged.view.pixels_from_tangents(uv, 1.0, 1.0))
    return x, y


def eyes_of(staged: StagedShot, actor_id: str) -> Array:
    """Return the point (3,) midway between someone's eyes. Raises EditError."""
    return actor_of(staged, actor_id).eyes_in_world

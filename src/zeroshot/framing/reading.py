"""Read a shot: lens, planes and subjects, from geometry alone.

What needs a rendered picture (how much of someone is visible, what hides them) is added later by whoever has
one; see `SubjectReading`.
"""

from __future__ import annotations

import math
from dataclasses import replace

from zeroshot.framing.findings import find_findings
from zeroshot.framing.forms import LensReading, PlaneReading, Reading, SubjectReading
from zeroshot.framing.frame import heads_of_shot
from zeroshot.framing.planes import clock_rad, find_planes, lean_rad
from zeroshot.framing.staging import StagedActor, StagedShot, depth_of_field_of
from zeroshot.framing.subjects import angle_name, elevation_rad, frame_span_m, side_name, size_name
from zeroshot.spatial import HEAD, inverse, rotate

__all__ = ["Reading", "read_shot"]


def read_shot(staged: StagedShot, *, scene: str) -> Reading:
    """Read a staged shot, findings included. scene: how the scene file is to be named."""
    reading = Reading(
        scene=scene,
        shot=staged.resolved.shot_id,
        camera=staged.camera.id,
        lens=_read_lens(staged),
        planes=_read_planes(staged),
        subjects=tuple(_read_subject(staged, actor) for actor in staged.actors),
    )
    return replace(reading, findings=find_findings(staged, reading))


def _read_lens(staged: StagedShot) -> LensReading:
    field, lens, sensor = depth_of_field_of(staged.camera), staged.camera.lens, staged.camera.sensor
    return LensReading(
        focal_length_mm=lens.focal_length_mm,
        horizontal_fov_deg=math.degrees(staged.view.horizontal_fov_rad),
        vertical_fov_deg=math.degrees(staged.view.vertical_fov_rad),
        near_focus_m=field.near_m if field else None,
        far_focus_m=field.far_m if field else None,
        sensor_name=sensor.name or f"{sensor.width_mm:g} × {sensor.height_mm:g} mm",
        aspect=staged.view.aspect,
        f_stop=lens.f_stop,
        focus_m=lens.focus_m,
    )


def _read_planes(staged: StagedShot) -> tuple[PlaneReading, ...]:
    names, heads = heads_of_shot(staged)
    tolerance_rad = math.radians(staged.resolved.document.plane_tolerance_deg)
    return tuple(
        PlaneReading(plane.members, math.degrees(plane.angle_to_station_rad or 0.0))
        for plane in find_planes(names, heads, tolerance_rad=tolerance_rad)
    )


def _read_subject(staged: StagedShot, actor: StagedActor) -> SubjectReading:
    eyes = staged.camera_placement.apply_inverse(actor.eyes_in_world)
    head = rotate(
        inverse(staged.camera_placement.orientation_xyzw), rotate(actor.placement.orientation_xyzw, HEAD)
    )
    clock, lean = float(clock_rad(head, eyes)), float(lean_rad(head, eyes))
    is_ahead = bool(eyes[0] > 0.0)
    field = depth_of_field_of(staged.camera)
    span_m = frame_span_m(staged.view, clock_rad=clock, depth_m=float(eyes[0]))
    side, elevation_deg = _read_direction(staged, actor)
    return SubjectReading(
        id=actor.actor.id,
        in_frame=actor.actor.id in staged.ids_in_frame,
        size=size_name(span_m=span_m, stature_m=actor.actor.body.stature_m) if is_ahead else None,
        side=side,
        angle=angle_name(elevation_deg),
        angle_deg=abs(elevation_deg),
        clock_deg=None if math.isnan(clock) else math.degrees(clock),
        lean_deg=math.degrees(lean) if is_ahead else None,
        in_focus=(field is not None and field.is_sharp(float(eyes[0]))) if is_ahead else None,
        name=actor.name,
        sex=actor.actor.body.sex,
    )


def _read_direction(staged: StagedShot, actor: StagedActor) -> tuple[str, float]:
    """Return which side of the face the camera sees, and its elevation over their own plane in degrees."""
    camera_in_actor = actor.placement.apply_inverse(staged.camera_placement.position_m)
    direction_in_actor = camera_in_actor - actor.figure.eyes_in_actor
    direction_in_head = actor.actor_from_head.T @ direction_in_actor
    return side_name(direction_in_head), math.degrees(elevation_rad(direction_in_actor))

"""Read the people of a shot: each in the picture, and each with the others."""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np

from zeroshot.errors import OpticsError
from zeroshot.framing.lens.optics import DepthOfField, blur_circle_mm
from zeroshot.framing.lens.room import eyes_share, headroom, look_room
from zeroshot.framing.lens.sight import IdPicture, share_out_of_frame, sight_of
from zeroshot.framing.lens.subjects import angle_name, elevation_rad, frame_span_m, side_name, size_name
from zeroshot.framing.picture.cuts_at_joints import cut_joints
from zeroshot.framing.picture.people import People
from zeroshot.framing.picture.people_forms import EyelineReading, FocusReading, PairReading, SubjectReading
from zeroshot.framing.planes.eyelines import LOOKS_DEG, is_face_to_face, miss_rad, roll_between_rad
from zeroshot.framing.planes.planes import clock_rad, lean_rad
from zeroshot.framing.staging import StagedActor, StagedShot, depth_of_field_of
from zeroshot.scene.values import split_reference
from zeroshot.spatial import angle_between_directions

CAMERA = "camera"

EYELINE_DEG = 15.0
"""Who misses by more does not look that way at all, unless the scene says that they should. Source: a
convention of ours; so far off, nobody takes it for a look (see LOOKS_DEG)."""


def read_subjects(
    staged: StagedShot, people: People, picture: IdPicture | None
) -> tuple[SubjectReading, ...]:
    """Read every actor of a shot in the picture; picture: to count in, or None."""
    clocks = clock_rad(people.heads, people.eyes)
    leans = lean_rad(people.heads, people.eyes)
    field = depth_of_field_of(staged.camera)
    return tuple(
        _read_subject(staged, people, row, float(clocks[row]), float(leans[row]), field, picture)
        for row in range(len(people.ids))
    )


def _read_subject(
    staged: StagedShot,
    people: People,
    row: int,
    clock: float,
    lean: float,
    field: DepthOfField | None,
    picture: IdPicture | None,
) -> SubjectReading:
    actor, eyes = staged.actors[row], people.eyes[row]
    depth_m, frame = float(eyes[0]), staged.view.tangents
    is_ahead = depth_m > 0.0
    in_frame = actor.actor.id in staged.ids_in_frame
    span_m = frame_span_m(staged.view, clock_rad=clock, depth_m=depth_m)
    side, elevation_deg = _read_direction(actor, people, row)
    return SubjectReading(
        id=actor.actor.id,
        in_frame=in_frame,
        size=size_name(span_m=span_m, stature_m=actor.actor.body.stature_m) if is_ahead else None,
        side=side,
        angle=angle_name(elevation_deg),
        angle_deg=abs(elevation_deg),
        clock_deg=None if math.isnan(clock) else math.degrees(clock),
        lean_deg=math.degrees(lean) if is_ahead else None,
        in_focus=(field is not None and field.is_sharp(depth_m)) if is_ahead else None,
        name=actor.name,
        sex=actor.actor.body.sex,
        eyes=eyes_share(eyes, frame),
        headroom=headroom(eyes, people.crowns[row], people.heads[row], frame),
        look_room=look_room(eyes, people.faces[row], frame),
        distance_m=float(np.linalg.norm(eyes)),
        focus=_read_focus(staged, field, depth_m) if field is not None and is_ahead else None,
        cuts=cut_joints(staged, actor.actor.id) if in_frame else (),
        sight=None if picture is None else sight_of(picture, actor.actor.id),
        share_out_of_frame=None if picture is None else _share_out_of_frame(staged, actor),
    )


def _read_direction(actor: StagedActor, people: People, row: int) -> tuple[str, float]:
    """Return which side of the face the camera sees, and its elevation over their own plane in degrees."""
    direction_in_actor = people.cameras[row] - actor.figure.eyes_in_actor
    direction_in_head = actor.actor_from_head.T @ direction_in_actor
    return side_name(direction_in_head), math.degrees(elevation_rad(direction_in_actor))


def _read_focus(staged: StagedShot, field: DepthOfField, depth_m: float) -> FocusReading | None:
    lens = staged.camera.lens
    try:
        blur_mm = blur_circle_mm(
            focal_length_mm=lens.focal_length_mm,
            f_stop=lens.f_stop,
            focus_m=lens.focus_m,
            distance_m=depth_m,
        )
    except OpticsError:
        return None  # a finding says that it cannot focus so near
    return FocusReading(
        blur_um=blur_mm * 1000.0,
        blur_share=blur_mm / field.circle_of_confusion_mm,
        near_margin_m=depth_m - field.near_m,
        far_margin_m=field.far_m - depth_m,
    )


def _share_out_of_frame(staged: StagedShot, actor: StagedActor) -> float:
    return share_out_of_frame(
        actor.figure.coarse_mesh,
        actor.placement,
        world_from_camera=staged.camera_placement,
        view=staged.view,
    )


def read_eyelines(staged: StagedShot, people: People) -> tuple[EyelineReading, ...]:
    """Read at whom those in the picture look, or should: other people and the lens."""
    found = []
    for row, looker in enumerate(people.ids):
        if looker not in staged.ids_in_frame:
            continue
        others = [other for other in range(len(people.ids)) if other != row]
        names = [*(people.ids[other] for other in others), CAMERA]
        targets = np.concatenate([people.eyes[others], np.zeros((1, 3))])
        intended = _intended(staged, staged.actors[row])
        for name, miss in zip(names, miss_rad(people.eyes[row], people.gazes[row], targets), strict=True):
            miss_deg = math.degrees(miss)
            if name == intended or miss_deg <= EYELINE_DEG:
                found.append(EyelineReading(looker, name, miss_deg, miss_deg <= LOOKS_DEG, name == intended))
    return tuple(found)


def _intended(staged: StagedShot, actor: StagedActor) -> str | None:
    """Return whom an actor is told to look at: an actor's id, "camera" for the shot's own, else None."""
    if actor.actor.gaze is None:
        return None
    owner, point = split_reference(actor.actor.gaze.at)
    if owner == staged.camera.id:
        return CAMERA
    is_face = point is None or point in ("eyes", "leftEye", "rightEye", "head")
    return owner if is_face else None


def read_pairs(staged: StagedShot, people: People) -> tuple[PairReading, ...]:
    """Read how every two people stand to each other, of whom at least one is in the picture."""
    found = []
    for a, b in combinations(range(len(people.ids)), 2):
        if not {people.ids[a], people.ids[b]} & staged.ids_in_frame:
            continue
        line = people.eyes[b] - people.eyes[a]
        roll = roll_between_rad(people.heads[a], people.heads[b], line)
        found.append(
            PairReading(
                ids=(people.ids[a], people.ids[b]),
                distance_m=float(np.linalg.norm(line)),
                face_to_face=is_face_to_face(people.faces[a], people.faces[b], line),
                roll_deg=None if roll is None else math.degrees(roll),
                plane_angle_deg=math.degrees(angle_between_directions(people.heads[a], people.heads[b])),
            )
        )
    return tuple(found)

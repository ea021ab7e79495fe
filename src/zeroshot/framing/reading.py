"""Read a shot: lens, planes, people and what they do with each other, and which way is down.

Everything but who is seen comes from geometry alone. Who is seen is counted in a picture of ids, which
whoever can draw one hands over.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from zeroshot.framing.checks.findings import find_findings
from zeroshot.framing.lens.sight import IdPicture, overlaps_in
from zeroshot.framing.picture.cues import cues_of_shot
from zeroshot.framing.picture.forms import LensReading, PlaneReading, Reading
from zeroshot.framing.picture.frame import heads_of_shot
from zeroshot.framing.picture.people import People, people_of_shot
from zeroshot.framing.picture.read_people import read_eyelines, read_pairs, read_subjects
from zeroshot.framing.planes.perceived_down import PerceivedDown, count_votes, station_word_of
from zeroshot.framing.planes.planes import clock_rad, find_planes, horizon_line
from zeroshot.framing.staging import StagedShot, depth_of_field_of
from zeroshot.spatial import HEAD, Array, angle_between_directions, inverse, rotate

__all__ = ["NOT_COUNTED", "Reading", "read_shot"]

NOT_COUNTED = "nobody has counted who is seen"
"""Why a reading without a picture of ids says nothing of who is seen, unless there is a better reason."""


def read_shot(
    staged: StagedShot, *, scene: str, picture: IdPicture | None = None, sight_problem: str = NOT_COUNTED
) -> Reading:
    """Read a staged shot, findings included.

    scene: how the scene file is to be named. picture: of the shot as ids, to count in; without one, what is
    counted is None, and sight_problem says why.
    """
    people = people_of_shot(staged)
    names, heads_in_world = heads_of_shot(staged)
    camera_from_world = inverse(staged.camera_placement.orientation_xyzw)
    heads = rotate(camera_from_world, heads_in_world)
    planes, angles_deg = _read_planes(staged, names, heads)
    subjects = read_subjects(staged, people, picture)
    reading = Reading(
        scene=scene,
        shot=staged.resolved.shot_id,
        camera=staged.camera.id,
        lens=_read_lens(staged),
        planes=planes,
        plane_angles_deg=angles_deg,
        subjects=subjects,
        eyelines=read_eyelines(staged, people),
        pairs=read_pairs(staged, people),
        overlaps=() if picture is None else overlaps_in(picture),
        sight_problem=sight_problem if picture is None else None,
        station_clock_deg=_clocks_deg(staged, heads[:1])[0],
    )
    reading = replace(reading, perceived_down=_read_down(staged, people, reading, picture))
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


def _read_planes(
    staged: StagedShot, names: tuple[str, ...], heads: Array
) -> tuple[tuple[PlaneReading, ...], tuple[tuple[float, ...], ...]]:
    """Read the planes of heads (n, 3) in the camera's frame, and the angles between every two."""
    tolerance_rad = math.radians(staged.resolved.document.plane_tolerance_deg)
    planes = find_planes(names, heads, tolerance_rad=tolerance_rad)
    directions = np.array([plane.head for plane in planes])
    readings = tuple(
        PlaneReading(
            members=plane.members,
            angle_to_station_deg=math.degrees(plane.angle_to_station_rad or 0.0),
            clock_deg=clock,
            horizon=_horizon(staged, plane.head),
        )
        for plane, clock in zip(planes, _clocks_deg(staged, directions), strict=True)
    )
    angles = np.degrees(angle_between_directions(directions[:, None], directions[None, :]))
    return readings, tuple(tuple(row) for row in angles.tolist())


def _clocks_deg(staged: StagedShot, directions_in_camera: Array) -> list[float | None]:
    """Return where directions (n, 3) point in the picture, at its middle."""
    left, right, top, bottom = staged.view.tangents
    clocks = clock_rad(directions_in_camera, (1.0, (left + right) / 2.0, (top + bottom) / 2.0))
    return [None if math.isnan(clock) else math.degrees(clock) for clock in clocks.tolist()]


def _horizon(
    staged: StagedShot, head_in_camera: tuple[float, float, float]
) -> tuple[tuple[float, float], tuple[float, float]] | None:
    line = horizon_line(head_in_camera, staged.view.tangents)
    if line is None:
        return None
    (ax, ay), (bx, by) = staged.view.pixels_from_tangents(line, 1.0, 1.0).tolist()
    return (ax, ay), (bx, by)


def _read_down(
    staged: StagedShot, people: People, reading: Reading, picture: IdPicture | None
) -> PerceivedDown | None:
    cues = cues_of_shot(staged, people, reading.subjects, set_share=_set_share(staged, picture))
    ballot = count_votes(cues, staged.resolved.document.cue_weights)
    if ballot is None:
        return None
    clocks = _clocks_deg(staged, np.array([ballot.down, *(cue.cue.down for cue in ballot.cues)]))
    down_in_world = rotate(staged.camera_placement.orientation_xyzw, ballot.down)
    word, off_deg = station_word_of(_in_station(staged, down_in_world))
    intended = None if staged.resolved.shot is None else staged.resolved.shot.intended_down
    x, y, z = (float(value) for value in down_in_world)
    return PerceivedDown(
        clock_deg=clocks[0],
        direction=(x, y, z),
        station_word=word,
        station_off_deg=off_deg,
        confidence=ballot.confidence,
        cues=tuple(replace(cue, clock_deg=clock) for cue, clock in zip(ballot.cues, clocks[1:], strict=True)),
        intended=intended,
        off_deg=None if intended is None else _off_deg(staged, people, intended, ballot.down),
    )


def _off_deg(staged: StagedShot, people: People, intended: str, down_in_camera: Array) -> float:
    """Return the angle between what will be perceived and whose down was meant."""
    if intended == "camera":
        head = HEAD
    elif intended == "station":
        head = rotate(inverse(staged.camera_placement.orientation_xyzw), staged.station_head)
    else:
        head = people.heads[people.row(intended)]
    return math.degrees(float(angle_between_directions(-head, down_in_camera)))


def _in_station(staged: StagedShot, direction_in_world: Array) -> Array:
    """Turn a direction into the frame of the module that the camera is in, or leave it in the world's."""
    if staged.station_module is None:
        return direction_in_world
    return rotate(inverse(staged.station_module.placement.orientation_xyzw), direction_in_world)


def _set_share(staged: StagedShot, picture: IdPicture | None) -> float | None:
    if picture is None:
        return None
    return sum(picture.share_of(module.item.id) for module in staged.modules)

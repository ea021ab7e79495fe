"""How every candidate reads: the same formulas as `framing.reading`, for thousands at once."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zeroshot.framing.find.candidates import Candidates, Scene, spans_per_metre
from zeroshot.framing.lens.subjects import HEADROOM, LEVEL_DEG, SIDES, SIZES, STRAIGHT_DEG
from zeroshot.framing.planes.planes import clock_rad, group_directions
from zeroshot.spatial import Array, matrix_from_quaternion

Flags = NDArray[np.bool_]

CROWN, CHIN, CHEST = range(3)
_HELD = ("crown", "chin", "chest")


@dataclass(frozen=True, eq=False)
class Measures:
    """How candidates read, one a row, each column an actor (a of them).

    axes: (n, 3, 3) world from camera. eyes: (n, a, 3) in the camera's frame. screen: (n, a, 2) where the eyes
    are, shares from the top left, NaN behind. parts: (n, a, 3, 2) the same of crown, chin and chest. clock:
    (n, a). reach: (n, a) how far below the crown the picture reaches, in statures, NaN behind. bearing_deg,
    elevation_deg: (n, a) of the camera, about the face and over the body's plane. faces: (n, a, 3) the way
    each face points, in the camera's frame.
    """

    axes: Array
    eyes: Array
    screen: Array
    parts: Array
    clock: Array
    reach: Array
    bearing_deg: Array
    elevation_deg: Array
    faces: Array

    def taken(self, rows: ArrayLike) -> Measures:
        """Return some rows."""
        chosen = np.asarray(rows)
        return Measures(*(getattr(self, field.name)[chosen] for field in fields(self)))

    def has_eyes_in(self, margin: float) -> Flags:
        """Tell whose eyes (n, a) lie in the picture, at least a share of it from its edges."""
        inside = (self.screen > margin) & (self.screen < 1.0 - margin)
        return np.asarray(inside.all(axis=2))


def joined_measures(parts: Sequence[Measures]) -> Measures:
    """Put measures behind one another."""
    return Measures(
        *(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Measures))
    )


def measure(scene: Scene, candidates: Candidates) -> Measures:
    """Measure candidates; see `framing.reading.read_shot` for the same of one."""
    axes = matrix_from_quaternion(candidates.attitude)
    tangents = scene.tangents[candidates.lens]
    eyes = _in_camera(scene.eyes, candidates.position, axes)
    heads = np.einsum("ai,nij->naj", scene.heads, axes)
    clock = clock_rad(heads, eyes)
    span = spans_per_metre(tangents, clock) * eyes[:, :, 0]
    reach = np.where(eyes[:, :, 0] > 0.0, (1.0 - HEADROOM) * span / scene.statures, np.nan)
    toward = candidates.position[:, None] - scene.eyes
    by_face = np.einsum("nai,aij->naj", toward, scene.face_axes)
    by_body = np.einsum("nai,aij->naj", toward, scene.body_axes)
    held = np.stack([[actor.points_in_world[name] for name in _HELD] for actor in scene.actors])
    parts = _in_camera(held.reshape(-1, 3), candidates.position, axes).reshape(len(axes), *held.shape)
    return Measures(
        axes=axes,
        eyes=eyes,
        screen=_screen(eyes, tangents),
        parts=_screen(parts.reshape(len(axes), -1, 3), tangents).reshape(*parts.shape[:3], 2),
        clock=clock,
        reach=reach,
        bearing_deg=np.degrees(np.arctan2(by_face[..., 1], by_face[..., 0])),
        elevation_deg=np.degrees(np.arctan2(-by_body[..., 2], np.hypot(by_body[..., 0], by_body[..., 1]))),
        faces=np.einsum("ai,nij->naj", scene.face_axes[:, :, 0], axes),
    )


def size_indices(reach: Array) -> NDArray[np.intp]:
    """Return which of `subjects.SIZES` a reach (…,) is; −1 behind the lens."""
    found = np.searchsorted([most for _, most in SIZES], reach, side="left")
    return np.asarray(np.where(np.isnan(reach), -1, found))


def has_side(bearing_deg: Array, side: str) -> Flags:
    """Tell which bearings (…,) a side's name fits, as `subjects.side_name` names them."""
    name, _, hand = side.rpartition(" ") if side.endswith((" left", " right")) else (side, "", "")
    names = [known for known, _ in SIDES]
    most = np.array([limit for _, limit in SIDES])
    off = np.abs(bearing_deg)
    fits = np.searchsorted(most, off, side="left") == names.index(name)
    is_straight = np.minimum(off, 180.0 - off) <= STRAIGHT_DEG
    if not hand:
        return np.asarray(fits & is_straight)
    return np.asarray(fits & ~is_straight & ((bearing_deg > 0.0) == (hand == "right")))


def has_angle(elevation_deg: Array, angle: str) -> Flags:
    """Tell which elevations (…,) an angle's name fits, as `subjects.angle_name` names them."""
    is_level = np.abs(elevation_deg) <= LEVEL_DEG
    if angle == "level":
        return np.asarray(is_level)
    return np.asarray(~is_level & ((elevation_deg > 0.0) == (angle == "high")))


def in_frame(scene: Scene, candidates: Candidates, measures: Measures) -> Flags:
    """Tell of whom a bone or landmark (n, a) is in the picture, as `StagedShot.ids_in_frame`."""
    left, right, top, bottom = scene.tangents[candidates.lens].T[:, :, None]
    columns = []
    for actor in scene.actors:
        points = _in_camera(actor.body_points_in_world, candidates.position, measures.axes)
        ahead, across, down = points[..., 0], points[..., 1], points[..., 2]
        fits = (across >= left * ahead) & (across <= right * ahead)
        fits &= (down >= top * ahead) & (down <= bottom * ahead) & (ahead > 0.0)
        columns.append(fits.any(axis=1))
    return np.stack(columns, axis=1)


def plane_counts(scene: Scene, measures: Measures, is_present: Flags) -> NDArray[np.intp]:
    """Count the planes (n,) that the station, those present (n, a) and the camera make.

    The station's plane is taken from the shot that was staged. A camera that is away from everyone's plane
    adds one to what the others make among themselves; only the rest is grouped one by one.
    """
    tolerance_rad = math.radians(scene.staged.resolved.document.plane_tolerance_deg)
    fixed = np.concatenate([[scene.station_head], scene.heads])
    members = np.concatenate([np.ones((len(is_present), 1), np.bool_), is_present], axis=1)
    cameras = -measures.axes[:, :, 2]
    is_near = (cameras @ fixed.T >= math.cos(tolerance_rad + 1e-4)) & members
    counts = np.zeros(len(cameras), dtype=np.intp)
    for present in np.unique(members, axis=0):
        rows = np.flatnonzero((members == present).all(axis=1))
        alone = len(group_directions(fixed[present], tolerance_rad=tolerance_rad))
        counts[rows] = alone + 1
        for row in rows[is_near[rows].any(axis=1)]:
            heads = np.concatenate([fixed[present], cameras[row][None]])
            counts[row] = len(group_directions(heads, tolerance_rad=tolerance_rad))
    return counts


def planes_apart(scene: Scene, measures: Measures, is_present: Flags) -> Array:
    """Return the angle (n,) between the two nearest heads that are not in one plane, radians."""
    tolerance_rad = math.radians(scene.staged.resolved.document.plane_tolerance_deg)
    fixed = np.broadcast_to(
        np.concatenate([[scene.station_head], scene.heads]), (len(is_present), len(scene.heads) + 1, 3)
    )
    heads = np.concatenate([fixed, -measures.axes[:, None, :, 2]], axis=1)
    ones = np.ones((len(is_present), 1), np.bool_)
    members = np.concatenate([ones, is_present, ones], axis=1)
    angles = np.arccos(np.clip(np.einsum("nai,nbi->nab", heads, heads), -1.0, 1.0))
    counts = members[:, :, None] & members[:, None] & (angles > tolerance_rad)
    return np.asarray(np.where(counts, angles, np.pi).min(axis=(1, 2)))


def _in_camera(points_in_world: Array, position: Array, axes: Array) -> Array:
    """Carry points (p, 3) into each camera's frame: (n, p, 3)."""
    turned = np.matmul(points_in_world, axes)
    return np.asarray(turned - np.einsum("ni,nij->nj", position, axes)[:, None])


def _screen(points_in_camera: Array, tangents: Array) -> Array:
    depth = np.where(points_in_camera[..., 0] > 0.0, points_in_camera[..., 0], np.nan)
    u, v = points_in_camera[..., 1] / depth, points_in_camera[..., 2] / depth
    left, right, top, bottom = tangents.T[:, :, None]
    return np.stack([(u - left) / (right - left), (v - top) / (bottom - top)], axis=-1)

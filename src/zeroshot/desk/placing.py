"""Where a drag puts things: as it says, or against the surface under the pointer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from zeroshot.desk.desk import Desk
from zeroshot.desk.gizmo import Dragged, Gizmo
from zeroshot.framing.rays import first_hit
from zeroshot.framing.solve import swing
from zeroshot.framing.staging import StagedShot
from zeroshot.spatial import (
    HEAD,
    Array,
    Placement,
    canonical,
    compose,
    head_of,
    matrix_from_quaternion,
    rotate,
)

CLEAR_OF_SURFACE_M = 0.02
"""How far off a wall a thing is put, so that nothing flickers through it."""


def gizmo_of(desk: Desk, ids: Sequence[str]) -> Gizmo | None:
    """Return the gizmo of chosen things: at their middle, its axes those of the frame that the tools name."""
    placements = [placement for item_id in ids if (placement := desk.placement(item_id)) is not None]
    if not placements:
        return None
    origin = np.mean([placement.position_m for placement in placements], axis=0)
    return Gizmo(np.asarray(origin), frame_axes(desk, placements[-1]))


def frame_axes(desk: Desk, own: Placement) -> Array:
    """Return the axes (3, 3) that the hand works along, columns forward, right, down in the world."""
    frame = desk.tools.frame
    if frame == "own":
        return matrix_from_quaternion(own.orientation_xyzw)
    if frame == "camera":
        staged = desk.staged()
        return (
            np.eye(3) if staged is None else matrix_from_quaternion(staged.camera_placement.orientation_xyzw)
        )
    placement = None if frame == "station" else desk.placement(frame)
    return np.eye(3) if placement is None else matrix_from_quaternion(placement.orientation_xyzw)


def apply_drag(placements: Mapping[str, Placement], gizmo: Gizmo, dragged: Dragged) -> dict[str, Placement]:
    """Carry things from where they were when a drag began to where it has brought them."""
    moved = {}
    for item_id, placement in placements.items():
        arm = np.asarray(placement.position_m) - gizmo.origin
        position = gizmo.origin + rotate(dragged.turn_xyzw, arm) + dragged.shift_m
        orientation = canonical(compose(dragged.turn_xyzw, placement.orientation_xyzw))
        moved[item_id] = Placement.from_arrays(position, orientation)
    return moved


def put_on_surface(
    staged: StagedShot, item_id: str, placement: Placement, start: Array, direction: Array
) -> dict[str, Placement] | None:
    """Put a thing against the surface that a ray meets, its head away from it; None where it meets none.

    The thing itself and, for someone, everybody else are looked through.
    """
    rest = replace(
        staged,
        actors=tuple(actor for actor in staged.actors if actor.actor.id != item_id),
        props=tuple(prop for prop in staged.props if prop.item.id != item_id),
    )
    hit = first_hit(rest, start, direction)
    if hit is None:
        return None
    turn = swing(head_of(placement.orientation_xyzw), hit.normal_in_world)
    orientation = canonical(compose(turn, placement.orientation_xyzw))
    foot_m = _foot_m(staged, item_id)
    position = hit.point_in_world + (foot_m + CLEAR_OF_SURFACE_M) * hit.normal_in_world
    return {item_id: Placement.from_arrays(position, orientation)}


def _foot_m(staged: StagedShot, item_id: str) -> float:
    """Return how far below its origin, along its own down, a thing reaches."""
    for actor in staged.actors:
        if actor.actor.id == item_id:
            points = actor.placement.apply_inverse(actor.body_points_in_world)
            return float((points @ -HEAD).max())
    for prop in staged.props:
        if prop.item.id == item_id:
            return float(prop.bounds_in_model[1][2])
    return 0.0

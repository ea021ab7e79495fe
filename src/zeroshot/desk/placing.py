"""Where a drag puts things: as it says, against the surface under the pointer, or to a rail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from zeroshot.desk.desk import Desk
from zeroshot.desk.gizmo import Dragged, Gizmo
from zeroshot.framing.lens.solve import swing
from zeroshot.framing.obstacles.rays import first_hit
from zeroshot.framing.places.named_places import NamedPlaces, named_places
from zeroshot.framing.places.points import StagedModel
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

RAILS = ("handrail", "seat-track")
RAIL_PULL_M = 0.20
"""A rail takes what comes nearer than this. A choice: two hands' widths."""

CLAMP_M = 0.10
"""How far before a rail a camera or thing hangs: the length of a clamp. A choice."""

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


def put_to_rail(staged: StagedShot, item_id: str, placement: Placement) -> Placement | None:
    """Move a thing that is near a rail to it; None where no rail is within RAIL_PULL_M.

    placement: where the drag has brought it. Someone's nearer hand comes to the rail, so that it can be held;
    anything else to the length of a clamp before it.
    """
    tips = _tips_in_item(staged, item_id)
    best: tuple[float, Array] | None = None
    for model in (*staged.modules, *staged.props):
        if model.item.id == item_id:
            continue
        rails = named_places(model, RAILS)
        if not rails.names:
            continue
        for tip in placement.apply(tips):
            shift, gap_m = _shift_to(rails, model, tip, clamp_m=0.0 if len(tips) > 1 else CLAMP_M)
            if best is None or gap_m < best[0]:
                best = gap_m, shift
    if best is None or best[0] > RAIL_PULL_M:
        return None
    return Placement.from_arrays(np.asarray(placement.position_m) + best[1], placement.orientation_xyzw)


def _shift_to(rails: NamedPlaces, model: StagedModel, tip: Array, *, clamp_m: float) -> tuple[Array, float]:
    """Return how a point (3,) of the world gets to the nearest of some rails, and how far that is."""
    seen = model.placement.apply_inverse(tip)
    index = int(rails.distances_m(seen).argmin())
    half_m = rails.sizes_m[index, 0] / 2.0
    along = rails.along[index]
    share_m = np.clip((seen - rails.positions[index]) @ along, -half_m, half_m)
    off_wall = np.cross(along, rails.across[index])
    there = model.placement.apply(rails.positions[index] + share_m * along + clamp_m * off_wall)
    return there - tip, float(np.linalg.norm(there - tip))


def _tips_in_item(staged: StagedShot, item_id: str) -> Array:
    """Return what of a thing goes to a rail (n, 3), in its own frame: someone's palms, else its origin."""
    for actor in staged.actors:
        if actor.actor.id == item_id:
            contacts = actor.figure.contacts_in_actor
            return np.stack([contacts[name].position for name in ("leftPalm", "rightPalm")])
    return np.zeros((1, 3))


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

"""Moves of attitude: whose plane an actor or camera takes, turns about own axes, mirrors."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from zeroshot.errors import EditError, did_you_mean
from zeroshot.framing.lens.solve import square_to, swing
from zeroshot.framing.moves.base import Move, head_of_reference, placed, placement_in
from zeroshot.framing.staging import StagedShot
from zeroshot.scene.document import Document
from zeroshot.spatial import (
    DOWN,
    FORWARD,
    RIGHT,
    STATION_DIRECTIONS,
    Array,
    Placement,
    compose,
    forward_of,
    head_of,
    look_at,
    matrix_from_quaternion,
    quaternion_from_axis_angle,
    quaternion_from_matrix,
    rotate,
    unit,
)

Axis = Literal["roll", "pitch", "yaw"]
AXES: dict[str, Array] = {"roll": FORWARD, "pitch": RIGHT, "yaw": DOWN}
MIRRORS: dict[str, Array] = {"head": -DOWN, "right": RIGHT, "forward": FORWARD}


@dataclass(frozen=True, kw_only=True)
class MatchPlane(Move):
    """Give an actor, camera or thing the plane of another: of "station", "previous" (shot), or an id.

    People turn about their centre of mass by the shortest way. A camera only rolls, so that its lens goes on
    pointing where it does and the picture's top comes as near to that head direction as it can.
    """

    item: str
    to: str
    verb = "Match plane"

    def _moved(self, document: Document) -> Document:
        staged = self.see(document)
        head = head_of_reference(staged, self.to)
        return self.with_placement(document, self.item, taking_head(staged, self.item, head))


@dataclass(frozen=True, kw_only=True)
class SplitPlanes(Move):
    """Give an actor or camera the plane halfway between two others."""

    item: str
    a: str
    b: str
    verb = "Split the difference"

    def _moved(self, document: Document) -> Document:
        staged = self.see(document)
        both = head_of_reference(staged, self.a) + head_of_reference(staged, self.b)
        if np.linalg.norm(both) < 1e-6:
            raise EditError(
                f'"{self.a}" and "{self.b}" are head against feet, and no plane is halfway: turn one of them'
            )
        return self.with_placement(document, self.item, taking_head(staged, self.item, unit(both)))


@dataclass(frozen=True, kw_only=True)
class TurnBy(Move):
    """Turn an item about one of its own axes by an angle: 15, 45, 90 or any other.

    axis: "roll" about the way it faces (positive: right side down), "pitch" about its right (positive: nose
    toward its head), "yaw" about its down (positive: to its right).
    """

    item: str
    axis: Axis
    angle_deg: float
    verb = "Turn"

    def _moved(self, document: Document) -> Document:
        if self.axis not in AXES:
            raise EditError(
                f'there is no axis "{self.axis}"{did_you_mean(self.axis, AXES)}: roll, pitch, yaw'
            )
        place = placement_in(self.see(document), self.item)
        turn = quaternion_from_axis_angle(AXES[self.axis], math.radians(self.angle_deg))
        fresh = placed(place.position_m, compose(place.orientation_xyzw, turn))
        return self.with_placement(document, self.item, fresh)


@dataclass(frozen=True, kw_only=True)
class StationAttitude(Move):
    """Turn an item so that its feet point along a station direction, facing the axis nearest to before.

    feet: "deck", "overhead", "port", "starboard", "forward" or "aft", of the module the camera is in.
    """

    item: str
    feet: str
    verb = "Station attitude"

    def _moved(self, document: Document) -> Document:
        if self.feet not in STATION_DIRECTIONS:
            raise EditError(
                f'there is no station direction "{self.feet}"{did_you_mean(self.feet, STATION_DIRECTIONS)}: '
                f"say {', '.join(STATION_DIRECTIONS)}"
            )
        staged = self.see(document)
        place = placement_in(staged, self.item)
        module = staged.station_module
        station = module.placement.orientation_xyzw if module else (0.0, 0.0, 0.0, 1.0)
        directions = {name: rotate(station, way) for name, way in STATION_DIRECTIONS.items()}
        head = -directions[self.feet]
        square = [way for way in directions.values() if abs(way @ head) < 0.5]
        facing = forward_of(place.orientation_xyzw)
        # Facing along the new head's axis all four are equally near; then what is overhead of them decides.
        nearest = max(
            square,
            key=lambda way: (round(float(way @ facing), 6), float(way @ head_of(place.orientation_xyzw))),
        )
        turn = look_at(nearest, head_reference_in_world=head)
        return self.with_placement(document, self.item, placed(place.position_m, turn))


@dataclass(frozen=True, kw_only=True)
class CopyAttitude(Move):
    """Give an item the attitude of another."""

    item: str
    of: str
    verb = "Copy attitude"

    def _moved(self, document: Document) -> Document:
        staged = self.see(document)
        place, other = placement_in(staged, self.item), placement_in(staged, self.of)
        return self.with_placement(document, self.item, placed(place.position_m, other.orientation_xyzw))


@dataclass(frozen=True, kw_only=True)
class MirrorThrough(Move):
    """Mirror an item through a plane of another: where it would stand in a mirror, left and right exchanged.

    of: "station" or an id, through whose origin the mirror goes (the station's: the middle of the module).
    normal: which axis of that one the mirror is square to: "head" (their plane), "right" or "forward".
    """

    item: str
    of: str
    normal: Literal["head", "right", "forward"] = "head"
    verb = "Mirror"

    def _moved(self, document: Document) -> Document:
        if self.normal not in MIRRORS:
            raise EditError(f'the mirror is square to "head", "right" or "forward", not "{self.normal}"')
        if self.item == self.of:
            raise EditError("nobody is mirrored through their own plane: name another")
        staged = self.see(document)
        place, frame = placement_in(staged, self.item), _frame(staged, self.of)
        normal = rotate(frame.orientation_xyzw, MIRRORS[self.normal])
        offset = np.subtract(place.position_m, frame.position_m)
        position = np.asarray(place.position_m) - 2.0 * (offset @ normal) * normal
        axes = matrix_from_quaternion(place.orientation_xyzw)
        forward, down = (axis - 2.0 * (axis @ normal) * normal for axis in (axes[:, 0], axes[:, 2]))
        # A mirrored body is left-handed; its right is taken where a real one has it.
        turn = quaternion_from_matrix(np.stack([forward, np.cross(down, forward), down], axis=-1))
        return self.with_placement(document, self.item, placed(position, turn))


def taking_head(staged: StagedShot, item_id: str, head: Array) -> Placement:
    """Return the placement of an item after it has taken a head direction (3,): cameras roll, others turn.

    Raises EditError for a camera that looks along it.
    """
    place = placement_in(staged, item_id)
    if any(camera.id == item_id for camera in staged.resolved.document.cameras):
        forward = forward_of(place.orientation_xyzw)
        if np.linalg.norm(np.cross(forward, head)) < 1e-6:
            raise EditError(
                "the lens points along that head direction, so no roll brings them together: pan first"
            )
        return placed(place.position_m, look_at(forward, head_reference_in_world=head))
    turn = swing(head_of(place.orientation_xyzw), head)
    if float(head @ head_of(place.orientation_xyzw)) < -1.0 + 1e-9:
        # Upside down: over the side, so that the face stays where it is.
        turn = quaternion_from_axis_angle(square_to(head, forward_of(place.orientation_xyzw)), math.pi)
    return placed(place.position_m, compose(turn, place.orientation_xyzw))


def _frame(staged: StagedShot, name: str) -> Placement:
    if name != "station":
        return placement_in(staged, name)
    module = staged.station_module
    return module.placement if module else Placement()

"""Looking at something: the eyes first, then head and neck take the rest, within what people can do."""

from __future__ import annotations

import numpy as np

from zeroshot.people.limits import clamp_turn
from zeroshot.people.skeleton import INDEX, forward_kinematics
from zeroshot.people.turns import matrix_from_angles, shortest_turn
from zeroshot.spatial import FORWARD, Array, unit

# Beyond about 15° people bring the head along; the eyes alone reach comfortably to about 25°.
# NASA-STD-3000 §3.3.2 and Guitton & Volle 1987, J. Neurophysiology 58(3).
EYES_ALONE_RAD = np.radians(15.0)
EYES_REACH_RAD = np.radians(25.0)
_NECK_SHARE = 0.45


def look_along(rest: Array, turns: Array, direction: Array | None) -> tuple[Array, Array]:
    """Turn eyes, head and neck toward a direction (3,) of the body's frame.

    turns: (joints, 3, 3). Returns new turns and the direction that the eyes really look along. None: ahead.
    """
    if direction is None:
        _, attitudes = forward_kinematics(rest, turns)
        return turns, attitudes[INDEX["head"]] @ FORWARD
    wanted = unit(direction)
    turned = turns.copy()
    if _off_head(rest, turned, wanted) > EYES_ALONE_RAD:
        _turn_head(rest, turned, wanted)
    _, attitudes = forward_kinematics(rest, turned)
    head = attitudes[INDEX["head"]]
    in_head = _within(head.T @ wanted, EYES_REACH_RAD)
    eyes = _level_turn(in_head)
    for name in ("leftEye", "rightEye"):
        turned[INDEX[name]] = eyes
    return turned, np.asarray(head @ eyes @ FORWARD)


def _off_head(rest: Array, turns: Array, wanted: Array) -> float:
    _, attitudes = forward_kinematics(rest, turns)
    forward = attitudes[INDEX["head"]] @ FORWARD
    return float(np.arctan2(np.linalg.norm(np.cross(forward, wanted)), np.dot(forward, wanted)))


def _turn_head(rest: Array, turns: Array, wanted: Array) -> None:
    """Share between neck and head what the eyes leave over; turns change in place."""
    _, attitudes = forward_kinematics(rest, turns)
    chest = attitudes[INDEX["upperChest"]]
    head = chest.T @ attitudes[INDEX["head"]] @ FORWARD
    target = chest.T @ wanted
    angle = float(np.arctan2(np.linalg.norm(np.cross(head, target)), np.dot(head, target)))
    goal = _toward(head, target, angle - EYES_ALONE_RAD)
    yaw, pitch = np.arctan2(goal[1], goal[0]), np.arctan2(-goal[2], np.hypot(goal[0], goal[1]))
    # A body cannot look behind itself through its own crown: pitch is spent on one side, yaw does the rest.
    for _ in range(4):
        for name, share in (("neck", _NECK_SHARE), ("head", 1.0 - _NECK_SHARE)):
            turn = matrix_from_angles([0.0, share * pitch, share * yaw])
            turns[INDEX[name]] = clamp_turn(name, turn)
        reached = turns[INDEX["neck"]] @ turns[INDEX["head"]] @ FORWARD
        yaw += np.arctan2(goal[1], goal[0]) - np.arctan2(reached[1], reached[0])
        pitch += np.arctan2(-goal[2], np.hypot(goal[0], goal[1])) - np.arctan2(
            -reached[2], np.hypot(reached[0], reached[1])
        )


def _toward(start: Array, end: Array, angle: float) -> Array:
    """Turn one unit vector toward another by an angle, along the great circle."""
    across = end - np.dot(start, end) * start
    size = float(np.linalg.norm(across))
    if size < 1e-9:
        # Straight behind: over the right shoulder, as good as over the left.
        across, size = np.array([0.0, 1.0, 0.0]), 1.0
    return np.asarray(np.cos(angle) * start + np.sin(angle) * across / size)


def _within(direction: Array, reach: float) -> Array:
    angle = float(np.arctan2(np.hypot(direction[1], direction[2]), direction[0]))
    return direction if angle <= reach else _toward(FORWARD, direction, reach)


def _level_turn(direction: Array) -> Array:
    """Turn forward to a direction without rolling (Listing's law: the shortest turn)."""
    return shortest_turn(FORWARD, direction)

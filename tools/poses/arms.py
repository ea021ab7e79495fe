"""Finding the angles of an arm whose hand has a goal, by least squares.

The goal is met, palm and fingers lie as asked, the joints stay within their limits and near to where they are
at ease, and elbow, forearm and wrist stay out of the rest of the body.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from body import SEX, STATURE_M, State, place_thing, rest
from scipy.optimize import least_squares
from scipy.spatial import cKDTree
from words import Hand, Recipe

from zeroshot.library.models import find_model
from zeroshot.people.figure import Person, Posture, build_figure
from zeroshot.people.limits import cone_excess
from zeroshot.people.poses import limb_angles
from zeroshot.people.skeleton import INDEX, JOINTS, forward_kinematics
from zeroshot.people.surface import surface_of
from zeroshot.people.turns import matrix_from_angles

TOUCH = {
    "palm": (0.004, -0.016, 0.085),
    "grip": (0.004, -0.026, 0.082),
    "back": (0.0, 0.016, 0.07),
    "fist": (0.0, -0.02, 0.10),
    "heel": (0.0, -0.012, 0.025),
    "wrist": (0.0, 0.0, 0.0),
}
"""What of a man's mean right hand meets a goal, metres from the wrist; the reference hand is 0.94 of it."""

_HAND_SCALE = 0.94
_MET_M, _TURNED_DEG, _ASKEW_DEG, _CLOSE_CM = 0.006, 35.0, 25.0, 0.6
"""What is worse than this is told."""

# Girdle raised and forward, upper arm's flexion, abduction and turn, elbow, wrist's bend, side and roll.
_LOW = np.radians([-25, -20, -60, -60, -95, 2, -68, -33, -88])
_HIGH = np.radians([7, 18, 178, 150, 95, 146, 75, 23, 88])
_STARTS_DEG = (
    (0, 0, 70, 20, 30, 90, 5, 0, -30),
    (0, 0, 40, 70, 60, 90, 5, 0, 0),
    (0, 0, 120, 30, 0, 60, 5, 0, -30),
    (0, 0, 20, 10, 60, 110, 5, 0, 40),
    (0, 0, -20, 20, 30, 60, 5, 0, -30),
)
_WRIST_EASE, _WRIST_ROOM = np.radians([5, 0, -30]), np.radians([28, 16, 42])

# Along upper arm and forearm: the share of the way, and half the limb's thickness there, metres.
_UPPER_ARM = ((0.6, 0.052), (0.8, 0.046), (1.0, 0.043))
_FOREARM = ((0.25, 0.042), (0.5, 0.038), (0.75, 0.032), (1.0, 0.026))
_NEAR_M = 0.25


@dataclass(frozen=True, eq=False)
class _Target:
    """A goal in the body's frame: a point, the frame of its directions, a bar, and the back of a wall."""

    point: np.ndarray
    frame: np.ndarray
    bar: np.ndarray | None = None
    back: np.ndarray | None = None

    def direction(self, said: tuple | None) -> np.ndarray | None:
        """Return a direction of the recipe in the body's frame; None where it says none."""
        return None if said is None else self.frame @ _unit(said)


class ArmSearch:
    """The search for one arm's angles in a body that is posed but for it."""

    def __init__(self, angles, side: str, goal: Hand, recipe: Recipe) -> None:
        self.angles, self.side, self.goal = angles, side, goal
        self.sign = 1.0 if side == "right" else -1.0
        self.mirror = np.array([self.sign, 1.0, self.sign])
        self.girdle = np.radians(recipe.girdle or (0.0, 0.0))
        self.joints = [side + name for name in ("Shoulder", "UpperArm", "LowerArm", "Hand")]
        self.target = _target_of(goal, recipe, angles)
        self.touch = _touch_of(goal, side, angles)
        self.points, self.normals = _rest_of_body(angles, side)
        self.tree = cKDTree(self.points)

    def find(self) -> str:
        """Set the arm in place and return what could not be met, in words."""
        starts = [(0, 0, self.goal.forward, self.goal.out, 30, 70, 5, 0, -30), *_STARTS_DEG]
        found = [
            least_squares(
                self._residuals,
                np.clip(np.radians(start), _LOW + 1e-3, _HIGH - 1e-3),
                bounds=(_LOW, _HIGH),
                max_nfev=120,
                x_scale="jac",
            )
            for start in starts
        ]
        best = min(found, key=lambda one: one.cost)
        posed, positions, hand = self._posed(best.x)
        self.angles[:] = posed
        return "; ".join(f"{self.side} {line}" for line in self._shortcomings(positions, hand))

    def _posed(self, x):
        """Return all angles, positions, and the hand's attitude (3, 3) for nine numbers."""
        posed = self.angles.copy()
        shoulder, upper, lower, hand = (INDEX[name] for name in self.joints)
        posed[shoulder] = np.array([x[0], 0.0, x[1]]) * self.mirror
        posed[upper] = np.radians(limb_angles(self.joints[1], tuple(np.degrees(x[2:5]))))
        posed[lower] = [0.0, x[5], 0.0]
        posed[hand] = x[6:9] * self.mirror
        positions, attitudes = forward_kinematics(rest()[0], matrix_from_angles(posed))
        return posed, positions, attitudes[hand]

    def _residuals(self, x):
        posed, positions, hand = self._posed(x)
        rows = [*self._off_goal(positions, hand), *self._unease(x, posed), [self._clash_cm(positions)]]
        return np.concatenate([np.ravel(row) for row in rows])

    def _off_goal(self, positions, hand):
        goal, target = self.goal, self.target
        yield (positions[INDEX[self.joints[3]]] + hand @ self.touch - target.point) / 0.004
        palm = -self.sign * hand[:, 1]
        for wanted, axis in (
            (target.direction(goal.palm), palm),
            (target.direction(goal.fingers), hand[:, 2]),
        ):
            if wanted is not None:
                yield goal.weight * (axis - wanted) / 0.20
        if target.bar is not None:
            yield goal.weight * np.cross(hand[:, 0], target.bar) / 0.15
        if target.back is not None and goal.palm is None:
            yield [max(0.0, 0.4 + float(palm @ target.back)) / 0.2]

    def _unease(self, x, posed):
        upper = self.joints[1]
        swing = matrix_from_angles(posed[INDEX[upper]])
        at_ease = np.radians(limb_angles(upper, (self.goal.forward, self.goal.out, 30.0)))
        yield (x[0:2] - self.girdle) / np.radians([6.0, 8.0]) * 0.6
        yield [60.0 * float(cone_excess(upper, swing))]
        yield (swing[:, 2] - matrix_from_angles(at_ease)[:, 2]) * 1.2
        yield [0.5 * (x[4] - np.radians(25)) / np.radians(50)]
        yield (x[6:9] - _WRIST_EASE) / _WRIST_ROOM * 0.8

    def _clash_cm(self, positions) -> float:
        """Return by how much elbow, forearm and wrist are too near to the rest of the body."""
        shoulder, elbow, wrist = (positions[INDEX[name]] for name in self.joints[1:])
        samples = [shoulder + share * (elbow - shoulder) for share, _ in _UPPER_ARM]
        samples += [elbow + share * (wrist - elbow) for share, _ in _FOREARM]
        radii = np.array([radius for _, radius in (*_UPPER_ARM, *_FOREARM)])
        distances, near = self.tree.query(np.array(samples))
        outside = np.einsum("ij,ij->i", np.array(samples) - self.points[near], self.normals[near])
        too_near = np.where(distances < _NEAR_M, radii - outside, 0.0)
        return float(np.maximum(0.0, too_near).sum() / 0.01)

    def _shortcomings(self, positions, hand):
        target = self.target
        miss_m = np.linalg.norm(positions[INDEX[self.joints[3]]] + hand @ self.touch - target.point)
        if miss_m > _MET_M:
            yield f"hand off by {miss_m * 100:.1f} cm"
        palm = -self.sign * hand[:, 1]
        for label, said, axis in (("palm", self.goal.palm, palm), ("fingers", self.goal.fingers, hand[:, 2])):
            wanted = target.direction(said)
            off_deg = 0.0 if wanted is None else np.degrees(np.arccos(np.clip(axis @ wanted, -1, 1)))
            if off_deg > _TURNED_DEG:
                yield f"{label} off by {off_deg:.0f} deg"
        if target.bar is not None:
            sine = np.clip(np.linalg.norm(np.cross(hand[:, 0], target.bar)), 0, 1)
            if np.degrees(np.arcsin(sine)) > _ASKEW_DEG:
                yield f"bar off by {np.degrees(np.arcsin(sine)):.0f} deg"
        clash_cm = self._clash_cm(positions)
        if clash_cm > _CLOSE_CM:
            yield f"arm clashes {clash_cm:.1f}"


def _target_of(goal: Hand, recipe: Recipe, angles) -> _Target:
    state = State(angles)
    offset = np.asarray(goal.offset, float)
    if not goal.at.startswith("thing"):
        point, owner = state.point(goal.at)
        frame = state.frame(goal.frame or owner)
        bar = None if goal.bar is None else frame @ _unit(goal.bar)
        return _Target(point + frame @ offset, frame, bar)
    key, _, name = goal.at.partition(":")
    thing = recipe.things[int(key.removeprefix("thing") or 0)]
    position, attitude = place_thing(thing, state)
    point = find_model(thing.model, beside=None).facts.points[name]
    is_held = goal.touch == "grip" and point.direction is not None
    return _Target(
        position + attitude @ (np.asarray(point.position_m) + offset),
        attitude,
        attitude @ _unit(point.direction) if is_held else None,
        None if point.normal is None else attitude @ _unit(point.normal),
    )


def _touch_of(goal: Hand, side: str, angles):
    """Return what of the hand meets the goal (3,), in the hand's frame."""
    if goal.touch in TOUCH:
        return np.array(TOUCH[goal.touch]) * [1.0, 1.0 if side == "right" else -1.0, 1.0] * _HAND_SCALE
    state = State(angles)
    tips = ("IndexTip", "ThumbTip") if goal.touch == "pinch" else (goal.touch,)
    middle = np.mean([state.landmarks[side + tip] for tip in tips], axis=0)
    return state.frame(side + "Hand").T @ (middle - state.positions[INDEX[side + "Hand"]])


def _rest_of_body(angles, side: str):
    """Return points and normals of everything but this arm, posed, in the body's frame."""
    joints = {name: np.degrees(angles[INDEX[name]]).tolist() for name in JOINTS}
    figure = build_figure(Person(SEX, STATURE_M, "#888888"), Posture(joints_deg=joints))
    surface = surface_of(figure)
    own = [f"{side} {part}" for part in ("upper arm", "forearm", "hand", "shoulder")]
    keep = ~np.isin(surface.parts, own)
    shift = rest()[0][INDEX["hips"]] - figure.joints_in_actor["hips"]
    return surface.points[keep] + shift, surface.normals[keep]


def _unit(vector):
    return np.asarray(vector, float) / np.linalg.norm(vector)

"""Pose by goals: say where hands and feet are and how they lie, and have the angles found.

A recipe says trunk, head and limbs in words of the body; goals are given in the frame of a joint (or of a
thing at hand), and the angles of the limb are found by least squares: the goal is met, the joints stay within
their limits and near to where they are at ease, and the forearm stays out of trunk, head and thighs.
The reference body is a woman of 1.70 m, so that what is found suits both sexes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import numpy as np
from scipy.optimize import least_squares
from scipy.spatial import cKDTree

from zeroshot.library.models import find_model
from zeroshot.people.hands import hand_angles
from zeroshot.people.landmarks import carry_landmarks, rest_landmarks
from zeroshot.people.limits import CONE_JOINTS, clamp_turn, cone_excess, range_of
from zeroshot.people.poses import limb_angles
from zeroshot.people.shape import shaped_skeleton
from zeroshot.people.skeleton import INDEX, JOINTS, forward_kinematics
from zeroshot.people.turns import angles_from_matrix, matrix_from_angles

SEX, STATURE_M = "female", 1.70
TOUCH = {
    "palm": (0.004, -0.016, 0.085),
    "grip": (0.004, -0.026, 0.082),
    "back": (0.0, 0.016, 0.07),
    "fist": (0.0, -0.02, 0.10),
    "heel": (0.0, -0.012, 0.025),
    "wrist": (0.0, 0.0, 0.0),
}
MOUTH_FROM_EYES = np.array([0.018, 0.0, 0.070])


@dataclass(frozen=True)
class Thing:
    """A prop at hand: a model, where its origin is (in the frame of a joint, from a point), how it is turned.

    turn_deg: about forward, right and down of that frame.
    """

    model: str
    at: str = "hips"
    offset: tuple = (0.4, 0.0, 0.0)
    turn_deg: tuple = (0.0, 0.0, 0.0)
    frame: str | None = None
    held_by: str | None = None


@dataclass(frozen=True)
class Hand:
    """A goal for a hand: where, which way the palm and the fingers point, and what the elbow prefers.

    at: a point ("mouth", "eyes", a joint or landmark) or "thing:grip-right". offset: in `frame`'s axes
    (default: the frame of that point). palm, fingers: directions in that frame. bar: hold along it.
    out: how far the elbow is lifted from hanging, degrees of abduction that it would like.
    """

    at: str
    offset: tuple = (0.0, 0.0, 0.0)
    palm: tuple | None = None
    fingers: tuple | None = None
    frame: str | None = None
    touch: str = "palm"
    shape: str = "relaxed"
    bar: tuple | None = None
    out: float = 30.0
    forward: float = 35.0
    weight: float = 1.0


@dataclass(frozen=True)
class Arm:
    """An arm by angles: flexion, abduction, turned in, elbow, then wrist (bend, side, roll)."""

    swing: tuple = (36, 35, 38)
    elbow: float = 58.0
    wrist: tuple = (8, 0, -38)
    shape: str = "relaxed"
    girdle: tuple = (0, 0)


@dataclass(frozen=True)
class Leg:
    """A leg by angles: flexion, abduction, turned in, knee, how far the foot points, and how it turns."""

    swing: tuple = (52, 7, -4)
    knee: float = 47.0
    point: float = 21.0
    foot: tuple = (0.0, 0.0)
    toes: float = -8.0


@dataclass(frozen=True)
class Foot:
    """A goal for a foot: where its sole is, which way the sole faces and the toes point."""

    at: str = "hips"
    offset: tuple = (0.0, 0.0, 0.8)
    sole: tuple = (0.0, 0.0, 1.0)
    toes: tuple | None = (1.0, 0.0, 0.0)
    out: float = 8.0
    forward: float = 40.0
    frame: str | None = "hips"


@dataclass(frozen=True)
class Recipe:
    """A pose by goals: trunk (bend forward, lean right, twist right), head (nod, tilt right, turn right)."""

    name: str
    title: str
    description: str
    tags: tuple
    right: Arm | Hand = field(default_factory=Arm)
    left: Arm | Hand | None = None
    right_leg: Leg | Foot = field(default_factory=Leg)
    left_leg: Leg | Foot | None = None
    trunk: tuple = (0, 0, 0)
    head: tuple = (24, 0, 0)
    face: str = "neutral"
    things: tuple = ()
    holds: dict = field(default_factory=dict)
    girdle: tuple | None = None
    view: tuple | None = None


@cache
def _rest():
    return shaped_skeleton(SEX, STATURE_M), rest_landmarks(SEX, STATURE_M)


SHARES = {"spine": 0.40, "chest": 0.33, "upperChest": 0.27}
NECK = {"neck": 0.48, "head": 0.52}


def solve(recipe: Recipe) -> dict:
    """Return the pose as data."""
    angles = np.zeros((len(JOINTS), 3))
    _axial(angles, recipe)
    left = recipe.left if recipe.left is not None else recipe.right
    left_leg = recipe.left_leg if recipe.left_leg is not None else recipe.right_leg
    shapes = {"right": recipe.right.shape, "left": left.shape}
    for side, shape in shapes.items():
        for joint, turn in hand_angles(side, shape).items():
            angles[INDEX[joint]] = np.radians(turn)
    told = []
    for side, leg in (("right", recipe.right_leg), ("left", left_leg)):
        if isinstance(leg, Leg):
            _lay_leg(angles, side, leg)
        else:
            told.append(_find_leg(angles, side, leg, recipe))
    for side, arm in (("right", recipe.right), ("left", left)):
        if isinstance(arm, Arm):
            _lay_arm(angles, side, arm)
    order = [(side, arm) for side, arm in (("right", recipe.right), ("left", left)) if isinstance(arm, Hand)]
    order.sort(key=lambda row: "Hand" in row[1].at or "Index" in row[1].at)
    for side, arm in order:
        told.append(_find_arm(angles, side, arm, recipe))
    for name in CONE_JOINTS:
        angles[INDEX[name]] = angles_from_matrix(clamp_turn(name, matrix_from_angles(angles[INDEX[name]])))
    for joint in JOINTS:
        limits = range_of(joint)
        if limits is not None:
            clipped = np.clip(angles[INDEX[joint]], *limits)
            off = np.degrees(np.abs(clipped - angles[INDEX[joint]]).max())
            if off > 0.5:
                told.append(f"{joint} clipped by {off:.0f} deg")
            angles[INDEX[joint]] = clipped
    lines = [line for line in told if line]
    if lines:
        print(f"{recipe.name}: {'; '.join(lines)}")
    return _as_data(recipe, angles, shapes)


def _as_data(recipe: Recipe, angles, shapes) -> dict:
    degrees = np.degrees(angles)
    joints = {
        name: [_short(value) for value in degrees[INDEX[name]]]
        for name in JOINTS
        if not _is_finger(name) and np.abs(degrees[INDEX[name]]).max() > 0.05
    }
    data = {
        "title": recipe.title,
        "description": recipe.description,
        "tags": list(recipe.tags),
        "joints_deg": joints,
        "right_hand": shapes["right"],
        "left_hand": shapes["left"],
    }
    if recipe.face != "neutral":
        data["face"] = recipe.face
    if recipe.holds:
        data["holds"] = recipe.holds
    if recipe.things:
        data["props"] = [_thing_data(thing, angles) for thing in recipe.things]
    if recipe.view:
        data["view_deg"] = list(recipe.view)
    return data


def _short(value: float) -> float:
    rounded = round(float(value), 1)
    return int(rounded) if rounded == int(rounded) else rounded


def _is_finger(name: str) -> bool:
    return any(part in name for part in ("Thumb", "Index", "Middle", "Ring", "Little"))


def _axial(angles, recipe: Recipe) -> None:
    bend, lean, twist = recipe.trunk
    for name, share in SHARES.items():
        angles[INDEX[name]] = np.radians([lean * share, -bend * share, twist * share])
    nod, tilt, turn = recipe.head
    for name, share in NECK.items():
        angles[INDEX[name]] = np.radians([tilt * share, -nod * share, turn * share])


def _lay_arm(angles, side: str, arm: Arm) -> None:
    sign = 1.0 if side == "right" else -1.0
    mirror = np.array([sign, 1.0, sign])
    angles[INDEX[side + "Shoulder"]] = np.radians([arm.girdle[0], 0.0, arm.girdle[1]]) * mirror
    angles[INDEX[side + "UpperArm"]] = np.radians(limb_angles(side + "UpperArm", arm.swing))
    angles[INDEX[side + "LowerArm"]] = np.radians([0.0, arm.elbow, 0.0])
    angles[INDEX[side + "Hand"]] = np.radians(arm.wrist) * mirror


def _lay_leg(angles, side: str, leg: Leg) -> None:
    sign = 1.0 if side == "right" else -1.0
    mirror = np.array([sign, 1.0, sign])
    angles[INDEX[side + "UpperLeg"]] = np.radians(limb_angles(side + "UpperLeg", leg.swing))
    angles[INDEX[side + "LowerLeg"]] = np.radians([0.0, -leg.knee, 0.0])
    angles[INDEX[side + "Foot"]] = np.radians([leg.foot[0], -leg.point, leg.foot[1]]) * mirror
    angles[INDEX[side + "Toes"]] = np.radians([0.0, leg.toes, 0.0])


class State:
    """A posed skeleton in the body's frame, for asking where points are."""

    def __init__(self, angles) -> None:
        self.rest, self.marks = _rest()
        turns = matrix_from_angles(angles)
        self.positions, self.attitudes = forward_kinematics(self.rest, turns)
        self.landmarks = carry_landmarks(self.marks, self.rest, self.positions, self.attitudes)

    def frame(self, name: str):
        return self.attitudes[INDEX[name]]

    def point(self, name: str):
        """Return a point and the joint whose frame it rides in."""
        if name in ("eyes", "mouth"):
            eyes = (self.positions[INDEX["leftEye"]] + self.positions[INDEX["rightEye"]]) / 2.0
            offset = MOUTH_FROM_EYES if name == "mouth" else np.zeros(3)
            return eyes + self.frame("head") @ offset, "head"
        if name in INDEX:
            return self.positions[INDEX[name]], name
        return self.landmarks[name], self.marks[name][0]


def place_thing(thing: Thing, state: State):
    """Return where a thing is: position (3,) and attitude (3, 3) in the body's frame."""
    point, owner = state.point(thing.at)
    frame = state.frame(thing.frame or owner)
    return point + frame @ np.asarray(thing.offset, float), frame @ matrix_from_angles(
        np.radians(thing.turn_deg)
    )


def _thing_data(thing: Thing, angles) -> dict:
    from zeroshot.people.figure import Person
    from zeroshot.people.masses import masses_of

    state = State(angles)
    position, attitude = place_thing(thing, state)
    centre = masses_of(Person(SEX, STATURE_M, "#888888")).centre(state.positions, state.attitudes)
    turn = np.degrees(angles_from_matrix(attitude))
    data = {
        "model": thing.model,
        "position_m": [round(float(v), 3) for v in position - centre],
        "turn_deg": [_short(v) for v in turn],
    }
    if thing.held_by:
        data["held_by"] = thing.held_by
    return data


def _goal_of(goal, recipe: Recipe, angles):
    """Return target (3,), frame (3, 3), bar, back of a hand's goal in the body's frame."""
    state = State(angles)
    if goal.at.startswith("thing"):
        key, _, name = goal.at.partition(":")
        thing = recipe.things[int(key.removeprefix("thing") or 0)]
        position, attitude = place_thing(thing, state)
        point = find_model(thing.model, beside=None).facts.points[name]
        target = position + attitude @ (np.asarray(point.position_m) + np.asarray(goal.offset, float))
        is_held = getattr(goal, "touch", "") == "grip" and point.direction is not None
        bar = attitude @ np.asarray(point.direction) if is_held else None
        back = None if point.normal is None else attitude @ np.asarray(point.normal)
        return target, attitude, bar, back
    point, owner = state.point(goal.at)
    frame = state.frame(goal.frame or owner)
    bar = None if getattr(goal, "bar", None) is None else frame @ np.asarray(goal.bar, float)
    return point + frame @ np.asarray(goal.offset, float), frame, bar, None


def _touch(goal: Hand, side: str, angles):
    mirror = np.array([1.0, 1.0 if side == "right" else -1.0, 1.0])
    if goal.touch in TOUCH:
        return np.array(TOUCH[goal.touch]) * mirror * 0.94
    state = State(angles)
    hand = state.frame(side + "Hand")
    start = state.positions[INDEX[side + "Hand"]]
    if goal.touch == "pinch":
        tip = (state.landmarks[side + "IndexTip"] + state.landmarks[side + "ThumbTip"]) / 2.0
    else:
        tip = state.landmarks[side + goal.touch]
    return hand.T @ (tip - start)


def _trunk_cloud(angles, side: str):
    """Return points and normals of everything but this arm, posed, in the body's frame."""
    from zeroshot.people.figure import Person, Posture, build_figure
    from zeroshot.people.surface import surface_of

    joints = {name: np.degrees(angles[INDEX[name]]).tolist() for name in JOINTS}
    figure = build_figure(Person(SEX, STATURE_M, "#888888"), Posture(joints_deg=joints))
    surface = surface_of(figure)
    keep = ~np.isin(
        surface.parts, [f"{side} upper arm", f"{side} forearm", f"{side} hand", f"{side} shoulder"]
    )
    shift = _rest()[0][INDEX["hips"]] - figure.joints_in_actor["hips"]
    return surface.points[keep] + shift, surface.normals[keep]


def _find_arm(angles, side: str, goal: Hand, recipe: Recipe) -> str:
    sign = 1.0 if side == "right" else -1.0
    mirror = np.array([sign, 1.0, sign])
    target, frame, bar, back = _goal_of(goal, recipe, angles)
    touch = _touch(goal, side, angles)
    names = [side + n for n in ("Shoulder", "UpperArm", "LowerArm", "Hand")]
    rest = _rest()[0]
    girdle = recipe.girdle or (0.0, 0.0)
    nominal_swing = (goal.forward, goal.out, 30.0)
    points, normals = _trunk_cloud(angles, side)
    tree = cKDTree(points)

    def expand(x):
        out = angles.copy()
        out[INDEX[names[0]]] = np.array([x[0], 0.0, x[1]]) * mirror
        out[INDEX[names[1]]] = np.radians(limb_angles(names[1], tuple(np.degrees(x[2:5]))))
        out[INDEX[names[2]]] = [0.0, x[5], 0.0]
        out[INDEX[names[3]]] = x[6:9] * mirror
        return out

    def parts(x):
        out = expand(x)
        positions, attitudes = forward_kinematics(rest, matrix_from_angles(out))
        hand = attitudes[INDEX[names[3]]]
        return out, positions, attitudes, hand

    def residuals(x):
        out, positions, _, hand = parts(x)
        reached = positions[INDEX[names[3]]] + hand @ touch
        rows = [(reached - target) / 0.004]
        palm = -sign * hand[:, 1]
        if goal.palm is not None:
            wanted = frame @ (np.asarray(goal.palm, float) / np.linalg.norm(goal.palm))
            rows.append(goal.weight * (palm - wanted) / 0.20)
        if goal.fingers is not None:
            wanted = frame @ (np.asarray(goal.fingers, float) / np.linalg.norm(goal.fingers))
            rows.append(goal.weight * (hand[:, 2] - wanted) / 0.20)
        if bar is not None:
            along = bar / np.linalg.norm(bar)
            rows.append(goal.weight * np.cross(hand[:, 0], along) / 0.15)
        if back is not None and goal.palm is None:
            wanted = back / np.linalg.norm(back)
            rows.append([max(0.0, 0.4 + float(palm @ wanted)) / 0.2])
        rows.append((x[0:2] - np.radians(girdle)) / np.radians([6.0, 8.0]) * 0.6)
        swing = matrix_from_angles(out[INDEX[names[1]]])
        rows.append([60.0 * float(cone_excess(names[1], swing))])
        nominal = matrix_from_angles(np.radians(limb_angles(names[1], nominal_swing)))
        rows.append((swing[:, 2] - nominal[:, 2]) * 1.2)
        rows.append([0.5 * (x[4] - np.radians(25)) / np.radians(50)])
        rows.append((x[6:9] - np.radians([5, 0, -30])) / np.radians([28, 16, 42]) * 0.8)
        rows.append([_clash(tree, points, normals, positions, names)])
        return np.concatenate([np.ravel(r) for r in rows])

    best = None
    wrist_low, wrist_high = np.radians([-68, -33, -88]), np.radians([75, 23, 88])
    low = np.array([*np.radians([-25, -20, -60, -60, -95, 2]), *wrist_low])
    high = np.array([*np.radians([7, 18, 178, 150, 95, 146]), *wrist_high])
    starts = [
        (0, 0, goal.forward, goal.out, 30, 70, 5, 0, -30),
        (0, 0, 70, 20, 30, 90, 5, 0, -30),
        (0, 0, 40, 70, 60, 90, 5, 0, 0),
        (0, 0, 120, 30, 0, 60, 5, 0, -30),
        (0, 0, 20, 10, 60, 110, 5, 0, 40),
        (0, 0, -20, 20, 30, 60, 5, 0, -30),
    ]
    for start in starts:
        x0 = np.clip(np.radians(start), low + 1e-3, high - 1e-3)
        found = least_squares(residuals, x0, bounds=(low, high), max_nfev=120, x_scale="jac")
        if best is None or found.cost < best.cost:
            best = found
    out, positions, _, hand = parts(best.x)
    angles[:] = out
    miss = np.linalg.norm(positions[INDEX[names[3]]] + hand @ touch - target)
    told = []
    if miss > 0.006:
        told.append(f"{side} hand off by {miss * 100:.1f} cm")
    for label, wanted, axis in (
        ("palm", goal.palm, -sign * hand[:, 1]),
        ("fingers", goal.fingers, hand[:, 2]),
    ):
        if wanted is not None:
            direction = frame @ (np.asarray(wanted, float) / np.linalg.norm(wanted))
            off = np.degrees(np.arccos(np.clip(axis @ direction, -1, 1)))
            if off > 35:
                told.append(f"{side} {label} off by {off:.0f} deg")
    if bar is not None:
        off = np.degrees(
            np.arcsin(np.clip(np.linalg.norm(np.cross(hand[:, 0], bar / np.linalg.norm(bar))), 0, 1))
        )
        if off > 25:
            told.append(f"{side} bar off by {off:.0f} deg")
    clash = _clash(tree, points, normals, positions, names)
    if clash > 0.6:
        told.append(f"{side} arm clashes {clash:.1f}")
    return "; ".join(told)


def _clash(tree, points, normals, positions, names) -> float:
    """Say by how many centimetres elbow, forearm and wrist are too near to the rest of the body."""
    shoulder, elbow, wrist = (positions[INDEX[n]] for n in names[1:])
    samples = [shoulder + s * (elbow - shoulder) for s in (0.6, 0.8, 1.0)]
    radii = [0.052, 0.046, 0.043]
    samples += [elbow + s * (wrist - elbow) for s in (0.25, 0.5, 0.75, 1.0)]
    radii += [0.042, 0.038, 0.032, 0.026]
    samples = np.array(samples)
    _, near = tree.query(samples)
    depth = np.einsum("ij,ij->i", samples - points[near], normals[near])
    close = np.linalg.norm(samples - points[near], axis=1) < 0.25
    return float(np.sum(np.maximum(0.0, np.where(close, np.array(radii) - depth, 0.0))) / 0.01)


def _find_leg(angles, side: str, goal: Foot, recipe: Recipe) -> str:
    sign = 1.0 if side == "right" else -1.0
    mirror = np.array([sign, 1.0, sign])
    target, frame, _, _ = _goal_of(goal, recipe, angles)
    names = [side + n for n in ("UpperLeg", "LowerLeg", "Foot")]
    rest = _rest()[0]
    sole_point = np.array([0.06, 0.0, -rest[INDEX[names[2]]][2]])

    def expand(x):
        out = angles.copy()
        out[INDEX[names[0]]] = np.radians(limb_angles(names[0], tuple(np.degrees(x[0:3]))))
        out[INDEX[names[1]]] = [0.0, -x[3], 0.0]
        out[INDEX[names[2]]] = np.array([x[4], -x[5], x[6]]) * mirror
        return out

    def residuals(x):
        out = expand(x)
        positions, attitudes = forward_kinematics(rest, matrix_from_angles(out))
        foot = attitudes[INDEX[names[2]]]
        rows = [(positions[INDEX[names[2]]] + foot @ sole_point - target) / 0.004]
        wanted = frame @ (np.asarray(goal.sole, float) / np.linalg.norm(goal.sole))
        rows.append((foot[:, 2] - wanted) / 0.15)
        if goal.toes is not None:
            wanted = frame @ (np.asarray(goal.toes, float) / np.linalg.norm(goal.toes))
            rows.append((foot[:, 0] - wanted) / 0.3)
        swing = matrix_from_angles(out[INDEX[names[0]]])
        rows.append([60.0 * float(cone_excess(names[0], swing))])
        rows.append((x[1:3] - np.radians([goal.out, -4])) / np.radians([12, 15]) * 0.8)
        rows.append((x[4:7] - np.radians([0, 10, 0])) / np.radians([12, 30, 12]) * 0.6)
        return np.concatenate([np.ravel(r) for r in rows])

    low = np.radians([-30, -25, -45, 1, -18, -24, -22])
    high = np.radians([128, 60, 45, 144, 24, 49, 22])
    best = None
    for start in (
        (goal.forward, goal.out, -4, 40, 0, 10, 0),
        (90, 10, 0, 90, 0, 10, 0),
        (10, 5, 0, 20, 0, 10, 0),
    ):
        x0 = np.clip(np.radians(start), low + 1e-3, high - 1e-3)
        found = least_squares(residuals, x0, bounds=(low, high), max_nfev=120, x_scale="jac")
        if best is None or found.cost < best.cost:
            best = found
    angles[:] = expand(best.x)
    positions, attitudes = forward_kinematics(rest, matrix_from_angles(angles))
    miss = np.linalg.norm(positions[INDEX[names[2]]] + attitudes[INDEX[names[2]]] @ sole_point - target)
    return f"{side} foot off by {miss * 100:.1f} cm" if miss > 0.006 else ""

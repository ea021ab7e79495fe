"""Pose by goals: say where hands are and how they lie, and have the angles found.

A recipe says trunk, head and limbs in words of the body; goals are given in the frame of a joint, or of a
thing at hand. What could not be met is printed, since it wants another recipe.
"""

from __future__ import annotations

import numpy as np
from arms import ArmSearch
from body import SEX, STATURE_M, State, lay_arm, lay_leg, lay_trunk, place_thing
from words import Arm, Hand, Recipe, Thing

from zeroshot.people.figure import Person
from zeroshot.people.hands import hand_angles
from zeroshot.people.limits import CONE_JOINTS, clamp_turn, range_of
from zeroshot.people.masses import masses_of
from zeroshot.people.skeleton import INDEX, JOINTS
from zeroshot.people.turns import angles_from_matrix, matrix_from_angles


def solve(recipe: Recipe) -> dict:
    """Return the pose as data."""
    angles = np.zeros((len(JOINTS), 3))
    lay_trunk(angles, recipe)
    left = recipe.left if recipe.left is not None else recipe.right
    left_leg = recipe.left_leg if recipe.left_leg is not None else recipe.right_leg
    shapes = {"right": recipe.right.shape, "left": left.shape}
    for side, shape in shapes.items():
        for joint, turn in hand_angles(side, shape).items():
            angles[INDEX[joint]] = np.radians(turn)
    told = []
    for side, leg in (("right", recipe.right_leg), ("left", left_leg)):
        lay_leg(angles, side, leg)
    for side, arm in (("right", recipe.right), ("left", left)):
        if isinstance(arm, Arm):
            lay_arm(angles, side, arm)
    order = [(side, arm) for side, arm in (("right", recipe.right), ("left", left)) if isinstance(arm, Hand)]
    order.sort(key=lambda row: "Hand" in row[1].at or "Index" in row[1].at)
    for side, arm in order:
        told.append(ArmSearch(angles, side, arm, recipe).find())
    told += _kept_within_limits(angles)
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


def _kept_within_limits(angles) -> list[str]:
    """Bring every joint within its limits, in place; say what was changed by more than half a degree."""
    told = []
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
    return told


def _thing_data(thing: Thing, angles) -> dict:
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

"""People: a posed body with joints, landmarks, gaze and skin, in the actor's frame.

The origin is the body's centre of mass, so a change of pose leaves it where it is. Forward, right and down
are those of the pelvis: the head direction of an actor is −Z however the neck is bent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.errors import did_you_mean
from zeroshot.mesh import Mesh, Part
from zeroshot.people.anatomy import landmarks_of, skeleton_of
from zeroshot.people.clothes import NAME_TAG
from zeroshot.people.contacts import ContactPoint, carry_contacts, rest_contacts
from zeroshot.people.gaze import look_along
from zeroshot.people.hands import hand_angles
from zeroshot.people.holds import CLOSED, EFFECTORS, ReachGoal, resting_points, touch_of
from zeroshot.people.landmarks import carry_landmarks, named_points
from zeroshot.people.limits import clamp_angles, clamp_cones
from zeroshot.people.masses import core_of, masses_of
from zeroshot.people.outfit import Level, drawn_parts, fitting_of, painted
from zeroshot.people.palette import material_of
from zeroshot.people.person import Person, check_person
from zeroshot.people.poses import pose_names
from zeroshot.people.posture import Posture, check_posture, posture_angles
from zeroshot.people.proportions import BodyError
from zeroshot.people.reach import Miss, reach
from zeroshot.people.shape import shaped_body
from zeroshot.people.skeleton import INDEX, JOINTS, forward_kinematics, stack_joints
from zeroshot.people.skinning import skin_movers, skinned
from zeroshot.people.turns import matrix_from_angles
from zeroshot.spatial import Array, angle_between_directions

__all__ = ["Figure", "Miss", "Person", "Posture", "ReachGoal", "build_figure", "pose_names"]


@dataclass(frozen=True, eq=False)
class Figure:
    """A posed person; the frame is the actor's, the origin the centre of mass.

    mass_kg: with what is worn. gaze_in_actor: (3,) unit, where the eyes really look. gaze_miss_rad: by how
    much that misses what was asked for. misses: goals that could not be met.
    """

    person: Person
    posture: Posture
    mass_kg: float
    joints_in_actor: Mapping[str, Array]
    gaze_in_actor: Array
    gaze_miss_rad: float
    misses: tuple[Miss, ...]
    turns: Array
    attitudes_in_actor: Array

    def __getstate__(self) -> dict[str, object]:
        """Return what goes to another process: what was asked for on the way can be made there."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def sex(self) -> str:
        """Return whether it is a woman or a man: "female" or "male"."""
        return self.person.sex

    @property
    def stature_m(self) -> float:
        """Return the standing height on Earth."""
        return self.person.stature_m

    @property
    def eyes_in_actor(self) -> Array:
        """Return the point (3,) midway between the eyes."""
        return np.asarray((self.joints_in_actor["leftEye"] + self.joints_in_actor["rightEye"]) / 2.0)

    @cached_property
    def contacts_in_actor(self) -> Mapping[str, ContactPoint]:
        """Return the places where people touch each other, by name, with how they face."""
        contacts = rest_contacts(self.sex, float(self.stature_m))
        return carry_contacts(contacts, self.joints_in_actor, self.attitudes_in_actor)

    @cached_property
    def inertia_kg_m2(self) -> Array:
        """Return the inertia (3, 3) about the centre of mass, with what is worn; made on first use."""
        return masses_of(self.person).inertia(stack_joints(self.joints_in_actor), self.attitudes_in_actor)

    @cached_property
    def landmarks_in_actor(self) -> Mapping[str, Array]:
        """Return named points of the body (crown, chin, leftKnee, shoulders …); made on first use."""
        rest, marks = skeleton_of(self.person), landmarks_of(self.person)
        positions = stack_joints(self.joints_in_actor)
        carried = carry_landmarks(marks, rest, positions, self.attitudes_in_actor)
        return named_points(self.joints_in_actor, carried)

    @cached_property
    def mesh(self) -> Mesh:
        """Return the skin and clothes; made on first use."""
        return self._skinned("full", is_painted=True)

    @cached_property
    def light_mesh(self) -> Mesh:
        """Return skin and clothes of a few thousand points, for a viewport; made on first use."""
        return self._skinned("light", is_painted=True)

    @cached_property
    def coarse_mesh(self) -> Mesh:
        """Return a lighter skin without colours, to count and measure with; made on first use."""
        return self._skinned("coarse", is_painted=False)

    def _skinned(self, level: Level, *, is_painted: bool) -> Mesh:
        positions = stack_joints(self.joints_in_actor)
        if self.person.figure is not None:
            return self.person.figure.mesh(positions, self.attitudes_in_actor, is_painted=is_painted)
        body = shaped_body(self.sex, self.stature_m, float(self.person.build))
        face = self.posture.face
        movers = skin_movers(body, positions, self.attitudes_in_actor, face=face)
        points, normals = skinned(fitting_of(self.person, level, face=face), movers)
        shown = drawn_parts(self.person, level)
        colors = painted(self.person, level) if is_painted else (None,) * len(shown)
        parts, start = [], 0
        for part, color in zip(shown, colors, strict=True):
            own = slice(start, start + len(part.points))
            material = material_of(part.name)
            # The paint of a name tag says where in its picture a point lies.
            uvs = part.paint[:, :2] if part.name == NAME_TAG else None
            parts.append(Part(points[own], normals[own], part.triangles, material, uvs, color))
            start = own.stop
        return Mesh(tuple(parts))


def build_figure(
    person: Person,
    posture: Posture | None = None,
    *,
    gaze_in_actor: ArrayLike | None = None,
    goals: Sequence[ReachGoal] = (),
) -> Figure:
    """Pose a person; None for the neutral posture.

    What goes past a joint's limits stops there. gaze_in_actor: a direction to look along.
    Raises BodyError for a person or posture that cannot be, or an effector that does not exist.
    """
    held = posture if posture is not None else Posture()
    check_person(person)
    check_posture(held)
    wanted = None if gaze_in_actor is None else np.asarray(gaze_in_actor, dtype=np.float64)
    turns, gaze, misses = _solved(person, _posed(held, goals), wanted, goals)
    joints, attitudes = _pose_points(person, turns)
    return Figure(
        person=person,
        posture=held,
        mass_kg=masses_of(person).mass_kg,
        joints_in_actor=joints,
        gaze_in_actor=gaze,
        gaze_miss_rad=0.0 if wanted is None else float(angle_between_directions(gaze, wanted)),
        misses=misses,
        turns=turns,
        attitudes_in_actor=attitudes,
    )


def _solved(
    person: Person, posed: Array, wanted: Array | None, goals: Sequence[ReachGoal]
) -> tuple[Array, Array, tuple[Miss, ...]]:
    """Look and reach: the turns (joints, 3, 3), where the eyes look, and what could not be reached."""
    turns, gaze = look_along(posed, wanted)
    if not goals:
        return turns, gaze, ()
    touches = [_touches(goal, person.sex, float(person.stature_m)) for goal in goals]
    turns, misses = reach(core_of(person), turns, goals, touches)
    if wanted is not None:
        # The trunk has moved under the head: look once more, and mend what the head's weight pulls along.
        for name in ("neck", "head"):
            turns[INDEX[name]] = posed[INDEX[name]]
        turns, gaze = look_along(turns, wanted, with_trunk=False)
        turns, misses = reach(core_of(person), turns, goals, touches)
    return turns, gaze, misses


def _posed(posture: Posture, goals: Sequence[ReachGoal]) -> Array:
    """Return the turns (joints, 3, 3) of a posture, within the limits; hands at rails are closed."""
    angles = posture_angles(posture)
    for goal in goals:
        _check_effector(goal.effector)
        shape = _closing(posture, goal)
        if shape is not None:
            for name, closed in hand_angles(goal.side, shape).items():
                angles[INDEX[name]] = np.radians(closed)
    for name, changed in posture.joints_deg.items():
        angles[INDEX[name]] = np.radians(changed)
    return clamp_cones(matrix_from_angles(clamp_angles(angles)))


def _touches(goal: ReachGoal, sex: str, stature_m: float) -> Array:
    if goal.held_as == "surface":
        return resting_points(goal, sex, stature_m)
    return touch_of(goal, sex, stature_m)[None]


def _closing(posture: Posture, goal: ReachGoal) -> str | None:
    """Return the shape of a hand that closes around what it holds; None where it stays as it is."""
    is_own = (posture.left_hand if goal.side == "left" else posture.right_hand) is not None
    if goal.kind == "foot" or is_own:
        return None
    if goal.held_as == "clasp" and goal.direction_in_actor is not None:
        return "cup"
    return CLOSED.get(goal.held_as)


def _check_effector(effector: str) -> None:
    if effector not in EFFECTORS:
        raise BodyError(f'"{effector}" cannot be anchored{did_you_mean(effector, EFFECTORS)}')


def _pose_points(person: Person, turns: Array) -> tuple[dict[str, Array], Array]:
    """Return joints about the centre of mass, and attitudes (joints, 3, 3)."""
    rest = skeleton_of(person)
    positions, attitudes = forward_kinematics(rest, turns)
    positions = positions - masses_of(person).centre(positions, attitudes)
    return dict(zip(JOINTS, positions, strict=True)), attitudes

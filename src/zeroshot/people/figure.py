"""People: a posed body with joints, landmarks, gaze and skin, in the actor's frame.

The origin is the body's centre of mass, so a change of pose leaves it where it is. Forward, right and down
are those of the pelvis: the head direction of an actor is −Z however the neck is bent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import ArrayLike

from zeroshot.errors import did_you_mean
from zeroshot.mesh import Mesh, Part
from zeroshot.people.contacts import ContactPoint, carry_contacts, rest_contacts
from zeroshot.people.gaze import look_along
from zeroshot.people.hands import hand_angles
from zeroshot.people.landmarks import carry_landmarks, named_points, rest_landmarks
from zeroshot.people.limits import CONE_JOINTS, clamp_angles, clamp_turn
from zeroshot.people.masses import centre_of_mass
from zeroshot.people.outfit import Level, drawn_parts, fitting_of, painted
from zeroshot.people.palette import material_of
from zeroshot.people.person import Person, check_person
from zeroshot.people.poses import pose_names
from zeroshot.people.posture import Posture, check_posture, posture_angles
from zeroshot.people.proportions import BodyError, mass_of
from zeroshot.people.reach import EFFECTORS, Chain, reach, touching_point
from zeroshot.people.shape import shaped_body, shaped_skeleton
from zeroshot.people.skeleton import INDEX, JOINTS, forward_kinematics
from zeroshot.people.skinning import skin_movers, skinned
from zeroshot.people.touch import touch_of
from zeroshot.people.turns import matrix_from_angles
from zeroshot.spatial import Array

__all__ = ["Figure", "Miss", "Person", "Posture", "ReachGoal", "build_figure", "pose_names"]

# A goal met within this is met: the thickness of skin and cloth is more.
_MET_M = 0.002
# Moving a limb moves the centre of mass, and with it the goal as the body sees it; each pass shrinks the
# error to the limbs' share of the mass, under a fifth.
_PASSES, _SETTLED_M = 12, 1e-4


@dataclass(frozen=True, eq=False)
class ReachGoal:
    """Where a hand or foot should be: a point in the actor's frame, metres.

    direction_in_actor: along the bar to hold or hook under; normal_in_actor: away from the wall behind it.
    """

    effector: str
    position_in_actor: ArrayLike
    direction_in_actor: ArrayLike | None = None
    normal_in_actor: ArrayLike | None = None


@dataclass(frozen=True)
class Miss:
    """A goal out of reach, and by how much."""

    effector: str
    distance_m: float


@dataclass(frozen=True, eq=False)
class Figure:
    """A posed person; the frame is the actor's, the origin the centre of mass.

    gaze_in_actor: (3,) unit, where the eyes really look. misses: goals that could not be met.
    """

    person: Person
    posture: Posture
    mass_kg: float
    joints_in_actor: Mapping[str, Array]
    landmarks_in_actor: Mapping[str, Array]
    gaze_in_actor: Array
    misses: tuple[Miss, ...]
    turns: Array
    attitudes_in_actor: Array

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
        body = shaped_body(self.sex, self.stature_m, float(self.person.build))
        positions = np.array([self.joints_in_actor[name] for name in JOINTS])
        movers = skin_movers(body, self.turns, positions, self.attitudes_in_actor)
        points, normals = skinned(fitting_of(self.person, level), movers)
        shown = drawn_parts(self.person, level)
        colors = painted(self.person, level) if is_painted else (None,) * len(shown)
        parts, start = [], 0
        for part, color in zip(shown, colors, strict=True):
            own = slice(start, start + len(part.points))
            material = material_of(part.name)
            parts.append(Part(points[own], normals[own], part.triangles, material=material, colors=color))
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
    sex, stature_m = person.sex, float(person.stature_m)
    rest = shaped_skeleton(sex, stature_m, float(person.build))
    turns = _posed(held, goals)
    wanted = None if gaze_in_actor is None else np.asarray(gaze_in_actor, dtype=np.float64)
    turns, gaze = look_along(rest, turns, wanted)
    turns, misses = _reached(sex, stature_m, rest, turns, goals)
    joints, landmarks, attitudes = _pose_points(sex, stature_m, rest, turns)
    return Figure(
        person=person,
        posture=held,
        mass_kg=mass_of(sex, stature_m, person.build),
        joints_in_actor=joints,
        landmarks_in_actor=landmarks,
        gaze_in_actor=gaze,
        misses=misses,
        turns=turns,
        attitudes_in_actor=attitudes,
    )


def _posed(posture: Posture, goals: Sequence[ReachGoal]) -> Array:
    """Return the turns (joints, 3, 3) of a posture, within the limits; hands at rails are closed."""
    angles = posture_angles(posture)
    for goal in goals:
        _check_effector(goal.effector)
        side, kind = goal.effector.split("_")
        if kind == "hand" and goal.direction_in_actor is not None:
            for name, closed in hand_angles(side, "grip").items():
                angles[INDEX[name]] = np.radians(closed)
    for name, changed in posture.joints_deg.items():
        angles[INDEX[name]] = np.radians(changed)
    turns = matrix_from_angles(clamp_angles(angles))
    for name in CONE_JOINTS:
        turns[INDEX[name]] = clamp_turn(name, turns[INDEX[name]])
    return turns


def _check_effector(effector: str) -> None:
    if effector not in EFFECTORS:
        raise BodyError(f'"{effector}" cannot be anchored{did_you_mean(effector, EFFECTORS)}')


def _reached(
    sex: str, stature_m: float, rest: Array, turns: Array, goals: Sequence[ReachGoal]
) -> tuple[Array, tuple[Miss, ...]]:
    """Bring hands and feet to goals that are fixed to the centre of mass, which the limbs move."""
    if not goals:
        return turns, ()
    chains = [Chain.of(goal.effector, touch_of(goal, sex, stature_m)) for goal in goals]
    centre = _centre_in_body(sex, stature_m, rest, turns)
    for _ in range(_PASSES):
        for goal, chain in zip(goals, chains, strict=True):
            target = np.asarray(goal.position_in_actor, dtype=np.float64) + centre
            turns = reach(rest, turns, chain, target, *_aims(goal))
        before, centre = centre, _centre_in_body(sex, stature_m, rest, turns)
        if np.linalg.norm(centre - before) < _SETTLED_M:
            break
    misses = []
    for goal, chain in zip(goals, chains, strict=True):
        reached = touching_point(rest, turns, chain) - centre
        distance = float(np.linalg.norm(reached - np.asarray(goal.position_in_actor, dtype=np.float64)))
        if distance > _MET_M:
            misses.append(Miss(goal.effector, distance))
    return turns, tuple(misses)


def _aims(goal: ReachGoal) -> tuple[Array | None, Array | None]:
    direction, normal = goal.direction_in_actor, goal.normal_in_actor
    return (
        None if direction is None else np.asarray(direction, dtype=np.float64),
        None if normal is None else np.asarray(normal, dtype=np.float64),
    )


def _centre_in_body(sex: str, stature_m: float, rest: Array, turns: Array) -> Array:
    joints, landmarks, _ = _points_in_body(sex, stature_m, rest, turns)
    return centre_of_mass({**joints, **landmarks}, sex=sex)


_rest_landmarks = cache(rest_landmarks)


def _points_in_body(
    sex: str, stature_m: float, rest: Array, turns: Array
) -> tuple[dict[str, Array], dict[str, Array], Array]:
    positions, attitudes = forward_kinematics(rest, turns)
    joints = dict(zip(JOINTS, positions, strict=True))
    landmarks = carry_landmarks(_rest_landmarks(sex, stature_m), rest, positions, attitudes)
    return joints, landmarks, attitudes


def _pose_points(
    sex: str, stature_m: float, rest: Array, turns: Array
) -> tuple[dict[str, Array], dict[str, Array], Array]:
    joints, landmarks, attitudes = _points_in_body(sex, stature_m, rest, turns)
    centre = centre_of_mass({**joints, **landmarks}, sex=sex)
    joints = {name: point - centre for name, point in joints.items()}
    landmarks = {name: point - centre for name, point in landmarks.items()}
    return joints, named_points(joints, landmarks), attitudes

"""The camera as a thing, and who films with it: a body behind the finder, both hands on the grips.

The camera of the library stands for all: its entrance pupil is put where the scene's camera is. The operator
lies along the camera, so rolling it rolls them; their eye stays at the finder whatever their stature.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from zeroshot.errors import SceneFileError
from zeroshot.framing.cast.cast import StagedActor
from zeroshot.framing.cast.who import person_of, problems_of
from zeroshot.framing.places.points import StagedModel
from zeroshot.library.models import Model, find_model
from zeroshot.people.figure import Figure, Person, Posture, ReachGoal, build_figure
from zeroshot.scene.document import Actor, Camera, Prop
from zeroshot.scene.resolve import ResolvedShot, blocked, placement_of
from zeroshot.spatial import FORWARD, Array, Placement

RIG_MODEL = "camera-rig"

EYE_RELIEF_M = 0.028
"""From the eyepiece to the centre of the eye: 16 mm of eye relief and half an eyeball. Source: eye reliefs of
finders are 15 to 20 mm; an eyeball is 24 mm across (Bekerman et al. 2014, J. Ophthalmology)."""

_ROUNDS, _SETTLED_M = 6, 0.0005


@dataclass(frozen=True)
class Crew:
    """A camera that is there, with whoever films with it, in the world. rig: the camera as a thing."""

    camera_id: str
    rig: StagedModel
    person: StagedActor


def stage_crews(resolved: ResolvedShot, *, beside: Path | None = None) -> tuple[Crew, ...]:
    """Stage every camera of the scene that has an operator in this shot.

    beside: the folder of the scene file, from which figures given as paths are found.
    Raises SceneFileError for tones, clothes and figures of operators that do not exist.
    """
    shot = resolved.shot
    crews = []
    for index, camera in enumerate(resolved.document.cameras):
        here = blocked(camera, shot.blocking) if shot is not None else camera
        if here.operator is not None:
            pointer = f"/cameras/{index}/operator"
            if shot is not None and here.operator is not camera.operator:
                pointer = f"/shots/{resolved.document.shots.index(shot)}/blocking/{camera.id}/operator"
            taken = resolved.document.items()
            crews.append(_stage_crew(here, taken=taken, pointer=pointer, beside=beside))
    return tuple(crews)


def stage_rig(camera: Camera) -> StagedModel:
    """Return the camera as a thing, its entrance pupil where the scene's camera is."""
    placement = placement_of(camera).compose(camera_from_rig())
    prop = Prop(
        id=camera.id,
        name=camera.name,
        model=RIG_MODEL,
        position_m=placement.position_m,
        orientation_xyzw=placement.orientation_xyzw,
    )
    return StagedModel(prop, rig_model(), placement, 1.0)


@cache
def rig_model() -> Model:
    """Return the camera of the library."""
    return find_model(RIG_MODEL, beside=None)


def camera_from_rig() -> Placement:
    """Return the rig's place in the camera's frame, whose origin is the entrance pupil."""
    x, y, z = rig_model().points["entrance-pupil"].position_m
    return Placement((-x, -y, -z))


def _stage_crew(camera: Camera, *, taken: Collection[str], pointer: str, beside: Path | None) -> Crew:
    operator = camera.operator
    assert operator is not None
    person = person_of(operator, beside=beside, pointer=pointer)
    problems = problems_of(person, pointer)
    if problems:
        raise SceneFileError(problems)
    figure, eye_in_actor = _operating_figure(person)
    finder = camera_from_rig().apply(_eye_in_rig())
    placement = placement_of(camera).compose(Placement.from_arrays(finder - eye_in_actor, (0, 0, 0, 1)))
    actor = Actor(
        id=_operator_id(camera.id, taken),
        name=operator.name or f"the operator of {camera.name or camera.id}",
        color=operator.color,
        body=operator.body,
        position_m=placement.position_m,
        orientation_xyzw=placement.orientation_xyzw,
    )
    return Crew(camera.id, stage_rig(camera), StagedActor(actor, placement, figure))


def _operator_id(camera_id: str, taken: Collection[str]) -> str:
    """Name an operator after the camera, by an id that nothing in the scene has."""
    wanted = f"{camera_id[:55]}-operator"
    return wanted if wanted not in taken else f"{wanted[:60]}-it"


@cache
def _operating_figure(person: Person) -> tuple[Figure, Array]:
    """Pose someone at the rig: their figure, and the eye (3,) that is at the finder, both in their frame.

    Bringing the hands to the grips moves the centre of mass, and so the eye; a few rounds settle it.
    """
    eye_in_rig, points = _eye_in_rig(), rig_model().points
    eye_name = "rightEye" if points["eyepiece"].position_m[1] <= 0.0 else "leftEye"
    filming = Posture("filming")
    figure = build_figure(person, filming, gaze_in_actor=FORWARD)
    for _ in range(_ROUNDS):
        eye_in_actor = figure.joints_in_actor[eye_name]
        actor_from_rig = eye_in_actor - eye_in_rig
        goals = [
            ReachGoal(
                f"{side}_hand",
                np.asarray(points[f"grip-{side}"].position_m) + actor_from_rig,
                points[f"grip-{side}"].direction,
                points[f"grip-{side}"].normal,
            )
            for side in ("left", "right")
        ]
        figure = build_figure(person, filming, gaze_in_actor=FORWARD, goals=goals)
        if np.linalg.norm(figure.joints_in_actor[eye_name] - eye_in_actor) < _SETTLED_M:
            break
    return figure, figure.joints_in_actor[eye_name]


def _eye_in_rig() -> Array:
    eyepiece = rig_model().points["eyepiece"]
    return np.asarray(eyepiece.position_m) + EYE_RELIEF_M * np.asarray(eyepiece.normal)

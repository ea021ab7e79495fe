"""Operators: an eye at the finder and both hands on the grips, whatever their stature or the roll."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from framing.small_scene import build, turned, two_people
from zeroshot.errors import SceneFileError
from zeroshot.framing.cast.operator import EYE_RELIEF_M, stage_rig
from zeroshot.framing.staging import stage


def filmed(**operator: object) -> dict:
    content = two_people()
    content["cameras"][0]["operator"] = operator
    return content


def staged_crew(content: dict, folder, shot: str = "1a"):
    (crew,) = stage(build(content), shot, beside=folder).crews
    return crew


@pytest.mark.parametrize("sex", ["female", "male"])
@pytest.mark.parametrize("stature_m", [1.45, 1.75, 2.05])
def test_the_eye_is_at_the_finder_and_the_hands_on_the_grips(set_folder, sex, stature_m):
    crew = staged_crew(filmed(body={"sex": sex, "stature_m": stature_m}), set_folder)
    eyepiece = crew.rig.point("eyepiece")
    points = crew.person.points_in_world
    to_eye = points["rightEye"] - eyepiece.position_in_world
    assert np.linalg.norm(to_eye) == pytest.approx(EYE_RELIEF_M, abs=0.003)
    assert to_eye @ eyepiece.normal_in_world == pytest.approx(EYE_RELIEF_M, abs=0.003), "behind it"
    assert crew.person.figure.misses == ()
    for side in ("left", "right"):
        to_grip = points[f"{side}Wrist"] - crew.rig.point(f"grip-{side}").position_in_world
        assert np.linalg.norm(to_grip) < 0.13, "a wrist is a palm's length from what the hand holds"


def test_the_lens_stays_where_the_scene_has_it(set_folder):
    staged = stage(build(filmed()), "1a", beside=set_folder)
    pupil = staged.crews[0].rig.point("entrance-pupil")
    assert pupil.position_in_world == pytest.approx(staged.camera_placement.position_m)
    ahead = staged.camera_placement.apply([1.0, 0.0, 0.0]) - staged.camera_placement.position_m
    assert pupil.normal_in_world == pytest.approx(ahead)
    assert stage_rig(staged.camera).placement == staged.crews[0].rig.placement


def test_an_operator_goes_with_the_camera(set_folder):
    turn = Rotation.from_euler("xyz", [20.0, -50.0, 110.0], degrees=True)
    there = staged_crew(filmed(), set_folder)
    elsewhere = staged_crew(turned(filmed(), turn, (0.3, -1.0, 2.0)), set_folder)
    expected = turn.apply(there.person.body_points_in_world) + np.array([0.3, -1.0, 2.0])
    assert elsewhere.person.body_points_in_world == pytest.approx(expected, abs=1e-5)


def test_only_cameras_with_an_operator_are_there(set_folder):
    content = filmed()
    second = {**content["cameras"][0], "id": "b", "name": "B camera"}
    del second["operator"]
    content["cameras"].append(second)
    content["shots"] = [
        {"id": "1a", "camera": "a"},
        {"id": "1b", "camera": "b"},
        {"id": "1c", "camera": "b", "blocking": {"a": {"operator": None}}},
    ]
    of_a, of_b, alone = (stage(build(content), shot, beside=set_folder) for shot in ("1a", "1b", "1c"))
    assert [rig.item.id for rig in of_a.rigs_of_others] == [], "nobody sees the camera they look through"
    assert [rig.item.id for rig in of_b.rigs_of_others] == ["a"]
    assert [person.name for person in of_b.operators] == ["the operator of A camera"]
    assert alone.crews == ()


def test_an_operator_is_no_subject(set_folder):
    staged = stage(build(filmed()), "1a", beside=set_folder)
    assert [actor.actor.id for actor in staged.actors] == ["surgeon", "cosmonaut"]
    assert staged.operators[0].actor.id == "a-operator"


def test_an_operators_id_is_their_own(set_folder):
    content = filmed()
    content["actors"][0]["id"] = "a-operator"
    staged = stage(build(content), "1a", beside=set_folder)
    ids = [person.actor.id for person in (*staged.actors, *staged.operators)]
    assert len(set(ids)) == len(ids)


def test_clothes_that_do_not_exist_are_told_where_they_stand(set_folder):
    content = filmed(clothes=["polo", "sock"])
    with pytest.raises(SceneFileError, match=r"/cameras/0/operator/clothes: .*socks"):
        stage(build(content), "1a", beside=set_folder)
    content = filmed()
    content["shots"][0]["blocking"] = {"a": {"operator": {"body": {"skin": "snad"}}}}
    with pytest.raises(SceneFileError, match=r'/shots/0/blocking/a/operator/body/skin: .*"sand"'):
        stage(build(content), "1a", beside=set_folder)

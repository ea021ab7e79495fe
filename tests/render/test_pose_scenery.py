"""Rails run through closed hands, walls lie against soles: what a pose holds is drawn where it is held."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from zeroshot.library.models import find_model
from zeroshot.people.figure import Person, Posture, build_figure
from zeroshot.people.poses import find_pose, pose_library
from zeroshot.render.pose_scenery import scenery_of
from zeroshot.scene.document import Axes


def scenery(name: str, folder: Path):
    figure = build_figure(Person("female", 1.7, "#888888"), Posture(name))
    (prop,) = scenery_of(find_pose(name), figure, folder)
    model = find_model(prop["model"], beside=folder)
    return figure, model.load(axes=Axes(**prop["axes"]))


def test_a_rail_runs_through_both_hands(tmp_path):
    figure, mesh = scenery("hold-rail-both", tmp_path)
    (rail,) = mesh.parts
    axis = rail.points[[-2, -1]].astype(float)
    along = (axis[1] - axis[0]) / np.linalg.norm(axis[1] - axis[0])
    for side in ("left", "right"):
        for joint in ("MiddleProximal", "MiddleDistal"):
            offset = figure.joints_in_actor[side + joint] - axis[0]
            assert np.linalg.norm(offset - (offset @ along) * along) < 0.06


def test_a_wall_lies_against_the_soles_and_faces_outward(tmp_path):
    figure, mesh = scenery("pushing-off", tmp_path)
    (wall,) = mesh.parts
    corners = wall.points[wall.triangles].astype(float)
    faces = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    assert (np.einsum("ij,ij->i", faces, wall.normals[wall.triangles[:, 0]]) > 0.0).all()
    for side in ("left", "right"):
        heel = figure.landmarks_in_actor[side + "Heel"]
        near = np.argsort(np.abs(np.einsum("ij,ij->i", wall.points - heel, wall.normals)))[0]
        assert abs(float((wall.points[near] - heel) @ wall.normals[near])) < 0.07


@pytest.mark.parametrize("name", [name for name, pose in pose_library().items() if pose.holds])
def test_whatever_is_held_can_be_drawn(name, tmp_path):
    figure = build_figure(Person("male", 1.8, "#888888"), Posture(name))
    for prop in scenery_of(find_pose(name), figure, tmp_path):
        assert np.isfinite(find_model(prop["model"], beside=tmp_path).load().bounds_m).all()


def test_who_holds_nothing_has_no_scenery(tmp_path):
    figure = build_figure(Person("male", 1.8, "#888888"), Posture("neutral"))
    assert scenery_of(find_pose("neutral"), figure, tmp_path) == []

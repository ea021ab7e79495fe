"""Other people's figures: their bones are found, their skin follows, their size stays, poses fit them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rig_builder import CROWN_M, HEIGHTS, parent_of, write_rig
from stances import person
from zeroshot.errors import AssetError
from zeroshot.library.gltf_rigs import read_rig
from zeroshot.library.models import find_model
from zeroshot.people.figure import Figure, Person, Posture, ReachGoal, build_figure
from zeroshot.people.holds import touch_of
from zeroshot.people.masses import masses_of
from zeroshot.people.proportions import BodyError
from zeroshot.people.rigged import RiggedBody, fit_rig
from zeroshot.people.skeleton import INDEX, stack_joints
from zeroshot.people.surface import surface_of
from zeroshot.spatial import angle_between_directions

RESTS = {
    "vrm in a T": {},
    "vrm in an A": {"arms_down_deg": 45.0},
    "mixamo in a T": {"naming": "mixamo", "unit": 100.0},
    "vrm 1 by its extension": {"naming": "own", "humanoid": "1", "arms_down_deg": 30.0},
    "vrm 0 facing away": {"naming": "own", "humanoid": "0", "turned_deg": 180.0},
    "turned aside": {"turned_deg": 90.0},
    "palms forward": {"palms_forward": True},
    "bound in another pose": {"bound_elsewhere": True, "naming": "mixamo"},
}
POSES = ("standing", "neutral", "curled", "stretched", "reaching")
BONES = [
    (side + start, side + end)
    for side in ("left", "right")
    for start, end in (
        ("UpperArm", "LowerArm"), ("LowerArm", "Hand"), ("UpperLeg", "LowerLeg"), ("LowerLeg", "Foot")
    )
]  # fmt: skip


def rigged(path: Path, **changes) -> RiggedBody:
    write_rig(path, **changes)
    return fit_rig(read_rig(find_model(str(path), beside=None)), sex="female")


def played(body: RiggedBody, pose: str = "neutral", **changes) -> Figure:
    who = Person("female", body.stature_m, "#c8553d", figure=body)
    return build_figure(who, Posture(pose), **changes)


@pytest.fixture(scope="module", params=RESTS)
def body(request, tmp_path_factory) -> RiggedBody:
    return rigged(tmp_path_factory.mktemp("rig") / "figure.glb", **RESTS[request.param])


def test_a_figure_keeps_its_own_size(body):
    assert body.stature_m == pytest.approx(1.70, abs=0.06)
    made = played(body, "standing")
    points = np.concatenate([part.points for part in made.mesh.parts])
    assert np.ptp(points[:, 2]) == pytest.approx(CROWN_M, abs=0.06)
    for start, end in BONES:
        length = np.linalg.norm(made.joints_in_actor[end] - made.joints_in_actor[start])
        own = np.linalg.norm(body.rig.positions[body.rows[end]] - body.rig.positions[body.rows[start]])
        assert length == pytest.approx(own, abs=1e-6)


@pytest.mark.parametrize("pose", POSES)
def test_its_limbs_point_as_ours_do_in_every_pose(body, pose):
    ours, made = build_figure(person(), Posture(pose)), played(body, pose)
    for start, end in BONES:
        directions = [f.joints_in_actor[end] - f.joints_in_actor[start] for f in (ours, made)]
        assert np.degrees(angle_between_directions(*directions)) < 0.5, (start, pose)
    assert np.allclose(ours.attitudes_in_actor[INDEX["head"]], made.attitudes_in_actor[INDEX["head"]])


@pytest.mark.parametrize("pose", POSES)
def test_its_skin_follows_its_bones(body, pose):
    """Every box begins at its joint and ends at the next: the first four corners and the last four."""
    made = played(body, pose)
    points = np.concatenate([part.points for part in made.mesh.parts]).astype(float).reshape(-1, 8, 3)
    starts, ends = points[:, :4].mean(axis=1), points[:, 4:].mean(axis=1)
    names = sorted(body.rows, key=body.rows.__getitem__)
    place_of = {name: place for place, name in enumerate(names)}
    for name in names:
        assert np.allclose(starts[place_of[name]], made.joints_in_actor[name], atol=2e-5), name
    for start, end in BONES:
        assert np.allclose(ends[place_of[start]], made.joints_in_actor[end], atol=2e-5), (start, end)


def test_hands_hang_with_their_palms_inward(body):
    rest = {name: body.rest[INDEX[name]] for name in body.rows}
    for side in ("left", "right"):
        knuckles = rest[side + "IndexProximal"] - rest[side + "LittleProximal"]
        fingers = rest[side + "MiddleDistal"] - rest[side + "Hand"]
        assert knuckles[0] > 0.9 * np.linalg.norm(knuckles)
        assert fingers[2] > 0.95 * np.linalg.norm(fingers)


def test_arms_held_out_level_or_slanting_come_to_the_same(tmp_path):
    level, slanting = (
        played(rigged(tmp_path / f"{deg}.glb", arms_down_deg=deg), "curled") for deg in (0.0, 40.0)
    )
    for name, point in level.joints_in_actor.items():
        assert np.allclose(point, slanting.joints_in_actor[name], atol=0.004), name


def test_its_own_hands_and_feet_reach_and_its_own_eyes_look(body):
    goals = [
        ReachGoal("right_hand", (0.42, 0.2, -0.25), (0, 1, 0), (-1, 0, 0)),
        ReachGoal("left_foot", (0.3, -0.12, 0.6), (0, 1, 0), (0, 0, -1)),
    ]
    made = played(body, gaze_in_actor=(0.8, 0.6, -0.1), goals=goals)
    assert made.misses == ()
    assert made.gaze_miss_rad < np.radians(0.2)
    for goal, joint in zip(goals, ("rightHand", "leftFoot"), strict=True):
        touch = touch_of(goal, "female", body.stature_m)
        held = made.joints_in_actor[joint] + made.attitudes_in_actor[INDEX[joint]] @ touch
        assert np.linalg.norm(held - goal.position) < 0.002


def test_its_centre_of_mass_is_its_own_and_stays_at_the_origin(body):
    for pose in POSES:
        made = played(body, pose)
        centre = masses_of(made.person).centre(stack_joints(made.joints_in_actor), made.attitudes_in_actor)
        assert np.allclose(centre, 0.0, atol=1e-9)


def test_its_surface_is_there_to_be_measured(body):
    surface = surface_of(played(body))
    assert {"head", "left forearm", "right foot"} <= set(surface.parts)
    assert np.allclose(np.linalg.norm(surface.normals, axis=1), 1.0, atol=1e-4)


@pytest.mark.parametrize(
    "without", [("upperChest",), ("chest", "upperChest"), ("neck",), ("leftShoulder", "rightShoulder")]
)
def test_joints_that_it_may_lack_are_filled_in(tmp_path, without):
    body = rigged(tmp_path / "lacking.glb", without=without)
    made = played(body, "stretched")
    heights = [body.rest[INDEX[name], 2] for name in ("hips", "spine", "chest", "upperChest", "neck", "head")]
    assert np.all(np.diff(heights) < 0.0)
    ours = build_figure(person(), Posture("stretched"))
    for start, end in BONES:
        directions = [f.joints_in_actor[end] - f.joints_in_actor[start] for f in (ours, made)]
        assert np.degrees(angle_between_directions(*directions)) < 0.5


def test_a_figure_without_a_hand_is_refused_with_the_names_it_has(tmp_path):
    with pytest.raises(BodyError, match="no bone for leftHand") as caught:
        rigged(tmp_path / "handless.glb", without=tuple(_below("leftHand")))
    assert "mixamorig:LeftArm" in str(caught.value) and "leftUpperLeg" in str(caught.value)


def _below(name: str) -> list[str]:
    from rig_builder import joints_at_rest

    found = [name]
    for other in joints_at_rest():
        step = other
        while step is not None and step not in found:
            step = parent_of(step)
        if step is not None and other not in found:
            found.append(other)
    return found


def test_a_figure_in_centimetres_is_refused_with_what_to_do(tmp_path):
    write_rig(tmp_path / "huge.glb")
    (tmp_path / "huge.json").write_text(
        '{"format": "zeroshot.model", "version": 1, "name": "huge", "mesh": "huge.glb", '
        '"metres_per_unit": 100.0, "axes": {"forward": "+Z", "right": "-X", "down": "-Y"}}'
    )
    with pytest.raises(BodyError, match="its unit is not the metre"):
        fit_rig(read_rig(find_model(str(tmp_path / "huge.glb"), beside=None)), sex="male")


def test_a_mesh_without_bones_is_no_figure(tmp_path):
    from gltf_builder import Builder

    builder = Builder()
    builder.primitive()
    builder.write_glb(tmp_path / "plain.glb")
    with pytest.raises(AssetError, match="has no skin"):
        read_rig(find_model(str(tmp_path / "plain.glb"), beside=None))


def test_a_file_is_read_once_until_it_changes(tmp_path):
    path = tmp_path / "figure.glb"
    write_rig(path)
    model = find_model(str(path), beside=None)
    first = read_rig(model)
    assert read_rig(model) is first
    write_rig(path, arms_down_deg=30.0)
    assert read_rig(model) is not first


def test_heights_are_those_of_the_file(body):
    for name, height in HEIGHTS.items():
        if name in body.rows and name != "upperChest":
            hips = body.rest[INDEX["hips"], 2]
            assert hips - body.rest[INDEX[name], 2] == pytest.approx(height - HEIGHTS["hips"], abs=1e-6)

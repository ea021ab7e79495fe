"""What is staged against scipy's matrices: points, lamps, gazes, holds, and the module around the camera."""

import math

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from framing.small_scene import HALF, build, turned, two_people
from zeroshot.errors import AssetError, SceneFileError
from zeroshot.framing.lens.optics import View
from zeroshot.framing.staging import stage

PLACE = {"position_m": [1.0, -2.0, 0.5], "orientation_xyzw": [0.1, 0.2, 0.3, 0.9], "scale": 1.2}


def off_deg(staged, who: str, whom: str) -> float:
    """Return by how many degrees someone's eyes miss somebody else's."""
    looker, target = staged.actor(who), staged.actor(whom)
    wanted = target.eyes_in_world - looker.eyes_in_world
    attitude = Rotation.from_quat(looker.placement.orientation_xyzw)
    gaze = attitude.apply(looker.figure.gaze_in_actor)
    return math.degrees(math.acos(np.clip(gaze @ wanted / np.linalg.norm(wanted), -1.0, 1.0)))


def test_a_shot_is_staged_with_all_its_things(folder):
    content = two_people()
    content["props"] = [{"id": "box", "model": "./bare.obj", "scale": 0.1, "position_m": [1.0, 0.0, 0.0]}]
    staged = stage(build(content), "1a", beside=folder)
    assert [model.item.id for model in staged.modules] == ["lab"]
    assert [model.scale for model in staged.props] == [0.1]
    assert [actor.actor.id for actor in staged.actors] == ["surgeon", "cosmonaut"]
    assert staged.camera.id == "a"
    assert staged.view == View.from_sensor(width_mm=36.70, height_mm=25.54, aspect=1.85, focal_length_mm=24.0)
    assert staged.actor("surgeon").points_in_world["crown"] == pytest.approx(
        Rotation.from_quat([0, 0, 1, 0]).apply(staged.actor("surgeon").figure.landmarks_in_actor["crown"])
        + np.array([0.5, 0.0, 0.0])
    )


def test_points_and_lamps_stand_where_their_module_does(folder):
    content = two_people()
    content["set"]["modules"][0].update(PLACE)
    staged = stage(build(content), "1a", beside=folder)
    turn = Rotation.from_quat(PLACE["orientation_xyzw"])
    rail = staged.modules[0].point("rail-1")
    assert rail.position_in_world == pytest.approx(
        turn.apply(np.array([0.9, -0.25, -0.2]) * 1.2) + np.array(PLACE["position_m"])
    )
    assert rail.direction_in_world == pytest.approx(turn.apply([0, 0, 1]))
    assert rail.normal_in_world == pytest.approx(turn.apply([0, 1, 0]))
    (lamp,) = staged.luminaires
    assert lamp.position_in_world == pytest.approx(
        turn.apply(np.array([0, 0.8, -1.0]) * 1.2) + np.array(PLACE["position_m"])
    )
    assert lamp.normal_in_world == pytest.approx(turn.apply([0, 0, 1]))
    assert lamp.size_m == pytest.approx((0.6, 0.12))
    assert (lamp.lumens, lamp.kelvin, lamp.owner_id) == (1500.0, 4870.0, "lab")


def test_a_scenes_own_axes_turn_points_and_bounds_with_the_mesh(folder):
    content = two_people()
    # The mesh file's +Y is to be forward and its -X right: a quarter turn about down.
    content["set"]["modules"][0]["axes"] = {"forward": "+Y", "right": "-X", "down": "+Z"}
    staged = stage(build(content), "1a", beside=folder)
    assert staged.modules[0].point("rail-1").position_in_world == pytest.approx([-0.25, -0.9, -0.2])
    assert staged.modules[0].bounds_in_model == pytest.approx(np.array([[-1.0, -4.0, -1.2], [1.5, 4.0, 1.1]]))


def test_a_light_of_the_scene_shines_along_its_forward(folder):
    content = two_people()
    light = {"id": "key", "position_m": [0, 0, -0.9], "orientation_xyzw": [0, -HALF, 0, HALF], "lumens": 900}
    content["lights"] = [{**light, "kind": "panel", "width_m": 0.2, "height_m": 0.6}]
    lamp = stage(build(content), "1a", beside=folder).luminaires[-1]
    turn = Rotation.from_quat(light["orientation_xyzw"])
    assert lamp.normal_in_world == pytest.approx(turn.apply([1, 0, 0]), abs=1e-9)
    assert lamp.direction_in_world == pytest.approx(turn.apply([0, 0, 1]), abs=1e-9), "its longer side"
    assert lamp.size_m == (0.6, 0.2)
    assert lamp.owner_id == "key"


def test_people_who_look_at_each_other_meet_eyes(folder):
    content = two_people()
    content["actors"][0]["gaze"] = {"at": "cosmonaut/eyes"}
    content["actors"][1]["gaze"] = {"at": "surgeon"}
    content["actors"][0]["position_m"] = [0.35, 0.0, 0.0]
    content["actors"][1]["position_m"] = [-0.35, -0.5, -0.55]
    staged = stage(build(content), "1a", beside=folder)
    assert off_deg(staged, "surgeon", "cosmonaut") < 1.0
    assert off_deg(staged, "cosmonaut", "surgeon") < 1.0


def test_eyes_meet_from_any_two_attitudes(folder):
    """Where trunks have to turn, too, each move of one's eyes moves the other's: it settles all the same.

    The rest are people who look straight back, over the one shoulder or the other.
    """
    rng = np.random.default_rng(4)
    met = []
    while len(met) < 80:
        content = two_people()
        surgeon, cosmonaut = content["actors"][:2]
        surgeon["gaze"], cosmonaut["gaze"] = {"at": "cosmonaut/eyes"}, {"at": "surgeon/eyes"}
        way = Rotation.random(random_state=rng).apply([rng.uniform(0.8, 1.8), 0.0, 0.0])
        surgeon["position_m"], cosmonaut["position_m"] = [0.0, 0.0, 0.0], way.tolist()
        for person in (surgeon, cosmonaut):
            person["orientation_xyzw"] = Rotation.random(random_state=rng).as_quat().tolist()
        staged = stage(build(content), "1a", beside=folder)
        apart = staged.actor("surgeon").eyes_in_world - staged.actor("cosmonaut").eyes_in_world
        if np.linalg.norm(apart) > 0.4:
            for one, other in (("surgeon", "cosmonaut"), ("cosmonaut", "surgeon")):
                told_deg = math.degrees(staged.actor(one).figure.gaze_miss_rad)
                met.append(abs(off_deg(staged, one, other) - told_deg) < 1.0)
    assert np.mean(met) > 0.87


@pytest.mark.parametrize(
    ("at", "target"),
    [
        ("a", [0.0, 1.4, -0.4]),
        ("lab/rail-1", [0.9, -0.25, -0.2]),
        ("lab", [0.0, 0.0, 0.0]),
        ("box", [-1.0, 0.2, 0.0]),
    ],
)
def test_people_look_at_things(folder, at, target):
    content = two_people()
    content["props"] = [{"id": "box", "model": "./bare.obj", "position_m": [-1.0, 0.2, 0.0]}]
    # Everything named lies ahead of someone who stands aft and faces forward or starboard.
    surgeon = content["actors"][0]
    surgeon["gaze"] = {"at": at}
    eyes_to_target = np.array(target) - [-2.0, 0.0, 0.0]
    surgeon["position_m"] = [-2.0, 0.0, 0.0]
    bearing = math.atan2(eyes_to_target[1], eyes_to_target[0]) / 2
    surgeon["orientation_xyzw"] = [0.0, 0.0, math.sin(bearing), math.cos(bearing)]
    staged = stage(build(content), "1a", beside=folder)
    looker = staged.actor("surgeon")
    wanted = np.array(target) - looker.eyes_in_world
    gaze = Rotation.from_quat(surgeon["orientation_xyzw"]).apply(looker.figure.gaze_in_actor)
    assert gaze @ wanted / np.linalg.norm(wanted) > math.cos(math.radians(1.0))


def test_holding_on(folder):
    content = two_people()
    content["actors"][0]["orientation_xyzw"] = [0.0, 0.0, 0.0, 1.0]
    content["actors"][0]["anchors"] = [{"effector": "left_hand", "to": "lab/rail-1"}]
    near = stage(build(content), "1a", beside=folder).actor("surgeon")
    wrist = near.points_in_world["leftHand"]
    assert not near.figure.misses
    assert np.linalg.norm(wrist - [0.9, -0.25, -0.2]) < 0.15, "the palm is on the rail"
    content["actors"][0]["position_m"] = [-1.5, 0.0, 0.0]
    far = stage(build(content), "1a", beside=folder).actor("surgeon")
    (miss,) = far.figure.misses
    assert miss.effector == "left_hand"
    # What is missing is what the shoulder is too far away, less the arm.
    shoulder = far.points_in_world["leftUpperArm"]
    assert 0.2 < np.linalg.norm(shoulder - [0.9, -0.25, -0.2]) - miss.distance_m < 0.9


def test_the_station_is_the_module_the_camera_is_in(set_folder):
    content = two_people()
    module = {"id": "node", "model": "./bare.obj", "position_m": [8.0, 0.0, 0.0]}
    content["set"]["modules"].append({**module, "orientation_xyzw": [HALF, 0.0, 0.0, HALF]})
    in_lab = stage(build(content), "1a", beside=set_folder)
    assert in_lab.station_module.item.id == "lab"
    assert in_lab.station_head == pytest.approx([0, 0, -1])
    content["cameras"][0]["position_m"] = [8.0, 0.0, 0.0]
    in_node = stage(build(content), "1a", beside=set_folder)
    assert in_node.station_module.item.id == "node", "bounds come from the mesh where no facts tell"
    assert in_node.station_head == pytest.approx([0, 1, 0])
    content["cameras"][0]["position_m"] = [0.0, 9.0, 0.0]
    outside = stage(build(content), "1a", beside=set_folder)
    assert outside.station_module is None
    assert outside.station_head == pytest.approx([0, 0, -1])


def test_turning_the_world_turns_the_station(set_folder):
    turn = Rotation.from_euler("xyz", [40, 70, -110], degrees=True)
    staged = stage(build(turned(two_people(), turn, (3.0, 1.0, -2.0))), "1a", beside=set_folder)
    assert staged.station_head == pytest.approx(turn.apply([0, 0, -1]))


@pytest.mark.parametrize(
    ("change", "pointer", "said"),
    [
        ({"gaze": {"at": "lab/rail-2"}}, "/actors/0/gaze/at", 'did you mean "rail-1"'),
        ({"gaze": {"at": "cosmonaut/eye"}}, "/actors/0/gaze/at", 'did you mean "eyes"'),
        ({"gaze": {"at": "a/lens"}}, "/actors/0/gaze/at", "has no points"),
        (
            {"anchors": [{"effector": "left_foot", "to": "lab/loop"}]},
            "/actors/0/anchors/0/to",
            'no point "loop"',
        ),
        ({"pose": {"name": "neutrla"}}, "/actors/0/pose", 'did you mean "neutral"'),
        ({"pose": {"face": "neutrla"}}, "/actors/0/pose/face", 'did you mean "neutral"'),
        ({"pose": {"right_hand": "gripp"}}, "/actors/0/pose/right_hand", 'did you mean "grip"'),
        ({"body": {"skin": "rosey"}}, "/actors/0/body/skin", 'did you mean "rosy"'),
        ({"clothes": ["polo", "sock"]}, "/actors/0/clothes", 'did you mean "socks"'),
        ({"pose": {"joints_deg": {"haed": [0, 0, 0]}}}, "/actors/0/pose", 'did you mean "head"'),
    ],
)
def test_what_does_not_exist_is_named_with_its_place(set_folder, change, pointer, said):
    content = two_people()
    content["actors"][0].update(change)
    with pytest.raises(SceneFileError) as caught:
        stage(build(content), "1a", beside=set_folder)
    assert [problem.pointer for problem in caught.value.problems] == [pointer]
    assert said in str(caught.value)


def test_a_mistake_in_the_blocking_is_placed_there(set_folder):
    content = two_people()
    content["shots"][0]["blocking"] = {"surgeon": {"gaze": {"at": "lab/rail-9"}}}
    with pytest.raises(SceneFileError) as caught:
        stage(build(content), "1a", beside=set_folder)
    assert caught.value.problems[0].pointer == "/shots/0/blocking/surgeon/gaze/at"


def test_a_lamp_without_numbers_and_a_model_that_is_not_there(folder):
    facts = (folder / "room.json").read_text(encoding="utf-8").replace('"lumens": 1500.0, ', "")
    (folder / "room.json").write_text(facts, encoding="utf-8")
    with pytest.raises(AssetError, match="lumens"):
        stage(build(two_people()), "1a", beside=folder)
    content = two_people()
    content["set"]["modules"][0]["model"] = "./rooom.obj"
    with pytest.raises(AssetError):
        stage(build(content), "1a", beside=folder)

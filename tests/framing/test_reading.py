"""Readings against independent derivations, and what must not change when the whole world turns."""

import json
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from framing.small_scene import HALF, build, turned, two_people
from zeroshot.framing.picture.frame import horizons_of_shot
from zeroshot.framing.reading import read_shot
from zeroshot.framing.staging import stage

seeds = st.integers(0, 2**32 - 1)


def read(content: dict, folder, shot_id: str = "1a"):
    return read_shot(stage(build(content), shot_id, beside=folder), scene="s.json")


def with_gazes() -> dict:
    content = two_people()
    content["actors"][0]["gaze"] = {"at": "cosmonaut/eyes"}
    content["actors"][1]["gaze"] = {"at": "a"}
    content["shots"][0]["target_planes"] = 4
    return content


def look_at(position, target, head) -> list[float]:
    """Return the attitude of a camera at a position, by building its axes one after the other."""
    forward = np.asarray(target, float) - position
    forward /= np.linalg.norm(forward)
    down = -np.asarray(head, float)
    down = down - (down @ forward) * forward
    down /= np.linalg.norm(down)
    axes = np.stack([forward, np.cross(down, forward), down], axis=1)
    return [float(value) for value in Rotation.from_matrix(axes).as_quat()]


def test_the_json_is_that_of_the_design(set_folder):
    content = read(with_gazes(), set_folder).to_json()
    assert list(content) == [
        "scene", "shot", "camera", "lens", "plane_count", "planes", "station_clock_deg",
        "plane_angles_deg", "subjects", "eyelines", "pairs", "overlaps", "perceived_down", "sight_problem",
        "findings",
    ]  # fmt: skip
    assert list(content["lens"]) == [
        "focal_length_mm", "horizontal_fov_deg", "vertical_fov_deg", "near_focus_m", "far_focus_m"
    ]  # fmt: skip
    assert list(content["planes"][0]) == ["members", "angle_to_station_deg", "clock_deg", "horizon"]
    assert list(content["subjects"][0]) == [
        "id", "in_frame", "size", "side", "angle", "angle_deg", "clock_deg", "lean_deg", "visible_share",
        "hidden_by", "hidden_by_share", "head_visible_share", "picture_share", "share_out_of_frame",
        "in_focus", "focus", "eyes", "headroom", "look_room", "distance_m", "cuts",
    ]  # fmt: skip
    assert all(
        list(finding) == ["severity", "kind", "subject", "value", "message"]
        for finding in content["findings"]
    )
    assert json.loads(json.dumps(content, allow_nan=False)) == content


def test_planes_are_named_by_their_members(set_folder):
    content = read(two_people(), set_folder).to_json()
    assert content["plane_count"] == 2
    assert [(plane["members"], plane["angle_to_station_deg"]) for plane in content["planes"]] == [
        (["station", "surgeon", "camera"], 0.0),
        (["cosmonaut"], 90.0),
    ]
    assert content["plane_angles_deg"] == [[0.0, 90.0], [90.0, 0.0]]


def test_head_down_is_another_plane_than_head_up(set_folder):
    content = two_people()
    content["actors"][0]["orientation_xyzw"] = [0.0, 1.0, 0.0, 0.0]
    planes = read(content, set_folder).planes
    assert [plane.members for plane in planes] == [("station", "camera"), ("surgeon",), ("cosmonaut",)]
    assert planes[1].angle_to_station_deg == pytest.approx(180.0)


def test_people_out_of_the_picture_make_no_plane(set_folder):
    content = two_people()
    content["actors"][1]["position_m"] = [0.0, 3.0, 0.0]
    reading = read(content, set_folder)
    assert not reading.subject("cosmonaut").in_frame
    assert reading.plane_count == 1
    behind = reading.subject("cosmonaut")
    assert (behind.size, behind.clock_deg, behind.lean_deg, behind.in_focus) == (None,) * 4


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_turning_the_whole_world_changes_no_reading(set_folder, seed):
    before = read(with_gazes(), set_folder).to_json()
    shift = np.random.default_rng(seed).uniform(-5.0, 5.0, 3)
    turn = Rotation.random(rng=seed)
    after = read(turned(with_gazes(), turn, shift), set_folder).to_json()
    # Where down will be felt is a direction in the world, so it turns along; all else stays as it is.
    down = before["perceived_down"].pop("direction")
    assert after["perceived_down"].pop("direction") == pytest.approx(turn.apply(down), abs=1e-3)
    assert after["plane_count"] == before["plane_count"]
    assert_alike(after, before)


def assert_alike(one, other):
    """Compare JSON with a last digit's play, and angles of a whole turn as such."""
    if isinstance(one, dict):
        assert list(one) == list(other)
        for key in one:
            if key == "clock_deg" and one[key] is not None:
                assert math.cos(math.radians(one[key] - other[key])) == pytest.approx(1.0, abs=1e-6)
            else:
                assert_alike(one[key], other[key])
    elif isinstance(one, list):
        assert len(one) == len(other)
        for a, b in zip(one, other, strict=True):
            assert_alike(a, b)
    elif isinstance(one, float):
        assert one == pytest.approx(other, abs=0.021)
    else:
        assert one == other


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_clocks_and_leans_are_what_a_projected_step_toward_the_head_shows(set_folder, seed):
    random = np.random.default_rng(seed)
    content = two_people()
    for actor in content["actors"]:
        actor["orientation_xyzw"] = [float(value) for value in Rotation.random(rng=random).as_quat()]
    staged = stage(build(content), "1a", beside=set_folder)
    reading = read_shot(staged, scene="s.json")
    camera = Rotation.from_quat(content["cameras"][0]["orientation_xyzw"])
    for actor in content["actors"]:
        eyes = staged.actor(actor["id"]).eyes_in_world
        head = Rotation.from_quat(actor["orientation_xyzw"]).apply([0.0, 0.0, -1.0])
        step = 1e-5
        points = camera.inv().apply(
            np.stack([eyes - step * head, eyes + step * head]) - content["cameras"][0]["position_m"]
        )
        pixels = 1000.0 * points[:, 1:] / points[:, :1]
        right, down = (pixels[1] - pixels[0]) / step
        if math.hypot(right, down) < 20.0:
            continue
        subject = reading.subject(actor["id"])
        expected = math.degrees(math.atan2(right, -down))
        assert math.cos(math.radians(subject.clock_deg - expected)) == pytest.approx(1.0, abs=1e-6)
        sight = (eyes - content["cameras"][0]["position_m"]) / np.linalg.norm(
            eyes - content["cameras"][0]["position_m"]
        )
        assert subject.lean_deg == pytest.approx(90.0 - math.degrees(math.acos(sight @ head)), abs=1e-3)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    ("bearing_deg", "elevation_deg", "side", "angle"),
    [
        (0, 0, "front", "level"),
        (45, -22, "three-quarter right", "low"),
        (-45, 30, "three-quarter left", "high"),
        (-90, 5, "profile left", "level"),
        (180, -50, "back", "low"),
        (130, 0, "back right", "level"),
    ],
)
def test_side_and_angle_are_in_their_own_frame_at_any_attitude(
    set_folder, seed, bearing_deg, elevation_deg, side, angle
):
    content = two_people()
    actor = content["actors"][0]
    actor["pose"] = {"name": "standing"}  # the head is straight over the body: its frame is the body's
    attitude = Rotation.random(rng=seed)
    actor["orientation_xyzw"] = [float(value) for value in attitude.as_quat()]
    eyes = stage(build(content), "1a", beside=set_folder).actor("surgeon").eyes_in_world
    bearing, elevation = math.radians(bearing_deg), math.radians(elevation_deg)
    direction = attitude.apply(
        [
            math.cos(elevation) * math.cos(bearing),
            math.cos(elevation) * math.sin(bearing),
            -math.sin(elevation),
        ]
    )
    position = eyes + 1.1 * direction
    camera = content["cameras"][0]
    camera["position_m"] = [float(value) for value in position]
    camera["orientation_xyzw"] = look_at(position, eyes, attitude.apply([0.2, 0.1, -1.0]))
    subject = read(content, set_folder).subject("surgeon")
    assert (subject.side, subject.angle) == (side, angle)
    assert subject.angle_deg == pytest.approx(abs(elevation_deg), abs=0.01)
    assert subject.in_frame


SIZES_BY_CUT = {
    "CU": ("chin", "chest"),
    "MCU": ("shoulders", "elbows"),
    "MS": ("xiphoid", "crotch"),
    "MCS": ("hips", "knees"),
    "MLS": ("crotch", "heels"),
    "LS": ("heels", None),
}
"""What a frame of each size holds and cuts on a standing figure, to 7 cm: weightless spines are longer."""


@pytest.mark.parametrize("clock_deg", [0, 180])
@pytest.mark.parametrize("who", ["surgeon", "cosmonaut"])
def test_sizes_hold_and_cut_what_they_say(set_folder, clock_deg, who):
    content = two_people()
    content["set"] = {"modules": []}
    index = ["surgeon", "cosmonaut"].index(who)
    content["actors"] = [content["actors"][index]]
    actor = content["actors"][0]
    actor.update(pose={"name": "standing"}, position_m=[0, 0, 0], orientation_xyzw=[0, 0, 0, 1])
    camera = content["cameras"][0]
    camera["lens"] = {"focal_length_mm": 150.0, "focus_m": 5.0}
    points = stage(build(content), "1a", beside=set_folder).actor(who).points_in_world
    seen = set()
    for distance_m in np.geomspace(1.5, 60.0, 60):
        height_m = distance_m * camera_height(content)
        middle = points["crown"][2] + 0.4 * height_m
        camera["position_m"] = [float(distance_m), 0.0, float(middle)]
        camera["orientation_xyzw"] = look_at(
            camera["position_m"], [0, 0, middle], [0, 0, -1 if clock_deg == 0 else 1]
        )
        subject = read(content, set_folder).subject(who)
        bottom = points["crown"][2] + 0.9 * height_m
        assert subject.clock_deg == pytest.approx(clock_deg, abs=0.5)
        if subject.size in SIZES_BY_CUT:
            held, cut = SIZES_BY_CUT[subject.size]
            assert points[held][2] < bottom + 0.07
            assert cut is None or points[cut][2] > bottom - 0.07
            seen.add(subject.size)
    assert seen == set(SIZES_BY_CUT)


def camera_height(content: dict) -> float:
    """Return the height of the picture at 1 m, from the whole sensor's width, crop and lens."""
    return min(25.54, 36.70 / content["cameras"][0]["aspect"]) / 150.0


def test_what_is_sharp(set_folder):
    content = two_people()
    reading = read(content, set_folder)
    # The blur circle at the limits is the circle of confusion: diagonal of the whole sensor / 1500.
    circle = math.hypot(36.70, 25.54) / 1500
    for limit_m in (reading.lens.near_focus_m, reading.lens.far_focus_m):
        blur = (24.0**2 / 4.0) / (1600 - 24.0) * abs(limit_m * 1000 - 1600) / (limit_m * 1000)
        assert blur == pytest.approx(circle, rel=1e-6)
    for who in ("surgeon", "cosmonaut"):
        eyes = stage(build(content), "1a", beside=set_folder).actor(who).eyes_in_world
        depth_m = 1.4 - eyes[1]
        sharp = reading.lens.near_focus_m <= depth_m <= reading.lens.far_focus_m
        assert reading.subject(who).in_focus == sharp
    content["cameras"][0]["lens"]["focus_m"] = 50.0
    far = read(content, set_folder)
    assert math.isinf(far.lens.far_focus_m)
    assert far.to_json()["lens"]["far_focus_m"] is None
    content["cameras"][0]["lens"]["circle_of_confusion_mm"] = 0.001
    assert read(content, set_folder).lens.far_focus_m < 80.0


def test_fields_of_view(set_folder):
    lens = read(two_people(), set_folder).lens
    assert lens.horizontal_fov_deg == pytest.approx(math.degrees(2 * math.atan(36.70 / 48)))
    assert lens.vertical_fov_deg == pytest.approx(math.degrees(2 * math.atan(36.70 / 1.85 / 48)))


def test_a_hand_in_the_picture_is_someone_in_the_picture(set_folder):
    content = two_people()
    content["actors"] = content["actors"][:1]
    staged = stage(build(content), "1a", beside=set_folder)
    hand = staged.actor("surgeon").points_in_world["leftHand"]
    camera = content["cameras"][0]
    camera["lens"]["focal_length_mm"] = 150.0
    camera["orientation_xyzw"] = look_at(camera["position_m"], hand, [0, 0, -1])
    subject = read(content, set_folder).subject("surgeon")
    assert subject.in_frame
    eyes = staged.actor("surgeon").eyes_in_world
    camera["orientation_xyzw"] = look_at(camera["position_m"], eyes + np.array([0.0, 0.0, -0.6]), [0, 0, -1])
    assert not read(content, set_folder).subject("surgeon").in_frame


def test_a_module_turned_with_the_camera_keeps_the_station(set_folder):
    content = two_people()
    content["set"]["modules"][0]["orientation_xyzw"] = [HALF, 0.0, 0.0, HALF]
    content["cameras"][0]["position_m"] = [0.0, 1.0, -0.4]
    planes = read(content, set_folder).planes
    assert [plane.members for plane in planes] == [("station", "cosmonaut"), ("surgeon", "camera")]


def test_horizons_of_a_shot_are_where_its_planes_vanish(set_folder):
    staged = stage(build(two_people()), "1a", beside=set_folder)
    horizons = horizons_of_shot(staged)
    assert list(horizons) == ["station", "surgeon", "cosmonaut", "camera"]
    assert horizons["cosmonaut"] is None, "the camera looks along the cosmonaut's head direction"
    assert horizons["camera"][:, 1] == pytest.approx([0.0, 0.0])
    # Far points at right angles to the surgeon's head lie on the surgeon's line in the picture.
    content = two_people()
    tilt = Rotation.from_euler("y", 25, degrees=True)
    content["actors"][0]["orientation_xyzw"] = [float(value) for value in tilt.as_quat()]
    staged = stage(build(content), "1a", beside=set_folder)
    (start, end) = staged.view.pixels_from_tangents(horizons_of_shot(staged)["surgeon"], 1850, 1000)
    far = tilt.apply([[0.4, -1.0, 0.0], [-0.3, -1.0, 0.0]]) * 1e7
    points = staged.view.pixels_from_camera(staged.camera_placement.apply_inverse(far), 1850, 1000)
    along = (end - start) / np.linalg.norm(end - start)
    assert (points - start) @ [along[1], -along[0]] == pytest.approx([0.0, 0.0], abs=1e-3)

"""Eyelines and pairs against scipy's rotations."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from framing.small_scene import build, two_people
from zeroshot.framing.planes.eyelines import is_face_to_face, miss_rad, roll_between_rad
from zeroshot.framing.reading import read_shot
from zeroshot.framing.staging import stage

seeds = st.integers(0, 2**32 - 1)
HEAD, FORWARD = np.array([0.0, 0.0, -1.0]), np.array([1.0, 0.0, 0.0])


@given(seeds, st.floats(-179.0, 180.0))
def test_a_roll_is_the_turn_about_the_line_between_them(seed, roll_deg):
    """Build B from A: turned to face A, then rolled about the line; heads bent by any amount toward it."""
    random = np.random.default_rng(seed)
    world = Rotation.random(rng=random)
    bends = random.uniform(-1.3, 1.3, 2)
    head_a = Rotation.from_euler("y", bends[0]).apply(HEAD)
    head_b = Rotation.from_euler("x", roll_deg, degrees=True).apply(
        Rotation.from_euler("y", bends[1]).apply(HEAD)
    )
    line = random.uniform(0.3, 5.0) * FORWARD
    found = roll_between_rad(world.apply(head_a), world.apply(head_b), world.apply(line))
    assert math.degrees(found) == pytest.approx(roll_deg, abs=1e-6)
    # B sees A turned by the same angle, the same way round.
    seen_by_b = roll_between_rad(world.apply(head_b), world.apply(head_a), world.apply(-line))
    assert math.cos(seen_by_b - found) == pytest.approx(1.0)


@given(seeds)
def test_half_a_turn_is_180(seed):
    world = Rotation.random(rng=seed)
    found = roll_between_rad(world.apply(HEAD), world.apply(-HEAD), world.apply(FORWARD))
    assert found == pytest.approx(math.pi)


def test_a_head_along_the_line_has_no_roll():
    assert roll_between_rad(HEAD, HEAD, HEAD) is None
    assert roll_between_rad(HEAD, FORWARD, np.zeros(3)) is None


@given(seeds, st.floats(0.0, 179.9))
def test_a_gaze_misses_by_the_angle_it_was_turned(seed, miss_deg):
    random = np.random.default_rng(seed)
    eyes, target = random.normal(size=(2, 3))
    straight = (target - eyes) / np.linalg.norm(target - eyes)
    axis = np.cross(straight, random.normal(size=3))
    turn = Rotation.from_rotvec(np.radians(miss_deg) * axis / np.linalg.norm(axis))
    assert math.degrees(miss_rad(eyes, turn.apply(straight), target)) == pytest.approx(miss_deg, abs=1e-5)


@pytest.mark.parametrize(("off_deg", "facing"), [(0, True), (29, True), (31, False), (180, False)])
def test_faces_turned_away_are_not_face_to_face(off_deg, facing):
    turned = Rotation.from_euler("z", off_deg, degrees=True).apply(FORWARD)
    assert is_face_to_face(turned, -FORWARD, 2.0 * FORWARD) == facing
    assert is_face_to_face(FORWARD, -turned, 2.0 * FORWARD) == facing


def test_who_looks_at_whom(set_folder):
    content = two_people()
    content["actors"][0]["gaze"] = {"at": "cosmonaut/eyes"}
    content["actors"][1]["gaze"] = {"at": "a"}
    reading = read_shot(stage(build(content), beside=set_folder), scene="s")
    lines = {(line.looker, line.target): line for line in reading.eyelines}
    assert lines["surgeon", "cosmonaut"].looks
    assert lines["surgeon", "cosmonaut"].intended
    assert lines["cosmonaut", "camera"].intended
    (pair,) = reading.pairs
    eyes = [stage(build(content), beside=set_folder).actor(who).eyes_in_world for who in pair.ids]
    assert pair.distance_m == pytest.approx(np.linalg.norm(eyes[0] - eyes[1]))
    assert pair.plane_angle_deg == pytest.approx(90.0)


def test_an_eyeline_that_cannot_be_held_says_by_how_much(set_folder):
    content = two_people()
    content["actors"][0]["orientation_xyzw"] = [0.0, 0.0, 0.0, 1.0]  # her back to him
    content["actors"][0]["gaze"] = {"at": "cosmonaut/eyes"}
    staged = stage(build(content), beside=set_folder)
    line = next(each for each in read_shot(staged, scene="s").eyelines if each.target == "cosmonaut")
    surgeon = staged.actor("surgeon")
    gaze = Rotation.from_quat(surgeon.placement.orientation_xyzw).apply(surgeon.figure.gaze_in_actor)
    wanted = staged.actor("cosmonaut").eyes_in_world - surgeon.eyes_in_world
    expected = math.degrees(math.acos(gaze @ wanted / np.linalg.norm(wanted)))
    assert line.miss_deg == pytest.approx(expected)
    assert line.intended
    assert not line.looks
    assert line.miss_deg > 15.0

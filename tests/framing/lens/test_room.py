"""Headroom, look room and focus of whole shots, each worked out here in another way."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from framing.small_scene import build, two_people
from zeroshot.framing.lens.room import headroom, look_room
from zeroshot.framing.reading import read_shot
from zeroshot.framing.staging import stage

seeds = st.integers(0, 2**32 - 1)
FRAME = (-0.8, 0.8, -0.45, 0.45)


@given(st.floats(0.5, 20.0), st.floats(-0.4, 0.4), st.floats(-0.3, 0.3), st.floats(0.02, 0.3))
def test_upright_headroom_is_the_share_of_the_height_over_the_crown(depth, u, v, size):
    eyes = depth * np.array([1.0, u, v])
    crown = depth * np.array([1.0, u, v - size])
    found = headroom(eyes, crown, [0.0, 0.0, -1.0], FRAME)
    assert found == pytest.approx((v - size + 0.45) / 0.9)


@given(st.floats(0.5, 20.0), st.floats(-0.4, 0.4), st.floats(-0.3, 0.3))
def test_look_room_is_what_lies_before_the_face(depth, u, v):
    eyes = depth * np.array([1.0, u, v])
    assert look_room(eyes, [0.0, 1.0, 0.0], FRAME) == pytest.approx((0.8 - u) / 1.6)
    assert look_room(eyes, [0.0, -1.0, 0.0], FRAME) == pytest.approx((0.8 + u) / 1.6)


def test_a_face_that_looks_at_us_looks_nowhere_in_the_picture():
    assert look_room([2.0, 0.1, 0.1], [-1.0, 0.0, 0.0], FRAME) is None


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_headroom_of_any_attitude_by_marching_through_the_picture(set_folder, seed):
    """Walk from the eyes toward a point a little along the head direction, pixel by pixel, to the edges."""
    random = np.random.default_rng(seed)
    content = two_people()
    content["actors"] = content["actors"][:1]
    content["actors"][0]["orientation_xyzw"] = [float(x) for x in Rotation.random(rng=random).as_quat()]
    staged = stage(build(content), beside=set_folder)
    subject = read_shot(staged, scene="s").subject("surgeon")
    surgeon, camera = staged.actor("surgeon"), staged.camera_placement
    head = Rotation.from_quat(surgeon.placement.orientation_xyzw).apply([0.0, 0.0, -1.0])
    places = np.stack([surgeon.eyes_in_world, surgeon.eyes_in_world + 1e-6 * head])
    crown = surgeon.points_in_world["crown"]
    seen = camera.apply_inverse(np.vstack([places, crown]))
    pixels = staged.view.pixels_from_camera(seen, 1850.0, 1000.0)
    if subject.headroom is None:
        return
    along = (pixels[1] - pixels[0]) / np.linalg.norm(pixels[1] - pixels[0])
    steps = np.arange(-3000.0, 3000.0, 0.25)
    walk = pixels[0] + steps[:, None] * along
    inside = steps[((walk >= 0.0) & (walk <= [1850.0, 1000.0])).all(axis=1)]
    over_crown = inside[-1] - (pixels[2] - pixels[0]) @ along
    assert subject.headroom == pytest.approx(over_crown / (inside[-1] - inside[0]), abs=0.003)
    assert subject.eyes == pytest.approx(tuple(pixels[0] / [1850.0, 1000.0]))


def test_blur_is_where_a_thin_lens_puts_the_light(set_folder):
    """Two image distances by the lens equation; the cone of light between them has the blur's width."""
    staged = stage(build(two_people()), beside=set_folder)
    for subject in read_shot(staged, scene="s").subjects:
        depth_mm = 1000.0 * float(staged.camera_placement.apply_inverse(
            staged.actor(subject.id).eyes_in_world)[0])  # fmt: skip
        focal, stop, focus_mm = 24.0, 4.0, 1600.0
        image, sensor = (1.0 / (1.0 / focal - 1.0 / far) for far in (depth_mm, focus_mm))
        blur_mm = focal / stop * abs(sensor - image) / image
        assert subject.focus.blur_um == pytest.approx(1000.0 * blur_mm)
        assert (subject.focus.blur_share <= 1.0) == subject.in_focus
        is_within = subject.focus.near_margin_m >= 0.0 and subject.focus.far_margin_m >= 0.0
        assert is_within == subject.in_focus
        assert math.isfinite(subject.distance_m)

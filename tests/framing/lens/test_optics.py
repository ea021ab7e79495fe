"""The picture against a 4×4 projection matrix, the crop against its definition, sharpness against blur."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from zeroshot.errors import OpticsError
from zeroshot.framing.lens.optics import (
    View,
    circle_of_confusion_mm,
    cropped_gate_mm,
    depth_of_field,
    size_px,
)

lengths_mm = st.floats(4.0, 80.0)
aspects = st.floats(0.3, 4.0)
squeezes = st.sampled_from([1.0, 1.25, 1.33, 1.5, 1.8, 2.0])
shifts = st.tuples(st.floats(-0.6, 0.6), st.floats(-0.6, 0.6))
views = st.builds(
    View.from_sensor,
    width_mm=lengths_mm,
    height_mm=lengths_mm,
    aspect=st.none() | aspects,
    focal_length_mm=st.sampled_from([12.0, 18.0, 35.0, 75.0, 150.0]),
    squeeze=squeezes,
    shift=shifts,
)
points_ahead = st.tuples(st.floats(0.05, 20.0), st.floats(-9.0, 9.0), st.floats(-9.0, 9.0))


def picture_matrix(view: View, width_px: float, height_px: float) -> np.ndarray:
    """Build pixels from camera as K·P: millimetres on the desqueezed gate, then the gate's corner to 0, 0."""
    gate_from_camera = np.array(
        [
            [0.0, view.focal_length_mm / view.squeeze, 0.0, 0.0],
            [0.0, 0.0, view.focal_length_mm, 0.0],
            [1.0, 0.0, 0.0, 0.0],
        ]
    )
    pixels_from_gate = np.array(
        [
            [width_px / view.width_mm, 0.0, width_px * (0.5 - view.shift[0])],
            [0.0, height_px / view.height_mm, height_px * (0.5 - view.shift[1])],
            [0.0, 0.0, 1.0],
        ]
    )
    return pixels_from_gate @ gate_from_camera


@given(views, points_ahead)
def test_projection_is_the_matrix_of_the_textbook(view, point):
    x, y, w = picture_matrix(view, 1920, 800) @ [*point, 1.0]
    assert view.pixels_from_camera(point, 1920, 800) == pytest.approx([x / w, y / w], rel=1e-9, abs=1e-6)


@given(views, st.tuples(st.floats(-50, 2000), st.floats(-50, 1200)), st.floats(0.05, 30.0))
def test_a_pixels_ray_lands_on_the_pixel(view, pixel, distance_m):
    ray = view.rays_from_pixels(pixel, 1920, 1080)
    assert np.linalg.norm(ray) == pytest.approx(1.0)
    assert view.pixels_from_camera(ray * distance_m, 1920, 1080) == pytest.approx(pixel, abs=1e-6)


def test_projection_takes_any_leading_shape():
    view = View(36.7, 25.54, 35.0)
    points = np.random.default_rng(1).uniform(0.5, 2.0, (4, 5, 3))
    assert view.pixels_from_camera(points, 100, 70).shape == (4, 5, 2)
    assert view.rays_from_pixels(np.zeros((4, 5, 2)), 100, 70).shape == (4, 5, 3)
    assert view.contains(points).shape == (4, 5)


@pytest.mark.parametrize("depth", [0.0, -1.0, np.nan])
def test_nothing_behind_the_lens_has_a_pixel(depth):
    view = View(36.0, 24.0, 50.0)
    assert np.isnan(view.pixels_from_camera([depth, 0.0, 0.0], 100, 100)).all()
    assert not view.contains([depth, 0.0, 0.0])


def test_a_point_worked_out_by_hand():
    # 36 mm wide, 36 mm lens: u = ±0.5 at the edges. A point 1 m right at 4 m stands at u = 0.25.
    view = View(36.0, 24.0, 36.0)
    assert view.pixels_from_camera([4.0, 1.0, 0.0], 1200, 800) == pytest.approx([900.0, 400.0])
    # A shift of a quarter of the width to the right moves everything a quarter of the picture to the left.
    shifted = View(36.0, 24.0, 36.0, shift=(0.25, 0.0))
    assert shifted.pixels_from_camera([4.0, 1.0, 0.0], 1200, 800) == pytest.approx([600.0, 400.0])
    # A 2× squeeze makes the same lens see twice as wide, and no taller.
    squeezed = View(36.0, 24.0, 36.0, squeeze=2.0)
    assert squeezed.pixels_from_camera([4.0, 1.0, 1.0], 1200, 400) == pytest.approx([750.0, 350.0])


@given(views, shifts, points_ahead)
def test_shift_moves_the_whole_picture_by_its_share_exactly(view, shift, point):
    centred = View(view.width_mm, view.height_mm, view.focal_length_mm, view.squeeze)
    shifted = View(view.width_mm, view.height_mm, view.focal_length_mm, view.squeeze, shift)
    moved = centred.pixels_from_camera(point, 1920, 1080) - shifted.pixels_from_camera(point, 1920, 1080)
    assert moved == pytest.approx([1920 * shift[0], 1080 * shift[1]], abs=1e-5)


@given(lengths_mm, lengths_mm, aspects, squeezes)
def test_a_crop_has_the_aspect_and_never_invents_sensor(width_mm, height_mm, aspect, squeeze):
    used_width, used_height = cropped_gate_mm(width_mm, height_mm, aspect=aspect, squeeze=squeeze)
    assert used_width <= width_mm and used_height <= height_mm
    assert used_width == width_mm or used_height == height_mm, "it takes as much of the sensor as it can"
    assert used_width * squeeze / used_height == pytest.approx(aspect)
    assert (used_width < width_mm) == (aspect < width_mm * squeeze / height_mm) or used_width == (
        pytest.approx(width_mm)
    )


def test_no_aspect_is_the_whole_gate():
    assert cropped_gate_mm(36.70, 25.54, aspect=None, squeeze=2.0) == (36.70, 25.54)


@given(views)
def test_field_of_view_is_the_angle_between_the_edges(view):
    rays = view.rays_from_pixels([[0, 0], [2, 2]], 2, 2)
    across = [ray[:2] / np.linalg.norm(ray[:2]) for ray in rays]
    along = [ray[[0, 2]] / np.linalg.norm(ray[[0, 2]]) for ray in rays]
    assert view.horizontal_fov_rad == pytest.approx(math.acos(np.clip(np.dot(*across), -1, 1)), abs=1e-6)
    assert view.vertical_fov_rad == pytest.approx(math.acos(np.clip(np.dot(*along), -1, 1)), abs=1e-6)


def test_fields_of_view_of_known_cameras():
    scope = View.from_sensor(width_mm=36.70, height_mm=25.54, aspect=2.39, focal_length_mm=35.0)
    assert math.degrees(scope.horizontal_fov_rad) == pytest.approx(55.3, abs=0.05)
    assert math.degrees(scope.vertical_fov_rad) == pytest.approx(24.7, abs=0.05)
    # 2×-anamorphic 4-perf: 2·atan(w·squeeze / 2f).
    anamorphic = View(24.3, 20.4, 50.0, squeeze=2.0)
    assert anamorphic.horizontal_fov_rad == pytest.approx(2 * math.atan(24.3 * 2 / 100))
    assert anamorphic.vertical_fov_rad == pytest.approx(2 * math.atan(20.4 / 100))
    assert anamorphic.aspect == pytest.approx(2 * 24.3 / 20.4)


@given(views, st.integers(1, 4096), st.integers(1, 4096))
def test_a_pictures_size_keeps_its_aspect_inside_what_was_asked(view, width_px, height_px):
    width, height = size_px(view, width_px=width_px, height_px=height_px)
    assert 1 <= width <= width_px and 1 <= height <= height_px
    assert width == width_px or height == height_px, "it is as large as can be"
    if min(width, height) > 1:
        assert min(abs(height - width / view.aspect), abs(width - height * view.aspect)) <= 0.5 + 1e-9


def test_scope_in_a_full_hd_frame():
    view = View.from_sensor(width_mm=36.70, height_mm=25.54, aspect=2.39, focal_length_mm=35.0)
    assert size_px(view, width_px=1920, height_px=1080) == (1920, 803)
    with pytest.raises(OpticsError, match="at least 1×1"):
        size_px(view, width_px=0, height_px=10)


@given(views, aspects, points_ahead)
def test_cropping_a_view_keeps_the_lens_where_it_is(view, aspect, point):
    cropped = view.cropped(aspect)
    assert cropped.aspect == pytest.approx(aspect)
    scale = cropped.width_mm / view.width_mm, cropped.height_mm / view.height_mm
    before = view.pixels_from_camera(point, 1.0, 1.0) - 0.5
    after = (cropped.pixels_from_camera(point, 1.0, 1.0) - 0.5) * scale
    assert after == pytest.approx(before, rel=1e-9, abs=1e-9)


def blur_mm(distance_m: float, *, focal_length_mm: float, f_stop: float, focus_m: float) -> float:
    """Return the width of a point imaged on the sensor, imaging it with the thin lens equation."""
    f, s, d = focal_length_mm, focus_m * 1000, distance_m * 1000
    sensor_behind = 1 / (1 / f - 1 / s)
    image_behind = 1 / (1 / f - 1 / d)
    return (f / f_stop) * abs(image_behind - sensor_behind) / image_behind


@given(
    st.sampled_from([12.0, 25.0, 35.0, 50.0, 85.0, 150.0]),
    st.floats(1.2, 22.0),
    st.floats(0.3, 40.0),
    st.floats(0.004, 0.06),
)
def test_the_edges_of_sharpness_blur_by_just_the_circle_of_confusion(focal, stop, focus, circle):
    field = depth_of_field(focal_length_mm=focal, f_stop=stop, focus_m=focus, circle_of_confusion_mm=circle)
    lens = {"focal_length_mm": focal, "f_stop": stop, "focus_m": focus}
    assert field.near_m < focus < field.far_m
    assert blur_mm(field.near_m, **lens) == pytest.approx(circle, rel=1e-6)
    if math.isinf(field.far_m):
        assert blur_mm(1e9, **lens) <= circle * (1 + 1e-6)
    elif field.far_m < 1e5:
        assert blur_mm(field.far_m, **lens) == pytest.approx(circle, rel=1e-6)


@given(st.sampled_from([25.0, 50.0]), st.floats(1.2, 22.0), st.floats(0.3, 9.0), st.floats(0.1, 30.0))
def test_sharp_is_where_the_blur_is_within_the_circle(focal, stop, focus, distance):
    field = depth_of_field(focal_length_mm=focal, f_stop=stop, focus_m=focus, circle_of_confusion_mm=0.025)
    blur = blur_mm(distance, focal_length_mm=focal, f_stop=stop, focus_m=focus)
    assume(abs(blur - 0.025) > 1e-9)
    assert field.is_sharp(distance) == (blur < 0.025)


def test_focused_at_the_hyperfocal_distance_all_is_sharp_from_half_of_it():
    lens = {"focal_length_mm": 18.0, "f_stop": 8.0, "circle_of_confusion_mm": 0.021}
    hyperfocal_m = depth_of_field(focus_m=1.0, **lens).hyperfocal_m
    field = depth_of_field(focus_m=hyperfocal_m, **lens)
    assert math.isinf(field.far_m)
    assert field.near_m == pytest.approx(hyperfocal_m / 2, rel=1e-9)


def test_depths_of_field_of_tables():
    # Design example: 35 mm at f/2.8 on the full ALEXA Mini LF gate, focused at 1.2 m.
    circle = circle_of_confusion_mm(36.70, 25.54)
    assert circle == pytest.approx(0.0298, abs=5e-5)
    field = depth_of_field(focal_length_mm=35.0, f_stop=2.8, focus_m=1.2, circle_of_confusion_mm=circle)
    assert (round(field.near_m, 2), round(field.far_m, 2)) == (1.11, 1.30)
    # The stills photographer's table: 50 mm, f/8, circle 0.030 mm: hyperfocal 10.47 m; at 3 m 2.34 to 4.19 m.
    table = depth_of_field(focal_length_mm=50.0, f_stop=8.0, focus_m=3.0, circle_of_confusion_mm=0.030)
    assert table.hyperfocal_m == pytest.approx(10.47, abs=0.005)
    assert (table.near_m, table.far_m) == pytest.approx((2.338, 4.185), abs=0.001)


@pytest.mark.parametrize(
    "bad", [{"focus_m": 0.05}, {"focus_m": 0.02}, {"f_stop": 0.0}, {"circle_of_confusion_mm": math.nan}]
)
def test_a_lens_that_cannot_be_is_refused(bad):
    good = {"focal_length_mm": 50.0, "f_stop": 2.0, "focus_m": 1.0, "circle_of_confusion_mm": 0.03}
    with pytest.raises(OpticsError):
        depth_of_field(**{**good, **bad})


@pytest.mark.parametrize(
    "bad", [{"width_mm": 0.0}, {"focal_length_mm": -1.0}, {"squeeze": math.inf}, {"shift": (0.0, math.nan)}]
)
def test_a_view_that_cannot_be_is_refused(bad):
    with pytest.raises(OpticsError):
        View(**{"width_mm": 36.0, "height_mm": 24.0, "focal_length_mm": 50.0, **bad})

"""The handles: what a drag does, against points projected the other way round."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from zeroshot.desk.gizmo import Gizmo, Ray, Snap
from zeroshot.desk.handles import ARM_PX, Projection, draw_handles, handle_at
from zeroshot.framing.lens.optics import View
from zeroshot.spatial import Placement, rotate

numbers = st.floats(-1.0, 1.0)
triples = st.tuples(numbers, numbers, numbers)
attitudes = st.tuples(*[st.floats(-1.0, 1.0)] * 4).filter(lambda q: math.hypot(*q) > 0.2)
AXES = ("forward", "right", "down")


def gizmo_at(origin: tuple[float, float, float], attitude: tuple[float, ...]) -> Gizmo:
    return Gizmo(np.asarray(origin, dtype=np.float64), Rotation.from_quat(attitude).as_matrix())


def ray_to(eye: np.ndarray, point: np.ndarray) -> Ray:
    return Ray(eye, (point - eye) / np.linalg.norm(point - eye))


EYE = np.array([-4.0, 0.6, -0.8])


@given(triples, attitudes, st.integers(0, 2), st.floats(-0.9, 0.9), st.floats(-0.9, 0.9))
def test_an_arm_follows_the_hand(origin, attitude, axis, start, end) -> None:
    """Rays through two points of an axis move things by the way between them."""
    gizmo = gizmo_at(origin, attitude)
    direction = gizmo.axes[:, axis]
    sight = (gizmo.origin - EYE) / np.linalg.norm(gizmo.origin - EYE)
    assume(np.linalg.norm(np.cross(direction, sight)) > 0.5)
    began, now = (ray_to(EYE, gizmo.origin + share * direction) for share in (start, end))
    dragged = gizmo.drag(f"move-{AXES[axis]}", began, now)
    assert dragged is not None
    np.testing.assert_allclose(dragged.shift_m, (end - start) * direction, atol=1e-6)


@given(triples, attitudes, st.integers(0, 2), triples)
def test_a_square_stays_in_its_plane(origin, attitude, axis, aim) -> None:
    gizmo = gizmo_at(origin, attitude)
    normal = gizmo.axes[:, axis]
    first, second = (gizmo.axes[:, (axis + step) % 3] for step in (1, 2))
    start, end = gizmo.origin, gizmo.origin + aim[0] * first + aim[1] * second
    began, now = ray_to(EYE, start), ray_to(EYE, end)
    assume(min(abs(began.direction @ normal), abs(now.direction @ normal)) > 0.2)
    dragged = gizmo.drag(f"slide-{AXES[axis]}", began, now)
    assert dragged is not None
    np.testing.assert_allclose(dragged.shift_m, end - start, atol=1e-6)


@given(triples, attitudes, st.integers(0, 2), st.floats(-3.0, 3.0), st.floats(-3.0, 3.0))
def test_a_ring_turns_with_the_hand(origin, attitude, axis, start, end) -> None:
    gizmo = gizmo_at(origin, attitude)
    normal = gizmo.axes[:, axis]
    first, second = (gizmo.axes[:, (axis + step) % 3] for step in (1, 2))
    points = [gizmo.origin + 0.3 * (math.cos(a) * first + math.sin(a) * second) for a in (start, end)]
    began, now = (ray_to(EYE, point) for point in points)
    assume(min(abs(began.direction @ normal), abs(now.direction @ normal)) > 0.2)
    dragged = gizmo.drag(f"turn-{AXES[axis]}", began, now)
    assert dragged is not None
    turned = rotate(dragged.turn_xyzw, points[0] - gizmo.origin)
    np.testing.assert_allclose(turned, points[1] - gizmo.origin, atol=1e-6)
    expected = Rotation.from_rotvec((end - start) * normal)
    difference = Rotation.from_quat(dragged.turn_xyzw) * expected.inv()
    assert difference.magnitude() == pytest.approx(0.0, abs=1e-6)


def test_snapping_clicks_to_steps() -> None:
    gizmo = Gizmo(np.zeros(3), np.eye(3))
    began, now = ray_to(EYE, np.zeros(3)), ray_to(EYE, np.array([0.0, 0.113, 0.0]))
    dragged = gizmo.drag("move-right", began, now, snap=Snap(step_m=0.05))
    assert dragged is not None
    np.testing.assert_allclose(dragged.shift_m, [0.0, 0.10, 0.0], atol=1e-12)
    turned = gizmo.typed("turn-down", 30.0)
    assert turned is not None
    np.testing.assert_allclose(
        rotate(turned.turn_xyzw, [1, 0, 0]), [math.cos(math.pi / 6), 0.5, 0], atol=1e-12
    )
    assert gizmo.typed("slide-down", 1.0) is None


def test_an_axis_along_the_line_of_sight_says_nothing() -> None:
    gizmo = Gizmo(np.zeros(3), np.eye(3))
    along = Ray(np.array([-3.0, 0.0, 0.0]), np.array([1.0, 0.0, 0.0]))
    assert gizmo.drag("move-forward", along, along) is None


def picture_from(distance_m: float) -> Projection:
    view = View.from_sensor(width_mm=36.0, height_mm=20.25, aspect=None, focal_length_mm=24.0)
    return Projection(Placement((-distance_m, 0.0, 0.0), (0.0, 0.0, 0.0, 1.0)), view, 960.0, 540.0)


@pytest.mark.parametrize("distance_m", [0.5, 3.0, 40.0])
def test_arms_keep_their_size_on_screen(distance_m: float) -> None:
    handles = {
        drawn.handle: drawn for drawn in draw_handles(Gizmo(np.zeros(3), np.eye(3)), picture_from(distance_m))
    }
    end = handles["move-right"].line[-1]
    np.testing.assert_allclose(end, [480.0 + ARM_PX, 270.0], atol=0.5)
    assert draw_handles(Gizmo(np.array([-distance_m - 1.0, 0, 0]), np.eye(3)), picture_from(distance_m)) == ()


@pytest.mark.parametrize(
    ("pixel", "handle"),
    [((480, 270), "move-view"), ((550, 270), "move-right"), ((480, 340), "move-down"), ((900, 500), None),
     ((508, 298), "slide-forward")],
)  # fmt: skip
def test_what_the_pointer_takes(pixel: tuple[int, int], handle: str | None) -> None:
    handles = draw_handles(Gizmo(np.zeros(3), np.eye(3)), picture_from(3.0))
    assert handle_at(handles, pixel) == handle

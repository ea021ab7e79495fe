"""Film measured: shadows, blur circles, the curve, glare, smooth edges, what surfaces mirror."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pytest

from render_sets import lamp, quad, room, staged
from zeroshot.framing.lens.optics import View, blur_circle_mm
from zeroshot.mesh import Material, Mesh
from zeroshot.render.film_curve import developed, with_glare, with_smooth_edges
from zeroshot.render.lens_views import lens_views, pupil_radius_m
from zeroshot.render.mirror import (
    FACES,
    SIDE_PX,
    cube_directions,
    even_mirror,
    mirror_of_faces,
    octahedron_directions,
)
from zeroshot.render.painter import Painter
from zeroshot.scene.document import Camera, Lens, Sensor
from zeroshot.spatial import Placement

GLOWING = Material("glow", base_color=(0, 0, 0, 1), emission=(1.0, 1.0, 1.0), two_sided=True)


def camera_of(focal_length_mm: float = 24.0, **lens: object) -> Camera:
    return Camera(
        id="a",
        sensor=Sensor(width_mm=36.0, height_mm=24.0),
        aspect=1.5,
        lens=Lens(focal_length_mm=focal_length_mm, **lens),
    )


@pytest.fixture(scope="module")
def painter() -> Iterator[Painter]:
    with Painter() as it:
        yield it


def shaded_room(painter: Painter, *, has_board: bool) -> np.ndarray:
    """A lamp overhead, a board below it, seen from the side; the deck lies in the board's shadow."""
    board = quad((2.0, 0, 0.0), (0.25, 0, 0), (0, 0.25, 0), Material("board", two_sided=True))
    inside = Mesh((*room().parts, board)) if has_board else room()
    lights = [lamp((2.0, 0.0, -1.05), (0.0, 0.0, 1.0), lumens=2000.0)]
    camera = camera_of(18.0).model_copy(update={"position_m": (-0.5, 0.0, 0.3)})
    shot = staged(camera, inside, luminaires=lights)
    return painter.paint(shot, width_px=240, height_px=160, look="film-sharp", is_linear=True).pixels


@pytest.mark.graphics
def test_a_place_in_shadow_is_darker_and_its_edge_is_soft(painter: Painter) -> None:
    bare, shaded = (shaded_room(painter, has_board=has)[..., 1] for has in (False, True))
    view = View(36.0, 24.0, 18.0)
    eye = np.array([-0.5, 0.0, 0.3])

    def share(y: float) -> float:
        column, row = view.pixels_from_camera(np.array([2.0, y, 1.1]) - eye, 240, 160)
        return float(shaded[int(row), int(column)] / bare[int(row), int(column)])

    assert share(0.0) < 0.62
    assert share(0.9) > 0.93
    # The lamp is 9 cm wide and as far above the board as the deck below it: its edge is 9 cm, too.
    middle = share(0.0)
    steps = [share(y) for y in np.linspace(0.3, 0.8, 26)]
    between = [value for value in steps if middle + 0.06 < value < 0.9]
    assert len(between) >= 2


@pytest.mark.graphics
def test_corners_are_darker_than_what_is_open(painter: Painter) -> None:
    camera = camera_of(14.0).model_copy(update={"position_m": (-2.0, 0.0, 0.0)})
    lights = [lamp((x, 0.0, -1.0), (0.0, 0.0, 1.0)) for x in (-3.0, 0.0, 3.0)]
    picture = painter.draw(
        staged(camera, room(), luminaires=lights), width_px=960, height_px=640, look="clay"
    ).astype(float)
    # The end wall is straight ahead: its middle against its own corners.
    wall = View(36.0, 24.0, 14.0).pixels_from_camera(np.array([6.0, 1.06, 1.06]), 960, 640)
    column, row = (int(value) for value in wall)
    assert picture[row, column].mean() < 0.9 * picture[320, 480].mean()


@pytest.mark.graphics
@pytest.mark.parametrize("distance_m", [0.7, 1.2, 4.0])
def test_a_point_is_blurred_as_wide_as_the_lens_says(painter: Painter, distance_m: float) -> None:
    """The spread of the discs of many views has the standard deviation of an even disc: radius / 2."""
    camera = camera_of(50.0, f_stop=2.0, focus_m=2.0)
    side = 0.002 * distance_m
    mark = Mesh((quad((distance_m, 0, 0), (0, side, 0), (0, 0, side), GLOWING),))
    light = (
        painter.paint(staged(camera, mark), width_px=480, height_px=320, look="film", is_linear=True)
        .pixels[..., 1]
        .astype(float)
    )
    rows, columns = np.indices(light.shape) + 0.5
    total = light.sum()
    x, y = (columns * light).sum() / total, (rows * light).sum() / total
    variance = (((columns - x) ** 2 + (rows - y) ** 2) * light).sum() / total / 2.0
    # What the mark itself and the strewing within pixels add.
    mark_px = 2.0 * side / distance_m * 50.0 / 36.0 * 480
    variance -= (mark_px**2 + 2.0) / 12.0
    blur_mm = blur_circle_mm(focal_length_mm=50.0, f_stop=2.0, focus_m=2.0, distance_m=distance_m)
    radius_px = blur_mm / 2.0 / 36.0 * 480
    assert 2.0 * math.sqrt(variance) == pytest.approx(radius_px, rel=0.15)


@pytest.mark.graphics
def test_what_is_in_focus_is_sharp_and_in_its_place(painter: Painter) -> None:
    camera = camera_of(50.0, f_stop=1.4, focus_m=2.0)
    mark = Mesh((quad((2.0, 0.2, 0.1), (0, 0.05, 0), (0, 0, 0.05), GLOWING),))
    seen = [
        painter.paint(staged(camera, mark), width_px=240, height_px=160, look=look, is_linear=True).pixels
        for look in ("film", "film-sharp")
    ]
    blurred, sharp = (picture[..., 1] / picture[..., 1].max() for picture in seen)
    assert np.abs(blurred - sharp).sum() < 0.2 * sharp.sum()
    assert ((blurred > 0.05) & (sharp < 0.01)).sum() < 60  # nothing beyond its edge


def test_the_views_of_an_anamorphic_lens_lie_in_a_tall_oval() -> None:
    camera = camera_of(50.0, f_stop=2.0, focus_m=2.0, squeeze=2.0)
    view = View(18.0, 24.0, 50.0, squeeze=2.0)
    seen = list(lens_views(camera, Placement(), view, count=64, width_px=300, height_px=200))
    places = np.array([each.placement.position_m for each in seen])
    assert np.ptp(places[:, 0]) == 0.0
    assert np.ptp(places[:, 2]) == pytest.approx(2.0 * np.ptp(places[:, 1]), rel=0.1)
    assert np.abs(places[:, 2]).max() == pytest.approx(pupil_radius_m(camera), rel=0.1)


def test_all_views_see_the_plane_of_focus_in_the_same_place() -> None:
    camera = camera_of(35.0, f_stop=1.4, focus_m=1.5, shift=(0.1, 0.2))
    view = View(36.0, 24.0, 35.0, shift=(0.1, 0.2))
    point = np.array([1.5, 0.3, -0.2])
    seen = [
        each.view.pixels_from_camera(each.placement.apply_inverse(point), 300, 200)
        for each in lens_views(camera, Placement(), view, count=16, width_px=300, height_px=200)
    ]
    expected = view.pixels_from_camera(point, 300, 200)
    np.testing.assert_allclose(np.mean(seen, axis=0), expected, atol=0.07)
    assert np.abs(np.array(seen) - expected).max() <= 0.55  # a part of a pixel, for smooth edges


def test_a_lens_that_cannot_focus_so_near_blurs_nothing() -> None:
    assert pupil_radius_m(camera_of(150.0, focus_m=0.1)) == 0.0


def test_the_curve_rises_keeps_grey_and_never_quite_burns_out() -> None:
    ramp = np.linspace(0.0, 14.0, 400, dtype=np.float32)
    shown = developed(np.repeat(ramp[None, :, None], 3, axis=2)).astype(int)[0]
    assert (np.diff(shown[:, 0]) >= 0).all()
    assert (shown == shown[:, :1]).all()
    assert shown[0, 0] == 0
    assert shown[-1, 0] >= 254
    grey = developed(np.full((1, 1, 3), 0.42 / 0.8 * 0.18, np.float32))[0, 0, 0]
    assert 80 < grey < 105  # as in the everyday look, which has it at 81, and a little lighter
    pale = developed(np.array([[[9.0, 3.0, 3.0]]], np.float32))[0, 0].astype(int)
    red = developed(np.array([[[0.9, 0.3, 0.3]]], np.float32))[0, 0].astype(int)
    assert pale[0] - pale[1] < 0.5 * (red[0] - red[1])


def test_glare_moves_light_and_makes_none() -> None:
    light = np.zeros((135, 240, 3), np.float32)
    light[60:70, 110:130] = 20.0
    veiled = with_glare(light)
    assert veiled.sum() == pytest.approx(light.sum(), rel=0.02)
    assert veiled[65, 100, 0] > 0.01
    assert veiled[65, 120, 0] < 20.0


def test_edges_become_smooth_and_all_else_stays() -> None:
    rows, columns = np.indices((80, 120))
    picture = np.where((columns - 0.3 * rows > 30)[..., None], 220, 40).astype(np.uint8).repeat(3, axis=2)
    smooth = with_smooth_edges(picture)
    values = np.unique(smooth)
    assert len(values) > 4
    assert values.min() >= 40
    assert values.max() <= 220
    far = np.abs(columns - 0.3 * rows - 30) > 4
    np.testing.assert_array_equal(smooth[far], picture[far])
    # Where the edge is in each row, by how much light there is: on a line, not on stairs.
    inner = slice(5, 75)
    before, after = (
        np.std(((each[..., 0] - 40.0) / 180.0).sum(axis=1)[inner] + 0.3 * rows[inner, 0])
        for each in (picture, smooth)
    )
    assert after < 0.5 * before


def test_an_unfolded_octahedron_goes_on_beyond_its_edges() -> None:
    """Each pixel of the border looks where the nearest pixel of the square does, or its neighbour."""
    ways = octahedron_directions(SIDE_PX)
    np.testing.assert_allclose(np.linalg.norm(ways, axis=-1), 1.0)
    inside = ways[1:-1, 1:-1].reshape(-1, 3)
    for border in (ways[0, 1:-1], ways[-1, 1:-1], ways[1:-1, 0], ways[1:-1, -1]):
        assert (border @ inside.T).max(axis=1).min() > 0.9995


def test_a_cube_of_even_light_mirrors_and_fills_evenly() -> None:
    faces = np.full((6, 48, 48, 3), 0.7, np.float32)
    mirror = mirror_of_faces(faces)
    side = SIDE_PX + 2
    np.testing.assert_allclose(mirror.picture[:, :side], 0.7, rtol=1e-5)
    np.testing.assert_allclose(mirror.fill.even, 0.7, rtol=1e-5)
    np.testing.assert_allclose(mirror.fill.lean, 0.0, atol=1e-6)
    assert even_mirror(np.array([1.0, 2.0, 3.0])).picture.shape == mirror.picture.shape


def test_light_from_one_side_leans_that_way_and_lamps_are_left_out() -> None:
    """Irradiance of radiance 1 over half of all directions: a half even, three eighths of it leaning... as
    the first two orders have it: E(n) = ½ + ½·n for a surface turned toward or away from it."""
    ways, _ = cube_directions(48)
    faces = (ways @ np.array([0.0, 0.0, 1.0]) > 0).astype(np.float32).reshape(6, 48, 48, 1).repeat(3, axis=3)
    fill = mirror_of_faces(faces).fill
    np.testing.assert_allclose(fill.even, 0.5, atol=0.01)
    np.testing.assert_allclose(fill.lean[2], 0.5, atol=0.01)
    np.testing.assert_allclose(fill.lean[:2], 0.0, atol=0.01)
    lit = np.full((6, 48, 48, 3), 0.5, np.float32)
    lit[5, 20:28, 20:28] = 80.0
    np.testing.assert_allclose(mirror_of_faces(lit).fill.even, 0.5, rtol=0.05)


def test_a_mirror_shows_what_is_where() -> None:
    """Toward each face's middle the first square shows that face's own light."""
    faces = np.stack([np.full((48, 48, 3), index + 1.0, np.float32) for index in range(6)])
    mirror = mirror_of_faces(faces)
    ways = octahedron_directions(SIDE_PX)
    for index, (forward, _, _) in enumerate(FACES):
        row, column = np.unravel_index((ways @ forward).argmax(), ways.shape[:2])
        assert mirror.picture[row, column, 0] == pytest.approx(index + 1.0)

"""Pictures measured: where a known point lands, what is near the lens, what leaks, what colour it is."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from render_sets import WHITE, lamp, quad, room, staged
from zeroshot.errors import RenderError
from zeroshot.framing.light.black_body import rgb_from_kelvin
from zeroshot.mesh import Image, Material, Mesh
from zeroshot.render.light import SCREEN_CD_M2, linear_from_srgb
from zeroshot.render.painter import Painter
from zeroshot.scene.document import Camera, Exposure, Lens, Sensor
from zeroshot.spatial import Placement

pytestmark = pytest.mark.graphics

GLOWING = Material("glow", base_color=(0, 0, 0, 1), emission=(1.0, 1.0, 1.0), two_sided=True)


@pytest.fixture(scope="module")
def painter() -> Iterator[Painter]:
    with Painter() as it:
        yield it


def camera_of(focal_length_mm: float = 24.0, **lens: object) -> Camera:
    return Camera(
        id="a",
        sensor=Sensor(width_mm=36.0, height_mm=24.0),
        aspect=1.5,
        lens=Lens(focal_length_mm=focal_length_mm, **lens),
    )


def centroid_px(picture: Image) -> tuple[float, float]:
    """Return the centre of what is bright, in pixels from the top left corner of the picture."""
    weight = picture.astype(float).sum(axis=2)
    rows, columns = np.indices(weight.shape) + 0.5
    return float((columns * weight).sum() / weight.sum()), float((rows * weight).sum() / weight.sum())


@pytest.mark.parametrize("focal_length_mm", [12.0, 24.0, 50.0, 85.0, 150.0])
@pytest.mark.parametrize(
    ("shift", "squeeze"), [((0.0, 0.0), 1.0), ((0.2, -0.1), 1.0), ((0.0, 0.0), 2.0), ((-0.15, 0.25), 1.33)]
)
def test_a_known_point_lands_on_its_pixel(
    painter: Painter, focal_length_mm: float, shift: tuple[float, float], squeeze: float
) -> None:
    """Plain proportions on the sensor, worked out here: image = focal length × offset / distance."""
    width_px, height_px = 960, 640
    gate_width_mm, gate_height_mm = 24.0 * 1.5 / squeeze, 24.0
    distance_m = 3.0
    # A point 0.3 of the width right of the picture's centre and 0.2 of its height down.
    wanted_right, wanted_down = 0.3, 0.2
    right_m = (wanted_right + shift[0]) * gate_width_mm * squeeze / focal_length_mm * distance_m
    down_m = (wanted_down + shift[1]) * gate_height_mm / focal_length_mm * distance_m
    turn = Rotation.from_euler("xyz", [0.7, -1.1, 2.0])
    position = np.array([0.4, -0.2, 0.9])
    point = position + turn.apply([distance_m, right_m, down_m])
    side = 4.0 * gate_width_mm * squeeze / focal_length_mm * distance_m / width_px
    mark = quad(point, turn.apply([0, side, 0]), turn.apply([0, 0, side]), GLOWING)
    camera = camera_of(focal_length_mm, shift=shift, squeeze=squeeze).model_copy(
        update={"position_m": tuple(position), "orientation_xyzw": tuple(turn.as_quat())}
    )
    picture = painter.draw(staged(camera, Mesh((mark,))), width_px=width_px, height_px=height_px)
    x, y = centroid_px(picture)
    assert x == pytest.approx((0.5 + wanted_right) * width_px, abs=0.5)
    assert y == pytest.approx((0.5 + wanted_down) * height_px, abs=0.5)


@pytest.mark.parametrize("look", ["standard", "draft"])
def test_a_wall_5_cm_from_the_lens_is_drawn(painter: Painter, look: str) -> None:
    wall = Mesh((quad((0.05, 0, 0), (0, 0, 2), (0, 2, 0), WHITE),))
    picture = painter.draw(staged(camera_of(12.0), wall), width_px=96, height_px=64, look=look)
    assert picture.min() > 60


def test_nothing_leaks_out_of_a_closed_room(painter: Painter) -> None:
    inside = room()
    rng = np.random.default_rng(5)
    for _ in range(40):
        position = tuple(rng.uniform([-3.9, -1.05, -1.05], [3.9, 1.05, 1.05]))
        turn = tuple(Rotation.random(random_state=rng).as_quat())
        camera = camera_of(14.0).model_copy(update={"position_m": position, "orientation_xyzw": turn})
        picture = painter.draw(staged(camera, inside), width_px=90, height_px=60, look="draft")
        assert picture.min() > 30


def test_a_room_is_open_from_outside(painter: Painter) -> None:
    """Walls are one-sided: a camera outside looks in, as a set with its near wall flown away."""
    camera = camera_of(50.0).model_copy(update={"position_m": (-20.0, 0.0, 0.0)})
    target = quad((3.9, 0, 0), (0, 0, 0.9), (0, 0.9, 0), GLOWING)
    inside = Mesh((*room().parts, target))
    assert painter.draw(staged(camera, inside), width_px=90, height_px=60)[30, 45].min() > 230


def test_the_nearer_of_two_walls_hides_the_other(painter: Painter) -> None:
    """Half a millimetre apart at 7 m: depth keeps them apart."""
    red = Material("red", base_color=(0, 0, 0, 1), emission=(1.0, 0.0, 0.0))
    near = quad((7.0, 0, 0), (0, 0, 3), (0, 3, 0), red)
    far = quad((7.0005, 0, 0), (0, 0, 3), (0, 3, 0), GLOWING)
    picture = painter.draw(staged(camera_of(35.0), Mesh((far, near))), width_px=90, height_px=60)
    assert picture[..., 1].max() < 100


@pytest.mark.parametrize("color", [(0.2, 0.3, 0.25), (0.3, 0.1, 0.2)])
def test_what_glows_comes_out_in_its_own_colour(painter: Painter, color: tuple[float, ...]) -> None:
    """The weakest lamp says what is white."""
    screen = Material("screen", base_color=(0, 0, 0, 1), emission=color, roughness=1.0)
    wall = Mesh((quad((1, 0, 0), (0, 0, 3), (0, 3, 0), screen),))
    camera = camera_of(f_stop=4.0).model_copy(update={"exposure": Exposure(iso=1600.0)})
    dark = [lamp((5.0, 0.0, 0.0), (1.0, 0.0, 0.0), lumens=1e-6)]
    picture = painter.draw(staged(camera, wall, luminaires=dark), width_px=60, height_px=40)
    factor = 0.42 / 0.8 * 0.18 / (12.5 * 4.0**2 / (1600.0 / 48.0))
    light = factor * SCREEN_CD_M2 * linear_from_srgb(color) / rgb_from_kelvin(5000.0)
    wanted = light * light / (light + 0.015)  # the toe of the film curve
    np.testing.assert_allclose(linear_from_srgb(picture[20, 30] / 255.0), wanted, atol=0.006)


def test_a_texture_lies_the_right_way_round(painter: Painter) -> None:
    image = np.zeros((2, 2, 3), np.uint8)
    image[0, 0], image[1, 1] = (255, 40, 40), (40, 40, 255)
    image[0, 1] = image[1, 0] = (40, 255, 40)
    material = Material(
        "picture", base_color=(1, 1, 1, 1), texture=np.kron(image, np.ones((32, 32, 1), np.uint8))
    )
    # uv (0, 0) is the bottom left of the picture: side a runs right, side b toward the picture's top.
    wall = quad((1, 0, 0), (0, 0.3, 0), (0, 0, -0.3), material)
    picture = painter.draw(staged(camera_of(35.0), Mesh((wall,))), width_px=90, height_px=60)
    left_top, right_bottom = picture[20, 35].astype(int), picture[40, 55].astype(int)
    assert left_top[0] > left_top[2] + 60
    assert right_bottom[2] > right_bottom[0] + 60
    assert picture[20, 55][1] > picture[20, 55][0] + 60


def test_a_luminaire_lights_the_side_that_faces_it(painter: Painter) -> None:
    post = (
        quad((2, -0.2, 0), (0.2, -0.2, 0), (0, 0, 0.6), WHITE),
        quad((2, 0.2, 0), (0, 0, 0.6), (0.2, 0.2, 0), WHITE),
    )
    shot = staged(camera_of(24.0), Mesh(post), luminaires=[lamp((2.0, -2.0, 0.0), (0.0, 1.0, 0.0))])
    picture = painter.draw(shot, width_px=90, height_px=60).astype(int)
    drawn = picture.sum(axis=2) > 0
    left, right = picture[:, :45][drawn[:, :45]].mean(), picture[:, 45:][drawn[:, 45:]].mean()
    assert left > right + 10


def test_the_light_stays_when_the_camera_turns(painter: Painter) -> None:
    """The middle of the picture shows the same spot of the wall, lit by the same lamp, at any roll."""
    wall = Mesh((quad((2, 0, 0), (0, 0, 3), (0, 3, 0), WHITE),))
    lights = [lamp((1.4, -0.7, -0.4), (1.0, 0.0, 0.0), lumens=300.0)]
    seen = []
    for roll_deg in (0.0, 90.0, 180.0, 231.0):
        turn = Rotation.from_euler("x", roll_deg, degrees=True).as_quat()
        camera = camera_of(85.0).model_copy(update={"orientation_xyzw": tuple(turn)})
        picture = painter.draw(staged(camera, wall, luminaires=lights), width_px=90, height_px=60)
        seen.append(picture[29:31, 44:46].mean())
    np.testing.assert_allclose(seen, seen[0], atol=1.5)


@pytest.mark.parametrize("toward", [(0.0, 1.0), (0.0, -1.0), (1.0, 0.0), (-1.0, 0.0)])
def test_a_wall_is_brightest_at_its_lamp(painter: Painter, toward: tuple[float, float]) -> None:
    wall = Mesh((quad((2, 0, 0), (0, 0, 3), (0, 3, 0), WHITE),))
    lights = [lamp((1.5, 0.6 * toward[0], 0.6 * toward[1]), (1.0, 0.0, 0.0), lumens=300.0)]
    picture = painter.draw(staged(camera_of(18.0), wall, luminaires=lights), width_px=90, height_px=60)
    light = picture[..., 1].astype(float) - picture[..., 1].mean()
    rows, columns = np.indices(light.shape)
    right, down = (light * (columns - 44.5)).sum(), (light * (rows - 29.5)).sum()
    assert right * toward[0] + down * toward[1] > 5.0 * abs(right * toward[1] - down * toward[0])


def test_lamps_keep_their_difference_in_colour(painter: Painter) -> None:
    lamps = [lamp((0, -1, 0), (0, 1, 0), kelvin=2700.0), lamp((0, 1, 0), (0, -1, 0), kelvin=6500.0)]
    camera = camera_of(12.0).model_copy(update={"position_m": (-1.5, 0.0, 0.0)})
    picture = painter.draw(staged(camera, room(), luminaires=lamps), width_px=90, height_px=60).astype(float)
    warmth = picture[..., 0] / np.maximum(picture[..., 2], 1.0)
    # The warm lamp is to port and shines to starboard.
    assert warmth[:, 60:].mean() > warmth[:, :30].mean() * 1.05


def test_a_painter_remembers_nothing_that_shows(painter: Painter) -> None:
    """A, B, A, in two looks and two sizes: the second A equals the first, and a fresh painter's."""
    box, mark = room(), Mesh((quad((1, 0, 0), (0, 0.2, 0), (0, 0, 0.2), GLOWING),))
    lamps = [lamp((0, 0, -1), (0, 0, 1))]
    a = staged(camera_of(18.0), box, luminaires=lamps)
    b = staged(
        camera_of(50.0, shift=(0.3, 0.0)), box, mark, mark, placements=[Placement(), Placement((1, 0, 0))]
    )
    first = painter.draw(a, width_px=90, height_px=60)
    painter.draw(b, width_px=120, height_px=80, look="draft")
    painter.draw(b, width_px=90, height_px=60)
    np.testing.assert_array_equal(painter.draw(a, width_px=90, height_px=60), first)
    with Painter() as fresh:
        np.testing.assert_array_equal(fresh.draw(a, width_px=90, height_px=60), first)


def test_the_same_mesh_twice_is_drawn_twice(painter: Painter) -> None:
    mark = Mesh((quad((2, 0, 0), (0, 0.1, 0), (0, 0, 0.1), GLOWING),))
    places = [Placement((0, -0.5, 0)), Placement((0, 0.5, 0))]
    picture = painter.draw(staged(camera_of(24.0), mark, mark, placements=places), width_px=90, height_px=60)
    assert picture[:, :45].max() == picture[:, 45:].max() > 230
    once = painter.draw(staged(camera_of(24.0), mark, placements=places[1:]), width_px=90, height_px=60)
    assert once[:, :45].max() == 0


def test_an_empty_shot_is_black(painter: Painter) -> None:
    assert painter.draw(staged(camera_of()), width_px=30, height_px=20).max() == 0


@pytest.mark.parametrize(("width_px", "height_px"), [(0, 10), (10, -1), (40000, 10)])
def test_an_impossible_size_is_refused(painter: Painter, width_px: int, height_px: int) -> None:
    with pytest.raises(RenderError, match="cannot be drawn"):
        painter.draw(staged(camera_of()), width_px=width_px, height_px=height_px)


def test_an_unknown_look_names_the_nearest(painter: Painter) -> None:
    with pytest.raises(RenderError, match='did you mean "draft"'):
        painter.draw(staged(camera_of()), width_px=10, height_px=10, look="drafft")


def test_lamps_light_their_own_module_only(painter: Painter) -> None:
    """Two rooms wall to wall, one dark: from the dark one nothing is seen, whatever shines next door."""
    dark = Placement((8.0, 0.0, 0.0))
    lamps = [lamp((0, 0, -1), (0, 0, 1)), lamp((8.0, 0, -1), (0, 0, 1), lumens=0.0, owner_id="m1")]
    camera = camera_of(14.0).model_copy(update={"position_m": (8.0, 0.0, 0.0)})
    shot = staged(camera, room(), room(), luminaires=lamps, placements=[Placement(), dark])
    assert painter.draw(shot, width_px=90, height_px=60).max() < 10
    there = shot.camera.model_copy(update={"position_m": (0.0, 0.0, 0.0)})
    lit = staged(there, room(), room(), luminaires=lamps, placements=[Placement(), dark])
    assert painter.draw(lit, width_px=90, height_px=60).mean() > 60


@pytest.mark.parametrize(("lumens", "low", "high"), [(0.0, 0, 130), (1500.0, 250, 255)])
def test_a_diffuser_glows_as_its_lamp_is_switched(
    painter: Painter, lumens: float, low: int, high: int
) -> None:
    diffuser = quad((2, 0, 0), (0, 0, 0.1), (0, 0.2, 0), Material("lamp", emission=(1.0, 0.97, 0.92)))
    lamps = [
        lamp((2.0, 0.0, 0.0), (-1.0, 0.0, 0.0), lumens=lumens),
        lamp((-2.0, 0.0, 0.0), (-1.0, 0.0, 0.0)),
    ]
    inside = Mesh((*room().parts, diffuser))
    picture = painter.draw(staged(camera_of(), inside, luminaires=lamps), width_px=90, height_px=60)
    assert low <= picture[30, 45].min() <= high


def test_a_stop_more_is_a_stop_brighter(painter: Painter) -> None:
    pictures = []
    for iso in (50.0, 100.0):
        camera = camera_of().model_copy(update={"exposure": Exposure(iso=iso)})
        shot = staged(camera, room(), luminaires=[lamp((0, 0, -1), (0, 0, 1))])
        pictures.append(linear_from_srgb(painter.draw(shot, width_px=9, height_px=6) / 255.0))
    # The toe of the film curve is undone: y = c² / (c + 0.015).
    dark, light = (picture / 2 + np.sqrt(picture**2 / 4 + 0.015 * picture) for picture in pictures)
    np.testing.assert_allclose(light[4, 4] / dark[4, 4], 2.0, rtol=0.08)


def test_geometry_and_textures_stay_on_the_graphics_card(
    painter: Painter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bringing them there anew would cost more than a small picture does."""
    checkered = np.random.default_rng(1).integers(0, 255, (64, 64, 3), dtype=np.uint8)
    shot = staged(camera_of(), room(material=Material("checkered", texture=checkered)))
    handles: list[int] = []
    place = painter._workshop.easel._place

    def note(*arguments: object) -> None:
        place(*arguments)
        for actor in painter._workshop.easel.canvas.renderer.GetActors():
            there = actor.GetTexture() and actor.GetTexture().GetTextureObject()
            if there is not None:  # else it is out of the picture and was never drawn
                handles.append(there.GetHandle())

    before = painter.draw(shot, width_px=30, height_px=20)
    monkeypatch.setattr(painter._workshop.easel, "_place", note)
    np.testing.assert_array_equal(painter.draw(shot, width_px=30, height_px=20), before)
    assert handles
    assert all(handles)

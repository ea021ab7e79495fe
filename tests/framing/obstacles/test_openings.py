"""Where the sky can be seen from inside, and what earthlight comes in there."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zeroshot.framing.lens.optics import View
from zeroshot.framing.light.daylight import lamps_of_windows
from zeroshot.framing.light.orbit import earthlight_lux
from zeroshot.framing.obstacles.openings import are_in_view, openings_of
from zeroshot.framing.staging import StagedShot, stage
from zeroshot.scene.document import Camera, Document, Module, Orbit, StationSet
from zeroshot.scene.values import FrozenDict
from zeroshot.spatial import Placement

NOON = Orbit(minute=28.0)


def in_destiny(position=(0.0, 0.0, 0.0), **options: str) -> StagedShot:
    lab = Module(id="lab", model="destiny", options=FrozenDict(options) or None)
    document = Document(set=StationSet(modules=(lab,)), cameras=(Camera(id="a", position_m=position),))
    return stage(document, beside=Path())


def test_only_the_window_is_open_until_a_hatch_is() -> None:
    shot = in_destiny()
    window = shot.modules[0].point("window-deck").position_in_world
    openings = openings_of(shot)
    assert openings is not None
    assert openings.shape == (1, 4, 3)
    np.testing.assert_allclose(openings[0].mean(axis=0), window, atol=1e-9)
    assert np.ptp(openings[0], axis=0).max() > 0.509
    hatch_too = openings_of(in_destiny(**{"hatch-forward": "open"}))
    assert hatch_too is not None
    assert len(hatch_too) == 2


def test_the_sky_may_be_anywhere_for_who_is_outside_or_in_an_opening() -> None:
    assert openings_of(in_destiny((20.0, 0.0, 0.0))) is None
    assert openings_of(in_destiny((0.5335, -0.28, 2.0))) is None


def test_a_scene_has_a_sky_inside_its_modules_and_where_it_says_when_it_is() -> None:
    assert in_destiny().orbit is not None
    assert in_destiny((20.0, 0.0, 0.0)).orbit is None
    shot = in_destiny((20.0, 0.0, 0.0))
    document = shot.resolved.document
    told = document.model_copy(update={"set": document.set.model_copy(update={"orbit": NOON})})
    assert stage(told, beside=Path()).orbit == NOON


def test_the_deck_window_is_a_lamp_by_day() -> None:
    (lamp,) = lamps_of_windows(in_destiny().modules, NOON)
    np.testing.assert_allclose(lamp.normal_in_world, [0, 0, -1], atol=1e-9)
    lux = earthlight_lux(NOON, np.array([0.0, 0.0, 1.0]))
    assert lamp.lumens == pytest.approx(lux * 0.509**2 * 0.6)
    assert lamps_of_windows(in_destiny().modules, Orbit(minute=75.0)) == ()
    assert lamps_of_windows(in_destiny().modules, None) == ()


def test_earthlight_lights_the_cabin() -> None:
    by_day = in_destiny()
    by_night = dataclasses.replace(by_day, orbit=Orbit(minute=75.0))
    day, night = (shot.cabins.cabins[0].average_lux for shot in (by_day, by_night))
    assert (day > night).all()
    # Bluer than the lamps.
    assert day[2] / night[2] > day[0] / night[0]


@given(st.integers(0, 10_000))
def test_an_opening_is_left_out_only_where_no_point_of_it_is_in_the_picture(seed: int) -> None:
    rng = np.random.default_rng(seed)
    turn = rng.normal(size=4)
    camera = Placement.from_arrays(rng.normal(size=3), turn / np.linalg.norm(turn))
    view = View(36.0, 24.0, float(rng.uniform(14.0, 100.0)), 1.0, tuple(rng.uniform(-0.3, 0.3, 2)))
    middle, along, across = rng.normal(size=(3, 3)) * [[3.0], [0.5], [0.5]]
    quad = np.array([middle + a * along + b * across for a, b in ((1, 1), (-1, 1), (-1, -1), (1, -1))])
    a, b = rng.uniform(-1.0, 1.0, (2, 400, 1))
    is_shown = bool(view.contains(camera.apply_inverse(middle + a * along + b * across)).any())
    assert are_in_view(quad[None], camera, view).tolist() >= [is_shown]


def test_a_window_behind_the_camera_or_beside_the_picture_is_left_out() -> None:
    view = View(36.0, 24.0, 50.0, 1.0, (0.0, 0.0))
    ahead = np.array([[4.0, 0.1, 0.1], [4.0, -0.1, 0.1], [4.0, -0.1, -0.1], [4.0, 0.1, -0.1]])
    aside = [np.add(ahead, [0.0, 3.0, 0.0]), np.add(ahead, [0.0, 0.0, -3.0])]
    quads = np.stack([ahead, -ahead, *aside])
    assert are_in_view(quads, Placement(), view).tolist() == [True, False, False, False]

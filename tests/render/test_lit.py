"""The light that leans one way, which draft shows, beside the light it stands for."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from zeroshot.render.light import PlaceLight
from zeroshot.render.lit import leaning_of


def swift_light(place: PlaceLight, normals: np.ndarray) -> np.ndarray:
    way, lean, least = leaning_of(place)
    return np.asarray(place.even + lean * np.maximum(normals @ way, least)[:, None])


def some_normals(rng: np.random.Generator) -> np.ndarray:
    normals = rng.normal(size=(200, 3))
    return np.asarray(normals / np.linalg.norm(normals, axis=1, keepdims=True))


@given(st.integers(0, 10_000), st.floats(0.0, 0.75))
def test_lamps_of_one_colour_are_shown_exactly(seed: int, strength: float) -> None:
    rng = np.random.default_rng(seed)
    way, color = some_normals(rng)[0], rng.uniform(0.1, 1.0, 3)
    place = PlaceLight(color, strength * np.outer(way, color))
    normals = some_normals(rng)
    np.testing.assert_allclose(swift_light(place, normals), place.even + normals @ place.lean, atol=1e-9)


@given(st.integers(0, 10_000))
def test_nothing_has_less_than_a_quarter_of_the_even_light_where_the_lean_is_of_one_sign(seed: int) -> None:
    rng = np.random.default_rng(seed)
    place = PlaceLight(rng.uniform(0.1, 1.0, 3), np.outer(some_normals(rng)[0], rng.uniform(0.0, 3.0, 3)))
    shown = swift_light(place, some_normals(rng))
    assert (shown >= 0.25 * place.even - 1e-9).all()


def test_where_no_lamp_is_the_light_is_even() -> None:
    place = PlaceLight(np.array([0.3, 0.2, 0.1]), np.zeros((3, 3)))
    np.testing.assert_allclose(swift_light(place, np.eye(3)), np.tile(place.even, (3, 1)))

"""The least turns against a dense search of the sphere and against cases worked out by hand."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from zeroshot.framing.planes.planes import group_directions
from zeroshot.framing.planes.turns import roll_into, roll_out_of, turn_into, turn_out_of

TOLERANCE = math.radians(20.0)
seeds = st.integers(0, 2**32 - 1)

# A Fibonacci lattice: 20,000 places, at most about 1° apart.
_steps = np.arange(20_000) + 0.5
_height = 1.0 - 2.0 * _steps / len(_steps)
_around = math.pi * (1.0 + math.sqrt(5.0)) * _steps
SPHERE = np.stack(
    [
        np.sqrt(1.0 - _height**2) * np.cos(_around),
        np.sqrt(1.0 - _height**2) * np.sin(_around),
        _height,
    ],
    axis=1,
)


def heads(seed: int, count: int, spread: float) -> np.ndarray:
    random = np.random.default_rng(seed)
    vectors = np.array([0.0, 0.0, -1.0]) + spread * random.normal(size=(count, 3))
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def angles(one: np.ndarray, others: np.ndarray) -> np.ndarray:
    return np.arccos(np.clip(others @ one, -1.0, 1.0))


def tipped(degrees: float) -> np.ndarray:
    return Rotation.from_euler("y", degrees, degrees=True).apply([0.0, 0.0, -1.0])


@settings(max_examples=60)
@given(seeds, st.integers(1, 6), st.floats(0.05, 1.0))
def test_the_turn_out_is_the_least_there_is(seed, count, spread):
    head, *others = heads(seed, count + 1, spread)
    others = np.array(others)
    found = turn_out_of(head, others, tolerance_rad=TOLERANCE)
    clear = SPHERE[np.all(np.arccos(np.clip(SPHERE @ others.T, -1, 1)) > TOLERANCE, axis=1)]
    assert found is not None
    assert np.all(angles(found, others) > TOLERANCE)
    assert angles(head, found[None])[0] <= angles(head, clear).min() + math.radians(0.05)
    assert group_directions([found, *others], tolerance_rad=TOLERANCE)[0] == (0,)


@settings(max_examples=60)
@given(seeds, st.integers(1, 5), st.floats(0.05, 0.5))
def test_the_turn_in_is_the_least_there_is(seed, count, spread):
    head, *members = heads(seed, count + 1, spread)
    members = np.array(members)
    found = turn_into(head, members, tolerance_rad=TOLERANCE)
    inside = SPHERE[np.all(np.arccos(np.clip(SPHERE @ members.T, -1, 1)) < TOLERANCE, axis=1)]
    if found is None:
        assert len(inside) == 0
        return
    assert np.all(angles(found, members) < TOLERANCE)
    if len(inside):
        assert angles(head, found[None])[0] <= angles(head, inside).min() + math.radians(0.05)


def test_turns_worked_out_by_hand():
    station = tipped(0.0)
    out = turn_out_of(tipped(8.0), [station], tolerance_rad=TOLERANCE)
    assert out == pytest.approx(tipped(20.01), abs=1e-6), "12° further the same way"
    into = turn_into(tipped(50.0), [station], tolerance_rad=TOLERANCE)
    assert into == pytest.approx(tipped(19.99), abs=1e-6)
    assert turn_out_of(tipped(30.0), [station], tolerance_rad=TOLERANCE) == pytest.approx(tipped(30.0))
    same = turn_out_of(station, [station], tolerance_rad=TOLERANCE)
    assert math.degrees(angles(station, same[None])[0]) == pytest.approx(20.01)
    assert turn_out_of(station, [], tolerance_rad=TOLERANCE) == pytest.approx(station)


def test_there_may_be_no_place_left():
    axes = np.concatenate([np.eye(3), -np.eye(3)])
    assert turn_out_of(tipped(5.0), axes, tolerance_rad=math.radians(60.0)) is None
    assert turn_into(tipped(5.0), axes, tolerance_rad=TOLERANCE) is None
    assert roll_out_of(tipped(0.0), [1, 0, 0], axes, tolerance_rad=math.radians(60.0)) is None


@pytest.mark.parametrize("way", ["out of", "into"])
@settings(max_examples=50)
@given(seed=seeds, count=st.integers(1, 4), spread=st.floats(0.05, 1.0))
def test_the_roll_is_the_smallest_of_a_fine_search(way, seed, count, spread):
    forward, head = Rotation.random(rng=seed).apply([[1.0, 0, 0], [0, 0, -1.0]])
    others = heads(seed, count, spread)
    search = roll_out_of if way == "out of" else roll_into
    found = search(head, forward, others, tolerance_rad=TOLERANCE)

    def fits(rolls: np.ndarray) -> np.ndarray:
        turned = Rotation.from_rotvec(rolls[:, None] * forward).apply(head)
        off = np.arccos(np.clip(turned @ others.T, -1.0, 1.0))
        return np.all(off > TOLERANCE if way == "out of" else off < TOLERANCE, axis=1)

    rolls = np.radians(np.arange(-180.0, 180.0, 0.25))
    tried = np.abs(rolls[fits(rolls)])
    if found is None:
        assert len(tried) <= 1, "at most a sliver narrower than the margin"
        return
    assert fits(np.array([found]))[0]
    assert not len(tried) or abs(found) <= tried.min() + math.radians(0.1)

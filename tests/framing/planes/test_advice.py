"""Advice is followed, literally, and must work; one degree less must not."""

import math

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from zeroshot.framing.planes.advice import advise_turns
from zeroshot.framing.planes.planes import group_directions

TOLERANCE = math.radians(20.0)
FORWARD = [0.0, 1.0, 0.0]


def tipped(degrees: float) -> np.ndarray:
    return Rotation.from_euler("y", degrees, degrees=True).apply([0.0, 0.0, -1.0])


def advise(members: dict[str, np.ndarray], target: int, **more):
    settings_of = {"camera_forward": FORWARD, "tolerance_rad": TOLERANCE, **more}
    return advise_turns(list(members), np.array(list(members.values())), target=target, **settings_of)


def test_one_more_plane_takes_whoever_needs_least():
    members = {"station": tipped(0), "a": tipped(5), "b": tipped(-12), "camera": tipped(90)}
    (turn,) = advise(members, 3)
    # b stands 12° from the station and 17° from a; tipped on backward they need more than 20° from both.
    assert (turn.name, turn.degrees) == ("b", 9)
    assert set(turn.planes) == {"station", "a"}


def test_one_plane_less_brings_someone_into_the_nearest():
    members = {"station": tipped(0), "a": tipped(50), "camera": tipped(90)}
    (turn,) = advise(members, 2)
    assert (turn.name, turn.degrees) == ("a", 20), "to 20° from the camera is nearer than to the station"
    assert turn.planes == ("camera",)


def test_the_camera_rolls_only_when_people_cannot_help():
    members = {"station": tipped(0), "camera": tipped(10)}
    (turn,) = advise(members, 2)
    assert (turn.name, turn.degrees) == ("camera", 11)
    (back,) = advise({"station": tipped(0), "camera": tipped(50)}, 1)
    assert (back.name, back.degrees) == ("camera", -30)
    assert advise({"station": tipped(0), "camera": tipped(50)}, 3) == ()
    assert advise(members, 1) == (), "nothing to do"


@settings(max_examples=60)
@given(st.integers(0, 2**32 - 1), st.integers(1, 5), st.integers(1, 7), st.floats(0.05, 1.5))
def test_following_the_advice_gives_the_count(seed, people, target, spread):
    random = np.random.default_rng(seed)
    heads = np.array([0.0, 0.0, -1.0]) + spread * random.normal(size=(people + 2, 3))
    heads /= np.linalg.norm(heads, axis=1, keepdims=True)
    names = ["station", *(f"actor-{index}" for index in range(people)), "camera"]
    forward = np.cross(heads[-1], [0.3, 0.9, 0.1])
    turns = advise_turns(names, heads, camera_forward=forward, target=target, tolerance_rad=TOLERANCE)
    count = len(group_directions(heads, tolerance_rad=TOLERANCE))
    if count == target or target > len(names):
        assert turns == ()
    for turn in turns:
        index = names.index(turn.name)
        moved = math.degrees(math.acos(np.clip(heads[index] @ turn.head, -1.0, 1.0)))
        assert abs(turn.degrees) - 1.01 <= moved <= abs(turn.degrees) + 0.03
        assert turn.name != "station"
        heads[index] = turn.head
    if turns:
        assert len(group_directions(heads, tolerance_rad=TOLERANCE)) == target


@given(st.floats(-19.0, 19.0), st.integers(0, 2**32 - 1))
def test_the_degrees_are_enough_and_no_more_than_needed(start, seed):
    assume(abs(start % 1.0 - 0.5) < 0.49)  # a whole degree to a hundredth rounds either way
    turn_of_world = Rotation.random(rng=seed)
    members = {"station": tipped(0), "a": tipped(start), "camera": tipped(90)}
    members = {name: turn_of_world.apply(head) for name, head in members.items()}
    forward = turn_of_world.apply(FORWARD)
    (turn,) = advise(members, 3, camera_forward=forward)
    sign = 1.0 if start >= 0 else -1.0
    for degrees, planes in ((turn.degrees, 3), (turn.degrees - 1, 2)):
        members["a"] = turn_of_world.apply(tipped(start + sign * degrees))
        assert len(group_directions(list(members.values()), tolerance_rad=TOLERANCE)) == planes

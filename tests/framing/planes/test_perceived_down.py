"""The vote for down: who wins, how surely, and what a scene may change."""

import typing

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from framing.small_scene import build, two_people
from zeroshot.framing.planes.perceived_down import CUE_WEIGHTS, CUE_WORDS, Cue, count_votes, station_word_of
from zeroshot.framing.reading import read_shot
from zeroshot.framing.staging import stage
from zeroshot.scene.values import CueKind

DOWN, RIGHT = (0.0, 0.0, 1.0), (0.0, 1.0, 0.0)


def cue(kind: str, down, amount: float = 1.0) -> Cue:
    return Cue(kind, "x", "X", tuple(float(value) for value in down), amount)


def test_the_scene_knows_the_same_cues():
    assert set(typing.get_args(CueKind)) == set(CUE_WEIGHTS) == set(CUE_WORDS)


def test_all_for_one_is_certain():
    ballot = count_votes([cue("picture", DOWN), cue("lamps", DOWN), cue("people", DOWN, 0.3)])
    assert ballot.confidence == 1.0
    assert ballot.down == pytest.approx(DOWN)
    assert [counted.cue.kind for counted in ballot.cues] == ["picture", "lamps", "people"]


def test_a_tie_is_no_certainty_and_the_first_wins():
    ballot = count_votes([cue("picture", DOWN), cue("people", RIGHT)])
    assert ballot.confidence == 0.0
    assert ballot.down == pytest.approx(DOWN)


def test_rivals_do_not_mix_but_neighbours_do():
    ballot = count_votes([cue("picture", DOWN), cue("people", RIGHT), cue("people", RIGHT)])
    assert ballot.down == pytest.approx(RIGHT)
    assert ballot.confidence == pytest.approx(1.0 / 3.0)
    near = Rotation.from_euler("x", 40, degrees=True).apply(DOWN)
    ballot = count_votes([cue("picture", DOWN), cue("people", near)])
    assert ballot.down == pytest.approx(Rotation.from_euler("x", 20, degrees=True).apply(DOWN))


def test_weights_can_be_changed_and_turned_off():
    cues = [cue("picture", DOWN), cue("lamps", RIGHT)]
    assert count_votes(cues).down == pytest.approx(DOWN)
    assert count_votes(cues, {"lamps": 3.0}).down == pytest.approx(RIGHT)
    assert count_votes(cues, {"picture": 0.0}).confidence == 1.0
    assert count_votes(cues, {"picture": 0.0, "lamps": 0.0}) is None


@given(st.integers(0, 2**32 - 1))
def test_a_turned_vote_has_a_turned_winner(seed):
    random = np.random.default_rng(seed)
    kinds = list(CUE_WEIGHTS)
    cues = [
        cue(kinds[index % 7], Rotation.random(rng=random).apply(DOWN), random.random()) for index in range(8)
    ]
    world = Rotation.random(rng=random)
    before = count_votes(cues)
    after = count_votes([cue(each.kind, world.apply(each.down), each.amount) for each in cues])
    assert after.down == pytest.approx(world.apply(before.down), abs=1e-9)
    assert after.confidence == pytest.approx(before.confidence)


@pytest.mark.parametrize("word", ["forward", "aft", "starboard", "port", "deck", "overhead"])
def test_station_words(word):
    from zeroshot.spatial import STATION_DIRECTIONS

    found, off_deg = station_word_of(np.array(STATION_DIRECTIONS[word]))
    assert found == word
    assert off_deg == pytest.approx(0.0, abs=1e-9)


def test_what_the_director_wants_and_does_not_get(set_folder):
    content = two_people()
    content["shots"][0]["intended_down"] = "cosmonaut"
    reading = read_shot(stage(build(content), beside=set_folder), scene="s")
    down = reading.perceived_down
    assert down.station_word == "deck"
    assert down.off_deg == pytest.approx(90.0, abs=1.0)
    (finding,) = (each for each in reading.findings if each.kind == "perceived-down")
    assert finding.severity == "warning"
    assert "Deck will read as down" in finding.message
    content["shots"][0]["intended_down"] = "station"
    reading = read_shot(stage(build(content), beside=set_folder), scene="s")
    assert not [each for each in reading.findings if each.kind == "perceived-down"]


def test_a_scene_may_weigh_otherwise(set_folder):
    content = two_people()
    content["cameras"][0]["orientation_xyzw"] = [
        float(value)
        for value in (
            Rotation.from_quat(content["cameras"][0]["orientation_xyzw"])
            * Rotation.from_euler("x", np.pi / 2)
        ).as_quat()
    ]
    content["cue_weights"] = {"picture": 10.0}
    down = read_shot(stage(build(content), beside=set_folder), scene="s").perceived_down
    assert down.clock_deg == pytest.approx(180.0, abs=1.0)
    content["cue_weights"] = {"picture": 0.0, "people": 0.0}
    down = read_shot(stage(build(content), beside=set_folder), scene="s").perceived_down
    assert down.clock_deg == pytest.approx(90.0, abs=1.0)
    assert down.station_word == "deck"

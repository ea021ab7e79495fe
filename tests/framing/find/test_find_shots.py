"""What finding shots promises: what was asked, twice the same, whichever way the world is turned."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from framing.small_scene import build, turned, two_people
from zeroshot.errors import EditError
from zeroshot.framing.find.adding import adding
from zeroshot.framing.find.asks import Ask, most_planes
from zeroshot.framing.find.reasons import found_as_json, reasons_of, title_of
from zeroshot.framing.find.shots import Found, find_shots
from zeroshot.framing.find.variety import SAME_LOOK, choose, distances
from zeroshot.framing.staging import StagedShot, stage
from zeroshot.scene.session import Session

LENSES = (21.0, 35.0, 50.0)
QUICK = {"focal_lengths_mm": LENSES, "candidate_count": 1200, "count": 6}


@pytest.fixture(scope="module")
def staged(set_folder: Path) -> StagedShot:
    return stage(build(two_people()), beside=set_folder)


@pytest.fixture(scope="module")
def found(staged: StagedShot) -> Found:
    return find_shots(staged, Ask(of=("surgeon",), sizes=("MCU", "MS"), plane_count=3, **QUICK))


def test_what_is_found_reads_as_asked(found: Found) -> None:
    assert len(found.shots) >= 3
    for shot in found.shots:
        read = shot.reading.subject("surgeon")
        assert read.size in ("MCU", "MS") and read.in_frame
        assert shot.reading.plane_count == 3
        assert shot.camera.lens.focal_length_mm in LENSES
        assert read.in_focus
        assert shot.room_m >= 0.0
    assert found.judged_count >= 1200


def test_what_is_found_differs(found: Found) -> None:
    places = {(shot.camera.position_m, shot.camera.orientation_xyzw) for shot in found.shots}
    assert len(places) == len(found.shots)
    assert len({title_of(shot) + reasons_of(shot)[1] for shot in found.shots}) > len(found.shots) / 2


def test_a_seed_gives_the_same_again_and_another_gives_others(staged: StagedShot, found: Found) -> None:
    ask = Ask(of=("surgeon",), sizes=("MCU", "MS"), plane_count=3, **QUICK)
    again = find_shots(staged, ask)
    assert [shot.camera for shot in again.shots] == [shot.camera for shot in found.shots]
    other = find_shots(staged, Ask(of=("surgeon",), sizes=("MCU", "MS"), plane_count=3, seed=2, **QUICK))
    assert [shot.camera for shot in other.shots] != [shot.camera for shot in found.shots]


def test_a_turned_world_gives_the_same_shots(set_folder: Path, found: Found) -> None:
    turn = Rotation.random(random_state=np.random.default_rng(4))
    elsewhere = stage(build(turned(two_people(), turn, (1.0, 2.0, 3.0))), beside=set_folder)
    same = find_shots(elsewhere, Ask(of=("surgeon",), sizes=("MCU", "MS"), plane_count=3, **QUICK))
    assert [title_of(shot) for shot in same.shots] == [title_of(shot) for shot in found.shots]
    for here, there in zip(found.shots, same.shots, strict=True):
        moved = turn.apply(here.camera.position_m) + np.array([1.0, 2.0, 3.0])
        np.testing.assert_allclose(there.camera.position_m, moved, atol=2e-3)


def test_everyone_who_must_be_seen_has_their_eyes_in_the_picture(staged: StagedShot) -> None:
    both = find_shots(staged, Ask(visible=("surgeon", "cosmonaut"), **QUICK))
    assert both.shots
    for shot in both.shots:
        assert all(subject.in_frame and subject.size for subject in shot.reading.subjects)


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (Ask(of=("surgen",)), 'nobody "surgen" here, did you mean "surgeon"?'),
        (Ask(sizes=("MC",)), 'no size "MC"'),
        (Ask(sides=("frnt",)), 'no side "frnt"'),
        (Ask(plane_count=9), "no camera sees 9 planes here"),
        (Ask(plane_count=0), "at least one plane"),
        (Ask(count=0), "1 to 48 shots"),
        (Ask(focal_lengths_mm=(-3.0,)), "between 1 and 3000 mm"),
    ],
)
def test_what_cannot_be_asked_is_said(staged: StagedShot, ask: Ask, said: str) -> None:
    with pytest.raises(EditError) as error:
        find_shots(staged, ask)
    assert said in str(error.value)


def test_most_planes_counts_station_people_and_camera(staged: StagedShot) -> None:
    assert most_planes(staged) == 3  # she is in the station's plane
    assert most_planes(staged, []) == 2


def test_a_found_shot_becomes_a_camera_and_a_shot_and_goes_again(
    staged: StagedShot, found: Found, set_folder: Path
) -> None:
    document = staged.resolved.document
    session = Session(document)
    for shot in found.shots[:2]:
        session.do(adding(shot, shot_id="1a", target_planes=3))
    after = session.document
    assert [camera.id for camera in after.cameras] == ["a", "found-1", "found-2"]
    assert [shot.id for shot in after.shots] == ["1a", "found-1", "found-2"]
    seen = stage(after, "found-1", beside=set_folder)
    np.testing.assert_allclose(seen.camera_placement.position_m, found.shots[0].camera.position_m)
    session.undo()
    session.undo()
    assert session.document is document


def test_a_scene_without_shots_gets_a_camera_only(found: Found) -> None:
    content = two_people()
    content["shots"] = []
    after = adding(found.shots[0], shot_id=None).apply(build(content))
    assert not after.shots and after.cameras[-1].id == "found-1"


def test_found_shots_as_json_name_what_they_are(found: Found) -> None:
    data = found_as_json(found.shots[0], 1)
    assert data["subject"] == "surgeon" and data["reading"]["plane_count"] == 3
    assert set(data["scores"]) >= {"composition", "seen"} and data["reasons"]


def test_choosing_is_greedy_and_keeps_apart() -> None:
    rng = np.random.default_rng(0)
    looks = rng.uniform(-1.5, 1.5, (60, 2, 8))
    scores = rng.uniform(0.8, 1.0, 60)
    chosen = choose(looks, scores, 8, besides=[looks[0]])
    nearest = np.full(60, np.inf)
    nearest = np.minimum(nearest, distances(looks, looks[0]))
    for row in chosen:
        worth = np.where(nearest < SAME_LOOK, -1.0, np.minimum(nearest, 1.0) * scores**3)
        assert row == int(np.argmax(worth))
        nearest = np.minimum(nearest, distances(looks, looks[row]))
        nearest[row] = 0.0
    assert 0 not in chosen
    for i, first in enumerate(chosen):
        for second in chosen[:i]:
            assert distances(looks[[first]], looks[second])[0] >= SAME_LOOK


def test_what_looks_alike_is_chosen_once() -> None:
    looks = np.repeat(np.random.default_rng(1).normal(size=(1, 2, 8)), 5, axis=0)
    assert len(choose(looks, np.ones(5), 5)) == 1

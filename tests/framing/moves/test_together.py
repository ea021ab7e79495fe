"""Two people in a pose: at any attitude, of any stature, what should touch does, and nobody is torn apart."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from zeroshot.errors import EditError
from zeroshot.framing.moves.table import build_move
from zeroshot.framing.moves.together import PoseTogether, place_of
from zeroshot.framing.staging import StagedActor, stage
from zeroshot.people.pairs import pair_library
from zeroshot.people.poses import pose_names
from zeroshot.scene.document import Document
from zeroshot.scene.session import Session

CONTACT_M = 0.03
STATURES = [(1.70, 1.70), (1.50, 1.90), (1.90, 1.50)]


def two(stature_a: float = 1.7, stature_b: float = 1.8, *, seed: int = 0) -> Document:
    rng = np.random.default_rng(seed)
    turns = Rotation.random(2, random_state=rng).as_quat()
    return Document.model_validate(
        {
            "actors": [
                {
                    "id": name,
                    "body": {"sex": sex, "stature_m": stature},
                    "position_m": rng.uniform(-2, 2, 3).tolist(),
                    "orientation_xyzw": turn.tolist(),
                }
                for name, sex, stature, turn in zip(
                    "ab", ("female", "male"), (stature_a, stature_b), turns, strict=True
                )
            ],
            "cameras": [{"id": "eye", "position_m": [5, 0, 0]}],
        }
    )


def together(document: Document, pose: str, **how: str) -> tuple[StagedActor, StagedActor]:
    a, b = stage(PoseTogether(a="a", b="b", pose=pose, **how).apply(document)).actors
    return a, b


def place(actor: StagedActor, name: str) -> np.ndarray:
    return place_of(actor, name, actor.placement.orientation_xyzw)


@pytest.mark.parametrize("pose", pair_library())
@pytest.mark.parametrize("statures", STATURES)
def test_what_should_touch_does(pose, statures):
    pair = pair_library()[pose]
    a, b = together(two(*statures, seed=hash(pose) % 97), pose)
    for hold in pair.holds:
        holder, held = (a, b) if hold.who == "first" else (b, a)
        palm = place(holder, hold.effector.removesuffix("_hand") + "Palm")
        assert np.linalg.norm(palm - place(held, hold.to)) < CONTACT_M, hold
    gaps = []
    for meeting in pair.meetings:
        offset = Rotation.from_quat(a.placement.orientation_xyzw).apply(meeting.offset_m)
        gaps.append(place(a, meeting.first) + offset - place(b, meeting.second))
    assert np.linalg.norm(np.mean(gaps, axis=0)) < 0.009


@pytest.mark.parametrize("pose", ["handshake", "cpr", "carrying"])
def test_attitude_does_not_matter(pose):
    """Seen from the first, the second is in the same place however both are turned."""
    seen = []
    for seed in (1, 2, 3):
        a, b = together(two(seed=seed), pose)
        seen.append(
            (a.placement.apply_inverse(b.placement.position_m), a.placement.apply_inverse(b.eyes_in_world))
        )
    assert np.ptp(seen, axis=0).max() < 0.01


@pytest.mark.parametrize("keep", ["a", "b"])
def test_one_of_them_stays_and_the_picture_is_the_same(keep):
    document = two(seed=5)
    a, b = together(document, "handshake", keep=keep)
    stayed, before = (a, document.actors[0]) if keep == "a" else (b, document.actors[1])
    assert np.allclose(stayed.placement.position_m, before.position_m)
    assert np.allclose(stayed.placement.orientation_xyzw, before.orientation_xyzw)
    other = together(document, "handshake", keep="b" if keep == "a" else "a")
    apart = [one.placement.apply_inverse(two_.placement.position_m) for one, two_ in ((a, b), other)]
    assert np.allclose(*apart, atol=0.002)


def test_who_stays_goes_on_holding_with_what_is_free():
    document = two(seed=2)
    held = [
        {"effector": "left_foot", "to": "b/leftShoulderTop"},
        {"effector": "right_hand", "to": "b/belly"},
    ]
    document = document.model_validate(
        {
            **document.model_dump(),
            "actors": [{**document.actors[0].model_dump(), "anchors": held}, document.actors[1]],
        }
    )
    after = PoseTogether(a="a", b="b", pose="handshake").apply(document)
    assert [anchor.effector for anchor in after.actors[0].anchors] == ["left_foot"]


def test_it_is_one_step_to_undo_and_can_be_typed():
    document = two()
    session = Session(document)
    session.do(build_move("pose-together", {"a": "a", "b": "b", "pose": "hugging"}))
    assert session.document.actors[0].pose.name == "hugging"
    session.undo()
    assert session.document is document


def test_in_one_shot_only_the_others_stay_as_they_are():
    document = Document.model_validate(
        {**two().model_dump(), "shots": [{"id": "1a", "camera": "eye"}, {"id": "1b", "camera": "eye"}]}
    )
    after = PoseTogether(a="a", b="b", pose="hugging", shot_id="1b", this_shot_only=True).apply(document)
    assert after.actors == document.actors
    assert stage(after, "1b").actor("a").actor.pose.name == "hugging"
    assert stage(after, "1a").actor("a").actor.pose.name == "neutral"


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"pose": "huging"}, 'did you mean "hugging"'),
        ({"pose": "hugging", "b": "a"}, "two people needs two"),
        ({"pose": "hugging", "keep": "c"}, 'keep is "a" or "b"'),
        ({"pose": "hugging", "b": "c"}, 'has the id "c"'),
    ],
)
def test_what_cannot_be_is_refused(how, words):
    with pytest.raises(EditError, match=words):
        PoseTogether(**{"a": "a", "b": "b", **how}).apply(two())


def test_the_poses_of_pairs_exist():
    for pair in pair_library().values():
        assert {pair.first, pair.second} <= set(pose_names())

"""What is dragged near a rail goes to it, as far as it has to and no other way."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from zeroshot.desk.placing import CLAMP_M, RAIL_PULL_M, put_to_rail
from zeroshot.framing.staging import StagedShot, stage
from zeroshot.scene.files import read_document
from zeroshot.spatial import Placement

SCENE = Path(__file__).parents[2] / "scenes" / "face_to_face.json"
SHOT = stage(read_document(SCENE), "1a", beside=SCENE.parent)
(LAB,) = SHOT.modules
RAILS = [name for name, point in LAB.model.facts.points.items() if point.kind in ("handrail", "seat-track")]


def gap_m(point: np.ndarray) -> float:
    """How far a point is from the nearest rail, each walked in steps of a millimetre."""
    gaps = []
    for name in RAILS:
        rail = LAB.point(name)
        assert rail.direction_in_world is not None
        half = rail.size_m[0] / 2.0
        steps = np.linspace(-half, half, max(2, int(2000 * half)))[:, None]
        line = rail.position_in_world + steps * rail.direction_in_world
        gaps.append(float(np.linalg.norm(line - point, axis=1).min()))
    return min(gaps)


def palms(placement: Placement, staged: StagedShot = SHOT) -> list[np.ndarray]:
    contacts = staged.actor("surgeon").figure.contacts_in_actor
    return [placement.apply(contacts[name].position) for name in ("leftPalm", "rightPalm")]


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(RAILS), st.integers(0, 2**31))
def test_a_hand_near_a_rail_comes_to_it(name: str, seed: int) -> None:
    rng = np.random.default_rng(seed)
    turn = Rotation.random(random_state=rng)
    tip = SHOT.actor("surgeon").figure.contacts_in_actor["rightPalm"].position
    near = LAB.point(name).position_in_world + rng.uniform(-0.1, 0.1, 3)
    brought = Placement.from_arrays(near - turn.apply(tip), turn.as_quat())
    there = put_to_rail(SHOT, "surgeon", brought)
    assert there is not None
    np.testing.assert_allclose(there.orientation_xyzw, brought.orientation_xyzw, atol=1e-12)
    shift_m = np.linalg.norm(np.subtract(there.position_m, brought.position_m))
    before_m, after_m = min(map(gap_m, palms(brought))), min(map(gap_m, palms(there)))
    assert after_m < 0.001
    assert abs(shift_m - before_m) < 0.001


def test_far_from_rails_nothing_is_pulled() -> None:
    middle = Placement((0.0, 0.0, 0.0), (0.0, 0.0, 0.0, 1.0))
    assert min(map(gap_m, palms(middle))) > RAIL_PULL_M
    assert put_to_rail(SHOT, "surgeon", middle) is None


def test_a_camera_hangs_by_a_clamp() -> None:
    rail = LAB.point(RAILS[0])
    assert rail.normal_in_world is not None
    brought = Placement.from_arrays(
        rail.position_in_world + 0.17 * rail.normal_in_world + [0.02, 0.0, 0.0], (0.0, 0.0, 0.0, 1.0)
    )
    there = put_to_rail(SHOT, "a", brought)
    assert there is not None
    assert abs(gap_m(np.asarray(there.position_m)) - CLAMP_M) < 0.001

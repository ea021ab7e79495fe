"""Locks are stored to a tenth of a millimetre and make the same ribbons each time."""

from __future__ import annotations

import numpy as np
import pytest

from zeroshot.people import locks
from zeroshot.people.locks import QUANTUM_M, Bunch, read_hair, read_locks, ribbons_of, write_locks
from zeroshot.people.tones import HAIR_CUTS


def bunch(center=(0.0, 0.0, -1.6), seed: int = 4) -> Bunch:
    rng = np.random.default_rng(8)
    curves = np.cumsum(rng.normal(size=(40, 5, 3)) * 0.004, axis=1) + np.array([0.1, 0.0, -1.6])
    joints = np.tile(np.array([5, 4, 0, 0], dtype=np.uint8), (40, 1))
    weights = np.tile(np.array([0.75, 0.25, 0.0, 0.0], dtype=np.float32), (40, 1))
    return Bunch(
        curves,
        rng.uniform(0.001, 0.004, 40),
        joints,
        weights,
        None if center is None else np.array(center),
        seed=seed,
    )


@pytest.mark.parametrize("center", [(0.0, 0.0, -1.6), None])
def test_locks_survive_being_written_and_read(tmp_path, monkeypatch, center):
    original = bunch(center)
    write_locks(tmp_path / "locks_either.npz", {"wild": (original, original)})
    monkeypatch.setattr(locks, "BAKED", tmp_path)
    read = read_locks.__wrapped__("either", "wild")  # not what was kept from before
    assert len(read) == 2
    assert np.abs(read[0].curves - original.curves).max() <= 0.51 * QUANTUM_M
    assert np.abs(read[0].widths - original.widths).max() <= 0.11 * QUANTUM_M
    assert np.array_equal(read[0].joints, original.joints)
    assert np.allclose(read[0].weights, original.weights, atol=0.005)
    assert (read[0].center is None) == (center is None)
    assert read[0].seed == original.seed


def test_ribbons_are_as_wide_as_told_and_narrow_toward_the_tip():
    own = bunch()
    made = ribbons_of(own)
    points = made.points.reshape(40, 5, 2, 3)
    widths = np.linalg.norm(points[:, :, 1] - points[:, :, 0], axis=2)
    assert (widths <= own.widths[:, None] + 1e-9).all()
    assert (widths[:, -1] < 0.3 * widths[:, 1]).all()
    assert np.allclose(points.mean(axis=2), own.curves)
    assert np.array_equal(made.points, ribbons_of(own).points)
    assert not np.array_equal(made.points, ribbons_of(bunch(seed=5)).points)
    assert made.paint.min() >= 0.0
    assert made.paint.max() <= 1.0


@pytest.mark.parametrize("sex", ["female", "male"])
def test_every_cut_is_stored_and_its_lighter_level_is_lighter(sex):
    for cut in HAIR_CUTS[sex]:
        hair = read_hair(sex, cut)
        if cut == "bald":
            assert hair is None
            continue
        assert hair.triangles.max() < len(hair.points)
        assert hair.light_triangles.max() < len(hair.light_rows)
        assert len(hair.light_triangles) < 0.32 * len(hair.triangles)
        assert np.allclose(hair.weights.sum(axis=1), 1.0, atol=1e-5)

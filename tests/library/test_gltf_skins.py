"""Rigged figures stand as their joints stand, at their true size."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.spatial.transform import Rotation

from gltf_builder import SQUARE, Builder, load
from zeroshot.errors import AssetError
from zeroshot.library.gltf_skins import carry, joint_matrices, point_matrices, turn


def rigged(*, bend_deg: float = 0.0, joints: tuple[int, ...] = (0, 1)) -> Builder:
    """Build a figure in centimetres under an armature of 1 : 100, as rigs from motion libraries are.

    Two points hang on the lower joint, two on the upper one, which lies 100 cm above it.
    """
    builder = Builder()
    lower, upper = np.eye(4), np.eye(4)
    upper[1, 3] = -100.0
    binds = np.stack([lower, upper]).transpose(0, 2, 1).reshape(2, 16).astype(np.float32)
    held = np.zeros((4, 4), np.uint8)
    held[:, 0] = [joints[0], joints[0], joints[1], joints[1]]
    weights = np.zeros((4, 4), np.float32)
    weights[:, 0] = 0.5  # not 1: exporters round, and the sum must not shrink anybody
    attributes = {"JOINTS_0": builder.accessor(held), "WEIGHTS_0": builder.accessor(weights)}
    builder.primitive(points=SQUARE * np.float32([50, 180, 1]), attributes=attributes)
    turned = Rotation.from_euler("z", bend_deg, degrees=True).as_quat().tolist()
    builder.header["nodes"] = [
        {"name": "armature", "scale": [0.01, 0.01, 0.01], "children": [1, 2]},
        {"name": "hips", "children": [3]},
        # The node of a skinned mesh may stand anywhere: its own place does not count.
        {"name": "skin", "mesh": 0, "skin": 0, "translation": [500, 0, 0], "scale": [7, 7, 7]},
        {"name": "chest", "translation": [0, 100, 0], "rotation": turned},
    ]
    builder.header["skins"] = [{"joints": [1, 3], "inverseBindMatrices": builder.accessor(binds)}]
    return builder


def test_a_figure_in_centimetres_comes_in_at_its_true_size(tmp_path: Path) -> None:
    (part,) = load(rigged().write_glb(tmp_path / "a.glb")).parts
    np.testing.assert_allclose(part.points, SQUARE * [0.5, 1.8, 0.01], atol=1e-6)


def test_a_bent_joint_carries_what_hangs_on_it(tmp_path: Path) -> None:
    (part,) = load(rigged(bend_deg=90).write_glb(tmp_path / "a.glb")).parts
    bent = (SQUARE * [0.5, 1.8, 0.01])[2:] - [0, 1, 0]
    expected = Rotation.from_euler("z", 90, degrees=True).apply(bent) + np.array([0.0, 1.0, 0.0])
    np.testing.assert_allclose(part.points[2:], expected, atol=1e-6)
    np.testing.assert_allclose(part.points[:2], (SQUARE * [0.5, 1.8, 0.01])[:2], atol=1e-6)


def test_a_skin_that_names_no_such_joint_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(AssetError, match="damaged"):
        load(rigged(joints=(0, 5)).write_glb(tmp_path / "a.glb"))


directions = arrays(float, (6, 3), elements=st.floats(-1, 1))


@given(directions, arrays(float, (6, 4), elements=st.floats(0, 1)), st.integers(0, 2**32 - 1))
def test_blending_is_the_weighted_mean_of_what_each_joint_does(points, weights, seed) -> None:
    rng = np.random.default_rng(seed)
    matrices = np.tile(np.eye(4), (3, 1, 1))
    matrices[:, :3, :3] = Rotation.random(3, random_state=rng).as_matrix()
    matrices[:, :3, 3] = rng.normal(size=(3, 3))
    joints = rng.integers(0, 3, (6, 4))
    moved = carry(points, point_matrices(joints, weights, matrices))
    for index, point in enumerate(points):
        total = weights[index].sum()
        shares = weights[index] / total if total > 1e-9 else np.array([1.0, 0, 0, 0])
        expected = sum(
            share * (matrices[joint, :3, :3] @ point + matrices[joint, :3, 3])
            for share, joint in zip(shares, joints[index], strict=True)
        )
        np.testing.assert_allclose(moved[index], expected, atol=1e-9)


def test_normals_stay_at_right_angles_to_a_stretched_surface() -> None:
    stretch = np.tile(np.diag([2.0, 1.0, 1.0, 1.0]), (1, 1, 1))
    (normal,) = turn(np.array([[1.0, 1.0, 0.0]]), stretch)
    along = np.array([2.0, -1.0, 0.0])  # (1, −1, 0), which lay in the surface, stretched
    assert normal @ along == pytest.approx(0.0)
    assert np.linalg.norm(normal) == pytest.approx(1.0)


def test_fewer_matrices_than_joints_is_an_error() -> None:
    with pytest.raises(ValueError, match="number of joints"):
        joint_matrices([0, 1], np.tile(np.eye(4), (2, 1, 1)), np.eye(4)[None])

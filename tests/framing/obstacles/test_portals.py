"""Docked modules open to each other, and only those in sight are drawn."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from zeroshot.framing.obstacles import portals
from zeroshot.framing.obstacles.portals import modules_in_sight
from zeroshot.framing.staging import StagedShot, stage
from zeroshot.render import ids
from zeroshot.render.ids import IdPainter
from zeroshot.scene.document import Document

APART_M = 8.8
"""From Destiny's aft mating plane to its forward one."""


def row(count: int = 3, *, options: dict[str, str] | None = None, **camera: object) -> StagedShot:
    """Dock Destinies in a row, the camera in the first."""
    modules = [
        {"id": f"lab-{i}", "model": "destiny", "position_m": [APART_M * i, 0.0, 0.01 * (i % 2)]}
        for i in range(count)
    ]
    if options:
        modules[0]["options"] = options
    scene = {"set": {"modules": modules}, "cameras": [{"id": "a", **camera}]}
    return stage(Document.model_validate(scene), "a")


def test_hatches_that_meet_stand_open() -> None:
    first, second, third = row().modules
    assert first.item.options == {"hatch-forward": "open"}
    assert second.item.options == {"hatch-forward": "open", "hatch-aft": "open"}
    assert third.item.options == {"hatch-aft": "open"}


def test_a_scene_may_keep_one_closed() -> None:
    staged = row(options={"hatch-forward": "closed"})
    assert staged.modules[0].item.options == {"hatch-forward": "closed"}
    assert modules_in_sight(staged) == {"lab-0"}


def test_far_apart_they_stay_closed() -> None:
    scene = {
        "set": {
            "modules": [
                {"id": "a-lab", "model": "destiny"},
                {"id": "b-lab", "model": "destiny", "position_m": [APART_M + 0.1, 0, 0]},
            ]
        },
        "cameras": [{"id": "a"}],
    }
    staged = stage(Document.model_validate(scene), "a")
    assert all(not module.item.options for module in staged.modules)


def test_what_lies_behind_the_hatch_ahead_is_in_sight() -> None:
    assert modules_in_sight(row()) == {"lab-0", "lab-1", "lab-2"}


def test_what_lies_behind_the_camera_is_not() -> None:
    assert modules_in_sight(row(orientation_xyzw=[0, 0, 1, 0])) == {"lab-0"}
    across = Rotation.from_euler("z", 90, degrees=True).as_quat().tolist()
    assert modules_in_sight(row(orientation_xyzw=across)) == {"lab-0"}


def test_from_outside_all_are_drawn() -> None:
    assert modules_in_sight(row(position_m=[0.0, 9.0, 0.0])) is None


@pytest.fixture(scope="module")
def painter() -> Iterator[IdPainter]:
    with IdPainter() as painter:
        yield painter


@pytest.mark.graphics
def test_nothing_that_is_seen_is_left_out(painter: IdPainter, monkeypatch: pytest.MonkeyPatch) -> None:
    """60 random cameras: the picture is the same as with everything drawn."""
    rng = np.random.default_rng(7)
    for _ in range(60):
        position = rng.uniform([-3.5, -0.7, -0.7], [4.3, 0.7, 0.7])
        forward = Rotation.from_rotvec(rng.normal(0.0, 0.7, 3)).as_quat()
        staged = row(position_m=position.tolist(), orientation_xyzw=forward.tolist())
        culled = painter.draw(staged, box_px=(96, 54)).ids
        with monkeypatch.context() as patch:
            patch.setattr(ids, "modules_in_sight", lambda _: None)
            whole = painter.draw(staged, box_px=(96, 54)).ids
        names = lambda picture, order: np.array(["", *order])[picture]  # noqa: E731
        seen = modules_in_sight(staged) or frozenset()
        order = [module.item.id for module in staged.modules]
        np.testing.assert_array_equal(
            names(culled, [name for name in order if name in seen]), names(whole, order)
        )
    assert portals.modules_in_sight is modules_in_sight

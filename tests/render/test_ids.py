"""Pictures of ids against what geometry says must hide what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from framing.small_scene import build, make_folder, turned, two_people
from render_sets import MeshModel, quad
from zeroshot.framing.lens.sight import overlaps_in, sight_of
from zeroshot.framing.staging import StagedModel, StagedShot, stage
from zeroshot.mesh import Material, Mesh
from zeroshot.render.ids import IdPainter
from zeroshot.scene.document import Prop

pytestmark = pytest.mark.graphics

GLASS = Material("glass", base_color=(0.9, 0.95, 1.0, 0.1), two_sided=True)
CARD = Material("card", two_sided=True)


@pytest.fixture(scope="module")
def painter() -> Iterator[IdPainter]:
    with IdPainter() as it:
        yield it


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_folder(tmp_path_factory.mktemp("set"))


def with_board(staged: StagedShot, *, right_m: float, material: Material) -> StagedShot:
    """Hold a board 0.3 m before the lens, its left edge right_m from the lens axis."""
    board = Mesh((quad((0.3, right_m + 1.0, 0.0), (0, 1.0, 0), (0, 0, 1.0), material),))
    place = staged.camera_placement
    item = Prop(
        id="board", model="board", position_m=place.position_m, orientation_xyzw=place.orientation_xyzw
    )
    return replace(staged, props=(StagedModel(item, MeshModel(board), place, 1.0),))  # type: ignore[arg-type]


def test_everyone_alone_is_seen_whole(painter: IdPainter, folder: Path) -> None:
    content = two_people()
    content["set"] = {"modules": []}
    picture = painter.draw(stage(build(content), beside=folder))
    assert set(picture.alone) == {"surgeon", "cosmonaut"}
    for actor_id in picture.alone:
        sight = sight_of(picture, actor_id)
        assert sight is not None
        assert sight.visible_share == 1.0
        assert sight.hidden_by == ()


def test_a_board_hides_what_lies_behind_it(painter: IdPainter, folder: Path) -> None:
    """The board's edge is a column of pixels: what is right of it in the picture alone must be hidden."""
    staged = stage(build(two_people()), beside=folder)
    right_m = 0.1
    picture = painter.draw(with_board(staged, right_m=right_m, material=CARD))
    left, right, _, _ = staged.view.tangents
    edge = (right_m / 0.3 - left) / (right - left) * picture.ids.shape[1]
    alone = picture.alone["surgeon"] > 0
    columns = np.indices(alone.shape)[1] + 0.5
    expected = float((alone & (columns < edge)).sum() / alone.sum())
    assert 0.05 < expected < 0.95
    sight = sight_of(picture, "surgeon")
    assert sight is not None
    assert sight.visible_share == pytest.approx(expected, abs=0.003)
    assert sight.hidden_by[0] == ("board", pytest.approx(1.0 - expected, abs=0.003))


def test_glass_hides_nobody(painter: IdPainter, folder: Path) -> None:
    staged = stage(build(two_people()), beside=folder)
    sight = sight_of(painter.draw(with_board(staged, right_m=-1.0, material=GLASS)), "surgeon")
    assert sight is not None
    assert sight.visible_share == 1.0


def test_the_one_in_front_covers_the_one_behind(painter: IdPainter, folder: Path) -> None:
    content = two_people()
    content["actors"][1]["position_m"] = [0.45, 0.5, 0.1]
    overlaps = overlaps_in(painter.draw(stage(build(content), beside=folder)))
    # An arm of hers reaches round him, so a little of him is behind her, too: the larger share comes first.
    assert (overlaps[0].front, overlaps[0].behind) == ("cosmonaut", "surgeon")
    assert overlaps[0].share > 0.1


@pytest.mark.parametrize("seed", range(6))
def test_turning_the_whole_world_changes_no_share(painter: IdPainter, folder: Path, seed: int) -> None:
    content = two_people()
    content["actors"][1]["position_m"] = [0.45, 0.5, 0.1]
    before = painter.draw(stage(build(content), beside=folder))
    after = painter.draw(
        stage(build(turned(content, Rotation.random(rng=seed), (1.0, -2.0, 0.5))), beside=folder)
    )
    for actor_id in before.alone:
        was, now = sight_of(before, actor_id), sight_of(after, actor_id)
        assert was is not None
        assert now is not None
        assert now.visible_share == pytest.approx(was.visible_share, abs=0.01)


def test_counting_finer_changes_shares_by_a_hundredth(painter: IdPainter, folder: Path) -> None:
    content = two_people()
    content["actors"][1]["position_m"] = [0.45, 0.5, 0.1]
    staged = stage(build(content), beside=folder)
    small, large = painter.draw(staged), painter.draw(staged, box_px=(1024, 768))
    for actor_id in small.alone:
        rough, fine = sight_of(small, actor_id), sight_of(large, actor_id)
        assert rough is not None
        assert fine is not None
        assert rough.visible_share == pytest.approx(fine.visible_share, abs=0.01)

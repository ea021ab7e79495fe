"""What is counted in pictures of ids, drawn here by hand."""

import numpy as np
import pytest

from zeroshot.framing.lens.optics import View
from zeroshot.framing.lens.sight import (
    IdPicture,
    overlaps_in,
    owner_of,
    picture_from_colors,
    share_out_of_frame,
    sight_of,
)
from zeroshot.mesh import Mesh, Part
from zeroshot.spatial import Placement

NAMES = ("lab", "table", "ann", "ann/head", "ann/eyes", "bob", "bob/head")
LAB, TABLE, ANN, ANN_HEAD, ANN_EYES, BOB, BOB_HEAD = range(1, 8)


def picture() -> IdPicture:
    """Return a wall; Ann, 4 wide and 10 high with a head on top; Bob before her feet; a table over both."""
    ids = np.full((20, 20), LAB, dtype=np.uint16)
    ann, bob = np.zeros_like(ids), np.zeros_like(ids)
    ann[2:12, 5:9] = ANN
    ann[2:5, 5:9] = ANN_HEAD
    ann[3, 6] = ANN_EYES
    bob[8:18, 7:12] = BOB
    bob[8:10, 7:12] = BOB_HEAD
    for alone in (ann, bob):
        ids[alone > 0] = alone[alone > 0]
    ids[10:12, :] = TABLE
    return IdPicture(ids, NAMES, {"ann": ann, "bob": bob})


def test_a_share_is_counted_in_pixels_that_one_would_have_alone():
    sight = sight_of(picture(), "ann")
    # Ann has 40 pixels; Bob takes rows 8 and 9 of two columns, the table rows 10 and 11 of four.
    assert sight.visible_share == pytest.approx(28 / 40)
    assert sight.hidden_by == (("table", 8 / 40), ("bob", 4 / 40))
    assert sight.head_visible_share == 1.0
    assert sight.pixel_share == pytest.approx(28 / 400)


def test_only_people_overlap_people():
    (overlap,) = overlaps_in(picture())
    assert (overlap.front, overlap.behind) == ("bob", "ann")
    assert overlap.share == pytest.approx(4 / 40)


def test_someone_out_of_the_frame_has_no_sight():
    assert sight_of(picture(), "cleo") is None


def test_a_few_pixels_are_too_few_to_count():
    tiny = np.zeros((20, 20), dtype=np.uint16)
    tiny[0, :3] = ANN
    assert sight_of(IdPicture(tiny, NAMES, {"ann": tiny}), "ann") is None


def test_heads_belong_to_their_owners():
    assert owner_of("ann/head") == owner_of("ann") == "ann"
    assert picture().is_of("ann").sum() == 28
    assert picture().is_of("ann/head").sum() == 11
    assert picture().is_alone_of("ann/eyes").sum() == 1


def test_colours_count_in_ones_and_256s():
    names = tuple(f"thing-{i}" for i in range(700))
    colors = np.array([[[0, 0, 0], [44, 1, 0], [188, 2, 0]]], dtype=np.uint8)
    assert picture_from_colors(colors, names).tolist() == [[0, 300, 700]]


def test_a_blended_colour_is_a_bug():
    with pytest.raises(ValueError, match="stands for nothing"):
        picture_from_colors(np.array([[[9, 0, 0]]]), NAMES)


@pytest.mark.parametrize(("offset", "share"), [(0.0, 0.0), (0.5, 0.25), (1.0, 0.5), (2.5, 1.0)])
def test_skin_beyond_the_edge_is_out_of_frame(offset: float, share: float):
    """A board one metre each way from its middle, in fine squares, before a lens that sees one metre too."""
    steps = np.linspace(-1.0, 1.0, 201)
    y, z = (grid.ravel() for grid in np.meshgrid(steps, steps, indexing="ij"))
    corner = (np.arange(200)[:, None] * 201 + np.arange(200)).ravel()
    triangles = np.concatenate([corner[:, None] + [0, 201, 1], corner[:, None] + [1, 201, 202]])
    points = np.stack([np.full(len(y), 2.0), y + offset, z], axis=1).astype(np.float32)
    mesh = Mesh((Part(points, np.zeros_like(points), triangles.astype(np.int32)),))
    view = View(36.0, 36.0, 36.0)
    measured = share_out_of_frame(mesh, Placement(), world_from_camera=Placement(), view=view)
    assert measured == pytest.approx(share, abs=0.01)

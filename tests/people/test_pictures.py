"""Every pose, pair and hand has its small picture, and all of them together are light."""

from __future__ import annotations

import pytest
from PIL import Image

from zeroshot.people.hands import HAND_SHAPES
from zeroshot.people.pairs import pair_library
from zeroshot.people.pictures import FOLDER, picture_of_hand, picture_of_pair, picture_of_pose
from zeroshot.people.poses import pose_names

SETS = [
    (picture_of_pose, pose_names()),
    (picture_of_pair, tuple(pair_library())),
    (picture_of_hand, tuple(HAND_SHAPES)),
]


@pytest.mark.parametrize(("picture_of", "names"), SETS)
def test_there_is_a_picture_of_each(picture_of, names):
    for name in names:
        path = picture_of(name)
        assert path is not None, name
        with Image.open(path) as picture:
            assert picture.size == (128, 128)


def test_they_are_light_and_none_is_left_over():
    files = list(FOLDER.rglob("*.jpg"))
    assert len(files) == sum(len(names) for _, names in SETS)
    assert sum(path.stat().st_size for path in files) < 1_500_000


def test_a_pose_of_ones_own_has_none():
    assert picture_of_pose("leaning-out") is None

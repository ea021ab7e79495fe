"""Poses are found by the words a director has for them, mistyped or not."""

from __future__ import annotations

import pytest

from people.test_poses import ASKED_FOR
from zeroshot.people.pairs import pair_library
from zeroshot.people.pose_search import search
from zeroshot.people.poses import find_poses, pose_names


@pytest.mark.parametrize("words", ASKED_FOR)
def test_what_was_asked_for_is_there(words):
    assert find_poses(words)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("gliding head first", "gliding"),
        ("filmed from the shoulder", "filming-shouldered"),
        ("drinking from a pouch", "drinking"),
        ("sleping bag", "sleeping-bag"),
        ("tredmill", "treadmill"),
        ("LAPTOP", "at-laptop"),
        ("cpr", "cpr"),
        ("wave", "waving"),
    ],
)
def test_the_best_comes_first(words, first):
    assert find_poses(words)[0].name == first


def test_no_words_find_everything_in_its_order():
    assert tuple(pose.name for pose in find_poses("  ")) == pose_names()


def test_nonsense_finds_nothing():
    assert find_poses("xylophone") == ()


def test_more_words_find_less():
    assert len(find_poses("rail")) > len(find_poses("rail both hands")) > 0


def test_pairs_are_found_too():
    assert search("embrace", pair_library().values())[0].name == "hugging"

"""Poses are found by the words of the app's language, as a director would type them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files

import pytest
from PySide6.QtWidgets import QApplication

from zeroshot.gui.languages import use_language
from zeroshot.gui.pose_words import find_called
from zeroshot.people.poses import find_poses, pose_library

ASKED = {
    "парить": {"gliding", "prone"},
    "полёт головой вперёд": {"gliding"},
    "ногами вперёд": {"arriving-feet-first"},
    "держится за поручень": {"hold-rail", "hold-rail-both"},
    "поручня": {"hold-rail"},
    "рельс двумя руками": {"hold-rail-both"},
    "петли": {"feet-in-loops"},
    "стол": {"seated"},
    "ноутбук": {"at-laptop"},
    "иллюминатор": {"at-window"},
    "оглянуться": {"looking-back"},
    "клубок": {"curled"},
    "потягиваться": {"stretched"},
    "спит": {"sleeping-bag", "asleep-afloat"},
    "читает": {"reading"},
    "ест": {"eating"},
    "пьёт": {"drinking"},
    "показывать": {"pointing"},
    "тянется": {"reaching"},
    "сумка": {"carrying-bag"},
    "камера на плече": {"filming-shouldered"},
    "оператор": {"filming", "filming-handheld"},
    "хирург": {"operating"},
    "пациент": {"patient"},
    "реанимация": {"cpr", "cpr-patient"},
    "обнять": {"hugging"},
    "скафандр": {"helping-suit", "being-suited"},
    "барахтаться": {"fighting-drift"},
    "беговая дорожка": {"treadmill"},
    "велосипед": {"bicycle"},
    "через люк": {"through-hatch"},
    "без сознания": {"unconscious"},
    "страх": {"afraid"},
    "боль": {"belly-pain"},
}
"""What a director types in Russian, with what has to be among the first eight found."""


@pytest.fixture
def russian(qapp: QApplication) -> Iterator[None]:
    use_language("ru")
    yield
    use_language("en")


@pytest.mark.parametrize("words", ASKED)
def test_russian_words_find_the_pose(russian: None, words: str) -> None:
    found = [pose.name for pose in find_called(words)]
    assert set(found[:8]) >= ASKED[words], found


def test_english_still_finds_and_nonsense_does_not(russian: None) -> None:
    assert find_called("hugging")[0].name == "hugging"
    assert find_called("щщщщщ") == ()
    assert find_called(" ") == tuple(pose_library().values())


def test_english_is_searched_as_the_library_is(qapp: QApplication) -> None:
    use_language("en")
    assert find_called("hold a rail") == find_poses("hold a rail")


def test_every_word_stands_for_tags_that_there_are() -> None:
    path = files("zeroshot.gui").joinpath("translations", "ru_pose_words.json")
    data = json.loads(path.read_text(encoding="utf-8"))
    tags = {tag for pose in pose_library().values() for tag in pose.tags}
    assert [tag for row in data["words"].values() for tag in row if tag not in tags] == []


def test_every_pose_has_words_in_russian() -> None:
    path = files("zeroshot.gui").joinpath("translations", "ru_pose_words.json")
    data = json.loads(path.read_text(encoding="utf-8"))
    said = {tag for row in data["words"].values() for tag in row}
    wordless = [pose.name for pose in pose_library().values() if not said & set(pose.tags)]
    assert wordless == []

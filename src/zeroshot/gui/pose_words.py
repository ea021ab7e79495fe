"""Finding poses by the words of the app's language: titles as they are shown, and words for their tags."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from PySide6.QtCore import QCoreApplication

from zeroshot.gui.actions import pose_title
from zeroshot.gui.languages import LANGUAGE
from zeroshot.people.pose_files import Pose
from zeroshot.people.pose_search import search
from zeroshot.people.poses import find_poses


@dataclass(frozen=True)
class _Called:
    """A pose as the language of the app calls it."""

    name: str
    title: str
    tags: tuple[str, ...]
    description: str = ""


def find_called(words: str) -> tuple[Pose, ...]:
    """Find poses by the library's own words and by those of the app's language, the best first."""
    known = {pose.name: pose for pose in find_poses("")}
    small, tagged = _words_of(_language())
    if not words.strip() or not tagged:
        return find_poses(words)
    said = " ".join(word for word in words.lower().split() if word not in small) or words
    called = (
        _Called(pose.name, pose_title(pose.title), tuple(tagged[tag] for tag in pose.tags if tag in tagged))
        for pose in known.values()
    )
    names = [pose.name for pose in find_poses(words)] + [item.name for item in search(said, called)]
    return tuple(known[name] for name in dict.fromkeys(names))


def _language() -> str:
    app = QCoreApplication.instance()
    return str(app.property(LANGUAGE) or "en") if app is not None else "en"


@cache
def _words_of(language: str) -> tuple[frozenset[str], Mapping[str, str]]:
    """Return words that say nothing of a pose, and by tag the words it is asked for by; none in English."""
    file = files("zeroshot.gui").joinpath("translations", f"{language}_pose_words.json")
    if not file.is_file():
        return frozenset(), {}
    data = json.loads(file.read_text(encoding="utf-8"))
    tagged: dict[str, list[str]] = {}
    for words, tags in data["words"].items():
        for tag in tags:
            tagged.setdefault(tag, []).append(words)
    return frozenset(data["small_words"]), {tag: " ".join(words) for tag, words in tagged.items()}

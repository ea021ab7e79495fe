"""Finding poses by words: names, titles, tags and descriptions, slips of the pen forgiven."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Protocol, TypeVar

_FIELD_WEIGHTS = (1.0, 0.8, 0.9, 0.5)
"""How much a word counts in the name, the title, a tag and the description."""

_LIKE = 0.78
"""How alike (difflib's ratio) two words are that may be the same, one mistyped: one letter of five."""

_SMALL_WORDS = frozenset(
    (
        *("a", "an", "and", "at", "before", "behind", "being", "by", "for", "from", "giving", "in", "into"),
        *("is", "of", "off", "on", "one", "or", "out", "someone", "something", "the", "their", "through"),
        *("to", "under", "up", "while", "with"),
    )
)
"""Words that say nothing of a pose; asked for alone they do count."""


class Described(Protocol):
    """What can be found by words."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def tags(self) -> tuple[str, ...]: ...
    @property
    def description(self) -> str: ...


Found = TypeVar("Found", bound=Described)


def search(words: str, known: Iterable[Found]) -> tuple[Found, ...]:
    """Return what the words find, the best first; all of it in its own order when no word is given.

    Every word must be found; where nothing has them all, what has most of them is returned.
    """
    items = list(known)
    asked = _words_of(words)
    wanted = [word for word in asked if word not in _SMALL_WORDS] or asked
    if not wanted:
        return tuple(items)
    scores = [[_score(word, item) for word in wanted] for item in items]
    counts = [sum(score > 0.0 for score in row) for row in scores]
    most = max(counts, default=0)
    if 2 * most < len(wanted) or most == 0:
        return ()
    rows = [index for index, count in enumerate(counts) if count == most]
    rows.sort(key=lambda index: -sum(scores[index]))
    return tuple(items[index] for index in rows)


def _score(word: str, item: Described) -> float:
    texts = (item.name, item.title, " ".join(item.tags), item.description)
    return max(
        weight * max((_likeness(word, known) for known in _words_of(text)), default=0.0)
        for weight, text in zip(_FIELD_WEIGHTS, texts, strict=True)
    )


@lru_cache(maxsize=4096)
def _words_of(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", text.lower()))


@lru_cache(maxsize=4096)
def _likeness(word: str, known: str) -> float:
    """Return how alike two words are, 0 to 1: the same, the same stem, a beginning, or a slip of the pen."""
    if word == known:
        return 1.0
    if _stem(word) == _stem(known):
        return 0.95
    if len(word) >= 3 and known.startswith(word):
        return 0.85
    if len(word) < 4 or len(known) < 4:
        return 0.0
    ratio = SequenceMatcher(None, word, known, autojunk=False).ratio()
    return 0.8 * ratio if ratio >= _LIKE else 0.0


def _stem(word: str) -> str:
    """Cut off what English adds to the end of a word, so that "filmed" finds "filming"."""
    for ending in ("ing", "ers", "ed", "er", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word

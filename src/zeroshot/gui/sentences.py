"""What framing says in English sentences, said in another language: findings, readings, refusals.

A language's grammar (translations/*_sentences.json) has rules by kind: a pattern with {slots} and how it is
said. A slot {name} takes anything, as names do; {angle:n} a number; {advice:turn} only what the rules of
"turn" know; {parts:part,} and {planes:plane;} a row of such, joined by ", … and" or by ";". A pattern fits
when all its slots do, so that a sentence is said whole or left as it is, never half.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from PySide6.QtCore import QCoreApplication

from zeroshot.framing.picture.forms import Reading
from zeroshot.framing.picture.words import sentences_of
from zeroshot.gui.languages import CODES, LANGUAGE

_SLOT = re.compile(r"\{(\w+)(?::([a-z-]+)([,;]?))?\}")
_AND, _NUMBER = "and", "n"


@dataclass(frozen=True)
class _Slot:
    name: str
    kind: str
    joint: str


@dataclass(frozen=True)
class _Rule:
    pattern: re.Pattern[str]
    slots: tuple[_Slot, ...]
    said: str


class Grammar:
    """The rules of one language."""

    def __init__(self, rules: Mapping[str, Mapping[str, str]]) -> None:
        # The more words a pattern has of its own, the more it says: those are tried first.
        self._rules = {
            kind: [
                _rule(*pair, rules)
                for pair in sorted(table.items(), key=lambda pair: -len(_own_words(pair[0])))
            ]
            for kind, table in rules.items()
        }
        (self._and,) = rules[_AND].values()

    def say(self, kind: str, text: str) -> str | None:
        """Say a text that is of a kind; None where no rule fits."""
        for rule in self._rules[kind]:
            match = rule.pattern.fullmatch(text)
            if match is None:
                continue
            said = {slot.name: self._fill(slot, match[slot.name]) for slot in rule.slots}
            if None not in said.values():
                return rule.said.format(**said)
        return None

    def _fill(self, slot: _Slot, text: str) -> str | None:
        if slot.kind in ("", _NUMBER):
            return text
        if not slot.joint:
            return self.say(slot.kind, text)
        pieces = self._row(slot, text)
        if pieces is None or len(pieces) < 2 or slot.joint == ";":
            return None if pieces is None else "; ".join(pieces)
        if " and " not in text:
            return ", ".join(pieces)
        return f"{', '.join(pieces[:-1])} {self._and} {pieces[-1]}"

    def _row(self, slot: _Slot, text: str) -> list[str] | None:
        """Split a row where every piece is of the kind: pieces may have commas of their own."""
        for head, rest in _splits(text, "; " if slot.joint == ";" else ", | and "):
            said = self.say(slot.kind, head)
            following = None if said is None else [] if rest is None else self._row(slot, rest)
            if said is not None and following is not None:
                return [said, *following]
        return None


def said(text: str, kind: str = "sentence") -> str:
    """Return a sentence of framing's in the language of the app, as it is where no rule knows it."""
    grammar = _grammar_of_app()
    found = None if grammar is None else grammar.say(kind, text)
    if found is None:
        return text
    is_name = found[:1].isascii()  # ids stay as they are written
    return found if is_name else found[:1].upper() + found[1:]


def reading_words(reading: Reading) -> str:
    """Say a reading in one paragraph in the language of the app."""
    return " ".join(said(sentence) for sentence in sentences_of(reading))


@cache
def grammar_of(code: str) -> Grammar:
    """Read the grammar of a language."""
    path = files("zeroshot.gui").joinpath("translations", f"{code}_sentences.json")
    return Grammar(json.loads(path.read_text(encoding="utf-8")))


def _grammar_of_app() -> Grammar | None:
    app = QCoreApplication.instance()
    code = None if app is None else app.property(LANGUAGE)
    return grammar_of(str(code)) if code in CODES and code != "en" else None


def _own_words(pattern: str) -> str:
    return _SLOT.sub("", pattern)


def _rule(pattern: str, said: str, rules: Mapping[str, Mapping[str, str]]) -> _Rule:
    parts, slots, end = [], [], 0
    for match in _SLOT.finditer(pattern):
        slot = _Slot(match[1], match[2] or "", match[3] or "")
        parts += [re.escape(pattern[end : match.start()]), f"(?P<{slot.name}>{_what_fits(slot, rules)})"]
        slots.append(slot)
        end = match.end()
    parts.append(re.escape(pattern[end:]))
    # Sentences begin with a capital letter, wherever their words come from.
    return _Rule(re.compile("".join(parts), re.IGNORECASE), tuple(slots), said)


def _what_fits(slot: _Slot, rules: Mapping[str, Mapping[str, str]]) -> str:
    """Return the expression for a slot: its words one by one where its kind knows only words."""
    if slot.kind == _NUMBER:
        return r"[-+]?\d[\d.,× ]*"
    words = rules.get(slot.kind, {"{any}": ""})
    if slot.joint or any(_SLOT.search(word) for word in words):
        return ".+?"
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _splits(text: str, joints: str) -> Iterator[tuple[str, str | None]]:
    for match in re.finditer(joints, text):
        yield text[: match.start()], text[match.end() :]
    yield text, None

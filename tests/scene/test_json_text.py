"""JSON as text: where a mistake is, and what a diff will show."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

import scene_strategies
from zeroshot.errors import SceneFileError
from zeroshot.scene.json_text import MAX_DEPTH, format_json, parse_json


def problems_of(text: str) -> list[tuple[str, str]]:
    with pytest.raises(SceneFileError) as caught:
        parse_json(text)
    return [(problem.pointer, problem.message) for problem in caught.value.problems]


@given(scene_strategies.json_data)
def test_formatting_and_parsing_is_exact(data: Any) -> None:
    text = format_json(data)
    assert json.loads(text) == data
    assert format_json(parse_json(text)) == text


def test_layout() -> None:
    data = {"a": [1, 2.5, -3e-9], "b": [], "c": {}, "d": [{"e": "ж\n"}, [0]], "f": None}
    assert format_json(data) == (
        '{\n  "a": [1, 2.5, -3e-09],\n  "b": [],\n  "c": {},\n'
        '  "d": [\n    {\n      "e": "ж\\n"\n    },\n    [0]\n  ],\n  "f": null\n}\n'
    )


def test_a_mistake_has_line_and_column() -> None:
    [(pointer, said)] = problems_of('{\n  "a": 1,\n  "b" 2\n}')
    assert pointer == ""
    assert said == "the file is not valid JSON at line 3, column 7: expecting ':' delimiter"


@pytest.mark.parametrize("text", ["", " \n\t", "\n"])
def test_an_empty_file_is_called_empty(text: str) -> None:
    assert "the file is empty" in problems_of(text)[0][1]


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity", "1e400", "-1e999", "9" * 301])
def test_numbers_that_cannot_be_are_refused_with_their_place(word: str) -> None:
    [(pointer, said)] = problems_of(f'{{"a/b": [0, {{"c~": {word}}}]}}')
    assert pointer == "/a~1b/1/c~0"
    assert said.startswith(f"must be a finite number (is {word[:20]}")
    assert len(said) < 80


def test_keys_given_twice_are_refused_with_their_place() -> None:
    assert problems_of('{"a": {"b": 1, "b": 2, "c": 3, "b": 4}}') == [
        ("/a/b", 'the key "b" is given twice: keep one')
    ]


def test_half_characters_are_refused() -> None:
    assert [pointer for pointer, _ in problems_of(r'{"a": "\ud800", "\udc00": 1}')] == ["/\\udc00", "/a"]
    assert parse_json(r'"\ud83d\ude80"') == "🚀"


@pytest.mark.parametrize("depth", [MAX_DEPTH + 2, 5_000, 200_000])
@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_deep_nesting_is_refused(depth: int, opening: str) -> None:
    closing = "]" if opening == "[" else "}"
    [(_, said)] = problems_of(opening * depth + "1" + closing * depth)
    assert said == f"the file nests deeper than {MAX_DEPTH} levels"


def test_all_problems_come_in_the_order_of_the_file() -> None:
    assert [pointer for pointer, _ in problems_of('{"a": NaN, "b": [1e999, NaN], "a2": NaN}')] == [
        "/a",
        "/b/0",
        "/b/1",
        "/a2",
    ]

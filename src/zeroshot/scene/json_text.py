"""JSON as text: parsing that says where a mistake is, and printing that makes diffs readable."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from zeroshot.errors import Problem, SceneFileError
from zeroshot.scene.references import escape
from zeroshot.scene.values import quoted

MAX_DEPTH = 64
"""Levels of nesting that a scene file may have; own data under "extra" may take half of them."""


class _Object(dict[str, Any]):
    """A parsed object that remembers which of its keys were given twice."""

    repeated: tuple[str, ...] = ()


class _Refused:
    """Stands where the text held something that looks like a number and cannot be one."""

    def __init__(self, text: str) -> None:
        self.text = text if len(text) <= 24 else f"{text[:20]}… ({len(text)} characters)"


def parse_json(text: str) -> Any:
    """Parse JSON text strictly.

    Raises SceneFileError with line and column for text that is not JSON, and with JSON pointers for NaN,
    infinities and numbers too large, for keys given twice, for broken characters, and for deep nesting.
    """
    if not text.strip():
        raise SceneFileError("the file is empty: a scene file holds at least a format and a version")
    try:
        data = json.loads(
            text,
            object_pairs_hook=_build_object,
            parse_constant=_Refused,
            parse_float=_parse_float,
            parse_int=_parse_int,
        )
    except json.JSONDecodeError as error:
        raise SceneFileError(_syntax_problem(error)) from None
    except RecursionError:
        raise SceneFileError(f"the file nests deeper than {MAX_DEPTH} levels") from None
    problems = tuple(_find_problems(data))
    if problems:
        raise SceneFileError(problems)
    return data


def _syntax_problem(error: json.JSONDecodeError) -> str:
    # Python says "Expecting ',' delimiter" and the like, which is clear enough once it is a sentence.
    reason = error.msg[0].lower() + error.msg[1:]
    return f"the file is not valid JSON at line {error.lineno}, column {error.colno}: {reason}"


def _build_object(pairs: list[tuple[str, Any]]) -> _Object:
    built = _Object(pairs)
    if len(built) < len(pairs):
        counts = Counter(key for key, _ in pairs)
        built.repeated = tuple(key for key, count in counts.items() if count > 1)
    return built


def _parse_float(text: str) -> float | _Refused:
    number = float(text)
    return number if math.isfinite(number) else _Refused(text)


def _parse_int(text: str) -> int | _Refused:
    return int(text) if len(text) <= 300 else _Refused(text)


def _find_problems(data: Any) -> Iterator[Problem]:
    """Walk parsed data with a stack of its own, since it may nest deeper than Python recurses."""
    stack: list[tuple[str, Any, int]] = [("", data, 0)]
    while stack:
        pointer, value, depth = stack.pop()
        if depth > MAX_DEPTH:
            yield Problem(pointer, f"the file nests deeper than {MAX_DEPTH} levels")
            return
        if isinstance(value, _Refused):
            yield Problem(pointer, f"must be a finite number (is {value.text})")
        elif isinstance(value, str):
            yield from _check_characters(pointer, value)
        elif isinstance(value, _Object):
            for key in value.repeated:
                yield Problem(f"{pointer}/{escape(key)}", f"the key {quoted(key)} is given twice: keep one")
            for key in value:
                yield from _check_characters(f"{pointer}/{escape(key)}", key)
            members = [(f"{pointer}/{escape(key)}", item, depth + 1) for key, item in value.items()]
            stack += reversed(members)
        elif isinstance(value, list):
            members = [(f"{pointer}/{index}", item, depth + 1) for index, item in enumerate(value)]
            stack += reversed(members)


def _check_characters(pointer: str, text: str) -> Iterator[Problem]:
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        yield Problem(pointer, "holds half of a character (a lone surrogate such as \\ud800)")


def format_json(data: Any) -> str:
    """Print JSON data with an indent of two; arrays of plain numbers stay on one line; ends with a newline.

    Floats are printed with the fewest digits that read back the same.
    """
    return "".join(_pieces(data, "\n")) + "\n"


def _pieces(value: Any, newline: str) -> Iterator[str]:
    if isinstance(value, dict) and value:
        members = ((f"{_scalar(key)}: ", item) for key, item in value.items())
        yield from _block("{", "}", members, newline)
    elif isinstance(value, list | tuple) and value:
        if all(isinstance(item, int | float) for item in value):
            yield f"[{', '.join(map(_scalar, value))}]"
        else:
            yield from _block("[", "]", (("", item) for item in value), newline)
    else:
        yield _scalar(value)


def _block(opening: str, closing: str, members: Iterable[tuple[str, Any]], newline: str) -> Iterator[str]:
    inner = f"{newline}  "
    separator = opening
    for label, item in members:
        yield f"{separator}{inner}{label}"
        yield from _pieces(item, inner)
        separator = ","
    yield newline + closing


def _scalar(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)

"""Turns what pydantic says about a scene into sentences for a filmmaker, each with its JSON pointer."""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from zeroshot.errors import Problem, did_you_mean
from zeroshot.scene.document import Document, SceneModel
from zeroshot.scene.references import escape
from zeroshot.scene.values import printable, quoted

MAX_PROBLEMS = 100
"""Problems told at once: more would hide the first."""

Location = tuple[int | str, ...]

_LIMITS = {
    "greater_than_equal": ("at least", "ge"),
    "greater_than": ("more than", "gt"),
    "less_than_equal": ("at most", "le"),
    "less_than": ("less than", "lt"),
}
_OWN_DATA = ': data of your own belongs in "extra"'
_VECTOR_LENGTHS = {"orientation_xyzw": 4, "shift": 2}
_MUST_BE = {
    "float_type": "a number",
    "int_type": "a whole number",
    "finite_number": "a finite number",
    "bool_type": "true or false",
    "string_type": "text in quotes",
    "tuple_type": "an array [ … ]",
    "model_type": "an object { … }",
    "dict_type": "an object { … }",
}


def problems_from_validation(
    error: ValidationError, model: type[BaseModel] = Document
) -> tuple[Problem, ...]:
    """Return every problem of a failed validation of ``model``, in the order of the file."""
    found = [problem for detail in error.errors(include_url=False) for problem in _problems(detail, model)]
    return tuple(dict.fromkeys(found))


def limited(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Keep the first hundred problems and say how many more there are."""
    if len(problems) <= MAX_PROBLEMS:
        return problems
    return (*problems[:MAX_PROBLEMS], Problem("", f"and {len(problems) - MAX_PROBLEMS} problems more"))


def model_named(name: str) -> type[BaseModel]:
    """Return the model of a part of a scene by the name that pydantic's errors carry."""
    queue: list[type[BaseModel]] = [SceneModel]
    for model in queue:
        if model.__name__ == name:
            return model
        queue += model.__subclasses__()
    return Document


def _problems(detail: ErrorDetails, model: type[BaseModel]) -> Iterator[Problem]:
    context: Mapping[str, Any] = detail.get("ctx", {})
    if detail["type"] == "zeroshot_references":
        yield from context["problems"]
        return
    location = tuple(part for part in detail["loc"] if part != "[key]")
    if detail["type"] == "missing" and isinstance(location[-1], str):
        yield Problem(pointer_of(location[:-1]), f'"{location[-1]}" is missing')
        return
    if detail["type"] == "missing":
        location = location[:-1]  # an array that is too short, told of the array
    said = _say(detail, context, location, model)
    is_key = detail["loc"][-1:] == ("[key]",)  # what was typed as a key may hold line breaks
    name = next((part for part in reversed(location) if isinstance(part, str)), "the scene")
    name = "this key" if is_key else printable(name)
    yield Problem(pointer_of(location), f"{name} {said}" if said.startswith("must") else said)


def pointer_of(location: Location) -> str:
    """Return the JSON pointer (RFC 6901) of a place."""
    return "".join(f"/{escape(part)}" for part in location)


def _say(detail: ErrorDetails, context: Mapping[str, Any], location: Location, model: type[BaseModel]) -> str:
    kind, given = detail["type"], quoted(detail["input"])
    if kind in _LIMITS:
        words, key = _LIMITS[kind]
        return f"must be {words} {context[key]:g} (is {given})"
    if kind in _MUST_BE:
        return f"must be {_MUST_BE[kind]} (is {_shown(detail['input'])})"
    if kind == "extra_forbidden":
        return _say_unknown_key(location, model)
    if kind == "literal_error":
        known = str(context["expected"]).replace("'", '"')
        return f"must be {known} (is {_shown(detail['input'])})"
    return _SAYINGS.get(kind, _say_as_is)(detail, context, location)


def _say_unknown_key(location: Location, model: type[BaseModel]) -> str:
    key = str(location[-1])
    owner = _model_at(location[:-1], model)
    near = did_you_mean(key, owner.model_fields)
    return f"unknown key {quoted(key)}{near or _OWN_DATA}"


def _say_length(detail: ErrorDetails, _context: Mapping[str, Any], location: Location) -> str:
    name = next((part for part in reversed(location) if isinstance(part, str)), "")
    return f"must hold {_VECTOR_LENGTHS.get(name, 3)} numbers (holds {len(detail['input'])})"


def _say_long_text(_detail: ErrorDetails, context: Mapping[str, Any], _location: Location) -> str:
    return f"must be no longer than {context['max_length']} characters"


def _say_no_text(_detail: ErrorDetails, _context: Mapping[str, Any], _location: Location) -> str:
    return "must not be empty"


def _say_as_is(detail: ErrorDetails, _context: Mapping[str, Any], _location: Location) -> str:
    return detail["msg"]


_SAYINGS: dict[str, Callable[[ErrorDetails, Mapping[str, Any], Location], str]] = {
    "too_long": _say_length,
    "missing": _say_length,
    "string_too_long": _say_long_text,
    "string_too_short": _say_no_text,
}


def _shown(value: object) -> str:
    """Show a value of the wrong type: in JSON's words, and only the kind of what is long."""
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, list | tuple):
        return "an array"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return quoted(value)


def _model_at(location: Location, model: type[BaseModel]) -> type[BaseModel]:
    """Find which model describes the object at a place."""
    parts = iter(location)
    for part in parts:
        if isinstance(part, int) or part not in model.model_fields:
            continue  # an index, or the key of a map such as blocking
        annotation = model.model_fields[part].annotation
        model = next(_models_in(annotation), model)
    return model


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and not typing.get_args(annotation):
        if issubclass(annotation, BaseModel):
            yield annotation
        return
    for argument in typing.get_args(annotation):
        yield from _models_in(argument)

"""A document as the text of a scene file, and back: everything about the file but the disk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from zeroshot.errors import NewerVersionError, Problem, SceneFileError, nearest_name
from zeroshot.scene.document import FORMAT, VERSION, Document, Partial
from zeroshot.scene.json_text import format_json, parse_json
from zeroshot.scene.references import find_reference_problems
from zeroshot.scene.translation import limited, problems_from_validation
from zeroshot.scene.upgrades import STEPS, Step, upgrade
from zeroshot.scene.values import quoted

_FIRST = ("id", "name", "kind", "model", "color", "body")
_VERBATIM = "extra"


def document_from_text(text: str) -> Document:
    """Read a document from the text of a scene file. Raises SceneFileError with all of its problems."""
    return document_from_data(parse_json(text))


def document_from_data(data: Any, *, newest: int = VERSION, steps: Mapping[int, Step] = STEPS) -> Document:
    """Read a document from JSON data of any version. Raises SceneFileError with all of its problems."""
    _check_header(data, newest)
    data = upgrade(dict(data), newest=newest, steps=steps)
    if newest != VERSION:
        data["version"] = VERSION
    try:
        return Document.model_validate(data)
    except ValidationError as error:
        problems = dict.fromkeys((*problems_from_validation(error), *find_reference_problems(data)))
        raise SceneFileError(limited(tuple(problems))) from None


def _check_header(data: Any, newest: int) -> None:
    if not isinstance(data, dict):
        raise SceneFileError("a scene file must hold one object { … }")
    if "format" not in data:
        near = nearest_name("format", data)
        instead = f" (there is a {quoted(near)})" if near else ""
        raise SceneFileError(f'this is no scene file: "format": "{FORMAT}" is missing{instead}')
    if data["format"] != FORMAT:
        raise SceneFileError([Problem("/format", f'must be "{FORMAT}" (is {quoted(data["format"])})')])
    version = data.get("version")
    if "version" not in data:
        raise SceneFileError([Problem("", f'"version" is missing: this zeroshot writes {newest}')])
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise SceneFileError([Problem("/version", f"must be a whole number from 1 (is {quoted(version)})")])
    if version > newest:
        versions = f"it has version {version}, this one reads up to {newest}"
        said = f"a newer zeroshot wrote this scene ({versions}): update zeroshot to open it"
        raise NewerVersionError([Problem("/version", said)])


def text_from_document(document: Document) -> str:
    """Print a document as the text of a scene file.

    Everything is written out but nulls and empty ``extra``; an override holds only what it overrides.
    """
    return format_json(plain_data(document))


def _plain_model(model: BaseModel) -> dict[str, Any]:
    names = list(type(model).model_fields)
    # Who it is comes before where it is; pydantic puts the fields of the base class first.
    first = [name for name in _FIRST if name in names]
    rest = [name for name in names if name not in first and name != _VERBATIM]
    result = {name: plain_data(getattr(model, name)) for name in first + rest if _is_written(model, name)}
    extra = getattr(model, _VERBATIM)
    return {**result, _VERBATIM: extra} if extra else result


def _is_written(model: BaseModel, name: str) -> bool:
    return name in model.given if isinstance(model, Partial) else getattr(model, name) is not None


def plain_data(value: Any) -> Any:
    """Return models, maps and tuples as JSON data, in the order in which they are written."""
    if isinstance(value, BaseModel):
        return _plain_model(value)
    if isinstance(value, dict):
        return {key: plain_data(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_trimmed(item) if isinstance(item, float) else plain_data(item) for item in value]
    return value


def _trimmed(number: float) -> float | int:
    """Write 0 for 0.0 inside a vector, where the digits line up better without."""
    return int(number) if number.is_integer() and abs(number) < 1e15 else number

"""What is known of a model: its facts file, a ``.json`` beside the mesh."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from zeroshot.errors import AssetError, did_you_mean
from zeroshot.scene.document import Axes

FORMAT = "zeroshot.model"
VERSION = 1

Length = Annotated[float, Field(allow_inf_nan=False, ge=-10_000.0, le=10_000.0)]
Positive = Annotated[float, Field(allow_inf_nan=False, gt=0.0, le=1e6)]
Vector = tuple[Length, Length, Length]
PointName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")]


class _Facts(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class NamedPoint(_Facts):
    """A place on a model that a scene may name, as ``lab/handrail-12``; in the model's frame.

    direction: the long axis. normal: away from the wall, or the way a luminaire shines. length_m: of a
    handrail. size_m: of a luminaire, along direction and across it. group: lamps that dim together.
    """

    kind: Annotated[str, Field(min_length=1, max_length=40)]
    position_m: Vector
    direction: Vector | None = None
    normal: Vector | None = None
    length_m: Positive | None = None
    size_m: tuple[Positive, Positive] | None = None
    lumens: Annotated[float, Field(allow_inf_nan=False, ge=0.0, le=1e6)] | None = None
    kelvin: Annotated[float, Field(allow_inf_nan=False, ge=1000.0, le=20_000.0)] | None = None
    group: str = ""
    label: str = ""


class Original(_Facts):
    """The file that a model was taken in from. metres_per_unit: of its numbers, as it was understood."""

    file: Annotated[str, Field(min_length=1, max_length=1000)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    metres_per_unit: Positive


class ModelFacts(_Facts):
    """The facts of one model.

    metres_per_unit and axes turn the mesh file into forward, right, down and metres. bounds_m, dimensions_m
    and points are in that frame. accuracy: measured on the real thing or its own drawings, published
    dimensions, or approximate; empty when nobody has said.
    volume_m3: pressurised, as published. cabin_m3: the room that the model's surfaces enclose, as counted.
    options: the values that an option can have (a hatch: open, closed), the first being the usual one.
    """

    format: Literal["zeroshot.model"] = "zeroshot.model"
    version: Literal[1] = 1
    name: Annotated[str, Field(min_length=1, max_length=200)]
    title: str = ""
    kind: Literal["module", "prop"] = "module"
    mesh: Annotated[str, Field(min_length=1, max_length=1000)]
    metres_per_unit: Annotated[float, Field(allow_inf_nan=False, ge=1e-6, le=1e6)] = 1.0
    axes: Axes
    accuracy: Literal["measured", "published", "approximate", ""] = ""
    sources: tuple[str, ...] = ()
    licence: str = ""
    credit: str = ""
    original: Original | None = None
    dimensions_m: dict[str, Positive] = {}
    bounds_m: tuple[Vector, Vector] | None = None
    triangles: Annotated[int, Field(ge=0)] | None = None
    volume_m3: Annotated[float, Field(allow_inf_nan=False, ge=0.0)] | None = None
    cabin_m3: Annotated[float, Field(allow_inf_nan=False, ge=0.0)] | None = None
    options: dict[PointName, Annotated[tuple[PointName, ...], Field(min_length=2)]] = {}
    points: dict[PointName, NamedPoint] = {}


def read_facts(path: Path) -> ModelFacts:
    """Read a facts file; one that has not changed since is not read again.

    Raises AssetError that names every problem and its place.
    """
    try:
        state = path.stat()
    except OSError:
        return _read_facts(path)
    return _read_unchanged(path, state.st_mtime_ns, state.st_size, state.st_ino)


@lru_cache(maxsize=256)
def _read_unchanged(path: Path, _modified_ns: int, _size: int, _inode: int) -> ModelFacts:
    return _read_facts(path)


def _read_facts(path: Path) -> ModelFacts:
    try:
        text = path.read_bytes()
    except OSError as error:
        raise AssetError(
            f'the facts file "{path.name}" cannot be read ({error.strerror}): check that it is there and '
            f"that you may open it ({path})"
        ) from None
    try:
        return ModelFacts.model_validate_json(text)
    except ValidationError as error:
        problems = "; ".join(_sentence(detail) for detail in error.errors(include_url=False)[:8])
        raise AssetError(f'the facts file "{path.name}" cannot be used: {problems} ({path})') from None


def _sentence(detail: Any) -> str:
    place = "/".join(str(step) for step in detail["loc"] if step != "[key]")
    kind, message = detail["type"], str(detail["msg"])
    if kind == "json_invalid":
        return message[:1].lower() + message[1:]
    if kind == "extra_forbidden":
        known = _known_names(detail["loc"])
        return f"/{place}: is not known here{did_you_mean(str(detail['loc'][-1]), known)}"
    if kind == "missing":
        return f"/{place}: is missing"
    if place == "version":
        return f"/version: must be {VERSION}; a newer zeroshot may read this file"
    return f"/{place}: {message[:1].lower()}{message[1:]}"


def _known_names(loc: tuple[int | str, ...]) -> list[str]:
    if loc[0] == "points" and len(loc) == 3:
        return list(NamedPoint.model_fields)
    if loc[0] == "axes":
        return list(Axes.model_fields)
    return list(ModelFacts.model_fields)

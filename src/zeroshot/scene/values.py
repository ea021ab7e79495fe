"""The kinds of value a scene is made of: numbers with ranges, vectors, attitudes, ids, colours, own data.

Every number refuses NaN and infinity. Numbers are strict: ``"35"`` and ``true`` are not numbers.
"""

from __future__ import annotations

import math
import re
import types
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, NoReturn, TypeVar, get_args

from pydantic import AfterValidator, BeforeValidator, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

MAX_EXTRA_DEPTH = 32
"""How deep own data under "extra" may nest: deeper is a broken program, and recursion must end somewhere."""

UNIT_TOLERANCE = 1e-3
"""How far a stored quaternion's length may be from 1 before it is scaled: hand-typed ones have 3 digits."""

ID_PATTERN = r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}"
POINT_PATTERN = r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}"

K = TypeVar("K")
V = TypeVar("V")


def refuse(message: str) -> PydanticCustomError:
    """Build a validation error whose text reaches the filmmaker as it stands."""
    # The template language of pydantic gives braces a meaning, and what was typed may hold braces.
    return PydanticCustomError("zeroshot", "{text}", {"text": message})


class FrozenDict(dict[K, V]):
    """A dict that cannot be changed, so that a document cannot be either; else it behaves as a dict."""

    __slots__ = ()

    def _refuse(self, *_args: object, **_kwargs: object) -> NoReturn:
        raise TypeError("a document cannot be changed in place: apply an edit")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[type[FrozenDict[K, V]], tuple[dict[K, V]]]:
        return (FrozenDict, (dict(self),))

    def __hash__(self) -> int:  # type: ignore[override]  # dict has none because it can change; this one cannot
        return hash(frozenset(self.items()))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        plain = handler.generate_schema(types.GenericAlias(dict, get_args(source) or (str, Any)))
        return core_schema.no_info_after_validator_function(cls, plain)


def _plus_zero(value: float) -> float:
    return value + 0.0  # -0.0 becomes 0.0: two spellings of one number make noise in a diff


PLUS_ZERO = AfterValidator(_plus_zero)

Coordinate = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=-10_000.0, le=10_000.0), PLUS_ZERO]
Component = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=-1e6, le=1e6), PLUS_ZERO]
JointAngle = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=-360.0, le=360.0), PLUS_ZERO]
ShiftShare = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=-2.0, le=2.0), PLUS_ZERO]
Scale = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=1e-4, le=1e4)]
Millimetres = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=1.0, le=200.0)]
FocalLength = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=1.0, le=3000.0)]
Squeeze = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=1.0, le=2.5)]
FStop = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0.5, le=64.0)]
FocusDistance = Annotated[float, Field(strict=True, allow_inf_nan=False, gt=0.0, le=10_000.0)]
CircleOfConfusion = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=1e-4, le=1.0)]
Aspect = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0.1, le=10.0)]
Stature = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=1.40, le=2.10)]
Build = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=-1.0, le=1.0), PLUS_ZERO]
Seed = Annotated[int, Field(strict=True, ge=0, le=2_147_483_647)]
Switch = Annotated[bool, Field(strict=True)]
Lumens = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0.0, le=1e6), PLUS_ZERO]
Kelvin = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=1000.0, le=20_000.0)]
LightLevel = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0.0, le=1.0), PLUS_ZERO]
Iso = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=1.0, le=1e6)]
ShutterAngle = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=1.0, le=360.0)]
FrameRate = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=1.0, le=10_000.0)]
NdStops = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0.0, le=20.0), PLUS_ZERO]
OrbitMinute = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0.0, le=92.0), PLUS_ZERO]
BetaAngle = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=-75.0, le=75.0), PLUS_ZERO]
PanelSide = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0.001, le=20.0)]
Duration = Annotated[float, Field(strict=True, allow_inf_nan=False, gt=0.0, le=86_400.0)]
PlaneTolerance = Annotated[float, Field(strict=True, allow_inf_nan=False, gt=0.0, le=90.0)]
TargetPlanes = Annotated[int, Field(strict=True, ge=1, le=12)]
CueWeight = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0.0, le=10.0), PLUS_ZERO]
CueKind = Literal["picture", "people", "lamps", "deck", "labels", "things", "earth"]
"""What an audience goes by for down; `zeroshot.framing.planes.perceived_down` says what each is."""

Name = Annotated[str, Field(max_length=200)]
ShapeName = Annotated[str, Field(min_length=1, max_length=200)]
"""A name of a table of people's: a cut, a face, a hand, a garment."""
NameTag = Annotated[str, Field(min_length=1, max_length=24)]
Notes = Annotated[str, Field(max_length=100_000)]
AssemblyName = Literal["station", "usos", "russian-segment"]
"""The keys of assemblies.ASSEMBLIES."""
ModelName = Annotated[str, Field(min_length=1, max_length=1000)]


def _unit_quaternion(q: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Keep a quaternion that is unit to within 1e-3 as typed, scale any other; w (then x, y, z) positive.

    Done twice it changes nothing more, so what was read is written and read again unchanged.
    """
    length = math.hypot(*q)
    if length == 0.0:
        raise refuse("must not be all zeros: an attitude that turns nothing is [0, 0, 0, 1]")
    x, y, z, w = q
    if abs(length - 1.0) > UNIT_TOLERANCE:
        largest = max(map(abs, q))  # first, so that the squares of tiny numbers do not vanish
        x, y, z, w = (component / largest for component in q)
        length = math.hypot(x, y, z, w)
        x, y, z, w = (component / length for component in (x, y, z, w))
    first = next(component for component in (w, x, y, z) if component != 0.0)
    return (x, y, z, w) if first > 0.0 else (-x + 0.0, -y + 0.0, -z + 0.0, -w + 0.0)


Position = tuple[Coordinate, Coordinate, Coordinate]
"""Three metres: forward, right (starboard), down (deck)."""
Orientation = Annotated[tuple[Component, Component, Component, Component], AfterValidator(_unit_quaternion)]
"""A unit quaternion x, y, z, w; see `zeroshot.spatial`."""
JointAngles = tuple[JointAngle, JointAngle, JointAngle]
"""Degrees about forward, about right, about down, composed Rz·Ry·Rx in the joint's rest frame."""
Shift = tuple[ShiftShare, ShiftShare]


def _check_id(value: str) -> str:
    if not re.fullmatch(ID_PATTERN, value):
        allowed = 'letters, digits, "-" or "_" and start with a letter or digit'
        raise refuse(f"must be 1 to 64 {allowed} (is {quoted(value)})")
    return value


def _check_color(value: str) -> str:
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", value):
        raise refuse(f'must be a colour like "#c8553d" (is {quoted(value)})')
    return value.lower()


def _check_tone(value: str) -> str:
    return _check_color(value) if value.startswith("#") else value


def _check_clothes(value: tuple[str, ...]) -> tuple[str, ...]:
    if not value:
        raise refuse("must name at least one garment: leave it out for the usual clothes")
    return value


def _check_reference(value: str) -> str:
    if not re.fullmatch(f"{ID_PATTERN}(/{POINT_PATTERN})?", value):
        raise refuse(f'must be an id, or an id and a point like "lab/handrail-12" (is {quoted(value)})')
    return value


def _check_point_reference(value: str) -> str:
    if not re.fullmatch(f"{ID_PATTERN}/{POINT_PATTERN}", value):
        raise refuse(f'must be an id and a point like "lab/handrail-12" (is {quoted(value)})')
    return value


def quoted(value: object) -> str:
    """Show a value as JSON would, on one line and shortened, so that an error stays one sentence."""
    text = f'"{printable(value)}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 44 else f"{text[:40]}…{text[-1]}"


def printable(text: str) -> str:
    """Write what has no shape on a screen (line ends, tabs, half characters) as escapes."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


Id = Annotated[str, AfterValidator(_check_id), Field(json_schema_extra={"pattern": f"^{ID_PATTERN}$"})]
Color = Annotated[
    str, AfterValidator(_check_color), Field(json_schema_extra={"pattern": "^#[0-9A-Fa-f]{6}$"})
]
Tone = Annotated[str, AfterValidator(_check_tone), Field(min_length=1, max_length=200)]
"""The name of a tone, or "#rrggbb"."""
Clothes = Annotated[
    tuple[ShapeName, ...], AfterValidator(_check_clothes), Field(json_schema_extra={"minItems": 1})
]
Reference = Annotated[
    str,
    AfterValidator(_check_reference),
    Field(json_schema_extra={"pattern": f"^{ID_PATTERN}(/{POINT_PATTERN})?$"}),
]
PointReference = Annotated[
    str,
    AfterValidator(_check_point_reference),
    Field(json_schema_extra={"pattern": f"^{ID_PATTERN}/{POINT_PATTERN}$"}),
]


def split_reference(reference: str) -> tuple[str, str | None]:
    """Split ``"lab/handrail-12"`` into the owner's id and the point's name, None where there is no point."""
    owner_id, _, point = reference.partition("/")
    return owner_id, point or None


def frozen_json(value: Any, depth: int = 0) -> Any:
    """Return JSON data with dicts frozen and lists as tuples. Raises for anything that JSON cannot hold."""
    if depth > MAX_EXTRA_DEPTH:
        raise refuse(f"own data nests deeper than {MAX_EXTRA_DEPTH} levels")
    if isinstance(value, Mapping):
        return FrozenDict(_frozen_items(value, depth))
    if isinstance(value, list | tuple):
        return tuple(frozen_json(item, depth + 1) for item in value)
    if isinstance(value, float) and not math.isfinite(value):
        raise refuse("own data must hold finite numbers only")
    if isinstance(value, int) and value.bit_length() > 1024:
        raise refuse("own data must hold numbers of no more than 300 digits")
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return _text(value)
    raise refuse(f"own data must be what JSON can hold (is a {type(value).__name__})")


def _frozen_items(value: Mapping[Any, Any], depth: int) -> Iterator[tuple[str, Any]]:
    for key, item in value.items():
        if not isinstance(key, str):
            raise refuse("own data must have names as keys")
        yield _text(key), frozen_json(item, depth + 1)


def _text(value: str) -> str:
    if not value.isprintable() and any("\ud800" <= letter <= "\udfff" for letter in value):
        raise refuse("own data must hold whole characters (half of a surrogate pair was given)")
    return value


def _frozen_extra(value: Any) -> Any:
    return frozen_json(value) if isinstance(value, Mapping) else value


Extra = Annotated[FrozenDict[str, Any], BeforeValidator(_frozen_extra)]
"""Data of other programs, kept as it is and never read."""

"""A recipe of the user's own: a page of numbers in TOML that becomes a module of racks."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from zeroshot.errors import AssetError, did_you_mean
from zeroshot.modelling.kit import palette
from zeroshot.modelling.kit.sculpture import Color, color
from zeroshot.modelling.parts.cones import ConeEnd
from zeroshot.modelling.parts.ends import End
from zeroshot.modelling.parts.rack_kinds import KINDS
from zeroshot.modelling.parts.rack_module import RackModule, walls_of
from zeroshot.modelling.parts.rack_section import PITCH_M
from zeroshot.spatial import STATION_DIRECTIONS

MOST_BAYS = 12
"""More bays make a mesh that no laptop likes; two modules in a row do the same in a scene."""

SLACK_M = 0.03
"""How much shorter than its bays a section may be: published lengths are rounded."""

LAMP_FROM_END_M = 0.30
"""Half a lamp and its fittings."""

Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
Direction = Literal["forward", "aft", "port", "starboard", "deck", "overhead"]
Hue = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]


class _Page(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class OwnEnd(_Page):
    """One end. length_m: of the tunnel to its hatch, or of the cone; window_m: in the middle of a cone."""

    kind: Literal["hatch", "cone"]
    length_m: Annotated[float, Field(allow_inf_nan=False, ge=0.2, le=3.0)]
    leads_to: Annotated[str, Field(max_length=24)] = ""
    dressed: Literal["bags", "panels", "plain"] = "panels"
    window_m: Annotated[float, Field(allow_inf_nan=False, ge=0.0, le=0.9)] = 0.0
    colour: Hue | None = None


class OwnRail(_Page):
    """A rail along the module on a rack front. across_m: from the rack's middle, along the rack."""

    wall: Direction
    bay: Annotated[int, Field(ge=1, le=MOST_BAYS)]
    across_m: Annotated[float, Field(allow_inf_nan=False, ge=-0.85, le=0.85)]
    length_m: Annotated[float, Field(allow_inf_nan=False, ge=0.2, le=1.06)] = 0.762


class OwnRecipe(_Page):
    """The page of numbers. axis: where bay 1 lies; floor: the wall with the air returns.

    ends: the one at bay 1 first. lamps_m: distances of lamps from that end, left row and right row; one over
    every bay when left out.
    """

    title: Annotated[str, Field(min_length=1, max_length=200)]
    name: Name
    prefix: Annotated[str, Field(pattern=r"^[A-Z0-9]{2,8}$")]
    axis: Direction = "forward"
    floor: Direction = "deck"
    section_length_m: Annotated[float, Field(allow_inf_nan=False, ge=1.0, le=20.0)]
    bays: Annotated[int, Field(ge=1, le=MOST_BAYS)]
    racks: dict[Direction, tuple[str, ...]]
    ends: Annotated[tuple[OwnEnd, ...], Field(min_length=2, max_length=2)]
    lamps_m: Annotated[tuple[tuple[float, ...], ...], Field(min_length=2, max_length=2)] | None = None
    rails: tuple[OwnRail, ...] = ()
    walls_colour: Hue = "#ffffff"
    band_colour: Hue | None = None
    accuracy: Literal["measured", "published", "approximate"] = "approximate"
    sources: tuple[str, ...] = ("A recipe of our own",)
    volume_m3: Annotated[float, Field(allow_inf_nan=False, gt=0.0, le=10_000.0)] | None = None


def read_recipe(path: Path) -> RackModule:
    """Read a recipe. Raises AssetError that names every problem and its place."""
    try:
        page: Any = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise AssetError(f"the recipe cannot be read ({error.strerror}): check its name ({path})") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise AssetError(f"the recipe is not TOML: {error} ({path})") from None
    try:
        recipe = OwnRecipe.model_validate(page)
    except ValidationError as error:
        problems = [_sentence(detail) for detail in error.errors(include_url=False)[:8]]
    else:
        problems = list(_contradictions(recipe))
        if not problems:
            return module_of(recipe)
    raise AssetError(f"the recipe cannot be built: {'; '.join(problems)} ({path})")


def module_of(recipe: OwnRecipe) -> RackModule:
    """Turn a page into the numbers of a module."""
    return RackModule(
        name=recipe.name,
        title=recipe.title,
        prefix=recipe.prefix,
        accuracy=recipe.accuracy,
        sources=recipe.sources,
        section_m=recipe.section_length_m,
        racks=_by_wall(recipe),
        lamps_m=_lamps(recipe),
        ends=(_end("forward", recipe.ends[0]), _end("aft", recipe.ends[1])),
        ahead=recipe.axis,
        floor=recipe.floor,
        volume_m3=recipe.volume_m3,
        wash=color(recipe.walls_colour),
        band=_hue(recipe.band_colour, palette.BAND_BLUE),
        front_rails=tuple((rail.wall, rail.bay, rail.across_m, rail.length_m) for rail in recipe.rails),
    )


def _by_wall(recipe: OwnRecipe) -> dict[str, tuple[str, ...]]:
    return {str(wall): kinds for wall, kinds in recipe.racks.items()}


def _hue(text: str | None, otherwise: Color) -> Color:
    return otherwise if text is None else color(text)


def _end(name: str, end: OwnEnd) -> End | ConeEnd:
    if end.kind == "hatch":
        leads_to = end.leads_to or "HATCH"
        return End(name, end.length_m, leads_to, _hue(end.colour, palette.SURROUND_BLUE))
    return ConeEnd(name, end.length_m, end.dressed, end.window_m, _hue(end.colour, palette.WHITE))


def _lamps(recipe: OwnRecipe) -> tuple[tuple[float, ...], tuple[float, ...]]:
    if recipe.lamps_m is not None:
        return recipe.lamps_m[0], recipe.lamps_m[1]
    start = (recipe.section_length_m - recipe.bays * PITCH_M) / 2
    row = tuple(round(start + (bay + 0.5) * PITCH_M, 3) for bay in range(recipe.bays))
    return row, row


def _contradictions(recipe: OwnRecipe) -> list[str]:
    """Return what cannot be although every number alone could."""
    if recipe.floor not in walls_of(recipe.axis):
        return [f'floor: "{recipe.floor}" lies along the axis "{recipe.axis}"; name one of the four walls']
    found = []
    least = recipe.bays * PITCH_M
    if recipe.section_length_m < least - SLACK_M:
        found.append(
            f"section_length_m: {recipe.bays} bays of {PITCH_M:g} m need {least:.2f} m, not "
            f"{recipe.section_length_m:g}; take fewer bays or a longer section"
        )
    if recipe.section_length_m > least + 2 * PITCH_M:
        found.append(
            f"section_length_m: {recipe.section_length_m:g} m leaves more than a bay bare at each end of "
            f"{recipe.bays} bays; take {int(recipe.section_length_m / PITCH_M)} bays"
        )
    return found + _rack_problems(recipe) + _end_problems(recipe) + _lamp_problems(recipe)


def _rack_problems(recipe: OwnRecipe) -> list[str]:
    walls = walls_of(recipe.axis)
    found = []
    racks = _by_wall(recipe)
    for wall in walls:
        kinds = racks.get(wall)
        if kinds is None:
            found.append(f"racks: the {wall} wall is missing; the walls are {', '.join(walls)}")
            continue
        if len(kinds) != recipe.bays:
            found.append(f"racks/{wall}: names {len(kinds)} racks for {recipe.bays} bays")
        found += [
            f'racks/{wall}/{bay}: no kind of rack is called "{kind}"{did_you_mean(kind, KINDS)}'
            for bay, kind in enumerate(kinds, start=1)
            if kind not in KINDS
        ]
        if kinds.count("window") > 1:
            found.append(f"racks/{wall}: one window to a wall; this names {kinds.count('window')}")
    found += [
        f"racks/{wall}: a module along {recipe.axis} has no {wall} wall; its walls are {', '.join(walls)}"
        for wall in recipe.racks
        if wall not in walls
    ]
    found += [
        f"rails: a rail on the {rail.wall} wall, bay {rail.bay}: there is no such bay"
        for rail in recipe.rails
        if rail.wall not in walls or rail.bay > recipe.bays
    ]
    return found


def _end_problems(recipe: OwnRecipe) -> list[str]:
    found = []
    for number, end in enumerate(recipe.ends):
        if end.kind == "hatch" and end.length_m < 0.75:
            found.append(f"ends/{number}/length_m: a tunnel to a hatch needs 0.75 m, not {end.length_m:g}")
        if end.kind == "hatch" and end.window_m:
            found.append(f"ends/{number}/window_m: only a cone has a window of its own; leave it out")
    return found


def _lamp_problems(recipe: OwnRecipe) -> list[str]:
    stop = recipe.section_length_m - LAMP_FROM_END_M
    return [
        f"lamps_m/{row}: a lamp {at:g} m from the end must lie between {LAMP_FROM_END_M:g} and {stop:.2f} m"
        for row, lamps in enumerate(recipe.lamps_m or ())
        for at in lamps
        if not LAMP_FROM_END_M <= at <= stop
    ]


def _sentence(detail: Any) -> str:
    """Say one of pydantic's problems as a sentence with its place."""
    place = "/".join(str(step) for step in detail["loc"] if step != "[key]")
    kind, message = detail["type"], str(detail["msg"])
    if kind == "extra_forbidden":
        pages: dict[str, type[BaseModel]] = {"ends": OwnEnd, "rails": OwnRail}
        known = pages.get(str(detail["loc"][0]), OwnRecipe).model_fields
        return f"{place}: is not known here{did_you_mean(str(detail['loc'][-1]), known)}"
    if kind == "missing":
        return f"{place}: is missing"
    given = detail.get("input")
    shown = f", not {given!r}" if isinstance(given, (str, int, float)) else ""
    if kind == "literal_error" and isinstance(given, str):
        return f"{place}: {message[:1].lower()}{message[1:]}{shown}{did_you_mean(given, STATION_DIRECTIONS)}"
    return f"{place}: {message[:1].lower()}{message[1:]}{shown}"

"""Sets of prime lenses, aspect ratios and anamorphic squeezes. The data and its sources: ``lenses.json``."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from zeroshot.errors import AssetError, did_you_mean
from zeroshot.library.cameras import Grade, SensorMode

Coverage = Literal["Super 35", "full frame", "large format"]

IMAGE_CIRCLE_MM: dict[Coverage, float] = {"Super 35": 31.1, "full frame": 43.3, "large format": 44.8}
"""Diagonals that lenses made for a format are sure to cover; many cover more.

Super 35 and full frame: the diagonals of 24.89 × 18.66 and 36 × 24 mm. Large format: ALEXA LF open gate,
36.70 × 25.54 mm.
"""


@dataclass(frozen=True)
class AspectRatio:
    """Width over height of the picture as it is shown, and what it is called."""

    value: float
    title: str


ASPECT_RATIOS: tuple[AspectRatio, ...] = (
    AspectRatio(1.33, "4:3"),
    AspectRatio(1.37, "Academy"),
    AspectRatio(1.43, "IMAX 15/70"),
    AspectRatio(1.66, "European flat"),
    AspectRatio(1.78, "16:9"),
    AspectRatio(1.85, "American flat"),
    AspectRatio(1.9, "IMAX digital"),
    AspectRatio(2.0, "Univisium"),
    AspectRatio(2.2, "65 mm 5-perf"),
    AspectRatio(2.35, "scope before 1970"),
    AspectRatio(2.39, "scope"),
    AspectRatio(2.76, "Ultra Panavision"),
)

SQUEEZES: tuple[float, ...] = (1.0, 1.25, 1.3, 1.33, 1.5, 1.6, 1.65, 1.8, 2.0)
"""How much anamorphic lenses narrow the picture on the sensor; 1.0 is a spherical lens."""


@dataclass(frozen=True)
class PrimeSet:
    """Lenses that are rented together.

    focal_lengths_mm: of the primes, rising. zooms_mm: shortest and longest of each zoom that goes with them.
    t_stops: widest opening of the fastest and of the slowest lens, None where no source gives it. A T-stop
    tells the light; depth of field needs the f-number, which is a little smaller and rarely published.
    """

    name: str
    coverage: Coverage
    squeeze: float
    t_stops: tuple[float, float] | None
    focal_lengths_mm: tuple[float, ...]
    zooms_mm: tuple[tuple[float, float], ...]
    grade: Grade
    source: str

    def nearest_prime_mm(self, focal_length_mm: float) -> float:
        """Return the carried prime closest to a focal length, by ratio: 20 lies nearer to 21 than to 18.

        Half way between two, the shorter. Raises AssetError unless the focal length is a number above 0.
        """
        if not (math.isfinite(focal_length_mm) and focal_length_mm > 0.0):
            raise AssetError(f"a focal length must be above 0 mm, not {focal_length_mm}")
        return min(self.focal_lengths_mm, key=lambda carried: abs(math.log(carried / focal_length_mm)))

    def covers(self, sensor: SensorMode) -> bool:
        """Tell whether the set is sure to fill a sensor's corners (half a millimetre is given)."""
        return sensor.diagonal_mm <= IMAGE_CIRCLE_MM[self.coverage] + 0.5


def list_prime_sets() -> tuple[PrimeSet, ...]:
    """Return every set, as the catalogue has them."""
    return _catalogue()


def find_prime_set(name: str) -> PrimeSet:
    """Find a set by its name, or a part of it that only one has, in any case.

    Raises AssetError for an unknown name, with the nearest one.
    """
    typed = " ".join(name.split()).casefold()
    for lenses in _catalogue():
        if lenses.name.casefold() == typed:
            return lenses
    partly = [lenses for lenses in _catalogue() if typed and typed in lenses.name.casefold()]
    if len(partly) == 1:
        return partly[0]
    known = [lenses.name for lenses in _catalogue()]
    hint = did_you_mean(name, known) or f": there are {', '.join(known)}"
    raise AssetError(f'there is no lens set "{name}" in the catalogue{hint}')


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


_FocalLength = Annotated[float, Field(ge=1.0, le=3000.0)]
_TStop = Annotated[float, Field(ge=0.5, le=64.0)]


class _SetData(_Data):
    name: str
    coverage: Coverage
    squeeze: Annotated[float, Field(ge=1.0, le=2.5)] = 1.0
    t_stops: tuple[_TStop, _TStop] | None = None
    grade: Grade
    source: str
    focal_lengths_mm: Annotated[tuple[_FocalLength, ...], Field(min_length=1)]
    zooms_mm: tuple[tuple[_FocalLength, _FocalLength], ...] = ()


class _CatalogueData(_Data):
    format: Literal["zeroshot.lenses"]
    version: Literal[1]
    sources: dict[str, str]
    sets: tuple[_SetData, ...]


@functools.cache
def _catalogue() -> tuple[PrimeSet, ...]:
    data = _CatalogueData.model_validate_json(Path(__file__).with_name("lenses.json").read_bytes())
    return tuple(_built(data.sets, data.sources))


def _built(sets: Iterable[_SetData], sources: dict[str, str]) -> Iterable[PrimeSet]:
    for item in sets:
        yield PrimeSet(
            item.name,
            item.coverage,
            item.squeeze,
            item.t_stops,
            item.focal_lengths_mm,
            item.zooms_mm,
            item.grade,
            sources[item.source],
        )

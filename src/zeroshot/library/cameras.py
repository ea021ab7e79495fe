"""Cameras, and the size of the picture they record in each mode. The data, with sources: ``cameras.json``."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from zeroshot.errors import AssetError, did_you_mean
from zeroshot.scene.document import Sensor

CONFUSION_PER_DIAGONAL = 1.0 / 1500.0
"""Circle of confusion as a share of the diagonal. Source: ASC Manual, as cited by toolsforfilm.com."""

Grade = Literal["A", "B", "C", "D"]
_Millimetres = Annotated[float, Field(gt=0.0, le=200.0)]
_Pixels = Annotated[int, Field(ge=1, le=100_000)]


@dataclass(frozen=True)
class SensorMode:
    """What a camera records in one mode: the part of the sensor or film that becomes the picture.

    width_px and height_px: None for film, and where no source gives them. grade: A read in a table and
    consistent in itself, B one table, C recalled, D a guess from the sensor's type. source: where it is from.
    flew: when the camera was in space, "" if it is not known to have been.
    """

    make: str
    model: str
    mode: str
    width_mm: float
    height_mm: float
    width_px: int | None
    height_px: int | None
    grade: Grade
    source: str
    flew: str

    @property
    def camera(self) -> str:
        """Return make and model."""
        return f"{self.make} {self.model}"

    @property
    def name(self) -> str:
        """Return the name by which a scene calls it: make, model and mode."""
        return f"{self.make} {self.model} {self.mode}"

    @property
    def aspect(self) -> float:
        """Return width over height, before any squeeze is taken out."""
        return self.width_mm / self.height_mm

    @property
    def diagonal_mm(self) -> float:
        """Return the diagonal that a lens must cover."""
        return math.hypot(self.width_mm, self.height_mm)

    @property
    def circle_of_confusion_mm(self) -> float:
        """Return the largest blur that still counts as sharp: diagonal / 1500."""
        return self.diagonal_mm * CONFUSION_PER_DIAGONAL

    def to_sensor(self) -> Sensor:
        """Return it as a scene's camera holds it."""
        return Sensor(name=self.name, width_mm=self.width_mm, height_mm=self.height_mm)


def list_sensors() -> tuple[SensorMode, ...]:
    """Return every mode of every camera, by make, then as the catalogue has them."""
    return _catalogue()


def list_cameras() -> tuple[str, ...]:
    """Return the cameras' names, make and model, each once."""
    return tuple(dict.fromkeys(sensor.camera for sensor in _catalogue()))


def modes_of(camera: str) -> tuple[SensorMode, ...]:
    """Return the modes of a camera: make and model, in any case. Raises AssetError for an unknown one."""
    found = tuple(sensor for sensor in _catalogue() if _same(sensor.camera, camera))
    if not found:
        raise AssetError(f'there is no camera "{camera}" in the catalogue{_nearest(camera, list_cameras())}')
    return found


def find_sensor(name: str) -> SensorMode:
    """Find a mode by its name, in any case; a camera alone gives its first mode, the largest as a rule.

    Raises AssetError for a name that is not there, with the nearest one.
    """
    for sensor in _catalogue():
        if _same(sensor.name, name) or _same(sensor.camera, name):
            return sensor
    known = [sensor.name for sensor in _catalogue()]
    raise AssetError(f'there is no camera mode "{name}" in the catalogue{_nearest(name, known)}')


def _same(known: str, typed: str) -> bool:
    return known.casefold() == " ".join(typed.split()).casefold()


def _nearest(typed: str, known: Iterable[str]) -> str:
    spelled = {name.casefold(): name for name in known}
    hint = did_you_mean(" ".join(typed.split()).casefold(), spelled)
    for folded, name in spelled.items():
        hint = hint.replace(f'"{folded}"', f'"{name}"')
    return hint or ": give the size of its sensor in millimetres instead"


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class _ModeData(_Data):
    mode: str
    width_mm: _Millimetres
    height_mm: _Millimetres
    width_px: _Pixels | None = None
    height_px: _Pixels | None = None
    grade: Grade
    source: str


class _CameraData(_Data):
    make: str
    model: str
    flew: str = ""
    modes: tuple[_ModeData, ...]


class _CatalogueData(_Data):
    format: Literal["zeroshot.cameras"]
    version: Literal[1]
    sources: dict[str, str]
    cameras: tuple[_CameraData, ...]


@functools.cache
def _catalogue() -> tuple[SensorMode, ...]:
    data = _CatalogueData.model_validate_json(Path(__file__).with_name("cameras.json").read_bytes())
    return tuple(
        SensorMode(
            camera.make,
            camera.model,
            mode.mode,
            mode.width_mm,
            mode.height_mm,
            mode.width_px,
            mode.height_px,
            mode.grade,
            data.sources[mode.source],
            camera.flew,
        )
        for camera in data.cameras
        for mode in camera.modes
    )

"""The readings of all shots of some scene files; a scene that cannot be used is set aside, not in the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from zeroshot.batch.faults import sentences_of, with_place
from zeroshot.batch.plan import read_scene
from zeroshot.errors import ZeroshotError
from zeroshot.framing.reading import Reading, read_shot
from zeroshot.framing.staging import StagedShot, stage
from zeroshot.library.models import is_model_path


@dataclass(frozen=True)
class Readings:
    """What was read, in the order of the scenes and their shots, and the sentences of what could not be."""

    readings: tuple[Reading, ...]
    faults: tuple[str, ...]


def read_scenes(scenes: Sequence[Path], *, has_meshes_tried: bool = False) -> Readings:
    """Read every shot of every scene file.

    has_meshes_tried: also load the meshes that scenes bring along, so that a damaged one is known before it
    is rendered. Those of the library are ours, and right.
    """
    readings: list[Reading] = []
    faults: list[str] = []
    for scene in scenes:
        try:
            staged = _stage_scene(scene)
            readings += [read_shot(shot, scene=str(scene)) for shot in staged]
            if has_meshes_tried:
                _try_meshes(staged)
        except ZeroshotError as error:
            faults += [
                with_place(text, place=f"in {scene}", scene=str(scene)) for text in sentences_of(error)
            ]
    return Readings(tuple(readings), tuple(faults))


def _stage_scene(scene: Path) -> list[StagedShot]:
    document, shot_ids = read_scene(scene)
    return [stage(document, name, beside=scene.parent) for name in shot_ids]


def _try_meshes(staged: list[StagedShot]) -> None:
    for shot in staged:
        for thing in (*shot.modules, *shot.props):
            if is_model_path(thing.item.model):
                thing.load_mesh()

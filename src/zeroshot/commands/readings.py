"""The readings of all shots of some scene files; a scene that cannot be used is set aside, not in the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from zeroshot.batch.faults import sentences_of, with_place
from zeroshot.errors import ZeroshotError
from zeroshot.framing.reading import Reading, read_shot
from zeroshot.framing.staging import stage
from zeroshot.scene.files import read_document
from zeroshot.scene.resolve import shots_of


@dataclass(frozen=True)
class Readings:
    """What was read, in the order of the scenes and their shots, and the sentences of what could not be."""

    readings: tuple[Reading, ...]
    faults: tuple[str, ...]


def read_scenes(scenes: Sequence[Path]) -> Readings:
    """Read every shot of every scene file."""
    readings: list[Reading] = []
    faults: list[str] = []
    for scene in scenes:
        try:
            readings += _read_scene(scene)
        except ZeroshotError as error:
            faults += [
                with_place(text, place=f"in {scene}", scene=str(scene)) for text in sentences_of(error)
            ]
    return Readings(tuple(readings), tuple(faults))


def _read_scene(scene: Path) -> list[Reading]:
    document = read_document(scene)
    return [
        read_shot(stage(document, shot_id, beside=scene.parent), scene=str(scene))
        for shot_id in shots_of(document)
    ]

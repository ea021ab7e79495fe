"""The readings of all shots of some scene files; a scene that cannot be used is set aside, not in the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from zeroshot.batch.faults import sentences_of, with_place
from zeroshot.batch.plan import read_scene
from zeroshot.errors import ZeroshotError
from zeroshot.framing.checks.cuts import Take, find_cut_findings
from zeroshot.framing.checks.findings import examine
from zeroshot.framing.picture.forms import Finding
from zeroshot.framing.reading import Reading
from zeroshot.framing.staging import StagedShot, stage
from zeroshot.library.models import is_model_path
from zeroshot.render.reader import Reader


@dataclass(frozen=True)
class CutFinding:
    """What is wrong between a shot and the one before it. shot: the later one."""

    scene: str
    shot: str
    finding: Finding


@dataclass(frozen=True)
class Readings:
    """What was read, in the order of the scenes and their shots, and the sentences of what could not be."""

    readings: tuple[Reading, ...]
    faults: tuple[str, ...]
    cuts: tuple[CutFinding, ...] = ()


def read_scenes(
    scenes: Sequence[Path], *, is_sight_counted: bool = True, is_examined: bool = False
) -> Readings:
    """Read every shot of every scene file.

    is_sight_counted: who is seen, in pictures of ids, where there is an OpenGL to draw them.
    is_examined: also find what is wrong with shots and cuts, and load the meshes that scenes bring
    along, so that a damaged one is known before it is rendered. Those of the library are ours, and right.
    """
    readings: list[Reading] = []
    cuts: list[CutFinding] = []
    faults: list[str] = []
    with Reader(is_sight_counted=is_sight_counted) as reader:
        for scene in scenes:
            try:
                staged = _stage_scene(scene)
                if is_examined:
                    _try_meshes(staged)
                read = [reader.read(shot, scene=str(scene)) for shot in staged]
                if is_examined:
                    read = [examine(shot, reading) for shot, reading in zip(staged, read, strict=True)]
                    cuts += _cuts(staged, read)
                readings += read
            except ZeroshotError as error:
                faults += [
                    with_place(text, place=f"in {scene}", scene=str(scene)) for text in sentences_of(error)
                ]
    return Readings(tuple(readings), tuple(faults), tuple(cuts))


def _cuts(staged: list[StagedShot], readings: list[Reading]) -> list[CutFinding]:
    takes = [Take(shot, reading) for shot, reading in zip(staged, readings, strict=True)]
    if not takes or takes[0].staged.resolved.shot is None:
        return []  # cameras without shots are not cut together
    return [CutFinding(readings[0].scene, shot, finding) for shot, finding in find_cut_findings(takes)]


def _stage_scene(scene: Path) -> list[StagedShot]:
    document, shot_ids = read_scene(scene)
    return [stage(document, name, beside=scene.parent) for name in shot_ids]


def _try_meshes(staged: list[StagedShot]) -> None:
    for shot in staged:
        for thing in (*shot.modules, *shot.props):
            if is_model_path(thing.item.model):
                thing.load_mesh()

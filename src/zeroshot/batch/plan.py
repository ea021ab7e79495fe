"""From scene files and patterns to a list of stills; what cannot be used is set aside as faults."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from zeroshot.batch.faults import sentences_of
from zeroshot.batch.jobs import Fault, StillJob
from zeroshot.batch.names import Shot, still_names
from zeroshot.errors import OutputError, SceneFileError, ZeroshotError, did_you_mean
from zeroshot.scene.document import Document
from zeroshot.scene.files import read_document
from zeroshot.scene.resolve import resolve, shots_of

_MOST_NAMED = 12
_ATTEMPTS = 2


@dataclass(frozen=True)
class Plan:
    """The stills to draw, and what was asked for that cannot be."""

    jobs: tuple[StillJob, ...]
    faults: tuple[Fault, ...]


def plan_stills(
    scenes: Sequence[Path],
    *,
    out: Path,
    patterns: Sequence[str] = (),
    box_px: tuple[int, int],
    look: str,
    suffix: str,
    aspect: float | None = None,
    overlays: tuple[str, ...] = (),
) -> Plan:
    """Read every scene file and list its stills, in the order given; a scene given twice counts once.

    patterns: shell patterns of shot ids (``1a``, ``2*``); none means every shot. One that matches no shot
    of any scene is a fault. suffix: of the picture files, with its dot. aspect, overlays: see
    `StillJob`.
    """
    found, faults = _list_shots(scenes)
    known = {shot_id for _, shot_id in found}
    if known:
        faults += [_unknown(pattern, known) for pattern in patterns if not _matching([pattern], known)]
    wanted = _matching(patterns, known) if patterns else known
    # Every shot is named, wanted or not, so that a still has the same name whatever the patterns.
    names = still_names(found, suffix=suffix)
    jobs = tuple(
        StillJob(str(scene), shot_id, str(out / name), box_px, look, aspect, overlays)
        for (scene, shot_id), name in zip(found, names, strict=True)
        if shot_id in wanted
    )
    return Plan(jobs, tuple(faults))


def read_scene(scene: Path) -> tuple[Document, tuple[str, ...]]:
    """Read a scene file and list the ids to render.

    Raises SceneFileError, also for a scene without a camera.
    """
    document = read_document(scene)
    try:
        resolve(document)
    except SceneFileError as error:
        raise SceneFileError(error.problems, path=scene) from None
    return document, shots_of(document)


def prepare_folder(folder: Path) -> None:
    """Make the folder for stills and prove that it can be written. Raises OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        reason = "it is a file" if isinstance(error, FileExistsError) else error.strerror or str(error)
        message = f"stills cannot be written to this folder ({reason}); choose another with --out: {folder}"
        raise OutputError(message) from error


def _list_shots(scenes: Sequence[Path]) -> tuple[list[Shot], list[Fault]]:
    found: dict[Path, list[Shot]] = {}
    faults: dict[Path, Fault] = {}
    # What cannot be used is read once more when all others are read: it may have been half copied.
    waiting = _once_each(scenes)
    for _ in range(_ATTEMPTS):
        for scene in waiting:
            try:
                found[scene] = [(scene, shot_id) for shot_id in read_scene(scene)[1]]
                faults.pop(scene, None)
            except ZeroshotError as error:
                faults[scene] = Fault(sentences_of(error), scene=str(scene))
        waiting = list(faults)
    ordered = [shot for scene in _once_each(scenes) for shot in found.get(scene, ())]
    return ordered, list(faults.values())


def _once_each(scenes: Sequence[Path]) -> list[Path]:
    return list({scene.resolve(): scene for scene in reversed(scenes)}.values())[::-1]


def _matching(patterns: Sequence[str], shot_ids: set[str]) -> set[str]:
    return {name for name in shot_ids if any(fnmatchcase(name, pattern) for pattern in patterns)}


def _unknown(pattern: str, known: set[str]) -> Fault:
    names = sorted(known)
    listed = ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")
    sentence = f'no shot matches "{pattern}"{did_you_mean(pattern, known)} (the shots are {listed})'
    return Fault((sentence,))

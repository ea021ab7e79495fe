"""The file name of every still of a batch: readable, stable, and never the same twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

Shot = tuple[Path, str]
"""A scene file and the id of a shot in it."""


def still_names(shots: Sequence[Shot], *, suffix: str) -> list[str]:
    """Name each still ``<scene stem>_<shot id><suffix>``.

    Scenes whose stills would land on the same name have the names of their folders put before it, as many
    as it takes; what still clashes (two ids that differ only in letters no file may have) is numbered.
    Names that differ only in case count as the same, since on many disks they are.
    """
    depths: dict[Path, int] = defaultdict(int)
    while True:
        names = [_name(scene, shot_id, depth=depths[scene]) for scene, shot_id in shots]
        deepened = {scene for scene in _clashing_scenes(shots, names) if depths[scene] < _deepest(scene)}
        if not deepened:
            return [f"{name}{suffix}" for name in _numbered(names)]
        for scene in deepened:
            depths[scene] += 1


def _name(scene: Path, shot_id: str, *, depth: int) -> str:
    folders = _folders(scene)[-depth:] if depth else []
    return "_".join(_safe(part) for part in (*folders, scene.stem, shot_id))


def _folders(scene: Path) -> list[str]:
    return [part for part in scene.absolute().parent.parts if part.strip("/\\")]


def _deepest(scene: Path) -> int:
    return len(_folders(scene))


def _safe(text: str) -> str:
    return re.sub(r"[^\w.\-]+", "-", text)


def _clashing_scenes(shots: Sequence[Shot], names: Iterable[str]) -> set[Path]:
    scenes_of_name: dict[str, set[Path]] = defaultdict(set)
    for (scene, _), name in zip(shots, names, strict=True):
        scenes_of_name[name.casefold()].add(scene)
    return {scene for scenes in scenes_of_name.values() if len(scenes) > 1 for scene in scenes}


def _numbered(names: Iterable[str]) -> list[str]:
    taken: set[str] = set()
    result = []
    for name in names:
        candidate, count = name, 1
        while candidate.casefold() in taken:
            count += 1
            candidate = f"{name}-{count}"
        taken.add(candidate.casefold())
        result.append(candidate)
    return result

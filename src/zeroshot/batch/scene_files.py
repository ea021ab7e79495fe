"""From what was typed to scene files: files, folders, and patterns where the shell left them as they were."""

from __future__ import annotations

import glob
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from zeroshot.scene.document import FORMAT
from zeroshot.scene.files import MAX_BYTES


def find_scene_files(arguments: Iterable[Path]) -> tuple[Path, ...]:
    """Turn arguments into scene files, in the order given; what a folder or a pattern holds is sorted.

    A folder stands for the scene files in it and in its folders. Left out there are hidden files, and JSON
    files that say that they are something else (sidecars, manifests, facts of models); a damaged one stays
    in, so that it is reported. What is not there, and a folder that holds no scene, stays as it was given:
    reading it says what is wrong.
    """
    return tuple(path for argument in arguments for path in _files_of(argument))


def _files_of(argument: Path) -> Iterable[Path]:
    if argument.is_dir():
        found = sorted(path for path in argument.rglob("*.json") if _may_be_scene(path, below=argument))
        return found or [argument]
    if glob.has_magic(str(argument)) and not argument.exists():
        matches = sorted(Path(name) for name in glob.glob(str(argument), recursive=True))  # noqa: PTH207
        return _each_of(matches) if matches else [argument]
    return [argument]


def _each_of(matches: Iterable[Path]) -> Iterator[Path]:
    for path in matches:
        yield from _files_of(path) if path.is_dir() else [path]


def _may_be_scene(path: Path, *, below: Path) -> bool:
    if any(part.startswith(".") for part in path.relative_to(below).parts) or not path.is_file():
        return False
    try:
        if path.stat().st_size > MAX_BYTES:
            return False
        content = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return True  # reading it says what is wrong
    return isinstance(content, dict) and content.get("format", FORMAT) == FORMAT and _is_like_scene(content)


def _is_like_scene(content: dict[str, object]) -> bool:
    """Tell whether JSON without a format is at least meant as a scene."""
    return "format" in content or bool({"cameras", "shots", "actors"} & content.keys())

"""Poses of one's own: JSON files like the library's, found by name beside the scene or in one's folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from zeroshot.disk import reason_of, write_whole
from zeroshot.errors import OutputError, did_you_mean
from zeroshot.people.pose_files import Pose, poses_to_json, read_poses, text_of_poses
from zeroshot.people.poses import pose_library
from zeroshot.people.proportions import BodyError

BESIDE = "poses"
"""The folder beside a scene file in which its own poses are."""

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


def own_folder() -> Path:
    """Return the folder of one's own poses; it need not exist.

    Source: XDG Base Directory Specification 0.8: $XDG_DATA_HOME, or ~/.local/share where that is not set.
    """
    home = os.environ.get("XDG_DATA_HOME", "")
    data = Path(home) if Path(home).is_absolute() else Path.home() / ".local" / "share"
    return data / "zeroshot" / "poses"


def own_poses(*, beside: Path | None = None) -> Mapping[str, Pose]:
    """Return one's own poses by name; those beside the scene file come before those of one's folder.

    beside: the folder of the scene file. Raises BodyError for a file that cannot be used.
    """
    found: dict[str, Pose] = {}
    for path in _files(beside):
        pose = _read(path)
        found.setdefault(pose.name, pose)
    return found


def find_own_pose(name: str, *, beside: Path | None = None) -> Pose | None:
    """Return one's own pose of a name, or None; only its file is read. Raises BodyError for a bad file."""
    if not _NAME.fullmatch(name):
        return None
    for folder in _folders(beside):
        path = folder / f"{name}.json"
        if path.is_file():
            return _read(path)
    return None


def find_any_pose(name: str, *, beside: Path | None = None) -> Pose:
    """Return a pose of the library or one's own. Raises BodyError, with the nearest name, for none."""
    library = pose_library()
    pose = library.get(name) or find_own_pose(name, beside=beside)
    if pose is None:
        known = {**library, **own_poses(beside=beside)}
        raise BodyError(f'there is no pose "{name}"{did_you_mean(name, known)}; see: zeroshot poses')
    return pose


def save_own_pose(pose: Pose, *, beside: Path | None = None, may_replace: bool = False) -> Path:
    """Write a pose of one's own under its name; returns the file.

    beside: the folder of a scene file to keep it with; None for one's own folder.
    Raises BodyError for a name that cannot be or is taken; OutputError when the disk refuses.
    """
    if not _NAME.fullmatch(pose.name):
        raise BodyError(
            f'"{pose.name}" cannot name a pose: take up to 64 small letters, digits, "-" and "_", '
            "beginning with a letter or digit"
        )
    if pose.name in pose_library():
        raise BodyError(f'the library has a pose "{pose.name}" already: take another name')
    folder = own_folder() if beside is None else beside / BESIDE
    path = folder / f"{pose.name}.json"
    if path.exists() and not may_replace:
        raise BodyError(f'you have a pose "{pose.name}" already: take another name, or replace it ({path})')
    _make_folder(folder)
    write_whole(path, text_of_poses(poses_to_json((pose,))).encode(), what="the pose")
    return path


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"the folder for poses cannot be made: {reason_of(error)} ({folder})") from error


def _folders(beside: Path | None) -> tuple[Path, ...]:
    return (own_folder(),) if beside is None else (beside / BESIDE, own_folder())


def _files(beside: Path | None) -> Iterator[Path]:
    for folder in _folders(beside):
        if folder.is_dir():
            yield from sorted(folder.glob("*.json"))


def _read(path: Path) -> Pose:
    try:
        status = path.stat()
    except OSError as error:
        raise BodyError(f"the pose file cannot be read: {error}") from error
    return _read_once(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=256)
def _read_once(path: Path, _changed_ns: int, _size: int) -> Pose:
    """Read a file; the very same pose again as long as the file is the same."""
    poses = read_poses(path)
    if len(poses) != 1:
        raise BodyError(f"a pose file of one's own holds one pose, not {len(poses)} ({path})")
    # The file's name counts: who copies a file to rename it need not look inside.
    return replace(poses[0], name=path.stem)

"""Files that are there whole or not at all: the one place that writes under a temporary name and renames."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from zeroshot.errors import OutputError

_REASONS = {
    errno.ENOSPC: "the disk is full: free some space and save again",
    errno.EDQUOT: "your share of the disk is full: free some space and save again",
    errno.EACCES: "the folder may not be written to: choose another, or ask for the right to write there",
    errno.EPERM: "the system does not allow it: choose another folder",
    errno.EROFS: "the disk is read-only: choose another folder",
    errno.ENOENT: "there is no such folder: make it first",
    errno.ENOTDIR: "a part of the path is a file and not a folder",
    errno.ENAMETOOLONG: "the name is too long: choose a shorter one",
    errno.ELOOP: "the links lead in a circle",
}


def write_whole(path: Path, content: bytes, *, what: str) -> None:
    """Write a file so that at every moment either the old or the new one is there, whole.

    what: names the file in the error, such as "the still".
    Raises OutputError when the disk refuses; then what was there before is there still.
    """
    try:
        with temporary(path.parent) as fresh:
            write_through(fresh, content)
            fresh.replace(path)
    except (OSError, ValueError) as error:
        raise OutputError(f"{what} cannot be written, {reason_of(error)} ({path})") from error


def reason_of(error: OSError | ValueError) -> str:
    """Say why the disk refused, and what to do where there is something to do."""
    code = getattr(error, "errno", None)
    return _REASONS.get(code or 0) or (getattr(error, "strerror", None) or str(error)).lower()


@contextlib.contextmanager
def temporary(folder: Path) -> Iterator[Path]:
    """Name a file that is not there yet, and leave none behind.

    The name is short, so that only the target's own can be too long.
    """
    path = folder / f".zeroshot-{secrets.token_hex(6)}.tmp"
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def write_through(path: Path, content: bytes) -> None:
    """Write a new file and wait until the disk has it; its permissions are what the umask leaves."""
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the disk has the new name; systems that cannot sync a folder do it by themselves."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)

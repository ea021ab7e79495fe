"""Files that are there whole or not at all: the one place that writes under a temporary name and renames."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

from zeroshot.errors import DiskFullError, OutputError

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

_FORGOTTEN_S = 24 * 3600.0

_REASONS = {
    errno.ENOSPC: "the disk is full: free some space and save again",
    errno.EDQUOT: "your share of the disk is full: free some space and save again",
    errno.EFBIG: "files may not grow that large here (ulimit -f): ask for smaller pictures",
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
    Raises OutputError when the disk refuses, DiskFullError when it has no room; then what was there before
    is there still.
    """
    try:
        with temporary(path.parent) as fresh:
            write_through(fresh, content)
            fresh.replace(path)
    except (OSError, ValueError) as error:
        kind = DiskFullError if getattr(error, "errno", None) in _NO_ROOM else OutputError
        raise kind(f"{what} cannot be written, {reason_of(error)} ({path})") from error


def reason_of(error: OSError | ValueError) -> str:
    """Say why the disk refused, and what to do where there is something to do."""
    code = getattr(error, "errno", None)
    return _REASONS.get(code or 0) or (getattr(error, "strerror", None) or str(error)).lower()


@contextlib.contextmanager
def temporary(folder: Path) -> Iterator[Path]:
    """Name a file that is not there yet, and leave none behind.

    The name is short, so that only the target's own can be too long. It says which process of which machine
    writes it: what a process that was killed left is found by `sweep_temporary`.
    """
    path = folder / f".zeroshot-{_machine()}-{os.getpid()}-{secrets.token_hex(6)}.tmp"
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def sweep_temporary(folder: Path) -> int:
    """Delete the temporary files of processes that are no more, and return how many those were.

    Those of this machine go as soon as their process has ended; those of other machines, whose processes
    cannot be asked for, after a day.
    """
    count = 0
    for path in folder.glob(".zeroshot-*.tmp"):
        _, machine, process_id, *_ = (*path.name.split("-"), "", "")
        is_ours = machine == _machine() and process_id.isdigit() and os.name != "nt"
        with contextlib.suppress(OSError):  # gone by itself, or not ours to delete
            is_old = time.time() - path.stat().st_mtime > _FORGOTTEN_S
            if is_old or (is_ours and not _is_running(int(process_id))):
                path.unlink()
                count += 1
    return count


def _machine() -> str:
    name = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    return f"{zlib.crc32(name.encode()):08x}"


def _is_running(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # someone else's
    return True


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

"""Scene files on disk: the only way in and the only way out."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from pathlib import Path

from zeroshot.disk import reason_of, sync_folder, temporary, write_through
from zeroshot.errors import OutputError, SceneFileError, did_you_mean
from zeroshot.scene.content import document_from_text, text_from_document
from zeroshot.scene.document import Document

MAX_BYTES = 64 * 2**20
"""The largest file taken for a scene: a thousand times the largest that makes sense."""

BACKUP_SUFFIX = ".bak"


def read_document(path: str | os.PathLike[str]) -> Document:
    """Read a scene file of any version.

    Raises SceneFileError with everything that is wrong with it, NewerVersionError when a newer zeroshot
    wrote it.
    """
    try:
        return document_from_text(_read_text(Path(path)))
    except SceneFileError as error:
        raise type(error)(error.problems, path=os.fspath(path)) from None


def _read_text(path: Path) -> str:
    content = _read_bytes(path)
    try:
        return content.decode("utf-8-sig")  # a byte order mark, as some editors leave, does no harm
    except UnicodeDecodeError as error:
        raise SceneFileError(f"the file is not UTF-8 text (byte {error.start}): save it as UTF-8") from None


def _read_bytes(path: Path) -> bytes:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise SceneFileError("this is a folder, not a scene file: name a .json file in it")
        if not stat.S_ISREG(mode):
            raise SceneFileError("this is not an ordinary file")
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise SceneFileError(f"there is no such file{_near(path)}") from None
    except PermissionError:
        raise SceneFileError("you have no right to read this file: change its permissions") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SceneFileError(f"the file cannot be read: {reason.lower()}") from None
    if len(content) > MAX_BYTES:
        raise SceneFileError(f"the file is larger than {MAX_BYTES // 2**20} MB: this is no scene")
    return content


def _near(path: Path) -> str:
    """Say the nearest name of a scene in the same folder."""
    try:
        return did_you_mean(path.name, [other.name for other in path.parent.glob("*.json")])
    except OSError:
        return ""


def write_document(document: Document, path: str | os.PathLike[str]) -> None:
    """Write a scene file so that at every moment either the old or the new one is there, whole.

    What was there before stays beside it as ``NAME.bak``. A link is followed and stays a link; the file's
    permissions stay. A file that already says the same is left alone, and so is its backup.
    Raises OutputError when it cannot be written; then the file is as it was.
    """
    content = text_from_document(document).encode("utf-8")
    try:
        target = Path(os.path.realpath(path))
        _check_target(target)
        if not (target.is_file() and target.read_bytes() == content):
            _replace(target, content)
    except (OSError, ValueError) as error:
        raise OutputError(f"the scene cannot be saved, {reason_of(error)} ({os.fspath(path)})") from error


def _check_target(target: Path) -> None:
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))  # still a link after following all of them
    if target.is_dir():
        raise OutputError(f"the scene cannot be saved, this is a folder: name a .json file in it ({target})")
    if target.exists() and not target.is_file():
        raise OutputError(f"the scene cannot be saved, this is not an ordinary file ({target})")
    if target.exists() and not os.access(target, os.W_OK):
        raise OutputError(f"the scene cannot be saved, the file is marked read-only ({target})")


def _replace(target: Path, content: bytes) -> None:
    with temporary(target.parent) as fresh:
        write_through(fresh, content)
        if target.exists():
            shutil.copymode(target, fresh)
            _keep_backup(target)
        fresh.replace(target)
        sync_folder(target.parent)


def _keep_backup(target: Path) -> None:
    """Give the present file a second name, so that it survives its replacement.

    A hard link costs nothing and never leaves the target absent; where the disk knows none, a copy is made.
    """
    with temporary(target.parent) as second:
        try:
            os.link(target, second)
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES):
                raise
            write_through(second, target.read_bytes())
            shutil.copymode(target, second)
        second.replace(target.with_name(target.name + BACKUP_SUFFIX))

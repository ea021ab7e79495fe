"""Drafts: what is on the desk, written aside while one works, so that a crash costs seconds.

A draft is a scene file of its own in the user's state folder, with a note of where it belongs. One that is
there at the next start, and whose app is gone, is work to recover. Saving or leaving in order removes it.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import time
from dataclasses import dataclass
from pathlib import Path

from zeroshot.disk import write_whole
from zeroshot.errors import ZeroshotError
from zeroshot.scene.content import document_from_text, text_from_document
from zeroshot.scene.document import Document

FORMAT = "zeroshot.draft"
SUFFIX = ".draft.json"


@dataclass(frozen=True)
class Draft:
    """Work that an app left behind. scene: the file that it belongs to, None for one never saved."""

    path: Path
    scene: Path | None
    saved_at_s: float
    document: Document


class DraftKeeper:
    """Writes the drafts of one window. Each write replaces the one before, whole or not at all."""

    def __init__(self, folder: Path) -> None:
        """Name a draft of our own in a folder, which is made when first needed."""
        self.path = folder / f"{os.getpid()}-{secrets.token_hex(4)}{SUFFIX}"
        self._last: Document | None = None

    def keep(self, document: Document, scene: Path | None) -> None:
        """Write the document aside, unless it is there already. Raises OutputError when the disk refuses."""
        if document is self._last:
            return
        text = text_from_document(document)
        record = {
            "format": FORMAT,
            "process": os.getpid(),
            "scene": None if scene is None else os.fspath(scene.resolve()),
            "saved_at_s": time.time(),
            "document": text,
        }
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self.path, json.dumps(record).encode("utf-8"), what="the draft")
        self._last = document

    def drop(self) -> None:
        """Remove the draft: the file holds the work, or nobody wants it."""
        self._last = None
        self.path.unlink(missing_ok=True)


def find_drafts(folder: Path) -> tuple[Draft, ...]:
    """Return what apps that are gone have left, the newest first; what cannot be read is left where it is."""
    drafts = []
    for path in sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else ():
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, ZeroshotError):
            record = json.loads(path.read_bytes())
            if record["format"] != FORMAT or _is_running(int(record["process"])):
                continue
            document = document_from_text(record["document"])
            scene = None if record["scene"] is None else Path(record["scene"])
            drafts.append(Draft(path, scene, float(record["saved_at_s"]), document))
    return tuple(sorted(drafts, key=lambda draft: -draft.saved_at_s))


def drafts_folder() -> Path:
    """Return where drafts lie: the user's state folder (XDG Base Directory Specification 0.8)."""
    base = os.environ.get("XDG_STATE_HOME")
    state = Path(base) if base else Path.home() / ".local" / "state"
    return state / "zeroshot" / "drafts"


def _is_running(process: int) -> bool:
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return _is_ours(process)


def _is_ours(process: int) -> bool:
    """Tell whether a running process is Python: numbers are given anew, and a stranger may have this one."""
    try:
        command = Path(f"/proc/{process}/cmdline").read_bytes()
        state = Path(f"/proc/{process}/stat").read_bytes().rpartition(b")")[2].split()[0]
    except OSError:
        return True  # no way to tell: better keep the draft for later than offer what is still being edited
    if not command:
        # Either just being started, or over and not yet buried by whoever started it.
        return state not in (b"Z", b"X")
    return b"zeroshot" in command or b"python" in command

"""Starting a process that draws. Imports nothing that takes time, so that it can be done before all else."""

from __future__ import annotations

import mmap
import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

WORKER_CODE = (
    "import sys; sys.path[:] = {path!r}; from zeroshot.desk.darkroom.worker import main; "
    "main({scene!r}, {board!r})"
)

BOARD_BYTES = 3 * 1920 * 1200
"""Pictures up to this size are handed over in memory that both processes see."""

EARLY_ROOMS = ("stage", "monitor")
"""The rooms whose pictures one waits for when the app starts."""


@dataclass(frozen=True, eq=False)
class Drawer:
    """A process that draws. board: memory that it shares with us, for pixels; None where there is none."""

    process: subprocess.Popen[bytes]
    board: mmap.mmap | None

    def close(self) -> None:
        """Give pipes and memory back; the process ends by itself when its stdin is closed."""
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()
        if self.board is not None:
            self.board.close()


def start_process(
    *, threads: int, is_modest: bool = False, scene: Path | None = None, is_early: bool = False
) -> Drawer:
    """Start a process that answers requests on its pipes until its stdin is closed.

    threads: of the software renderer. is_modest: yields to everything else. is_early: it makes ready to draw
    before it is asked, and where a scene is given draws that once for itself.
    """
    nicely = ["nice", "-n", "10"] if is_modest and os.name == "posix" else []
    prepared = os.fspath(scene) if scene is not None else ""
    file = _shared_file()
    code = WORKER_CODE.format(path=sys.path, scene=prepared if is_early else None, board=file)
    process = subprocess.Popen(
        # The same search path as this process has, and not the current folder.
        [*nicely, sys.executable, "-P", "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "LP_NUM_THREADS": str(threads), "OMP_NUM_THREADS": "1"},
        start_new_session=True,
        pass_fds=() if file is None else (file,),
    )
    if file is None:
        return Drawer(process, None)
    board = mmap.mmap(file, BOARD_BYTES)
    os.close(file)
    return Drawer(process, board)


def _shared_file() -> int | None:
    """Open a file without a name, as long as the board; None where processes cannot share one."""
    if os.name != "posix":
        return None
    with tempfile.TemporaryFile(dir=_MEMORY if Path(_MEMORY).is_dir() else None) as file:
        try:
            # Room is taken now: a write that finds none later would end the process.
            os.posix_fallocate(file.fileno(), 0, BOARD_BYTES)
        except (OSError, AttributeError):  # memory is full, or a system without the call
            return None
        return os.dup(file.fileno())


_MEMORY = "/dev/shm"
"""Where Linux keeps files that are never written to a disk."""


def start_early(scene: Path | None) -> dict[str, Drawer]:
    """Start the processes of the views before Qt is loaded, by room; hand them to the window."""
    return {
        room: start_process(threads=drawing_threads(), scene=scene, is_early=True) for room in EARLY_ROOMS
    }


def drawing_threads() -> int:
    """Return how many threads the software renderer of a view gets: as many as there are cores."""
    return os.cpu_count() or 1

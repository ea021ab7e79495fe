"""Files that are there whole or not at all, and what a killed process leaves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from zeroshot.disk import sweep_temporary, temporary, write_whole
from zeroshot.errors import DiskFullError, OutputError

KILLED_WHILE_WRITING = """
import os, sys
from pathlib import Path
from zeroshot import disk
os.fsync = lambda _: os.kill(os.getpid(), 9)
disk.write_whole(Path(sys.argv[1]) / "still.png", b"half", what="the still")
"""


def left(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
def test_a_disk_without_room_is_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """/dev/full refuses every write as a full disk does."""
    before = Path.open
    monkeypatch.setattr(Path, "open", lambda _path, _mode: before(Path("/dev/full"), "wb"))
    with pytest.raises(DiskFullError, match="the still cannot be written, the disk is full: free some space"):
        write_whole(tmp_path / "still.png", b"x" * 100_000, what="the still")
    monkeypatch.undo()
    assert left(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_a_file_that_may_not_grow_leaves_no_half(tmp_path: Path) -> None:
    code = (
        "import resource, sys; from pathlib import Path; from zeroshot.disk import write_whole\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "write_whole(Path(sys.argv[1]) / 'still.png', b'x' * 5000, what='the still')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "DiskFullError: the still cannot be written, files may not grow that large here" in done.stderr
    assert left(tmp_path) == []


def test_another_refusal_is_not_a_full_disk(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as raised:
        write_whole(tmp_path / "gone" / "still.png", b"x", what="the still")
    assert not isinstance(raised.value, DiskFullError)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_what_a_killed_process_left_is_swept(tmp_path: Path) -> None:
    process = subprocess.run(
        [sys.executable, "-c", KILLED_WHILE_WRITING, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    assert process.returncode == -signal.SIGKILL
    assert len(left(tmp_path)) == 1
    with temporary(tmp_path) as mine:
        mine.write_bytes(b"being written")
        assert sweep_temporary(tmp_path) == 1
        assert left(tmp_path) == [mine.name], "what a living process writes stays"


def test_files_of_other_machines_go_after_a_day(tmp_path: Path) -> None:
    for name in (".zeroshot-00000000-1-ab.tmp", ".zeroshot-0a0b.tmp", "still.tmp"):
        (tmp_path / name).touch()
    assert sweep_temporary(tmp_path) == 0
    long_ago = time.time() - 2 * 24 * 3600
    for path in tmp_path.iterdir():
        os.utime(path, (long_ago, long_ago))
    assert sweep_temporary(tmp_path) == 2
    assert left(tmp_path) == ["still.tmp"]

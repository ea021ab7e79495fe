"""What a batch shows: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import zeroshot
from zeroshot.batch.crew import Started
from zeroshot.batch.jobs import Fault, Outcome, StillJob
from zeroshot.batch.run import Planned, Summary
from zeroshot.commands.progress import Reporter, reporter_for

JOB = StillJob("face.json", "1a", "stills/face_1a.png", (96, 54), "draft")


def test_plain_lines(capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = (
        Outcome(JOB, "written", seconds=0.5),
        Outcome(JOB, "up-to-date"),
        Outcome(JOB, "failed", sentences=("it failed",)),
    )
    with reporter_for(as_json=False) as reporter:
        assert type(reporter) is Reporter
        reporter.show(Planned(3))
        for outcome in outcomes:
            reporter.show(Started(JOB))
            reporter.show(outcome)
        reporter.finish(Summary(outcomes, (Fault(("bad",), scene="bad.json"),), seconds=2.0))
    assert capsys.readouterr().out.splitlines() == [
        "[1/3] stills/face_1a.png  0.50 s",
        "[2/3] stills/face_1a.png  up to date",
        "[3/3] failed: face.json, shot 1a",
        "1 still written, 1 up to date, 1 failed, 1 scene file could not be used (2.0 s)",
    ]


def _everything(terminal: int) -> bytes:
    """Read what was written to a terminal whose other end is closed: it comes in pieces of 4 KB."""
    read = b""
    while True:
        try:
            piece = os.read(terminal, 1 << 20)
        except OSError:
            return read
        if not piece:
            return read
        read += piece


@pytest.mark.graphics
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_a_bar_on_a_terminal(scene_file: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{")
    ours, theirs = os.openpty()
    arguments = f"render bad.json {scene_file.name} --out stills --size 96x54 --look draft".split()
    process = subprocess.Popen(
        [sys.executable, "-m", "zeroshot", *arguments],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(zeroshot.__file__).parents[1]), "TERM": "xterm"},
        stdout=theirs,
        stderr=subprocess.PIPE,
    )
    os.close(theirs)
    _, errors = process.communicate(timeout=60)
    shown = _everything(ours).decode()
    os.close(ours)
    assert process.returncode == 2
    assert "\x1b[" in shown
    assert "1/1" in re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown)
    assert "1 still written" in shown
    assert errors.decode().startswith("zeroshot: the file is not valid JSON")

"""Kill the app at random moments of its work: at most the last ten seconds are lost, and they are offered."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from killed_app import CLEAN, hash_of
from zeroshot.desk.drafts import find_drafts
from zeroshot.scene.content import text_from_document

pytestmark = [pytest.mark.graphics, pytest.mark.slow]

KILLS = int(os.environ.get("ZEROSHOT_KILLS", "8"))
AT_MOST_LOST_S = 10.0
TESTS = Path(__file__).parents[1]
SCENE = TESTS.parent / "scenes" / "face_to_face.json"


def work_and_die(folder: Path, seed: int) -> tuple[float, float]:
    """Let a monkey work, kill it, and return when it was killed and how old what is offered then was."""
    chance = random.Random(seed)
    folder.mkdir()
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(TESTS), *sys.path]),
        "LP_NUM_THREADS": "1",
    }
    process = subprocess.Popen(
        [sys.executable, str(TESTS / "killed_app.py"), str(SCENE), str(folder), str(seed)],
        env=environment,
        start_new_session=True,
        stderr=subprocess.PIPE,
    )
    try:
        end = time.monotonic() + 60.0
        while not (folder / "ready").exists():
            assert process.poll() is None, process.stderr.read().decode() if process.stderr else ""
            assert time.monotonic() < end, "the app did not start"
            time.sleep(0.05)
        time.sleep(chance.uniform(0.2, 14.0))
        assert process.poll() is None, process.stderr.read().decode() if process.stderr else ""
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    killed_at = time.time()
    rows = [line.split() for line in (folder / "log").read_text().splitlines() if len(line.split()) == 2]
    drafts = find_drafts(folder / "drafts")
    kept = hash_of(text_from_document(drafts[0].document)) if drafts else CLEAN
    # Undone and done again, the same document may have been there more than once: the last time counts.
    places = [index for index, (_, name) in enumerate(rows) if name == kept]
    later = [float(when) for when, _ in rows[places[-1] + 1 if places else 0 :]]
    if drafts and not places:
        # Between two things that the monkey did: the log knows only what came after both.
        later = [float(when) for when, _ in rows if float(when) > drafts[0].saved_at_s]
    return killed_at, later[0] if later else killed_at


@pytest.mark.timeout(600)
def test_at_most_ten_seconds_are_lost(tmp_path: Path) -> None:
    with ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
        runs = list(pool.map(lambda seed: work_and_die(tmp_path / str(seed), seed), range(KILLS)))
    for killed_at, first_lost_at in runs:
        assert killed_at - first_lost_at <= AT_MOST_LOST_S

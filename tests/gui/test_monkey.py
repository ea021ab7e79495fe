"""A monkey on the window: no exception, no warning, a history that tells the truth, and no growing memory."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from monkey import Monkey
from zeroshot.framing.staging import stage
from zeroshot.gui.window import Window
from zeroshot.render.painter import Painter
from zeroshot.scene.content import document_from_text, text_from_document

pytestmark = [pytest.mark.graphics, pytest.mark.slow]

ACTIONS = int(os.environ.get("ZEROSHOT_MONKEY_ACTIONS", "2000"))
LIMIT_S = 150.0
"""A slow machine ends the run here, having done what it could; what was done must hold all the same."""

GROWTH_MB = 50.0


@pytest.mark.timeout(400)
def test_two_thousand_random_actions(
    open_window: Callable[..., Window], qtbot: QtBot, tmp_path: Path, settled: Callable[[Window], None]
) -> None:
    window = open_window(size=(820, 560))
    monkey = Monkey(window, seed=20261123, folder=tmp_path)
    end = time.monotonic() + LIMIT_S
    done, before_mb = 0, 0.0
    for done in range(1, ACTIONS + 1):
        deed = monkey.do()
        QApplication.processEvents()
        if done == ACTIONS // 4:
            before_mb = resident_mb()
        if time.monotonic() > end:
            break
        assert not window.desk.session.is_previewing, f"{deed} left a drag under way"
    assert done >= min(ACTIONS, 400), f"only {done} actions in {LIMIT_S:.0f} s"
    if before_mb:
        assert resident_mb() - before_mb < GROWTH_MB
    history_tells_the_truth(window)
    the_views_show_what_the_batch_draws(window, settled)


def history_tells_the_truth(window: Window) -> None:
    session = window.desk.session
    last = session.document
    assert document_from_text(text_from_document(last)) == last
    steps = len(session.history)
    documents = [last]
    for _ in range(steps):
        session.undo()
        documents.append(session.document)
    assert session.history == ()
    for document in reversed(documents[:-1]):
        session.redo()
        assert session.document is document
    assert session.document is last


def the_views_show_what_the_batch_draws(window: Window, settled: Callable[[Window], None]) -> None:
    window.arrange("monitor")
    settled(window)
    shown = window.monitor.picture
    if window.desk.staged() is None or window.desk.shot_camera is None or shown is None:
        return
    document = document_from_text(text_from_document(window.desk.document))
    staged = stage(document, window.desk.shot_id, beside=window.desk.beside)
    with Painter() as painter:
        fresh = painter.draw(
            staged, width_px=shown.shape[1], height_px=shown.shape[0], look=window.monitor.look_shown
        )
    np.testing.assert_array_equal(shown, fresh)


def resident_mb() -> float:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20

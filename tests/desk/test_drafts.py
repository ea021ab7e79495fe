"""Drafts: whole or not there, offered when their app is gone, dropped when they are not needed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from zeroshot.desk.drafts import DraftKeeper, drafts_folder, find_drafts
from zeroshot.scene.document import Document
from zeroshot.scene.edits import SetTitle
from zeroshot.scene.files import read_document

SCENE = Path(__file__).parents[2] / "scenes" / "face_to_face.json"


def test_a_draft_of_a_dead_app_is_found_newest_first(tmp_path: Path) -> None:
    document = read_document(SCENE)
    first, second = DraftKeeper(tmp_path), DraftKeeper(tmp_path)
    first.keep(document, SCENE)
    second.keep(SetTitle("Later").apply(document), None)
    found = find_drafts(tmp_path)
    assert [draft.document.title for draft in found] == ["Later", document.title]
    assert [draft.scene for draft in found] == [None, SCENE.resolve()]
    first.drop()
    assert [draft.document.title for draft in find_drafts(tmp_path)] == ["Later"]


def test_what_a_running_app_works_on_is_not_offered(tmp_path: Path) -> None:
    keeper = DraftKeeper(tmp_path)
    keeper.keep(Document(title="Mine"), None)
    record = json.loads(keeper.path.read_bytes())
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        record["process"] = other.pid
        keeper.path.write_text(json.dumps(record))
        assert find_drafts(tmp_path) == ()
        other.kill()
        # Over, but not yet waited for: a process without a command line.
        os.waitid(os.P_PID, other.pid, os.WEXITED | os.WNOWAIT)
        assert len(find_drafts(tmp_path)) == 1
        other.wait()
    assert len(find_drafts(tmp_path)) == 1


def test_broken_drafts_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "1-aa.draft.json").write_text("{")
    (tmp_path / "2-bb.draft.json").write_text('{"format": "zeroshot.draft", "process": 1}')
    assert find_drafts(tmp_path) == ()
    assert len(list(tmp_path.iterdir())) == 2
    assert find_drafts(tmp_path / "nowhere") == ()


def test_the_same_document_is_written_once(tmp_path: Path) -> None:
    keeper = DraftKeeper(tmp_path)
    document = Document(title="Once")
    keeper.keep(document, None)
    before = keeper.path.stat().st_mtime_ns
    keeper.keep(document, None)
    assert keeper.path.stat().st_mtime_ns == before


def test_the_folder_follows_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert drafts_folder() == tmp_path / "zeroshot" / "drafts"
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert drafts_folder() == tmp_path / ".local" / "state" / "zeroshot" / "drafts"

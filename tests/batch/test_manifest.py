"""The manifest of a folder of stills says what is there, at every moment."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from zeroshot.batch import manifest as manifests
from zeroshot.batch.jobs import Fault, Outcome, StillFile, StillJob
from zeroshot.batch.manifest import MANIFEST_NAME, Manifest, read_manifest, read_rows
from zeroshot.errors import OutputError

FINDING = {"severity": "note", "kind": "k", "subject": "1a", "value": 1, "message": "Тест °"}


def job(folder: Path, shot: str) -> StillJob:
    return StillJob("film.json", shot, str(folder / f"film_{shot}.png"), (96, 54), "draft")


def written(folder: Path, shot: str, *, seconds: float = 0.5, state: Any = "written") -> Outcome:
    files = []
    for suffix in ("png", "json"):
        path = folder / f"film_{shot}.{suffix}"
        path.write_text(f"{suffix} of {shot}")
        files.append(StillFile(path.name, f"hash of {shot}", path.stat().st_size))
    return Outcome(job(folder, shot), state, seconds, tuple(files), (FINDING,), attempts=1)


def begun(folder: Path, *shots: str, before: dict[str, Any] | None = None) -> Manifest:
    jobs = [job(folder, shot) for shot in shots]
    return Manifest(folder / MANIFEST_NAME, jobs, before=before or read_rows(folder))


def states(folder: Path) -> dict[str, str]:
    return {row["still"]: row["state"] for row in read_manifest(folder / MANIFEST_NAME)["stills"]}


def test_every_still_has_a_line_of_its_own(tmp_path: Path) -> None:
    manifest = begun(tmp_path, "1", "2", "3")
    manifest.note_faults((Fault(("it is damaged",), scene="bad.json"),))
    manifest.note(written(tmp_path, "1"))
    manifest.note(Outcome(job(tmp_path, "2"), "failed", sentences=("it hangs",), attempts=2))
    manifest.write("stopped")
    lines = (tmp_path / MANIFEST_NAME).read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line.rstrip(",")) for line in lines if '"still"' in line]
    assert [row["state"] for row in rows] == ["written", "failed", "waiting"]
    assert rows[0]["files"][0] == {"path": "film_1.png", "sha256": "hash of 1", "bytes": 8}
    assert (rows[0]["seconds"], rows[0]["findings"]) == (0.5, [FINDING])
    assert (rows[1]["messages"], rows[1]["attempts"], rows[1]["files"]) == (["it hangs"], 2, [])
    data = read_manifest(tmp_path / MANIFEST_NAME)
    assert data["state"] == "stopped"
    assert data["counts"] == {"written": 1, "failed": 1, "waiting": 1}
    assert data["bad_input"] == [{"scene": "bad.json", "messages": ["it is damaged"]}]


def test_it_is_there_and_whole_while_the_batch_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manifests, "_LEAST_GAP_S", 0.0)
    monkeypatch.setattr(manifests, "_SHARE_OF_TIME", 1e9)
    manifest = begun(tmp_path, "1", "2")
    manifest.begin()
    assert states(tmp_path) == {"film_1.png": "waiting", "film_2.png": "waiting"}
    manifest.note(written(tmp_path, "1"))
    assert states(tmp_path) == {"film_1.png": "written", "film_2.png": "waiting"}
    assert read_manifest(tmp_path / MANIFEST_NAME)["state"] == "running"


def test_writing_it_takes_a_small_share_of_a_long_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = []
    before = manifests.write_whole

    def write(*arguments: Any, **options: Any) -> None:
        count.append(1)
        before(*arguments, **options)

    monkeypatch.setattr(manifests, "write_whole", write)
    manifest = begun(tmp_path, *map(str, range(50)))
    for index in range(50):
        manifest.note(written(tmp_path, str(index)))
    assert len(count) <= 10


def test_a_full_disk_keeps_the_one_before_and_is_told_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = begun(tmp_path, "1")
    manifest.begin()
    outcome = written(tmp_path, "1")

    def refuse(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    manifest.note(outcome)
    with pytest.raises(OutputError, match="the manifest cannot be written, the disk is full"):
        manifest.write("finished")
    assert states(tmp_path) == {"film_1.png": "waiting"}
    assert not list(tmp_path.glob(".*"))


def test_stills_of_an_earlier_batch_stay_in_it_while_they_are_there(tmp_path: Path) -> None:
    first = begun(tmp_path, "1", "2", "3")
    for shot in ("1", "2", "3"):
        first.note(written(tmp_path, shot))
    first.write("finished")
    (tmp_path / "film_2.png").unlink()
    begun(tmp_path, "3").write("stopped")
    assert states(tmp_path) == {"film_3.png": "waiting", "film_1.png": "kept"}


def test_what_is_up_to_date_keeps_the_seconds_that_it_took(tmp_path: Path) -> None:
    first = begun(tmp_path, "1")
    first.note(written(tmp_path, "1", seconds=7.0))
    first.write("finished")
    second = begun(tmp_path, "1")
    second.note(written(tmp_path, "1", seconds=0.0, state="up-to-date"))
    second.write("finished")
    row = read_manifest(tmp_path / MANIFEST_NAME)["stills"][0]
    assert (row["state"], row["seconds"]) == ("up-to-date", 7.0)


def test_rows_of_parts_are_read_together(tmp_path: Path) -> None:
    for part, shot in (("a", "1"), ("b", "2")):
        path = tmp_path / f"manifest-{part}.json"
        manifest = Manifest(path, [job(tmp_path, shot)], before={}, is_whole=False)
        manifest.note(written(tmp_path, shot))
        manifest.write("finished")
    (tmp_path / "manifest-c.json").write_text("{")
    assert set(read_rows(tmp_path)) == {"film_1.png", "film_2.png"}


@pytest.mark.parametrize("text", [None, "{", "[]", '{"format": "zeroshot.still"}'])
def test_what_is_no_manifest_is_told(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / MANIFEST_NAME
    if text is not None:
        path.write_text(text)
    with pytest.raises(OutputError, match="manifest"):
        read_manifest(path)

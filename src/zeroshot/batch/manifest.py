"""The manifest of a folder of stills: one line per still, with its files, hashes, seconds and findings.

It is written whole or not at all, again and again while a batch runs. After a crash it says "running", and
each line is still true of its still, but for those that say "waiting": these may have been drawn since.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

from zeroshot import __version__
from zeroshot.batch.jobs import Fault, Outcome, StillJob
from zeroshot.disk import write_whole
from zeroshot.errors import OutputError

FORMAT = "zeroshot.manifest"
MANIFEST_NAME = "manifest.json"

BatchState = Literal["running", "finished", "stopped"]
Row = dict[str, Any]

_SHARE_OF_TIME = 0.04
"""How much of a batch may go into writing manifests: with 100,000 lines, each takes a second."""

_LEAST_GAP_S = 0.1


class Manifest:
    """The manifest of one batch. Rows stand in the order of the plan, those kept from before come last.

    path: where it is written. before: the rows that the folder's manifests had, by still; see `read_rows`.
    is_whole: it tells of the folder, so rows of stills that are not asked for now stay in it.
    """

    def __init__(
        self, path: Path, jobs: Iterable[StillJob], *, before: Mapping[str, Row], is_whole: bool = True
    ) -> None:
        self._path = path
        self._before = before
        self._rows = {Path(job.still).name: _waiting(job) for job in jobs}
        if is_whole:
            kept = {name: row for name, row in before.items() if name not in self._rows}
            self._rows |= {name: {**row, "state": "kept"} for name, row in kept.items() if _lies(row, path)}
        self._lines = {name: _line(row) for name, row in self._rows.items()}
        self._faults: tuple[Fault, ...] = ()
        self._next_s = 0.0

    def note_faults(self, faults: tuple[Fault, ...]) -> None:
        """Take in which scene files cannot be used."""
        self._faults = faults

    def begin(self) -> None:
        """Say on disk that a batch runs, unless the disk refuses."""
        with suppress(OutputError):
            self.write("running")

    def note(self, outcome: Outcome) -> None:
        """Take in what became of a still, and write the manifest when it was not written just now.

        A disk that refuses is passed over here: what was written before stays, and the end tells.
        """
        name = Path(outcome.job.still).name
        row = _row(outcome)
        earlier = self._before.get(name)
        if outcome.state == "up-to-date" and earlier is not None and earlier.get("files") == row["files"]:
            row |= {key: earlier[key] for key in ("seconds", "attempts") if key in earlier}
        self._rows[name] = row
        self._lines[name] = _line(row)
        if time.monotonic() >= self._next_s:
            self.begin()

    def write(self, state: BatchState) -> None:
        """Write the manifest. Raises OutputError; then the one before is there still."""
        started = time.monotonic()
        try:
            write_whole(self._path, self._text(state).encode(), what="the manifest")
        finally:
            ended = time.monotonic()
            self._next_s = ended + max(_LEAST_GAP_S, (ended - started) / _SHARE_OF_TIME)

    def _text(self, state: BatchState) -> str:
        counts: dict[str, int] = {}
        for row in self._rows.values():
            counts[row["state"]] = counts.get(row["state"], 0) + 1
        head = {"format": FORMAT, "version": __version__, "state": state, "counts": counts}
        faults = [{"scene": fault.scene, "messages": list(fault.sentences)} for fault in self._faults]
        groups = {"bad_input": [_line(fault) for fault in faults], "stills": list(self._lines.values())}
        lists = (f'"{name}": {_list(lines)}' for name, lines in groups.items())
        return json.dumps(head, ensure_ascii=False)[:-1] + ",\n" + ",\n".join(lists) + "}\n"


def read_manifest(path: Path) -> dict[str, Any]:
    """Read a manifest. Raises OutputError, which says what to do, where there is none that can be used."""
    try:
        data = json.loads(path.read_bytes())
    except OSError as error:
        raise OutputError(
            f"the manifest cannot be read ({error.strerror}): render the stills first ({path})"
        ) from None
    except ValueError:
        data = None
    if not _is_manifest(data):
        raise OutputError(f"this is no manifest of stills: render them again with --resume ({path})")
    found: dict[str, Any] = data
    return found


def read_rows(folder: Path) -> dict[str, Row]:
    """Read the rows of all manifests in a folder that tell of a still that was there, by the still's name.

    What cannot be read counts as not there.
    """
    rows: dict[str, Row] = {}
    for path in sorted(folder.glob("manifest*.json")):
        try:
            manifest = read_manifest(path)
        except OutputError:
            continue
        for row in manifest["stills"]:
            if isinstance(row, dict) and isinstance(row.get("still"), str) and row.get("files"):
                rows[row["still"]] = row
    return rows


def _is_manifest(data: Any) -> bool:
    return isinstance(data, dict) and data.get("format") == FORMAT and isinstance(data.get("stills"), list)


def _waiting(job: StillJob) -> Row:
    return {**_place(job), "state": "waiting", "files": []}


def _place(job: StillJob) -> Row:
    return {"scene": job.told_scene, "shot": job.shot_id, "still": Path(job.still).name}


def _row(outcome: Outcome) -> Row:
    files = [{"path": file.name, "sha256": file.sha256, "bytes": file.byte_count} for file in outcome.files]
    row: Row = {**_place(outcome.job), "state": outcome.state, "files": files}
    if outcome.state == "failed":
        return {**row, "attempts": outcome.attempts, "messages": list(outcome.sentences)}
    row |= {"seconds": round(outcome.seconds, 3), "attempts": outcome.attempts}
    return {**row, "findings": list(outcome.findings)}


def _lies(row: Row, manifest: Path) -> bool:
    """Tell whether the files of a row are there, in the length that it says."""
    try:
        return all((manifest.parent / file["path"]).stat().st_size == file["bytes"] for file in row["files"])
    except (OSError, KeyError, TypeError):
        return False


def _list(lines: list[str]) -> str:
    return "[\n" + ",\n".join(lines) + "\n]" if lines else "[]"


def _line(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False)

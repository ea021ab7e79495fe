"""Which stills are there already, whole, and made from what they would be made from now."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zeroshot import __version__
from zeroshot.batch.jobs import Outcome, StillFile, StillJob
from zeroshot.batch.origins import origin_of
from zeroshot.batch.sizes import with_aspect
from zeroshot.errors import ZeroshotError
from zeroshot.framing.lens.optics import size_px
from zeroshot.framing.staging import view_of
from zeroshot.render.still import Origin, overlay_path, sha256_of, sidecar_path
from zeroshot.scene.document import Document
from zeroshot.scene.files import read_document
from zeroshot.scene.resolve import resolve


@dataclass(frozen=True)
class Standing:
    """Whether a still is up to date. reason: why it must be drawn, as a phrase; "" for one that need not.

    kept: what is there, for a still that is up to date.
    """

    job: StillJob
    reason: str
    kept: Outcome | None = None


class _Unusable(Exception):
    """What is there does not count; the argument says why."""


def look_at_stills(jobs: Iterable[StillJob]) -> Iterator[Standing]:
    """Look at each still on disk, in order, and say whether it is up to date, and if not why.

    Compared is content: what the scene says of the shot, the bytes of every model's files, the look, the
    size, and the version of zeroshot. Dates count for nothing.
    """
    reader = _Reader()
    for job in jobs:
        try:
            yield Standing(job, "", kept=_kept(job, reader))
        except _Unusable as why:
            yield Standing(job, str(why))


def find_up_to_date(jobs: Iterable[StillJob]) -> dict[StillJob, Outcome]:
    """Find the stills that are there and up to date."""
    return {standing.job: standing.kept for standing in look_at_stills(jobs) if standing.kept is not None}


class _Reader:
    """Keeps the scene just read: the stills of a scene come one after the other."""

    def __init__(self) -> None:
        self._key: tuple[str, float | None] | None = None
        self._document = Document()

    def read(self, job: StillJob) -> Document:
        key = (job.scene, job.aspect)
        if key != self._key:
            self._document = with_aspect(read_document(job.scene), job.aspect)
            self._key = key
        return self._document


def _kept(job: StillJob, reader: _Reader) -> Outcome:
    still = Path(job.still)
    if not still.is_file():
        raise _Unusable("there is no such still yet")
    record, told = _read_sidecar(still)
    try:
        document = reader.read(job)
        origin = origin_of(document, job.shot_id, beside=Path(job.scene).parent, look=job.look)
        size = _size_of(job, document)
    except ZeroshotError as error:
        raise _Unusable(f"it cannot be compared: {error}") from None
    _compare(record, job, origin, size)
    # Pictures come last, since they are the most to read.
    files = (_whole(still, record.get("picture")), *_overlays(job, record, still), told)
    return Outcome(job, "up-to-date", files=files, findings=tuple(record["reading"]["findings"]))


def _read_sidecar(still: Path) -> tuple[dict[str, Any], StillFile]:
    path = sidecar_path(still)
    try:
        content = path.read_bytes()
        record = json.loads(content)
        if not isinstance(record["reading"]["findings"], list) or not isinstance(record["files"], dict):
            raise TypeError
    except (OSError, ValueError, KeyError, TypeError):
        raise _Unusable("what lies beside it (its .json file) is missing or not whole") from None
    return record, StillFile(path.name, sha256_of(content), len(content))


def _whole(path: Path, told: Any) -> StillFile:
    """See that a picture is the one that its sidecar tells of, byte for byte."""
    try:
        content = path.read_bytes()
        found = StillFile(path.name, sha256_of(content), len(content))
        if isinstance(told, dict) and (told.get("file"), told.get("sha256")) == (path.name, found.sha256):
            return found
    except OSError:
        pass
    raise _Unusable("the picture is not the one that was written")


def _overlays(job: StillJob, record: dict[str, Any], still: Path) -> tuple[StillFile, ...]:
    """See that the copy with overlays is there, where one is wanted."""
    if not job.overlays:
        return ()
    told = record.get("overlay")
    if not isinstance(told, dict) or told.get("drawn") != list(job.overlays):
        raise _Unusable(f"it has no copy with the overlays {', '.join(job.overlays)}")
    return (_whole(overlay_path(still), told),)


def _compare(record: dict[str, Any], job: StillJob, origin: Origin, size: tuple[int, int]) -> None:
    if record.get("version") != __version__:
        raise _Unusable(f"another zeroshot drew it ({record.get('version')}, and this is {__version__})")
    if record["reading"].get("shot") != job.shot_id or record.get("shot_sha256") != origin.shot_sha256:
        raise _Unusable("the scene says something else of this shot now")
    if (record.get("width_px"), record.get("height_px")) != size:
        raise _Unusable(f"it is {record.get('width_px')}×{record.get('height_px')}, not {size[0]}×{size[1]}")
    if record.get("look") != job.look:
        raise _Unusable(f"its look is {record.get('look')}, not {job.look}")
    if record.get("look_sha256") != origin.look_sha256:
        raise _Unusable(f"the look {job.look} draws otherwise now")
    if record.get("files_sha256") != origin.files_sha256:
        before, now = record["files"].items(), origin.files.items()
        names = sorted({name for name, _ in set(before) ^ set(now)}) or ["a model"]
        raise _Unusable(f"{', '.join(names)} changed")


def _size_of(job: StillJob, document: Document) -> tuple[int, int]:
    view = view_of(resolve(document, job.shot_id).camera)
    return size_px(view, width_px=job.box_px[0], height_px=job.box_px[1])

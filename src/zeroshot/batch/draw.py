"""Draw the still of a job: read, stage, paint, write. The only file of the batch that starts graphics."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from zeroshot.batch.jobs import StillFile, StillJob
from zeroshot.batch.origins import origin_of
from zeroshot.batch.sizes import with_aspect
from zeroshot.framing.checks.findings import examine
from zeroshot.framing.lens.optics import size_px
from zeroshot.framing.staging import stage
from zeroshot.render.overlays import with_overlays
from zeroshot.render.painter import Painter
from zeroshot.render.picture_files import is_linear, kind_of
from zeroshot.render.reader import Reader
from zeroshot.render.still import write_still
from zeroshot.scene.document import Document
from zeroshot.scene.files import read_document


class Studio:
    """Keeps what the next still can use again: the painter with its geometry, and the scene just read."""

    def __init__(self) -> None:
        self._painter: Painter | None = None
        self._reader = Reader()
        self._scene: tuple[tuple[str, float | None], Document] | None = None

    def __enter__(self) -> Studio:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._reader.close()
        if self._painter is not None:
            self._painter.close()

    def draw(self, job: StillJob) -> tuple[tuple[StillFile, ...], tuple[dict[str, Any], ...]]:
        """Draw one still, write it with its sidecar, and return its files and the findings of its reading.

        Raises ZeroshotError: the scene, a model or the lens cannot be used; nothing can be drawn; the disk
        refuses.
        """
        document, beside = self._read(job), Path(job.scene).parent
        # Hashed before they are read: a file that changes in between is drawn anew by the next --resume.
        origin = origin_of(document, job.shot_id, beside=beside, look=job.look)
        staged = stage(document, job.shot_id, beside=beside)
        width_px, height_px = size_px(staged.view, width_px=job.box_px[0], height_px=job.box_px[1])
        if self._painter is None:
            self._painter = Painter()
        plate = self._painter.paint(
            staged,
            width_px=width_px,
            height_px=height_px,
            look=job.look,
            is_linear=is_linear(job.look, kind_of(Path(job.still))),
        )
        reading = self._reader.read(staged, scene=job.told_scene)
        reading = examine(staged, reading, rendered=plate.picture)
        overlay = None
        if job.overlays and plate.picture is not None:
            overlay = with_overlays(plate.picture, job.overlays, staged, reading)
        record = reading.to_json()
        with _undisturbed():
            written = write_still(
                Path(job.still),
                plate,
                record,
                document=document,
                look=job.look,
                origin=origin,
                overlay=overlay,
                overlay_names=job.overlays,
            )
        files = tuple(StillFile(file.path.name, file.sha256, file.byte_count) for file in written)
        return files, tuple(record["findings"])

    def _read(self, job: StillJob) -> Document:
        key = (job.scene, job.aspect)
        if self._scene is None or self._scene[0] != key:
            self._scene = key, with_aspect(read_document(job.scene), job.aspect)
        return self._scene[1]


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Put off being stopped until a file is whole, so that no half of one is left; Windows cannot."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

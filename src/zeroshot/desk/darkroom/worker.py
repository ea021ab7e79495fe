"""The process that draws and reads for the app: requests come in on stdin, replies go out on stdout."""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import suppress
from dataclasses import replace
from mmap import mmap
from pathlib import Path
from typing import BinaryIO

from zeroshot.batch.faults import sentence_of_bug, sentences_of
from zeroshot.desk.carried import carried
from zeroshot.desk.darkroom.requests import (
    Drawn,
    DrawRequest,
    Failed,
    Read,
    ReadRequest,
    Reply,
    Request,
    receive,
    send,
)
from zeroshot.desk.darkroom.resharing import reshared
from zeroshot.desk.darkroom.start import BOARD_BYTES
from zeroshot.errors import NoGraphicsError, ZeroshotError
from zeroshot.framing.checks.findings import examine
from zeroshot.framing.lens.optics import size_px
from zeroshot.framing.staging import StagedShot, seen_through, stage
from zeroshot.render.painter import Painter
from zeroshot.render.reader import Reader
from zeroshot.scene.document import Document
from zeroshot.scene.files import read_document

PREPARED_PX = (96, 54)
"""The picture that makes ready is small: meshes, textures and shaders are what takes long."""


def main(scene: str | None = None, board_file: int | None = None) -> None:
    """Answer requests until stdin ends: the app closes it, and so does the app's death.

    scene: a file that will be asked for, "" for none yet; the process makes ready for it before it is asked.
    board_file: the descriptor of a file for pixels that the app sees, too.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the app's to handle
    replies = _claim_stdout()
    board = None if board_file is None else mmap(board_file, BOARD_BYTES)
    with Bench() as bench:
        if scene is not None:
            bench.prepare(Path(scene) if scene else None)
        while (request := receive(sys.stdin.buffer)) is not None:
            assert isinstance(request, Request)
            send(replies, bench.answer(request), board)


def _claim_stdout() -> BinaryIO:
    """Keep stdout for replies alone: what libraries print there goes to stderr from now on."""
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return replies


class Bench:
    """Keeps what the next request can use again: painter, reader, the last document, posed shots."""

    def __init__(self) -> None:
        self._painter: Painter | None = None
        self._reader = Reader()
        self._document: Document | None = None
        self._posed: dict[str | None, StagedShot] = {}

    def __enter__(self) -> Bench:
        return self

    def __exit__(self, *_: object) -> None:
        self._reader.close()
        if self._painter is not None:
            self._painter.close()

    def prepare(self, scene: Path | None) -> None:
        """Load what the first picture of a scene needs; what is wrong is told by the first request."""
        with suppress(ZeroshotError, OSError):
            if scene is None:
                self._painter = Painter()
                return
            document, beside = read_document(scene), os.fspath(scene.parent)
            self.answer(DrawRequest("", 0, document, None, beside=beside, box_px=PREPARED_PX))

    def answer(self, request: Request) -> Reply:
        """Do what is asked; every error becomes a reply, for the next request may do better."""
        try:
            return self._made(request)
        except NoGraphicsError as error:
            return Failed(request.slot, request.serial, (str(error),), is_lasting=True)
        except ZeroshotError as error:
            return Failed(request.slot, request.serial, tuple(sentences_of(error)))
        except Exception as error:  # noqa: BLE001  a bug in one picture must not take the app's pictures away
            return Failed(request.slot, request.serial, (sentence_of_bug(error),))

    def _made(self, request: Request) -> Reply:
        started = time.perf_counter()
        staged, is_posed = self._stage(request)
        if isinstance(request, DrawRequest):
            return self._drawn(request, staged, started, is_posed=is_posed)
        assert isinstance(request, ReadRequest)
        reading = self._reader.read(staged, scene=request.scene)
        return Read(request.slot, request.serial, examine(staged, reading))

    def _drawn(self, request: DrawRequest, staged: StagedShot, started: float, *, is_posed: bool) -> Drawn:
        box = request.box_px
        width_px, height_px = size_px(staged.view, width_px=box[0], height_px=box[1])
        self._painter = self._painter or Painter()
        picture = self._painter.draw(staged, width_px=width_px, height_px=height_px, look=request.look)
        figures = {one.actor.id: one.figure for one in staged.actors} if is_posed else None
        seconds = time.perf_counter() - started
        return Drawn(request.slot, request.serial, picture, request.look, seconds, figures)

    def _stage(self, request: Request) -> tuple[StagedShot, bool]:
        """Return the shot, and whether everyone is posed for it."""
        document = request.document
        if self._document is not None:
            document = reshared(self._document, document)
        self._document = document
        beside = None if request.beside is None else Path(request.beside)
        before = self._posed.get(request.shot_id)
        if isinstance(request, DrawRequest) and request.is_rough and _is_of(before, document):
            staged, is_posed = carried(before, document, request.shot_id, beside=beside), False
        else:
            staged, is_posed = stage(document, request.shot_id, beside=beside), True
            self._posed[request.shot_id] = staged
        if request.camera is not None:
            staged = replace(seen_through(staged, request.camera), orbit=staged.orbit)
        return staged, is_posed


def _is_of(before: StagedShot | None, document: Document) -> bool:
    """Tell whether a shot was staged of this scene: somebody in it is somebody of it, or nobody is there."""
    if before is None:
        return False
    ids = {actor.id for actor in document.actors}
    return not ids or any(one.actor.id in ids for one in before.actors)


if __name__ == "__main__":
    main()

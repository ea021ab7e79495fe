"""The process that draws and reads for the app: requests come in on stdin, replies go out on stdout."""

from __future__ import annotations

import os
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from zeroshot.batch.faults import sentence_of_bug, sentences_of
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
from zeroshot.errors import NoGraphicsError, ZeroshotError
from zeroshot.framing.findings import examine
from zeroshot.framing.optics import size_px
from zeroshot.framing.staging import StagedShot, seen_through, stage
from zeroshot.render.painter import Painter
from zeroshot.render.reader import Reader
from zeroshot.scene.document import Document


def main() -> None:
    """Answer requests until stdin ends: the app closes it, and so does the app's death."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the app's to handle
    replies = _claim_stdout()
    with Bench() as bench:
        while (request := receive(sys.stdin.buffer)) is not None:
            assert isinstance(request, Request)
            send(replies, bench.answer(request))


def _claim_stdout() -> BinaryIO:
    """Keep stdout for replies alone: what libraries print there goes to stderr from now on."""
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return replies


class Bench:
    """Keeps what the next request can use again: painter, reader, and the document of the last one."""

    def __init__(self) -> None:
        self._painter: Painter | None = None
        self._reader = Reader()
        self._document: Document | None = None

    def __enter__(self) -> Bench:
        return self

    def __exit__(self, *_: object) -> None:
        self._reader.close()
        if self._painter is not None:
            self._painter.close()

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
        staged = self._stage(request)
        if isinstance(request, DrawRequest):
            box = request.box_px
            width_px, height_px = size_px(staged.view, width_px=box[0], height_px=box[1])
            self._painter = self._painter or Painter()
            picture = self._painter.draw(staged, width_px=width_px, height_px=height_px, look=request.look)
            return Drawn(request.slot, request.serial, picture, time.perf_counter() - started)
        assert isinstance(request, ReadRequest)
        reading = self._reader.read(staged, scene=request.scene)
        return Read(request.slot, request.serial, examine(staged, reading))

    def _stage(self, request: Request) -> StagedShot:
        document = request.document
        if self._document is not None:
            document = reshared(self._document, document)
        self._document = document
        beside = None if request.beside is None else Path(request.beside)
        staged = stage(document, request.shot_id, beside=beside)
        if request.camera is not None:
            staged = replace(seen_through(staged, request.camera), orbit=staged.orbit)
        return staged


if __name__ == "__main__":
    main()

"""What is asked of a darkroom and what comes back, and how both travel through a pipe."""

from __future__ import annotations

import pickle
import struct
from collections.abc import Mapping
from dataclasses import dataclass, replace
from mmap import mmap
from typing import IO

import numpy as np

from zeroshot.framing.reading import Reading
from zeroshot.mesh import Image
from zeroshot.people.figure import Figure
from zeroshot.scene.document import Camera, Document

_LENGTHS = struct.Struct("<QQ")


@dataclass(frozen=True, eq=False)
class Request:
    """Something to be made of a shot.

    slot: who asks; a newer request of a slot takes the place of one that has not begun. beside: the folder of
    the scene file. camera: looks in place of the shot's own.
    """

    slot: str
    serial: int
    document: Document
    shot_id: str | None
    beside: str | None = None
    camera: Camera | None = None


@dataclass(frozen=True, eq=False)
class DrawRequest(Request):
    """Draw a picture that fits in a box of pixels; its shape is the camera's.

    is_rough: people may be as they were, where they are now: what a hand drags is shown before all is posed.
    """

    box_px: tuple[int, int] = (960, 540)
    look: str = "draft"
    is_rough: bool = False


@dataclass(frozen=True, eq=False)
class ReadRequest(Request):
    """Read a shot: who is seen, how, and what is to be found fault with."""

    scene: str = ""


@dataclass(frozen=True, eq=False)
class Reply:
    """What came of a request; the slot and serial are the request's."""

    slot: str
    serial: int


@dataclass(frozen=True, eq=False)
class Drawn(Reply):
    """A picture (h, w, 3) uint8 sRGB in a look, and how long it took to stage and draw.

    figures: everyone by id as they are posed in it, told once for each change of it; None where it is rough.
    """

    picture: Image
    look: str = "draft"
    seconds: float = 0.0
    figures: Mapping[str, Figure] | None = None


@dataclass(frozen=True, eq=False)
class Read(Reply):
    """What a shot says."""

    reading: Reading


@dataclass(frozen=True, eq=False)
class Failed(Reply):
    """Why it could not be made, in sentences for a filmmaker. is_lasting: no request will do better."""

    sentences: tuple[str, ...]
    is_lasting: bool = False


def send(pipe: IO[bytes], message: Request | Reply, board: mmap | None = None) -> None:
    """Write one message; the pixels of a picture are put on the board where they fit, else they follow."""
    pixels: bytes | memoryview = b""
    if isinstance(message, Drawn):
        picture = np.ascontiguousarray(message.picture)
        pixels = picture.data.cast("B")
        message = replace(message, picture=np.zeros((*picture.shape[:2], 0), np.uint8))
        if board is not None and len(pixels) <= len(board):
            board[: len(pixels)] = pixels
            pixels = b""
    head = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTHS.pack(len(head), len(pixels)) + head)
    pipe.write(pixels)
    pipe.flush()


def receive(pipe: IO[bytes], board: mmap | None = None) -> Request | Reply | None:
    """Read one message; None where the other side has gone."""
    lengths = pipe.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    head_length, pixel_length = _LENGTHS.unpack(lengths)
    head, pixels = pipe.read(head_length), pipe.read(pixel_length)
    if len(head) < head_length or len(pixels) < pixel_length:
        return None
    message: Request | Reply = pickle.loads(head)  # from a process of our own, over a pipe nobody else has
    if isinstance(message, Drawn):
        height_px, width_px = message.picture.shape[:2]
        if board is not None and not pixels:
            pixels = board[: 3 * height_px * width_px]
        picture = np.frombuffer(pixels, np.uint8).reshape(height_px, width_px, 3)
        message = replace(message, picture=picture)
    return message

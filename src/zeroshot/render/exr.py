"""OpenEXR files: scan lines, zipped, half or whole floats. Enough to write light and distances.

Source: "OpenEXR File Layout" and "Technical Introduction to OpenEXR", openexr.com.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from zeroshot.mesh import Points

_MAGIC, _VERSION = 20000630, 2
_ZIP, _LINES = 3, 16
"""The coding of sixteen lines at a time by zlib."""

_KINDS = {np.dtype(np.float16): 1, np.dtype(np.float32): 2}


def exr_from_light(light: Points, *, comments: str = "") -> bytes:
    """Return linear light (h, w, 3), rows from the top, as a file with the half channels R, G, B.

    Light beyond what a half holds is written as its largest, 65504.
    """
    halves = np.clip(light, 0.0, 65504.0).astype(np.float16)
    return _encoded({name: halves[..., i] for i, name in enumerate("RGB")}, comments)


def exr_from_depth(depth_m: Points, *, comments: str = "") -> bytes:
    """Return metres (h, w), rows from the top, as a file with the float channel Z."""
    return _encoded({"Z": depth_m.astype(np.float32)}, comments)


def _encoded(channels: Mapping[str, NDArray[np.floating]], comments: str) -> bytes:
    names = sorted(channels)
    height_px, width_px = channels[names[0]].shape
    header = b"".join(_header(channels, names, width_px, height_px, comments))
    blocks = list(_blocks([channels[name] for name in names], height_px))
    place = len(header) + 8 * len(blocks)
    offsets = []
    for block in blocks:
        offsets.append(struct.pack("<Q", place))
        place += len(block)
    return header + b"".join(offsets) + b"".join(blocks)


def _header(
    channels: Mapping[str, NDArray[np.floating]],
    names: list[str],
    width_px: int,
    height_px: int,
    comments: str,
) -> Iterator[bytes]:
    yield struct.pack("<ii", _MAGIC, _VERSION)
    rows = (
        name.encode() + b"\0" + struct.pack("<iiii", _KINDS[channels[name].dtype], 0, 1, 1) for name in names
    )
    yield _attribute("channels", "chlist", b"".join(rows) + b"\0")
    yield _attribute("compression", "compression", bytes([_ZIP]))
    box = struct.pack("<iiii", 0, 0, width_px - 1, height_px - 1)
    yield _attribute("dataWindow", "box2i", box)
    yield _attribute("displayWindow", "box2i", box)
    yield _attribute("lineOrder", "lineOrder", b"\0")
    yield _attribute("pixelAspectRatio", "float", struct.pack("<f", 1.0))
    yield _attribute("screenWindowCenter", "v2f", struct.pack("<ff", 0.0, 0.0))
    yield _attribute("screenWindowWidth", "float", struct.pack("<f", 1.0))
    if comments:
        yield _attribute("comments", "string", comments.encode())
    yield b"\0"


def _attribute(name: str, kind: str, value: bytes) -> bytes:
    return name.encode() + b"\0" + kind.encode() + b"\0" + struct.pack("<i", len(value)) + value


def _blocks(planes: list[NDArray[np.floating]], height_px: int) -> Iterator[bytes]:
    little = [np.ascontiguousarray(plane, plane.dtype.newbyteorder("<")) for plane in planes]
    for start in range(0, height_px, _LINES):
        stop = min(start + _LINES, height_px)
        plain = b"".join(plane[row].tobytes() for row in range(start, stop) for plane in little)
        coded = zlib.compress(_foretold(plain), 4)
        # What does not get smaller is stored as it is; readers tell by the size.
        kept = coded if len(coded) < len(plain) else plain
        yield struct.pack("<ii", start, len(kept)) + kept


def _foretold(plain: bytes) -> bytes:
    """Put every other byte into each half, then keep what differs from the byte before."""
    data = np.frombuffer(plain, np.uint8)
    halves = np.concatenate([data[0::2], data[1::2]])
    coded = halves.copy()
    coded[1:] = halves[1:] - halves[:-1] + np.uint8(128)
    return coded.tobytes()

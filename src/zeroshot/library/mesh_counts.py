"""How many triangles a mesh file has, told without building it, so that a monster is refused in time."""

from __future__ import annotations

import re
from pathlib import Path

_STL_HEADER_BYTES, _STL_TRIANGLE_BYTES = 84, 50
_PLY_HEADER_BYTES = 64 * 1024
_BLOCK_BYTES = 16 * 1024 * 1024


def count_triangles(path: Path) -> int | None:
    """Count, or estimate from below, the triangles of an STL, PLY or OBJ file; None when it does not tell.

    Reads the header of STL and PLY, and the bytes of OBJ once; builds nothing.
    """
    counter = {".stl": _count_stl, ".ply": _count_ply, ".obj": _count_obj}.get(path.suffix.lower())
    return None if counter is None else counter(path)


def _count_stl(path: Path) -> int | None:
    with path.open("rb") as file:
        header = file.read(_STL_HEADER_BYTES)
    if len(header) < _STL_HEADER_BYTES:
        return None
    claimed = int.from_bytes(header[80:84], "little")
    is_binary = path.stat().st_size == _STL_HEADER_BYTES + claimed * _STL_TRIANGLE_BYTES
    if is_binary:
        return claimed
    return _count_in_blocks(path, b"endfacet")


def _count_ply(path: Path) -> int | None:
    with path.open("rb") as file:
        header = file.read(_PLY_HEADER_BYTES).partition(b"end_header")[0]
    match = re.search(rb"element\s+face\s+(\d+)", header)
    return int(match.group(1)) if match else None


def _count_obj(path: Path) -> int:
    # A face of more than three corners becomes several triangles: this counts each once.
    return _count_in_blocks(path, b"\nf ")


def _count_in_blocks(path: Path, token: bytes) -> int:
    total, tail = 0, b""
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            total += (tail + block).count(token)
            tail = block[-(len(token) - 1) :]
    return total

"""The numbers and bytes a glTF file refers to: buffers, buffer views, accessors, data URIs, other files."""

from __future__ import annotations

import base64
import urllib.parse
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zeroshot.errors import AssetError, did_you_mean

_DTYPES = {5120: "<i1", 5121: "<u1", 5122: "<i2", 5123: "<u2", 5125: "<u4", 5126: "<f4"}
_WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT2": 4, "MAT3": 9, "MAT4": 16}


LIGHT_NODE = "light_node"
"""In the asset's extras: which node holds the lighter level. It stands in no scene, so that other tools show
only the full one."""


class Buffers:
    """Reads accessors and images of one file; buffers are loaded when first asked for."""

    def __init__(self, header: dict[str, Any], binary: bytes, *, path: Path) -> None:
        self._header = header
        self._path = path
        self._loaded: dict[int, bytes] = {}
        if binary:
            self._loaded[0] = binary

    def array(self, accessor_index: int) -> NDArray[Any]:
        """Read an accessor as stored: (count, width). Raises ValueError when it points outside its buffer."""
        accessor = self._header["accessors"][_index(accessor_index)]
        dtype = np.dtype(_DTYPES[accessor["componentType"]])
        width, count = _WIDTHS[accessor["type"]], int(accessor["count"])
        if "bufferView" in accessor:
            values = self._view_array(
                accessor["bufferView"], int(accessor.get("byteOffset", 0)), dtype, count, width
            )
        else:
            values = np.zeros((count, width), dtype)
        if "sparse" in accessor:
            values = self._sparse(values, accessor["sparse"], dtype, width)
        return values

    def floats(self, accessor_index: int) -> NDArray[np.float64]:
        """Read an accessor as float64 (count, width), normalised integers scaled to 0…1 or −1…1."""
        accessor = self._header["accessors"][_index(accessor_index)]
        values = self.array(accessor_index)
        if accessor.get("normalized") and values.dtype.kind in "iu":
            return np.asarray(np.maximum(values / np.iinfo(values.dtype).max, -1.0))
        return values.astype(np.float64)

    def view_bytes(self, view_index: int) -> bytes:
        """Return the bytes of a buffer view, as an embedded picture needs them."""
        view = self._header["bufferViews"][_index(view_index)]
        start = int(view.get("byteOffset", 0))
        return self._buffer(view["buffer"])[start : start + int(view["byteLength"])]

    def uri_bytes(self, uri: str) -> bytes:
        """Return the bytes behind a data URI or in a file. Raises AssetError when there are none."""
        if uri.startswith("data:"):
            return base64.b64decode(uri.partition(",")[2], validate=False)
        if "://" in uri:
            raise AssetError(
                f'the mesh "{self._path.name}" refers to {uri}, and zeroshot reads nothing from the network: '
                f"download it beside the mesh and name it there ({self._path})"
            )
        file = self.file_of(uri)
        try:
            return file.read_bytes()
        except OSError as error:
            siblings = [entry.name for entry in file.parent.iterdir()] if file.parent.is_dir() else []
            raise AssetError(
                f'the mesh "{self._path.name}" refers to "{uri}", which cannot be read ({error.strerror})'
                f"{did_you_mean(file.name, siblings)}: keep the files of a .gltf together ({file})"
            ) from None

    def file_of(self, uri: str) -> Path:
        """Return the path that a relative URI names."""
        return self._path.parent / urllib.parse.unquote(uri)

    def _buffer(self, index: int) -> bytes:
        if index not in self._loaded:
            self._loaded[index] = self.uri_bytes(self._header["buffers"][_index(index)]["uri"])
        return self._loaded[index]

    def _view_array(
        self, view_index: int, offset: int, dtype: np.dtype[Any], count: int, width: int
    ) -> NDArray[Any]:
        view = self._header["bufferViews"][_index(view_index)]
        data = self.view_bytes(view_index)
        stride = int(view.get("byteStride") or dtype.itemsize * width)
        needed = offset + stride * max(count - 1, 0) + (dtype.itemsize * width if count else 0)
        if min(offset, count) < 0 or needed > len(data):
            raise ValueError("an accessor reaches past the end of its buffer")
        values = np.ndarray((count, width), dtype, data, offset, (stride, dtype.itemsize))
        return np.ascontiguousarray(values)

    def _sparse(
        self, values: NDArray[Any], sparse: dict[str, Any], dtype: np.dtype[Any], width: int
    ) -> NDArray[Any]:
        count, at, new = int(sparse["count"]), sparse["indices"], sparse["values"]
        index_dtype = np.dtype(_DTYPES[at["componentType"]])
        rows = self._view_array(at["bufferView"], int(at.get("byteOffset", 0)), index_dtype, count, 1)
        values = values.copy()
        values[rows[:, 0]] = self._view_array(
            new["bufferView"], int(new.get("byteOffset", 0)), dtype, count, width
        )
        return values


def _index(value: int) -> int:
    # A negative index would quietly count from the end.
    if not isinstance(value, int) or value < 0:
        raise ValueError("an index is not a whole number from 0")
    return value

"""glTF files made by hand, for tests of what is read from them."""

import base64
import json
import struct

import numpy as np

from zeroshot.library.meshes import load_mesh
from zeroshot.scene.document import Axes

PLAIN = Axes(forward="+X", right="+Y", down="+Z")
SQUARE = np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]], np.float32)


class Builder:
    """Collects arrays into one buffer and writes a .gltf or .glb around them."""

    def __init__(self):
        self.data = b""
        self.header = {
            "asset": {"version": "2.0"},
            "scene": 0,
            "scenes": [{"nodes": [0]}],
            "nodes": [{"mesh": 0}],
            "meshes": [{"primitives": []}],
            "accessors": [],
            "bufferViews": [],
        }

    def view(self, data, **more):
        self.data += bytes(-len(self.data) % 4)
        view = {"buffer": 0, "byteOffset": len(self.data), "byteLength": len(data), **more}
        self.header["bufferViews"].append(view)
        self.data += data
        return len(self.header["bufferViews"]) - 1

    def accessor(self, array, **more):
        kinds = {"f4": 5126, "u1": 5121, "u2": 5123, "u4": 5125, "i2": 5122}
        array = np.asarray(array)
        width = 1 if array.ndim == 1 else array.shape[1]
        kind = {1: "SCALAR", 2: "VEC2", 3: "VEC3", 4: "VEC4", 16: "MAT4"}[width]
        accessor = {
            "bufferView": self.view(array.tobytes()),
            "componentType": kinds[array.dtype.str[1:]],
            "count": len(array),
            "type": kind,
            **more,
        }
        self.header["accessors"].append(accessor)
        return len(self.header["accessors"]) - 1

    def primitive(self, points=SQUARE, corners=(0, 1, 2, 0, 2, 3), **more):
        attributes = {"POSITION": self.accessor(points), **more.pop("attributes", {})}
        primitive = {"attributes": attributes, **more}
        if corners is not None:
            primitive["indices"] = self.accessor(np.asarray(corners, np.uint16))
        self.header["meshes"][0]["primitives"].append(primitive)
        return primitive

    def write_glb(self, path):
        self.header["buffers"] = [{"byteLength": len(self.data)}]
        text = json.dumps(self.header).encode()
        text += b" " * (-len(text) % 4)
        data = self.data + bytes(-len(self.data) % 4)
        chunks = struct.pack("<II", len(text), 0x4E4F534A) + text
        chunks += struct.pack("<II", len(data), 0x004E4942) + data
        path.write_bytes(struct.pack("<III", 0x46546C67, 2, 12 + len(chunks)) + chunks)
        return path

    def write_gltf(self, path, uri=None):
        uri = uri or "data:application/octet-stream;base64," + base64.b64encode(self.data).decode()
        self.header["buffers"] = [{"byteLength": len(self.data), "uri": uri}]
        path.write_text(json.dumps(self.header))
        return path


def load(path):
    return load_mesh(path, metres_per_unit=1.0, axes=PLAIN)

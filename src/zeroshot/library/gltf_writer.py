"""Write a mesh as binary glTF 2.0. Axes on disk: +Z forward, −X right, −Y down.

Source: Khronos glTF 2.0 specification. Texture coordinates run from the top left there, and colours per
point are linear light; ``mesh`` has the bottom left and sRGB.
"""

from __future__ import annotations

import io
import json
import struct
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from zeroshot.library.gltf_buffers import LIGHT_NODE
from zeroshot.mesh import Material, Mesh, Part

_TARGETS = {"vertex": 34962, "index": 34963}
_TYPES = {
    ("f4", 3): (5126, "VEC3"),
    ("f4", 2): (5126, "VEC2"),
    ("u2", 2): (5123, "VEC2"),
    ("u1", 4): (5121, "VEC4"),
    ("u4", 1): (5125, "SCALAR"),
    ("u2", 1): (5123, "SCALAR"),
}

JPEG_QUALITY = 90


def glb_bytes(mesh: Mesh, *, name: str, light: Mesh | None = None) -> bytes:
    """Return the bytes of a .glb of a mesh; a texture that several parts share is stored once.

    Textures are stored as JPEG, those that let light through as PNG.
    light: the same thing in fewer triangles, with the same textures.
    """
    writer = _Writer()
    parts = (*mesh.parts, *(light.parts if light else ()))
    full_count = len(mesh.parts)
    primitives = [writer.primitive(part, i, is_light=i >= full_count) for i, part in enumerate(parts)]
    textures = _distinct_textures(mesh)
    header: dict[str, Any] = {
        "asset": {"version": "2.0", "generator": "zeroshot"},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"name": name, "mesh": 0}],
        "meshes": [{"name": name, "primitives": primitives[: len(mesh.parts)]}],
        "materials": [_material(part.material, textures) for part in parts],
    }
    if light:
        header["asset"]["extras"] = {LIGHT_NODE: 1}
        header["extensionsUsed"] = header["extensionsRequired"] = ["KHR_mesh_quantization"]
        header["nodes"].append({"name": f"{name} (light)", "mesh": 1})
        header["meshes"].append({"name": f"{name} (light)", "primitives": primitives[len(mesh.parts) :]})
    if textures:
        header["images"] = [{"name": name, **_image(texture, writer)} for texture in textures]
        wrap = 33071 if _is_within_tile(mesh) else 10497
        header["samplers"] = [{"magFilter": 9729, "minFilter": 9987, "wrapS": wrap, "wrapT": wrap}]
        header["textures"] = [{"source": index, "sampler": 0} for index in range(len(textures))]
    header["accessors"], header["bufferViews"] = writer.accessors, writer.views
    header["buffers"] = [{"byteLength": len(writer.data)}]
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    body = struct.pack("<II", len(text), 0x4E4F534A) + text
    body += struct.pack("<II", len(writer.data), 0x004E4942) + bytes(writer.data)
    return struct.pack("<4sII", b"glTF", 2, 12 + len(body)) + body


def _distinct_textures(mesh: Mesh) -> list[NDArray[np.uint8]]:
    found: list[NDArray[np.uint8]] = []
    for part in mesh.parts:
        texture = part.material.texture
        if texture is not None and not any(texture is other for other in found):
            found.append(texture)
    return found


def _is_within_tile(mesh: Mesh) -> bool:
    """Tell whether no texture repeats; then its edge is kept from bleeding into the far one."""
    return all(part.uvs is None or _fits_share(part.uvs) for part in mesh.parts)


def _fits_share(uvs: NDArray[np.float32]) -> bool:
    return bool(uvs.min(initial=0.0) >= 0.0 and uvs.max(initial=0.0) <= 1.0)


def _image(texture: NDArray[np.uint8], writer: _Writer) -> dict[str, Any]:
    stream = io.BytesIO()
    if texture.shape[-1] == 4:
        Image.fromarray(texture).save(stream, "PNG", optimize=True)
        kind = "image/png"
    else:
        Image.fromarray(texture).save(stream, "JPEG", quality=JPEG_QUALITY, subsampling=0, optimize=True)
        kind = "image/jpeg"
    return {"mimeType": kind, "bufferView": writer.view(stream.getvalue())}


def _material(material: Material, textures: list[NDArray[np.uint8]]) -> dict[str, Any]:
    surface: dict[str, Any] = {"roughnessFactor": material.roughness, "metallicFactor": material.metallic}
    red, green, blue, opacity = material.base_color
    surface["baseColorFactor"] = [*(float(v) for v in _linear(np.array([red, green, blue]))), opacity]
    if material.texture is not None:
        index = next(i for i, texture in enumerate(textures) if texture is material.texture)
        surface["baseColorTexture"] = {"index": index}
    entry: dict[str, Any] = {"name": material.name, "pbrMetallicRoughness": surface}
    if material.two_sided:
        entry["doubleSided"] = True
    if opacity < 1.0 or (material.texture is not None and material.texture.shape[-1] == 4):
        entry["alphaMode"] = "BLEND"
    if any(material.emission):
        entry["emissiveFactor"] = [round(float(v), 5) for v in _linear(np.array(material.emission))]
    return entry


def _linear(srgb: NDArray[np.float64]) -> NDArray[np.float64]:
    """Decode sRGB to linear light. Source: IEC 61966-2-1."""
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


class _Writer:
    """Collects the binary chunk and what points into it."""

    def __init__(self) -> None:
        self.data = bytearray()
        self.views: list[dict[str, int]] = []
        self.accessors: list[dict[str, Any]] = []

    def view(self, content: bytes, target: str = "") -> int:
        self.data += b"\0" * (-len(self.data) % 4)
        entry = {"buffer": 0, "byteOffset": len(self.data), "byteLength": len(content)}
        if target:
            entry["target"] = _TARGETS[target]
        self.data += content
        self.views.append(entry)
        return len(self.views) - 1

    def accessor(self, values: NDArray[Any], target: str, *, normalized: bool = False) -> int:
        width = 1 if values.ndim == 1 else values.shape[1]
        component, kind = _TYPES[values.dtype.str[1:], width]
        view = self.view(np.ascontiguousarray(values).tobytes(), target)
        entry: dict[str, Any] = {
            "bufferView": view,
            "componentType": component,
            "count": len(values),
            "type": kind,
        }
        if normalized:
            entry["normalized"] = True
        self.accessors.append(entry)
        return len(self.accessors) - 1

    def primitive(self, part: Part, material: int, *, is_light: bool = False) -> dict[str, Any]:
        points = np.ascontiguousarray(_gltf_from_model(part.points), "<f4")
        attributes = {"POSITION": self.accessor(points, "vertex")}
        self.accessors[-1]["min"] = [float(v) for v in points.min(axis=0)]
        self.accessors[-1]["max"] = [float(v) for v in points.max(axis=0)]
        normals = _gltf_from_model(part.normals).astype("<f4")
        attributes["NORMAL"] = self._small_normals(normals) if is_light else self.accessor(normals, "vertex")
        if part.uvs is not None:
            flipped = np.stack([part.uvs[:, 0], 1.0 - part.uvs[:, 1]], axis=-1)
            attributes["TEXCOORD_0"] = self._uvs(flipped)
        if part.colors is not None:
            linear = part.colors / 255.0
            linear[:, :3] = _linear(linear[:, :3])
            attributes["COLOR_0"] = self.accessor(
                np.rint(linear * 255.0).astype("u1"), "vertex", normalized=True
            )
        flat = part.triangles.reshape(-1)
        indices = flat.astype("<u2") if len(part.points) < 65535 else flat.astype("<u4")
        entry = {"attributes": attributes, "indices": self.accessor(indices, "index"), "material": material}
        if part.choice:
            entry["extras"] = {"choice": part.choice}
        return entry

    def _small_normals(self, normals: NDArray[np.float32]) -> int:
        """Store normals to half a degree, a byte a number, padded to four. Source: KHR_mesh_quantization."""
        padded = np.zeros((len(normals), 4), np.int8)
        padded[:, :3] = np.rint(normals * 127.0)
        view = self.view(padded.tobytes(), "vertex")
        self.views[view]["byteStride"] = 4
        entry = {"bufferView": view, "componentType": 5120, "count": len(normals), "type": "VEC3"}
        self.accessors.append({**entry, "normalized": True})
        return len(self.accessors) - 1

    def _uvs(self, flipped: NDArray[np.float32]) -> int:
        """Store places on a texture in two bytes each; as floats where the texture repeats."""
        if _fits_share(flipped):
            shares = np.rint(flipped * 65535.0).astype("<u2")
            return self.accessor(shares, "vertex", normalized=True)
        return self.accessor(np.ascontiguousarray(flipped, "<f4"), "vertex")


def _gltf_from_model(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Turn forward, right, down into glTF's +X left, +Y overhead, +Z forward."""
    return np.stack([-vectors[:, 1], -vectors[:, 2], vectors[:, 0]], axis=-1)

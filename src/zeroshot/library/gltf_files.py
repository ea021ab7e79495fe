"""Read glTF 2.0 meshes (.glb, .gltf) into raw parts.

Written here rather than left to trimesh because our own models are glTF: importing trimesh alone takes
longer than reading them, and it rounds colours to 8 bits in linear light and passes over missing textures.
Reads what a picture needs: triangles, normals, the first texture coordinates and colours, base colour,
metallic, roughness and emission. Skins and morph targets stay at rest; animations and cameras are left out.

Source: Khronos glTF 2.0 specification, §3 and §4.4 (binary container).
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import numpy as np
from numpy.typing import NDArray

from zeroshot.errors import AssetError
from zeroshot.library.gltf_buffers import LIGHT_NODE, Buffers
from zeroshot.library.gltf_materials import Pictures, read_material, srgb_from_linear, texture_placement
from zeroshot.library.gltf_skins import carry, global_matrices, joint_matrices, point_matrices, turn
from zeroshot.library.raw_parts import RawPart, refuse_too_many
from zeroshot.library.textures import missing_texture
from zeroshot.mesh import Image, Material

# What reading a damaged header or buffer may raise; anything else is a bug of ours.
DAMAGE = (
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    ArithmeticError,
    struct.error,
    RecursionError,
    MemoryError,
)

_GLB_MAGIC = 0x46546C67
_JSON_CHUNK, _BINARY_CHUNK = 0x4E4F534A, 0x004E4942
_TRIANGLES, _STRIP, _FAN = 4, 5, 6

# Extensions that may be required and still be read right, or that change nothing in a picture of ours.
_KNOWN_EXTENSIONS = {
    "KHR_materials_unlit",
    "KHR_materials_emissive_strength",
    "KHR_mesh_quantization",
    "KHR_texture_transform",
    "KHR_lights_punctual",
    "KHR_materials_specular",
    "KHR_materials_ior",
    "KHR_materials_clearcoat",
    "KHR_materials_transmission",
    "KHR_materials_volume",
    "KHR_materials_sheen",
}


def read_gltf(path: Path, *, is_light: bool = False, is_bare: bool = False) -> list[RawPart]:
    """Read every triangle of the file's scene: glTF's axes, metres.

    is_light: the lighter level in its place, where the file is one of ours that has it. is_bare: no textures.
    Raises AssetError for a file that is damaged, asks for a compression that is not supported, or refers to
    a file that is missing.
    """
    try:
        header, binary = read_container(path)
        refuse_required_extensions(header, path)
        refuse_too_many(_triangle_count(header), path)
        reader = GltfReader(header, Buffers(header, binary, path=path), path, is_bare=is_bare)
        return list(reader.parts(is_light=is_light))
    except DAMAGE as error:
        raise AssetError(
            f'the mesh "{path.name}" is damaged or no glTF 2.0 file: export it again from the tool it came '
            f"from ({type(error).__name__} while reading {path})"
        ) from error


def missing_gltf_files(path: Path) -> list[str]:
    """Say which pictures that the file names do not exist, one sentence each."""
    state = path.stat()
    files = _files_named(path, state.st_mtime_ns, state.st_size, "images")
    remarks = [missing_texture(file, named_in=path) for file in files]
    return [remark for remark in remarks if remark is not None]


def files_of_gltf(path: Path) -> tuple[Path, ...]:
    """Return the files that a glTF file names: buffers and pictures, there or not. It is read once."""
    state = path.stat()
    return tuple(
        file
        for group in ("buffers", "images")
        for file in _files_named(path, state.st_mtime_ns, state.st_size, group)
    )


@lru_cache(maxsize=512)
def _files_named(path: Path, _modified_ns: int, _size: int, group: str) -> tuple[Path, ...]:
    """Read which files a group of the header names, once as long as the file does not change."""
    try:
        header, _ = read_container(path)
        uris = {str(item["uri"]) for item in header.get(group, []) if "uri" in item}
    except DAMAGE:
        return ()  # read_gltf says what is wrong
    files = sorted(uri for uri in uris if not uri.startswith("data:") and "://" not in uri)
    return tuple(path.parent / unquote(file) for file in files)


def read_container(path: Path) -> tuple[dict[str, Any], bytes]:
    """Read the header and the binary chunk of a .glb, or the header of a .gltf. Raises one of DAMAGE."""
    data = path.read_bytes()
    if path.suffix.lower() == ".gltf":
        return json.loads(data), b""
    magic, version, length = struct.unpack_from("<III", data)
    if magic != _GLB_MAGIC or version != 2 or length > len(data):
        raise ValueError("not a complete GLB 2 container")
    header, binary, offset = None, b"", 12
    while offset + 8 <= length:
        size, kind = struct.unpack_from("<II", data, offset)
        chunk = data[offset + 8 : offset + 8 + size]
        if kind == _JSON_CHUNK:
            header = json.loads(chunk)
        elif kind == _BINARY_CHUNK:
            binary = chunk
        offset += 8 + size
    if not isinstance(header, dict):
        raise ValueError("no JSON chunk")
    return header, binary


def refuse_required_extensions(header: dict[str, Any], path: Path) -> None:
    """Raise AssetError for a file that needs what is not read."""
    unknown = sorted(set(header.get("extensionsRequired", [])) - _KNOWN_EXTENSIONS)
    if unknown:
        raise AssetError(
            f'the mesh "{path.name}" needs {", ".join(unknown)}, which zeroshot does not read: '
            f"export it again as plain glTF, with compression off ({path})"
        )


def _triangle_count(header: dict[str, Any]) -> int:
    """Count the triangles from the header alone, once for every node that shows them, before any is read."""
    accessors = header.get("accessors", [])
    per_mesh = []
    for mesh in header.get("meshes", []):
        total = 0
        for primitive in mesh["primitives"]:
            corners = primitive.get("indices", primitive["attributes"].get("POSITION"))
            mode = primitive.get("mode", _TRIANGLES)
            if corners is not None and mode in (_TRIANGLES, _STRIP, _FAN):
                count = int(accessors[corners]["count"])
                total += count // 3 if mode == _TRIANGLES else max(count - 2, 0)
        per_mesh.append(total)
    return sum(per_mesh[node["mesh"]] for node in header.get("nodes", []) if "mesh" in node)


class GltfReader:
    """Reads the parts of one file, from its header and its buffers."""

    def __init__(
        self, header: dict[str, Any], buffers: Buffers, path: Path, *, is_bare: bool = False
    ) -> None:
        self.header = header
        self.buffers = buffers
        self.path = path
        self._materials: dict[int | None, Material] = {}
        self._pictures: Pictures | None = None if is_bare else {}
        self._placed: NDArray[np.float64] | None = None

    def parts(self, *, is_light: bool) -> Iterator[RawPart]:
        nodes = self.header.get("nodes", [])
        extras = self.header.get("asset", {}).get("extras")
        light = extras.get(LIGHT_NODE) if isinstance(extras, dict) else None
        for index in [light] if is_light and isinstance(light, int) else self._roots():
            yield from self._node_parts(nodes[index], np.eye(4), depth=0)

    def _roots(self) -> list[int]:
        scenes = self.header.get("scenes")
        if scenes:
            return list(scenes[self.header.get("scene", 0)].get("nodes", []))
        nodes = self.header.get("nodes", [])
        children = {child for node in nodes for child in node.get("children", [])}
        return [index for index in range(len(nodes)) if index not in children]

    def _node_parts(
        self, node: dict[str, Any], parent: NDArray[np.float64], *, depth: int
    ) -> Iterator[RawPart]:
        if depth > len(self.header["nodes"]):
            raise ValueError("a node is its own child")
        matrix = parent @ node_matrix(node)
        if "mesh" in node:
            joints = self.joint_matrices(node["skin"]) if "skin" in node else None
            for primitive in self.header["meshes"][node["mesh"]]["primitives"]:
                part = self.primitive(primitive, matrix, joints)
                if part is not None:
                    yield part
        for child in node.get("children", []):
            yield from self._node_parts(self.header["nodes"][child], matrix, depth=depth + 1)

    @property
    def file_from_node(self) -> NDArray[np.float64]:
        """Return where every node stands (n, 4, 4); worked out once."""
        if self._placed is None:
            self._placed = global_matrices(self.header["nodes"], node_matrix)
        return self._placed

    def joint_matrices(self, skin_index: int) -> NDArray[np.float64]:
        """Return what carries bound points to where the joints of a skin are (j, 4, 4)."""
        skin = self.header["skins"][skin_index]
        binds = None
        if "inverseBindMatrices" in skin:
            # Stored column by column.
            stored = self.buffers.floats(skin["inverseBindMatrices"])
            binds = stored.reshape(-1, 4, 4).transpose(0, 2, 1)
        return joint_matrices(skin["joints"], self.file_from_node, binds)

    def primitive(
        self,
        primitive: dict[str, Any],
        matrix: NDArray[np.float64],
        joints: NDArray[np.float64] | None,
    ) -> RawPart | None:
        """Read one primitive; joints: matrices that its points are carried by, None to leave them bound."""
        attributes = primitive["attributes"]
        mode = primitive.get("mode", _TRIANGLES)
        if "POSITION" not in attributes or mode not in (_TRIANGLES, _STRIP, _FAN):
            return None  # points and lines draw no surface
        points = self._attribute(attributes, "POSITION", widths=(3,))
        corners = (
            self.buffers.array(primitive["indices"]).reshape(-1).astype(np.int64)
            if "indices" in primitive
            else np.arange(len(points))
        )
        triangles = _triangles(corners, mode)
        if not len(triangles):
            return None
        material_index = primitive.get("material")
        normals = self._normals(attributes, len(points))
        if joints is not None and "JOINTS_0" in attributes:
            held = self._point_matrices(attributes, len(points), joints)
            points, matrix = carry(points, held), np.eye(4)
            normals = None if normals is None else turn(normals, held)
        return RawPart(
            points=points,
            triangles=triangles,
            material=self._material(material_index),
            normals=normals,
            uvs=self._uvs(attributes, material_index, len(points)),
            colors=self._colors(attributes, len(points)),
            matrix=matrix,
            choice=_choice(primitive),
        )

    def _point_matrices(
        self, attributes: dict[str, int], count: int, joints: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        return point_matrices(*self.held_by(attributes, count), joints)

    def held_by(
        self, attributes: dict[str, int], count: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Return the joints of a skin that hold each point, and by what weights: (n, k) each."""
        sets = range(sum(1 for name in attributes if name.startswith("JOINTS_")))
        held_by = [self.buffers.array(attributes[f"JOINTS_{index}"]).astype(np.int64) for index in sets]
        weights = [
            self._attribute(attributes, f"WEIGHTS_{index}", widths=(4,), count=count) for index in sets
        ]
        if any(one.shape != (count, 4) for one in held_by):
            raise ValueError("JOINTS has the wrong shape")
        return np.concatenate(held_by, axis=1), np.concatenate(weights, axis=1)

    def _attribute(
        self, attributes: dict[str, int], name: str, *, widths: tuple[int, ...], count: int | None = None
    ) -> NDArray[np.float64]:
        values = self.buffers.floats(attributes[name])
        if values.shape[1] not in widths or (count is not None and len(values) != count):
            raise ValueError(f"{name} has the wrong shape")
        return values

    def _normals(self, attributes: dict[str, int], count: int) -> NDArray[np.float64] | None:
        if "NORMAL" not in attributes:
            return None
        return self._attribute(attributes, "NORMAL", widths=(3,), count=count)

    def _uvs(
        self, attributes: dict[str, int], material_index: int | None, count: int
    ) -> NDArray[np.float64] | None:
        coordinates, placed = texture_placement(self.header, material_index)
        name = f"TEXCOORD_{coordinates}"
        if name not in attributes:
            return None
        uvs = self._attribute(attributes, name, widths=(2,), count=count)
        uvs = uvs @ placed[:2, :2].T + placed[:2, 2]
        # glTF counts v from the top row, mesh.py from the bottom.
        return np.stack([uvs[:, 0], 1.0 - uvs[:, 1]], axis=1)

    def _colors(self, attributes: dict[str, int], count: int) -> Image | None:
        if "COLOR_0" not in attributes:
            return None
        linear = self._attribute(attributes, "COLOR_0", widths=(3, 4), count=count)
        opacity = linear[:, 3:4] if linear.shape[1] == 4 else np.ones((count, 1))
        shown = np.concatenate([srgb_from_linear(linear[:, :3]), opacity], axis=1)
        return np.rint(shown.clip(0.0, 1.0) * 255.0).astype(np.uint8)

    def _material(self, index: int | None) -> Material:
        if index not in self._materials:
            self._materials[index] = read_material(
                self.header, index, self.buffers, self._pictures, path=self.path
            )
        return self._materials[index]


def _choice(primitive: dict[str, Any]) -> str:
    """Return what our own models say about when a part is there; or nothing."""
    extras = primitive.get("extras")
    choice = extras.get("choice", "") if isinstance(extras, dict) else ""
    return choice if isinstance(choice, str) else ""


def node_matrix(node: dict[str, Any]) -> NDArray[np.float64]:
    """Return a node's own transform (4, 4), from its parent."""
    if "matrix" in node:
        # Stored column by column.
        return np.array(node["matrix"], dtype=np.float64).reshape(4, 4).T
    x, y, z, w = node.get("rotation", (0.0, 0.0, 0.0, 1.0))
    rotation = np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ]
    )
    matrix = np.eye(4)
    matrix[:3, :3] = rotation * np.asarray(node.get("scale", (1.0, 1.0, 1.0)), dtype=np.float64)
    matrix[:3, 3] = node.get("translation", (0.0, 0.0, 0.0))
    return matrix


def _triangles(corners: NDArray[np.int64], mode: int) -> NDArray[np.int64]:
    if mode == _TRIANGLES:
        return corners[: len(corners) // 3 * 3].reshape(-1, 3)
    if len(corners) < 3:
        return np.empty((0, 3), dtype=np.int64)
    if mode == _FAN:
        first = np.full(len(corners) - 2, corners[0])
        return np.stack([corners[1:-1], corners[2:], first], axis=1)
    strip = np.stack([corners[:-2], corners[1:-1], corners[2:]], axis=1)
    # Every other triangle of a strip runs the other way round.
    strip[1::2] = strip[1::2][:, [0, 2, 1]]
    return strip

"""Rigged figures in glTF files (.glb, .gltf, .vrm): bones by name, and surfaces as they are bound to them.

Source: Khronos glTF 2.0 specification, §3.7.3 (skins); VRM 1.0, ``VRMC_vrm.humanoid``, and VRM 0.0,
``VRM.humanoid`` (which bone is which).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zeroshot.errors import AssetError
from zeroshot.library.gltf_buffers import Buffers
from zeroshot.library.gltf_files import DAMAGE, GltfReader, read_container, refuse_required_extensions
from zeroshot.library.meshes import model_from_file_matrix
from zeroshot.library.models import Model
from zeroshot.library.normals import crease_normals
from zeroshot.library.raw_parts import RawPart
from zeroshot.mesh import Part
from zeroshot.rigs import Rig, RigPart
from zeroshot.scene.document import Axes

RIG_SUFFIXES = (".glb", ".gltf", ".vrm")
Matrices = NDArray[np.float64]


def read_rig(model: Model) -> Rig:
    """Read a model's bones and what hangs on them; the very same rig again until the file changes.

    Raises AssetError for a file that cannot be read, is no glTF, or has no skin.
    """
    path, facts = model.mesh_path, model.facts
    if path.suffix.lower() not in RIG_SUFFIXES:
        raise AssetError(
            f'the figure "{path.name}" is no rig that zeroshot reads: export it as GLB or VRM, with its '
            f"skin ({path})"
        )
    try:
        state = path.stat()
    except OSError as error:
        raise AssetError(f'the figure "{path.name}" cannot be read ({error.strerror}) ({path})') from None
    return _read(path, state.st_mtime_ns, state.st_size, facts.metres_per_unit, facts.axes)


@lru_cache(maxsize=32)
def _read(path: Path, _modified_ns: int, _size: int, metres_per_unit: float, axes: Axes) -> Rig:
    try:
        header, binary = read_container(path)
        refuse_required_extensions(header, path)
        if not header.get("skins"):
            raise AssetError(
                f'the figure "{path.name}" has no skin, so no bones could move it: export it with its '
                f"armature ({path})"
            )
        reader = GltfReader(header, Buffers(header, binary, path=path), path)
        rig_from_file = np.eye(4)
        rig_from_file[:3, :3] = model_from_file_matrix(axes) * metres_per_unit
        return _rig(reader, rig_from_file, path)
    except DAMAGE as error:
        raise AssetError(
            f'the figure "{path.name}" is damaged or no glTF 2.0 file: export it again from the tool it came '
            f"from ({type(error).__name__} while reading {path})"
        ) from error


def _rig(reader: GltfReader, rig_from_file: Matrices, path: Path) -> Rig:
    nodes = reader.header["nodes"]
    parents = np.full(len(nodes), -1)
    for index, node in enumerate(nodes):
        for child in node.get("children", []):
            parents[child] = index
    placed = rig_from_file @ reader.file_from_node
    return Rig(
        name=path.stem,
        bones=tuple(str(node.get("name", f"node {index}")) for index, node in enumerate(nodes)),
        parents=parents,
        positions=placed[:, :3, 3],
        parts=tuple(_parts(reader, placed, rig_from_file)),
        humanoid=_humanoid(reader.header),
    )


def _parts(reader: GltfReader, placed: Matrices, rig_from_file: Matrices) -> Iterator[RigPart]:
    """Yield every surface of the scene: on the bones of its skin, or whole on its own node."""
    nodes = reader.header["nodes"]
    for index in _shown(reader.header):
        node = nodes[index]
        if "mesh" not in node:
            continue
        for primitive in reader.header["meshes"][node["mesh"]]["primitives"]:
            raw = reader.primitive(primitive, np.eye(4), None)
            if raw is None:
                continue
            if "skin" in node and "JOINTS_0" in primitive["attributes"]:
                joints = np.array(reader.header["skins"][node["skin"]]["joints"])
                held, weights = reader.held_by(primitive["attributes"], len(raw.points))
                carried = np.tile(np.eye(4), (len(nodes), 1, 1))
                carried[joints] = rig_from_file @ reader.joint_matrices(node["skin"])
                yield _rig_part(raw, joints[held], weights, carried)
            else:
                own = np.full((len(raw.points), 1), index)
                yield _rig_part(raw, own, np.ones((len(raw.points), 1)), placed)


def _shown(header: dict[str, Any]) -> list[int]:
    """List the nodes of the scene that is shown, the roots and all below them."""
    scenes, nodes = header.get("scenes"), header["nodes"]
    waiting = list(scenes[header.get("scene", 0)].get("nodes", [])) if scenes else list(range(len(nodes)))
    found: list[int] = []
    while waiting:
        index = waiting.pop()
        if index not in found:
            found.append(index)
            waiting += nodes[index].get("children", [])
    return sorted(found)


def _rig_part(
    raw: RawPart, bones: NDArray[np.int64], weights: NDArray[np.float64], carried: Matrices
) -> RigPart:
    total = weights.sum(axis=1, keepdims=True)
    shares = np.where(total > 1e-9, weights / np.where(total > 1e-9, total, 1.0), 0.0)
    shares[total[:, 0] <= 1e-9, 0] = 1.0
    points, triangles = raw.points.astype(np.float32), raw.triangles.astype(np.int32)
    rows = np.arange(len(points))
    normals = None if raw.normals is None else raw.normals.astype(np.float32)
    if normals is None:
        weld = raw.uvs is None and raw.colors is None
        rows, triangles, normals = crease_normals(points, triangles, weld=weld)
    if np.linalg.det(carried[bones[0, 0], :3, :3]) < 0.0:
        # A mirrored bone turns triangles inside out; winding them backwards mends it.
        triangles = triangles[:, ::-1].copy()
    part = Part(
        points=points[rows],
        normals=normals,
        triangles=triangles,
        material=raw.material,
        uvs=None if raw.uvs is None else raw.uvs[rows].astype(np.float32),
        colors=None if raw.colors is None else raw.colors[rows],
    )
    return RigPart(part, bones[rows], shares[rows].astype(np.float32), carried)


def _humanoid(header: dict[str, Any]) -> dict[str, int]:
    """Return the bones that a VRM file names: joint → node."""
    extensions = header.get("extensions", {})
    new = extensions.get("VRMC_vrm", {}).get("humanoid", {}).get("humanBones")
    if isinstance(new, dict):
        return {str(name): int(bone["node"]) for name, bone in new.items()}
    old = extensions.get("VRM", {}).get("humanoid", {}).get("humanBones", [])
    return {str(bone["bone"]): int(bone["node"]) for bone in old}

"""Read meshes that trimesh knows (OBJ, STL, PLY, Collada) into raw parts. trimesh is imported inside.

trimesh passes over what it cannot find; here a missing material file or texture is an error that names it.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zeroshot.errors import AssetError
from zeroshot.library.collada_files import metres_per_collada_unit, refuse_missing_images
from zeroshot.library.obj_materials import refuse_missing_materials
from zeroshot.library.raw_parts import RawPart
from zeroshot.library.textures import array_from_picture
from zeroshot.mesh import Image, Material


def read_with_trimesh(path: Path) -> list[RawPart]:
    """Read every triangle of a file, in its axes and the unit it states (Collada: metres).

    Raises AssetError for a file that is damaged, has only points or lines, or lacks one of its textures.
    """
    suffix = path.suffix.lower()
    unit_m = 1.0
    if suffix == ".dae":
        _refuse_without_collada(path)
        refuse_missing_images(path)
        unit_m = metres_per_collada_unit(path)
    elif suffix == ".obj":
        refuse_missing_materials(path)
    scene = _load_scene(path)
    return [part for node in scene.graph.nodes_geometry for part in _node_parts(scene, node, unit_m)]


def _refuse_without_collada(path: Path) -> None:
    if find_spec("collada") is None:
        raise AssetError(
            f'the mesh "{path.name}" is a Collada file, which needs one more package: install "zeroshot[dae]" '
            f"with pip, or export it as GLB ({path})"
        )


def _load_scene(path: Path) -> Any:
    import trimesh

    try:
        with _silence():
            return trimesh.load_scene(path, process=False)
    except Exception as error:  # noqa: BLE001  a damaged file may raise anything inside the loaders
        raise AssetError(
            f'the mesh "{path.name}" is damaged or is no {path.suffix[1:].upper()} file: export it again from '
            f"the tool it came from ({type(error).__name__} while reading {path})"
        ) from error


@contextmanager
def _silence() -> Iterator[None]:
    """Keep trimesh's and numpy's remarks from the filmmaker, who gets one sentence or none."""
    logger = logging.getLogger("trimesh")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(before)


def _node_parts(scene: Any, node: str, unit_m: float) -> Iterator[RawPart]:
    matrix, name = scene.graph[node]
    geometry = scene.geometry[name]
    triangles = getattr(geometry, "faces", None)
    if triangles is None or len(triangles) == 0:
        return
    matrix = np.asarray(matrix, dtype=np.float64).copy()
    matrix[:3] *= unit_m
    with _silence():
        yield RawPart(
            points=np.asarray(geometry.vertices, dtype=np.float64),
            triangles=np.asarray(triangles, dtype=np.int64),
            material=_material(geometry.visual),
            normals=_stated_normals(geometry),
            uvs=_uvs(geometry),
            colors=_colors(geometry),
            matrix=matrix,
        )


def _stated_normals(geometry: Any) -> NDArray[np.float64] | None:
    # Asking for vertex_normals computes them; only the cache tells whether the file gave some.
    if "vertex_normals" not in geometry._cache.cache:
        return None
    normals = np.asarray(geometry.vertex_normals, dtype=np.float64)
    return normals if normals.shape == geometry.vertices.shape else None


def _uvs(geometry: Any) -> NDArray[np.float64] | None:
    uvs = getattr(geometry.visual, "uv", None)
    if uvs is None or len(uvs) != len(geometry.vertices):
        return None
    return np.asarray(uvs, dtype=np.float64)[:, :2]


def _colors(geometry: Any) -> Image | None:
    if geometry.visual.kind == "vertex":
        return np.asarray(geometry.visual.vertex_colors, dtype=np.uint8)
    if geometry.visual.kind == "face":
        # Few files colour faces; the average at shared points is close enough to block a shot with.
        return np.asarray(geometry.visual.to_color().vertex_colors, dtype=np.uint8)
    return None


def _material(visual: Any) -> Material:
    source = getattr(visual, "material", None)
    if source is None:
        return Material(two_sided=True)
    name = str(getattr(source, "name", None) or "plain")
    picture = getattr(source, "baseColorTexture", None) or getattr(source, "image", None)
    texture = None if picture is None else array_from_picture(picture)
    # Scans and models of other programs are often single-sided by accident: draw both sides.
    return Material(
        name=name,
        base_color=_base_color(source),
        texture=texture,
        roughness=_number(getattr(source, "roughnessFactor", None), 0.7),
        metallic=_number(getattr(source, "metallicFactor", None), 0.0),
        emission=_emission(source),
        two_sided=True,
    )


def _base_color(source: Any) -> tuple[float, float, float, float]:
    value = getattr(source, "baseColorFactor", None)
    if value is None:
        value = getattr(source, "diffuse", None)
    if value is None:
        return Material().base_color
    color = np.asarray(value, dtype=np.float64).reshape(-1) / 255.0
    opacity = float(color[3]) if len(color) > 3 else 1.0
    return float(color[0]), float(color[1]), float(color[2]), opacity


def _emission(source: Any) -> tuple[float, float, float]:
    value = getattr(source, "emissiveFactor", None)
    if value is None:
        return 0.0, 0.0, 0.0
    red, green, blue = (float(part) for part in np.asarray(value, dtype=np.float64).clip(0.0, 1.0)[:3])
    return red, green, blue


def _number(value: Any, otherwise: float) -> float:
    return otherwise if value is None else float(np.clip(value, 0.0, 1.0))

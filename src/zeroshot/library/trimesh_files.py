"""Read meshes that trimesh knows (OBJ, STL, PLY, 3MF, Collada, STEP) into raw parts; it is imported inside.

trimesh passes over textures that it cannot find; `meshes.missing_files` says which those are.
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
from zeroshot.library.collada_files import collada_textures, metres_per_collada_unit
from zeroshot.library.obj_materials import obj_textures
from zeroshot.library.raw_parts import RawPart
from zeroshot.library.textures import array_from_picture, refuse_no_picture
from zeroshot.mesh import Image, Material

_EXTRAS = {
    ".dae": ("a Collada file", "collada", "dae"),
    ".step": ("a STEP file", "cascadio", "step"),
    ".stp": ("a STEP file", "cascadio", "step"),
}
"""By suffix: what the file is, the package that reads it, and zeroshot's extra that brings the package."""


def read_with_trimesh(path: Path) -> list[RawPart]:
    """Read every triangle of a file, in its axes, in metres where the file states a unit.

    Raises AssetError for a file or texture that is damaged.
    """
    _refuse_without_extra(path)
    for texture, named_in in _textures(path):
        refuse_no_picture(texture, named_in=named_in)
    scene = _load_scene(path)
    unit_m = _metres_per_unit(scene, path)
    materials = _Materials(path)
    parts = (_node_part(scene, node, unit_m, materials) for node in scene.graph.nodes_geometry)
    return [part for part in parts if part is not None]


def _textures(path: Path) -> list[tuple[Path, Path]]:
    if path.suffix.lower() == ".dae":
        return [(texture, path) for texture in collada_textures(path)]
    return obj_textures(path) if path.suffix.lower() == ".obj" else []


def _refuse_without_extra(path: Path) -> None:
    if path.suffix.lower() not in _EXTRAS:
        return
    kind, package, extra = _EXTRAS[path.suffix.lower()]
    if find_spec(package) is None:
        raise AssetError(
            f'the mesh "{path.name}" is {kind}, which needs one more package: install '
            f'"zeroshot[{extra}]" with pip, or export it as GLB ({path})'
        )


def _metres_per_unit(scene: Any, path: Path) -> float:
    suffix = path.suffix.lower()
    if suffix == ".dae":
        return metres_per_collada_unit(path)
    if suffix == ".3mf":
        from trimesh.units import unit_conversion

        # Source: 3MF core specification, §3.4: millimetres where the file does not say.
        return float(unit_conversion(scene.units or "millimeter", "meters"))
    return 1.0


def _load_scene(path: Path) -> Any:
    import trimesh

    try:
        with _silence():
            return trimesh.load_scene(path, process=False)
    except Exception as error:
        # A damaged file may raise anything inside the loaders.
        raise AssetError(
            f'the mesh "{path.name}" is damaged or is no {path.suffix[1:].upper()} file: export it again '
            f"from the tool it came from ({type(error).__name__} while reading {path})"
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


def _node_part(scene: Any, node: str, unit_m: float, materials: _Materials) -> RawPart | None:
    matrix, name = scene.graph[node]
    geometry = scene.geometry[name]
    triangles = getattr(geometry, "faces", None)
    if triangles is None or len(triangles) == 0:
        return None
    matrix = np.asarray(matrix, dtype=np.float64).copy()
    matrix[:3] *= unit_m
    with _silence():
        return RawPart(
            points=np.asarray(geometry.vertices, dtype=np.float64),
            triangles=np.asarray(triangles, dtype=np.int64),
            material=materials.material_of(geometry.visual),
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


class _Materials:
    """Turns trimesh's materials into ours; a picture that several share is kept once.

    Meshes of other programs are often open or wound the wrong way: all of them are drawn from both sides.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pictures: dict[object, Image] = {}

    def material_of(self, visual: Any) -> Material:
        source = getattr(visual, "material", None)
        if source is None:
            return Material(two_sided=True)
        name = str(getattr(source, "name", None) or "plain")
        if hasattr(source, "baseColorFactor"):
            return self._collada_material(source, name)
        return self._obj_material(source, name)

    def _obj_material(self, source: Any, name: str) -> Material:
        lines = source.kwargs
        texture = self._texture(source.image, keep_opacity="map_d" in lines)
        # A texture replaces Kd, which many exporters leave black or grey beside it.
        red, green, blue = (1.0, 1.0, 1.0) if texture is not None else _triple(lines.get("kd"), 0.8)
        return Material(
            name=name,
            base_color=(red, green, blue, _opacity(lines)),
            texture=texture,
            emission=_triple(lines.get("ke"), 0.0),
            two_sided=True,
        )

    def _collada_material(self, source: Any, name: str) -> Material:
        factor = source.baseColorFactor
        # trimesh gives white where a texture was meant: light grey stands in for one that is missing.
        is_unknown = factor is None or (np.asarray(factor)[:3] == 255).all()
        color = np.asarray([204, 204, 204, 255] if is_unknown else factor, dtype=np.float64) / 255.0
        texture = self._texture(source.baseColorTexture, keep_opacity=False)
        red, green, blue = (1.0, 1.0, 1.0) if texture is not None else _triple(color[:3], 0.8)
        return Material(
            name=name,
            base_color=(red, green, blue, float(color[3])),
            texture=texture,
            emission=_triple(source.emissiveFactor, 0.0),
            two_sided=True,
        )

    def _texture(self, picture: Any, *, keep_opacity: bool) -> Image | None:
        # trimesh gives a grey picture of 2 × 2 pixels, without a file, to a mesh that has only coordinates.
        if picture is None or picture.size == (2, 2):
            return None
        key = (picture.info.get("file_path", id(picture)), keep_opacity)
        if key not in self._pictures:
            try:
                pixels = array_from_picture(picture)
            except (OSError, ValueError, SyntaxError) as error:
                name = picture.info.get("file_path", "embedded")
                raise AssetError(
                    f'the texture "{name}" of "{self._path.name}" is damaged: save it again as PNG or JPEG '
                    f"({self._path})"
                ) from error
            self._pictures[key] = pixels if keep_opacity else np.ascontiguousarray(pixels[:, :, :3])
        return self._pictures[key]


def _opacity(lines: dict[str, Any]) -> float:
    """Return an MTL's opacity: ``d``, or 1 − ``Tr``; opaque when both are odd or absent."""
    try:
        if "d" in lines:
            return float(np.clip(float(lines["d"][-1]), 0.0, 1.0))
        return 1.0 - float(np.clip(float(lines["tr"][-1]), 0.0, 1.0)) if "tr" in lines else 1.0
    except (TypeError, ValueError):
        return 1.0


def _triple(value: Any, otherwise: float) -> tuple[float, float, float]:
    try:
        red, green, blue = (float(part) for part in np.asarray(value, dtype=np.float64).clip(0.0, 1.0))
    except (TypeError, ValueError):
        return otherwise, otherwise, otherwise
    return red, green, blue

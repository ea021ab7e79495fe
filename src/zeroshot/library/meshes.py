"""Load meshes of any origin into zeroshot's frame: forward, right, down, metres."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from zeroshot.errors import AssetError, did_you_mean
from zeroshot.library.collada_files import collada_textures, missing_collada_files
from zeroshot.library.gltf_files import files_of_gltf, missing_gltf_files, read_gltf
from zeroshot.library.mesh_counts import count_triangles
from zeroshot.library.obj_materials import files_of_obj, missing_obj_files
from zeroshot.library.raw_parts import RawPart, build_part, refuse_too_many
from zeroshot.library.trimesh_files import read_with_trimesh
from zeroshot.mesh import Mesh
from zeroshot.scene.document import Axes

MESH_SUFFIXES = (".glb", ".gltf", ".vrm", ".obj", ".stl", ".ply", ".3mf", ".dae", ".step", ".stp")

SMALLEST_M, LARGEST_M = 0.01, 1000.0
"""Nothing in a shot is smaller than a fingertip or larger than ten stations: outside, the unit is wrong."""

PERSON_M = 1.75
"""The 50th percentile man. Source: ANSUR II, 2012."""

_CACHED_MESHES = 64
_cache: OrderedDict[tuple[object, ...], Mesh] = OrderedDict()
_cache_lock = threading.Lock()


def load_mesh(
    path: Path, *, metres_per_unit: float, axes: Axes, is_light: bool = False, is_bare: bool = False
) -> Mesh:
    """Load a mesh file: forward, right, down in metres, with normals, materials and textures.

    metres_per_unit multiplies the unit that the file states (glTF, STEP: metres; 3MF, Collada: its own); OBJ,
    STL and PLY state none and count as metres. axes says which axis of the file points where.
    is_light: the lighter level, of models that have one. is_bare: textures are not needed, to measure with;
    where reading them can be spared, it is.
    The same file, scale and axes give the same object again until the file changes.
    Raises AssetError, with what to do, for a file that is missing, unreadable, empty, damaged, without
    triangles, with more than MAX_TRIANGLES, or of a size that no thing in a shot has. A texture that does not
    exist is no error: its surfaces are plain, and `missing_files` names it.
    """
    path = Path(path)
    own = (*_identity(path), metres_per_unit, axes.forward, axes.right, axes.down, is_light)
    with _cache_lock:
        for key in ((*own, False), (*own, True)) if is_bare else ((*own, False),):
            if key in _cache:
                _cache.move_to_end(key)
                return _cache[key]
    raw_parts = read_parts(path, is_light=is_light, is_bare=is_bare)
    mesh = build_mesh(raw_parts, metres_per_unit=metres_per_unit, axes=axes, path=path)
    with _cache_lock:
        _cache[*own, is_bare] = mesh
        while len(_cache) > _CACHED_MESHES:
            _cache.popitem(last=False)
    return mesh


def refuse_unusable_file(path: Path) -> None:
    """Raise AssetError unless a path is a mesh file of a kind that is read, not empty, and may be opened."""
    _identity(path)


def missing_files(path: Path) -> tuple[str, ...]:
    """Say which textures and material files a mesh asks for that do not exist, one sentence each.

    Reads no triangles. What is wrong with the mesh itself is left to load_mesh.
    """
    finders = {
        ".glb": missing_gltf_files,
        ".gltf": missing_gltf_files,
        ".vrm": missing_gltf_files,
        ".obj": missing_obj_files,
        ".dae": missing_collada_files,
    }
    finder = finders.get(path.suffix.lower())
    try:
        return () if finder is None else tuple(finder(path))
    except OSError:
        return ()


def files_of_mesh(path: Path) -> tuple[Path, ...]:
    """Return every file that a mesh is read from: itself, and the buffers, materials and textures it names.

    Those that do not exist are left out. Raises AssetError where the mesh itself cannot be opened.
    """
    _identity(path)
    finders = {
        ".glb": files_of_gltf,
        ".gltf": files_of_gltf,
        ".vrm": files_of_gltf,
        ".obj": files_of_obj,
        ".dae": collada_textures,
    }
    finder = finders.get(path.suffix.lower())
    try:
        named = () if finder is None else finder(path)
    except OSError:
        named = ()
    return (path, *(file for file in dict.fromkeys(named) if file.is_file()))


def forget_meshes() -> None:
    """Empty the cache, so that the next load reads the disk."""
    with _cache_lock:
        _cache.clear()


def is_mesh_name(name: str) -> bool:
    """Tell whether a name ends like a mesh file that can be loaded."""
    return name.lower().endswith(MESH_SUFFIXES)


def model_from_file_matrix(axes: Axes) -> NDArray[np.float64]:
    """Return the (3, 3) matrix that carries directions of the mesh file into forward, right, down."""
    rows = []
    for name in (axes.forward, axes.right, axes.down):
        row = np.zeros(3)
        row["XYZ".index(name[1])] = 1.0 if name[0] == "+" else -1.0
        rows.append(row)
    return np.stack(rows)


def _identity(path: Path) -> tuple[object, ...]:
    """Check that a path is a mesh file that can be opened, and return what tells its contents apart."""
    try:
        resolved = path.resolve()
        status = resolved.stat()
        if resolved.is_dir():
            raise AssetError(f'"{path.name}" is a folder, not a mesh: name the mesh file in it ({path})')
        if path.suffix.lower() not in MESH_SUFFIXES:
            raise AssetError(
                f'"{path.name}" is not a kind of mesh that zeroshot reads: export it as GLB '
                f"(or {', '.join(suffix[1:].upper() for suffix in MESH_SUFFIXES[1:])}) ({path})"
            )
        with resolved.open("rb"):
            pass
    except (FileNotFoundError, NotADirectoryError):
        raise AssetError(_missing(path)) from None
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise AssetError(
            f'the mesh "{path.name}" cannot be opened ({reason}): check that you may read it ({path})'
        ) from None
    if status.st_size == 0:
        raise AssetError(f'the mesh "{path.name}" is an empty file: export it again ({path})')
    return str(resolved), status.st_mtime_ns, status.st_size


def _missing(path: Path) -> str:
    folder = path.parent
    if not folder.is_dir():
        return f'the mesh "{path.name}" does not exist, nor does its folder: check the path ({path})'
    try:
        siblings = [entry.name for entry in folder.iterdir() if is_mesh_name(entry.name)]
    except OSError:
        siblings = []
    hint = did_you_mean(path.name, siblings) or ": check the path"
    return f'the mesh "{path.name}" does not exist{hint} ({path})'


def build_mesh(raw_parts: Sequence[RawPart], *, metres_per_unit: float, axes: Axes, path: Path) -> Mesh:
    """Carry what was read into forward, right, down and metres. Raises AssetError as load_mesh does."""
    if not (np.isfinite(metres_per_unit) and metres_per_unit > 0.0):
        raise AssetError(f'the scale of "{path.name}" must be above 0, not {metres_per_unit} ({path})')
    triangle_count = sum(len(raw.triangles) for raw in raw_parts)
    if triangle_count == 0:
        raise AssetError(
            f'the mesh "{path.name}" has no faces, only points or lines or nothing: '
            f"export it with its surfaces, or mesh the points first ({path})"
        )
    refuse_too_many(triangle_count, path)
    model_from_file = model_from_file_matrix(axes) * metres_per_unit
    mesh = Mesh(tuple(build_part(raw, model_from_file, path=path) for raw in raw_parts))
    _refuse_absurd_size(mesh, path)
    return mesh


def read_parts(path: Path, *, is_light: bool = False, is_bare: bool = False) -> list[RawPart]:
    """Read a mesh file's triangles as they stand in it; see RawPart. Raises AssetError."""
    try:
        if path.suffix.lower() in (".glb", ".gltf", ".vrm"):
            return read_gltf(path, is_light=is_light, is_bare=is_bare)
        claimed = count_triangles(path)
        if claimed is not None:
            refuse_too_many(claimed, path)
        return read_with_trimesh(path)
    except OSError as error:
        raise AssetError(
            f'the mesh "{path.name}" cannot be read ({error.strerror}): check the disk, and that you may '
            f"read it ({path})"
        ) from None


def _refuse_absurd_size(mesh: Mesh, path: Path) -> None:
    lowest, highest = mesh.bounds_m
    size_m = float(np.max(highest - lowest))
    if SMALLEST_M <= size_m <= LARGEST_M:
        return
    share = size_m / PERSON_M
    beside = f"{share:,.0f} times as long as" if share >= 1.0 else f"{share:.2g} times the height of"
    raise AssetError(
        f'the mesh "{path.name}" would be {_length(size_m)} across, {beside} a person of {PERSON_M} m: '
        f"its unit is not the metre, so multiply its scale by {_scale_hint(size_m)} ({path})"
    )


def _length(size_m: float) -> str:
    if size_m > LARGEST_M:
        return f"{size_m / 1000.0:,.3g} km" if size_m < 1e9 else f"{size_m:.3g} m"
    return f"{size_m * 1000.0:.3g} mm"


def _scale_hint(size_m: float) -> str:
    units = [("millimetres", 0.001), ("centimetres", 0.01), ("inches", 0.0254), ("kilometres", 1000.0)]
    for name, metres in units:
        if 0.1 <= size_m * metres <= 100.0:
            return f"{metres:g} if it was drawn in {name}"
    return f"{PERSON_M / size_m if size_m else 1:.3g} to make it as long as a person"
